"""What every module of claims asks of a Doc: its report, its sentences that count, mentions with true spans.

A Doc is always over the whole clean text of its report, so a character offset of the Doc is an offset of
the report. Values worked out once for a Doc are kept on it (`per_doc`) and go when it goes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from recension.model import KEPT_ROLES, Block, Mention, Published, Report, Role, Span, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

T = TypeVar("T")

_REPORT = "recension.report"


NAMES = frozenset({"PERSON", "ORG", "LOC"})
"""Types of entities that claims look at: who may act, and where. Peoples, events and dates they know by their own lists."""


def attach(doc: Doc, report: Report) -> Doc:
    """Gives a Doc the report that it reads, and leaves it the entities that claims look at.

    The Doc must be over the report's whole clean text.
    """
    if doc.text != report.text:
        raise ValueError("a Doc must be over the clean text of its report, unchanged")
    doc.user_data[_REPORT] = report
    from recension.claims.acronyms import completed  # which asks for the report itself

    doc.set_ents(completed(doc, [entity for entity in doc.ents if entity.label_ in NAMES]))
    return doc


def report_of(doc: Doc) -> Report:
    """The report of a Doc; a Doc over bare text is its own report, all body, without a date."""
    found = doc.user_data.get(_REPORT)
    if isinstance(found, Report):
        return found
    report = bare_report(doc.text)
    attach(doc, report)
    return report


def bare_report(text: str, published: str | None = None) -> Report:
    """A report of a text taken as it stands: one body block, no date unless one is given (ISO)."""
    when = Published(published, None, published, published, "day", "shown") if published else Published()
    return Report(
        id=digest("report", text), text_id=digest("text", text), path=None, address=None, outlet=None, title=None,
        byline=None, dateline=None, wire=None, language=None, translated=None, published=when, shown_date=None,
        text=text, blocks=(Block("body", 0, len(text)),) if text else (),
    )


def per_doc(work: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """Works a thing out once a Doc. The value lives in the Doc's user_data and is never part of a record."""
    key = f"recension.{work.__module__}.{work.__qualname__}"

    @functools.wraps(work)
    def once(doc: Doc) -> T:
        if key not in doc.user_data:
            doc.user_data[key] = work(doc)
        value: T = doc.user_data[key]
        return value

    return once


def role_at(doc: Doc, char: int) -> Role:
    """The role of the block that holds a character."""
    for block in report_of(doc).blocks:
        if block.start <= char < block.end:
            return block.role
    return "body"


def role_roots(report: Report) -> frozenset[Role]:
    """Which roles carry claims in this report: body and embeds, or the title where nothing else is left."""
    if any(b.role in KEPT_ROLES for b in report.blocks):
        return KEPT_ROLES
    return frozenset({"title"})


@per_doc
def sentences(doc: Doc) -> list[DocSpan]:
    """The sentences that may carry claims, in order, without those of nothing but white space."""
    report = report_of(doc)
    roles = role_roots(report)
    kept = [(b.start, b.end) for b in report.blocks if b.role in roles]
    found, at = [], 0
    for sent in doc.sents:
        while at < len(kept) and kept[at][1] <= sent.start_char:
            at += 1
        if at == len(kept):
            break
        if sent.end_char > kept[at][0] and any(not t.is_space for t in sent):
            found.append(sent)
    return found


def kept_tokens(doc: Doc) -> Iterable[Token]:
    """The tokens of the sentences that may carry claims."""
    for sent in sentences(doc):
        yield from sent


def mention(doc: Doc, start: int, end: int, name: str | None = None) -> Mention:
    """A mention over characters start:end; the text is the slice, whatever the caller thought."""
    return Mention(report_of(doc).text[start:end], start, end, name)


def mention_of(span: DocSpan, name: str | None = None) -> Mention:
    """A mention over a spaCy span."""
    return Mention(span.text, span.start_char, span.end_char, name)


def span_of(doc: Doc, start: int, end: int) -> Span:
    """A span over characters start:end, trimmed of white space at both ends."""
    text = report_of(doc).text  # a Doc makes its text anew each time it is asked for it
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


def claim_id(report: Report, kind: str, *parts: object) -> str:
    """The id of a claim: the text it stands in and what it says, so that a rebuild gives it again."""
    return digest(report.text_id, report.id, kind, *parts)
