"""Whom a pronoun takes up: by gender, number and kind, by salience, and by what its place in the sentence forbids."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from recension.claims import ranking
from recension.claims.cues import verb_lemma
from recension.claims.genders import gender_lean
from recension.claims.names import name_words
from recension.claims.ranking import Features, of_presence
from recension.claims.referents import (
    HE,
    IT,
    REACH,
    REFLEXIVE,
    SHE,
    THEY,
    WE,
    I,
    Referent,
    Walk,
    final,
    forbidden,
    named,
    recent,
    referent_of,
    settle,
    slot_of,
    speaker_token,
    spoken_for,
)
from recension.claims.rolewords import is_body_word
from recension.claims.tree import SUBJECTS, ancestors, child, children, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from recension.claims.marks import Pair


#: What the subject of the clause around a pronoun gains, the next one half of it; the speaker of what is said, so many times that.
NEAR = 0.8
SAID = 1.5

def meet_pronoun(walk: Walk, token: Token, pair: Pair | None) -> bool:
    """Settles whom a pronoun takes up; False where the token is none."""
    low = token.lower_
    if low in HE or low in SHE:
        settle(walk, token, _who(walk, token, "f" if low in SHE else "m", pair), pair)
    elif low in IT:
        settle(walk, token, _which(walk, token, pair), pair)
    elif low in THEY:
        settle(walk, token, _which_ones(walk, token, pair), pair)
    elif low in I or (low in WE and token.text != "US"):
        settle(walk, token, _speaker(walk, pair, low in WE), pair)
    else:
        return False
    return True


# ---------------------------------------------------------------- he, she
def _who(walk: Walk, token: Token, gender: str, pair: Pair | None) -> Referent | None:
    """Whom "he" or "she" takes up."""
    shut = forbidden(walk, token, pair)
    near = _near_subjects(walk, token)
    able: list[tuple[Referent, Features]] = []
    for each in recent(walk, REACH, "person"):
        if id(each) in shut or each.gender not in {None, gender}:
            continue
        features = of_presence(walk, token, pair, each, len(able), near.get(id(each), 0.0))
        features["sure"] = float(each.gender == gender)
        if token.lower_ in REFLEXIVE and near.get(id(each), 0.0) >= 3.0:
            return each  # "said Paz had shot himself": the subject of its own clause
        if each.gender is None:
            lean = gender_lean(name_words(each.name)[0]) if each.name and name_words(each.name) else 0.0
            features["lean"] = lean if gender == "f" else -lean
            features["unsure_unnamed"] = float(each.name is None)
        able.append((each, features))
    one, margin = ranking.choose("he", token, able, _nobody(token, pair))
    if one is None:
        return _ahead(walk, token, gender, shut)
    if one.gender is None:
        if one.name is not None:
            said = walk.votes.setdefault(one.name, {})
            said[gender] = said.get(gender, 0.0) + 1.0 - math.exp(-margin)
        else:
            one.gender = gender
    return one


def _nobody(token: Token, pair: Pair | None) -> Features:
    """What speaks for that nobody is meant of whom the report spoke."""
    head = token.head
    return {"nobody": 1.0, "nobody_subject": float(token.dep_ in SUBJECTS), "nobody_object": float(token.dep_ == "obj"),
            "nobody_oblique": float(token.dep_ in {"obl", "nmod"}), "nobody_owner": float(token.dep_ == "nmod:poss"),
            "nobody_passive": float(token.dep_ == "nsubj:pass"), "nobody_quoted": float(pair is not None),
            "nobody_says": float(token.dep_ in SUBJECTS and verb_lemma(head) is not None),
            "nobody_copula": float(token.dep_ in SUBJECTS and child(head, "cop") is not None),
            "nobody_quality": float(token.dep_ in SUBJECTS and head.pos_ == "ADJ" and child(head, "cop") is not None and head.dep_ != "ccomp"),
            "nobody_noun": float(token.dep_ in SUBJECTS and head.pos_ in {"NOUN", "PROPN"} and child(head, "cop") is not None
                                 and child(head, "case") is None and not is_body_word(head.lower_)),
            "nobody_weather": float(head.lemma_.lower() in {"rain", "snow", "hail", "pour", "drizzle", "freeze"}),
            "nobody_first": float(token.is_sent_start is True), "nobody_clause": float(any(c.dep_ in {"ccomp", "csubj", "xcomp"} and c.i > head.i for c in children(head))),
            "nobody_said": float(head.dep_ == "ccomp"), "nobody_aside": float(head.dep_ in {"acl:relcl", "advcl"}),
            "nobody_of": float(token.dep_ == "nmod" and token.head.dep_ in {"nsubj", "nsubj:pass"})}


def _ahead(walk: Walk, token: Token, gender: str, shut: set[int]) -> Referent | None:
    """Who is named after the pronoun in its own sentence: "Before he spoke, Keita ..."."""
    _, end = walk.page.bounds(token.idx)
    for i in range(token.i + 1, min(len(walk.doc), token.i + 60)):
        if walk.doc[i].idx >= end:
            break
        index = walk.people.at.get(i)
        if index is not None and walk.people.persons[index].gender in {None, gender}:
            referent = walk.persons.get(index) or named(walk, index, walk.doc[i])
            if id(referent) not in shut:
                return referent
    return None


def _near_subjects(walk: Walk, token: Token) -> dict[int, float]:
    """What is added for the subjects of the clauses around a pronoun: of its own for an owner, of those above for a subject."""
    found: dict[int, float] = {}
    worth = NEAR
    own = token.dep_ != "nmod:poss" and token.lower_ not in REFLEXIVE
    for verb in ancestors(token):
        if verb.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            continue
        subject = child(verb, *SUBJECTS)
        if subject is None or subject == token:
            continue
        if own and token.dep_ not in SUBJECTS and verb == token.head:
            continue
        referent = walk.found.get(subject.i)
        if referent is not None and subject.i < token.i:
            bonus = 3.0 if token.lower_ in REFLEXIVE and worth == NEAR else worth * SAID if _is_said(verb, token) else worth
            found[id(final(referent))] = max(found.get(id(final(referent)), 0.0), bonus)
            worth *= 0.5
    return found


def _is_said(verb: Token, token: Token) -> bool:
    """Is a pronoun the subject of what a verb of saying says: "Paris claims that she was kept"?"""
    return token.dep_ in SUBJECTS and token.head.dep_ == "ccomp" and token.head.head == verb and verb_lemma(verb) is not None


# ---------------------------------------------------------------- it, they
def _which(walk: Walk, token: Token, pair: Pair | None) -> Referent | None:
    """The body that "it" takes up; nobody where a thing is as likely meant, or nothing."""
    if _is_empty(token):
        return None
    near, shut = _near_subjects(walk, token), forbidden(walk, token, pair)
    acts, told = _acts(token), _is_said_by_one(walk, token)
    able: list[tuple[Referent, Features]] = []
    around = [r for r in recent(walk, REACH, "body", "thing") if id(r) not in shut and "many" not in r.called]
    taken = token.dep_ == "obj" and not acts and any(r.kind == "thing" and r.slot == "object" and walk.unit - r.seen[-1][0] <= 1 for r in around)
    for each in around:
        if taken and each.kind == "body" and each.slot == "subject":
            continue  # "published the report. Nobody has read it."
        features = of_presence(walk, token, pair, each, len(able), near.get(id(each), 0.0))
        _of_kind(features, token, each, acts, told)
        able.append((each, features))
    best, _ = ranking.choose("it", token, able, _nobody(token, pair) | {"nobody_acts": float(acts), "nobody_told": float(told)})
    plain = best is not None and best.kind == "body" and (best.name or not best.kinds & _PLACES)
    return best if plain else None


def _of_kind(features: Features, token: Token, each: Referent, acts: bool, told: bool) -> None:
    """Adds what the kind of a referent says for or against it, where a pronoun does one thing or another."""
    kind = "named" if each.kind == "body" and each.name else each.kind
    objective = token.dep_ in {"obj", "obl", "nmod"}
    features |= {kind: 1.0, f"{kind}_acts": float(acts), f"{kind}_told": float(told), f"{kind}_object": float(objective),
                 f"{kind}_crossing": float(objective and not acts and each.slot != "object"), f"{kind}_owner": float(token.dep_ == "nmod:poss"), f"{kind}_back0": features["back0"],
                 f"{kind}_subject_both": features["subject_both"], f"{kind}_object_both": float(objective and each.slot == "object"),
                 "state": float("state" in each.kinds), "many": float("many" in each.called),
                 "many_body": float(each.kind == "body" and bool(each.kinds & {"force", "union", "media", "agency"}))}


def _which_ones(walk: Walk, token: Token, pair: Pair | None) -> Referent | None:
    """The group or body that "they" takes up."""
    near, shut = _near_subjects(walk, token), forbidden(walk, token, pair)
    acts = _acts(token)
    able: list[tuple[Referent, Features]] = []
    for each in recent(walk, REACH, "group", "body", "thing"):
        if id(each) in shut or (each.kind == "thing" and "many" not in each.called):
            continue
        features = of_presence(walk, token, pair, each, len(able), near.get(id(each), 0.0))
        _of_kind(features, token, each, acts, False)
        features["joined"] = float("joined" in each.called)
        able.append((each, features))
    best, _ = ranking.choose("they", token, able, _nobody(token, pair) | {"nobody_acts": float(acts)})
    return best if best is not None and "joined" not in best.called else None


#: Kinds of bodies that are places too: without a name they are not the ones that act.
_PLACES = frozenset({"school", "hospital", "church"})


def _is_said_by_one(walk: Walk, token: Token) -> bool:
    """Is it one person who says what the pronoun stands in: "Guerin said it was the third case"?"""
    if token.dep_ not in SUBJECTS or token.head.dep_ != "ccomp":
        return False
    subject = child(token.head.head, *SUBJECTS)
    return subject is not None and subject.i in walk.found and final(walk.found[subject.i]).kind == "person"


#: Verbs whose object is mostly somebody, or a body.
_DONE_TO_BODIES = frozenset("join leave quit found lead head command represent accuse blame condemn criticise criticize thank urge ask tell "
                            "back support oppose fight defeat disband ban outlaw sue fine arm fund sanction lobby warn".split())


def _acts(token: Token) -> bool:
    """Is a pronoun the subject of a verb of saying, of what somebody says of themselves, or the object of what is done to bodies?"""
    verb = token.head
    if token.dep_ == "obj":
        return verb.lemma_.lower() in _DONE_TO_BODIES
    if token.dep_ not in {"nsubj", "nsubj:pass"}:
        return False
    return verb_lemma(verb) is not None or (verb.dep_ == "ccomp" and verb_lemma(verb.head) is not None)


#: What nobody in particular does: "it is not known what for".
_HELD_BY_ALL = frozenset("know believe think hope understand expect fear assume".split())


def _is_empty(token: Token) -> bool:
    """“It is not known whether", "it rained", "it remains unclear who": nobody is meant."""
    if token.dep_ == "expl":
        return True
    head = token.head
    if token.dep_ not in {"nsubj", "nsubj:pass"}:
        return False
    if token.dep_ == "nsubj:pass" and head.lemma_.lower() in _HELD_BY_ALL:
        return True
    clauses = {c.dep_ for c in children(head) if c.i > head.i}
    if clauses & {"csubj", "csubj:pass"}:
        return True
    passive = token.dep_ == "nsubj:pass" or head.pos_ in {"ADJ", "NOUN"} or head.lemma_ in {"seem", "appear", "remain", "emerge", "turn"}
    return passive and "ccomp" in clauses


# ---------------------------------------------------------------- i, we
def _speaker(walk: Walk, pair: Pair | None, many: bool) -> Referent | None:
    """Whom "I" or "we" stands for: the speaker of the quotation, or the body for which the speaker speaks."""
    if pair is None:
        return _issuer(walk) if many else None
    referent = referent_of(walk, speaker_token(walk, pair))
    if referent is None or not many:
        return referent
    referent = final(referent)
    return referent if referent.kind in {"body", "group"} else spoken_for(walk, referent)


def _issuer(walk: Walk) -> Referent | None:
    """The body that a document is of, where it says "we" outside of quotations: the subject of its first sentence."""
    first = list(islice(walk.bodies.values(), 5))
    subject = next((b for b in first if 0 <= b.since <= 2 and slot_of(walk.doc[b.head]) == "subject"), None)
    headed = next((b for b in first if b.since == 0 and "state" not in b.kinds and _is_heading(walk.doc[b.head])), None)
    return headed or subject


def _is_heading(token: Token) -> bool:
    """Does a word stand in a sentence without a verb: "From the Joint Staff to the people"?"""
    return all(t.pos_ != "VERB" for t in sentence_of(token))
