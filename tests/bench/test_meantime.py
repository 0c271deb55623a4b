"""MEANTIME's names and dates, and task ner on them, on small files of its shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recension.bench import ner as task
from recension.bench.meantime import LARGEST, read_meantime

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES = [
    "Automaker GM names chief", "May 7 , 2009", "US President Ann Lee left Flint , Michigan for the American plant today .",
    "x", "x", "x", "GM said no .",
]
#: words, entity type ("" where none is referred to), syntactic type, head
MENTIONS = [
    ("Automaker GM", "ORG", "NAM", ""), ("GM", "ORG", "", ""), ("Automaker", "ORG", "", ""), ("chief", "PER", "NOM", ""),
    ("US President Ann Lee", "PER", "NAM", "Ann Lee"), ("US President", "PER", "", ""), ("US", "LOC", "PRE.NAM", ""),
    ("Flint , Michigan", "LOC", "NAM", ""), ("Michigan", "LOC", "NAM", ""), ("American", "LOC", "PRE.NAM", ""),
    ("the American plant", "LOC", "NOM", ""),
]
TIMES = [("May 7 , 2009", "DATE"), ("today", "DATE"), ("chief", "DURATION")]
TAGS = [
    ["O", "B-ORG", "O", "O"], ["B-DATE", *["I-DATE"] * 3],
    ["B-LOC", "O", "B-PERSON", "I-PERSON", "O", "B-LOC", "O", "B-LOC", "O", "O", "O", "O", "B-DATE", "O"],
    ["O"], ["O"], ["O"], None,
]


def cat() -> str:
    words = [(word, n) for n, sentence in enumerate(SENTENCES) for word in sentence.split()]
    tokens = [f'<token t_id="{i}" sentence="{n}" number="{i}">{word}</token>' for i, (word, n) in enumerate(words, 1)]

    def anchors(text: str) -> str:
        parts = text.split()
        first = next(i for i in range(len(words)) if [w for w, _ in words[i : i + len(parts)]] == parts)
        return "".join(f'<token_anchor t_id="{first + k}"/>' for k in range(1, len(parts) + 1))

    marks, links = [], []
    for i, (text, kind, syntactic, head) in enumerate(MENTIONS):
        marks.append(f'<ENTITY_MENTION m_id="{i}" syntactic_type="{syntactic}" head="{head}">{anchors(text)}</ENTITY_MENTION>')
        marks.append(f'<ENTITY m_id="{100 + i}" ent_type="{kind}"/>')
        links.append(f'<REFERS_TO r_id="{i}"><source m_id="{i}"/><target m_id="{100 + i}"/></REFERS_TO>')
    marks.extend(f'<TIMEX3 m_id="{200 + i}" type="{kind}">{anchors(text)}</TIMEX3>' for i, (text, kind) in enumerate(TIMES))
    return f"<Document>{''.join(tokens)}<Markables>{''.join(marks)}</Markables><Relations>{''.join(links)}</Relations></Document>"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for kind in ("intra-doc_annotation", "intra_cross-doc_annotation"):
        for topic in ("gm", "apple"):
            folder = tmp_path / kind / f"corpus_{topic}"
            folder.mkdir(parents=True)
            (folder / "7_A_chief.xml").write_text(cat(), "utf-8")
    return tmp_path


def test_names_and_dates_are_read(corpus: Path) -> None:
    documents = read_meantime(corpus)
    assert [d.name for d in documents] == ["apple/7_A_chief", "gm/7_A_chief"]
    for document in documents:
        assert [" ".join(s.words) for s in document.sentences] == SENTENCES
        assert [s.entities for s in document.sentences] == TAGS
        assert [s.starts_paragraph for s in document.sentences] == [True] * 3 + [False] * 4


@pytest.mark.parametrize("text", [
    "<Document>", "<Document/>", " " * (LARGEST + 1),
    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><Document><token t_id="1" sentence="0">&a;</token></Document>',
    '<!DOCTYPE d><Document><token t_id="1" sentence="0">a</token></Document>',
])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "intra-doc_annotation" / "corpus_gm"
    folder.mkdir(parents=True)
    (folder / "a.xml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"a\.xml"):
        read_meantime(tmp_path)


def test_only_annotated_sentences_and_our_types_are_scored(corpus: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def say(document: object, _: object) -> Doc:
        doc = original(document, None)  # type: ignore[arg-type]
        words = [token.text for token in doc]
        spans = [("GM", "ORG"), ("2009", "DATE"), ("Lee", "PERSON"), ("Flint", "LOC"), ("American", "GROUP")]
        places = [(words.index(word), label) for word, label in spans]
        places.append((len(words) - 1 - words[::-1].index("GM"), "ORG"))
        doc.set_ents([type(doc[:1])(doc, i, i + 1, label=label) for i, label in places])
        return doc

    original = task.gold_doc
    monkeypatch.setattr(task, "gold_doc", say)
    answer = task.ner(corpus)
    assert answer["items"] == 6
    assert not answer["missing"]
    scores = answer["scores"]
    assert scores["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["recall"] == pytest.approx(2 / 5, abs=1e-4)
    assert set(scores) == {f"{s}{k}" for s in ("f1", "precision", "recall") for k in ("", "_person", "_org", "_loc")}
    assert task.ner(corpus, topics="gm, apple")["items"] == 12
    assert task.ner(corpus, topics="airbus")["missing"]
