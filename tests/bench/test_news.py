"""Passages of real news are put together from their rows, and labels hold places only."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from recension.bench import news

ROWS = (
    'date,text\n2031-05-02,"TARVOS | Fri May 2 , 2031 TARVOS -LRB- Reuters -RRB- - Police arrested two miners in Tarvos on '
    "Friday , a union said . \nThe police said `` they threw stones '' . \nRain fell .\"\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "tarvos"
    folder.mkdir()
    with gzip.open(folder / "outputwithpub.csv.gz", "wt", encoding="utf-8") as file:
        file.write(ROWS)
    return tmp_path


def labels(place: Path, sha: str | None = None) -> Path:
    text = "Police arrested two miners in Tarvos on Friday, a union said. The police said “they threw stones”."
    label = {"trigger": [7, 15], "type": "COERCE", "mode": "arrest", "actor": [0, 6], "recipient": [20, 26], "speaker": [49, 54],
             "status": "asserted", "speaker_or": [None]}
    line = {"id": "tarvos/0/0-2", "sha": sha or hashlib.sha256(text.encode()).hexdigest()[:12], "events": [label],
            "figures": [], "quotes": [{"content": [83, 100], "form": "mixed", "speaker": [66, 72]}]}
    file = place / "news.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return file


def test_a_passage_is_joined_without_its_dateline(data: Path) -> None:
    day, text = news.passage(data, "tarvos/0/0-2")
    assert day == "2031-05-02"
    assert text == "Police arrested two miners in Tarvos on Friday, a union said. The police said “they threw stones”."


def test_labels_are_scored_on_the_text_that_they_name(data: Path, tmp_path: Path) -> None:
    told = news.events(data, labels=labels(tmp_path))
    assert told["items"] == 1
    assert told["scores"]["recall"] == 1.0


def test_places_become_words_and_the_trigger_keeps_its_place() -> None:
    label = news.worded({"trigger": [0, 6], "actor": None, "actor_or": [[7, 9], None], "low": 3}, "Police do")
    assert label == {"trigger": "Police", "trigger_at": [0, 6], "actor": None, "actor_or": ["do", None], "low": 3}


def test_another_text_than_the_labelled_one_is_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not the one that was labelled"):
        news.events(data, labels=labels(tmp_path, sha="0" * 12))
