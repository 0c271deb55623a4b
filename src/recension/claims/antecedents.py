"""Who a later word takes up: full names, acronyms, "the minister", "the alliance", pronouns, "the protesters".

The `Cast` of a report is what it introduces: persons with their roles and affiliations, organisations with their
acronyms, groups with their descriptions. Everything is resolved from the report alone and the world's word lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of, sentences
from recension.claims.gazetteer import spots
from recension.claims.lexicon import (
    countries,
    country_of,
    first_names,
    group_classes,
    is_seat,
    is_title,
    organisation_of,
    people_of,
    role_classes,
    seat_of,
)
from recension.claims.names import bare, fold, name_words, same_person
from recension.claims.phrases import (
    COUNTING,
    entity_at,
    is_entered,
    is_locative,
    is_possessive_mark,
    known_at,
    phrase,
    sentence_of,
)
from recension.claims.tree import children
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: How many sentences back a pronoun may reach.
REACH = 5
#: More names than this are not compared with one another: a report is no directory.
MOST_PERSONS = 400

#: Characters within which even a name that only modifies ("ELN guerrillas") is what "the group" takes up.
NEAR = 300
#: Words that may stand before "group" or "alliance" without making it another one.
KINDS = frozenset("un u.n. military militant paramilitary armed rebel jihadist islamist insurgent aid rights defense defence news world "
                  "terrorist extremist regional separatist guerrilla humanitarian".split())

#: Who is somebody of another person ("the father of footballer Luis Díaz") and not that person.
RELATED = frozenset("father mother son daughter wife husband brother sister widow widower uncle aunt cousin nephew niece parent child "
                    "lawyer attorney ally aide supporter critic opponent rival predecessor successor deputy bodyguard driver killer "
                    "spokesman spokeswoman spokesperson relative friend partner fiancee fiance grandson granddaughter".split())

HEADS = frozenset({"head", "head_of_state", "head_of_government", "minister", "commander", "local_head"})
FEMALE = frozenset("mrs mrs. ms ms. miss dame lady queen princess madame frau señora spokeswoman chairwoman congresswoman "
                   "councilwoman policewoman businesswoman woman mother daughter wife sister actress duchess empress".split())
MALE = frozenset("mr mr. sir lord king prince herr monsieur spokesman chairman congressman councilman policeman businessman man "
                 "father son husband brother actor duke emperor gunman sheikh imam pope bishop".split())


@dataclass(slots=True)
class Person:
    """A person of the report: the fullest name, and what the report calls them."""

    name: str
    roles: set[str] = field(default_factory=set)
    #: Countries and organisations that stand with the role.
    of: set[str] = field(default_factory=set)
    gender: str | None = None
    spots: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """What a report introduces. Characters are offsets of the clean text."""

    persons: list[Person] = field(default_factory=list)
    #: Index of the person by the first token of each mention.
    at: dict[int, int] = field(default_factory=dict)
    #: Tokens start:end of a person's name by each of its tokens.
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    #: Organisations, countries and forces by place: (char, name, words that may take it up, stands as a noun by itself).
    bodies: list[tuple[int, str, frozenset[str], bool]] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)

    def person_name(self, mention: Mention) -> str | None:
        """The fullest name of the person that a name mention is."""
        return mention.name

    def expansion(self, text: str) -> str | None:
        """The long name that the report gives for an acronym."""
        return self.acronyms.get(text)

    def organisation_name(self, text: str) -> str:
        """The fullest name of an organisation in this report."""
        return self.organisations.get(fold(text), text)

    def land_of(self, name: str | None) -> str | None:
        """The country of a person's office, where the report shows one."""
        if name is None:
            return None
        for person in self.persons:
            if person.name == name:
                lands = {of for of in person.of if country_of(of)}
                return next(iter(lands)) if len(lands) == 1 else None
        return None


@per_doc
def cast(doc: Doc) -> Cast:
    """The persons, organisations and acronyms that a report introduces."""
    found = Cast()
    found.acronyms = _acronyms(doc)
    _persons(doc, found)
    _bodies(doc, found)
    return found


# ---------------------------------------------------------------- persons
def person_at(doc: Doc, token: Token) -> Mention | None:
    """The name of the person that a token is, introduces or stands beside: "Secretary", "Guterres"."""
    people = cast(doc)
    span = people.spans.get(token.i) or _introduced(people, token)
    if span is None:
        return None
    start, end = span
    person = people.persons[people.at[start]]
    last = doc[end - 1]
    stop = last.idx + len(last)
    return Mention(report_of(doc).text[doc[start].idx:stop], doc[start].idx, stop, person.name)


def _introduced(people: Cast, token: Token) -> tuple[int, int] | None:
    """The name that a role noun carries: "President [Osmani]", "the head of policy, [Josep Borrell]"."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not (role_classes(token.lower_) or is_title(token.text)):
        return None
    for each in children(token, "flat", "flat:name", "appos", "compound", "nmod:desc"):
        if each.i > token.i and each.i in people.spans and each.i - token.i <= 20:
            return people.spans[each.i]
    after = token.i + 1
    beside = after < len(token.doc) and after in people.spans and sentence_of(token.doc[after]).start == sentence_of(token).start
    if beside and token.lower_[-1:] != "s":
        return people.spans[after]
    step = after
    while step < len(token.doc) and step - token.i < 6 and step not in people.spans and (
            token.doc[step].lower_ in {"of", "for", "the", "and"} or token.doc[step].text[:1].isupper()) and not token.doc[step].is_punct:
        step += 1
    related = token.lower_ in RELATED or token.lemma_.lower() in RELATED
    if after < step < len(token.doc) and step in people.spans and token.doc[after].lower_ in {"of", "for"} and not related:
        return people.spans[step]
    head = token.head
    if token.dep_ in {"compound", "flat", "nmod:desc"} and head.i in people.spans and head.i > token.i:
        return people.spans[head.i]
    return None


def _persons(doc: Doc, found: Cast) -> None:
    spans = [s for s in (_name_tokens(doc, e.start, e.end) for e in doc.ents if e.label_ == "PERSON") if s is not None]
    spans = _without_boilerplate(doc, _apart(spans))
    surnames = frozenset(words[-1] for a, b in spans if len(words := name_words(doc[a:b].text)) > 1)
    spans = [s for s in spans if not _is_no_person(doc, *s, surnames)]
    names = [doc[a:b].text for a, b in spans]
    first = {n: i for i, n in reversed(list(enumerate(names)))}
    full = sorted({n for n in names if len(name_words(n)) > 1}, key=lambda n: (-len(name_words(n)), n.isascii(), n.isupper(), first[n]))[:MOST_PERSONS]
    index: dict[str, int] = {}
    by_last: dict[str, list[int]] = {}
    for name in full:
        near = next((i for i in by_last.get(name_words(name)[-1][:1], []) if same_person(found.persons[i].name, name)), None)
        if near is None:
            near = len(found.persons)
            found.persons.append(Person(name))
            for word in set(name_words(name)):
                by_last.setdefault(word[:1], []).append(near)
        index[name] = near
    for name in names:
        if name in index:
            continue
        words = name_words(name)
        able = [i for i in by_last.get(words[-1][:1], []) if same_person(name, found.persons[i].name)] if words else []
        if not able and len(words) == 1:
            able = [i for i in by_last.get(words[0][:1], []) if name_words(found.persons[i].name)[0] == words[0]]
        if len(set(able)) == 1 or (able and len({found.persons[i].name for i in able}) == 1):
            index[name] = able[0]
        else:
            index[name] = len(found.persons)
            found.persons.append(Person(name))
            if words:
                by_last.setdefault(words[-1][:1], []).append(index[name])
    for (start, end), name in zip(spans, names, strict=True):
        person = found.persons[index[name]]
        person.gender = person.gender or gender_of(fold(person.name).split()[:1])
        found.at[start] = index[name]
        person.spots.append(doc[start].idx)
        for i in range(start, end):
            found.spans[i] = (start, end)
        _introduce(doc, start, end, person)
    _unmarked(doc, found)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, of those that overlap the first and longest."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _unmarked(doc: Doc, found: Cast) -> None:
    """Marks the surnames of persons of the report where the entities miss them: a headline's "Blinken:"."""
    last: dict[str, int | None] = {}
    for index, person in enumerate(found.persons):
        words = name_words(person.name)
        if len(words) > 1 and len(words[-1]) > 3:
            last[words[-1]] = None if words[-1] in last else index
    blocks = [(b.start, b.end) for b in report_of(doc).blocks if b.role == "boilerplate"]
    for token in doc:
        if token.i in found.spans or not token.text[:1].isupper() or len(token) < 4:
            continue
        index_or_none = last.get(fold(token.text))
        if index_or_none is None or known_at(token) is not None or any(a <= token.idx < b for a, b in blocks):
            continue
        if country_of(token.text) or is_seat(token.text) or people_of(token.text):
            continue
        found.at[token.i] = index_or_none
        found.spans[token.i] = (token.i, token.i + 1)
        found.persons[index_or_none].spots.append(token.idx)


def gender_of(words: list[str]) -> str | None:
    """What a first name tells: "m", "f" or nothing."""
    return first_names().get(words[0]) if words else None


def _is_no_person(doc: Doc, start: int, end: int, surnames: frozenset[str]) -> bool:
    """A country, capital, people or organisation that the entities take for a person, or a town where towns stand."""
    text = doc[start:end].text
    if country_of(text) is not None or is_seat(text) or organisation_of(text) is not None or known_at(doc[start]) is not None:
        return True
    if end - start == 1 and people_of(text) is not None:
        return True
    root = doc[start:end].root
    if end - start > 2 or fold(text) in surnames or is_title(doc[start - 1].text if start else ""):
        return False
    towns = spots(text)
    return not (not towns or not (is_locative(root) or is_entered(root, False)))


def _without_boilerplate(doc: Doc, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    blocks = [(b.start, b.end) for b in report_of(doc).blocks if b.role == "boilerplate"]
    return [s for s in spans if not any(a <= doc[s[0]].idx < b for a, b in blocks)]


def _name_tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a person's name within an entity: no title, no possessive mark, no quote marks."""
    while end > start and (is_possessive_mark(doc[end - 1]) or (doc[end - 1].is_punct and doc[end - 1].text != ".") or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].text.islower()
                               or _before_name(doc, start)):
        start += 1
    if (start < end and doc[start].is_space) or start >= end or not any(c.isalpha() for c in doc[start:end].text):
        return None
    while start >= 1 and end - start < 5 and _is_name_part(doc, start - 1, start, end):
        start -= 1
    while start >= 2 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and doc[start - 2].text[:1].isupper() and (
            not doc[start - 2].whitespace_):
        start -= 2
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and doc[end + 1].text[:1].isupper() and (
            not doc[end - 1].whitespace_):
        end += 2
    if end - start > 8 or any(t.is_space and "\n" in t.text for t in doc[start:end]):
        return None
    return start, end


def _is_name_part(doc: Doc, i: int, start: int, end: int) -> bool:
    """Is the token before a name a first name or particle that the entities left out: "Assimi [Goïta]", "von der [Leyen]"?"""
    token = doc[i]
    if token.lower_ in {"von", "van", "der", "den", "bin", "ibn", "bint"} and token.text.islower():
        return True
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or not token.is_alpha or entity_at(token) is not None:
        return False
    if is_title(token.text) or role_classes(token.lower_) or people_of(token.text) or country_of(token.text) or known_at(token):
        return False
    return start <= token.head.i < end or ((token.dep_ == "flat" or doc[start].dep_ == "flat") and doc[start].head.i in {i, token.head.i})


def _before_name(doc: Doc, i: int) -> bool:
    """Is the token a title, a nationality or an organisation before the name, and no part of it?"""
    text = doc[i].text
    if is_title(text):
        return True
    return (people_of(text) is not None or country_of(text) is not None) and is_title(doc[i + 1].text)


def _introduce(doc: Doc, start: int, end: int, person: Person) -> None:
    """Adds the roles and affiliations that stand beside a name to the person."""
    sent = sentence_of(doc[start])
    left = _role_phrase_before(doc, start, sent.start)
    right = _role_phrase_after(doc, start, end, sent.end)
    for lo, hi in (left, right):
        for i in range(lo, hi):
            token = doc[i]
            low = token.lower_
            if role_classes(low) or low in FEMALE or low in MALE:
                person.roles.add(_role(low))
                if low in FEMALE:
                    person.gender = "f"
                elif low in MALE:
                    person.gender = person.gender or "m"
            if i + 1 < hi and role_classes(f"{low} {doc[i + 1].lower_}"):
                person.roles.add(f"{low} {doc[i + 1].lower_}")
            person.of |= affiliations(doc, i, i + 1)
        person.of |= affiliations(doc, lo, hi)


def _role(word: str) -> str:
    from recension.claims.lexicon import singular

    return singular(word)


def _role_phrase_before(doc: Doc, start: int, sentence: int) -> tuple[int, int]:
    """Tokens of "NATO Secretary General" before "Mark Rutte", or of "The Prime Minister of Kenya ," ."""
    i = start
    comma = False
    if i - 1 >= sentence and doc[i - 1].text == ",":
        i -= 1
        comma = True
    first = i
    while first - 1 >= sentence and start - first < 12:
        token = doc[first - 1]
        low = token.lower_
        fits = (
            role_classes(low) or is_title(token.text) or token.pos_ in {"PROPN", "NOUN", "ADJ"} or is_possessive_mark(token)
            or (low in {"of", "for", "the", "-"} and first < i) or people_of(token.text)
        )
        if not fits or first - 1 in cast_spans(doc, start, first - 1):
            break
        first -= 1
        if low == "the" and comma:
            break
    words = [doc[j].lower_ for j in range(first, i)]
    if comma:
        heads = [w for w in words if role_classes(w)]
        opens = bool(words) and (words[0] == "the" or first == sentence) and role_classes(words[1] if words[0] == "the" and len(words) > 1 else words[0])
        return (first, i) if heads and (opens or "of" in words or "for" in words) else (start, start)
    if words and (role_classes(words[-1]) or is_title(words[-1]) or any(role_classes(w) for w in words[-3:])):
        return first, i
    if words and words[-1] in {"'s", "’s"}:
        return first, i
    return start, start


def cast_spans(doc: Doc, start: int, i: int) -> set[int]:
    """Tokens of other persons' names: a role phrase does not reach over them."""
    entity = entity_at(doc[i])
    return {i} if entity is not None and entity.label_ == "PERSON" and not entity.start <= start < entity.end else set()


def _role_phrase_after(doc: Doc, start: int, end: int, sentence: int) -> tuple[int, int]:
    """Tokens of "president of the council" after "Osmani ,", up to the next comma; or of "(president of X)"."""
    if end >= sentence or doc[end].text not in {",", "(", "-", "–", "—"}:
        return end, end
    stop = end + 1
    while stop < sentence and stop - end < 14 and doc[stop].text not in {",", ")", ";", "-", "–", "—"} and doc[stop].pos_ not in {"VERB", "AUX"}:
        stop += 1
    words = [doc[j].lower_ for j in range(end + 1, stop)]
    first = next((k for k, w in enumerate(words) if role_classes(w)), None)
    if first is None or first > 6 or (stop < sentence and doc[stop].pos_ == "AUX" and not words):
        return end, end
    opener = doc[end + 1]
    near = any(doc[j].dep_ == "appos" and doc[j].head.i in range(start, end) for j in range(end + 1, stop))
    fits = near or opener.lower_ in {"the", "a", "an", "who"} or role_classes(words[0]) or opener.pos_ == "PROPN" or people_of(opener.text)
    if not fits or any(entity_at(doc[j]) is not None and entity_at(doc[j]).label_ == "PERSON" for j in range(end + 1, stop)):  # type: ignore[union-attr]
        return end, end
    return end + 1, stop


def affiliations(doc: Doc, start: int, end: int) -> set[str]:
    """The countries and organisations named in tokens start:end, by their usual names."""
    found = set()
    for i in range(start, end):
        token = doc[i]
        if not token.text[:1].isupper():
            continue
        people = people_of(token.text)
        if people is not None and people.iso:
            found.add(countries()[people.iso].name)
        entity = entity_at(token)
        texts = [token.text]
        if entity is not None and entity.label_ != "PERSON" and entity.start == i:
            texts.insert(0, bare(entity.text))
        for text in texts:
            country, body = country_of(text) or seat_of(text), organisation_of(text)
            name = country.name if country else body.name if body else None
            if name:
                found.add(name)
                break
        else:
            if entity is not None and entity.label_ == "ORG" and entity.start == i:
                found.add(bare(entity.text))
    return found


# ---------------------------------------------------------------- organisations
_PAREN = re.compile(r"\(\s*(?:the\s+)?([A-Z][A-Za-z0-9&.\-]{1,11})\s*\)")
_PAREN_LONG = re.compile(r"\b([A-Z][A-Z0-9.\-]{1,9}) \(([A-Z][\w’'\-]+(?: [\w’'\-]+){1,9})\)")


def _acronyms(doc: Doc) -> dict[str, str]:
    """Acronyms with the long names that the report gives: "Rapid Support Forces (RSF)", "ADF (Allied Democratic Forces)".

    The long name is the shortest run of words before the bracket that holds the acronym's letters in order
    (Schwartz and Hearst 2003); a list name wins, and an acronym that is one itself keeps its usual name.
    """
    text = report_of(doc).text
    found: dict[str, str] = {}
    for match in _PAREN.finditer(text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:
            continue
        before = text[max(0, match.start() - 160):match.start()].rstrip()
        before = re.split(r"[\n.;:!?()\"“”]\s", before)[-1]
        long = _long_form(short, before)
        if long:
            found.setdefault(short, _usual(short, long))
    for match in _PAREN_LONG.finditer(text):
        if _long_form(match[1], match[2]) and match[1] not in found:
            found[match[1]] = _usual(match[1], bare(match[2]))
    return found


def _usual(short: str, long: str) -> str:
    """The usual name of what a report calls `long (short)`: the list's, where the list means the same by either."""
    by_long, by_short = organisation_of(long), organisation_of(short)
    if by_long is not None:
        return by_long.name
    if by_short is not None and set(fold(by_short.name).split()) & set(fold(long).split()) - {"of", "the", "for", "and"}:
        return by_short.name
    return long


def _long_form(short: str, before: str) -> str | None:
    """The shortest run of words at the end of `before` that the acronym may be made of."""
    letters = [c for c in fold(short) if c.isalnum()]
    words = re.findall(r"[^\s,;–—]+", before)[-(len(letters) + 6):]
    low = [fold(w).replace(" ", "") for w in words]
    for start in range(len(words) - 1, -1, -1):
        if not low[start] or low[start][0] != letters[0] or not words[start][:1].isupper():
            continue
        if start == len(words) - 1 and start and words[start - 1][:1].isupper():
            continue
        if _letters_in(letters, low[start:]):
            return bare(" ".join(words[start:]))
    return None


def _letters_in(letters: list[str], words: list[str]) -> bool:
    """Do the letters stand in the words in order, the first one at the start of the first word?"""
    rest = iter("".join(words))
    return all(any(c == letter for c in rest) for letter in letters)


def _bodies(doc: Doc, found: Cast) -> None:
    """Organisations and countries in order of the text, with the nouns that may take each up."""
    for sent in sentences(doc):
        i = sent.start
        while i < sent.end:
            token = doc[i]
            entity = entity_at(token)
            known = known_at(token)
            if known is not None and known[0] == i:
                _body(doc, i, known[1], found)
                i = known[1]
            elif (entity is not None and entity.start == i and entity.label_ in {"ORG", "LOC"}) or (token.text[:1].isupper() and entity is None):
                end = entity.end if entity is not None else i + 1
                _body(doc, i, end, found)
                i = max(end, i + 1)
            else:
                i += 1


def _body(doc: Doc, start: int, end: int, found: Cast) -> None:
    text = bare(doc[start:end].text.strip())
    root = doc[start:end].root
    alone = root.dep_ not in {"compound", "amod", "flat", "nmod:desc"} or bool(
        role_classes(root.head.lower_) or group_classes(root.head.lower_))
    entity = entity_at(doc[start])
    known = organisation_of(found.acronyms.get(text, "")) or organisation_of(text)
    if known is not None:
        found.bodies.append((doc[start].idx, known.name, known.called, alone))
    elif (country := country_of(text) or (seat_of(text) if alone else None)) is not None:
        found.bodies.append((doc[start].idx, country.name, frozenset({"country", "nation", "state"}), alone))
    elif entity is not None and entity.label_ == "ORG":
        name = found.acronyms.get(text, text)
        found.organisations.setdefault(fold(text), name)
        words = fold(name).split()
        called = frozenset(words[-1:]) | frozenset(w for w in words if group_classes(w)) if words else frozenset()
        if "party" in called or "group" in called or (len(text) > 1 and text.isupper()):
            called |= {"group", "organization", "organisation"}
        found.bodies.append((doc[start].idx, name, called, alone))


# ---------------------------------------------------------------- definite descriptions
def described(doc: Doc, token: Token) -> str | None:
    """The full name behind "the minister", "the NATO head", "the alliance"; None where it is not plain who is meant."""
    if token.lower_ != token.lemma_.lower() and token.lower_.endswith("s") and token.tag_ == "NNS":
        return None
    if token.pos_ not in {"NOUN", "PROPN"} or any(c.lower_ in {"a", "an", "any", "every", "each", "no", "another", "other", "one"}
                                                  or c.dep_ == "nummod" for c in token.children):
        return None
    word = token.lower_
    definite = any(c.lower_ in {"the", "this", "that"} for c in token.children) or token.text[:1].isupper() or any(
        c.dep_ in {"nmod:poss", "compound", "amod"} and c.text[:1].isupper() for c in token.children)
    if not definite:
        return None
    if role_classes(word) or role_classes(_pair(token)):
        return _described_person(doc, token)
    return _described_body(doc, token)


def _pair(token: Token) -> str:
    return f"{token.doc[token.i - 1].lower_} {token.lower_}" if token.i else token.lower_


def _described_person(doc: Doc, token: Token) -> str | None:
    people = cast(doc)
    start, end = phrase(token)
    wanted = affiliations(doc, start, end)
    word = token.lower_
    pair = _pair(token)
    if word in {"people", "person", "man", "woman", "child", "victim", "body", "source", "witness", "partner", "minority", "majority"}:
        return None
    strong, weak = [], []
    for person in people.persons:
        if wanted and person.of and not (wanted & person.of):
            continue
        if wanted and not person.of:
            continue
        if (pair if role_classes(pair) else word) in person.roles or (word in person.roles and not role_classes(pair)):
            strong.append(person)
        elif wanted and role_classes(word) & HEADS and (not person.roles or any(role_classes(r) & HEADS for r in person.roles)):
            weak.append(person)
    for able in (strong, weak):
        one = _nearest(able, token.idx)
        if one is not None:
            return one.name
        if able:
            return None
    return None


def _nearest(able: list[Person], char: int) -> Person | None:
    """The only one, or the only one of those named before."""
    if len(able) == 1:
        return able[0]
    before = [p for p in able if any(s < char for s in p.spots)]
    return before[0] if len(before) == 1 else None


def _described_body(doc: Doc, token: Token) -> str | None:
    """"The alliance", "the party": the last body named before that may be called so, else the only one of the report."""
    word = token.lower_
    if not group_classes(word) or word in {"government", "authorities", "police", "army", "military", "force", "forces", "state",
                                           "country", "nation", "side", "people"}:
        return None
    told = [c.lower_ for c in token.children if c.dep_ in {"amod", "compound", "nmod:poss", "acl:relcl", "acl"}]
    if any(w not in KINDS for w in told):
        return None
    bodies = cast(doc).bodies
    before = [b for b in bodies if b[0] < token.idx and word in b[2]]
    near = [b for b in before if token.idx - b[0] < NEAR]
    alone = [b for b in before if b[3]]
    if alone:
        return ([b for b in near if b[3]] or near or alone)[-1][1]
    later = {b[1] for b in bodies if word in b[2] and b[3]}
    return next(iter(later)) if len(later) == 1 else None


def fuller_group(doc: Doc, token: Token) -> str | None:
    """"The protesters": the fuller phrase named before, "Bolivian protesters", where there is only one such."""
    if any(c.dep_ in {"amod", "compound", "nmod:poss", "nmod", "acl", "acl:relcl"} for c in token.children):
        return None
    if token.lower_ in {"government", "regime", "administration", "authorities"}:
        return None
    groups = _groups(doc).get(token.lemma_.lower(), [])
    before = {phrase_key: text for start, phrase_key, text in groups if start < token.idx}
    return next(iter(before.values())) if len(before) == 1 else None


@per_doc
def _groups(doc: Doc) -> dict[str, list[tuple[int, str, str]]]:
    """Phrases that say more of a group than its noun, by the noun's lemma: (char, key, text)."""
    from recension.claims.names import canonical

    found: dict[str, list[tuple[int, str, str]]] = {}
    for sent in sentences(doc):
        for token in sent:
            lemma = token.lemma_.lower()
            if token.pos_ != "NOUN" or not (role_classes(token.lower_) or group_classes(token.lower_)):
                continue
            told = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod:poss"} and c.i < token.i
                    and c.lower_ not in COUNTING and c.pos_ not in {"PRON", "NUM"}]
            if told and any(c.text[:1].isupper() for c in told):
                start, end = phrase(token)
                if any(t.pos_ in {"PRON", "VERB"} for t in doc[start:end]):
                    continue
                text = doc[start:end].text
                found.setdefault(lemma, []).append((token.idx, canonical(text), text))
    return found


# ---------------------------------------------------------------- pronouns
def pronoun_referent(doc: Doc, token: Token) -> str | None:
    """The full name that a pronoun of the third person stands for, by salience; None where none is plain."""
    low = token.lower_
    if token.dep_ == "nmod:poss" and token.head.dep_ == "conj" and token.head.head != token.head and token.head.head.i < token.i:
        person = person_at(doc, token.head.head)
        if person is not None:
            return person.name if low in {"his", "her"} else None
    if low in {"he", "him", "his", "himself", "she", "her", "herself", "hers"}:
        return _who(doc, token, "f" if low.startswith(("she", "her")) else "m")
    if low in {"it", "its", "itself"}:
        return _taken_up(doc, token, many=False)
    if low in {"they", "them", "their", "themselves", "theirs"}:
        return _taken_up(doc, token, many=True)
    return None


def _who(doc: Doc, token: Token, gender: str) -> str | None:
    """The person last spoken of; subjects before others, nearer sentences before farther ones."""
    people = cast(doc)
    best: tuple[float, str] | None = None
    here = sentence_of(token).start
    sent, back = sentence_of(token), 0
    while back <= REACH:
        for i in range(sent.start, sent.end):
            if i >= token.i and sent.start == here:
                break
            index = people.at.get(i)
            if index is None:
                continue
            person = people.persons[index]
            if person.gender not in {None, gender}:
                continue
            span = doc[slice(*people.spans[i])]
            points = -1.0 * back + _salience(span.root) + (0.01 * (i - sent.start) / max(1, len(sent)))
            if best is None or points > best[0]:
                best = points, person.name
        if sent.start == 0:
            break
        sent, back = sentence_of(doc[sent.start - 1]), back + 1
        if best is not None and best[0] >= -1.0 * back + 1.5:
            break
    return best[1] if best else None


def _salience(root: Token) -> float:
    walker = root
    for _ in range(3):
        if walker.dep_ in {"nsubj", "nsubj:pass"}:
            return 1.5
        if walker.dep_ in {"flat", "appos", "compound", "flat:name", "nmod:desc"} and walker.head != walker:
            walker = walker.head
        else:
            break
    return 0.0 if walker.dep_ in {"obj", "obl", "iobj", "obl:agent", "root", "ROOT"} else -0.5


def _taken_up(doc: Doc, token: Token, many: bool) -> str | None:
    """The body (`it`) or group (`they`) that is taken up: the clause's own noun in a clause that describes one, the
    nearest before a possessive, else the last subject, in this sentence or the one before.
    """
    from recension.claims.actors import is_actor, party

    sent = sentence_of(token)
    own = [t for t in doc[sent.start:token.i] if _may_be(t, many)]
    host = _described_noun(token)
    possessive = token.dep_ == "nmod:poss"
    subjects = [t for t in own if t.dep_ in {"nsubj", "nsubj:pass"}]
    order = [*([host] if host is not None and _may_be(host, many) else []), *reversed(own if possessive else subjects)]
    if sent.start:
        before = sentence_of(doc[sent.start - 1])
        order += [t for t in reversed(list(before)) if t.dep_ in {"nsubj", "nsubj:pass"} and _may_be(t, many)]
    for each in order:
        if person_at(doc, each) is not None or not is_actor(doc, each) or token.head == each or any(c.dep_ == "conj" for c in each.children):
            continue
        one = party(doc, each)
        if one is not None:
            return one.name or one.text
    return None


def _may_be(noun: Token, many: bool) -> bool:
    """Is a noun one that "they" (`many`) or "it" may take up, and no mere modifier?"""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod", "flat", "nmod:desc", "nmod:poss"}:
        return False
    plural = noun.tag_ in {"NNS", "NNPS"} and country_of(noun.text) is None and known_at(noun) is None
    if many:
        return plural or bool(group_classes(noun.lower_))
    return not plural and not role_classes(noun.lower_) and people_of(noun.text) is None


def _described_noun(token: Token) -> Token | None:
    """The noun that the clause of a pronoun describes: "farmers driven to despair and defending their rights"."""
    walker = token
    for _ in range(8):
        if walker.dep_ in {"acl", "acl:relcl"} and walker.head.i < token.i:
            return walker.head
        if walker.dep_ == "ccomp" or walker.head == walker:
            return None
        walker = walker.head
    return None


# ---------------------------------------------------------------- names of things
def head_phrase(token: Token) -> tuple[int, int]:
    """The tokens of the proper name that a token is part of: its entity, else itself with its capitalised parts."""
    entity = entity_at(token)
    if entity is not None and entity.label_ != "PERSON":
        return entity.start, entity.end
    start, end = token.i, token.i + 1
    if not token.text[:1].isupper():
        return start, end
    doc = token.doc
    while start > sentence_of(token).start and doc[start - 1].text[:1].isupper() and doc[start - 1].head == token and doc[start - 1].dep_ in {
            "compound", "amod", "flat"} and entity_at(doc[start - 1]) is None and people_of(doc[start - 1].text) is None:
        start -= 1
    while end < sentence_of(token).end and doc[end].text[:1].isupper() and doc[end].head == token and doc[end].dep_ in {"flat", "compound"}:
        end += 1
    return start, end
