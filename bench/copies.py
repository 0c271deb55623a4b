"""What finding copies costs: `python bench/copies.py --data ../shared/data/gva`, on a growing heap of reports.

    python bench/copies.py [--reports 100000] [--beside] [--json]

Real articles (`articles.jsonl`) are grown to a heap by copying them with a fixed seed: with words changed, cut, shuffled by
sentence, or merged with another. What shares text with what is then known exactly: a pair's *containment* is the part
of the smaller report's five-word shingles that stand in the other. Told are seconds and memory of the index that finds
candidates, its recall at containments of .5 and .15 over a sample, the time to add one report to the whole, and the
growth from a quarter to a half to all. With `--beside`, MinHash indices of datasketch and rensa do the same in the same
run, each in a process of its own (`pip install datasketch rensa`).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import multiprocessing
import random
import re
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from recension.bench.noise import Change, Changed, Sentences, cut, merged, shuffled

SEED = 20
PROBES = 2000
LEVELS = (0.5, 0.15)
#: Bands and rows of the MinHash indices: the settings that find most at a fair cost.
DATASKETCH, RENSA = (28, 2), (64, 2)
WORD = re.compile(r"\w+")
Found = dict[int, set[int]]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Time, memory and recall of finding copies in a growing heap of reports.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/gva"), help="the folder of articles.jsonl")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--beside", action="store_true", help="measure datasketch and rensa too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    heap = grown(articles(asked.data), asked.reports)
    truth = {level: shared(heap, level) for level in LEVELS}
    ways: dict[str, Callable[[Sequence[str], Sequence[int]], dict[str, Any]]] = {"recension": ours}
    if asked.beside:
        ways |= {"rensa": rensa, "datasketch": datasketch}
    told = {name: measured(way, heap, truth) for name, way in ways.items()}
    if asked.json:
        print(json.dumps(told, indent=1))
        return
    for name, row in told.items():
        print(name, " ".join(f"{key} {value}" for key, value in row.items()))


# ---------------------------------------------------------------- the heap
def articles(folder: Path) -> list[str]:
    """The texts of the articles, each once."""
    file = next(f for f in (folder / "articles.jsonl", folder / "articles.jsonl.gz") if f.is_file())
    raw = file.read_bytes()
    rows = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode().splitlines()
    return sorted({text for row in rows if (text := json.loads(row).get("content") or "") and len(text) > 300})


def grown(texts: Sequence[str], size: int) -> list[tuple[str, tuple[int, ...]]]:
    """`size` texts, each with the numbers of the articles that it comes from; in an order of no meaning."""
    chance = random.Random(SEED)
    heap = [(text, (n,)) for n, text in enumerate(texts[:size])]
    sentences = [re.split(r"(?<=[.!?])\s+", text) for text in texts]
    while len(heap) < size:
        n, m = chance.randrange(len(texts)), chance.randrange(len(texts))
        change = chance.choice(CHANGES)
        heap.append((change(sentences[n], sentences[m], chance)[0], (n, m) if change is merged else (n,)))
    chance.shuffle(heap)
    return heap


def edited(own: Sentences, other: Sentences, chance: random.Random) -> Changed:
    """Some words put for others."""
    part, every = chance.choice((0.01, 0.03, 0.08, 0.15)), " ".join(other).split()
    return " ".join(chance.choice(every) if chance.random() < part else word for word in " ".join(own).split()), ()


CHANGES: tuple[Change, ...] = (edited, edited, cut, shuffled, merged)
"""Words changed twice as often as the rest; all but it as the corruption bench does them."""


def shared(heap: Sequence[tuple[str, tuple[int, ...]]], level: float) -> Found:
    """Which texts each probe shares at least this containment with, exactly, among those of the same articles."""
    of: dict[int, list[int]] = defaultdict(list)
    for at, (_, sources) in enumerate(heap):
        for n in sources:
            of[n].append(at)
    shingles: dict[int, set[tuple[str, ...]]] = {}

    def grams(at: int) -> set[tuple[str, ...]]:
        if at not in shingles:
            words = [w.lower() for w in WORD.findall(heap[at][0])]
            shingles[at] = set(zip(*(words[k:] for k in range(5)), strict=False))
        return shingles[at]

    found: Found = {}
    for probe in probes(len(heap)):
        others = {at for n in heap[probe][1] for at in of[n]} - {probe}
        here = grams(probe)
        found[probe] = {
            at for at in others if here and grams(at) and len(here & grams(at)) >= level * min(len(here), len(grams(at)))
        }
    return found


def probes(size: int) -> list[int]:
    """The texts that are asked about: every so many."""
    return list(range(0, size, max(1, size // PROBES)))[:PROBES]


# ---------------------------------------------------------------- measuring
def measured(way: Callable[[Sequence[str], Sequence[int]], dict[str, Any]], heap: Sequence[tuple[str, tuple[int, ...]]],
             truth: dict[float, Found]) -> dict[str, Any]:
    """Time, memory, recall and growth of one way, each run in a fresh process."""
    texts = [text for text, _ in heap]
    whole = alone(way, texts)
    found: Found = whole.pop("found")
    for level, wanted in truth.items():
        total = sum(map(len, wanted.values()))
        whole[f"recall_{level}"] = round(sum(len(wanted[p] & found[p]) for p in wanted) / max(total, 1), 4)
    parts = {size: alone(way, texts[:size])["seconds"] for size in (len(texts) // 4, len(texts) // 2)}
    return whole | {f"seconds_{size}": seconds for size, seconds in parts.items()}


def alone(way: Callable[[Sequence[str], Sequence[int]], dict[str, Any]], texts: Sequence[str]) -> dict[str, Any]:
    """One run in a process of its own, and the memory that it took over what the texts take."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(_run, (way, texts))


def _run(way: Callable[[Sequence[str], Sequence[int]], dict[str, Any]], texts: Sequence[str]) -> dict[str, Any]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = way(texts, probes(len(texts)))
    return told | {"megabytes": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)}


def ours(texts: Sequence[str], asked: Sequence[int]) -> dict[str, Any]:
    """The package's own index."""
    from recension.claims.doc import bare_report
    from recension.stemma.shingles import ShingleIndex
    from recension.stemma.words import read_words

    index = ShingleIndex()
    begun = time.perf_counter()
    names: dict[str, list[int]] = defaultdict(list)
    kept = {}
    wanted = set(asked)
    for at, text in enumerate(texts):
        words = read_words(bare_report(text))
        names[words.report.id].append(at)
        index.add(words)
        if at in wanted:
            kept[at] = words
    index.candidates(read_words(bare_report(texts[0])))  # sorts what was added
    seconds = time.perf_counter() - begun
    last = time.perf_counter()
    extra = read_words(bare_report(f"{texts[0]} One more line that none has."))
    index.add(extra)
    index.candidates(extra)
    one = time.perf_counter() - last
    # Texts that are the same to the last letter are one report here, and not each other's candidates.
    found = {
        at: {n for one in (kept[at].report.id, *(c.id for c in index.candidates(kept[at], most=len(texts)))) for n in names[one]}
        for at in asked
    }
    return {"seconds": round(seconds, 1), "one_more_ms": round(1000 * one, 1), "found": found}


def rensa(texts: Sequence[str], asked: Sequence[int]) -> dict[str, Any]:
    """MinHash of rensa over the same shingles."""
    from rensa import RMinHash, RMinHashLSH

    bands, rows = RENSA
    index = RMinHashLSH(threshold=0.5, num_perm=bands * rows, num_bands=bands)

    def sketch(text: str) -> Any:
        each = RMinHash(num_perm=bands * rows, seed=SEED)
        each.update(list(grams_of(text)))
        return each

    return _sketched(texts, asked, sketch, index.insert, index.query)


def datasketch(texts: Sequence[str], asked: Sequence[int]) -> dict[str, Any]:
    """MinHash of datasketch over the same shingles."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(params=DATASKETCH, num_perm=DATASKETCH[0] * DATASKETCH[1])

    def sketch(text: str) -> Any:
        each = MinHash(num_perm=DATASKETCH[0] * DATASKETCH[1], seed=SEED)
        each.update_batch([g.encode() for g in grams_of(text)])
        return each

    return _sketched(texts, asked, sketch, index.insert, index.query)


def _sketched(texts: Sequence[str], asked: Sequence[int], sketch: Callable[[str], Any],
              insert: Callable[[int, Any], object], query: Callable[[Any], Sequence[int]]) -> dict[str, Any]:
    begun = time.perf_counter()
    for at, text in enumerate(texts):
        insert(at, sketch(text))
    seconds = time.perf_counter() - begun
    last = time.perf_counter()
    extra = sketch(f"{texts[0]} One more line that none has.")
    insert(len(texts), extra)
    query(extra)
    one = time.perf_counter() - last
    found = {at: set(query(sketch(texts[at]))) for at in asked}
    return {"seconds": round(seconds, 1), "one_more_ms": round(1000 * one, 1), "found": found}


def grams_of(text: str) -> Iterator[str]:
    """The five-word shingles of a text."""
    words = [w.lower() for w in WORD.findall(text)]
    return (" ".join(part) for part in zip(*itertools.starmap(lambda k, w: w[k:], ((k, words) for k in range(5))), strict=False))


if __name__ == "__main__":
    main()
