"""What the pipeline promises of every Doc, whatever the text."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.language import engine, load, model_sha256, pipeline, read_text, renewed

if TYPE_CHECKING:
    from spacy.tokens import Doc

REPORT = (
    "MINNAWA, Sept. 4 (Reuters) — Rebels attacked an army post near Minnawa on Monday, killing at least 12 soldiers, "
    "the governor said.\n\n"
    '"We will not negotiate with terrorists," Governor Amina Sule told reporters. She denied that civilians were hurt.'
    "\n\nThe Red Cross urged both sides to let aid convoys pass."
)


def values(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (t.text, t.pos_, t.tag_, t.dep_, t.head.i, t.lemma_, bool(t.is_sent_start), t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def check(doc: Doc, text: str) -> None:
    """Text is kept, sentences cover it, and each is one tree of words."""
    assert doc.text == text
    assert [t.i for sent in doc.sents for t in sent] == [t.i for t in doc]
    for sent in doc.sents:
        roots = [t for t in sent if t.head.i == t.i]
        assert len(roots) == 1
        assert all(sent.start <= t.head.i < sent.end for t in sent)
        assert {t.i for t in roots[0].subtree} == {t.i for t in sent}
    for i, token in enumerate(doc[:-1] if len(doc) else []):
        if "\n" in token.text and i and not doc[i + 1].is_space:
            assert doc[i + 1].is_sent_start
    for entity in doc.ents:
        assert entity.label_ in {"PERSON", "ORG", "LOC", "GROUP", "EVENT", "DATE"}
        assert text[entity.start_char : entity.end_char] == entity.text
        assert entity[0].sent == entity[-1].sent


def test_a_news_sentence_has_its_tree_tags_and_lemmas() -> None:
    doc = read_text("Rebels attacked the town on Monday.")
    assert [t.dep_ for t in doc] == ["nsubj", "ROOT", "det", "obj", "case", "obl", "punct"]
    assert [t.lemma_ for t in doc] == ["rebel", "attack", "the", "town", "on", "Monday", "."]
    assert [t.pos_ for t in doc[:4]] == ["NOUN", "VERB", "DET", "NOUN"]


def test_no_form_in_ing_is_read_as_a_past() -> None:
    doc = read_text("The blast tore through a market, killing four and wounding at least nine, two of them gravely. “It was awful,” he said.")
    assert [(t.tag_, t.lemma_) for t in doc if t.text.endswith("ing")] == [("VBG", "kill"), ("VBG", "wound")]


def test_a_passive_has_its_subject_and_agent() -> None:
    doc = read_text("Three villagers were killed by soldiers in Kenewe.")
    relations = {t.text: t.dep_ for t in doc}
    assert relations["villagers"] == "nsubj:pass"
    assert relations["were"] == "aux:pass"
    assert relations["soldiers"] == "obl:agent"


def test_names_have_types_and_no_article() -> None:
    doc = read_text(REPORT)
    found = {(e.text, e.label_) for e in doc.ents}
    assert ("Amina Sule", "PERSON") in found
    assert ("Red Cross", "ORG") in found


def test_paragraphs_end_sentences() -> None:
    doc = read_text("Talks resume\n\nEnvoys met on Friday and agreed\nNobody was hurt")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Talks resume", "Envoys met on Friday and agreed", "Nobody was hurt"
    ]


def test_a_doc_is_a_function_of_its_text_alone() -> None:
    texts = [REPORT, "Protesters threw stones.", "", "A\n\nB", REPORT[40:200], "Two people died, police said. " * 40]
    alone = {text: values(read_text(text)) for text in texts}
    shuffled = texts * 2
    random.Random(3).shuffle(shuffled)
    for text, doc in zip(shuffled, load().pipe(shuffled, batch_size=3), strict=True):
        assert values(doc) == alone[text]


HOSTILE = {
    "nothing": "",
    "blanks": " \t \n ",
    "empty lines": "\n" * 10_000,
    "lines": "a\n" * 1_500,
    "one long word": "x" * 100_000,
    "no blanks": "a-" * 3_000,
    "a long sentence": "word " * 3_000,
    "digits": "1234567890 " * 1_000,
    "emoji": "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1e6 " * 200,
    "right to left": "\u202eقال المسؤول إن القتلى\u202c " * 200,
    "controls": "\x00\x01\x07abc\x1b[31m " * 200,
    "invisible": "\u200b\u200d\ufeff" * 500,
    "quote marks": '"' * 3_000,
    "brackets": "(" * 1_000 + ")" * 1_000,
    "marks on marks": "e" + "\u0301" * 5_000,
    "odd blanks": "a \t\u2003\u00a0\u2028b \r\n c\x0b\x0c d",
    "leading blanks": "\n\n  He left.\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_gives_a_sound_doc_in_bounded_time(text: str) -> None:
    begun = time.process_time()
    check(read_text(text), text)
    assert time.process_time() - begun < 60


def test_lone_surrogates_keep_offsets() -> None:
    assert read_text("He \ud800 left.").text == "He \ufffd left."


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*REPORT.split(" "), "\n\n", "\n", "  ", "“", "—", "…", "\u200b", "é", "1,000"]), max_size=40))
def test_any_mix_of_words_gives_a_sound_doc(parts: list[str]) -> None:
    text = " ".join(parts)
    check(read_text(text), text)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_give_a_sound_doc(text: str) -> None:
    check(read_text(text), text)


def test_the_engine_names_package_and_model() -> None:
    assert engine().startswith("recension ")
    assert engine().endswith(f"/ model {model_sha256()[:12]}")


def test_a_foreign_pipeline_takes_our_place(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Goma"}, {"label": "DATE", "pattern": "Monday"}])  # type: ignore[attr-defined]
    nlp.meta["name"] = "plain"
    nlp.to_disk(tmp_path / "plain")
    doc = read_text("Goma was calm. Monday was not.", str(tmp_path / "plain"))
    assert [(e.text, e.label_) for e in doc.ents] == [("Goma", "LOC"), ("Monday", "DATE")]
    assert len(list(doc.sents)) == 2
    assert "pipeline en_plain" in engine(str(tmp_path / "plain"))


def test_an_unknown_pipeline_is_an_error_that_names_it() -> None:
    with pytest.raises(OSError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_a_long_stream_goes_on_with_a_fresh_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load()
    assert renewed(nlp) is nlp
    before = values(nlp("Police in Tarvos arrested two men."))
    monkeypatch.setattr(pipeline, "STRINGS", 100)
    fresh = renewed(nlp)
    assert fresh is not nlp
    assert "Tarvos" not in fresh.vocab.strings
    assert values(fresh("Police in Tarvos arrested two men.")) == before


def test_a_foreign_pipeline_is_never_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "STRINGS", 0)
    nlp = spacy.blank("en")
    assert renewed(nlp) is nlp
