"""Was a report translated? Signs are counted by a table; the sum decides."""

from __future__ import annotations

import re

from recension.reading.lexicon import fold, foreign_labels, signs
from recension.reading.roles import Piece

#: So many points make a report a translation; fewer leave it open.
ENOUGH = 3
#: A paragraph's quote marks are looked at in pairs within it; more than this is not looked at.
_LONGEST = 20_000
_PADDED = re.compile(r"[\"“”„]")


def translated(pieces: list[Piece], *, language: str | None, credited: bool) -> tuple[bool | None, list[str]]:
    """Whether a report was translated, and the signs.

    Args:
        pieces: the report's pieces.
        language: of its text; only English texts are judged.
        credited: a dateline with an agency, or a byline, speaks for an original text.

    Returns:
        True with `ENOUGH` points; False without any where the text is credited; else None, not known.
    """
    kept = "\n".join(p.text for p in pieces if p.role in ("body", "quote_embed"))[:200_000]
    debris = "\n".join(p.text for p in pieces if p.role not in ("body", "quote_embed"))[:20_000]
    points, reasons = 0, []
    for sign in signs():
        count = len(sign.pattern.findall(kept)) + (len(sign.pattern.findall(debris)) if sign.points == 3 else 0)
        if count >= sign.least:
            points += sign.points
            reasons.append(sign.reason)
    if padded_quotes(kept) >= 2:
        points += 2
        reasons.append("quote marks are padded by spaces")
    foreign = [p.text for p in pieces if p.role not in ("body", "quote_embed", "title") and _is_foreign(p.text, language)]
    if foreign:
        points += 2
        reasons.append(f"a label of the page is in another language ({foreign[0]})")
    if language not in (None, "en"):
        return None, reasons
    if points >= ENOUGH:
        return True, reasons
    return (False if credited and points == 0 else None), reasons


def padded_quotes(text: str) -> int:
    """How many pairs of quote marks have a space inside: `" so "`.

    >>> padded_quotes('He said: " We stay ," and left.'), padded_quotes('He said "we stay" and left.')
    (1, 0)
    """
    count = 0
    for line in text.split("\n"):
        marks = [m.start() for m in _PADDED.finditer(line[:_LONGEST])]
        for left, right in zip(marks[::2], marks[1::2], strict=False):
            inside = line[left + 1: right]
            count += bool(inside.strip()) and (inside[0] == " " or inside[-1] == " " or bool(re.search(r"\s[,.]$", inside)))
    return count


def _is_foreign(text: str, language: str | None) -> bool:
    known = foreign_labels().get(fold(text))
    return known is not None and known != language
