"""Those of whom a report speaks while it is read: referents, their salience, and what ties a token to one of them."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

from recension.claims.cast import Cast, Person, bodies_called, cast, introduced, role_forms
from recension.claims.doc import per_doc
from recension.claims.lexicon import group_classes, people_of, role_classes
from recension.claims.phrases import case_words
from recension.claims.rolewords import fit, is_listed, is_post
from recension.claims.tree import SUBJECTS, child, children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from recension.claims.marks import Pair
    from recension.claims.surface import Page


Kind = Literal["person", "body", "group", "thing"]
#: How many sentences back a pronoun may reach, and how many a role or a word for bodies.
REACH = 6
FAR = 40
#: So many referents, the last spoken of, are looked at for a pronoun.
MOST_RECENT = 40
#: What a mention adds to the salience of its referent, by its place in the clause.
WEIGHTS = {"subject": 1.0, "object": 0.7, "oblique": 0.6, "owner": 0.6, "modifier": 0.25, "place": 0.2, "other": 0.5}
#: A mention inside quote marks counts so much of one outside.
QUOTED = 0.5
#: Each sentence leaves so much of salience.
FADES = 0.5
#: Characters beside a quotation in which its speaker is looked for, where no verb of saying tells.
BESIDE = 300
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


#: What befalls somebody says by which words a report may take them up.
_BEFALLS = {
    **dict.fromkeys("detain arrest hold seize capture apprehend nab round".split(), frozenset({"detainee", "prisoner", "suspect", "captive"})),
    **dict.fromkeys("jail imprison sentence convict try charge indict prosecute".split(),
                    frozenset({"defendant", "suspect", "accused", "prisoner", "convict"})),
    **dict.fromkeys("abduct kidnap".split(), frozenset({"hostage", "captive", "victim"})),
    **dict.fromkeys("kill wound injure beat shoot stab murder behead rape torture poison".split(), frozenset({"victim"})),
}


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that the report speaks of; `head` is the token that introduced it."""

    kind: Kind
    head: int
    name: str | None = None
    gender: str | None = None
    person: Person | None = None
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    of: set[str] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)
    called: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    #: Sentence and weight of the last mentions.
    seen: list[tuple[int, float]] = field(default_factory=list)
    slot: str = "other"
    #: The token of the last mention.
    last: int = -1
    #: The sentence of the last description, and its word.
    told_at: tuple[int, str] = (-9, "")
    #: The sentence of the first mention.
    since: int = -1
    #: The referent that this one turned out to be: "a lawmaker" named two sentences later.
    same: Referent | None = None


@dataclass(slots=True)
class Walk:
    """The state of a walk: who was met, who was met last, who stands behind which token."""

    doc: Doc
    people: Cast
    page: Page
    genders: dict[str, str]
    unit: int = 0
    persons: dict[int, Referent] = field(default_factory=dict)
    bodies: dict[str, Referent] = field(default_factory=dict)
    nouns: dict[str, Referent] = field(default_factory=dict)
    recent: dict[int, Referent] = field(default_factory=dict)
    found: dict[int, Referent] = field(default_factory=dict)
    taken: dict[int, Referent] = field(default_factory=dict)
    votes: dict[str, dict[str, float]] = field(default_factory=dict)
    speakers: dict[int, Token | None] = field(default_factory=dict)


def final(referent: Referent) -> Referent:
    """Who a referent turned out to be."""
    for _ in range(5):
        if referent.same is None:
            break
        referent = referent.same
    return referent


def settle(walk: Walk, token: Token, referent: Referent | None, pair: Pair | None) -> None:
    if referent is not None:
        walk.taken[token.i] = referent
        mention(walk, token, referent, pair)


def mention(walk: Walk, token: Token, referent: Referent, pair: Pair | None, slot: str | None = None) -> None:
    """Notes a mention: who it is of, and what it adds to their salience."""
    slot = slot or slot_of(token)
    walk.found[token.i] = referent
    referent = final(referent)
    if referent.since < 0:
        referent.since = walk.unit
    referent.seen = [*referent.seen[-5:], (walk.unit, WEIGHTS[slot] * (QUOTED if pair is not None else 1.0))]
    referent.slot = slot
    referent.last = token.i
    if referent.kind == "person" and token.dep_ in {"obj", "nsubj:pass"}:
        referent.roles |= _BEFALLS.get(token.head.lemma_.lower(), frozenset())
    walk.recent.pop(id(referent), None)
    walk.recent[id(referent)] = referent
    if len(walk.recent) > 4 * MOST_RECENT:
        for key in list(walk.recent)[: -2 * MOST_RECENT]:
            del walk.recent[key]


def slot_of(token: Token) -> str:
    """The place of a mention in its clause: a key of `WEIGHTS`."""
    for _ in range(4):
        dep = token.dep_
        if dep in {"flat", "flat:name", "appos", "nmod:desc", "conj", "dep"} and token.head != token and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            token = token.head
            continue
        if dep in SUBJECTS or dep == "obl:agent":
            return "subject"
        if dep in {"obj", "iobj"}:
            return "object"
        if dep in {"compound", "amod"}:
            return "modifier"
        if dep == "nmod:poss":
            return "owner"
        return "oblique" if dep in {"obl", "ROOT"} else "other"
    return "other"


def salience(walk: Walk, referent: Referent) -> float:
    """How present a referent is in the sentence that is being read."""
    return sum(weight * FADES ** (walk.unit - unit) for unit, weight in referent.seen)


def lately(walk: Walk, referent: Referent) -> float:
    """How lately, and how prominently, a referent was spoken of; how often does not count."""
    return max(weight * FADES ** (walk.unit - unit) for unit, weight in referent.seen)


def recent(walk: Walk, reach: int, *kinds: Kind) -> list[Referent]:
    """The referents of some kinds that were spoken of within `reach` sentences, the last first."""
    found: list[Referent] = []
    for referent in reversed(walk.recent.values()):
        if len(found) >= MOST_RECENT:
            break
        if referent.same is None and referent.kind in kinds and walk.unit - referent.seen[-1][0] <= reach:
            found.append(referent)
    return found


# ---------------------------------------------------------------- who a token is
def named(walk: Walk, index: int, root: Token) -> Referent:
    """A person of the cast, as first met."""
    person = walk.people.persons[index]
    referent = walk.persons[index] = Referent(
        "person", root.i, person.name, person.gender or walk.genders.get(person.name), person,
        set(person.roles), set(person.words), set(person.of), person.owners)
    _recognise(walk, root, referent)
    return referent


def _recognise(walk: Walk, root: Token, named: Referent) -> None:
    """Ties to a name the person who was spoken of without one before: "a lawmaker said ... Marta Zelenchuk wrote"."""
    able: list[tuple[float, Referent]] = []
    in_full = slot_of(root) == "subject" and " " in (named.name or "")
    for each in recent(walk, REACH, "person"):
        if each.person is not None or each.name is not None or walk.unit == each.since or _is_one_of_several(walk.doc[each.head]):
            continue
        if named.gender is not None and each.gender not in {None, named.gender}:
            continue
        known = max((fit(a, b) for a in named.roles for b in each.roles), default=0.0)
        if known >= 2.0 or (in_full and each.slot != "other" and _may_hold(named, each)):
            able.append((known + salience(walk, each), each))
    if able:
        one = max(able, key=lambda a: a[0])[1]
        named.gender = named.gender or one.gender
        named.roles |= one.roles
        named.words |= one.words
        named.owners = named.owners or one.owners
        named.seen = one.seen
        one.same = named
        walk.taken[one.head] = one


def _is_one_of_several(token: Token) -> bool:
    """Is somebody told of as one of a row: "a fifth soldier", "another officer"? Such a one stays without a name."""
    return any(c.lower_ in _IN_A_ROW for c in children(token))


_IN_A_ROW = frozenset("another other second third fourth fifth sixth seventh eighth ninth tenth".split())


def _may_hold(named: Referent, each: Referent) -> bool:
    """May a name whose report gives it no post be that of somebody spoken of by one, "its spokesman said"?"""
    return not named.roles or (not any(map(is_post, named.roles)) and any(map(is_post, each.roles)))


def names_whom(walk: Walk, token: Token) -> Referent | None:
    """The person whose name a role noun carries: "regional governor [Clarisse Ouédraogo]"."""
    span = introduced(walk.people, token)
    if span is None:
        span = next((walk.people.spans[i] for c in children(token, "appos", "flat", "flat:name") for i in (c.i, c.i + 1)
                     if i in walk.people.spans and i > token.i and token.tag_ not in {"NNS", "NNPS"}), None)
    if span is None and token.dep_ == "nsubj" and token.head.i in walk.people.spans and child(token.head, "cop") is not None:
        span = walk.people.spans[token.head.i]  # "The man was Josip Barukčić."
        walk.people.persons[walk.people.at[span[0]]].roles.update(role_forms(token))
    span = span or _said_of(walk, token)
    if span is None:
        return None
    index = walk.people.at[span[0]]
    return walk.persons.get(index) or named(walk, index, walk.doc[span[0]:span[1]].root)


def _said_of(walk: Walk, token: Token) -> tuple[int, int] | None:
    """The name that a noun is said of: "Hilary Braysmith, a professor", "... and director", "Belo was a guerrilla"."""
    if token.tag_ in {"NNS", "NNPS"}:
        return None
    first = token.head if token.dep_ == "conj" and token.head.pos_ == "NOUN" else token
    if first.dep_ == "appos" and first.head.i in walk.people.spans and first.head.i < first.i:
        return walk.people.spans[first.head.i]
    subject = child(first, "nsubj") if child(first, "cop") is not None else None
    return walk.people.spans.get(subject.i) if subject is not None else None


def is_role_word(walk: Walk, token: Token) -> bool:
    word = token.lower_
    if word in _VAGUE or group_classes(word) & {"force", "government"}:
        return False
    base = word.removeprefix("ex-")
    return bool(role_classes(base)) or is_listed(base) or base in _report_roles(walk.doc) or (
        people_of(token.text) is not None and token.pos_ != "ADJ" and not token.text.endswith("s"))


@per_doc
def _report_roles(doc: Doc) -> frozenset[str]:
    """The words by which the report introduces its persons."""
    return frozenset(role for person in cast(doc).persons for role in person.roles)


#: Nouns for persons that say nothing of who it is.
_VAGUE = frozenset("people person victim body source witness child minority majority public".split())


# ---------------------------------------------------------------- quotations
def speaker_token(walk: Walk, pair: Pair) -> Token | None:
    """The token that speaks a quotation."""
    if pair.open not in walk.speakers:
        best = None
        for draft in walk.page.around(pair.start, pair.end):
            if draft.speaker is None or not any(a < pair.end and pair.start < b for a, b in draft.spans):
                continue
            if best is None or (draft.quoted, -draft.size) > (best.quoted, -best.size):
                best = draft
        speaker = best.speaker if best is not None else None
        who = referent_of(walk, speaker)
        if who is None or final(who).kind == "thing":  # "on the evening news: ..."
            speaker = _beside_pair(walk, pair) or speaker
        if speaker is None or speaker.idx > walk.page.bounds(pair.start)[1]:
            speaker = _goes_on_speaking(walk, pair) or speaker
        walk.speakers[pair.open] = speaker
    return walk.speakers[pair.open]


def _goes_on_speaking(walk: Walk, pair: Pair) -> Token | None:
    """Who spoke the quotation before, where a whole quoted sentence follows in the paragraph: "…," she said. "We …"."""
    page = walk.page
    n = bisect.bisect_left(page.pairs, pair.open, key=lambda p: p.open)
    if not n or page.text[pair.end - 1:pair.end] not in tuple(".!?…"):
        return None
    before = page.pairs[n - 1]
    if pair.open - before.close > BESIDE or page.paragraph_at(before.open) != page.paragraph_at(pair.open):
        return None
    return walk.speakers.get(before.open)


def _beside_pair(walk: Walk, pair: Pair) -> Token | None:
    """Who stands beside a whole quoted sentence without a verb of saying: the subject after it, else whoever was named before."""
    if walk.page.text[pair.end - 1:pair.end] not in ",.!?…":
        return None
    start, end = walk.page.bounds(pair.open)
    start, end = max(start, pair.open - BESIDE), min(end, pair.close + BESIDE)
    after = [t for t in walk.page.tokens(pair.close, end) if walk.page.pair_at(t.idx) is None]
    subject = next((t for t in after[:8] if t.dep_ in SUBJECTS or t.i in walk.people.spans or is_role_word(walk, t)), None)
    if subject is not None:
        return subject
    before = [t for t in walk.page.tokens(start, pair.open) if t.i in walk.found and final(walk.found[t.i]).kind == "person"]
    return before[0] if before else None


def referent_of(walk: Walk, token: Token | None) -> Referent | None:
    """Who a token is: met already, or named by it."""
    if token is None:
        return None
    found = walk.found.get(token.i)
    if found is not None:
        return found
    span = walk.people.spans.get(token.i)
    return walk.persons.get(walk.people.at[span[0]]) if span is not None else names_whom(walk, token)


def spoken_for(walk: Walk, person: Referent) -> Referent | None:
    """The body of which a person is the head, the spokeswoman, a member."""
    for i in person.owners[:MOST_RECENT]:
        whose = walk.found.get(i)
        if whose is not None and final(whose).kind in {"body", "group"}:
            return final(whose)
        called = [name for name in bodies_called(walk.doc).get(walk.doc[i].lower_, {}) if name in walk.bodies]
        if len(called) == 1:  # "List chairman Aydın Bayatlı"
            return walk.bodies[called[0]]
    named = [walk.bodies[name] for name in sorted(person.of) if name in walk.bodies]
    if named:
        return max(named, key=lambda b: salience(walk, b))
    bodies = [b for b in recent(walk, REACH, "body") if b.name is not None]
    if any(role_classes(role) & {"head_of_state", "head_of_government", "minister", "diplomat"} for role in person.roles):
        bodies = [b for b in bodies if "state" in b.kinds]
    elif not any(role_classes(role) - {"title", "civilian", "kin", "victim", "witness", "worker"} for role in person.roles):
        return None
    bodies = bodies or [b for b in recent(walk, REACH, "body") if b.kinds & _SPOKEN_FOR]
    return max(bodies, key=lambda b: salience(walk, b), default=None)


#: Kinds of bodies that have spokesmen, where the report gives no name of one.
_SPOKEN_FOR = frozenset({"force", "company", "party", "armed", "agency", "union"})


# ---------------------------------------------------------------- binding
def _subject_above(verb: Token) -> Token | None:
    """Who does what a verb says though its own clause has no name: "dismissed his deputy and *accused* him", "a
    commander who *hunts* her".
    """
    own = child(verb, *SUBJECTS)
    if own is None:
        return child(verb.head, *SUBJECTS) if verb.dep_ == "conj" else None
    return verb.head if verb.dep_ == "acl:relcl" and own.lower_ in {"who", "which", "that"} else None


def forbidden(walk: Walk, token: Token, pair: Pair | None) -> set[int]:
    """Whom a mention cannot stand for: the other parts of its own clause, and who speaks in the quotation around it."""
    found: set[int] = set()
    if token.dep_ != "nmod:poss" and token.lower_ not in REFLEXIVE:
        head = token.head
        for each in islice(children(head), MOST_RECENT):
            if each != token and each.dep_ in {*SUBJECTS, "obj", "iobj", "obl", "obl:agent"} and each.i in walk.found and walk.page.pair_at(each.idx) == pair:
                found.add(id(final(walk.found[each.i])))
        subject = _subject_above(head)
        if subject is not None and token.dep_ in {"obj", "iobj", "obl"} and subject.i in walk.found:
            found.add(id(final(walk.found[subject.i])))
        if token.dep_ in {"nmod", "obl", "obj", "iobj"} and token.head.dep_ in {"obj", "obl", "xcomp"}:
            subject = child(token.head.head, *SUBJECTS)
            if token.head.dep_ == "xcomp":  # "he asked them to take him": whoever is asked takes
                subject = child(token.head.head, "obj", "iobj") or subject
            if subject is not None and subject.i in walk.found and not (token.dep_ == "nmod" and "of" in case_words(token)):
                found.add(id(final(walk.found[subject.i])))
    if pair is not None:
        speaker = referent_of(walk, speaker_token(walk, pair))
        if speaker is not None:
            found.add(id(final(speaker)))
            if token.lower_ in THEY or token.lower_ in IT:
                own = spoken_for(walk, final(speaker))
                found.add(id(own))
    return found
