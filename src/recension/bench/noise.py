"""Task `stemma-noise`: copies made by machine, of texts with a free licence, whose truth is exact.

Each article of MEANTIME (Wikinews, CC BY) is copied in several ways by a fixed seed: with page debris, cut, merged with
another, with its sentences shuffled, with names and numbers changed, and distorted as a careless translation is. All
copies and articles make one heap, of which one stemma is made.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.meantime import read_meantime
from recension.bench.treebank import Document

if TYPE_CHECKING:
    from recension.model import Report

SEED = 20
#: Sentences that an article must have to be copied, and those of it that are used.
FEWEST, MOST = 8, 25
DEBRIS = ("Subscribe | Log in | E-edition", "By Web Desk • 3 min read", "Share Tweet Print", "Sign up for our morning newsletter",
          "More in World: Five takeaways from the vote", "All rights reserved. Contact us | Privacy policy")


@dataclass(frozen=True)
class Made:
    """A text, the articles that it comes from, the way it was made, and what was changed in it: old and new."""

    text: str
    sources: tuple[str, ...]
    way: str
    changes: tuple[tuple[str, str], ...] = field(default=())


def noise(path: Path) -> dict[str, Any]:
    """Score the stemma of a heap of copies made of the articles of MEANTIME at ``path`` or below.

    Returns:
        `items` (texts); `scores`: `found_` by way (share of the copies that have an edge with each of their sources),
        `related_` by way (share whose edge says what they are), `false` (share of the edges that join texts of no common
        source; articles that share text themselves count as one), `changes_recall` (share of the changed numbers that a
        variant shows); `missing`, `misses`.
    """
    from recension.stemma import stemma

    articles = {d.name: text_of(d) for d in read_meantime(path) if len(d.sentences) >= FEWEST}
    if not articles:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no articles of MEANTIME"], "misses": [], "alarms": []}
    made = [*(Made(" ".join(s), (name,), "article") for name, s in articles.items()), *copies(articles)]
    ids = {report(one.text, n).id: one for n, one in enumerate(made)}
    base = {one.sources[0]: key for key, one in ids.items() if one.way == "article"}
    tree = stemma([report(one.text, n) for n, one in enumerate(made)])
    edges = {frozenset((e.from_, e.to)): e.relation for e in tree.edges if e.from_ in ids and e.to in ids}
    total, found, right = Counter[str](), Counter[str](), Counter[str]()
    misses = []
    for key, one in ids.items():
        for source in one.sources if one.way != "article" else ():
            relation = edges.get(frozenset((base[source], key)))
            total[one.way] += 1
            found[one.way] += relation is not None
            right[one.way] += relation in EXPECTED[one.way]
            if relation not in EXPECTED[one.way]:
                misses.append(f"{one.way} of {source}, said {relation}: {one.text[:80]}")
    wrong = [pair for pair in edges if not _of_one_source([ids[key] for key in pair], edges, base)]
    asked = [(key, change) for key, one in ids.items() for change in one.changes]
    shown = {(key, v.from_.text, v.to.text) for e in tree.edges for p in e.passages for v in p.variants for key in (e.from_, e.to)}
    seen = sum(1 for key, change in asked if any(k == key and {*change} <= {*a.split(), *b.split()} for k, a, b in shown))
    scores = {f"found_{way}": round(found[way] / total[way], 4) for way in sorted(total)}
    scores |= {f"related_{way}": round(right[way] / total[way], 4) for way in sorted(total)}
    scores |= {"false": round(len(wrong) / max(1, len(edges)), 4), "changes_recall": round(seen / max(1, len(asked)), 4)}
    return {"items": len(made), "scores": scores, "missing": [], "misses": misses, "alarms": []}


def _of_one_source(pair: Sequence[Made], edges: Mapping[frozenset[str], str], base: Mapping[str, str]) -> bool:
    one, other = (made.sources for made in pair)
    return any(x == y or frozenset((base[x], base[y])) in edges for x in one for y in other)


def text_of(document: Document) -> list[str]:
    """The sentences of an article, without headline and date."""
    return [_joined(s.words) for s in document.sentences[2:MOST]]


def _joined(words: Sequence[str]) -> str:
    text = " ".join(words).replace("`` ", '"').replace(" ''", '"')
    return re.sub(r" ([.,;:!?)'’%])|(\(|\$) ", r"\1\2", text)


def report(text: str, number: int) -> Report:
    """A text as a report; the same each time."""
    from recension.reading import clean

    return clean(json.dumps({"text": text}).encode(), label=f"text {number}", kind="json")


# ---------------------------------------------------------------- ways of copying
Sentences = Sequence[str]
#: A copy, and what was changed in it: old and new.
Changed = tuple[str, tuple[tuple[str, str], ...]]
Change = Callable[[Sentences, Sentences, random.Random], Changed]


def copies(articles: dict[str, list[str]]) -> list[Made]:
    """One copy of each article in each way."""
    chance = random.Random(SEED)  # noqa: S311 - the same copies each time, no secret
    names = sorted(articles)
    made = []
    for name in names:
        other = chance.choice([n for n in names if n != name])
        for way, change in WAYS.items():
            text, changes = change(articles[name], articles[other], chance)
            made.append(Made(text, (name, other) if way == "merged" else (name,), way, changes))
    return made


def debris(own: Sentences, _: Sentences, chance: random.Random) -> Changed:
    """All of it on a page."""
    above, below = chance.sample(DEBRIS, 2), chance.sample(DEBRIS, 2)
    return "\n\n".join([*above, " ".join(own), *below]), ()


def cut(own: Sentences, _: Sentences, chance: random.Random) -> Changed:
    """Its beginning."""
    return " ".join(own[: max(4, int(len(own) * chance.uniform(0.4, 0.8)))]), ()


def merged(own: Sentences, other: Sentences, _: random.Random) -> Changed:
    """Half of it, and half of another."""
    return " ".join([*own[: max(4, len(own) // 2)], *other[: max(4, len(other) // 2)]]), ()


def shuffled(own: Sentences, _: Sentences, chance: random.Random) -> Changed:
    """Its sentences in another order."""
    return " ".join(chance.sample(own, len(own))), ()


def changed(own: Sentences, _: Sentences, chance: random.Random) -> Changed:
    """All of it, one number changed."""
    text = " ".join(own)
    found = [m for m in re.finditer(r"(?<![\w.,-])[1-9]\d{0,3}(?![\w.,-]|\.\d)", text) if not 1900 < int(m.group()) < 2100]
    if not found:
        return text, ()
    at = chance.choice(found)
    new = str(int(at.group()) + chance.randint(1, 9) * 10 ** (len(at.group()) - 1))
    return text[: at.start()] + new + text[at.end() :], ((at.group(), new),)


def distorted(own: Sentences, _: Sentences, chance: random.Random) -> Changed:
    """As a careless translation: articles lost, neighbours swapped, small words put for others, names respelled."""
    sentences = []
    for sentence in own:
        words = [w for w in sentence.split() if w.lower() not in {"the", "a", "an"} or chance.random() < HELD]
        for k in range(len(words) - 1):
            if chance.random() < SWAPPED and words[k].islower() and words[k + 1].isalpha() and words[k + 1].islower():
                words[k], words[k + 1] = words[k + 1], words[k]
        sentences.append(" ".join(SMALL.get(w, _heard(w, chance)) for w in words))
    return " ".join(sentences), ()


#: Articles that are kept, neighbours that are swapped, names that are spelled by ear.
HELD, SWAPPED, HEARD = 0.4, 0.2, 0.15
SMALL = {"said": "affirmed", "in": "at", "of": "from", "for": "during", "has": "had", "with": "together with", "to": "towards",
         "also": "equally", "will": "is going to", "more": "greater", "than": "as", "by": "from part of", "and": "as well as"}
_EAR = str.maketrans({"c": "k", "y": "i", "w": "v", "f": "ph"})


def _heard(word: str, chance: random.Random) -> str:
    return word[0] + word[1:].translate(_EAR) if word[:1].isupper() and len(word) > len("abc") and chance.random() < HEARD else word


WAYS: dict[str, Change] = {
    "debris": debris, "cut": cut, "merged": merged, "shuffled": shuffled, "changed": changed, "distorted": distorted,
}
#: What a copy of each way may be called.
EXPECTED: dict[str, frozenset[str]] = {
    "debris": frozenset({"copy"}), "cut": frozenset({"partial_copy", "copy"}), "merged": frozenset({"partial_copy"}),
    "shuffled": frozenset({"copy", "partial_copy"}), "changed": frozenset({"copy"}),
    "distorted": frozenset({"translation", "rewrite", "partial_copy", "copy"}),
}
