"""Our passages of who is meant: mentions stand where they are said to stand, and names are words of the passage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "training/mentions"
KINDS = {"pronoun", "short", "title", "definite", "acronym"}


@pytest.fixture(scope="module")
def passages() -> list[dict[str, Any]]:
    files = sorted(FOLDER.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_mentions_stand_in_their_passage(passages: list[dict[str, Any]]) -> None:
    assert len({item["id"] for item in passages}) == len(passages)
    for item in passages:
        for mention in item["mentions"]:
            assert item["text"][mention["start"] : mention["end"]] == mention["text"], item["id"]
            assert mention["kind"] in KINDS, item["id"]
            assert mention["name"] is None or mention["name"] in item["text"], item["id"]


def test_the_card_counts_what_is_there(passages: list[dict[str, Any]]) -> None:
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    mentions = sum(len(item["mentions"]) for item in passages)
    assert f"{len(passages)} passages of 90 to 220 words with {mentions:,} mentions" in card
