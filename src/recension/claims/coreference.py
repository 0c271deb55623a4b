"""Who is taken up: one walk through a report that ties pronouns, roles and words for bodies to whom they stand for.

Whoever is mentioned is a `Referent` with a salience: each mention adds to it by its place in the clause (subject before
object before the rest; Lappin and Leass 1994), and each sentence that passes halves it. A pronoun takes the most salient
referent that fits in gender, number and kind, save those that its place forbids (the subject of its own verb, the
speaker of the quotation around it); a role ("the minister") or a word for bodies ("the group") the one that was
introduced so, or so nearly so as the word lists say. What stands in quote marks is read after the words around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from recension.claims.bodynames import declared
from recension.claims.cast import cast
from recension.claims.descriptions import is_new, meet_noun
from recension.claims.doc import per_doc
from recension.claims.genders import gender_lean
from recension.claims.lexicon import country_of, singular
from recension.claims.names import fold, name_words
from recension.claims.phrases import is_locative
from recension.claims.pronouns import meet_pronoun
from recension.claims.referents import Referent, Walk, final, mention, named, slot_of
from recension.claims.rolewords import is_body_word, kinds_of_body, kinds_of_word
from recension.claims.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from recension.claims.marks import Pair


#: What a name's ending says of gender counts so many pronouns.
LEANS = 1.0
_DASHES = ("-", "–", "—")


@per_doc
def taken_up(doc: Doc) -> dict[int, Referent]:
    """Whom each pronoun, role and word for a body takes up, by its token; a token that is not there takes up nobody.

    The walk is made twice: what the pronouns of the first tell of persons whose name does not tell their gender is
    known from the start of the second.
    """
    walk = _walk(doc, {})
    if told := told_by(walk.votes):
        walk = _walk(doc, told)
    return {i: final(ref) for i, ref in walk.taken.items()}


def told_by(votes: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """The genders that the pronouns of a walk tell, with what the ending of the name leans to."""
    found = {}
    for name, said in votes.items():
        words = name_words(name)
        woman = said.get("f", 0.0) - said.get("m", 0.0) + (LEANS * gender_lean(words[0]) if words else 0.0)
        found[name] = "f" if woman > 0 else "m"
    return found


def _walk(doc: Doc, told: dict[str, str]) -> Walk:
    from recension.claims.sayings import heard

    page = heard(doc)
    walk = Walk(doc, cast(doc), page, told)
    stops = page.breaks
    for walk.unit, (start, end) in enumerate(pairwise(stops)):
        if page.text[start:end].rstrip().endswith(_DASHES):
            continue  # a dateline is where the report was written: it is nobody that acts
        tokens = page.tokens(start, end)
        pairs = [page.pair_at(t.idx) for t in tokens]
        for within in (False, True):
            read = 0
            for token, pair in zip(tokens, pairs, strict=True):
                if (pair is not None) is within and token.i >= read:
                    read = _meet(walk, token, pair)
    return walk


def _meet(walk: Walk, token: Token, pair: Pair | None) -> int:
    """Takes up one token; gives the token up to which it has read."""
    people = walk.people
    if token.i in people.spans:
        start, end = people.spans[token.i]
        if token.i == start:
            _meet_person(walk, start, end, pair)
        return end
    if token.i in people.body_at:
        end, at = people.body_at[token.i]
        _meet_body(walk, token.i, end, at, pair)
        return end
    if meet_pronoun(walk, token, pair):
        return int(token.i) + 1
    meet_noun(walk, token, pair)
    return int(token.i) + 1


# ---------------------------------------------------------------- names
def _meet_person(walk: Walk, start: int, end: int, pair: Pair | None) -> None:
    index = walk.people.at[start]
    root = walk.doc[start:end].root
    referent = walk.persons.get(index)
    if referent is None:
        referent = named(walk, index, root)
    for i in range(start, end):
        walk.found[i] = referent
    mention(walk, root, referent, pair)
    _join(walk, root, pair)


def _join(walk: Walk, root: Token, pair: Pair | None) -> None:
    """Names that "and" joins are several, whom "they" may take up: whom it then stands for has no one name."""
    if root.dep_ == "conj" and root.head.i in walk.found and final(walk.found[root.head.i]).kind in {"person", "body"}:
        first = walk.found[root.head.i]
        mention(walk, root.head, Referent("group", root.head.i, called=frozenset({"joined"})), pair)
        walk.found[root.head.i] = first


def _meet_body(walk: Walk, start: int, end: int, at: int, pair: Pair | None) -> None:
    _, name, called, alone = walk.people.bodies[at]
    root = walk.doc[start:end].root
    referent = walk.bodies.get(name)
    if referent is None:
        referent = walk.bodies[name] = Referent("body", root.i, name, called=called, kinds=kinds_of_body(name, called))
    referent.words |= _beside(start, end, root) | declared(walk.doc).words.get(fold(name), set())
    if referent.words:
        referent.kinds |= frozenset().union(*(kinds_of_word(w) for w in referent.words))
    for i in range(start, end):
        walk.found[i] = referent
    slot = slot_of(root) if alone else "modifier"
    if country_of(name) is not None and is_locative(root):
        slot = "place"
    mention(walk, root, referent, pair, slot)
    _join(walk, root, pair)


def _beside(start: int, end: int, root: Token) -> set[str]:
    """The nouns that describe a body where it is named: "budget airline Nordfly", "the Volunteers, a village militia"."""
    near = [c for c in children(root) if c.dep_ in {"appos", "nmod:desc", "compound", "conj"} and not start <= c.i < end]
    if root.dep_ in {"appos", "flat", "nmod:desc", "compound"} and root.head.i < start:
        near.append(root.head)
    return {singular(n.lower_) for n in near if n.text.islower() and is_body_word(n.lower_) and (n.dep_ != "conj" or is_new(n))}
