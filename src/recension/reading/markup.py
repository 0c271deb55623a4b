"""HTML → the lines of a page: trafilatura chooses the text, htmldate the date; posts that a page embeds are kept."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import htmldate
import trafilatura
from lxml import etree
from lxml import html as lxml_html

from recension.reading.lexicon import fold, labels
from recension.reading.page import Line, Page, count_words, tidy
from recension.reading.plain import plain_page
from recension.refusals import ReadingError

#: Bounds on a page's tree, so that a page made to be endless ends.
MOST_ELEMENTS, DEEPEST = 200_000, 400
#: A page with more elements than this in one paragraph is not given to the extractor: it strips them and is left with as
#: many texts side by side, for each of which lxml looks through all others.
MOST_IN_PARAGRAPH = 3000
#: Metadata in scripts longer than this is not looked at, by us or by the libraries.
LONGEST_SCRIPT = 50_000
#: So many elements of one kind beside each other may be entries of one page; the longest rows of them that are looked at.
FEWEST_ENTRIES, MOST_ROWS = 3, 20
#: What may say that an element is not shown.
_HIDING = frozenset({"style", "hidden", "aria-hidden"})
_MARK = "\ue001"  # tidy() takes this character out of any input, so that only the reader can have set it
_STAMP_DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_META_DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate",
               "publishdate", "dc.date.issued", "parsely-pub-date", "sailthru.date")
_POSTS = (
    "//blockquote[contains(@class,'twitter-') or contains(@class,'bluesky-embed') or contains(@class,'instagram-media') "
    "or contains(@class,'mastodon-embed') or contains(@class,'telegram-post') or contains(@class,'tiktok-embed')]"
)


def html_page(text: str, address: str | None = None) -> Page:
    """The page of an HTML text.

    Raises:
        ReadingError: the tree is too large or too deep, or cannot be read.
    """
    tree = _tree(text)
    _mark_posts(tree)
    _join_entries(tree)
    page = Page([], address=address, chosen=True)
    found = _extract(tree, address)
    if found is not None and found.body is not None:
        page.lines = _lines(found.body)
    if sum(count_words(line.text) for line in page.lines) < 20:
        page.lines, page.chosen = _all_lines(tree), False
    _read_meta(page, tree, found)
    _read_date(page, tree)
    return page


def find_date(text: str) -> str | None:
    """The ISO date of publication that a page's HTML shows, or None."""
    try:
        found = htmldate.find_date(text, original_date=True, extensive_search=True, outputformat="%Y-%m-%d")
    except Exception:  # noqa: BLE001 - hostile markup raises in many ways within the library; no date is an answer
        return None
    if not found or (str(found).endswith("-01-01") and not _NEW_YEAR.search(text)):
        return None
    return str(found)


#: A first of January that a page really shows; without one it is only the year of its copyright line.
_NEW_YEAR = re.compile(
    r"\d{4}[-/.]0?1[-/.]0?1\b|\b0?1[-/.]0?1[-/.]\d{2,4}|\b0?1(?:st|\.)? jan|jan\w{0,9}\.? 0?1\b", re.IGNORECASE,
)


def _tree(text: str) -> Any:
    text = "".join(text.split("\0"))
    if text.count("<") > 4 * MOST_ELEMENTS:
        raise ReadingError(f"the page has more than {MOST_ELEMENTS} elements")
    tree = trafilatura.load_html(text)
    if tree is None:
        try:
            tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise ReadingError("no HTML could be made out in it") from error
    _measure(tree)
    for script in tree.xpath("//script"):
        if script.text and len(script.text) > LONGEST_SCRIPT:
            script.text = None
    return tree


def _measure(tree: Any) -> None:
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if elements > MOST_ELEMENTS:
            raise ReadingError(f"the page has more than {MOST_ELEMENTS} elements")
        if depth > DEEPEST:
            raise ReadingError(f"the page is nested more than {DEEPEST} deep")


def _extract(tree: Any, address: str | None) -> Any:
    if tree.xpath(f"//p[count(.//*) > {MOST_IN_PARAGRAPH}]"):
        return None
    try:
        return trafilatura.bare_extraction(
            tree, url=address, fast=True, include_comments=False, include_tables=True, include_formatting=False,
            with_metadata=True, date_extraction_params={"extensive_search": False, "original_date": True})
    except Exception:  # noqa: BLE001 - the library raises in many ways on broken trees; the flattened page is still read
        return None


def _join_entries(tree: Any) -> None:
    """Makes one story of a page whose text stands in a row of entries, as live pages have it: of several elements that
    look like a story, the extractor takes the first alone."""
    rows: dict[tuple[Any, str, str | None], list[Any]] = defaultdict(list)
    for element in tree.xpath("//article|//section|//div[@class]"):
        rows[element.getparent(), element.tag, element.get("class")].append(element)
    longest = sorted((row for row in rows.values() if len(row) >= FEWEST_ENTRIES), key=len, reverse=True)[:MOST_ROWS]
    whole = _words_in(tree) if longest else 0
    for row in longest:
        if 2 * sum(map(_words_in, row)) > whole:
            for entry in row:
                entry.tag = "div"
                for name in set(entry.attrib) - _HIDING:  # the name of a class, too, is taken for a story's own
                    del entry.attrib[name]


def _words_in(element: Any) -> int:
    """Words in the paragraphs of an element."""
    return sum(count_words(" ".join(p.itertext())) for p in element.iter("p"))


def _mark_posts(tree: Any) -> None:
    """Turns embedded posts into marked paragraphs, which the extractor keeps where it drops blockquotes."""
    for post in tree.xpath(_POSTS)[:200]:
        parent = post.getparent()
        if parent is None:
            continue
        parts = [" ".join(" ".join(p.itertext()).split()) for p in post.iter("p")]
        whole = " ".join(" ".join(post.itertext()).split())
        for part in parts:
            whole = whole.replace(part, " ", 1) if part else whole
        at = parent.index(post)
        tail, post.tail = post.tail, None
        parent.remove(post)
        for text in [*parts, " ".join(whole.split())]:
            if text:
                paragraph = etree.Element("p")
                paragraph.text = _MARK + text
                parent.insert(at, paragraph)
                at += 1
        if tail and tail.strip():
            rest = etree.Element("p")
            rest.text = tail
            parent.insert(at, rest)


def _lines(body: Any) -> list[Line]:
    """The lines of an extracted body: one for each paragraph, heading, list item and table row."""
    lines: list[Line] = []
    for element in body.iter("p", "head", "item", "quote", "row", "ab", "code", "fw"):
        if element.tag == "quote" and any(c.tag in ("p", "list") for c in element):
            texts = [element.text or ""]
        elif element.tag == "row":
            texts = [" | ".join(" ".join(" ".join(cell.itertext()).split()) for cell in element.iter("cell"))]
        elif any(a.tag in ("row", "item", "head", "p") for a in element.iterancestors()):
            continue
        else:
            texts = _broken(element)
        for text in texts:
            clean = " ".join(tidy_marked(text).split())
            if clean.strip("|" + _MARK + " "):
                post = _MARK in clean
                lines.append(Line(
                    clean.replace(_MARK, "").strip(), heading=element.tag == "head", bullet=element.tag == "item", row=element.tag == "row",
                    hint="quote_embed" if post else None))
    return lines


def tidy_marked(text: str) -> str:
    """`tidy`, but the reader's own mark stays."""
    return _MARK.join(tidy(part) for part in text.split(_MARK))


def _broken(element: Any) -> list[str]:
    """The texts of an element, parted at its line breaks."""
    texts, current = [], [element.text or ""]
    for child in element.iterdescendants():
        if not isinstance(child.tag, str):
            continue
        if child.tag == "lb":
            texts.append("".join(current))
            current = []
        else:
            current.append(child.text or "")
        current.append(child.tail or "")
    return [*texts, "".join(current)]


def _all_lines(tree: Any) -> list[Line]:
    """All text of a page, where no story was made out: read like a flattened page."""
    for element in tree.xpath("//script|//style|//noscript|//template|//svg|//head"):
        parent = element.getparent()
        if parent is not None:
            element.tail = None if not element.tail else element.tail
            element.clear(keep_tail=True)
    blocks = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "article", "section", "header", "footer",
              "nav", "ul", "ol", "table", "blockquote", "pre", "main", "aside", "figure", "figcaption", "title"}
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if isinstance(element.tag, str) and element.tag in blocks:
            parts.append("\n")
        if event == "start" and isinstance(element.tag, str):
            parts.append((element.text or "").replace("\n", " "))
        if event == "end":
            parts.append((element.tail or "").replace("\n", " "))
    return [line for line in plain_page("".join(parts).replace(_MARK, "")).lines if line.text]


def _read_meta(page: Page, tree: Any, found: Any) -> None:
    headings = [" ".join(" ".join(h.itertext()).split()) for h in tree.xpath("//h1")[:5]]
    meta = found.title if found is not None else None
    named = [" ".join(t.split()) for t in tree.xpath("//head/title/text()")[:1]]
    page.title = tidy(meta).strip() if meta else next((tidy(h) for h in headings if h), named[0] if named else None)
    page.outlet = _site(tree) or (_title_rest(named[0], [page.title or "", *headings]) if named else None)
    if found is not None:
        page.byline = byline_of(found.author, page.outlet)
        page.address = page.address or found.url


def _title_rest(named: str, shown: list[str]) -> str | None:
    """What the page's name in the browser adds to the title that the page shows: most often the outlet."""
    for title in shown:
        if count_words(title) >= 2 and named.casefold().startswith(title.casefold()):
            match = re.fullmatch(r"\s+[-–—|•·»]\s?(\S.{0,60})", named[len(title):])
            if match and fold(match[1]) not in labels("sections.txt"):
                return re.split(r"\s[|–—•·»]\s", match[1])[-1].strip()
    return None


def byline_of(author: str | None, outlet: str | None) -> str | None:
    """The names of a page's author field, without stamps that slipped into it.

    >>> byline_of("Jane Doe; Updated", None), byline_of("The Herald", "The Herald")
    ('Jane Doe', None)
    """
    names = [n.strip() for n in re.split(r"\s*;\s*", author or "")]
    names = [n for n in names if n and not re.fullmatch(r"(?:updated?|published|posted|modified|by|admin|editor)\b.{0,30}", n, re.IGNORECASE)
             and (outlet is None or fold(n) != fold(outlet))]
    return "; ".join(names) or None


def _site(tree: Any) -> str | None:
    """The outlet as the page's own metadata names it."""
    for path in ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content",
                 "//meta[@name='publisher']/@content", "//meta[@property='article:publisher']/@content"):
        for value in tree.xpath(path)[:1]:
            name = tidy(value).strip()
            if 1 < len(name) <= 60 and "/" not in name:
                return name
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:10]:
        match = re.search(r'"publisher"\s*:\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"\\]{2,60})"', script[:200_000])
        if match:
            return tidy(match[1]).strip()
    return None


def _read_date(page: Page, tree: Any) -> None:
    for value, stamp in _meta_stamps(tree):
        page.dates.append((value, stamp))
    date = find_date(lxml_html.tostring(tree, encoding="unicode"))
    if date and not any(d == date for d, _ in page.dates):
        page.dates.insert(0, (date, None))
    elif date:
        page.dates.sort(key=lambda d: d[0] != date)


def _meta_stamps(tree: Any) -> list[tuple[str, str]]:
    """Dates with their times as the metadata gives them."""
    found: list[tuple[str, str]] = []
    for meta in tree.xpath("//meta[@content]")[:400]:
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        match = _STAMP_DATE.match((meta.get("content") or "").strip()) if key in _META_DATES else None
        if match:
            found.append((match[0][:10], match[0].replace(" ", "T").replace("Z", "+00:00")))
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:10]:
        match = re.search(r'"datePublished"\s*:\s*"(' + _STAMP_DATE.pattern + ')"', script[:200_000])
        if match:
            found.append((match[1][:10], match[1].replace(" ", "T").replace("Z", "+00:00")))
    return found[:5]
