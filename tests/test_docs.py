"""The documentation is true: its commands run, its links lead somewhere, its numbers are those of the code.

Marks in the pages, seen by nobody who reads them:

    <!-- run -->             the next console block is run, and each line shown after a command must occur in its answer
    <!-- run, exit 3 -->     the same; its last command ends with this status (else 0 or 1)
    <!-- let NAME: FILE key=value … -->   NAME in later commands is the id of the first value in FILE with these keys

"…" in a shown line stands for anything. All blocks of a page are run in order, in one folder that holds the sample
crisis as `sample/`.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import importlib.util
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from recension.bench.command import Ran, run
from recension.cli import app
from recension.model import Report

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
RUN_PAGES = [page for page in PAGES if "<!-- run" in page.read_text(encoding="utf-8")]
DECIDES = sorted((DOCS / "how-it-decides").glob("*.md"))

STEP = re.compile(
    r"<!-- run(?:, exit (?P<status>\d))? -->\n```console\n(?P<block>.*?)```"
    r"|<!-- let (?P<name>[A-Z]+): (?P<file>\S+) (?P<keys>[^>]*?) -->",
    re.DOTALL,
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
#: A row of a table that says where a threshold stands: | words | value | `room/module.py` `NAME` |
THRESHOLD = re.compile(r"^\|[^|]+\| (?P<value>[^|]+) \| `(?P<file>[\w/]+\.py)` `(?P<name>\w+)` \|$", re.MULTILINE)
CODE_FILE = re.compile(r"`((?:\w+/)+[\w.-]+\.(?:py|toml|tsv|txt|sql|md|json|jsonl|gz))`")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


# ---------------------------------------------------------------- commands
@pytest.fixture(scope="module")
def read_once() -> Any:
    """The language core's answer for each report, kept: every page reads the same twelve."""
    from recension.claims import read_reports

    kept: dict[tuple[str, str | None], Any] = {}

    def read(reports: Iterable[Report], nlp: Any = None, *, any_language: bool = False) -> Iterator[Any]:
        for report in reports:
            key = report.id, report.path
            if key not in kept:
                kept[key] = next(iter(read_reports([report], nlp, any_language=any_language)))
            yield kept[key]

    return read


@pytest.mark.parametrize("page", RUN_PAGES, ids=name_of)
def test_commands_run_as_shown(
    page: Path, sample: list[Path], read_once: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("recension.claims.read_reports", read_once)
    (tmp_path / "sample").mkdir()
    for report in sample:
        shutil.copy(report, tmp_path / "sample" / report.name)
    monkeypatch.chdir(tmp_path)
    names: dict[str, str] = {}
    for step in STEP.finditer(page.read_text(encoding="utf-8")):
        if step["name"]:
            names[step["name"]] = wanted_id(tmp_path / step["file"], dict(k.split("=", 1) for k in step["keys"].split()))
            continue
        commands = list(shown(step["block"]))
        assert commands, f"{name_of(page)}: a block without a command"
        for n, (command, lines) in enumerate(commands):
            done = run_line(command, names)
            expected = {int(step["status"])} if step["status"] and n == len(commands) - 1 else {0, 1}
            assert done.status in expected, f"$ {command}\nended with {done.status}: {done.err[-2000:]}"
            assert_shown(command, lines, done)


def shown(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown of its answer."""
    command, lines = "", []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:], []
        elif line.strip():
            lines.append(line)
    if command:
        yield command, lines


def run_line(line: str, names: dict[str, str]) -> Ran:
    """Run `recension …`, with `> FILE` and `< FILE` as a shell would take them."""
    words = [names.get(word, word) for word in shlex.split(line)]
    assert words[0] == "recension", f"only recension is run, not {words[0]}"
    files = {}
    for mark in ("<", ">"):
        if mark in words:
            at = words.index(mark)
            files[mark] = Path(words[at + 1])
            words = words[:at] + words[at + 2 :]
    done = run(words[1:], stdin=files["<"].read_bytes() if "<" in files else b"")
    if ">" in files:
        files[">"].write_text(done.out, encoding="utf-8")
    return done


def assert_shown(command: str, lines: list[str], done: Ran) -> None:
    """Each shown line occurs in the answer, in order within its stream; marks of tables and runs of blanks aside."""
    streams = {"out": plain(done.out), "err": plain(done.err)}
    at = {"out": 0, "err": 0}
    for line in lines:
        for part in filter(None, (plain(p) for p in line.split("…"))):
            where = next((s for s in streams if part in streams[s][at[s] :]), None)
            assert where is not None, f"$ {command}\ndoes not say {part!r}, but\n{done.out[:3000]}\n{done.err[:1000]}"
            at[where] = streams[where].index(part, at[where]) + len(part)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[\s\u2500-\u257f]+", " ", text).split())


def wanted_id(file: Path, keys: dict[str, str]) -> str:
    """The id of the first JSON object in a file whose values are these."""
    for line in file.read_text(encoding="utf-8").splitlines():
        for found in objects(json.loads(line)):
            if "id" in found and all(str(found.get(k)) == v for k, v in keys.items()):
                return str(found["id"])
    raise AssertionError(f"nothing in {file.name} has {keys}")


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def test_pages_that_show_commands_are_run() -> None:
    assert {"docs/tutorial.md"} | {name_of(p) for p in (DOCS / "how-to").glob("*.md")} <= {name_of(p) for p in RUN_PAGES}


def test_every_command_is_in_the_reference() -> None:
    reference = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in sorted(commands) if f"## recension {name}\n" not in reference] == [], "`make docs` writes it"


def test_an_excerpt_that_is_not_what_the_command_prints_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    monkeypatch.setattr(make, "PAGES", {})
    readme = make.README.read_text(encoding="utf-8")
    shown = readme.split(make.BEGIN, 1)[1].split(make.END, 1)[0].strip()
    monkeypatch.setattr(make, "excerpt", lambda: shown)
    assert make.stale(make.made()) == []
    monkeypatch.setattr(make, "excerpt", lambda: "# Another briefing")
    assert make.stale(make.made()) == ["README.md"]


def test_every_command_in_the_pages_exists() -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    for page in [*PAGES, ROOT / "README.md"]:
        text = page.read_text(encoding="utf-8")
        used = set(re.findall(r"(?:^\$ |`|^)recension ([a-z]+)", text, re.MULTILINE))
        assert used <= commands, f"{name_of(page)}: {sorted(used - commands)}"


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text(encoding="utf-8")], ids=name_of)
def test_examples_in_python_give_what_is_shown(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


# ---------------------------------------------------------------- links
@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        target, _, anchor = link["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{name_of(page)}: {link[0]}"
        if anchor:
            assert anchor in anchors(there), f"{name_of(page)}: {link[0]}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    queue = [ROOT / "README.md"]
    while queue:
        page = queue.pop()
        if page in seen or not page.is_file() or page.suffix != ".md":
            continue
        seen.add(page)
        targets = (m["target"].partition("#")[0] for m in LINK.finditer(page.read_text(encoding="utf-8")))
        queue += [(page.parent / t).resolve() for t in targets if t and ":" not in t]
    assert [name_of(p) for p in PAGES if p not in seen] == []


# ---------------------------------------------------------------- the pages and the code
@pytest.mark.parametrize("page", DECIDES, ids=name_of)
def test_thresholds_are_those_of_the_code(page: Path) -> None:
    for row in THRESHOLD.finditer(page.read_text(encoding="utf-8")):
        module = importlib.import_module("recension." + row["file"].removesuffix(".py").replace("/", "."))
        assert ast.literal_eval(row["value"].strip()) == getattr(module, row["name"]), row[0]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_named_files_exist(page: Path) -> None:
    for named in CODE_FILE.findall(page.read_text(encoding="utf-8")):
        places = [ROOT / named, ROOT / "src" / "recension" / named]
        assert any(p.exists() for p in places) or named.startswith("sample/"), f"{name_of(page)}: {named}"


@pytest.mark.parametrize("page", DECIDES, ids=name_of)
def test_measured_by_tasks_that_exist(page: Path) -> None:
    tasks = {*tomllib.loads((ROOT / "bench" / "tasks.toml").read_text(encoding="utf-8")), "seeds"}
    _, _, measured = page.read_text(encoding="utf-8").partition("## Measured\n")
    named = set(re.findall(r"^- `([\w-]+)`", measured, re.MULTILINE))
    assert named, f"{name_of(page)} names no task"
    assert named <= tasks, f"{name_of(page)}: {sorted(named - tasks)}"


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = set(re.findall(r"^\| `?([\w-]+)`? \|", (DOCS / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {re.split(r"[<>=~!; \[]", each)[0] for each in project["dependencies"]} <= rows
