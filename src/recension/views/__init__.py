"""The record told: JSON views, tables, the briefing; and its canonical export with the fingerprint."""

from __future__ import annotations

from recension.views.answers import VIEWS, header, view
from recension.views.briefing import briefing
from recension.views.canonical import canonical_rows, fingerprint
from recension.views.text import as_csv, as_html, as_markdown, as_table, briefing_json

__all__ = [
    "VIEWS", "as_csv", "as_html", "as_markdown", "as_table", "briefing", "briefing_json", "canonical_rows",
    "fingerprint", "header", "view",
]
