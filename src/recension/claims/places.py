"""Where: the places that a report names, found in the gazetteer, and the place where something happens.

A capital or country that acts or is acted upon ("the Kremlin denied", "urged Ankara") is an actor and no place.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of, sentences
from recension.claims.gazetteer import Spot, country_name, kilometres, sounding, spots
from recension.claims.lexicon import countries, country_of, is_seat, organisation_of, people_of
from recension.claims.names import bare, fold
from recension.claims.phrases import case_words, entity_at, is_entered, is_locative, is_possessive_mark
from recension.claims.tree import ancestors, children, sentence_of
from recension.model import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

PRECISION = {"town": "town", "country": "country", "continent": "region", "division": "region", "district": "region",
             "region": "region", "water": "region"}

COMPASS = {
    "north": "northern", "south": "southern", "east": "eastern", "west": "western", "northeast": "northeastern",
    "northwest": "northwestern", "southeast": "southeastern", "southwest": "southwestern", "north-east": "northeastern",
    "north-west": "northwestern", "south-east": "southeastern", "south-west": "southwestern", "northern": "northern",
    "southern": "southern", "eastern": "eastern", "western": "western", "northeastern": "northeastern",
    "northwestern": "northwestern", "southeastern": "southeastern", "southwestern": "southwestern", "central": "central",
    "north-eastern": "northeastern", "north-western": "northwestern", "south-eastern": "southeastern",
    "south-western": "southwestern", "centre": "central", "center": "central", "heart": "central", "upper": "upper", "lower": "lower",
    "far-north": "northern", "north-central": "north-central", "south-central": "south-central",
}

#: Nouns of which a place follows with "of" or stands before or after: "the village of X", "X town", "Mount X".
SORTS = frozenset("""
    town city village hamlet district province region state county municipality area neighborhood neighbourhood suburb quarter camp
    island peninsula valley river lake mountain mount port capital settlement locality commune prefecture governorate oblast
    department township ward enclave outskirts airport base border crossing coast territory parish borough barangay republic
    center centre part parts downtown street square road highway bridge desert forest gulf sea strait cape bay airfield
    emirate kingdom kibbutz stronghold sub-district subdistrict community place
""".split())

#: Verbs whose complement is what is said: a place beside the verb is where it was said.
SAYING = frozenset("""
    say tell report announce state add claim confirm deny declare insist argue warn note explain write tweet post quote testify
    acknowledge stress emphasize emphasise reiterate comment reply respond ask urge call demand describe accuse condemn allege
""".split())

_RELATIONS = {"at": "in", "in": "in", "inside": "in", "within": "in", "into": "in", "throughout": "in", "across": "in",
              "near": "near", "outside": "near", "around": "near", "beside": "near", "off": "near", "along": "near", "by": "near",
              "from": "from", "to": "to", "toward": "to", "towards": "to", "through": "in", "on": "in", "via": "through",
              "over": "in", "between": "between", "beyond": "beyond"}

#: Words within a name between two parts that the entities may part: "Jurf al-Sakhar", "Rio Grande do Sul".
LINKS = frozenset("al el ash as ad an ar at - de del do da dos la las los le el-".split())

_UNITS = frozenset("mile miles kilometer kilometers kilometre kilometres km kms mi metre metres meter meters hour hours minute minutes".split())

#: People of a town that is meant by its name, even if a person of the report bears it.
_LARGE = 300_000
#: What stands before a place, and hardly before a person.
_AT_A_PLACE = frozenset({"in", "near", "outside", "around", "at"})

#: Words in capitals or at a sentence's start that the gazetteer has as towns and reports rarely mean.
_NO_PLACES = frozenset("""
    mr mrs ms dr sunday monday tuesday wednesday thursday friday saturday january february march april may june july august
    september october november december we he she it they the this that police army government president minister i you no yes
    but and or in on at for of to from as by with our his her its one two three some many most all both new former first
    """.split())


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a report: tokens start:end, what it is called there, and the place it is taken for."""

    start: int
    end: int
    text: str
    spot: Spot | None
    #: Where the report itself says that it is ("Goma, Congo").
    within: Spot | None = None


@per_doc
def places(doc: Doc) -> list[Place]:
    """The places that the report names in the sentences that may carry claims, in order of the text."""
    kept = [(s.start, s.end) for s in sentences(doc)]
    found = []
    at = 0
    for name in toponyms(doc):
        while at < len(kept) and kept[at][1] <= name.start:
            at += 1
        if at == len(kept):
            break
        if name.start >= kept[at][0] and is_place(doc, name):
            found.append(place_of(doc, name))
    return found


def place_for(doc: Doc, token: Token) -> Place | None:
    """Where the predicate `token` happens, as its own clause or the clauses around it show; else None.

    A place beside a verb of saying is where it was said, and is no place of what was said.
    """
    reach = _scopes(token)
    says = token.lemma_.lower() in SAYING and token.pos_ == "VERB"
    best: tuple[int, int] | None = None
    chosen = None
    for name in _by_sentence(doc).get(sentence_of(token).start, []):
        root = _anchor(doc[name.start:name.end].root)
        cost = 1 if says and _left_of_quote(doc, root, token) else _cost(root, reach, says)
        if cost is None or _across_quote(doc, token.i, name.start) or not (is_place(doc, name) and _is_setting(doc, name)):
            continue
        wide = name.spot is not None and name.spot.feature in {"country", "continent"}
        key = (cost + (2 if wide else 0), abs(name.start - token.i))
        if best is None or key < best:
            best, chosen = key, name
    return place_of(doc, chosen) if chosen is not None else None


@per_doc
def toponyms(doc: Doc) -> list[Toponym]:
    """All place names of the report, whatever they stand for, with the place that fits the report best."""
    surnames = _surnames(doc)
    found = _located(doc, _merged(doc, _found(doc)))
    return [name for name in found if not _is_person(doc, name, surnames)] if surnames else found


def _surnames(doc: Doc) -> frozenset[str]:
    """The last names of the persons whom a report gives with a first name."""
    persons = (fold(e.text).split() for e in doc.ents if e.label_ == "PERSON")
    return frozenset(names[-1] for names in persons if len(names) > 1)


def _is_person(doc: Doc, name: Toponym, surnames: frozenset[str]) -> bool:
    """Is a name the last one of a person of the report, out of a place's position and no large town: "loyal to Saleh"?"""
    if fold(name.text) not in surnames or (name.spot is not None and (name.spot.feature == "country" or name.spot.population >= _LARGE)):
        return False
    return _AT_A_PLACE.isdisjoint(case_words(doc[name.start:name.end].root)[:1])


def located(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[Toponym | None]:
    """The places of names whose characters start:end are given, in their order; None for characters of no token."""
    found = [doc.char_span(a, b, alignment_mode="expand") for a, b in spans]
    names = sorted({(s.start, s.end) for s in found if s is not None and len(s)})
    by_tokens = {(n.start, n.end): n for n in _located(doc, names)}
    return [by_tokens.get((s.start, s.end)) if s is not None else None for s in found]


def _located(doc: Doc, names: list[tuple[int, int]]) -> list[Toponym]:
    chosen = _choose(doc, names)
    return [Toponym(a, b, doc[a:b].text, spot, within) for (a, b), (spot, within) in zip(names, chosen, strict=True)]


# ---------------------------------------------------------------- is it a place here
def is_place(doc: Doc, name: Toponym) -> bool:
    """Does the name stand for a place here, and not for who rules or lives there?"""
    root = doc[name.start:name.end].root
    political = (name.spot is not None and name.spot.feature == "country") or is_seat(name.text) or country_of(name.text) is not None
    if is_locative(root) or is_entered(root, political and country_of(name.text) is not None):
        return True
    if political:
        return _compass(doc, name) is not None or _sort_before(doc, name) is not None
    if root.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"} and name.spot is None:
        return False
    if root.dep_ == "nmod:poss" or root.dep_ in {"compound", "amod"}:
        return name.spot is not None and name.spot.feature != "country"
    return True


def _is_setting(doc: Doc, name: Toponym) -> bool:
    """Does it stand as where something is: in a locative phrase or beside a noun that does?"""
    root = doc[name.start:name.end].root
    if is_locative(root) or is_entered(root, name.spot is not None and name.spot.feature == "country"):
        return True
    if root.dep_ in {"compound", "nmod:poss", "amod"} and root.head.lemma_.lower() in SORTS:
        return is_locative(root.head)
    if root.dep_ in {"nmod", "appos", "flat", "nmod:desc", "compound", "nmod:poss"} and root.head != root:
        head = root.head
        return (head.lemma_.lower() in SORTS or root.dep_ in {"appos", "nmod:poss"}) and is_locative(head)
    return root.dep_ == "conj" and root.head != root and is_locative(root.head)


def place_of(doc: Doc, name: Toponym) -> Place:
    """The place of a name as a report's mention: with its compass part, its distance and what it lies in."""
    start, end = name.start, name.end
    root = doc[start:end].root
    spot = name.spot
    relation = _relation(doc, root)
    compass = _compass(doc, name)
    called = spot.name if spot is not None else bare(doc[start:end].text)
    if compass is not None:
        word, first = compass
        start = min(start, first)
        inside = spot.name if spot is not None else bare(name.text)
        text_start, text_end = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        return Place(report_of(doc).text[text_start:text_end], text_start, text_end, f"{word} {called}", None, None, None, "region", inside, relation)
    end = _trim(doc, start, end)
    text_start, text_end = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = report_of(doc).text[text_start:text_end]
    if spot is None:
        within = _within(name.within) if name.within is not None else None
        if name.within is not None:
            within = name.within.name
        return Place(text, text_start, text_end, called, None, None, None, None, within, relation)
    precision = PRECISION[spot.feature]
    if relation is not None and relation not in {"in", "near", "from", "to", "through", "between", "beyond"}:
        precision = "region"
    return Place(text, text_start, text_end, called, spot.geonameid, spot.lat, spot.lon, precision, _within(spot), relation)


def _within(spot: Spot) -> str | None:
    """What a place lies in: its country, for a country nothing."""
    if spot.feature == "country":
        return None
    return country_name(spot.country)


def _trim(doc: Doc, start: int, end: int) -> int:
    while end > start + 1 and (is_possessive_mark(doc[end - 1]) or doc[end - 1].is_space):
        end -= 1
    return end


# ---------------------------------------------------------------- relation
def _relation(doc: Doc, root: Token) -> str | None:
    """"in", "near", "north of", "28 miles north of", from the words before the name."""
    head = root
    for _ in range(4):
        if case_words(head):
            break
        if head.dep_ in {"conj", "appos", "compound", "flat", "nmod:poss", "nmod:desc"} and head.head != head:
            head = head.head
        else:
            break
    cases = case_words(head)
    if not cases:
        return None
    if cases[0] == "of":
        measured = _measured(doc, head)
        if measured is not None:
            return measured
        noun = head.head
        if noun.lemma_.lower() in SORTS or noun.lower_ in COMPASS:
            outer = case_words(noun)
            return _RELATIONS.get(outer[0], outer[0]) if outer else None
        return None
    measured = _measured(doc, head) if cases[0] in {"from", "outside", "off"} or cases[0] in COMPASS else None
    if measured is not None:
        return measured
    for word in cases:
        if word in COMPASS and "of" in cases:
            return f"{word} of"
    return _RELATIONS.get(cases[0])


def _measured(doc: Doc, token: Token) -> str | None:
    """"28 miles north of X": the words of the distance and direction before the name."""
    marks = [c for c in children(token) if c.dep_ == "case" and c.i < token.i]
    if not marks:
        return None
    first = at = marks[0].i
    end = max(m.right_edge.i for m in marks) + 1
    at = at if marks[0].lower_ not in COMPASS else end
    while first - 1 >= sentence_of(token).start and at - first < 8:
        before = doc[first - 1]
        if before.lower_ in COMPASS or before.lower_ in _UNITS or before.like_num or before.pos_ == "NUM" or before.lower_ in {"-", "away"}:
            first -= 1
        else:
            break
    words = [t for t in doc[first:at]]
    if not any(t.lower_ in COMPASS or t.lower_ in _UNITS for t in words):
        return None
    if len(words) == 1 and words[0].lower_ in {"northern", "southern", "eastern", "western", "central", "heart", "centre", "center"}:
        return None
    if first > sentence_of(token).start and doc[first - 1].lower_ == "the":
        return None
    return str(doc[first:end].text)


def _compass(doc: Doc, name: Toponym) -> tuple[str, int] | None:
    """"Northern X", "the north of X", "X's south": the part in one word, and the first token of the phrase."""
    before = name.start - 1
    if before >= 0 and sentence_of(doc[before]).start == sentence_of(doc[name.start]).start:
        token = doc[before]
        if token.lower_ in COMPASS and token.lower_ not in {"heart", "center", "centre"} and token.i + 1 == name.start and not (
                token.text[:1].isupper() and name.spot is not None and fold(name.spot.name).startswith(token.lower_)):
            return COMPASS[token.lower_], before
        step = before - 1 if token.lower_ == "the" else before
        if step >= 1 and doc[step].lower_ == "of" and doc[step - 1].lower_ in COMPASS:
            part = doc[step - 1]
            if (step >= 2 and doc[step - 2].lower_ == "the") or part.lower_ in {"heart", "center", "centre"}:
                return COMPASS[part.lower_], step - 1
    return None


def _sort_before(doc: Doc, name: Toponym) -> Token | None:
    """"The city of X", where X is itself a capital or a country."""
    root = doc[name.start:name.end].root
    head = root.head
    if root.dep_ in {"nmod", "appos", "flat", "compound"} and head != root and head.lemma_.lower() in SORTS and is_locative(head):
        return head
    return None


# ---------------------------------------------------------------- names in the text
def _found(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges that may be place names: the entities of places, and what the gazetteer knows in a place's position."""
    found: list[tuple[int, int]] = []
    taken = _shouted(doc)
    for entity in doc.ents:
        spans = [(a, b) for a, b in _entity_spans(doc, entity) if not (b - a == 1 and (a in taken or _is_plain(doc[a])))]
        found += spans
        taken.update(i for a, b in spans for i in range(a, b))
        if entity.label_ != "LOC":
            taken.update(range(entity.start, entity.end))
    for token in doc:
        if token.i in taken or token.is_space or not token.text[:1].isupper():
            continue
        if token.pos_ != "PROPN" and not (token.text.isupper() and len(token.text) > 3):
            continue
        start, end = token.i, token.i + 1
        while end < len(doc) and end not in taken and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN" and end - start < 5:
            end += 1
        span = _longest_known(doc, start, end)
        if span is not None and _fits(doc, *span):
            found.append(span)
            taken.update(range(*span))
    return sorted(found)


def _is_plain(token: Token) -> bool:
    """A word in small letters, in a sentence that has capitals too: the mine of "Zemara's copper mine" is no town either."""
    return token.is_lower and any(t.text[:1].isupper() for t in sentence_of(token))


def _shouted(doc: Doc) -> set[int]:
    """Words in capitals that the report has in small letters too: the mine of "BLOODBATH AT COPPER MINE" is no town."""
    small = {t.text for t in doc if t.is_lower}
    return {t.i for t in doc if len(t.text) > 3 and t.is_upper and t.lower_ in small}


def _entity_spans(doc: Doc, entity: DocSpan) -> list[tuple[int, int]]:
    """The place names of an entity: one, or the parts of one that a comma parts ("Goma, North Kivu")."""
    start, end = entity.start, entity.end
    while end > start and (is_possessive_mark(doc[end - 1]) or doc[end - 1].is_space or doc[end - 1].text in {",", '"', "”", ")", ":"}):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    if start >= end:
        return []
    text = doc[start:end].text
    if "\n" in text.strip():
        return []
    if entity.label_ == "LOC":
        commas = [i for i in range(start, end) if doc[i].text == ","]
        if commas and not spots(text):
            cuts = [start, *[c for c in commas], end]
            spans = [(a + (1 if k else 0), b) for k, (a, b) in enumerate(itertools.pairwise(cuts))]
            return [(a, b) for a, b in spans if a < b and fold(doc[a:b].text)]
        while end - start > 1 and doc[start].lower_ in COMPASS and not spots(text):
            start += 1
        if end - start > 1 and doc[end - 1].lower_ in SORTS and doc[end - 1].text.islower():
            end -= 1
        while end - start > 2 and doc[start].lower_ in SORTS and doc[start + 1].lower_ == "of":
            start += 2
        text = doc[start:end].text
        if (people_of(text) is not None and country_of(text) is None and not is_locative(doc[start:end].root)) or fold(text) in _NO_PLACES:
            return []
        if (organisation_of(text) is not None and country_of(text) is None) or all(w in COMPASS for w in fold(text).split()):
            return []
        return [(start, end)]
    if entity.label_ in {"ORG", "PERSON"}:
        root = doc[start:end].root
        name = doc[start:end].text
        if country_of(name) is not None and not (organisation_of(name)):
            return [(start, end)]
        if is_entered(root, False) and entity.label_ == "PERSON" and end - start <= 2 and spots(name):
            return [(start, end)]
        if is_locative(root) and end - start <= 3 and spots(name) and case_words(root)[:1] != ["of"] and organisation_of(name) is None:
            most = max(s.population for s in spots(name))
            if (entity.label_ == "PERSON" and len(name.split()) > 1) or (most < 1000 and entity.label_ == "ORG"):
                return []
            if case_words(root)[:1] in (["in"], ["near"], ["outside"], ["around"], ["at"]):
                return [(start, end)]
    return []


def _longest_known(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    for stop in range(end, start, -1):
        text = doc[start:stop].text
        if fold(text) in _NO_PLACES or len(fold(text)) < 3:
            continue
        if spots(text) and organisation_of(text) is None and people_of(text) is None:
            return start, stop
    return None


def _fits(doc: Doc, start: int, end: int) -> bool:
    """Is a name that the entities do not know in a place's position, or a well-known country?"""
    span = doc[start:end]
    if (end < len(doc) and doc[end].text[:1] == "$") or span.text in {"CAR", "ROC"}:
        return False
    if country_of(span.text) is not None:
        return True
    root = span.root
    before = doc[start - 1] if start > sentence_of(doc[start]).start else None
    if end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper() and doc[end].text.isalpha():
        return False
    if before is not None and before.lower_ in {"in", "near", "outside", "around", "at"}:
        return case_words(root) != [] and len(span.text) > 2
    if before is not None and before.text == "," and start - 2 >= sentence_of(doc[start]).start:
        entity = entity_at(doc[start - 2])
        return entity is not None and entity.label_ == "LOC"
    return False


def _merged(doc: Doc, names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order and without overlap, the first and longest kept; the compass word of "North Darfur" belongs to it."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(names, key=lambda n: (n[0], -n[1])):
        if found and start < found[-1][1]:
            continue
        gap = [t for t in doc[found[-1][1]:start]] if found and start - found[-1][1] <= 3 else []
        if gap and all(t.lower_ in LINKS for t in gap) and any(t.lower_ != "-" for t in gap):
            found[-1] = (found[-1][0], end)
            continue
        if found and start - found[-1][1] <= 1 and (start == found[-1][1] or doc[start - 1].text in {"'s", "’s", "-"}) and spots(
                doc[found[-1][0]:end].text):
            found[-1] = (found[-1][0], end)
            continue
        if start and doc[start - 1].text[:1].isupper() and doc[start - 1].lower_ in {*COMPASS, "new", "upper", "lower", "san", "el", "al"}:
            longer = doc[start - 1:end].text
            if spots(longer) and (not found or found[-1][1] <= start - 1):
                start -= 1
        found.append((start, end))
    return found


# ---------------------------------------------------------------- which place of that name
def _choose(doc: Doc, names: list[tuple[int, int]]) -> list[tuple[Spot | None, Spot | None]]:
    """For each name the place that fits best: what the report adds after a comma, the countries and divisions that
    it names, the places it names beside, and at last the number of people.
    """
    able = [_able(doc[a:b].text) for a, b in names]
    said = [_said_within(doc, names, k, able) for k in range(len(names))]
    land, division = _context(doc, able)
    for k, (a, b) in enumerate(names):
        if not able[k]:
            own = said[k]
            lands = frozenset({own.country}) if own is not None and own.country else frozenset(c for c, _ in land.most_common(4))
            able[k] = list(sounding(doc[a:b].text, lands))
    settled: list[Spot | None] = []
    for k in range(len(names)):
        near = _narrow(able[k], said[k])
        settled.append(max(near, key=lambda s: _score(s, land, division, doc[names[k][0]:names[k][1]].text), default=None))
    centres = [(s.lat, s.lon) for s in settled if s is not None and s.feature in {"town", "district", "division"}]
    one_by_text: dict[str, Spot] = {}
    result: list[tuple[Spot | None, Spot | None]] = []
    for k, (a, b) in enumerate(names):
        text = fold(doc[a:b].text)
        near = _narrow(able[k], said[k])
        best = max(near, key=lambda s: _score(s, land, division, doc[a:b].text) + _company(s, centres), default=None)
        if best is not None and said[k] is None and _is_far(best, doc[a:b].text, land):
            best = None
        if said[k] is not None and best is not None:
            one_by_text[text] = best
        result.append((best, said[k]))
    return [(one_by_text.get(fold(doc[a:b].text), spot) if spot is not None and said[k] is None else spot, within)
            for k, ((a, b), (spot, within)) in enumerate(zip(names, result, strict=True))]


def _able(text: str) -> list[Spot]:
    found = spots(text)
    country = country_of(text)
    if country is not None:
        lands = [s for s in found if s.feature == "country" and s.country == country.iso]
        return lands + [s for s in found if s.feature == "division"] if lands else found
    if not found and text.split()[-1:] and text.rsplit(maxsplit=1)[-1].casefold() in SORTS and len(text.split()) > 1:
        found = spots(" ".join(text.split()[:-1]))
    if not found and text.split(maxsplit=1)[0].casefold() in COMPASS and len(text.split()) > 1:
        return []
    return found[:60]


def _said_within(doc: Doc, names: list[tuple[int, int]], k: int, able: list[list[Spot]]) -> Spot | None:
    """"Goma, Congo", "Alexandria (La.)", "Goma in eastern Congo": the larger place that the report sets it in."""
    end = names[k][1]
    if able[k] and able[k][0].feature in {"country", "continent"}:
        return None
    if k + 1 < len(names):
        start = names[k + 1][0]
        between = [t.lower_ for t in doc[end:start] if not t.is_space]
        if between in (["," ], ["("], ["in"], [",", "in"], ["'s"], ["’s"]) or (
                len(between) <= 4 and between and between[0] in {",", "in"} and all(
                    w in {",", "in", "the", "of", "province", "state", "region"} or w in COMPASS for w in between)):
            larger = [s for s in able[k + 1] if s.feature in {"country", "division", "region", "district"}]
            if larger and any(_inside(s, larger[0]) or any(_inside(s, big) for big in larger) for s in able[k]):
                return next((big for big in larger if any(_inside(s, big) for s in able[k])), None)
            if larger and not able[k]:
                return larger[0]
    if end + 1 < len(doc) and doc[end].text in {",", "("}:
        text = doc[end + 1].text
        for reach in (3, 2, 1):
            text = doc[end + 1:end + 1 + reach].text.strip()
            if re.fullmatch(r"(?:[A-Z][a-z]{0,4}\.\s?){1,3}", text + ("." if not text.endswith(".") else "")):
                larger = [s for s in spots(text if text.endswith(".") else text + ".") if s.feature == "division"]
                if larger:
                    return larger[0]
    land = _land_before(doc, names[k][0])
    if land is not None:
        return land
    if k and able[k]:
        start = names[k][0]
        between = [t.lower_ for t in doc[names[k - 1][1]:start] if not t.is_space]
        if between in (["'s"], ["’s"]):
            larger = [s for s in able[k - 1] if s.feature in {"country", "division", "region"}]
            return next((big for big in larger if any(_inside(s, big) for s in able[k])), None)
    return None


def _land_before(doc: Doc, start: int) -> Spot | None:
    """"The Syrian town of X", "Mali's village of X", "the Congolese city X": the country that the noun stands with."""
    at = start - 1
    if at >= 1 and doc[at].lower_ == "of":
        at -= 1
    if at < 1 or doc[at].lower_ not in SORTS or sentence_of(doc[at]).start != sentence_of(doc[start]).start:
        return None
    for step in range(at - 1, max(sentence_of(doc[start]).start, at - 5) - 1, -1):
        token = doc[step]
        people = people_of(token.text)
        country = country_of(token.text) or (countries().get(people.iso) if people is not None and people.iso else None)
        if country is not None:
            return next((s for s in spots(country.name) if s.feature == "country"), None)
        if not (token.pos_ in {"ADJ", "NOUN", "PROPN"} or is_possessive_mark(token) or token.lower_ in COMPASS or token.text in {"-", ","}):
            return None
    return None


def _inside(spot: Spot, big: Spot) -> bool:
    if spot.number == big.number or spot.feature == "country":
        return False
    if big.feature == "country":
        return spot.country == big.country
    if big.feature == "division":
        return spot.division == big.division and spot.feature != "division"
    near = kilometres((spot.lat, spot.lon), (big.lat, big.lon))
    return near < (120 if big.feature == "district" else 700) and (not big.country or spot.country == big.country)


def _narrow(able: list[Spot], within: Spot | None) -> list[Spot]:
    if within is None:
        return able
    fits = [s for s in able if _inside(s, within)]
    return fits if fits or within.feature in {"country", "division"} else able


def _is_far(spot: Spot, text: str, land: Counter[str]) -> bool:
    """A small place by one of its other names in a country that the report does not speak of: not that one."""
    return (spot.feature == "town" and spot.population < 100_000 and bool(land) and spot.country not in land
            and fold(spot.name) != fold(bare(text)))


def _context(doc: Doc, able: list[list[Spot]]) -> tuple[Counter[str], Counter[str]]:
    """How often the report points to each country and first-level division, by places that can hardly be others."""
    land: Counter[str] = Counter()
    division: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper():
            people = people_of(token.text)
            if people is not None and people.iso is not None:
                land[people.iso] += 1
    for candidates in able:
        if not candidates:
            continue
        top = candidates[0]
        country = next((s for s in candidates if s.feature == "country"), None)
        if country is not None and any(s.feature == "division" and s.country != country.country for s in candidates):
            continue
        if country is not None:
            land[country.country] += 2
            continue
        first = next((s for s in candidates if s.feature == "division"), None)
        if first is not None and first.population >= top.population / 3 and not (_has_town(first) or any(map(_is_capital, candidates))):
            land[first.country] += 2
            division[first.division] += 3
        elif len({s.country for s in candidates}) == 1:
            land[top.country] += 1
            if len({s.division for s in candidates}) == 1 and top.division:
                division[top.division] += 1
        elif top.population > 20 * max([s.population for s in candidates[1:] if s.country != top.country], default=0) and top.population > 100_000:
            land[top.country] += 1
    dateline = report_of(doc).dateline
    if dateline is not None and dateline.place:
        for part in re.split(r"[,(]", dateline.place):
            country_named = country_of(part.strip().title()) or country_of(part.strip())
            if country_named is not None:
                land[country_named.iso] += 2
    return land, division


def _score(spot: Spot, land: Counter[str], division: Counter[str], text: str) -> float:
    """Higher is likelier; about one point for a tenfold population."""
    points = math.log10(spot.population + 10)
    if spot.feature == "country":
        points += 6.0 if spot.country in land else 4.5
    elif spot.feature in {"continent", "region", "water"}:
        points += 5.0
    elif spot.feature == "division":
        points -= 1.5 if _has_town(spot) else -1.0
    elif spot.feature == "district":
        points -= 1.5
    if fold(spot.name) == fold(bare(text)):
        points += 1.5
    if spot.feature == "town" and _is_capital(spot):
        points += 2.5
    if spot.feature != "country" and spot.country in land:
        total = sum(land.values()) or 1
        points += 1.5 + 2.0 * land[spot.country] / total
    if spot.division in division:
        points += 1.0 + 2.0 * division[spot.division] / (sum(division.values()) or 1)
    return points


def _is_capital(spot: Spot) -> bool:
    country = countries().get(spot.country)
    return country is not None and spot.population > 100_000 and fold(spot.name) in {fold(s) for s in country.seats[:1]}


def _has_town(division: Spot) -> bool:
    """Has a division a large town of its own name, which the bare name means?"""
    return any(s.feature == "town" and s.division == division.division and s.population > 20_000 for s in spots(division.name))


def _company(spot: Spot, centres: list[tuple[float, float]]) -> float:
    """A place near other places of the report is likelier; at most two points."""
    if spot.feature not in {"town", "district"} or not centres:
        return 0.0
    near = sum(1 for c in centres[:40] if 0.5 < kilometres((spot.lat, spot.lon), c) < 200)
    return min(2.0, 0.5 * near)


# ---------------------------------------------------------------- where a predicate happens
@per_doc
def _by_sentence(doc: Doc) -> dict[int, list[Toponym]]:
    found: dict[int, list[Toponym]] = {}
    for name in toponyms(doc):
        found.setdefault(sentence_of(doc[name.start]).start, []).append(name)
    return found


def _scopes(token: Token) -> list[Token]:
    """The predicate and what stands above it, up to a verb of saying or a clause that only wishes or purposes it."""
    found = [token]
    below = token
    for above in ancestors(token):
        if (above.pos_ == "VERB" and above.lemma_.lower() in SAYING) or below.dep_ in {"ccomp", "parataxis", "csubj"}:
            break
        found.append(above)
        below = above
        if len(found) > 6:
            break
    return found


def _cost(root: Token, reach: list[Token], says: bool) -> int | None:
    """How far a place is from the predicate in the parse; None where it is the place of something else.

    The way up from the place may pass nouns and clauses of time or description ("after rebels entered the town"), no
    purpose ("met to discuss the situation in"); where it ends above the predicate, the place must stand there itself.
    """
    index = {t.i: n for n, t in enumerate(reach)}
    if root != reach[0] and any(c.dep_ == "cop" for c in children(root)):
        return None
    clauses = 0
    for depth, above in enumerate([root, *ancestors(root)]):
        if above.i in index:
            scope = index[above.i]
            if (says and (scope or clauses or depth > 2)) or (scope and depth > 2) or clauses > 1 or depth > 5:
                return None
            if clauses and scope and reach[0].lemma_.lower() in SAYING:
                return None
            return 3 * scope + 4 * clauses + depth
        if above.pos_ in {"VERB", "AUX"} and above != root and not _is_setting_clause(above):
            return None
        if above.pos_ in {"VERB", "AUX"}:
            clauses += 1
    return None


def _across_quote(doc: Doc, a: int, b: int) -> bool:
    """Does one of two tokens stand in a quote and the other outside it? Then the place is where it was said."""
    lo, hi = min(a, b), max(a, b)
    level = 0
    for token in doc[lo:hi]:
        if token.text in {"“", "«", "„"}:
            level += 1
        elif token.text in {"”", "»"}:
            level -= 1
        elif token.text in {'"', "``", "''"}:
            level = 1 - level if level in {0, 1} else level
    return level != 0


def _anchor(root: Token) -> Token:
    """The noun by which a name hangs in its clause: "the north of X", "the village of X", "X island" are one step."""
    for _ in range(3):
        if root.dep_ in {"nmod", "compound", "appos", "flat", "nmod:poss"} and root.head != root and (
                root.head.lemma_.lower() in SORTS or root.head.lower_ in COMPASS):
            root = root.head
        else:
            break
    return root


def _left_of_quote(doc: Doc, root: Token, verb: Token) -> bool:
    """Does the parse hang a place outside a quote on a word within it, and is `verb` the verb of saying that it
    stands behind? "We will march," he told reporters in Lima: the place is where he told it."""
    if root.i < verb.i or root.i - verb.i > 8 or root.head == root or any(t.pos_ == "VERB" for t in doc[verb.i + 1:root.i]):
        return False
    return _across_quote(doc, root.i, root.head.i) and not _across_quote(doc, verb.i, root.i)


def _is_setting_clause(verb: Token) -> bool:
    """"After they entered …", "who had gathered in …": a clause whose place is the main clause's too."""
    if verb.lemma_.lower() in SAYING:
        return False
    if verb.dep_ == "advcl":
        return any((c.dep_ == "mark" and c.lower_ in {"after", "as", "when", "while", "where", "once"}) or (c.dep_ == "advmod" and c.lower_ in {
            "when", "where"}) for c in children(verb)) or verb.tag_ == "VBG"
    return verb.dep_ in {"acl:relcl", "acl"} and not any(c.lower_ == "to" for c in children(verb))
