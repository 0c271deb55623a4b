"""Whom a noun takes up: "the minister", "the 43-year-old", "the firm", "the rebels"; else it introduces somebody."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from recension.claims.bodynames import declared
from recension.claims.cast import affiliations, bodies_called, role_forms
from recension.claims.genders import genders
from recension.claims.lexicon import group_classes, people_of, role_classes, singular
from recension.claims.names import fold
from recension.claims.phrases import entity_at, phrase
from recension.claims.referents import (
    FAR,
    REACH,
    Referent,
    Walk,
    forbidden,
    is_role_word,
    lately,
    mention,
    names_whom,
    recent,
    salience,
    settle,
)
from recension.claims.rolewords import (
    fit,
    is_body_word,
    is_deed,
    is_listed,
    is_office,
    is_post,
    kinds_of_body,
    kinds_of_word,
)
from recension.claims.tree import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from recension.claims.marks import Pair


#: Words that make a phrase definite, and those that make it new.
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset({"a", "an", "any", "every", "each", "no", "another", "some", "one", "several", "many"})
#: Words that show that a person spoken of before is described again.
_AGAIN = frozenset("former ex retired veteran outgoing incoming suspended ousted late old young elderly ailing embattled jailed disgraced "
                   "exiled self-styled interested said same onetime then wounded injured arrested".split())
_TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
                   "october november december day week month year hour minute time night morning evening afternoon today yesterday".split())
_AGE = re.compile(r"\b[Tt]he (?:\w+-){1,3}year-old$")


def meet_noun(walk: Walk, token: Token, pair: Pair | None) -> None:
    """A noun outside of names: a role, a body, a group, a thing."""
    aged = _is_age(walk, token)
    nominal = token.pos_ == "ADJ" and is_role_word(walk, token) and child(token, "det") is not None
    if token.pos_ not in {"NOUN", "PROPN"} and not aged and not nominal:
        return
    named = names_whom(walk, token)
    if named is not None:
        walk.found[token.i] = named
        return
    if token.dep_ in {"compound", "flat", "nmod:desc", "amod"} and token.head.i > token.i and not token.text.endswith("s"):
        return
    many = token.pos_ == "ADJ" or token.tag_ in {"NNS", "NNPS"} or (people_of(token.text) is not None and token.text.endswith("s"))
    if aged:
        _meet_age(walk, token, pair)
    elif not many and is_role_word(walk, token):
        _meet_role(walk, token, pair)
    elif not many and is_body_word(token.lower_) and not _is_unit_noun(token):
        _meet_body_noun(walk, token, pair)
    elif many and _is_people(token):
        _meet_group(walk, token, pair)
    elif token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "ROOT"} and entity_at(token) is None and not _is_time(token):
        mention(walk, token, Referent("thing", token.i, called=frozenset({"many"} if many else ())), pair)


def _is_people(token: Token) -> bool:
    return bool(role_classes(token.lower_) or group_classes(token.lower_) or people_of(token.text))


def _is_unit_noun(token: Token) -> bool:
    return "partitive" in group_classes(token.lower_) and any(c.dep_ == "nmod" for c in token.children)


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in _TIMES or token.dep_ == "obl:unmarked"


def is_new(token: Token) -> bool:
    """Is a phrase indefinite, or counted?"""
    return any(c.lower_ in _NEW or c.dep_ == "nummod" for c in token.children)


def _is_definite(token: Token) -> bool:
    if any(c.lower_ in _DEFINITE and c.dep_ == "det" for c in token.children):
        return True
    return bool(token.i > 0 and token.doc[token.i - 1].lower_ == "the")


def _told(token: Token) -> set[str]:
    """The words before a noun that say more of it."""
    start, _ = phrase(token)
    return {t.lower_ for t in token.doc[start:token.i] if t.is_alpha and t.lower_ not in _DEFINITE}


# ---------------------------------------------------------------- roles
def _meet_role(walk: Walk, token: Token, pair: Pair | None) -> None:
    """The person that "the minister" takes up: who was introduced so; else somebody new, who may be named later."""
    owned = any(c.dep_ == "nmod:poss" for c in token.children)
    definite = _is_definite(token) or owned or token.text[:1].isupper()
    referent = None if is_new(token) or not definite else _who_is(walk, token, pair)
    if referent is not None:
        _learn(walk, token, referent)
        settle(walk, token, referent, pair)
        return
    start, end = phrase(token)
    new = Referent("person", token.i, gender=genders().get(token.lower_), roles=role_forms(token), words=_told(token),
                   of=affiliations(walk.doc, start, end), owners=[c.i for c in children(token, "nmod:poss", "nmod", "compound")])
    mention(walk, token, new, pair)


def _learn(walk: Walk, token: Token, referent: Referent) -> None:
    """A description adds to what is known of a person."""
    if not any(c.dep_ == "nmod:poss" for c in token.children):
        referent.told_at = walk.unit, singular(token.lower_)
    referent.roles |= role_forms(token)
    referent.words |= _told(token)
    if referent.gender is None:
        referent.gender = genders().get(token.lower_)


def _who_is(walk: Walk, token: Token, pair: Pair | None) -> Referent | None:
    """The person that a definite description takes up, by role first, by salience among equals."""
    word, told = singular(token.lower_), _told(token)
    forms = role_forms(token) or {word}
    start, end = phrase(token)
    wanted = affiliations(walk.doc, start, end)
    gender = genders().get(word)
    shut = forbidden(walk, token, pair)
    least = 3.0 if _is_told_apart(token) else 0.0
    named = {t.lower_ for c in children(token, "nmod") for t in islice(c.subtree, 8) if t.pos_ == "PROPN"}
    best: tuple[float, Referent] | None = None
    for each in recent(walk, FAR, "person"):
        if id(each) in shut or (gender and each.gender not in {None, gender}):
            continue
        score = _fitness(each, forms, told, wanted)
        if named and not named & each.words:
            score -= min(1.0, score)  # "the mayor of Tumaco" is no mayor of elsewhere
        if score <= least:
            continue
        if score < 1.0 and walk.unit - each.told_at[0] <= 1 and each.told_at[1] != word:
            score *= 0.3  # two descriptions in a row are of two persons
        score += min(0.9, 0.5 * (salience(walk, each) if score >= 1.0 else lately(walk, each)))
        if best is None or score > best[0]:
            best = score, each
    return best[1] if best is not None else None


def _is_told_apart(token: Token) -> bool:
    """Does a clause without a comma say which one is meant: "the policeman who guarded her"?"""
    clause = child(token, "acl:relcl", "acl")
    edge = clause.left_edge if clause is not None else None
    return edge is not None and edge.i == token.i + 1 and not edge.is_punct and edge.lower_ != "of"


def _fitness(each: Referent, forms: set[str], told: set[str], wanted: set[str]) -> float:
    """How well a description fits a person; 0: it does not."""
    if wanted and each.of and not wanted & each.of:
        return 0.0
    ours = 0.0 if not wanted else 1.5 if wanted & each.of else -0.5
    forms = forms | {form.split()[-1] for form in forms if not (is_listed(form) and is_post(form))}
    known = max((fit(form, role) for role in each.roles for form in forms), default=0.0)
    if known:
        shared = len(told & (each.words | each.roles))
        strange = len(told - each.words - each.roles - _AGAIN)
        return known + 0.6 * shared - 0.3 * strange + ours
    if each.name is None:
        return 0.0
    if (told & each.words) - _AGAIN:
        return 0.9
    again = bool(told & _AGAIN) or any(form.startswith("ex-") for form in forms) or bool(wanted)
    if again:
        return 0.3 + (0.3 if not each.roles else 0.0) + (0.5 if ours > 0 else 0.0)
    offices = any(is_office(form) for form in forms) and any(is_office(role) for role in each.roles)
    if any(is_post(role) for role in each.roles) or any(is_deed(form) for form in forms):
        return 0.0  # "the gunman", "the victim" is no minister, and nobody of whom only the name is known
    return 0.3 + (0.4 if offices else 0.0) + (0.3 if not each.roles else 0.0)


def _is_age(walk: Walk, token: Token) -> bool:
    """“The 43-year-old" as a whole phrase?"""
    if token.lower_ not in {"old", "year-old"} and not token.lower_.endswith("-year-old"):
        return False
    stop = token.idx + len(token)
    follows = token.i + 1 < len(walk.doc) and walk.doc[token.i + 1].pos_ in {"NOUN", "PROPN", "ADJ"}
    return not follows and _AGE.search(walk.page.text, max(0, stop - 40), stop) is not None


def _meet_age(walk: Walk, token: Token, pair: Pair | None) -> None:
    """“The 43-year-old": whoever of those with a name was spoken of last."""
    shut = forbidden(walk, token, pair)
    named = [each for each in recent(walk, REACH, "person") if each.name is not None and id(each) not in shut]
    referent = _who_is(walk, token, pair) or max(named, key=lambda each: salience(walk, each), default=None)
    if referent is not None:
        settle(walk, token, referent, pair)
        for i in range(max(0, token.i - 6), token.i):
            if walk.doc[i].lower_ in {"year", "-", "old"}:
                walk.taken[i] = referent


# ---------------------------------------------------------------- bodies and groups
def _meet_body_noun(walk: Walk, token: Token, pair: Pair | None) -> None:
    """“The group", "the firm": the body of that kind; else a group of its own."""
    if token.i in declared(walk.doc).hosts or token.i + 1 in walk.people.body_at or any(c.i in walk.people.body_at for c in children(token, "flat", "appos")):
        return  # "the EU agency Frontex": the name speaks for it
    host = walk.found.get(token.head.i) if token.dep_ in {"appos", "conj"} and is_new(token) and token.head.i < token.i else None
    if host is not None and host.kind == "body" and host.name:
        walk.found[token.i] = host  # "the Volunteers, a village militia"
        return
    definite = _is_definite(token) or any(c.dep_ == "nmod:poss" for c in token.children) or token.text[:1].isupper()
    referent = None if is_new(token) or not definite else _body_called(walk, token)
    if referent is not None:
        settle(walk, token, referent, pair)
        return
    key = token.lemma_.lower()
    referent = walk.nouns.get(key)
    if referent is None or is_new(token):
        referent = walk.nouns[key] = Referent("body", token.i, roles={singular(token.lower_)}, kinds=kinds_of_word(token.lower_))
    mention(walk, token, referent, pair)


def _body_called(walk: Walk, token: Token) -> Referent | None:
    """The body that a definite noun takes up: one that is called so, then one of its kind, the most salient of them."""
    word = token.lower_
    if word in {"side", "country", "nation", "people", "family", "couple", "pair"}:
        return None
    kinds = kinds_of_word(word)
    told = _told(token)
    best: tuple[float, Referent] | None = None
    for each in recent(walk, FAR, "body"):
        if each.name is None:
            if singular(word) in each.roles and not told:
                score = 1.5 + min(0.95, 0.5 * salience(walk, each))
                best = max(best or (score, each), (score, each), key=lambda b: b[0])
            continue
        words = set(fold(each.name).split())
        if word in each.called or word in words or word in each.words:
            score = 2.0
        elif kinds & each.kinds:
            score = 1.0
        elif (not each.kinds and kinds & _OPEN) or ("party" in kinds and not each.kinds & _NO_PARTY):
            score = 0.5
        else:
            continue
        strange = {w for w in told if w not in words and w not in each.words and not kinds_of_word(w)} - _AGAIN
        if strange and score < 2.0:
            continue
        if strange:
            score -= 1.5
        score += min(0.95, 0.5 * salience(walk, each))
        if best is None or score > best[0]:
            best = score, each
    if best is not None and best[0] >= 1.0:
        return best[1]
    return _body_to_come(walk, token, told) or (best[1] if best is not None else None)


#: Kinds of bodies that a name need not tell: "the firm", "the group" may be any name, "the army" may not.
_OPEN = frozenset({"company", "party", "charity", "union", "agency", "international"})
#: Kinds of bodies that no report calls a party or a movement.
_NO_PARTY = frozenset({"state", "court", "parliament", "agency", "school", "hospital", "media", "company", "mission"})


def _body_to_come(walk: Walk, token: Token, told: set[str]) -> Referent | None:
    """The only body of the report that may be called so, where it is only named later."""
    names = bodies_called(walk.doc).get(token.lower_, {}) if not told else {}
    if len(names) != 1:
        return None
    ((name, at),) = names.items()
    if name not in walk.bodies:
        called = walk.people.bodies[at][2]
        walk.bodies[name] = Referent("body", token.i, name, called=called, kinds=kinds_of_body(name, called))
    return walk.bodies[name]


def _meet_group(walk: Walk, token: Token, pair: Pair | None) -> None:
    """Several people: the group of that name, or a new one; "the doctors" may be their union."""
    key = token.lemma_.lower()
    definite = _is_definite(token) and not is_new(token)
    referent = walk.nouns.get(key) if not is_new(token) else None
    if definite and referent is None:
        union = _body_of_members(walk, token)
        if union is not None:
            settle(walk, token, union, pair)
            return
    if referent is None:
        referent = walk.nouns[key] = Referent("group", token.i, roles={singular(token.lower_)})
    mention(walk, token, referent, pair)


def _body_of_members(walk: Walk, token: Token) -> Referent | None:
    """The body whose name tells its members ("the doctors": their union), or whose kind does ("the peacekeepers": a mission)."""
    bodies = [b for b in recent(walk, FAR, "body") if b.name]
    word, kinds = fold(token.text), kinds_of_word(token.lower_)
    called = [b for b in bodies if word in fold(b.name or "").split()]
    if not called and kinds and not _told(token):
        called = [b for b in bodies if kinds & b.kinds]
    return max(called, key=lambda b: salience(walk, b), default=None)
