"""Tasks `stemma-groups` and `stemma-pairs`: who copies whom, and what changed on the way.

Groups (`groups.jsonl`): small sets of reports with the relation of every pair, the partition by origin, and the facts
that were changed. Pairs (`pairs.jsonl`): labels of pairs of articles that lie elsewhere, by id alone. The labels are
described beside them (tests/gold).

The relation of a pair is what two reports are to each other when they are compared; else that of their edge in the stemma (a
citation is one), or what they are by way of a source that both derive from. The direction is scored where a label tells one. Changed facts are the variants of the stemma's edges, wording
aside, whichever way they are written.
"""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.gold import Tally, answer, json_lines, share
from recension.bench.words import words

if TYPE_CHECKING:
    from recension.model import Claim, Report, Stemma

RELATIONS = ("copy", "partial_copy", "rewrite", "translation", "cites", "independent")
Json = dict[str, Any]


@dataclass
class Told:
    """What was said of pairs beside what their labels say."""

    both: Counter[tuple[str, str]] = field(default_factory=Counter)
    directions: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Sequence[str], said: str) -> None:
        """A pair's relation: the labels that are accepted, best first, and what was said."""
        wanted = said if said in gold else gold[0]
        self.both[wanted, said] += 1
        if wanted != said:
            self.misses.append(f"{name} {wanted}, said {said}")

    def turn(self, name: str, gold: str | None, said: str | None) -> None:
        """The report that derives, where a label tells it."""
        if gold is not None:
            self.directions.append("right" if said == gold else "untold" if said is None else "wrong")
            if said != gold:
                self.misses.append(f"{name} {gold} derives, said {said}")

    def scores(self) -> dict[str, float]:
        """Macro-F1 over the relations that are labelled, F1 of each, precision of copies, and directions."""
        found: dict[str, float] = {}
        for relation in RELATIONS:
            right = self.both[relation, relation]
            gold = sum(n for (one, _), n in self.both.items() if one == relation)
            said = sum(n for (_, other), n in self.both.items() if other == relation)
            if gold:
                found[relation] = 2 * right / (gold + said)
        textual = [(gold, n) for (gold, said), n in self.both.items() if said not in {"cites", "independent"}]
        true = sum(n for gold, n in textual if gold != "independent")
        turns = Counter(self.directions)
        return {
            "macro_f1": _rounded(sum(found.values()), len(found)),
            "accuracy": _rounded(sum(n for (one, other), n in self.both.items() if one == other), self.both.total()),
            "copies_true": _rounded(true, sum(n for _, n in textual)),
            "direction": _rounded(turns["right"], turns.total()),
            "direction_precision": _rounded(turns["right"], turns["right"] + turns["wrong"]),
            **{f"f1_{relation}": round(value, 4) for relation, value in found.items()},
        }


# ---------------------------------------------------------------- groups
def groups(path: Path) -> Json:
    """Score `groups.jsonl`, or the folder that holds it.

    Returns:
        `items` (groups); `scores`: `macro_f1 accuracy` of relations, `f1_` of each, `copies_true` (share of pairs said
        to share text that are labelled so), `direction` and `direction_precision`, `changes_precision
        changes_recall changes_f1` of changed facts, `origins` (adjusted Rand index of the partition by origin, mean of
        the groups); `misses`, `alarms`.
    """
    from recension.claims import read_reports
    from recension.model import Refusal

    told, changes, agreed = Told(), Tally(), []
    found = json_lines(path / "groups.jsonl" if path.is_dir() else path)
    for group in found:
        reports = read(group["reports"])
        claims = {r.report.id: r.claims for r in read_reports(reports.values()) if not isinstance(r, Refusal)}
        tree = _stemma(reports, claims)
        for one in group["relations"]:
            a, b = reports[one["from"]], reports[one["to"]]
            said, derives = _relation(a, b, tree)
            name = f"{group['id']} {one['from']}-{one['to']}"
            told.add(name, [one["kind"]], said)
            told.turn(name, one["from"] if one["directed"] and one["kind"] != "independent" else None,
                      {a.id: one["from"], b.id: one["to"]}.get(derives or ""))
        _count_changes(changes, group, reports, tree)
        agreed.append(adjusted_rand(_by_origin(reports, tree), group["origins"]))
        if agreed[-1] < 1:
            told.misses.append(f"{group['id']} origins {group['origins']}, said {_by_origin(reports, tree)}")
    scores = told.scores() | changes.scores("_changes") | {"origins": _rounded(sum(agreed), len(agreed))}
    changes.misses += told.misses
    return answer(path, len(found), scores, changes)


def read(labelled: Iterable[Json]) -> dict[str, Report]:
    """The reports of a group by their labels' ids, read as lines of JSONL are."""
    from recension.reading import clean

    fields = ("title", "text", "url", "outlet", "published")
    return {
        one["id"]: clean(json.dumps({key: one[key] for key in fields if one.get(key)}).encode(), label=one["id"], kind="json")
        for one in labelled
    }


def _stemma(reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]) -> Stemma:
    from recension.stemma import stemma

    return stemma(list(reports.values()), claims)


def _relation(a: Report, b: Report, tree: Stemma) -> tuple[str, str | None]:
    """What two reports are to each other, and the id of the one that derives, where it is known."""
    from recension.stemma import compare, kinship

    edge = next((e for e in tree.edges if {e.from_, e.to} == {a.id, b.id}), None)
    found = compare(a, b)
    if found.relation != "independent":
        source = (edge.from_ if edge.directed else None) if edge else found.source
        return found.relation, None if source is None else b.id if source == a.id else a.id
    if edge:
        return edge.relation, edge.to if edge.directed else None
    kin = kinship(tree, a.id, b.id)
    return (kin.relation, kin.derives) if kin else ("independent", None)


def _count_changes(tally: Tally, group: Json, reports: Mapping[str, Report], tree: Stemma) -> None:
    """Changed facts of one group: labels that some variant shows, and variants that are some label's."""
    names = {report.id: name for name, report in reports.items()}
    said = [
        (frozenset((names[e.from_], names[e.to])), v)
        for e in tree.edges if e.from_ in names and e.to in names
        for p in e.passages for v in p.variants if v.kind != "wording"
    ]
    met: set[int] = set()
    for pair, variant in said:
        fits = [n for n, label in enumerate(group["mutations"]) if _same_change(variant.from_.text, variant.to.text, label)]
        met.update(n for n in fits if pair == {group["mutations"][n]["from"], group["mutations"][n]["to"]})
        tally.said += 1
        tally.right += bool(fits)
        if not fits:
            tally.alarms.append(f"{group['id']} {'-'.join(sorted(pair))} {variant.kind}: {variant.from_.text!r} → {variant.to.text!r}")
    facts = [n for n, label in enumerate(group["mutations"]) if label["kind"] != "wording"]
    tally.gold += len(facts)
    tally.found += len(met & set(facts))
    for n in facts:
        if n not in met:
            label = group["mutations"][n]
            tally.misses.append(f"{group['id']} {label['from']}-{label['to']} {label['kind']}: {label['old']!r} → {label['new']!r}")


def _same_change(old: str, new: str, label: Json) -> bool:
    """Whether a variant is a labelled change, in either direction: words in common on both sides, or nothing there."""
    one, other = set(words(label["old"])), set(words(label["new"]))
    sides = set(words(old)), set(words(new))
    return any(
        _meet(x, one - other or one) and _meet(y, other - one or other) for x, y in (sides, sides[::-1])
    )


def _meet(said: set[str], wanted: set[str]) -> bool:
    return bool(said & wanted) or not (said and wanted)


def _by_origin(reports: Mapping[str, Report], tree: Stemma) -> list[list[str]]:
    """The labels' ids of the reports, parted by the origin of each as a whole."""
    from recension.stemma.origins import lookup

    origins = lookup(tree)
    found: dict[str, list[str]] = defaultdict(list)
    for name, report in sorted(reports.items()):
        found[origins.rests_on(report.id)].append(name)
    return sorted(found.values())


def adjusted_rand(one: Iterable[Iterable[Hashable]], other: Iterable[Iterable[Hashable]]) -> float:
    """How far two partitions of the same things agree, 1 where they are equal (Hubert and Arabie 1985).

    >>> adjusted_rand([["a", "b"], ["c"]], [["c"], ["b", "a"]]), adjusted_rand([["a", "b", "c", "d"]], [["a", "b"], ["c", "d"]])
    (1.0, 0.0)
    """
    here, there = ([set(part) for part in parts] for parts in (one, other))
    if {frozenset(p) for p in here} == {frozenset(p) for p in there}:
        return 1.0
    pairs = sum(math.comb(len(a & b), 2) for a, b in itertools.product(here, there))
    left, right = (sum(math.comb(len(part), 2) for part in parts) for parts in (here, there))
    expected = left * right / math.comb(sum(map(len, here)), 2)
    most = (left + right) / 2
    return round((pairs - expected) / (most - expected), 4) if most != expected else 0.0


# ---------------------------------------------------------------- pairs
def pairs(path: Path, *, labels: Path, part: str | None = None) -> Json:
    """Score labelled pairs of the articles in ``path`` (`articles.jsonl`, gzipped or plain).

    Args:
        path: the folder of the articles.
        labels: `pairs.jsonl`: `a`, `b` (ids of articles), `relation`, `or`, `from`, `part`.
        part: `dev` or `test`; None for both.

    Returns:
        `items` (pairs); `scores` as those of `groups`, and `candidates` (share of the pairs labelled as sharing text
        that the index proposes); `missing` (articles that are not there), `misses`.
    """
    from recension.stemma.shingles import ShingleIndex
    from recension.stemma.words import read_words

    file = next((f for f in (path / "articles.jsonl", path / "articles.jsonl.gz") if f.is_file()), None)
    if file is None:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no articles.jsonl"], "misses": [], "alarms": []}
    wanted = [one for one in json_lines(labels) if part in (None, one["part"])]
    reports = dict(articles(file, {one[side] for one in wanted for side in "ab"}))
    index = ShingleIndex()
    read = {key: read_words(report) for key, report in sorted(reports.items())}
    for each in read.values():
        index.add(each)
    told, proposed, missing = Told(), [], []
    for one in wanted:
        if one["a"] not in reports or one["b"] not in reports:
            missing.append(f"{one['a']} {one['b']}")
            continue
        a, b = reports[one["a"]], reports[one["b"]]
        said, derives = _relation(a, b, _stemma({"a": a, "b": b}, {}))
        name = f"{one['a'][:8]} {one['b'][:8]}"
        told.add(name, [one["relation"], *([one["or"]] if one.get("or") else [])], said)
        told.turn(name, one["from"], {a.id: "a", b.id: "b"}.get(derives or ""))
        if one["relation"] in RELATIONS[:4]:
            proposed.append(b.id in {c.id for c in index.candidates(read[one["a"]])} or a.id == b.id)
    scores = told.scores() | {"candidates": share(proposed)}
    return {"items": len(wanted) - len(missing), "scores": scores, "missing": missing, "misses": told.misses, "alarms": []}


def articles(file: Path, ids: set[str]) -> Iterator[tuple[str, Report]]:
    """The articles of some ids as reports; the text is that of the body alone."""
    from recension.reading import clean

    raw = file.read_bytes()
    for row in (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8").splitlines():
        one = json.loads(row) if row.strip() else {}
        if one.get("id") in ids and one.get("content"):
            address = str(one.get("uri") or "").rpartition("/http")[2]
            line = {"title": one.get("title"), "text": one["content"], "published": one.get("dct"), "url": f"http{address}" if address else None}
            yield one["id"], clean(json.dumps({k: v for k, v in line.items() if v}).encode(), label=one["id"], kind="json")


def _rounded(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
