"""Deriving a briefing again: every sentence must come out of the record as it stands, on spans that still hold.

The briefing that a record gives now is no measure: it is short, and shows other sentences when the record grows. A
sentence holds if the record gives it at all. One that the record gave when the briefing was made, and gives no more,
is told together with what changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from recension.views.answers import header
from recension.views.briefing import derivable

if TYPE_CHECKING:
    from recension.record import Record

#: The record as it was when its log ended at a position.
Earlier = Callable[[int], "Record"]


def is_briefing(given: Any) -> bool:
    """Whether a JSON value has the shape of a briefing."""
    return isinstance(given, Mapping) and isinstance(given.get("sections"), list) and isinstance(given.get("record"), Mapping)


def verify(given: Any, record: Record, earlier: Earlier | None = None) -> dict[str, Any]:
    """Which sentences of a briefing hold: {"holds", "sentences", "failed": [{"text", "why"}]}.

    Args:
        given: the briefing as JSON.
        record: the record as it is now.
        earlier: gives the record as it was; with it a sentence that held once is told with what changed it.
    """
    derived = derivable(record)
    history = _History(given, record, derived, earlier)
    failed, count = [], 0
    sections = given.get("sections") if isinstance(given, Mapping) else None
    for section in sections if isinstance(sections, list) else []:
        for sentence in section.get("sentences", []) if isinstance(section, Mapping) else []:
            count += 1
            why = _fault(sentence, record, derived, history)
            if why:
                failed.append({"text": str(sentence.get("text") if isinstance(sentence, Mapping) else sentence), "why": why})
    return {**header(record), "holds": bool(count) and not failed, "sentences": count, "failed": failed}


def _fault(sentence: Any, record: Record, derived: set[str], history: _History) -> str | None:
    """What is wrong with a sentence of a briefing, or None."""
    if not isinstance(sentence, Mapping) or not isinstance(sentence.get("evidence"), list) or not sentence["evidence"]:
        return "it has no evidence"
    changed = "" if sentence.get("text") in derived else history.change(str(sentence.get("text")))
    for e in sentence["evidence"]:
        report = record.reports.get(str(e.get("report"))) if isinstance(e, Mapping) else None
        if report is None:
            return "it leans on a report that is not in the record" + changed
        start, end = e.get("start"), e.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(report.text)):
            return "it leans on characters that are not in the report"
        claim = e.get("claim")
        if claim is not None and str(claim) not in record.claims:
            return "it leans on a claim that is not in the record" + changed
    if sentence.get("text") not in derived:
        return "the record does not say this" + changed
    return None


class _History:
    """What became of the sentences of an older briefing."""

    def __init__(self, given: Any, record: Record, derived: set[str], earlier: Earlier | None) -> None:
        told = given.get("record") if isinstance(given, Mapping) else None
        made = told.get("log_position") if isinstance(told, Mapping) else None
        self.since = made if isinstance(made, int) and 0 < made < record.log_position else record.log_position
        self.now = record.log_position
        self.earlier = earlier
        self.seen: dict[int, tuple[Record, set[str]]] = {self.now: (record, derived)}

    def at(self, position: int) -> tuple[Record, set[str]]:
        """The record at a position of its log, and all that it says there."""
        if position not in self.seen:
            assert self.earlier is not None
            then = self.earlier(position)
            self.seen[position] = then, derivable(then)
        return self.seen[position]

    def change(self, text: str) -> str:
        """Since when the record does not give a sentence that it gave when the briefing was made; "" if it never did."""
        if self.earlier is None or self.since >= self.now or text not in self.at(self.since)[1]:
            return ""
        said, gone = self.since, self.now
        while gone - said > 1:
            middle = (said + gone) // 2
            said, gone = (middle, gone) if text in self.at(middle)[1] else (said, middle)
        return f" any more: the briefing is older, and {_entry(self.at(said)[0], self.at(gone)[0])} changed it"


def _entry(before: Record, after: Record) -> str:
    """What the log took up between two states of a record, in words."""
    old = {d.id for d in before.decisions}
    new = [f"the decision {d.id} ({d.verb.replace('_', ' ')}, by {d.by}: {d.why})" for d in after.decisions if d.id not in old]
    new += [f"the new report {r.path or r.id}" for r in after.reports.values() if r.id not in before.reports]
    return "; ".join(new) or "what was forgotten since"
