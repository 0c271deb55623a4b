"""Task `parse`: tags and trees of a UD treebank, from gold tokens and from plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.treebank import Document, Sentence, read_conllu
from recension.language import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

GENRE = re.compile(r"^[A-Z]+_([a-z]+)_")


def parse(path: Path, *, genre: str | None = None, pipeline: str | None = None) -> dict[str, Any]:
    """Score the pipeline on the treebank at ``path``: a CoNLL-U file, or a folder of them.

    Of a folder the development and test files are read, and its training files only if it has no others.
    Paragraphs of the treebank are set apart by a blank line, as blocks of reports are. `las` counts the full relation
    (`nsubj:pass`), `las_universal` its first part only.

    Args:
        path: a file, or a folder laid out as a UD treebank.
        genre: a genre's name, to score its documents alone; "all", to score each genre by itself as well.
        pipeline: a spaCy pipeline to score in place of ours.

    Returns:
        `items` (sentences), `scores` (fractions), `missing` (what was looked for and not found).
    """
    files = treebank_files(path)
    documents = [document for file in files for document in read_conllu(file)]
    if genre and genre != "all":
        documents = [d for d in documents if genre_of(d) == genre]
    counts = {d.name + str(i): counted(d, pipeline) for i, d in enumerate(documents)}
    scores = scores_of(sum(counts.values(), Counter()))
    if genre == "all":
        for name in sorted({genre_of(d) for d in documents} - {""}):
            part = [counts[d.name + str(i)] for i, d in enumerate(documents) if genre_of(d) == name]
            scores |= {f"{key}_{name}": value for key, value in scores_of(sum(part, Counter())).items()}
    missing = [] if files else [f"{path}: no .conllu or .conllu.gz file"]
    return {"items": sum(len(d.sentences) for d in documents), "scores": scores, "missing": missing}


def treebank_files(path: Path) -> list[Path]:
    """The CoNLL-U files to score at ``path``."""
    if path.is_file():
        return [path]
    found = sorted(path.glob("*.conllu*")) or sorted(path.rglob("*.conllu*"))
    found = [file for file in found if file.name.endswith((".conllu", ".conllu.gz"))]
    return [file for file in found if "train" not in file.name] or found


def genre_of(document: Document) -> str:
    """The genre that the document's id tells (GUM: `GUM_news_crane`), or nothing."""
    found = GENRE.match(document.name)
    return found[1] if found else ""


def counted(document: Document, pipeline: str | None) -> Counter[str]:
    """What is right, said and gold in one document."""
    return against_gold_tokens(document, pipeline) + against_text(document, pipeline)


def against_gold_tokens(document: Document, pipeline: str | None) -> Counter[str]:
    """Counts with the treebank's own tokens; sentences are the pipeline's."""
    doc = gold_doc(document, pipeline)
    said = [token for token in doc if not token.is_space]
    counts: Counter[str] = Counter()
    starts = sentence_starts(doc)
    number = 0
    for sentence in document.sentences:
        first, size = number, len(sentence.words)
        number += size
        tokens = said[first : first + size]
        place = {token.i: i for i, token in enumerate(tokens)}
        counts["words"] += size
        for i, token in enumerate(tokens):
            head = place.get(token.head.i, -1)
            right = sentence.heads is not None and head == sentence.heads[i]
            gold = sentence.deps[i] if sentence.deps else ""
            counts["uas"] += right
            counts["las"] += right and relation(token.dep_) == gold
            counts["las_universal"] += right and relation(token.dep_).split(":")[0] == gold.split(":")[0]
            counts["xpos"] += bool(sentence.xpos) and token.tag_ == (sentence.xpos or [])[i]
            counts["upos"] += bool(sentence.upos) and token.pos_ == (sentence.upos or [])[i]
        after = said[first + size].i if first + size < len(said) else None
        inside = {t.i for t in tokens[1:]} & starts
        counts["sentences_right"] += tokens[0].i in starts and not inside and (after is None or after in starts)
        counts["sentences_gold"] += 1
    counts["sentences_said"] += len(starts)
    return counts


def gold_doc(document: Document, pipeline: str | None) -> Doc:
    """The Doc of the document's own tokens, read by the pipeline."""
    from spacy.tokens import Doc

    nlp = load(pipeline)
    words: list[str] = []
    spaces: list[bool] = []
    for number, sentence in enumerate(document.sentences):
        if number and sentence.starts_paragraph:
            words.append("\n\n")
            spaces.append(False)
        words.extend(word.replace(" ", "\u00a0") for word in sentence.words)
        spaces.extend(sentence.spaces or [True] * len(sentence.words))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def sentence_starts(doc: Doc) -> set[int]:
    """The first word of each sentence of ``doc``; spaces are not counted."""
    found = (next((token.i for token in sent if not token.is_space), None) for sent in doc.sents)
    return {i for i in found if i is not None}


def relation(dep: str) -> str:
    """A relation as UD writes it; spaCy writes the root's in capitals."""
    return "root" if dep == "ROOT" else dep


def against_text(document: Document, pipeline: str | None) -> Counter[str]:
    """Counts from plain text: words are the same where they cover the same characters, blanks aside."""
    gold = list(gold_arcs(document))
    said = list(said_arcs(load(pipeline)(text_of(document))))
    return Counter(
        raw_words_gold=len(gold), raw_words_said=len(said),
        raw_tokens=len({arc[0] for arc in gold} & {arc[0] for arc in said}),
        raw_las=len(set(gold) & set(said)),
    )


Arc = tuple[tuple[int, int], tuple[int, int], str]
"""A word's place in the text without blanks, its head's, and the relation."""


def text_of(document: Document) -> str:
    """The document's plain text, a blank line between paragraphs."""
    parts: list[str] = []
    for number, sentence in enumerate(document.sentences):
        if number and sentence.starts_paragraph:
            parts.append("\n\n")
        parts.extend(
            word + (" " if space else "")
            for word, space in zip(sentence.words, sentence.spaces or [True] * len(sentence.words), strict=True)
        )
    return "".join(parts)


def places(words: list[str], begin: int) -> list[tuple[int, int]]:
    """Where ``words`` stand in a text without blanks, if the first begins at ``begin``."""
    result = []
    for word in words:
        size = sum(not c.isspace() for c in word)
        result.append((begin, begin + size))
        begin += size
    return result


def gold_arcs(document: Document) -> Iterator[Arc]:
    begin = 0
    for sentence in document.sentences:
        at = places(sentence.words, begin)
        begin = at[-1][1]
        yield from arcs(at, sentence)


def arcs(at: list[tuple[int, int]], sentence: Sentence) -> Iterator[Arc]:
    for here, head, dep in zip(at, sentence.heads or [], sentence.deps or [], strict=True):
        yield here, at[head], dep


def said_arcs(doc: Doc) -> Iterator[Arc]:
    at = places([token.text for token in doc], 0)
    for token in doc:
        if not token.is_space:
            yield at[token.i], at[token.head.i], relation(token.dep_)


def scores_of(counts: Counter[str]) -> dict[str, float]:
    """The scores of some counts; none where nothing was counted."""
    if not counts["words"]:
        return {}
    result = {name: counts[name] / counts["words"] for name in ("las", "las_universal", "uas", "xpos", "upos")}
    result["sentences_f1"] = f1(counts["sentences_right"], counts["sentences_said"], counts["sentences_gold"])
    result["raw_las"] = f1(counts["raw_las"], counts["raw_words_said"], counts["raw_words_gold"])
    result["raw_tokens_f1"] = f1(counts["raw_tokens"], counts["raw_words_said"], counts["raw_words_gold"])
    return {name: round(value, 4) for name, value in result.items()}


def f1(right: int, said: int, gold: int) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(1, 2, 2), f1(0, 0, 0)
    (0.5, 0.0)
    """
    return 2 * right / (said + gold) if said + gold else 0.0
