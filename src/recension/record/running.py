"""Counts that run on: "11 killed since fighting erupted on March 11" counts the dead of a time, and of no one incident."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recension.model import Claim, Figure, Report, ResolvedTime

#: Counts that grow from one incident to the next. Those who are there, or who vote, are counted at a time.
GROWING = frozenset({"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced"})
#: From which time on a count runs: "since fighting erupted on", "since the start of the war on".
_SINCE = re.compile(
    r"\bsince\b[^.;\n]{0,40}?\b(?:erupt\w*|began|begun|start\w*|broke|outbreak|onset|beginning|flar\w+)\b[^.;\n]{0,25}$", re.IGNORECASE,
)


def running(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], times: Mapping[str, ResolvedTime | None],
) -> dict[str, str]:
    """The counts of people that run on, by claim id, with the day from which they run, where it is known."""
    found = {}
    for cid, claim in claims.items():
        if not isinstance(claim, Figure) or claim.indicator not in GROWING or claim.time is None or claim.best == 1:
            continue  # one man has been behind bars since Friday: that is no sum
        time = times.get(cid)
        if time is None or time.from_ is None or time.precision != "day":
            continue
        text = reports[claim.report].text
        if (claim.time.rule or "").endswith("/..") or _SINCE.search(text[max(0, claim.time.start - 80) : claim.time.start]):
            found[cid] = time.from_
    return found
