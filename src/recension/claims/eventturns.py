"""Turns of news that tell an act by several words at once: lives claimed, envoys sent, a call, who will not stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.eventparties import parties_of
from recension.claims.eventpressure import blamed_deaths, drawn, faced, felled, inquiries
from recension.claims.eventslots import agent_of, case_of, denial, is_passive, is_to_come, object_of, slot, whole
from recension.claims.eventwords import base, classes, nouns, vetoes
from recension.claims.happening import Happening, same
from recension.claims.tree import child, children, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_COSTING = frozenset({"claim", "take", "cost"})
_ENVOYS = classes()["envoys"]
_STANDING, _OFFICES = classes()["candidacy"], classes()["offices-sought"]


def turns(doc: Doc, sent: Sequence[Token], found: list[Happening]) -> list[Happening]:
    """The acts of a sentence that such turns tell; what a single verb of theirs was taken for falls out of ``found``."""
    made = [*_lives_lost(doc, sent), *_stepping_aside(doc, sent), *_missions(doc, sent), *_calls(doc, sent)]
    made += [*faced(doc, sent), *felled(doc, sent), *drawn(doc, sent), *inquiries(doc, sent), *blamed_deaths(doc, sent)]
    told = {h.token.i for h in made}
    found[:] = [h for h in found if h.token.i not in told]
    return made


def _lives_lost(doc: Doc, sent: Sequence[Token]) -> Iterator[Happening]:
    """As in "unrest that has claimed the lives of 1,300 civilians", "the violence has cost more than 5,000 lives"."""
    for token in sent:
        if token.lower_ != "lives" or token.dep_ != "obj" or token.head.lemma_.lower() not in _COSTING:
            continue
        verb = token.head
        cause = agent_of(verb)
        if cause is None or not _is_violent(base(whole(cause).lemma_, nouns())):
            continue
        of = next((c for c in children(token, "nmod") if case_of(c) == "of"), None)
        words = [verb, *doc[verb.i + 1 : token.i + 1]] if verb.i < token.i < verb.i + 8 else [verb]
        yield Happening(verb, "ASSAULT", None, words, [], parties_of(doc, of), flags=frozenset({"harm", "wounds"}), confidence=0.7)


def _is_violent(lemma: str) -> bool:
    """Does a noun name a deed of violence or its means, and no accident?"""
    known = lemma in vetoes()["instrument"] or any(s.type in _VIOLENT for s in nouns().get(lemma, ()))
    return known and lemma not in vetoes()["accident"]


def _stepping_aside(doc: Doc, sent: Sequence[Token]) -> Iterator[Happening]:
    """As in "announced he would not seek re-election", "will not run for a third term": who holds an office lets it go."""
    for token in sent:
        no = denial(token) if token.lemma_.lower() in _STANDING and token.pos_ == "VERB" else None
        if no is None or not is_to_come(token):
            continue
        sought = {t.lemma_.lower() for t in doc[token.i + 1 : min(token.i + 9, sent[-1].i + 1)]}
        actors = parties_of(doc, agent_of(token)) if sought & _OFFICES else []
        if actors:
            yield Happening(token, "CONCEDE", None, [no, token], actors[:1], status="asserted", flags=frozenset({"sure"}), confidence=0.6)


def _missions(doc: Doc, sent: Sequence[Token]) -> Iterator[Happening]:
    """As in "sent top officials to Yemen", "dispatched an envoy to the capital": a visit by those who go."""
    for token in sent:
        if token.lemma_.lower() not in {"send", "dispatch"} or token.pos_ != "VERB":
            continue
        gone, to = object_of(token), slot(token, "to")
        if gone is None or to is None or whole(gone).lemma_.lower() not in _ENVOYS:
            continue
        host = parties_of(doc, to, placed=True)
        actors = [m for m in parties_of(doc, agent_of(token)) if not any(same(m, h) for h in host)]
        if host and actors and not any(t.lower_ == "home" for t in children(token)):
            yield Happening(token, "CONSULT", "visit", [token], actors, host, confidence=0.6)


def _calls(doc: Doc, sent: Sequence[Token]) -> Iterator[Happening]:
    """As in "King Abdullah called Mubarak": a person by name who is called, and called nothing, is telephoned."""
    for token in sent:
        if token.lemma_.lower() != "call" or token.tag_ not in {"VBD", "VBN", "VBZ"} or is_passive(token):
            continue
        complements = [c for c in children(token) if c.i > token.i and c.dep_ in {"obj", "iobj", "xcomp", "ccomp", "compound:prt", "obl:arg"}]
        if len(complements) != 1 or complements[0].ent_type_ != "PERSON" or child(complements[0], "case", "cop", "det") is not None:
            continue
        called = complements[0]
        last = called.right_edge.i
        after = doc[last + 1] if last + 1 < sentence_of(token).end else None
        if after is not None and (after.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or after.text in {"“", '"', "'", "‘", "`"}):
            continue  # "called Mubarak a tyrant"
        caller = agent_of(token)
        if caller is None or not (caller.ent_type_ == "PERSON" or caller.pos_ == "PRON"):
            continue
        yield Happening(token, "CONSULT", "phone", [token], parties_of(doc, caller), parties_of(doc, called), confidence=0.5)
