"""Writes the table of lemmas: `python -m training.lemmas --data ../shared/data --out FOLDER`.

What the trees of GUM (its training part) say, then irregular forms, and the bases that the rules of
`recension.language.lemmas` need to tell *fired* from *visited*.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from recension.language.lemmas import KINDS, Table, by_rule
from training.data import gum_train

LEXICONS = Path(__file__).parent / "lexicons"


def rows(name: str) -> list[list[str]]:
    """The columns of a lexicon's lines, without its header."""
    text = (LEXICONS / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def bases(data: Path) -> dict[str, set[str]]:
    """Known bases by kind (verb, noun, adjective)."""
    found: dict[str, set[str]] = defaultdict(set)
    found["verb"] |= {word for line in rows("regular_verbs.txt") for word in line[0].split()}
    found["verb"] |= {line[0] for line in rows("irregular_verbs.tsv")}
    for document in gum_train(data):
        for sentence in document.sentences:
            for tag, lemma in zip(sentence.xpos or (), sentence.lemmas or (), strict=True):
                if tag in KINDS and lemma.isalpha() and lemma.islower():
                    found[KINDS[tag]].add(lemma)
    return found


def irregular() -> dict[tuple[str, str], str]:
    """Lemmas of irregular forms by word and tag."""
    found: dict[tuple[str, str], str] = {}
    for base, past, participle in rows("irregular_verbs.tsv"):
        found |= {(form, "VBD"): base for form in past.split("/")}
        found |= {(form, "VBN"): base for form in participle.split("/")}
    return found | {(word, tag): lemma for word, tag, lemma in rows("irregular_words.tsv")}


def write(data: Path, out: Path) -> None:
    """Write ``lemmas.tsv``: known bases by kind, then only those forms that the rules get wrong."""
    known = bases(data)
    table = Table({}, known)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in gum_train(data):
        for sentence in document.sentences:
            for word, tag, lemma in zip(sentence.words, sentence.xpos or (), sentence.lemmas or (), strict=True):
                if not tag.startswith("NNP") and tag != "CD" and any(c.isalpha() for c in word) and lemma != "_":
                    counts[word.lower(), tag][lemma.lower()] += 1
    forms = irregular()
    for key, found in counts.items():
        lemma, seen = found.most_common(1)[0]
        if seen >= 2 and key not in forms:
            forms[key] = lemma
    lines = [
        "# Lemmas by word and tag where no rule gives them, and bases that the rules look up. Made by training/lemmas.py",
        "# from the training part of UD English GUM (CC BY-SA 4.0 where share-alike documents are used) and own lists.",
    ]
    lines += [f"={kind}\t{' '.join(sorted(words))}" for kind, words in sorted(known.items())]
    lines += [f"{word}\t{tag}\t{lemma}" for (word, tag), lemma in sorted(forms.items())
              if by_rule(word, tag, table) != lemma and "\t" not in word]
    (out / "lemmas.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/recension/language/data"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    write(given.data, given.out)


if __name__ == "__main__":
    main()
