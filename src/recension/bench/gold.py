"""Tasks `gold-events`, `gold-figures`, `gold-quotes`, `gold-times`, `gold-reading`: our own labelled passages.

The labels and the rules of matching are described in the README beside them (tests/gold). A claim meets a label
where it meets its key fields ("covers"), and in full where it meets all scored fields. Precision counts claims, recall
counts labels; a claim that covers nothing but optional labels is neither right nor wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from recension.bench.words import alike, any_overlap, places, within, words
from recension.model import Event, Figure, Mention, Quote, Report, Time

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Label = dict[str, Any]
T = TypeVar("T")


@dataclass
class Tally:
    """What is right, said and gold of some kind, and where it went wrong."""

    right: int = 0
    said: int = 0
    found: int = 0
    gold: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def scores(self, name: str = "") -> dict[str, float]:
        """Precision, recall and F1, their names ending in ``name``."""
        precision = self.right / self.said if self.said else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            f"f1{name}": round(f1, 4), f"precision{name}": round(precision, 4), f"recall{name}": round(recall, 4),
        }


@dataclass(frozen=True)
class Item:
    """A labelled passage and its Doc."""

    id: str
    text: str
    labels: list[Label]
    doc: Doc


# ---------------------------------------------------------------- events
def score_events(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score events on `events.jsonl`, or the folder that holds it.

    Returns:
        `items`; `scores`: `f1 precision recall` by type and trigger; the same ending in `_full` where actor, recipient
        and status must be right too; of the labels that are found: `speaker`, `status`, `mode` (shares that are
        right); `quiet_false` (share of passages without any event in which one is claimed); `misses`, `alarms`.
    """
    return judge_events(path, read_items(path, "events.jsonl", nlp))


def judge_events(path: Path, given: Iterable[Item]) -> dict[str, Any]:
    """Scores of ``given``, whose labels came from ``path``; as `score_events` gives them."""
    from recension.claims.events import events

    found, full = Tally(), Tally()
    shares: dict[str, list[bool]] = {"speaker": [], "status": [], "mode": []}
    quiet: list[bool] = []
    items = 0
    for item in given:
        items += 1
        claims = events(item.doc)
        compare(found, item, claims, covers_event, event_words)
        compare(full, item, claims, meets_event, event_words)
        if not item.labels:
            quiet.append(bool(claims))
        for label in item.labels:
            near = [c for c in claims if covers_event(item, c, label)]
            if near and not label.get("optional"):
                best = max(near, key=lambda c: event_fields(c, label))
                shares["speaker"].append(party_right(best.speaker, label, "speaker"))
                shares["status"].append(best.status in accepted(label, "status"))
                if "mode" in label:
                    shares["mode"].append(best.mode in accepted(label, "mode"))
    scores = found.scores() | full.scores("_full") | {name: share(kept) for name, kept in shares.items()}
    return answer(path, items, scores | {"quiet_false": share(quiet)}, full)


def score_plain(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Count false events in passages of plain copy (`plain.jsonl`, or the folder that holds it), which tell none.

    Returns:
        `items`; `scores`: `false` (share of the passages with any event), `false_` with the kind of each; `alarms`.
    """
    from recension.claims.events import events

    file = path / "plain.jsonl" if path.is_dir() else path
    kinds = {line["id"]: line["trap"] for line in json_lines(file)} if file.is_file() else {}
    told: dict[str, list[bool]] = {kind: [] for kind in ("", *sorted(set(kinds.values())))}
    tally = Tally()
    for item in read_items(file, "", nlp):
        claims = events(item.doc)
        for kind in ("", kinds[item.id]):
            told[kind].append(bool(claims))
        tally.alarms += [f"{item.id} {c.type} {c.trigger.text!r}: {item.text}" for c in claims]
    return answer(path, len(kinds), {f"false_{kind}".rstrip("_"): share(rows) for kind, rows in told.items()}, tally)


def covers_event(item: Item, claim: Event, label: Label) -> bool:
    """Type and trigger are right."""
    trigger = where(item, label, "trigger")
    return claim.type in accepted(label, "type") and any_overlap([(claim.trigger.start, claim.trigger.end)], trigger)


def meets_event(item: Item, claim: Event, label: Label) -> bool:
    """Type, trigger, actor, recipient and status are right."""
    return covers_event(item, claim, label) and event_fields(claim, label) == 3


def event_fields(claim: Event, label: Label) -> int:
    """How many of actor, recipient and status (with `attempted`, where it is labelled) are right."""
    status = claim.status in accepted(label, "status") and claim.attempted >= label.get("attempted", False)
    return party_right(claim.actor, label, "actor") + party_right(claim.recipient, label, "recipient") + status


def event_words(claim: Event) -> str:
    """A claimed event on one line."""
    parties = f"{shown(claim.actor)} → {shown(claim.recipient)}"
    return f"{claim.type} [{claim.trigger.text}] {parties} {claim.status}, speaker {shown(claim.speaker)}"


# ---------------------------------------------------------------- figures
#: Indicators that may be claimed anywhere but of sports and of numbers that only name a thing.
FREE_INDICATORS = frozenset({"other", "money", "distance"})
NAMING_NUMBER = re.compile(
    r"\b(road|route|highway|section|article|chapter|resolution|flight|pages?|channel|battalion|match|player|scored)\b",
    re.IGNORECASE,
)


def score_figures(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score figures on `figures.jsonl`, or the folder that holds it.

    Returns:
        `items`; `scores`: `f1 precision recall` by indicator, span and values (low, best, high); the same ending in
        `_full` where who, bound, status and negation must be right too; `quiet_false` (share of passages without a
        figure in which one that counts is claimed); `misses`, `alarms`.
    """
    return judge_figures(path, read_items(path, "figures.jsonl", nlp))


def judge_figures(path: Path, given: Iterable[Item]) -> dict[str, Any]:
    """Scores of ``given``, whose labels came from ``path``; as `score_figures` gives them."""
    from recension.claims.figures import figures

    found, full = Tally(), Tally()
    quiet: list[bool] = []
    items = 0
    for item in given:
        items += 1
        claims = [c for c in figures(item.doc) if counts(item, c)]
        compare(found, item, claims, covers_figure, figure_words)
        compare(full, item, claims, meets_figure, figure_words)
        if not item.labels:
            quiet.append(bool(claims))
    return answer(path, items, found.scores() | full.scores("_full") | {"quiet_false": share(quiet)}, full)


def counts(item: Item, claim: Figure) -> bool:
    """Whether a claim is judged at all: a free indicator only where it meets a label or is certainly wrong."""
    if claim.indicator not in FREE_INDICATORS or NAMING_NUMBER.search(item.text):
        return True
    return any(meets_figure(item, claim, label) for label in item.labels)


def covers_figure(item: Item, claim: Figure, label: Label) -> bool:
    """Indicator, span and values are right."""
    return (
        claim.indicator in accepted(label, "indicator")
        and any_overlap([(claim.span.start, claim.span.end)], where(item, label, "span"))
        and all(getattr(claim, key) in accepted(label, key) for key in ("low", "best", "high"))
    )


def meets_figure(item: Item, claim: Figure, label: Label) -> bool:
    """Who, bound, status and negation are right as well."""
    return (
        covers_figure(item, claim, label)
        and party_right(claim.who, label, "who")
        and claim.bound in accepted_bounds(label)
        and all(getattr(claim, key) in accepted(label, key) for key in ("status", "negated"))
    )


#: A label's name for the lower bound of a vague word ("dozens"); the contract's list of bounds has none for it.
VAGUE = "vague"
VAGUE_BOUNDS = ("at_least", "unknown")


def accepted_bounds(label: Label) -> list[Any]:
    """The bounds that count as right; of a vague word, those that the contract may give it."""
    named = accepted(label, "bound")
    return [*named, *VAGUE_BOUNDS] if VAGUE in named else named


def figure_words(claim: Figure) -> str:
    """A claimed figure on one line."""
    values = f"{claim.low}/{claim.best}/{claim.high} {claim.bound}"
    return f"{claim.indicator} [{claim.span.text}] {values} who {shown(claim.who)} {claim.status} {claim.negated}"


# ---------------------------------------------------------------- quotes
def score_quotes(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score quotes on `quotes.jsonl`, or the folder that holds it; indirect ones are never asked for.

    Returns:
        `items`; `scores`: `f1 precision recall` by the words of the content; the same ending in `_full` where form
        and speaker must be right too; `speaker` (share right of those found); `quiet_false` (share of passages without
        a quote in which a direct or mixed one is claimed); `misses`, `alarms`.
    """
    return judge_quotes(path, read_items(path, "quotes.jsonl", nlp))


def judge_quotes(path: Path, given: Iterable[Item]) -> dict[str, Any]:
    """Scores of ``given``, whose labels came from ``path``; as `score_quotes` gives them."""
    from recension.claims.quotes import quotes

    found, full = Tally(), Tally()
    speakers: list[bool] = []
    quiet: list[bool] = []
    items = 0
    for item in given:
        items += 1
        every = quotes(item.doc)
        asked = [label for label in item.labels if not label.get("optional")]
        claims = [c for c in every if c.form != "indirect" or any(covers_quote(item, c, x) for x in asked)]
        compare(found, item, claims, covers_quote, quote_words)
        compare(full, item, claims, meets_quote, quote_words)
        if not item.labels:
            quiet.append(bool(claims))
        for label in asked:
            near = [c for c in claims if covers_quote(item, c, label)]
            if near:
                speakers.append(any(speaker_right(c, label) for c in near))
    scores = found.scores() | full.scores("_full") | {"speaker": share(speakers), "quiet_false": share(quiet)}
    return answer(path, items, scores, full)


def covers_quote(_item: Item, claim: Quote, label: Label) -> bool:
    """The content has the label's words; a mixed quote may hold more, since labels give its quoted words alone."""
    said = words(claim.content.text)
    if claim.form == "mixed" and "mixed" in accepted(label, "form"):
        return any(within(words(content), said) for content in accepted(label, "content"))
    return any(words(content) == said for content in accepted(label, "content"))


def meets_quote(item: Item, claim: Quote, label: Label) -> bool:
    """Content, form and speaker are right."""
    return covers_quote(item, claim, label) and claim.form in accepted(label, "form") and speaker_right(claim, label)


PRONOUNS = frozenset({"he", "she", "they", "it", "one", "i", "we", "who"})


def speaker_right(claim: Quote, label: Label) -> bool:
    """As for a party; a speaker known only as a pronoun without a name is as good as none."""
    if None in accepted(label, "speaker") and claim.speaker is not None and claim.speaker.name is None:
        return claim.speaker.text.casefold() in PRONOUNS or party_right(claim.speaker, label, "speaker")
    return party_right(claim.speaker, label, "speaker")


def quote_words(claim: Quote) -> str:
    """A claimed quote on one line."""
    return f"{claim.form} [{claim.content.text}] speaker {shown(claim.speaker)}"


# ---------------------------------------------------------------- times
def score_times(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score times on `times.jsonl`, or the folder that holds it.

    Returns:
        `items`; `scores`: `f1 precision recall` where the expressions share a word, `_strict` where they have the same
        words, `_value` where they share one and from, to and precision are right; `quiet_false` (share of passages
        without a time in which one is claimed); `misses`, `alarms`.
    """
    from recension.claims.times import times

    found, strict, value = Tally(), Tally(), Tally()
    quiet: list[bool] = []
    items = 0
    for item in read_items(path, "times.jsonl", nlp):
        items += 1
        claims = times(item.doc)
        compare(found, item, claims, covers_time, time_words)
        compare(strict, item, claims, same_time, time_words)
        compare(value, item, claims, meets_time, time_words)
        if not item.labels:
            quiet.append(bool(claims))
    scores = found.scores() | strict.scores("_strict") | value.scores("_value") | {"quiet_false": share(quiet)}
    return answer(path, items, scores, value)


def covers_time(item: Item, claim: Time, label: Label) -> bool:
    """The expressions share a character."""
    return any_overlap([(claim.start, claim.end)], places(label["text"], item.text))


def same_time(item: Item, claim: Time, label: Label) -> bool:
    """The expressions have the same words."""
    return covers_time(item, claim, label) and words(claim.text) == words(label["text"])


def meets_time(item: Item, claim: Time, label: Label) -> bool:
    """From, to and precision are right as well."""
    given = {"from": claim.from_, "to": claim.to, "precision": claim.precision}
    return covers_time(item, claim, label) and all(given[key] in accepted(label, key) for key in given)


def time_words(claim: Time) -> str:
    """A claimed time on one line."""
    return f"[{claim.text}] {claim.from_}..{claim.to} {claim.precision} ({claim.rule})"


# ---------------------------------------------------------------- reading
def score_reading(path: Path, _nlp: Language | None = None) -> dict[str, Any]:
    """Score the reading stage on the dirty pages of the folder `reading`, or of the folder above it.

    Returns:
        `items` (pages); `scores`: the share of pages whose `title outlet wire byline dateline date source doubtful
        shown_date` is right, `roles` (share of runs of words in a block of a right role) and `fields` (mean of all
        but `roles`); `misses`.
    """
    from recension.reading import read

    homes = (path, path / "gold.jsonl", path / "reading" / "gold.jsonl")
    gold = next((home for home in homes if home.is_file()), path)
    kept: dict[str, list[bool]] = {}
    misses: list[str] = []
    pages = json_lines(gold) if gold.is_file() else []
    for page in pages:
        reports = [r for r in read([gold.parent / page["file"]]) if isinstance(r, Report)]
        if not reports:
            misses.append(f"{page['file']}: not read")
        for name, right, said in (page_fields(page, reports[0]) if reports else [(n, False, None) for n in PAGE_FIELDS]):
            kept.setdefault(name, []).append(right)
            if not right:
                misses.append(f"{page['file']} {name}: {said!r}")
        for run in page["blocks"]:
            right = bool(reports) and run_right(run, reports[0])
            kept.setdefault("roles", []).append(right)
            if not right:
                misses.append(f"{page['file']} {run['run']!r}: {roles_of(run, reports[0]) if reports else None}")
    scores = {name: share(values) for name, values in kept.items()}
    fields = [scores[name] for name in PAGE_FIELDS if name in scores]
    scores |= {"fields": round(sum(fields) / len(fields), 4)} if fields else {}
    missing = [] if pages else [f"{path}: no gold.jsonl of pages"]
    return {"items": len(pages), "scores": scores, "missing": missing, "misses": misses, "alarms": []}


PAGE_FIELDS = ("title", "outlet", "wire", "byline", "dateline", "date", "source", "doubtful", "shown_date")


def page_fields(page: Label, report: Report) -> Iterator[tuple[str, bool, object]]:
    """Each field of a page: its name, whether it is right, what was said."""
    yield "title", words(report.title) == words(page["title"]), report.title
    for name in ("outlet", "wire", "byline"):
        said = getattr(report, name)
        yield name, any(same_words(said, value) for value in page[name]), said
    dateline, gold = report.dateline, page["dateline"]
    right = dateline is None if gold is None else (
        dateline is not None
        and same_words(dateline.place, gold["place"])
        and same_words(dateline.credit, gold["credit"])
    )
    yield "dateline", right, dateline
    published = report.published
    yield "date", published.date in page["published"]["date"], published.date
    yield "source", published.source in page["published"]["source"], published.source
    yield "doubtful", published.doubtful == page["published"]["doubtful"], published.doubtful
    yield "shown_date", report.shown_date in page["shown_date"], report.shown_date


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two values have the same words, or both are unknown."""
    return one is other or (one is not None and other is not None and words(one) == words(other))


def run_right(run: Label, report: Report) -> bool:
    """Whether the first place of a run of words is in blocks of its roles; boilerplate may be gone."""
    said = roles_of(run, report)
    return said <= set(run["roles"]) if said else "boilerplate" in run["roles"]


def roles_of(run: Label, report: Report) -> set[str]:
    """The roles of the blocks that hold the first place of a run; empty where the text has it not."""
    found = places(run["run"], report.text)[:1]
    return {str(b.role) for b in report.blocks if any_overlap(found, [(b.start, b.end)])}


# ---------------------------------------------------------------- what they share
def read_items(path: Path, name: str, nlp: Language | None) -> Iterator[Item]:
    """The labelled passages of a file, or of the file ``name`` in a folder, each with its Doc."""
    file = path / name if path.is_dir() else path
    if not file.is_file():
        return
    if nlp is None:
        from recension.language import load

        nlp = load()
    for line in json_lines(file):
        yield item_of(nlp, line["id"], line["text"], line["expect"], line.get("published"))


def item_of(nlp: Language, name: str, text: str, labels: list[Label], day: str | None) -> Item:
    """A labelled passage, its text read as a bare report of some day."""
    from recension.claims.doc import attach, bare_report

    return Item(name, text, labels, attach(nlp(text), bare_report(text, day)))


def json_lines(file: Path) -> list[dict[str, Any]]:
    """The values of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def compare(
    tally: Tally, item: Item, claims: Sequence[T], fits: Callable[[Item, T, Label], bool], show: Callable[[T], str],
) -> None:
    """Count the claims of a passage against its labels."""
    asked = [label for label in item.labels if not label.get("optional")]
    for claim in claims:
        if any(fits(item, claim, label) for label in asked):
            tally.right += 1
        elif any(fits(item, claim, label) for label in item.labels):
            continue
        else:
            tally.alarms.append(f"{item.id} {show(claim)} | {item.text}")
        tally.said += 1
    for label in asked:
        tally.gold += 1
        if any(fits(item, claim, label) for claim in claims):
            tally.found += 1
        else:
            tally.misses.append(f"{item.id} {json.dumps(label, ensure_ascii=False)} | {item.text}")


def where(item: Item, label: Label, key: str) -> list[tuple[int, int]]:
    """Where the words of a field stand: at the label's own place (`X_at`), or wherever the passage has them."""
    own = label.get(f"{key}_at")
    return places(label[key], item.text) if own is None else [(own[0], own[1])]


def accepted(label: Label, key: str) -> list[Any]:
    """The values of a field that count as right."""
    return [label.get(key), *label.get(f"{key}_or", [])]


def party_right(mention: Mention | None, label: Label, key: str) -> bool:
    """Whether a party is one of those that a label accepts; its text or its name may tell."""
    if mention is None:
        return None in accepted(label, key)
    told = [text for text in (mention.text, mention.name) if text]
    return any(value is not None and alike(text, value) for value in accepted(label, key) for text in told)


def shown(mention: Mention | None) -> str:
    """A party on one line."""
    if mention is None:
        return "–"
    known = mention.name and not within(words(mention.name), words(mention.text))
    return f"{mention.text} ({mention.name})" if known else mention.text


def share(kept: Sequence[bool]) -> float:
    """The share of true values; of none it is 0."""
    return round(sum(kept) / len(kept), 4) if kept else 0.0


def answer(path: Path, items: int, scores: dict[str, float], tally: Tally) -> dict[str, Any]:
    """What a task gives back."""
    missing = [] if items else [f"{path}: no labelled passages"]
    return {
        "items": items, "scores": scores if items else {}, "missing": missing,
        "misses": tally.misses, "alarms": tally.alarms,
    }
