"""What a scorer gives back: measures that can be held against a floor, and errors that a developer can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.questions import Question

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits among a total; better when higher. The rate of nothing is 0."""

    hits: float
    total: int

    @property
    def value(self) -> float:
        """Between 0 and 1."""
        return self.hits / self.total if self.total else 0.0

    def reaches(self, floor: float) -> bool:
        """Whether the rate, rounded to the four digits that floors are written in, is at least the floor."""
        return round(self.value, 4) >= floor


@dataclass(frozen=True, slots=True)
class Count:
    """A number of faults; better when lower, so that its floor is the most that may be."""

    number: int

    @property
    def value(self) -> float:
        """The number itself."""
        return float(self.number)

    def reaches(self, floor: float) -> bool:
        """Whether there are no more faults than the floor allows."""
        return self.number <= floor


Measure = Rate | Count


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what the gold expects as its answer."""

    question: Question
    gold: Json


@dataclass(frozen=True, slots=True)
class Error:
    """One miss: what kind, in which document, the words around it, what was expected and what was found."""

    kind: str
    where: str
    words: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Result:
    """The measures of a set by name, and the errors in the order of the documents."""

    measures: Mapping[str, Measure]
    errors: Sequence[Error] = field(default=())


def retrieval(name: str, right: int, found: int, gold: int) -> dict[str, Measure]:
    """Precision, recall and F1 of `right` among `found` and `gold`, named `NAME P`, `NAME R`, `NAME F1`."""
    return {f"{name} P": Rate(right, found), f"{name} R": Rate(right, gold), f"{name} F1": Rate(2 * right, found + gold)}


def excerpt(text: str, start: int, end: int, around: int = 90) -> str:
    """The words from `start` to `end` in ⟦brackets⟧ with what stands around them, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return " ".join(f"…{before}⟦{text[start:end]}⟧{after}…".split())
