"""The floors: the score that each measure of each set must reach, and the hash of the set that it was taken on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation.measures.result import Json, Measure
from evaluation.sets import GoldSet

PATH = Path(__file__).parent / "floors.json"


def read() -> dict[str, Json]:
    """`{set: {"sha256": hash, "floors": {measure: value}}}`."""
    floors: dict[str, Json] = json.loads(PATH.read_text("utf-8"))
    return floors


def failures(gold_set: GoldSet, measures: Mapping[str, Measure], floors: Mapping[str, Json]) -> Iterator[str]:
    """Why a set fails, each reason in a line: it has changed or isn't in the file, or a measure lies under its floor or is gone."""
    name = gold_set.name
    if name not in floors:
        yield f"{name}: not in {PATH.name}; its hash is {gold_set.sha256()}"
        return
    if gold_set.sha256() != floors[name]["sha256"]:
        yield f"{name}: THE SET HAS CHANGED: its hash is {gold_set.sha256()}, {PATH.name} was written for {floors[name]['sha256']}"
    for measure, floor in floors[name]["floors"].items():
        if measure not in measures:
            yield f"{name}: {measure} has a floor and wasn't measured"
        elif not measures[measure].reaches(floor):
            yield f"{name}: {measure} is {measures[measure].value:.4f}, its floor {floor}"
