"""Sentence starts: what the network says, and the marks, stamps, tags and abbreviations that it is corrected by."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest

from recension.language import read_text
from recension.language.reader import words_of
from recension.language.sentences import starts_of
from recension.language.tokens import blank, glued


def sentences(text: str, loud: float = 1.0) -> list[str]:
    """The sentences of a text in which the network sees a start at each word that ``|`` stands before."""
    words, starts = [], []
    for word in text.split():
        starts.append(word.startswith("|"))
        words.append(word.removeprefix("|"))
    scores = np.zeros((len(words), 2), dtype=np.float32)
    scores[:, 1] = [loud if start else -1.0 for start in starts]
    found = starts_of(scores, [i == 0 for i in range(len(words))], words, [False] * len(words))
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


NLP = blank()


def cut(text: str, margin: float, at: str = "") -> list[str]:
    """The sentences of a text in which the network gives each word ``margin``; ``at`` marks those that it sees a start at."""
    marked = set()
    for part in text.split(at)[:-1] if at else []:
        marked.add((max(marked) if marked else 0) + len(part))
    doc = NLP(text.replace(at, "") if at else text)
    places, words, breaks, sticks = words_of(doc)
    scores = np.zeros((len(words), 2), dtype=np.float32)
    scores[:, 1] = [1.0 if doc[place].idx in marked else margin for place in places]
    first = [doc[places[i]].idx for i in starts_of(scores, breaks, words, sticks)]
    return [doc.text[a:b].strip() for a, b in zip(first, [*first[1:], len(doc.text)], strict=True)]


@pytest.mark.parametrize("text", [
    "Two trucks burned in the yard.|Firemen came late.",
    "The river rose to 81.4%.|The mayor wept.",
    "Some had left (most on foot).|UNICEF sent tents.",
    "What did it cost?|Nobody would say!|The file is closed.",
    "“Get out!”|They ran.",
    'She said:"We are done."|The line went dead.',
    "He paid no tax .|Then he fled .",
    "The mine is deep.|40 men work there.",
    "A first story +++ |A second one +++ |A third one",
    "• Fuel is short |• Bread is dear |• Milk is gone",
    "Three orders: 1) leave at once. |2) take no bags. |3) go on foot.",
    "10:05 The doors open. |10:20 The doors close.",
])
def test_marks_alone_part(text: str) -> None:
    assert cut(text.replace("|", ""), -9.0) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize("text", [
    "Our reporter asks: |Who is next?",
    "He met Supt. |Joseph Banda and Flt. |Lt. |Rao of the 3rd Inf. |Bn., who left.",
    "She named Brgy. |Tuburan in Sec. |4 of the note.",
    "“|We stay,” she said.",
    "He went home.|”",
    "NEW DELHI (PTI): |A bus fell into a gorge.",
    "Oslo, 3 May (NTB). |The talks begin.",
    "KAMPALA. |Ms. Okello takes over.",
    "1. |Nobody signed the paper.",
    "[UPDATE 11:52 PM] |The road is open.",
    "🔴 |The port is closed.",
    "#|Goma is calm.",
    "A man ofAmerican |descent left.",
])
def test_marks_alone_join(text: str) -> None:
    assert cut(text, -9.0, "|") == [text.replace("|", "")]


@pytest.mark.parametrize(("text", "expected"), [
    ("He stood at 3,000 ft. |It was cold.", ["He stood at 3,000 ft.", "It was cold."]),
    ('"Nine." |"Ten?" |He wept.', ['"Nine."', '"Ten?"', "He wept."]),
    ('So it was. "|But why?"', ["So it was.", '"But why?"']),
    ("We hold it . |» He left .", ["We hold it . »", "He left ."]),
    ("„Genug|“, sagte er.", ["„Genug“, sagte er."]),
    ("It shook 😳 |anyone else?", ["It shook 😳", "anyone else?"]),
    ("— You saw it ? |— No, sir.", ["— You saw it ?", "— No, sir."]),
    ("He was seen.[7] |She was not.", ["He was seen.[7]", "She was not."]),
])
def test_marks_shift_the_scale(text: str, expected: list[str]) -> None:
    assert cut(text, -9.0, "|") == expected


def test_a_headline_stays_apart_from_a_line_with_a_hyphen() -> None:
    """A dateline ends with its paragraph, and its dash stands between blanks."""
    assert cut("TALK CANCELLED\n\nDr. Anna Roth-Kimura is ill.", -9.0) == ["TALK CANCELLED", "Dr. Anna Roth-Kimura is ill."]


@pytest.mark.parametrize(("text", "parts"), [
    ("Army denies coup in ConakryThe staff says", ["Army denies coup in Conakry", "The staff says"]),
    ("Share this articleFighting went on", ["Share this article", "Fighting went on"]),
    ("Fire in LavosBy Jan Holm", ["Fire in Lavos", "By Jan Holm"]),
    ("YouTube, LinkedIn, iPhone, #freeArvad, @bbcWorld, https://a.org/aPage, McTheron and DeSantis", None),
])
def test_lines_that_stick_together_are_parted(text: str, parts: list[str] | None) -> None:
    places = [0, *glued(text), len(text)]
    assert [text[a:b] for a, b in itertools.pairwise(places)] == (parts or [text])
    assert NLP(text).text == text


@pytest.mark.parametrize("text", [
    "aA" * 50_000, "wordThe" * 20_000, '"' * 3_000, "' \" " * 3_000, "😳" * 2_000, "1) a) (1) " * 2_000, "• " * 4_000, "A.B." * 5_000,
    "10:05 " * 3_000, "— " * 4_000, "+ + + " * 2_000, ".A" * 20_000, "\n.\n”\n" * 500, "\ud83d.A", "[ 1 ] ." * 900,
])
def test_careless_text_takes_no_time_and_breaks_nothing(text: str) -> None:
    began = time.monotonic()
    doc = NLP(text)
    assert len(doc.text) == len(text)
    _places, words, breaks, sticks = words_of(doc)
    for first in range(0, len(words), 220):
        part = slice(first, first + 220)
        scores = np.zeros((len(words[part]), 2), dtype=np.float32)
        found = starts_of(scores, [True, *breaks[part][1:]], words[part], [False, *sticks[part][1:]])
        assert found == sorted(set(found))
        assert found[0] == 0
    assert time.monotonic() - began < 10


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
