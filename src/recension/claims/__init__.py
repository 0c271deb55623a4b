"""Doc → claims: times, places, actors, figures, quotes, events, each a plain function over a Doc."""

from __future__ import annotations

from recension.claims.doc import bare_report
from recension.claims.extract import claims_of, explained, read_reports

__all__ = ["bare_report", "claims_of", "explained", "read_reports"]
