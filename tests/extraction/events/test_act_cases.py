"""Acts, one a line: the cases of `evaluation/cases/acts.txt`, labelled as `training/README.md` says, and never trained on."""

from collections import Counter
from functools import cache
from pathlib import Path

from dragoman.codebook import PLOVER
from dragoman.extraction import tagger
from dragoman.extraction.tags import Act, Stretch
from training.corpus import Told, parse

CASES = Path(__file__).parents[3] / "evaluation" / "cases" / "acts.txt"
#: Acts that the file must hold, of each type at least; the least certainty of an act that is read.
HELD, OF_EACH, SURE = 300, 18, 0.5
#: Shares that must be reached, just under what was measured; raised with the program, never lowered.
FLOORS = {"told": 0.97, "type": 0.90, "modality": 0.93, "direction": 0.89}


def meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def touches(stretches: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> bool:
    return any(meet(one, other) for one in stretches for other in others)


def directed(told: Told, act: Act) -> bool:
    """Whether who acts and who receives are the right ones: each labelled party in its role, none in the other's."""
    sides = ((told.actors, act.actors, told.recipients), (told.recipients, act.recipients, told.actors))
    for labelled, found, others in sides:
        if not all(touches((one,), found) for one in labelled):
            return False
        if any(touches((one,), others) and not touches((one,), labelled) for one in found):
            return False
    return True


@cache
def results() -> tuple[Counter[str], Counter[str], list[str]]:
    """How many acts are labelled, by type; of how many each part is right; and what is wrong."""
    labelled: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for line in CASES.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        document = parse("case", line)
        acts = [act for act in tagger.read(document.text).acts if act.certainty >= SURE]
        for told in document.acts or ():
            labelled[told.type] += 1
            here = [act for act in acts if meet(told.trigger, act.trigger)]
            act = max(here, key=lambda act: act.type == told.type, default=None)
            verdict = {"told": act is not None}
            if act:
                verdict["type"] = act.type == told.type
                verdict["modality"] = act.modality == told.modality
                verdict["direction"] = directed(told, act)
            right.update(part for part, holds in verdict.items() if holds)
            if not all(verdict.get(part) for part in FLOORS):
                found = [f"{a.type} {a.modality} {[document.text[slice(*s)] for s in (a.trigger, *a.actors)]} → "
                         f"{[document.text[slice(*s)] for s in a.recipients]}" for a in acts]  # fmt: skip
                wrong.append("\n      ".join([f"{[p for p in FLOORS if not verdict.get(p)]} {line}", *found]))
    return labelled, right, wrong


def test_cases_are_many_enough() -> None:
    labelled, _, _ = results()
    assert labelled.total() >= HELD
    assert min(labelled[type_] for type_ in PLOVER) >= OF_EACH


def test_reads_who_does_what_to_whom_and_how_certain() -> None:
    labelled, right, wrong = results()
    shares = {part: round(right[part] / labelled.total(), 3) for part in FLOORS}
    assert all(shares[part] >= floor for part, floor in FLOORS.items()), "\n".join([str(shares), *wrong])
