"""Checks the corpus of labelled events against docs/annotation.md, counts it, and compares two labellings.

python -m training.corpus.validate [FILES]            checks (default: every .jsonl beside this file) and prints counts
python -m training.corpus.validate --readme           the same, and writes the counts into the README beside this file
python -m training.corpus.validate --agreement A B    how far two labellings of the same items agree (files or folders)

Exit status: 0 all is well; 1 something is wrong, said on stderr as FILE:LINE: what.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from recension.model import EventType, Status
from recension.views.exports.plover import all_modes

Json = dict[str, Any]

HERE = Path(__file__).parent
BEGIN, END = "<!-- counts: made by validate.py --readme -->", "<!-- end -->"

#: The modes of each type.
MODES = {kind: all_modes(kind) for kind in get_args(EventType)}
STATUSES = get_args(Status)
STYLES = ("wire", "tabloid", "communique", "live", "headline", "translated", "tweet", "feature")
TRAPS = (
    None, "metaphor", "sport", "market", "history", "procedure", "negation", "plan", "demand", "speaker", "other",
)  # fmt: skip
KINDS = ("event", "none")

ITEM_KEYS = {"id", "style", "region", "kind", "trap", "text", "events"}
EVENT_KEYS = {
    "trigger", "type", "mode", "status", "attempted", "actors", "recipients", "speaker", "instrument", "time", "place",
    "two_sided", "optional",
}  # fmt: skip
OR_KEYS = {"type_or", "mode_or", "status_or", "actor_or", "recipient_or", "speaker_or"}
PARTY_LISTS = ("actors", "recipients", "attribution")
SINGLE_SPANS = ("speaker", "instrument", "time", "place")

ID = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*-\d+")
ARTICLE = re.compile(r"(?:the|a|an)\s", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
#: Names that begin with an article and cannot do without.
KEEP_ARTICLE = ("The Hague", "The Gambia")
LONGEST_TRIGGER = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file of the corpus: where it stands, and its item if it could be read as one."""

    path: str
    number: int
    item: Json | None
    problem: str = ""

    @property
    def at(self) -> str:
        return f"{self.path}:{self.number}"


# ---------------------------------------------------------------- reading
def parse(text: str, path: str) -> list[Line]:
    """The items of a file's text, one a line; blank lines are passed over."""
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        try:
            value = json.loads(raw)
        except json.JSONDecodeError as error:
            lines.append(Line(path, number, None, f"no JSON: {error}"))
            continue
        known = isinstance(value, dict)
        lines.append(Line(path, number, value if known else None, "" if known else "an item is a JSON object"))
    return lines


def read(paths: Sequence[Path]) -> list[Line]:
    """All lines of some files, and of the JSONL files of some folders."""
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    return [line for path in files for line in parse(path.read_text(encoding="utf-8"), str(path))]


# ---------------------------------------------------------------- checking
def keys_problems(value: Json, needed: set[str], allowed: set[str]) -> Iterator[str]:
    """Keys that are missing or that nobody knows."""
    if missing := sorted(needed - value.keys()):
        yield f"missing: {', '.join(missing)}"
    if unknown := sorted(value.keys() - needed - allowed):
        yield f"unknown: {', '.join(unknown)}"


def choice_problems(value: Json, key: str, choices: Sequence[object]) -> Iterator[str]:
    """A value that is none of those allowed. A missing key is not this check's business."""
    if key in value and not any(value[key] is c or value[key] == c for c in choices):
        yield f"{key} is {value[key]!r}, not one of {', '.join('null' if c is None else str(c) for c in choices)}"


def flag_problems(value: Json, keys: Sequence[str]) -> Iterator[str]:
    """Flags that are neither true nor false."""
    for key in keys:
        if key in value and not isinstance(value[key], bool):
            yield f"{key} must be true or false, not {value[key]!r}"


def span_problems(span: object, text: str) -> Iterator[str]:
    """A stretch that is not what stands in the text, or that cuts a word."""
    if not isinstance(span, dict):
        yield f"a span is an object with text and start, not {span!r}"
        return
    yield from keys_problems(span, {"text", "start"}, {"name", "end"})
    words, start = span.get("text"), span.get("start")
    if not isinstance(words, str) or not words or not isinstance(start, int) or isinstance(start, bool) or start < 0:
        yield f"span {words!r} at {start!r}: text must be a run of the item's text and start a number"
        return
    end = start + len(words)
    if text[start:end] != words:
        found = text.find(words)
        yield f"span {words!r} at {start}: the text has {text[start:end]!r} there" + (
            f" (it stands at {found})" if found >= 0 else ""
        )
        return
    if words != words.strip():
        yield f"span {words!r}: space at its edge"
    if (start and text[start - 1].isalnum() and words[0].isalnum()) or (
        end < len(text) and text[end].isalnum() and words[-1].isalnum()
    ):
        yield f"span {words!r} at {start} cuts a word"
    if "end" in span and span["end"] != end:
        yield f"span {words!r}: end is {span['end']!r}, not {end}"
    if "name" in span and not (isinstance(span["name"], str) and span["name"].strip()):
        yield f"span {words!r}: name must be words, or left out"


def party_problems(span: object, text: str) -> Iterator[str]:
    """The same, and what a bare phrase has not: an article before it, a possessive mark after it."""
    yield from span_problems(span, text)
    words = span.get("text") if isinstance(span, dict) else None
    if isinstance(words, str):
        if ARTICLE.match(words) and not words.startswith(KEEP_ARTICLE):
            yield f"party {words!r} begins with an article"
        if words.endswith(("'s", "’s")) and POSSESSIVE.search(words):
            yield f"party {words!r} ends with a possessive mark"


def mode_problems(event: Json, types: Sequence[object]) -> Iterator[str]:
    """Modes that the event's type, or another accepted type, does not have."""
    own = MODES.get(str(event.get("type")), ())
    every = {mode for kind in types for mode in MODES.get(str(kind), ())}
    if event.get("mode") is not None and event["mode"] not in own:
        yield f"{event.get('type')} has no mode {event['mode']!r}"
    for mode in listed(event, "mode_or"):
        if mode is not None and str(mode) not in every:
            yield f"mode_or: {'/'.join(map(str, types))} has no mode {mode!r}"


def listed(event: Json, key: str) -> list[Any]:
    """A list of the event, empty where there is none or where it is no list."""
    value = event.get(key)
    return value if isinstance(value, list) else []


def or_problems(event: Json, text: str) -> Iterator[str]:
    """Alternatives that are no list, say nothing, or do not stand in the text."""
    for key in sorted(OR_KEYS & event.keys()):
        if not isinstance(event[key], list) or not event[key]:
            yield f"{key} must be a list of other accepted values"
    for value in listed(event, "type_or"):
        if str(value) not in MODES or value == event.get("type"):
            yield f"type_or: {value!r} is no other type"
    for value in listed(event, "status_or"):
        if value not in STATUSES or value == event.get("status"):
            yield f"status_or: {value!r} is no other status"
    for key in ("actor_or", "recipient_or", "speaker_or"):
        for value in listed(event, key):
            if value is not None and not (isinstance(value, str) and value and value in text):
                yield f"{key}: {value!r} is no run of the text"


def event_problems(event: object, text: str) -> Iterator[str]:
    """What is wrong with one event of an item."""
    if not isinstance(event, dict):
        yield f"an event is an object, not {event!r}"
        return
    yield from keys_problems(event, EVENT_KEYS, OR_KEYS | {"attribution"})
    yield from choice_problems(event, "type", list(MODES))
    yield from choice_problems(event, "status", STATUSES)
    yield from flag_problems(event, ("attempted", "two_sided", "optional"))
    yield from or_problems(event, text)
    yield from mode_problems(event, [event.get("type"), *listed(event, "type_or")])
    trigger = event.get("trigger")
    yield from span_problems(trigger, text)
    if isinstance(trigger, dict) and len(str(trigger.get("text")).split()) > LONGEST_TRIGGER:
        yield f"trigger {trigger.get('text')!r} is long: one word, or the shortest phrase that names the act"
    for key in PARTY_LISTS:
        if key in event and not isinstance(event[key], list):
            yield f"{key} must be a list"
        for span in listed(event, key):
            yield from party_problems(span, text)
    for key in SINGLE_SPANS:
        if event.get(key) is not None:
            yield from party_problems(event[key], text) if key == "speaker" else span_problems(event[key], text)
    if event.get("two_sided") is True and not event.get("actors"):
        yield "a two-sided event needs actors"


def key_of(event: Json) -> tuple[str, ...]:
    """What no two events of an item may share."""
    spans = (event.get("trigger"), event.get("speaker"))
    places = [span.get("start") if isinstance(span, dict) else None for span in spans]
    return *map(str, places), str(event.get("type")), str(event.get("status"))


def item_problems(item: Json) -> Iterator[str]:
    """What is wrong with one item."""
    yield from keys_problems(item, ITEM_KEYS, set())
    yield from choice_problems(item, "style", STYLES)
    yield from choice_problems(item, "kind", KINDS)
    yield from choice_problems(item, "trap", TRAPS)
    if not ID.fullmatch(str(item.get("id"))):
        yield f"id {item.get('id')!r} is not WRITER-NUMBER"
    for key in ("region", "text"):
        if not isinstance(item.get(key), str) or not item[key].strip() or item[key] != item[key].strip():
            yield f"{key} must be words without space at their edges"
    text, events = item.get("text"), item.get("events")
    if not isinstance(text, str) or not isinstance(events, list):
        yield "events must be a list"
        return
    if (item.get("kind") == "none") == bool(events):
        yield f"kind is {item.get('kind')!r}, but there are {len(events)} events"
    for number, event in enumerate(events, start=1):
        yield from (f"event {number}: {problem}" for problem in event_problems(event, text))
    twice = Counter(key_of(event) for event in events if isinstance(event, dict))
    if any(n > 1 for n in twice.values()):
        yield "two events share trigger, type, status and speaker"


def same_words(text: object) -> str:
    """A text as it counts for being the same: case and spacing aside."""
    return " ".join(str(text).casefold().split())


def problems(lines: Sequence[Line]) -> Iterator[str]:
    """What is wrong with some lines, each as FILE:LINE: what."""
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for line in lines:
        if line.item is None:
            yield f"{line.at}: {line.problem}"
            continue
        yield from (f"{line.at}: {problem}" for problem in item_problems(line.item))
        for seen, key, word in (
            (ids, str(line.item.get("id")), "id"),
            (texts, same_words(line.item.get("text")), "text"),
        ):
            if key in seen:
                yield f"{line.at}: the same {word} as {seen[key]}"
            seen.setdefault(key, line.at)


# ---------------------------------------------------------------- counting
def items_of(lines: Sequence[Line]) -> list[Json]:
    return [line.item for line in lines if line.item is not None]


def counts(items: Sequence[Json]) -> dict[str, Counter[str]]:
    """How many items and events there are, by each thing that is labelled."""
    events = [event for item in items for event in item["events"]]
    by_item = {key: Counter(str(item[key]) for item in items) for key in ("kind", "style", "trap", "region")}
    return {
        "writer": Counter(str(item["id"]).rpartition("-")[0] for item in items),
        **by_item,
        "type": Counter(event["type"] for event in events),
        "mode": Counter(f"{event['type']} {event['mode'] or '–'}" for event in events),
        "status": Counter(event["status"] for event in events),
        "flag": Counter(
            name for event in events for name in ("attempted", "two_sided", "optional", "speaker") if event[name]
        ),
    }


def report(items: Sequence[Json]) -> str:
    """The counts as plain text."""
    lines = [f"{len(items)} items, {sum(len(item['events']) for item in items)} events"]
    for name, counter in counts(items).items():
        lines += ["", name] + [
            f"  {n:6d}  {value}" for value, n in sorted(counter.items(), key=lambda c: (-c[1], c[0]))
        ]
    return "\n".join(lines)


def markdown(items: Sequence[Json]) -> str:
    """The counts for the data card: a line for each thing labelled."""
    rows = [
        f"{len(items)} items, {sum(len(item['events']) for item in items)} events.",
        "",
        "| by | counts |",
        "|---|---|",
    ]
    for name, counter in counts(items).items():
        cells = [f"{value} {n}" for value, n in sorted(counter.items(), key=lambda c: (-c[1], c[0]))]
        rows.append(f"| {name} | {f'{len(cells)} different' if name == 'region' else ' · '.join(cells)} |")
    return "\n".join(rows)


def fill(page: str, block: str) -> str:
    """A page with the block between its marks replaced."""
    head, mark, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    return f"{head}{mark}\n{block}\n{end}{tail}"


# ---------------------------------------------------------------- agreement
@dataclass(slots=True)
class Agreement:
    """What two labellings of the same items have in common. Of a pair: what is the same, and what either accepts."""

    items: int = 0
    pairs: int = 0
    only_a: int = 0
    only_b: int = 0
    same: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    labels: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {"type": [], "status": []})

    @property
    def trigger_f1(self) -> float:
        total = 2 * self.pairs + self.only_a + self.only_b
        return 2 * self.pairs / total if total else 1.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two labellers; None where chance alone would make them agree always.

    >>> kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")])
    0.0
    """
    if not pairs:
        return None
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / n**2
    observed = sum(a == b for a, b in pairs) / n
    return None if chance == 1 else (observed - chance) / (1 - chance)


def extent(span: Json) -> range:
    """The places of a span's characters."""
    return range(int(span["start"]), int(span["start"]) + len(span["text"]))


def overlap(a: Json, b: Json) -> int:
    """How many characters the triggers of two events share."""
    first, second = extent(a["trigger"]), extent(b["trigger"])
    return max(0, min(first.stop, second.stop) - max(first.start, second.start))


def match(a: Sequence[Json], b: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs of events whose triggers overlap, one to one: the same type, status and speaker first, then the longest overlap."""
    ranked = sorted(
        (
            (-sum(x[key] == y[key] for key in ("type", "status", "speaker")), -overlap(x, y), i, j)
            for i, x in enumerate(a)
            for j, y in enumerate(b)
            if overlap(x, y)
        ),
    )
    pairs: list[tuple[int, int]] = []
    left, right = set[int](), set[int]()
    for _, _, i, j in ranked:
        if i not in left and j not in right:
            pairs.append((i, j))
            left.add(i)
            right.add(j)
    return pairs


#: The ways to name a party: its words in the text and, for a pronoun, its name; each as a list of words.
Party = list[list[str]]


def party(span: Json) -> Party:
    return [same_words(span[key]).split() for key in ("text", "name") if span.get(key)]


def parties(event: Json, key: str) -> list[Party]:
    """The parties of an event; ``key`` is actor, recipient or speaker."""
    spans = event[key + "s"] if key != "speaker" else [event["speaker"]] * (event["speaker"] is not None)
    return [party(span) for span in spans]


def others(event: Json, key: str) -> list[list[Party]]:
    """What an event accepts besides as its actor, recipient or speaker."""
    return [[] if value is None else [party({"text": value})] for value in listed(event, key + "_or")]


def contains(longer: list[str], shorter: list[str]) -> bool:
    return any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1))


def one_party(a: Party, b: Party) -> bool:
    """One way to name the one contains, word by word, a way to name the other."""
    return any(contains(x, y) or contains(y, x) for x in a for y in b)


def near(a: list[Party], b: list[Party]) -> bool:
    """Each party of either side is one of the other side."""
    return all(any(one_party(x, y) for y in b) for x in a) and all(any(one_party(x, y) for x in a) for y in b)


def party_accepted(a: Json, b: Json, key: str) -> bool:
    """Two events name the same parties, or one names what the other accepts besides."""
    ours, theirs = parties(a, key), parties(b, key)
    return any(near(x, theirs) for x in (ours, *others(a, key))) or any(near(ours, y) for y in others(b, key))


def compare_pair(into: Agreement, a: Json, b: Json) -> None:
    """Adds one matched pair of events."""
    for key in ("type", "status"):
        into.labels[key].append((a[key], b[key]))
    for key in ("type", "mode", "status", "attempted"):
        same = a[key] == b[key]
        into.same[key] += same
        into.accepted[key] += same or a[key] in listed(b, key + "_or") or b[key] in listed(a, key + "_or")
    for key in ("actor", "recipient", "speaker"):
        into.same[key] += sorted(p[0] for p in parties(a, key)) == sorted(p[0] for p in parties(b, key))
        into.accepted[key] += party_accepted(a, b, key)


def agreement(a: Sequence[Json], b: Sequence[Json]) -> Agreement:
    """How far two labellings agree on the items that both hold. An optional event that only one has costs nothing."""
    result = Agreement()
    theirs = {str(item["id"]): item for item in b}
    for item in a:
        other = theirs.get(str(item["id"]))
        if other is None or other["text"] != item["text"]:
            continue
        result.items += 1
        ours, rest = item["events"], other["events"]
        pairs = match(ours, rest)
        result.pairs += len(pairs)
        result.only_a += sum(not e["optional"] for i, e in enumerate(ours) if i not in {p for p, _ in pairs})
        result.only_b += sum(not e["optional"] for j, e in enumerate(rest) if j not in {q for _, q in pairs})
        for i, j in pairs:
            compare_pair(result, ours[i], rest[j])
    return result


def agreement_report(found: Agreement) -> str:
    """The figures of agreement as plain text."""
    lines = [
        f"{found.items} items in both, {found.pairs} events matched, {found.only_a} only in A, {found.only_b} only in B",
        f"trigger F1 {found.trigger_f1:.3f}",
        "",
        "of matched events      same  accepted   kappa",
    ]
    for key in ("type", "mode", "status", "attempted", "actor", "recipient", "speaker"):
        same, accepted = ((c[key] / found.pairs if found.pairs else 0.0) for c in (found.same, found.accepted))
        value = kappa(found.labels[key]) if key in found.labels else None
        lines.append(f"{key:18s} {same:8.3f} {accepted:9.3f}" + ("" if value is None else f" {value:7.3f}"))
    return "\n".join(lines)


# ---------------------------------------------------------------- command
def checked(paths: Sequence[Path], found: list[str]) -> list[Json]:
    """The items of some files; what is wrong with them is added to ``found``."""
    missing = [path for path in paths if not path.exists()]
    found += [f"{path}: no such file" for path in missing]
    lines = read([path for path in paths if path not in missing])
    found += problems(lines)
    return items_of(lines)


def compare_files(a: Path, b: Path) -> int:
    """Prints the agreement of two files."""
    found: list[str] = []
    first, second = checked([a], found), checked([b], found)
    result = None if found else agreement(first, second)
    if result is not None and not result.items:
        found.append(f"{a} and {b} have no item in common (same id and same text)")
    if result is None or found:
        print(*found, sep="\n", file=sys.stderr)
        return 1
    print(agreement_report(result))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILES")
    parser.add_argument("--agreement", nargs=2, type=Path, metavar=("A", "B"), help="compare two labellings instead")
    parser.add_argument("--readme", action="store_true", help="write the counts into the README of the corpus")
    options = parser.parse_args(arguments)
    if options.agreement:
        return compare_files(*options.agreement)
    found: list[str] = []
    items = checked(options.files or sorted(HERE.glob("*.jsonl")), found)
    if found:
        print(*found, sep="\n", file=sys.stderr)
        return 1
    print(report(items))
    if options.readme:
        page = HERE / "README.md"
        page.write_text(fill(page.read_text(encoding="utf-8"), markdown(items)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
