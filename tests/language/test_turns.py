"""Short turns at the interpreter end with the last reader."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from recension.language.turns import TURN, short_turns

if TYPE_CHECKING:
    from spacy.language import Language


def test_the_interval_comes_back_when_the_last_user_is_done() -> None:
    before = sys.getswitchinterval()
    with short_turns(), short_turns():
        assert sys.getswitchinterval() == pytest.approx(TURN)
    assert sys.getswitchinterval() == before


def test_users_that_overlap_leave_nothing_behind() -> None:
    before = sys.getswitchinterval()
    first, second = short_turns(), short_turns()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(TURN)
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == before


def test_a_stream_that_is_given_up_puts_it_back(nlp: Language) -> None:
    before = sys.getswitchinterval()
    stream = nlp.pipe(["Police fired.", "They ran.", "It rained."] * 20)
    next(iter(stream))
    stream.close()  # type: ignore[attr-defined]
    assert sys.getswitchinterval() == pytest.approx(before)
