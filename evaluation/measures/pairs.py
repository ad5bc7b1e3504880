"""One act between one pair of actors, against PLV's root types."""

from collections import Counter
from collections.abc import Sequence

from evaluation.measures.result import Case, Error, Json, Rate, Result
from evaluation.questions import Pair

#: PLV keeps CONCEDE and RETREAT under one root.
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Accuracy, and F1 averaged over the types of the gold; a pair without a type is wrong."""
    errors: list[Error] = []
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for case, coded in zip(cases, answers, strict=True):
        expected = case.gold["type"]
        type_ = ROOTS.get(coded["type"], coded["type"])
        gold[expected] += 1
        found[str(type_)] += 1
        right[expected] += type_ == expected
        if type_ != expected:
            errors.append(_error(case, coded))
    f1 = sum(2 * right[type_] / (found[type_] + gold[type_]) for type_ in gold)
    return Result({"accuracy": Rate(right.total(), gold.total()), "macro F1": Rate(f1, len(gold))}, errors)


def _error(case: Case, coded: Json) -> Error:
    question = case.question
    if not isinstance(question, Pair):
        raise TypeError(f"{question.__class__.__name__} asks for no pair")
    text = question.text
    marks = [(question.source, "⟦1 "), (question.target, "⟦2 ")]
    for offset, mark in sorted(
        ((at, mark) for side, opening in marks if side for at, mark in ((side[0], opening), (side[1], "⟧"))), reverse=True
    ):
        text = text[:offset] + mark + text[offset:]
    found = f"{coded['type']} “{coded['trigger']['exact']}”" if coded["trigger"] else "nothing"
    return Error(f"pair {case.gold['type']}", question.address, text, case.gold["type"], found)
