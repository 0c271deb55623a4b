"""The tasks `parse` and `ner`: what they read, count and leave out."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from recension.bench import scorer
from recension.bench.ner import gold_entities
from recension.bench.parse import text_of
from recension.bench.treebank import read_conllu, read_iob

ROWS = (
    "Rebels rebel NOUN NNS 2 nsubj _",
    "attacked attack VERB VBD 0 root _",
    "the the DET DT 4 det _",
    "town town NOUN NN 2 obj SpaceAfter=No",
    ". . PUNCT . 2 punct _",
)


def conllu(name: str) -> str:
    rows = []
    for number, row in enumerate(ROWS, 1):
        form, lemma, upos, xpos, head, dep, misc = row.split(" ")
        rows.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, dep, "_", misc]))
    return f"# newdoc id = {name}\n# newpar\n# sent_id = 1\n" + "\n".join(rows) + "\n\n"


IOB = "# newdoc id = a\n# sent_id = 1\n1\tAmina\tB-PER\t-\tx\n2\tSule\tI-PER\t-\tx\n3\tleft\tO\t-\tx\n4\tthe\tB-OTH\t-\tx\n\n"


@pytest.mark.parametrize("zipped", [False, True])
def test_parse_scores_a_folder_of_plain_or_gzipped_files(tmp_path: Path, zipped: bool) -> None:
    body = conllu("GUM_news_a") + conllu("GUM_speech_b")
    if zipped:
        (tmp_path / "x-ud-test.conllu.gz").write_bytes(gzip.compress(body.encode()))
    else:
        (tmp_path / "x-ud-test.conllu").write_text(body, encoding="utf-8")
    found = scorer("parse")(tmp_path, genre="all")
    assert found["items"] == 2
    assert found["missing"] == []
    assert {"las", "uas", "xpos", "upos", "sentences_f1", "raw_las", "raw_tokens_f1"} <= found["scores"].keys()
    assert found["scores"]["las"] == found["scores"]["raw_las"] == found["scores"]["las_news"] == 1.0
    assert scorer("parse")(tmp_path, genre="news")["items"] == 1


def test_training_files_are_read_only_where_there_are_no_others(tmp_path: Path) -> None:
    (tmp_path / "x-ud-train.conllu").write_text(conllu("a") + conllu("b"), encoding="utf-8")
    assert scorer("parse")(tmp_path)["items"] == 2
    (tmp_path / "x-ud-dev.conllu").write_text(conllu("c"), encoding="utf-8")
    assert scorer("parse")(tmp_path)["items"] == 1


@pytest.mark.parametrize("task", ["parse", "ner"])
def test_what_is_missing_is_named(tmp_path: Path, task: str) -> None:
    found = scorer(task)(tmp_path)
    assert found["items"] == 0
    assert found["scores"] == {} or set(found["scores"].values()) == {0.0}
    assert str(tmp_path) in found["missing"][0]


def test_ner_counts_our_types_only(tmp_path: Path) -> None:
    file = tmp_path / "x-test.iob2"
    file.write_text(IOB, encoding="utf-8")
    assert list(gold_entities(read_iob(file)[0])) == [(0, 2, "PERSON")]
    assert scorer("ner")(tmp_path)["scores"]["f1_person"] == 1.0


def test_text_is_put_together_from_words(tmp_path: Path) -> None:
    file = tmp_path / "x.conllu"
    file.write_text(conllu("a"), encoding="utf-8")
    assert text_of(read_conllu(file)[0]) == "Rebels attacked the town. "


SHARED = Path(os.environ.get("RECENSION_SHARED", "../shared"))


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "data/ud_gum").is_dir(), reason="the public data are not beside the repository")
def test_the_shipped_pipeline_parses_news() -> None:
    scores = scorer("parse")(SHARED / "data/ud_gum", genre="news")["scores"]
    assert scores["las"] > 0.82
    assert scores["xpos"] > 0.95
