"""Our passages of careless text: whole, and read as they were written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.data import NOT_OF_THREE, PASSAGES, passages

TYPES = {"PERSON", "ORG", "LOC", "GROUP", "EVENT"}


@pytest.mark.parametrize("path", sorted(PASSAGES.glob("*.jsonl")), ids=lambda p: p.stem)
def test_sentences_are_the_whole_text_and_names_stand_in_it(path: Path) -> None:
    seen = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        assert item["id"] not in seen
        seen.add(item["id"])
        rest = item["text"]
        for sentence in item["sentences"]:
            blank, found, rest = rest.partition(sentence)
            assert (found.strip(), blank.strip()) == (sentence, ""), item["id"]
        assert not rest.strip(), item["id"]
        rest = item["text"]
        for name, kind in item["names"]:
            assert kind in TYPES, (item["id"], name)
            assert name in rest, (item["id"], name)
            rest = rest.partition(name)[2]


def test_the_data_card_gives_the_counts() -> None:
    items = [json.loads(line) for path in PASSAGES.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    card = (PASSAGES / "README.md").read_text(encoding="utf-8")
    sentences, words = sum(len(item["sentences"]) for item in items), sum(len(item["text"].split()) for item in items)
    assert f"{len(items)} short passages ({sentences:,} sentences, {words:,} words)" in card


def test_they_are_read_with_their_names_and_what_is_no_name_may_be_a_date() -> None:
    sentences = [s for d in passages() for s in d.sentences]
    tags = {tag for s in sentences for tag in s.entities or ()}
    assert {tag.partition("-")[2] for tag in tags - {NOT_OF_THREE}} == TYPES
    assert all(len(s.words) == len(s.entities or ()) > 0 for s in sentences)
    assert sum(s.starts_paragraph for s in sentences) > len(sentences) / 4
