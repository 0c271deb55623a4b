"""The task `events-plv`: one root of PLOVER for what one marked party of a sentence does to another.

The set (PLV) labels pairs of parties. Of our claims, or else of the acts that the network sees, the one is taken whose
parties fit the pair best; what it says is then told in the set's labels.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from recension.bench.counting import macro_f1, share
from recension.bench.datafiles import tsv_rows
from recension.bench.words import words
from recension.claims.events import events
from recension.claims.eventwords import Sense, noun_senses, verb_senses
from recension.language.acts import Act, acts
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

#: PLOVER's quads: verbal and material cooperation, verbal and material conflict.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1,
    "YIELD": 2, "COOPERATE": 2, "AID": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}
#: The fit of a claim that has one of the two parties at least.
EITHER = 1.25
#: What is only thought of counts less than who threatens it, fears it or asks for it.
UNDONE = 1.0
#: What the parse and the network's roles add to the share of an act that no claim tells.
HOLDS, JOINS = 1.0, 0.5
_GIVEN: frozenset[str] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_YIELDED: frozenset[str] = frozenset({"CONCEDE", "RETREAT"})
_HARD: frozenset[str] = frozenset({"COERCE", "PROTEST", "SANCTION", "ASSAULT"})
_PROMISE = re.compile(r"(?:agree|promis|pledg|vow|offer|undert|commit|ready|willing|prepared|will\b|would\b)", re.IGNORECASE)
_EMBARGO = re.compile(r"[^.;]{0,60}?\b(?:sanctions?|embargo(?:es)?|boycott|tariffs?)\b", re.IGNORECASE)
_SIEGE = re.compile(r"[^.;]{0,40}?\b(?:(?<!state of )siege|blockades?)\b", re.IGNORECASE)
_AGREED = re.compile(r"(?! to \w+ (?!an? |the ))(?! in principle)[^.;,]{0,60}?\b(?:agreement|deal|accord|treaty|pact)\b", re.IGNORECASE)
_PEACE = re.compile(r"\b(?:peace-?keep|peace mission|observers?\b|humanitarian mission)", re.IGNORECASE)
_CALLED_DOWN = re.compile(r"[^.;,]{0,40}?\b(?:sanctions?|investigations?|inquiry|probe|boycott|prosecution|trial)\b", re.IGNORECASE)


def plv(path: Path, *, without: str | None = None, nlp: Language | None = None, limit: int | None = None) -> dict[str, Any]:
    """Scores the PLOVER root of each sentence's marked pair of parties, on a PLV tsv file.

    Args:
        nlp: the pipeline; the shipped one where none is given.
        path: the tsv file, or a folder that holds one with "PLV" in its name; gzipped or plain.
        without: rows whose sentence stands in this file (the manual's records) are left out.
        limit: score the first rows only.

    Returns:
        `items`, `scores` (`macro_f1 accuracy quad_macro_f1`) and `missing`.
    """
    from recension.language import load

    file = path if path.is_file() else next(iter(sorted(path.rglob("*PLV*.tsv*"))), None)
    if file is None:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no PLV tsv file"]}
    known = " ".join(words(Path(without).read_text(encoding="utf-8"))) if without else ""
    nlp = nlp or load()
    gold: list[str] = []
    ours: list[str] = []
    for row in tsv_rows(file):
        if known and " ".join(words(row["sentence"])) in known:
            continue
        if limit is not None and len(gold) >= limit:
            break
        gold.append(row["gold_root"])
        ours.append(root_of(nlp(row["sentence"]), row["source"], row["target"]))
    scores = {
        "macro_f1": macro_f1(gold, ours, sorted(set(gold))),
        "accuracy": share(sum(a == b for a, b in zip(gold, ours, strict=True)), len(gold)),
        "quad_macro_f1": macro_f1([str(QUADS[g]) for g in gold], [str(QUADS[o]) for o in ours], ["1", "2", "3", "4"]),
    }
    return {"items": len(gold), "scores": scores, "missing": []}


# ---------------------------------------------------------------- which claim or act is meant
class Told(NamedTuple):
    """What a claim, or an act that only the network sees, says of two marked parties."""

    type: str
    mode: str | None
    status: str
    word: str
    start: int
    end: int
    actor: Mention | None = None


def root_of(doc: Doc, source: str, target: str) -> str:
    """The root of what a source does to a target in a sentence: of the claim whose parties fit best (see `meant`); else that of
    the first word of the lexicon, and CONSULT, the commonest type of news, where there is none.
    """
    best, told = meant(doc, source, target)
    return _label(doc, best, told) if best is not None else plain_root(first_type(doc), "asserted")


def first_type(doc: Doc) -> str:
    """The type of the first word of a text that the lexicon has; CONSULT where it has none."""
    return next((senses[0].type for token in doc if (senses := _senses(token))), "CONSULT")


def meant(doc: Doc, source: str, target: str) -> tuple[Told | None, list[Told]]:
    """What a source does to a target in a sentence, and all that is claimed of it.

    The task says that there is an event between the two: where no claim has either of them, of the acts that the network sees,
    likely or not, that one is taken whose parties fit best and which stands nearest to the two in the parse.
    """
    claims = events(doc)
    told = [Told(c.type, c.mode, c.status, c.trigger.text, c.trigger.start, c.trigger.end, c.actor) for c in claims]
    marked = (_tokens_at(doc, source), _tokens_at(doc, target))
    ranked = sorted(
        (
            (
                _fits(c.actor, source) * 2 + _fits(c.recipient, target) * 2 + _fits(c.actor, target) * 0.5 + _holds(doc, c.trigger.start, marked)
                - UNDONE * (c.status == "hypothetical"),
                c.confidence,
                -c.trigger.start,
                at,
            )
            for at, c in enumerate(claims)
        ),
        reverse=True,
    )
    if ranked and (ranked[0][0] >= EITHER or not acts(doc)):
        return told[ranked[0][-1]], told
    if seen := acts(doc):
        best = max(seen.values(), key=lambda act: (act.share + _joins(act, marked) * JOINS + _holds(doc, doc[act.token].idx, marked) * HOLDS, -act.token))
        word = doc[best.token]
        claimed = next((t for t in told if t.start <= word.idx < t.end), None)
        kind, state = _kind(best, word), next(iter(best.statuses))
        return claimed or Told(kind, best.mode(kind)[0], state, word.text, word.idx, word.idx + len(word)), told
    return None, told


def _kind(act: Act, word: Token) -> str:
    """The type of an act: of those that its word has in the lexicon the one that the network holds likeliest."""
    known = Counter(sense.type for sense in _senses(word))
    if not known:
        return next(iter(act.types))
    return max(known, key=lambda kind: (act.types.get(kind, 0.0), known[kind]))


def _senses(word: Token) -> tuple[Sense, ...]:
    """What a verb or a noun states in the lexicon; other words state nothing."""
    if word.pos_ == "VERB":
        return verb_senses(word)
    return noun_senses(word) if word.pos_ == "NOUN" else ()


def _tokens_at(doc: Doc, phrase: str) -> frozenset[int]:
    """The tokens of a marked phrase, where it stands first."""
    at = doc.text.find(phrase.strip())
    span = doc.char_span(at, at + len(phrase.strip()), alignment_mode="expand") if at >= 0 else None
    return frozenset(t.i for t in span) if span is not None else frozenset()


def _joins(act: Act, marked: tuple[frozenset[int], frozenset[int]]) -> float:
    """Whether the network joins the marked parties to an act, in their roles."""
    source, target = marked
    return bool(source & set(act.parties["actor"])) + bool(target & set(act.parties["recipient"]))


def _holds(doc: Doc, start: int, marked: tuple[frozenset[int], frozenset[int]]) -> float:
    """How near the word of an act stands above the two marked phrases in the parse: at most 1."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None:
        return 0.0
    return sum(_steps_up(doc, phrase, span[0].i) for phrase in marked) / 2


def _steps_up(doc: Doc, phrase: frozenset[int], verb: int) -> float:
    """One for a phrase right below a verb, less for each step between, nought where the verb is not above it."""
    if not phrase:
        return 0.0
    top = next((doc[i] for i in sorted(phrase) if doc[i].head.i not in phrase or doc[i].head == doc[i]), doc[min(phrase)])
    for step in range(1, 6):
        if top.head.i == verb and top.i != verb:
            return 1 / step
        if top.head == top:
            break
        top = top.head
    return 0.0


def _fits(party: Mention | None, wanted: str) -> float:
    """How well a party meets a marked phrase: shared words over the words of the shorter."""
    if party is None:
        return 0.0
    theirs = set(words(wanted))
    best = 0.0
    for name in (party.text, party.name):
        mine = set(words(name))
        if mine and theirs:
            best = max(best, len(mine & theirs) / min(len(mine), len(theirs)))
    return best


# ---------------------------------------------------------------- in the labels of the set
def _label(doc: Doc, claim: Told, claims: list[Told]) -> str:
    """A claim in the set's labels: those of CAMEO's codes (see `by_code`), and besides a promise to yield is AGREE, an embargo
    COERCE, a verdict of guilt ACCUSE, an apology or a sealed agreement SUPPORT.
    """
    word = claim.word.lower()
    first = word.partition(" ")[0]
    after = _after(doc, claim)
    if (coded := by_code(doc, claim, claims)) is not None:
        return coded
    if claim.type == "REQUEST":
        return "ACCUSE" if word.startswith("call") and _CALLED_DOWN.match(after) else "REQUEST"
    if claim.mode == "phone" and re.match(r"[^.;]{0,80}? to (?:congratul|express|assure|thank|apolog|offer|convey)", after):
        return "SUPPORT"  # "called him to congratulate him"
    if claim.mode == "convict":
        return "COERCE" if any(c.type == "COERCE" and c.mode == "arrest" and c.word.startswith("sentenced") for c in claims) else "ACCUSE"
    if claim.type == "SANCTION" and claim.mode == "discontinue" and _EMBARGO.match(after):
        return "COERCE"
    if claim.type == "COERCE" and claim.mode == "cyber":
        return "ASSAULT"
    if claim.type in _YIELDED and claim.status not in {"negated", "demanded"}:
        if re.match(r"(?:apolog|forg[ai]v|regret|condol|say sorry|said sorry)", word):
            return "SUPPORT"
        if _PROMISE.match(word):
            return "AGREE"
    if claim.type == "AGREE" and claim.status == "asserted" and (
        re.match(r"(?:reach|struck|strik|conclu|clinch|hammer)", word) or (first == "agreed" and _AGREED.match(after))
    ):
        return "SUPPORT"
    return plain_root(claim.type, claim.status)


def by_code(doc: Doc, claim: Told, claims: list[Told]) -> str | None:
    """The type by CAMEO's codes (CAMEO2PLOVER-2021) of a claim of which PLOVER's manual thinks otherwise today; None for others.

    What those in power order is done, what protesters demand is the topic of their protest, homes that are razed are seized, a
    blockade or a territory that is taken is an assault, and peacekeepers who are sent are aid.
    """
    word = claim.word.lower()
    if claim.status == "demanded" or (claim.type == "REQUEST" and word.startswith("order")):
        return _ordered(doc, claim, claims)
    if claim.type == "REQUEST" and any(
        c.type == "PROTEST" and c.actor is not None and c.actor == claim.actor and c.status == "asserted" for c in claims
    ):
        return "PROTEST"
    if claim.mode == "destroy" and re.match(r"demolish|raz|bulldoz", word):
        return "COERCE"
    taken = claim.mode == "seize" and re.match(r"(?:take|took|occup|captur|annex|retak|retook)", word)
    after = _after(doc, claim)
    if claim.type == "COERCE" and claim.status != "future" and (_SIEGE.match(after) or taken or after.startswith(" control of")):
        return "ASSAULT"
    return "AID" if claim.type == "MOBILIZE" and claim.status == "asserted" and _PEACE.search(doc.text) else None


def _after(doc: Doc, claim: Told) -> str:
    """The text behind the first word of a claim's trigger: the noun that a verb carries may belong to the trigger."""
    start = claim.start + len(claim.word.partition(" ")[0])
    return str(doc.text[start : start + 100])


def _ordered(doc: Doc, claim: Told, claims: list[Told]) -> str:
    """What is ordered by those who have the power is done; what others ask for is only asked for."""
    orders = [c for c in claims if c.type == "REQUEST" and c.word.lower().startswith("order")]
    before = doc.text[: claim.start].lower()
    if not orders and not re.search(r"\border(?:s|ed|ing)?\b[^.;]{0,60}$", before):
        return "REQUEST"
    inner = [claim] if claim.status == "demanded" else [c for c in claims if c.status == "demanded" and c.start > claim.start]
    if inner:
        return plain_root(inner[0].type, "asserted")
    judges = any(set(words(c.actor.text)) & {"court", "judge", "tribunal"} for c in orders if c.actor is not None)
    return "REQUEST" if judges else "COERCE"


def plain_root(type_: str, status: str) -> str:
    """The set's root for a type and a status where no word says more."""
    kind = plain_type(type_, status)
    return "YIELD" if kind in _YIELDED else kind


def plain_type(type_: str, status: str) -> str:
    """The type that an act of a type and a status counts as, by PLOVER's rules for what is to come, asked for or denied."""
    if type_ in _GIVEN | _YIELDED and status in {"future", "hypothetical"}:
        return "AGREE"
    if type_ in _HARD and status == "future":
        return "THREATEN"
    if type_ in _GIVEN | _YIELDED | {"AGREE"} and status == "negated":
        return "REJECT"
    if status == "demanded":
        return "REQUEST"
    return type_
