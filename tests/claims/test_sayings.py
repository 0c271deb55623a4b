"""Sayings and attribution: who is said to say what a word's clause states. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.claims.cues import lexicon
from recension.claims.sayings import attribution, saying_over, sayings, sayings_over

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


def token(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


ATTRIBUTED = [
    # text, a word of the clause, who is said to say it (nearest the fact first)
    ("Witnesses said soldiers fired on the crowd, AP reported.", "fired", ["Witnesses", "AP"]),
    ("The army accused the rebels of shelling the market.", "shelling", ["army"]),
    ("The rebels denied shelling the market.", "shelling", ["rebels"]),
    ("Militants denied that they had burned the village.", "burned", ["Militants"]),
    ("Villagers blamed the militia for burning the school.", "burning", ["Villagers"]),
    ("Police said on Monday that gunmen killed two farmers.", "killed", ["Police"]),
    ("Gunmen killed two farmers, police said.", "killed", ["police"]),
    ("Gunmen killed two farmers, according to police.", "killed", ["police"]),
    ("According to the ministry, gunmen killed two farmers.", "killed", ["ministry"]),
    ("Ten died, the mayor said on Friday, as fighting went on.", "died", ["mayor"]),
    ("The mayor was quoted as saying twelve people died.", "died", ["mayor"]),
    ("Reuters quoted witnesses as saying that rebels fled.", "fled", ["witnesses"]),
    (
        "Local media reported that boats were seized, citing coast guard officials.",
        "seized",
        ["coast guard officials", "Local media"],
    ),
    ("Jonas Weil, who leads the union, says guards shot strikers.", "shot", ["Jonas Weil"]),
    ("The envoy condemned the killing of three nurses.", "killing", ["envoy"]),
    # The report itself.
    ("Rebels seized the town on Monday.", "seized", []),
    ("The minister met reporters after rebels seized the town.", "seized", []),
    # Who demands, promises or threatens does not say that it happened.
    ("The envoy urged the army to withdraw.", "withdraw", []),
    ("The army promised to withdraw.", "withdraw", []),
    ("The army threatened to shell the town.", "shell", []),
    ("The ministry said the envoy urged the army to withdraw.", "withdraw", ["ministry"]),
    # Nobody in particular.
    ("The general is said to have ordered the attack.", "ordered", []),
    ("The claim that rebels shelled the clinic was spread online.", "shelled", []),
    # A hearer, and who does not say it.
    ("Residents told AFP that gunmen attacked the village.", "attacked", ["Residents"]),
    ("The army did not say that it had shelled the town.", "shelled", []),
]


@pytest.mark.parametrize(("text", "word", "chain"), ATTRIBUTED, ids=[text[:45] for text, _, _ in ATTRIBUTED])
def test_attribution_is_nearest_the_fact_first(nlp: Language, text: str, word: str, chain: list[str]) -> None:
    doc = nlp(text)
    assert [m.text for m in attribution(doc, token(doc, word))] == chain


KINDS = [
    ("The envoy urged the army to withdraw.", "withdraw", "ask"),
    ("The envoy demanded that the army withdraw.", "withdraw", "ask"),
    ("The army vowed to retake the town.", "retake", "promise"),
    ("The rebels threatened to blow up the dam.", "blow", "threaten"),
    ("The rebels denied that they burned the town.", "burned", "deny"),
    ("The army accused rebels of burning the town.", "burning", "accuse"),
    ("The union said guards fired.", "fired", "say"),
    ("The army plans to retake the town.", "retake", "want"),
    ("He did not say whether troops would leave.", "leave", "ask_question"),
]


@pytest.mark.parametrize(("text", "word", "kind"), KINDS, ids=[text[:45] for text, _, _ in KINDS])
def test_the_innermost_saying_tells_its_kind(nlp: Language, text: str, word: str, kind: str) -> None:
    doc = nlp(text)
    saying = saying_over(doc, token(doc, word))
    assert saying is not None
    assert saying.kind == kind


def test_a_dateline_does_not_speak(nlp: Language) -> None:
    doc = nlp("GOMA, Congo (AP) — Rebels shelled a market on Monday, a medical group said.")
    assert [m.text for m in attribution(doc, token(doc, "shelled"))] == ["medical group"]
    assert doc.text[sayings(doc)[0].spans[0][0] :].startswith("Rebels")


def test_a_denied_allegation_has_both_sayings_over_it(nlp: Language) -> None:
    doc = nlp("The ministry denied allegations that it armed the militia.")
    over = sayings_over(doc, token(doc, "armed"))
    assert {s.kind for s in over} >= {"deny"}
    assert [m.text for m in attribution(doc, token(doc, "armed"))] == ["ministry"]


def test_all_of_a_long_quotation_is_its_speakers(nlp: Language) -> None:
    doc = nlp("“Soldiers shot my brother. Then they burned the barn,” said Idris Kone. “They looted the shop.”")
    for word in ("shot", "burned", "looted"):
        assert [m.text for m in attribution(doc, token(doc, word))] == ["Idris Kone"]


def test_contents_lie_within_the_text_and_never_hold_their_cue(nlp: Language) -> None:
    doc = nlp(" ".join(text for text, _, _ in ATTRIBUTED))
    found = sayings(doc)
    assert found
    for saying in found:
        for start, end in saying.spans:
            assert 0 <= start < end <= len(doc.text)
            assert saying.cue is None or not start <= saying.cue.idx < end


@given(st.lists(st.sampled_from([text for text, _, _ in ATTRIBUTED]), min_size=1, max_size=4), st.data())
def test_any_text_of_sayings_is_read_without_fail(nlp: Language, texts: list[str], data: st.DataObject) -> None:
    whole = " ".join(texts)
    start = data.draw(st.integers(0, len(whole)))
    doc = nlp(whole[start:])
    for each in doc:
        for who in attribution(doc, each):
            assert doc.text[who.start : who.end] == who.text


def test_every_row_of_the_lexicon_is_a_word_with_frames_that_the_reader_knows() -> None:
    known = {"that", "quote", "to", "ing", "object", "of", "for", "as", "with", "on", "question", "bare"}
    table = lexicon()
    assert "say" in table.verbs
    assert "claim" in table.nouns
    assert "statement" in table.documents
    for frames in (*table.verbs.values(), *table.nouns.values()):
        assert frames
        assert set(frames) <= known
    assert table.forms["said"] == "say"
    assert table.forms["slammed"] == "slam"
    assert table.forms["denies"] == "deny"
