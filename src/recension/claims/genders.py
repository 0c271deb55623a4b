"""What words and names tell of a person's gender, and the titles that stay with a single name."""

from __future__ import annotations

import functools

from recension.claims.lexicon import first_names, parts, rows


@functools.cache
def genders() -> dict[str, str]:
    """Words that tell the gender of one person: "m" or "f"."""
    return {word: gender for gender, words in rows("genders.tsv") for word in parts(words)}


def gender_of(words: list[str]) -> str | None:
    """What a first name tells: "m", "f" or nothing."""
    return (first_names().get(words[0]) or genders().get(words[0])) if words else None


@functools.lru_cache(maxsize=65536)
def gender_lean(first: str) -> float:
    """How far the ending of a folded first name leans to a woman's (to 1) or a man's (to -1), by the list of first names.

    The longest ending of at most three letters that the list holds at least five times speaks.

    >>> gender_lean("marusia") > 0.5, gender_lean("ubaldo") < -0.5
    (True, True)
    """
    for n in (3, 2, 1):
        women, men = _endings().get(first[-n:], (0, 0)) if len(first) > n else (0, 0)
        if women + men >= 5:
            return (women - men) / (women + men)
    return 0.0


@functools.cache
def _endings() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for name, gender in first_names().items():
        for n in (1, 2, 3):
            women, men = found.get(name[-n:], (0, 0))
            found[name[-n:]] = (women + (gender == "f"), men + (gender == "m"))
    return found


@functools.cache
def honours() -> dict[str, str]:
    """Titles that stay with a single name: of rank, of faith, of respect."""
    return {word: "honour" for kind, words in rows("honours.tsv") for word in parts(words)}
