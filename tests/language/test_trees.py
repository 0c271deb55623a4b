"""Arc scores always become one tree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.language.trees import is_tree, tree


def weight(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 24), st.integers(0, 10_000))
def test_any_scores_give_one_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = tree(scores)
    assert is_tree(heads)
    assert (heads == np.arange(size)).sum() == 1


@pytest.mark.parametrize("seed", range(25))
def test_the_tree_under_its_root_is_the_best(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32)
    heads = tree(scores)
    root = int(np.flatnonzero(heads == np.arange(4))[0])
    every = (np.array(h) for h in product(range(4), repeat=4))
    rooted = [h for h in every if is_tree(h) and h[root] == root]
    assert weight(scores, heads) == pytest.approx(max(weight(scores, h) for h in rooted), abs=1e-5)


def test_a_cycle_is_no_tree() -> None:
    assert not is_tree(np.array([1, 0, 2]))
    assert not is_tree(np.array([0, 1]))
    assert is_tree(np.array([1, 1, 1]))
