"""Words in marks that nobody says: on signs and walls, words as words, words put for others, names that people have for things.

A banner is carried by people and a label is printed by somebody, but no report says that they spoke the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.cues import lexicon, speaker_of_verb
from recension.claims.marks import Pair
from recension.claims.surface import Page, lead_of, word_count
from recension.claims.tree import child

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What joins words that stand on one sign, or in one list.
_JOINS = frozenset({"", "and", "or", "and another", "and others", "and one"})
#: What stands between two words of which one is put for the other.
_SWAPS = frozenset({"to", "with", "by", "into", "instead of", "rather than", "not"})
#: Single words that people do say just so.
_ANSWERS = frozenset("yes no yeah nope sorry never always ok okay please thanks thank enough stop help hello goodbye amen maybe perhaps today now".split())
_SOMEBODY = frozenset({"somebody", "someone", "anybody", "anyone", "whoever", "vandals", "hand"})
_DISPLAYING = frozenset("read say declare proclaim write announce state warn urge demand ask".split())
#: Tokens before a pair among which the verb of its sign stands.
_NEAR = 4


def shown_pairs(page: Page) -> set[int]:
    """The openings of the pairs whose words nobody says."""
    found: set[int] = set()
    for n, pair in enumerate(page.pairs):
        before = page.pairs[n - 1] if n else None
        after = page.pairs[n + 1] if n + 1 < len(page.pairs) else None
        joined = before is not None and before.open in found and _between(page, before, pair) in _JOINS
        if joined or _is_swapped(page, pair, after) or _is_swapped(page, before, pair):
            found.add(pair.open)
            continue
        lead = lead_of(page, pair)
        if lead and (_on_sign(lead) or _as_word(page, pair, lead) or _is_byname(page, pair, lead)):
            found.add(pair.open)
    return found


def is_sign(token: Token | None) -> bool:
    """Is it a thing on which words stand, and nobody?"""
    return token is not None and token.pos_ == "NOUN" and token.lemma_.lower() in lexicon().signs


def _between(page: Page, one: Pair, other: Pair) -> str:
    gap = page.text[one.close : other.open]
    return gap.strip(" ,").lower() if len(gap) < 20 else "."


def _is_swapped(page: Page, one: Pair | None, other: Pair | None) -> bool:
    """`changing “war” to “operation”`: a few words each, of which one is put for the other."""
    if one is None or other is None or max(word_count(page, one), word_count(page, other)) > 4:
        return False
    return page.text[one.close : one.close + 1] == " " and _between(page, one, other) in _SWAPS


def _on_sign(lead: list[Token]) -> bool:
    """`banners reading “...”`, `a sign says: “...”`, `somebody had painted “...” on the gate`."""
    for token in reversed(lead[-_NEAR:]):
        if lexicon().forms.get(token.lower_, token.lemma_.lower()) not in _DISPLAYING or token.pos_ not in {"VERB", "AUX"}:
            continue
        nearest = next((t for t in reversed(lead) if t.i < token.i and t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        bearer = nearest if token.tag_ == "VBG" or token.dep_ in {"acl", "acl:relcl"} else child(token, "nsubj", "nsubj:pass")
        return is_sign(bearer or nearest)
    at = next((t for t in lead if t.lower_ in _SOMEBODY), None)
    wrote = at is not None and any(lexicon().forms.get(t.lower_, t.lemma_.lower()) in {"write", "paint", "scrawl", "spray", "daub", "carve"} for t in lead if t.i > at.i)
    return wrote and lead[-1].text == ":"


def _as_word(page: Page, pair: Pair, lead: list[Token]) -> bool:
    """`the word “peace” does not occur`, `when they say “guests” they mean soldiers`: a word as a word."""
    if word_count(page, pair) > 2 or page.text[pair.end - 1] in ".!?,":
        return False
    last = lead[-1]
    if last.lower_ == "word":
        return True
    word = page.text[pair.start : pair.end]
    said = word_count(page, pair) == 1 and last.tag_ in {"VBP", "VBZ"} and lexicon().forms.get(last.lower_) == "say"
    alone = page.text[pair.close : pair.close + 1] == " " and word[0].islower()
    return said and alone and word not in _ANSWERS


def _is_byname(page: Page, pair: Pair, lead: list[Token]) -> bool:
    """`Drivers call the road “the Widow”`: what many have for a name of a thing, in the present tense."""
    words = page.tokens(pair.start, pair.end)
    if not 1 < len(words) < 4 or words[0].lower_ != "the" or words[-1].pos_ not in {"NOUN", "PROPN"}:
        return False
    verb = next((t for t in reversed(lead[-8:]) if lexicon().forms.get(t.lower_) in {"call", "dub", "nickname"}), None)
    if verb is None or verb.tag_ != "VBP":
        return False
    who = speaker_of_verb(verb)
    return who is not None and who.tag_ in {"NNS", "NNPS", "PRP", "NN"} and who.ent_type_ == ""
