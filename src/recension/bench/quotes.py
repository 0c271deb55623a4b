"""Task `quotes`: who says what in PolNeAR (a folder with `text` and `attributions`), exact and by overlap.

PolNeAR marks each attribution flatly, in one layer, as source, cue and content, and counts thoughts and plans with
speech. So our sayings are compared without those that lie within another's content, the source as its whole noun
phrase without its preposition, the cue with its particle ("called for"), each stretch of a split content by itself,
but parts that only "and" or a preposition parts as one, a demand together with whom it is made of ("asked *them to
leave*"), and all spans without the marks, points and spaces at their ends and without a leading "that".
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
    contents: dict[int, list[tuple[int, int]]] = {}
    for saying in _outermost(sayings(doc)):
        if (saying.speaker is None and saying.speaker_token is None) or saying.kind == "unsaid":
            continue
        if saying.cue is not None:
            contents.setdefault(saying.cue.i, []).extend(saying.spans)
            found["cue"].add(_cue_phrase(saying.cue, saying))
        else:
            found["content"].update(saying.spans)
            if saying.cue_span is not None:
                found["cue"].add(saying.cue_span)
        if saying.cue_span is not None and saying.speaker_token is not None:
            found["source"].add(_phrase(saying.speaker_token, saying.cue))
        elif saying.cue_span is not None and saying.speaker is not None:
            found["source"].add((saying.speaker.start, saying.speaker.end))
    for i, spans in contents.items():
        found["content"].update(_whole(doc, doc[i], spans))
    return found


#: What stands between the parts of one content: its marks, and the words that join or lead to them.
_JOINS = frozenset({"and", "but", "or", "then", "to", "for", "of", "as", "with", "on", "that", "about", "not"})


def _whole(doc: Doc, cue: Token, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The contents of one cue: parts that only joining words part are one, and whom a demand is made of begins its content."""
    text = doc.text
    whole: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if whole and (start <= whole[-1][1] or _is_joint(text[whole[-1][1] : start])):
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    stop = cue.idx + len(cue)
    for n, (start, end) in enumerate(whole):
        asked = next((c for c in cue.children if c.dep_ in {"obj", "iobj"} and stop <= c.left_edge.idx and c.right_edge.idx < start), None)
        if asked is not None and _is_joint(text[asked.right_edge.idx + len(asked.right_edge) : start]) and not any(
            t.dep_ in {"acl", "acl:relcl"} for t in asked.children
        ):
            verb = text[start : start + 3] == "to " or text[asked.right_edge.idx + len(asked.right_edge) : start].strip() in {"to", "for"}
            if verb:
                whole[n] = (asked.left_edge.idx, end)
    return whole


def _is_joint(between: str) -> bool:
    words = between.strip(_EDGE).lower().split()
    return len(words) < 4 and "." not in between and all(w.strip(_EDGE) in _JOINS or not w.strip(_EDGE) for w in words)


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
    return first.idx, _with_particle(cue, saying)


def _with_particle(cue: Token, saying: Saying) -> int:
    """Where a cue ends: "pointed out", "called for"."""
    last = cue
    for word in saying.verb.split()[1:]:
        if last.i + 1 < len(cue.doc) and last.nbor(1).lower_ == word:
            last = last.nbor(1)
    if last is cue and saying.frame in {"for", "on", "of"} and cue.i + 1 < len(cue.doc) and cue.nbor(1).lower_ == saying.frame:
        last = cue.nbor(1)
    return int(last.idx) + len(last)


def _phrase(token: Token, cue: Token | None = None) -> tuple[int, int]:
    """A noun phrase with what stands before it and its names and "of" phrases, without its preposition and not over its cue."""
    first, last = token.left_edge, token
    while first.i < token.i and (first.dep_ in {"case", "cc", "mark", "punct", "fixed"} or first.is_space):
        first = first.nbor(1)
    for each in token.children:
        if each.i > token.i and each.dep_ in {"flat", "nmod", "compound", "appos", "nmod:poss", "conj"}:
            last = max(last, each.right_edge, key=lambda t: t.i)
    while last.i + 1 < len(token.doc) and last.ent_type_ and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    if cue is not None and first.i <= cue.i <= last.i:
        first, last = (first, cue.nbor(-1)) if token.i < cue.i else (cue.nbor(1), last)
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
