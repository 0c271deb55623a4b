"""The public sets that may be trained on (see the README beside the data)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from recension.bench.treebank import Document, Sentence, read_conllu, read_iob


def gum_train(data: Path) -> list[Document]:
    """The UD GUM documents that may be trained on."""
    return [document for path in sorted((data / "ud_gum/train").glob("*.conllu*")) for document in read_conllu(path)]


def entity_sets(data: Path) -> dict[str, list[Document]]:
    """The sets with named entities that may be trained on, by name."""
    web = [document for part in ("train", "dev") for document in read_iob(data / f"uner_ewt/en_ewt-ud-{part}.iob2")]
    wiki = read_iob(data / "juandr_ner/data/wikigold/CONLL-format/data/wikigold.conll.txt")
    return {"uner_ewt": web, "wikigold": wiki}


def without(sentence: Sentence, dropped: set[int]) -> Sentence:
    """``sentence`` without the words at ``dropped``, which must head no word that stays."""
    kept = [i for i in range(len(sentence.words)) if i not in dropped]
    new = {old: i for i, old in enumerate(kept)}

    def take(column: list[str] | None) -> list[str] | None:
        return None if column is None else [column[i] for i in kept]

    return replace(
        sentence,
        words=[sentence.words[i] for i in kept],
        spaces=None if sentence.spaces is None else [sentence.spaces[i] for i in kept],
        upos=take(sentence.upos),
        xpos=take(sentence.xpos),
        heads=None if sentence.heads is None else [new[sentence.heads[i]] for i in kept],
        deps=take(sentence.deps),
        lemmas=take(sentence.lemmas),
        entities=take(sentence.entities),
    )
