"""From a trained network to the file that ships: ONNX, weights as 8-bit integers, and the proof that it still says the same."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from dragoman.extraction import tagger
from dragoman.extraction.tagger import windows
from dragoman.extraction.tagger.network import OUTPUTS, Ints, Logits, Network
from dragoman.extraction.tags import Tags
from training.network import Tagger

__all__ = ["export", "parity", "runner", "weigh"]

#: The nodes that decide: they stay whole, since they weigh little and what they lose shows.
_HEADS = ("/anchor/", "/act/", "/reader/out/", "/trigger/", "/kind/", "/modality/", "/roles/out/", "/pair/")
#: What the shipped file may weigh, in bytes.
LARGEST = 25_000_000


def runner(model: Tagger) -> Network:
    """The network before export, called as the shipped one is."""

    def run(ids: Ints, firsts: Ints, pairs: Ints) -> Logits:
        with torch.no_grad():
            return Logits(*(part.numpy() for part in model(*map(torch.from_numpy, (ids, firsts, pairs)))))

    return run


def export(model: Tagger, tokenizer: Tokenizer, folder: Path) -> Path:
    """Write `tagger.onnx` and `tokenizer.json`; the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    # traced on a sentence in which there is something to find: the graph of an empty answer can't be drawn
    page = windows.read("The minister said that Kenya would meet Chad, and denied the charge. Troops attacked rebels.", tokenizer)
    batch = windows.alone(page, (0, len(page.pieces)))
    pairs = np.array([[0, 4, 5, 7, 8, 0, 13], [0, 13, 14, 15, 16, 13, 17]])
    inputs = tuple(map(torch.from_numpy, (batch.ids, batch.firsts, pairs)))
    path = folder / "tagger.onnx"
    model.encoder.set_attn_implementation(
        "eager"
    )  # plain products and sums, which the runtime fuses; it guards against nothing that occurs here
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            model,
            inputs,
            str(whole),
            input_names=["ids", "firsts", "asked"],
            output_names=[*OUTPUTS],
            dynamic_axes={
                "ids": {0: "windows", 1: "pieces"},
                "firsts": {0: "windows", 1: "words"},
                **{name: {0: "windows", 1: "words"} for name in ("anchors", "triggers", "acts")},
                "found": {0: "anchors"},
                "marks": {0: "anchors", 1: "words"},
                **{name: {0: "told"} for name in ("told", "kinds", "modalities", "roles")},
                "asked": {0: "asked"},
                "pairs": {0: "asked"},
            },
            opset_version=17,
            dynamo=False,
        )
        onnxruntime.quantization.shape_inference.quant_pre_process(
            str(whole), str(Path(scratch) / "ready.onnx"), skip_symbolic_shape=True
        )
        ready = Path(scratch) / "ready.onnx"
        heads = [node.name for node in onnx.load(str(ready)).graph.node if node.name.startswith(_HEADS)]
        quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads)
    onnx.checker.check_model(str(path))
    return path


def weigh(path: Path) -> None:
    """Raise ValueError when a file weighs more than may ship."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} weighs {path.stat().st_size:,} bytes; at most {LARGEST:,} may ship")


def parity(model: Tagger, shipped: Network, tokenizer: Tokenizer, texts: Sequence[str]) -> float:
    """The share of quotes and acts that the network and the shipped file read alike, word for word, in some texts (Dice)."""
    alike = total = 0
    for text in texts:
        before, after = (_read(tagger.decode(text, tokenizer, network)) for network in (runner(model), shipped))
        alike += 2 * len(before & after)
        total += len(before) + len(after)
    return alike / max(1, total)


def _read(tags: Tags) -> set[object]:
    return {*tags.speech, *(replace(act, certainty=1.0) for act in tags.acts)}
