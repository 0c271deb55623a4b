"""Doc → quotes: who said what, as one report gives it."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from recension.claims.doc import claim_id, report_of
from recension.claims.sayings import FIRST_PERSON, Saying, sayings, sayings_at
from recension.claims.surface import UNSPOKEN, cut, text_of
from recension.claims.timebinding import time_for
from recension.claims.times import times
from recension.claims.tree import sentence_of
from recension.model import Mention, Quote, Span, Stretch, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Frames of indirect speech whose content is a clause that can be quoted as it stands.
_CLAUSES = frozenset({"that", "quote", "according"})
_CONFIDENCE = {"direct": 0.92, "mixed": 0.85, "indirect": 0.75}


def quotes(doc: Doc) -> list[Quote]:
    """The direct, mixed and indirect quotes of a report, in the order of the text.

    Args:
        doc: a parsed Doc over the whole clean text of a report.

    Returns:
        One quote for each stretch of content: a quotation that its cue splits gives two. A content leaves out
        its marks and a comma before the closing one; a mixed one keeps its inner marks.
    """
    found: dict[str, Quote] = {}
    heard = [saying for saying in sayings(doc) if _is_quote(saying)]
    direct = {span for saying in heard if saying.form == "direct" for span in _stretches(doc, saying)}
    cued = sorted((s.cue_span[0], *span) for s in heard if s.form == "direct" and s.cue_span is not None for span in s.spans)
    for saying in heard:
        for start, end in _stretches(doc, saying):
            if saying.form == "mixed" and saying.frame == "according" and (
                _is_rest(doc, start, end, direct) or _is_anothers(cued, start, end)
            ):
                continue
            quote = _quote(doc, saying, start, end)
            found.setdefault(quote.id, quote)
    return sorted(found.values(), key=lambda q: (q.content.start, -q.content.end, q.id))


def _is_rest(doc: Doc, start: int, end: int, direct: set[tuple[int, int]]) -> bool:
    """Is a stretch nothing but a direct quotation with a word that leads to it ("were: “...”")?"""
    return any(start < a <= start + 12 and b <= end <= b + 2 and " " not in text_of(doc)[start:a].strip('"“„«‘ ') for a, b in direct)


def _is_anothers(cued: list[tuple[int, int, int]], start: int, end: int) -> bool:
    """`According to the file, he told her: “...”`: the words in marks are those of whom the source tells."""
    return any(start <= a and b <= end for _, a, b in cued[bisect.bisect_left(cued, (start,)) : bisect.bisect_left(cued, (end,))])


def _is_quote(saying: Saying) -> bool:
    if (
        saying.frame == "embed"
        or saying.kind in {"unsaid", "mention"}
        or (saying.speaker is not None and saying.speaker.text.lower() in FIRST_PERSON)
    ):
        return False
    if saying.form == "indirect":
        return (
            saying.kind not in UNSPOKEN
            and saying.kind != "ask_question"
            and saying.frame in _CLAUSES
            and saying.speaker is not None
        )
    if saying.form == "mixed" and saying.speaker is None and saying.kind == "ask":
        return False  # `Press “Accept” to read on`
    return saying.kind not in UNSPOKEN or saying.form == "direct"


def _stretches(doc: Doc, saying: Saying) -> list[tuple[int, int]]:
    """The contents of a saying: each stretch of a direct one, of others the one that says most.

    A clause around its cue ("the army, he said, had fled") is no single stretch; the longer part stands for it.
    """
    trimmed = [_trimmed(text_of(doc), a, b, saying.form == "direct") for a, b in saying.spans]
    kept = [(a, b) for a, b in trimmed if a < b]
    if saying.form == "direct" or not kept:
        return kept
    marked = (
        [s for s in kept if any(c in '"“”„«»‘' for c in text_of(doc)[s[0] : s[1]])] if saying.form == "mixed" else []
    )
    return [max(marked or kept, key=lambda s: s[1] - s[0])]


def _trimmed(text: str, start: int, end: int, direct: bool) -> tuple[int, int]:
    loose = " \t\n\r\u00a0," if direct else " \t\n\r\u00a0,;:"
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1] in loose or text[end - 1].isspace()):
        end -= 1
    if not direct and text[end - 1 : end] == "." and not text[start:end].count(".") > 1:
        end -= 1
    return start, end


def _quote(doc: Doc, saying: Saying, start: int, end: int) -> Quote:
    report = report_of(doc)
    chain = _chain(doc, saying, start)
    cue = cut(doc, *saying.cue_span) if saying.cue_span is not None else None
    ends = [(start, end)]
    if saying.cue_span is not None:
        ends.append(saying.cue_span)
    if saying.speaker is not None:
        ends.append((saying.speaker.start, saying.speaker.end))
    # A speaker or cue of another sentence is evidence, and does not stretch the claim's own span to it.
    near = [e for e in ends if abs(e[0] - start) < 400 or abs(e[1] - end) < 400]
    far = [e for e in ends if e not in near]
    first, last = min(a for a, _ in near), max(b for _, b in near)
    span = Span(first, last, report.text[first:last])
    why = {} if saying.speaker is not None else {"speaker": "the report does not say who"}
    if saying.speaker is not None and saying.speaker.name is None:
        why = {"speaker.name": "no name is given for the speaker"}
    return Quote(
        report=report.id,
        id=claim_id(report, "quote", saying.form, start, end, saying.speaker.start if saying.speaker else None),
        content=cut(doc, start, end),
        form=saying.form,
        speaker=saying.speaker,
        cue=cue,
        addressee=saying.addressee,
        attribution=chain,
        status="negated" if saying.kind == "deny" and saying.form == "indirect" else "asserted",
        time=_said_at(doc, saying),
        span=span,
        evidence=tuple(Stretch(a, b) for a, b in far),
        confidence=_CONFIDENCE[saying.form] if saying.cue is not None else 0.8,
        why_null=why,
    )


def _said_at(doc: Doc, saying: Saying) -> Time | None:
    """When it was said: the time that governs the cue, else the one next to it that is no part of what was said."""
    if saying.cue is None:
        return None
    governing = time_for(doc, saying.cue)
    if governing is not None:
        return governing
    sent, cue = sentence_of(saying.cue), saying.cue.idx
    beside = [
        t
        for t in times(doc)
        if sent.start_char <= t.start < sent.end_char and not any(a <= t.start < b for a, b in saying.spans)
    ]
    return min(beside, key=lambda t: (abs(t.start - cue), t.start)) if beside else None


def _chain(doc: Doc, saying: Saying, start: int) -> tuple[Mention, ...]:
    """Who gives the quote further: the speaker, then those whose sayings hold this one ("witnesses", then AP)."""
    chain = [saying.speaker] if saying.speaker is not None else []
    anchor = saying.cue.idx if saying.cue is not None else start
    outer = [
        s
        for s in sayings_at(doc, anchor)
        if s is not saying and s.asserts and s.speaker is not None and any(a <= start < b for a, b in s.spans)
    ]
    for each in outer:
        who = each.speaker
        if who is not None and all((who.name or who.text) != (c.name or c.text) for c in chain):
            chain.append(who)
    return tuple(chain)
