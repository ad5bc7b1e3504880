"""From a trained network to the file that ships: ONNX, weights as 8-bit integers, and the proof that it still says the same."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from dragoman.extraction import tagger, windows
from training.network import Tagger

__all__ = ["export", "parity", "runner"]

#: The nodes that decide: they stay whole, since they weigh little and what they lose shows.
_HEADS = ("/anchor/", "/act/", "/reader/out/")
#: What the shipped file may weigh, in bytes.
LARGEST = 25_000_000


def runner(model: Tagger) -> tagger.Network:
    """The network before export, called as the shipped one is."""

    def run(ids: tagger.Ints, firsts: tagger.Ints) -> tuple[tagger.Floats, tagger.Floats, tagger.Ints, tagger.Floats]:
        with torch.no_grad():
            anchors, acts, found, marks = model(torch.from_numpy(ids), torch.from_numpy(firsts))
        return anchors.numpy(), acts.numpy(), found.numpy(), marks.numpy()

    return run


def export(model: Tagger, tokenizer: Tokenizer, folder: Path) -> Path:
    """Write `tagger.onnx` and `tokenizer.json`; the path of the first. Raises ValueError when it weighs too much."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    # traced on a sentence in which there is something to find: the graph of an empty answer can't be drawn
    page = windows.read("The minister said that talks would resume, and denied the charge.", tokenizer)
    batch = next(windows.batches(page, [(0, len(page.pieces)), (0, 8)], 1000))
    ids, firsts = torch.from_numpy(batch.ids), torch.from_numpy(batch.firsts)
    path = folder / "tagger.onnx"
    model.encoder.set_attn_implementation(
        "eager"
    )  # plain products and sums, which the runtime fuses; it guards against nothing that occurs here
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            model,
            (ids, firsts),
            str(whole),
            input_names=["ids", "firsts"],
            output_names=["anchors", "acts", "found", "marks"],
            dynamic_axes={
                "ids": {0: "windows", 1: "pieces"},
                "firsts": {0: "windows", 1: "words"},
                "anchors": {0: "windows", 1: "words"},
                "acts": {0: "windows", 1: "words"},
                "found": {0: "anchors"},
                "marks": {0: "anchors", 1: "words"},
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
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} weighs {path.stat().st_size:,} bytes; at most {LARGEST:,} may ship")
    return path


def parity(model: Tagger, shipped: tagger.Network, tokenizer: Tokenizer, texts: Sequence[str]) -> float:
    """The share of quotes that the network and the shipped file read alike, word for word, in some texts (Dice)."""
    alike = total = 0
    for text in texts:
        before, after = (set(tagger.decode(text, tokenizer, network)) for network in (runner(model), shipped))
        alike += 2 * len(before & after)
        total += len(before) + len(after)
    return alike / max(1, total)
