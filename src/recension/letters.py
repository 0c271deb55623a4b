"""Letters that match without regard to case, and are found in no table all the same."""

from __future__ import annotations


def plain(text: str) -> str:
    """A text, as long as before, whose letters are themselves when they are lowered.

    Under `re.IGNORECASE` "ı" and "İ" match i and "ſ" matches s, but lowered they are neither: what a pattern made of
    the words of a table has found would not stand in that table.

    >>> plain("12 APRİL, mıdday, laſt Friday").lower()
    '12 april, midday, last friday'
    """
    return text.replace("\u0131", "i").replace("\u0130", "I").replace("\u017f", "s")
