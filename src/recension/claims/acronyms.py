"""Acronyms with the long names that a report gives for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of
from recension.claims.lexicon import country_of, organisation_of, people_of
from recension.claims.names import bare, fold
from recension.claims.rolewords import is_body_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

#: More acronyms than this are not sought in a report without brackets.
MOST_SHORT = 400
#: Long names that are sought all through a report, the longest.
MOST_LONG = 200

_PAREN = re.compile(r"\(\s*(?:the\s+)?([A-Z][A-Za-z0-9&.\-]{1,11})\s*\)")
_PAREN_LONG = re.compile(r"\b([A-Z][A-Z0-9.\-]{1,9}) \(([A-Z][\w’'\-]+(?: [\w’'\-]+){1,9})\)")


_SHORT = re.compile(r"\b[A-Z]{2,6}\b")
_WORD = r"[A-Z][\w’'\-]{0,30}[a-z][’']?"
_RUN = re.compile(rf"\b{_WORD}(?:[ ](?:of|for|the|and|to|in|de|on|{_WORD})\b[’']?){{0,12}}[ ]{_WORD}")


@per_doc
def acronyms(doc: Doc) -> dict[str, str]:
    """Acronyms with the long names that the report gives: "Rapid Support Forces (RSF)", "ADF (Allied Democratic Forces)".

    The long name is the shortest run of words before the bracket that holds the acronym's letters in order
    (Schwartz and Hearst 2003), or, of a name in translation, a run of words with its initials in any order; a list name
    wins, and an acronym that is one itself keeps its usual name.
    """
    text = report_of(doc).text
    found: dict[str, str] = {}
    for match in _PAREN.finditer(text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:
            continue
        before = text[max(0, match.start() - 160):match.start()].rstrip()
        before = re.split(r"[\n.;:!?()\"“”]\s|\s[-–—]\s", before)[-1]
        long = _long_form(short, before) or _translated(short, before)
        if long:
            found.setdefault(short, _usual(short, long))
    for match in _PAREN_LONG.finditer(text):
        if _long_form(match[1], match[2]) and match[1] not in found:
            found[match[1]] = _usual(match[1], bare(match[2]))
    for short, long in _by_initials(text, found).items():
        found.setdefault(short, _usual(short, long))
    return found


def _by_initials(text: str, known: dict[str, str]) -> dict[str, str]:
    """Acronyms that stand without brackets, with the one capitalised name of the report that has their initials."""
    shorts = {s for s in _SHORT.findall(text)[:MOST_SHORT] if s not in known and organisation_of(s) is None and country_of(s) is None}
    found: dict[str, set[str]] = {}
    for match in _RUN.finditer(text) if shorts else ():
        words = match[0].split()
        for start in range(len(words)):
            if not words[start][:1].isupper():
                continue
            letters = ""
            for end in range(start, min(len(words), start + 9)):
                letters += words[end][:1] if words[end][:1].isupper() else ""
                if len(letters) > 1 and letters in shorts and words[end][:1].isupper() and words[end] != letters:
                    found.setdefault(letters, set()).add(bare(" ".join(words[start:end + 1])))
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


def _usual(short: str, long: str) -> str:
    """The usual name of what a report calls `long (short)`: the list's, where the list means the same by either."""
    by_long, by_short = organisation_of(long), organisation_of(short)
    if by_long is not None:
        return by_long.name
    shared = set(fold(by_short.name).split()) & set(fold(long).split()) if by_short is not None else set()
    if by_short is not None and any(len(word) > 3 and not is_body_word(word) for word in shared):
        return by_short.name
    return long


def _long_form(short: str, before: str) -> str | None:
    """The shortest run of words at the end of `before` that the acronym may be made of."""
    letters = [c for c in fold(short) if c.isalnum()]
    words = re.findall(r"[^\s,;–—]+", before)[-(len(letters) + 6):]
    low = [fold(w).replace(" ", "") for w in words]
    for start in range(len(words) - 1, -1, -1):
        if not low[start] or low[start][0] != letters[0] or not words[start][:1].isupper():
            continue
        if start == len(words) - 1 and start and words[start - 1][:1].isupper():
            continue
        if _letters_in(letters, low[start:]):
            return bare(" ".join(words[start:]))
    return None


def _translated(short: str, before: str) -> str | None:
    """The capitalised name at the end of `before` with the acronym's initials in any order, "National Electoral Tribunal
    (TNE)", or at least its first: "Rally for the Republic (RPR)".
    """
    runs = [match[0] for match in _RUN.finditer(before) if match.end() == len(before)]
    words = runs[0].split() if runs else []
    letters = sorted(c for c in fold(short) if c.isalnum())
    for start, word in enumerate(words):
        initials = [fold(w)[:1] for w in words[start:] if w[:1].isupper()]
        if word[:1].isupper() and len(initials) > 1 and (sorted(initials) == letters or initials[0] == fold(short)[:1]):
            return bare(" ".join(words[start:]))
    return None


def completed(doc: Doc, entities: Sequence[Span]) -> list[Span]:
    """Entities of a Doc, each long name of an acronym as one organisation, however the reader has cut it; and a name in the
    plural with what it owns: "the [Miners' Union]".
    """
    text = report_of(doc).text
    taken: dict[int, Span] = {}
    longs = sorted({name for name in acronyms(doc).values() if " " in name}, key=lambda name: (-len(name), name))
    spans = [
        doc.char_span(match.start(), match.end(), label="ORG")
        for long in longs[:MOST_LONG] for match in re.finditer(rf"\b{re.escape(long)}\b", text)
    ]
    for span in [*spans, *(_with_owner(doc, entity) for entity in entities), *entities]:
        if span is not None and not any(i in taken for i in range(span.start, span.end)):
            taken.update(dict.fromkeys(range(span.start, span.end), span))
    return sorted({span.start: span for span in taken.values()}.values(), key=lambda span: span.start)


def _with_owner(doc: Doc, entity: Span) -> Span | None:
    """An organisation with the plural before it that owns it, if there is one and it is no people's name."""
    first = entity.start - 2
    if entity.label_ != "ORG" or first < 0 or doc[first + 1].text not in {"'", "’"} or doc[first].whitespace_:
        return None
    owner = doc[first].text
    owns = re.fullmatch(r"[A-Z]\w+s", owner) is not None and people_of(owner) is None
    return doc.char_span(doc[first].idx, entity.end_char, label="ORG") if owns else None


def _letters_in(letters: list[str], words: list[str]) -> bool:
    """Do the letters stand in the words in order, the first one at the start of the first word?"""
    rest = iter("".join(words))
    return all(any(c == letter for c in rest) for letter in letters)
