"""The promises of the commands and their JSON, on the sample crisis: shapes, spans, exit statuses, bad input, forgetting."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.main import get_command

from recension.bench.answers import mentions
from recension.bench.command import Ran, run
from recension.cli import app
from recension.record.decisions import CORRECTABLE
from recension.views.schema import schema

DONE, SOME_REFUSED, WRONG_USAGE, NOT_DONE, NOTHING_READ = range(5)
VIEWS = ("incidents", "figures", "ledger", "disagreements", "timeline")

# What CONTRACT promises, word for word: scripts rely on it, so it may not follow the types where they go.
CLAIM_KEYS = "kind report id span evidence confidence why_null status attribution"
PROMISED = {
    "clean": "id text_id path address outlet title byline dateline wire language translated published shown_date text blocks",
    "event": f"{CLAIM_KEYS} happening type mode contexts attempted trigger actor recipient speaker time place",
    "figure": (
        f"{CLAIM_KEYS} indicator who quantifier unit low best high bound change part_of attributed_to negated time place"
    ),
    "quote": "kind report id content form speaker cue addressee attribution status utterance span confidence",
    "mention": "text start end name id",
    "published": "date at earliest latest precision source doubtful why",
    "time": "text start end from to precision anchor reason",
    "place": "text start end name geonameid lat lon precision within relation",
    "record": "fingerprint log_position as_of engine profile",
    "incidents": "id formerly title type from to precision place actors parent reports origins origins_max origin_ids claims",
    "figures": "id incident indicator group low best high origins origins_max history used refused hinges_on why_null",
    "disagreements": "id kind status about sides why",
    "ledger": "id kind from to what state states claims",
    "timeline": "from to precision incident text sigla claims",
    "nodes": "id kind label outlet path",
    "edges": "from to relation directed confidence share passages why",
    "origins": "id label reports",
}
COMMANDS = (
    "read", "clean", "claims", "stemma", "compare", "brief", *VIEWS, "fingerprint", "decide", "forget", "verify", "export", "bench",
    "demo",
)


def keys(name: str) -> set[str]:
    return set(PROMISED[name].split())


def valid(name: str, value: Any) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(value)


def view(record: Path, name: str, *options: str) -> Any:
    done = run([name, "--record", str(record), "--format", "json", *options])
    assert done.status == DONE, done.err
    return done.value


@pytest.fixture(scope="module")
def cleaned(sample: list[Path]) -> list[dict[str, Any]]:
    done = run(["clean", *map(str, sample)])
    assert done.status == DONE, done.err
    return done.rows


@pytest.fixture(scope="module")
def claimed(sample: list[Path]) -> list[dict[str, Any]]:
    done = run(["claims", *map(str, sample)])
    assert done.status == DONE, done.err
    return done.rows


# ---------------------------------------------------------------- shapes
@pytest.mark.parametrize("name", COMMANDS)
def test_command_says_what_it_does(name: str) -> None:
    done = run([name, "--help"])
    assert done.status == DONE
    assert name in done.out


def test_clean_is_one_line_a_report(cleaned: list[dict[str, Any]], sample: list[Path]) -> None:
    assert [Path(row["path"]).name for row in cleaned] == [path.name for path in sample]
    for row in cleaned:
        valid("clean", row)
        assert keys("clean") <= set(row)
        assert keys("published") <= set(row["published"])


def test_blocks_cover_the_text(cleaned: list[dict[str, Any]]) -> None:
    for row in cleaned:
        ends = [0, *(block["end"] for block in row["blocks"])]
        assert [block["start"] for block in row["blocks"]] == ends[:-1]
        assert ends[-1] == len(row["text"])


def test_claims_have_the_promised_shape(claimed: list[dict[str, Any]]) -> None:
    assert {row["kind"] for row in claimed} == {"event", "figure", "quote"}
    for row in claimed:
        valid("claims", row)
        assert keys(row["kind"]) <= set(row)
        for name in ("actor", "recipient", "speaker", "who", "attributed_to", "content", "cue", "trigger"):
            if row.get(name) is not None:
                assert keys("mention") <= set(row[name])
        for name in ("time", "place"):
            if row.get(name) is not None:
                assert keys(name) <= set(row[name])


def test_text_of_every_mention_is_the_slice(claimed: list[dict[str, Any]], cleaned: list[dict[str, Any]]) -> None:
    text = {row["id"]: row["text"] for row in cleaned}
    found = 0
    for row in claimed:
        for where, one in mentions(row):
            assert text[row["report"]][one["start"] : one["end"]] == one["text"], (where, row)
            found += 1
        for stretch in row["evidence"]:
            assert 0 <= stretch["start"] < stretch["end"] <= len(text[row["report"]])
    assert found > len(claimed)


def test_ids_of_claims_are_single_and_stable(claimed: list[dict[str, Any]], sample: list[Path]) -> None:
    ids = [row["id"] for row in claimed]
    assert len(ids) == len(set(ids))
    alone = run(["claims", str(sample[4])]).rows
    assert [row["id"] for row in alone] == [row["id"] for row in claimed if row["report"] == alone[0]["report"]]


def test_bounds_of_figures_follow_the_conventions(claimed: list[dict[str, Any]]) -> None:
    shapes = {
        "exact": lambda low, best, high: low == best == high,
        "at_least": lambda low, best, high: high is None and low is not None and best in {low, None},
        "at_most": lambda low, best, high: low is None and best in {high, None} and high is not None,
        "about": lambda low, best, high: low is None and high is None and best is not None,
        "range": lambda low, best, high: best is None and low is not None and high is not None and low <= high,
    }
    for row in claimed:
        if row["kind"] == "figure" and row["bound"] in shapes:
            assert shapes[row["bound"]](row["low"], row["best"], row["high"]), row


def test_claims_of_one_happening_share_type_and_trigger_sentence(claimed: list[dict[str, Any]]) -> None:
    together: dict[str, set[str]] = {}
    for row in claimed:
        if row["kind"] == "event":
            together.setdefault(row["happening"], set()).add(row["report"])
    assert all(len(reports) == 1 for reports in together.values())


@pytest.mark.parametrize("name", VIEWS)
def test_view_has_the_promised_shape(name: str, crisis: Path, claimed: list[dict[str, Any]]) -> None:
    told = view(crisis, name, "--with-claims")
    valid(name, told)
    assert told["schema"] == "recension/1"
    assert keys("record") <= set(told["record"])
    assert told[name], "a view of the sample crisis is never empty"
    assert all(keys(name) <= set(row) for row in told[name])
    local = {row["id"] for row in claimed}
    assert set(told["claims_by_id"]) <= local
    assert all(key == claim["id"] for key, claim in told["claims_by_id"].items())
    cited = {claim for row in told[name] for claim in row.get("claims", [])}
    assert cited <= set(told["claims_by_id"])


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("form", ["table", "csv"])
def test_view_is_told_in_other_forms(name: str, form: str, crisis: Path) -> None:
    done = run([name, "--record", str(crisis), "--format", form])
    assert done.status == DONE, done.err
    assert len(done.out.splitlines()) > 1


def test_stemma_has_the_promised_shape(crisis: Path, sample: list[Path]) -> None:
    told = view(crisis, "stemma")
    valid("stemma", told)
    for name in ("nodes", "edges", "origins"):
        assert all(keys(name) <= set(row) for row in told[name])
    nodes = {node["id"]: node for node in told["nodes"]}
    assert sum(node["kind"] == "report" for node in nodes.values()) == len(sample)
    for edge in told["edges"]:
        assert edge["from"] in nodes
        assert nodes[edge["to"]]["kind"] == "report"


def test_edges_of_the_stemma_point_at_true_passages(crisis: Path, cleaned: list[dict[str, Any]]) -> None:
    text = {row["id"]: row["text"] for row in cleaned}
    variants = 0
    for edge in view(crisis, "stemma")["edges"]:
        for passage in edge["passages"]:
            for end in ("from", "to"):
                if edge[end] in text:
                    start, stop = passage[end]
                    assert 0 <= start <= stop <= len(text[edge[end]])
            for variant in passage["variants"]:
                for end in ("from", "to"):
                    span = variant[end]
                    assert text[edge[end]][span["start"] : span["end"]] == span["text"]
                variants += 1
    assert variants


def test_brief_is_evidence_throughout(crisis: Path, cleaned: list[dict[str, Any]]) -> None:
    told = view(crisis, "brief")
    valid("brief", told)
    length = {row["id"]: len(row["text"]) for row in cleaned}
    sigla = {source["siglum"] for source in told["sources"]}
    sentences = [sentence for section in told["sections"] for sentence in section["sentences"]]
    assert sentences
    for sentence in sentences:
        assert sentence["evidence"]
        assert set(sentence["sigla"]) <= sigla
        assert all(0 <= one["start"] < one["end"] <= length[one["report"]] for one in sentence["evidence"])


@pytest.mark.parametrize("form", ["md", "html"])
def test_brief_says_the_same_in_every_form(form: str, crisis: Path) -> None:
    told = view(crisis, "brief")
    text = run(["brief", "--record", str(crisis), "--format", form]).out
    words = " ".join(text.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&").split())
    for section in told["sections"]:
        assert section["title"] in words


def test_brief_can_be_verified_and_a_forged_one_cannot(crisis: Path, tmp_path: Path) -> None:
    honest, forged = tmp_path / "honest.json", tmp_path / "forged.json"
    told = view(crisis, "brief")
    honest.write_text(json.dumps(told), encoding="utf-8")
    assert run(["verify", str(honest), "--record", str(crisis)]).status == DONE
    told["sections"][0]["sentences"][0]["text"] += " Nobody was hurt."
    forged.write_text(json.dumps(told), encoding="utf-8")
    assert run(["verify", str(forged), "--record", str(crisis)]).status == NOT_DONE


def test_compare_shows_passages_and_variants(sample: list[Path]) -> None:
    done = run(["compare", str(sample[0]), str(sample[4]), "--format", "json"])
    assert done.status == DONE, done.err
    told = done.value
    assert told["schema"] == "recension/1"
    assert {"a", "b", "relation", "passages"} <= set(told["compare"])
    kinds = {v["kind"] for passage in told["compare"]["passages"] for v in passage["variants"]}
    assert "number" in kinds


def test_keys_stand_in_a_fixed_order(cleaned: list[dict[str, Any]], claimed: list[dict[str, Any]]) -> None:
    assert len({tuple(row) for row in cleaned}) == 1
    assert len({tuple(key for key in row if key != "item") for row in claimed}) == len({row["kind"] for row in claimed})


@pytest.mark.parametrize("form", ["text", "dot"])
def test_stemma_is_told_in_other_forms(form: str, crisis: Path, sample: list[Path]) -> None:
    done = run(["stemma", "--record", str(crisis), "--format", form])
    assert done.status == DONE, done.err
    assert sample[1].name.split(".")[0] in done.out or len(done.out.splitlines()) >= len(sample)


def test_stemma_without_an_origin(crisis: Path) -> None:
    whole = view(crisis, "stemma")
    latent = next(node for node in whole["nodes"] if node["kind"] == "latent")
    left = view(crisis, "stemma", "--without", latent["id"])
    assert latent["id"] not in {node["id"] for node in left["nodes"]}
    assert latent["id"] not in {edge["from"] for edge in left["edges"]}
    assert latent["id"] in left["lost"]["origins"]
    told = run(["stemma", "--record", str(crisis), "--without", latent["label"]])
    assert told.status == DONE, told.err
    assert "the record loses" in told.out
    assert run(["stemma", "--record", str(crisis), "--without", "no such paper"]).status == WRONG_USAGE


def test_brief_in_memory_is_the_brief_of_the_record(crisis: Path, sample: list[Path]) -> None:
    done = run(["brief", *map(str, sample), "--format", "json"])
    assert done.status == DONE, done.err
    assert done.value["sections"] == view(crisis, "brief")["sections"]


def test_demo_shows_the_sample_crisis() -> None:
    done = run(["demo"])
    assert done.status == DONE, done.err
    assert "Dorvay" in done.out


def test_bench_prints_one_object(root: Path) -> None:
    done = run(["bench", "gold-times", "--data", str(root / "tests" / "gold"), "--format", "json"])
    assert done.status == DONE, done.err
    assert {"task", "data", "items", "scores", "seconds", "engine"} <= set(done.value)
    assert done.value["items"] == 68
    assert all(0 <= score <= 1 for score in done.value["scores"].values())
    assert run(["bench", "no-such-task", "--data", "."]).status == WRONG_USAGE


def test_as_of_leaves_later_reports_out(crisis: Path) -> None:
    early = {r for row in view(crisis, "incidents", "--as-of", "2021-10-12")["incidents"] for r in row["reports"]}
    late = {r for row in view(crisis, "incidents")["incidents"] for r in row["reports"]}
    assert early < late


def test_profiles_read_the_same_claims_otherwise(crisis: Path) -> None:
    told = {name: view(crisis, "figures", "--profile", name) for name in ("origins-lbh", "ucdp-like", "acled-conservative")}
    assert {name: value["record"]["profile"] for name, value in told.items()} == {name: name for name in told}
    assert {row["indicator"] for row in told["ucdp-like"]["figures"]} <= {"killed"}
    wrong = run(["figures", "--record", str(crisis), "--profile", "nobody"])
    assert wrong.status == WRONG_USAGE
    assert "nobody" in wrong.err


# ---------------------------------------------------------------- text as it stands
def test_text_counts_from_its_start() -> None:
    text = "  Rebels shelled the market of Umm Saleh, killing 12 traders."
    done = run(["claims", "--text", text])
    assert done.status == DONE, done.err
    assert {row["kind"] for row in done.rows} >= {"event", "figure"}
    for row in done.rows:
        for _, one in mentions(row):
            assert text[one["start"] : one["end"]] == one["text"]


def test_as_is_carries_the_id_of_each_line(tmp_path: Path) -> None:
    lines = [
        {"id": "first", "text": "Home | Sport\nGunmen killed four people in the village."},
        {"id": 2, "text": "The army denied that it had shelled the town."},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = run(["claims", "--as-is", str(file)])
    assert done.status == DONE, done.err
    text = {str(line["id"]): line["text"] for line in lines}
    assert {row["item"] for row in done.rows} == set(text)
    for row in done.rows:
        for _, one in mentions(row):
            assert text[row["item"]][one["start"] : one["end"]] == one["text"]


def test_stdin_is_a_report(sample: list[Path]) -> None:
    done = run(["clean", "-"], stdin=sample[0].read_bytes())
    assert done.status == DONE, done.err
    assert "gendarmes" in done.rows[0]["text"]


# ---------------------------------------------------------------- exit statuses
def test_usage(tmp_path: Path, sample: list[Path]) -> None:
    for arguments in (
        ["no-such-command"], ["clean"], ["incidents"], ["claims"], ["clean", str(sample[0]), "--format", "yaml"],
        ["claims", str(sample[0]), "--text", "both"], ["read", str(sample[0])],
        ["incidents", str(sample[0]), "--record", str(tmp_path / "both.record")],
    ):
        assert run(arguments).status == WRONG_USAGE, arguments


@pytest.mark.parametrize("day", ["2025-13-40", "Tuesday", ""])
def test_a_day_that_is_none_is_named_with_its_option(day: str, crisis: Path) -> None:
    done = run(["brief", "--record", str(crisis), "--as-of", day])
    assert done.status == WRONG_USAGE
    assert f"--as-of {day}: there is no such day" in done.err


def test_an_empty_text_is_refused() -> None:
    done = run(["claims", "--text", " "])
    assert (done.status, done.out) == (NOTHING_READ, "")
    assert "nothing but white space" in done.err


def test_what_is_no_briefing_is_not_verified(crisis: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text(run(["figures", "--record", str(crisis), "--format", "json"]).out, encoding="utf-8")
    done = run(["verify", str(file), "--record", str(crisis)])
    assert (done.status, done.out) == (WRONG_USAGE, "")
    assert "this is no briefing" in done.err


def test_a_ruling_is_not_taken_twice(crisis: Path, claimed: list[dict[str, Any]], tmp_path: Path) -> None:
    record = tmp_path / "crisis.record"
    shutil.copy(crisis, record)
    claim = next(c["id"] for c in claimed if c["kind"] == "figure")
    words = ["--by", "A. Coder", "--why", "seen", "--record", str(record)]
    correct = ["decide", "correct", claim, "--field", "best", "--value"]
    assert "1 new, 1 in all" in run([*correct, "6", *words]).err
    assert "0 new, 1 in all" in run([*correct, "6", *words]).err
    assert "1 new, 2 in all" in run([*correct, "7", *words]).err
    assert "1 new, 3 in all" in run([*correct, "6", *words]).err


def test_help_of_decide_names_every_field() -> None:
    help_ = next(p.help for p in get_command(app).commands["decide"].params if p.name == "field")  # type: ignore[attr-defined]
    assert all(name in help_ for names in CORRECTABLE.values() for name in names)


def test_a_report_that_is_not_there_is_not_forgotten(crisis: Path) -> None:
    done = run(["forget", "nobody's", "--why", "gone", "--record", str(crisis)])
    assert done.status == NOT_DONE
    assert "recension clean" in done.err


def test_a_table_is_as_wide_as_columns_says(crisis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert max(len(line) for line in run(["incidents", "--record", str(crisis)]).out.splitlines()) <= 90


def test_no_record_is_not_done(tmp_path: Path) -> None:
    for name in (*VIEWS, "stemma", "brief", "fingerprint"):
        done = run([name, "--record", str(tmp_path / "none.record")])
        assert done.status == NOT_DONE, name
        assert "none.record" in done.err
        assert not done.out


def test_results_and_words_are_kept_apart(tmp_path: Path, sample: list[Path]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run(["clean", str(sample[0]), str(tmp_path / "empty.txt")])
    assert done.status == SOME_REFUSED
    assert len(done.rows) == 1
    assert "empty.txt" in done.err


def test_strict_makes_a_refusal_fail(tmp_path: Path, sample: list[Path]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    both = [str(sample[0]), str(tmp_path / "empty.txt")]
    assert run(["clean", *both, "--strict"]).status == NOTHING_READ
    assert run(["claims", *both, "--strict"]).status == NOTHING_READ
    assert run(["read", *both, "--record", str(tmp_path / "a.record"), "--strict"]).status == NOTHING_READ


def test_refusals_can_be_written(tmp_path: Path, sample: list[Path]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    refused = tmp_path / "refused.jsonl"
    arguments = ["read", str(sample[3]), str(tmp_path / "empty.txt"), "--record", str(tmp_path / "a.record")]
    assert run([*arguments, "--refused", str(refused)]).status == SOME_REFUSED
    rows = [json.loads(line) for line in refused.read_text(encoding="utf-8").splitlines()]
    assert [Path(row["path"]).name for row in rows] == ["empty.txt"]
    for row in rows:
        valid("refused", row)


# ---------------------------------------------------------------- bad input
ARABIC = "قال شهود عيان إن القوات أطلقت النار على المتظاهرين في وسط المدينة يوم الثلاثاء وقتلت خمسة أشخاص. " * 12
BAD_FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n\xe2\x80\x8b\n",
    "binary.txt": bytes(range(256)) * 64,
    "zeros.html": b"\0" * 4096,
    "picture.html": b"\x89PNG\r\n\x1a\n" + os.urandom(4096),
    "broken.jsonl": b'{"text": "half a li',
    "no_text.jsonl": b'{"id": 1, "title": "nothing"}\n',
    "only_menu.html": (
        b"<html><body><nav><a href=/>Home</a> <a href=/s>Sport</a> <a href=/w>Weather</a></nav>"
        b"<footer>Copyright. All rights reserved. Cookies.</footer></body></html>"
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_input_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(BAD_FILES[name])
    done = run(["clean", str(file)])
    assert done.status == NOTHING_READ, (done.out[:300], done.err)
    assert name in done.err
    assert "Traceback" not in done.err
    assert not done.out


def test_another_language_is_refused_by_what_reads_claims(tmp_path: Path, sample: list[Path]) -> None:
    file = tmp_path / "arabic.txt"
    file.write_text(ARABIC, encoding="utf-8")
    done = run(["claims", str(file), str(sample[3])])
    assert done.status == SOME_REFUSED, done.err
    assert "arabic.txt" in done.err
    assert {row["kind"] for row in done.rows}


def test_vanished_file_and_folder(tmp_path: Path, sample: list[Path]) -> None:
    gone = str(tmp_path / "gone.txt")
    assert run(["clean", gone]).status == NOTHING_READ
    done = run(["clean", gone, str(sample[0])])
    assert done.status == SOME_REFUSED
    assert "gone.txt" in done.err
    (tmp_path / "nothing").mkdir()
    assert run(["clean", str(tmp_path / "nothing")]).status == NOTHING_READ


def test_file_without_permission(tmp_path: Path, sample: list[Path]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    file = tmp_path / "closed.txt"
    file.write_bytes(sample[0].read_bytes())
    file.chmod(0)
    done = run(["clean", str(file)])
    assert done.status == NOTHING_READ
    assert "closed.txt" in done.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = (
        "The mayor of São Aurélio, José Peña, said on Monday that “nobody was hurt” when police fired tear gas.\n\n"
        "Residents of the café district said that three people were injured and that the police had left by noon.\n"
    )
    file = tmp_path / "report.txt"
    file.write_bytes(text.encode(encoding))
    done = run(["clean", str(file)])
    assert done.status == DONE, done.err
    assert "São Aurélio, José Peña" in done.rows[0]["text"]
    assert "“nobody was hurt”" in done.rows[0]["text"]


def test_twenty_megabytes(tmp_path: Path, sample: list[Path]) -> None:
    file = tmp_path / "huge.txt"
    line = "Gunmen attacked the village of Korou on Monday and killed four people, the governor said.\n\n"
    file.write_text(line * (20_000_000 // len(line)), encoding="utf-8")
    done = run(["clean", str(file), str(sample[0])])
    assert done.status in {DONE, SOME_REFUSED}
    assert done.rows
    assert done.status == DONE or "huge.txt" in done.err
    assert "Traceback" not in done.err


# ---------------------------------------------------------------- the record file
def test_foreign_and_damaged_records(tmp_path: Path) -> None:
    import duckdb

    (tmp_path / "text.record").write_text("this is no record", encoding="utf-8")
    with duckdb.connect(str(tmp_path / "foreign.record")) as other:
        other.execute("create table recipes (name text)")
    (tmp_path / "folder.record").mkdir()
    for name in ("text", "foreign", "folder"):
        for arguments in (["incidents"], ["fingerprint"], ["forget", "x", "--why", "y"]):
            done = run([*arguments, "--record", str(tmp_path / f"{name}.record")])
            assert done.status == NOT_DONE, (name, arguments, done.err)
            assert f"{name}.record" in done.err
            assert "Traceback" not in done.err


def test_foreign_record_is_not_written_to(tmp_path: Path, sample: list[Path]) -> None:
    file = tmp_path / "precious.record"
    file.write_bytes(b"somebody else's file")
    assert run(["read", str(sample[3]), "--record", str(file)]).status == NOT_DONE
    assert file.read_bytes() == b"somebody else's file"


HOLD = "import duckdb,sys,time\nc=duckdb.connect(sys.argv[1])\nprint('held',flush=True)\ntime.sleep(60)"


def test_locked_record(crisis: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(crisis, tmp_path / "held.record"))
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(record)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        done = run(["incidents", "--record", str(record)])
    finally:
        holder.kill()
        holder.communicate()
    assert done.status == NOT_DONE
    assert "held.record" in done.err


def test_record_is_its_owners_alone(crisis: Path) -> None:
    assert crisis.stat().st_mode & 0o077 == 0


# ---------------------------------------------------------------- order, repetition, forgetting
def fingerprint(record: Path) -> str:
    done = run(["fingerprint", "--record", str(record)])
    assert done.status == DONE, done.err
    return done.out.strip()


def test_fingerprint_does_not_know_the_order(sample: list[Path], tmp_path: Path) -> None:
    few = [sample[i] for i in (0, 3, 5, 7)]
    found = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(few), 0, None, 7)):
        record = tmp_path / f"{number}.record"
        assert run(["read", *map(str, order), "--record", str(record)]).status == DONE
        found.add(fingerprint(record))
    alone = tmp_path / "alone.record"
    for path in reversed(few):
        assert run(["read", str(path), "--record", str(alone)]).status == DONE
    assert found == {fingerprint(alone)}


def test_reading_again_changes_nothing(crisis: Path, sample: list[Path], tmp_path: Path) -> None:
    record = Path(shutil.copy(crisis, tmp_path / "again.record"))
    before = fingerprint(record), view(record, "incidents")
    done = run(["read", *map(str, sample), "--record", str(record)])
    assert done.status == DONE
    assert "0 new" in done.err
    assert (fingerprint(record), view(record, "incidents")) == before


def test_a_view_in_memory_is_the_view_of_the_record(crisis: Path, sample: list[Path]) -> None:
    done = run(["incidents", *map(str, sample), "--format", "json"])
    assert done.status == DONE, done.err
    assert done.value["incidents"] == view(crisis, "incidents")["incidents"]


def test_forget_leaves_no_byte_of_the_text(crisis: Path, cleaned: list[dict[str, Any]], tmp_path: Path) -> None:
    record = Path(shutil.copy(crisis, tmp_path / "forgetful.record"))
    gone = next(row for row in cleaned if row["path"].endswith("005_local_radio.txt"))
    runs = distinctive(gone["text"], [row["text"] for row in cleaned if row is not gone])
    assert any(one in every_byte(tmp_path) for one in runs), "the text must stand in the file before it is forgotten"
    done = run(["forget", gone["id"], "--why", "asked by the author", "--record", str(record)])
    assert done.status == DONE, done.err
    left = every_byte(tmp_path)
    assert not [one for one in runs if one in left]
    told = json.dumps([view(record, name, "--with-claims") for name in VIEWS], ensure_ascii=False)
    assert not [one for one in runs if one.decode() in told]


def test_forgotten_report_stays_forgotten(crisis: Path, sample: list[Path], tmp_path: Path) -> None:
    record = Path(shutil.copy(crisis, tmp_path / "stays.record"))
    gone = run(["clean", str(sample[5])]).rows[0]["id"]
    assert run(["forget", gone, "--why", "asked by the author", "--record", str(record)]).status == DONE
    done = run(["read", str(sample[5]), "--record", str(record)])
    assert "asked by the author" in done.err
    assert all(gone not in row["reports"] for row in view(record, "incidents")["incidents"])


def distinctive(text: str, others: list[str]) -> list[bytes]:
    """Runs of 24 characters of a text that stand in none of the others."""
    pieces = [text[i : i + 24] for i in range(0, len(text) - 24, 12)]
    return [piece.encode() for piece in pieces if not any(piece in other for other in others)]


def every_byte(folder: Path) -> bytes:
    """All bytes of all files of a folder: a record may leave a log beside itself."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_decisions_are_kept_and_carried_over(crisis: Path, claimed: list[dict[str, Any]], tmp_path: Path) -> None:
    record = Path(shutil.copy(crisis, tmp_path / "ruled.record"))
    target = next(c for row in view(record, "incidents")["incidents"] for c in row["claims"])
    ruling = ["decide", "reject", target, "--by", "A. Coder", "--why", "a sports report", "--record", str(record)]
    assert run(ruling).status == DONE
    assert all(target not in row["claims"] for row in view(record, "incidents")["incidents"])
    exported = run(["decide", "--export", "--record", str(record)])
    for row in exported.rows:
        valid("decisions", row)
    carried = tmp_path / "decisions.jsonl"
    carried.write_text(exported.out, encoding="utf-8")
    other = Path(shutil.copy(crisis, tmp_path / "other.record"))
    assert run(["decide", "--import", str(carried), "--record", str(other)]).status == DONE
    assert fingerprint(other) == fingerprint(record) != fingerprint(crisis)
    ruled = exported.rows[0]["id"]
    undo = ["decide", "undo", ruled, "--by", "A. Coder", "--why", "it was no sports report", "--record", str(record)]
    assert run(undo).status == DONE
    assert any(target in row["claims"] for row in view(record, "incidents")["incidents"])


# ---------------------------------------------------------------- as a process
def process(*arguments: str) -> Ran:
    return run(arguments, command=(sys.executable, "-m", "recension"))


def test_the_process_ends_as_the_call_does(tmp_path: Path) -> None:
    assert process("--version").status == DONE
    assert process("clean", str(tmp_path / "gone.txt")).status == NOTHING_READ
    assert process("clean", "--no-such-option").status == WRONG_USAGE


def test_a_plain_text_loads_no_library_that_it_does_not_need(sample: list[Path]) -> None:
    unneeded = ("trafilatura", "htmldate", "lxml", "py3langid", "spacy.cli", "weasel", "httpx", "duckdb", "pyarrow")
    asked = f"import sys; from recension.bench.command import run; run(['claims', {str(sample[0])!r}]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert set(unneeded) & set(done.stdout.split()) == set()


def test_help_loads_no_model() -> None:
    code = "import sys, recension.cli; print(sorted({'spacy', 'onnxruntime', 'duckdb', 'pyarrow', 'trafilatura'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_closed_pipe_is_no_error(sample: list[Path]) -> None:
    arguments = [sys.executable, "-m", "recension", "clean", *map(str, sample)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.readline()
        reader.stdout.close()
        assert b"Traceback" not in reader.stderr.read()
