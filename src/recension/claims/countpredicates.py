"""What a whole predicate tells of whom a number counts, where no single word of it does.

"were led away in handcuffs" tells of an arrest, "have not been seen since" of people missing. Which verb says what,
with what behind it, stands in `lexicons/predicates.tsv`; its head explains the columns.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple, cast

from recension.claims.counted import of_phrase
from recension.claims.countwords import is_surely_person, lemma_of, noun_of, roles_of, words
from recension.claims.numbers import lexicon as number_words
from recension.claims.tree import SUBJECTS, child, children, is_passive, sentence_of, subject
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Token

#: So many words behind a verb are read for what completes it.
_BEHIND = 12
#: So many words a preposition may stand before its noun.
_PHRASE = 5
_DENIALS = frozenset({"not", "n't", "n’t", "never"})
_NOTHING = frozenset({"nothing", "nobody", "neither", "none", "no"})
#: Words that stand for people counted before.
_OTHERS = frozenset({"second", "third", "fourth", "fifth", "another", "other", "others", "more", "them", "whom", "those", "who"})
#: Verbs that only lead to what is told.
_LEADING = frozenset({"believe", "think", "fear", "report", "say", "know", "presume", "have", "need", "seem", "continue", "begin", "start", "appear", "understand", "suppose", "remain"})
#: "the shelter can take 600": what it has room for.
_CAPACITY = frozenset({"can", "could", "may", "might", "would", "will"})
_LAW = frozenset({"officer", "soldier", "law"})
_OUTLAWS = frozenset({"armed", "criminal"})
_FORCES = frozenset({"police", "agent", "forces", "security", "army", "troops", "authority", "authorities"})
#: Prepositions that a parse may take for conjunctions.
_PREPOSITIONS = frozenset({"since", "for", "in", "after", "to", "of"})
_ENDS = frozenset({".", ";", ":", "?", "!", "“", "”"})


class Predicate(NamedTuple):
    """A row of the table: what is told, by which complements, and how sure that is."""

    indicator: Indicator
    denied: bool
    complements: frozenset[str]
    excluded: frozenset[str]
    persons: bool
    confidence: float


def predicated(noun: Token) -> tuple[Indicator, Token, float] | None:
    """What the predicate of a counted noun, or of a bare number, makes of it in its own slot."""
    if not _may_be_people(noun):
        return None
    if (being := _being(noun.head)) is not None and (state := _rows_say(("be",), being, "does", noun, led=False)) is not None:
        return state
    for slot in _slots(noun):
        for word in _predicates(noun.head, slot):
            led = word != noun.head
            found = _told(word, "undergoes" if slot == "does" and led and is_passive(word) else slot, noun, led=led and slot != "with")
            if found is not None:
                return found
    return None


def predicated_by(clause: Token, noun: Token) -> tuple[Indicator, Token, float] | None:
    """What a participle or a relative clause makes of the noun that it describes: "sailors seized by pirates"."""
    if not _may_be_people(noun):
        return None
    slots = (*_by_whom(_agent(clause)), "undergoes") if is_passive(clause) else ("does",)
    found = next((found for slot in slots if (found := _told(clause, slot, noun, led=False)) is not None), None)
    # "a teenager who threw stones": who he is, and no crowd.
    return found if found is not None and found[0] != "participants" else None


def _agent(verb: Token) -> Token | None:
    """The doer of a passive."""
    return next((c for c in children(verb, "obl:agent", "obl") if any(d.lower_ == "by" for d in children(c, "case"))), None)


def _by_whom(doer: Token | None) -> tuple[str, ...]:
    return ("policed",) if is_of_law(doer) else ("captured",) if is_armed(doer) else ()


def _predicates(verb: Token, slot: str) -> list[Token]:
    """The verb of a slot and what it only leads to: "are believed to be under the debris", "contact was lost with"."""
    if slot == "with":
        return [verb, *children(verb, "nsubj", "nsubj:pass", "obj")]
    return [verb, *(c for c in children(verb, "xcomp") if c.pos_ in {"VERB", "AUX"} or child(c, "cop") is not None)] if slot in {"does", "undergoes"} and lemma_of(verb) in _LEADING else [verb]


def is_so_anyway(trigger: Token, indicator: Indicator) -> bool:
    """Does a word tell of a count just because it is denied, or without being said itself?

    "have not been seen since" states that they are missing, "demands a ransom for eight" that they were abducted.
    """
    lemma = lemma_of(trigger)
    rows = [(slot, row) for slot in ("does", "undergoes", "with") for row in _table().get((slot, lemma), ()) if row.indicator == indicator]
    return any(slot == "with" or row.denied for slot, row in rows if row.denied == _is_denied(trigger))


def is_of_law(doer: Token | None) -> bool:
    """Police, agents, soldiers and their like, who arrest whom they take away."""
    return doer is not None and (bool(roles_of(doer) & _LAW) or bool({doer.lower_, noun_of(doer), *_parts(doer)} & _FORCES))


def is_armed(doer: Token | None) -> bool:
    """"gunmen", "armed men": who takes people without a law."""
    return doer is not None and (bool(roles_of(doer) & _OUTLAWS) or bool(_parts(doer) & {"armed", "masked", "hooded", "unidentified", "unknown"}))


def _parts(noun: Token) -> set[str]:
    return {c.lower_ for c in children(noun, "compound", "amod")}


def _slots(noun: Token) -> tuple[str, ...]:
    """Which slots of the table a noun has in its clause: a passive subject undergoes what an object does."""
    verb = noun.head
    if noun.dep_ in {"nsubj:pass", "obj"} or (noun.dep_ in SUBJECTS and is_passive(verb)):
        doer = subject(verb) if noun.dep_ == "obj" else _agent(verb)
        # "six rangers paid with their lives": taken for a passive without its auxiliary.
        bare = ("does",) if noun.dep_ != "obj" and child(verb, "aux:pass") is None else ()
        return (*_by_whom(doer), "undergoes", "received", *bare, *(("with",) if child(noun, "case") is not None else ()))
    if noun.dep_ in SUBJECTS:
        return ("does",)
    return ("with",) if noun.dep_ in {"obl", "nmod", "obl:agent"} else ()


def _may_be_people(noun: Token) -> bool:
    """A bare number, a word for others or for a group of them, or a noun that is known for persons."""
    if noun.pos_ == "NUM" or noun.lower_ in _OTHERS or noun_of(noun) in words("partitives", "words") or lemma_of(noun) in number_words()["scales"]:
        return True
    return is_surely_person(noun)


def _told(verb: Token, slot: str, noun: Token, *, led: bool) -> tuple[Indicator, Token, float] | None:
    """What the rows of a word say in a slot; a word that another one led to needs a complement of its own."""
    copula = child(verb, "cop")
    lemma = "be" if copula is not None else lemma_of(verb)
    particle = child(verb, "compound:prt")
    named = (lemma, f"{lemma}_{particle.lower_}") if particle is not None else (lemma,)
    return _rows_say(named, copula or verb, slot, noun, led=led)


def _being(verb: Token) -> Token | None:
    """The "be" of "are thought to be in the hands of the militia", wherever the parse hangs it."""
    if lemma_of(verb) not in _LEADING:
        return None
    return next((t for t in verb.doc[verb.i + 1:min(verb.i + 4, sentence_of(verb).end)] if t.lower_ == "be"), None)


def _rows_say(named: tuple[str, ...], verb: Token, slot: str, noun: Token, *, led: bool) -> tuple[Indicator, Token, float] | None:
    """What the first row of some words says, of those that hold in a clause."""
    for row in (row for name in named for row in _table().get((slot, name), ())):
        if led and "*" in row.complements:
            continue  # "are feared buried" counts no burials
        if row.indicator == "participants" and roles_of(of_phrase(noun) or noun) & _LAW:
            continue  # soldiers who swarm the streets are no crowd
        if row.indicator == "missing" and (roles_of(noun) & _OUTLAWS or noun_of(noun) == "suspect"):
            continue  # they are hunted
        if row.indicator == "injured" and "health" in roles_of(noun):
            continue  # nurses are brought to a hospital to work there
        if row.indicator == "troops" and not _may_serve(of_phrase(noun) or noun):
            continue
        if row.denied == _is_denied(verb.head if verb.dep_ == "cop" else verb) and _completes(row, verb, slot, noun):
            return row.indicator, verb, row.confidence
    return None


def _completes(row: Predicate, verb: Token, slot: str, noun: Token) -> bool:
    """Does what a row asks for stand beside its verb, and nothing that it excludes?"""
    if slot == "with":
        return any(c.lower_ in row.complements for c in children(noun, "case"))
    if slot == "received":
        receiver = child(verb, *SUBJECTS)
        modal = any(c.lower_ in _CAPACITY for c in children(verb, "aux"))
        return receiver is not None and not modal and receiver.i < verb.i and noun_of(receiver) in row.complements
    if row.persons and not is_surely_person(of_phrase(noun) or noun) and noun.lower_ not in _OTHERS and not _is_of_whom(noun):
        return False
    behind = _behind(verb, noun)
    said = {form for t in behind for form in (t.lower_, noun_of(t))}
    if (said | {t.lower_ for t in verb.doc[max(verb.i - 1, 0):verb.i]}) & row.excluded:  # "feared buried"
        return False
    return "*" in row.complements or bool((said | _phrases(behind)) & row.complements)


def _may_serve(noun: Token) -> bool:
    """Soldiers, officers, fighters, men, or a bare number; not doctors on duty."""
    return noun.pos_ == "NUM" or bool(roles_of(noun) & (_LAW | _OUTLAWS)) or noun_of(noun) == "man"


def _is_of_whom(number: Token) -> bool:
    """"of whom 41 have been caught"."""
    return number.pos_ == "NUM" and any(c.lower_ == "whom" for c in children(number.head, "obl", "nmod"))


def _behind(verb: Token, noun: Token) -> list[Token]:
    """The words that complete a verb: behind it, to the end of its clause; without the counted noun itself."""
    found: list[Token] = []
    for token in verb.doc[verb.i + 1:min(verb.i + _BEHIND, sentence_of(verb).end)]:
        joined = token.pos_ == "CCONJ" and token.head.pos_ in {"VERB", "AUX"}
        if token.text in _ENDS or joined or (token.pos_ == "SCONJ" and token.lower_ not in _PREPOSITIONS):
            break
        if token != noun:
            found.append(token)
    return found


def _phrases(behind: list[Token]) -> set[str]:
    """Prepositions with the words that follow them: "in police vans" gives in_police and in_vans."""
    return {
        f"{first.lower_}_{form}"
        for n, first in enumerate(behind) if first.pos_ in {"ADP", "PART", "ADV", "SCONJ"}
        for word in behind[n + 1:n + _PHRASE]
        for form in (word.lower_, noun_of(word), "*")
    }


def _is_denied(word: Token) -> bool:
    """"did not survive", "have never come back", "nothing has been heard", "no sign"."""
    own = children(word)
    if any(c.lower_ in _DENIALS for c in own if c.i < word.i) or any(c.lower_ == "no" for c in own if c.dep_ == "det"):
        return True
    return any(c.lower_ in _NOTHING or any(d.lower_ == "no" for d in children(c, "det")) for c in own if c.dep_ in SUBJECTS)


@functools.cache
def _table() -> dict[tuple[str, str], tuple[Predicate, ...]]:
    """The rows of the table by slot and verb, in its order."""
    text = (resources.files("recension.claims") / "lexicons" / "predicates.tsv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], tuple[Predicate, ...]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        indicator, slot, verbs, complement, confidence = line.split("\t")
        said = complement.split()
        excluded = frozenset(w[1:] for w in said if w.startswith("-"))
        asked = frozenset(w for w in said if w[0] not in "-=")
        for verb in verbs.split():
            row = Predicate(cast("Indicator", indicator), verb.startswith("not_"), asked, excluded, "=persons" in said, float(confidence))
            key = (slot, verb.removeprefix("not_"))
            found[key] = (*found.get(key, ()), row)
    return found
