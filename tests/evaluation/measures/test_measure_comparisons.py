"""Comparisons scored: the same matters, the same sides, the same status."""

from typing import Any

import pytest

from evaluation.measures import comparisons
from evaluation.measures.result import Case
from evaluation.questions import Comparison, Text

KEN = "They agreed on trade. The President asked for relief."
NOR = "Trade will grow. They spoke of fish."


def cell(text: str, words: str) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words), "exact": words}


def item(status: str, ken: str = "", nor: str = "") -> dict[str, Any]:
    return {
        "status": status,
        "cells": {"KEN": [cell(KEN, ken)] if ken else [], "NOR": [cell(NOR, nor)] if nor else []},
    }


CASE = Case(
    Comparison((Text("k", KEN, issuer="KEN"), Text("n", NOR, issuer="NOR"))),
    {
        "name": "pair",
        "items": [
            {"status": "both", "label": "trade", "cells": {"KEN": ["agreed on trade"], "NOR": ["Trade will grow"]}},
            {"status": "only", "label": "relief", "cells": {"KEN": ["asked for relief"]}},
        ],
    },
)


@pytest.mark.parametrize(
    ("items", "f1", "status", "one_sided"),
    [
        (
            [item("both", "They agreed on trade", "Trade will grow"), item("only", "The President asked for relief")],
            1.0,
            1.0,
            1.0,
        ),
        ([item("differs", "They agreed on trade", "Trade will grow")], 2 / 3, 0.0, 0.0),
        ([item("both", "They agreed on trade", "They spoke of fish")], 0.0, 0.0, 0.0),
        ([item("both", "asked for relief", "They spoke of fish")], 0.0, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_by_hand(items: list[Any], f1: float, status: float, one_sided: float) -> None:
    measures = comparisons.score([CASE], [{"items": items}]).measures
    found = [measures[name].value for name in ("items F1", "items status", "one-sided")]
    assert found == pytest.approx([f1, status, one_sided])
