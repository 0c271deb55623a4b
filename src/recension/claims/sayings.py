"""Who says, denies, demands or believes what: every construction that reports speech, with its content's extent.

Three witnesses are heard together: quote marks (`marks`), the words beside them (`surface`), and the parse (`cues`).
Quote marks decide where a direct quotation ends, the words beside them who said it; the parse decides for indirect
speech. A stretch that no cue claims belongs to nobody: a speaker who is only mentioned is never made to speak.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.claims.dashes import dashes
from recension.claims.direct import quotations
from recension.claims.doc import per_doc
from recension.claims.indirect import according, cited, embeds, verbs_and_nouns
from recension.claims.speakers import addressee_of, issuers_of, speaker_mention
from recension.claims.surface import ASSERTING, CLAUSE_FRAMES, SHELF, Page, page_of
from recension.claims.transcripts import labelled_headline, transcripts
from recension.model import Mention, QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Who speaks of themselves within a quotation adds nobody to a chain.
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you"})


#: Sayings within sayings beyond this are a parse gone wrong.
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying. `cue`: the head of the words that report it, None where a quotation only goes on.

    `kind`: say, unsaid ("did not say"), mention (speaks of a thing), report, confirm, warn, deny, reject, accuse, condemn, approve, name, ask,
    ask_question, promise, threaten, believe, want or claim. `frame`: what holds the content (that, quote, to, ing, object, of, for, as,
    with, on, question, according, embed). `spans`: the characters of the content. `speaker` is None where the
    report does not tell ("is said to have").
    """

    cue: Token | None
    verb: str
    kind: str
    speaker: Mention | None
    speaker_token: Token | None
    spans: tuple[tuple[int, int], ...]
    form: QuoteForm
    frame: str
    cue_span: tuple[int, int] | None = None
    addressee: Mention | None = None
    #: Below 0: nearer to the fact than a saying of the same content ("AP reported, citing police").
    rank: int = 0

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(b - a for a, b in self.spans)

    @property
    def asserts(self) -> bool:
        """Does the speaker state the content as holding (or deny it), and not ask for it, promise or plan it?"""
        return self.kind in ASSERTING or (
            self.kind in {"ask", "promise", "threaten", "claim"}
            and (
                (self.frame in CLAUSE_FRAMES and (self.kind != "ask" or self.frame == "quote")) or self.kind == "claim"
            )
        )


@per_doc
def sayings(doc: Doc) -> list[Saying]:
    """All sayings of a report's kept sentences, in the order of their contents.

    Args:
        doc: a parsed Doc over the whole clean text of a report.

    Returns:
        Sayings; contents may nest. Spans are characters of the text.
    """
    return _finished(heard(doc))


@per_doc
def heard(doc: Doc) -> Page:
    """The surface of a report with all that is said in it, before it is known who the speakers are."""
    page = page_of(doc)
    verbs_and_nouns(page)
    according(page)
    quotations(page)
    dashes(page)
    transcripts(page)
    labelled_headline(page)
    cited(page)
    embeds(page)
    return page


def sayings_over(doc: Doc, token: Token) -> list[Saying]:
    """The sayings whose content holds a token, the innermost first."""
    return sayings_at(doc, token.idx)


def sayings_at(doc: Doc, char: int) -> list[Saying]:
    """The sayings whose content holds a character, the innermost first, so many as speech can be nested."""
    held = (s for s in _by_place(doc).get(char // SHELF, ()) if any(a <= char < b for a, b in s.spans))
    return list(itertools.islice(held, _DEEPEST))


def saying_over(doc: Doc, token: Token) -> Saying | None:
    """The innermost saying whose content holds a token, of any kind; None where the report itself speaks."""
    return next(iter(sayings_over(doc, token)), None)


def attribution(doc: Doc, token: Token) -> tuple[Mention, ...]:
    """Who is said to say what a token's clause states, nearest the fact first (witnesses, then AP).

    Those who only ask, promise, threaten or plan it are left out: of a demanded act nobody says that it happened.
    The credit of a whole report is no attribution. Empty where the report itself says so.
    """
    chain: list[Mention] = []
    for saying in sayings_over(doc, token):
        who = saying.speaker
        if who is None or not saying.asserts or who.text.lower() in FIRST_PERSON:
            continue
        if all((who.name or who.text) != (c.name or c.text) for c in chain):
            chain.append(who)
    return tuple(chain)


@per_doc
def _by_place(doc: Doc) -> dict[int, list[Saying]]:
    """The sayings by the shelves of text that their contents touch, the smallest first."""
    found: dict[int, list[Saying]] = {}
    said = [s for s in sayings(doc) if s.kind != "mention"]  # who only speaks of a thing states nothing of it
    for saying in sorted(said, key=lambda s: (s.size, s.rank)):
        for shelf in sorted({n for a, b in saying.spans for n in range(a // SHELF, (b - 1) // SHELF + 1)}):
            found.setdefault(shelf, []).append(saying)
    return found


def _finished(page: Page) -> list[Saying]:
    doc = page.doc
    drafts = sorted(
        (d for d in page.drafts if not d.dropped and d.spans),
        key=lambda d: (d.spans[0][0], -d.size, d.cue.i if d.cue is not None else -1),
    )
    issuers = issuers_of(doc, drafts)
    memo: dict[int, Mention | None] = {}
    found: list[Saying] = []
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        spans = tuple((a, b) for a, b in sorted(set(draft.spans)) if a < b)
        key = (draft.cue.i if draft.cue is not None else None, spans, draft.frame)
        if not spans or key in seen:
            continue
        seen.add(key)
        speaker = draft.named
        if speaker is None and draft.speaker is not None:
            i = draft.speaker.i
            if i not in memo:
                memo[i] = speaker_mention(doc, draft.speaker, issuers, found)
            speaker = memo[i]
        found.append(
            Saying(
                draft.cue,
                draft.verb,
                draft.kind,
                speaker,
                draft.speaker,
                spans,
                draft.form,
                draft.frame,
                draft.cue_span,
                addressee_of(doc, draft),
                draft.rank,
            )
        )
    return found
