"""Names in sentences: number, article and capital, as an editor would set them.

One rule a question, each asked of tables: is this name many, does it take an article, is its first letter large
only because a sentence began with it?
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from recension.claims.lexicon import group_classes, organisation_of, people_of, role_classes
from recension.record.groups import PRONOUNS, head, singular

#: What stands for somebody whom no report names.
NOBODY = "somebody"
_MANY = frozenset("police people troops staff personnel media militants cattle children women men".split())
#: Bodies whose names are written with an article, by their last word.
_BODIES = frozenset(
    "Union Nations Ministry Army Navy Government Council Front Guard Party Cross Crescent Force Forces Police Parliament"
    " Assembly Commission Court Mission Movement Brigade Agency Authority League States Kingdom Committee"
    " Organization Organisation Bank Fund Office Department Federation Society UN EU AU US UK".split())
#: Persons of whom there are many: the first mention takes "a". Other words for one person or body take "the".
_ANY = frozenset(
    "source official witness eyewitness resident spokesman spokeswoman spokesperson doctor officer soldier nurse worker"
    " lawyer diplomat analyst journalist reporter shopkeeper survivor relative neighbour neighbor man woman person member"
    " aide rebel fighter protester activist medic policeman teacher farmer trader driver villager".split())
_SET = re.compile(r"(?:an?|the|both|some|several|many|its|his|her|their|all|no|\d+|two|three|four|five|six|seven|eight|nine|ten)\b|\S+[’']s\b", re.IGNORECASE)
_REST = re.compile(r"(?:[^.;:,\n()—–”\"]|(?<=\d)[.,:](?=\d)){0,160}")
_VERBS = {"deny": ("denies", "deny"), "say": ("says", "say"), "be": ("is", "are")}
#: Marks within marks.
_INNER = str.maketrans({"“": "‘", "”": "’"})


def is_many(name: str) -> bool:
    """Whether a name takes a verb in the plural.

    >>> [is_many(n) for n in ("Residents", "Police", "Sunni tribes", "United Nations", "Reuters", "defence ministry")]
    [True, True, True, False, False, False]
    """
    word = head(name)
    low = word.casefold()
    if low in _MANY:
        return True
    if organisation_of(name) is not None or singular(low) == low or word in _BODIES:
        return False
    return word.islower() or bool(role_classes(low) or group_classes(low) or people_of(word))


def verb(name: str, which: str, *, many: bool | None = None) -> str:
    """The form of a verb that goes with a name.

    >>> verb("Residents", "deny"), verb("the army", "deny")
    ('deny', 'denies')
    """
    one, several = _VERBS[which]
    return several if (is_many(name) if many is None else many) else one


def is_proper(name: str) -> bool:
    """Whether a name is somebody's own: no common noun, though a sentence may have given it a capital.

    >>> is_proper("Mariama Oumarou"), is_proper("Residents"), is_proper("security source")
    (True, False, False)
    """
    word = head(name)
    return word[:1].isupper() and not (word == name.split(maxsplit=1)[0] and (is_many(word) or bool(role_classes(word) | group_classes(word))))


def named(name: str | None, common: Collection[str] = ()) -> str:
    """A name as it stands inside a sentence, with the article that it needs.

    Args:
        name: the name, or None where it is not known.
        common: words that the reports write with a small letter; a first word among them keeps no capital.

    >>> [named(n) for n in ("security source", "Residents", "defence ministry", "African Union", "Lagos", "It", None)]
    ['a security source', 'residents', 'the defence ministry', 'the African Union', 'Lagos', 'somebody', 'somebody']
    >>> named("Mutinous soldiers", {"mutinous"}), named("Serbian police", {"mutinous"})
    ('mutinous soldiers', 'Serbian police')
    """
    if not name or name.casefold() in PRONOUNS:
        return NOBODY
    if is_proper(name):
        return f"the {name}" if head(name) in _BODIES and not _SET.match(name) else name
    text = small(name, common)
    if is_many(text) or _SET.match(text):
        return text
    low = head(text).casefold()
    if low in _ANY:
        return f"{'an' if text[0].casefold() in 'aeiou' else 'a'} {text}"
    return f"the {text}"


def small(text: str, common: Collection[str] = ()) -> str:
    """A phrase whose first word has no capital that only the beginning of a sentence gave it."""
    first, _, rest = text.partition(" ")
    low = first.casefold()
    usual = low in common or (first == head(text) and bool(role_classes(low) or group_classes(low)))
    if not first.istitle() or not usual or rest[:1].isupper() or people_of(first) is not None:
        return text
    return f"{low} {rest}".rstrip()


def large(text: str) -> str:
    """A sentence's first letter."""
    return text[:1].upper() + text[1:]


def with_words(name: str, words: str | None) -> str:
    """A name with the words that the reports use for it; `bare` takes them off again.

    >>> with_words("Kyrgyzstan", "Bishkek"), with_words("Bishkek", None)
    ('Kyrgyzstan (Bishkek)', 'Bishkek')
    """
    return f"{name} ({words})" if words else name


def bare(name: str) -> str:
    """A name without such words.

    >>> bare("Kyrgyzstan (Bishkek)")
    'Kyrgyzstan'
    """
    return re.sub(r" \([^()]*\)$", "", name)


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(("A", "B", "C")), listed(())
    ('A, B and C', '')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def cut(text: str, words: int) -> str:
    """The words of a report, cut between two words with an ellipsis."""
    found = text.split()
    return " ".join(found) if len(found) <= words else " ".join(found[:words]) + " …"


def rest_of_clause(text: str, start: int) -> str:
    """What is left of a clause from a character on.

    >>> rest_of_clause("They imposed a 1,500-dinar fine on drivers, he said.", len("They imposed"))
    ' a 1,500-dinar fine on drivers'
    """
    rest = _REST.match(text, start)
    return rest[0] if rest else ""


def quoted(text: str) -> str:
    """A report's words between marks; marks within become single ones.

    >>> quoted("“Go,” he said"), quoted("“Go”")
    ('“‘Go,’ he said”', '“Go”')
    """
    text = re.sub(r'"([^"]*)"?', r"“\1”", text).strip()
    inner = text.removeprefix("“").removesuffix("”")
    if text.startswith("“") and text.endswith("”") and not set(inner) & {"“", "”"}:
        text = inner
    return f"“{text.translate(_INNER)}”"
