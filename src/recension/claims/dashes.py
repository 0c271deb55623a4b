"""What is said behind a dash, as papers of the North, the East and the South set it: no marks, and a tag within.

"– We had no chance, says captain Wikland. – I saw the container a second before." The dash opens the paragraph, the
tag ends the words, and another dash takes them up again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.cues import lexicon
from recension.claims.surface import Draft, Page, beside_cue, can_speak, is_actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENS = re.compile(r"[–—―-]\s+(?=[^\W\d_])")
#: Where a tag may begin: behind a comma, a dash, or the end of what was asked or cried.
_PARTS = re.compile(r"(?:,|[.?!…]?\s[–—―]|[?!…])\s+")
#: The words are taken up again behind the tag.
_AGAIN = re.compile(r"[.,;:]?\s+[–—―-]\s+")
_STOP = re.compile(r"[.!?…](?=\s|\Z)")
#: So many words a tag has before its verb, and so many behind it.
_BEFORE, _BEHIND = 6, 14
_LONGEST = 3000


def dashes(page: Page) -> None:
    """Drafts of paragraphs that a dash opens and in which a tag says who speaks."""
    for start, end in page.paragraphs[:5000]:
        opening = _OPENS.match(page.text, start, min(end, start + 4))
        if opening is not None and end - start < _LONGEST and not page.pairs_in(start, end):
            _read(page, opening.end(), end)


def _read(page: Page, start: int, end: int) -> None:
    """The words of one paragraph: up to its tag, and behind the dash that takes them up again."""
    for part in _PARTS.finditer(page.text, start, end):
        stop = _STOP.search(page.text, part.end(), end)
        tag = page.tokens(part.end(), stop.start() if stop is not None else end)
        cue = _cue(page, tag)
        who = beside_cue(cue, tag) if cue is not None else None
        if cue is None or who is None or not _speaks(who):
            continue
        said = part.start() + (1 if page.text[part.start()] in "?!…" else 0)
        span = (cue.idx, cue.idx + len(cue))
        page.add(Draft(cue, page.cues[cue.i], "say", "quote", [(start, said)], "direct", who, span, quoted=True))
        rest = _AGAIN.search(page.text, cue.idx, end)
        if rest is not None and rest.end() < end:
            page.add(Draft(None, page.cues[cue.i], "say", "quote", [(rest.end(), end)], "direct", who, None, quoted=True))
        for held in page.of_cue(cue):
            if held.form != "direct":
                held.dropped = True
        return


def _cue(page: Page, tag: list[Token]) -> Token | None:
    """The verb of a tag: at its head ("says captain X") or right behind a subject ("the commander laughed")."""
    for n, token in enumerate(tag[:_BEFORE]):
        if token.i in page.cues and token.tag_ in {"VBZ", "VBD", "VBP"} and "quote" in lexicon().frames(page.cues[token.i]):
            return token if len(tag) - n <= _BEHIND + 1 else None
        if token.pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}:
            return None
    return None


def _speaks(who: Token) -> bool:
    return who.ent_type_ == "PERSON" or who.pos_ in {"PROPN", "PRON"} or (can_speak(who) and is_actor(who))
