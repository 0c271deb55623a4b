"""Exports: PLOVER's own keys and scores, one line a deed, nothing that did not happen, no words and no names that were to stay."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.bench.command import run
from recension.claims import bare_report, read_reports
from recension.claims.lexicon import rows
from recension.model import Event, EventType, Reading
from recension.record import Record
from recension.store import load
from recension.views.exports import FORMATS, export_lines, write_lines
from recension.views.exports.plover import code_of, contexts_of, modes_of, quad, scale
from recension.views.exports.quoting import CREDIT, SHORT
from recension.views.exports.redaction import Cover, cover

# The tables of the manual's chapter "Data Fields", word for word.
EVENT_KEYS = (
    "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode context link "
    "text text_info cite_info coder coded_date coded_time comment"
).split()
ENTITY_KEYS = "code sector entity_text identifier_id identifier_text religion ethnicity office gender age".split()
TEXT_KEYS = "sequence start end text_story".split()
CITE_KEYS = "corpus citation url title language publication license copyright coder codebook version".split()
LOCATION_KEYS = (
    "extracted_place resolved_place geonameid lat lon city district province country country_code feature_class feature_code "
    "resolution"
).split()
PERSONS = (
    "Tolde Lund Lindqvist Falk Adesina Sadar Radan Vostrek Korsane Sollen Isel Arende Maranz Dure Rasim Petra Hana Oren Paulo "
    "Emin Ilena Davit Mira Goran Josip Teodor Aslan"
).split()
MODES = ("none", "quotes", "full")

ELSEWHERE = (
    "Sudanese soldiers shelled a market in El Fasher on Monday, killing 12 civilians, Governor Minni Ahmed said. "
    "Secretary Blinken met Foreign Minister Ali Yusuf in Cairo on Tuesday. Police did not arrest protesters in Omdurman. "
    "Rapid Support Forces will leave the city, General Burhan said."
)


@pytest.fixture(scope="session")
def readings(crisis: Path) -> tuple[Reading, ...]:
    return tuple(load(crisis).readings)


@pytest.fixture(scope="session")
def record(readings: tuple[Reading, ...]) -> Record:
    return Record.of(readings, engine="test")


@pytest.fixture(scope="session")
def elsewhere(nlp: Any) -> Record:
    """A record of one report with places that the gazetteer knows."""
    (reading,) = read_reports([bare_report(ELSEWHERE, "2024-05-08")], nlp)
    assert isinstance(reading, Reading)
    return Record.of([reading], engine="test")


@pytest.fixture(scope="session")
def exported(record: Record) -> dict[tuple[str, str], list[dict[str, Any]]]:
    return {(to, text): lines(record, to, text=text) for to in FORMATS for text in MODES}


@pytest.fixture(scope="session")
def redacted(record: Record) -> dict[tuple[str, str], str]:
    """The whole export in every format and for either kind of names, with all the words that there can be."""
    return {(to, kind): "".join(export_lines(record, to, text="full", redact=[kind])) for to in FORMATS for kind in ("persons", "speakers")}


def lines(record: Record, to: str, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_lines(record, to, **options)]


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All strings of a JSON value, each with the key that it stands under."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from strings(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v, key)
    elif isinstance(value, str):
        yield key, value


# ---------------------------------------------------------------- PLOVER's own words
@pytest.mark.parametrize("text", MODES)
def test_lines_have_the_keys_of_the_manual(exported, text):
    assert exported["polecat", text]
    for row in exported["polecat", text]:
        assert list(row) == [*EVENT_KEYS, "recension"]
        assert list(row["text_info"]) == TEXT_KEYS
        assert list(row["cite_info"]) == CITE_KEYS
        assert row["event_loc"] is None or list(row["event_loc"]) == LOCATION_KEYS
        assert all(list(party) == ENTITY_KEYS for party in row["actor"] + row["recipient"])
        assert len(row["event"]) == len(row["actor"]) == 1 >= len(row["recipient"])


@pytest.mark.parametrize(("label", "keys"), [
    ("tab:json", EVENT_KEYS), ("tab:actorinfo", ENTITY_KEYS), ("tab:textinfo", TEXT_KEYS), ("tab:citeinfo", CITE_KEYS),
    ("tab:locations", LOCATION_KEYS),
])
def test_the_keys_are_those_of_the_manual_itself(shared, label, keys):
    manual = (shared / "data" / "plover" / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    table = manual[: manual.index(f"\\label{{{label}}}")].rsplit("\\begin{table}", 1)[1]
    named = [m[1].replace("\\_", "_") for m in re.finditer(r"(?m)^(?:\\hline\s*)?([a-z_\\]+) +&", table)]
    assert named == keys


def test_scores_are_those_of_the_manual(shared):
    manual = (shared / "data" / "plover" / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    table = manual[manual.rindex("\\begin{tabular}", 0, manual.rindex("\\label{tab:ploverscores}")) :]
    table = table[: table.index("\\end{tabular}")]
    plain = re.sub(r"\\cellcolor\{[^}]*\}|\\hline|\s", "", table)
    found = re.findall(r"(?:^|&|\\)([A-Z]+)(?::([A-Za-z-]+))?&(-?\d+(?:\.\d+)?)", plain)
    assert len(found) > 60
    for kind, mode, score in found:
        # The manual gives accusations, whose modes are all below 0, the score 3.
        wanted = -3.0 if (kind, mode) == ("ACCUSE", "") else float(score)
        assert scale(kind, [mode.lower()] if mode else []) == wanted, (kind, mode)


def test_every_type_mode_and_context_that_is_read_is_plovers():
    assert {quad(kind) for kind in get_args(EventType)} == {1, 2, 3, 4}
    modes = {(kind, mode) for file in ("events.modes.tsv", "events.verbs.tsv", "events.nouns.tsv") for kind, mode, *_ in rows(file)}
    known = [(kind, mode) for kind, mode in sorted(modes) if kind in get_args(EventType) and re.fullmatch(r"[a-z][a-z-]+", mode)]
    assert len(known) > 30
    assert [pair for pair in known if modes_of(pair[0], [pair[1]]) != [pair[1]] and pair[1] != "mode"] == []
    contexts = {row[1] for row in rows("events.contexts.tsv")}
    assert contexts_of(contexts) == sorted(contexts)


@pytest.mark.parametrize(("name", "code", "sector"), [
    ("the United States", "USA", None), ("Sudanese army", "SDN", "MIL"), ("police of Colombia", "COL", "COP"),
    ("Ministry of the Interior", None, "GOV"), ("UN Security Council", "UNO", None), ("NATO", "IGO", None), ("Oxfam", "NGO", None),
    ("NATO troops", "IGO", "MIL"), ("Gunmen", None, "UAF"), ("rebel troops", None, "REB"), ("Kachin rebels", None, "REB"), ("Réunion", "FRA", None),
    # What is not said is not known: a nation's people are no state, a name that ends in a noun says no sector.
    ("Syrians", None, None), ("Syrian protesters", None, "CVL"), ("Arakan Army", None, None), ("people", None, None),
    ("militia", None, None), ("Ali Yusuf", None, None), ("", None, None), ("of", None, None),
])
def test_codes_of_actors(name, code, sector):
    found = code_of([name])
    assert (found.code, found.sector) == (code, sector)


# ---------------------------------------------------------------- one line for one deed
def test_one_line_for_one_incident_type_and_pair(exported, record):
    found = exported["polecat", "quotes"]
    keys = [(r["link"], r["event"][0], r["recension"]["actor"], r["recension"]["recipient"]) for r in found]
    assert len(set(keys)) == len(keys)
    assert len({r["id"] for r in found}) == len(found)
    claims = [c for r in found for c in r["recension"]["claims"]]
    assert len(set(claims)) == len(claims) > len(found), "no claim is in two lines, and lines hold claims of several reports"
    assert {r["link"] for r in found} <= {i.id for i in record.incidents}
    told = next(r for r in found if len(r["recension"]["reports"]) > 3)
    assert 1 <= told["recension"]["origins"] <= told["recension"]["origins_max"]


def test_only_what_is_asserted_is_a_line_and_the_rest_is_in_jsonl(exported, record):
    lined = {c for r in exported["polecat", "quotes"] for c in r["recension"]["claims"]}
    assert {record.claims[c].status for c in lined} == {"asserted"}
    others = {c.id for c in record.claims.values() if isinstance(c, Event) and c.status != "asserted"}
    assert {record.claims[c].status for c in others} >= {"future", "negated", "demanded"}
    rest = {row["id"]: row for row in exported["jsonl", "quotes"]}
    assert set(rest) == set(record.claims)
    assert all(rest[c]["status"] == record.claims[c].status for c in others)


def test_a_planned_or_denied_deed_elsewhere_gives_no_line(elsewhere):
    found = lines(elsewhere, "polecat")
    assert {"ASSAULT", "CONSULT"} <= {r["event"][0] for r in found}
    assert not {"COERCE", "RETREAT"} & {r["event"][0] for r in found}


def test_mirrored_lines_name_each_other(exported):
    found = {r["id"]: r for r in exported["polecat", "quotes"]}
    mirrored = [r for r in found.values() if r["recension"]["reciprocal"]]
    assert mirrored
    for row in mirrored:
        other = found[row["recension"]["reciprocal"]]
        assert (other["recension"]["actor"], other["recension"]["recipient"]) == (row["recension"]["recipient"], row["recension"]["actor"])


def test_a_deed_of_nobody_to_nobody_is_a_line_only_where_there_is_no_other(exported, record):
    told = [(r["link"], r["event"][0], r["recension"]["actor"], r["recension"]["recipient"]) for r in exported["polecat", "quotes"]]
    claims = [(i.id, c) for i in record.incidents for cid in i.claims if isinstance(c := record.claims[cid], Event)]
    bare = {(i, c.type) for i, c in claims if c.status == "asserted" and c.actor is None and c.recipient is None}
    assert bare
    for incident, kind in bare:
        parties = [pair for link, event, *pair in told if (link, event) == (incident, kind)]
        assert ([None, None] in parties) == (len(parties) == 1 and parties == [[None, None]])
        assert parties


def test_what_rests_on_unreliable_reports_alone_says_so(record):
    assert {r["recension"]["unreliable"] for r in lines(record, "polecat")} == {False}
    doubted = replace(record, unreliable=frozenset(list(record.reports)[:1]))
    assert {r["recension"]["unreliable"] for r in lines(doubted, "polecat")} == {True, False}
    assert {r["unreliable"] for r in lines(doubted, "jsonl")} == {True, False}


def test_a_date_is_a_day_or_null_with_a_reason(exported):
    dates = {r["date"] is None for r in exported["polecat", "quotes"]}
    assert dates == {True, False}
    for row in exported["polecat", "quotes"]:
        period = row["recension"]["period"]
        if row["date"] is None:
            assert row["enddate"] is None
            assert "date" in row["recension"]["why_null"]
        else:
            assert (row["date"], period["precision"]) == (period["from"], "day")


def test_a_party_that_nobody_names_is_plovers_unknown_actor(exported):
    unknown = [r for r in exported["polecat", "quotes"] if r["recension"]["actor"] is None]
    assert unknown
    for row in unknown:
        assert [(a["code"], a["sector"], a["identifier_text"]) for a in row["actor"]] == [(None, "UNK", None)]
        assert row["recension"]["why_null"]["actor"]


def test_coordinates_carry_the_credit(elsewhere, exported):
    for row in [*lines(elsewhere, "polecat"), *exported["polecat", "quotes"]]:
        located = row["event_loc"] is not None and (row["event_loc"]["lat"] is not None or row["event_loc"]["geonameid"] is not None)
        assert row["recension"]["credits"] == ([CREDIT] if located else [])
    for row in [*lines(elsewhere, "jsonl"), *exported["jsonl", "quotes"]]:
        located = row.get("place") is not None and (row["place"]["lat"] is not None or row["place"]["geonameid"] is not None)
        assert row["credits"] == ([CREDIT] if located else [])
    (place,) = {json.dumps(r["event_loc"]) for r in lines(elsewhere, "polecat") if r["event"] == ["ASSAULT"]}
    found = json.loads(place)
    assert (found["city"], found["country_code"], found["resolution"], found["feature_class"]) == ("El Fasher", "SDN", 4, "P")
    assert found["lat"] == pytest.approx(13.63, abs=0.1)


def test_a_line_cites_the_report_that_was_first_to_tell_of_it(exported, record):
    several = [r for r in exported["polecat", "quotes"] if len(r["recension"]["reports"]) > 1]
    assert several
    for row in several:
        days = {record.claims[c].report: record.known[c] or "9999" for c in row["recension"]["claims"]}
        assert days[row["cite_info"]["citation"]] == min(days.values())


# ---------------------------------------------------------------- the reports' words
def test_selectors_find_their_words(exported, record):
    seen = 0
    items = [e for r in exported["polecat", "quotes"] for e in r["recension"]["evidence"]] + exported["jsonl", "quotes"]
    for each in items:
        text = record.reports[each["report"]].text
        assert each["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert each["text_id"] == record.reports[each["report"]].text_id
        position, *quote = each["selector"]
        assert position["type"] == "TextPositionSelector"
        for q in quote:
            seen += 1
            assert q["exact"] == text[position["start"] : position["end"]]
            assert text[: position["start"]].endswith(q["prefix"])
            assert text[position["end"] :].startswith(q["suffix"])
            assert len(q["exact"]) <= SHORT
    assert seen > 100


#: Keys under which words of reports may stand, none of which may in the mode "none".
WORDED = {"exact", "prefix", "suffix", "text", "sentence", "event_text", "entity_text", "extracted_place", "title"}


def test_none_leaves_out_all_words_of_reports(exported):
    for to in FORMATS:
        assert [s for row in exported[to, "none"] for key, s in strings(row) if key in WORDED] == []
        assert any(key in WORDED for row in exported[to, "quotes"] for key, _ in strings(row))


def test_none_has_no_stretch_of_any_report(exported, record):
    names = {*record.actors.names.values(), *(i.place.name for i in record.incidents if i.place)}
    for to in FORMATS:
        for row in exported[to, "none"]:
            for key, value in strings(row):
                words = value.split()
                if len(words) > 4 and value not in names and key not in {"name", "why_null"}:
                    assert not any(value in r.text for r in record.reports.values()), (key, value)


def test_quotes_are_short_and_full_has_whole_sentences(exported, record):
    for to in FORMATS:
        assert all(len(s) <= SHORT for row in exported[to, "quotes"] for key, s in strings(row) if key in WORDED)
        assert '"sentence"' not in json.dumps(exported[to, "quotes"])
    for row in exported["jsonl", "full"]:
        text = record.reports[row["report"]].text
        assert row["sentence"] in text
        assert text[row["span"]["start"] : row["span"]["end"]] in row["sentence"]
    for row in exported["polecat", "full"]:
        text = record.reports[row["cite_info"]["citation"]].text
        assert row["text"] == text[row["text_info"]["start"] : row["text_info"]["end"]]
    assert all(row["text"] is None for row in exported["polecat", "quotes"])


def test_a_long_quotation_is_no_short_span(nlp):
    said = "We will not leave the valley, " * 12 + "and nobody will make us"
    (reading,) = read_reports([bare_report(f'"{said}," Governor Minni Ahmed said on Monday.', "2024-05-08")], nlp)
    assert isinstance(reading, Reading)
    found = Record.of([reading], engine="test")
    assert len(said) > SHORT
    assert any(said in s for _, s in strings(lines(found, "jsonl", text="full")))
    assert not any(len(s) > SHORT for key, s in strings(lines(found, "jsonl", text="quotes")) if key in WORDED)


# ---------------------------------------------------------------- names
@pytest.mark.parametrize("to", sorted(FORMATS))
def test_no_person_is_named(redacted, to, record):
    told = redacted[to, "persons"]
    plain = "".join(export_lines(record, to, text="full"))
    named = [p for p in PERSONS if re.search(rf"\b{p}\b", plain)]
    assert len(named) > 10
    assert [p for p in PERSONS if re.search(rf"(?i)(?<![a-z]){p}(?![a-z])", told)] == []
    assert "gendarmes" in told
    assert "person:" in told


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_no_id_that_is_made_from_a_name_is_left(redacted, to, record):
    told = redacted[to, "persons"]
    hidden = [e for e, name in record.actors.names.items() if any(p in name.split() for p in PERSONS)]
    made = {o for o in record.origins.of.values() if o not in record.reports}
    assert len(hidden) > 10
    assert [e for e in [*hidden, *made, *(d.id for d in record.disagreements)] if e in told] == []
    assert len({*re.findall(r'"version": ("\w+"|null)', told)} | {"null"}) == 1


def test_one_person_has_one_id_everywhere(redacted, record):
    korsane = next(e for e, name in record.actors.names.items() if name == "Davit Korsane")
    ids = set()
    for row, covered in zip(lines(record, "jsonl", text="full"), map(json.loads, redacted["jsonl", "persons"].splitlines()), strict=True):
        for role, entity in row["entity"].items():
            if entity["id"] == korsane:
                ids |= {covered["entity"][role]["id"], covered["entity"][role]["name"]}
                assert covered[role]["text"] in {covered["entity"][role]["id"], row[role]["text"]}
    (one,) = ids
    assert one in redacted["polecat", "persons"]


@pytest.mark.parametrize("names", [
    ("Davit Korsane", "Korsane", "KORSANE", "korsane", "@davitkorsane", "Davit"), ("Rasim Tolde", "Tolde", "tolde", "RASIM TOLDE"),
    ("Josip Arende", "Arende", "Josip\nArende"),
])
def test_every_form_of_a_name_has_the_one_id(record, names):
    hide = cover(record, ["persons"], [])
    ids = {hide.text(name).lstrip("@") for name in names}
    assert len(ids) == 1
    assert re.fullmatch(r"person:[0-9a-f]{12}", *ids)


def test_two_persons_have_two_ids(record):
    hide = cover(record, ["persons"], [])
    ids = {hide.text(name) for name in ("Davit Korsane", "Rasim Tolde", "Teodor Maranz", "Ilena Vostrek")}
    assert len(ids) == 4
    assert hide.text("Port Ansel, Zemara: the United Nations and gendarmes") == "Port Ansel, Zemara: the United Nations and gendarmes"


def test_an_id_cannot_be_tried_out_without_the_report(nlp):
    ids = set()
    for rest in ("in Goma.", "in Bukavu."):
        (reading,) = read_reports([bare_report(f"Soldiers arrested Maria Castellanos on Monday {rest}", "2024-05-08")], nlp)
        assert isinstance(reading, Reading)
        ids.add(cover(Record.of([reading], engine="test"), ["persons"], []).text("Maria Castellanos"))
    assert len(ids) == 2
    assert all(re.fullmatch(r"person:[0-9a-f]{12}", each) for each in ids)


def test_speakers_go_and_others_stay(redacted):
    told = redacted["jsonl", "speakers"]
    assert [n for n in ("Vostrek", "Tolde", "Lindqvist", "Sollen", "Sable Ridge") if n in told] == []
    assert "Maranz" in told, "he is written of and says nothing"


def test_a_list_of_names_is_kept_to(record, tmp_path, crisis):
    names = tmp_path / "names.txt"
    names.write_text("Korsane\n\n  sable ridge copper \nNobody At All\n", encoding="utf-8")
    done = run(["export", "--record", str(crisis), "--to", "jsonl", "--text", "full", "--redact", str(names)])
    assert done.status == 0, done.err
    assert not re.search("(?i)korsane|davit|sable ridge", done.out)
    assert "Tolde" in done.out
    assert "name:" in done.out


def test_a_lost_word_is_said_beside_its_selector(redacted, record):
    told = [json.loads(line) for line in redacted["jsonl", "persons"].splitlines()]
    assert {row["redacted"] for row in told} == {True, False}
    for row in told:
        quote = [s for s in row["selector"] if s["type"] == "TextQuoteSelector"]
        text = record.reports[row["report"]].text
        assert all((q["exact"] in text) != row["redacted"] for q in quote)
        assert all(q["prefix"] == q["suffix"] == "" for q in quote), "cut by length, they may begin or end inside a name"


def test_ids_of_persons_outlive_a_new_report(record, readings):
    later = bare_report("President Teodor Maranz spoke of Governor Davit Korsane on Friday.", "2022-01-07")
    grown = Record.of([*readings, Reading(later, ())], engine="test")
    before = {s for row in lines(record, "polecat", redact=["persons"]) for _, s in strings(row) if s.startswith("person:")}
    after = {s for row in lines(grown, "polecat", redact=["persons"]) for _, s in strings(row) if s.startswith("person:")}
    assert before
    assert before == after


COVER = Cover({
    "asto": [(("asto",), "person:1")], "maria": [(("maria", "asto"), "person:1"), (("maria",), "person:1")],
    "iron": [(("iron", "front"), "name:2")],
    "stone": [(("stone",), "person:3")],
}, {"0123456789abcdef": "person:1"}, frozenset({"stone"}))


@pytest.mark.parametrize(("text", "shown"), [
    ("Maria Asto", "person:1"), ("MARIA\nASTO’S men", "person:1’S men"), ("María Ásto", "person:1"), ("Maria K. Asto", "person:1 K. person:1"),
    ("the iron front and the Iron Front", "the name:2 and the name:2"), ("iron. On the front", "iron. On the front"),
    ("Mrs Stone threw a stone; @stone", "Mrs person:3 threw a stone; @person:3"), ("asto is a thief, asto@mail.example", "person:1 is a thief, person:1@mail.example"),
    ("pasto, astoria", "pasto, astoria"), ("@asto #asto", "@person:1 #person:1"), ("", ""), ("“Asto”", "“person:1”"),
])
def test_names_are_replaced_as_words(text, shown):
    assert COVER.text(text) == shown


def test_an_address_that_holds_a_name_is_left_out():
    row = {"cite_info": {"url": "https://news.example/2024/asto-freed", "codebook": "plover", "version": "abc"}, "id": "0123456789abcdef"}
    assert COVER.row(row) == {"cite_info": {"url": None, "codebook": "plover", "version": None}, "id": "person:1"}


@given(st.text(alphabet=st.sampled_from("Maria sto’'-.\n@ASTOé\u0301🙂"), max_size=60) | st.text(max_size=60))
def test_what_is_covered_stays_covered(text):
    once = COVER.text(text)
    assert next(COVER.found(once), None) is None
    assert COVER.text(once) == once


# ---------------------------------------------------------------- bytes and files
@pytest.mark.parametrize("to", sorted(FORMATS))
def test_the_same_record_gives_the_same_bytes(record, readings, to):
    again = Record.of(reversed(readings), engine="test")
    assert list(export_lines(record, to)) == list(export_lines(again, to))
    assert list(export_lines(record, to, redact=["persons"])) == list(export_lines(again, to, redact=["persons"]))


def test_a_line_is_one_line(exported):
    report = bare_report("Rebels\u2028attacked soldiers in Goma on Monday\u2029.", "2024-03-05")
    (reading,) = read_reports([report])
    assert isinstance(reading, Reading)
    told = "".join(export_lines(Record.of([reading], engine="test"), "jsonl", text="full"))
    assert told
    assert all(json.loads(line)["kind"] for line in told.splitlines())


def test_a_file_is_replaced_only_when_the_new_one_is_complete(tmp_path):
    out = tmp_path / "events.jsonl"
    assert write_lines(out, ["1\n", "2\n"]) == 2
    out.chmod(0o640)

    def broken() -> Iterator[str]:
        yield "3\n"
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        write_lines(out, broken())
    assert out.read_text() == "1\n2\n"
    write_lines(out, ["4\n"])
    assert out.read_text() == "4\n"
    assert out.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["events.jsonl"]


def test_the_command_writes_what_it_prints(crisis, tmp_path):
    out = tmp_path / "events.jsonl"
    printed = run(["export", "--record", str(crisis), "--to", "polecat", "-o", "-"])
    written = run(["export", "--record", str(crisis), "--to", "polecat", "-o", str(out)])
    assert (printed.status, written.status, written.out) == (0, 0, "")
    assert out.read_text(encoding="utf-8") == printed.out
    assert f"{len(printed.rows)} lines" in written.err


@pytest.mark.parametrize(("options", "status", "said"), [
    (["--to", "gdelt"], 2, "jsonl, polecat"), (["--to", "polecat", "--text", "some"], 2, "quotes"),
    (["--to", "polecat", "--redact", "everyone"], 2, "persons nor speakers"), (["--to", "jsonl", "-o", "RECORD"], 2, "the record itself"),
    (["--to", "jsonl", "-o", "FOLDER"], 3, "folder"), (["--to", "jsonl", "-o", "FOLDER/none/x"], 3, "No such file"),
    (["--to", "polecat", "--redact", "FOLDER/empty"], 2, "no name in it"),
])
def test_wrong_usage_is_said_in_words(crisis, tmp_path, options, status, said):
    (tmp_path / "empty").write_text("\n  \n")
    given = [o.replace("RECORD", str(crisis)).replace("FOLDER", str(tmp_path)) for o in options]
    done = run(["export", "--record", str(crisis), *given])
    assert done.status == status
    assert done.out == ""
    assert said in " ".join(re.sub(r"[│╭╮╰╯─]", " ", done.err).split())


def test_a_record_of_nothing_gives_nothing():
    empty = Record.of([], engine="test")
    assert [line for to in FORMATS for line in export_lines(empty, to, redact=["persons", "speakers"], names=["Asto"])] == []


def test_an_unknown_format_is_named_with_those_that_there_are():
    with pytest.raises(ValueError, match="jsonl, polecat"):
        export_lines(Record.of([], engine="test"), "xml")
