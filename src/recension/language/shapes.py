"""Case shapes: what an uncased encoder does not see of a word, as one small number.

Training and running share this module; its numbering is part of the trained model.
"""

from __future__ import annotations

SHAPES = ("none", "lower", "title", "upper", "initial", "mixed", "digit", "punct", "other")


def shape(word: str) -> int:
    """The case shape of ``word`` as an index into `SHAPES` (0 is kept for padding and marks).

    >>> [SHAPES[shape(word)] for word in ("town", "Goma", "NATO", "A", "McKay", "25-year", "...", "\U0001f600")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'digit', 'punct', 'other']
    """
    if word.islower():
        return 6 if any(c.isdigit() for c in word) else 1
    if any(c.isdigit() for c in word):
        return 6
    if not any(c.isalpha() for c in word):
        return 7 if word.isascii() or (len(word) == 1 and not word.isalnum() and ord(word) < 0x3000) else 8
    if len(word) == 1 and word.isupper():
        return 4
    if word.isupper():
        return 3
    if word[0].isupper() and (word[1:].islower() or not any(c.isupper() for c in word[1:])):
        return 2
    if any(c.isupper() for c in word):
        return 5
    return 8
