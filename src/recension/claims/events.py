"""Doc → event claims: who did what to whom, in PLOVER's sixteen types.

One pass over the tokens of each sentence finds triggers (verbs, event nouns, verdicts such as "unacceptable",
refusals such as "will not"); the parse gives their parties; `status` says what becomes of the act; one claim
is made for each pair of parties. See CONTRACT "Conventions of claims".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims import confidence, places, sayings
from recension.claims.contrasts import set_against
from recension.claims.doc import claim_id, mention, per_doc, report_of, sentences, span_of
from recension.claims.eventacts import heard_from_nobody, heard_instead, judged, mode_seen, told_by, type_seen, weighed
from recension.claims.eventbydoer import by_the_doer
from recension.claims.eventnouns import noun_happenings
from recension.claims.eventnounslots import climb
from recension.claims.eventparties import is_party, parties_of
from recension.claims.eventpressure import charges, taken_up, threats
from recension.claims.eventslots import case_of, is_passive, object_of
from recension.claims.eventspeech import (
    blame,
    demands,
    denials,
    fatal_wounds,
    flights,
    promises,
    readiness,
    refusals,
    reprisals,
    under_way,
    verdicts,
)
from recension.claims.eventturns import turns
from recension.claims.eventverbs import verb_happenings
from recension.claims.eventwords import carriers, classes, contexts, modes, noun_senses, nouns, verbs
from recension.claims.eventworlds import around, by_nature, elsewhere, is_counted_up, is_private, vetoed
from recension.claims.happening import Happening, same, speakers, tokens_of
from recension.claims.status import governors, status
from recension.claims.timebinding import time_for
from recension.claims.tree import child, children, sentence_of
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
#: What opens a clause that is no content of the speech act above it: "rejected it after rebels attacked".
_CIRCUMSTANCES = frozenset({"after", "when", "while", "as", "since", "because", "hours", "days", "until", "before"})
_ITS = frozenset({"its", "his", "her", "their"})
_REVENGE = classes()["revenge"]
#: Who does so with arms does it to those who struck before.
_REPLYING = frozenset({"respond", "reply", "retaliate", "answer"})
_VOWING = frozenset({"vow", "promise", "pledge", "swear"})
#: What one vows not to do refuses.
_YIELDED = frozenset({"RETREAT", "CONCEDE", "CONSULT", "AGREE"})
_NOBODY = frozenset({"nobody", "no one", "none", "no-one"})
_HELPING = classes()["support"] | {"help", "aid", "assistance", "loyalty", "allegiance", "cooperation", "commitment", "protection"}
_SIDES = frozenset({"side", "party", "community", "neighbour", "neighbor", "rival", "foe", "camp", "army", "country"})


@per_doc
def events(doc: Doc) -> list[Event]:
    """The event claims of a report, in order of the text.

    Each pair of parties gives one claim; the claims of one happening share `happening`. Actor and recipient
    are null where the sentence names none, with the reason in `why_null`.
    """
    found: list[Event] = []
    before: list[Happening] = []
    for sent in sentences(doc):
        happenings = _happenings(doc, sent, before)
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
    if "return" in words or "back" in words or each.token.lemma_.lower() in _REPLYING:
        for other in reversed(near):
            if (
                other.type == "ASSAULT"
                and other.token.i < each.token.i
                and other.actors
                and not any(same(a, b) for a in other.actors for b in each.actors)
            ):
                each.recipients = list(other.actors)
                return
    for token in sentence_of(each.token):
        if (
            token.i > each.token.i
            and token.lemma_.lower() in {"disperse", "repel", "scatter", "dispel", "break"}
            and case_of(token) in {"to", ""}
        ):
            each.recipients = parties_of(doc, object_of(token))
            _not_itself(each, near)
            return


def _happenings(doc: Doc, sent: DocSpan, before: list[Happening]) -> list[Happening]:
    words = list(sent)
    lemmas = frozenset(t.lemma_.lower() for t in words if not t.is_punct)
    taken: set[int] = set()
    found: list[Happening] = []
    for token in words:
        if _is_noun_of_sides(token):
            found += noun_happenings(doc, token)
            taken.add(token.i)
        elif token.pos_ in {"VERB", "AUX"} or token.lower_ in {"hurt", "injured", "wounded", "dead"}:
            found += verb_happenings(doc, token, taken)
    for token in words:
        if token.i not in taken and (token.pos_ in {"NOUN", "PROPN"} or _is_like_noun(token, found)):
            found += noun_happenings(doc, token)
    near = around(sent) if found else frozenset()
    found = [h for h in found if not vetoed(h, lemmas, near, sent)]
    found += turns(doc, words, found)
    found += fatal_wounds(doc, sent)
    found += [h for h in flights(doc, sent) if not any(o.token == h.token for o in found)]
    found += denials(doc, sent, found, before)
    found += under_way(doc, sent)
    found += verdicts(doc, sent)
    found += demands(doc, sent)
    found += promises(doc, sent)
    found += refusals(doc, sent, found)
    found += readiness(doc, sent, found)
    found += reprisals(doc, sent, found)
    found += blame(doc, found)
    found += charges(doc, sent, found)
    found += taken_up(doc, sent, found)
    found = weighed(doc, sent, found)
    near = near or (around(sent) if found else frozenset())  # acts that no verb or noun pattern tells have none yet
    found = [h for h in found if not (by_nature(doc, h) or is_counted_up(h) or elsewhere(h, lemmas, near) or is_private(h, near))]
    found += threats(doc, sent, found)
    for each in found:
        by_the_doer(doc, each)
        _not_itself(each, found)
    kept = _settled(doc, found)
    return [*kept, *set_against(doc, sent, kept)]


def _not_itself(each: Happening, found: list[Happening]) -> None:
    """As in "filed a case against A, accusing it", "A, whom he accused": a pronoun that is done to is not the doer."""
    for at, party in enumerate(each.actors):
        if party.text.lower() in {"he", "she", "it", "they"} and any(
            same(party, r) and r.text.lower() not in _ITS for r in each.recipients if r.start < party.start
        ):
            others = [
                m
                for h in found
                if h is not each
                for m in h.actors
                if m.start < party.start and not any(same(m, r) for r in each.recipients)
            ]
            each.actors[at] = dataclasses.replace(party, name=(others[-1].name or others[-1].text) if others else None)
    for at, party in enumerate(each.recipients):
        if party.text.lower() not in {"it", "him", "them", *_ITS} or not any(same(a, party) for a in each.actors):
            continue
        others = [
            m
            for h in found
            if h is not each
            for m in (*h.actors, *h.recipients)
            if m.start < party.start and not any(same(m, a) for a in each.actors)
        ]
        if party.text.lower() in {"them", "their"}:
            others = [m for m in others if m.text.endswith(("s", "men", "people"))]
        name = (others[-1].name or others[-1].text) if others else None
        each.recipients[at] = dataclasses.replace(party, name=name)


def _is_noun_of_sides(token: Token) -> bool:
    """As in "Fighting between the army and rebels spread", whatever the parse makes of it."""
    following = token.i + 1
    return (
        token.tag_ == "VBG"
        and token.lower_ in nouns()
        and following < sentence_of(token).end
        and token.doc[following].lower_ == "between"
    )


def _is_like_noun(token: Token, found: list[Happening]) -> bool:
    """Does a gerund or an adjective of the parse stand as a noun: "died in shelling", "resume its offensive"?"""
    if token.pos_ == "ADJ":
        return token.lower_ == "offensive" and token.dep_ in {"obj", "nsubj", "nsubj:pass", "nmod", "obl"}
    return (
        token.tag_ == "VBG"
        and token.lower_ in nouns()
        and case_of(token) in {"in", "by", "during", "from"}
        and child(token, "obj") is None
        and not any(h.token == token for h in found)
    )


def _settled(doc: Doc, found: list[Happening]) -> list[Happening]:
    """Gives each happening its status and speaker, and drops what another one already says."""
    by_token = {h.token.i: h for h in found if "own-words" in h.flags and h.type == "REQUEST"}
    by_token |= {h.token.i: h for h in found if "own-words" not in h.flags}
    kept = []
    for each in found:
        own, tried = status(doc, each.token)
        own = judged(doc, each, own)
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
        _by_the_same_means(each, by_token)
        kept.append(each)
    return [h for h in kept if not _doubled(h, kept)]


def _by_the_same_means(each: Happening, by_token: dict[int, Happening]) -> None:
    """As in "opened fire, killing two": the outcome has the mode of its act."""
    act = by_token.get(each.token.head.i)
    if each.token.dep_ == "advcl" and each.type == "ASSAULT" and each.mode is None and act is not None and act.type == "ASSAULT":
        each.mode = _mode(each) or act.mode or _mode(act)


def _doubled(each: Happening, kept: list[Happening]) -> bool:
    """Is a happening only another wording of one beside it, or a denial, whose act is claimed by itself?"""
    if "denial" in each.flags and not _is_bare_denial(each, kept):
        return True
    if each.status == "negated" and any(m.text.lower() in _NOBODY for m in each.recipients):
        each.recipients = [m for m in each.recipients if m.text.lower() not in _NOBODY]
        if not each.actors and each.type == "ASSAULT":
            return True  # "nobody was hurt" is a count of nought; "nobody has been arrested" is news
    if _is_purpose(each, kept) or _unsaid(each) or _is_ceased(each):
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
        if each.type == other.type and each.token == object_of(other.token) and any(("v", w) in carriers() for w in governors(other.token)):
            return True  # "began a hunger strike" is one act
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


def _is_bare_denial(each: Happening, kept: list[Happening]) -> bool:
    """Is only a charge rejected, and no act told with it: "the capital dismissed the allegation as a fairy tale"?"""
    acted = object_of(each.token)
    if any(m.text.lower().split()[-1] in {"court", "judge", "tribunal", "jury", "panel"} for m in each.actors):
        return False  # a court dismisses a claim by a ruling
    if each.token.lemma_.lower() == "deny" or acted is None or not each.actors or child(acted, "acl", "ccomp") is not None:
        return False
    return not any(h.status == "negated" and sentence_of(h.token) == sentence_of(each.token) for h in kept)


def _unsaid(each: Happening) -> bool:
    """Has a trigger that needs two sides none at all ("the deal signed in Pretoria")?"""
    described = each.token.dep_ in {"acl", "acl:relcl", "amod"}
    return described and each.type in {"SUPPORT", "AGREE", "COOPERATE"} and not each.actors and not each.recipients


def _is_ceased(each: Happening) -> bool:
    """Is a violence without a victim only what was stopped or not done: "agreed to stop firing", "without a shot"?"""
    if each.type == "ASSAULT" and each.status in {"future", "hypothetical"} and each.token.dep_ in {"obj", "nmod", "acl"} and any(
        t.tag_ == "VB" and t.lemma_.lower() in {"end", "halt", "stop"} for t in climb(each.token)[:2]
    ):
        return True  # "agreed to a truce to end months of fighting"
    if each.type != "ASSAULT" or each.recipients:
        return False
    if each.status == "negated" and (not each.actors or case_of(each.token) == "without"):
        return True
    head = each.token.head
    return each.token.dep_ == "xcomp" and head.lemma_.lower() in _STOP | {"hold"}


def _is_purpose(each: Happening, kept: list[Happening]) -> bool:
    """Is an act only what another one is done for: "fired to disperse", "summoned the envoy to protest"?"""
    if case_of(each.token) != "to" or each.status == "negated":
        return False
    head = climb(each.token)[:1]
    return any(
        o is not each
        and o.token in head
        and (
            (o.type == "ASSAULT" and each.mode == "restrict")
            or (
                each.token.lemma_.lower() == "protest"
                and o.token.lemma_.lower() in {"summon", "call", "recall", "expel", "withdraw", "resign", "close"}
            )
        )
        for o in kept
    )


def _above(each: Happening, by_token: dict[int, Happening]) -> Happening | None:
    """The nearest speech act whose content holds a happening."""
    below = each.token
    for token in climb(each.token):
        if below.dep_ == "nsubj" or (below.dep_ == "advcl" and case_of(below) in _CIRCUMSTANCES) or (
            _is_aside(below) and not any(t.text == "," for t in below.doc[below.i : each.token.i])
        ):
            return None  # "the president, who met envoys, refused": what is told of who speaks is no part of what is said
        above = by_token.get(token.i)
        if above is not None and above.type == "REJECT" and _goes_on_saying(below):
            return None
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


def _goes_on_saying(clause: Token) -> bool:
    """As in "refuted the reports, calling on the media to check": what a denier does besides is not denied."""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or clause.i < clause.head.i:
        return False
    marked = any(c.i < clause.i for c in children(clause, "mark", "case"))
    return not marked and clause.i > 0 and clause.nbor(-1).text == ","


def _is_aside(clause: Token) -> bool:
    """Is a relative clause set off by a comma, and so told of somebody besides: "rejected the charges of X, which arms it"?"""
    opener = next((c for c in children(clause) if c.tag_ in {"WDT", "WP"} and c.i < clause.i), None)
    return clause.dep_ == "acl:relcl" and opener is not None and opener.i > sentence_of(clause).start and opener.nbor(-1).text == ","


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
            accuser = above.actors[0]
            each.recipients = [
                dataclasses.replace(m, name=accuser.name or accuser.text) if m.text.lower() in _ITS else m
                for m in each.recipients
            ]
            if each.actors and above.recipients and each.actors[0].text.lower() in _ITS:
                accused = above.recipients[0]
                each.actors = [dataclasses.replace(each.actors[0], name=accused.name or accused.text)]
            if own in {"hypothetical", "future"} and _plain_decision(each.token):
                return "asserted"
        return own
    if above.type == "REJECT":
        if "refusal" in above.flags and own == "future":
            return None
        if "denial" in above.flags:
            each.speaker = above.actors[0] if above.actors else None
            return "negated" if own != "demanded" else own
        if each.type == "REQUEST" and each.actors and not any(same(a, b) for a in each.actors for b in above.actors):
            return own if own == "asserted" else None  # "turned down a request by Ghana"
        return None if own in {"negated", "asserted", "hypothetical"} else own
    if above.type == "REQUEST" and above.token.lemma_.lower() == "want" and own == "hypothetical":
        if each.token.pos_ == "NOUN":  # "wants an apology": another's
            each.actors = [m for m in each.actors if not any(same(m, a) for a in above.actors)]
        return "demanded"
    if above.type == "REQUEST" and own == "demanded":
        path = [each.token, *climb(each.token)]
        stopped = next(
            (t for at, t in enumerate(path[1:]) if t.lemma_.lower() in _STOP and path[at].dep_ != "conj"), None
        )
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
    if each.type == "AGREE" and any(c.lemma_.lower() in _REVENGE for c in children(each.token, "xcomp", "ccomp")):
        each.type, each.mode = "THREATEN", "violence"
        return
    seen = type_seen(doc, each) if each.type == "AGREE" else None
    if seen == "THREATEN" and each.token.lemma_.lower() in _VOWING and child(each.token, "xcomp", "ccomp") not in {h.token for h in by_token.values() if h.type in _YIELDED}:
        each.type = seen  # "vowed not to let a truck through", but not "vowed never to surrender"
        return
    helping = any(c.lemma_.lower() in _HELPING for c in children(each.token, "obj"))
    for inner in by_token.values():
        if helping and inner.type in {"ASSAULT", "COERCE", "SANCTION"}:
            continue  # "vowed support for the fight against the rebels"
        path = [inner.token, *climb(inner.token)][:4]
        if (
            inner is each
            or each.token not in path
            or path[path.index(each.token) - 1].dep_ not in {"xcomp", "ccomp", "obl", "obj"}
        ):
            continue
        if each.type == "AGREE" and status(doc, inner.token)[0] == "negated":
            if inner.type in _YIELDED:
                each.type, inner.flags = "REJECT", inner.flags | {"denial"}  # "vowed never to surrender"
                return
        elif each.type == "AGREE" and inner.type in {"RETREAT", "CONCEDE"} and "mutual" not in inner.flags:
            if seen == "AGREE" or _together(doc, each):
                return
            each.type = "CONCEDE"
        elif (
            each.type == "AGREE"
            and inner.type in {"ASSAULT", "COERCE", "SANCTION"}
            and each.token.lemma_.lower() in _VOWING
        ):
            each.type, each.mode = "THREATEN", "violence" if inner.type == "ASSAULT" else None
        given = (
            {"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE"}
            if each.type in {"AGREE", "CONCEDE"}
            else {"ASSAULT", "COERCE", "SANCTION", "ACCUSE"}
        )
        if not each.recipients and inner.recipients and inner.type in given:
            both = [*inner.actors, *inner.recipients] if inner.mutual else inner.recipients
            each.recipients = [m for m in both if not any(same(m, a) for a in each.actors) and _is_someone(doc, m)]
        if each.type == "THREATEN" and inner.type in {"ASSAULT", "PROTEST"}:
            each.mode = "violence" if inner.type == "ASSAULT" else "restrict"
        return


def _together(doc: Doc, each: Happening) -> bool:
    """Do both sides agree, so that neither gives way: "Mali and Togo agreed to restore the truce", "both communities promised"?"""
    if len(each.actors) > 1:
        return True
    heads = [t for m in each.actors for t in tokens_of(doc, m) if t.tag_ == "NNS" and t.lemma_.lower() in _SIDES]
    return any(c.lower_ in {"both", "two", "rival", "warring", "opposing"} for t in heads for c in children(t))


def _claims(doc: Doc, sent: DocSpan, each: Happening) -> Iterator[Event]:
    report = report_of(doc)
    trigger = _trigger(doc, each)
    state: Status = each.status or "asserted"
    sure = confidence.confidence(doc, each, state)
    if confidence.is_doubtful(each, sure):
        return
    unsaid = state == "demanded" or each.flags & {"own-words", "denied"}
    chain = () if unsaid else tuple(_asserters(doc, each, state) or told_by(doc, each))
    if each.speaker is not None and state != "demanded":
        first = _named(each.speaker, chain)
        chain = (first, *(m for m in chain if not same(m, first)))
    each.actors = [_named(m, chain) for m in each.actors]
    each.recipients = [_named(m, chain) for m in each.recipients]
    own_words = bool(each.type in _VERBAL and state != "negated" and chain and each.actors and all(same(chain[0], a) for a in each.actors))
    time: Time | None = _judged_time(each, time_for(doc, each.token))
    if own_words:
        time = time or _time_of_saying(doc, each)
        chain = chain[1:]
    place: Place | None = places.place_for(doc, each.token)
    mode = each.mode or _mode(each) or mode_seen(doc, each)
    found_contexts = _contexts(sent, each.type, mode)
    happening = digest(report.id, trigger.start, trigger.end, each.type)
    contents: list[Mention | None] = list(each.contents) or [None]
    for actor, recipient in _pairs(each):
        for content in contents[:4]:
            parts = [trigger, *(m for m in (actor, recipient) if m is not None)]
            inside = [m for m in parts if sent.start_char <= m.start and m.end <= sent.end_char] or [trigger]
            if len(inside) == 1:
                inside += _patient(doc, each)
            span = span_of(doc, min(m.start for m in inside), max(_end_of(doc, m) for m in inside))
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
                confidence=sure,
                why_null=why,
            )


def _asserters(doc: Doc, each: Happening, state: Status) -> list[Mention]:
    """Who says it; nobody says that it happened by denying it."""
    chain = speakers(doc, each.token)
    if chain and state in {"asserted", "future"}:
        deniers = [s.speaker for s in sayings.sayings_over(doc, each.token) if s.kind in {"deny", "reject"}]
        chain = [m for m in chain if not any(d is not None and (d.start, d.end) == (m.start, m.end) for d in deniers)]
    if chain:
        silent = heard_from_nobody(doc, each)
        beyond = [
            s.speaker
            for s in sayings.sayings_over(doc, each.token)
            if s.cue is not None and (_beyond(each.token, s.cue) or (silent and _besides(each, s)))
        ]
        chain = [m for m in chain if not any(d is not None and (d.start, d.end) == (m.start, m.end) for d in beyond)]
    over = sayings.saying_over(doc, each.token) if chain else None
    before = over is not None and over.cue is not None and each.token.i < over.cue.i
    other = heard_instead(doc, each, chain[0]) if before else None
    return [other, *chain[1:]] if other is not None else chain


def _besides(each: Happening, saying: sayings.Saying) -> bool:
    """Is an act told beside what is said, by the reporter: "the army said, and Peru protested", "police, who held nine, said"?

    A relative clause behind the cue may be, a speech act that is no plain content of it, and what stands between cue and speaker.
    """
    cue, act = saying.cue, each.token
    if cue is None or saying.speaker is None or sentence_of(cue) != sentence_of(act) or any(same(a, saying.speaker) for a in each.actors):
        return False
    if act.i < cue.i:
        return saying.speaker_token is not None and saying.speaker_token.i < act.i
    if saying.spans[0][0] < cue.idx:
        return True
    if each.type in _VERBAL and not (act.dep_ == "ccomp" and act.head == cue):
        return True
    return any(t.dep_ == "acl:relcl" and t.i > cue.i for t in (act, *climb(act)))


def _beyond(token: Token, cue: Token) -> bool:
    """Does a semicolon part an act from a cue that has a content of its own behind it?"""
    if cue.i < token.i or cue.i - token.i > 80 or sentence_of(cue) != sentence_of(token):
        return False
    if not any(c.i > cue.i and c.dep_ in {"xcomp", "ccomp", "obj"} for c in children(cue)):
        return False
    return any(t.text == ";" for t in token.doc[token.i : cue.i])


def _judged_time(each: Happening, time: Time | None) -> Time | None:
    """A time for an act: what somebody judges did not happen when it was judged, unless its own words say so."""
    head = each.token.head
    if time is None or each.token.pos_ != "NOUN" or each.token.dep_ not in {"obj", "conj"} or head.pos_ == "NOUN":
        return time
    judged = any(s.type == "ACCUSE" and s.mode == "disapprove" for s in verbs().get(head.lemma_.lower(), ()))
    first, last = each.token.left_edge, each.token.right_edge
    return None if judged and not first.idx <= time.start <= last.idx + len(last) else time


def _time_of_saying(doc: Doc, each: Happening) -> Time | None:
    """When a speech act was made that its own speaker reports: "said on Wednesday that he will not resign"."""
    over = sayings.saying_over(doc, each.token)
    if over is None or over.cue is None or over.speaker is None:
        return None
    own = any(same(over.speaker, a) for a in each.actors)
    return time_for(doc, over.cue) if own and sentence_of(over.cue) == sentence_of(each.token) else None


def _patient(doc: Doc, each: Happening) -> list[Mention]:
    """What a clause without parties is about: "the curfew was lifted"."""
    acted = object_of(each.token) if each.token.pos_ == "VERB" else None
    if acted is None or sentence_of(acted) != sentence_of(each.token) or abs(acted.i - each.token.i) > 12:
        return []
    return [mention(doc, acted.idx, acted.idx + len(acted))]


def _end_of(doc: Doc, part: Mention) -> int:
    """Where a part of a span ends; "police" within "a police station" takes its noun along."""
    span = doc.char_span(part.start, part.end, alignment_mode="expand")
    if span is None or not len(span):
        return part.end
    root = span.root
    if root.dep_ in {"compound", "nmod:poss", "amod"} and span.end <= root.head.i < span.end + 6:
        return int(root.head.idx + len(root.head))
    return part.end


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
    named = _named_act(each)
    if named is not None:
        first, last = min(words[0].i, named.i), max(words[-1].i, named.i)
        return mention(doc, doc[first].idx, doc[last].idx + len(doc[last]))
    if words[-1].i - words[0].i > len(words):
        words = [each.token]
    return mention(doc, words[0].idx, words[-1].idx + len(words[-1]))


def _named_act(each: Happening) -> Token | None:
    """The noun that names the act which a light verb only carries: "held a surprise meeting", "issued a warning"."""
    verb = each.token
    if verb.pos_ != "VERB" or ("v", verb.lemma_.lower()) not in carriers():
        return None
    noun = object_of(verb)
    if noun is None or not 0 < abs(noun.i - verb.i) <= 6 or noun in each.words or noun.pos_ != "NOUN":
        return None
    return noun if any(s.type == each.type for s in noun_senses(noun)) else None


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


#: Clauses that hang on an act and tell of others: "fired live rounds as protesters threw stones".
_CLAUSES = ("advcl", "conj", "parataxis", "ccomp")


def _mode(each: Happening) -> str | None:
    """The mode that the words around a trigger give."""
    other = {t.i for c in children(each.token, *_CLAUSES) for t in c.subtree}
    near = [t for t in each.token.subtree][:60]
    if each.type in {"ASSAULT", "MOBILIZE"}:
        near += [t for w in each.words for t in w.subtree][:20]
    for verb in climb(each.token)[:1]:
        if ("v", verb.lemma_.lower()) in carriers():
            near += list(verb.subtree)[:40]
    said = {m.text.lower() for m in each.actors} if each.type == "CONSULT" else set()
    for tokens in ([t for t in near if t.i not in other], near):  # its own words before those of clauses beside it
        lemmas = said | {t.lemma_.lower() for t in tokens} | {t.lower_ for t in tokens}
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
