"""Happenings that patterns tell, completed by what the network sees: acts that no pattern tells, parties, statuses.

Patterns over the parse say much about what they know (mode, content, sides) and miss what they do not; the heads of the
network know no list of words. Violence is dropped for the network's doubts, since the words of war are used of sport and
markets; other acts only where it sees none at all. With a foreign pipeline patterns stand alone.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, cast

from recension.claims import actors
from recension.claims.doc import mention, report_of
from recension.claims.eventdoers import fights, head_of
from recension.claims.eventnounslots import NO_DEED, noun_actors, noun_slot
from recension.claims.eventparties import acting, is_party, is_physical, owners, parties_of, things_beside, things_hit
from recension.claims.eventslots import agent_of, antecedent, case_of, is_courtesy, is_passive, is_visiting, object_of
from recension.claims.eventwords import Sense, classes, noun_senses, nouns, verb_senses, verbs
from recension.claims.happening import Happening, same, tokens_of
from recension.claims.phrases import entity_at, phrase
from recension.claims.referents import HE, IT, SHE, THEY, WE, I
from recension.claims.status import negates
from recension.claims.timebinding import is_of_the_week, time_for
from recension.claims.times import report_anchor
from recension.claims.tree import ancestors, auxiliaries, child, children, sentence_of, topmost
from recension.language.acts import Act, acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from recension.model import EventType, Mention, Status, Time

SEEN = 0.8
"""Share from which a word that no pattern takes up names an act."""
KNOWN = 0.5
"""The same of a noun that the lexicon has with that type: "amid protests", "the fighting", whose parties nobody names."""
KIND = 0.5
"""Share of one type from which such a word is claimed to be of it."""
DOUBTED = 0.2
"""Share under which a violent act that a pattern tells is taken for a figure of speech, sport or mishap."""
UNLIKELY = 0.05
"""The same for all other acts: their words are used of less else."""
SURE = 0.6
"""Share from which a status that is not the plain one is believed."""
LONG_PAST = 0.7
"""The same of "historical": on real reports the network takes much news for background."""
MODE = 0.3
"""Share of one mode among those of its type from which it is claimed, where no words tell a mode."""
FORTNIGHT = 14
"""Days before a report within which what it dates is news."""
SAID = frozenset({"own-words", "refusal", "denial", "denied"})
"""Happenings that no single word names: what is said names them."""
_MOVING = frozenset({"MOBILIZE", "AID"})
#: What one answers with who answers by arms: "responded with live rounds", "replied with fire".
_FIRED = frozenset({"fire", "teargas", "round", "ammunition", "shot", "baton", "pellet", "cannon"})
_HARM = frozenset("kill murder massacre behead assassinate slaughter wound injure rape torture abduct kidnap".split())
#: How a word hangs on an act that it is a party of.
_OWN = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "obj", "nmod", "compound", "amod"})
#: Parties that stay where the patterns found them; "whom" gives way to whom the network names.
_PRONOUNS = HE | SHE | IT | THEY | I | WE | {"who", "which", "that"}
#: Acts that news often names by a noun alone, and says nothing of who or to whom.
_UNOWNED = frozenset({"ASSAULT", "PROTEST"})
#: Acts of words, whose verbs are used of little else.
_SPOKEN = frozenset({"ACCUSE", "CONCEDE", "REQUEST"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: Types whose acts reach whom the network sees reached, though it takes the act for one of another type.
_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "REJECT"})
#: Types whose acts a thing may suffer by itself.
_HIT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
#: Protests that men under arms make too; what else they block or burn is none.
_WALKING_OUT = frozenset({"strike", "hunger", "demo", "boycott"})
#: Outlaws who bear no arms any more.
_LOCKED_UP = frozenset({"inmate", "convict", "prisoner", "detainee"})
#: What somebody was made to do was done: "prompted the alliance to send troops", "forced them to withdraw".
_BRINGING = frozenset({"use", "deploy", "prompt", "force", "lead", "cause", "compel", "drive", "help", "manage", "bring"})
#: Who does not do this of an act neither says nor denies that it happened.
_LEFT_OPEN = frozenset({"confirm", "verify"})
#: Verbs by which somebody gets to another place, under arrest or not.
_BRINGING_AWAY = frozenset({"take", "bring", "move", "carry", "shift", "whisk", "drive", "fly", "rush", "escort", "evacuate", "transport", "transfer"})
#: Where one is helped.
_SAFE = frozenset({"hospital", "clinic", "ward", "morgue", "mortuary", "surgery", "shelter", "safety", "ashore", "home"})
#: How a word that says something hangs on its verb, or on such a word.
_SPEAKING = frozenset({"nsubj", "nsubj:pass", "appos", "flat"})
#: Acts that are no speech, and so told by somebody else than who does them.
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"})
#: Prepositions between an act and another in whose course, or beside which, it was done.
_CIRCUMSTANCES = frozenset({"in", "during", "after", "before", "following", "over", "amid"})
#: Prepositions before an act of others than those of whom a sentence tells: "police seized bombs following the violence".
_AFTERWARDS = frozenset({"after", "following", "amid", "over", "despite", "before", "since", "because"})
#: Words that stand for no party by themselves: "the first", "each other", "one another".
_NO_NAMES = frozenset({"first", "last", "each", "another"})


def weighed(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """``found`` without violence that is none, with the parties that the network sees, and the acts that it sees besides."""
    known = acts(doc)
    if known is None:
        return found
    found = [h for h in found if h.flags & SAID or is_plain(h) or is_seen(h, known) or _is_deadly(h, found)]
    for each in found:
        filled(doc, each, known)
    found = [*found, *seen(doc, sent, found, known)]
    for each in found:
        if not each.recipients and each.thing is not None and each.type in _HIT:
            each.recipients = things_hit(doc, each.thing)  # last of all: an owner or a party goes before a thing
        elif each.recipients and each.type in _HIT and each.token.pos_ == "VERB":
            each.recipients += _in_a_row(doc, each)
    return found


def is_plain(happening: Happening) -> bool:
    """Does an act stand whatever the network holds: violence that is denied, or that no sport and no market does ("killed six
    worshippers"); a march or a convoy?
    """
    if "sure" in happening.flags and (happening.recipients or happening.token.pos_ == "VERB"):
        return True
    if happening.type != "ASSAULT":
        said = len(happening.words) > 2 or happening.token.lemma_.lower() in {"allege", "vote"}  # "was brought before a court"
        return said or happening.type in _MOVING
    if happening.token.lemma_.lower() in {"violate", "breach"} and happening.actors:
        return True  # "violated the truce"
    if "wounds" in happening.flags or _is_owned_up_to(happening.token) or _is_where_they_fell(happening.token):
        return True
    if happening.token.lemma_.lower() in {"fight", "wage"} and len(happening.actors) + len(happening.recipients) > 1:
        return any(c.lemma_.lower() == "war" for c in children(happening.token, "obj"))
    harm = bool(happening.recipients) and happening.token.lemma_.lower() in _HARM
    return harm or _is_weapons(happening) or any(map(negates, ancestors(happening.token)))


def _is_deadly(happening: Happening, found: list[Happening]) -> bool:
    """As in "launched a series of attacks, killing 130": people came to harm by it, so it is no figure of speech."""
    if happening.type != "ASSAULT" or not happening.actors:
        return False
    over = set(itertools.islice(ancestors(happening.token), 4))
    return any(
        o.token.dep_ == "advcl" and o.recipients and o.token.lemma_.lower() in _HARM and o.token.tag_ == "VBG" and o.token.head in over
        for o in found
    )


def _is_owned_up_to(token: Token) -> bool:
    """As in "claimed responsibility for the killing", "the attack was claimed by the rebels"."""
    head = token.head
    if token.dep_ == "nsubj:pass" and head.lemma_.lower() == "claim":
        return token.pos_ == "NOUN" and child(head, "obl:agent") is not None
    return token.pos_ == "NOUN" and head.lemma_.lower() == "responsibility" and head.head.lemma_.lower() in {"claim", "admit", "assume"}


def _is_where_they_fell(token: Token) -> bool:
    """As in "two killed in a clash", "the strike killed four": people came to harm in it, so it is no figure of speech."""
    if token.pos_ == "NOUN" and token.dep_ == "nsubj" and token.head.lemma_.lower() in _HARM:
        return child(token.head, "obj") is not None
    hurt = token.head.lemma_.lower() in _HARM | {"die", "hurt", "perish"}
    return token.pos_ == "NOUN" and token.dep_ in {"obl", "nmod"} and hurt and any(c.lower_ in {"in", "during", "by", "under"} for c in children(token, "case"))


def _is_weapons(happening: Happening) -> bool:
    """Is a deed a weapon's own ("a rocket hit a school"), or is it told with one ("an air strike", "fired mortars")?"""
    verb = happening.token
    subject = child(verb, "nsubj") if verb.pos_ == "VERB" else None
    own = {t.lemma_.lower() for t in happening.words[1:]} | ({subject.lemma_.lower()} if subject is not None else set())
    if verb.pos_ == "VERB":  # "hit by a shell", "answered with machine-gun fire"
        with_ = [c for c in children(verb) if c.dep_ in {"obl:agent", "obl", "obj"}]
        own |= {c.lemma_.lower() for c in with_ if c.dep_ != "obj"}
        if verb.lemma_.lower() in {"answer", "reply", "respond", "return", "retaliate"}:
            own |= {"gunfire" for c in with_ if c.lemma_.lower() in _FIRED or {k.lower_ for k in children(c, "compound")} & {"tear", "water"}}
    if own & classes()["weaponry"]:
        return True
    if verb.lemma_.lower() in {"throw", "hurl", "pelt", "lob"} and any(
        c.lemma_.lower() in classes()["thrown"] for c in children(verb) if c.dep_ in {"obj", "nsubj:pass"}
    ):
        return True
    if subject is not None and subject.lemma_.lower() in {"strike", "explosion", "blast", "bombing"} and child(verb, "obj") is not None:
        return bool(happening.recipients or happening.actors)
    before = {c.lemma_.lower() for c in children(verb) if c.dep_ in {"compound", "amod"}}
    return (verb.pos_ == "NOUN" and len(happening.words) > 1) or (verb.pos_ == "NOUN" and bool(before & classes()["strike-arms"]))


def act_of(happening: Happening, known: dict[int, Act]) -> Act | None:
    """The act that the network sees at the words of a happening, the likeliest of them."""
    tokens = {happening.token.i, *(t.i for t in happening.words)}
    return max((known[i] for i in sorted(tokens) if i in known), key=lambda act: act.share, default=None)


def type_seen(doc: Doc, happening: Happening) -> EventType | None:
    """The type of which the network holds the act of a happening more likely than not to be."""
    act = act_of(happening, acts(doc) or {})
    kind, likely = next(iter(act.types.items())) if act is not None else ("", 0.0)
    return cast("EventType", kind) if likely >= KIND else None


def is_seen(happening: Happening, known: dict[int, Act]) -> bool:
    """Does the network hold it at all likely that the words of a happening name an act?"""
    act = act_of(happening, known)
    if happening.token.pos_ == "VERB" and act is None:  # "declared a ceasefire": the network marks the noun
        act = next((known[c.i] for c in children(happening.token, "obj", "nsubj:pass") if c.i in known and known[c.i].share < SEEN), None)
    return act is not None and act.share >= (DOUBTED if happening.type == "ASSAULT" else UNLIKELY)


def filled(doc: Doc, each: Happening, known: dict[int, Act]) -> None:
    """Give a happening the parties that the network sees and its pattern does not."""
    act = known.get(each.token.i)
    if act is None or each.flags & SAID:
        return
    known_as = each.type == next(iter(act.types))
    if not known_as and each.type not in _SUFFERED:
        return
    if known_as:
        _corrected(doc, each, act)
    if not each.recipients and not each.mutual and each.type != "MOBILIZE" and each.mode != "withdraw" and "reciprocal" not in each.flags:
        each.recipients = [
            m for m in parties(doc, act, "recipient")
            if not any(same(m, a) for a in each.actors) and not (each.type == "ACCUSE" and _is_wronged(doc, m))
        ]
        each.mutual = each.type == "CONSULT" and bool(each.recipients) and _is_with(each)  # "held talks with Prime Minister Ito"
    if known_as and not each.actors and not _is_agentless(each.token) and "flight" not in each.flags:
        means = child(each.token, "nsubj") if each.token.pos_ == "VERB" else None
        own = means if means is not None and means.lemma_.lower() in classes()["weaponry"] else None
        each.actors = [
            m for m in doers(doc, act)
            if not any(same(m, r) for r in each.recipients)
            and not _only_tells(head_of(doc, m))
            and (own is None or own.left_edge.idx <= m.start <= own.right_edge.idx)  # "…, and a drone killed two": whose, is not said
        ]


def _in_a_row(doc: Doc, each: Happening) -> list[Mention]:
    """The rest of a row of things that an act reaches: "seized pistols, cash and documents"."""
    first = object_of(each.token)
    if first is None or first.pos_ != "NOUN" or each.mutual or not any(m.start <= first.idx < m.end for m in each.recipients):
        return []
    return [m for m in things_beside(doc, first) if not any(_is_or_meets(m, r) for r in (*each.recipients, *each.actors))]


def _only_tells(noun: Token | None) -> bool:
    """As in "stabbings that were denied by police": the agent of a denial or a report has no part in the deed."""
    return noun is not None and noun.dep_ in {"obl", "obl:agent"} and noun.head.lemma_.lower() in NO_DEED and any(
        c.lower_ == "by" for c in children(noun, "case")
    )


def _is_agentless(verb: Token) -> bool:
    """Is a verb a plain passive that names no agent, so that nobody is said to have done it?"""
    if verb.pos_ != "VERB" or not is_passive(verb) or child(verb, "aux:pass") is None or agent_of(verb) is not None:
        return False
    return all(t.lower_ != "by" for t in verb.doc[verb.i + 1 : verb.i + 8])


def _is_wronged(doc: Doc, party_: Mention) -> bool:
    """Is a party whom a deed reaches ("condemned the attack on journalists"), and so not whom the condemnation is of?"""
    head = topmost(tokens_of(doc, party_))
    if head is None or head.dep_ != "nmod" or not any(c.lower_ in {"on", "against", "of", "at"} for c in children(head, "case")):
        return False
    return any(s.type in _DONE_TO for s in noun_senses(head.head))


def _is_with(happening: Happening) -> bool:
    """Does "with" stand right behind the words of a meeting?"""
    last = max(t.i for t in (happening.token, *happening.words, *children(happening.token, "obj")))
    return last + 1 < len(happening.token.doc) and happening.token.doc[last + 1].lower_ == "with" and happening.mode != "visit"


def _corrected(doc: Doc, each: Happening, act: Act) -> None:
    """Where a party stands in another clause than its act, and the network names another party, the network is right more often.

    As in "has called on Mr Ito to resign": by a slip of the parse the one who calls would resign.
    """
    if each.mutual or each.token.pos_ not in {"VERB", "NOUN"}:
        return
    near = {c.i for c in children(each.token) if c.dep_ in _OWN}
    if each.token.dep_ in {"acl", "acl:relcl", "amod"}:
        near.add(each.token.head.i)
    for role, had in (("actor", each.actors), ("recipient", each.recipients)):
        if not had or any(_is_pronoun(m) or any(t.i in near for t in tokens_of(doc, m)) for m in had):
            continue
        named = list(parties(doc, act, role))
        if not all(_can_act(doc, m) and not _is_pronoun(m) and not any(_is_or_meets(m, h) for h in had) for m in named):
            continue
        other = each.recipients if role == "actor" else each.actors
        had[:] = [m for m in named if not any(same(m, o) for o in other)] or had


def _is_pronoun(party_: Mention) -> bool:
    return party_.text.lower() in _PRONOUNS


def _is_or_meets(one: Mention, two: Mention) -> bool:
    """Are two parties one, or does one stand within the other?"""
    return same(one, two) or (one.start < two.end and two.start < one.end)


def _can_act(doc: Doc, party_: Mention) -> bool:
    """Is a party somebody, and no car or building whose owner the patterns know?"""
    head = topmost(tokens_of(doc, party_))
    return head is not None and is_party(doc, head) and not is_physical(head)


def seen(doc: Doc, sent: DocSpan, found: list[Happening], known: dict[int, Act]) -> Iterator[Happening]:
    """The happenings of the acts in a sentence that no pattern tells."""
    taken = {t.i for h in found for t in (h.token, *h.words)}
    named: dict[int, str] = {}
    for i in range(sent.start, sent.end):
        act = known.get(i)
        if act is None or act.share < KNOWN or i in taken:
            continue
        token = doc[i]
        if _tells_nothing(token) or (act.share < SEEN and not _is_known(token, act)):
            continue
        if token.dep_ == "compound:prt":  # "handed over": its verb names the act
            token = token.head
            if token.i in taken:
                continue
        kind, likely = next(iter(act.types.items()))
        if likely < KIND or (kind == "COERCE" and _is_taken_to_safety(token)):
            continue
        if kind == "AID" and token.lemma_.lower() == "return":
            kind = "RETREAT"  # what one gives back was the other's
        if any(carries(h, token, kind) for h in found) or (token.dep_ == "obj" and named.get(token.head.i) == kind):
            continue  # "regained their freedom" is one act
        named[token.i] = kind
        words = [token, *([doc[i]] if token.i != i else []), *following(doc, sent, known, i, kind)]
        actors = _whose(doc, token, kind) or list(doers(doc, act)) or acting(doc, _plain_subject(token))
        walks_out = act.mode(kind)[0] in _WALKING_OUT and any(s.type == "PROTEST" for s in _senses(token))
        if kind == "PROTEST" and not walks_out and any((t := head_of(doc, m)) is not None and fights(t) and not _is_held(t) for m in actors):
            if token.pos_ != "VERB" or act.mode(kind)[0] != "obstruct":
                continue
            kind = "COERCE"  # "guerrillas stopped a bus"
        taken.update(t.i for t in words)
        head = topmost(words) or token
        reached = [m for m in parties(doc, act, "recipient") if not any(same(m, a) for a in actors)]
        if not reached and token.pos_ == "VERB" and kind in _DONE_TO and is_passive(token):  # "policemen who were struck by stones"
            reached = [m for m in parties_of(doc, object_of(token)) if not any(same(m, a) for a in actors)]
        if kind == "CONSULT" and not reached and token.pos_ == "NOUN":  # "in a telephone call with the bishop"
            reached = [m for m in parties_of(doc, noun_slot(token, "with")) if not any(same(m, a) for a in actors)]
        yield Happening(
            token=head, type=cast("EventType", kind), mode=None, words=words, flags=frozenset({"seen"}),
            actors=actors, recipients=reached, mutual=bool(actors and reached) and _takes_two(token, kind),
            confidence=round(act.share, 2), thing=object_of(token) if token.pos_ == "VERB" else None,
        )


def _whose(doc: Doc, token: Token, kind: str) -> list[Mention]:
    """Whose a demand is that another's verb acts on: "accepted the strikers' demands"; the network takes who answers for who asks."""
    if token.pos_ != "NOUN" or kind != "REQUEST" or token.head.pos_ != "VERB":
        return []
    owned = next((noun_actors(token, sense, doc) for sense in noun_senses(token) if sense.type == kind), [])
    return [m for m in owned if not _is_pronoun(m)]


def _is_held(noun: Token) -> bool:
    """Is an outlaw one who is locked up, and whose unrest is a riot: "inmates rioted"?"""
    return noun.lemma_.lower() in _LOCKED_UP


def _tells_nothing(token: Token) -> bool:
    """Is a word one that names no act, whatever the network makes of it: a preposition, "visiting envoy", "we welcome comments"?"""
    if token.is_punct or token.pos_ in {"DET", "PRON"} or (token.pos_ == "ADP" and token.dep_ in {"case", "mark"}):
        return True
    return is_visiting(token) or is_courtesy(token) or _is_breaking_out(token)


def _is_taken_to_safety(verb: Token) -> bool:
    """As in "were taken to hospital", "moved them to safer places": help, and no arrest."""
    where = [c for c in children(verb, "obl") if case_of(c) in {"to", "into"}] if verb.lemma_.lower() in _BRINGING_AWAY else []
    return any(c.lemma_.lower() in _SAFE or any(k.lower_ in {"safe", "safer"} for k in children(c, "amod")) for c in where)


def _is_breaking_out(token: Token) -> bool:
    """As in "when the mutinies broke out": it tells of a beginning, and of nobody's act."""
    verb = token.head if token.dep_ == "compound:prt" else token
    subject = child(verb, "nsubj")
    out = any(c.lower_ == "out" for c in children(verb, "compound:prt"))
    return verb.lemma_.lower() == "break" and out and subject is not None and subject.lemma_.lower() in nouns()


def _own_mode(token: Token, kind: str) -> str | None:
    """The mode that all senses of a word of that type have: whoever "apprehends" arrests."""
    modes = {s.mode for s in _senses(token) if s.type == kind and s.second is None}
    return next(iter(modes)) if len(modes) == 1 else None


def _is_known(token: Token, act: Act) -> bool:
    """Does the lexicon have a word with the type that the network sees: a noun that stands for itself, a verb of speech?"""
    kind = next(iter(act.types))
    if token.pos_ == "VERB":
        if token.dep_ == "amod" or token.head.lower_ == "what" or token.lemma_.lower() in {"blame", "want"}:
            return False  # "what it called collaborators", "blamed a wheel", "a group that wants a state of its own"
        return kind in _SPOKEN and any(s.type == kind for s in verb_senses(token))
    alone = token.pos_ == "NOUN" and token.dep_ not in {"compound", "nmod:desc", "amod", "flat", "vocative"}
    return alone and kind in _UNOWNED and any(s.type == kind and s.second is None for s in noun_senses(token))


def _takes_two(token: Token, kind: str) -> bool:
    """Is a word the lexicon's for what two sides do together: "has met opposition figures", "clashed with troops"?"""
    return any(s.type == kind and "mutual" in s.flags for s in (*verb_senses(token), *noun_senses(token)))


def _plain_subject(verb: Token) -> Token | None:
    """The subject of a finite verb in the active, its own or that of the finite verb that it is in a row with."""
    own = child(verb, "nsubj")
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    if child(verb, "obj", "obl", "xcomp", "ccomp") is None:
        return None  # "Dissident poisoned"
    if own is not None and own.i < verb.i and (verb.tag_ in _FINITE or (verb.tag_ == "VB" and child(verb, "aux") is not None)):
        return antecedent(own)
    first = verb.head
    if verb.dep_ == "conj" and verb.tag_ == first.tag_ and verb.tag_ in _FINITE and child(verb, "nsubj") is None and not is_passive(first):
        return agent_of(first)
    return None


def _senses(token: Token) -> tuple[Sense, ...]:
    """What a word states in the lexicon, its lemma as it stands: a word that has kept an ending may be of another kind."""
    lemma = token.lemma_.lower()
    return (*verbs().get(lemma, ()), *nouns().get(lemma, ()))


def mode_seen(doc: Doc, happening: Happening) -> str | None:
    """The mode that the network gives a happening, where it sees an act of that type there and is sure enough; else its word's."""
    act = act_of(happening, acts(doc) or {})
    if act is None or next(iter(act.types)) != happening.type:
        return None
    mode, likely = act.mode(happening.type)
    return mode if likely >= MODE else _own_mode(happening.token, happening.type) if "seen" in happening.flags else None


def judged(doc: Doc, happening: Happening, status: Status) -> Status:
    """The status of a happening: that of the rules, or what the network is sure of where they see nothing special."""
    act = (acts(doc) or {}).get(happening.token.i)
    if act is None or status != "asserted":
        return status
    name, likely = next(iter(act.statuses.items()))
    if likely < (LONG_PAST if name == "historical" else SURE):
        return status
    # The network hears negations of the next clause, and of the next sentence.
    if name == "negated" and (_is_judged(happening.token) or not any(map(negates, above(happening.token)))):
        return status
    doer = child(happening.token, "nsubj")
    if name == "negated" and doer is not None and doer.tag_ == "WP" and happening.token.dep_ not in {"acl:relcl", "acl"}:
        return status  # "it is not known who fired the shot"
    if name in {"future", "hypothetical"} and _is_brought_about(happening.token):
        return status
    if name == "historical" and _is_present(happening.token):
        return status
    if name == "negated" and any(t.lemma_.lower() in _LEFT_OPEN for t in above(happening.token)):
        return "hypothetical"  # "would not confirm the arrest"
    time = time_for(doc, happening.token) if name == "historical" else None
    if time is not None and (is_of_the_week(time) or _is_recent(doc, time)):
        return status
    return cast("Status", name)


def _is_brought_about(token: Token) -> bool:
    """Is an infinitive under a past verb of causing or managing?"""
    head = token.head
    past = head.tag_ in {"VBD", "VBN", "VBG"} and not auxiliaries(head) & {"will", "would", "may", "might", "could", "to"}
    return token.tag_ == "VB" and token.dep_ in {"xcomp", "ccomp", "advcl"} and head.lemma_.lower() in _BRINGING and past


def _is_present(token: Token) -> bool:
    """Is a verb in the present, "are ordered to leave", "is attacking", "warns"? No background is told so."""
    auxes = [c for c in children(token) if c.dep_ in {"aux", "aux:pass"}]
    if token.pos_ != "VERB" or any(c.lemma_.lower() == "have" or c.tag_ in {"VBD", "VBN"} for c in auxes):
        return False
    return token.tag_ in {"VBZ", "VBP"} or any(c.lower_ in {"is", "are", "am", "'s", "'re", "’s", "’re"} for c in auxes)


def _is_judged(token: Token) -> bool:
    """Is an act what a sentence says something of: "the use of force is never a solution" denies no use of force."""
    return token.pos_ == "NOUN" and token.dep_ == "nsubj" and child(token.head, "cop") is not None


def _is_recent(doc: Doc, time: Time) -> bool:
    """Is a date within the fortnight before the report's own: still its news?"""
    own, _ = report_anchor(report_of(doc))
    if own is None or time.from_ is None or time.precision != "day" or time.from_.startswith("-"):
        return False
    return -1 <= (own - dt.date.fromisoformat(time.from_[:10])).days <= FORTNIGHT


def above(token: Token) -> Iterator[Token]:
    """A word, what it hangs on, and the words that hang on those, clauses beside it left out."""
    below: Token | None = None
    passed: Token | None = None
    for verb in (token, *ancestors(token)):
        if below is None or not _begins_anew(below):
            yield verb
            yield from (c for c in children(verb) if c.dep_ not in {"conj", "parataxis", "advcl"} and c != passed)
            passed = None
        else:
            passed = verb
        below = verb


def _begins_anew(verb: Token) -> bool:
    """Is a verb in a row with the one that it hangs on and not under it: "denied the raid and accused the rebels of it"?"""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or (verb.tag_ == "VBN" and "have" in {c.lemma_.lower() for c in children(verb, "aux")})
    return verb.dep_ == "conj" and finite and any(c.lower_ in {"and", "but"} for c in children(verb, "cc"))


def told_by(doc: Doc, happening: Happening) -> list[Mention]:
    """Who says it where no saying of the rules reaches an act, as the network hears it: "a witness said tanks moved in and soldiers fired"."""
    if happening.type in _DEEDS and (counting := _by_toll(doc, happening.token)):
        return counting
    act = (acts(doc) or {}).get(happening.token.i)
    if act is None or happening.type not in _DEEDS:
        return []
    parties_ = [*happening.actors, *happening.recipients]
    return [m for m in parties(doc, act, "speaker") if not any(same(m, p) for p in parties_)][:1]


def heard_from_nobody(doc: Doc, happening: Happening) -> bool:
    """Does the network see an act and hear nobody say it?"""
    act = act_of(happening, acts(doc) or {})
    return act is not None and act.share >= KNOWN and not act.parties["speaker"]


def heard_instead(doc: Doc, happening: Happening, told: Mention) -> Mention | None:
    """Whom the network hears say an act that the rules give to another: "doctors at the hospital said", "the guard, who was hurt, the paper said".

    Only a subject or the name of one: the parse takes the last noun before a cue, the network the one that says.
    """
    act = (acts(doc) or {}).get(happening.token.i)
    first = next((doc[i] for i in act.parties["speaker"]), None) if act is not None else None
    if first is None or first.dep_ not in _SPEAKING or told.start <= first.idx < told.end or sentence_of(first) != sentence_of(happening.token):
        return None
    return party(doc, first)


def _by_toll(doc: Doc, token: Token) -> list[Mention]:
    """As in "The minister put the toll at four, including an officer who was beaten by a mob": who counts tells it."""
    for verb in itertools.islice(ancestors(token), 5):
        counted = child(verb, "obj") if verb.lemma_.lower() in {"put", "place", "give", "raise", "revise"} else None
        if counted is not None and counted.lemma_.lower() in {"toll", "number", "count", "total", "tally", "figure"} and counted.i < token.i:
            return parties_of(doc, agent_of(verb))[:1]
    return []


def carries(happening: Happening, token: Token, kind: str) -> bool:
    """Whether a happening of the same type stands on the verb of a noun, or the noun of a verb: "launched an attack".

    What somebody did "in a raid", "after a shootout" is another act.
    """
    pair = {token.pos_, happening.token.pos_}
    if token.dep_ == "obl" and case_of(token) in _CIRCUMSTANCES:
        return False
    return happening.type == kind and len(pair) > 1 and (happening.token == token.head or happening.token.head == token)


def following(doc: Doc, sent: DocSpan, known: dict[int, Act], i: int, kind: str) -> Iterator[Token]:
    """The words right behind one that name the same act: "opened fire"."""
    for j in range(i + 1, min(i + 4, sent.end)):
        act = known.get(j)
        if act is None or act.share < SEEN or next(iter(act.types)) != kind:
            return
        yield doc[j]


def parties(doc: Doc, act: Act, role: str) -> Iterator[Mention]:
    """The parties of an act in a role, in order of the text, without doubles ("a group of 700 people" are one party)."""
    taken: set[tuple[int, int]] = set()
    for i in act.parties[role]:
        found = party(doc, doc[i]) if doc[i].lower_ not in _NO_NAMES else None
        if found is not None and not any(a < found.end and found.start < b for a, b in taken):
            taken.add((found.start, found.end))
            yield found


def doers(doc: Doc, act: Act) -> Iterator[Mention]:
    """Who the network holds did an act, without those who do something else after it or because of it."""
    act_word = doc[act.token]
    aside = act_word.pos_ == "NOUN" and act_word.dep_ in {"obl", "nmod"} and case_of(act_word) in _AFTERWARDS
    for found in parties(doc, act, "actor"):
        noun = head_of(doc, found) if aside else None
        if noun is None or noun.dep_ not in {"nsubj", "nsubj:pass"} or noun.head not in set(itertools.islice(ancestors(act_word), 4)):
            yield found  # of "police seized bombs following the violence" the police are no doers


def party(doc: Doc, token: Token) -> Mention | None:
    """The party that a word stands for: as the cast of the report knows it, or the phrase around the word."""
    entity = entity_at(token)
    head: Token = entity.root if entity is not None else token
    if entity is None and head.lemma_.lower() in classes()["weaponry"]:
        return next(iter(owners(doc, head)), None)  # of "Norland shells" the state; a shell by itself is no party
    known = actors.party(doc, head)
    if known is not None and known.text.strip():
        return known
    start, end = phrase(head)
    return mention(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
