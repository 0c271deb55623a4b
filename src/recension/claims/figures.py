"""Figures: how many were killed, injured, arrested, displaced …, as one report says it.

A number (`recension.claims.numbers`) becomes a figure through the word that governs it: the predicate that the
counted noun undergoes, the participle beside it, or the noun that it counts. What the parse does not give is
read from the words next to the number. CONTRACT "Conventions of claims / Figures" rules the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from recension.claims.counted import counted_by, head_of, is_flat, measured_as, next_of, of_phrase
from recension.claims.countwords import (
    UNDERGONE,
    indicators,
    is_person,
    lemma_of,
    names_persons,
    noun_of,
    roles_of,
    words,
)
from recension.claims.doc import claim_id, mention, per_doc, report_of, sentences, span_of
from recension.claims.governors import (
    Governed,
    beside,
    clause_of,
    climb,
    governing,
    is_total,
    just_before,
    shared_clause,
    token_at,
)
from recension.claims.lexicon import group_classes, people_of
from recension.claims.numbers import Number, numbers
from recension.claims.tree import MAX_STEPS, SUBJECTS, ancestors, child, children, is_passive, subject
from recension.model import Figure, Indicator, Mention, Place, Status, Stretch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

@dataclass(slots=True)
class _Draft:
    """A figure on its way: its number, the token that holds its role, and what makes it an indicator."""

    number: Number
    holder: Token
    counted: Token | None
    indicator: Indicator
    trigger: Token
    confidence: float
    unit: str | None = None
    who: Token | None = None
    revised: bool = False
    zero: bool = False
    #: "another": the party is named by the word itself, and known by who was named before it.
    other: bool = False
    parts_of: list[_Draft] = field(default_factory=list)


@per_doc
def figures(doc: Doc) -> list[Figure]:
    """The figures of a report, in the order of the text; those that one sentence sets apart are `part_of` another."""
    drafts: list[_Draft] = []
    found = numbers(report_of(doc).text)
    at = 0
    for sent in sentences(doc):
        while at < len(found) and found[at].core[0] < sent.start_char:
            at += 1
        here = []
        while at < len(found) and found[at].core[0] < sent.end_char:
            here.append(found[at])
            at += 1
        drafts += _of_sentence(doc, sent, here)
    made: dict[int, Figure] = {}
    for draft in drafts:
        made[id(draft)] = _figure(doc, draft)
    return [
        replace(made[id(d)], part_of=tuple(dict.fromkeys(made[id(p)].id for p in d.parts_of))) if d.parts_of else made[id(d)]
        for d in drafts
    ]


def quantities(doc: Doc) -> list[tuple[Number, str | None]]:
    """Every number of a text with its unit or, where it has none, the noun that it counts, whatever its block."""
    found = []
    for number in numbers(report_of(doc).text):
        span = doc.char_span(*number.core, alignment_mode="expand")
        if span is None or not len(span):
            continue
        head = head_of(span)
        counted, _ = counted_by(head, span)
        measured = measured_as(doc, number, head, counted)
        found.append((number, measured[1] if measured else counted.lower_ if counted is not None else None))
    return found


# ---------------------------------------------------------------- a sentence
def _of_sentence(doc: Doc, sent: DocSpan, found: list[Number]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for number in found:
        draft = _draft(doc, sent, number, drafts)
        if draft is not None:
            drafts.append(draft)
    taken = {d.holder.i for d in drafts}
    drafts += _single_persons(sent, taken)
    drafts += _nobody(doc, sent)
    drafts.sort(key=lambda d: (d.number.start, d.indicator))
    _link_parts(doc, drafts)
    _share(doc, drafts)
    return [more for draft in drafts for more in _both(draft)]


def _draft(doc: Doc, sent: DocSpan, number: Number, before: list[_Draft]) -> _Draft | None:
    """One number as a figure, or None where it counts nothing."""
    span = doc.char_span(*number.core, alignment_mode="expand")
    if span is None or not len(span):
        return None
    head = head_of(span)
    counted, holder = counted_by(head, span)
    if number.joined:
        counted = counted or holder
    measured = measured_as(doc, number, head, counted)
    if _FORMER.search(report_of(doc).text[max(sent.start_char, number.start - 16):number.start]):
        return None
    if measured is not None:
        indicator, unit, trigger = measured
        if unit == "point":
            return None
        verb = clause_of(head) if indicator == "votes_share" else None
        party = subject(verb) if verb is not None and not is_passive(verb) else None
        return _Draft(number, holder, counted, indicator, trigger or holder, 0.85, unit=unit, who=party)
    if counted is not None and (noun_of(counted) in words("skipped", "nouns") or lemma_of(counted) in words("skipped", "nouns")):
        return None
    if counted is not None and counted.pos_ == "PROPN" and counted.tag_ == "NNP" and not people_of(counted.text) and counted.i < head.i:
        return None
    governed = just_before(doc, sent, number) or governing(holder, counted)
    if governed is None:
        governed = beside(doc, sent, number, counted)
    if governed is None:
        governed = _like_the_last(doc, number, before) if counted is None else shared_clause(counted)
    if governed is not None:
        indicator, trigger, confidence = governed
        if counted is not None and indicator in UNDERGONE and not is_person(counted, indicator):
            return _thing(number, holder, counted)
        if counted is not None and indicator == "displaced" and roles_of(counted) & {"soldier", "armed"} and lemma_of(trigger) in {"leave", "cross"}:
            return _by_noun(number, holder, counted)
        return _Draft(number, holder, counted, indicator, trigger, confidence, who=_who_token(holder, counted, trigger),
                      revised=_is_revised(holder, trigger))
    return _by_noun(number, holder, counted)


#: "(30,) up from 25": what a figure was.
_FORMER = re.compile(r"\b(?:(?:up|down)\s+from|compared\s+(?:to|with)|versus)\s+\Z", re.IGNORECASE)


def _like_the_last(doc: Doc, number: Number, before: list[_Draft]) -> Governed | None:
    """"30 were injured, 25 of them seriously": a part of what was counted before it; "the firm puts the number at 45"."""
    if not before:
        return None
    text = report_of(doc).text
    last = before[-1]
    part = re.match(r"\s+of\s+(?:them|whom|these|those)\b", text[number.end:number.end + 16])
    again = _AGAIN.search(text[max(last.number.end, number.start - 60):number.start])
    if (part is None and again is None) or last.indicator not in UNDERGONE | {"troops", "participants"}:
        return None
    return last.indicator, last.trigger, 0.7


_AGAIN = re.compile(r"\b(?:sp(?:eak|eaks|oke|oken)\s+of|(?:number|figure|toll|count|total|it|that|this|them)\s+at|(?:number|figure|toll|count|total)\s+(?:is|was|of))\s+\Z", re.IGNORECASE)


# ---------------------------------------------------------------- by the noun alone
def _by_noun(number: Number, holder: Token, counted: Token | None) -> _Draft | None:
    """No predicate decides: forces are troops, acting crowds and gunmen are participants, things are other."""
    if counted is None:
        return _bare(number, holder)
    classes = roles_of(counted)
    lemma = noun_of(counted)
    verb = clause_of(holder)
    if number.joined:
        if lemma in words("forces", "bodies") or lemma in words("forces", "words"):
            return _Draft(number, holder, counted, "troops", counted, 0.75, who=counted)
        if lemma in words("partitives", "crowds"):
            return _Draft(number, holder, counted, "participants", counted, 0.7, who=counted)
        return None
    if (lemma in words("forces", "words") or ("soldier" in classes and "armed" not in classes)) and (verb is None or lemma_of(verb) not in words("forces", "no_size")):
        sent = verb if verb is not None and lemma_of(verb) in words("forces", "sent") else None
        return _Draft(number, holder, counted, "troops", sent or verb or counted, 0.75, who=counted)
    body = holder.head if holder.dep_ == "nmod" and noun_of(holder.head) in words("forces", "bodies") else None
    if "officer" in classes and (body is not None or (verb is not None and lemma_of(verb) in words("forces", "sent"))):
        return _Draft(number, holder, counted, "troops", body or verb or counted, 0.65, who=counted)
    if "armed" in classes and lemma in words("forces", "fighting") and _acts(holder) is None:
        return _Draft(number, holder, counted, "troops", verb or counted, 0.65, who=counted)
    if is_person(counted, "participants"):
        acting = _acts(holder)
        crowd = _climb_crowd(holder)
        if crowd is not None:
            return _Draft(number, holder, counted, "participants", crowd, 0.7, who=counted)
        if acting is not None and ("soldier" not in classes):
            return _Draft(number, holder, counted, "participants", acting, 0.75, who=counted)
        if classes & {"armed", "protester"} and counted.tag_ != "NN" and "civilian" not in classes and lemma != "member":
            return _Draft(number, holder, counted, "participants", counted, 0.55, who=counted)
        if lemma == "victim":
            return _Draft(number, holder, counted, "casualties", counted, 0.55, who=counted)
        return _Draft(number, holder, counted, "other", verb or counted, 0.5, who=counted)
    return _thing(number, holder, counted)


def _climb_crowd(holder: Token) -> Token | None:
    """"a crowd of 500 people": the crowd."""
    head = holder.head
    if holder.dep_ == "nmod" and noun_of(head) in words("partitives", "crowds") and any(c.lower_ == "of" for c in children(holder, "case")):
        if noun_of(head) in {"group", "band", "gang"} and not roles_of(holder) & {"armed", "protester", "criminal"}:
            return None
        return head
    return None


def _acts(holder: Token) -> Token | None:
    """The verb whose subject acts: "30 masked men opened fire"."""
    node = holder
    for _ in range(MAX_STEPS):
        if node.dep_ in {"nsubj", "obl:agent"}:
            head = node.head
            return head if lemma_of(head) in words("acts", "words") and (node.dep_ == "obl:agent" or not is_passive(head)) else None
        above = climb(node)
        if above is None:
            return None
        node = above
    return None


def _bare(number: Number, holder: Token) -> _Draft | None:
    """"a mission of about 4,000", "a crowd of 500"; another bare number counts nothing that can be named."""
    head = holder.head
    first = token_at(holder.doc, number.start)
    led = first is not None and first.i > first.sent.start + 1 and first.nbor(-1).lower_ == "of"
    if first is not None and led:
        head = first.nbor(-2)
    if led or (holder.dep_ in {"nmod", "obl"} and any(c.lower_ == "of" for c in children(holder, "case"))):
        if noun_of(head) in words("partitives", "crowds") and noun_of(head) not in {"group", "band", "gang"}:
            return _Draft(number, holder, None, "participants", head, 0.65, who=head)
        if noun_of(head) in words("forces", "bodies") or "force" in group_classes(head.lower_):
            return _Draft(number, holder, None, "troops", head, 0.7, who=head)
    if number.negated and re.match(r",?\s+but\s", report_of(holder.doc).text[number.end:number.end + 8]):
        return _Draft(number, holder, None, "other", holder, 0.7)
    acting = _acts(holder)
    if acting is not None and number.vague:
        return _Draft(number, holder, None, "participants", acting, 0.5)
    return None


def _thing(number: Number, holder: Token, counted: Token) -> _Draft | None:
    if counted.pos_ not in {"NOUN", "PROPN", "SYM"}:
        return None
    return _Draft(number, holder, counted, "other", counted, 0.6, unit=noun_of(counted))


# ---------------------------------------------------------------- one person, nobody
_ONE = frozenset({"a", "an", "another"})


def _single_persons(sent: DocSpan, taken: set[int]) -> list[_Draft]:
    """"a policeman was killed", "killing a boy", "another wounded": one, said by an article."""
    found = []
    for token in sent:
        if token.lower_ not in _ONE:
            continue
        noun = token.head if token.dep_ == "det" and token.head.i > token.i and is_flat(token.nbor(1), token.head) else None
        if noun is not None and token.lower_ == "another" and noun.lower_ in indicators("held"):
            noun, governed = None, _another(token)
        elif noun is not None and noun.pos_ == "NOUN" and noun.tag_ == "NN" and noun.i not in taken:
            if not roles_of(noun) - {"title"} or noun_of(noun) in words("persons", "things"):
                continue
            if any(c.dep_ == "nummod" or c.lower_ == "single" for c in noun.children):
                continue
            governed = governing(noun, noun)
        elif token.lower_ == "another" and (noun is None or noun.pos_ in {"VERB", "ADJ"}):
            noun = None
            governed = _another(token)
        else:
            continue
        if governed is None or governed[0] not in UNDERGONE - {"displaced"} or governed[2] <= 0.6:
            continue
        indicator, trigger, confidence = governed
        if noun is not None and indicators("counted").get(noun_of(noun)) == indicator:
            continue
        number = Number(token.idx, token.idx + len(token), (token.idx, token.idx + len(token)), 1, 1, 1, 1, "exact")
        who = noun if noun is not None else _earlier(sent, token)
        found.append(_Draft(number, noun or token, noun, indicator, trigger, confidence - 0.05, who=who, other=noun is None))
    return found


def _another(token: Token) -> Governed | None:
    if token.dep_ in SUBJECTS or token.dep_ in {"obj", "conj"}:
        governed = governing(token, None)
        if governed is not None:
            return governed
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    for _ in range(3):
        if after is None or after.lower_ not in {"was", "were", "is", "seriously", "badly", "critically", "one", "been"}:
            break
        after = after.nbor(1) if after.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in indicators("held"):
        return indicators("held")[after.lower_], after, 0.75
    return None


def _earlier(sent: DocSpan, token: Token) -> Token | None:
    """The singular person named before "another" in its sentence."""
    return next((t for t in reversed(list(sent)) if t.i < token.i and t.pos_ == "NOUN" and roles_of(t) and t.dep_ in {"nsubj:pass", "nsubj", "obj", "conj"}), None)


_SINGLE = re.compile(r"(not\s+(?:a\s+single|even\s+one|one))\s+(?=\w)", re.IGNORECASE)
_NONE = frozenset({"nobody", "none", "no-one", "noone"})


def _nobody(doc: Doc, sent: DocSpan) -> list[_Draft]:
    """"no one was killed", "no casualties", "without casualties", "none were injured": zero, said in words.

    "No reports of casualties" says that nothing is known, not zero.
    """
    found = []
    for token in sent:
        low = token.lower_
        start, end, holder = token.idx, token.idx + len(token), None
        if low == "no" and token.i + 1 < sent.end and token.nbor(1).lower_ == "one":
            holder = token.nbor(1)
            end = holder.idx + len(holder)
        elif low in _NONE:
            holder = token
        elif low == "not" and (single := _SINGLE.match(report_of(doc).text[token.idx:token.idx + 40])):
            holder = token_at(doc, token.idx + single.end())
            end = token.idx + single.end(1)
        elif (low in {"no", "zero"} and token.dep_ in {"det", "nummod", "advmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i) or (low == "without" and token.dep_ == "case" and token.head.i > token.i):
            holder = token.head
        if holder is None:
            continue
        lemma = noun_of(holder)
        governed: Governed | None
        if holder.pos_ == "NOUN" and (indicator := indicators("counted").get(lemma)) in {"killed", "injured", "casualties", "arrested", "missing", "abducted"} and indicator is not None:
            if lemma in {"body", "toll"}:
                continue
            governed = indicator, holder, 0.85
        elif holder.pos_ == "NOUN" and holder.lower_ != "one" and holder.lower_ not in _NONE and not is_person(holder, "other"):
            continue
        else:
            governed = governing(holder, holder if holder.pos_ == "NOUN" else None)
        if governed is None or governed[0] not in UNDERGONE:
            continue
        indicator, trigger, confidence = governed
        number = Number(start, end, (start, end), 0, 0, 0, 0, "exact", negated=True)
        who = holder if holder.pos_ in {"NOUN", "PROPN"} and indicators("counted").get(lemma) is None and lemma not in {"one", *_NONE} else None
        found.append(_Draft(number, holder, None, indicator, trigger, confidence, who=who, zero=True))
    return found


def _both(draft: _Draft) -> list[_Draft]:
    """"No casualties" is nobody killed and nobody hurt."""
    if draft.zero and draft.indicator == "casualties":
        return [replace(draft, indicator="killed"), replace(draft, indicator="injured")]
    return [draft]


# ---------------------------------------------------------------- parts, parties, status
_PART = re.compile(r"\b(?:including|among them|of whom|of them|among whom|comprising|made up of)\b", re.IGNORECASE)


def _link_parts(doc: Doc, drafts: list[_Draft]) -> None:
    """"30 soldiers, including 11 Italians and 19 Hungarians": the two are parts of the 30."""
    for i, draft in enumerate(drafts):
        if i == 0:
            continue
        last = drafts[i - 1]
        gap = report_of(doc).text[last.number.end:draft.number.start]
        after = report_of(doc).text[draft.number.end:draft.number.end + 12]
        parent: _Draft | None = None
        if "." not in gap and (_PART.search(gap) or re.match(r"\s+of (?:them|whom)\b", after)):
            parent = last.parts_of[0] if last.parts_of and not _PART.search(gap) else last
        elif last.parts_of and draft.holder.dep_ == "conj" and draft.holder.head == last.holder:
            parent = last.parts_of[0]
        if parent is None or parent.zero:
            continue
        if draft.indicator in {"other", "troops", "participants"} and parent.indicator in UNDERGONE and draft.counted is not None and is_person(draft.counted, parent.indicator):
            draft.indicator, draft.trigger, draft.confidence = parent.indicator, parent.trigger, 0.7
            draft.who, draft.unit = draft.who or draft.counted, None
        if draft.indicator == parent.indicator and draft.indicator != "other" and _at_most(draft.number) <= _at_most(parent.number):
            draft.parts_of = [parent]


def _share(doc: Doc, drafts: list[_Draft]) -> None:
    """What a bare number leaves unsaid stands before it: "12 villagers were killed and five wounded"; and
    "not eleven but seven were killed" denies what the second number says.
    """
    text = report_of(doc).text
    for i, draft in enumerate(drafts):
        if draft.number.negated and not draft.zero and i + 1 < len(drafts) and re.match(r",?\s+but\s", text[draft.number.end:draft.number.end + 8]):
            after = drafts[i + 1]
            draft.indicator, draft.trigger, draft.who, draft.unit = after.indicator, after.trigger, after.who, after.unit
        if i == 0 or draft.who is not None or draft.zero or draft.counted is not None or draft.number.vague or draft.indicator not in UNDERGONE:
            continue
        last = drafts[i - 1]
        if last.indicator in UNDERGONE | {"other", "participants"} and last.who is not None and not last.zero and lemma_of(draft.trigger) not in {"toll", "number", "count", "tally"}:
            draft.who = last.who
            draft.confidence -= 0.05


def _at_most(number: Number) -> float:
    if number.vague or number.high is None:
        return float("inf") if number.vague or (number.bound == "at_least" and number.value == 0) else max(number.value, number.low or 0)
    return number.high


def _who_token(holder: Token, counted: Token | None, trigger: Token) -> Token | None:
    if counted is not None:
        inner = of_phrase(counted)
        if inner is not None and is_person(inner, "other") and (counted == trigger or counted.lower_ in indicators("held")):
            return inner
        if counted == trigger and counted.lower_ in indicators("held"):
            return None
        abstract = indicators("counted").get(noun_of(counted)) is not None and not names_persons(counted)
        return None if abstract else counted
    of = of_phrase(holder) or next_of(holder)
    return of if of is not None and of.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _is_revised(holder: Token, trigger: Token) -> bool:
    """"rose to 30", "revised the toll to 30", "bringing the toll to 45"."""
    verb = next((a for a in ancestors(holder) if a.pos_ == "VERB"), holder.head)
    if verb.pos_ != "VERB" or lemma_of(verb) not in words("moves", "revised") or not is_total(trigger):
        return False
    case = child(holder, "case")
    return (holder.dep_ == "obj" and holder.head == verb and lemma_of(verb) != "hit") or (case is not None and case.lower_ in {"to", "at", "above", "past"})


def _status(doc: Doc, draft: _Draft) -> Status:
    from recension.claims.status import status

    found = status(doc, draft.trigger)[0]
    # A need is no less stated for being a need: "needs 25 million dollars".
    if found == "hypothetical" and draft.indicator in {"money", "distance", "other"} and lemma_of(draft.holder.head) in {"need", "require", "cost", "want", "lack"}:
        return "asserted"
    # "will be deployed, a day after 30 were injured": a past of its own is never to come.
    if found == "future" and any(c.dep_.startswith("aux") and c.tag_ == "VBD" for c in draft.trigger.children):
        return "asserted"
    return found


def _party(doc: Doc, token: Token) -> Mention | None:
    from recension.claims.actors import party

    return party(doc, token)


def _attribution(doc: Doc, token: Token) -> tuple[Mention, ...]:
    from recension.claims.sayings import attribution

    return attribution(doc, token)


def _place(doc: Doc, token: Token) -> Place | None:
    from recension.claims.places import place_for

    return place_for(doc, token)


def _figure(doc: Doc, draft: _Draft) -> Figure:
    from recension.claims.times import time_for

    number = draft.number
    report = report_of(doc)
    status = _status(doc, draft)
    negated = draft.zero or number.negated or status == "negated"
    if (draft.zero and status == "negated") or (draft.zero and status not in {"future", "hypothetical", "historical", "demanded"}):
        status = "asserted"
    elif number.negated and not draft.zero:
        status = "negated"
    who = _who(doc, draft)
    if draft.other:
        who = replace(mention(doc, *number.core), name=who.name or who.text if who is not None else None)
    chain = _attribution(doc, draft.trigger)
    change = "revised" if draft.revised else number.change
    if change == "delta" and draft.indicator in UNDERGONE and _is_other_kind(doc, draft):
        change = "total"
    span = span_of(doc, number.start, number.end)
    trigger = mention(doc, draft.trigger.idx, draft.trigger.idx + len(draft.trigger))
    values = (number.low, number.best, number.high, draft.unit)
    why = {} if who is not None or draft.indicator in {"money", "distance", "other", "votes_share", "turnout"} else {"who": "the number stands alone"}
    return Figure(
        report=report.id,
        id=claim_id(report, "figure", draft.indicator, status, (who.start, who.end) if who else None, values, (span.start, span.end)),
        indicator=draft.indicator, who=who, quantifier=report_of(doc).text[number.core[0]:number.core[1]], unit=draft.unit,
        low=number.low, best=number.best, high=number.high, bound=number.bound, change=change,
        attributed_to=chain[0] if chain else None, attribution=chain, negated=negated, status=status, trigger=trigger,
        time=time_for(doc, draft.trigger), place=_place(doc, draft.trigger), span=span,
        evidence=() if trigger.start >= span.start and trigger.end <= span.end else (Stretch(trigger.start, trigger.end),),
        confidence=round(draft.confidence, 2), why_null=why,
    )


def _who(doc: Doc, draft: _Draft) -> Mention | None:
    """The phrase of who is counted, without the number; "25 of them" are those whom the sentence counted before."""
    named = draft.parts_of[0].who if draft.parts_of and draft.who is not None and draft.who.pos_ == "PRON" else draft.who
    if named is None:
        return None
    who, number = _party(doc, named), draft.number
    if who is not None and who.start < number.core[1] and who.end > number.start:
        who = _after_number(doc, who, number)
    outside = named.idx >= number.core[1] or named.idx + len(named) <= number.core[0]
    if who is None and named.pos_ == "NOUN" and outside:
        return mention(doc, named.idx, named.idx + len(named))
    return who


def _after_number(doc: Doc, who: Mention, number: Number) -> Mention | None:
    """A party's phrase without the number and its bounds: "fewer than 50 demonstrators" → "demonstrators"."""
    left = span_of(doc, min(max(number.end, number.core[1]), who.end), who.end)
    return mention(doc, left.start, left.end, who.name) if left.text and left.text[0].isalnum() else None


def _is_other_kind(doc: Doc, draft: _Draft) -> bool:
    """"five killed and another 12 wounded": "another" sets them beside the killed, it adds to nothing."""
    left = report_of(doc).text[max(draft.trigger.sent.start_char, draft.number.start - 120):draft.number.start]
    mine = {w for w, i in indicators("held").items() if i == draft.indicator}
    others = {w for w, i in indicators("held").items() if i in UNDERGONE and i != draft.indicator}
    start = max(draft.trigger.sent.start_char, draft.number.start - 120)
    at = draft.trigger.idx - start
    if 0 <= at < len(left):
        left = left[:at] + left[at + len(draft.trigger):]
    seen = {w.lower() for w in re.findall(r"\w+", left)}
    return bool(seen & (others | {"died", "deaths", "killing", "wounding", "injuring"})) and not seen & mine
