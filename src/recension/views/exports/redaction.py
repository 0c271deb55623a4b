"""Taking names out of an export: each is replaced by an id wherever it stands, also inside quoted words and addresses.

Persons are found by the language core in the whole text of every report, and among the record's actors by their first
names; each is replaced by all forms of the name, and by each word of it. A reader must be able to follow a person through
an export and through later exports, and must not be able to try out a name: an id is made from the entity and the whole
text of the first report that names it. What is replaced too much does less harm than what is replaced too little.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from recension.claims.actors import canonical
from recension.claims.cast import cast
from recension.claims.doc import attach
from recension.claims.lexicon import (
    country_of,
    first_names,
    group_classes,
    is_seat,
    is_title,
    organisation_of,
    people_of,
    role_classes,
)
from recension.claims.names import fold, name_words, without_title
from recension.model import Claim, Event, Figure, Mention, Quote, digest
from recension.record.anchors import MONTHS
from recension.record.entities import is_name, mentions_of
from recension.record.groups import PRONOUNS

if TYPE_CHECKING:
    from recension.record import Record

#: Keys whose values are codes of ours or PLOVER's and never a name.
CODED = frozenset(
    "event mode context contexts code sector type kind status precision bound form change indicator codebook coder rule "
    "relation unit language license date enddate from to anchor credits".split()
)
#: A word of a person's name of fewer letters is not sought by itself.
LEAST = 3
#: Between two words of a name stand no more characters than this.
GAP = 3
#: Letters with the marks that Unicode keeps apart; an apostrophe parts words.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
#: Words that stand in names of bodies and never in a person's.
_LINKS = frozenset({"of", "in", "for", "the", "and", "on", "at"})
#: What stands before a name in small letters: "@asto", "t.me/asto".
_HANDLES = frozenset("@#_/")
_PLAIN = frozenset(MONTHS) | frozenset(
    "january february march april june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday north south east west northern southern eastern western".split()
)
Words = tuple[str, ...]
#: Who is hidden: entity or canonical name → the kind that the label says, and the forms of the name.
Hidden = dict[str, tuple[str, set[Words]]]


@dataclass(frozen=True, slots=True)
class Cover:
    """What to put in the place of what.

    `forms`: first word → names that begin with it, as folded words with their label, the longest first; `ids`: id → the
    id that takes its place; `ordinary`: names that are words too ("Stone"), which count in capitals only.
    """

    forms: Mapping[str, Sequence[tuple[Words, str]]]
    ids: Mapping[str, str]
    ordinary: frozenset[str] = frozenset()

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of an export without the names. Beside each selector, "redacted" says whether it lost any of its words."""
        done: dict[str, Any] = self._value(row, "")
        return done

    def _value(self, value: Any, key: str) -> Any:
        if isinstance(value, Mapping):
            found = {k: self._value(v, k) for k, v in value.items()}
            if "selector" in found:
                found["redacted"] = found["selector"] != value["selector"]
            if "codebook" in found:
                # The hash of the whole record would let a reader try out what was taken out of it.
                found["version"] = None
            return found
        if isinstance(value, list):
            return [self._value(v, key) for v in value]
        if not isinstance(value, str) or key in CODED:
            return value
        if value in self.ids:
            return self.ids[value]
        if key == "url":
            return None if next(self.found(value, anywhere=True), None) else value
        return self.text(value)

    def text(self, text: str) -> str:
        """A text with an id for every name in it.

        >>> cover = Cover({"stone": [(("stone",), "person:1")], "maria": [(("maria", "stone"), "person:1")]}, {}, frozenset({"stone"}))
        >>> cover.text("Maria  Stone’s house; STONE said; @stone"), cover.text("a stone, a milestone")
        ('person:1’s house; person:1 said; @person:1', 'a stone, a milestone')
        """
        parts, at = [], 0
        for start, end, label in self.found(text):
            parts += [text[at:start], label]
            at = end
        return "".join([*parts, text[at:]])

    def found(self, text: str, *, anywhere: bool = False) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a text, as (start, end, label); with `anywhere` also where they look like ordinary words."""
        words = [(m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text)]
        i = 0
        while i < len(words):
            hit = self._at(text, words, i, anywhere=anywhere)
            if hit is None:
                i += 1
                continue
            length, label = hit
            yield words[i][0], words[i + length - 1][1], label
            i += length

    def _at(self, text: str, words: Sequence[tuple[int, int, str]], i: int, *, anywhere: bool) -> tuple[int, str] | None:
        start, _, first = words[i]
        for form, label in self.forms.get(first, ()):
            size = len(form)
            if size > len(words) - i or any(words[i + k][2] != form[k] for k in range(1, size)):
                continue
            if any(words[i + k + 1][0] - words[i + k][1] > GAP for k in range(size - 1)):
                continue
            if size == 1 and first in self.ordinary and not anywhere and _is_small(text, start):
                continue
            return size, label
        return None


def _is_small(text: str, start: int) -> bool:
    """Does a word begin with a small letter, and is it no handle?"""
    return text[start].islower() and text[start - 1 : start] not in _HANDLES


# ---------------------------------------------------------------- whom to hide
def cover(record: Record, kinds: Sequence[str], names: Sequence[str]) -> Cover:
    """What hides the "persons" or the "speakers" of a record, and the bearers of some names."""
    persons = _persons(record)
    bearers = _bearers(persons)
    hidden: Hidden = {}
    if "persons" in kinds:
        hidden |= {who: ("person", forms) for who, forms in persons.items()}
    if "speakers" in kinds:
        for who, forms in _speakers(record).items():
            _hide(hidden, persons, bearers, "speaker", who, forms)
    for name in names:
        entity = record.actors.ids.get(canonical(name)) or canonical(name) or fold(name)
        known = {record.actors.names[entity], *record.actors.keys[entity]} if entity in record.actors.names else set()
        _hide(hidden, persons, bearers, "name", entity, {f for n in {name, *known} if (f := _words(n))})
    return _labelled(record, hidden, frozenset(w for name in names if len(f := _words(name)) == 1 for w in f))


def _hide(
    hidden: Hidden, persons: Mapping[str, set[Words]], bearers: Mapping[Words, set[str]], label: str, who: str, forms: set[Words],
) -> None:
    """Hides someone: as the persons that go by one of the forms, and by the forms themselves."""
    same = {p for form in forms for p in bearers.get(form, ())} | ({who} & set(persons))
    hidden |= {person: ("person", persons[person]) for person in same}
    left = {form for form in forms if form not in bearers}
    if left and who not in same:
        hidden[who] = (label, hidden[who][1] | left if who in hidden else left)


def _persons(record: Record) -> dict[str, set[Words]]:
    """The persons of a record: entity, or canonical name → the forms of the name."""
    called = _called(record)
    for entity, name in record.actors.names.items():
        words = name_words(name)
        if len(words) > 1 and is_name(name) and words[0] in first_names() and not _is_else(name):
            called[entity].add(name)
    for claim in record.claims.values():
        for mention in mentions_of(claim):
            who = record.actors.of(mention)
            if who in called:
                parts = set(name_words(mention.name or mention.text))
                called[who] |= {n for n in (mention.name, mention.text) if n and is_name(n) and set(name_words(n)) <= parts}
    found = {who: forms for who in sorted(called) if (forms := {f for n in called[who] for f in _forms(n)})}
    return _with_surnames(found)


def _called(record: Record) -> dict[str, set[str]]:
    """The names that the language core takes for persons', by who bears them."""
    from recension.language import load

    called: dict[str, set[str]] = defaultdict(set)
    person: Counter[Words] = Counter()
    other: Counter[Words] = Counter()
    reports = [record.reports[rid] for rid in sorted(record.reports)]
    for report, doc in zip(reports, load().pipe(r.text for r in reports), strict=True):
        attach(doc, report)
        people = cast(doc)
        spans = {people.spans[i] for i in people.at if i in people.spans}
        for start, end in spans:
            full = people.persons[people.at[start]].name if start in people.at else doc[start:end].text
            called[_who(record, full)] |= {doc[start:end].text, full}
        for entity in doc.ents:
            if entity.label_ != "PERSON":
                other[_words(entity.text)] += 1
                continue
            person[_words(entity.text)] += 1
            if not any(start < entity.end and entity.start < end for start, end in spans) and not _is_else(entity.text):
                called[_who(record, entity.text)].add(entity.text)
    # A place that was once taken for a person is none; what is mostly a person's name stays one.
    kept = {who: {n for n in names if not _is_else(n) and 2 * person[_words(n)] >= other[_words(n)]} for who, names in called.items()}
    return defaultdict(set, {who: names for who, names in kept.items() if names})


def _with_surnames(found: dict[str, set[Words]]) -> dict[str, set[Words]]:
    """The persons, with those of a single name that fits one of them alone joined to that one."""
    full = {who: forms for who, forms in found.items() if any(len(f) > 1 for f in forms)}
    bearers = _bearers(full)
    joined = {
        who for who, forms in found.items()
        if who not in full and len(set.intersection(*(bearers.get(f, set()) for f in forms))) == 1
    }
    return {who: forms for who, forms in found.items() if who not in joined}


def _bearers(persons: Mapping[str, Iterable[Words]]) -> dict[Words, set[str]]:
    """Form → who goes by it."""
    found: dict[Words, set[str]] = defaultdict(set)
    for who, forms in persons.items():
        for form in forms:
            found[form].add(who)
    return found


def _who(record: Record, name: str) -> str:
    """The entity that goes by a name, or the name's canonical form."""
    key = canonical(without_title(name)) or fold(name)
    return record.actors.ids.get(canonical(name)) or record.actors.ids.get(key) or key


def _is_else(text: str) -> bool:
    """Does a text name a country, a people, a capital or a body?"""
    found = country_of(text) or people_of(text) or organisation_of(text)
    words = text.split()
    return found is not None or is_seat(text) or text.islower() or not any(c.isalpha() for c in text) or bool(_LINKS & set(words))


def _words(name: str) -> Words:
    return tuple(w for m in _WORD.finditer(name) if (w := fold(m[0])))


def _forms(name: str) -> Iterator[Words]:
    """A person's name in full, without its titles, in one word, and each word of it that is no other word."""
    bare = without_title(name)
    for whole in (_words(name), _words(bare)):
        if whole and not (len(whole) == 1 and (whole[0] in PRONOUNS or is_title(whole[0]))):
            yield whole
    parts = name_words(bare)
    if len(_words(bare)) > 1:
        yield ("".join(_words(bare)),)
        for word in parts:
            plain = word in _PLAIN or word in PRONOUNS or is_title(word) or _is_else(word.capitalize())
            if len(word) >= LEAST and not plain:
                yield (word,)


def _speakers(record: Record) -> dict[str, set[Words]]:
    """Everyone by name who is said to say something: entity → the forms of the name. A country is no speaker to hide."""
    found: dict[str, set[Words]] = defaultdict(set)
    for claim in record.claims.values():
        for mention in _said_by(claim):
            entity = record.actors.of(mention)
            name = mention.name or mention.text
            if entity is None or country_of(name) is not None or is_seat(name) or _is_noun(name):
                continue
            for each in (record.actors.names.get(entity), mention.name, mention.text):
                if each and is_name(each) and not _is_noun(each) and record.actors.ids.get(canonical(each)) == entity:
                    found[entity].add(_words(each))
    return {who: kept for who, forms in found.items() if (kept := {f for f in forms if f})}


def _is_noun(name: str) -> bool:
    """Is this a common noun that has its capital from the start of a sentence, or a pronoun?"""
    return " " not in name and bool(role_classes(name) or group_classes(name) or name.casefold() in PRONOUNS)


def _said_by(claim: Claim) -> Iterator[Mention]:
    match claim:
        case Event() | Quote():
            said = (claim.speaker, *claim.attribution)
        case Figure():
            said = (claim.attributed_to, *claim.attribution)
    yield from (m for m in said if m is not None)


# ---------------------------------------------------------------- by what to hide them
def _labelled(record: Record, hidden: Hidden, listed: frozenset[str]) -> Cover:
    """The cover with its labels, each made from who it is and the text of the first report that names them. What is
    `listed` is a name wherever it stands.
    """
    bearers = _bearers({who: forms for who, (_, forms) in hidden.items()})
    # A form that several bear stands for any of them.
    shared = {form: "\n".join(sorted(them)) for form, them in bearers.items()}
    first = _first_texts(record, _table(shared.items()))
    anywhere = _text(record, _in_order(record)[0]) if record.reports else ""
    labels = {
        group: f"{_kind(hidden, group)}:{digest('hidden', group, first.get(group, anywhere))[:12]}"
        for group in {*shared.values(), *hidden}
    }
    table = _table((form, labels[group]) for form, group in shared.items())
    entities = _entities(record, Cover(table, {}), anywhere)
    disagreements = {d.id: digest("disagreement", d.id, anywhere) for d in record.disagreements}
    same = {who: labels[who] for who in hidden if who in record.actors.names}
    return Cover(table, entities | same | _origins(record) | disagreements, _ordinary(record, bearers) - listed)


def _ordinary(record: Record, forms: Iterable[Words]) -> frozenset[str]:
    """Single names that the reports write in small letters at least as often as with a capital."""
    known = set(forms)
    glued = {"".join(form) for form in known if len(form) > 1}
    singles = {form[0] for form in known if len(form) == 1} - glued
    small: Counter[str] = Counter()
    for report in record.reports.values():
        for match in _WORD.finditer(report.text):
            word = fold(match[0])
            if word in singles:
                small[word] += 1 if _is_small(report.text, match.start()) else -1
    return frozenset(word for word, count in small.items() if count >= 0)


def _entities(record: Record, names: Cover, salt: str) -> dict[str, str]:
    """New ids for the actors whose names hold a hidden name ("lawyers of Maria Asto"): the old ones are made from them."""
    found = {}
    for entity, name in record.actors.names.items():
        hits = list(names.found(name))
        if hits:
            start, end, label = hits[0]
            found[entity] = label if (start, end) == (0, len(name)) else f"actor:{digest('hidden', entity, salt)[:12]}"
    return found


def _kind(hidden: Hidden, group: str) -> str:
    return min(hidden[who][0] for who in group.split("\n"))


def _table(forms: Iterable[tuple[Words, str]]) -> dict[str, list[tuple[Words, str]]]:
    table: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for form, label in forms:
        table[form[0]].append((form, label))
    return {word: sorted(found, key=lambda f: (-len(f[0]), f)) for word, found in table.items()}


def _first_texts(record: Record, forms: Mapping[str, Sequence[tuple[Words, str]]]) -> dict[str, str]:
    """The text of the first report, by its siglum, that names each."""
    first: dict[str, str] = {}
    names = Cover(forms, {})
    for rid in _in_order(record):
        text = _text(record, rid)
        for _, _, group in names.found(text):
            first.setdefault(group, text)
            for who in group.split("\n"):
                first.setdefault(who, text)
    return first


def _origins(record: Record) -> dict[str, str]:
    """New ids for origins that are no report: the old ones are made from the names of speakers and agencies."""
    order = {rid: i for i, rid in enumerate(_in_order(record))}
    first: dict[str, str] = {}
    for cid in sorted(record.origins.of):
        origin, claim = record.origins.of[cid], record.claims.get(cid)
        if claim is not None and origin not in record.reports and order[claim.report] <= order[first.setdefault(origin, claim.report)]:
            first[origin] = claim.report
    return {origin: digest("origin", origin, _text(record, rid)) for origin, rid in first.items()}


def _in_order(record: Record) -> list[str]:
    return sorted(record.reports, key=lambda rid: (len(record.sigla[rid]), record.sigla[rid]))


def _text(record: Record, rid: str) -> str:
    return record.reports[rid].text
