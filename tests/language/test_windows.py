"""Windows settle each word once, end at paragraphs if they can, and never grow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recension.language.windows import MOST, windows

WORDS = st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=400)


@given(WORDS, st.integers(1, 60))
def test_every_word_is_settled_once_and_windows_are_bounded(words: list[tuple[int, bool]], every: int) -> None:
    sizes = [size for size, _ in words]
    breaks = [begins for _, begins in words]
    asked: list[int] = []

    def read(first: int, last: int) -> list[int]:
        asked.append(sum(sizes[first:last]) + sum(breaks[first + 1 : last]) + 2)
        return list(range(0, last - first, every))

    settled = list(windows(sizes, breaks, read))
    assert [i for first, last in settled for i in range(first, last)] == list(range(len(words)))
    assert all(size <= MOST for size in asked)


def test_a_window_ends_at_a_paragraph_where_the_next_does_not_fit() -> None:
    sizes = [1] * 300
    breaks = [i in (0, 150) for i in range(300)]
    assert list(windows(sizes, breaks, lambda *_: [0])) == [(0, 150), (150, 300)]


def test_a_long_paragraph_is_cut_where_its_last_sentence_begins() -> None:
    sizes = [1] * 300
    breaks = [i == 0 for i in range(300)]
    settled = list(windows(sizes, breaks, lambda *_: [0, 100, 200]))
    assert settled[0] == (0, 200)
