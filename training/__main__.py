"""`make train`: from the labelled texts to the file that ships, its figures and its card.

`python -m training curve` adds the learning curve; `python -m training pairs` makes the head for pairs of parties anew and `python -m training meaning`
the last output, what short texts mean; each leaves all else of the file.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman.extraction import tagger
from dragoman.extraction.tagger.network import load, load_tokenizer
from training import card, export, matters, meaning, pairing
from training.corpus import Labelled, held_out, read_attributions, read_folder, share_of
from training.figures import figures
from training.learning import Plan, train
from training.network import BASE, Tagger

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "dragoman" / "data" / "tagger"
FIGURES = HERE / "figures.json"
#: By how much the figures of the shipped file may lie under those of the network that it was made from, on average; a single one by three times that.
LOST = 0.015


def main(arguments: Sequence[str]) -> int:
    """Train and ship, or measure the learning curve."""
    torch.set_num_threads(2)
    shared = Path(os.environ.get("DRAGOMAN_GOLD", HERE.parent.parent / "shared"))
    documents = [*read_folder(shared / "train"), *read_folder(HERE / "texts")]
    if not any(document.id.startswith("wh-") for document in documents):
        print(f"{shared / 'train'}: the shared labelled texts aren't there; DRAGOMAN_GOLD names their folder", file=sys.stderr)
        return 2
    seen, unseen = [d for d in documents if not held_out(d.id)], [d for d in documents if held_out(d.id)]
    tokenizer = load_tokenizer((BASE / "tokenizer.json").read_bytes())
    sets = {
        "shared, unseen eighth": [d for d in unseen if not d.own],
        "own speech, unseen eighth": [d for d in unseen if d.acts is None],
        "own acts, unseen eighth": [d for d in unseen if d.quotes is None],
        "polnear_dev": list(read_attributions(shared / "data" / "polnear_dev.jsonl")),
    }
    known: dict[str, Any] = {}  # a curve of other texts doesn't stand beside new figures
    if list(arguments) == ["curve"]:
        known = json.loads(FIGURES.read_text("utf-8"))
        for part in (0.25, 0.5):
            known.setdefault("curve", {})[str(part)] = _learn(share_of(seen, part), tokenizer, sets, Plan())[1]
    elif list(arguments) == ["pairs"]:
        known = json.loads(FIGURES.read_text("utf-8"))
        known["pairs"] = pairing.teach_pairs(SHIPPED / "tagger.onnx", tokenizer, seen, unseen)
    elif list(arguments) == ["meaning"]:
        known = json.loads(FIGURES.read_text("utf-8"))
        known["meaning"] = _mean(SHIPPED / "tagger.onnx", tokenizer, seen)
    else:
        start = time.monotonic()
        with TemporaryDirectory() as rehearsal:  # what can't be exported is known before it is trained
            export.export(Tagger(), tokenizer, Path(rehearsal))
        network, known["network"] = _learn(seen, tokenizer, sets, Plan())
        path = export.export(network, tokenizer, SHIPPED)
        known["pairs"] = pairing.teach_pairs(path, tokenizer, seen, unseen)
        known["meaning"] = _mean(path, tokenizer, seen)
        shipped = load(path.read_bytes())
        known["shipped"] = {
            name: figures(texts, lambda text: tagger.decode(text, tokenizer, shipped)) for name, texts in sets.items()
        }
        known["documents"] = {
            "seen": len(seen),
            "unseen": len(unseen),
            "words": sum(len(d.text.split()) for d in documents),
            "lines": sum(d.quotes is None for d in documents),
        }
        known["alike"] = export.parity(network, shipped, tokenizer, [d.text for d in unseen])
        known["bytes"], known["minutes"] = path.stat().st_size, round((time.monotonic() - start) / 60)
        for name, values in known["network"].items():
            lost = {measure: value - known["shipped"][name][measure] for measure, value in values.items()}
            if max(lost.values()) > 3 * LOST or sum(lost.values()) / len(lost) > LOST:
                shown = ", ".join(f"{measure} {value:.3f}" for measure, value in lost.items())
                raise ValueError(f"{name}: too much is lost by export: {shown}")
    FIGURES.write_text(json.dumps(known, indent=2) + "\n", "utf-8")
    (HERE / "MODEL_CARD.md").write_text(card.write(known), "utf-8")
    return 0


def _learn(
    documents: Sequence[Labelled], tokenizer: Tokenizer, sets: dict[str, list[Labelled]], plan: Plan
) -> tuple[torch.nn.Module, dict[str, dict[str, float]]]:
    network = train(documents, tokenizer, plan)
    run = export.runner(network)
    found = {name: figures(texts, lambda text: tagger.decode(text, tokenizer, run)) for name, texts in sets.items()}
    for name, values in found.items():
        print(name, {measure: round(value, 3) for measure, value in values.items()}, flush=True)
    return network, found


def _mean(path: Path, tokenizer: Tokenizer, documents: Sequence[Labelled]) -> dict[str, float]:
    """Add what texts mean to a file; how often it finds the counterparts in unseen engagements."""
    tellings = matters.read(HERE / "texts")
    unseen = [telling for telling in tellings if held_out(telling.name)]
    meaning.add_meaning(path, tokenizer, (document.text for document in documents), [t for t in tellings if t not in unseen])
    export.weigh(path)
    return {
        "engagements": len(tellings) - len(unseen),
        "unseen": len(unseen),
        "counterparts": matters.counterparts(unseen, tagger.meaning),
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
