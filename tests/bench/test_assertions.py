"""The matchers must pass what is right and fail what is wrong: one small made-up record, a table of both."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from recension.bench.answers import Answers
from recension.bench.assertions import holds, sentence_around
from recension.bench.sample import outside_body, unlisted, wrong_slices

TEXT = "Korou, Monday. Guards shot nine herders at the ford, Gen. Sall said. The junta denied it.\n\nMore news: a cat was found."
OTHER = "Bandits shot 11 herders at the ford."


def mention(text: str, whole: str = TEXT, **more: Any) -> dict[str, Any]:
    start = whole.index(text)
    return {"text": text, "start": start, "end": start + len(text), "name": None, "id": None, **more}


SHOT = {
    "kind": "event", "siglum": "S0", "report": "r0", "id": "e0", "type": "ASSAULT", "mode": "firearms",
    "status": "asserted", "attempted": False, "trigger": mention("shot"), "actor": mention("Guards", id="n1"),
    "recipient": mention("herders"), "speaker": mention("Gen. Sall", name="Ibrahim Sall"), "attribution": [],
    "time": {**mention("Monday"), "from": None, "to": None}, "span": mention("Guards shot nine herders"),
    "place": mention("the ford"), "resolved_time": {"text": "Monday", "from": "2022-03-07", "to": "2022-03-07"},
}
BANDITS = {
    **SHOT, "siglum": "S1", "report": "r1", "id": "e1", "trigger": mention("shot", OTHER), "span": mention(OTHER, OTHER),
    "actor": mention("Bandits", OTHER, id="n2"), "recipient": mention("herders", OTHER), "speaker": None, "time": None,
    "place": None, "resolved_time": None,
}
NINE = {
    "kind": "figure", "siglum": "S0", "report": "r0", "id": "f0", "indicator": "killed", "who": mention("herders"),
    "low": 9.0, "best": 9, "high": None, "negated": False, "status": "asserted", "unit": None,
    "attributed_to": mention("Gen. Sall"), "attribution": [], "span": mention("nine"), "quantifier": "nine",
}
SAID = {
    "kind": "quote", "siglum": "S0", "report": "r0", "id": "q0", "form": "direct", "content": mention("The junta denied it"),
    "speaker": mention("Gen. Sall", name="Ibrahim Sall"), "attribution": [], "span": mention("The junta denied it"),
}


def answers() -> Answers:
    made = Answers(files=["000_a.txt", "001_b.txt"], sigla={"r0": "S0", "r1": "S1"})
    end = TEXT.index("\n\n") + 2
    made.reports = {
        "S0": {
            "id": "r0", "text": TEXT, "title": "Nine shot", "wire": None, "translated": False,
            "published": {"date": "2022-03-08"},
            "blocks": [{"role": "body", "start": 0, "end": end}, {"role": "boilerplate", "start": end, "end": len(TEXT)}],
        },
        "S1": {"id": "r1", "text": OTHER, "blocks": [{"role": "body", "start": 0, "end": len(OTHER)}]},
    }
    made.claims = [copy.deepcopy(claim) for claim in (SHOT, BANDITS, NINE, SAID)]
    made.known = {claim["id"]: copy.deepcopy(claim) for claim in made.claims}
    bound = {"value": 9, "origin_ids": ["o1"]}
    made.views = {
        "incidents": [
            {
                "id": "i0", "type": "ASSAULT", "title": "Shooting at the ford", "from": "2022-03-07", "to": "2022-03-07",
                "place": {"name": "Korou"}, "parent": None, "reports": ["r0"], "claims": ["e0"],
            },
            {
                "id": "i1", "type": "ASSAULT", "title": "again", "from": None, "to": None, "place": None, "parent": "i0",
                "reports": ["r1"], "claims": ["e1"],
            },
        ],
        "figures": [
            {
                "id": "g0", "incident": "i1", "indicator": "killed", "group": "herders", "low": bound, "best": bound,
                "high": {"value": 11, "origin_ids": ["o2"]}, "origins": 2, "refused": [{"claim": "f0", "why": "older"}],
                "history": [{"as_of": "2022-03-07", "low": 9, "best": 9, "high": 9}],
            },
        ],
        "disagreements": [
            {
                "id": "d0", "kind": "role", "status": "conflict", "about": {"kind": "incident", "id": "i0"},
                "sides": [{"value": "guards", "claims": ["e0"], "origins": 1}, {"value": "bandits", "claims": ["e1"], "origins": 1}],
            },
        ],
        "ledger": [
            {
                "id": "l0", "kind": "demand", "from": ["Ibrahim Sall"], "to": [], "what": "an inquiry into the shooting",
                "state": "open", "claims": ["e0"],
            },
        ],
        "timeline": [],
    }
    made.stemma = {
        "nodes": [
            {"id": "r0", "kind": "report", "path": "x/000_a.txt", "label": "A"},
            {"id": "r1", "kind": "report", "path": "x/001_b.txt", "label": "B"},
            {"id": "z", "kind": "latent", "label": "AFP, 2022-03-07"},
        ],
        "edges": [
            {
                "from": "r0", "to": "r1", "relation": "rewrite", "directed": True,
                "passages": [{"variants": [{"kind": "number", "from": {"text": "nine"}, "to": {"text": "11"}}]}],
            },
            {"from": "z", "to": "r0", "relation": "cites", "directed": True, "passages": []},
        ],
        "origins": [{"id": "o1", "label": "AFP", "reports": ["r0"]}],
    }
    return made


FOUND = {"id": "I.found", "table": "incidents", "report": None, "expect": {"type": ["ASSAULT"], "holds": [{"report": "S1", "at": "Bandits shot"}]}}
EDGE = {"stemma": "edge", "from": "S0", "to": "S1"}
VARIANT = {"stemma": "variant", "from": "S0", "to": "S1", "kind": ["number"]}
DEATHS = {"indicator": ["killed"], "group": ["herder*"], "incident": "I"}
HELD: list[tuple[str, str | None, dict[str, Any], dict[str, Any]]] = [
    # table, report, what holds, what does not
    ("events", "S0", {"type": ["ASSAULT"], "actor": ["guard*"]}, {"type": ["ASSAULT"], "actor": ["bandit*"]}),
    ("events", "S0", {"speaker": ["ibrahim"], "at": "shot nine herders"}, {"speaker": [None]}),
    ("events", "S1", {"speaker": [None], "actor": ["bandits", None]}, {"speaker": ["sall"]}),
    ("events", "S0", {"inside": "Guards shot nine herders"}, {"inside": "The junta denied it"}),
    ("events", "S0", {"overlap": "shot nine"}, {"overlap": "a cat was found"}),
    ("events", "S0", {"at": "at the ford"}, {"at": "The junta denied it"}),
    ("events", "S0", {"status": ["asserted"], "attempted": [False]}, {"attempted": [True]}),
    ("events", "S0", {"not_status": ["historical"], "place": ["ford"]}, {"not_status": ["asserted"]}),
    ("events", None, {"any_of": [{"type": ["AID"]}, {"type": ["ASSAULT"]}]}, {"any_of": [{"type": ["AID"]}]}),
    ("figures", "S0", {"claim": {"low": [9], "best": [9], "high": [None]}}, {"claim": {"low": [9], "high": [9]}}),
    ("figures", "S0", {"claim": {"who": ["herder* -guards"], "attributed": ["sall"]}}, {"claim": {"attributed": ["junta"]}}),
    ("figures", "S0", {"claim": {"values": [9, 10]}}, {"claim": {"values": [10, None]}}),
    ("quotes", "S0", {"content": "junta denied", "speaker": ["sall"], "form": ["direct"]}, {"content": "shot nine"}),
    ("quotes", "S0", {"speaker": ["any", "sall"]}, {"speaker": [None]}),
    ("times", "S0", {"text": ["Monday"], "within": ["2022-03-07", "2022-03-07"]}, {"text": ["Monday"], "within": ["2022-03-08", "2022-03-09"]}),
    ("incidents", None, FOUND["expect"], {"type": ["AID"], "holds": [{"report": "S0"}]}),
    ("incidents", None, {"when": {"within": ["2022-03", "2022-03"]}, "place": ["korou"], "reports": ["S0", "S1"]}, {"reports": ["S2"]}),
    ("incidents", None, {"when": {"within": ["2022-03-01", "2022-03-31"], "open": True}}, {"when": {"within": ["2022-03", "2022-04"], "min_days": 2}}),
    (
        "incidents", None,
        {"not_together": [[{"report": "S0", "type": ["ASSAULT"]}], [{"report": "S1", "type": ["ASSAULT"]}]]},
        {"not_together": [[{"report": "S0", "type": ["ASSAULT"]}], [{"report": "S0", "actor": ["guards"]}]]},
    ),
    ("figures", None, {"estimate": {**DEATHS, "sets": [{"low": [9], "best": [9], "high": [11]}]}}, {"estimate": {**DEATHS, "sets": [{"best": [10]}]}}),
    ("figures", None, {"estimate": {**DEATHS, "sets": [{"refused": 9, "origins": [2]}]}}, {"estimate": {**DEATHS, "sets": [{"refused": 11}]}}),
    (
        "figures", None, {"estimate": {**DEATHS, "sets": [{"history": [9, 9, 9], "by": "2022-03-07"}]}},
        {"estimate": {**DEATHS, "sets": [{"history": [9, 9, 9], "by": "2022-03-06"}]}},
    ),
    (
        "disagreements", None, {"kind": ["role"], "sides": [{"words": ["guards"], "reports": ["S0"]}, {"words": ["bandits"]}]},
        {"kind": ["role"], "sides": [{"words": ["guards"]}, {"words": ["guards"]}]},
    ),
    ("disagreements", None, {"about": ["incident"], "status": ["conflict"], "sides": []}, {"status": ["update"], "sides": []}),
    ("ledger", None, {"kind": ["demand"], "from": ["sall"], "to": [None], "what": ["inquiry"]}, {"to": ["junta"]}),
    ("ledger", None, {"state": ["open"], "reports": ["S0"], "not_what": ["ransom"]}, {"not_what": ["inquiry"]}),
    ("reports", "S0", {"field": "published.date", "in": ["2022-03-08", None]}, {"field": "published.date", "in": [None]}),
    ("reports", "S0", {"field": "title", "words": ["nine shot"]}, {"field": "title", "words": ["ten"]}),
    ("reports", "S0", {"field": "wire", "in": [None]}, {"field": "wire", "not_in": [None, False]}),
    ("reports", "S0", {"role_of": "a cat was found", "roles": ["boilerplate"]}, {"role_of": "a cat was found", "roles": ["body"]}),
    ("reports", "S0", {"role_of": "not in the text", "roles": ["boilerplate"]}, {"role_of": "not in the text", "roles": ["body"]}),
    ("reports", None, {**EDGE, "relations": ["rewrite"]}, {**EDGE, "relations": ["copy"]}),
    ("reports", None, {"stemma": "no_edge", "relations": ["copy"]}, {"stemma": "no_edge", "relations": ["rewrite"]}),
    ("reports", None, {"stemma": "no_edge", "relations": ["rewrite"], "among": ["S0"]}, {**EDGE, "from": "S1", "to": "S0", "relations": ["rewrite"]}),
    ("reports", None, {**VARIANT, "words": ["nine", "11"]}, {**VARIANT, "words": ["nine", "12"]}),
    ("reports", None, {"stemma": "latent", "label": ["afp"], "to": "S0"}, {"stemma": "latent", "label": ["afp"], "to": "S1"}),
    ("reports", None, {"stemma": "apart", "label": ["afp"], "reports": ["S0", "S1"]}, {"stemma": "apart", "label": ["afp"], "reports": ["S0"]}),
    ("reports", None, {"one_entity": ["guards"], "reports": ["S0"], "only": True}, {"one_entity": ["guards", "bandits"], "reports": ["S0"], "only": True}),
    ("absent", "S0", {"claim": "any", "overlap": "a cat was found"}, {"claim": "event", "type": ["ASSAULT"]}),
    ("absent", None, {"estimate": {"indicator": ["money"]}}, {"estimate": {"indicator": ["killed"]}}),
    ("absent", None, {"incident": {"type": ["AID"]}}, {"incident": {"type": ["ASSAULT"]}}),
]


@pytest.mark.parametrize(("table", "report", "right", "wrong"), HELD)
def test_assertions_hold_and_fail(table: str, report: str | None, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    made, every = answers(), [FOUND]
    assert holds(made, {"id": "x", "table": table, "report": report, "expect": right}, every) is None
    assert holds(made, {"id": "x", "table": table, "report": report, "expect": wrong}, every) in {"no match", "found"}


def test_a_failed_command_fails_what_needs_it() -> None:
    made = answers()
    made.failures = {"claims": "S0: exit status 3: held"}
    said = holds(made, {"id": "x", "table": "absent", "report": "S0", "expect": {"claim": "any"}}, [])
    assert said == "`claims` failed: S0: exit status 3: held"
    assert holds(made, {"id": "x", "table": "reports", "report": "S0", "expect": {"field": "title", "words": ["nine"]}}, []) is None


def test_an_unknown_key_is_no_success() -> None:
    said = holds(answers(), {"id": "x", "table": "events", "report": "S0", "expect": {"colour": ["red"]}}, [])
    assert said is not None
    assert "colour" in said


def test_caps_see_what_must_not_be() -> None:
    made = answers()
    assert not [*wrong_slices(made), *outside_body(made)]
    assert [*unlisted(made, [])] == ["ASSAULT 2022-03-07 Shooting at the ford", "ASSAULT None again"]
    assert not [*unlisted(made, [FOUND])]
    made.claims[0]["actor"]["end"] += 1
    made.claims[1]["span"] = {**mention("Bandits", OTHER), "start": 500, "end": 510}
    assert len([*wrong_slices(made)]) == 2
    assert len([*outside_body(made)]) == 1


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        ("ford", "Guards shot nine herders at the ford, Gen. Sall said. "),
        ("junta", "The junta denied it.\n\n"),
        ("cat", "More news: a cat was found."),
    ],
)
def test_sentences_end_at_points_and_lines(run: str, sentence: str) -> None:
    start = TEXT.index(run)
    assert TEXT[slice(*sentence_around(TEXT, (start, start + len(run))))] == sentence
