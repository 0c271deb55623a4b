"""What the surface of a report shows beside a quotation or a cue: sentences by full stops, the words before and after.

A parse of long quoted sentences is often wrong about where they end; full stops and quote marks seldom are.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.cues import QUOTE_MARKS, lexicon, noun_lemma, speaker_of_verb
from recension.claims.doc import report_of, role_at, role_roots
from recension.claims.marks import Pair, is_wrapped, pairs, paragraphs
from recension.claims.mending import mended
from recension.claims.tree import MAX_STEPS, child, children, is_passive
from recension.model import Mention, QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


#: Kinds whose content is said to hold; the others tell what is wanted, asked or planned.
ASSERTING = frozenset(
    {"say", "report", "confirm", "warn", "deny", "reject", "accuse", "condemn", "approve", "name", "believe"}
)


#: Kinds that are thought, not spoken.
UNSPOKEN = frozenset({"believe", "want"})


#: Demands, promises and threats assert their content only where they are whole clauses of the speaker's own.
CLAUSE_FRAMES = frozenset({"that", "quote"})


#: Who speaks of themselves within a quotation adds nobody to a chain.
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_TIMES = DAYS | frozenset(
    "january february march april may june july august september october november december morning afternoon evening"
    " night week month year".split()
)
#: Verbs whose object is who is told.
TELLING = frozenset({"tell", "inform", "remind", "assure", "reassure", "brief", "notify", "warn", "ask", "urge"})


_TERMINAL = ".!?…"


_SKIPPED = frozenset({",", "–", "—", "-", "--", ".", "…", "..."})


_TITLE_WORDS = frozenset({"called", "titled", "entitled", "named", "dubbed", "nicknamed", "headlined"})


_WORKS = frozenset(
    "film movie book novel song album show series magazine newspaper documentary poem play drama programme program operation".split()
)


_LONGEST_ZONE = 45
#: Characters that are looked at beside a quotation, whatever the full stops say.
_LONGEST_LOOK = 600
#: Tokens on each side of a cue that its sentence may have.
_REACH = 90
#: Characters a shelf of the index of drafts and sayings.
SHELF = 512


@dataclass(slots=True, eq=False)
class Draft:
    """A saying while it is being found. `dropped`: a better reading of the same words took its place."""

    cue: Token | None
    verb: str
    kind: str
    frame: str
    spans: list[tuple[int, int]]
    form: QuoteForm
    speaker: Token | None
    cue_span: tuple[int, int] | None = None
    named: Mention | None = None
    quoted: bool = False
    rank: int = 0
    dropped: bool = False

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(b - a for a, b in self.spans)


@dataclass(slots=True)
class Page:
    """What the surface shows: paragraphs, quoted pairs, where tokens start; and what was claimed so far."""

    doc: Doc
    text: str
    paragraphs: list[tuple[int, int]]
    pairs: list[Pair]
    starts: list[int]
    breaks: list[int]
    cues: dict[int, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    shelves: dict[int, dict[int, Draft]] = field(default_factory=dict)
    by_cue: dict[int, list[Draft]] = field(default_factory=dict)
    #: Where pairs open whose words nobody says.
    shown: set[int] = field(default_factory=set)

    def add(self, draft: Draft) -> None:
        """Keeps a draft, or notes where one reaches that has grown."""
        if draft.cue is not None:
            held = self.by_cue.setdefault(draft.cue.i, [])
            if draft not in held:
                held.append(draft)
        places = [*draft.spans, *([draft.cue_span] if draft.cue_span else [])]
        shelves = {n for a, b in places for n in range(a // SHELF, max(a, b - 1) // SHELF + 1)}
        known = any(id(draft) in self.shelves.get(n, ()) for n in shelves)
        for n in shelves:
            self.shelves.setdefault(n, {})[id(draft)] = draft
        if not known:
            self.drafts.append(draft)

    def of_cue(self, cue: Token) -> list[Draft]:
        """The drafts that a cue has so far."""
        return [d for d in self.by_cue.get(cue.i, ()) if not d.dropped]

    def around(self, start: int, end: int) -> list[Draft]:
        """The drafts whose content or cue touches the shelves of characters start:end, in order of discovery."""
        found = {
            k: d
            for n in range(start // SHELF, max(start, end - 1) // SHELF + 1)
            for k, d in self.shelves.get(n, {}).items()
        }
        return [d for d in found.values() if not d.dropped]

    def near(self, cue: Token, floor: int, ceiling: int) -> list[Token]:
        """The tokens of a sentence near a cue: of a sentence without end only so many."""
        first, last = max(0, cue.i - _REACH), min(len(self.doc), cue.i + _REACH)
        return [t for t in self.doc[first:last] if not t.is_space and floor <= t.idx < ceiling]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin within characters start:end, without white space."""
        a, b = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        return [t for t in self.doc[a:b] if not t.is_space]

    def pair_at(self, char: int) -> Pair | None:
        """The pair that holds a character within its marks."""
        n = bisect.bisect_right(self.pairs, char, key=lambda p: p.open) - 1
        return self.pairs[n] if n >= 0 and self.pairs[n].open <= char < self.pairs[n].close else None

    def pairs_in(self, start: int, end: int) -> list[Pair]:
        """The pairs that touch characters start:end."""
        n = max(0, bisect.bisect_right(self.pairs, start, key=lambda p: p.open) - 1)
        m = bisect.bisect_left(self.pairs, end, key=lambda p: p.open)
        return [p for p in self.pairs[n:m] if p.close > start]

    def bounds(self, char: int) -> tuple[int, int]:
        """The sentence around a character by full stops alone; what stands in quote marks parts no sentence outside."""
        n = bisect.bisect_right(self.breaks, char)
        return (self.breaks[n - 1] if n else 0), (self.breaks[n] if n < len(self.breaks) else len(self.text))

    def paragraph_at(self, char: int) -> int:
        """The number of the paragraph that holds a character."""
        return max(0, bisect.bisect_right(self.paragraphs, char, key=lambda p: p[0]) - 1)


def page_of(doc: Doc) -> Page:
    report = report_of(doc)
    roles = role_roots(report)
    text, wrapped = report.text, is_wrapped(report.text)
    paras = [p for b in report.blocks if b.role in roles for p in paragraphs(text, b.start, b.end, wrapped)]
    found = mended(text, paras, pairs(text, paras))
    starts = [t.idx for t in doc]
    breaks = sorted({*_breaks(text, paras, found), *_behind_places(doc, text, paras, starts)})
    return Page(doc, text, paras, found, starts, breaks)


#: "Oslo — ", "Luanda, 4 – ", "Port Moresby (AP) - ", "Colombo: The ...": a place alone before the first sentence of a paragraph.
_PLACE_LINE = re.compile(
    r"(?P<place>[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){0,3})(?:, [\w. ]{1,20}?)?(?:\s?\([^()\n]{2,30}\))?"
    r"(?:\s?[—–]|\s-{1,2}|(?P<colon>:))\s+(?=\S)"
)


def _behind_places(doc: Doc, text: str, paras: list[tuple[int, int]], starts: list[int]) -> Iterator[int]:
    """Where the sentence behind a place at the start of a paragraph begins; a label in capitals before a colon counts as one."""
    for start, end in paras:
        match = _PLACE_LINE.match(text, start, min(end, start + 120))
        if match is None or (text[match.end()] in _MARKS and match["colon"]):
            continue  # `Moscow: “We know nothing”`: a place that speaks
        first = doc[min(bisect.bisect_left(starts, start), len(doc) - 1)]
        label = match["colon"] and match["place"].isupper() and not text[match.end() : match.end() + 8].isupper()
        if first.ent_type_ == "LOC" or label:
            yield match.end()


_MARKS = frozenset("\"“„«»'‘「&<")


def text_of(doc: Doc) -> str:
    """The text of a Doc's report: the Doc's own is put together from its tokens each time it is asked for."""
    return report_of(doc).text


def cut(doc: Doc, start: int, end: int, name: str | None = None) -> Mention:
    """A mention over characters start:end of the report."""
    return Mention(text_of(doc)[start:end], start, end, name)


#: A full stop, its closing marks, and the start of another sentence or of a credit ("... the crisis./ VOA"). Possessive,
#: and never begun inside a run of marks: a text of nothing but dots must not take for ever.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*+(?=\s+(?:[\"“‘„«»'(\[「]|<<|&[a-z]+;)?\s?[A-Z0-9]|\s*/\s*[A-Z])")


def _breaks(text: str, paras: list[tuple[int, int]], quoted: list[Pair]) -> list[int]:
    """Where sentences end outside quotations, as characters, with both ends of each paragraph."""
    found = {at for para in paras for at in para}
    found.update(m.end() for start, end in paras if (m := _DATELINE.match(text, start, min(end, start + 120))))
    n = 0
    for start, end in paras:
        for match in _STOP.finditer(text, start, end):
            at = match.end()
            while n < len(quoted) and quoted[n].close < match.start() + 1:
                n += 1
            pair = quoted[n] if n < len(quoted) and quoted[n].open <= match.start() else None
            if (pair is not None and at < pair.close) or _abbreviated(text, match.start()):
                continue
            found.add(at)
    return sorted(found)


def checked(page: Page, cue: Token, speaker: Token | None) -> Token | None:
    """A speaker found by the parse, or the noun right before an active verb where the parse has none or a dateline."""
    if cue.tag_ == "VBG" and cue.i > 1 and cue.nbor(-1).lower_ == "as":
        return _quoted(page, cue) or speaker
    if speaker is not None and not _is_dateline(page, speaker, cue):
        if cue.tag_ == "VBG":
            return _participle_speaker(page, cue, speaker)
        return _nearer(page, cue, speaker) or speaker
    if speaker is None and cue.tag_ == "VBG":
        return _participle_speaker(page, cue, None)
    perfect = cue.tag_ == "VBN" and any(c.lower_ in {"had", "has", "have"} for c in children(cue))
    if (cue.tag_ not in {"VBD", "VBZ", "VBP"} and not perfect) or is_passive(cue) or cue.dep_ in {"acl", "amod"}:
        return None
    floor, _ = page.bounds(cue.idx)
    sentence = page.near(cue, floor, cue.idx)
    comma = next((n for n, t in enumerate(sentence[:9]) if t.text == ","), 0)
    relative = 0 < comma < len(sentence) - 1 and sentence[comma + 1].lower_ in {"which", "who", "whose"}
    if relative and sentence[-1].text == ",":
        return (
            head_of(sentence[:comma]) if all(t.pos_ not in {"VERB", "AUX", "ADP"} for t in sentence[:comma]) else None
        )
    found = _noun_before(sentence, cue)
    if found is None and cue.i and (cue.nbor(-1).text == "," or cue.nbor(-1).text in QUOTE_MARKS):
        return beside_cue(cue, page.tokens(cue.idx, cue.idx + 120))
    return None if found is None or _is_dateline(page, found, cue) else found


def _quoted(page: Page, cue: Token) -> Token | None:
    """Who is quoted "as saying": in the active the object, in the passive the subject."""
    verb = next((t for t in reversed(cue.doc[max(0, cue.i - 16) : cue.i]) if t.lower_ in {"quoted", "quotes", "quoting", "cited"}), None)
    if verb is None:
        return None
    if verb.i + 2 < cue.i:
        return first_noun(cue.doc, verb.i + 1, cue.i - 1)
    passive = child(verb, "nsubj:pass", "nsubj")
    if passive is not None and page.pair_at(passive.idx) is None:
        return passive
    return _noun_before(page.near(verb, page.bounds(cue.idx)[0], verb.idx), verb)


def _nearer(page: Page, cue: Token, speaker: Token) -> Token | None:
    """A subject right before a cue that the parse passed over: "such a step, he said", "X reports that Y said"."""
    active = cue.tag_ in {"VBD", "VBZ", "VBP"} or (cue.tag_ == "VBN" and any(c.lemma_ == "have" for c in children(cue)))
    if speaker.i >= cue.i - 1 or not active or is_passive(cue):
        return None
    floor, _ = page.bounds(cue.idx)
    found = _noun_before(page.near(cue, floor, cue.idx), cue)
    if found is None or found.i <= speaker.i:
        return None
    between = page.doc[speaker.i + 1 : found.i]
    pronoun = found.lower_ in {"he", "she", "they", "it"} and found.i == cue.i - 1
    thats = [t.i for t in between[-4:] if t.lower_ == "that" and t.tag_ in {"IN", "WDT"}]
    # "Radio X reports that a witness had said": who says what another one reports
    clause = bool(thats) and (speaker.tag_ in {"NNS", "VBZ"} or any(t.i in page.cues and t.i < thats[0] for t in between))
    return found if pronoun or clause else None


def _participle_speaker(page: Page, cue: Token, speaker: Token | None) -> Token | None:
    """Whose "..., stating that P" or "Condemning P, X said" is: the subject of the sentence's own verb."""
    floor, ceiling = page.bounds(cue.idx)
    apart = cue.i > 0 and cue.nbor(-1).text == ","
    if speaker is not None and (not apart or can_speak(speaker)):
        return speaker
    sentence = page.near(cue, floor, ceiling)
    first = next((t for t in sentence if t.is_alpha), None)
    if not apart and (first is None or first.i != cue.i):
        return speaker
    for verb in sentence:
        ahead = verb.i < cue.i if apart else verb.i > cue.i
        if ahead and verb.tag_ in {"VBD", "VBZ", "VBP"} and page.pair_at(verb.idx) is None:
            found = speaker_of_verb(verb) or _noun_before(page.near(verb, floor, verb.idx), verb)
            if found is not None and found.i != cue.i and page.pair_at(found.idx) is None:
                return found
    return speaker


_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,}(?:[,/ ][^\n—–]{0,60})?(?:\([^()\n]{2,30}\)\s*)?\s?(?:—|–|\s-{1,2})\s+(?=\S)"
)


#: The same in the midst of a text, from its place on: "Cairo, Egypt (CNN) -- The president said". It names
#: the commonest agencies; the whole table is the reading room's, which claims know nothing of.
_DATELINE_WITHIN = re.compile(r"[A-Z][\w.’' -]{1,30}(?:, [A-Z][\w. ]{1,25})? ?\((?:Reuters|CNN|AP|AFP|BBC|UPI|Xinhua|DPA)\) ?[—–-]{1,2} ")
_DATELINE_DASH = re.compile(r"\s[—–-]{1,2}\s")


def _is_dateline(page: Page, speaker: Token, cue: Token) -> bool:
    """Does a supposed subject stand in the dateline ("GOMA, Congo (AP) — The army said")?"""
    if role_at(page.doc, speaker.idx) == "dateline" or _DATELINE_WITHIN.match(page.text, speaker.idx, speaker.idx + 90):
        return True
    start, _ = page.paragraphs[page.paragraph_at(speaker.idx)] if page.paragraphs else (0, 0)
    floor, _ = page.bounds(cue.idx)
    if start <= speaker.idx < floor and floor - start < 120 and page.text[start:floor].rstrip()[-1:] in {"—", "–", "-", ":"}:
        return True
    return bool(
        speaker.idx - start < 30
        and speaker.i < cue.i
        and page.text[start : start + 3].isupper()
        and _DATELINE_DASH.search(page.text, speaker.idx, cue.idx)
    )


def _noun_before(tokens: list[Token], cue: Token) -> Token | None:
    """The noun right before a verb, or the one that governs it ("the leader of the army said")."""
    rest = tokens[-14:]
    while rest and (rest[-1].pos_ in {"AUX", "ADV", "PART"} or rest[-1].lower_ in _TIMES):
        if rest.pop().lower_ in _TIMES and rest and rest[-1].lower_ in {"on", "in", "late", "early", "last", "this"}:
            rest.pop()
    if rest and rest[-1].lower_ in {"who", "which"}:
        rest.pop()
        while rest and rest[-1].text == ",":
            rest.pop()
    if len(rest) > 1 and rest[-1].text == "," and rest[-2].ent_type_ == "PERSON" and any(t.text == "," for t in rest[:-2]):
        rest.pop()  # "the governor, Jo Ash, said"
    if not rest or rest[-1].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    found = rest[-1]
    for _ in range(MAX_STEPS):
        head = found.head
        if (
            head == found
            or head.i > cue.i
            or any(t.text == "," for t in cue.doc[head.i : found.i])
            or head.pos_ not in {"NOUN", "PROPN"}
            or found.dep_
            not in {
                "nmod",
                "flat",
                "appos",
                "compound",
                "conj",
            }
        ):
            break
        found = head
    return found


def is_negated(cue: Token) -> bool:
    """As in "did not say", "declined to confirm": the content is no statement of the subject's."""
    nots = [c for c in children(cue) if c.lower_ in {"not", "n't", "n’t", "never"}]
    if any(not any(t.text in QUOTE_MARKS or t.text == "," for t in cue.doc[min(c.i, cue.i) : max(c.i, cue.i)][:40]) for c in nots):
        return True  # and not `"Absolutely not," he said`, `he said, "has never"`, `Not so, countered X`
    own = child(cue, "nsubj", "nsubj:pass")
    if own is not None and (own.i > cue.i or any(t.text in QUOTE_MARKS for t in cue.doc[own.i : cue.i][:40])):
        own = None
    if own is not None and (
        own.lower_ in {"nobody", "none", "neither"}
        or any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in children(own))
    ):
        return True
    return cue.dep_ == "xcomp" and lexicon().forms.get(cue.head.lower_) in {"refuse", "decline"}


def is_actor(token: Token) -> bool:
    from recension.claims.actors import is_actor

    return is_actor(token.doc, token)


def snapped(page: Page, cue: Token, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A stretch made to respect quote marks: it holds a pair wholly or not at all, and never leaves its own."""
    start, end = span
    home = page.pair_at(cue.idx)
    if home is not None:
        start, end = max(start, home.start), min(end, home.end)
        return [(start, end)] if start < end else []
    first, last = page.pair_at(start), page.pair_at(end - 1)
    if first is not None:
        start = first.open
    if last is not None:
        end = last.close
    if start <= cue.idx < end:
        start, end = (start, cue.idx) if span[0] < cue.idx else (cue.idx + len(cue), end)
    start, end = _clipped(page, start, end) if cue.idx < start else (start, end)
    floor, ceiling = page.bounds(cue.idx)
    if start >= ceiling or end <= floor:
        return []
    # A quotation may hold several sentences: a stretch that ends within one keeps to its marks, not to full stops.
    start = start if first is not None and first.open < floor < first.close else max(start, floor)
    end = end if last is not None and last.open < ceiling < last.close else min(end, ceiling)
    return [(start, end)] if start < end else []


def _clipped(page: Page, start: int, end: int) -> tuple[int, int]:
    """Cuts off what the parse hung on a content but the writer adds: ", a claim that ...", ", citing officials"."""
    tokens = page.tokens(start, min(end, start + _LONGEST_LOOK))
    for n, token in enumerate(tokens[1:-1], 1):
        quoted = page.pair_at(token.idx)
        if quoted is not None:
            closing = token.idx >= quoted.end and page.text[quoted.end - 1] == ","
            if closing and _is_tag(page, tokens[n + 1 :], loose=True):
                return start, quoted.close  # "...," X said: the parse ran over the mark
            continue
        if token.text != ",":
            continue
        after = tokens[n + 1 : n + 4]
        if after[0].lower_ in {"citing", "quoting"} or (
            after[0].lower_ == "according" and len(after) > 1 and after[1].lower_ == "to"
        ):
            return start, token.idx
        if _is_tag(page, tokens[n + 1 :]):
            return start, token.idx
        if after[0].lower_ in {"a", "an"} and any(noun_lemma(t) for t in after[1:]):
            return start, token.idx
    return start, end


def _is_tag(page: Page, tokens: list[Token], loose: bool = False) -> bool:
    """Do words after a comma form a tag like ", the agency reported" or ", he said on Monday,"?"""
    for n, token in enumerate(tokens[:9]):
        if token.i in page.cues and token.tag_ in {"VBD", "VBZ"} and n:
            if loose:
                return True
            rest = tokens[n + 1 : n + 5]
            stop = next((k for k, t in enumerate(rest) if t.is_punct), len(rest) if len(tokens) <= n + 5 else 5)
            return stop <= 3 and all(t.lower_ in DAYS or t.pos_ in {"ADV", "ADP"} for t in rest[:stop])
        if token.pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "PRON", "PART", "NUM"}:
            return False
    return False


def sentence_start(page: Page, pair: Pair) -> int:
    """Where the sentence begins that leads to a pair: after the last full stop that is in no quotation."""
    return page.bounds(pair.open)[0]


_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Sen|Rep|Gov|St|Jr|Sr|Capt|Rev|Prof|No|vs|Hon))\.?$"
)


def _abbreviated(text: str, dot: int) -> bool:
    return text[dot] == "." and _ABBREVIATION.search(text[max(0, dot - 8) : dot]) is not None


def lead_of(page: Page, pair: Pair) -> list[Token]:
    """The tokens of the sentence before a pair that stand in no other quotation."""
    found = page.tokens(max(sentence_start(page, pair), pair.open - _LONGEST_LOOK), pair.open)
    return [t for t in found if page.pair_at(t.idx) is None and t.text not in QUOTE_MARKS]


def zone_of(page: Page, pair: Pair) -> list[Token]:
    """The tokens after a pair, up to the end of the sentence or the next quotation."""
    end = page.paragraphs[page.paragraph_at(pair.open)][1]
    found: list[Token] = []
    for token in page.tokens(pair.close, min(end, pair.close + _LONGEST_LOOK))[:_LONGEST_ZONE]:
        if page.pair_at(token.idx) is not None or (found and token.text in {"!", "?", ";"}):
            break
        if token.text == "." and found:
            break
        found.append(token)
    while found and found[0].text in _SKIPPED:
        del found[0]
    return found


def beside_cue(cue: Token, zone: list[Token]) -> Token | None:
    """The speaker by position alone: the noun between quotation and cue, or the one right after the cue."""
    before = [t for t in zone if t.i < cue.i and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if before:
        return first_noun(cue.doc, before[0].i, cue.i) or head_of(before)
    after = next((t for t in zone if t.i > cue.i), None)
    return first_noun(cue.doc, after.i, zone[-1].i + 1) if after is not None else None


#: Tags that a noun phrase may have before its noun.
_BEFORE_NOUN = frozenset({"DT", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "PRP$", "POS", "HYPH", "RB", "NN", "NNP", "NNS", "NNPS", "PDT"})


def first_noun(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the noun phrase at the start of a run: the name in it, else the last noun before a point, "of" or a verb."""
    run: list[Token] = []
    for token in doc[start : min(end, start + 16)]:
        if token.pos_ == "PRON" and not run and token.tag_ != "PRP$":
            return token if token.lower_ not in {"it", "that", "this"} or token.tag_ == "PRP" else None
        if (token.is_punct and token.tag_ != "HYPH") or token.tag_ not in _BEFORE_NOUN:
            break
        if run and token.tag_ == "DT" and run[-1].tag_ != "PDT":
            break
        run.append(token)
    while run and (run[-1].pos_ not in {"NOUN", "PROPN", "PRON", "ADJ"} or run[-1].lower_ in _TIMES):
        run.pop()
    if not run or not any(t.pos_ in {"NOUN", "PROPN"} or t.tag_ == "JJ" for t in run):
        return None
    person = next((t for t in run if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"), None)
    owned = person is not None and any(t.tag_ == "POS" for t in run if t.i > person.i)
    if person is not None and not owned:
        name = [t for t in run if t.ent_type_ == "PERSON" and t.i >= person.i]
        return head_of(name)
    last = max((n for n, t in enumerate(run) if t.tag_ == "POS"), default=-1)
    nouns = [t for t in run[last + 1 :] if t.pos_ in {"NOUN", "PROPN"}] or [run[-1]]
    head = nouns[-1]
    while head.dep_ in {"flat", "appos"} and head.head in nouns:
        head = head.head
    return head


def head_of(tokens: list[Token]) -> Token:
    """The token of a run that heads the others."""
    within = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in within or t.head == t), tokens[-1])


def line_before(page: Page, pair: Pair) -> list[Token]:
    """The last sentence before a pair that begins its own: in the same paragraph, or the one before it."""
    n = page.paragraph_at(pair.open)
    start, _ = page.paragraphs[n]
    head = sentence_start(page, pair)
    if head > start:
        a, b = start, head
    elif n:
        a, b = page.paragraphs[n - 1]
    else:
        return []
    if not page.text[a:b].rstrip().endswith(":"):
        return []
    tokens = [t for t in page.tokens(max(a, b - _LONGEST_LOOK), b)[-_LONGEST_ZONE:] if page.pair_at(t.idx) is None]
    cut = max((i for i, t in enumerate(tokens[:-1]) if t.text in {".", "!", "?"}), default=-1)
    return tokens[cut + 1 :]


def pairs_within(page: Page, start: int, end: int) -> Iterator[Pair]:
    n = bisect.bisect_left(page.pairs, start, key=lambda p: p.open)
    while n < len(page.pairs) and page.pairs[n].close <= end:
        yield page.pairs[n]
        n += 1


def has_words(page: Page, start: int, end: int) -> bool:
    return any(c.isalnum() for c in page.text[start:end])


def word_count(page: Page, pair: Pair) -> int:
    return len(page.text[pair.start : pair.end].split())


def is_clause(page: Page, pair: Pair) -> bool:
    """Is what a pair holds a clause of its own, not a few words taken from one?"""
    tokens = page.tokens(pair.start, pair.end)
    if not tokens:
        return False
    if page.text[pair.end - 1] in "?!" or (page.text[pair.start].isupper() and len(tokens) > 3):
        return True
    finite = [t for t in tokens if t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.dep_ not in {"acl:relcl", "acl"}]
    return any(
        any(s.dep_ in {"nsubj", "nsubj:pass", "expl"} and s.idx >= pair.start for s in children(v))
        or (
            v.pos_ == "AUX"
            and any(s.dep_ in {"nsubj", "nsubj:pass", "expl"} and s.idx >= pair.start for s in children(v.head))
        )
        for v in finite
    )


def is_sentence(page: Page, pair: Pair) -> bool:
    """Do the marks show a sentence: a capital at its start, or the full stop within its marks?"""
    text = page.text
    return (
        text[pair.start].isupper()
        or not text[pair.start].isalpha()
        or text[pair.end - 1] in ".!?…"
        or (text[pair.end - 1] == "," and word_count(page, pair) > 3)
    )


def is_title(page: Page, pair: Pair) -> bool:
    """A name or a distancing word in marks ("the so-called “courts”"), a few words long: nobody's words."""
    before = page.tokens(max(0, pair.open - 40), pair.open)[-2:]
    if word_count(page, pair) > 4:
        return is_titled(page, pair) and any(t.lemma_.lower() in _WORKS for t in before)
    if word_count(page, pair) < 4 and page.text[pair.start].isupper() and is_nickname(page, pair, before):
        return True
    if is_capitalised(page, pair) and any(t.lower_ in _WORKS for t in before):
        return True
    named = (
        len(before) == 2 and before[1].lower_ in _TITLE_WORDS and before[0].pos_ in {"NOUN", "PROPN", "PUNCT", "AUX"}
    )
    return named or "so-called" in page.text[max(0, pair.open - 14) : pair.open].lower()


_ALIASES = frozenset({"alias", "aka", "nickname", "codenamed", "code-named", "pseudonym", "callsign"})


def is_nickname(page: Page, pair: Pair, before: list[Token]) -> bool:
    """`Ignacio “El Zurdo” Barrientos`, `alias “Commander”`: a name within a name, or behind a word for one."""
    if any(t.lower_ in _ALIASES for t in before):
        return True
    after = page.text[pair.close : pair.close + 3]
    given = bool(before) and before[-1].pos_ == "PROPN" and before[-1].text[:1].isupper()
    return given and len(after) > 2 and after[0] == " " and after[1].isupper() and page.text[pair.open - 1 : pair.open] == " "


def is_titled(page: Page, pair: Pair) -> bool:
    """Is it written as titles are: each longer word with a capital, and no full stop?"""
    text = page.text
    return is_capitalised(page, pair) and word_count(page, pair) > 1 and text[pair.end - 1] not in ".!?…" and not text[pair.start : pair.end].isupper()


def is_capitalised(page: Page, pair: Pair) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", page.text[pair.start : pair.end]) if len(w) > 3]
    return bool(words) and all(w[0].isupper() for w in words)


def can_speak(token: Token) -> bool:
    """Can a noun have a say: no sign, no banner; a name, a pronoun, a party, a document."""
    if token.pos_ != "NOUN" or token.lemma_.lower() in lexicon().documents | lexicon().offices:
        return True
    return is_actor(token)
