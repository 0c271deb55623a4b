"""Names of persons and bodies: folding, transliteration, titles, and when two names may be one person's."""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import pairwise

from rapidfuzz.distance import Indel

#: Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({
    "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ə": "a", "Ə": "A", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ħ": "h", "ŋ": "n",
    "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "’": "", "‘": "", "'": "", "`": "", "´": "",
})

#: Spellings of one sound in Latin script, longest first; applied to folded words.
_SOUNDS = (
    ("tsch", "k"), ("tch", "k"), ("sch", "s"), ("dzh", "j"), ("shch", "s"), ("kh", "h"), ("gh", "g"), ("ch", "k"),
    ("cz", "k"), ("sh", "s"), ("zh", "z"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("dj", "j"), ("gj", "j"), ("ck", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("yi", "i"), ("yy", "i"), ("ij", "i"), ("ey", "i"),
    ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("é", "e"),
)

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
PARTICLES = frozenset("al el ul ad an ar as at bin bint ibn ben abu abou de del della di da dos das du la le van von der den ter al- st".split())
_SUFFIXES = frozenset("jr sr ii iii iv junior senior".split())
#: Family names that usually stand first, so that one of them alone is the person.
_FAMILY_FIRST = frozenset(
    "xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo kim lee park choi jung kang cho yoon "
    "moon nguyen tran le pham hoang phan vu hun mao deng wen hua jiang han roh".split()
)


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes and punctuation; hyphens part words.

    >>> fold("Đặng  Al-Burhān’s"), fold("CHIŞINĂU")
    ('dang al burhans', 'chisinau')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", plain.replace(".", "") if _is_acronym(plain) else plain).split())


def _is_acronym(text: str) -> bool:
    return bool(re.fullmatch(r"(?:\w\.\s?){2,}\w?", text.strip()))


def bare(text: str) -> str:
    """A name without article and possessive mark.

    >>> bare("the Kremlin’s"), bare("  The  Hague ")
    ('Kremlin', 'Hague')
    """
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(text.split())))


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with the spellings of one sound made one: "Aleksandar" and "Alexandar" come out the same.

    >>> sound("Alexandar") == sound("Aleksandar"), sound("Zelenskyy") == sound("Zelenskiy"), sound("Petroff")
    (True, True, 'petrov')
    """
    return sound_of_folded(fold(word))


def sound_of_folded(word: str) -> str:
    """The same of a word that is folded already."""
    word = word.replace(" ", "")
    word = re.sub(r"(?<=[eo])ff?$", "v", word)
    for spelling, one in _SOUNDS:
        word = word.replace(spelling, one)
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)


@functools.lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word as they sound; "o" for none, so that "Io" and "Ea" are not nothing."""
    return re.sub(r"[aeiou]+", "", sound(word)) or "o"


def name_words(name: str) -> list[str]:
    """The words of a person's name, folded, without titles, particles and suffixes.

    >>> name_words("Gen. Abdel Fattah al-Burhan"), name_words("Ferdinand Marcos Jr.")
    (['abdel', 'fattah', 'burhan'], ['ferdinand', 'marcos'])
    """
    return list(_name_words(name))


@functools.lru_cache(maxsize=65536)
def _name_words(name: str) -> tuple[str, ...]:
    found = [w for w in fold(without_title(bare(name))).split() if w not in _SUFFIXES]
    return tuple([w for w in found if w not in PARTICLES] or found)


def without_title(name: str) -> str:
    """A name without the titles and roles before it; a name that is all titles stays.

    >>> without_title("President Vjosa Osmani"), without_title("Lt. Gen. Min Swe"), without_title("Pope")
    ('Vjosa Osmani', 'Min Swe', 'Pope')
    """
    from recension.claims.lexicon import is_title

    words = name.split()
    at = 0
    while at < len(words) - 1 and is_title(words[at]):
        at += 1
    return " ".join(words[at:])


def same_word(a: str, b: str, least: float = 0.8) -> bool:
    """May two words be spellings of one name? `least`: how alike they must sound, between 0 and 1.

    >>> same_word("Mohamed", "Muhammad", 0.65), same_word("Maria", "Mario", 0.65), same_word("Erdogan", "Erdoğan")
    (True, False, True)
    """
    a, b = fold(a), fold(b)
    if a == b:
        return True
    x, y = sound(a), sound(b)
    if x == y:
        return True
    if min(len(x), len(y)) < 4 or skeleton(a) != skeleton(b):
        return False
    if {x[-1], y[-1]} == {"a", "o"}:
        return False
    return Indel.normalized_similarity(x, y) >= least


def same_person(a: str, b: str) -> bool:
    """May two names be one person's? A surname alone matches any full name that it ends; who asks must see
    that there is only one.

    >>> same_person("Alexander Lukashenka", "Aleksandr Lukashenka"), same_person("Gen. Burhan", "Abdel Fattah al-Burhan")
    (True, True)
    >>> same_person("Bashar al-Assad", "Hafez al-Assad"), same_person("Xi", "Xi Jinping"), same_person("Petro", "")
    (False, True, False)
    """
    x, y = name_words(a), name_words(b)
    if not x or not y:
        return False
    if x == y:
        return True
    if len(x) > len(y):
        x, y = y, x
    if len(x) == 1:
        return same_word(x[0], y[-1]) or (len(y) > 1 and x[0] == y[0] and x[0] in _FAMILY_FIRST)
    first = _same_first(x[0], y[0])
    if first and same_word(x[-1], y[-1]):
        return True
    return first and _in_order(x, y)


def _same_first(a: str, b: str) -> bool:
    """First names: a spelling of one, or an initial of the other."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return same_word(a, b, 0.65) or (sound(a)[:5] == sound(b)[:5] and min(len(a), len(b)) >= 5)


def _in_order(short: list[str], long: list[str]) -> bool:
    """Do all words of the short name stand in the long one, in order?"""
    rest = iter(long)
    return all(any(same_word(w, other) for other in rest) for w in short)


@functools.lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """The key under which a record seeks a name: folded, without article, title and possessive mark; a country or
    a world organisation under its usual name; demonyms under their people, a group in the singular.

    >>> canonical("the U.S."), canonical("Finn protesters") == canonical("Finnish protester"), canonical("UNIFIL")
    ('united states', True, 'unifil')
    >>> canonical("Sudan's police") == canonical("Sudanese police")
    True
    """
    from recension.claims.lexicon import countries, country_of, group_classes, organisation_of, people_of, singular

    text = bare(name)
    country, organisation = country_of(text), organisation_of(text)
    if country is not None:
        return fold(country.name)
    if organisation is not None:
        return fold(organisation.name)
    words = [_POSSESSIVE.sub("", w) for w in without_title(text).split()]
    if not words:
        return fold(text)
    #: A force or ministry is the state's, whichever way its country is said; a crowd is its people's.
    of_state = bool(group_classes(words[-1]) & {"force", "government", "body"})
    keys = []
    for word in words:
        people, land = people_of(word), country_of(word)
        if people is None and land is None:
            keys.append(fold(word))
        elif land is not None:
            keys.append(fold(land.name))
        elif people is not None and people.iso and of_state:
            keys.append(fold(countries()[people.iso].name))
        elif people is not None:
            keys.append(fold(countries()[people.iso].demonyms[-1] if people.iso else people.plural))
    if words[-1].islower() or people_of(words[-1]) is not None:
        keys[-1] = singular(keys[-1])
    return " ".join(k for k, after in pairwise([*keys, ""]) if k and not (k == "ethnic" and after))
