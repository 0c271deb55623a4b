"""Variants that claims show: in aligned passages, who did it to whom, whether it happened, how many.

Words alone miss a role that changed by way of grammar ("gendarmes opened fire on a crowd", "a crowd opened fire on
gendarmes" in another order) and a number told of another indicator. Where both reports' claims are at hand, claims
that stand at the same place of an aligned passage are compared.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator, Sequence

from recension.model import Claim, Event, Figure, Mention, Passage, Report, Span, Variant, VariantKind
from recension.stemma import lexicons
from recension.stemma.words import fold, stem

#: Characters by which a claim may lie off its mapped place in a passage of the same words.
SLACK = 40
#: Characters between a "not" and what it denies.
NEAR_NOT = 60


def with_claims(
    passages: Sequence[Passage], a: Report, b: Report, claims_a: Sequence[Claim], claims_b: Sequence[Claim]
) -> tuple[Passage, ...]:
    """Passages with the variants that the claims of both reports add, in the order of `b`."""
    ours, theirs = _placed(claims_a), _placed(claims_b)
    return tuple(_enriched(p, a, b, ours, theirs) for p in passages)


def _placed(claims: Sequence[Claim]) -> list[tuple[int, Event | Figure]]:
    """Events and figures with the place of their trigger, in order."""
    found: list[tuple[int, Event | Figure]] = []
    for claim in claims:
        if isinstance(claim, Event):
            found.append((claim.trigger.start, claim))
        elif isinstance(claim, Figure):
            found.append((claim.span.start, claim))
    return sorted(found, key=lambda f: (f[0], f[1].id))


def _enriched(
    passage: Passage, a: Report, b: Report, ours: Sequence[tuple[int, Event | Figure]],
    theirs: Sequence[tuple[int, Event | Figure]],
) -> Passage:
    found = list(passage.variants)
    reworded = not any(v.kind == "wording" for v in passage.variants)
    here, there = _within(ours, *passage.from_), _within(theirs, *passage.to)
    kept = {_counts(c) for _, c in here if isinstance(c, Figure)} & {_counts(c) for _, c in there if isinstance(c, Figure)}
    for at, claim in here:
        low, high = _mapped(passage, at)
        for _, other in _within(theirs, low, high):
            if any(isinstance(c, Figure) and _counts(c) in kept for c in (claim, other)):
                continue  # what both say has not changed; it was only moved
            for kind, one, two in _differences(claim, other, reworded):
                variant = Variant(kind, _span(a, one), _span(b, two))
                if not any(_shows(v, variant) for v in found):
                    found.append(variant)
    found.sort(key=lambda v: (v.to.start, v.to.end, v.from_.start, v.kind))
    return dataclasses.replace(passage, variants=tuple(found))


def _shows(known: Variant, found: Variant) -> bool:
    """Whether a variant is known already: at the same words, or as the "not" that stands a little before what it denies."""
    if known.kind == "wording":
        return False
    reach = NEAR_NOT if known.kind == found.kind == "negation" else 0
    sides = [one.start - reach <= other.end and other.start <= one.end + reach
             for one, other in ((known.from_, found.from_), (known.to, found.to))]
    return all(sides) or (known.kind == found.kind == "number" and any(sides))


def _within(
    placed: Sequence[tuple[int, Event | Figure]], start: int, end: int
) -> Sequence[tuple[int, Event | Figure]]:
    low = bisect.bisect_left(placed, start, key=lambda p: p[0])
    return placed[low : bisect.bisect_left(placed, end, key=lambda p: p[0])]


def _mapped(passage: Passage, at: int) -> tuple[int, int]:
    """Where a character of the source stands in the copy: at the same distance behind the last variant before it,
    give or take; inside a variant, anywhere in its counterpart.
    """
    base, to = passage.from_[0], passage.to[0]
    for variant in passage.variants:
        if variant.from_.start <= at < variant.from_.end:
            return variant.to.start - SLACK, variant.to.end + SLACK
        if base < variant.from_.end <= at:
            base, to = variant.from_.end, variant.to.end
    if not any(v.kind == "wording" for v in passage.variants) and passage.from_[1] - passage.from_[0] < 600:
        # A sentence in other words: its variants of wording are not kept, so any place in it will do.
        return passage.to
    place = to + at - base
    return max(passage.to[0], place - SLACK), min(passage.to[1], place + SLACK)


def _differences(one: Event | Figure, other: Event | Figure, reworded: bool) -> Iterator[tuple[VariantKind, Mention, Mention]]:
    """How two claims of one place differ. Where a sentence may be in other words its figures are of one group only if both say so."""
    if isinstance(one, Event) and isinstance(other, Event):
        if one.type != other.type or stem(fold(one.trigger.text)) != stem(fold(other.trigger.text)):
            return
        if one.actor and other.actor and _crossed(one, other):
            yield "role", one.actor, other.actor
        if {one.status, other.status} == {"asserted", "negated"} and not _crossed(one, other) and _turned(one, other):
            yield "negation", one.trigger, other.trigger
    elif isinstance(one, Figure) and isinstance(other, Figure):
        group = (not reworded and not (one.who and other.who)) or bool(_heads(one.who) & _heads(other.who))
        if one.indicator == other.indicator and group and _values(one) != _values(other):
            here, there = one.span, other.span
            yield "number", Mention(here.text, here.start, here.end), Mention(there.text, there.start, there.end)


def _counts(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.low, figure.best, figure.high


def _values(figure: Figure) -> frozenset[float]:
    """The numbers that a figure tells, whatever it makes of them: "at least nine" and "nine" are one number."""
    return frozenset(value for value in _counts(figure) if value is not None)


def _turned(one: Event, other: Event) -> bool:
    """Whether one of two events, and not the other, stands beside a word that denies it."""
    words = lexicons.words("negations.txt")
    denied, told = (any(fold(w.strip(',.;:“”"')) in words for w in e.span.text.split()) for e in (one, other))
    return denied != told


def _crossed(one: Event, other: Event) -> bool:
    """Whether the actor of one is the recipient of the other, and they have not the same actor."""
    ours, theirs = _heads(one.actor), _heads(other.actor)
    if ours & theirs:
        return False
    return bool(ours & _heads(other.recipient) or theirs & _heads(one.recipient))


def _heads(mention: Mention | None) -> set[str]:
    """What a party is known by: stems of its words and of its name, without titles."""
    if mention is None:
        return set()
    dull = lexicons.words("stopwords.txt") | lexicons.words("titles.txt")
    text = f"{mention.text} {mention.name or ''}"
    return {stem(fold(word)) for word in text.split() if fold(word) not in dull}


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _span(report: Report, mention: Mention) -> Span:
    return Span(mention.start, mention.end, report.text[mention.start : mention.end])
