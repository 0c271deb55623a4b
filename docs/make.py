"""Makes the reference pages from the code, and the README's excerpt from the sample crisis.

python docs/make.py            writes them
python docs/make.py --check    fails if a page is not what the code says, or the excerpt not what `recension demo` prints
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import subprocess
import sys
import typing
from pathlib import Path

from typer.main import get_command

from recension import model
from recension.cli import app
from recension.record.profiles import profile, profile_names
from recension.views.schema import names, schema

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
BEGIN, END = "<!-- made by docs/make.py -->", "<!-- end -->"
#: Lines of each section of the briefing that the README shows.
EXCERPT = 3


def commands() -> str:
    """Every command with its options, from the command line itself."""
    group = get_command(app)
    lines = ["# Commands", "", ("Made from the code by `docs/make.py`. Exit status: 0 done; 1 some input was refused; "
             "2 wrong usage; 3 not done (record locked, corrupt or of another schema); 4 nothing could be read."), ""]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        lines += [f"## recension {name}", "", inspect.cleandoc(command.help or ""), ""]
        if command.epilog:
            lines += [command.epilog, ""]
        lines += ["| | |", "|---|---|"]
        for parameter in command.params:
            label = ", ".join(f"`{o}`" for o in parameter.opts) if parameter.param_type_name == "option" else f"`{parameter.metavar or parameter.name}`"
            words = getattr(parameter, "help", None) or ""
            if parameter.name != "help":
                lines.append(f"| {label} | {words.replace('|', chr(92) + '|')} |")
        lines.append("")
    return "\n".join(lines)


def words() -> str:
    """The words of Recension with their docstrings, and their enumerations."""
    lines = ["# Words and their values", "", "Made from `recension.model` by `docs/make.py`.", ""]
    for name, kind in vars(model).items():
        if inspect.isclass(kind) and kind.__module__ == model.__name__ and kind.__doc__ and "(" not in kind.__doc__.split("\n")[0][: len(name) + 1]:
            lines += [f"**{name}**: {' '.join(inspect.cleandoc(kind.__doc__).split())}", ""]
    lines += ["| enumeration | values |", "|---|---|"]
    for name, kind in vars(model).items():
        if typing.get_origin(kind) is typing.Literal:
            lines.append(f"| {name} | {' · '.join(typing.get_args(kind))} |")
    return "\n".join(lines) + "\n"


def profiles() -> str:
    """The rule profiles in words."""
    lines = ["# Rule profiles", "", "Made from the profile files by `docs/make.py`. Choose one with `--profile`.", ""]
    for name in profile_names():
        p = profile(name)
        lines += [f"## {name}", "", f"{p.title}. Source: {p.source}.", ""]
        lines += [f"{n}. {rule}" for n, rule in enumerate(p.rules, 1)]
        lines.append("")
    return "\n".join(lines)


def schemas() -> str:
    """Where the JSON Schemas are, and what each value's keys are."""
    lines = ["# JSON", "", ("Made from the types by `docs/make.py`; the schemas themselves: "
             "`python -c 'from recension.views.schema import schema; print(schema(\"incidents\"))'`."), ""]
    for name in names():
        keys = schema(name).get("properties") or {}
        lines += [f"**{name}**: " + (", ".join(f"`{k}`" for k in keys) if keys else "one of " + ", ".join(
            f"`{r['$ref'].split('/')[-1]}`" for r in schema(name).get("anyOf", []))), ""]
    return "\n".join(lines)


PAGES = {"commands.md": commands, "words.md": words, "profiles.md": profiles, "json.md": schemas}


def excerpt() -> str:
    """Lines of each section of the sample crisis's briefing, as the command prints them: those that most reports tell."""
    run = subprocess.run([sys.executable, "-m", "recension", "demo"], capture_output=True, text=True, check=True)
    kept: list[str] = []
    for part in re.split(r"(?m)^(?=## )", run.stdout):
        lines = part.splitlines()
        told = [line for line in lines if line.startswith("- ") and not line.startswith("- *and")]
        shown = sorted(told, key=lambda line: (-len(line.rsplit("[", 1)[-1].split()), told.index(line)))[:EXCERPT]
        kept += [line for line in lines if not line.startswith("- ") or line in shown or line.startswith("- *and")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def with_excerpt(readme: str, told: str) -> str:
    """The README with the excerpt between its marks."""
    before, rest = readme.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{told}\n\n{END}{rest.split(END, 1)[1]}"


def made() -> dict[Path, str]:
    """What is made, by the file that holds it: the reference pages and the README with its excerpt."""
    pages = {DOCS / "reference" / name: make().rstrip() + "\n" for name, make in PAGES.items()}
    return {**pages, README: with_excerpt(README.read_text(encoding="utf-8"), excerpt())}


def stale(files: dict[Path, str]) -> list[str]:
    """The files that do not hold what they should."""
    return [path.name for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    files = made()
    if check:
        old = stale(files)
        if old:
            print(json.dumps({"stale": old, "do": "make docs"}), file=sys.stderr)
        return 1 if old else 0
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
