"""How much of the reports' own words an export carries, and where in them a claim stands.

Selectors are those of the W3C Web Annotation data model: a TextPositionSelector counts code points of the report's
clean text, a TextQuoteSelector holds the words with a little of what stands before and after. The hash of the clean
text says whether a reader has the same text before him.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from recension.model import Claim, Report
from recension.record.decisions import CONTEXT
from recension.record.sentences import Sentences, sentence_at, sentence_spans

if TYPE_CHECKING:
    from recension.record import Record

TextMode = Literal["none", "quotes", "full"]
#: A stretch of more characters than this is no short span.
SHORT = 280
#: What GeoNames' licence asks of whoever shows its places.
CREDIT = "Places: GeoNames (https://www.geonames.org/), CC BY 4.0"


@dataclass(slots=True)
class Quoting:
    """The words that may be shown of a record's reports; keeps what it has worked out of each report."""

    record: Record
    mode: TextMode = "quotes"
    #: How many characters before and after a span go into its selector.
    context: int = CONTEXT
    _sentences: dict[str, Sentences] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    def words(self, text: str | None) -> str | None:
        """A stretch of a report, or None where it may not be shown."""
        if text is None or self.mode == "none" or (self.mode == "quotes" and len(text) > SHORT):
            return None
        return text

    def sentence(self, report: str, start: int, end: int) -> tuple[int, int]:
        """The whole sentences that hold the characters start:end of a report's clean text, as (start, end)."""
        text = self.record.reports[report].text
        spans = self._sentences.get(report)
        if spans is None:
            spans = self._sentences[report] = sentence_spans(text)
        if not spans:
            return start, end
        first = spans[sentence_at(spans, start)][0]
        last = max(end, spans[sentence_at(spans, max(start, end - 1))][1])
        return first, first + len(text[first:last].rstrip())

    def text_hash(self, report: str) -> str:
        """The sha256 of a report's clean text in UTF-8, 64 hexadecimal digits."""
        if report not in self._hashes:
            raw = self.record.reports[report].text.encode("utf-8", "surrogatepass")
            self._hashes[report] = hashlib.sha256(raw).hexdigest()
        return self._hashes[report]

    def selectors(self, claim: Claim) -> list[dict[str, Any]]:
        """Where a claim's span stands; its words and their surroundings only where they may be shown."""
        return self._selectors(self.record.reports[claim.report], claim.span.start, claim.span.end)

    def _selectors(self, report: Report, start: int, end: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [position(start, end)]
        exact = self.words(report.text[start:end])
        if exact is not None:
            found.append({
                "type": "TextQuoteSelector", "exact": exact, "prefix": report.text[max(0, start - self.context) : start],
                "suffix": report.text[end : end + self.context],
            })
        return found

    def evidence(self, claim: Claim) -> dict[str, Any]:
        """Where a claim stands, what else it leans on, and in full mode its sentence."""
        report = self.record.reports[claim.report]
        found: dict[str, Any] = {
            "report": claim.report, "text_id": report.text_id, "text_sha256": self.text_hash(claim.report),
            "selector": self.selectors(claim), "leans_on": [position(s.start, s.end) for s in claim.evidence],
        }
        if self.mode == "full":
            start, end = self.sentence(claim.report, claim.span.start, claim.span.end)
            found["sentence"] = report.text[start:end]
        return found


def position(start: int, end: int) -> dict[str, Any]:
    """A W3C TextPositionSelector."""
    return {"type": "TextPositionSelector", "start": start, "end": end}


def credits_for(places: Iterable[tuple[int | None, float | None]]) -> list[str]:
    """The credits that some places, as (geonameid, latitude), oblige to.

    >>> credits_for([(None, None)]), len(credits_for([(935616, -20.94), (None, 1.0)]))
    ([], 1)
    """
    return [CREDIT] if any(geonameid is not None or lat is not None for geonameid, lat in places) else []
