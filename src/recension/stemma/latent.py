"""Latent sources: agencies' stories and people's statements that reports lean on and that are not among them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from recension.model import Claim, Edge, Node, Passage, Relation, Report, digest
from recension.stemma.credits import Credit, embed_credits, is_by, own_text_of, site, text_credits, whole_credit
from recension.stemma.origins import TEXTUAL, join, root
from recension.stemma.relation import Comparison
from recension.stemma.statements import statements
from recension.stemma.words import Words, dull, fold, stem

#: When two texts that credit one agency count as one story without a passage in common: days apart, words of
#: meaning in common, and their part of the poorer text.
DAYS, SHARED, SHARED_PART = 1, 8, 0.5
#: Words of meaning that a report must share with the report of an outlet that it names, to have it from there.
CITED = 5
#: Reports of one outlet in which a word may stand and still tell them apart.
COMMON = 500
#: The part of one of two texts that must be aligned for them to be one story of an agency; less may be background
#: that the agency puts under every story of an affair.
SAME_STORY = 0.4
#: Words in a row, quoted, by which two reports are seen to quote one statement.
SAME_WORDS = 6

Pair = tuple[str, str]


def credits_of(report: Report, claims: Sequence[Claim] = ()) -> list[Credit]:
    """Everything a report says it owes to others, whole text first."""
    whole = whole_credit(report)
    return [*([whole] if whole else []), *embed_credits(report), *text_credits(report), *statements(report, claims)]


def latent_sources(
    words: Mapping[str, Words], owed_by: Mapping[str, Sequence[Credit]], named: Mapping[str, Sequence[Credit]],
    pairs: Mapping[Pair, Comparison], near: Collection[Pair],
) -> tuple[list[Node], list[Edge]]:
    """Nodes for the sources that are missing, and the edges of all credits.

    Args:
        words: the reports by id.
        owed_by: what each owes, by id.
        named: what each names where one names a source, whether it is an outlet or not.
        pairs: the comparisons of all candidate pairs.
        near: the candidate pairs, (smaller id, greater id).
    """
    agency = [c for one in sorted(owed_by) for c in owed_by[one] if c.speaker is None]
    said = [c for one in sorted(owed_by) for c in owed_by[one] if c.speaker is not None]
    owners = _owners(words)
    cited = _citations(words, [*agency, *(c for one in sorted(named) for c in named[one])], owners, pairs)
    kept = [c for c in agency if (c.report, c.key) not in cited or c.whole or c.medium]
    nodes, edges = _agency_nodes(words, kept, owners, pairs, near)
    more_nodes, more_edges = _statement_nodes(words, said)
    return [*nodes, *more_nodes], [*edges, *cited.values(), *more_edges]


def _owners(words: Mapping[str, Words]) -> dict[str, str]:
    """Report id → key of the outlet or agency whose own text it is."""
    found = {one: own_text_of(words[one].report) for one in sorted(words)}
    return {one: key for one, key in found.items() if key}


# ---------------------------------------------------------------- agencies
def _agency_nodes(
    words: Mapping[str, Words], owed_by: Sequence[Credit], owners: Mapping[str, str],
    pairs: Mapping[Pair, Comparison], near: Collection[Pair],
) -> tuple[list[Node], list[Edge]]:
    by_key: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for credit in owed_by:
        by_key[credit.key, credit.medium or ""].append(credit)
    neighbours: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(near):
        neighbours[a].append(b)
        neighbours[b].append(a)
    nodes: list[Node] = []
    edges: list[Edge] = []
    for key, members in sorted(by_key.items()):
        families = _families(words, key[0], members, owners, pairs, neighbours)
        for family in families:
            own = sorted(one for one in family if owners.get(one) == key[0])
            owed = [c for c in members if c.report in family]
            if own and not key[1]:
                continue  # its copies hang on it by alignment
            node = _agency_node(key, owed, words)
            nodes.append(node)
            edges += [_edge(node.id, c, words[c.report]) for c in owed]
    return nodes, edges


def _families(
    words: Mapping[str, Words], key: str, members: Sequence[Credit], owners: Mapping[str, str],
    pairs: Mapping[Pair, Comparison], neighbours: Mapping[str, Sequence[str]],
) -> list[list[str]]:
    """The reports of one agency, parted into stories: joined by a textual relation, or by day and content."""
    spans = {c.report: c.spans for c in members}
    parents: dict[str, str] = {one: one for one in spans}
    for one in sorted(spans):
        for other in neighbours.get(one, ()):
            if other not in spans and owners.get(other) != key:
                continue
            pair = (one, other) if one < other else (other, one)
            found = pairs[pair]
            related = found.relation in TEXTUAL and max(found.share_a, found.share_b) >= SAME_STORY
            if related or (_same_days(words[one].report, words[other].report)
                           and same_content(words[one], spans[one], words[other], spans.get(other, ()))):
                join(parents, one, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(parents):
        groups[root(parents, one)].append(one)
    return [groups[k] for k in sorted(groups)]


def _same_days(a: Report, b: Report) -> bool:
    if a.published.doubtful or b.published.doubtful or not a.published.date or not b.published.date:
        return False
    try:
        first, second = (dt.date.fromisoformat(r.published.date[:10]) for r in (a, b) if r.published.date)
    except ValueError:
        return False
    return abs((first - second).days) <= DAYS


def same_content(
    a: Words, spans_a: Sequence[tuple[int, int]], b: Words, spans_b: Sequence[tuple[int, int]]
) -> bool:
    """Whether two stretches of reports tell much of the same: stems in common, titles and function words apart.
    Without stretches the whole report counts.
    """
    one, other = _stems(a, spans_a), _stems(b, spans_b)
    shared = len(one & other)
    return shared >= SHARED and shared >= SHARED_PART * min(len(one), len(other))


def _stems(words: Words, spans: Sequence[tuple[int, int]]) -> AbstractSet[str]:
    if not spans:
        return words.telling
    return {
        stem(norm) for norm, start in zip(words.norms, words.starts, strict=True)
        if norm not in dull() and any(s <= start < e for s, e in spans)
    }


def _citations(
    words: Mapping[str, Words], named: Sequence[Credit], owners: Mapping[str, str], pairs: Mapping[Pair, Comparison]
) -> dict[tuple[str, str], Edge]:
    """Edges from the reports of outlets that others name as their source without copying them, by the report that
    names and the outlet: from the one of its reports that tells most of the same, and not from a later one.
    """
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for report in sorted(words):
        for outlet in {owners.get(report), site(words[report].report)}:
            if outlet:
                by_outlet[outlet].append(report)
    held: dict[str, Mapping[str, Sequence[str]]] = {}
    found: dict[tuple[str, str], Edge] = {}
    for credit in named:
        if credit.whole or credit.medium or (credit.report, credit.key) in found:
            continue
        told = Counter[str]()
        for outlet in {credit.key, re.sub(r"\W", "", credit.key)} & by_outlet.keys():
            if outlet not in held:
                held[outlet] = _reports_by_stem(words, by_outlet[outlet])
            told |= Counter(one for key in words[credit.report].telling for one in held[outlet].get(key, ()))
        likely = [(count, one) for one, count in told.items()
                  if count >= CITED and one != credit.report and not _later(words[one], words[credit.report])]
        best = max(likely, default=None)
        if best and not is_by(words[credit.report].report, credit.name) and not _textual(pairs.get(_pair(best[1], credit.report))):
            found[credit.report, credit.key] = _edge(best[1], credit, words[credit.report], "cites")
    return found


def _reports_by_stem(words: Mapping[str, Words], reports: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Which of an outlet's reports hold each stem; stems in very many of them tell none from another."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in reports:
        for key in words[one].telling:
            found[key].append(one)
    return {key: held for key, held in found.items() if len(held) <= COMMON}


def _later(one: Words, other: Words) -> bool:
    """Whether one report was published on a later day than another, by dates that may be believed."""
    first, second = one.report.published.believed, other.report.published.believed
    return bool(first and second and first[:10] > second[:10])


def _textual(found: Comparison | None) -> bool:
    return found is not None and found.relation in TEXTUAL


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _agency_node(key: tuple[str, str], owed: Sequence[Credit], words: Mapping[str, Words]) -> Node:
    first = min(owed, key=lambda c: (words[c.report].report.published.date or "9999", c.report))
    dates = sorted({c.date for c in owed if c.date}, key=lambda d: (not d[:4].isdigit(), d))
    label = owed[0].name if not key[1] else f"{owed[0].name}, {key[1]}"
    if dates:
        label += f" of {dates[0]}" if key[1] else f", {dates[0]}"
    return Node(digest("latent", *key, first.report), "latent", label, owed[0].name)


# ---------------------------------------------------------------- statements
def _statement_nodes(words: Mapping[str, Words], said: Sequence[Credit]) -> tuple[list[Node], list[Edge]]:
    """One node for each statement: reports lean on one statement if they quote the same words of one speaker, or
    name one speaker, medium and day.
    """
    parents: dict[str, str] = {}
    first_with: dict[tuple[str, ...], str] = {}
    ids = [digest(c.report, c.key, c.medium, c.date, c.spans) for c in said]
    for one, credit in zip(ids, said, strict=True):
        root(parents, one)
        for mark in _statement_marks(words[credit.report], credit):
            join(parents, one, first_with.setdefault(mark, one))
    groups: dict[str, list[Credit]] = defaultdict(list)
    for one, credit in zip(ids, said, strict=True):
        groups[root(parents, one)].append(credit)
    nodes, edges = [], []
    for group in sorted(groups.values(), key=lambda g: sorted((c.report, c.spans) for c in g)):
        first = min(group, key=lambda c: (words[c.report].report.published.date or "9999", c.report, c.spans))
        dates = sorted({c.date for c in group if c.date}, key=lambda d: (not d[:4].isdigit(), d))
        name = max(sorted({c.name for c in group}), key=len)
        medium = first.medium or "statement"
        label = f"{name}, {medium}" + (f" of {dates[0]}" if dates else "")
        node = Node(digest("latent", first.key, medium, first.date, first.report), "latent", label, None, None, name)
        nodes.append(node)
        edges += [_edge(node.id, c, words[c.report], "cites") for c in group]
    return nodes, edges


def _statement_marks(words: Words, credit: Credit) -> Iterable[tuple[str, ...]]:
    """What two credits must share to be one statement."""
    speaker = fold(credit.key.split()[-1]) if credit.key else ""
    if credit.date and credit.date[:4].isdigit():
        yield "day", speaker, credit.medium or "", credit.date
    for start, end in credit.spans:
        quoted = [
            norm for norm, at, said in zip(words.norms, words.starts, words.said, strict=True)
            if said and start <= at < end
        ]
        for at in range(len(quoted) - SAME_WORDS + 1):
            yield "words", speaker, credit.medium or "", *quoted[at : at + SAME_WORDS]


# ---------------------------------------------------------------- edges
def _edge(source: str, credit: Credit, words: Words, relation: Relation | None = None) -> Edge:
    """The edge of a credit. From a source that is not there, each passage's `from` is (0, 0)."""
    if relation is None:
        if credit.whole:
            relation = "rewrite" if credit.loose else "copy"
        else:
            relation = "partial_copy" if credit.medium else "cites"
    body = max(1, sum(1 for _ in words.starts))
    held = sum(1 for at in words.starts if any(s <= at < e for s, e in credit.spans))
    share = 1.0 if credit.whole else round(min(1.0, held / body), 4)
    confidence = (0.6 if credit.loose else 0.95) if credit.whole else 0.8
    return Edge(source, credit.report, relation, True, confidence, share,
                tuple(Passage((0, 0), span) for span in credit.spans), (credit.why,))
