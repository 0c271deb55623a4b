"""Named entities of GUM, from its entity annotation, which marks every mention (names, nouns and pronouns).

A mention of a person, an organization, a place or an event is a name where its head is a proper noun; the name is the
stretch of proper nouns around that head. Titles and articles are left out, as in Universal NER. Groups are the words
for peoples that the package knows, outside of names; dates are mentions of times that hold a year, a month, a day of
the week or a word like *yesterday*.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from recension.bench.treebank import Document, Sentence
from recension.claims.lexicon import people_of

TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight".split()
)
PERIODS = frozenset("day night morning evening afternoon week weekend month year decade century summer winter spring autumn".split())
POINTING = frozenset("last next this past previous following coming earlier".split())
YEAR = re.compile(r"(1[0-9]|20)\d\ds?")
LONGEST_DATE = 7
"""Words of a date."""
MARK = re.compile(r"\((\d+)(?:\[[^\]]*\])?-([a-z]+)[^()]*(\))?|(\d+)(?:\[[^\]]*\])?\)")
LINKS = frozenset({"of", "for", "de", "la", "del", "al", "el", "the", "on", "du", "des", "von", "van", "der"})
TITLES = frozenset(
    "president mr. mr mrs. ms. dr. dr prof. professor senator king queen prince princess general gen. colonel col. "
    "captain minister secretary sir lord lady pope judge justice governor mayor congressman chairman chair emperor "
    "earl king duke pope father mother mom dad god".split()
)


def with_names(documents: list[Document]) -> list[Document]:
    """``documents`` with IOB2 tags of their names.

    GUM calls a country an organization where it acts; a name that is a place more often is a place to us.
    """
    tagged = [tagged_document(document) for document in documents]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for document in tagged:
        for sentence in document.sentences:
            for first, last in spans(sentence):
                kinds[" ".join(sentence.words[first:last])][(sentence.entities or [])[first][2:]] += 1
    return [replace(d, sentences=[settled(s, kinds) for s in d.sentences]) for d in tagged]


def spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First word and end of each name."""
    tags = [*(sentence.entities or ()), "O"]
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            yield i, next(j for j in range(i + 1, len(tags)) if not tags[j].startswith("I-"))


def settled(sentence: Sentence, kinds: dict[str, Counter[str]]) -> Sentence:
    """``sentence`` with the types that its names have most often."""
    tags = list(sentence.entities or ())
    for first, last in spans(sentence):
        kind = kinds[" ".join(sentence.words[first:last])].most_common(1)[0][0]
        tags[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return replace(sentence, entities=tags)


def tagged_document(document: Document) -> Document:
    """``document`` with IOB2 tags of its names."""
    opened: dict[str, list[tuple[int, int, str]]] = {}
    found: list[list[tuple[int, int, str]]] = []
    for number, sentence in enumerate(document.sentences):
        mentions: list[tuple[int, int, str]] = []
        for place, misc in enumerate(sentence.misc or ()):
            entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            for group, kind, closed, ended in MARK.findall(entity):
                if group:
                    opened.setdefault(group, []).append((number, place, kind))
                if (closed or ended) and opened.get(group or ended):
                    begun, first, kind = opened[group or ended].pop()
                    if begun == number:
                        mentions.append((first, place, kind))
        found.append(mentions)
    return replace(
        document,
        sentences=[named(s, mentions) for s, mentions in zip(document.sentences, found, strict=True)],
    )


def named(sentence: Sentence, mentions: list[tuple[int, int, str]]) -> Sentence:
    """``sentence`` with the tags of those of its mentions that are names; longer names go before those inside them."""
    tags = ["O"] * len(sentence.words)
    for first, last, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        label = TYPES.get(kind)
        span = name_span(sentence, first, last, label) if label else None
        if span and all(tag == "O" for tag in tags[span[0] : span[1]]):
            tags[span[0] : span[1]] = [f"B-{label}"] + [f"I-{label}"] * (span[1] - span[0] - 1)
    for first, last, kind in mentions:
        date = date_span(sentence, first, last) if kind == "time" else None
        if date and all(tag == "O" for tag in tags[date[0] : date[1]]):
            tags[date[0] : date[1]] = ["B-DATE"] + ["I-DATE"] * (date[1] - date[0] - 1)
    for i, word in enumerate(sentence.words):
        if tags[i] == "O" and sentence.xpos and sentence.xpos[i] in ("JJ", "NNP", "NNPS") and people_of(word):
            tags[i] = "B-GROUP"
    return replace(sentence, entities=tags)


def date_span(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """The date in the mention of a time from ``first`` to ``last`` (inclusive), or None where it is none."""
    words = [word.lower().rstrip(".") for word in sentence.words[first : last + 1]]
    if words and words[0] in ("the", "a", "an"):
        words, first = words[1:], first + 1
    named = any(word in DATE_WORDS or YEAR.fullmatch(word) for word in words)
    pointed = len(words) > 1 and words[0] in POINTING and any(word in PERIODS for word in words)
    return (first, last + 1) if (named or pointed) and 0 < len(words) <= LONGEST_DATE else None


def name_span(sentence: Sentence, first: int, last: int, label: str) -> tuple[int, int] | None:
    """The name at the head of the mention ``first`` to ``last`` (inclusive), or None where it is none."""
    assert sentence.heads
    assert sentence.xpos
    assert sentence.upos
    assert sentence.deps
    heads, xpos, words = sentence.heads, sentence.xpos, sentence.words
    inside = range(first, last + 1)
    head = next((i for i in inside if heads[i] not in inside or heads[i] == i), None)
    if head is None or sentence.upos[head] != "PROPN":
        return None

    def proper(i: int) -> bool:
        return xpos[i] in ("NNP", "NNPS") or (words[i] in ("-", "&") and i + 1 <= last and xpos[i + 1] in ("NNP", "NNPS"))

    begin, end = head, head + 1
    if label == "PERSON":
        if xpos[head] == "NNPS":
            return None
        own = {head} | {i for i in inside if heads[i] == head and sentence.deps[i] in ("flat", "compound", "punct")}
        while end <= last and (end in own or heads[end] in own) and (proper(end) or sentence.deps[end] == "flat"):
            end += 1
        while begin > first and begin - 1 in own and proper(begin - 1):
            begin -= 1
        while begin < end - 1 and words[begin].lower() in TITLES:
            begin += 1
        return None if words[begin].lower() in TITLES else (begin, end)
    while begin > first and proper(begin - 1):
        begin -= 1
    while end <= last:
        if proper(end):
            end += 1
        elif words[end].lower() in LINKS or (words[end].lower() == "and" and label == "ORG"):
            ahead = end + 1
            while ahead <= last and words[ahead].lower() == "the":
                ahead += 1
            if ahead > last or not proper(ahead) or (sentence.deps[ahead] == "conj" and label == "LOC"):
                break
            end = ahead + 1
        else:
            break
    return (begin, end) if any(c.isalpha() for c in words[begin]) else None
