"""What changed on the way from one report to another, as disagreements: "43" of the agency's story, "34" of its copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from recension.claims.names import fold
from recension.model import About, Claim, Disagreement, DisagreementKind, Edge, Report, Span, Stemma, VariantKind
from recension.record.sentences import sentence_at, sentence_spans
from recension.record.sides import Ground, make, parted, places
from recension.stemma import same_outlet

#: Which disagreement a change of a copy is.
KINDS: Mapping[VariantKind, DisagreementKind] = {
    "number": "number", "date": "date", "name": "name", "place": "place", "role": "role", "negation": "denial",
}
#: Those of them that count where a report says the same in other words: there a name may be another's, and a "not" may have
#: gone with its whole sentence.
_OF_REWORDED: frozenset[VariantKind] = frozenset({"number", "date"})
_VERBATIM = frozenset({"copy", "partial_copy"})
#: Words that may go or come with a "not" for it to be the change.
FEW = 4
#: Changes of one copy that are told, the first in its text.
MOST = 20
#: Words shown on either side of what changed.
AROUND = 3


def mutated(ground: Ground, stemma: Stemma, told: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """The facts that a copy has otherwise than its source, each once a copy, beside those that claims have shown.

    Args:
        ground: what disagreements are looked for in.
        stemma: who copies whom, with the variants.
        told: the disagreements that are known; a change whose claims stand on two sides of one is not told again.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in ground.claims.values():
        by_report[claim.report].append(claim)
    known = places(told)
    for edge in stemma.edges:
        source, copy = ground.reports.get(edge.from_), ground.reports.get(edge.to)
        if source is None or copy is None:
            continue
        for kind, pairs in list(_changes(edge))[:MOST]:
            ours = [_at(by_report[source.id], [one for one, _ in pairs]), _at(by_report[copy.id], [other for _, other in pairs])]
            if not parted(kind, ours, known):
                sides = [ground.side(_shown(r, span), ids) for r, span, ids in zip((source, copy), pairs[0], ours, strict=True)]
                yield make(kind, About("report", copy.id), sides, _why(edge, source, copy, pairs[0]), update=_is_update(kind, source, copy))


def _changes(edge: Edge) -> Iterator[tuple[DisagreementKind, list[tuple[Span, Span]]]]:
    """The changes of an edge by what changed to what, in the order of the copy."""
    kinds = KINDS.keys() if edge.relation in _VERBATIM else _OF_REWORDED
    found: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    seen: dict[tuple[str, str], set[DisagreementKind]] = defaultdict(set)
    for variant in sorted((v for p in edge.passages for v in p.variants if v.kind in kinds), key=lambda v: (v.to.start, v.from_.start)):
        if variant.kind == "negation" and max(len(side.text.split()) for side in (variant.from_, variant.to)) > FEW:
            continue
        change = fold(variant.from_.text), fold(variant.to.text)
        if change[0] != change[1]:
            found[change].append((variant.from_, variant.to))
            seen[change].add(KINDS[variant.kind])
    for change, pairs in found.items():
        # A town is a name where no word before it says what it is: one change, of the kind that says more.
        yield min(seen[change], key=lambda kind: (kind == "name", kind)), pairs


def _at(claims: Iterable[Claim], spans: Sequence[Span]) -> frozenset[str]:
    """The claims whose words one of some stretches is among."""
    return frozenset(c.id for c in claims if any(s.start < c.span.end and c.span.start < s.end for s in spans))


def _shown(report: Report, span: Span) -> str:
    """What changed, with some words of its sentence around it."""
    sentences = sentence_spans(report.text)
    low, high = sentences[sentence_at(sentences, span.start)]
    before = report.text[min(low, span.start) : span.start].split(" ")[-AROUND - 1 :]
    behind = report.text[span.end : max(high, span.end)].split(" ")[: AROUND + 1]
    return " ".join(f"{' '.join(before)}{span.text}{' '.join(behind)}".split()).strip(" ,;:.")


def _why(edge: Edge, source: Report, copy: Report, change: tuple[Span, Span]) -> str:
    one, other = (r.outlet or r.title or r.id for r in (source, copy))
    way = f"on the way from {one} to {other}" if edge.directed else f"between {one} and {other}"
    return f"“{change[0].text}” became “{change[1].text}” {way}" if change[0].text and change[1].text else f"words were lost or added {way}"


def _is_update(kind: DisagreementKind, source: Report, copy: Report) -> bool:
    """Whether an outlet changed a number of its own earlier report."""
    return kind == "number" and same_outlet(source.outlet, copy.outlet)
