"""Task `events-corpus`: the labelled events of the training corpus (docs/annotation.md).

A happening is claimed once for each pair of its parties; here its claims are one again, with lists of actors and
recipients, and are compared with one labelled event. Happenings and labels are paired by trigger, one to one:

- Triggers that share a character belong together; of several the one with more fields right, then the longer overlap.
- What is left is paired where a verb and its noun name one act, of the same type and status ("**launched** an
  **attack**"): one is a verb and the other none, at most four words of no new clause stand between.
- A happening on the trigger of an optional label, of its type, is not counted at all; of another type it is wrong.

A pair is *found* where the type is one that the label accepts, and *full* where status, actors and recipients are
right too. All shares of fields but `type` are over found pairs whose label is not optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.gold import json_lines, share
from recension.bench.words import alike, words
from recension.model import Event, Mention
from recension.views.exports.plover import all_modes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: How many words may stand between a verb and the noun of the same act.
REACH = 4
#: What ends the clause of a verb before its noun, or the phrase of a noun before its verb.
BREAKS = frozenset(
    {"and", "or", "but", "that", "who", "which", "as", "after", "before", "while", "when", "to", "if", "because"}
)
PAUSE = re.compile(r"[,;:.!?—–()\n“”\"]")
BINS = 10


# ---------------------------------------------------------------- what is compared
@dataclass(frozen=True, slots=True)
class Party:
    """A party by its words in the text and, where it is known by another, its name."""

    text: str
    name: str | None = None

    def names(self) -> list[str]:
        return [each for each in (self.text, self.name) if each]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """All claims of one trigger, type and status."""

    start: int
    end: int
    trigger: str
    type: str
    status: str = "asserted"
    mode: str | None = None
    attempted: bool = False
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    speaker: Party | None = None
    confidence: float = 0.5
    verb: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A labelled event. The first of `types`, `statuses` and `modes` is the label, the others are accepted too."""

    start: int
    end: int
    trigger: str
    types: tuple[str, ...]
    statuses: tuple[str, ...] = ("asserted",)
    modes: tuple[str | None, ...] = (None,)
    attempted: bool = False
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    speaker: Party | None = None
    actor_or: tuple[str | None, ...] = ()
    recipient_or: tuple[str | None, ...] = ()
    speaker_or: tuple[str | None, ...] = ()
    two_sided: bool = False
    optional: bool = False
    verb: bool = True
    #: Whether the speaker's span is an actor's too.
    speaker_acts: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the happening that is claimed on its trigger."""

    label: Label
    claim: Happening

    def right(self) -> dict[str, bool]:
        """Which fields are right."""
        label, claim = self.label, self.claim
        actor, recipient = sides_right(label, claim)
        return {
            "type": claim.type in label.types,
            "status": claim.status in label.statuses,
            "actor": actor,
            "recipient": recipient,
            "speaker": party_right(claim.speaker, label.speaker, label.speaker_or),
            "mode": claim.mode in label.modes,
            "attempted": claim.attempted == label.attempted,
        }

    def found(self) -> bool:
        return self.claim.type in self.label.types

    def full(self) -> bool:
        right = self.right()
        return all(right[key] for key in ("type", "status", "actor", "recipient"))


# ---------------------------------------------------------------- parties
def met(one: Party, other: Party) -> bool:
    """Whether two parties are one: a way to name the one is like a way to name the other.

    >>> met(Party("They", "herders"), Party("two herders")), met(Party("police"), Party("army"))
    (True, False)
    """
    return any(alike(a, b) for a in one.names() for b in other.names())


def parties_right(claimed: Sequence[Party], labelled: Sequence[Party], others: Sequence[str | None]) -> bool:
    """Whether claimed parties are those of a label: none left over, and each labelled one met, or one of the others.

    >>> farmers, truckers = Party("farmers"), Party("truckers")
    >>> parties_right([farmers, truckers], [farmers, truckers], []), parties_right([farmers], [farmers, truckers], [])
    (True, False)
    >>> parties_right([], [farmers], [None]), parties_right([truckers], [farmers], ["truckers"])
    (True, True)
    """
    return fit(claimed, choices(labelled, others))


def choices(labelled: Sequence[Party], others: Sequence[str | None]) -> list[tuple[Party, ...]]:
    """What a label accepts as the parties of one side."""
    return [tuple(labelled), *(() if each is None else (Party(each),) for each in others)]


def fit(claimed: Sequence[Party], accepted: Sequence[tuple[Party, ...]]) -> bool:
    """Whether claimed parties hold all of a choice, and none but those of some choice."""
    if not claimed:
        return () in accepted
    known = [each for choice in accepted for each in choice]
    return all(any(met(each, other) for other in known) for each in claimed) and any(
        choice and all(any(met(each, other) for other in claimed) for each in choice) for choice in accepted
    )


def party_right(claimed: Party | None, labelled: Party | None, others: Sequence[str | None]) -> bool:
    """The same for a field of one party, or none."""
    return parties_right([claimed] if claimed else [], [labelled] if labelled else [], others)


def sides_right(label: Label, claim: Happening) -> tuple[bool, bool]:
    """Whether the actors and the recipients are right. Of a two-sided act any split of the same parties is."""
    straight = (
        parties_right(claim.actors, label.actors, label.actor_or),
        parties_right(claim.recipients, label.recipients, label.recipient_or),
    )
    if not label.two_sided or all(straight):
        return straight
    splits = product(choices(label.actors, label.actor_or), choices(label.recipients, label.recipient_or))
    if claim.actors and fit((*claim.actors, *claim.recipients), [(*one, *other) for one, other in splits]):
        return True, True
    swapped = (
        parties_right(claim.recipients, label.actors, label.actor_or),
        parties_right(claim.actors, label.recipients, label.recipient_or),
    )
    return max(straight, swapped, key=sum)


# ---------------------------------------------------------------- pairing
def shared(label: Label, claim: Happening) -> int:
    """How many characters two triggers share."""
    return max(0, min(label.end, claim.end) - max(label.start, claim.start))


def one_act(text: str, label: Label, claim: Happening) -> bool:
    """Whether a verb and a noun apart name one act of the same type and status."""
    if label.verb == claim.verb or claim.type not in label.types or claim.status not in label.statuses:
        return False
    between = text[min(label.end, claim.end) : max(label.start, claim.start)]
    told = words(between)
    return len(told) <= REACH and not BREAKS & set(told) and PAUSE.search(between) is None


def paired(text: str, labels: Sequence[Label], claims: Sequence[Happening]) -> list[Pair]:
    """Labels and happenings of one act, one to one."""
    ranked = []
    for i, label in enumerate(labels):
        for j, claim in enumerate(claims):
            common = shared(label, claim)
            if common or one_act(text, label, claim):
                right = Pair(label, claim).right()
                rank = (not common, not right["type"], label.optional, -sum(right.values()), -common)
                ranked.append((rank, i, j))
    pairs: list[Pair] = []
    left, taken = set[int](), set[int]()
    for _, i, j in sorted(ranked):
        if i not in left and j not in taken:
            pairs.append(Pair(labels[i], claims[j]))
            left.add(i)
            taken.add(j)
    return pairs


# ---------------------------------------------------------------- counting
@dataclass
class Count:
    """Right, claimed and labelled events of some kind."""

    right: int = 0
    claimed: int = 0
    labelled: int = 0

    def f1(self) -> float:
        total = self.claimed + self.labelled
        return round(2 * self.right / total, 4) if total else 0.0

    def scores(self, ending: str = "") -> dict[str, float]:
        return {
            f"f1{ending}": self.f1(),
            f"precision{ending}": round(self.right / self.claimed, 4) if self.claimed else 0.0,
            f"recall{ending}": round(self.right / self.labelled, 4) if self.labelled else 0.0,
        }


@dataclass
class Tally:
    """Everything that is counted on the way through the items."""

    items: int = 0
    found: Count = field(default_factory=Count)
    full: Count = field(default_factory=Count)
    types: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    shares: dict[str, list[bool]] = field(default_factory=dict)
    quiet: dict[str, list[bool]] = field(default_factory=dict)
    trust: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def note(self, name: str, right: bool) -> None:
        self.shares.setdefault(name, []).append(right)


def count(tally: Tally, item: dict[str, Any], labels: Sequence[Label], claims: Sequence[Happening]) -> None:
    """Adds an item: its `id`, `text`, `kind` and `trap`, its labels and the happenings claimed there."""
    text = str(item["text"])
    tally.items += 1
    if item["kind"] == "none":
        for name in ("none_false", f"trap_false_{item['trap']}" if item["trap"] else ""):
            tally.quiet.setdefault(name, []).append(bool(claims))
    pairs = paired(text, labels, claims)
    of_label = {id(pair.label): pair for pair in pairs}
    of_claim = {id(pair.claim): pair for pair in pairs}
    for label in labels:
        if not label.optional:
            count_label(tally, f"{item['id']}", text, label, of_label.get(id(label)))
    for claim in claims:
        pair = of_claim.get(id(claim))
        if not free(claim, pair, labels):
            count_claim(tally, claim, pair)
            if pair is None or pair.label.optional:
                tally.alarms.append(f"{item['id']} {claim_words(claim)} | {text}")


def free(claim: Happening, pair: Pair | None, labels: Sequence[Label]) -> bool:
    """Whether a happening need not count: it is on an optional label, or on another wording of one, and of its type."""
    if pair is not None and not pair.label.optional:
        return False
    near = [pair.label] if pair else [label for label in labels if label.optional and shared(label, claim)]
    return any(claim.type in label.types for label in near)


def count_label(tally: Tally, name: str, text: str, label: Label, pair: Pair | None) -> None:
    """Counts what a label asks, and the fields of the happening that meets it."""
    tally.found.labelled += 1
    tally.full.labelled += 1
    asked, _ = tally.types.setdefault(label.types[0], (Count(), Count()))
    asked.labelled += 1
    if pair is None:
        tally.misses.append(f"{name} missing: {label_words(label)} | {text}")
        return
    right = pair.right()
    tally.note("type", right["type"])
    if pair.found():
        asked.right += 1
        count_fields(tally, pair, right)
    if not pair.full():
        wrong = [key for key in ("type", "status", "actor", "recipient", "speaker") if not right[key]]
        told = f"{label_words(label)} ≠ {claim_words(pair.claim)}"
        tally.misses.append(f"{name} wrong {'+'.join(wrong)}: {told} | {text}")


def count_fields(tally: Tally, pair: Pair, right: dict[str, bool]) -> None:
    """Counts which fields of a found pair are right."""
    label, claim = pair.label, pair.claim
    for key in ("status", "actor", "recipient", "speaker", "attempted"):
        tally.note(key, right[key])
    tally.note(f"status_{label.statuses[0]}", right["status"])
    if claim.type == label.types[0] and all_modes(claim.type):
        tally.note("mode", right["mode"])
    if label.attempted:
        tally.note("attempted_found", claim.attempted)
    if label.speaker is not None and not label.speaker_acts:
        speaker = label.speaker
        tally.note("speaker_not_actor", not any(met(actor, speaker) for actor in claim.actors))


def count_claim(tally: Tally, claim: Happening, pair: Pair | None) -> None:
    """Counts a happening, and whether it is found and full."""
    found, full = (pair is not None and pair.found(), pair is not None and pair.full())
    tally.found.claimed += 1
    tally.full.claimed += 1
    tally.found.right += found
    tally.full.right += full
    _, said = tally.types.setdefault(claim.type, (Count(), Count()))
    said.claimed += 1
    said.right += found
    tally.trust.append((claim.confidence, full))


def type_f1(asked: Count, said: Count) -> float:
    """F1 of a type: recall over labels of the type, precision over happenings claimed as it."""
    recall = asked.right / asked.labelled if asked.labelled else 0.0
    precision = said.right / said.claimed if said.claimed else 0.0
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def reliability(trust: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Of each tenth of confidence that occurs: mean confidence, share that is right, count.

    >>> reliability([(0.91, True), (0.95, False), (0.2, False)])
    [[0.2, 0.0, 1], [0.93, 0.5, 2]]
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in trust:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return [
        [round(sum(c for c, _ in kept) / len(kept), 4), share([r for _, r in kept]), len(kept)]
        for _, kept in sorted(bins.items())
    ]


def calibration_error(bins: Iterable[Sequence[float]]) -> float:
    """Expected calibration error: by how much confidence and share right differ in a bin, weighed by its count.

    >>> calibration_error([[0.2, 0.0, 1], [0.93, 0.5, 2]])
    0.3533
    """
    kept = [(abs(mean - right), size) for mean, right, size in bins]
    total = sum(size for _, size in kept)
    return round(sum(gap * size for gap, size in kept) / total, 4) if total else 0.0


def summary(tally: Tally) -> dict[str, Any]:
    """What the task gives back, but for what was not found."""
    bins = reliability(tally.trust)
    scores = tally.found.scores() | tally.full.scores("_full")
    scores |= {name: share(kept) for name, kept in sorted(tally.shares.items())}
    scores |= {f"f1_{name}": type_f1(*both) for name, both in sorted(tally.types.items())}
    scores |= {name: share(kept) for name, kept in sorted(tally.quiet.items()) if name}
    scores["ece"] = calibration_error(bins)
    return {
        "items": tally.items, "scores": scores if tally.items else {}, "reliability": bins,
        "misses": tally.misses, "alarms": tally.alarms,
    }


# ---------------------------------------------------------------- words
def shown(parties: Iterable[Party | None]) -> str:
    """Parties on one line."""
    told = [f"{p.text} ({p.name})" if p.name and p.name != p.text else p.text for p in parties if p is not None]
    return ", ".join(told) or "–"


def label_words(label: Label) -> str:
    """A labelled event on one line; what is accepted besides stands after a slash."""
    kinds, states = "/".join(label.types), "/".join(label.statuses)
    actors, recipients, speaker = (
        "/".join((shown(given), *(each or "–" for each in others)))
        for given, others in (
            (label.actors, label.actor_or), (label.recipients, label.recipient_or), ([label.speaker], label.speaker_or),
        )
    )
    sides = "↔" if label.two_sided else "→"
    return f"{kinds} [{label.trigger}] {actors} {sides} {recipients} {states}, speaker {speaker}"


def claim_words(claim: Happening) -> str:
    """A claimed happening on one line."""
    told = f"{claim.type} [{claim.trigger}] {shown(claim.actors)} → {shown(claim.recipients)} {claim.status}"
    return f"{told}, speaker {shown([claim.speaker])}"


# ---------------------------------------------------------------- reading both sides
def party_of(span: dict[str, Any]) -> Party:
    return Party(str(span["text"]), span.get("name"))


def label_of(event: dict[str, Any], verb: bool = True) -> Label:
    """An annotated event of the corpus as a label. ``verb``: whether its trigger is a verb."""
    trigger, speaker = event["trigger"], event["speaker"]
    return Label(
        start=trigger["start"],
        end=trigger["start"] + len(trigger["text"]),
        trigger=trigger["text"],
        types=(event["type"], *event.get("type_or", ())),
        statuses=(event["status"], *event.get("status_or", ())),
        modes=(event["mode"], *event.get("mode_or", ())),
        attempted=event["attempted"],
        actors=tuple(party_of(each) for each in event["actors"]),
        recipients=tuple(party_of(each) for each in event["recipients"]),
        speaker=party_of(speaker) if speaker else None,
        actor_or=tuple(event.get("actor_or", ())),
        recipient_or=tuple(event.get("recipient_or", ())),
        speaker_or=tuple(event.get("speaker_or", ())),
        two_sided=event["two_sided"],
        optional=event["optional"],
        verb=verb,
        speaker_acts=speaker is not None and is_actor(speaker, event),
    )


def is_actor(speaker: dict[str, Any], event: dict[str, Any]) -> bool:
    """Whether the speaker is an actor too: by its span, or named by a pronoun, or accepted as one."""
    known = [*(party_of(each) for each in event["actors"]), *(Party(x) for x in event.get("actor_or", ()) if x)]
    return any(met(party_of(speaker), each) for each in known)


def happenings(claims: Iterable[Event], verbs: set[int]) -> list[Happening]:
    """Claims by what they tell of: one of each trigger, type and status. ``verbs``: where verbs of the text begin."""
    groups: dict[tuple[int, int, str, str], list[Event]] = {}
    for claim in claims:
        groups.setdefault((claim.trigger.start, claim.trigger.end, claim.type, claim.status), []).append(claim)
    return [
        Happening(
            start=start,
            end=end,
            trigger=kept[0].trigger.text,
            type=kind,
            status=status,
            mode=kept[0].mode,
            attempted=any(c.attempted for c in kept),
            actors=distinct(c.actor for c in kept),
            recipients=distinct(c.recipient for c in kept),
            speaker=next(iter(distinct([kept[0].speaker])), None),
            confidence=sum(c.confidence for c in kept) / len(kept),
            verb=start in verbs,
        )
        for (start, end, kind, status), kept in groups.items()
    ]


def distinct(mentions: Iterable[Mention | None]) -> tuple[Party, ...]:
    """Each party once, in order."""
    return tuple({(m.start, m.end): Party(m.text, m.name) for m in mentions if m is not None}.values())


# ---------------------------------------------------------------- the task
def score(path: Path, *, acts: bool = True, nlp: Language | None = None) -> dict[str, Any]:
    """Score events on a file of the corpus of labelled events, or on `test.jsonl` of its folder.

    Args:
        path: the file or folder.
        acts: whether patterns are completed by the acts that the network sees; without, they stand alone.
        nlp: a pipeline in place of ours.

    Returns:
        `items`; `scores`, all of them shares:

        - `f1 precision recall`: by trigger and type. The same ending in `_full`: status and all parties right too.
        - `type` (of labels whose trigger is claimed), `status actor recipient speaker mode attempted` (of those whose
          type is right), `status_<status>` (by the labelled one), `attempted_found` (of labelled attempts),
          `speaker_not_actor` (of labels whose speaker does not act: it is not claimed as an actor);
        - `f1_<TYPE>`; `none_false`: of items without events, in how many one is claimed; `trap_false_<trap>`: the
          same by what makes them hard; `ece`: expected calibration error of `confidence`, right being full.

        `reliability`: of each tenth of confidence its mean, the share right and the count. `misses`: labels not
        claimed in full, and what is wrong; `alarms`: happenings on the trigger of no label.
    """
    file = path / "test.jsonl" if path.is_dir() else path
    items = json_lines(file) if file.is_file() else []
    return summary(tallied(items, acts=acts, nlp=nlp)) | {"missing": [] if items else [f"{file}: no labelled items"]}


def tallied(items: Sequence[dict[str, Any]], *, acts: bool = True, nlp: Language | None = None) -> Tally:
    """Everything that is counted over labelled items (see `score`)."""
    from recension.claims.events import events
    from recension.language.acts import KEY

    tally = Tally()
    for item, doc in read(items, nlp):
        if not acts:
            doc.user_data.pop(KEY, None)
        verbs = {token.idx for token in doc if token.pos_ in {"VERB", "AUX"}}
        labels = [label_of(each, each["trigger"]["start"] in verbs) for each in item["events"]]
        count(tally, item, labels, happenings(events(doc), verbs))
    return tally


def read(items: Sequence[dict[str, Any]], nlp: Language | None) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Each item with the Doc of its text."""
    from recension.claims.doc import attach, bare_report

    if not items:
        return
    if nlp is None:
        from recension.language import load

        nlp = load()
    reports = [bare_report(str(item["text"])) for item in items]
    for item, report, doc in zip(items, reports, nlp.pipe(report.text for report in reports)):
        yield item, attach(doc, report)
