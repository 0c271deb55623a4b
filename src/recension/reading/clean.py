"""Bytes → Report: the whole of the reading room for one report."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from recension.letters import whole
from recension.model import Block, Dateline, Published, Report, digest
from recension.reading.dates import Found
from recension.reading.decode import decode
from recension.reading.page import LONGEST_TITLE, Line, Page, count_words, same_words, tidy
from recension.reading.plain import plain_page
from recension.reading.published import published
from recension.reading.roles import Marked, Piece, mark, part_title
from recension.reading.translated import translated
from recension.reading.wire import line_credit, opening, place_and_day, tail_credit
from recension.refusals import ReadingError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Part of every text_id: raise it when the same bytes would give another clean text or other blocks.
READER_VERSION = "5"
#: The most that one report may hold, in bytes.
MAX_BYTES = 20 * 1024 * 1024

#: The most lines or paragraphs that one report may have.
MOST_LINES = 20_000

KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown",
         ".markdown": "markdown", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}

_TAG = re.compile(r"<(?:!doctype html|html|head|body|div|p|br|article|section|span|h[1-6]|table)\b[^<>]{0,1000}>", re.IGNORECASE)
_KEYS = {
    "text": ("text", "content", "body"), "html": ("html",), "title": ("title", "headline"), "address": ("url", "address", "link"),
    "outlet": ("outlet", "source", "publisher"), "date": ("published", "date", "published_at", "publish_date"),
    "byline": ("byline", "author"),
}
#: Languages that news comes in; a restricted set makes short texts surer.
_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "sr", "hr", "bs", "sl", "sq", "mk", "bg", "ro", "hu", "cs",
              "sk", "el", "tr", "ar", "fa", "he", "ur", "hi", "bn", "id", "ms", "tl", "vi", "th", "zh", "ja", "ko", "sw",
              "am", "sv", "no", "da", "fi", "lt", "lv", "et", "ka", "hy", "az", "ka", "kk")
_LEAST_FOR_LANGUAGE = 20
#: Small words of English that hardly another language has, and the share of a text's words that they are at least where
#: all of it is English: a fifth is usual, and a tenth where half of the text is in another language.
_SMALL_WORDS = frozenset(
    "the of and that with from it his she said has have they their were been this which who but after its would could"
    " when what more than there into".split())
_ENGLISH_SHARE = 0.16


def clean(raw: bytes, *, label: str, kind: str | None = None, address: str | None = None, path: str | None = None,
          outlet: str | None = None) -> Report:
    """Reads one report.

    Args:
        raw: its bytes as they were received.
        label: the source label or, without one, the file's name; with the bytes it makes the report's id.
        kind: "text", "markdown", "html" or "json" (one object of a JSONL file); sniffed where None.
        address: where it was published, if known; it then stands for the label in the id.
        path: the file it came from, kept as it is.
        outlet: who published it, where the page itself does not say so.

    Raises:
        ReadingError: it cannot be read, or no body text was found in it; the message says why.
    """
    if len(raw) > MAX_BYTES:
        raise ReadingError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
    text = decode(raw)
    kind = kind or sniff(text)
    if kind == "markdown" and _is_tables(text):
        raise ReadingError("most of it is tables: a document, but no report")
    page = _page(text, kind, address)
    address = address or page.address
    if not page.lines:
        raise ReadingError("no text found in it")
    if len(page.lines) > MOST_LINES:
        raise ReadingError(f"more than {MOST_LINES} lines: this is no single report")
    _put_title_first(page)
    marked = mark(page)
    if not any(p.role in ("body", "quote_embed") for p in marked.pieces):
        raise ReadingError("no body text found: only titles, labels and other debris of a page")
    return _report(raw, page, marked, label=label, address=address, path=path, outlet=outlet)


def _is_tables(text: str) -> bool:
    """Is more than half of a Markdown text in table rows?"""
    rows = sum(len(line) for line in text.splitlines() if line.lstrip().startswith("|"))
    return 2 * rows > len(text)


def as_it_stands(text: str, raw: bytes, *, label: str, path: str | None = None) -> Report:
    """The report of a text that must not be cleaned: the text unchanged, one body block."""
    return Report(
        id=digest(raw.hex(), label), text_id=digest(text, READER_VERSION), path=path, address=None, outlet=None, title=None,
        byline=None, dateline=None, wire=None, language=language_of(text), translated=None, published=Published(),
        shown_date=None, text=text, blocks=(Block("body", 0, len(text)),) if text else (), raw=raw,
    )


def reclean(report: Report) -> Report:
    """Reads a report's raw bytes again with this reader; its id, path and address stay.

    Raises:
        ReadingError: as `clean`.
    """
    kind = kind_of(report.path)
    again = clean(report.raw, label="", kind="json" if kind == "jsonl" else kind, address=report.address, path=report.path,
                  outlet=report.outlet)
    return dataclasses.replace(again, id=report.id)


def kind_of(path: str | None) -> str | None:
    """The kind of a file by its extension, or None."""
    match = re.search(r"(\.[A-Za-z]+)$", path or "")
    return KINDS.get(match[1].casefold()) if match else None


def sniff(text: str) -> str:
    """The kind of a text by its looks: "html", "json", "markdown" or "text"."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if head.startswith("{") and re.match(r'\{\s*"[^"\n]{1,60}"\s*:', head):
        return "json"
    if (head[:1] == "<" and _TAG.search(head)) or len(_TAG.findall(head)) >= 3:
        return "html"
    return "markdown" if re.search(r"^#{1,6} \S|\]\(https?://", head, re.MULTILINE) else "text"


# ---------------------------------------------------------------- the page
def _page(text: str, kind: str, address: str | None) -> Page:
    if kind == "json":
        return _json_page(text, address)
    if kind == "html" or (kind == "text" and sniff(text) == "html"):
        # Here and not above: its libraries take longer to load than a short plain text takes to read.
        from recension.reading.markup import html_page

        return html_page(text, address)
    return plain_page(text, markdown=kind == "markdown" or sniff(text) == "markdown")


def json_object(text: str) -> dict[str, Any]:
    """The object of a JSON line.

    Raises:
        ReadingError: it is no JSON, or no object.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"not valid JSON ({str(error)[:80]})") from error
    if not isinstance(value, dict):
        raise ReadingError("a JSON line must be an object with a text or html")
    return value


def json_field(item: Mapping[str, Any], what: str) -> str | None:
    """A text field of a JSON line under any of its usual keys; None where it is absent or no text."""
    for key in _KEYS[what]:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            return whole(value)
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            return whole(value["name"])
    return None


def json_text(item: Mapping[str, Any]) -> str:
    """The text or else the HTML of a JSON line.

    Raises:
        ReadingError: it has neither.
    """
    text = json_field(item, "text") or json_field(item, "html")
    if text is None:
        raise ReadingError("the JSON object has neither text, html, content nor body")
    return text


def _json_page(text: str, address: str | None) -> Page:
    item = json_object(text)
    inner, is_text = json_text(item), json_field(item, "text") is not None
    address = address or json_field(item, "address")
    page = _page(inner, sniff_plain(inner) if is_text else "html", address)
    title, date, outlet, byline = (json_field(item, k) for k in ("title", "date", "outlet", "byline"))
    page.title = " ".join(tidy(title).split()) if title else page.title
    page.outlet = tidy(outlet).strip() if outlet else page.outlet
    page.byline = tidy(byline).strip() if byline else page.byline
    page.address = address or page.address
    if date:
        page.dates.insert(0, (date, date if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", date) else None))
    return page


def sniff_plain(text: str) -> str:
    """As `sniff`, of a text that is known to be no JSON."""
    kind = sniff(text)
    return "text" if kind == "json" else kind


def _put_title_first(page: Page) -> None:
    """A title that only the markup gives becomes the first line, so that it is part of the text."""
    if not page.title or len(page.title) > LONGEST_TITLE:
        page.title = None
        return
    page.title, outlet = part_title(" ".join(page.title.split()), page.outlet)
    page.outlet = page.outlet or outlet
    near = page.lines[: 12 if page.chosen else 30]
    if not any(same_words(page.title, part_title(line.text, page.outlet)[0]) for line in near):
        page.lines.insert(0, Line(page.title, heading=True))


# ---------------------------------------------------------------- the report
def _report(raw: bytes, page: Page, marked: Marked, *, label: str, address: str | None, path: str | None,
            outlet: str | None) -> Report:
    pieces, dateline, day, wire = _credits(marked.pieces)
    text, blocks = _assembled(pieces)
    kept = " ".join(p.text for p in pieces if p.role in ("body", "quote_embed"))
    language = language_of(kept)
    when, shown_date = published(pieces, page.dates, day, wire)
    credited = bool((dateline and dateline.credit) or marked.byline)
    is_translated, _ = translated(pieces, language=language, credited=credited)
    return Report(
        id=digest(raw.hex(), address or label), text_id=digest(text, READER_VERSION), path=path, address=address,
        outlet=marked.outlet or outlet, title=marked.title, byline=marked.byline, dateline=dateline, wire=wire,
        language=language, translated=is_translated, published=when, shown_date=shown_date, text=text, blocks=blocks, raw=raw,
    )


def _credits(pieces: list[Piece]) -> tuple[list[Piece], Dateline | None, Found | None, str | None]:
    """Parts the dateline from the first paragraph and the credit from the last; finds the agency by them.

    The order of trust: dateline, a credit at the end of the text, a byline or source line.
    """
    body = [i for i, p in enumerate(pieces) if p.role == "body"]
    dateline, day, ended = None, None, None
    out = list(pieces)
    if body:
        last = body[-1]
        ended = tail_credit(pieces[last].text)
        if ended and ended[0] > 0:
            whole = pieces[last].text
            out[last: last + 1] = [Piece("body", whole[: ended[0]]), Piece("byline", whole[ended[0]:], what="joined")]
        for i in body[:2]:
            found = opening(out[i].text)
            if found and found.end < len(out[i].text):
                whole = out[i].text
                out[i: i + 1] = [Piece("dateline", whole[: found.end], what="opening"), Piece("body", whole[found.end:], what="joined")]
                dateline, day = found.dateline, found.date
                break
    for piece in out:
        alone = place_and_day(piece.text) if piece.role == "dateline" and piece.what == "dateline" and dateline is None else None
        if alone:
            dateline, day = alone.dateline, alone.date
    wire = dateline.credit if dateline else None
    wire = wire or (ended[1] if ended else None)
    if wire is None:
        wire = next((w for p in out if p.role in ("byline", "boilerplate") and p.what not in ("other stories", "label", "masthead")
                     and (w := line_credit(p.text))), None)
    return out, dateline, day, wire


def _assembled(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The clean text and its blocks; the empty line between two blocks belongs to the one before it."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for n, piece in enumerate(pieces):
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        text = piece.text if following is None or following.what == "joined" else piece.text + "\n\n"
        parts.append(text)
        blocks.append(Block(piece.role, at, at + len(text)))
        at += len(text)
    return "".join(parts), tuple(blocks)


# ---------------------------------------------------------------- language
@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid
    from py3langid.langid import LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in dict.fromkeys(_LANGUAGES) if code in known])
    return identifier


def language_of(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code; None where it is too short to tell."""
    if count_words(text) < _LEAST_FOR_LANGUAGE:
        return None
    if _is_plain_english(text[:8000]):
        return "en"
    code, sure = _identifier().classify(text[:8000])
    return str(code) if sure > 0.7 else None


def _is_plain_english(text: str) -> bool:
    """Whether a text is English beyond doubt by its small words, so that no model of languages need be loaded.

    >>> _is_plain_english("The army said on Monday that it was in control of the town and that no one was hurt.")
    True
    >>> _is_plain_english("Das Heer sagte am Montag, es habe die Stadt in der Hand und niemand sei verletzt worden.")
    False
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return sum(word in _SMALL_WORDS for word in words) > _ENGLISH_SHARE * len(words)
