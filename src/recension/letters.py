"""Letters that are not what they seem: halves of letters, and such as match another letter but are none."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """A text, as long as before, whose letters are themselves when they are lowered.

    Under `re.IGNORECASE` "ı" and "İ" match i and "ſ" matches s, but lowered they are neither: what a pattern made of
    the words of a table has found would not stand in that table.

    >>> plain("12 APRİL, mıdday, laſt Friday").lower()
    '12 april, midday, last friday'
    """
    return text.replace("\u0131", "i").replace("\u0130", "I").replace("\u017f", "s")


def whole(text: str) -> str:
    """A text that a file can hold: half surrogate pairs, as JSON can write them, become U+FFFD; offsets stay.

    >>> whole("Caf\\ud800 \\ud83d\\ude00") == "Caf\\ufffd \\U0001f600"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def printable(path: str) -> str:
    r"""A file's name as it can be shown and kept; bytes of it that are no UTF-8 show as escapes.

    >>> printable("b\udcff.txt")
    'b\\udcff.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
