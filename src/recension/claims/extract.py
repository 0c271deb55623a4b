"""All claims of a report: the language core reads it once, each kind of claim asks the same Doc."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from recension.claims.doc import attach
from recension.model import Claim, Event, Figure, Reading, Refusal, Report
from recension.refusals import or_refused

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Reports that the pipeline is given together. Where it fails on one of them, the rest are given to it one by one.
TOGETHER = 256


def read_reports(
    reports: Iterable[Report], nlp: Language | None = None, *, any_language: bool = False,
) -> Iterator[Reading | Refusal]:
    """Reads reports one after another and gives each with its claims.

    Args:
        reports: cleaned reports.
        nlp: the pipeline; the package's own where None.
        any_language: read also what the reading room took for another language than English.

    Yields:
        A Reading for each report, or a Refusal where its language is one that the pipeline does not read, or where
        reading it fails by a fault of ours.
    """
    from recension.language import load, renewed

    if nlp is None:
        nlp = load()
    given = iter(reports)
    while batch := list(itertools.islice(given, TOGETHER)):
        nlp = renewed(nlp)
        docs = _docs(nlp, [r for r in batch if _is_read(r, any_language=any_language)])
        for report in batch:
            where = report.path or report.id
            if not _is_read(report, any_language=any_language):
                yield Refusal(where, f"its language is {report.language}; English is read so far")
                continue
            doc = next(docs)
            yield doc if isinstance(doc, Refusal) else or_refused(where, functools.partial(_reading, report, doc))


def _is_read(report: Report, *, any_language: bool) -> bool:
    return any_language or report.language in {None, "en"}


def _docs(nlp: Language, reports: Sequence[Report]) -> Iterator[Doc | Refusal]:
    """The Doc of each report; while the claims of one are worked out, the pipeline reads the next ones."""
    done = 0
    try:
        for doc in nlp.pipe(report.text for report in reports):
            yield doc
            done += 1
    except Exception:  # noqa: BLE001 - which report it was, and why, comes out when they are read one by one
        for report in reports[done:]:
            yield or_refused(report.path or report.id, functools.partial(nlp, report.text))


def _reading(report: Report, doc: Doc) -> Reading:
    from recension.claims.times import times

    attach(doc, report)
    return Reading(report, tuple(claims_of(doc)), tuple(times(doc)))


def claims_of(doc: Doc) -> list[Claim]:
    """The claims of a read report, in the order of the text, without doubles."""
    from recension.claims.events import events
    from recension.claims.figures import figures
    from recension.claims.quotes import quotes

    found: dict[str, Claim] = {}
    claims: list[Claim] = [*events(doc), *figures(doc), *quotes(doc)]
    for claim in claims:
        found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.span.start, c.kind, c.span.end, c.id))


def explained(claim: Claim, report: Report) -> list[str]:
    """What a claim rests on, in words, for a person who wants to check it."""
    reasons = [f"stated in “{claim.span.text}” (characters {claim.span.start} to {claim.span.end})"]
    if isinstance(claim, Event | Figure) and claim.trigger is not None:
        what = claim.type if isinstance(claim, Event) else claim.indicator
        reasons.append(f"the word “{claim.trigger.text}” makes it {what}")
    chain = [m.name or m.text for m in claim.attribution]
    reasons.append(f"said by {', then '.join(chain)}" if chain else "said by the report itself")
    if claim.status != "asserted":
        reasons.append(f"its wording makes it {claim.status}")
    if claim.time is not None:
        day = f"{claim.time.from_} to {claim.time.to}" if claim.time.from_ else claim.time.reason or "not anchored here"
        reasons.append(f"its time is “{claim.time.text}”: {day}")
    reasons += [f"leans on “{report.text[e.start : e.end]}”" for e in claim.evidence[:5]]
    reasons += [f"{name} is not known: {why}" for name, why in claim.why_null.items()]
    return reasons
