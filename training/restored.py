"""The shipped file as a network again, so that training can go on from it when the corpus has grown.

The file keeps matrices as int8 by column and has a multiplication before each product (`training.even`). Both are taken
back: weights come out as they were but for the rounding that they were trained with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from training.model import Labels, Network

Array = npt.NDArray[np.generic]


def restored(folder: Path) -> Network:
    """The network whose exported form lies in ``folder`` (model.onnx, labels.json); raises where a weight is missing."""
    network = Network(Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8"))))
    graph = onnx.load(str(folder / "model.onnx")).graph
    kept = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = network.state_dict()
    found = {name: torch.from_numpy(kept[f"network.{name}"].copy()).reshape(state[name].shape) for name in state if f"network.{name}" in kept}
    found |= {name: torch.from_numpy(weight.copy()) for name, weight in products(graph, kept)}
    # The bias of roles is no weight of a product, and the exporter gives it a name of its own.
    found["heads.role_bias"] = next(torch.from_numpy(v.copy()).reshape(-1) for v in kept.values() if v.shape == (network.heads.roles, 1, 1))
    if missing := state.keys() - found.keys():
        raise ValueError(f"{folder}: no weights for {', '.join(sorted(missing))}")
    network.load_state_dict(found)
    return network


def products(graph: onnx.GraphProto, kept: Mapping[str, Array]) -> list[tuple[str, npt.NDArray[np.float32]]]:
    """The name and the matrix of each product, with what its inputs are multiplied with worked into it."""
    constants = {n.output[0]: numpy_helper.to_array(n.attribute[0].t) for n in graph.node if n.op_type == "Constant"}
    maker = {name: node for node in graph.node for name in node.output}
    result = []
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        path = node.name.removeprefix("/network/").rsplit("/", 1)[0].replace("/", ".")
        weight = (kept[node.input[1]].astype(np.float32) * kept[node.input[1].replace("_quantized", "_scale")].astype(np.float32)).T
        before = maker.get(maker[node.input[0]].input[0])
        scales = [constants[name] for name in before.input if name in constants] if before is not None and before.op_type == "Mul" else []
        evened = next((scale for scale in scales if scale.shape == (weight.shape[1],)), None)
        result.append((f"{path}.weight", np.ascontiguousarray(weight if evened is None else weight * evened)))
    return result
