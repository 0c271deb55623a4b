"""Task `ner`: named entities of IOB2 files or of MEANTIME, exact spans and types, with the files' own tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recension.bench.meantime import meantime_files, read_meantime
from recension.bench.parse import f1, gold_doc
from recension.bench.treebank import Document, read_iob

TYPES = ("PERSON", "ORG", "LOC")
ENDINGS = (".iob2", ".iob", ".conll", ".conll.txt", ".bio")


def ner(path: Path, *, topics: str = "gm,stock", pipeline: str | None = None) -> dict[str, Any]:
    """Score the pipeline on the IOB2 files at ``path``: one file, or those of a folder; or on the folder of MEANTIME.

    Of a folder the development and test files are read, and its training files only if it has no others. Entities of
    other types than PERSON, ORG and LOC are left out, gold ones and the pipeline's. Articles at the start of a name
    are passed over on both sides, since sets differ in them. Sentences without gold entities (the later ones of
    MEANTIME) are read, but not scored.

    Args:
        path: a file or a folder.
        topics: of MEANTIME, the topics to score, with commas between them; the others may be trained on.
        pipeline: a spaCy pipeline to score in place of ours.

    Returns:
        `items` (sentences), `scores` (`f1 precision recall`, and the same by type), `missing`.
    """
    files = iob_files(path) if path.is_file() else meantime_files(path) or iob_files(path)
    if files and files[0].suffix == ".xml":
        wanted = {topic.strip() for topic in topics.split(",")}
        documents = [d for d in read_meantime(path) if d.name.partition("/")[0] in wanted]
    else:
        documents = [document for file in files for document in read_iob(file)]
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        counts += counted(document, pipeline)
    scores: dict[str, float] = {}
    for kind in ("", *TYPES):
        right, said, gold = (counts[name, kind] for name in ("right", "said", "gold"))
        ending = f"_{kind.lower()}" if kind else ""
        scores[f"f1{ending}"] = f1(right, said, gold)
        scores[f"precision{ending}"] = right / said if said else 0.0
        scores[f"recall{ending}"] = right / gold if gold else 0.0
    return {
        "items": sum(s.entities is not None for d in documents for s in d.sentences),
        "scores": {name: round(value, 4) for name, value in scores.items()} if documents else {},
        "missing": [] if documents else [f"{path}: no IOB2 file ({', '.join(ENDINGS)}, or gzipped), and no such topic"],
    }


def iob_files(path: Path) -> list[Path]:
    """The IOB2 files to score at ``path``."""
    if path.is_file():
        return [path]
    found = [file for file in sorted(path.rglob("*")) if file.name.removesuffix(".gz").endswith(ENDINGS)]
    return [file for file in found if "train" not in file.name] or found


Entity = tuple[int, int, str]


def counted(document: Document, pipeline: str | None) -> Counter[tuple[str, str]]:
    """What is right, said and gold in the annotated sentences of one document, in all and by type."""
    words = [word.lower() for sentence in document.sentences for word in sentence.words]
    annotated = [s.entities is not None for s in document.sentences for _ in s.words]
    gold = set(without_articles((e for e in gold_entities(document) if e[2] in TYPES), words))
    doc = gold_doc(document, pipeline)
    place = {token.i: n for n, token in enumerate(token for token in doc if not token.is_space)}
    found = ((place[e.start], place[e.end - 1] + 1, e.label_) for e in doc.ents if e.label_ in TYPES)
    said = set(without_articles((e for e in found if annotated[e[0]]), words))
    result: Counter[tuple[str, str]] = Counter()
    for name, entities in (("gold", gold), ("said", said), ("right", gold & said)):
        for entity in entities:
            result[name, ""] += 1
            result[name, entity[2]] += 1
    return result


def without_articles(entities: Iterator[Entity], words: Sequence[str]) -> Iterator[Entity]:
    for first, last, kind in entities:
        yield (first + 1 if last - first > 1 and words[first] in {"the", "a", "an"} else first), last, kind


def gold_entities(document: Document) -> Iterator[Entity]:
    """Spans over the document's words."""
    offset = 0
    for sentence in document.sentences:
        tags = [*(sentence.entities or []), "O"]
        first = None
        for i, tag in enumerate(tags):
            if first is not None and not tag.startswith("I-"):
                yield offset + first, offset + i, tags[first][2:]
                first = None
            if tag.startswith("B-"):
                first = i
        offset += len(sentence.words)
