"""Cuts a text's words into the windows that the encoder reads one by one.

A window ends where a paragraph ends if it can, so that a sentence is seen whole. Where a paragraph is longer than
a window, the last sentence that was begun in one window is read again at the start of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

MOST = 224
"""Pieces of one window, with its marks; training used windows of this size."""


def windows(
    sizes: Sequence[int], breaks: Sequence[bool], read: Callable[[int, int], Sequence[int]], most: int = MOST
) -> Iterator[tuple[int, int]]:
    """Yield the stretch of words that each window settles, in order and without gap or overlap.

    Args:
        sizes: pieces of each word.
        breaks: whether a paragraph starts at the word.
        most: pieces of one window, with its marks.
        read: reads the words of a window and gives the places, from 0, where it sees a sentence start.
    """
    ends = list(accumulate(size + begins for size, begins in zip(sizes, breaks, strict=True)))
    first = 0
    while first < len(sizes):
        last, paragraph = reach(ends, breaks, first, most - 2)
        starts = read(first, last)
        if not paragraph:
            least = (last - first) // 4
            last = first + max((start for start in starts if start > least), default=last - first)
        yield first, last
        first = last


def reach(ends: Sequence[int], breaks: Sequence[bool], first: int, most: int) -> tuple[int, bool]:
    """The end of the window that begins at ``first``, and whether a paragraph (or the text) ends there."""
    base = ends[first - 1] if first else 0
    last, paragraph = first + 1, first
    while last < len(ends) and ends[last] - base <= most:
        if breaks[last]:
            paragraph = last
        last += 1
    if last == len(ends) or breaks[last]:
        return last, True
    if paragraph > first and ends[paragraph - 1] - base >= most // 3:
        return paragraph, True
    return last, False
