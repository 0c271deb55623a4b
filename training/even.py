"""Evens out what the products of a finished network are given, so that rounding takes less from it.

Some inputs of a product are ten times as large as the others, and one scale for all leaves the small ones a few steps.
Each input is divided by a number of its own before it is rounded, and its row of weights is multiplied with it: what the
product gives stays the same. How far inputs are evened at the cost of the weights is `SHARE` (Xiao et al. 2023,
"SmoothQuant", whose idea this is).
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from recension.language.pieces import Pieces
from training.data import passages
from training.model import Linear, Network
from training.windows import Window, batches, inputs

SHARE = 0.8
"""0: weights are as even as they can be; 1: inputs are."""
SMALLEST = 1e-5


def even_out(network: Network, folder: Path) -> None:
    """Divide the inputs of all products of ``network`` by what they reach in our own passages, and mend the weights.

    Args:
        folder: of the network, with its labels and tokenizer.
    """
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    index = {name: {value: i for i, value in enumerate(values)} for name, values in labels.items()}
    reached = largest_inputs(network, batches(passages(), pieces, index, random.Random(0), 1500, None))
    for name, module in network.named_modules():
        if isinstance(module, Linear):
            rows = module.weight.detach().abs().amax(dim=0).clamp_min(SMALLEST)
            scale = reached[name].clamp_min(SMALLEST) ** SHARE / rows ** (1 - SHARE)
            scale = scale / scale.median()
            with torch.no_grad():
                module.weight.mul_(scale)
            module.even = 1 / scale


def largest_inputs(network: Network, texts: list[list[Window]]) -> dict[str, Tensor]:
    """By name of a product, the largest size of each of its inputs when ``texts`` are read."""
    found: dict[str, Tensor] = defaultdict(lambda: torch.zeros(1))
    names = {module: name for name, module in network.named_modules() if isinstance(module, Linear)}

    def look(module: Linear, given: tuple[Tensor]) -> None:
        sizes = given[0].detach().reshape(-1, given[0].shape[-1]).abs().amax(dim=0)
        found[names[module]] = torch.maximum(found[names[module]], sizes)

    hooks = [module.register_forward_pre_hook(look) for module in names]
    with torch.no_grad():
        for batch in texts:
            network(*inputs(batch))
    for hook in hooks:
        hook.remove()
    return found
