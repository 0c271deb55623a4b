"""Whom a noun takes up: "the minister", "the 43-year-old", "the firm", "the rebels"; else it introduces somebody."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import TYPE_CHECKING

from recension.claims import ranking
from recension.claims.bodynames import declared
from recension.claims.cast import affiliations, bodies_called, role_forms
from recension.claims.genders import genders
from recension.claims.lexicon import countries, country_of, group_classes, people_of, role_classes, singular
from recension.claims.names import fold
from recension.claims.phrases import entity_at, phrase
from recension.claims.ranking import Features, of_presence_briefly
from recension.claims.referents import (
    FAR,
    REACH,
    Referent,
    Walk,
    forbidden,
    is_role_word,
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
from recension.claims.tree import SUBJECTS, child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from recension.claims.marks import Pair


#: Words that make a phrase definite, and those that make it new.
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset({"a", "an", "any", "every", "each", "no", "another", "some", "one", "several", "many"})
#: Words that show that a person spoken of before is described again.
_AGAIN = frozenset("former ex retired veteran outgoing incoming suspended ousted late old young elderly ailing embattled jailed disgraced "
                   "exiled self-styled interested said same onetime then wounded injured arrested".split())
_DEPUTIES = frozenset({"deputy", "vice", "assistant"})
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
        if token.pos_ == "NOUN" and token.dep_ in {"appos", "nsubj"}:
            walk.taken[token.i] = named
        return
    if token.dep_ in {"compound", "flat", "nmod:desc", "amod"} and token.head.i > token.i and not token.text.endswith("s"):
        return
    many = token.pos_ == "ADJ" or token.tag_ in {"NNS", "NNPS"} or (people_of(token.text) is not None and token.text.endswith("s"))
    if aged:
        _meet_age(walk, token, pair)
    elif not many and is_role_word(walk, token) and not _is_plainly_body(walk, token, pair):
        _meet_role(walk, token, pair)
    elif not many and is_body_word(token.lower_) and not _is_unit_noun(token):
        _meet_body_noun(walk, token, pair)
    elif many and _is_people(token):
        _meet_group(walk, token, pair)
    elif token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "ROOT"} and entity_at(token) is None and not _is_time(token):
        mention(walk, token, Referent("thing", token.i, called=frozenset({"many"} if many else ())), pair)


def _is_plainly_body(walk: Walk, token: Token, pair: Pair | None) -> bool:
    """Does a word that may be of persons or of bodies ("the lender", "the regulator") take up a body of the report?"""
    if not kinds_of_word(token.lower_) or is_post(token.lower_) or is_new(token) or not _is_definite(token):
        return False
    return _body_called(walk, token, pair) is not None


def _is_people(token: Token) -> bool:
    return bool(role_classes(token.lower_) or group_classes(token.lower_) or people_of(token.text))


def _is_unit_noun(token: Token) -> bool:
    return "partitive" in group_classes(token.lower_) and any(c.dep_ == "nmod" for c in children(token))


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in _TIMES or token.dep_ == "obl:unmarked"


def is_new(token: Token) -> bool:
    """Is a phrase indefinite, or counted?"""
    return any(c.lower_ in _NEW or c.dep_ == "nummod" for c in children(token))


def _is_definite(token: Token) -> bool:
    if any(c.lower_ in _DEFINITE and c.dep_ == "det" for c in children(token)):
        return True
    return bool(token.i > 0 and token.doc[token.i - 1].lower_ == "the")


def _told(token: Token) -> set[str]:
    """The words before a noun that say more of it."""
    start, _ = phrase(token)
    return {t.lower_ for t in token.doc[start:token.i] if t.is_alpha and t.lower_ not in _DEFINITE}


# ---------------------------------------------------------------- roles
def _meet_role(walk: Walk, token: Token, pair: Pair | None) -> None:
    """The person that "the minister" takes up: who was introduced so; else somebody new, who may be named later."""
    owned = any(c.dep_ == "nmod:poss" for c in children(token))
    definite = _is_definite(token) or owned or (token.text[:1].isupper() and people_of(token.text) is None)  # "ethnic Kyrgyz"
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
    if not any(c.dep_ == "nmod:poss" for c in children(token)):
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
    named = {t.lower_ for c in children(token, "nmod") for t in islice(c.subtree, 8) if t.pos_ == "PROPN"}
    apart = _is_told_apart(token)
    able: list[tuple[Referent, Features]] = []
    for each in recent(walk, FAR, "person"):
        if id(each) in shut or (gender and each.gender not in {None, gender}) or (wanted and each.of and not wanted & each.of):
            continue
        fitting = _fitness(each, forms, told, wanted)
        if fitting.get("mis_never") or (apart and not fitting["fit3"]):
            continue
        features = of_presence_briefly(walk, each, len(able)) | fitting
        features["sure"] = float(gender is not None and each.gender == gender)
        features["elsewhere"] = float(bool(named) and not named & each.words)  # "the mayor of Tumaco" is no mayor of elsewhere
        two = walk.unit - each.told_at[0] <= 1 and each.told_at[1] != word
        features["told_two"] = float(two and features["misfit"] > 0)  # two descriptions in a row are of two persons
        able.append((each, features))
    return ranking.choose("role", token, able, _nobody(token, told, forms, pair))[0]


def _nobody(token: Token, told: set[str], forms: set[str], pair: Pair | None) -> Features:
    """What speaks for that a description is of nobody of whom the report spoke."""
    owned = any(c.dep_ == "nmod:poss" for c in children(token))
    return {"nobody": 1.0, "nobody_apart": float(_is_told_apart(token)), "nobody_owned": float(owned),
            "nobody_of": float(any(c.dep_ == "nmod" for c in children(token))), "nobody_told": min(len(told), 3) / 3,
            "nobody_again": float(bool(told & _AGAIN)), "nobody_deed": float(any(is_deed(form) for form in forms)),
            "nobody_post": float(any(is_post(form) for form in forms)), "nobody_quoted": float(pair is not None),
            "nobody_subject": float(token.dep_ in SUBJECTS), "nobody_object": float(token.dep_ == "obj"),
            "nobody_kin": float(any("kin" in role_classes(form) for form in forms)), "nobody_capital": float(token.text[:1].isupper()),
            "nobody_unlisted": float(not any(role_classes(form) or is_listed(form) for form in forms)),
            "nobody_modifier": float(token.dep_ not in {*SUBJECTS, "obj", "iobj", "obl", "nmod", "nmod:poss"})}


def _is_told_apart(token: Token) -> bool:
    """Does a clause without a comma say which one is meant: "the policeman who guarded her"?"""
    clause = child(token, "acl:relcl", "acl")
    edge = clause.left_edge if clause is not None else None
    return edge is not None and edge.i == token.i + 1 and not edge.is_punct and edge.lower_ != "of"


def _fitness(each: Referent, forms: set[str], told: set[str], wanted: set[str]) -> Features:
    """How a description fits a person. `mis_never`: "the mayor" is no governor, "the gunman" no minister."""
    again = bool(told & _AGAIN) or any(form.startswith("ex-") for form in forms) or bool(wanted)
    forms = forms | {form.split()[-1] for form in forms if not (is_listed(form) and is_post(form))}
    known = max((fit(form, role) for role in each.roles for form in forms), default=0.0)
    if known == 2.0 and _DEPUTIES & each.words and not _DEPUTIES & told:
        return {"mis_never": 1.0}  # "the president" is no deputy chairman
    told = told - _AGAIN
    mine = each.words | each.roles
    found = {"fit3": float(known >= 3.0), "fit2": float(known == 2.0), "fit1": float(known == 1.0), "fit08": float(known == 0.8),
             "misfit": float(known == 0.0), "shared": float(min(len(told & mine), 2)),
             "strange": float(min(len(told - mine), 2)) if known else 0.0,
             "ours": float(bool(wanted & each.of)), "not_ours": float(bool(wanted) and not wanted & each.of)}
    if known == 0.0:
        posts, deed = any(map(is_post, each.roles)), any(map(is_deed, forms))
        if each.name is None or (posts and (deed or any(map(is_post, forms))) and not again and not told & mine):
            return found | {"mis_never": 1.0}
        offices = any(map(is_office, forms)) and any(map(is_office, each.roles))
        found |= {"mis_shared": float(bool(told & mine)), "mis_offices": float(offices),
                  "mis_bare": float(not each.roles), "mis_post": float(posts), "mis_deed": float(deed), "mis_ours": found["ours"],
                  "mis_two_posts": float(posts and any(map(is_post, forms))), "mis_roles": float(bool(each.roles) and not posts)}
    return found


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
    host = _said_of_body(walk, token)
    if host is not None:  # "Delta Copper, the company that owns the mine"
        host.words.add(token.lower_)
        host.kinds |= kinds_of_word(token.lower_)
        walk.found[token.i] = host
        return
    definite = _is_definite(token) or any(c.dep_ == "nmod:poss" for c in children(token)) or token.text[:1].isupper()
    referent = None if is_new(token) or not definite else _body_called(walk, token, pair)
    if referent is not None:
        settle(walk, token, referent, pair)
        return
    key = token.lemma_.lower()
    referent = walk.nouns.get(key)
    if referent is None or is_new(token):
        referent = walk.nouns[key] = Referent("body", token.i, roles={singular(token.lower_)}, kinds=kinds_of_word(token.lower_))
    mention(walk, token, referent, pair)


def _said_of_body(walk: Walk, token: Token) -> Referent | None:
    """The named body that stands right before a noun, between commas."""
    doc, i = walk.doc, token.i - 1
    while i > 1 and token.i - i < 4 and doc[i].text != ",":
        i -= 1
    if doc[i].text != "," or i < 1 or doc[i + 1].lower_ not in {"the", "a", "an"}:
        return None
    host = walk.found.get(i - 1)
    return host if host is not None and host.kind == "body" and host.name and "state" not in host.kinds and token.dep_ == "appos" else None


def _body_called(walk: Walk, token: Token, pair: Pair | None) -> Referent | None:
    """The body that a definite noun takes up: one that is called so, then one of its kind, the most salient of them."""
    word = token.lower_
    if word in {"side", "people", "family", "couple", "pair"}:
        return None
    kinds = kinds_of_word(word)
    told, apart = _told(token), _is_told_apart(token)
    able: list[tuple[Referent, Features]] = []
    for each in recent(walk, FAR, "body"):
        words = set(fold(each.name or "").split())
        same = singular(word) in each.roles and each.name is None
        called = each.name is not None and (word in each.called or word in words or word in each.words)
        kind = bool(kinds & each.kinds)
        open_ = not each.kinds and bool(kinds & _OPEN)
        party = "party" in kinds and not each.kinds & _NO_PARTY
        if not (same or called or (each.name is not None and (kind or open_ or party))) or (same and told):
            continue
        strange = {w for w in told if w not in words and w not in each.words and not kinds_of_word(w)} - _AGAIN
        if ((strange or apart) and not called and not same) or (each.name is not None and _is_another(walk, token, each, words)):
            continue
        features = of_presence_briefly(walk, each, len(able))
        features |= {"same": float(same), "called": float(called), "kind": float(kind and not called),
                     "open": float(open_ and not called and not kind), "party": float(party and not called and not kind),
                     "strange": float(bool(strange)), "told_kind": float(bool(told) and not strange), "state": float("state" in each.kinds),
                     "beside": float(word in each.words), "narrow": float(kind and len(kinds) <= 2 and not called)}
        able.append((each, features))
    states = [each for each, _ in able if "state" in each.kinds]
    for each, features in able:
        if len(states) > 1 and "state" in each.kinds:  # in news of two states "the government" is mostly of the one that is told of most
            features["rival"] = 1.0
            features["rival_most"] = float(len(each.seen) == max(len(one.seen) for one in states))
            features["rival_first"] = float(each.since == min(one.since for one in states))
    nobody = {"nobody": 1.0, "nobody_rivals": float(len(states) > 1), "nobody_told": float(bool(told)), "nobody_state": float("state" in kinds), "nobody_open": float(bool(kinds & _OPEN)),
              "nobody_owned": float(any(c.dep_ == "nmod:poss" for c in children(token))),
              "nobody_of": float(any(c.dep_ == "nmod" for c in children(token))), "nobody_subject": float(token.dep_ in SUBJECTS),
              "nobody_place": float(token.dep_ in {"obl", "nmod"}), "nobody_capital": float(token.text[:1].isupper()),
              "nobody_force": float("force" in kinds), "nobody_quoted": float(pair is not None)}
    best, _ = ranking.choose("body", token, able, nobody)
    return best or _body_to_come(walk, token, told)


def _is_another(walk: Walk, token: Token, each: Referent, words: set[str]) -> bool:
    """Whether a noun's own words set it apart from a body with a name: "the defence ministry" is no health ministry, "Sudan's
    army" no Chadian one, "the command of the Border Service" no Air Force.
    """
    start, end = phrase(token)
    before = {fold(t.text) for t in walk.doc[start:token.i] if t.pos_ in {"NOUN", "PROPN"} and t.is_alpha}
    rest = words - {fold(token.lower_), fold(singular(token.lower_)), "of", "the", "and", "for"}
    if fold(token.lower_) in words and before and rest and not before & rest:
        return True
    mine, theirs = affiliations(walk.doc, start, end), _states_in(each.name or "")
    if theirs and mine and not mine & {*theirs, each.name}:
        return True
    told = [t for c in children(token, "nmod") for t in islice(c.subtree, 8) if t.pos_ == "PROPN" and t.text[:1].isupper()]
    return bool(told) and not any(fold(t.text) in words for t in told) and not mine & {*theirs, each.name}


@functools.lru_cache(maxsize=4096)
def _states_in(name: str) -> frozenset[str]:
    """The states that the words of a name tell: "Kyrgyz health ministry"."""
    found = set()
    for word in name.split():
        people, land = people_of(word), country_of(word)
        if people is not None and people.iso:
            found.add(countries()[people.iso].name)
        elif land is not None:
            found.add(land.name)
    return frozenset(found)


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
        referent = Referent("group", token.i, roles={singular(token.lower_)})
        if not (kinds_of_word(token.lower_) and any(_is_named_body(walk, c) for c in children(token, "nmod"))):
            walk.nouns[key] = referent  # "fighters of the Front": "the fighters" are then the Front
    mention(walk, token, referent, pair)


def _is_named_body(walk: Walk, token: Token) -> bool:
    span = walk.people.body_at.get(token.left_edge.i) or walk.people.body_at.get(token.i)
    return span is not None or any(t.i in walk.people.body_at for t in islice(token.subtree, 6))


def _body_of_members(walk: Walk, token: Token) -> Referent | None:
    """The body whose name tells its members ("the doctors": their union), or whose kind does ("the peacekeepers": a mission)."""
    bodies = [b for b in recent(walk, FAR, "body") if b.name]
    word, kinds = fold(token.text), kinds_of_word(token.lower_)
    called = [b for b in bodies if word in fold(b.name or "").split()]
    if not called and kinds and not _told(token) and singular(token.lower_) not in kinds:  # "the unions" are no members of one
        called = [b for b in bodies if kinds & b.kinds]
    return max(called, key=lambda b: salience(walk, b), default=None)
