"""Quotations beside which no verb of saying stands: a colon, a dash, a frame or the sentence next to them tells whose they are.

Only whole sentences go to the person of the sentence beside them; words taken from a sentence need a word that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.cues import lexicon, speaker_of_noun
from recension.claims.marks import Pair
from recension.claims.surface import (
    Draft,
    Page,
    beside_cue,
    can_speak,
    first_noun,
    has_words,
    is_actor,
    is_titled,
    sentence_start,
    word_count,
    zone_of,
)
from recension.claims.tree import SUBJECTS, child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Characters of the sentence beside a quotation that are looked at.
_BESIDE = 400
_BE = frozenset({"is", "was", "were", "are", "’s", "'s"})
_POINTING = frozenset({"that", "this", "these", "those", "such", "so", "thus", "it"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})


def by_subject(page: Page, pair: Pair, lead: list[Token]) -> Draft | None:
    """`X wept: “...”`, `His last words were: “...”`: who does what leads to a colon."""
    if not lead or not _is_whole(page, pair, 2):
        return None
    colon = (lead[-1].idx, lead[-1].idx + 1)
    for token in lead:
        if token.dep_ not in SUBJECTS:
            continue
        who = utterer_of(token) if token.lemma_.lower() in lexicon().utterances else token
        if who is not None and _is_person(who, groups=True):
            return _direct(pair, who, colon)
    return None


def with_words(page: Page, pair: Pair, lead: list[Token]) -> Draft | None:
    """`tweeted a picture with the words “Lucky to be alive”`: the subject of the sentence."""
    if [t.lower_ for t in lead[-3:]] != ["with", "the", "words"] or not any(t.i in page.cues for t in lead):
        return None
    who = next((t for t in lead if t.dep_ in SUBJECTS and _is_person(t, groups=True)), None)
    return _direct(pair, who, (lead[-1].idx, lead[-1].idx + len(lead[-1]))) if who is not None else None


def utterer_of(noun: Token) -> Token | None:
    """Whose words a noun for what is uttered names: "his last words", "the last words of X"."""
    of = (c for c in children(noun) if c.dep_ == "nmod" and any(w.dep_ == "case" and w.lower_ == "of" for w in children(c)))
    return speaker_of_noun(noun) or next((c for c in of if _is_person(c, groups=True)), None)


def uttered(page: Page, pair: Pair, noun: Token) -> Draft | None:
    """`there came a shout, “Get out!”`: a noun for what is uttered with the very words behind it; its owner speaks, if any."""
    if noun.lemma_.lower() not in lexicon().utterances or not _is_whole(page, pair, 2):
        return None
    return Draft(
        None, "say", "say", "quote", [(pair.start, pair.end)], "direct", utterer_of(noun), (noun.idx, noun.idx + len(noun)), quoted=True
    )


def framed(page: Page, pair: Pair, zone: list[Token]) -> Draft | None:
    """`“X” was the word that Y chose`, `“X.” That was all that Y recalled`, `“X.” With these words began Y's ...`."""
    words = [t.lower_ for t in zone[:9]]
    if words[:1] and words[0] in _POINTING:
        words, zone = words[1:], zone[1:]
    these = words[:1] == ["with"] and words[1:2] in (["these"], ["those"], ["this"])
    utterances = lexicon().utterances | {"how", "all", "what", "term", "phrase", "word", "words", "description"}
    told = next((t for t in zone[1:5] if t.lemma_.lower() in utterances), None)
    if not zone or told is None or not (these or words[0] in _BE or words[0] in {"came", "went", "ran"}):
        return None
    rest = [t for t in zone if t.i > told.i]
    owner = child(told, "nmod:poss")
    who = owner if owner is not None and _is_person(owner, groups=True) else utterer_of(told)
    who = who if who is not None and _is_person(who, groups=True) else None
    who = who or next((t for t in rest if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"), None)
    who = who or next((t for t in rest if t.dep_ in SUBJECTS and _is_person(t, groups=True)), None)
    if who is None and not (words[0] in {"came", "went"} and _is_whole(page, pair, 2)):
        return None
    draft = _direct(pair, who, (told.idx, told.idx + len(told)))
    if not _is_whole(page, pair, 3):
        draft.form, draft.spans, draft.frame = "mixed", [(pair.open, pair.close)], "that"
    return draft


def displayed(page: Page, pair: Pair, zone: list[Token]) -> Draft | None:
    """`“...” — survivor of the flood` and the headline `“...”: mayor in tears`: who stands alone behind a sign."""
    start, end = page.paragraphs[page.paragraph_at(pair.open)]
    if pair.open != start or word_count(page, pair) < 3:
        return None
    if not zone:
        return _signed(page, pair) if pair.close >= end else None
    sign = page.text[pair.close : pair.close + 4].strip()[:1]
    dash: tuple[int, int] | None = None
    if sign == ":":
        zone = [t for t in zone if t.text != ":"]
        verb = next((t for t in zone[:12] if t.i in page.cues), None)
        who = beside_cue(verb, zone) if verb is not None else None
        who = who or next((t for t in zone if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"), None)
        who = who or (first_noun(page.doc, zone[0].i, zone[-1].i + 1) if zone else None)
        if who is not None and who.lemma_.lower() in lexicon().utterances:
            who = utterer_of(who)
    elif sign == "(":
        return _in_parentheses(page, pair, end)
    elif sign in _DASHES:
        at = page.text.index(sign, pair.close)
        dash = (at, at + 1)
        zone = [t for t in zone if t.idx > at]
        if not zone:
            return None
        last = zone[-1].idx + len(zone[-1])
        if has_words(page, last, end) or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in zone) or len(zone) > 14:
            return None
        who = first_noun(page.doc, zone[0].i, zone[-1].i + 1)
    else:
        return None
    if who is None or not (_is_person(who, groups=True) or who.ent_type_ == "ORG"):
        return None
    return _direct(pair, who, dash)


def _in_parentheses(page: Page, pair: Pair, end: int) -> Draft | None:
    """`“We hold the bridge” (rebel spokesman).`: who is named in parentheses, and nothing else."""
    opening, closing = page.text.index("(", pair.close), page.text.find(")", pair.close, end)
    inside = page.tokens(opening + 1, closing) if closing > 0 else []
    if not inside or has_words(page, closing, end) or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "CD"} for t in inside):
        return None
    who = first_noun(page.doc, inside[0].i, inside[-1].i + 1)
    return _direct(pair, who, None) if who is not None and _is_person(who, groups=True) else None


def _signed(page: Page, pair: Pair) -> Draft | None:
    """A paragraph in marks, and below it a line with a dash and a name."""
    n = page.paragraph_at(pair.open) + 1
    if n >= len(page.paragraphs):
        return None
    start, end = page.paragraphs[n]
    if page.text[start] not in _DASHES or end - start > 100:
        return None
    line = [t for t in page.tokens(start, end) if t.text not in _DASHES]
    if not line or line[-1].text in {".", "!", "?"} or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in line):
        return None
    who = first_noun(page.doc, line[0].i, line[-1].i + 1)
    return _direct(pair, who, None) if who is not None and _is_person(who, groups=True) else None


def so_tag(page: Page, pair: Pair, zone: list[Token], following: Pair | None) -> Draft | None:
    """`“...”, so the mayor, “...”`: the tag of newspapers in German and its neighbours."""
    strong = page.text[pair.end - 1] == "," or page.text[pair.close : pair.close + 1] == ","
    if not strong or len(zone) < 2 or zone[0].lower_ not in {"so", "thus"} or sentence_start(page, pair) < pair.open - 2:
        return None
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in zone[:16]):
        return None
    who = first_noun(page.doc, zone[1].i, zone[-1].i + 1)
    if who is None or not _is_person(who, groups=True):
        return None
    draft = _direct(pair, who, (zone[0].idx, zone[0].idx + len(zone[0])))
    last = zone[-1].idx + len(zone[-1])
    if following is not None and not has_words(page, last, following.open):
        draft.spans.append((following.start, following.end))
    return draft


def beside(page: Page, pair: Pair) -> Draft | None:
    """A whole sentence in marks that stands by itself: the person whom the sentence before it, or after it, is about."""
    text = page.text
    start, end = page.paragraphs[page.paragraph_at(pair.open)]
    head = sentence_start(page, pair)
    if not _is_whole(page, pair, 1) or text[pair.end - 1] not in ".!?…" or has_words(page, head, pair.open):
        return None
    if word_count(page, pair) < 3:
        return _answered(page, pair, head) if head > start else None
    rest = text[pair.close : end].lstrip(" .,;")
    if head > start:
        who = _subject(page, *_sentence_before(page, head), reach=True) if not rest else None
    elif rest:
        zone = zone_of(page, pair)
        who = (_named_first(page, zone) or _between_his(page, pair, zone)) if rest[0].isupper() else None
    else:
        n = page.paragraph_at(pair.open)
        who = _subject(page, *_sentence_before(page, page.paragraphs[n - 1][1]), reach=True) if n else None
    return _direct(pair, who, None) if who is not None else None


def _answered(page: Page, pair: Pair, head: int) -> Draft | None:
    """`The mayor's answer was short. “Never.”`: a word or two, behind a sentence about what its owner utters."""
    floor, ceiling = _sentence_before(page, head)
    if page.pairs_in(floor, ceiling):
        return None
    for token in page.tokens(floor, ceiling)[:40]:
        if token.dep_ in SUBJECTS and token.lemma_.lower() in lexicon().utterances and (who := utterer_of(token)) is not None and _is_person(who, groups=True):
            return _direct(pair, who, None)
    return None


def _sentence_before(page: Page, at: int) -> tuple[int, int]:
    floor, _ = page.bounds(max(0, at - 2))
    return max(floor, at - _BESIDE), at


def _subject(page: Page, start: int, end: int, *, reach: bool) -> Token | None:
    """The person or people that a sentence is about: who speaks in it, else its first subject."""
    for draft in page.around(start, end):
        cue = draft.cue
        if cue is not None and start <= cue.idx < end and draft.frame == "according" and draft.speaker is not None:
            return draft.speaker if _is_person(draft.speaker, groups=reach) else None
    if page.pairs_in(start, end):
        return None  # it quotes somebody itself
    tokens = page.tokens(start, end)
    return next((t for t in tokens[:40] if t.dep_ in SUBJECTS and _is_person(t, groups=reach)), None)


def _between_his(page: Page, pair: Pair, zone: list[Token]) -> Token | None:
    """`“They shot my dog.” The old man pauses. “Then they shot my son.”`: what he does who speaks before and after it."""
    after = next((p for p in page.pairs if p.open > pair.close), None)
    if not zone or after is None or page.paragraph_at(after.open) != page.paragraph_at(pair.open) or len(zone) > 9:
        return None
    if page.text[zone[-1].idx + len(zone[-1]) : after.open].strip(" .") or not _is_whole(page, after, 3):
        return None
    return next((t for t in zone if (t.dep_ in SUBJECTS and _is_person(t, groups=False)) or (t.dep_ in SUBJECTS and t.tag_ == "NN" and can_speak(t) and is_actor(t))), None)


def _named_first(page: Page, zone: list[Token]) -> Token | None:
    """The person with whose name the next sentence begins."""
    if not zone or page.pair_at(zone[0].idx) is not None:
        return None
    who = first_noun(page.doc, zone[0].i, zone[-1].i + 1)
    return who if who is not None and who.ent_type_ == "PERSON" and zone[0].i <= who.i <= zone[0].i + 4 else None


def _is_whole(page: Page, pair: Pair, least: int) -> bool:
    """Is it a sentence of so many words, not a title or a word?"""
    text = page.text
    begins = text[pair.start].isupper() or not text[pair.start].isalpha()
    return begins and word_count(page, pair) >= least and not is_titled(page, pair)


def _is_person(token: Token, *, groups: bool) -> bool:
    if token.ent_type_ == "PERSON" or token.lower_ in {"he", "she"}:
        return True
    if token.pos_ not in {"NOUN", "PROPN"} and token.lower_ != "they":
        return False
    return groups and token.ent_type_ not in {"LOC", "ORG"} and can_speak(token) and is_actor(token)


def _direct(pair: Pair, who: Token | None, cue_span: tuple[int, int] | None) -> Draft:
    return Draft(None, "say", "say", "quote", [(pair.start, pair.end)], "direct", who, cue_span, quoted=True)
