"""What a stretch of text means, as a vector: a map from the layers of the shipped network to the space of the encoder that it was tuned from.

That encoder was trained on pairs of sentences that mean the same, and tuning it as a tagger loses most of that; what several of its layers say together
still holds it, and one linear map, found by least squares, brings it back, taught by that encoder after it has learned from `matters` what two sides
call one matter. It goes into the shipped file as one more output.
"""

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from dragoman.extraction.tagger import windows
from dragoman.extraction.tagger.network import MEANING, NO_PAIRS
from training import matters
from training.matters import Telling

__all__ = ["add_meaning"]

#: The layers whose means are mapped, by the names of their last steps: the embeddings, the third and the last.
_LAYERS = tuple(
    f"/encoder/{place}/LayerNorm/LayerNormalization_output_0"
    for place in ("embeddings", "encoder/layer.2/output", "encoder/layer.5/output")
)
#: Numbers of a meaning, parts of sentences that the map is found on, the weight that keeps it small (ridge), the seed.
_SIZE, _PARTS, _RIDGE, _SEED = 256, 20_000, 10.0, 7
#: Windows of a step, and the lengths of the parts of texts that count, in code points.
_STEP, _SHORTEST, _LONGEST = 64, 12, 300
#: How often each side's words for a matter count.
_MATTERS = 5

Matrix = NDArray[np.float64]


def add_meaning(path: Path, tokenizer: Tokenizer, texts: Iterable[str], tellings: Sequence[Telling]) -> None:
    """Add the output to a network's file; what it had already of it is replaced."""
    model = _bare(onnx.load(str(path)))
    parts, points = _parts(texts), [text for telling in tellings for text in telling.texts]
    inner = _means(_with_layers(model), tokenizer, [*parts, *points])
    teacher = matters.taught(tokenizer, tellings)
    with torch.no_grad():
        wanted = matters.means(teacher, tokenizer, [*parts, *points]).double().numpy()
    weight = np.repeat([1.0, _MATTERS], [len(parts), len(points)])[:, None]
    centre = (inner * weight).sum(0) / weight.sum()
    inner -= centre
    wanted -= (wanted * weight).sum(0) / weight.sum()
    # as many directions of the teacher's space as are kept, those that hold most of it (principal components)
    directions = np.linalg.eigh(wanted.T @ wanted)[1][:, : -_SIZE - 1 : -1]
    weights = np.linalg.solve(
        inner.T @ (inner * weight) + _RIDGE * np.eye(inner.shape[1]), inner.T @ (wanted @ directions * weight)
    )
    onnx.save(_with_map(model, centre, weights), str(path))


def _bare(model: onnx.ModelProto) -> onnx.ModelProto:
    for things in (model.graph.node, model.graph.initializer, model.graph.output):
        kept = [thing for thing in things if not thing.name.startswith(MEANING)]
        del things[:]
        things.extend(kept)
    return model


def _parts(texts: Iterable[str]) -> list[str]:
    parts = [part.strip() for text in texts for part in re.split(r"(?<=[.!?;:,])\s+|\n+", text)]
    fit = [part for part in dict.fromkeys(parts) if _SHORTEST < len(part) < _LONGEST]
    random.Random(_SEED).shuffle(fit)
    return fit[:_PARTS]


def _with_layers(model: onnx.ModelProto) -> onnx.ModelProto:
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    copy.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in _LAYERS)
    return copy


def _means(model: onnx.ModelProto, tokenizer: Tokenizer, sentences: Sequence[str]) -> Matrix:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = np.zeros((len(sentences), 0))
    for places, batch in windows.whole(sentences, tokenizer, _STEP):
        layers = session.run([*_LAYERS], {"ids": batch.ids, "firsts": batch.firsts, "asked": NO_PAIRS})
        there = (batch.ids != 0)[..., None]
        means = np.concatenate([(layer * there).sum(1) / there.sum(1) for layer in layers], -1)
        if not found.size:
            found = np.zeros((len(sentences), means.shape[1]))
        found[places] = means
    return found


def _with_map(model: onnx.ModelProto, centre: Matrix, weights: Matrix) -> onnx.ModelProto:
    """The graph with one more output: the means of the layers over the pieces of each window, less their centre, times the weights."""

    def at(name: str) -> str:
        return f"{MEANING}/{name}"

    def constant(name: str, value: NDArray[np.generic]) -> str:
        model.graph.initializer.append(numpy_helper.from_array(value, at(name)))
        return at(name)

    def step(kind: str, name: str, *inputs: str, **more: int) -> str:
        model.graph.node.append(helper.make_node(kind, list(inputs), [at(name)], name=at(name), **more))
        return at(name)

    one = constant("one", np.array([1], np.int64))
    last = constant("last", np.array([2], np.int64))
    step("Equal", "absent", "ids", constant("nothing", np.array(0, np.int64)))
    there = step("Cast", "there", step("Not", "present", at("absent")), to=TensorProto.FLOAT)
    number = step("ReduceSum", "number", there, one, keepdims=1)
    column = step("Unsqueeze", "column", there, last)
    sums = [
        step("ReduceSum", f"sum{n}", step("Mul", f"own{n}", layer, column), one, keepdims=0) for n, layer in enumerate(_LAYERS)
    ]
    mean = step("Div", "mean", step("Concat", "all", *sums, axis=1), number)
    inner = step("Sub", "inner", mean, constant("centre", centre.astype(np.float32)))
    whole = step("Cast", "weights", constant("halves", weights.astype(np.float16)), to=TensorProto.FLOAT)
    model.graph.node.append(helper.make_node("MatMul", [inner, whole], [MEANING], name=MEANING))
    model.graph.output.append(helper.make_tensor_value_info(MEANING, TensorProto.FLOAT, ["windows", weights.shape[1]]))
    onnx.checker.check_model(model)
    return model
