"""Words of a report: how texts are split, which words are names, sentences and quote marks, and the vocabulary."""

from __future__ import annotations

import re

import pytest

from recension.stemma import words as room
from recension.stemma.shingles import anchor_marks, shingle_marks
from recension.stemma.words import gram_hashes, quoted_spans, read_words, sentence_spans

from .texts import STORY, report

#: What a word is, said in full; the module looks letters up in a table instead.
PLAIN = re.compile(rf"[{room._CJK}]|[^\W_]+(?:[.,'’](?=[^\W_])[^\W_]+)*%?")
TEXTS = (
    "U.S. envoys don’t pay 9,000.50 or 12% of it, “they” say_so.",
    "В Киеве 3,5 млн. человек — Żółć, naïve ½ m² Ⅷ ℃.",
    "हिन्दी में ٣٤ and ไทย ok",
    "東京で3人 died, 漢字abc漢 and 한국 too. ﬁne 𝔄bc １２",
    "", "...", "%% __ ’’ 5% 5%% a.b. .c a..b a,b,",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_the_same_by_table_and_by_category(text: str) -> None:
    found = read_words(report(text)) if text else read_words(report("", "empty"))
    assert [(s, e) for s, e in zip(found.starts, found.ends, strict=True)] == [m.span() for m in PLAIN.finditer(text)]


def test_sentences_end_at_marks_before_a_space_and_at_line_ends() -> None:
    text = "He left?! “Yes.” She (Mr. Bo) went .5 km... then came.\n\nNo…»x? End"
    assert [text[s:e].strip() for s, e in sentence_spans(text, 0, len(text)) if text[s:e].strip()] == [
        "He left?!", "“Yes.”", "She (Mr. Bo) went .5 km... then came.", "No…»x?", "End",
    ]


def test_apostrophes_open_and_close_no_quote_but_where_one_was_opened() -> None:
    text = "The soldiers’ tents: ‘We won’t go,’ they said, “never”"
    assert [text[s:e] for s, e in quoted_spans(text, 0, len(text))] == ["We won’t go,", "never"]


def test_marks_do_not_hang_on_the_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_words(report(STORY))
    monkeypatch.setattr(room, "MOST_KNOWN", 0)
    second = read_words(report(STORY))
    assert first.vocabulary is not second.vocabulary
    assert first.norms == second.norms
    assert first.particulars == second.particulars
    assert shingle_marks(first).tolist() == shingle_marks(second).tolist()
    assert anchor_marks(first).tolist() == anchor_marks(second).tolist()
    assert first.grams.tolist() == gram_hashes(first.norms, 5).tolist()


def test_a_vocabulary_grows() -> None:
    text = " ".join(f"w{n} Name{n}" for n in range(5000))
    found = read_words(report(text))
    assert found.norms[:2] + found.norms[-2:] == ["w0", "name0", "w4999", "name4999"]
    assert [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)] == text.split()
