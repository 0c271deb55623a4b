"""Views as text: Markdown, HTML, tables, CSV. All text of reports is escaped: it is hostile until shown otherwise."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING, Any

from recension.model import Briefing, to_json
from recension.views.answers import header

if TYPE_CHECKING:
    from rich.table import Table

    from recension.record import Record

_COMMANDS = {"events": "incidents", "figures": "figures", "ledger": "ledger", "disagreements": "disagreements", "stemma": "stemma", "quotes": "claims"}
_MARKDOWN = re.compile(r"([\\`*_\[\]#|])")
#: Characters that a terminal would obey.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def briefing_json(record: Record, told: Briefing) -> dict[str, Any]:
    """The briefing as JSON, in the shape that the contract promises."""
    return {**header(record), **to_json(told)}


def as_markdown(record: Record, told: Briefing) -> str:
    """The briefing as Markdown."""
    lines = [f"# Briefing of {len(record.reports)} report{'s' if len(record.reports) != 1 else ''}", ""]
    if record.as_of:
        lines += [f"As known on {record.as_of}.", ""]
    for section in told.sections:
        lines += [f"## {section.title}", ""]
        lines += [f"- {_md(s.text)} [{' '.join(s.sigla)}]" for s in section.sentences]
        if section.more:
            lines.append(f"- *and {section.more} more: `recension {_COMMANDS[section.id]}`*")
        lines.append("")
    lines += ["## Sources", ""]
    for source in told.sources:
        doubts = f" — *{_md('; '.join(source.doubts))}*" if source.doubts else ""
        lines.append(f"- **{source.siglum}** {_md(source.label)}{doubts}")
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """A text without the characters that a terminal or a page would obey."""
    return _CONTROL.sub("", text)


def _md(text: str) -> str:
    return html.escape(_MARKDOWN.sub(r"\\\1", printable(text)), quote=False)


def _html(text: str) -> str:
    return html.escape(printable(text))


def as_html(record: Record, told: Briefing) -> str:
    """The briefing as one HTML page without scripts, with a picture of the stemma. Each sentence carries its evidence in
    `data-` attributes.
    """
    from recension.views.picture import picture_of

    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Briefing</title>',
        "<style>body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}sup{color:#666}figure{margin:0;overflow-x:auto}</style>",
        f"<h1>Briefing of {len(record.reports)} reports</h1>",
    ]
    for section in told.sections:
        parts.append(f"<h2>{_html(section.title)}</h2><ul>")
        for s in section.sentences:
            spans = " ".join(f"{e.report}:{e.start}-{e.end}" for e in s.evidence)
            parts.append(f'<li data-evidence="{_html(spans)}">{_html(s.text)} <sup>{" ".join(s.sigla)}</sup></li>')
        parts.append("</ul>" + (f"<p>and {section.more} more</p>" if section.more else ""))
    parts.append(f"<h2>Stemma</h2><figure>{picture_of(record)}</figure><h2>Sources</h2><ul>")
    for source in told.sources:
        doubts = f" <em>{_html('; '.join(source.doubts))}</em>" if source.doubts else ""
        parts.append(f"<li><b>{source.siglum}</b> {_html(source.label)}{doubts}</li>")
    parts.append("</ul></html>")
    return "\n".join(parts) + "\n"


# ---------------------------------------------------------------- tables
#: view → its columns
COLUMNS: dict[str, tuple[str, ...]] = {
    "incidents": ("from", "to", "type", "title", "place", "origins", "reports"),
    "figures": ("indicator", "group", "low", "best", "high", "origins", "incident_title"),
    "disagreements": ("kind", "status", "sides", "why"),
    "ledger": ("kind", "from", "to", "what", "state"),
    "timeline": ("from", "to", "text", "sigla"),
}


def _cell(value: Any) -> str:
    """A cell of a table, in words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "value" in value:
            return _cell(value["value"])
        return _cell(value.get("name"))
    if isinstance(value, list):
        return "; ".join(_cell(v) for v in value)
    if isinstance(value, float):
        return f"{value:g}"
    return printable(str(value))


def _table_rows(name: str, found: dict[str, Any], sigla: dict[str, str] | None = None) -> list[list[str]]:
    rows = []
    for row in found[name]:
        cells = []
        for column in COLUMNS[name]:
            value = row.get(column)
            if column == "reports" and sigla:
                value = sorted(sigla.get(r, r) for r in value)
            cells.append(_cell(value))
        rows.append(cells)
    return rows


def as_table(name: str, found: dict[str, Any], sigla: dict[str, str] | None = None) -> Table:
    """A view as a rich table."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=name, title_justify="left")
    for column in COLUMNS[name]:
        table.add_column(column, overflow="fold")
    for row in _table_rows(name, found, sigla):
        table.add_row(*(Text(cell) for cell in _open_times(name, row)))
    return table


def _open_times(name: str, cells: list[str]) -> list[str]:
    """A row for people: "by" before an end whose beginning is not known, "from" before a beginning without an end."""
    columns = COLUMNS[name]
    if name not in {"incidents", "timeline"}:
        return cells
    start, end = columns.index("from"), columns.index("to")
    words = {start: "from " if cells[start] and not cells[end] else "", end: "by " if cells[end] and not cells[start] else ""}
    return [words.get(n, "") + cell for n, cell in enumerate(cells)]


def as_csv(name: str, found: dict[str, Any], sigla: dict[str, str] | None = None) -> str:
    """A view as CSV. A cell that a spreadsheet would take for a formula is quoted by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    for row in _table_rows(name, found, sigla):
        writer.writerow([f"'{c}" if c[:1] in {"=", "+", "-", "@"} else c for c in row])
    return out.getvalue()


def claims_table(rows: list[dict[str, Any]]) -> Table:
    """Claims as a rich table, one line a claim."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="claims", title_justify="left")
    for column in ("kind", "what", "who", "to whom", "status", "said by", "text"):
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(v)) for v in _claim_cells(row)))
        for reason in row.get("explain", ()):
            table.add_row("", Text(""), Text(""), Text(""), Text(""), Text(""), Text(_cell(f"  {reason}"), style="dim"))
    return table


def _claim_cells(row: dict[str, Any]) -> list[Any]:
    said = [m["name"] or m["text"] for m in row["attribution"]]
    if row["kind"] == "event":
        what = row["type"] + (f" {row['mode']}" if row["mode"] else "")
        return ["event", what, _who(row["actor"]), _who(row["recipient"]), row["status"], said, row["span"]["text"]]
    if row["kind"] == "figure":
        numbers = "/".join("–" if row[k] is None else f"{row[k]:g}" for k in ("low", "best", "high"))
        return ["figure", f"{row['indicator']} {numbers}", _who(row["who"]), None, row["status"], said, row["quantifier"]]
    return ["quote", row["form"], _who(row["speaker"]), _who(row["addressee"]), row["status"], said, row["content"]["text"]]


def _who(mention: dict[str, Any] | None) -> str | None:
    return (mention["name"] or mention["text"]) if mention else None


def bench_table(result: dict[str, Any]) -> Table:
    """A bench result as a rich table."""
    from rich.table import Table

    table = Table(title=f"{result['task']}: {result['items']} items, {result['seconds']:.1f} s", title_justify="left")
    table.add_column("score")
    table.add_column("value", justify="right")
    for name, value in result["scores"].items():
        table.add_row(name, f"{value:.4f}" if isinstance(value, float) else _cell(value))
    return table
