"""Task `quotes`: who says what in PolNeAR (a folder with `text` and `attributions`), exact and by overlap.

PolNeAR marks each attribution flatly, in one layer, as source, cue and content, and counts thoughts and plans with
speech. So our sayings are compared without those that lie within another's content, the source as its whole noun
phrase, each stretch of a split content by itself, and all spans without the marks, points and spaces at their ends
and without a leading "that".
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.claims.sayings import Saying, sayings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

KINDS = ("source", "cue", "content")
Spans = dict[str, set[tuple[int, int]]]
_LINE = re.compile(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t")
_EDGE = " \t\n\r\u00a0\"'“”‘’,.;:-–—()"


def quotes(path: Path, *, pipeline: str | None = None, limit: int | None = None) -> dict[str, Any]:
    """Scores sayings on the articles at ``path``, which holds `text/*.txt` and `attributions/*.ann`.

    Args:
        path: the folder of one split.
        pipeline: another spaCy pipeline than the shipped one.
        limit: reads only so many articles, the first by name.

    Returns:
        `items` (articles), `scores` (`source_f1 cue_f1 content_f1` exact and `*_overlap_f1`), `missing`.
    """
    articles = list(_articles(path))[:limit]
    counts: Counter[tuple[str, str]] = Counter()
    nlp = _pipeline(pipeline) if articles else None
    for text, gold in articles:
        if nlp is not None:
            said = said_spans(nlp(text))
            counts += compared(text, said, gold)
    scores: dict[str, float] = {}
    for kind in KINDS if articles else ():
        for ending in ("", "_overlap"):
            precision = _share(counts[kind, f"right{ending}"], counts[kind, "said"])
            recall = _share(counts[kind, f"found{ending}"], counts[kind, "gold"])
            scores[f"{kind}{ending}_f1"] = round(_share(2 * precision * recall, precision + recall), 4)
            scores[f"{kind}{ending}_precision"] = round(precision, 4)
            scores[f"{kind}{ending}_recall"] = round(recall, 4)
    missing = [] if articles else [f"{path}: no text/*.txt with attributions/*.ann"]
    return {"items": len(articles), "scores": scores, "missing": missing}


def compared(text: str, said: Spans, gold: Spans) -> Counter[tuple[str, str]]:
    """Counts for one text: said, gold, and of each what meets the other exactly or by overlap."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind in KINDS:
        ours = {_bare(text, *s) for s in said.get(kind, ())} - {(0, 0)}
        theirs = {_bare(text, *s) for s in gold.get(kind, ())} - {(0, 0)}
        counts[kind, "said"] += len(ours)
        counts[kind, "gold"] += len(theirs)
        counts[kind, "right"] += len(ours & theirs)
        counts[kind, "found"] += len(ours & theirs)
        counts[kind, "right_overlap"] += sum(_meets(s, theirs) for s in ours)
        counts[kind, "found_overlap"] += sum(_meets(s, ours) for s in theirs)
    return counts


def said_spans(doc: Doc) -> Spans:
    """The sources, cues and contents of a Doc's outermost sayings."""
    found: Spans = {kind: set() for kind in KINDS}
    for saying in _outermost(sayings(doc)):
        if (saying.speaker is None and saying.speaker_token is None) or saying.kind == "unsaid":
            continue
        found["content"].update(saying.spans)
        if saying.cue is not None:
            found["cue"].add(_cue_phrase(saying.cue, saying))
        elif saying.cue_span is not None:
            found["cue"].add(saying.cue_span)
        if saying.cue_span is not None and saying.speaker_token is not None:
            found["source"].add(_phrase(saying.speaker_token))
    return found


def _outermost(found: Iterable[Saying]) -> Iterator[Saying]:
    kept: list[tuple[int, int]] = []
    for saying in sorted(found, key=lambda s: -s.size):
        place = saying.cue.idx if saying.cue is not None else saying.spans[0][0]
        if any(a <= place < b or any(a <= x and y <= b for x, y in saying.spans) for a, b in kept):
            continue
        kept += saying.spans
        yield saying


def _cue_phrase(cue: Token, saying: Saying) -> tuple[int, int]:
    if saying.cue_span is not None and saying.cue_span[0] != cue.idx:
        return saying.cue_span
    if saying.verb == "according to" and saying.cue_span is not None:
        return saying.cue_span
    first = cue
    while first.i > 0:
        before = first.nbor(-1)
        if before.head.i != cue.i or before.dep_ not in {"aux", "aux:pass", "advmod"}:
            break
        first = before
    return first.idx, cue.idx + len(cue)


def _phrase(token: Token) -> tuple[int, int]:
    first, last = token.left_edge, token
    for each in token.children:
        if each.i > token.i and each.dep_ in {"flat", "nmod", "compound", "appos", "nmod:poss", "conj"}:
            last = max(last, each.right_edge, key=lambda t: t.i)
    return first.idx, last.idx + len(last)


def _articles(path: Path) -> Iterator[tuple[str, Spans]]:
    labels = {_stem(p).rsplit("_", 1)[0]: p for p in sorted((path / "attributions").glob("*.ann*"))}
    for file in sorted((path / "text").glob("*.txt*")):
        found = labels.get(_stem(file)) or labels.get(_stem(file)[:-4])
        if found is not None:
            yield _read(file), _gold(_read(found))


def _gold(annotations: str) -> Spans:
    found: Spans = {kind: set() for kind in KINDS}
    for match in map(_LINE.match, annotations.splitlines()):
        if match is not None:
            for start, end in re.findall(r"(\d+) (\d+)", match[2]):
                found[match[1].lower()].add((int(start), int(end)))
    return found


def _read(file: Path) -> str:
    raw = file.read_bytes()
    return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")


def _stem(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".txt").removesuffix(".ann")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    if text[start : start + 5] == "that ":
        start += 5
        while start < end and text[start] in _EDGE:
            start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else (0, 0)


def _meets(span: tuple[int, int], others: set[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _pipeline(name: str | None) -> Language:
    if name is not None:
        import spacy

        return spacy.load(name)
    from recension.language import load

    return load()
