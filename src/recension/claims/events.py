"""Doc → event claims: who did what to whom, in PLOVER's sixteen types.

One pass over the tokens of each sentence finds triggers (verbs, event nouns, verdicts such as "unacceptable",
refusals such as "will not"); the parse gives their parties; `status` says what becomes of the act; one claim
is made for each pair of parties. See CONTRACT "Conventions of claims".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims.doc import claim_id, mention, per_doc, report_of, sentences, span_of
from recension.claims.eventnouns import noun_happenings
from recension.claims.eventroles import case_of, climb, is_party, is_passive, object_of, parties_of
from recension.claims.eventspeech import blame, demands, promises, refusals, under_way, verdicts
from recension.claims.eventverbs import verb_happenings
from recension.claims.eventwords import carriers, classes, contexts, modes, verbs
from recension.claims.eventworlds import vetoed
from recension.claims.happening import Happening, same, speakers, tokens_of
from recension.claims.status import status
from recension.claims.tree import child
from recension.model import Event, EventType, Mention, Place, Status, Stretch, Time, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: No happening gives more claims than this, however many parties are coordinated.
MAX_CLAIMS = 24
_VERBAL: frozenset[EventType] = frozenset(
    {"REQUEST", "ACCUSE", "PROTEST", "SUPPORT", "AGREE", "REJECT", "THREATEN", "CONSULT"}
)
_STOP = classes()["stop"]


@per_doc
def events(doc: Doc) -> list[Event]:
    """The event claims of a report, in order of the text.

    Each pair of parties gives one claim; the claims of one happening share `happening`. Actor and recipient
    are null where the sentence names none, with the reason in `why_null`.
    """
    found: list[Event] = []
    before: list[Happening] = []
    for sent in sentences(doc):
        happenings = _happenings(doc, sent)
        for each in happenings:
            _answered(doc, each, [*before, *happenings])
            found += _claims(doc, sent, each)
        before = happenings
    unique = {claim.id: claim for claim in found}
    return sorted(unique.values(), key=lambda c: (c.span.start, c.trigger.start, c.span.end, c.id))


def _answered(doc: Doc, each: Happening, near: list[Happening]) -> None:
    """As in "threw rocks in return", "fired tear gas to disperse protesters": the recipient stands beside the deed."""
    if each.type != "ASSAULT" or each.recipients or not each.actors:
        return
    words = {t.lower_ for t in each.token.subtree}
    if "return" in words or "back" in words:
        for other in reversed(near):
            if (
                other.type == "ASSAULT"
                and other.token.i < each.token.i
                and other.actors
                and not any(same(a, b) for a in other.actors for b in each.actors)
            ):
                each.recipients = list(other.actors)
                return
    for token in each.token.sent:
        if (
            token.i > each.token.i
            and token.lemma_.lower() in {"disperse", "repel", "scatter", "dispel"}
            and case_of(token) in {"to", ""}
        ):
            each.recipients = parties_of(doc, object_of(token))
            return


def _happenings(doc: Doc, sent: DocSpan) -> list[Happening]:
    lemmas = frozenset(t.lemma_.lower() for t in sent if not t.is_punct)
    taken: set[int] = set()
    found: list[Happening] = []
    for token in sent:
        if token.pos_ in {"VERB", "AUX"} or token.lower_ in {"hurt", "injured", "wounded", "dead"}:
            found += verb_happenings(doc, token, taken)
    for token in sent:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in taken:
            found += noun_happenings(doc, token)
    found = [h for h in found if not vetoed(h, lemmas, sent)]
    found += under_way(doc, sent)
    found += verdicts(doc, sent)
    found += demands(doc, sent)
    found += promises(doc, sent)
    found += refusals(doc, sent, found)
    found += blame(doc, found)
    return _settled(doc, found)


def _settled(doc: Doc, found: list[Happening]) -> list[Happening]:
    """Gives each happening its status and speaker, and drops what another one already says."""
    by_token = {h.token.i: h for h in found if "own-words" in h.flags and h.type == "REQUEST"}
    by_token |= {h.token.i: h for h in found if "own-words" not in h.flags}
    kept = []
    for each in found:
        own, tried = status(doc, each.token)
        if "hyp" in each.flags:
            own = "hypothetical"
        if "refusal" in each.flags and each.type == "PROTEST":
            own = "asserted"
        each.attempted = each.attempted or tried
        purpose = (
            each.token.dep_ == "advcl"
            and each.type in _VERBAL
            and own == "hypothetical"
            and case_of(each.token) == "to"
        )
        if purpose and any(
            s.type in {"PROTEST", "CONSULT", "MOBILIZE"} for s in verbs().get(each.token.head.lemma_.lower(), ())
        ):
            own, _ = status(doc, each.token.head)
        above = _above(each, by_token)
        if above is not None and above is not each:
            outcome = _inside(each, above, own)
            if outcome is None:
                continue
            own = outcome
        each.status = each.status or own
        _future(doc, each, by_token)
        kept.append(each)
    return [h for h in kept if not _doubled(h, kept)]


def _doubled(each: Happening, kept: list[Happening]) -> bool:
    """Is a happening only another wording of one beside it, or a denial, whose act is claimed by itself?"""
    if "denial" in each.flags:
        return True
    if each.status == "negated" and any(
        m.text.lower() in {"nobody", "no one", "none", "no-one"} for m in each.recipients
    ):
        return True
    if (
        not each.actors
        and not each.recipients
        and each.status in {"hypothetical", "future"}
        and each.type in {"ASSAULT", "PROTEST", "CONSULT"}
    ):
        return True
    path = climb(each.token)
    for other in kept:
        if other is each:
            continue
        if (
            each.type == other.type == "CONSULT"
            and not each.recipients
            and other.token in path[:2]
            and each.token.dep_ in {"advcl", "xcomp", "obj", "obl"}
        ):
            return True
        if each.type == "REJECT" and "refusal" in other.flags and other.type == "PROTEST" and each.token in other.words:
            return True
        if (
            each.type == "ASSAULT"
            and other.type == "ASSAULT"
            and not each.actors
            and not each.recipients
            and each.token.dep_ in {"obl", "nsubj", "obj"}
            and each.token.head == other.token
        ):
            return True
    return False


def _above(each: Happening, by_token: dict[int, Happening]) -> Happening | None:
    """The nearest speech act whose content holds a happening."""
    below = each.token
    for token in climb(each.token):
        above = by_token.get(token.i)
        if above is not None and above.type in {
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "AGREE",
            "THREATEN",
            "SUPPORT",
            "CONCEDE",
        }:
            return above if below.dep_ not in {"conj", "parataxis"} else None
        below = token
    return None


def _inside(each: Happening, above: Happening, own: Status) -> Status | None:
    """The status of an act inside an accusation, a denial, a refusal or a demand; None if it is no claim there."""
    if above.type == "ACCUSE" and above.actors and above.mode != "investigate":
        if (
            above.status in {None, "asserted", "historical"}
            and own in {"asserted", "hypothetical", "negated", "future"}
            and not each.speaker
            and _accused_act(each, above)
        ):
            each.speaker = above.actors[0]
            if (
                not each.actors
                and above.recipients
                and above.mode == "allege"
                and case_of(each.token) in {"for", "of", "over"}
            ):
                each.actors = list(above.recipients)
            if each.actors and above.recipients and each.actors[0].text.lower() in {"its", "his", "her", "their"}:
                accused = above.recipients[0]
                each.actors = [dataclasses.replace(each.actors[0], name=accused.name or accused.text)]
            if own in {"hypothetical", "future"} and _plain_decision(each.token):
                return "asserted"
        return own
    if above.type == "REJECT":
        if "denial" in above.flags:
            each.speaker = above.actors[0] if above.actors else None
            return "negated" if own != "demanded" else own
        return None if own in {"negated", "asserted", "hypothetical"} else own
    if above.type == "REQUEST" and own == "demanded":
        stopped = next((t for t in climb(each.token) if t.lemma_.lower() in _STOP), None)
        if stopped is not None and (above.token in climb(stopped) or stopped == above.token):
            return _presupposed(each, above)
    if (
        above.type == "REQUEST"
        and own == "asserted"
        and above.actors
        and each.token.dep_ == "obj"
        and each.token.head.lemma_.lower() in _STOP
    ):
        return _presupposed(each, above)
    return own


def _presupposed(each: Happening, above: Happening) -> Status | None:
    """What is asked to stop is said to go on, where the demand says whose doing it is."""
    owner = child(each.token, "nmod:poss")
    if owner is None or not each.actors or not above.actors:
        return None
    if owner.pos_ == "PRON" and above.recipients:
        each.actors = [dataclasses.replace(each.actors[0], name=above.recipients[0].name or above.recipients[0].text)]
    each.speaker = above.actors[0]
    return "asserted"


def _accused_act(each: Happening, above: Happening) -> bool:
    """Is an act what the accusation is of, and not a circumstance of it?"""
    path = [each.token, *climb(each.token)]
    at = path.index(above.token)
    below = path[at - 1]
    return below.dep_ in {"ccomp", "xcomp", "advcl", "obl", "obj", "acl", "nmod", "nsubj:pass"} and not (
        below.dep_ in {"advcl", "obl"}
        and case_of(below) in {"after", "before", "during", "in", "when", "as", "while", "since", "at"}
    )


def _plain_decision(token: Token) -> bool:
    return token.dep_ == "acl" and token.head.lemma_.lower() in {
        "decision",
        "move",
        "failure",
        "attempt",
        "effort",
        "choice",
    }


def _is_someone(doc: Doc, party: Mention) -> bool:
    return any(is_party(doc, t) for t in tokens_of(doc, party))


def _future(doc: Doc, each: Happening, by_token: dict[int, Happening]) -> None:
    """A promise of a retreat is a concession, a vow of violence a threat; whom it is for may stand in what is promised."""
    if each.type not in {"AGREE", "THREATEN"}:
        return
    for inner in by_token.values():
        path = [inner.token, *climb(inner.token)][:4]
        if (
            inner is each
            or each.token not in path
            or path[path.index(each.token) - 1].dep_ not in {"xcomp", "ccomp", "obl", "obj"}
        ):
            continue
        if each.type == "AGREE" and inner.type in {"RETREAT", "CONCEDE"} and "mutual" not in inner.flags:
            each.type = "CONCEDE"
        elif (
            each.type == "AGREE"
            and inner.type in {"ASSAULT", "COERCE", "SANCTION"}
            and each.token.lemma_.lower() in {"vow", "promise", "pledge", "swear"}
        ):
            each.type, each.mode = "THREATEN", "violence" if inner.type == "ASSAULT" else None
        given = (
            {"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE"}
            if each.type in {"AGREE", "CONCEDE"}
            else {"ASSAULT", "COERCE", "SANCTION"}
        )
        if not each.recipients and inner.recipients and inner.type in given:
            both = [*inner.actors, *inner.recipients] if inner.mutual else inner.recipients
            each.recipients = [m for m in both if not any(same(m, a) for a in each.actors) and _is_someone(doc, m)]
        if each.type == "THREATEN" and inner.type == "ASSAULT":
            each.mode = "violence"
        return


def _claims(doc: Doc, sent: DocSpan, each: Happening) -> Iterator[Event]:
    from recension.claims import places, times

    report = report_of(doc)
    trigger = _trigger(doc, each)
    state: Status = each.status or "asserted"
    chain = () if state == "demanded" or "own-words" in each.flags else tuple(speakers(doc, each.token))
    if each.speaker is not None and state != "demanded":
        chain = (each.speaker, *(m for m in chain if not same(m, each.speaker)))
    each.actors = [_named(m, chain) for m in each.actors]
    each.recipients = [_named(m, chain) for m in each.recipients]
    if each.type in _VERBAL and chain and each.actors and all(same(chain[0], a) for a in each.actors):
        chain = chain[1:]
    time: Time | None = times.time_for(doc, each.token)
    place: Place | None = places.place_for(doc, each.token)
    mode = each.mode or _mode(each)
    found_contexts = _contexts(sent, each.type, mode)
    happening = digest(report.id, trigger.start, trigger.end, each.type)
    contents: list[Mention | None] = list(each.contents) or [None]
    for actor, recipient in _pairs(each):
        for content in contents[:4]:
            parts = [trigger, *(m for m in (actor, recipient) if m is not None)]
            inside = [m for m in parts if sent.start_char <= m.start and m.end <= sent.end_char]
            span = span_of(doc, min(m.start for m in inside), max(m.end for m in inside))
            why = dict(each.why) if actor is None or recipient is None else {}
            if actor is None:
                why.setdefault("actor", "passive without an agent" if is_passive(each.token) else "no actor is named")
            else:
                why.pop("actor", None)
            if recipient is None:
                why.setdefault("recipient", "no recipient is named")
            else:
                why.pop("recipient", None)
            evidence = tuple(
                Stretch(m.start, m.end)
                for m in (content, time, place, *chain)
                if m is not None and (m.start, m.end) != (span.start, span.end)
            )
            yield Event(
                report=report.id,
                id=claim_id(
                    report,
                    "event",
                    each.type,
                    state,
                    _at(actor),
                    _at(recipient),
                    _at(trigger),
                    _at(content),
                    span.start,
                    span.end,
                ),
                happening=happening,
                type=each.type,
                mode=mode,
                contexts=found_contexts,
                status=state,
                attempted=each.attempted,
                trigger=trigger,
                actor=actor,
                recipient=recipient,
                speaker=chain[0] if chain else None,
                attribution=chain,
                content=content,
                time=time,
                place=place,
                span=span,
                evidence=evidence,
                confidence=round(max(0.2, each.confidence), 2),
                why_null=why,
            )


def _named(party: Mention, chain: tuple[Mention, ...]) -> Mention:
    """The speaker's name for "I" and "we" where the report gives no other."""
    if chain and party.text.lower() in {"i", "we", "my", "our", "us", "me"}:
        return dataclasses.replace(party, name=chain[0].name or chain[0].text)
    return party


def _at(party: Mention | None) -> tuple[int, int] | None:
    return (party.start, party.end) if party is not None else None


def _trigger(doc: Doc, each: Happening) -> Mention:
    """The words of a trigger as one stretch; a distant particle is left out."""
    words = sorted(each.words, key=lambda t: t.i)
    if words[-1].i - words[0].i > len(words):
        words = [each.token]
    return mention(doc, words[0].idx, words[-1].idx + len(words[-1]))


def _pairs(each: Happening) -> list[tuple[Mention | None, Mention | None]]:
    """Who to whom, one pair a claim; both directions of what two sides do to one another."""
    actors: list[Mention | None] = list(each.actors) or [None]
    recipients: list[Mention | None] = list(each.recipients) or [None]
    if each.mutual and each.recipients and each.actors:
        pairs = [(a, r) for a in actors for r in recipients] + [(r, a) for a in actors for r in recipients]
    elif each.mutual and len(each.actors) > 1:
        pairs = [(a, b) for a in actors for b in actors if a is not b]
    elif each.mutual and each.recipients:
        pairs = [(r, None) for r in recipients]
    else:
        pairs = [(a, r) for a in actors for r in recipients]
    return [p for p in pairs if p[0] is None or p[1] is None or (p[0].start, p[0].end) != (p[1].start, p[1].end)][
        :MAX_CLAIMS
    ]


def _mode(each: Happening) -> str | None:
    """The mode that the words around a trigger give."""
    near = [t for t in each.token.subtree][:60]
    if each.type in {"ASSAULT", "MOBILIZE"}:
        near += [t for w in each.words for t in w.subtree][:20]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    for verb in climb(each.token)[:1]:
        if ("v", verb.lemma_.lower()) in carriers():
            lemmas |= {t.lemma_.lower() for t in list(verb.subtree)[:40]}
    if each.type == "CONSULT":
        lemmas |= {m.text.lower() for m in each.actors}
    for type_, mode, words in modes():
        if type_ == each.type and lemmas & words:
            return mode
    return None


def _contexts(sent: DocSpan, type_: EventType, mode: str | None) -> tuple[str, ...]:
    """PLOVER contexts by the words of a sentence."""
    by_word, by_type = contexts()
    found = {name for t in sent for name in by_word.get(t.lemma_.lower(), ())}
    found |= set(by_type.get(f"{type_}-{mode}", ()))
    return tuple(sorted(found))
