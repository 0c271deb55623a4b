"""Sayings by the parse: clauses and phrases that a verb or noun reports, "according to X", posts with their stamp."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from recension.claims.cues import (
    QUOTE_MARKS,
    Content,
    contents,
    lexicon,
    noun_lemma,
    speaker_of_noun,
    speaker_of_verb,
    verb_lemma,
)
from recension.claims.direct import set_form
from recension.claims.doc import report_of, sentences
from recension.claims.marks import Pair
from recension.claims.phrases import entity_at
from recension.claims.surface import (
    ASSERTING,
    CLAUSE_FRAMES,
    DAYS,
    TELLING,
    UNSPOKEN,
    Draft,
    Page,
    beside_cue,
    can_speak,
    checked,
    cut,
    first_noun,
    head_of,
    is_actor,
    is_negated,
    pairs_within,
    snapped,
    text_of,
)
from recension.claims.tree import MAX_STEPS, child, children, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_STAMP = re.compile(
    r"(?:—|–|―|--?)\s*(?P<name>[^\n()@]{1,80}?)\s*\(\s*@\w{1,40}\s*\)(?:\s*[,·|-]?\s*[^\n]{0,60}\d{4}[^\n]{0,20})?\s*$"
)
#: "He warned Iran talks would end" says nobody to whom.
_MAY_LACK_A_HEARER = frozenset({"warn", "ask", "urge"})
_COUNTS = frozenset({"figure", "datum", "data", "number", "statistic", "tally", "count", "toll"})
_GIVEN = frozenset({"release", "publish", "issue", "provide", "compile", "give", "share", "collect", "gather", "report", "announce", "keep"})
#: Nouns of "in the view of X".
_VIEWS = frozenset("words view opinion eyes judgement judgment estimation assessment telling account reckoning".split())
_TELLS = frozenset("reports reported informs informed writes wrote announces announced says said notes noted states stated transmits transfers".split())


def verbs_and_nouns(page: Page) -> None:
    """Drafts of all cues with the content that the parse gives them."""
    known = lexicon()
    for sent in sentences(page.doc):
        for token in sent:
            verb = verb_lemma(token)
            if verb and "quote" in known.frames(verb):
                page.cues[token.i] = verb
    for sent in sentences(page.doc):
        for token in sent:
            verb = verb_lemma(token)
            frames = known.frames(verb) if verb else {}
            speaker: Callable[[Token], Token | None] = speaker_of_verb
            if not frames:
                verb = noun_lemma(token) if not _in_words_of(token) else None
                frames, speaker = (known.nouns[verb] if verb else {}), speaker_of_noun
            if not verb or not frames:
                continue
            read = False
            for content in _largest(contents(token, frames)):
                thought = content.frame == "question" and not frames.keys() & {"quote", "question"}
                kind = frames.get(content.frame) or (
                    "want" if thought and "want" in frames.values() else "ask_question" if content.frame == "question" else frames.get("quote", "say")
                )
                kind = "unsaid" if is_negated(token) and kind in ASSERTING else kind
                if not _holds(token, verb, kind, content):
                    continue
                spans = [s for span in content.spans for s in snapped(page, token, span)]
                who = checked(page, token, speaker(token))
                if who is not None and spans and who.idx < spans[0][0] < token.idx and content.frame == "that":
                    # "Four died on the road, a doctor says": the parse took the first noun for who says
                    spans[0] = (max(page.bounds(token.idx)[0], who.left_edge.idx), spans[0][1])
                    who = checked(page, token, None)
                if spans and content.frame == "that" and verb_lemma(token):
                    spans[0] = (_past_setting(page, token, *spans[0]), spans[0][1])
                    spans[0] = (_from_cue(page, token, verb, spans[0][0]), spans[0][1])
                    spans[0] = (_past_hearer(page, token, verb, *spans[0]), spans[0][1])
                if spans and content.head is not None and not any(a <= content.head.idx < b for a, b in spans):
                    continue  # the parse ran over a full stop
                if spans:
                    read = read or content.frame not in {"object", "as"}
                    page.add(
                        Draft(
                            token,
                            verb,
                            kind,
                            content.frame,
                            spans,
                            "indirect",
                            who,
                            (token.idx, token.idx + len(token)),
                        )
                    )
            if not read and "that" in frames and (token.pos_ == "VERB" or token.tag_ in {"VBD", "VBZ"}):
                kind = "unsaid" if is_negated(token) else frames["that"]
                for draft in list(_by_position(page, token, verb, kind)):
                    page.add(draft)


def _past_setting(page: Page, cue: Token, start: int, end: int) -> int:
    """Where a content begins behind the cue's own time and place: "said on Friday in Ohio that P"."""
    if start < cue.idx or start > cue.idx + len(cue) + 2:
        return start
    tokens = page.tokens(start, min(end, start + 80))[:10]
    that = next((n for n, t in enumerate(tokens) if t.lower_ == "that" and t.tag_ == "IN"), 0)
    setting = tokens[:that]
    if not that or that + 1 >= len(tokens) or (setting[0].pos_ not in {"ADP", "ADV"} and setting[0].lower_ not in DAYS):
        return start
    plain = all(t.pos_ not in {"VERB", "AUX", "SCONJ", "PUNCT"} and t.dep_ not in {"nsubj", "nsubj:pass"} for t in setting)
    return int(tokens[that + 1].idx) if plain and page.pair_at(start) is page.pair_at(tokens[that].idx) else start


def _from_cue(page: Page, cue: Token, verb: str, start: int) -> int:
    """Where a content after its cue begins, if the parse lost its first words: behind "that", or behind the cue."""
    if start <= cue.idx or cue.i + 1 >= len(page.doc):
        return start
    lost = [t for t in page.tokens(cue.idx + len(cue), min(start, cue.idx + 400))]
    if not lost or page.pair_at(lost[0].idx) is not page.pair_at(start):
        return start
    if lost[0].lower_ == "that" and len(lost) > 1:
        return int(lost[1].idx)
    first = page.tokens(start, start + 40)[:1]
    headless = bool(first) and (first[0].pos_ == "AUX" or first[0].tag_ in {"MD", "VBD", "VBZ", "VBP"})
    plain = all(t.pos_ in {"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART"} for t in lost)
    return int(lost[0].idx) if headless and plain and verb not in TELLING else start


def _past_hearer(page: Page, cue: Token, verb: str, start: int, end: int) -> int:
    """Where a content begins if the parse took who is told into it: "told Reuters the truce was over"."""
    if verb not in TELLING or verb in _MAY_LACK_A_HEARER or cue.i + 2 >= len(page.doc) or page.doc[cue.i + 1].idx != start:
        return start
    hearer = entity_at(page.doc[cue.i + 1])
    if hearer is None or hearer.end >= len(page.doc) or page.doc[hearer.end].pos_ not in {"DET", "PRON", "NUM", "ADJ", "NOUN", "PROPN"}:
        return start
    behind = int(page.doc[hearer.end].idx)
    return behind if behind < end else start


def _in_words_of(token: Token) -> bool:
    return bool(token.lower_ == "words" and token.i > 1 and "in" in {token.nbor(-1).lower_, token.nbor(-2).lower_})


def _largest(found: list[Content]) -> list[Content]:
    """Without contents that lie within another one of the same frame (a parse may give a clause in parts)."""
    return [
        c
        for c in found
        if not any(
            o is not c
            and o.frame == c.frame
            and o.spans[0][0] <= c.spans[0][0]
            and c.spans[-1][1] <= o.spans[-1][1]
            and o.spans != c.spans
            for o in found
        )
    ]


def _by_position(page: Page, cue: Token, verb: str, kind: str) -> Iterator[Draft]:
    """Where the parse shows no content: "X reported on Monday that P", "P, X said." by position alone."""
    doc = page.doc
    floor, ceiling = page.bounds(cue.idx)
    home = page.pair_at(cue.idx)
    if home is not None:
        floor, ceiling = max(floor, home.start), min(ceiling, home.end)
    tokens = page.near(cue, floor, ceiling)
    at = next((n for n, t in enumerate(tokens) if t.i == cue.i), None)
    if at is None or (kind in UNSPOKEN and cue.tag_ == "VBN"):
        return
    speaker = checked(page, cue, speaker_of_verb(cue))
    span: tuple[int, int] | None = None
    for token in tokens[at + 1 : at + 8]:
        if token.lower_ == "that" and token.i > cue.i + 2 and noun_lemma(doc[token.i - 1]):
            break  # "said of the claim that P": the noun has it
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT", "DT"} and token.i + 1 < len(doc):
            if (
                not doc[token.i + 1].is_punct
                and not doc[token.i + 1].tag_.startswith("VB")
                and any(t.pos_ in {"VERB", "AUX"} for t in tokens[at + 1 :])
            ):
                span = (doc[token.i + 1].idx, ceiling)
            break
        if token.pos_ in {"VERB", "AUX"} or token.text in {",", ":"}:
            break
    if span is None and speaker is not None and speaker.i < cue.i and _takes_bare_clause(verb) and at + 2 < len(tokens):
        rest = tokens[at + 1 : next((n for n, t in enumerate(tokens) if n > at and t.text == ";"), len(tokens))]
        if (
            len(rest) > 2
            and rest[0].pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
            and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VBN"} for t in rest[1:])
            and rest[0].lower_ not in DAYS
            and rest[1].text not in {",", "."}
            and page.pair_at(rest[0].idx) is home
        ):
            span = (rest[0].idx, ceiling)
    if span is None and speaker is not None and speaker.i < cue.i:
        spans = _parenthetical(tokens, at, speaker, verb)
        if spans and not _is_said(page, cue, spans):
            yield _draft(page, cue, verb, kind, spans, speaker)
            return
    if span is None and at > 3 and tokens[at - 1].text == "," and cue.tag_ in {"VBD", "VBZ"}:
        # "P, said the driver, Omar." where the parse has it otherwise
        named = beside_cue(cue, tokens[at:])
        if (
            named is not None
            and can_speak(named)
            and not (named.pos_ == "NOUN" and noun_lemma(named))
            and any(t.pos_ in {"VERB", "AUX"} for t in tokens[: at - 1])
            and not any(t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"acl:relcl", "acl"} for t in tokens[at + 1 :])
        ):
            speaker, span = named, (tokens[0].idx, tokens[at - 1].idx)
    if span is not None and speaker is not None and not _is_said(page, cue, [span]):
        yield _draft(page, cue, verb, kind, [span], speaker)


def _draft(page: Page, cue: Token, verb: str, kind: str, spans: list[tuple[int, int]], speaker: Token) -> Draft:
    held = [s for span in spans for s in snapped(page, cue, span)]
    return Draft(cue, verb, kind, "that", held or spans, "indirect", speaker, (cue.idx, cue.idx + len(cue)))


def _is_said(page: Page, cue: Token, spans: list[tuple[int, int]]) -> bool:
    """Does a draft of the same cue hold some of these characters already?"""
    return any(any(a < y and x < b for a, b in d.spans for x, y in spans) for d in page.of_cue(cue))


def _parenthetical(tokens: list[Token], at: int, speaker: Token, verb: str) -> list[tuple[int, int]]:
    """What stands around a cue between commas: "P, the mayor said on Monday, ..." or "The army, he said, has fled"."""
    start = next((n for n in range(at - 1, 0, -1) if tokens[n].i < speaker.i and tokens[n].text == ","), 0)
    if start < 1 or speaker.i - tokens[start].i > 8:
        return []
    before, between, after = tokens[:start], tokens[start + 1 : at], tokens[at + 1 :]
    opening = between[0] if between else None
    if opening is None or opening.pos_ in {"SCONJ", "CCONJ", "ADP"} or opening.tag_ in {"WP", "WDT"}:
        return []
    if any(noun_lemma(t) for t in between[:3]) or lexicon().frames(verb).get("that") == "ask":
        return []  # ", a claim Beijing dismissed" says nothing
    relative = any(t.tag_ in {"WP", "WDT"} for t in between)
    if not relative and any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.dep_ not in {"aux", "aux:pass"} for t in between
    ):
        return []
    stop = next((n for n, t in enumerate(after) if t.text in {",", ";", ".", "!", "?"}), len(after))
    aside = after[:stop]
    plain = all(t.pos_ not in {"VERB", "AUX", "SCONJ"} for t in aside) and stop <= 8
    led = not aside or aside[0].pos_ in {"ADP", "ADV"} or aside[0].lower_ in DAYS or verb in TELLING
    if not plain or not led:
        return []
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before) and before[0].pos_ != "SCONJ"
    first = (before[0].idx, before[-1].idx + len(before[-1]))
    rest = after[stop + 1 :] if stop < len(after) and after[stop].text == "," else []
    if finite:
        return [first] if len(before) > 2 else []
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in rest):
        return [first, (rest[0].idx, rest[-1].idx + len(rest[-1]))]
    return []


def _takes_bare_clause(verb: str) -> bool:
    """Does a verb hold clauses without "that" and never a plain object of its own?"""
    return "bare" in lexicon().frames(verb)


def _holds(cue: Token, verb: str, kind: str, content: Content) -> bool:
    """Is a reading of the parse a saying at all?"""
    head = content.head
    if content.frame == "that" and cue.pos_ not in {"NOUN", "PROPN"} and content.spans[0][1] <= cue.idx:
        # What comes before its cue is parted from it by a comma or a mark: "P, X said".
        between = text_of(cue.doc)[content.spans[0][1] : cue.idx]
        clausal = head is not None and head.dep_.startswith("csubj")  # "That P was promised by X"
        if not (clausal or any(c in between for c in ",\"”’»'–—;")) or _relative_subject(cue):
            return False
    tag = content.head is not None and cue.idx < content.spans[0][0] and verb_lemma(content.head) is not None
    if tag and content.spans[0][1] - content.spans[0][0] < 40 and _ends_clause(content.head):
        return False  # "Witnesses said P, AP reported": the tag is no content
    if content.spans[0][0] > cue.idx and ";" in text_of(cue.doc)[cue.idx : content.spans[0][0]]:
        return False
    if (
        kind in {"deny", "reject"}
        and (who := speaker_of_verb(cue)) is not None
        and noun_lemma(who)
        and who.i < cue.i - 1
    ):
        return False  # "an accusation Kigali denies": who denies is not the accusation
    if content.frame == "object" and kind == "reject":
        return head is not None and noun_lemma(head) is not None
    if verb in {
        "show",
        "find",
        "indicate",
        "suggest",
        "signal",
        "mean",
        "imply",
        "hold",
        "agree",
        "add",
        "see",
        "figure",
    }:
        who = speaker_of_verb(cue)
        return who is not None and (
            (who.pos_ in {"PROPN", "PRON"} and who.lower_ not in {"it", "this", "that", "these", "those", "which"})
            or bool(who.ent_type_)
            or who.lemma_.lower() in lexicon().documents
            or is_actor(who)
        )
    return True


def _ends_clause(head: Token | None) -> bool:
    """Does a subject stand before and nothing after a verb: "AP reported."?"""
    if head is None or head.i + 1 >= len(head.doc):
        return False
    own = child(head, "nsubj")
    return (
        own is not None
        and own.i < head.i
        and own.left_edge.i > 0
        and (own.left_edge.nbor(-1).text == "," and head.nbor(1).text in {".", ","})
    )


def _relative_subject(cue: Token) -> bool:
    own = child(cue, "nsubj", "nsubj:pass")
    return own is not None and own.tag_ in {"WP", "WDT"}


def according(page: Page) -> None:
    doc = page.doc
    known = lexicon()
    for sent in sentences(doc):
        for token in sent[:-1]:
            if token.i + 3 >= len(doc):
                continue
            length = _opening(page, token)
            if not length:
                continue
            last = token.i + length - 1
            noun = _phrase_head(token, doc[last], token.lower_ == "according") if doc[last].lower_ not in _VIEWS else child(doc[last], "nmod:poss")
            if noun is None or noun.lemma_.lower() in known.nospeaker:
                continue
            home = page.pair_at(token.idx)
            right = max(_phrase_end(noun, sent.end), _phrase_stop(noun, sent.end))
            told = _as_told(token) if token.lower_ == "as" else None
            if told is not None:
                right = max(right, told[1])
            noun = _who_counts(noun)
            spans = _stated(page, sent.start, sent.end, token.i, right, home)
            if token.lower_ == "in" and home is None:
                spans = _worded(page, noun, spans)
            if spans:
                first = doc[told[1]] if told is not None and length == 1 else token
                end = first if first is not token else doc[last]
                cue_span = (first.idx, end.idx + len(end))
                draft = Draft(token, "according to", "say", "according", spans, "indirect", noun, cue_span)
                if any(next(pairs_within(page, a, b), None) for a, b in spans):
                    draft.frame = "quote"
                    set_form(page, draft)
                    draft.frame = "according"
                page.add(draft)


def _who_counts(noun: Token) -> Token:
    """"according to figures released by the ministry": the ministry says so, not its figures."""
    if noun.lemma_.lower() not in _COUNTS and noun.lower_ not in _COUNTS:
        return noun
    for clause in children(noun):
        if clause.dep_ == "acl" and clause.lemma_.lower() in _GIVEN:
            for by in children(clause):
                if by.dep_ in {"obl:agent", "obl"} and by.pos_ in {"NOUN", "PROPN"} and any(c.lower_ == "by" for c in children(by)):
                    return by
    for source in children(noun):
        if source.dep_ == "nmod" and source.pos_ in {"NOUN", "PROPN"} and any(c.lower_ in {"from", "by"} for c in children(source) if c.dep_ == "case"):
            return source
    return noun


def _worded(page: Page, noun: Token, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`It was, in the words of the judge, “a farce”`: the words behind the phrase, where the rest has none in marks."""
    if any(next(pairs_within(page, a, b), None) for a, b in spans):
        return spans
    pair = next(pairs_within(page, noun.idx, page.bounds(noun.idx)[1]), None)
    if pair is None or pair.open - noun.idx > 80 or page.text[noun.idx : pair.open].rstrip()[-1:] != ",":
        return spans
    return [(pair.open, pair.close)]


def _as_told(token: Token) -> tuple[int, int] | None:
    """"as reported by X,", "as the agency reports,", "as informs X,": how many tokens lead to who tells, and the last
    token that belongs to the phrase besides the name; None where "as" begins something else."""
    doc, at = token.doc, token.i
    if at > sentence_of(token).start and doc[at - 1].text not in {",", "(", "–", "—", "-"} and not doc[at - 1].is_space:
        return None
    end = sentence_of(token).end
    if doc[at + 1].lower_ in _TELLS:
        if at + 3 < end and doc[at + 2].lower_ == "by":
            return (3, at + 2) if doc[at + 3].pos_ in {"DET", "PROPN", "NOUN", "ADJ"} else None
        # "as informs Interfax", in the order of other languages
        return (2, at + 1) if at + 2 < end and doc[at + 2].pos_ in {"DET", "PROPN"} and doc[at + 1].tag_ != "VBN" else None
    for verb in doc[at + 2 : min(at + 7, end - 1)]:
        if verb.lower_ in _TELLS:
            whole = verb.tag_ in {"VBZ", "VBD", "VBP"} and doc[verb.i + 1].text in {",", ".", ")"}
            named = all(t.pos_ in {"DET", "PROPN", "NOUN", "ADJ"} or t.text == "'s" for t in doc[at + 1 : verb.i])
            return (1, verb.i) if whole and named else None
    return None


def _opening(page: Page, token: Token) -> int:
    """How many tokens "according to", "in the view of", "per", "for" (with words in marks) have; 0 where none begins."""
    doc, low = page.doc, token.lower_
    if low == "according":
        return 2 if doc[token.i + 1].lower_ == "to" else 0
    if low == "as":
        told = _as_told(token)
        return told[0] if told is not None else 0
    if low == "in":
        length = 3 if doc[token.i + 1].lower_ in {"the", "his", "her", "their"} else 2
        noun, of = doc[token.i + length - 1], doc[token.i + length]
        if noun.lower_ in _VIEWS and of.lower_ == "of":
            return length + 1
        return _owned_view(token)
    first = token.i == 0 or doc[token.i - 1].text in {",", "."} or doc[token.i - 1].is_space
    following = doc[token.i + 1]
    if low == "per":
        named = following.pos_ in {"DET", "PROPN"} and following.lower_ not in {"day", "person", "capita", "cent", "annum", "hour"}
        return 1 if first and named else 0
    if token.text == "For" and following.lower_ in {"the", "one", "many", "some", "most", "his", "her", "their"} and _is_somebodys(page, token):
        return 1
    if (low == "for" and token.text == "For" and following.ent_type_ == "PERSON") or (
        token.text == "For" and following.text in {"Dr", "Dr.", "Mr", "Mr.", "Ms", "Ms.", "Mrs", "Mrs."}
    ):
        floor, ceiling = page.bounds(token.idx)
        comma = any(t.text == "," for t in doc[token.i + 1 : token.i + 16])
        return 1 if comma and floor <= token.idx and next(pairs_within(page, token.idx, ceiling), None) is not None else 0
    return 0


def _owned_view(token: Token) -> int:
    """`in the mayor's words`: how many tokens lead to the word for what he says; 0 where none does."""
    for word in token.doc[token.i + 2 : min(token.i + 8, sentence_of(token).end)]:
        if word.lower_ in _VIEWS:
            owner = child(word, "nmod:poss")
            named = owner is not None and owner.pos_ in {"NOUN", "PROPN"} and owner.left_edge.i == token.i + 1
            return word.i - token.i + 1 if named else 0
        if word.is_punct:
            return 0
    return 0


def _is_somebodys(page: Page, token: Token) -> bool:
    """`For the mayor, it is “a question of honour”`: a person, a comma, and words in marks that no verb of saying has."""
    noun = first_noun(page.doc, token.i + 1, min(token.i + 9, len(page.doc)))
    if noun is None or not is_actor(noun) or noun.i + 1 >= len(page.doc) or noun.nbor(1).text != ",":
        return False
    floor, ceiling = page.bounds(token.idx)
    pair = next(pairs_within(page, token.idx, ceiling), None)
    return floor <= token.idx and pair is not None and not any(t.i in page.cues for t in page.tokens(noun.idx, pair.open))


def cited(page: Page) -> None:
    """As in "X reported that P, citing Y": Y stands nearer to the fact than X."""
    for sent in sentences(page.doc):
        for token in sent:
            if token.lower_ not in {"citing", "quoting"} or token.tag_ != "VBG":
                continue
            source = child(token, "obj") or next(
                (t for t in token.doc[token.i + 1 : min(token.i + 8, sent.end)] if t.pos_ in {"NOUN", "PROPN"}), None
            )
            floor, ceiling = page.bounds(token.idx)
            outer = [
                d
                for d in page.around(max(floor, token.idx - 1000), min(ceiling, token.idx + 1000))
                if d.cue is not None
                and floor <= d.cue.idx < ceiling
                and d.kind in {"say", "report", "confirm", "warn"}
                and d.frame in CLAUSE_FRAMES
                and page.pair_at(d.cue.idx) is None
            ]
            if source is None or not outer:
                continue
            nearest = max(
                (d for d in outer if d.cue is not None and d.cue.i < token.i),
                key=lambda d: d.cue_span or (0, 0),
                default=outer[0],
            )
            page.add(
                Draft(
                    token,
                    "cite",
                    "say",
                    "according",
                    list(nearest.spans),
                    nearest.form,
                    source,
                    (token.idx, token.idx + len(token)),
                    rank=-1,
                )
            )


def _phrase_head(token: Token, last: Token, governed: bool) -> Token | None:
    """The noun of "according to X" (which governs "according") or of "in the words of X"; `last`: to, of."""
    head = token.head
    if governed and head.i > token.i and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    run: list[Token] = []
    for each in token.doc[last.i + 1 : last.i + 11]:
        if (each.is_punct and each.text not in QUOTE_MARKS) or (each.pos_ in {"VERB", "ADP"} and run):
            break
        if each.pos_ in {"NOUN", "PROPN", "PRON"}:
            run.append(each)
    return head_of(run) if run else None


def _phrase_end(noun: Token, limit: int) -> int:
    """The number of the last token of a noun's phrase, without a clause that the parse hung on it by mistake."""
    right: int = noun.i
    for _ in range(MAX_STEPS):
        step = next(
            (
                c.right_edge.i
                for c in children(noun)
                if c.i > noun.i
                and c.right_edge.i > right
                and c.dep_
                in {
                    "nmod",
                    "flat",
                    "appos",
                    "compound",
                    "acl:relcl",
                    "acl",
                    "nmod:poss",
                    "conj",
                    "cc",
                    "case",
                    "nmod:tmod",
                    "amod",
                    "nmod:unmarked",
                    "list",
                    "advmod",
                }
            ),
            None,
        )
        if step is None:
            break
        right = step
    return min(right, limit - 1)


def _phrase_stop(noun: Token, limit: int) -> int:
    """The last token of a noun's phrase by position: up to the next point, if no verb comes before it."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 14, limit)]:
        if token.is_punct and token.text not in QUOTE_MARKS and token.text not in {"-", "(", ")"}:
            return int(token.i - 1)
        if token.pos_ in {"VERB", "AUX"} or token.is_space:
            break
    return int(noun.i)


def _stated(page: Page, first: int, last: int, cue: int, right: int, home: Pair | None) -> list[tuple[int, int]]:
    """What "according to X" covers: its sentence, or the part of it between semicolons, or its quotation."""
    doc = page.doc
    a, b = first, last
    floor, ceiling = page.bounds(doc[cue].idx)
    while a < cue and doc[a].idx < floor:
        a += 1
    while b > right + 1 and doc[b - 1].idx >= ceiling:
        b -= 1
    for i in range(cue - 1, a - 1, -1):
        if doc[i].text == ";":
            a = i + 1
            break
    for i in range(right + 1, last):
        if doc[i].text == ";":
            b = i
            break
    found: list[tuple[int, int]] = []
    for x, y in ((a, cue - 1), (right + 1, b - 1)):
        while x <= y and (doc[x].is_space or doc[x].text in ",;:-–—."):
            x += 1
        while y >= x and (doc[y].is_space or doc[y].text in ",;:-–—." or doc[y].lower_ in {"and", "but"}):
            y -= 1
        if x > y or not any(t.is_alpha for t in doc[x : y + 1]):
            continue
        if found and not any(t.pos_ in {"VERB", "AUX"} for t in doc[x : y + 1]):
            continue  # only what was left over of the speaker's own phrase
        start, end = doc[x].idx, doc[y].idx + len(doc[y])
        if home is not None:
            start, end = max(start, home.start), min(end, home.end)
        elif found_pair := page.pair_at(start):
            start = found_pair.open
        if home is None and (other := page.pair_at(end - 1)):
            end = other.close
        if start < end:
            found.append((start, end))
    return found


def embeds(page: Page) -> None:
    """A post taken over with its stamp ("— Name (@handle) May 30, 2023") belongs to the account."""
    text = page.text
    report = report_of(page.doc)
    embedded = [(b.start, b.end) for b in report.blocks if b.role == "quote_embed"]
    for n, (start, end) in enumerate(page.paragraphs):
        match = _STAMP.search(text, max(start, end - 220), end)
        if match is None or (match.start() > start and not text[match.start() - 1].isspace()):
            continue
        spans: list[tuple[int, int]] = []
        if match.start() > start:
            spans.append((start, len(text[: match.start()].rstrip())))
        k = n - 1
        while k >= 0 and (not spans or (_within(embedded, page.paragraphs[k]) and _within(embedded, (start, end)))):
            if _STAMP.search(text, *page.paragraphs[k]):
                break
            spans.insert(0, page.paragraphs[k])
            k -= 1
        spans = [s for s in spans if s[0] < s[1]]
        if not spans:
            continue
        a, b = match.span("name")
        name = text[a:b]
        who = cut(page.doc, a, b, name)
        page.add(Draft(None, "post", "report", "embed", spans, "direct", None, (match.start(), match.end()), who))


def _within(stretches: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in stretches)
