"""What the teacher says of text: tags and trees as labels, arcs and entities with the shares of each answer.

Text that has trees of its own keeps them: there the teacher only says which other heads a reader might have thought of.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import pairwise

import torch
import torch.nn.functional as F

from recension.bench.treebank import Document, Sentence
from recension.language.pieces import Pieces
from training.data import Taught, without
from training.model import Labels, Network
from training.windows import ALTERNATIVES, Window, groups, inputs, padded, window

BATCH = 4000
"""Pieces that are read at once, about."""


def taught(
    network: Network, documents: list[Document], pieces: Pieces, index: dict[str, dict[str, int]], labels: Labels
) -> list[Document]:
    """``documents`` with the teacher's tags, trees and shares; labels of their own stay."""
    rng = random.Random(0)
    runs = [(number, group) for number, d in enumerate(documents) for group in groups(d, pieces, rng)]
    read = [(number, group, window(group, pieces, index, rng)) for number, group in runs]
    order = sorted(range(len(read)), key=lambda i: len(read[i][2].pieces))
    found: dict[int, list[Sentence]] = {}
    begun, done = time.monotonic(), 0
    while order:
        batch = [order.pop()]
        while order and (len(batch) + 1) * len(read[batch[0]][2].pieces) <= BATCH:
            batch.append(order.pop())
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            said = answers(network, [read[i][2] for i in batch], labels)
        for i, sentences in zip(batch, said, strict=True):
            found[i] = [merged(old, new) for old, new in zip(read[i][1], sentences, strict=True)]
        done += len(batch)
        if done // 200 != (done - len(batch)) // 200:
            print(f"{done} of {len(read)} windows {time.monotonic() - begun:.0f}s", flush=True)
    result = [Document(d.name) for d in documents]
    for i, (number, _, _) in enumerate(read):
        result[number].sentences.extend(found[i])
    return result


def cut(network: Network, document: Document, pieces: Pieces, index: dict[str, dict[str, int]]) -> Document:
    """``document``, whose "sentences" are paragraphs, with the sentences that the teacher sees in them."""
    result = Document(document.name)
    rng = random.Random(0)
    for group in groups(document, pieces, rng):
        read = window(group, pieces, index, rng)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            starts = network(*inputs([read]))[0][0].argmax(-1).tolist()
        for number, paragraph in enumerate(group):
            inside = [i for i, value in enumerate(read.sentence) if value == number]
            begins = [0, *(i - inside[0] for i in inside[1:] if starts[i]), len(inside)]
            for first, last in pairwise(begins):
                part = set(range(len(paragraph.words))) - set(range(first, last))
                result.sentences.append(replace(without(paragraph, part), starts_paragraph=first == 0))
    return result


def answers(network: Network, batch: list[Window], labels: Labels) -> list[list[Taught]]:
    """The sentences of each window, with the teacher's answers and without words."""
    _, upos, xpos, entities, _, _, _, arcs, projected, rel_head, _ = (t.float() for t in network(*inputs(batch)))
    sentence = padded([w.sentence for w in batch], -1)
    arcs = F.softmax(arcs.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4), dim=-1)
    shares, places = arcs.topk(min(ALTERNATIVES, arcs.shape[-1]), dim=-1)
    deps = network.relation_scores(projected, rel_head, places[..., 0]).argmax(-1)
    kinds = F.softmax(entities, dim=-1)
    result = []
    for row, w in enumerate(batch):
        sentences = []
        for number in range(w.sentence[-1] + 1):
            inside = [i for i, value in enumerate(w.sentence) if value == number]
            first, last = inside[0], inside[-1]
            likely = [
                [(h - first, round(p, 4)) for h, p in zip(places[row, i].tolist(), shares[row, i].tolist(), strict=True)
                 if first <= h <= last and p > 0.01]
                for i in inside
            ]
            sentences.append(Taught(
                words=[], upos=[labels.upos[int(upos[row, i].argmax())] for i in inside],
                xpos=[labels.xpos[int(xpos[row, i].argmax())] for i in inside],
                heads=[pairs[0][0] for pairs in likely], deps=[labels.deps[int(deps[row, i])] for i in inside],
                arc_shares=likely, entity_shares=[[round(p, 4) for p in kinds[row, i].tolist()] for i in inside],
            ))
        result.append(sentences)
    return result


def merged(old: Sentence, new: Taught) -> Taught:
    """``new`` with the words, blanks and labels of ``old``, its tree too where it has one."""
    return Taught(
        words=old.words, spaces=old.spaces, upos=old.upos or new.upos, xpos=old.xpos or new.xpos,
        heads=old.heads or new.heads, deps=old.deps or new.deps, entities=old.entities,
        starts_paragraph=old.starts_paragraph, arc_shares=shared(old.heads, new.arc_shares or []),
        entity_shares=new.entity_shares, events=getattr(old, "events", None), statuses=getattr(old, "statuses", None),
        modes=getattr(old, "modes", None), roles=getattr(old, "roles", None),
    )


def shared(heads: list[int] | None, shares: list[list[tuple[int, float]]]) -> list[list[tuple[int, float]]]:
    """The teacher's shares of each word's heads; where its head is known, that has half of them besides."""
    if heads is None:
        return shares
    return [
        [(head, 0.5 + 0.5 * dict(row).get(head, 0.0)), *((other, 0.5 * p) for other, p in row if other != head)]
        for head, row in zip(heads, shares, strict=True)
    ]
