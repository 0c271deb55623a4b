"""Plain text and Markdown → the lines of a page."""

from __future__ import annotations

import html
import itertools
import re

from recension.reading.page import Line, Page, ends_sentence, tidy

_BULLET = re.compile(r"^(?:[-*+•‣▪●◦·–—]\s+|\d{1,2}[.)]\s+)(?=\S)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(?:={3,}|-{3,})\s*$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,400})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{0,400})\]\([^)\n]{0,2000}\)")
_STARS = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])\*{1,3}(?![\w*])")
_SCORES = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])([^_\n]{1,1000})(?<=[^\s_])_{1,2}(?![\w_])")
_ENTITY = re.compile(r"&(?:amp|quot|apos|nbsp|lt|gt|mdash|ndash|hellip|[lr][sd]quo|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_FRONT = re.compile(r"\A---\n((?:[^\n]{0,2000}\n){1,60}?)---\n")
_PAIR = re.compile(r"^([A-Za-z_]{2,20})\s*:\s*(.+)$")
_WIDEST_WRAP = 130
_LONGEST_JOINED = 10_000


def plain_page(text: str, *, markdown: bool = False) -> Page:
    """The page of a plain or Markdown text: one line a paragraph, hard-wrapped lines joined.

    >>> [line.text for line in plain_page("# Title\\n\\nFirst.\\nSecond.", markdown=True).lines]
    ['Title', 'First.', 'Second.']
    """
    text = tidy(text)
    if _ENTITY.search(text):
        text = tidy(html.unescape(text))
    page = Page([])
    front = _FRONT.match(text) if markdown else None
    if front:
        _read_front(page, front[1])
        text = text[front.end():]
    rows = [row.strip() for row in text.split("\n")]
    width = _wrap_width(rows)
    gap = True
    for row in rows:
        if not row:
            gap = True
            continue
        line = _line(row, markdown)
        line.gap = gap
        last = page.lines[-1] if page.lines else None
        if markdown and not gap and last and _UNDERLINE.match(row) and not last.bullet and len(last.text) < 200:
            last.heading = True
        elif width and not gap and last and _continues(last, line, width):
            last.text = f"{last.text} {line.text}"
        elif line.text:
            page.lines.append(line)
        gap = False
    return page


def _line(row: str, markdown: bool) -> Line:
    heading = _HEADING.match(row)
    if heading:
        text = heading[1].rstrip("#").rstrip()
        return Line(_unmarked(text) if markdown else text, heading=True)
    if not markdown:
        return Line(row, bullet=bool(_BULLET.match(row)))
    row = re.sub(r"^(?:>\s?){1,5}", "", row)
    picture = _IMAGE.fullmatch(row)
    if picture:
        return Line(picture[1].strip(), hint="caption")
    return Line(_unmarked(row), bullet=bool(_BULLET.match(row)))


def _unmarked(row: str) -> str:
    """A line without Markdown's marks of pictures, links and stress."""
    row = _LINK.sub(r"\1", _IMAGE.sub(r"\1", row))
    for _ in range(2):
        row = _SCORES.sub(r"\1", _STARS.sub(r"\1", row))
    return row.replace("\\*", "*").replace("\\_", "_").strip()


def _wrap_width(rows: list[str]) -> int:
    """The width at which a text was hard-wrapped, or 0.

    A wrapped text has no long row, and many of its rows go on in lower case; a list of headlines does not.
    """
    if any(len(row) > _WIDEST_WRAP for row in rows):
        return 0
    pairs = [(a, b) for a, b in itertools.pairwise(rows) if a and b]
    going_on = sum(b[0].islower() and not ends_sentence(a) for a, b in pairs)
    if going_on < 3 or going_on < 0.3 * len(pairs):
        return 0
    return max(len(row) for row in rows)


def _continues(last: Line, line: Line, width: int) -> bool:
    if last.heading or line.heading or line.bullet or last.hint or line.hint or len(last.text) > _LONGEST_JOINED:
        return False
    tail = last.text[-width - 1:] if len(last.text) > width else last.text
    full = len(last.text) > width or len(tail) >= 0.6 * width
    return line.text[0].islower() or full


def _read_front(page: Page, front: str) -> None:
    """Front matter (`title: …`) as many savers of pages write it."""
    for row in front.split("\n"):
        pair = _PAIR.match(row)
        if not pair:
            continue
        key, value = pair[1].casefold(), pair[2].strip().strip("\"'")
        if key == "title":
            page.title = value
        elif key in ("source", "publisher", "site", "outlet", "site_name"):
            page.outlet = value
        elif key in ("author", "authors", "byline"):
            page.byline = value
        elif key in ("url", "address", "link"):
            page.address = value
        elif key in ("date", "published", "publish_date", "pubdate"):
            page.dates.append((value, None))
