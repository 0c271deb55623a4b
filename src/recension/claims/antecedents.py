"""Who a later word takes up: full names, "the minister", "the alliance", pronouns, "the protesters".

What a report introduces is its `cast`; who is taken up, its `coreference`. Here the claims ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.cast import Cast, cast, introduced
from recension.claims.coreference import taken_up
from recension.claims.doc import per_doc, report_of, sentences
from recension.claims.lexicon import group_classes, people_of, role_classes
from recension.claims.phrases import COUNTING, entity_at, phrase
from recension.claims.referents import Referent
from recension.claims.tree import children, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Cast", "cast", "described", "described_person", "fuller_group", "head_phrase", "introduced", "person_at", "pronoun_referent"]


# ---------------------------------------------------------------- persons
def person_at(doc: Doc, token: Token) -> Mention | None:
    """The name of the person that a token is, introduces or stands beside: "Secretary", "Guterres"."""
    people = cast(doc)
    span = people.spans.get(token.i) or introduced(people, token)
    if span is None:
        return None
    start, end = span
    person = people.persons[people.at[start]]
    last = doc[end - 1]
    stop = last.idx + len(last)
    return Mention(report_of(doc).text[doc[start].idx:stop], doc[start].idx, stop, person.name)


# ---------------------------------------------------------------- pronouns and descriptions
def pronoun_referent(doc: Doc, token: Token) -> str | None:
    """The fullest name, or else the phrase, of whom a pronoun stands for; None where none is plain."""
    referent = taken_up(doc).get(token.i)
    return _name(doc, referent, token) if referent is not None else None


def described(doc: Doc, token: Token) -> str | None:
    """The full name behind "the minister", "the NATO head", "the alliance"; None where it is not plain who is meant."""
    referent = taken_up(doc).get(token.i)
    return referent.name if referent is not None else None


def described_person(doc: Doc, token: Token) -> str | None:
    """The full name behind a description of one person, whatever the entities take its words for: "the Imam"."""
    referent = taken_up(doc).get(token.i)
    return referent.name if referent is not None and referent.kind == "person" and token.pos_ != "PRON" else None


def _name(doc: Doc, referent: Referent, token: Token) -> str | None:
    from recension.claims.actors import party

    if referent.name is not None:
        return referent.name
    one = party(doc, doc[referent.head]) if referent.head != token.i else None
    return (one.name or one.text) if one is not None else None


def fuller_group(doc: Doc, token: Token) -> str | None:
    """"The protesters": the fuller phrase named before, "Bolivian protesters", where there is only one such."""
    if any(c.dep_ in {"amod", "compound", "nmod:poss", "nmod", "acl", "acl:relcl"} for c in children(token)):
        return None
    if token.lower_ in {"government", "regime", "administration", "authorities"}:
        return None
    groups = _groups(doc).get(token.lemma_.lower(), [])
    before = {phrase_key: text for start, phrase_key, text in groups if start < token.idx}
    return next(iter(before.values())) if len(before) == 1 else None


@per_doc
def _groups(doc: Doc) -> dict[str, list[tuple[int, str, str]]]:
    """Phrases that say more of a group than its noun, by the noun's lemma: (char, key, text)."""
    from recension.claims.names import canonical

    found: dict[str, list[tuple[int, str, str]]] = {}
    for sent in sentences(doc):
        for token in sent:
            lemma = token.lemma_.lower()
            if token.pos_ != "NOUN" or not (role_classes(token.lower_) or group_classes(token.lower_)):
                continue
            told = [c for c in children(token) if c.dep_ in {"amod", "compound", "nmod:poss"} and c.i < token.i
                    and c.lower_ not in COUNTING and c.pos_ not in {"PRON", "NUM"}]
            if told and any(c.text[:1].isupper() for c in told):
                start, end = phrase(token)
                if any(t.pos_ in {"PRON", "VERB"} for t in doc[start:end]):
                    continue
                text = doc[start:end].text
                found.setdefault(lemma, []).append((token.idx, canonical(text), text))
    return found


# ---------------------------------------------------------------- names of things
def head_phrase(token: Token) -> tuple[int, int]:
    """The tokens of the proper name that a token is part of: its entity, else itself with its capitalised parts."""
    entity = entity_at(token)
    if entity is not None and entity.label_ != "PERSON":
        return entity.start, entity.end
    start, end = token.i, token.i + 1
    if not token.text[:1].isupper():
        return start, end
    doc = token.doc
    while start > sentence_of(token).start and doc[start - 1].text[:1].isupper() and doc[start - 1].head == token and doc[start - 1].dep_ in {
            "compound", "amod", "flat"} and entity_at(doc[start - 1]) is None and people_of(doc[start - 1].text) is None:
        start -= 1
    while end < sentence_of(token).end and doc[end].text[:1].isupper() and doc[end].head == token and doc[end].dep_ in {"flat", "compound"}:
        end += 1
    return start, end
