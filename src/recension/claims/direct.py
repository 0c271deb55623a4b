"""Sayings by quote marks: the cue of each quoted stretch, by the words beside it, by the parse, by what went before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.cues import lexicon, noun_lemma, speaker_of_noun, speaker_of_verb
from recension.claims.marks import Pair
from recension.claims.shown import is_sign, shown_pairs
from recension.claims.surface import (
    ASSERTING,
    TELLING,
    UNSPOKEN,
    Draft,
    Page,
    beside_cue,
    can_speak,
    checked,
    has_words,
    head_of,
    is_actor,
    is_capitalised,
    is_clause,
    is_negated,
    is_sentence,
    is_title,
    is_titled,
    lead_of,
    line_before,
    pairs_within,
    sentence_start,
    word_count,
    zone_of,
)
from recension.claims.tree import SUBJECTS, child, children
from recension.claims.unclaimed import beside, by_subject, displayed, framed, so_tag, uttered, utterer_of, with_words
from recension.model import QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Token


_NO_CUE_AFTER = frozenset(
    {"and", "but", "or", "nor", "who", "which", "that", "of", "in", "at", "with", "by", "from", "to"}
)


#: A quotation goes on with a speaker who spoke at most so many characters before.
_FARTHEST = 3000
#: So many quotations in a row may wait for the speaker that the last one names.
_MOST_WAITING = 30


def quotations(page: Page) -> None:
    """Finds the cue of each quoted pair, by the words beside it, then by the parse, then by the one before it."""
    waiting: list[Pair] = []
    taken: dict[int, Draft] = {}
    page.shown = shown_pairs(page)
    for pair in page.pairs:
        draft = _beside(page, pair, taken) if pair.open not in page.shown else None
        if draft is not None:
            page.add(draft)
            if draft.cue is not None:
                taken[draft.cue.i] = draft
    _form_all(page)
    for n, pair in enumerate(page.pairs):
        holder = _holder(page, pair)
        if holder is None and pair.open not in page.shown:
            before = page.pairs[n - 1] if n else None
            holder = _going_on(page, pair, before) or _listed(page, pair, before) or _near_verb(page, pair)
            holder = holder or _unclaimed(page, pair, page.pairs[n + 1] if n + 1 < len(page.pairs) else None)
            if holder is not None:
                page.add(holder)
        if holder is not None and waiting and holder.spans[0][0] <= pair.start:
            for earlier in waiting:
                page.add(_again(holder, (earlier.start, earlier.end)))
        waiting = [*waiting[-_MOST_WAITING:], pair] if holder is None and (pair.runs_on or _is_followed(page, pair, n)) else []


def _is_followed(page: Page, pair: Pair, n: int) -> bool:
    """`“Stop!” “Go home!” they cried`: does another quotation follow right behind the marks?"""
    after = page.pairs[n + 1] if n + 1 < len(page.pairs) else None
    return after is not None and page.text[pair.end - 1] in ".!?…," and not page.text[pair.close : after.open].strip(" ,")


def _unclaimed(page: Page, pair: Pair, following: Pair | None) -> Draft | None:
    """Whose a quotation is beside which no word of saying stands."""
    lead, zone = lead_of(page, pair), zone_of(page, pair)
    if not any(t.is_alpha for t in lead):
        found = framed(page, pair, zone) or displayed(page, pair, zone) or so_tag(page, pair, zone, following)
        lead = line_before(page, pair)
    else:
        found = None
    if found is None and lead and lead[-1].text == ":":
        return by_subject(page, pair, lead) or _resumed(page, pair, lead)
    if found is None and len(lead) > 3 and lead[-1].lower_ == "words":
        return with_words(page, pair, lead)
    if found is None and len(lead) > 1 and lead[-1].text == ",":
        return uttered(page, pair, lead[-2])
    return found or beside(page, pair)


def _resumed(page: Page, pair: Pair, lead: list[Token]) -> Draft | None:
    """`Then, after a pause: “...”`: a lead that names nobody goes on with who spoke before it in the paragraph."""
    if any(t.pos_ in {"PROPN", "PRON"} or t.tag_ in {"VBD", "VBZ", "VBP"} for t in lead) or len(lead) > 9:
        return None
    start = max(page.paragraphs[page.paragraph_at(pair.open)][0], pair.open - _FARTHEST)
    found = [d for d in page.around(start, pair.open) if d.form == "direct" and d.speaker is not None and start <= _ends(d) <= pair.open]
    return _again(max(found, key=_ends), (pair.start, pair.end)) if found else None


def _again(draft: Draft, span: tuple[int, int]) -> Draft:
    kind = draft.kind if draft.kind in ASSERTING else "say"
    return Draft(None, draft.verb, kind, "quote", [span], "direct", draft.speaker, None, draft.named, True)


def _beside(page: Page, pair: Pair, taken: dict[int, Draft]) -> Draft | None:
    lead, zone = lead_of(page, pair), zone_of(page, pair)
    starts = not any(t.is_alpha and t.pos_ != "CCONJ" for t in lead)
    cue = _cue_after(page, pair, zone, starts) if starts else None
    if cue is not None:
        return _drafted(page, cue, (pair.open, pair.close), pair, taken, zone)
    found = _cue_before(page, pair, lead, taken)
    if found is not None:
        return found
    if not starts:
        cue = _cue_after(page, pair, zone, starts)
        if cue is not None and not any(t.i in page.cues and t.dep_ not in {"acl", "acl:relcl"} for t in lead):
            start = next(t.idx for t in lead if t.is_alpha and t.pos_ != "CCONJ")
            return _drafted(page, cue, (start, pair.close), pair, taken, zone)
    return None


def _drafted(
    page: Page, cue: Token, span: tuple[int, int], pair: Pair, taken: dict[int, Draft], zone: list[Token]
) -> Draft:
    """A cue with a quoted stretch; it takes over what the parse gave the same cue in the same place."""
    verb = page.cues[cue.i]
    frames = lexicon().frames(verb)
    draft = taken.get(cue.i)
    for d in page.of_cue(cue):
        held = any(a < span[1] and span[0] < b for a, b in d.spans)
        if d is not draft and d.frame in {"that", "quote", "question"} and held:
            d.dropped = True
    if draft is not None:
        draft.spans.append(span)
        return draft
    speaker = checked(page, cue, speaker_of_verb(cue))
    between = {t.i for t in zone if pair.close <= t.idx < cue.idx and t.pos_ in {"NOUN", "PROPN", "PRON"}}
    elsewhere = speaker is not None and bool(between) and speaker.i not in between  # `“...,” Deng told Reuters`
    lost = speaker is None or elsewhere or page.pair_at(speaker.idx) is not None or cue.idx > pair.close > speaker.idx
    if lost or (zone and zone[0] is cue):
        named = beside_cue(cue, zone)
        inside = speaker is not None and page.pair_at(speaker.idx) is not None
        speaker = named or (None if inside else speaker)
    kind = "ask_question" if verb == "ask" and page.text[pair.end - 1] == "?" else frames["quote"]
    kind = "unsaid" if is_negated(cue) else kind
    return Draft(cue, verb, kind, "quote", [span], "direct", speaker, (cue.idx, cue.idx + len(cue)), quoted=True)


def _cue_after(page: Page, pair: Pair, zone: list[Token], starts: bool) -> Token | None:
    """The cue in "...," said X / "...," X said. None where the words after a pair only go on."""
    if not zone or pair.runs_on:
        return None
    text = page.text
    last = text[pair.start : pair.end].rstrip("’'”\"")[-1:] or text[pair.end - 1]  # `and he said ‘Which one?’”`
    after = text[pair.close : pair.close + 4].lstrip()[:1]
    strong = last in ",—–-" or after in {",", "–", "—"} or text[pair.close : pair.close + 3] == " - "
    full = last in "?!…."
    if not (strong or full or starts):
        return None
    zone = zone[1:] if zone[0].lower_ == "as" else zone
    if not zone or zone[0].lower_ in _NO_CUE_AFTER:
        return None
    if zone[0].text in {"So", "Thus"} and zone[1:2] and zone[1].i in page.cues and zone[1].tag_ in {"VBD", "VBZ"}:
        return zone[1] if lexicon().frames(page.cues[zone[1].i]).get("quote") == "say" else None  # "..." So said the mother of X
    if last == "." and not strong and zone[0].text[0].isupper() and not _is_bare(page, zone):
        return None
    if starts and strong and len(zone) > 1 and zone[0].tag_ == "NNS" and zone[1].pos_ in {"NOUN", "PROPN", "ADJ"}:
        lemma = lexicon().forms.get(zone[0].lower_, "")  # a headline's "vows minister", taken for a plural
        if "quote" in lexicon().frames(lemma):
            page.cues[zone[0].i] = lemma
            return zone[0]
    for n, token in enumerate(zone[:25]):
        if token.lower_ in {"quoted", "quotes"} and (strong or full):
            saying = next((t for t in zone[n : n + 16] if t.lower_ == "saying" and t.i in page.cues), None)
            if saying is not None:
                return saying  # "...," the paper quoted X as saying
        if token.lower_ in _HABITS and [t.lower_ for t in zone[n + 1 : n + 2]] == ["to"]:
            continue
        if not starts and token.pos_ == "AUX" and token.head.i not in page.cues:
            return None  # the film “X”, was banned, said ...
        if token.i in page.cues and _is_finite(page, zone, n) and (token.pos_ == "VERB" or token.tag_ in {"VBD", "VBZ"}):
            if token.dep_ in {"acl", "acl:relcl", "amod"} and n and zone[n - 1].lower_ in {"who", "which", "that", ","}:
                continue
            opening = n == 0 and starts and strong  # "...," warned engineer X: no participle of the engineer's
            participle = token.tag_ == "VBN" and token.dep_ in {"acl", "amod"} and not any(t.pos_ == "AUX" for t in zone[:n])
            if participle and not opening:
                continue
            if n == 0 or (n == 1 and zone[0].pos_ == "ADV"):
                return token if _inverted(page, pair, token, starts) else None
            return token if strong or full else None
        if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ not in {"acl:relcl", "acl"}:
            following = zone[n + 1 : n + 2]
            if following and following[0].tag_ == "VBG" and following[0].i in page.cues and (strong or full):
                return following[0]  # "...," the boy remembers shouting
            return token if starts and strong and _is_gesture(page, pair, zone, n) else None
        if token.pos_ == "AUX" and token.dep_ == "cop":
            return None
    return None


#: "She used to say", "he likes to joke".
_HABITS = frozenset({"used", "likes", "liked", "loves", "loved", "tends", "tended"})


def _is_finite(page: Page, zone: list[Token], n: int) -> bool:
    """Is a cue in a zone a verb of its own, or the second one of "remembers shouting"?"""
    token = zone[n]
    if token.tag_ == "VB" and n and zone[n - 1].lower_ in {"would", "’d", "'d", "will", "could", "to", "did"}:
        return zone[n - 1].lower_ != "to" or (n > 1 and zone[n - 2].lower_ in _HABITS)
    if token.tag_ not in {"VBG", "VB"} or (n == 0 and token.lower_ in {"read", "put"}):
        return True
    if token.tag_ == "VBG" and n and zone[n - 1].lower_ in {"was", "were", "is", "are", "kept"}:
        return True  # "...," he was shouting
    return token.tag_ == "VBG" and n > 0 and zone[n - 1].tag_ in {"VBD", "VBZ"} and zone[n - 1].i in page.cues


#: What somebody does to a thing in quote marks, not while they speak.
_NO_GESTURE = frozenset("be have do become make get publish release direct play perform win produce carry hit open run cost air star".split())


def _is_gesture(page: Page, pair: Pair, zone: list[Token], n: int) -> bool:
    """`“I have a train,” the premier excused herself`: what a person does who speaks, beside a whole clause in marks."""
    verb = zone[n]
    if not is_clause(page, pair) or is_capitalised(page, pair) or word_count(page, pair) < 3:
        return False
    if verb.lemma_.lower() in _NO_GESTURE or verb.tag_ == "VBP" or any(t.text == "," for t in zone[:1]):
        return False
    if any(c.dep_ in {"obj", "ccomp"} and c.i > verb.i and c.lower_ not in _REFLEXIVE for c in children(verb)):
        return False
    speaker = beside_cue(verb, zone)
    if speaker is None:
        return False
    page.cues[verb.i] = "say"
    person = speaker.ent_type_ == "PERSON" or speaker.lower_ in {"he", "she"}
    if person or (speaker.pos_ in {"NOUN", "PROPN"} and is_actor(speaker)):
        return True
    del page.cues[verb.i]
    return False


_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


def _inverted(page: Page, pair: Pair, cue: Token, starts: bool) -> bool:
    """`“...,” said X`, and not `the group “X,” said ...`, where the subject stands before the marks."""
    own = child(cue, "nsubj", "nsubj:pass")
    if own is not None and own.i > cue.i:
        return True
    following = page.doc[cue.i + 1 : cue.i + 2]
    names = bool(following) and (following[0].pos_ in {"PROPN", "DET", "PRON", "NOUN", "ADJ"})
    if own is not None and own.idx < pair.open and not starts:
        return False
    return names or (starts and own is None)


def _is_bare(page: Page, zone: list[Token]) -> bool:
    """Is a sentence nothing but "X said."? Then it belongs to the quotation before it, full stop or not."""
    cue = next((t for t in zone if t.i in page.cues), None)
    if cue is None or len(zone) > 12 or len([t for t in zone if t.i > cue.i and t.is_alpha]) > 3:
        return False
    return page.cues[cue.i] in TELLING or child(cue, "obj", "ccomp", "xcomp") is None  # and not "Nobody claimed the attack."


def _cue_before(page: Page, pair: Pair, lead: list[Token], taken: dict[int, Draft]) -> Draft | None:
    """The cue in X said, "..." / X: "..." / X said that "..." (the pair right behind its cue)."""
    across = False
    if not any(t.is_alpha for t in lead):
        lead, across = line_before(page, pair), True
    if not lead:
        return None
    last = lead[-1]
    if across and last.text != ":":
        return None
    cue: Token | None = None
    if last.text == ":":
        cue = next((t for t in reversed(lead) if t.i in page.cues and t.i not in taken), None)
        if cue is None:
            return _labelled(pair, lead) if not _is_attribute(page, pair) else None
    elif last.text in {",", "–", "—", ";"}:
        cue = _last_verb(page, lead)
        if last.text == ";":  # only a quotation that its cue splits goes on behind a semicolon
            cue = next((t for t in reversed(lead) if t.i in taken), None)
        if cue is not None and cue.i not in page.cues:
            cue = None
        if word_count(page, pair) < 3 and not is_clause(page, pair) and not (cue is not None and cue.i in taken):
            cue = None
    elif last.i in page.cues:
        cue = last
    elif last.lower_ == "that" or lead[-1].lower_ in {"reporters", "journalists"}:
        cue = next((t for t in reversed(lead[-9:]) if t.i in page.cues), None)
    if cue is None:
        return None
    if last.text not in {":", ",", "–", "—", ";"} and not _is_outcry(page, pair, cue) and (
        not is_clause(page, pair) or not is_sentence(page, pair) or is_titled(page, pair)
    ):
        return None  # a part of a clause: the parse knows where that ends, or else `_near_verb`
    if cue.tag_ == "VBN" and cue.dep_ in {"acl", "amod"} and last.text != ":" and cue.i not in taken:
        return None
    demanded = any(
        d.frame == "to" and any(a < pair.close and pair.open < b for a, b in d.spans) for d in page.of_cue(cue)
    )
    if demanded and page.text[pair.start].islower():
        return None  # urged “the West to stop”: the parse has it as a demand
    rest = last.text == "," and cue.i not in taken and page.text[pair.start].islower() and _is_inserted(lead, cue)
    draft = _drafted(page, cue, (pair.open, pair.close), pair, taken, lead)
    draft.quoted = draft.quoted and not rest
    return draft


def _is_inserted(lead: list[Token], cue: Token) -> bool:
    """`The raid, she said, “met no one”`: a tag within a sentence of which only the rest stands in marks."""
    commas = [n for n, t in enumerate(lead) if t.text == "," and t.i < cue.i]
    if not commas or lead[0].pos_ not in {"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "CCONJ"}:
        return False
    tag = [t for t in lead[commas[-1] + 1 :] if t.i < cue.i]
    setting = any(t.ent_type_ == "DATE" or t.dep_ == "obl:unmarked" for t in lead[:1])
    return 0 < len(tag) < 7 and any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in tag) and not setting and tag[-1].dep_ != "conj"


def _is_attribute(page: Page, pair: Pair) -> bool:
    """`Cairo: “Missing” envoy found`: a word or two in marks with which the line goes on."""
    behind = page.text[pair.close : pair.close + 2]
    return word_count(page, pair) < 3 and page.text[pair.end - 1].isalnum() and behind[:1] == " " and behind[1:].islower()


#: Verbs whose bare object in marks is what was uttered.
_UTTERING = frozenset("shout cry yell scream chant whisper mutter exclaim murmur bellow".split())


def _is_outcry(page: Page, pair: Pair, cue: Token) -> bool:
    """`shouted “God is great” and ran`: some words with a capital right behind a verb of uttering."""
    return (
        lexicon().forms.get(cue.lower_) in _UTTERING
        and page.text[pair.start].isupper()
        and word_count(page, pair) > 1
        and cue.tag_ != "VBN"
        and (who := speaker_of_verb(cue)) is not None
        and can_speak(who)
    )


def _last_verb(page: Page, lead: list[Token]) -> Token | None:
    """The last verb that governs a lead: not one within a relative clause or an attribute."""
    for token in reversed(lead):
        if token.i in page.cues:
            return token
        if (
            token.pos_ == "VERB"
            and token.dep_ not in {"acl", "acl:relcl", "amod"}
            and token.tag_ in {"VBD", "VBZ", "VBP"}
        ):
            return None
    return None


def _labelled(pair: Pair, lead: list[Token]) -> Draft | None:
    """X: "..." where X is a name or speech noun: "Kabila: “...”", "His answer: “...”"."""
    cut = max((n for n, t in enumerate(lead[:-1]) if t.text in {"-", "–", "—", "|"} and t.whitespace_), default=-1)
    lead = lead[cut + 1 :]
    names = [t for t in lead if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if not names:
        return None
    in_order, names = names, sorted(names, key=lambda t: t.dep_ in SUBJECTS)
    colon = (lead[-1].idx, lead[-1].idx + 1)
    spoken = lexicon().documents | lexicon().utterances
    noun = next((t for t in reversed(names) if noun_lemma(t) or t.lemma_.lower() in spoken), None)
    if noun is not None:
        speaker = utterer_of(noun) if noun.lemma_.lower() in lexicon().utterances else speaker_of_noun(noun)
        if speaker is None and not any(t.pos_ in {"VERB", "AUX"} for t in lead):
            speaker = noun if noun.lemma_.lower() in lexicon().documents else None
        if speaker is None:
            root = next((t for t in lead if t.pos_ == "VERB" and child(t, "nsubj") is not None), None)
            speaker = speaker_of_verb(root) if root is not None else None
        if speaker is None:
            return None
        return Draft(
            noun,
            noun.lemma_.lower(),
            "say",
            "quote",
            [(pair.open, pair.close)],
            "direct",
            speaker,
            (noun.idx, noun.idx + len(noun)),
            quoted=True,
        )
    if len(lead) > 9 or any(t.pos_ in {"VERB", "AUX"} for t in lead) or not (lead[0].text[0].isupper() or lead[0].text[0] == "@"):
        return None
    if not any(t.pos_ in {"PROPN", "PRON"} or can_speak(t) for t in names):
        return None  # "Then, after a pause: ..."
    return Draft(None, ":", "say", "quote", [(pair.open, pair.close)], "direct", head_of(in_order), colon, quoted=True)


def _form_all(page: Page) -> None:
    """Sets the form of each draft by the pairs that its content holds, and trims the marks of direct ones."""
    for draft in page.drafts:
        set_form(page, draft)


def set_form(page: Page, draft: Draft) -> None:
    if (is_sign(draft.speaker) and draft.verb not in _EVIDENT) or _is_bare_naming(draft):
        draft.kind = "mention"
    if draft.spans and all(_is_all_shown(page, a, b) for a, b in draft.spans):
        draft.kind = "mention"
    if draft.frame in {"according", "embed"} or (draft.cue is not None and page.pair_at(draft.cue.idx) is not None):
        return
    spans: list[tuple[int, int]] = []
    forms: set[QuoteForm] = set()
    for start, end in draft.spans:
        held = [
            p
            for p in pairs_within(page, start, end)
            if p.open not in page.shown
            and not is_title(page, p)
            and not (draft.kind == "name" and is_capitalised(page, p) and word_count(page, p) < 5)
        ]
        exact = next(
            (p for p in held if not has_words(page, start, p.open) and not has_words(page, p.close, end)), None
        )
        whole = exact is not None and ((is_clause(page, exact) and is_sentence(page, exact)) or _is_headed(page, exact))
        if exact is not None and (whole or (draft.quoted and draft.frame == "quote" and exact.open == start)):
            spans.append((exact.start, exact.end))
            forms.add("direct")
        elif exact is not None:
            spans.append((exact.open, exact.close))
            forms.add("mixed")
        else:
            spans.append((start, end))
            forms.add("mixed" if held else "indirect")
    draft.spans = spans
    draft.form = "mixed" if "mixed" in forms else "direct" if "direct" in forms else "indirect"


def _is_all_shown(page: Page, start: int, end: int) -> bool:
    """Is a stretch nothing but words that nobody says, and an "and" between them?"""
    at = start
    for pair in pairs_within(page, start, end):
        if pair.open not in page.shown or page.text[at : pair.open].strip(" ,.") not in {"", "and", "or"}:
            return False
        at = pair.close
    return at > start and not has_words(page, at, end)


def _is_headed(page: Page, pair: Pair) -> bool:
    """`“Not my money”: mayor's reply`: what a headline begins with before its colon is given as it was said."""
    start, _ = page.paragraphs[page.paragraph_at(pair.open)]
    return pair.open == start and page.text[pair.close : pair.close + 1] == ":" and word_count(page, pair) > 2


def _is_bare_naming(draft: Draft) -> bool:
    """`It is one thing to call it “temporary”`: what is no party gives nothing a name."""
    return draft.kind == "name" and draft.speaker is not None and not can_speak(draft.speaker)


def _holder(page: Page, pair: Pair) -> Draft | None:
    """The draft whose content holds a pair from outside, the smallest one."""
    found = [
        d
        for d in page.around(pair.start, pair.end)
        if d.kind != "mention"
        and any(a <= pair.start and pair.end <= b for a, b in d.spans)
        and not (d.cue is not None and pair.open <= d.cue.idx < pair.close)
    ]
    return min(found, key=lambda d: d.size, default=None)


def _going_on(page: Page, pair: Pair, before: Pair | None) -> Draft | None:
    """A wholly quoted sentence without a cue goes on with the speaker of the sentence before it."""
    text = page.text
    para = page.paragraph_at(pair.open)
    start, end = page.paragraphs[para]
    head = sentence_start(page, pair)
    rest = text[pair.close : min(end, pair.close + 20)].lstrip(" .,;")
    whole = text[pair.end - 1] in ".!?…" or not rest or pair.runs_on
    if has_words(page, head, pair.open) or not whole or (rest and not (rest[0].isupper() or not rest[0].isalnum())):
        return None
    if word_count(page, pair) < 3 and text[pair.end - 1] not in "?!.":
        return None
    if head > start:
        floor, ceiling = start, head
    elif before is not None and before.runs_on:
        floor, ceiling = before.open, before.close
    elif para and not rest:
        floor, ceiling = page.paragraphs[para - 1]
        if not (before is not None and before.open >= floor):
            return None  # the paragraph before quotes nobody: nothing goes on
    else:
        return None
    floor = max(floor, pair.open - _FARTHEST)
    found = [
        d
        for d in page.around(floor, max(floor, ceiling))
        if d.kind not in UNSPOKEN
        and d.kind != "mention"
        and d.speaker is not None
        and (
            (d.cue_span is not None and floor <= d.cue_span[0] < ceiling)
            or any(floor <= a < ceiling for a, _ in d.spans)
        )
        and (d.cue is None or page.pair_at(d.cue.idx) is None)
    ]
    if not found:
        return None
    # The outermost saying of the sentence right before: the one that ends last, the longest of these.
    last = max(found, key=lambda d: (_ends(d), d.size))
    if re.search(r"[.!?][\"”’']?\s+[A-Z]", text[_ends(last) : pair.open]):
        return None
    return _again(last, (pair.start, pair.end))


def _ends(draft: Draft) -> int:
    """Where a saying ends with all its parts."""
    return max([b for _, b in draft.spans] + ([draft.cue_span[1]] if draft.cue_span else []))


def _listed(page: Page, pair: Pair, before: Pair | None) -> Draft | None:
    """`chanted “Bread!” and “Down with the tax!”`: a cry that is joined to another one."""
    if before is None or page.text[before.close : pair.open].strip(" ,") not in {"", "and", "or"} or not is_sentence(page, pair):
        return None
    first = next((d for d in page.around(before.open, before.close) if d.form == "direct" and (before.start, before.end) in d.spans), None)
    if first is None or first.cue is None or page.cues.get(first.cue.i) not in _UTTERING or first.cue.idx > before.open:
        return None
    return _again(first, (pair.start, pair.end))


def _is_joined(page: Page, pair: Pair, between: list[Token]) -> bool:
    """`asked for a name and “let them go”`: what follows "and" is done, not said."""
    first = page.tokens(pair.start, pair.end)[:1]
    return between[-1].pos_ == "CCONJ" and bool(first) and first[0].pos_ in {"VERB", "AUX"}


def _is_apart(between: list[Token]) -> bool:
    """`call time on the “boom”`: the words in marks are a part of a phrase with a preposition."""
    return len(between) > 1 and between[-1].pos_ == "DET" and between[-2].pos_ == "ADP" and between[-2].lower_ != "as"


#: Verbs whose object is seen or thought of: words in marks behind them are the writer's.
_EVIDENT = frozenset({"show", "find", "indicate", "signal", "hint"})
_REMEMBERING = frozenset({"remember", "recall", "recount", "reminisce"})


def _is_spoken_of(page: Page, pair: Pair, verb: str, between: list[Token]) -> bool:
    """`He spoke of “a black day for the nation”`, and not `they speak of “the night of the trucks”`: words, and no name."""
    first = page.tokens(pair.start, pair.end)[:1]
    plain = bool(first) and first[0].text.islower() and first[0].lower_ != "the" and word_count(page, pair) > 2
    return verb in {"speak", "talk"} and [t.lower_ for t in between] == ["of"] and plain


def _near_verb(page: Page, pair: Pair) -> Draft | None:
    """`called it “a massacre”`: words in marks as an argument of the nearest cue verb before them."""
    lead = lead_of(page, pair)
    if is_title(page, pair):
        return None
    for n, token in enumerate(reversed(lead)):
        if token.i in page.cues:
            if n > 10 or token.dep_ == "amod" or (any(t.text in {",", ";"} for t in lead[len(lead) - n :]) and n > 6):
                return None
            verb = page.cues[token.i]
            frames = lexicon().frames(verb)
            speaker = speaker_of_verb(token)
            if speaker is None or (verb in _EVIDENT and word_count(page, pair) < 4):
                return None
            if verb in _REMEMBERING and n and lead[-1].lemma_.lower() in lexicon().utterances:
                return None  # who remembers the question “...” does not put it
            frame = next((f for f in ("as", "object", "for", "of") if frames.get(f, "mention") != "mention"), "quote")
            between = lead[len(lead) - n :]
            start = between[0].idx if between and frames["quote"] in {"name", "condemn"} else pair.open
            described = bool(between) and between[0].lower_ == "as" and "as" in frames
            if described:
                start = between[1].idx if len(between) > 1 else pair.open  # "described as “an aggression”"
            if frames["quote"] in {"say", "report"} and between and between[0].pos_ == "ADP" and not described and not _is_spoken_of(page, pair, verb, between):
                return None  # they speak of “the night of the trucks”
            if is_negated(token) or is_titled(page, pair) or (frames["quote"] == "name" and is_capitalised(page, pair)):
                return None
            if between and (_is_joined(page, pair, between) or _is_apart(between)):
                return None
            if word_count(page, pair) <= 3 and not can_speak(speaker):
                return None
            draft = Draft(
                token,
                verb,
                frames.get(frame, frames["quote"]),
                frame,
                [(start, pair.close)],
                "mixed",
                speaker,
                (token.idx, token.idx + len(token)),
                quoted=True,
            )
            if frame == "quote":
                draft.kind = frames["quote"]
            return draft
        if token.pos_ == "VERB" and token.tag_ != "VBG" and token.dep_ != "amod":
            return None
    return None
