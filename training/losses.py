"""What each head is told of its mistakes."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import PARTIES
from training.model import Network
from training.windows import ALTERNATIVES, NO_NAME, UNKNOWN, Window, inputs, padded

ROLES = tuple(PARTIES)
ACTS = 2.0
"""Weight of acts beside trees and names: few words name one, so each counts little in a mean over words."""


def loss_of(network: Network, batch: list[Window]) -> Tensor:
    """The sum of the heads' losses over one batch."""
    starts, upos, xpos, entities, events, statuses, modes, arcs, projected, rel_head, roles = (
        t.float() for t in network(*inputs(batch))
    )

    def gold(name: str) -> Tensor:
        return gold_of(batch, name)

    total = 0.5 * hard(starts, gold("starts")) + 1.5 * entity_loss(entities, batch)
    total = total + ACTS * acts_loss(events, statuses, modes, roles, batch)
    heads = gold("heads")
    if (heads != UNKNOWN).any():
        sentence = padded([w.sentence for w in batch], -1)
        arcs = arcs.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
        relations = network.relation_scores(projected, rel_head, heads.clamp_min(0))
        total = total + 0.7 * hard(upos, gold("upos")) + 0.7 * hard(xpos, gold("xpos"))
        total = total + arc_loss(arcs, heads, batch) + hard(relations, gold("deps"))
    return total


def acts_loss(events: Tensor, statuses: Tensor, modes: Tensor, roles: Tensor, batch: list[Window]) -> Tensor:
    """The loss of what words name, of its status and mode, and of its parties."""
    gold = gold_of(batch, "events")
    total = rare(events, gold) + 0.5 * rare(statuses, gold_of(batch, "statuses"))
    total = total + 0.5 * rare(modes, gold_of(batch, "modes"))
    return total + role_loss(roles, gold, batch)


def gold_of(batch: list[Window], name: str) -> Tensor:
    """The labels of a column, windows by words."""
    return padded([getattr(w, name) for w in batch], UNKNOWN)


def hard(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy with one label a word, over the words whose label is known."""
    known = gold != UNKNOWN
    return F.cross_entropy(scores[known], gold[known]) if known.any() else scores.sum() * 0


def rare(scores: Tensor, gold: Tensor) -> Tensor:
    """As `hard`, but little weighs little: few windows have these labels, and some of them only a few words."""
    known = gold != UNKNOWN
    if scores.shape[-1] == 0 or not known.any():
        return scores.sum() * 0
    return F.cross_entropy(scores[known], gold[known], reduction="sum") / known.sum().clamp_min(RARE)


def role_loss(scores: Tensor, events: Tensor, batch: list[Window]) -> Tensor:
    """Loss of the roles: for each word that names an act, each other word of its sentence has each role or not."""
    acts = events > 0
    if scores.shape[1] == 0 or not acts.any():
        return scores.sum() * 0
    sentence = padded([w.sentence for w in batch], -1)
    inside = (sentence[:, None, :, None] == sentence[:, None, None, :]) & acts[:, None, :, None]
    weight, gold = inside.expand_as(scores).float().clone(), torch.zeros_like(scores)
    for row, w in enumerate(batch):
        for act, parties in enumerate(w.roles):
            for role, party in parties:
                number = ROLES.index(role)
                if party < 0 or w.sentence[party] != w.sentence[act]:
                    weight[row, number, act] = 0
                else:
                    gold[row, number, act, party] = 1
    losses = F.binary_cross_entropy_with_logits(scores, gold, weight, reduction="sum")
    return losses / (2 * acts.sum().clamp_min(RARE // 10))


RARE = 100
"""Words with a label below which a batch counts less."""


def entity_loss(scores: Tensor, batch: list[Window]) -> Tensor:
    """Loss of the entity tags: by the set's label, by the teacher's shares, or by half of each.

    A word that its set calls no person, organization or place may be anything else.
    """
    gold = padded([w.entities for w in batch], UNKNOWN)
    logs = F.log_softmax(scores, dim=-1)
    right = -torch.gather(logs, 2, gold.clamp_min(0)[..., None]).squeeze(-1)
    others = [0, *range(7, scores.shape[-1])]
    right = torch.where(gold == NO_NAME, -torch.logsumexp(logs[..., others], dim=-1), right)
    labelled = (gold != UNKNOWN).float()
    tags = scores.shape[-1]
    nothing = [0.0] * tags
    longest = scores.shape[1]
    shares = torch.tensor([
        [row or nothing for row in w.entity_shares] + [nothing] * (longest - len(w.entity_shares)) for w in batch
    ])
    said = (shares.sum(dim=-1) > 0).float()
    learned = -(shares * logs).sum(dim=-1)
    weight = labelled * (1 - 0.5 * said)
    total = (right * weight).sum() + (learned * said * (1 - 0.5 * labelled)).sum()
    return total / (labelled + said).clamp_max(1).sum().clamp_min(1)


def arc_loss(arcs: Tensor, heads: Tensor, batch: list[Window]) -> Tensor:
    """Loss of the arcs: by the teacher's shares where there are any, else by the head that is given."""
    longest = arcs.shape[1]
    shares = [[row[:ALTERNATIVES] for row in w.arc_shares] + [[]] * (longest - len(w.arc_shares)) for w in batch]
    places = torch.tensor([[[h for h, _ in row] + [0] * (ALTERNATIVES - len(row)) for row in w] for w in shares])
    weights = torch.tensor([[[p for _, p in row] + [0.0] * (ALTERNATIVES - len(row)) for row in w] for w in shares])
    said = weights.sum(dim=-1, keepdim=True)
    weights = weights / said.clamp_min(1e-6)
    logs = F.log_softmax(arcs, dim=-1)
    soft = -(weights * torch.gather(logs, 2, places)).sum(dim=-1)
    right = -torch.gather(logs, 2, heads.clamp_min(0)[..., None]).squeeze(-1)
    known = heads != UNKNOWN
    return torch.where(said.squeeze(-1) > 0, soft, right)[known].mean()
