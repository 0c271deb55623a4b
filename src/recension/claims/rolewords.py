"""When one word for a person or a body may take up another: synonyms, general words, kinds of bodies."""

from __future__ import annotations

import functools

from recension.claims.lexicon import country_of, group_classes, organisation_of, parts, role_classes, rows, singular
from recension.claims.names import fold

#: Classes of words for persons that say too little for two words of the class to mean one person.
_WIDE = frozenset({"title", "civilian", "worker", "victim", "kin", "witness", "health", "law", "official", "legislator", "officer",
                   "local_head", "clergy", "media", "politician", "criminal", "protester", "diplomat", "head", "minister"})

#: Those of them of which a report mostly has few: where nothing better fits, they do.
_TELLING = frozenset({"legislator", "officer", "media", "law", "diplomat"})

#: Classes of posts of which a person mostly holds one.
_POSTS = frozenset({"head_of_state", "head_of_government", "minister", "local_head", "spokesperson", "diplomat", "legislator", "law",
                    "clergy", "commander"})


#: Classes of words for what somebody did or suffered.
_DEEDS = frozenset({"armed", "criminal", "soldier", "victim", "displaced", "witness"})


@functools.cache
def _synonyms() -> dict[str, frozenset[str]]:
    """For each word the words that it may take up."""
    found: dict[str, set[str]] = {}
    for general, cell in rows("synonyms.tsv"):
        words = parts(cell)
        for word in words if general == "same" else (general,):
            found.setdefault(word, set()).update(words)
    return {word: frozenset(others - {word}) for word, others in found.items()}


@functools.lru_cache(maxsize=65536)
def fit(word: str, role: str) -> float:
    """How well a word takes up a person introduced with a role: 3 the same word, 2 a synonym, 1 the same class, 0.8 a
    wide one, 0 not.

    >>> fit("minister", "minister"), fit("premier", "prime minister"), fit("insurgent", "bandit"), fit("judge", "nurse")
    (3.0, 2.0, 2.0, 0.0)
    >>> fit("presenter", "editor"), fit("imam", "bishop")
    (0.8, 0.0)
    """
    word, role = word.removeprefix("ex-"), role.removeprefix("ex-")
    if word == role:
        return 3.0
    if role in _synonyms().get(word, ()):
        return 2.0
    shared = role_classes(word) & role_classes(role)
    return 1.0 if shared - _WIDE else 0.8 if shared & _TELLING else 0.0


def is_listed(word: str) -> bool:
    """Do the lists say which words it may take up?"""
    return word in _synonyms()


def is_office(role: str) -> bool:
    """Is it some office, high or low?"""
    return bool(role_classes(role) & (_POSTS | {"head", "official", "politician"}))


def is_deed(role: str) -> bool:
    """Does a word say what somebody did or suffered, so that it may be of anybody: "gunman", "victim", "protester"?"""
    classes = role_classes(role)
    return bool(classes & _DEEDS) or ("protester" in classes and not is_listed(role))


def is_post(role: str) -> bool:
    """Is it an office, of which a report's person mostly has one?

    >>> is_post("governor"), is_post("nurse")
    (True, False)
    """
    return bool(role_classes(role) & _POSTS)


# ---------------------------------------------------------------- bodies
@functools.cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, cell in rows("bodykinds.tsv"):
        for word in parts(cell):
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@functools.lru_cache(maxsize=65536)
def kinds_of_word(word: str) -> frozenset[str]:
    """The kinds of bodies that a noun may name.

    >>> sorted(kinds_of_word("airline")), kinds_of_word("stone")
    (['company'], frozenset())
    """
    return _kinds().get(word) or _kinds().get(singular(word)) or frozenset()


@functools.lru_cache(maxsize=65536)
def kinds_of_name(name: str) -> frozenset[str]:
    """The kinds that the words of a body's name tell, the last telling word first asked.

    >>> sorted(kinds_of_name("Union of Resident Doctors")), "agency" in kinds_of_name("Ministry of Defence")
    (['international', 'union'], True)
    """
    words = fold(name).split()
    ends = next((i for i, word in enumerate(words) if i and word in {"of", "for", "against", "to"}), len(words))
    head = words[:ends]
    for each in (*reversed(head), *words):
        kinds = kinds_of_word(each)
        if kinds:
            return kinds | (frozenset({"international"}) if _STATES & set(words[len(head):]) else frozenset())
    return frozenset()


@functools.cache
def _foreign() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, cell in rows("bodynames.tsv"):
        for word in parts(cell):
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def foreign_kinds(name: str) -> frozenset[str]:
    """The kinds that the first or the last word of a name tells in another language.

    >>> sorted(foreign_kinds("Banca Toscana")), foreign_kinds("Marta Toscana")
    (['company'], frozenset())
    """
    words = fold(name).split()
    return (_foreign().get(words[0]) or _foreign().get(words[-1]) or frozenset()) if len(words) > 1 else frozenset()


#: Whoever is "of" these is a body of states.
_STATES = frozenset({"states", "nations", "countries"})


def kinds_of_body(name: str, called: frozenset[str]) -> frozenset[str]:
    """The kinds of a body with a name, by the name, and by what the lists say that it is called."""
    if country_of(name) is not None:
        return frozenset({"state"})
    known = organisation_of(name)
    if known is None:
        return kinds_of_name(name) or foreign_kinds(name)
    sort = {"armed_group": frozenset({"armed"}), "force": frozenset({"force"})}.get(known.kind, frozenset[str]())
    return sort.union(*(kinds for w in called if len(kinds := kinds_of_word(w)) <= TELLING))


#: Kinds that a word may tell and still say what a body is: "organisation" may be said of any.
TELLING = 2


def is_body_word(word: str) -> bool:
    """May a noun take up a body at all: "the firm", "the bloc", "the force"?"""
    return bool(group_classes(word) or kinds_of_word(word))
