"""Counts that stand in lists and tables, where layout and order say what a clause would: bulletins and elliptic lists.

"Injured: 112 (critical: 9)", "Fatalities: 9 (6 male, 3 female)", "arrests: Almaty 43, Oral 5", "killed 6 people in
Honduras, 11 in Guatemala", "12 were hurt, three seriously".
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from recension.claims.countwords import UNDERGONE, indicators, is_surely_person, words
from recension.claims.doc import report_of
from recension.claims.drafts import Draft
from recension.claims.governors import Governed, token_at
from recension.claims.lexicon import singular
from recension.claims.numbers import Number
from recension.claims.restated import AGAIN
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: No label or list is read farther back than this.
_REACH = 200


@functools.cache
def _labels() -> dict[str, str]:
    """What a label of a table may be → the word of the lexicon that it is: "Deaths", "Unaccounted for"."""
    found = {word: word for word in indicators("held")} | {"inj": "injured", "unacc": "unaccounted", "evac": "evacuated", "displ": "displaced"}
    for word, indicator in indicators("counted").items():
        if indicator in UNDERGONE:
            found |= {word: word, word + "s": word, word[:-1] + "ies" if word.endswith("y") else word + "s": word}
    return found


def _indicator(label: str) -> Indicator | None:
    word = _labels().get(label.lower())
    return (indicators("held").get(word) or indicators("counted").get(word)) if word else None


@functools.cache
def _label_pattern() -> re.Pattern[str]:
    held = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[\n;,.(|•*/]|[-–—]\s)[ \t]{{0,4}}(?P<before>(?:[A-Za-z’'-]+[ \t]+){{0,3}}?)(?P<word>{held})\b(?:\s+(?!(?:and|or)\b)[a-z’'-]+){{0,3}}\s*(?:\([^()\d]{{0,30}}\))?"
        rf"\s*(?::|=|\||\s[-–—]|(?<=[a-z]),?\s*\()\s*(?:est\.?\s+)?\Z", re.IGNORECASE)


def labelled(doc: Doc, number: Number) -> Governed | None:
    """"Dead: 31", "Civilians injured (total) – 12", "Unaccounted for: 3": a number behind its label.

    What is counted may be things ("Houses evacuated: 9"): those are no persons.
    """
    text = report_of(doc).text
    start = max(text.rfind("\n", 0, number.start) + 1, number.start - 80)
    found = _label_pattern().search(text[start:number.start])
    if found is None or any(singular(w.lower()) in words("persons", "things") for w in found["before"].split()):
        return None
    token = token_at(doc, start + found.start("word"))
    indicator = _indicator(found["word"])
    if token is None or indicator is None:
        return None
    return indicator, token, 0.75


# ---------------------------------------------------------------- how bad
_SEVERE = r"(?:critical|serious|severe|grave|bad|slight|light|moderate|minor|mild|life-threatening|fatal|mortal)(?:ly)?"
_SEVERE_BEFORE = re.compile(rf"\b(?P<word>{_SEVERE}(?:\s+(?:ill|hurt|injured|condition|cases|wounds))?)\s*(?::|=|[-–—]|\s)\s*\Z", re.IGNORECASE)
_SEVERE_AFTER = re.compile(rf"(?:\s+of\s+(?:them|whom|these|those|which))?,?\s+(?:(?:were|was|are|is|remain\w*|still|reportedly|listed|as|very|more)\s+){{0,3}}(?:in\s+(?:an?\s+)?(?:very\s+)?)?(?P<word>{_SEVERE})(?=\s*(?:[.,;:)]|\Z|and\b|but\b|or\b|condition|in\b|\n))", re.IGNORECASE)


def severely(doc: Doc, number: Number, before: list[Draft], carried: Draft | None) -> Governed | None:
    """"(of 12 injured,) three seriously", "(critical: 9)", "of which severe 12": a part of the injured."""
    whole = next((d for d in reversed(before[-4:]) if d.indicator in {"injured", "casualties"}), None) or carried
    if whole is None or whole.indicator not in {"injured", "casualties"}:
        return None
    text = report_of(doc).text
    after = _SEVERE_AFTER.match(text[number.end:number.end + 60])
    left = max(0, number.start - 40)
    found = after or (_SEVERE_BEFORE.search(text[left:number.start]) if re.match(r"\s*(?:[.,;)\n]|\Z|and\b)", text[number.end:number.end + 6]) else None)
    token = token_at(doc, (number.end if after is not None else left) + found.start("word")) if found is not None else None
    if found is None or token is None:
        return None
    if found["word"].lower() == "minor" and not re.match(r"\s+(?:injur|wound|burn|condition)", text[token.idx + len(token):token.idx + len(token) + 12]):
        return None  # "the death of one minor"
    return ("killed" if found["word"].lower().startswith(("fatal", "mortal")) else "injured"), token, 0.75


_WITH_WOUNDS = re.compile(r"(?:\s+(?:of\s+(?:them|whom|these|those)|others?|people|more|victims|patients|[a-z]{3,16}s)){0,2}\s+with\s+(?:[a-z-]+\s+){0,3}?(?P<word>injur(?:y|ies)|wounds?|burns?|fractures?|bruises|concussions?|(?:broken|fractured)\s+\w+|trauma|cuts|contusions?|lacerations?|gunshot|shrapnel|smoke\s+inhalation|poisoning|hypothermia|heatstroke)\b", re.IGNORECASE)


def with_wounds(doc: Doc, number: Number) -> Governed | None:
    """"two with life-threatening injuries", "one with a broken leg"."""
    found = _WITH_WOUNDS.match(report_of(doc).text[number.end:number.end + 80])
    token = token_at(doc, number.end + found.start("word")) if found is not None else None
    return ("injured", token, 0.7) if token is not None else None


# ---------------------------------------------------------------- the whole that a part belongs to
def whole_of(doc: Doc, number: Number, before: list[Draft], carried: Draft | None) -> Draft | None:
    """The count in whose parentheses a number stands: "9 (6 male, 3 female)"; or whose list it is in: "17: 11 in A"."""
    last = before[-1] if before else carried
    if last is None:
        return None
    whole = last.parts_of[0] if last.parts_of else last
    if whole.indicator not in AGAIN or whole.zero or number.start - whole.number.end > _REACH or number.start < whole.number.end:
        return None
    gap = report_of(doc).text[whole.number.end:number.start]
    return whole if gap.count("(") > gap.count(")") or re.match(r"[^.;\n(]{0,40}:\s", gap) else None


_KINDS = re.compile(r"\s+(?:(?:were|was|are|is)\s+)?(?P<noun>(?:fe)?males?|men|women|boys?|girls?|child(?:ren)?|adults?|minors?|civilians?|soldiers?|police(?:men)?|officers?|[a-z]+s)\b", re.IGNORECASE)


def in_parentheses(doc: Doc, number: Number, before: list[Draft], carried: Draft | None) -> tuple[Draft, Token | None] | None:
    """"9 (6 male, 3 female)": the whole, and the noun of the part where persons are named."""
    whole = whole_of(doc, number, before, carried)
    text = report_of(doc).text
    if whole is None or "(" not in text[whole.number.end:number.start]:
        return None
    kind = _KINDS.match(text[number.end:number.end + 30])
    token = token_at(doc, number.end + kind.start("noun")) if kind is not None else None
    if token is None or not (is_surely_person(token) or token.lower_ in {"male", "female", "males", "females", "adults", "civilian"}):
        return None
    return whole, token


# ---------------------------------------------------------------- lists that leave their verb out
_PLACED = re.compile(r"\s+(?:(?:more|others?|people|each)\s+)?(?:in|at|near|outside|inside|from|on|around|across)\s+(?:[A-Z“\"]|the\b|an?\b|neighbou?ring\b|nearby\b|two\b|its\b)|\s+(?:among|by)\s+(?:the\s+)?[a-z]")
#: "ten died on the spot and two more in hospital".
_AT_ONCE = re.compile(r"\b(?:on\s+the\s+spot|at\s+the\s+scene|instantly|outright|immediately|at\s+once|on\s+the\s+way|on\s+impact)\b|\b(?:among|by)\s+", re.IGNORECASE)
#: "in Alma two were killed, in Dorn one": the place first.
_PLACED_BEFORE = re.compile(r"(?:,|;|\band|\bwhile|\bbut)\s+(?:(?:in|at|near)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s){1,3}|in\s+the\s+(?:second|third|other|next|latter|last|rest)(?:\s[a-z]+)?,?\s|(?:in\s+)?(?:[A-Z][\w’'-]*\s?){1,3},\s[^,;.\d]{1,30},\s)\Z")
_ENDS = re.compile(r"\s*(?:[.,;:]|\Z|and\b|while\b|but\b)")
_COORDINATED = re.compile(r"(?:[,;:–—(]|\band|\bincluding|\bwith|\bplus)\s+\Z|\(\Z", re.IGNORECASE)


def elliptic(doc: Doc, number: Number, counted: Token | None, before: list[Draft]) -> Draft | None:
    """"6 people in Honduras, 11 in Guatemala and one in Belize": what is counted was said once, before the list."""
    if counted is not None or not before or number.unit is not None:
        return None
    last = before[-1]
    if last.indicator not in AGAIN or last.zero or last.former or not 0 <= number.start - last.number.end <= 120:
        return None
    text = report_of(doc).text
    gap = text[last.number.end:number.start]
    if _PLACED_BEFORE.search(gap) and _ENDS.match(text[number.end:number.end + 8]) and not re.search(r"[.\n\d]", gap):
        return Draft(number, last.holder, None, last.indicator, last.trigger, 0.65, alone=True)
    if not _COORDINATED.search(gap) or not _PLACED.match(text[number.end:number.end + 40]) or re.search(r"[.;\n]", gap):
        return None
    if not _PLACED.match(text[last.number.end:last.number.end + 40]) and _AT_ONCE.search(gap) is None and re.search(r"\b(?:in|at|near|outside|from|on|around|across|:)\s*(?:the\s+)?(?:[a-z]+\s+){0,4}[A-Z]|\b(?:in|at)\s+the\s+(?:first|one|former|other)\b|\b(?:in|at|near)\s+(?:the|its|an?|this)\s+[a-z]|:", gap) is None:
        return None
    whole = last.parts_of or ([last] if re.match(r"[^,]{0,40}:\s", gap) else [])
    return Draft(number, last.holder, None, last.indicator, last.trigger, 0.65, who=last.who, parts_of=list(whole))


@functools.cache
def _heading() -> re.Pattern[str]:
    nouns = sorted((w for w in _labels() if w not in {"body", "hostage"}), key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(map(re.escape, nouns))})\b[^:.\n\d]{{0,40}}:", re.IGNORECASE)


_WORD = r"(?:the|of|in|de|la|al|el|and|elsewhere|total|other|others|rest|[A-Z][\w.’'-]*)"
_ITEM = re.compile(rf"\s*(?:and\s+)?{_WORD}(?:\s+{_WORD}){{0,4}}\s*[:–—-]?\s*\Z")


def headed(doc: Doc, number: Number) -> Governed | None:
    """"Arrests by region: Almaty 43, Shymkent 12, Oral 5; total 60": rows of names under a heading."""
    text = report_of(doc).text
    if number.unit is not None or not re.match(r"\s*(?:[,;.)\n]|\Z|and\b)", text[number.end:number.end + 6]):
        return None
    start = max(text.rfind("\n", 0, number.start) + 1, number.start - _REACH)
    left = text[start:number.start]
    found = next(reversed(list(_heading().finditer(left))), None)
    if found is None:
        return None
    item = re.split(r"[,;:]", left[found.end() - 1:])[-1]
    token = token_at(doc, start + found.start("word"))
    indicator = _indicator(found["word"])
    if not _ITEM.fullmatch(item) or token is None or indicator is None:
        return None
    return indicator, token, 0.65


# ---------------------------------------------------------------- at a gathering
@functools.cache
def _at_pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted((re.escape(w) for w in words("gatherings", "words") if w not in {"mass", "strike", "prayer", "shrine"}), key=len, reverse=True))
    return re.compile(rf"\s+(?:(?:people|persons|were|was|are|came|out)\s+){{0,2}}(?:at|in|on|for)\s+(?:(?:the|an?|this|that|today[’']s|last|\w+day[’']s)\s+)?(?:[a-z-]+\s+)?(?P<word>{kinds})\b", re.IGNORECASE)


def at_gathering(doc: Doc, number: Number, counted: Token | None) -> Governed | None:
    """"20,000 at the protest", "about 300 in the march"."""
    if counted is not None or number.unit is not None:
        return None
    found = _at_pattern().match(report_of(doc).text[number.end:number.end + 60])
    token = token_at(doc, number.end + found.start("word")) if found is not None else None
    return ("participants", token, 0.6) if token is not None else None
