"""The lines of a page → pieces of text with roles.

A page is read from the top: what stands above the first paragraph is its head (masthead, crumbs, title, byline,
stamps, captions), then comes the story, then what trails it. Lines are told apart by their words (a table of
debris), by their shape (does a line end as a sentence does?) and by their vocabulary (does it speak of the story?).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from recension.model import Role
from recension.reading.dates import find_dates, stamp_rest
from recension.reading.lexicon import Debris, agency_forms, debris, fold, foreign_labels, labels
from recension.reading.page import (
    LONGEST_LABEL,
    LONGEST_TITLE,
    Line,
    Page,
    bare_words,
    content_words,
    count_words,
    ends_sentence,
    latin_share,
    same_words,
)
from recension.reading.wire import agency_of, line_credit, opening, place_and_day, tail_credit

#: A line this long is a paragraph even without a full stop; a shorter one only if it speaks of the story.
LONG = 25
#: The least length of a paragraph that opens a story or takes it up again after a list of other stories.
OPENING, RESUMING = 8, 12
#: A title stands no more lines above its story than this.
HIGHEST_TITLE = 1000

_STAMP = re.compile(
    r"(?:^|(?<=\s))[—–-]{1,2}\s?(?P<name>[^—\n]{1,80}?)\s?\(@(?P<handle>\w{1,30})\)(?:\s+(?P<date>.{6,40}))?$")
_SHARED = re.compile(r"^(?:a post shared by|view this post on|view on) .{1,120}$", re.IGNORECASE)
_TWEETED = re.compile(r"pic\.(?:twitter|x)\.com/|https?://t\.co/")
_BYLINE = re.compile(r"^(?:by|von|par|por)\s*:?\s+(?=[A-ZÀ-Þ@])(?P<names>.{2,140})$", re.IGNORECASE)
_NAME = re.compile(r"^[A-ZÀ-ÞŁŠŽČĆŚŻİ][\w.'’-]*,?(?:\s+(?:[A-ZÀ-ÞŁŠŽČĆŚŻİ][\w.'’-]*,?|and|de|da|del|bin|ibn|van|von|al|el|&|"
                   r"in|an?|our|correspondents?|reporters?|staff)){1,10}$")
_TOKEN = re.compile(r"[0-9][\w.]*|[0-9a-f]{6,}|img|dsc|image|photo|[a-z]|jpe?g|png|webp|gif", re.IGNORECASE)
_COUNT = re.compile(r"(?:^|[-–—•*;,]\s)\W{0,3}(?P<what>[^\W\d_][\w /]{2,40}?)\s?(?:\([^()\n]{1,40}\)\s?)?[:=]\s{0,3}"
                    r"(?:(?:at least|over|more than|about|some|approx\.?|up to)\s)?(?:\d|nil\b|none\b|zero\b|unknown\b|not known\b)", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:(?P<bar>[|»])|[-–—•])\s?(?P<outlet>[^\s|»–—].{0,50})$")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]{2,40}\.(?:com|org|net|info|news|tv|co|[a-z]{2})(?:\.[a-z]{2})?$", re.IGNORECASE)
_INSTITUTION = re.compile(r"(?:the )?(?:federal |national |royal )?(?:ministry|embassy|office|department|government|presidency|"
                          r"directorate|secretariat|general staff|delegation|permanent mission) (?:of|for)\b", re.IGNORECASE)
_CAMEL = re.compile(r"^[A-Z][a-z]+(?:[A-Z][a-z]*)+\d*$")
_QUOTED_CREDIT = re.compile(r"\((?:AP|AFP|Reuters|EPA|Getty Images|File)\)\W*$")
_SLASH_CREDIT = re.compile(r"(?:^|[.!?)\]”\"]\s|\s[-–—|]\s?)(?P<one>[A-Z][\w. -]{1,28}?)\s?/\s?(?P<other>[A-Z][\w. '’-]{1,38})\W*$")
#: Where a line that gives writer, paper and day beside each other is parted.
_ROW_MARK = re.compile(r"\s?[|·•]\s?|\s[–—-]\s")
_SIGNED = re.compile(r"^(?:[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:(?:and|&) (?:[A-ZÀ-Þ][\w.'’-]+ ){1,4})?(?:in|at) (?:[A-ZÀ-Þ][\w.'’-]+,? ?){1,4}"
                     r"(?:(?:and|&) (?:[\w'’-]+ ){0,3}(?:staff|agencies|correspondents?|reporters?))?$")
_EDITION = re.compile(r"\s?[|·•–—-]\s?(?:[a-z]+ )?(?:edition|online|en|english|in english|international)$", re.IGNORECASE)
_STATE = re.compile(r"(?:the )?(?:(?:islamic|people['’]?s|federal|democratic|united|plurinational|bolivarian|arab) ){0,2}"
                    r"(?:republic|kingdom|states?|government|federation|commonwealth|union|principality|sultanate|emirate) of\b", re.IGNORECASE)
_SIGN_IN = re.compile(r"\b(?:sign|log) ?(?:in|up|out)\b|\bsubscribe\b|^my\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)\s{0,2}(?:©\s?)?(?:copyright\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s)?(?:by\s)?(?P<name>[A-ZÀ-Þ][^©|\n]{1,60}?)"
                        r"(?:,?\s(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?(?:\.|\s?[|·–—-].{0,80}|,?\s(?i:all rights.{0,60})){0,2}$", re.IGNORECASE)
_COMPANY = re.compile(r",?\s(?:media|group|ltd|limited|inc|llc|plc|gmbh|corp|corporation|company|co|publishing|publications|holdings?|s\.?a|all rights reserved)\.?$", re.IGNORECASE)
_BAR_CREDIT = re.compile(r"\s[|/]\s?(?P<credit>[^|/]{2,40})$")
_FIRST_CRUMB = re.compile(r"^\s*+(?P<first>[^>»›→|·•]{3,40}?)\s*[>»›→|·•]")


@dataclass(slots=True)
class Piece:
    """A stretch of a report before its offsets are known. `head`: it stands above the story."""

    role: Role
    text: str
    head: bool = False
    what: str = ""


@dataclass(slots=True)
class Marked:
    """What the lines of a page are, and the title, outlet and byline that they show."""

    pieces: list[Piece] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None


def mark(page: Page) -> Marked:
    """Gives every line of a page its role. Nothing is dropped, nothing is joined."""
    lines = page.lines
    kinds = [_debris(line) for line in lines]
    _mark_other_script(lines, kinds)
    first = _first_paragraph(lines, kinds)
    story = _story_words(lines, kinds, first)
    title = _title_line(page, kinds, first, story)
    marked = Marked(title=page.title, outlet=page.outlet, byline=page.byline)
    if title is not None:
        shown, outlet = part_title(lines[title].text, page.outlet)
        marked.title, marked.outlet = shown, page.outlet or outlet
    _mark_head(page, kinds, first, title, story, marked)
    _mark_story(page, kinds, first, story, marked)
    _mark_embeds(marked.pieces)
    return marked


def part_title(title: str, outlet: str | None = None) -> tuple[str, str | None]:
    """A title without the outlet's name that some pages put behind it, and that name.

    >>> part_title("Army retakes bridge | The Daily Herald"), part_title("Ferry sinks off coast -NewsHub")
    (('Army retakes bridge', 'The Daily Herald'), ('Ferry sinks off coast', 'NewsHub'))
    >>> part_title("War: what we know - and what we do not")
    ('War: what we know - and what we do not', None)
    """
    match = _TAIL.search(title)
    if not match or count_words(title[: match.start()]) < 3:
        return title, None
    tail = match["outlet"].strip()
    if fold(tail) in labels("sections.txt"):
        return part_title(title[: match.start()].strip(), outlet)
    known = outlet is not None and fold(outlet) == fold(tail)
    if known or _is_outlet(tail) or (match["bar"] and count_words(tail) <= 5 and tail[0].isupper()):
        return part_title(title[: match.start()].strip(), outlet)[0], tail
    return title, None


def _is_outlet(text: str) -> bool:
    """Whether a label reads like the name of a paper, station or site."""
    words = text.split()
    if not 1 <= len(words) <= 8 or fold(text) in labels("sections.txt"):
        return False
    if len(words) == 1 and (_CAMEL.match(text) or _DOMAIN.match(text)):
        return True
    if len(words) > 2 and _INSTITUTION.match(text):
        return True
    known = labels("mastheads.txt")
    return len(words) <= 6 and text[0].isupper() and any(fold(w) in known for w in words) and (
        len(words) > 1 or fold(text) not in {"news", "today", "live", "media", "radio", "tv", "online", "voice", "record", "press"})


# ---------------------------------------------------------------- what a line is
def _debris(line: Line) -> Debris | None:
    """The kind of debris that a line's own words show it to be."""
    text = line.text
    if line.hint == "caption":
        return next(d for d in debris() if d.role == "caption")
    if line.hint or line.row or len(text) > LONGEST_LABEL:
        return None
    bare = text.strip(" *_#>•").removeprefix("- ")
    for kind in debris():
        if line.heading and kind.reach != "tail":
            continue  # a heading may be any words; only one that opens a list of other stories is debris
        if kind.pattern.fullmatch(bare):
            return kind
    return None if line.heading or not _is_menu(bare) or credit_row(bare) else _MENU


@dataclass(frozen=True, slots=True)
class CreditRow:
    """What a line under a title gives beside each other: who wrote it and for whom."""

    names: str | None
    outlet: str | None


def credit_row(text: str) -> CreditRow | None:
    """A line that gives the day beside who wrote it, the paper or the genre; None where it is another line.

    >>> credit_row("Analysis | Ada Quist | Harbour Review | 20 August 2018")
    CreditRow(names='Ada Quist', outlet='Harbour Review')
    >>> credit_row("By Ada Quist · 3 May 2024 · 6 min read"), credit_row("World | Business | Markets")
    (CreditRow(names='Ada Quist', outlet=None), None)
    """
    parts = [p.strip(" *_") for p in _ROW_MARK.split(text.strip(" *_")) if p.strip(" *_")] if len(text) <= 200 else []
    if not 2 <= len(parts) <= 6 or not any(stamp_rest(p) == "" for p in parts) or ends_sentence(text):
        return None
    names, outlet = None, None
    for part in parts:
        if _is_label(part) or fold(part) in _GENRES or stamp_rest(part) is not None or any(c.isdigit() for c in part):
            continue
        signed = _BYLINE.match(part)
        if signed:
            names = signed["names"]
        elif agency_of(part):
            continue
        elif _is_outlet(part):
            outlet = outlet or part
        elif _NAME.match(part) and not part.isupper():
            names = names or part
        elif count_words(part) > 4:
            return None
    return CreditRow(names, outlet) if names or outlet else None


_GENRES = frozenset("analysis opinion comment commentary essay feature report interview explainer background reportage editorial column "
                    "perspective briefing dispatch profile investigation review news".split())


def _is_menu(text: str) -> bool:
    """A row of short labels parted by bars or dots: "World | Business | Markets"."""
    parts = [p.strip() for p in re.split(r"[|·•]", text)]
    return len(parts) >= 4 and all(len(p) <= 24 for p in parts) and not ends_sentence(text)


def _mark_other_script(lines: list[Line], kinds: list[Debris | None]) -> None:
    """In a story in Latin letters a short line in another script is part of the page around it."""
    if latin_share(" ".join(line.text[:2000] for line in lines[:400] if _is_paragraph(line))) < 0.8:
        return
    for i, line in enumerate(lines):
        if kinds[i] is None and len(line.text) <= LONGEST_LABEL and latin_share(line.text) < 0.3:
            kinds[i] = _OTHER_SCRIPT


_MENU = Debris("boilerplate", "line", re.compile(""), "menu row")
_OTHER_SCRIPT = Debris("boilerplate", "line", re.compile(""), "a line in another script")


def _is_label(text: str) -> bool:
    """Section names, in this or another language, and strings of numbers that are names of files."""
    folded = fold(text)
    if folded in labels("sections.txt") or folded in foreign_labels() or not folded:
        return True
    if len(text) <= LONGEST_LABEL and fold(re.sub(r"[\d()]+", " ", re.split("[:：]", text)[0])) in foreign_labels():
        return True
    if len(text) < 100 and any(c.isdigit() for c in text) and fold(" ".join(text.split()[:2])) in foreign_labels():
        return True
    tokens = re.split(r"[\s_.\-]+", text.strip())
    return len(tokens) < 30 and any(c.isdigit() for c in text) and all(_TOKEN.fullmatch(t) for t in tokens if t)


def _is_paragraph(line: Line, least: int = OPENING) -> bool:
    if line.heading or line.hint:
        return False
    count = count_words(line.text)
    return (count >= least and _ends(line.text)) or count >= LONG or is_count(line.text)


def is_count(text: str) -> bool:
    """Whether a line is one of a bulletin's, which gives a count without a sentence.

    >>> is_count("ORVEK - Fatalities: 9 (6 male, 3 female)"), is_count("Missing: nil"), is_count("Comments: 9")
    (True, True, False)
    """
    return len(text) <= LONGEST_LABEL and any(fold(m["what"]) in labels("counts.txt") for m in _COUNT.finditer(text))


def _ends(text: str) -> bool:
    """Whether a line ends as a sentence does, an agency's credit behind it aside: "…the crisis./ VOA"."""
    credit = None if ends_sentence(text) else tail_credit(text)
    return ends_sentence(text[: credit[0]]) if credit else ends_sentence(text)


def _is_byline(text: str) -> bool:
    match = _BYLINE.match(text)
    if match:
        first = fold(match["names"].split()[0])
        return (count_words(text) <= 16 and not (ends_sentence(text) and count_words(text) > 6)
                and not find_dates(match["names"][:12]) and first not in _CALENDAR)
    return line_credit(text) is not None and count_words(text) <= 12 and not ends_sentence(text)


_CALENDAR = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
                      "august september october november december the then late early mid".split())


def _first_paragraph(lines: list[Line], kinds: list[Debris | None]) -> int:
    """The line on which the story begins; the number of lines where there is none."""
    for i, line in enumerate(lines):
        if kinds[i] or _is_stamp(line.text) or _is_byline(line.text) or _is_head_caption(line.text) or credit_row(line.text):
            continue
        if line.heading or line.hint:
            continue
        if _is_paragraph(line) or (opening(line.text) and count_words(line.text) >= OPENING):
            if line.text.rstrip().endswith("?") and _is_question_title(lines, kinds, i):
                continue
            return i
    return _longest_line(lines, kinds)


def _longest_line(lines: list[Line], kinds: list[Debris | None]) -> int:
    """Where no line ends as a sentence does, the longest is the story, if it is no label or headline by its length."""
    counts = [0 if kinds[i] or line.heading or line.hint else count_words(line.text) for i, line in enumerate(lines)]
    most = max(counts, default=0)
    return counts.index(most) if most >= LONG // 2 and len(lines) < 4 else len(lines)


def _is_question_title(lines: list[Line], kinds: list[Debris | None], i: int) -> bool:
    """A single question at the very head with paragraphs after it is a headline."""
    before = all(kinds[j] or count_words(lines[j].text) < OPENING for j in range(i))
    return before and count_words(lines[i].text) <= 22 and any(_is_paragraph(line, LONG) for line in lines[i + 1: i + 6])


def _is_head_caption(text: str) -> bool:
    """Above the story, a line that ends in the bare name of an agency is a caption."""
    return len(text) <= LONGEST_LABEL and opening(text) is None and bool(
        _QUOTED_CREDIT.search(text) or _has_slash_credit(text) or ((match := _BAR_CREDIT.search(text)) and agency_of(match["credit"])
                                        and count_words(text[: match.start()]) >= 4 and not _BYLINE.match(text)))


def _has_slash_credit(text: str) -> bool:
    """"… outside the prison. EFE/Stringer", "… - Ada Quist/AFP": a picture's credit behind its caption."""
    match = _SLASH_CREDIT.search(text, max(0, len(text) - 90))
    known = agency_forms()
    return bool(match and count_words(text[: match.start()]) >= 4 and (fold(match["one"]) in known or fold(match["other"]) in known))


def _is_stamp(text: str) -> bool:
    rest = stamp_rest(text)
    return rest is not None and len(rest.split()) <= 4 and not (ends_sentence(text) and len(rest.split()) > 2)


def _story_words(lines: list[Line], kinds: list[Debris | None], first: int) -> set[str]:
    """The vocabulary of the story: of its paragraphs up to the first list of other stories."""
    words: set[str] = set()
    for i in range(first, len(lines)):
        kind = kinds[i]
        if kind and kind.reach == "tail" and i > first + 2:
            break
        if not kind and (i == first or _is_paragraph(lines[i])):
            words |= content_words(lines[i].text)
    return words


# ---------------------------------------------------------------- the head
def _title_line(page: Page, kinds: list[Debris | None], first: int, story: set[str]) -> int | None:
    """The line that is the title: the one the markup names, or the likeliest of those above the story."""
    lines = page.lines
    if page.title:
        for i, line in enumerate(lines[: first + 1]):
            if same_words(line.text, page.title) or same_words(part_title(line.text, page.outlet)[0], page.title):
                return i
        return None
    best: tuple[float, int] | None = None
    top = max(0, first - HIGHEST_TITLE)
    times = Counter(bare_words(line.text) for line in lines[top: first + 2])
    for i in range(top, first):
        score = _title_score(lines, kinds, i, first, story, again=times[bare_words(lines[i].text)] > 1)
        if score >= 1.5 and (best is None or score > best[0]):
            best = (score, i)
    if best is None:
        return None
    chosen = lines[best[1]].text
    return next(i for i, line in enumerate(lines) if same_words(line.text, chosen))


def _title_score(lines: list[Line], kinds: list[Debris | None], i: int, first: int, story: set[str], *, again: bool) -> float:
    line = lines[i]
    if kinds[i] or line.hint or line.bullet or len(line.text) > LONGEST_TITLE:
        return 0.0
    count = count_words(line.text)
    if count < 2 or count > 40 or _is_label(line.text):
        return 0.0
    if _is_stamp(line.text) or _is_byline(line.text) or _is_head_caption(line.text) or place_and_day(line.text):
        return 0.0
    shared = len(content_words(part_title(line.text)[0]) & story)
    score = 3.0 * line.heading + 3.0 * again + min(shared, 5) * 0.8 + 1.0 * (count >= 5)
    if _is_outlet(line.text) and shared < 3:
        score -= 3.0
    above = lines[max(0, first - HIGHEST_TITLE): first]
    if not again and count >= 4 and sum(line.text in other.text for other in above) > 1:
        score += 2.0  # the crumb line of some sites glues the title to its section
    if any(line.text != other.text and other.text in line.text and count_words(other.text) >= 4 for other in above):
        score -= 4.0
    after = lines[i + 1].text if i + 1 < len(lines) else ""
    return score + 0.6 * (_is_byline(after) or _is_stamp(after)) + (0.6 if i + 1 == first else 0.0)


def _mark_head(page: Page, kinds: list[Debris | None], first: int, title: int | None, story: set[str],
               marked: Marked) -> None:
    shown, credited = marked.title, None
    for i, line in enumerate(page.lines[:first]):
        role, what = _head_role(page, kinds, i, title, story, marked)
        if role == "byline":
            row = credit_row(line.text)
            marked.byline = marked.byline or (row.names if row else byline_names(line.text))
            credited = credited or (row.outlet if row else None)
        if shown and i != title and not marked.outlet and shown in line.text:
            marked.outlet = part_title(line.text)[1]
        marked.pieces.append(Piece(role, line.text, head=True, what=what))
    if not marked.outlet:
        marked.outlet = _masthead(page.lines[:first], title) or credited or _owner(page.lines[first:])


def _head_role(page: Page, kinds: list[Debris | None], i: int, title: int | None, story: set[str],
               marked: Marked) -> tuple[Role, str]:
    line, kind = page.lines[i], kinds[i]
    if i == title:
        return "title", "title"
    if line.hint:
        return line.hint, ""
    if marked.title and same_words(line.text, marked.title):
        return "boilerplate", "title again"
    if kind:
        return kind.role, kind.what
    if _is_head_caption(line.text):
        return "caption", "caption"
    if title is not None and i < title and agency_of(line.text) and count_words(line.text) <= 3:
        return "boilerplate", "masthead"
    if _is_byline(line.text) or credit_row(line.text) or (title is not None and i > title and _SIGNED.match(line.text)):
        return "byline", "byline"
    if place_and_day(line.text):
        return "dateline", "dateline"
    if _is_stamp(line.text):
        return "boilerplate", "stamp"
    if _is_label(line.text):
        return "boilerplate", "label"
    if title is not None and i < title and (_EDITION.search(line.text) or _INSTITUTION.match(line.text)) and _masthead([line], None):
        return "boilerplate", "masthead"
    shared = len(content_words(line.text) & story)
    if title is not None and i > title and shared < 3 and _is_name(line.text):
        return "byline", "byline"
    if shared >= 2 and count_words(line.text) >= 5 and not (marked.title and marked.title in line.text):
        return "title", "deck"
    return ("title", "deck") if page.chosen else ("boilerplate", "head")


def _is_name(text: str) -> bool:
    """Whether a line under the title is nothing but names; many words in capitals are a heading."""
    return bool(_NAME.match(text)) and not _is_outlet(text) and not (text.isupper() and len(text.split()) > 4)


def _masthead(head: list[Line], title: int | None) -> str | None:
    """The outlet as the top of a page names it: a line of its own, or the first crumb."""
    for line in head[: title if title is not None else len(head)]:
        edition = _EDITION.search(line.text)
        match = _FIRST_CRUMB.match(line.text)
        name = match["first"].strip() if match else line.text.strip(" #*_")
        if edition and 1 <= count_words(line.text[: edition.start()]) <= 5 and line.text[0].isupper():
            return line.text[: edition.start()].strip()
        if ends_sentence(name) or _is_stamp(line.text) or _STATE.match(name) or credit_row(line.text) or _SIGN_IN.search(line.text):
            continue
        if (count_words(name) <= 5 and _is_outlet(name)) or (count_words(name) <= 10 and _INSTITUTION.match(name)):
            return name
    return None


def _owner(lines: list[Line]) -> str | None:
    """The outlet as the foot of a page claims it: "© Harbour Post 2018. All rights reserved"."""
    for line in reversed(lines[-40:]):
        match = _COPYRIGHT.match(line.text.strip(" *_")) if len(line.text) <= LONGEST_LABEL else None
        if match:
            name = match["name"].strip(" .,")
            while _COMPANY.search(name):
                name = name[: _COMPANY.search(name).start()].strip(" .,")  # type: ignore[union-attr]
            if 1 <= count_words(name) <= 6 and not agency_of(name) and all(w[0].isupper() or len(w) <= 3 for w in name.split()):
                return name
    return None


def byline_names(text: str) -> str | None:
    """The names of a byline, without "By", stamps and agencies' separators.

    >>> byline_names("By Staff Writer | Updated 09:20 GMT, 13 October 2021"), byline_names("By Tomas Wellen, 3 May 2024")
    ('Staff Writer', 'Tomas Wellen')
    """
    match = _BYLINE.match(text.strip(" *_"))
    names = match["names"] if match else text.strip(" *_()")
    for part in re.split(r"\s*[|·•]\s*", names):
        dates = find_dates(part)
        bare = (part[: dates[0].start] if dates else part).strip(" ,.;:-–—|")
        bare = re.sub(r",?\s*(?:published|updated|posted|on|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?$", "", bare,
                      flags=re.IGNORECASE).strip(" ,")
        if bare and stamp_rest(part) != "" and fold(bare) not in _GENRES:
            return bare
    return None


# ---------------------------------------------------------------- the story and what trails it
def _mark_story(page: Page, kinds: list[Debris | None], first: int, story: set[str], marked: Marked) -> None:
    lines, tail, lists = page.lines, False, False
    for i in range(first, len(lines)):
        line, kind = lines[i], kinds[i]
        role: Role
        if marked.title and same_words(line.text, marked.title):
            role, what = "boilerplate", "title again"
        elif line.hint:
            role, what = line.hint, ""
        elif kind:
            role, what = kind.role, kind.what
            tail = tail or kind.reach == "tail"
        elif tail:
            tail = not _resumes(line, story, page.chosen)
            role, what = ("boilerplate", "other stories") if tail else ("body", "")
        else:
            role, what, tail = _story_role(page, kinds, i, story, lists)
        lists = (role == "body" and line.text.rstrip().endswith(":")) or (lists and line.bullet)
        if role == "byline" and what == "byline" and not marked.byline:
            marked.byline = byline_names(line.text)
        marked.pieces.append(Piece(role, line.text, what=what))


def _resumes(line: Line, story: set[str], chosen: bool) -> bool:
    """After a list of other stories only a whole paragraph with the story's own words takes it up again."""
    if chosen and _is_paragraph(line, RESUMING):
        return True
    if line.bullet or not _is_paragraph(line, RESUMING) or not ends_sentence(line.text):
        return False
    words = content_words(line.text)
    return len(words & story) >= max(3, 0.25 * len(words))


def _story_role(page: Page, kinds: list[Debris | None], i: int, story: set[str], lists: bool) -> tuple[Role, str, bool]:
    """The role of a line within the story, and whether a tail of other stories begins with it."""
    line, lines = page.lines[i], page.lines
    count, shared = count_words(line.text), len(content_words(line.text) & story)
    if line.row or _is_paragraph(line) or (i == 0 and count >= OPENING and not line.heading):
        return "body", "", False
    if line.heading:
        if page.chosen or _goes_on(page, kinds, i):
            return "title", "cross-heading", False
        return "boilerplate", "heading", False
    if _STAMP.search(line.text):
        return "quote_embed", "embed", False
    foot = place_and_day(line.text)
    if foot and foot.date and foot.date.date:
        return "dateline", "dateline", False  # as statements and letters end
    if _is_stamp(line.text):
        return "boilerplate", "stamp", False
    if _is_label(line.text):
        return "boilerplate", "label", False
    if _is_byline(line.text):
        return "byline", "byline", False
    if count <= 10 and line.text.endswith("?") and line.text[0].isalpha() and _goes_on(page, kinds, i):
        return "title", "cross-heading", False
    if _ends(line.text) and count >= (4 if line.bullet else 2):
        return "body", "", False
    if lists and (line.bullet or lines[i - 1].text.rstrip().endswith(":")):
        return "body", "", False
    if count >= 15 and shared >= 3:
        return "body", "", False
    if page.chosen and (count >= 4 or line.bullet):
        return "body", "", False
    if line.bullet and shared >= 2 and _goes_on(page, kinds, i):
        return "body", "", False
    if page.chosen or _goes_on(page, kinds, i):
        return "title", "cross-heading", False
    return "boilerplate", "trailing line", True


def _goes_on(page: Page, kinds: list[Debris | None], i: int) -> bool:
    """Whether the next line that is no debris is a paragraph of the story."""
    for j in range(i + 1, min(i + 6, len(page.lines))):
        kind = kinds[j]
        if kind and kind.reach == "tail":
            return False
        if kind:
            continue
        return _is_paragraph(page.lines[j]) or ends_sentence(page.lines[j].text)
    return False


# ---------------------------------------------------------------- embeds
def _mark_embeds(pieces: list[Piece]) -> None:
    """A post's stamp ("— Name (@handle) May 30, 2023") and the paragraph before it are the post.

    More than one paragraph belongs to it only after a paragraph that ends in a colon, or with the post's links.
    """
    for i, piece in enumerate(pieces):
        if piece.role not in ("body", "quote_embed", "boilerplate", "byline", "title") or len(piece.text) > LONGEST_LABEL * 2:
            continue
        match = _STAMP.search(piece.text)
        if not match and not _SHARED.match(piece.text):
            continue
        piece.role = "quote_embed"
        if match and match.start() > 0 and count_words(piece.text[: match.start()]) >= 3:
            continue  # the post stands in the stamp's own line
        before = [j for j in range(max(0, i - 5), i) if pieces[j].role in ("body", "quote_embed")]
        before = [j for j in before if all(pieces[k].role in ("body", "quote_embed") for k in range(j, i))]
        if not before:
            continue
        colons = [j for j in before[:-1] if pieces[j].text.rstrip().endswith(":")]
        start = colons[-1] + 1 if colons and sum(len(pieces[j].text) for j in range(colons[-1] + 1, i)) <= 700 else i - 1
        while start - 1 in before and _TWEETED.search(pieces[start].text) and count_words(pieces[start].text) < 6:
            start -= 1
        if pieces[start].head:
            continue
        for j in range(start, i):
            if not pieces[j].text.rstrip().endswith(":"):
                pieces[j].role = "quote_embed"


def embed_stamps(pieces: list[Piece]) -> list[str]:
    """The dates, as written, of the posts embedded in a report."""
    return [m["date"] for p in pieces if p.role == "quote_embed" and (m := _STAMP.search(p.text)) and m["date"]]
