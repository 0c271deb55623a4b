"""Deeds that somebody denies, against those who tell of them or allege them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recension.model import About, Disagreement, Event, Mention, Quote
from recension.record.entities import is_name
from recension.record.groups import PRONOUNS, class_of
from recension.record.matters import clause_of
from recension.record.sentences import content_words, matter_words, sentence_at, sentence_spans
from recension.record.sides import Ground, make, side_of
from recension.record.wording import cut, large, named, verb

#: Words of a report that stand for what somebody denies, and what follows them.
SHOWN, ALLEGED = 28, " (alleged)"
#: Characters after a deed within which "denies it" speaks of it.
NEAR_DENIAL = 600
#: Characters within which an accusation and the deeds that it speaks of begin.
NEAR = 200
#: Sentences within which an answer follows.
ANSWER = 2
#: The part of the shorter one's words by which two denials are one.
SAME_DENIAL = 0.6
#: Words of denial. A refusal ("will not be lifted") is none: it speaks of what is to come.
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|dismiss\w*|refut\w*|reject\w* (?:\w+ ){0,3}(?:claims?|allegations?|accusations?|reports?))", re.IGNORECASE)
#: Verbs by which what was said is put aside.
_PUT_ASIDE = re.compile(r"^(?:den|dismiss|reject|refut|rebut|brush|scoff|disput|rubbish|contest|wave)", re.IGNORECASE)
#: What a report takes up of what was said before, to deny it: "the allegation", "any such request".
_TAKEN_UP = re.compile(
    r"^[\W_]*(?:it |they |he |she |we )?(?:(?:had |has |have )?(?:ever )?(?:received|made|given|issued|had) )?"
    r"(?:any such|such an?|such|the|this|that|these|those|its|his|her|their|all) (?:\w+ ){0,2}?"
    r"(?P<noun>allegation|accusation|claim|charge|report|version|account|story|suggestion|request|demand|plan|offer|order|attack|incident|deal|meeting)s?\b",
    re.IGNORECASE,
)
#: How the accused put aside what was said of them.
_CALLED_FALSE = re.compile(
    r"(?:(?:reject|dismiss|den(?:y|i)|refut|rebut|brush|disput|rubbish|contest)\w*(?: aside| off)?|(?:call|brand|describ|label|term|dub)\w*) "
    r"(?:all |any )?(?:the|this|that|these|those|such|its|his|her|their) (?:[\w’'-]+ ){0,2}?(?:allegation|accusation|claim|charge|report|version|account|story|suggestion)s?\b",
    re.IGNORECASE,
)
#: How an answer to an accusation begins, or what it calls it.
_IS_NO = re.compile(r"^\W*(?:no|nobody|no one|nothing|none|never|not|neither)\b|\b(?:lies?|untrue|false\w*|nonsense|absurd|baseless|unfounded|fabricat\w+|slander|didn['’]t|did not|never|not true)\b", re.IGNORECASE)
#: Who a speaker is, right after the name: ", a leader of the miners".
_APPOSITION = re.compile(r",[^.,;\n]{0,80}")
#: What stands for what was told just before: "had fired them", "carried it out".
_THEM = re.compile(r"\s+(?:(?:out|off|up)\s+)?(?:it|them|any\w*)\b")
_HAD = re.compile(r"\b(?:had|have|has|having|did)\s+(?:ever\s+|deliberately\s+)?$", re.IGNORECASE)
#: Another clause behind a deed: "carried out the attack and called it a crime", "struck the village is false".
_NEXT = re.compile(r" and (?:called|said|accused|told|has|have|had|is|are|was|were)\b| (?:is|was|are|were) (?:\w+ )?(?:false|untrue|baseless|unfounded|lies?|fabricat\w+)\b")
#: Who speaks for the armed men of a state; and what those are called, beside him: "its men".
_STATE = re.compile(r"\b(?:ministry|minister|police|army|military|government|governor|gendarmerie|president|interior|defen[cs]e)\b", re.IGNORECASE)
_MEN = frozenset("men forces troops officers personnel agents units guards soldiers".split())
#: Classes of armed men.
_ARMED = frozenset({"police", "soldiers"})
#: Whose men, aircraft or guns are spoken of: the denier's own.
_ITS = re.compile(r"\b(?:its|his|her|their|our)\s+(?:own\s+)?$", re.IGNORECASE)


def denials(ground: Ground) -> Iterable[Disagreement]:
    """A deed that somebody denies, against those who tell of it or allege it."""
    yield from _denied_deeds(ground)
    yield from _denied_words(ground)
    yield from _put_aside(ground)


def _denied_deeds(ground: Ground) -> Iterable[Disagreement]:
    """Deeds that a claim says were denied. The copies of one denial are one."""
    events = [c for c in ground.claims.values() if isinstance(c, Event)]
    told: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.status in {"asserted", "historical", "hypothetical"}:
            told[e.type].append(e)
    incident_of = {e.id: ground.ids[n] for n, g in enumerate(ground.groups) for h in g.members for e in h.claims}
    by_happening: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        # That somebody did not refuse is no denial of a deed.
        if e.status == "negated" and e.speaker is not None and e.type != "REJECT":
            by_happening[e.happening].append(e)
    for denials in _same_denials(by_happening, ground):
        denied = min(denials, key=lambda e: (_known_speaker([e], ground) is None, e.id))
        own = {e.happening for e in denials}
        against = _told_before(denied, told[denied.type], ground) or [
            e for e in told[denied.type] if e.happening not in own and _is_denied(e, denied, ground)
        ]
        if not against and _PUT_ASIDE.match(denied.trigger.text):
            continue  # "denies it": nothing says what
        text = ground.reports[denied.report].text
        start = max(text.rfind("\n", 0, denied.span.start), denied.span.start - 200, 0)
        if not against and not _DENIAL.search(text[start : denied.span.end + 80]):
            continue
        home = next((incident_of[e.id] for e in sorted(against, key=lambda e: e.id) if e.id in incident_of), None)
        lead = min(against, key=lambda e: _unlikeness(e, denied, ground)) if against else denied
        against_it = sorted({e.id for e in denials} | {e.id for d in denials for e in _own_account(d, told[denied.type], ground)})
        yield _denial(ground, home, cut(_told(lead, ground), SHOWN), [e.id for e in against] or [denied.id], denied.speaker, against_it, denied.report)


def _unlikeness(deed: Event, denied: Event, ground: Ground) -> tuple[int, bool, str, int, str]:
    """By which the deed that says best what is denied comes first."""
    shared = len(_words_alike(deed, denied, ground)) + _same_target(deed, denied, ground)
    return -shared, deed.report != denied.report, deed.report, deed.span.start, deed.id


def _own_account(denied: Event, deeds: Sequence[Event], ground: Ground) -> list[Event]:
    """What who denies a deed tells instead, in the same sentence, of another doer: "denied that its aircraft had bombed it and
    said a rocket of the militia had fallen short"."""
    sentences = sentence_spans(ground.reports[denied.report].text)
    at = sentence_at(sentences, denied.trigger.start)
    return [
        e for e in deeds
        if e.report == denied.report and sentence_at(sentences, e.trigger.start) == at and e.status == "asserted" and e.speaker is not None
        and ground.actors.of(e.speaker) == ground.actors.of(denied.speaker) and e.actor is not None and ground.actors.of(e.actor) != ground.actors.of(denied.actor)
    ]


def _told(event: Event, ground: Ground) -> str:
    """The clause of a deed, in the report's words."""
    if _PUT_ASIDE.match(event.trigger.text):
        return event.span.text
    told, known = clause_of(event, ground.reports[event.report].text), len(" ".join(event.span.text.split()))
    end = _NEXT.search(told, known)
    return told[: end.start()] if end else told


def _told_before(denied: Event, deeds: Sequence[Event], ground: Ground) -> list[Event]:
    """The deed that was told just before "denied that its men had fired them": of its type, and no other's than theirs."""
    text = ground.reports[denied.report].text
    before = text[max(0, denied.trigger.start - 120) : denied.trigger.start]
    if not _THEM.match(text[denied.trigger.end : denied.trigger.end + 12]) or not _HAD.search(before) or not _DENIAL.search(before):
        return []
    near = [
        e for e in deeds if e.report == denied.report and 0 < denied.trigger.start - e.trigger.start <= NEAR_DENIAL
        and (e.speaker is None or ground.actors.of(e.speaker) != ground.actors.of(denied.speaker))
    ]
    last = max(near, key=lambda e: (e.trigger.start, e.id), default=None)
    sentences = sentence_spans(text)
    return [e for e in near if last is not None and sentence_at(sentences, e.trigger.start) == sentence_at(sentences, last.trigger.start)]


def _denial(
    ground: Ground, home: str | None, words: str, alleged: Sequence[str], denier: Mention | None, denials: Sequence[str], report: str,
) -> Disagreement:
    speaker = named(ground.actors.name(denier))
    sides = [ground.side(f"{words}{ALLEGED}", alleged), ground.side(f"{large(speaker)} {verb(speaker, 'deny')} it", denials)]
    return make("denial", About("incident", home) if home else About("report", report), sides, "said, and denied")


def _same_denials(by_happening: Mapping[str, list[Event]], ground: Ground) -> list[list[Event]]:
    """Denials of one type in the same words are one, in however many reports, unless two that are named made them."""
    groups: dict[tuple[str, frozenset[str]], list[list[Event]]] = defaultdict(list)
    for _, events in sorted(by_happening.items()):
        lead = min(events, key=lambda e: e.id)
        known = groups[lead.type, content_words(lead.span.text)]
        name = _known_speaker(events, ground)
        same = next((g for g in known if name is None or _known_speaker(g, ground) in {None, name}), None)
        if same is None:
            known.append(list(events))
        else:
            same += events
    return [g for known in groups.values() for g in known]


def _known_speaker(events: Sequence[Event], ground: Ground) -> str | None:
    """Who denies, where a report says more than "he"."""
    return min((who for e in events if e.speaker and (who := ground.actors.of(e.speaker)) and (e.speaker.name or e.speaker.text).casefold() not in PRONOUNS), default=None)


def _is_denied(deed: Event, denied: Event, ground: Ground) -> bool:
    """Is a deed what somebody denies: by the same party, and in the same matter, or told just before "denies it"?"""
    if ground.actors.of(deed.speaker) == ground.actors.of(denied.speaker) and deed.speaker is not None:
        return False
    one, two = ground.actors.of(deed.actor), ground.actors.of(denied.actor)
    if not side_of(denied.actor, ground) & side_of(deed.actor, ground) or _are_own_men(denied, ground):
        least = 1 if _speaks_for_men(denied, ground) else 2
        return _is_of_the_side(deed, denied, ground) and len(_words_alike(deed, denied, ground)) + _same_target(deed, denied, ground) >= least
    if _PUT_ASIDE.match(denied.trigger.text):
        return deed.report == denied.report and 0 < denied.trigger.start - deed.trigger.start <= NEAR_DENIAL
    # Who is called by a name is not whoever is of one kind with it: then the matter must tell more.
    named_one = one != two and any(m is not None and is_name(m.name or m.text) for m in (deed.actor, denied.actor))
    if named_one and deed.actor is not None and denied.actor is not None:
        # "its guards" are "the guards of Sable Copper", if Sable Copper says so.
        theirs, ours = content_words(deed.actor.text), content_words(denied.actor.text)
        speaker = content_words(denied.speaker.text) if denied.speaker else frozenset()
        named_one = not (ours <= theirs and (theirs & speaker or deed.report == denied.report))
    return len(_words_alike(deed, denied, ground)) >= (2 if named_one else 1)


def _is_of_the_side(deed: Event, denied: Event, ground: Ground) -> bool:
    """Is the doer of a deed called what the denier denies of: "the Coast Guard", for "Eritrean coast guard ships"; or
    of the denier's own side, where he speaks of "its aircraft" or "our men"?"""
    if deed.actor is None or denied.actor is None:
        return False
    names = content_words(denied.actor.text)
    doer = f"{deed.actor.text} {_told(deed, ground)[: max(deed.trigger.start - deed.span.start, 0)]}"
    if len(names) > 1 and names <= content_words(doer):
        return True
    if _are_own_men(denied, ground) or (class_of(denied.actor) in _ARMED and _speaks_for_men(denied, ground)):
        return deed.report == denied.report and class_of(deed.actor) in _ARMED
    if not _is_own(denied, ground):
        return False
    own = {w[:5] for w in re.findall(r"[A-Z]\w{3,}", f"{denied.speaker.text} {ground.actors.name(denied.speaker) or ''}")} if denied.speaker else set()
    return bool(own & {w[:5] for w in re.findall(r"[A-Z]\w{3,}", doer)})


def _is_own(denied: Event, ground: Ground) -> bool:
    """Does who denies speak of his own: "its aircraft", "our men"?"""
    actor, text = denied.actor, ground.reports[denied.report].text
    return actor is not None and bool(_ITS.match(actor.text.split()[0] + " ") or _ITS.search(text[max(0, actor.start - 12) : actor.start]))


def _are_own_men(denied: Event, ground: Ground) -> bool:
    """Are they "its men", of a ministry or the police: whoever of them is told of?"""
    return _is_own(denied, ground) and _speaks_for_men(denied, ground)


def _speaks_for_men(denied: Event, ground: Ground) -> bool:
    """Does a body of the state, or who speaks for it, deny a deed of men, officers or soldiers?"""
    actor, speaker = denied.actor, denied.speaker
    if actor is None or speaker is None or not set(actor.text.casefold().split()) & _MEN:
        return False
    text = ground.reports[denied.report].text
    before = re.split(r"[.;\n]", text[max(0, speaker.start - 40) : speaker.start])[-1]
    return bool(_STATE.search(f"{before} {speaker.text} {ground.actors.name(speaker) or ''}"))


def _same_target(deed: Event, denied: Event, ground: Ground) -> int:
    """What a common target speaks for two tellings being of one deed, in words; against it, if they befell two."""
    if deed.recipient is None or denied.recipient is None:
        return 0
    words = content_words(deed.recipient.text) & content_words(denied.recipient.text)
    return 2 if words or side_of(deed.recipient, ground) & side_of(denied.recipient, ground) else -2


def _words_alike(deed: Event, denied: Event, ground: Ground) -> frozenset[str]:
    """What two tellings share of a deed: beginnings of words, and the mode."""
    shared = _beginnings(denied, ground) & _beginnings(deed, ground)
    return shared | {f"mode {deed.mode}"} if deed.mode is not None and deed.mode == denied.mode else shared


def _beginnings(event: Event, ground: Ground) -> frozenset[str]:
    """How the words of a deed without its parties begin: who "fired" and who "opened fire" are told of in one matter."""
    parties = content_words(" ".join(m.text for m in (event.actor, event.recipient) if m))
    return frozenset(word[:4] for word in matter_words(_told(event, ground)) - parties)


def _denied_words(ground: Ground) -> Iterable[Disagreement]:
    """What somebody is quoted as denying, where no deed was claimed as denied: "denied that it got any such request",
    "dismissed the allegation as a fairy tale"; or an answer that says no right after the accusation."""
    events: dict[str, list[Event]] = defaultdict(list)
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for c in ground.claims.values():
        if isinstance(c, Event):
            events[c.report].append(c)
        elif isinstance(c, Quote) and c.speaker is not None:
            quotes[c.report].append(c)
    found: list[tuple[Quote, list[Event]]] = []
    for rid, said in sorted(quotes.items()):
        sentences = sentence_spans(ground.reports[rid].text)
        told: dict[int, list[Event]] = defaultdict(list)
        for e in sorted(events[rid], key=lambda e: (e.span.start, e.id)):
            told[sentence_at(sentences, e.trigger.start)].append(e)
        for quote in sorted(said, key=lambda q: (q.span.start, q.id)):
            at = sentence_at(sentences, quote.span.start)
            near = [e for gap in range(ANSWER, -2, -1) for e in told[at - gap]]
            if any(e.status == "negated" and _is_in(e, quote) for e in near):
                continue  # the deed itself is claimed as denied
            before = [e for e in near if e.span.end <= quote.span.start and e.status != "negated"]
            alleged = _alleged_before(quote, before, ground)
            if alleged is not None:
                found.append((quote, alleged))
    for same in _alike(found):
        quote, alleged = same[0]
        against = [e.id for _, events_ in same for e in events_]
        lead = alleged[0] if alleged else None
        words = quote.content.text if lead is None else _matter_of(lead)
        yield _denial(ground, None, cut(words, SHOWN), against or [q.id for q, _ in same], quote.speaker, [q.id for q, _ in same], quote.report)


def _put_aside(ground: Ground) -> Iterable[Disagreement]:
    """An accusation that the accused puts aside in the sentences right after it: "rejected the allegations", "called the
    accusation a lie"."""
    by_report: dict[str, list[Event]] = defaultdict(list)
    for c in ground.claims.values():
        if isinstance(c, Event) and c.actor is not None and c.status == "asserted":
            by_report[c.report].append(c)
    for rid, events in sorted(by_report.items()):
        text = ground.reports[rid].text
        sentences = sentence_spans(text)
        events.sort(key=lambda e: (e.span.start, e.id))
        seen: set[int] = set()
        for answer in events:
            at = sentence_at(sentences, answer.trigger.start)
            if answer.type not in {"REJECT", "ACCUSE"} or at in seen or not _CALLED_FALSE.match(text, answer.trigger.start, sentences[at][1]):
                continue
            told = [e for e in events if 0 <= at - sentence_at(sentences, e.trigger.start) <= ANSWER and e.span.end <= answer.span.start]
            accused = [e for e in told if e.type == "ACCUSE" and e.recipient is not None and side_of(e.recipient, ground) & side_of(answer.actor, ground)]
            if accused:
                seen.add(at)
                found = _of_last_sentence([e for e in told if e.type != "REJECT" and (e in accused or e.speaker is not None)])
                yield _denial(ground, None, cut(_matter_of(found[0]), SHOWN), [e.id for e in found], answer.actor, [answer.id], rid)


def _is_in(denied: Event, quote: Quote) -> bool:
    """Is a deed claimed as denied in what is quoted as denied, or by the very word for it?"""
    cue = quote.cue
    inside = quote.status == "negated" and quote.content.start <= denied.trigger.start < quote.content.end
    return inside or (cue is not None and cue.start < denied.trigger.end and denied.trigger.start < cue.end)


def _alike(found: Sequence[tuple[Quote, list[Event]]]) -> list[list[tuple[Quote, list[Event]]]]:
    """Denials in much the same words, in reports that copy one another, are one."""
    groups: list[tuple[frozenset[str], list[tuple[Quote, list[Event]]]]] = []
    by_word: dict[str, set[int]] = defaultdict(set)
    for quote, alleged in found:
        words = content_words(quote.content.text)
        same = next((
            g for known, g in (groups[i] for i in sorted({i for w in words for i in by_word[w]}))
            if len(words & known) >= 2 and len(words & known) / min(len(words), len(known)) >= SAME_DENIAL and all(q.report != quote.report for q, _ in g)
        ), None)
        if same is None:
            for word in words:
                by_word[word].add(len(groups))
            groups.append((words, [(quote, alleged)]))
        else:
            same.append((quote, alleged))
    return [g for _, g in groups]


def _matter_of(event: Event) -> str:
    """What an accusation says was done, or the deed itself."""
    content = event.content.text if event.content is not None and len(event.content.text.split()) > 2 else event.span.text
    return re.sub(r"^(?:of|for|that) ", "", content)


def _alleged_before(quote: Quote, before: Sequence[Event], ground: Ground) -> list[Event] | None:
    """What a quote denies of what its report told just before: empty if it says itself what, None if it is no denial."""
    taken = _TAKEN_UP.match(quote.content.text)
    denies = quote.status == "negated"
    if denies or (taken and quote.cue is not None and _PUT_ASIDE.match(quote.cue.text)):
        if taken is None:
            return []
        noun = content_words(taken["noun"])
        named_so = [e for e in before if noun & content_words(f"{e.span.text} {e.content.text if e.content else ''}")]
        found = named_so or [e for e in before if _is_alleged(e, quote, ground)]
        return _of_last_sentence(found) or ([] if denies else None)
    if quote.form != "direct" or not _IS_NO.search(quote.content.text):
        return None
    accused = [e for e in before if e.type == "ACCUSE" and e.recipient is not None and _answers(quote, e, ground)]
    return _of_last_sentence(accused) or None


def _is_alleged(event: Event, quote: Quote, ground: Ground) -> bool:
    """Is an event an accusation, or a deed that another one than the denier tells of?"""
    if event.type == "ACCUSE":
        return ground.actors.of(event.actor) != ground.actors.of(quote.speaker)
    return event.speaker is not None and ground.actors.of(event.speaker) != ground.actors.of(quote.speaker)


def _of_last_sentence(events: Sequence[Event]) -> list[Event]:
    """The accusation that was made last, and the deeds told with it; the deed first, since it is what is denied."""
    if not events:
        return []
    last = max(events, key=lambda e: (e.span.start, e.id))
    near = [e for e in events if last.span.start - e.span.start <= NEAR]
    return sorted(near, key=lambda e: (e.type == "ACCUSE", e.span.start, e.id))


def _answers(quote: Quote, accusation: Event, ground: Ground) -> bool:
    """Does a quote come from the one who is accused: by name, or by the words around it ("the union's treasurer")?"""
    accused, speaker = accusation.recipient, quote.speaker
    if accused is None or speaker is None or ground.actors.of(speaker) == ground.actors.of(accusation.actor):
        return False
    if ground.actors.of(speaker) == ground.actors.of(accused):
        return True
    text = ground.reports[quote.report].text
    start, end = min(quote.content.end, speaker.start), max(quote.span.end, speaker.end)
    after = _APPOSITION.match(text, end)
    around = content_words(f"{text[start : min(after.end() if after else end, start + 200)]} {speaker.text}")
    return bool(around & content_words(accused.text.split(" of ")[0]))
