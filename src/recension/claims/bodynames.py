"""Names of bodies that the entities miss, cut short or take for a person's: what the report itself says that they are.

"The charity Doctors Without Walls", "her party, the Green Dawn", "Banca Toscana": a noun for bodies before a name,
or a word for bodies in it, tells a body, wherever the name stands again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc
from recension.claims.lexicon import country_of, first_names, group_classes, is_title, people_of, role_classes
from recension.claims.names import fold
from recension.claims.rolewords import foreign_kinds, is_body_word, kinds_of_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: A name has at most so many tokens.
LONGEST = 8
#: Small words inside names of bodies.
_INSIDE = frozenset("of for the and without against in to de del della di da do dos das la le les el al des du y et und e".split())
#: Nouns after which a name is no body's: places, states, parts of them.
_NO_HOST = frozenset("country nation state republic kingdom people family government house chamber court force power police oil gas energy "
                     "security society people side team steel timber public congress office board summit chain capital power army "
                     "military unit division navy marine body".split())
#: Kinds of bodies whose noun before a name declares it.
_HOSTS = frozenset({"company", "party", "armed", "union", "charity", "media", "agency", "school", "hospital", "club"})
_DATES = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
                   "october november december".split())


@dataclass(slots=True)
class Declared:
    """Stretches of tokens that name bodies: the end by the first token, the words that declare them, the nouns before them."""

    ends: dict[int, int] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    #: The first token of the name by the noun that it stands beside.
    hosts: dict[int, int] = field(default_factory=dict)

    def covers(self, start: int, end: int) -> bool:
        """Does a stretch touch one of the names?"""
        return any(at < end and start < stop for at, stop in ((i, self.ends[i]) for i in range(max(0, start - LONGEST), end) if i in self.ends))


@per_doc
def declared(doc: Doc) -> Declared:
    """The bodies that a report declares, with each place where their names stand."""
    found = Declared()
    names: dict[tuple[str, ...], set[str]] = {}
    for token in doc:
        span = _declares(doc, token) or _declared_before(doc, token)
        if span is not None:
            start, end = span
            key = tuple(t.lower_ for t in doc[start:end])
            names.setdefault(key, set()).add(token.lower_)
            found.hosts[token.i] = start
    for entity in doc.ents:
        if entity.label_ in {"PERSON", "LOC"} and foreign_kinds(entity.text) and not is_title(doc[max(0, entity.start - 1)].text):
            key = tuple(t.lower_ for t in entity)
            names.setdefault(key, set())
    _spelled_otherwise(doc, names)
    if names:
        _mark(doc, found, names)
    return found


def _spelled_otherwise(doc: Doc, names: dict[tuple[str, ...], set[str]]) -> None:
    """What the entities take for a body once ("al-Nour") and for a person or place again ("Al-Nour") is a body."""
    bodies = {fold(e.text) for e in doc.ents if e.label_ == "ORG" and e.text[:1].isalpha()}
    longer = {word for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for word in fold(e.text).split()}
    for entity in doc.ents:
        text = fold(entity.text)
        if entity.label_ in {"PERSON", "LOC"} and text in bodies and text not in longer and country_of(entity.text) is None and not entity.text.islower():
            names.setdefault(tuple(t.lower_ for t in entity), set())


def _mark(doc: Doc, found: Declared, names: dict[tuple[str, ...], set[str]]) -> None:
    """Marks each place where a declared name stands."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for key in names:
        by_first.setdefault(key[0], []).append(key)
    reach = 0
    for token in doc:
        if token.i < reach or (not token.text[:1].isupper() and token.i not in found.hosts.values()) or token.lower_ not in by_first:
            continue
        able = [k for k in by_first[token.lower_] if tuple(t.lower_ for t in doc[token.i:token.i + len(k)]) == k]
        if able:
            key = max(able, key=len)
            reach = found.ends[token.i] = token.i + len(key)
            found.words.setdefault(fold(doc[token.i:reach].text), set()).update(names[key])


def _declares(doc: Doc, token: Token) -> tuple[int, int] | None:
    """The name that a noun for bodies stands before: "the gang [Los Halcones]", "its ally, the [Green Dawn]," ."""
    low = token.lower_
    if not token.text.islower() or token.tag_ != "NN" or low in _NO_HOST or not is_body_word(low) or not kinds_of_word(low) & _HOSTS:
        return None
    if role_classes(low) and not group_classes(low):
        return None
    i, comma = token.i + 1, False
    if i < len(doc) and doc[i].text == ",":
        i, comma = i + 1, True
    if comma and i < len(doc) and doc[i].lower_ == "the":
        i += 1
    start = i
    while i < len(doc) and i - start < LONGEST and _goes_on(doc, i, comma):
        i += 1
    while i > start and (doc[i - 1].lower_ in _INSIDE or doc[i - 1].is_punct or doc[i - 1].text in {"'s", "’s"}):
        i -= 1
    if i <= start or not _is_name(doc, start, i):
        return None
    if comma and not (i < len(doc) and doc[i].text in {",", ".", ";", "(", ")", "-", "–", "—"}):
        return None
    return start, i


def _declared_before(doc: Doc, token: Token) -> tuple[int, int] | None:
    """The name that a noun for armed bodies and parties stands behind: "the [Los Halcones] gang"."""
    low = token.lower_
    if not token.text.islower() or token.tag_ != "NN" or low in _NO_HOST or not kinds_of_word(low) & {"armed", "party"}:
        return None
    start = token.i
    while start > 0 and token.i - start < LONGEST and (doc[start - 1].text[:1].isupper() and doc[start - 1].is_alpha):
        start -= 1
    named = start < token.i and start > 0 and doc[start - 1].lower_ in {"the", "a", "an", "rival", "armed", "feared", "notorious", "banned"}
    if not named or any(t.ent_type_ == "LOC" or people_of(t.text) is not None or country_of(t.text) is not None for t in doc[start:token.i]):
        return None
    return (start, token.i) if _is_name(doc, start, token.i) else None


def _goes_on(doc: Doc, i: int, comma: bool) -> bool:
    token = doc[i]
    if token.text[:1].isupper() and token.is_alpha:
        return True
    if token.text in {"-", "'", "’", "'s", "’s"}:
        return not doc[i - 1].whitespace_ and doc[i - 1].text[:1].isalpha()
    inside = token.lower_ in _INSIDE and (comma or token.lower_ != "and") and not (token.lower_ == "in" and not comma)
    after = doc[i + 1] if i + 1 < len(doc) else None
    return bool(inside and after is not None and (after.text[:1].isupper() or (after.lower_ == "the" and i + 2 < len(doc) and doc[i + 2].text[:1].isupper())))


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Is a stretch after a noun for bodies a name: no title, no person with a first name, no country, no day?"""
    first = doc[start]
    if not first.text[:1].isupper() or first.lower_ in _DATES:
        return False
    if (is_title(first.text) or role_classes(first.lower_)) and (end - start < 3 or first.tag_ not in {"NNS", "NNPS"}):
        return False
    text = doc[start:end].text
    if country_of(text) is not None or (end - start == 1 and (people_of(text) is not None or len(text) < 3)):
        return False
    return not (fold(first.text) in first_names() and end - start <= 3) and first.pos_ in {"PROPN", "NOUN", "ADJ", "X"} | {"ADP", "VERB"}
