"""What changed between a report and its copy is a disagreement with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.claims.extract import read_reports
from recension.model import Disagreement, Reading
from recension.record import Record
from tests.stemma.texts import STORY, report

if TYPE_CHECKING:
    from spacy.language import Language


def shown(nlp: Language, story: str, copy: str, outlet: str = "News Farm") -> list[Disagreement]:
    """The disagreements about the copy of a story."""
    head = report(story, "head", day="2024-05-06", outlet="Kidana Herald")
    other = report(copy, "copy", day="2024-05-07", outlet=outlet)
    found = Record.of([r for r in read_reports([head, other], nlp) if isinstance(r, Reading)], engine="test")
    return [d for d in found.disagreements if d.about.id == other.id]


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("Salif Banou", "Salif Bangou", "name", ("Banou", "Bangou")),
        ("near the village of Anfif", "near the village of Tamlet", "place", ("Anfif", "Tamlet")),
        ("on Monday", "on Sunday", "date", ("Monday", "Sunday")),
        ("four trucks", "nine trucks", "number", ("four", "nine")),
        ("did not use", "did use", "denial", ("did not use", "did use")),
    ],
)
def test_a_change_is_told_with_its_path(nlp: Language, old: str, new: str, kind: str, words: tuple[str, str]) -> None:
    found = [d for d in shown(nlp, STORY, STORY.replace(old, new)) if d.kind == kind]
    assert len(found) == 1
    assert all(word in side.value for word, side in zip(words, found[0].sides, strict=True))
    assert "on the way from Kidana Herald to News Farm" in found[0].why
    assert found[0].status == "conflict"


def test_a_change_is_told_once(nlp: Language) -> None:
    """A toll that claims show already, and a name that changes twice."""
    copy = STORY.replace("Idrissa Maro", "Idrissa Mato").replace("Oumar bridge", "Oumar bridge near Mato’s camp")
    assert [d.kind for d in shown(nlp, STORY, copy)] == ["name"]
    tolls = shown(nlp, STORY, STORY.replace("killing 14 people", "killing 41 people"))
    assert not [d for d in tolls if d.kind == "number"]  # stands with the incident


def test_what_an_outlet_changes_itself_is_an_update(nlp: Language) -> None:
    found = shown(nlp, STORY, STORY.replace("four trucks", "nine trucks"), outlet="Kidana Herald")
    assert [d.status for d in found if d.kind == "number"] == ["update"]


def test_no_change_no_disagreement(nlp: Language) -> None:
    assert shown(nlp, STORY, STORY) == []
    cut = STORY.replace("Soldiers fired on rebels who tried to cross the Oumar bridge, two residents said by telephone. The army did not use helicopters.\n\n", "")
    assert shown(nlp, STORY, cut) == []
