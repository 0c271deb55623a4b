"""Deriving a briefing again: every sentence must come out of the record as it stands, on spans that still hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from recension.views.answers import header
from recension.views.briefing import briefing

if TYPE_CHECKING:
    from recension.record import Record


def verify(given: Any, record: Record) -> dict[str, Any]:
    """Which sentences of a briefing hold: {"holds", "sentences", "failed": [{"text", "why"}]}."""
    derived = {s.text for section in briefing(record).sections for s in section.sentences}
    failed, count = [], 0
    sections = given.get("sections") if isinstance(given, Mapping) else None
    for section in sections if isinstance(sections, list) else []:
        for sentence in section.get("sentences", []) if isinstance(section, Mapping) else []:
            count += 1
            why = _fault(sentence, record, derived)
            if why:
                failed.append({"text": str(sentence.get("text") if isinstance(sentence, Mapping) else sentence), "why": why})
    return {**header(record), "holds": bool(count) and not failed, "sentences": count, "failed": failed}


def _fault(sentence: Any, record: Record, derived: set[str]) -> str | None:
    """What is wrong with a sentence of a briefing, or None."""
    if not isinstance(sentence, Mapping) or not isinstance(sentence.get("evidence"), list) or not sentence["evidence"]:
        return "it has no evidence"
    for e in sentence["evidence"]:
        report = record.reports.get(str(e.get("report"))) if isinstance(e, Mapping) else None
        if report is None:
            return "it leans on a report that is not in the record"
        start, end = e.get("start"), e.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(report.text)):
            return "it leans on characters that are not in the report"
        claim = e.get("claim")
        if claim is not None and str(claim) not in record.claims:
            return "it leans on a claim that is not in the record"
    if sentence.get("text") not in derived:
        return "the record does not say this"
    return None
