"""The manual's records and MEANTIME's factuality: loaders and scorers over a few rows made here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from recension.bench.factuality import factuality
from recension.bench.gsr import gsr

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def record(number: str, event: str, text: str, source: object, target: object) -> dict[str, object]:
    return {"id": f"PLOVER-GSR01-{number}", "event": event, "text": text, "source": source, "target": target}


def test_gsr_maps_the_old_types(nlp: Language, tmp_path: Path) -> None:
    rows = [
        record("DOCUMENT-0001", "DOCUMENT", "", None, None),
        record("DEMAND-0001", "DEMAND", "France demanded the release of the crew.", [{"actorText": "France"}], ""),
        record("FIGHT-0001", "FIGHT", "The army attacked the rebels.", [{"actorText": "army"}], [{"actorText": "rebels"}]),
        record("PROTEST-0001", "FIGHT", "Students marched against the government.", [{"actorText": "Students"}], [{"actorText": "government"}]),
    ]
    (tmp_path / "X_GSR.txt").write_text(json.dumps(rows))
    found = gsr(tmp_path, nlp=nlp)
    assert found["items"] == 3
    assert found["scores"]["accuracy"] == 1.0
    assert gsr(tmp_path / "nowhere", nlp=nlp)["missing"]


EVENT = '<EVENT_MENTION m_id="{n}" certainty="{certainty}" polarity="{polarity}" time="{time}" special_cases="NONE" pos="VERB"><token_anchor t_id="{at}"/></EVENT_MENTION>'


def test_factuality_compares_what_a_claim_tells(nlp: Language, tmp_path: Path) -> None:
    words = "The army attacked the rebels . The rebels did not attack the town . The army will attack the port .".split()
    ends = [n for n, word in enumerate(words) if word == "."]
    tokens = "".join(f'<token t_id="{n + 1}" sentence="{sum(e < n for e in ends)}" number="{n}">{w}</token>' for n, w in enumerate(words))
    marks = (
        EVENT.format(n=1, certainty="CERTAIN", polarity="POS", time="NON_FUTURE", at=3)
        + EVENT.format(n=2, certainty="CERTAIN", polarity="NEG", time="NON_FUTURE", at=11)
        + EVENT.format(n=3, certainty="CERTAIN", polarity="POS", time="FUTURE", at=18)
    )
    folder = tmp_path / "intra-doc_annotation/corpus_x"
    folder.mkdir(parents=True)
    (folder / "a.xml").write_text(f"<Document>{tokens}<Markables>{marks}</Markables><Relations/></Document>")
    found = factuality(tmp_path, nlp=nlp)
    assert (found["items"], found["scores"]["accuracy"]) == (3, 1.0)
    assert factuality(tmp_path / "nowhere", nlp=nlp)["missing"]
