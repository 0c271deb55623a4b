"""Task `geo` on two small files of our own in the two layouts that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from recension.bench.geo import articles, geo

TEXT = "Rebels shelled a market in Nyala on Friday. Doctors in Khartoum counted the dead."

LGL = """<articles><article><text><![CDATA[{text}]]></text><toponyms>
<toponym><start>{a}</start><end>{b}</end><phrase>Nyala</phrase><gaztag geonameid="1"><lat>12.05</lat><lon>24.88</lon></gaztag></toponym>
<toponym><start>0</start><end>6</end><phrase>Rebels</phrase></toponym>
</toponyms></article></articles>"""

VIRUS = """<articles><article><text>{text}</text><locations>
<location><name>Khartoum</name><start>{a}</start><end>{b}</end><lat>{lat}</lat><lon>32.53</lon></location>
</locations></article></articles>"""


def write(folder: Path, lat: float = 15.55) -> Path:
    nyala, khartoum = TEXT.index("Nyala"), TEXT.index("Khartoum")
    (folder / "small.xml").write_text(LGL.format(text=TEXT, a=nyala, b=nyala + 5), "utf-8")
    (folder / "other.xml").write_text(VIRUS.format(text=TEXT, a=khartoum, b=khartoum + 8, lat=lat), "utf-8")
    return folder


def test_both_layouts_are_read(tmp_path: Path) -> None:
    write(tmp_path)
    (one,) = articles(tmp_path / "small.xml")
    assert [TEXT[n.start:n.end] for n in one.names] == ["Nyala"], "a name without coordinates is left out"
    (other,) = articles(tmp_path / "other.xml")
    assert [TEXT[n.start:n.end] for n in other.names] == ["Khartoum"]


@pytest.mark.usefixtures("nlp")
def test_scores_by_file(tmp_path: Path) -> None:
    found = geo(write(tmp_path))
    assert found["items"] == 2
    scores = found["scores"]
    assert scores["within_161km_gold_spans"] == scores["within_161km_gold_spans_small"] == 1.0
    assert scores["recognition_f1_other"] == pytest.approx(2 / 3, abs=1e-3), "two names said, one of them gold"


@pytest.mark.usefixtures("nlp")
def test_a_far_point_is_no_hit(tmp_path: Path) -> None:
    scores = geo(write(tmp_path, lat=40.0))["scores"]
    assert scores["within_161km_gold_spans_other"] == 0.0
    assert scores["within_161km_gold_spans_small"] == 1.0


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    assert geo(tmp_path) == {"items": 0, "scores": {}, "missing": [f"{tmp_path}: no XML file"]}
