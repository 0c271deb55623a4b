"""The tasks on events: loaders and scorers over a few rows made here."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from recension.bench.events import case, ipe, muc, wikievents
from recension.bench.police import police_acts

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def test_ipe_by_sentence(nlp: Language, tmp_path: Path) -> None:
    rows = [
        {"doc_id": 1, "sent_id": 0, "sent_labels": ["ARREST", "ANY_ACTION"], "sent_text": "Police arrested two men."},
        {"doc_id": 1, "sent_id": 1, "sent_labels": [], "sent_text": "The market was quiet."},
    ]
    with gzip.open(tmp_path / "sents.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    result = ipe(tmp_path, nlp=nlp)
    assert result["items"] == 2
    assert result["scores"]["arrest_f1"] == result["scores"]["any_f1"] == 1.0


def test_ipe_reads_a_sentence_within_its_story(nlp: Language, tmp_path: Path) -> None:
    sents = ["Police surrounded the mosque on Friday.", "They opened fire on the crowd."]
    rows = [{"doc_id": 7, "sent_id": i, "sent_labels": ["FORCE", "ANY_ACTION"][: 2 * i], "sent_text": text} for i, text in enumerate(sents)]
    (tmp_path / "sents.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert ipe(tmp_path, nlp=nlp)["scores"]["force_f1"] == 0.0
    (tmp_path / "docs.jsonl").write_text(json.dumps({"doc_id": 7, "doc_text": "\n\n".join(sents)}) + "\n")
    assert ipe(tmp_path, nlp=nlp)["scores"]["force_f1"] == 1.0


def test_police_acts(nlp: Language) -> None:
    assert police_acts(nlp("Police fired tear gas at the crowd.")) >= {"force", "any"}
    assert police_acts(nlp("The mayor opened a school.")) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two students were killed in police firing.", {"kill", "force", "any"}),
        ("Ninety people have died in police firing.", {"kill", "force", "any"}),
        ("Forty marchers were detained overnight.", {"arrest", "any"}),
        ("Police said the town was calm.", {"any"}),
        ("Extra soldiers were posted near the mosque.", {"any"}),
        ("The town was placed under curfew.", {"any"}),
        ("Police stood by as the mob burned houses.", {"fail"}),
        ("The police failed to control the mob.", {"fail"}),
        ("The government did not protect the minorities.", {"fail"}),
        ("There was total inaction on the part of the police.", {"fail"}),
        ("Officials refused to comment.", set()),
        ("The municipal commissioner opened a park.", set()),
        ("Secular forces oppose the bill.", set()),
    ],
)
def test_police_labels(nlp: Language, text: str, wanted: set[str]) -> None:
    assert police_acts(nlp(text)) == wanted


def test_muc_reads_keys_and_texts(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "dev-muc3-0001").write_text("DEV-MUC3-0001 (X)\n\n   TERRORISTS KIDNAPPED FIVE PEASANTS IN THE TOWN.\n")
    key = [
        "0.  MESSAGE: ID                     DEV-MUC3-0001 (X)",
        '9.  PERP: INDIVIDUAL ID             "TERRORISTS"',
        '19. HUM TGT: DESCRIPTION            "PEASANTS"',
        '21. HUM TGT: NUMBER                 5: "PEASANTS"',
    ]
    (tmp_path / "key-dev-0001.muc4").write_text("\n".join(key) + "\n")
    result = muc(tmp_path, nlp=nlp)
    assert result["items"] == 1
    assert result["scores"]["perp_individual"] == result["scores"]["victim"] == 1.0


def test_wikievents_triggers(nlp: Language, tmp_path: Path) -> None:
    tokens = "Gunmen attacked soldiers .".split()
    row = {
        "doc_id": "a",
        "tokens": tokens,
        "sentences": [[tokens, "Gunmen attacked soldiers."]],
        "entity_mentions": [{"id": "T1", "start": 0, "end": 1}, {"id": "T2", "start": 2, "end": 3}],
        "event_mentions": [
            {
                "id": "E1",
                "trigger": {"start": 1, "end": 2, "text": "attacked"},
                "arguments": [{"entity_id": "T1", "role": "Attacker"}, {"entity_id": "T2", "role": "Target"}],
            }
        ],
    }
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    assert wikievents(tmp_path, nlp=nlp)["scores"] == {"trigger_f1": 1.0, "argument_head_f1": 1.0}


def test_case_classes(nlp: Language, tmp_path: Path) -> None:
    rows = [
        ("Gunmen kidnapped three teachers.", "ABDUCT_DISSAP"),
        ("Rebels clashed with soldiers near the river.", "ARMED_CLASH"),
        ("Police arrested five activists.", "ARREST"),
    ]
    text = "id\tEventSnippet\tSubType\n" + "".join(f"{i}\t{a}\t{b}\n" for i, (a, b) in enumerate(rows))
    (tmp_path / "x.tsv").write_text(text)
    assert case(tmp_path, nlp=nlp)["scores"]["weighted_f1"] == 1.0


@pytest.mark.parametrize("task", [ipe, muc, wikievents, case])
def test_missing_data_is_named(task, nlp: Language, tmp_path: Path) -> None:
    result = task(tmp_path, nlp=nlp)
    assert result["items"] == 0
    assert result["missing"]
