"""The happenings of each report, with what two of them are compared by.

A happening is the claims of one sentence that speak of one event. Here it gets its resolved time, its place, the
kinds of people on its two sides, and the counts of people that its sentence gives.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recension.claims.eventwords import nouns
from recension.model import Claim, Event, Figure, Place, Report, ResolvedTime
from recension.record.entities import Entities
from recension.record.groups import class_of, singular
from recension.record.sentences import Sentences, content_words, sentence_at, sentence_spans

#: Types that may be one incident: what reports call an attack, a riot or a clash is one thing seen by several.
FAMILIES: dict[str, str] = {
    "ASSAULT": "violence", "PROTEST": "protest", "MOBILIZE": "forces", "AID": "aid", "COERCE": "coercion",
    "CONSULT": "meeting", "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "refusal", "AGREE": "agreement",
    "CONCEDE": "concession", "COOPERATE": "cooperation", "SUPPORT": "support", "RETREAT": "withdrawal",
    "THREATEN": "threat", "SANCTION": "sanction",
}
#: A protest of these modes is violence.
VIOLENT_MODES = frozenset({"riot"})
#: Statuses that make or join an incident. What is denied, only thought of or demanded has not happened.
HAPPENED = frozenset({"asserted", "historical", "future"})
#: Counts of harm, and modes of protest that do none.
HARM = frozenset({"killed", "injured", "casualties"})
HARMLESS = frozenset({"strike", "boycott"})
#: Which counts belong to which families, the likeliest first.
COUNTS: dict[str, tuple[str, ...]] = {
    "killed": ("violence", "coercion", "protest"), "injured": ("violence", "coercion", "protest"),
    "casualties": ("violence", "coercion"), "arrested": ("coercion", "violence", "protest"),
    "abducted": ("violence", "coercion"), "missing": ("violence",),
    "displaced": ("violence", "coercion", "withdrawal"), "troops": ("forces", "aid", "withdrawal"),
    "participants": ("protest", "violence", "meeting"), "turnout": ("protest",),
    "votes_share": ("protest",),
}
#: Types of what has been told and may be spoken of again by a noun: "the raid".
_SPOKEN_OF = frozenset({"ASSAULT", "PROTEST", "COERCE"})
#: Words for a count of all the dead.
_TOLL = frozenset("toll tolls fatalities deaths dead".split())
_TOLL_OF = re.compile(r"\b(?:death )?tolls? (?:\w+ )?(?:of|at|is|was|to)\b[^.;:\n]{0,12}$", re.IGNORECASE)
#: What stands before a word for something that was not spoken of before, somewhere or right before it.
_BESIDES = re.compile(r"\b(?:also|separately|elsewhere|meanwhile|in another|in a separate)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:an?|another|new|fresh|separate|second|further)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
#: What stands before a noun for something that was.
_KNOWN = re.compile(r"(?:\b(?:the|this|that|those|these)|\w[’']s?)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
#: Characters of a sentence that are looked at to tell whether two reports tell it in the same words.
LONGEST = 1000


@dataclass(slots=True)
class Happening:
    """One event of one report's sentence, ready to be compared. `start`/`end`: characters of its sentence."""

    id: str
    report: str
    family: str
    type: str
    mode: str | None
    claims: list[Event]
    status: frozenset[str]
    time: ResolvedTime | None
    place: Place | None
    actors: frozenset[str]
    recipients: frozenset[str]
    classes: frozenset[str]
    lemma: str
    start: int
    end: int
    paragraph: int
    position: int
    #: The normal form of its time, where it has one; see `claims.times.resolve`.
    rule: str | None = None
    #: Not introduced as something new: "a shootout", "another attack".
    definite: bool = True
    #: Spoken of by a noun as something known: "the raid on Karsa", "Tuesday's blast".
    known: bool = False
    #: The happening of its family that its report last gave a time or place to, or opened with, before it.
    topic: str | None = None
    #: The kinds of people on its receiving side.
    touched: frozenset[str] = frozenset()
    #: Told in the report's first two sentences.
    opening: bool = False
    words: frozenset[str] = frozenset()
    #: The words of matter of its sentence.
    sentence: frozenset[str] = frozenset()
    figures: list[Figure] = field(default_factory=list)

    @property
    def day(self) -> str | None:
        """The day, where it is known to the day."""
        if self.time and self.time.precision == "day" and self.time.from_ == self.time.to:
            return self.time.from_
        return None


def happenings(
    reports: Mapping[str, Report], grouped: Mapping[str, Sequence[Claim]],
    times: Mapping[str, ResolvedTime | None], actors: Entities, since: Mapping[str, str],
) -> list[Happening]:
    """All happenings that an incident may be made of, in a fixed order, with their counts. `since`: counts that run on
    from a day, which count the people of no one happening; but who fled since a day, fled from what happened on it."""
    found: list[Happening] = []
    for rid in sorted(grouped):
        text = reports[rid].text
        sentences = sentence_spans(text)
        own = _of_report(rid, grouped[rid], times, actors, sentences, text)
        _attach_figures(own, [c for c in grouped[rid] if isinstance(c, Figure)], sentences, since, times, text)
        found += own
    return found


def _of_report(
    rid: str, claims: Sequence[Claim], times: Mapping[str, ResolvedTime | None], actors: Entities,
    sentences: Sentences, text: str,
) -> list[Happening]:
    groups: dict[str, list[Event]] = defaultdict(list)
    first = sentence_at(sentences, min((c.span.start for c in claims), default=0))
    for claim in claims:
        if isinstance(claim, Event) and claim.status in HAPPENED:
            groups[claim.happening].append(claim)
    found = []
    for hid, events in groups.items():
        lead = min(events, key=lambda e: (e.span.start, e.type, e.id))
        position = sentence_at(sentences, lead.trigger.start)
        start, end = sentences[position]
        places = [e.place for e in events if e.place is not None]
        people = [m for e in events for m in (e.actor, e.recipient)]
        family = FAMILIES[lead.type]
        if lead.type == "PROTEST" and any(e.mode in VIOLENT_MODES for e in events):
            family = "violence"
        found.append(Happening(
            id=hid, report=rid, family=family, type=lead.type, mode=lead.mode, claims=events,
            status=frozenset(e.status for e in events),
            time=next((t for e in events if (t := times.get(e.id)) is not None and (t.from_ or t.to)), None)
            or next((t for e in events if (t := times.get(e.id)) is not None), None),
            place=max(places, key=lambda p: (p.geonameid is not None, p.precision == "town", p.name or ""), default=None),
            actors=frozenset(i for e in events if (i := actors.of(e.actor))),
            recipients=frozenset(i for e in events if (i := actors.of(e.recipient))),
            classes=frozenset(c for m in people if (c := class_of(m))),
            lemma=lead.trigger.text.casefold(), start=start, end=end,
            paragraph=text.count("\n", 0, start), position=position,
            touched=frozenset(c for e in events if (c := class_of(e.recipient))),
            opening=position - first <= 1,
            rule=next((e.time.rule for e in events if e.time and e.time.rule), None),
            definite=not _NEW.search(text[max(start, lead.trigger.start - 30) : lead.trigger.start])
            and not _BESIDES.search(text[start : lead.trigger.start]),
            known=_is_noun(lead.trigger.text.casefold()) and bool(_KNOWN.search(text[max(start, lead.trigger.start - 60) : lead.trigger.start])),
            words=frozenset(w for e in events if e.content for w in content_words(e.content.text)),
            sentence=content_words(text[start:end][:LONGEST]),
        ))
    found.sort(key=lambda h: (h.start, h.claims[0].trigger.start, h.id))
    _name_topics(found)
    return found


@functools.cache
def _is_noun(word: str) -> bool:
    """Is a word a noun by which what has been told is spoken of again?"""
    senses = nouns().get(word) or nouns().get(singular(word), ())
    return any(sense.type in _SPOKEN_OF for sense in senses)


def _name_topics(found: Sequence[Happening]) -> None:
    """Says of each happening what its report was speaking of when it came to it."""
    topics: dict[str, str] = {}
    for h in found:
        if "historical" in h.status:
            continue
        h.topic = topics.get(h.family)
        if h.topic is None or h.time is not None or h.place is not None:
            topics[h.family] = h.id


def _attach_figures(
    own: list[Happening], figures: list[Figure], sentences: Sentences, since: Mapping[str, str],
    times: Mapping[str, ResolvedTime | None], text: str,
) -> None:
    """Gives each count of people to the happening that it counts the people of: the one of its own predicate, else
    a fitting one of its sentence, else of the sentence before.
    """
    for figure in figures:
        families = COUNTS.get(figure.indicator)
        if families is None or figure.status not in HAPPENED or (figure.id in since and figure.indicator != "displaced"):
            continue
        position = sentence_at(sentences, figure.span.start)
        if _is_toll(figure, text) and (home := _home_of_toll(own, figure, sentences[position], text)) is not None:
            home.figures.append(figure)
            continue

        def rank(
            h: Happening, figure: Figure = figure, position: int = position, families: tuple[str, ...] = families,
        ) -> tuple[bool, int, int, bool, int, str]:
            same = any(_overlap(e, figure) for e in h.claims)
            near = min(abs(e.trigger.start - figure.span.start) for e in h.claims)
            return not same, position - h.position, families.index(h.family), h.known, near, h.id

        def fits(
            h: Happening, figure: Figure = figure, position: int = position, families: tuple[str, ...] = families,
        ) -> bool:
            # What is told as history counts nobody of the present, and the other way round; what is to come counts nobody
            # yet. Nobody dies of a strike: who was killed is only told of with it.
            return (
                h.family in families and 0 <= position - h.position <= 2
                and (figure.status == "historical") == (h.status == {"historical"})
                and (figure.status == "future" or h.status != {"future"})
                and not (figure.indicator in HARM and h.mode in HARMLESS)
                and (figure.id not in since or h.day in {None, since[figure.id]}) and not _is_before(times.get(figure.id), h.time)
            )

        fitting = [h for h in own if fits(h)]
        if fitting:
            min(fitting, key=rank).figures.append(figure)


def _is_toll(figure: Figure, text: str) -> bool:
    """Is it a count of all the dead of something that was told: "the toll", "the number of fatalities in that incident",
    "a heavier toll of 14 killed"?"""
    words = {w for m in (figure.trigger, figure.who) if m is not None for w in m.text.casefold().split()}
    told = words & _TOLL or figure.change == "revised" or _TOLL_OF.search(text[max(0, figure.span.start - 30) : figure.span.start])
    return figure.indicator == "killed" and figure.status == "asserted" and bool(told)


def _home_of_toll(own: Sequence[Happening], figure: Figure, sentence: tuple[int, int], text: str) -> Happening | None:
    """The fight or attack whose dead a toll counts: the one at the place that its sentence names; else the last one of
    which dead were counted."""
    words = text[sentence[0] : sentence[1]]
    before = [
        h for h in own if h.family == "violence" and h.start <= figure.span.start and "historical" not in h.status and h.status != {"future"}
    ]
    placed = [h for h in before if h.place is not None and h.place.text in words]
    counted = [h for h in before if any(f.indicator == "killed" for f in h.figures)]
    return max(placed or counted, key=lambda h: (h.start, h.id), default=None)


def _is_before(count: ResolvedTime | None, act: ResolvedTime | None) -> bool:
    """Had the time of a count ended before an act? Of a later day a count may be: the toll rises, the wounded die."""
    return bool(count and act and count.to and act.from_ and count.to < act.from_)


def _overlap(event: Event, figure: Figure) -> bool:
    """Does a figure's own predicate, or its group, stand in an event claim?"""
    spans = [event.trigger] + ([event.recipient] if event.recipient else []) + ([event.actor] if event.actor else [])
    own = [m for m in (figure.trigger, figure.who) if m is not None]
    return any(a.start < b.end and b.start < a.end for a in spans for b in own)
