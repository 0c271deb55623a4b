"""What is asked, promised, threatened or moved, in the report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.doc import mention, report_of, span_of
from recension.claims.eventparties import is_party
from recension.claims.eventslots import case_of, object_of
from recension.claims.eventwords import Sense, nouns
from recension.claims.tree import SUBJECTS, child, children, conjuncts, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: No content is longer than this many characters.
MAX_CONTENT = 600


def contents(doc: Doc, token: Token, sense: Sense, words: list[Token]) -> list[Mention]:
    """What is asked, promised, threatened or moved, each coordinated part by itself."""
    seconds = {w.lower_ for w in words[1:]}
    if "for" in seconds and (wanted := _wanted(doc, token)) is not None:
        return [wanted]
    heads = [c for c in children(token) if (c.dep_ in {"ccomp", "xcomp"} or _second(c)) and c.i > token.i]
    heads += [
        c
        for c in children(token)
        if c.dep_ == "advcl" and c.i > token.i and case_of(c) in {"to", "of", "for", "from", "over", "that"}
    ]
    if sense.type in {"MOBILIZE", "AID", "SANCTION", "CONCEDE"} or not heads:
        phrases = [
            c
            for c in children(token)
            if c.dep_ == "obl"
            and (case_of(c) in seconds | {"for"})
            and case_of(c) not in {"on", "upon", "in", "at", "by"}
        ]
        moved = sense.type not in {"REQUEST", "AGREE", "REJECT", "THREATEN", "ACCUSE"} and object_of(token) is not None
        if seconds and phrases and not moved:
            heads = phrases
        else:
            acted = object_of(token)
            if acted is not None and (sense.type != "REQUEST" or not is_party(doc, acted) or not phrases):
                heads = [acted, *(c for c in children(token, "conj") if c.pos_ == "NOUN" and c.i > acted.i)]
            else:
                heads = phrases or heads
    if (
        sense.type in {"THREATEN", "REQUEST", "AGREE", "ACCUSE"}
        and heads
        and heads[0] == object_of(token)
        and is_party(doc, heads[0])
    ):
        told = _that_clause(doc, token)
        heads = []
        if told is not None:
            return [told]
    return [m for head in heads[:3] for m in parts(doc, head)]


def _second(clause: Token) -> bool:
    """As in "demanded that they stop and that they leave", whatever the second clause hangs on."""
    return clause.dep_ == "conj" and any(t.lower_ == "that" for t in children(clause, "mark"))


def _wanted(doc: Doc, token: Token) -> Mention | None:
    """A thing called for and what it is to do: "called for decisive steps to quell the unrest"."""
    thing = next((c for c in children(token, "obl") if case_of(c) == "for" and c.i > token.i), None)
    clause = next((c for c in children(token, "advcl", "xcomp") if case_of(c) == "to" and c.i > token.i), None)
    if thing is None or clause is None or not thing.i < clause.left_edge.i <= thing.right_edge.i + 3:
        return None
    first = next((t for t in thing.subtree if t.dep_ != "case" and not t.is_punct), thing)
    last = clause.right_edge
    return _unquoted(doc, first.idx, min(last.idx + len(last), first.idx + MAX_CONTENT))


def _that_clause(doc: Doc, token: Token) -> Mention | None:
    """What stands after "that", where the parse saw no clause."""
    for near in list(doc[token.i + 1 : min(sentence_of(token).end, token.i + 12)]):
        if near.lower_ == "that" and near.tag_ in {"IN", "DT"}:
            last = sentence_of(token).end - 1
            while last > near.i and (doc[last].is_space or doc[last].is_punct):
                last -= 1
            if last > near.i:
                start = doc[near.i + 1].idx
                return _unquoted(doc, start, min(doc[last].idx + len(doc[last]), start + MAX_CONTENT))
    return None


def _unquoted(doc: Doc, start: int, end: int) -> Mention:
    """A stretch cut at a closing quote mark that it does not open: what follows is not what was said."""
    text = report_of(doc).text
    depth = 0
    for at in range(start, end):
        mark = text[at]
        if mark == "“":
            depth += 1
        elif mark == "”" or (mark == '"' and _closes(text, start, at)):
            depth -= 1
        if depth < 0 and at > start:
            end = at
            break
    stretch = span_of(doc, start, end)
    tail = stretch.text.rstrip(" ,;")
    return mention(doc, stretch.start, stretch.start + len(tail)) if tail else mention(doc, start, end)


def _closes(text: str, start: int, at: int) -> bool:
    """Does a straight quote mark close a quotation that began before `start`?"""
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if after.isalnum() or text[start:at].count('"') % 2:
        return False
    return not (before.isspace() and after.isspace()) or text[max(0, at - 2) : at].strip() in {",", "."}


def noun_contents(doc: Doc, noun: Token) -> list[Mention]:
    heads = [c for c in children(noun) if c.dep_ in {"acl", "ccomp"} and c.i > noun.i]
    heads = heads or [c for c in children(noun, "nmod") if case_of(c) in {"for", "of", "over"} and c.i > noun.i]
    return [m for head in heads[:2] for m in parts(doc, head)]


def parts(doc: Doc, head: Token) -> list[Mention]:
    """The stretches of a head and of what is coordinated with it, each without the others and without its mark."""
    if (
        head.pos_ in {"NOUN", "PROPN"}
        and len(conjuncts(head)) > 1
        and any(c.dep_ != "conj" for c in conjuncts(head)[1:])
    ):
        return []
    heads = [h for h in conjuncts(head) if h == head or child(h, *SUBJECTS) is None or h.pos_ == "VERB"][:6]
    heads += [
        c for x in children(head, "xcomp") for c in conjuncts(x)[1:] if case_of(c) == "to" and case_of(head) == "to"
    ][:3]
    if head.dep_ == "ROOT":
        heads = [head]
    found = []
    for each in heads:
        others = {t.i for other in heads if other != each and other.i > each.i for t in other.subtree}
        tokens = [t for t in each.subtree if t.i not in others and not t.is_space]
        while tokens and (
            tokens[0].is_punct
            or tokens[0].lower_ in {"that", "and", "but", "or", "as", "well"}
            or (tokens[0].dep_ == "case" and tokens[0].head == each)
        ):
            tokens.pop(0)
        asked = next((t for t in tokens[:12] if t.dep_ in {"nsubj", "obj"} and t.head == each and t.i < each.i), None)
        if asked is not None and case_of(each) == "to":
            tokens = [t for t in tokens if t.i > asked.i]  # "urged [them] to go"
        while tokens and (
            tokens[-1].is_punct or tokens[-1].dep_ == "cc" or (tokens[-1].lower_ in {"as", "well"} and len(heads) > 1)
        ):
            tokens.pop()
        if tokens:
            again = _said_again(each, tokens)
            for run in (tokens[:again], tokens[again:]) if again else (tokens,):
                while run and (run[-1].is_punct or run[-1].lower_ in {"as", "well", "and", "the", "a"}):
                    run = run[:-1]
                if run:
                    start = run[0].idx
                    end = min(run[-1].idx + len(run[-1]), start + MAX_CONTENT)
                    found.append(_unquoted(doc, start, end))
    return found


def _said_again(head: Token, tokens: list[Token]) -> int:
    """Where a content begins anew, however it was parsed: with its own word ("the removal of …, as well as the removal of …"),
    or with another act behind a comma ("the release of X, who was arrested on Friday, and the withdrawal of …"); 0 if nowhere.
    """
    if head.pos_ not in {"NOUN", "PROPN"}:
        return 0
    for at, token in enumerate(tokens):
        if token.i <= head.i or at <= 2:
            continue
        before = [t.lower_ for t in tokens[max(0, at - 3) : at]]
        if token.lemma_ == head.lemma_ and {"and", "as"} & set(before[-2:]):
            return at
        acts = token.lemma_.lower() in nouns() and head.lemma_.lower() in nouns()
        if acts and before[:2] == [",", "and"] and before[2] in {"the", "a", "an"} and any(case_of(c) == "of" for c in children(token, "nmod")):
            return at
    return 0


def clause_mentions(doc: Doc, verb: Token) -> list[Mention]:
    """The clause of a verb, its subject included, without a saying that is put beside it."""
    left = min([verb.i, *(c.left_edge.i for c in children(verb) if c.dep_ in {*SUBJECTS, "aux", "advmod", "aux:pass"})])
    rest = [
        c
        for c in children(verb)
        if c.dep_ in {"obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "compound:prt", "obl:agent", "advmod"}
        and c.i > verb.i
    ]
    right = max([verb.i, *(c.right_edge.i for c in rest)])
    start, end = verb.doc[left].idx, verb.doc[right].idx + len(verb.doc[right])
    return [_unquoted(doc, start, min(end, start + MAX_CONTENT))]
