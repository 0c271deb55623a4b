"""The network: an encoder with small heads, in plain PyTorch.

The shipped encoder is a six-layer BERT; `teacher.py` has a larger one under heads of the same kind, for training only.
Words are read at their first piece. A word that heads itself is a root, so no artificial root is needed.
Linear layers can round weights and activations as the shipped int8 form does (`rounding`), so that the last
epoch of training learns to live with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from recension.language.shapes import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
ARC, RELATION, ROLE, ACT, NAME = 256, 96, 64, 256, 256


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads, in the order of their scores."""

    upos: list[str]
    xpos: list[str]
    deps: list[str]
    entities: list[str]
    events: list[str]
    """What kind of act a word names: "O", or one of the types of events."""
    statuses: list[str]
    """The status of the act that a word names."""
    modes: list[str]
    """The mode of that act: "-", or a type and one of its modes."""
    roles: list[str]
    """What other words are to that act: who does it, to whom, who says so."""


class Linear(nn.Linear):  # type: ignore[misc]
    """A linear layer that rounds to the shipped int8 grid while `rounding` is set."""

    rounding = False
    even: Tensor | None = None
    """What each input is multiplied with before it is rounded, where `training.even` has set it."""

    def forward(self, x: Tensor) -> Tensor:
        if self.even is not None:
            x = x * self.even
        if not self.rounding:
            return F.linear(x, self.weight, self.bias)
        scale = self.weight.detach().abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 63.0
        rounded = (self.weight.detach() / scale).round_() * scale
        weight = self.weight + (rounded - self.weight.detach())
        low, high = x.detach().amin().clamp_max(0), x.detach().amax().clamp_min(0)
        step = ((high - low) / 255.0).clamp_min(1e-8)
        x = x + ((x.detach() / step).round_() * step - x.detach())
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, INNER)
        self.down = Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length = x.shape[0], x.shape[1]
        qkv = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        context = attended(q, k, v, mask).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(context)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def attended(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot products (batch, heads, places, width), written out: on a CPU their gradients take half the time.

    ``mask`` is added to the scores, as large negative numbers where nothing is to be seen.
    """
    scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
    return shares(scores if mask is None else scores + mask.to(q.dtype)).to(v.dtype) @ v


def shares(scores: Tensor) -> Tensor:
    """The softmax of the last dimension, written out.

    The runtime's own softmax adds up in another order on each kind of processor, and rounding to int8 makes a larger
    difference of the least one. All else in the exported form comes out the same to the last bit where there is AVX2.
    """
    powers = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


class Encoder(nn.Module):  # type: ignore[misc]
    """BERT with a case shape beside each piece; its word embeddings are int8 rows and stay as they are."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.register_buffer("rows", torch.zeros(30522, WIDTH, dtype=torch.int8))
        self.register_buffer("row_scale", torch.zeros(30522, 1))
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def load_bert(self, path: Path) -> None:
        """Take over the weights of a BERT safetensors file of the same sizes."""
        old = load_file(str(path))
        words = old["embeddings.word_embeddings.weight"]
        self.row_scale.copy_(words.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127.0)
        self.rows.copy_((words / self.row_scale).round().to(torch.int8))
        kinds = old["embeddings.token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.positions.weight.copy_(old["embeddings.position_embeddings.weight"] + kinds)
            copy(self.norm, old, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                name = f"encoder.layer.{i}."
                parts = [name + f"attention.self.{part}" for part in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([old[part + ".weight"] for part in parts]))
                layer.qkv.bias.copy_(torch.cat([old[part + ".bias"] for part in parts]))
                copy(layer.out, old, name + "attention.output.dense")
                copy(layer.norm1, old, name + "attention.output.LayerNorm")
                copy(layer.up, old, name + "intermediate.dense")
                copy(layer.down, old, name + "output.dense")
                copy(layer.norm2, old, name + "output.LayerNorm")

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.rows[pieces].float() * self.row_scale[pieces] + self.positions(places) + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(old[name + ".weight"])
    module.bias.copy_(old[name + ".bias"])


class Heads(nn.Module):  # type: ignore[misc]
    """What is read off the vectors of words: tags, arcs, relations."""

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        columns = (labels.upos, labels.xpos, labels.entities, labels.events, labels.statuses)
        self.sizes = [2, *map(len, columns)]
        self.tags = Linear(width, sum(self.sizes))
        self.name_inner = Linear(width, NAME)
        self.name_outer = Linear(NAME, len(labels.entities))
        nn.init.zeros_(self.name_outer.weight)
        nn.init.zeros_(self.name_outer.bias)
        self.sides = Linear(width, 2 * ARC + 2 * RELATION)
        self.arc = Linear(ARC, ARC)
        self.arc_bias = nn.Linear(ARC, 1)
        self.root = nn.Linear(ARC, 1)
        self.relation = Linear(RELATION, len(labels.deps) * (RELATION + 1))
        self.relations = len(labels.deps)
        self.roles = len(labels.roles)
        if self.roles:
            self.act_inner = Linear(width, ACT)
            self.act_sizes = [len(labels.events), len(labels.statuses), len(labels.modes)]
            self.act_outer = Linear(ACT, sum(self.act_sizes))
            nn.init.zeros_(self.act_outer.weight)
            nn.init.zeros_(self.act_outer.bias)
            self.role_sides = Linear(width, 2 * self.roles * ROLE)
            self.role_bias = nn.Parameter(torch.full((self.roles,), -4.0))  # few words are a party
        nn.init.zeros_(self.relation.weight)
        nn.init.zeros_(self.relation.bias)
        nn.init.orthogonal_(self.arc.weight)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        x = self.dropout(x)
        starts, upos, xpos, entities, events, statuses = self.tags(x).split(self.sizes, dim=-1)
        entities = entities + self.name_outer(self.dropout(F.gelu(self.name_inner(x))))
        modes = x.new_zeros(*x.shape[:2], 0)
        if self.roles:
            more = self.act_outer(self.dropout(F.gelu(self.act_inner(x)))).split(self.act_sizes, dim=-1)
            events, statuses, modes = events + more[0], statuses + more[1], more[2]
        sides = self.dropout(F.gelu(self.sides(x)))
        arc_dep, arc_head, rel_dep, rel_head = sides.split([ARC, ARC, RELATION, RELATION], dim=-1)
        arcs = self.arc(arc_dep) @ arc_head.transpose(1, 2) / math.sqrt(ARC)
        arcs = arcs + self.arc_bias(arc_head).transpose(1, 2)
        own = torch.eye(arcs.shape[1], device=arcs.device)
        arcs = arcs * (1 - own) + self.root(arc_dep) * own
        acts = (events, statuses, modes)
        return starts, upos, xpos, entities, *acts, arcs, self.relation(rel_dep), rel_head, self.role_scores(x)

    def role_scores(self, x: Tensor) -> Tensor:
        """Scores of each role (batch, roles, words that name acts, words that stand for parties)."""
        batch, words = x.shape[0], x.shape[1]
        if not self.roles:
            return x.new_zeros(batch, 0, words, words)
        sides = self.dropout(F.gelu(self.role_sides(x))).view(batch, words, 2, self.roles, ROLE)
        acts, parties = sides.permute(2, 0, 3, 1, 4)
        return acts @ parties.transpose(2, 3) / math.sqrt(ROLE) + self.role_bias[:, None, None]


class Network(nn.Module):  # type: ignore[misc]
    """An encoder and its heads.

    `forward` takes pieces and shapes (batch, pieces), the mask of real pieces, and the index of each word's first
    piece (batch, words), and gives per word the scores of sentence start, UPOS, XPOS, entity tag, event type, status and mode,
    the arc scores (batch, words, heads; the diagonal is the root's), the two sides of the relation scorer,
    and the scores of roles (batch, roles, acts, parties).
    """

    def __init__(self, labels: Labels, encoder: nn.Module | None = None, width: int = WIDTH) -> None:
        super().__init__()
        self.encoder = Encoder() if encoder is None else encoder
        self.word_shapes = nn.Embedding(len(SHAPES), width)
        nn.init.normal_(self.word_shapes.weight, std=0.02)
        self.heads = Heads(width, labels)

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """The vectors of words."""
        unseen = None if mask is None else (~mask[:, None, None, :]).float() * -1e4
        hidden = self.encoder(pieces, shapes, unseen)
        x = torch.gather(hidden, 1, first[..., None].expand(-1, -1, hidden.shape[-1]))
        return x + self.word_shapes(torch.gather(shapes, 1, first))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor) -> tuple[Tensor, ...]:
        found: tuple[Tensor, ...] = self.heads(self.words(pieces, shapes, mask, first))
        return found

    def relation_scores(self, projected: Tensor, rel_head: Tensor, heads: Tensor) -> Tensor:
        """Scores of every relation for the arcs to ``heads`` (batch, words) from `forward`'s two sides of them."""
        batch, words = heads.shape
        chosen = torch.gather(rel_head, 1, heads[..., None].expand(-1, -1, RELATION))
        table = projected.view(batch, words, self.heads.relations, RELATION + 1)
        return (table[..., :-1] @ chosen[..., None]).squeeze(-1) + table[..., -1]
