"""Sport, markets, films, accidents and figures of speech use the words of war."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc
from recension.claims.eventslots import case_of
from recension.claims.eventwords import classes, vetoes
from recension.claims.happening import Happening, tokens_of
from recension.claims.lexicon import country_of
from recension.claims.tree import child, children, sentence_of, topmost

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: A score of a game: "3-1".
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
#: The tags of what a story tells.
_PRESENT = frozenset({"VBZ", "VBP"})
#: Acts that are done with words; private people do them too.
_OF_WORDS = frozenset({"AGREE", "REQUEST", "REJECT", "CONSULT", "SUPPORT", "CONCEDE", "ACCUSE", "RETREAT", "THREATEN", "COOPERATE"})
#: What befalls private people too.
_MORTAL = frozenset({"die", "dead", "death", "hospital"})
#: Words around an act from which on they would tell of something public, if there were anything.
TOLD = 30
#: Words on either side of a sentence that say what its report is about.
NEAR = 60
_FIGURED = classes()["figured"]


def around(sent: DocSpan) -> frozenset[str]:
    """The words of a sentence and on either side of it, which say what its report is about."""
    return frozenset(_lemmas(sent.doc)[max(0, sent.start - NEAR) : sent.end + NEAR])


@per_doc
def _lemmas(doc: Doc) -> list[str]:
    return [t.lemma_.lower() for t in doc]


def vetoed(made: Happening, lemmas: frozenset[str], near: frozenset[str], sent: DocSpan) -> bool:
    """Sport, markets, films, accidents and figures of speech use the words of war.

    `lemmas`: those of the sentence. `near`: those `around` it.
    """
    table = vetoes()
    own = {t.lemma_.lower() for t in made.words}
    violent = len((lemmas & table["violence"]) - own)
    sport = (
        len(lemmas & table["sport"]) + (1 if _SCORE.search(sent.text) else 0) + len(lemmas & table["sportlike"]) // 2
    )
    earnest = made.type != "ASSAULT" and bool(own & table["earnest"])  # "the winger was arrested after the match"
    if not earnest and _is_of_business(made, near - own, sent.doc):
        return True
    root = sent.root
    told = child(root, "nsubj")
    if told is not None and told.lemma_.lower() in table["fiction"] and made.token != root:
        return True
    if sport and not earnest and (made.type != "CONSULT" or sport >= 2) and (violent == 0 or (sport >= 2 and violent <= 1)):
        return True
    if (
        made.type in {"ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"}
        and violent == 0
        and len(lemmas & table["market"]) + len(lemmas & table["screen"]) >= 2
        and not made.recipients
    ):
        return True
    if made.type == "ASSAULT":
        if "harm" in made.flags and not made.actors:
            stormed = {t.lemma_.lower() for t in sent if t.pos_ == "VERB"} & {"storm"}  # "tried to storm the gate"
            if (lemmas - stormed) & table["accident"] and violent == 0:
                return True
            if not violent:
                made.confidence -= 0.25
        if (
            violent == 0
            and made.token.lemma_.lower()
            in {"clash", "battle", "fight", "attack", "confrontation", "blast", "skirmish"}
            and lemmas & table["words"]
        ):
            return True
        parts = {c.lemma_.lower() for c in children(made.token) if c.dep_ in {"obl", "nmod", "obj"}}
        if made.token.lemma_.lower() in _FIGURED and parts & table["figurative"] and not made.recipients:
            return True
        if (
            made.token.lemma_.lower() in {"explosion", "blast", "shooting"}
            and lemmas & {"gas", "boiler", "accident", "kitchen", "transformer"}
            and violent == 0
        ):
            return True
    return False


def _is_of_business(made: Happening, near: frozenset[str], doc: Doc) -> bool:
    """Is a report around an act one of a game or of companies, where nobody fights, rules or negotiates?"""
    table = vetoes()
    if len(near & table["violence"]) > 1:
        return False
    if len(near & table["sport"]) >= 2 and len(near & (table["sport"] | table["sportlike"])) >= 4:
        return True
    if near & table["violence"] or len(near & (table["market"] | table["business"])) < 4:
        return False
    return all(t.ent_type_ != "LOC" for m in (*made.actors, *made.recipients) for t in tokens_of(doc, m))  # no states


def elsewhere(made: Happening, lemmas: frozenset[str], near: frozenset[str]) -> bool:
    """Is an act one of a game, a stage or a laboratory, by the words around it: "the tourists surrendered their last wickets"?

    Where police, courts, arms or the dead stand in the sentence it is none of a game; what a story tells in the present is a
    story's whoever stands in it.
    """
    table = vetoes()
    own = {t.lemma_.lower() for t in made.words}
    near = near - own
    told = len(near & table["stage"])
    if told and len(near & (table["stage"] | table["fiction"])) >= 2 and made.token.tag_ in _PRESENT and len(lemmas & table["public"]) < 3:
        return True
    reached = {word.lower().removesuffix("s") for m in made.recipients for word in m.text.split()}
    if (lemmas - own) & table["public"] or (own | reached) & table["earnest"]:
        return False
    if len(near & (table["sport"] | table["sportlike"] | table["pitch"])) >= (3 if near & table["sport"] else 4):
        return True
    return made.type != "PROTEST" and (told >= 2 or len(near & table["science"]) >= 2)


def is_private(made: Happening, near: frozenset[str]) -> bool:
    """Is an act of words one between people of whom nothing public is told, in a passage long enough to tell it: "my neighbour
    accused my cat of stealing his salmon", "her father had promised her the piano"?
    """
    if made.type not in _OF_WORDS or not (made.actors or made.recipients) or near & _public():
        return False
    doc, at = made.token.doc, made.token.i
    window = doc[max(0, at - NEAR) : at + NEAR]
    if len(window) < TOLD or any(country_of(t.text) for t in window if t.ent_type_ in {"LOC", "ORG", "GROUP"}):
        return False
    return all(_is_private_party(topmost(tokens_of(doc, m))) for m in (*made.actors, *made.recipients))


@functools.cache
def _public() -> frozenset[str]:
    """Words that stand in no story of private life."""
    return vetoes()["public"] - _MORTAL | vetoes()["civic"]


def _is_private_party(head: Token | None) -> bool:
    """A pronoun, a relative, a neighbour, an artist; somebody by a name."""
    if head is None or head.pos_ == "PROPN":
        return head is None or (head.ent_type_ in {"PERSON", ""} and country_of(head.text) is None)
    return head.pos_ == "PRON" or head.lemma_.lower() in vetoes()["private"] | vetoes()["family"]


def is_counted_up(made: Happening) -> bool:
    """Is an act noun the subject of a statistic: "reported shootings fell by a fifth"?"""
    token = made.token
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in {"nsubj", "nsubj:pass"} or verb.lemma_.lower() not in vetoes()["tally"]:
        return False
    return any(c.lower_ in {"by", "to"} for each in children(verb, "obl") for c in children(each, "case"))


def by_nature(doc: Doc, made: Happening) -> bool:
    """Storms, fires and accidents kill, cut off and drive away too, and nobody does it: "Storm Brenda kills two", "killed when
    their lorry skidded off the road", "a gas explosion brought down a house, killing five", "was hit by a tanker".
    """
    if made.actors and all(_is_nobody(tokens_of(doc, actor)) for actor in made.actors):
        return True
    if made.type not in {"ASSAULT", "COERCE"}:
        return False
    if _is_run_into(made.token):
        return True
    if made.actors:
        return all(_is_named_hazard(tokens_of(doc, actor)) for actor in made.actors)
    above = made.token
    while above.dep_ in {"advcl", "acl", "conj"} and (above == made.token or child(above, "nsubj", "nsubj:pass") is None):
        above = above.head
    told = child(above, "nsubj") or child(above, "nsubj:pass")
    harmed = made.token.lemma_.lower() in vetoes()["harm"]
    if told is not None and _is_hazard(told) and (above != made.token or harmed):
        return True
    if not harmed:
        return False
    saying = [c for c in children(made.token) if c.dep_ == "parataxis"]  # "…, the ministry said" takes clauses before it
    clauses = [c for verb in (made.token, above, *saying) for c in children(verb) if c.dep_ == "advcl"]
    return any((verb.lemma_.lower() in vetoes()["mishap"] or _is_moved_by_hazard(verb)) and not _violent(verb) for verb in (*clauses, above))


def _is_moved_by_hazard(clause: Token) -> bool:
    """As in "killed when a rock fall buried their hut"."""
    doer = child(clause, "nsubj")
    return doer is not None and _is_hazard(doer)


def _is_run_into(verb: Token) -> bool:
    """As in "was hit by a petrol tanker", "a train struck the bus": traffic, where no arms are told of."""
    if verb.lemma_.lower() not in {"hit", "strike"} or verb.pos_ != "VERB":
        return False
    doer = child(verb, "obl:agent") or next((c for c in children(verb, "obl") if any(k.lower_ == "by" for k in children(c, "case"))), None) or child(verb, "nsubj")
    return doer is not None and doer.lemma_.lower() in vetoes()["vehicle"] and not any(_violent(t) for t in sentence_of(verb) if t.dep_ == "ROOT")


def _is_nobody(words: Sequence[Token]) -> bool:
    """An animal, a season, a part of a body: "winter refuses to release its grip" is no refusal."""
    head = topmost(words)
    return head is not None and head.pos_ == "NOUN" and head.lemma_.lower() in vetoes()["nobody"]


def _is_named_hazard(words: Sequence[Token]) -> bool:
    """A hazard, or the name of one: "Brenda" of "Storm Brenda", however it was parsed."""
    if not words:
        return False
    before = words[0].nbor(-1) if words[0].i else words[0]
    return _is_hazard(words[-1]) or any(t.pos_ == "PROPN" and t.lower_ in vetoes()["accident"] for t in (before, *words))


def _is_hazard(token: Token) -> bool:
    """A storm, a quake, an accident, with its name or without; an explosion of gas."""
    table = vetoes()
    near = [c for c in children(token) if c.dep_ in {"compound", "amod", "flat", "appos"}]
    near += [c for c in children(token, "nmod") if case_of(c) == "of"]  # a wall of water; no soldiers on a water tower
    words = {token.lemma_.lower(), *(c.lemma_.lower() for c in near), *(c.lemma_.lower() for n in near for c in children(n) if c.dep_ == "compound")}
    if token.dep_ in {"flat", "appos", "compound"}:
        words.add(token.head.lemma_.lower())
    return bool(words & (table["accident"] | table["element"]) or (words & {"explosion", "blast", "fire"} and words & table["leak"]))


def _violent(verb: Token) -> bool:
    """Whether a clause tells of violence too: "crashed after rebels had fired on it"."""
    own = vetoes()["violence"] - {"army", "soldier", "troop", "police", "explosion", "blast", "front"}
    return any(t.lemma_.lower() in own for t in verb.subtree)
