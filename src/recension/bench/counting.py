"""How answers of one class each are counted and scored: precision and recall in one number, to four digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def macro_f1(gold: list[str], ours: list[str], classes: Iterable[str]) -> float:
    """The mean F1 over classes.

    >>> macro_f1(["a", "b", "b"], ["a", "b", "a"], ["a", "b"])
    0.6667
    """
    each = [class_f1(gold, ours, c) for c in classes]
    return round(sum(each) / len(each), 4) if each else 0.0


def class_f1(gold: list[str], ours: list[str], name: str) -> float:
    """The F1 of one class."""
    counts: Counter[str] = Counter()
    for g, o in zip(gold, ours, strict=True):
        add(counts, g == name, o == name)
    return f1(counts)


def add(counts: Counter[str], gold: bool, said: bool) -> None:
    """Add one answer: whether the gold has it, and whether it was said."""
    counts.update(hit=int(gold and said), gold=int(gold), said=int(said))


def f1(counts: Counter[str]) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(Counter(hit=1, said=2, gold=2)), f1(Counter())
    (0.5, 0.0)
    """
    return share(2 * counts["hit"], counts["said"] + counts["gold"])


def share(part: float, whole: float) -> float:
    """A part of a whole; of nothing it is 0."""
    return round(part / whole, 4) if whole else 0.0
