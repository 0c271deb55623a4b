"""The heads of acts, trained on by themselves: `python -m training.train --step acts`.

The encoder stands still, so its vectors of our own corpus are worked out once, in some careless forms of each window,
and many epochs take minutes. When the corpus grows, this step alone needs to be run again.
"""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass

import torch
from torch import Tensor

from recension.bench.treebank import Document
from recension.language.pieces import Pieces
from training.losses import acts_loss, gold_of
from training.model import Linear, Network
from training.windows import UNKNOWN, Window, batches, inputs

COPIES, EPOCHS, RATE = 2, 16, 1.5e-3
"""Forms of each window; rounds over all of them; the highest rate of learning."""


@dataclass(frozen=True)
class Read:
    """A batch of windows and the vectors of their words."""

    windows: list[Window]
    vectors: Tensor


def fit_acts(
    network: Network, documents: list[Document], dev: list[Document], pieces: Pieces, index: dict[str, dict[str, int]],
    seed: int,
) -> None:
    """Train what says of words whether they name acts, and which words are their parties."""
    rng = random.Random(seed)
    network.eval()
    Linear.rounding = True
    known = [read(network, batch) for _ in range(COPIES) for batch in batches(documents, pieces, index, rng, 3000, 0.06)]
    looked = [read(network, batch) for batch in batches(dev, pieces, index, random.Random(0), 3000, None)]
    Linear.rounding = False
    print(f"{len(known)} batches; before: {scores(network, looked)}", flush=True)
    network.heads.train()
    names = ("act_", "role_")
    learned = [p for name, p in network.heads.named_parameters() if name.startswith(names)]
    optimizer = torch.optim.AdamW(learned, RATE, weight_decay=0.02)
    total, step, begun = EPOCHS * len(known), 0, time.monotonic()
    for epoch in range(EPOCHS):
        rng.shuffle(known)
        for batch in known:
            for group in optimizer.param_groups:
                group["lr"] = RATE * 0.5 * (1 + math.cos(math.pi * step / total))
            said = network.heads(batch.vectors.float())
            loss = acts_loss(said[4], said[5], said[6], said[-1], batch.windows)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            step += 1
        print(f"epoch {epoch + 1} {scores(network, looked)} {time.monotonic() - begun:.0f}s", flush=True)


def read(network: Network, batch: list[Window]) -> Read:
    """The vectors of a batch, in half the room."""
    with torch.no_grad():
        return Read(batch, network.words(*inputs(batch)).half())


def scores(network: Network, batches_: list[Read]) -> dict[str, float]:
    """Shares of words that name an act and are given its type, and the other way round."""
    network.heads.eval()
    right = said = asked = 0
    with torch.no_grad():
        for batch in batches_:
            gold = gold_of(batch.windows, "events")
            found = network.heads(batch.vectors.float())[4].argmax(-1)
            right += int(((found == gold) & (gold > 0)).sum())
            said += int(((found > 0) & (gold != UNKNOWN)).sum())
            asked += int((gold > 0).sum())
    network.heads.train()
    return {"precision": round(right / max(1, said), 4), "recall": round(right / max(1, asked), 4)}
