"""The head for pairs of parties anew, on the network as it is shipped: what it says by the means of their words, and nothing else of the file.

New lines about what one party does to another need no new network for it: the encoder stays, with all that the other heads read from it.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from dragoman.extraction.tagger import windows
from training.corpus import Labelled
from training.examples import pairs_of

__all__ = ["teach_pairs"]

#: Passes over the pairs, pairs of a step, the learning rate at the start (it falls to nothing), how much of the means is dropped, the seed.
_PASSES, _STEP, _RATE, _DROPPED, _SEED = 12, 64, 1e-3, 0.1, 7
#: The layers of the head by their names in the file, and the step whose input are the means.
_LAYERS, _FIRST = ("pair.0", "pair.3"), "/pair/pair.0/Gemm_MatMul_quant"

Matrix = NDArray[np.float32]


def teach_pairs(path: Path, tokenizer: Tokenizer, seen: Sequence[Labelled], unseen: Sequence[Labelled]) -> dict[str, float]:
    """Put a new head for pairs into a network's file; how many pairs it has learned from, and its accuracy on those of unseen documents."""
    model = onnx.load(str(path))
    means, kinds = _pairs(model, tokenizer, seen)
    head = _taught(_head(model), means, kinds)
    for name, layer in zip(_LAYERS, (head[0], head[3]), strict=True):
        _put(model, name, layer.weight.detach().numpy().T, layer.bias.detach().numpy())
    onnx.save(model, str(path))
    others, wanted = _pairs(model, tokenizer, unseen)
    with torch.no_grad():
        found = _head(model).eval()(others).argmax(-1)
    return {"seen": len(kinds), "unseen": len(wanted), "accuracy": float((found == wanted).float().mean())}


def _pairs(model: onnx.ModelProto, tokenizer: Tokenizer, documents: Iterable[Labelled]) -> tuple[Tensor, Tensor]:
    """The means of the words of each labelled pair and of its sentence, (pairs, 1152), and what the one does to the other."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    (means,) = (node.input[0].removesuffix("_quantized") for node in model.graph.node if node.name == _FIRST)
    copy.graph.output.append(helper.make_tensor_value_info(means, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(copy.SerializeToString(), providers=["CPUExecutionProvider"])
    found: list[Matrix] = []
    kinds: list[int] = []
    for page, window, asked, told in _asked(tokenizer, documents):
        batch = windows.alone(page, window)
        found.append(session.run([means], {"ids": batch.ids, "firsts": batch.firsts, "asked": asked})[0])
        kinds += told
    return torch.from_numpy(np.concatenate(found)), torch.tensor(kinds)


def _asked(
    tokenizer: Tokenizer, documents: Iterable[Labelled]
) -> Iterator[tuple[windows.Page, tuple[int, int], NDArray[np.int64], list[int]]]:
    """Each sentence with pairs as a window of its own: the page, the window, the pairs as the network is asked for them, what they are."""
    for document in documents:
        if document.acts is None:
            continue
        page = windows.read(document.text, tokenizer)
        by_window: dict[tuple[int, int], list[tuple[tuple[int, ...], int]]] = {}
        for places, kind in pairs_of(page, document.text, document.acts):
            window = min(places[0::2]), max(places[1::2])
            by_window.setdefault(window, []).append((places, kind))
        for window, pairs in by_window.items():
            asked = [[0, *(place - window[0] for place in places)] for places, _ in pairs]
            yield page, window, np.array(asked, np.int64), [kind for _, kind in pairs]


def _head(model: onnx.ModelProto) -> nn.Sequential:
    """The head of a file, its weights out of their integers."""
    known = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer if item.name.startswith("pair.")}
    layers = []
    for name in _LAYERS:
        weight = known[f"{name}.weight_Transposed_quantized"].astype(np.float32) * known[f"{name}.weight_Transposed_scale"]
        layer = nn.Linear(*weight.shape)
        layer.weight.data, layer.bias.data = torch.from_numpy(weight.T.copy()), torch.from_numpy(known[f"{name}.bias"].copy())
        layers.append(layer)
    return nn.Sequential(layers[0], nn.GELU(), nn.Dropout(_DROPPED), layers[1])


def _taught(head: nn.Sequential, means: Tensor, kinds: Tensor) -> nn.Sequential:
    torch.manual_seed(_SEED)
    steps = _PASSES * (len(kinds) // _STEP + 1)
    optimizer = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=0.05)
    slope = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    head.train()
    for _ in range(_PASSES):
        for chosen in torch.randperm(len(kinds)).split(_STEP):
            logits = head(functional.dropout(means[chosen], _DROPPED))
            loss = functional.cross_entropy(logits, kinds[chosen], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            slope.step()
    return head.eval()


def _put(model: onnx.ModelProto, name: str, weight: Matrix, bias: Matrix) -> None:
    """Weights as 8-bit integers, a scale for each column, in the place of those that stand in the file."""
    scale = (np.abs(weight).max(0) / 127).astype(np.float32)
    values = {
        f"{name}.weight_Transposed_quantized": np.rint(weight / scale).astype(np.int8),
        f"{name}.weight_Transposed_scale": scale,
        f"{name}.weight_Transposed_zero_point": np.zeros(len(scale), np.int8),
        f"{name}.bias": bias,
    }
    for item in model.graph.initializer:
        if item.name in values:
            item.CopyFrom(numpy_helper.from_array(values[item.name], item.name))
