"""Sentence starts: what the network says, and the marks, stamps, tags and abbreviations that it is corrected by."""

from __future__ import annotations

import numpy as np
import pytest

from recension.language import read_text
from recension.language.sentences import starts_of


def sentences(text: str, loud: float = 1.0) -> list[str]:
    """The sentences of a text in which the network sees a start at each word that ``|`` stands before."""
    words, starts = [], []
    for word in text.split():
        starts.append(word.startswith("|"))
        words.append(word.removeprefix("|"))
    scores = np.zeros((len(words), 2), dtype=np.float32)
    scores[:, 1] = [loud if start else -1.0 for start in starts]
    found = starts_of(scores, [i == 0 for i in range(len(words))], words)
    return [" ".join(words[a:b]) for a, b in zip(found, [*found[1:], len(words)], strict=True)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He left . |She stayed .", ["He left .", "She stayed ."]),
    ("He left and |she stayed .", ["He left and she stayed ."]),
    ("He left . |“ |We stay .", ["He left .", "“ We stay ."]),
    ("08:32 — |The speaker opens .", ["08:32 — The speaker opens ."]),
    ("[ 09:14 ] |Gas on the square . [ 09:20 ] |They regroup .", ["[ 09:14 ] Gas on the square .", "[ 09:20 ] They regroup ."]),
    ("@ relief : |Water is back .", ["@ relief : Water is back ."]),
    ("Stay indoors ! |😢 # Kano # Breaking", ["Stay indoors ! 😢 # Kano # Breaking"]),
    ("Nobody came . |# one # two # three", ["Nobody came .", "# one # two # three"]),
    ("More soon … |pic.twitter.com/a8Kz", ["More soon … pic.twitter.com/a8Kz"]),
    ("Under Art. |5 they may leave .", ["Under Art. 5 they may leave ."]),
    ("It ended in 1999 . |12 died .", ["It ended in 1999 .", "12 died ."]),
])
def test_starts(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_loud_score_cuts_where_no_mark_stands() -> None:
    assert sentences("Army denies coup |The staff says", loud=10.0) == ["Army denies coup", "The staff says"]


@pytest.mark.parametrize(("text", "tokens"), [
    ("in the city.Police said", ["in", "the", "city", ".", "Police", "said"]),
    ("by 61-40.Deputies left!Will", ["by", "61", "-", "40", ".", "Deputies", "left", "!", "Will"]),
    ("The U.S.Army, www.un.org, e.g.The", None),
])
def test_glued_sentences_are_parted(text: str, tokens: list[str] | None) -> None:
    found = [token.text for token in read_text(text)]
    assert "".join(found) == text.replace(" ", "")
    if tokens is not None:
        assert found == tokens
    else:
        assert "www.un.org" in found


@pytest.mark.parametrize("text", ["He left . |" + "=" * 400 + "x", "|" + " ".join(["http" + "!" * 300] * 14) + " x"])
def test_rows_of_marks_take_no_time(text: str) -> None:
    """Each text of this kind once took longer than a reader lives."""
    assert sentences(text)


def test_a_dateline_is_a_part_of_its_sentence_and_of_no_phrase() -> None:
    doc = read_text("MOPTI - Mutinous soldiers seized a barracks.\n\nGENEVA, June 11 (AP) — The talks began. He left.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "MOPTI - Mutinous soldiers seized a barracks.", "GENEVA, June 11 (AP) — The talks began.", "He left.",
    ]
    assert [(token.dep_, token.head.text) for token in doc if token.text in {"MOPTI", "GENEVA"}] == [
        ("parataxis", "seized"), ("parataxis", "began"),
    ]
