"""What a record loses without some origins, as JSON and as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recension.stemma.draw import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recension.model import Disagreement
    from recension.record import Record
    from recension.record.loss import Changed, Loss

#: Things of one kind that the text names; how many more there are stands behind them.
SHOWN = 12


def lost_rows(lost: Loss) -> dict[str, Any]:
    """`origins reports claims incidents disagreements ledger`: ids; `estimates`: each with its best value and what it would be."""
    return {
        "origins": list(lost.origins), "reports": list(lost.reports), "claims": list(lost.claims),
        "incidents": [i.id for i in lost.incidents],
        "estimates": [{"estimate": c.estimate.id, "best": c.estimate.best.value, "without": c.best} for c in lost.estimates],
        "disagreements": [d.id for d in lost.disagreements], "ledger": [e.id for e in lost.ledger],
    }


def lost_text(record: Record, lost: Loss) -> str:
    """The same in lines: how much goes, then what, by kind."""
    lines = [f"without {'; '.join(sorted({record.origins.labels.get(o, o) for o in lost.origins}))} the record loses"]
    lines.append(f"  {len(lost.reports)} of {len(record.reports)} reports, {len(lost.claims)} of {len(record.claims)} claims")
    titles = {i.id: i.title for i in record.incidents}
    kinds: dict[str, list[str]] = {
        "incidents that nobody else tells": [i.title for i in lost.incidents],
        "estimates that change": [_changed(c, titles) for c in lost.estimates],
        "disagreements": [_told(d) for d in lost.disagreements],
        "demands, promises and measures": [f"{e.kind}: {e.what}" for e in lost.ledger],
    }
    for name, things in kinds.items():
        if things:
            lines.append(f"  {len(things)} {name}")
            lines += _some(things)
    return "\n".join(map(plain, lines)) + "\n"


def _some(things: Iterable[str]) -> Iterator[str]:
    all_ = list(things)
    yield from (f"    {each}" for each in all_[:SHOWN])
    if len(all_) > SHOWN:
        yield f"    and {len(all_) - SHOWN} more: `--format json`"


def _changed(change: Changed, titles: dict[str, str]) -> str:
    each = change.estimate
    about = ", ".join(part for part in (each.indicator, each.group, titles.get(each.incident or "")) if part)
    return f"{about}: best {_number(each.best.value)}, then {_number(change.best)}"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _told(disagreement: Disagreement) -> str:
    return f"{disagreement.kind}: {' / '.join(side.value for side in disagreement.sides)}"
