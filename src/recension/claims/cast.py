"""What a report introduces: persons with their roles and affiliations, organisations with their acronyms.

Everything is taken from the report alone and the world's word lists. Whom a later word takes up is decided elsewhere
(`coreference`, `antecedents`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.acronyms import acronyms
from recension.claims.bodynames import Declared, declared
from recension.claims.doc import per_doc, report_of, sentences
from recension.claims.gazetteer import spots
from recension.claims.genders import gender_of, genders, honours
from recension.claims.lexicon import (
    countries,
    country_of,
    group_classes,
    is_seat,
    is_title,
    organisation_of,
    people_of,
    role_classes,
    seat_of,
    singular,
)
from recension.claims.names import bare, fold, name_words, same_person
from recension.claims.phrases import (
    case_words,
    entity_at,
    is_entered,
    is_locative,
    is_possessive_mark,
    known_at,
    phrase,
)
from recension.claims.rolewords import is_body_word
from recension.claims.tree import child, children, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: More names than this are not compared with one another: a report is no directory.
MOST_PERSONS = 400
#: A name this many tokens behind a role may still be its.
LONGEST_BODY = 14

#: Who is somebody of another person ("the father of footballer Luis Díaz") and not that person.
RELATED = frozenset("father mother son daughter wife husband brother sister widow widower uncle aunt cousin nephew niece parent child "
                    "lawyer attorney ally aide supporter critic opponent rival predecessor successor deputy bodyguard driver killer "
                    "spokesman spokeswoman spokesperson relative friend partner fiancee fiance grandson granddaughter".split())


#: Words of kin that are titles too: a "Sister", a "Father" may be of either order.
RELATED_TITLES = frozenset({"father", "sister", "brother", "mother"})


@dataclass(slots=True)
class Person:
    """A person of the report: the fullest name, and what the report calls them."""

    name: str
    roles: set[str] = field(default_factory=set)
    #: Countries and organisations that stand with the role.
    of: set[str] = field(default_factory=set)
    gender: str | None = None
    spots: list[int] = field(default_factory=list)
    #: All words of the phrases that introduce the person: "former", "health", "minister".
    words: set[str] = field(default_factory=set)
    #: Tokens that own or govern the role: "chamber" in "the chamber's president, Evaristo Mamani".
    owners: list[int] = field(default_factory=list)


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
    #: The end token of each body's name, and its place in `bodies`, by its first token.
    body_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    #: Short names of organisations that the report also names at length: "council" for "Council of Elders".
    longer: dict[str, str] = field(default_factory=dict)

    def expansion(self, text: str) -> str | None:
        """The long name that the report gives for an acronym."""
        return self.acronyms.get(text)

    def organisation_name(self, text: str) -> str:
        """The fullest name of an organisation in this report."""
        return self.longer.get(fold(text)) or self.organisations.get(fold(text), text)

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
    found.acronyms = acronyms(doc)
    _persons(doc, found)
    _bodies(doc, found)
    return found


# ---------------------------------------------------------------- persons
def introduced(people: Cast, token: Token) -> tuple[int, int] | None:
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
    return None if related else _behind_its_body(people, token)


def _behind_its_body(people: Cast, token: Token) -> tuple[int, int] | None:
    """The name behind a role and what it is the role of: "the head of the border inspectorate, [Oksana Verbytska]"."""
    doc, step = token.doc, token.i + 1
    if step >= len(doc) or doc[step].lower_ not in {"of", "for", "at"} or token.tag_ in {"NNS", "NNPS"}:
        return None
    while step < min(len(doc), token.i + LONGEST_BODY) and step not in people.spans and (
            doc[step].pos_ in {"NOUN", "PROPN", "ADJ", "ADP", "DET", "PUNCT"} and doc[step].text not in {".", ";", ":", "(", "-"}
            and not (doc[step].text.islower() and role_classes(doc[step].lower_))):
        if doc[step].text == "," and step + 1 not in people.spans:
            return None
        step += 1
    return people.spans.get(step)


def _persons(doc: Doc, found: Cast) -> None:
    spans = [s for s in (_name_tokens(doc, e.start, e.end) for e in doc.ents if e.label_ == "PERSON" and not e.text.islower()) if s is not None]
    told = declared(doc)
    spans = [s for s in _without_boilerplate(doc, _apart(spans)) if not told.covers(*s)]
    surnames = frozenset(words[-1] for a, b in spans if len(words := name_words(doc[a:b].text)) > 1)
    spans = [s for s in spans if not _is_no_person(doc, *s, surnames)]
    names = [doc[a:b].text for a, b in spans]
    first = {n: i for i, n in reversed(list(enumerate(names)))}
    full = sorted({n for n in names if len(name_words(n)) > 1}, key=lambda n: (-len(name_words(n)), n.isascii(), n.isupper(), first[n]))[:MOST_PERSONS]
    index: dict[str, int] = {}
    by_last: dict[str, list[int]] = {}
    for name in full:
        words = name_words(name)
        able = [i for i in by_last.get(words[-1][:1], []) if same_person(found.persons[i].name, name)]
        able = able or [i for i in by_last.get(words[0][:1], []) if _is_part(words, name_words(found.persons[i].name))]
        near = able[0] if able else None
        if near is None:
            near = len(found.persons)
            found.persons.append(Person(name))
            for word in set(name_words(name)):
                by_last.setdefault(word[:1], []).append(near)
        index[name] = near
    for (start, _), name in zip(spans, names, strict=True):
        if name in index:
            continue
        words = name_words(name)
        able = [i for i in by_last.get(words[-1][:1], []) if same_person(name, found.persons[i].name)] if words else []
        if not able and words:
            able = [i for i in by_last.get(words[0][:1], []) if _is_part(words, name_words(found.persons[i].name))]
        if not able and len(words) == 1:
            able = [i for i in by_last.get(words[0][:1], []) if name_words(found.persons[i].name)[0] == words[0]]
        if len(set(able)) > 1:
            gender = _title_gender(doc, start)
            able = [i for i in able if gender and gender == _gender_so_far(found.persons[i])] or able
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
        _introduce(doc, start, end, person, found.spans)
    _unmarked(doc, found)
    _entitle(doc, found)


def _entitle(doc: Doc, found: Cast) -> None:
    """A person of one name keeps the honour that goes before it: "Prince Rashad", "Pope Francis"."""
    done: set[int] = set()
    for start, index in sorted(found.at.items()):
        person = found.persons[index]
        if index in done or " " in person.name or not start:
            continue
        done.add(index)
        title = doc[start - 1]
        if honours().get(title.lower_) and title.text[:1].isupper() and title.whitespace_ and not title.text.isupper():
            person.name = f"{title.text} {person.name}"


def _title_gender(doc: Doc, start: int) -> str | None:
    """The gender that the title before a name tells: "Mrs Purdie"."""
    return genders().get(doc[start - 1].lower_) if start else None


def _gender_so_far(person: Person) -> str | None:
    return person.gender or gender_of(fold(person.name).split()[:1])


def _is_part(words: list[str], longer: list[str]) -> bool:
    """Is a name a later part of a longer one: "Mac Giolla", "Lysenko-Hrab", "Mamani" of "Evaristo Mamani Choque"?"""
    n = len(words)
    return any(longer[at:at + n] == words for at in range(1, len(longer) - n + 1))


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
    firsts: dict[str, int | None] = {}
    for index, person in enumerate(found.persons):
        words = name_words(person.name)
        if len(words) > 1 and len(words[-1]) > 2:
            last[words[-1]] = None if words[-1] in last else index
        if len(words) > 1:
            firsts[words[0]] = None if words[0] in firsts else index
    blocks = [(b.start, b.end) for b in report_of(doc).blocks if b.role == "boilerplate"]
    for token in doc:
        if token.i in found.spans or not token.text[:1].isupper() or len(token) < 3:
            continue
        index_or_none = last.get(fold(token.text))
        if index_or_none is None and token.i and is_title(doc[token.i - 1].text) and doc[token.i - 1].text[:1].isupper():
            index_or_none = firsts.get(fold(token.text))
        if index_or_none is None or known_at(token) is not None or any(a <= token.idx < b for a, b in blocks):
            continue
        if country_of(token.text) or is_seat(token.text) or people_of(token.text):
            continue
        found.at[token.i] = index_or_none
        found.spans[token.i] = (token.i, token.i + 1)
        found.persons[index_or_none].spots.append(token.idx)


def _is_no_person(doc: Doc, start: int, end: int, surnames: frozenset[str]) -> bool:
    """A country, capital, people or organisation that the entities take for a person, or a town where towns stand."""
    text = doc[start:end].text
    if end - start == 1 and fold(text) in surnames:
        return False
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
    if end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_ and doc[end + 1].is_alpha and (
            end - start > 1 and doc[end + 1].tag_ in {"NNP", "FW"}):
        end += 2  # "Park Min-[ho]"
    if start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in _ARTICLES:
        start -= 2
    while end < len(doc) and end - start < 8 and _goes_on(doc, start, end):
        end += 1
    if end - start > 8 or any(t.is_space and "\n" in t.text for t in doc[start:end]):
        return None
    return start, end


#: The Arabic article before a family name.
_ARTICLES = frozenset({"al", "el", "as", "ar", "an", "ash"})


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """Does a name go on with a particle or a family name that the entities left out: "Abdulmalik [al-Ghaithi]"?"""
    token = doc[end]
    if token.is_punct:
        return token.text == "-" and not token.whitespace_ and end + 1 < len(doc) and doc[end + 1].text[:1].isupper() and (
            doc[end - 1].lower_ in _ARTICLES)
    if entity_at(token) is not None and entity_at(token).label_ != "PERSON":  # type: ignore[union-attr]
        return False
    inside = start <= token.head.i < end or (doc[end - 1].text == "-" and doc[end - 2].lower_ in _ARTICLES)
    particle = end + 1 < len(doc) and ((token.lower_ in _ARTICLES and doc[end + 1].text == "-") or (
        token.text in {"bin", "ibn", "bint", "al", "el"} and doc[end + 1].text[:1].isupper()))
    return particle or (inside and token.dep_ in {"flat", "flat:name"} and token.pos_ == "PROPN" and token.text[:1].isupper()) or (
        doc[end - 1].text == "-" and token.text[:1].isupper()) or (
        doc[end - 1].text in {"bin", "ibn", "bint"} and token.text[:1].isupper())


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


def _introduce(doc: Doc, start: int, end: int, person: Person, spans: Mapping[int, tuple[int, int]]) -> None:
    """Adds the roles and affiliations that stand beside a name to the person."""
    sent = sentence_of(doc[start])
    left = _role_phrase_before(doc, start, sent.start)
    right = _role_phrase_after(doc, start, end, sent.end)
    for lo, hi in (left, right):
        for i in range(lo, hi):
            token = doc[i]
            low = token.lower_
            if role_classes(low) or genders().get(low):
                person.roles |= role_forms(token)
                if genders().get(low) == "f" or person.gender is None:
                    person.gender = genders().get(low, person.gender)
            person.of |= affiliations(doc, i, i + 1)
            if token.is_alpha:
                person.words.add(low)
        person.of |= affiliations(doc, lo, hi)
    for noun in _role_nouns(doc, start, end, spans):
        _take_role(doc, noun, person)
    for body in children(doc[start:end].root, "nmod"):
        if body.i >= end and {"of", "from"} & set(case_words(body)):  # "Lt. Col. Sabrina Duarte of the Guard"
            person.owners.append(body.i)
            person.of |= affiliations(doc, *phrase(body))


def role_forms(noun: Token) -> set[str]:
    """The roles that a noun names with the words beside it: of a "deputy prime minister" this one, and no "minister".

    A listed role of several words stands beside its last word where both are of one class ("interior minister",
    "minister"); a word that only begins one ("prime", "director" of "director general") is none.
    """
    doc, low = noun.doc, singular(noun.lower_)
    before = doc[noun.i - 1].lower_ if noun.i else ""
    longer = f"{doc[noun.i - 2].lower_} {before} {low}" if noun.i > 1 else ""
    after = f"{noun.lower_} {doc[noun.i + 1].lower_}" if noun.i + 1 < len(doc) else ""
    beyond = f"{after} {doc[noun.i + 2].lower_}" if noun.i + 2 < len(doc) else ""
    if role_classes(after) or role_classes(beyond):
        return set()
    for pair in (longer, f"{before} {low}"):
        if role_classes(pair):
            return {pair, low} if role_classes(pair) & role_classes(low) else {pair}
    return {low}


def _take_role(doc: Doc, noun: Token, person: Person) -> None:
    """Adds the role that a noun of the parse gives a person, with what it is the role of."""
    person.roles |= role_forms(noun)
    lo, hi = phrase(noun)
    person.words |= {t.lower_ for t in doc[lo:hi] if t.is_alpha}
    person.of |= affiliations(doc, lo, hi)
    person.owners += [c.i for c in children(noun, "nmod:poss", "nmod", "compound") if c.i not in person.owners]
    gender = genders().get(noun.lower_)
    if gender is not None and noun.lower_ not in RELATED_TITLES:
        person.gender = gender


def _role_nouns(doc: Doc, start: int, end: int, spans: Mapping[int, tuple[int, int]]) -> list[Token]:
    """The nouns that the parse joins to a name as what the person is: appositions, titles, predicates."""
    root = doc[start:end].root
    head = root.head
    found = []
    while head.i < start and is_title(head.text) and head.dep_ in {"appos", "flat", "nmod:desc"} and 0 < head.i - head.head.i < 12:
        root, head = head, head.head  # "the group's chairman, Ustadz Salim Guialal"
    if 0 < start - head.i < 12 and not any(i in spans for i in range(head.i, start)) and root.dep_ in {"appos", "flat", "flat:name", "nmod:desc", "compound"}:
        found.append(head)
    if root.dep_ == "nsubj" and child(head, "cop") is not None and head.i >= end:
        found.append(head)
    found += [c for c in children(root) if (c.dep_ == "appos" and c.i >= end) or (c.dep_ in {"nmod:desc", "compound"} and c.i < start)]
    return [n for n in found if _is_role_noun(n)]


def _is_role_noun(noun: Token) -> bool:
    """Is it a word for one person: of the lists, or a common noun in the singular that stands for none of the groups?"""
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"} or (noun.tag_ in {"NNS", "NNPS"}):
        return False
    if role_classes(noun.lower_) or role_classes(noun.lower_.removeprefix("ex-")):
        return True
    entity = entity_at(noun)
    return noun.pos_ in {"NOUN", "PROPN"} and noun.text.islower() and (entity is None or entity.text.islower()) and not group_classes(noun.lower_)


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
def _bodies(doc: Doc, found: Cast) -> None:
    """Organisations and countries in order of the text, with the nouns that may take each up."""
    told = declared(doc)
    for sent in sentences(doc):
        i = sent.start
        while i < sent.end:
            token = doc[i]
            entity = entity_at(token)
            known = known_at(token)
            if i in told.ends:
                _declared_body(doc, i, told, found)
                i = told.ends[i]
            elif known is not None and known[0] == i:
                _body(doc, i, known[1], found)
                i = known[1]
            elif (entity is not None and entity.start == i and (entity.label_ in {"ORG", "LOC"} or _is_state(entity.text))) or (
                    token.text[:1].isupper() and entity is None):
                end = entity.end if entity is not None else i + 1
                if entity is not None and entity.label_ == "ORG" and i in found.spans:
                    i = max(end, i + 1)  # a surname that the entities take for a body
                    continue
                if entity is not None and entity.label_ == "ORG":
                    start, end = _whole(doc, i, end, found)
                    _body(doc, start, end, found)
                else:
                    _body(doc, i, end, found)
                i = max(end, i + 1)
            else:
                i += 1
    named = [b[1] for b in found.bodies if fold(b[1]) in found.organisations]
    found.longer = _short_names(list(dict.fromkeys(named))[:MOST_PERSONS])
    found.bodies = [(at, found.longer.get(fold(name), name), called, alone) for at, name, called, alone in found.bodies]


def _whole(doc: Doc, start: int, end: int, found: Cast) -> tuple[int, int]:
    """A body's name with the capitalised words that the entities cut off: "[Electoral] Commission", "Delta [Mining]"."""
    while end - start < LONGEST_BODY and end < len(doc) and doc[end - 1].whitespace_ and _is_cut_off(doc, end, found) and (
            doc[end].head.i in range(start, end) or doc[start:end].root.head.i == end):
        end += 1
    if end - start > 1:
        return start, end
    first = start
    if start >= 3 and doc[start - 1].lower_ == "the" and doc[start - 2].lower_ == "of" and doc[start - 3].tag_ == "NNP" and (
            not is_title(doc[start - 3].text) and not role_classes(doc[start - 3].lower_) and _is_cut_off(doc, start - 3, found)):
        return start - 3, end  # "[Voice of the] Plains"
    if not is_body_word(fold(doc[start].text)):
        return start, end
    while first > 0 and start - first < 4 and (_is_cut_off(doc, first - 1, found) or (
            is_possessive_mark(doc[first - 1]) and _is_cut_off(doc, first - 2, found))):
        first -= 1
    return first, end


def _is_cut_off(doc: Doc, i: int, found: Cast) -> bool:
    """Is a word beside a body's name a part of it: capitalised, and no name, title or people?"""
    token = doc[i]
    if i < 0 or not token.text[:1].isupper() or not token.is_alpha or token.pos_ not in {"PROPN", "NOUN", "ADJ"} or entity_at(token) is not None:
        return False
    if token.is_sent_start and token.tag_ == "JJ":
        return False
    return i not in found.spans and people_of(token.text) is None and country_of(token.text) is None and known_at(token) is None


def _is_state(text: str) -> bool:
    return country_of(text) is not None or seat_of(text) is not None


def _body(doc: Doc, start: int, end: int, found: Cast) -> None:
    while end > start + 1 and doc[end - 1].lower_ in {"of", "for", "the", "and", "in"}:
        end -= 1
    while end > start + 1 and doc[start].text.islower() and doc[start].pos_ in {"NOUN", "ADJ"} and doc[start].whitespace_:
        start += 1  # "opposition [Renewal party]"
    text = bare(doc[start:end].text.strip())
    root = doc[start:end].root
    alone = root.dep_ not in {"compound", "amod", "flat", "nmod:desc"} or bool(
        role_classes(root.head.lower_) or group_classes(root.head.lower_))
    entity = entity_at(doc[start])
    if text.islower() or (end - start == 1 and (is_title(text) or (role_classes(text) and not group_classes(text)))):
        return
    known = organisation_of(found.acronyms.get(text, text))
    if known is not None:
        _enter_body(start, end, (doc[start].idx, known.name, known.called, alone), found)
    elif (country := country_of(text) or (seat_of(text) if alone else None)) is not None:
        _enter_body(start, end, (doc[start].idx, country.name, frozenset({"country", "nation", "state"}), alone), found)
    elif (entity is not None and entity.label_ == "ORG") or text in found.acronyms:
        name = found.acronyms.get(text, text)
        found.organisations.setdefault(fold(text), name)
        words = fold(name).split()
        called = frozenset(words[-1:]) | frozenset(w for w in words if group_classes(w)) if words else frozenset()
        if "party" in called or "group" in called or (len(text) > 1 and text.isupper()):
            called |= {"group", "organization", "organisation"}
        _enter_body(start, end, (doc[start].idx, name, called, alone), found)


def _declared_body(doc: Doc, start: int, told: Declared, found: Cast) -> None:
    """Enters a body that the report declares: "the charity Doctors Without Walls"."""
    end = told.ends[start]
    text = bare(doc[start:end].text.strip())
    words = fold(text).split()
    known = organisation_of(text)
    name = known.name if known is not None else text
    called = frozenset(told.words.get(fold(text), ())) | frozenset(words[-1:]) | frozenset(w for w in words if group_classes(w))
    if known is None:
        found.organisations.setdefault(fold(text), text)
    _enter_body(start, end, (doc[start].idx, name, called | (known.called if known is not None else frozenset()), True), found)


def _enter_body(start: int, end: int, body: tuple[int, str, frozenset[str], bool], found: Cast) -> None:
    found.body_at[start] = (end, len(found.bodies))
    found.bodies.append(body)


@per_doc
def bodies_called(doc: Doc) -> Mapping[str, dict[str, int]]:
    """The bodies that stand as nouns by themselves, by each word that may take them up: names and places in `bodies`."""
    found: dict[str, dict[str, int]] = {}
    for at, (_, name, called, alone) in enumerate(cast(doc).bodies):
        for word in called if alone else ():
            found.setdefault(word, {})[name] = at
    return found


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """Names that are some of the words, in order, of exactly one longer name before or after them, by their folded text.

    Of longer names that differ by capitals alone the one that stands first counts.

    >>> _short_names(["MINISTRY OF DEFENCE", "Ministry of Defence", "Ministry"])
    {'ministry': 'MINISTRY OF DEFENCE'}
    """
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in set(fold(name).split()):
            by_word.setdefault(word, []).append(name)
    found = {}
    for name in names:
        words = fold(name).split()
        near = by_word.get(words[0], [])[:MOST_PERSONS] if words else []
        longer = list(dict.fromkeys(n for n in near if len(fold(n).split()) > len(words) and _in_words(words, fold(n).split())))
        if len(longer) > 1:
            longest = max(longer, key=len)
            longer = [longest] if all(_in_words(fold(n).split(), fold(longest).split()) for n in longer) else longer
        if len(longer) == 1 and country_of(name) is None:
            found[fold(name)] = longer[0]
    return found


def _in_words(words: list[str], longer: list[str]) -> bool:
    rest = iter(longer)
    return all(word in rest for word in words)
