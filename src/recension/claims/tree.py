"""Questions to a dependency parse (Universal Dependencies), asked by several kinds of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: No walk up or down a parse goes farther than this: a parse of hostile text may be a chain of thousands.
MAX_STEPS = 60

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})


@per_doc
def _related(doc: Doc) -> list[list[tuple[str, Token]]]:
    """By token, the relations and tokens of its children: `Token.children` goes through the sentence at each call."""
    found: list[list[tuple[str, Token]]] = [[] for _ in range(len(doc))]
    for token in doc:
        if token.head != token:
            found[token.head.i].append((token.dep_, token))
    return found


@per_doc
def _sentences(doc: Doc) -> list[DocSpan]:
    return [sent for sent in doc.sents for _ in range(sent.start, sent.end)]


def sentence_of(token: Token) -> DocSpan:
    """The sentence of a token. `Token.sent` looks for its ends at each call; this finds all of a Doc once."""
    found = _sentences(token.doc)
    return found[token.i] if token.i < len(found) else token.doc[token.i : token.i + 1]


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token in order of the text, all or those with one of some relations."""
    found = _related(token.doc)[token.i]
    return [c for dep, c in found if dep in deps] if deps else [c for _, c in found]


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((c for dep, c in _related(token.doc)[token.i] if dep in deps), None)


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb, in lower case and as the tokeniser leaves them: "wo" of "won't"."""
    return {c.lower_ for c in children(verb, "aux")}


def topmost(words: Sequence[Token]) -> Token | None:
    """The first of some words that depends on none of the others: the head of a phrase."""
    return next((t for t in words if t.head == t or t.head not in words), None)


def conjuncts(token: Token) -> list[Token]:
    """A token and what is coordinated with it: "France, Italy and Germany" gives three."""
    found = [token]
    for each in found:
        if len(found) > MAX_STEPS:
            break
        found += [c for c in children(each) if c.dep_ == "conj" and c not in found]
    return found


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that a token is in, or the token."""
    for _ in range(MAX_STEPS):
        if token.dep_ != "conj" or token.head is token:
            break
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, a bounded number of them."""
    for _ in range(MAX_STEPS):
        if token.head == token:
            return
        token = token.head
        yield token


def is_passive(verb: Token) -> bool:
    """Is a verb passive: "was killed", "the men killed by", "were said to be"?"""
    if any(c.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"} for c in children(verb)):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}


def subject(verb: Token) -> Token | None:
    """The subject of a verb as it stands, or of the verb that it is coordinated with or controlled by.

    "Rebels entered the town and burned it": the subject of "burned" is "Rebels". "The army began to
    withdraw": the subject of "withdraw" is "army". A passive's subject is what was acted on: ask `is_passive`.
    """
    for _ in range(MAX_STEPS):
        own = child(verb, *SUBJECTS)
        if own is not None:
            return own
        if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
            if is_passive(verb) != is_passive(verb.head):
                return None
            verb = verb.head
        elif verb.dep_ == "xcomp":
            controller = child(verb.head, "obj", "iobj")
            if controller is not None:
                return controller
            verb = verb.head
        else:
            return None
    return None
