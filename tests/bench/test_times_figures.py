"""Tasks time, figures-newsquant and figures-gva on files of a few lines, written here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recension.bench.figures import gva, newsquant
from recension.bench.times import read_timeml, time

if TYPE_CHECKING:
    from spacy.language import Language

TIMEML = (
    '<TimeML><DOCID>x</DOCID><TEXT>On <TIMEX3 tid="t1" type="DATE" value="1940-05-03">3 May 1940</TIMEX3> they landed; in '
    '<TIMEX3 tid="t2" type="DATE" value="1940-06">June</TIMEX3> they left, <TIMEX3 tid="t3" type="DATE" value="X">D-Day</TIMEX3>.</TEXT></TimeML>'
)


def test_time_counts_spans_and_values(tmp_path: Path) -> None:
    (tmp_path / "a.tml.gz").write_bytes(gzip.compress(TIMEML.encode()))
    text, wanted = read_timeml(tmp_path / "a.tml.gz")
    assert [text[a:b] for a, b, _ in wanted] == ["3 May 1940", "June", "D-Day"]
    answer = time(tmp_path)
    assert answer["items"] == 3
    assert answer["scores"]["strict_precision"] == answer["scores"]["value_precision"] == 1.0
    assert answer["scores"]["strict_recall"] == pytest.approx(2 / 3, abs=1e-4)


def test_nothing_there_is_said(tmp_path: Path) -> None:
    for task in (time, newsquant, gva):
        answer = task(tmp_path)
        assert answer["items"] == 0
        assert answer["missing"]


def test_newsquant_matches_values_and_units(tmp_path: Path, nlp: Language) -> None:
    rows = [{"text": "The town lies 28 miles from the coast.", "quantities": [{"value": "28.0", "unit": "miles", "normalized_unit": "mile"}]},
            {"text": "They spent $5 million.", "quantities": [{"value": "6000000", "unit": "$", "normalized_unit": "dollar"}]}]
    (tmp_path / "NewsQuant.json").write_text(json.dumps(rows), "utf-8")
    answer = newsquant(tmp_path, nlp=nlp)
    assert answer["scores"]["value_f1"] == answer["scores"]["value_unit_f1"] == 0.5


def test_gva_compares_with_the_registry(tmp_path: Path, nlp: Language) -> None:
    incidents = [{"incident_uri": "1", "num_killed": 2, "num_injured": 0}, {"incident_uri": "2", "num_killed": 0, "num_injured": 3}]
    articles = [{"incident": "1", "content": "Two men were killed in a shooting on Elm Street."}, {"incident": "2", "content": "Police say 4 women were wounded."}]
    for stem, rows in (("incidents", incidents), ("articles", articles)):
        (tmp_path / f"{stem}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    scores = gva(tmp_path, nlp=nlp)["scores"]
    assert (scores["killed_recall"], scores["injured_recall"], scores["precision"]) == (1.0, 0.0, 0.5)
    assert scores["naive_precision"] == 0.5
