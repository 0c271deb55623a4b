"""Every pattern of the package against texts made to be slow: none may take more than a blink over thousands of marks.

Time is this process's own, so that busy cores do not decide. A pattern fails here whose time grows with the square of
a text's length; one that is only ever given a short stretch is tried on one as long as that.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import recension

#: The length of a hostile text, and the seconds that a pattern may take over it.
LONG, BLINK = 5000, 0.15
MARKS = ["a", "A", "1", " ", "\n", "é", "中", *".,;:!?\"'“”‘’-–—()[]<>{}/\\#*_|=&@%$°©»…~^+`"]
#: What is only ever given a stretch of its text, and how long that is at most.
STRETCHES = {
    "claims.figures._PART_OF": 12, "claims.countbeside._beside_patterns": 80, "claims.countbeside._joint_pattern": 120,
    "claims.countbeside._after_pattern": 60, "claims.numbers._bound_words": 64, "claims.numbers._JOINT": 6,
    "claims.listed._label_pattern": 80, "claims.listed._ITEM": 200, "claims.numbers._NAMED_AGE": 80, "claims.numbers._RATIO_AFTER": 80, "claims.numbers._PRONOUN_AFTER": 80,
    "claims.restated._BARE_AFTER": 12, "claims.restated._BY_WHOM": 160, "claims.restated._OF_THEM": 16, "claims.surface._DATELINE": 120,
    "claims.marks._SAID": 200,  # texts hold no rows of white space
    # The words beside a number, no more of them.
    **{f"claims.countclauses.{name}": 140 for name in ("_DIED_OF_WOUNDS", "_FIRST", "_last")},
    "reading.lexicon.debris": 400, "views.exports.plover._TAIL": 200,
}
SEARCHING = r"\.(?:search|finditer|findall|sub|subn|split)\("
MATCHING = r"\.(?:match|fullmatch)\("


def modules() -> Iterator[Any]:
    for module in pkgutil.walk_packages(recension.__path__, "recension."):
        if not module.name.startswith("recension.bench") and not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def held(value: Any) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of a module: itself, or in its rows and fields."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from held(each)
    elif isinstance(getattr(value, "pattern", None), re.Pattern):
        yield value.pattern


def made(value: Any, module: str) -> Any:
    """What a cached function of a module makes, if it makes patterns; a table of a lexicon holds them too."""
    if not hasattr(value, "cache_info") or value.__module__ != module:
        return None
    told = str(inspect.get_annotations(value.__wrapped__).get("return"))
    if "Pattern" not in told and not re.search(r"tuple\[(?:Debris|Sign|Turn)\b", told):
        return None
    return value(*[True for _ in inspect.signature(value).parameters])


@functools.cache
def patterns() -> dict[re.Pattern[str], tuple[str, bool]]:
    """Each pattern with its name, and whether it seeks in a text or only matches where it is asked to."""
    found: dict[re.Pattern[str], tuple[str, bool]] = {}
    for module in modules():
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            used = rf"\b{re.escape(name)}(?:\(\w*\))?(?:\[\w+\])?"
            seeks = bool(re.search(used + SEARCHING, source)) or not re.search(used + MATCHING, source)
            for pattern in (*held(value), *held(made(value, module.__name__))):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern, (f"{module.__name__.removeprefix('recension.')}.{name}", seeks))
    return found


def hostile(pattern: re.Pattern[str], length: int) -> Iterable[str]:
    """Rows of one mark; longer ones of the pattern's own marks and words; all end in what fails."""
    for mark in MARKS:
        yield mark * length + "\0"
    for mark in set(MARKS[6:]) & set(pattern.pattern):
        yield f"{mark} {mark * (4 * length)}\0"
    for word in sorted(set(re.findall(r"(?<![\\?])[a-zé]{3,}", pattern.pattern)))[:8]:
        yield word * (4 * length // len(word)) + "\0"


def seconds(work: Any, text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def test_no_pattern_takes_for_ever() -> None:
    slow = []
    for pattern, (name, seeks) in patterns().items():
        work = pattern.search if seeks and name not in STRETCHES else pattern.fullmatch if "debris" in name else pattern.match
        for text in hostile(pattern, STRETCHES.get(name, LONG)):
            if seconds(work, text) > BLINK and seconds(work, text) > BLINK:
                slow.append((name, pattern.pattern[:60], text[:12]))
                break
    assert not slow


def test_the_patterns_of_the_package_are_found() -> None:
    names = {name for name, _ in patterns().values()}
    assert {"reading.dates._DATE", "reading.lexicon.debris", "claims.numbers._core", "stemma.words._END"} <= names
    assert set(STRETCHES) <= names


@pytest.mark.parametrize("line", [
    "1 views" + " ...1 views" * 30 + " z", "home" + " 5°  5° c" * 40 + " z", "share" + " this on" * 40 + "!z", "related" + " news" * 70 + "z",
])
def test_no_line_of_debris_takes_for_ever(line: str) -> None:
    from recension.reading.lexicon import debris

    assert [kind.what for kind in debris() if seconds(kind.pattern.fullmatch, line) > BLINK] == []
