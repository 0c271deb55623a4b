"""The task of marked pairs: its loader and scorer over a few rows made here, and the set's labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.bench.counting import macro_f1
from recension.bench.plv import plv, root_of

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def test_plv_counts_roots_and_leaves_known_sentences_out(nlp: Language, tmp_path: Path) -> None:
    rows = [
        ("France condemned the attack by the rebels.", "France", "rebels", "ACCUSE"),
        ("The army attacked the rebels.", "army", "rebels", "ASSAULT"),
        ("Norway met Chad.", "Norway", "Chad", "CONSULT"),
    ]
    head = "sentence_id\tsentence\tsource\ttarget\tgold_root\n"
    (tmp_path / "PLV_x.tsv").write_text(
        head + "".join(f"{i}\t{a}\t{b}\t{c}\t{d}\n" for i, (a, b, c, d) in enumerate(rows))
    )
    known = tmp_path / "known.txt"
    known.write_text('"text": "Norway met Chad."')
    assert plv(tmp_path, nlp=nlp)["scores"]["accuracy"] == 1.0
    assert plv(tmp_path, nlp=nlp, without=str(known))["items"] == 2


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("The bloc will meet the envoy on Friday.", "bloc", "envoy", "AGREE"),
        ("The rebels released 12 prisoners.", "rebels", "prisoners", "YIELD"),
        ("The king thanked the troops.", "king", "troops", "SUPPORT"),
        # the set's labels are those of CAMEO's codes
        ("The rebels promised to free the hostages.", "rebels", "hostages", "AGREE"),
        ("Norway imposed sanctions on the general.", "Norway", "the general", "COERCE"),
        ("The jury found the officer guilty of manslaughter.", "The jury", "the officer", "ACCUSE"),
        ("Rebels imposed a blockade on the town.", "Rebels", "the town", "ASSAULT"),
        ("The bishop apologised to the victims.", "The bishop", "the victims", "SUPPORT"),
        ("The union will strike against the company.", "The union", "the company", "THREATEN"),
        ("A judge ordered the release of the editor.", "A judge", "the editor", "YIELD"),
        ("Kenya sent troops to Haiti as peacekeepers.", "Kenya", "Haiti", "AID"),
    ],
)
def test_roots(nlp: Language, text: str, source: str, target: str, root: str) -> None:
    assert root_of(nlp(text), source, target) == root


def test_missing_data_is_named(nlp: Language, tmp_path: Path) -> None:
    result = plv(tmp_path, nlp=nlp)
    assert result["items"] == 0
    assert result["missing"]


def test_macro_f1_of_nothing() -> None:
    assert macro_f1([], [], []) == 0.0
