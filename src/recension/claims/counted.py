"""What a number counts: its noun and the token that holds its place in the clause, or the unit that measures it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.countwords import lemma_of
from recension.claims.doc import report_of
from recension.claims.lexicon import people_of, singular
from recension.claims.numbers import Number
from recension.claims.numbers import lexicon as number_words
from recension.claims.shares import percentage
from recension.claims.tree import SUBJECTS, child, children, sentence_of
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan


def head_of(span: DocSpan) -> Token:
    """The token of a number that hangs on what it counts: in "half a million people" it is "million"."""
    inside = {t.i for t in span}
    return next((t for t in reversed(list(span)) if t.dep_ == "nummod" and t.head.i not in inside), span.root)


def counted_by(head: Token, span: DocSpan) -> tuple[Token | None, Token]:
    """The noun that a number counts (None for a bare number) and the token that holds its role in the clause.

    "30 NATO soldiers" gives soldiers twice; "dozens of people" people and dozens; "arrested five" None and five.
    What the parse hangs a number on must stand in one phrase with it, else the noun that follows it is taken.
    """
    noun = _numbered(head, span) or following(span)
    if noun is not None:
        of = of_phrase(noun)
        if of is not None and lemma_of(noun) in number_words()["scales"]:
            return of, noun
        return last_noun(noun), noun
    of = of_phrase(head) or next_of(head)
    if of is None or of.i < head.i or of.pos_ == "PRON":
        return None, head
    # "four of their children" is four of a group named elsewhere; "dozens of their children" dozens of children.
    definite = any(c.dep_ in {"det", "nmod:poss"} and c.lower_ in {"the", "those", "these", "its", "their"} for c in children(of))
    return (None if definite and head.pos_ != "NOUN" else of), head


_NUMBER_DEPS = frozenset({"nummod", "det", "advmod", "amod", "compound", "nmod:unmarked", "nmod"})
_COUNTED_POS = frozenset({"NOUN", "PROPN", "ADJ", "SYM", "PRON"})


def _numbered(head: Token, span: DocSpan) -> Token | None:
    """The noun that the parse hangs a number on, at the right end of its compound."""
    noun = head.head
    if head.dep_ == "conj" and head.pos_ == "NUM" and noun.dep_ == "nummod":
        noun = noun.head
    elif head.dep_ not in _NUMBER_DEPS or noun.pos_ not in _COUNTED_POS or (head.dep_ != "nummod" and child(head, "case")):
        return None
    if noun.i <= head.i:
        return None
    for _ in range(6):
        if noun.dep_ not in {"compound", "amod", "nummod", "flat", "nmod:unmarked"} or noun.head.i <= noun.i or noun.head.pos_ not in {"NOUN", "PROPN"} or not is_flat(noun, noun.head):
            break
        noun = noun.head
    return noun if is_flat(span[-1], noun) else None


def following(span: DocSpan) -> Token | None:
    """The plural noun that ends the words just behind a number: "2,500 police officers", "20 and 30 people"."""
    doc, found = span.doc, None
    for token in doc[span.end:min(span.end + 6, sentence_of(span[-1]).end)]:
        if token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"people", "police"}:
            found = token
        elif token.pos_ not in {"ADJ", "NOUN", "PROPN"} or found is not None:
            break
    return found


def last_noun(noun: Token) -> Token:
    """The noun that ends a compound, where the parse made its first part the head: "30 MINUSCA peacekeepers"."""
    for _ in range(3):
        if noun.i + 1 >= sentence_of(noun).end:
            return noun
        after = noun.nbor(1)
        hangs = after.head == noun and after.dep_ in {"nmod", "compound", "appos", "flat", "dep"}
        named = noun.text.isupper() and len(noun) > 1 and after.tag_ == "NNS"
        if after.pos_ != "NOUN" or not (hangs or named) or child(after, "case") is not None:
            return noun
        noun = after
    return noun


def is_flat(left: Token, right: Token) -> bool:
    """Nothing but words of one noun phrase between two tokens."""
    doc = left.doc
    return all(t.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "VERB", "ADV", "PART"} and t.text not in {",", ";"} for t in doc[left.i:right.i])


def of_phrase(token: Token) -> Token | None:
    """What follows "of" under a noun."""
    for each in children(token, "nmod", "obl"):
        case = child(each, "case")
        if case is not None and case.lower_ == "of" and case.i > token.i:
            return each
    return None


_CLOSING = frozenset("'\"”’")


def next_of(token: Token) -> Token | None:
    """The noun behind an "of" that stands just after a token, whatever the parse made of it: "four of their children"."""
    doc, at = token.doc, token.i + 1
    if at < sentence_of(token).end and doc[at].text in _CLOSING and doc[at].dep_ == "punct":
        at += 1  # "'hundreds' of fighters"
    if at + 1 >= sentence_of(token).end or doc[at].lower_ != "of":
        return None
    return next((t for t in doc[at + 1:min(at + 5, sentence_of(token).end)] if (t.pos_ in {"NOUN", "PRON"} or t.tag_ == "NNPS" or (t.tag_ == "NNP" and people_of(t.text))) and t.dep_ not in {"compound", "nmod:poss"}), None)


# ---------------------------------------------------------------- measures: money, distance, percent
_UNIT = re.compile(r"[\s-]*((?:square |cubic |nautical )?[a-zA-Z²%]+)")
#: Money that a country names, of three words or two: "New Zealand dollars", "Australian dollars".
_NATIONAL = (re.compile(r"[\s-]{0,3}([A-Za-z]+\s[A-Za-z]+\s[a-z]+)\b"), re.compile(r"[\s-]{0,3}([A-Za-z]+\s[a-z]+)\b"))
#: Units that a hyphen joins: "586 lb-ft".
_TORQUE = re.compile(r"\s?(?:lb-ft|pound-feet)\b", re.IGNORECASE)
_SPEED = re.compile(r"\s*(?:km/h|kmh|kph|kilomet(?:re|er)s\s+(?:per|an)\s+hour)\b")
_DEGREE = re.compile(r"\s*(?:degrees?\s+|°\s?)(?P<scale>celsius|centigrade|fahrenheit|c|f)\b", re.IGNORECASE)


def measured_as(doc: Doc, number: Number, head: Token, counted: Token | None) -> tuple[Indicator, str, Token | None] | None:
    """Money, distances, shares and other measures, by the unit on the number or just after it."""
    words = number_words()
    right = report_of(doc).text[number.core[1]:number.core[1] + 40]
    follows = _UNIT.match(right)
    unit = number.unit
    word = follows.group(1).lower() if follows else ""
    if unit == "percent" or word in {"percent", "pct", "percentage"}:
        return percentage(doc, number, head)
    for named in _NATIONAL:
        national = named.match(right)
        if national is not None and (code := words["national"].get(singular(national.group(1).lower()))) is not None:
            return "money", code, None
    if _SPEED.match(right):
        return "other", "km/h", None
    if _TORQUE.match(right):
        return "other", "pound-foot", None
    degree = _DEGREE.match(right)
    if degree is not None:
        return "other", "degree Fahrenheit" if degree["scale"].lower().startswith("f") else "degree Celsius", None
    if unit is not None and (unit == "money" or unit in words["currency"].values()):
        return "money", unit, None
    if unit == "m":
        return "distance", "m", None
    if number.joined:
        return None
    if word.startswith(("square ", "cubic ")):
        return "other", word, None
    if word in words["currency"] and len(word) > 2:
        return "money", words["currency"][word], None
    if word in words["distance"] and not (counted is not None and counted.lower_ != word and counted.dep_ not in SUBJECTS and word == "foot"):
        return "distance", words["distance"][word], None
    if word in words["measures"]:
        return "other", words["measures"][word], None
    # "5 billion Nigerian naira"
    if counted is not None and counted.lower_ in words["currency"] and len(counted.lower_) > 3:
        return "money", words["currency"][counted.lower_], None
    return None
