"""Who speaks in transcripts, in posts and in headlines that put a name and a colon before what is said, without marks."""

from __future__ import annotations

import re

from recension.claims.surface import Draft, Page, cut, pairs_within

_LABEL = r"(?:@\w{2,40}|[^\W\d_a-z](?:[\w.'’-]*)(?:\s[\w.'’-]+){0,4})"
#: A turn begins a line, or stands behind a dash; handles may have "RT" before them.
_TURN = re.compile(rf"(?:^[\"“]?|(?<=[.!?…]\s[—–-]\s))(?:RT\s)?(?P<label>{_LABEL})(?:\s\([^()\n]{{2,40}}\))?\s?:\s+(?P<said>\S)")
_HEADLINE = re.compile(r"(?P<label>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,3}):\s+(?P<said>\S)")
_MARK = re.compile(r"[\"“”„«»'‘<「&]")
_SPOKEN = re.compile(r"\b(?:I|we|you|We|You|my|our|your)\b|\?")
#: Words in capitals before a colon that nobody is.
_NOBODY = frozenset(
    "update updated breaking watch live video photo photos photograph picture pictures note editor exclusive read more listen audio factbox "
    "timeline analysis opinion correction source sources date time place location subject from to cc re tel phone email killed dead wounded "
    "injured missing detained background summary headline title caption warning alert urgent flash today now where when what who why how "
    "total result results related see also".split()
)


#: Who chairs a debate has the office alone for a label, in small letters even where the others stand in capitals.
_CHAIRS = frozenset(f"{article}{who}" for article in ("", "the ") for who in "president chair chairman chairwoman chairperson moderator speaker interviewer host question answer".split())


def transcripts(page: Page) -> None:
    """Turns of a transcript: at least two labels in capitals, of which somebody says I, we or you, or asks; and posts."""
    every = [t for start, end in page.paragraphs[:2000] for t in _turns(page, start, end)]
    for label, said in every:
        if page.text[label[0]] == "@" and not _is_marked(page, said):
            _add(page, label, said)
    called = any(_is_caller(page.text[slice(*t[0])]) for t in every)
    turns = [t for t in every if _is_caller(name := page.text[slice(*t[0])]) or (called and name.lower() in _CHAIRS)]
    if len(turns) < 2 or not any(_SPOKEN.search(page.text, *said) for _, said in turns):
        return
    for label, said in turns:
        if not _is_marked(page, said):
            _add(page, label, said)


def labelled_headline(page: Page) -> None:
    """`Name: no deal, “whatever comes”`: a headline with some words in marks is the words of whom it names."""
    if len(page.paragraphs) < 2:
        return
    start, end = page.paragraphs[0]
    match = _HEADLINE.match(page.text, start, end)
    if match is None or end - start > 160 or page.text[end - 1] == "." or _is_nobody(match["label"]):
        return
    said = (match.start("said"), end)
    held = list(pairs_within(page, *said))
    if not held or held[0].open == said[0] or any(a < end and start < b for d in page.around(start, end) for a, b in d.spans):
        return
    tokens = [t for t in page.tokens(*match.span("label")) if t.pos_ in {"NOUN", "PROPN"}]
    if not tokens:
        return
    colon = (match.end("label"), match.end("label") + 1)
    page.add(Draft(None, ":", "say", "that", [said], "mixed", tokens[-1], colon))


def _turns(page: Page, start: int, end: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The labels of a paragraph with what is said behind each."""
    text = page.text[start:end]
    found = list(_TURN.finditer(text))[:200]
    stops = [*(m.start() for m in found[1:]), len(text)][: len(found)]
    turns = []
    for match, stop in zip(found, stops, strict=True):
        a, b = start + match.start("said"), start + stop
        while b > a and page.text[b - 1] in " \t—–-":
            b -= 1
        label = (start + match.start("label"), start + match.end("label"))
        if b - a > 1:
            turns.append((label, (a, b)))
    return turns


def _is_caller(label: str) -> bool:
    """Is a label that of a speaker in a transcript: Q, A, or capitals, with a title at most?"""
    words = label.split()
    if _is_nobody(label):
        return False
    if label in {"Q", "A"}:
        return True
    return words[-1].isupper() and len(words[-1]) > 2 and all(w.isupper() or w.endswith(".") or w in {"Mr", "Ms", "Mrs", "Dr"} for w in words)


def _is_nobody(label: str) -> bool:
    return any(word.strip(".").lower() in _NOBODY for word in label.split())


def _is_marked(page: Page, said: tuple[int, int]) -> bool:
    return _MARK.match(page.text, said[0]) is not None and page.pair_at(said[0]) is not None


def _add(page: Page, label: tuple[int, int], said: tuple[int, int]) -> None:
    name = page.text[slice(*label)]
    for draft in page.around(label[0], label[1]):
        if draft.form == "direct" and any(a <= label[0] < b for a, b in draft.spans):
            draft.dropped = True  # the label is no part of what is said
    who = cut(page.doc, *label, name if len(name) > 1 else None)
    page.add(Draft(None, ":", "say", "quote", [said], "direct", None, (label[1], label[1] + 1), who))
