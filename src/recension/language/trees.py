"""Arc scores to a tree: greedy heads, and the best tree where greedy heads hold a cycle or several roots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]


def tree(scores: Floats) -> Ints:
    """The head of each word of one sentence; exactly one word, the root, heads itself.

    Args:
        scores: words by heads; the diagonal holds the scores of being the root.

    >>> tree(np.array([[0.0, 3.0, 1.0], [0.0, 2.0, 1.0], [1.0, 4.0, 0.0]], dtype=np.float32)).tolist()
    [1, 1, 1]
    >>> tree(np.array([[0.0, 9.0], [8.0, 1.0]], dtype=np.float32)).tolist()  # a cycle
    [1, 1]
    """
    heads: Ints = scores.argmax(axis=1).astype(np.int64)
    if is_tree(heads):
        return heads
    rooted = rest_of(scores).astype(np.float64)
    own = np.diagonal(scores).astype(np.float64)
    root = int(np.argmax(own - rooted.max(axis=1)))
    best = arborescence(rooted, root)
    best[root] = root
    return best


def is_tree(heads: Ints) -> bool:
    """Whether ``heads`` leads every word to one and the same word that heads itself."""
    ends = heads
    for _ in range(len(heads).bit_length()):
        ends = ends[ends]
    root = ends[0]
    return bool(heads[root] == root and (ends == root).all())


def rest_of(scores: Floats) -> Floats:
    """``scores`` with no word as its own head."""
    result = scores.copy()
    np.fill_diagonal(result, -1e9)
    return result


def arborescence(scores: NDArray[np.float64], root: int) -> Ints:
    """The best tree under ``root`` by Chu and Liu and Edmonds (cycles are contracted one at a time)."""
    size = len(scores)
    heads: Ints = scores.argmax(axis=1).astype(np.int64)
    heads[root] = root
    cycle = a_cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # The last row and column of the smaller problem stand for the whole cycle.
    smaller = np.full((len(outside) + 1, len(outside) + 1), -1e9)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, cycle)]
    smaller[:-1, -1] = from_cycle.max(axis=1)
    into_cycle = scores[np.ix_(cycle, outside)] - kept[:, None]
    smaller[-1, :-1] = into_cycle.max(axis=0)
    np.fill_diagonal(smaller, -1e9)
    found = arborescence(smaller, int(np.flatnonzero(outside == root)[0]))
    result: Ints = heads.copy()
    for new, old in enumerate(outside):
        result[old] = cycle[from_cycle[new].argmax()] if found[new] == len(outside) else outside[found[new]]
    entry = int(into_cycle[:, found[-1]].argmax())
    result[cycle[entry]] = outside[found[-1]]
    result[root] = root
    return result


def a_cycle(heads: Ints, root: int) -> Ints | None:
    """The words of one cycle that ``root`` is not in, or None."""
    state = np.zeros(len(heads), dtype=np.int64)
    state[root] = -1
    for begin in range(len(heads)):
        word, path = begin, []
        while state[word] == 0:
            state[word] = begin + 1
            path.append(word)
            word = int(heads[word])
        if state[word] == begin + 1 and path:
            return np.array(path[path.index(word) :], dtype=np.int64)
    return None
