"""Sport, markets, films, accidents and figures of speech use the words of war."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc
from recension.claims.eventwords import classes, vetoes
from recension.claims.happening import Happening, tokens_of
from recension.claims.tree import child, children, topmost

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: A score of a game: "3-1".
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
#: Words on either side of a sentence that say what its report is about.
NEAR = 60
_FIGURED = classes()["figured"]


def around(sent: DocSpan) -> frozenset[str]:
    """The words of a sentence and on either side of it, which say what its report is about."""
    return frozenset(_lemmas(sent.doc)[max(0, sent.start - NEAR) : sent.end + NEAR])


@per_doc
def _lemmas(doc: Doc) -> list[str]:
    return [t.lemma_.lower() for t in doc]


def vetoed(made: Happening, lemmas: frozenset[str], near: frozenset[str], sent: DocSpan) -> bool:
    """Sport, markets, films, accidents and figures of speech use the words of war.

    `lemmas`: those of the sentence. `near`: those `around` it.
    """
    table = vetoes()
    own = {t.lemma_.lower() for t in made.words}
    violent = len((lemmas & table["violence"]) - own)
    sport = (
        len(lemmas & table["sport"]) + (1 if _SCORE.search(sent.text) else 0) + len(lemmas & table["sportlike"]) // 2
    )
    if _is_of_business(made, near - own, sent.doc):
        return True
    root = sent.root
    told = child(root, "nsubj")
    if told is not None and told.lemma_.lower() in table["fiction"] and made.token != root:
        return True
    if sport and (made.type != "CONSULT" or sport >= 2) and (violent == 0 or (sport >= 2 and violent <= 1)):
        return True
    if (
        made.type in {"ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"}
        and violent == 0
        and len(lemmas & table["market"]) + len(lemmas & table["screen"]) >= 2
        and not made.recipients
    ):
        return True
    if made.type == "ASSAULT":
        if "harm" in made.flags and not made.actors:
            stormed = {t.lemma_.lower() for t in sent if t.pos_ == "VERB"} & {"storm"}  # "tried to storm the gate"
            if (lemmas - stormed) & table["accident"] and violent == 0:
                return True
            if not violent:
                made.confidence -= 0.25
        if (
            violent == 0
            and made.token.lemma_.lower()
            in {"clash", "battle", "fight", "attack", "confrontation", "blast", "skirmish"}
            and lemmas & table["words"]
        ):
            return True
        parts = {c.lemma_.lower() for c in children(made.token) if c.dep_ in {"obl", "nmod", "obj"}}
        if made.token.lemma_.lower() in _FIGURED and parts & table["figurative"] and not made.recipients:
            return True
        if (
            made.token.lemma_.lower() in {"explosion", "blast", "shooting"}
            and lemmas & {"gas", "boiler", "accident", "kitchen", "transformer"}
            and violent == 0
        ):
            return True
    return False


def _is_of_business(made: Happening, near: frozenset[str], doc: Doc) -> bool:
    """Is a report around an act one of a game or of companies, where nobody fights, rules or negotiates?"""
    table = vetoes()
    if len(near & table["violence"]) > 1:
        return False
    if len(near & table["sport"]) >= 2 and len(near & (table["sport"] | table["sportlike"])) >= 4:
        return True
    if near & table["violence"] or len(near & (table["market"] | table["business"])) < 4:
        return False
    return all(t.ent_type_ != "LOC" for m in (*made.actors, *made.recipients) for t in tokens_of(doc, m))  # no states


def by_nature(doc: Doc, made: Happening) -> bool:
    """Storms, fires and accidents kill, cut off and drive away too, and nobody does it: "Storm Brenda kills two", "killed when
    their lorry skidded off the road", "a gas explosion brought down a house, killing five".
    """
    if made.actors and all(_is_nobody(tokens_of(doc, actor)) for actor in made.actors):
        return True
    if made.type not in {"ASSAULT", "COERCE"}:
        return False
    if made.actors:
        return all(_is_named_hazard(tokens_of(doc, actor)) for actor in made.actors)
    above = made.token.head if made.token.dep_ in {"advcl", "acl", "conj"} else made.token
    told = child(above, "nsubj") or child(above, "nsubj:pass")
    harmed = made.token.lemma_.lower() in vetoes()["harm"]
    if told is not None and _is_hazard(told) and (above != made.token or harmed):
        return True
    if not harmed:
        return False
    saying = [c for c in children(made.token) if c.dep_ == "parataxis"]  # "…, the ministry said" takes clauses before it
    clauses = [c for verb in (made.token, above, *saying) for c in children(verb) if c.dep_ == "advcl"]
    return any(verb.lemma_.lower() in vetoes()["mishap"] and not _violent(verb) for verb in (*clauses, above))


def _is_nobody(words: Sequence[Token]) -> bool:
    """An animal, a season, a part of a body: "winter refuses to release its grip" is no refusal."""
    head = topmost(words)
    return head is not None and head.pos_ == "NOUN" and head.lemma_.lower() in vetoes()["nobody"]


def _is_named_hazard(words: Sequence[Token]) -> bool:
    """A hazard, or the name of one: "Brenda" of "Storm Brenda", however it was parsed."""
    if not words:
        return False
    before = words[0].nbor(-1) if words[0].i else words[0]
    return _is_hazard(words[-1]) or any(t.pos_ == "PROPN" and t.lower_ in vetoes()["accident"] for t in (before, *words))


def _is_hazard(token: Token) -> bool:
    """A storm, a quake, an accident, with its name or without; an explosion of gas."""
    table = vetoes()
    near = [c for c in children(token) if c.dep_ in {"compound", "amod", "nmod", "flat", "appos"}]
    words = {token.lemma_.lower(), *(c.lemma_.lower() for c in near), *(c.lemma_.lower() for n in near for c in children(n) if c.dep_ == "compound")}
    if token.dep_ in {"flat", "appos", "compound"}:
        words.add(token.head.lemma_.lower())
    return bool(words & table["accident"] or (words & {"explosion", "blast", "fire"} and words & table["leak"]))


def _violent(verb: Token) -> bool:
    """Whether a clause tells of violence too: "crashed after rebels had fired on it"."""
    own = vetoes()["violence"] - {"army", "soldier", "troop", "police", "explosion", "blast", "front"}
    return any(t.lemma_.lower() in own for t in verb.subtree)
