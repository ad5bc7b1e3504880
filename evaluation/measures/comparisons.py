"""Comparisons of two accounts, against those that a careful reader wrote: the same matters, told by the same sides, with the same status."""

from collections.abc import Mapping, Sequence

from evaluation.measures.overlap import pair_up
from evaluation.measures.result import Case, Error, Json, Rate, Result, retrieval
from evaluation.questions import Comparison

#: How much of the shorter of two passages must lie in the other, so that they are one.
_COVERED = 0.5

#: The places of a matter's words by side.
Matter = Mapping[str, frozenset[int]]


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Items with the same sides and, on each, words that lie at least half within each other; of these the right statuses; and of the
    reader's items of one side those that nobody else is said to speak of.
    """
    errors: list[Error] = []
    right = found = gold = status = alone = one_sided = 0
    for case, answer in zip(cases, answers, strict=True):
        theirs = [(_places(item), item) for item in answer["items"]]
        ours = [(_wanted(case, item), item) for item in case.gold["items"]]
        pairs = pair_up(
            (-both, i, j)
            for i, (wanted, _) in enumerate(ours)
            for j, (told, _) in enumerate(theirs)
            if wanted.keys() == told.keys() and (both := min(_covered(wanted[s], told[s]) for s in wanted)) >= _COVERED
        )
        right, found, gold = right + len(pairs), found + len(theirs), gold + len(ours)
        status += sum(ours[i][1]["status"] == theirs[j][1]["status"] for i, j in pairs)
        for wanted, _ in ours:
            if len(wanted) == 1:
                ((side, words),) = wanted.items()
                best = max((told for told, _ in theirs), key=lambda told: len(told.get(side, frozenset()) & words), default={})
                one_sided += 1
                alone += bool(best.get(side, frozenset()) & words) and len(best) == 1
        errors += [_error(case, ours[i][1]) for i in range(len(ours)) if i not in {one for one, _ in pairs}]
    measures = {
        **retrieval("items", right, found, gold),
        "items status": Rate(status, right),
        "one-sided": Rate(alone, one_sided),
    }
    return Result(measures, errors)


def _places(item: Json) -> Matter:
    return {
        side: frozenset(place for cell in cells for place in range(cell["start"], cell["end"]))
        for side, cells in item["cells"].items()
        if cells
    }


def _wanted(case: Case, item: Json) -> Matter:
    return {
        side: frozenset(place for words in cells for place in _found(_account(case, side), words))
        for side, cells in item["cells"].items()
    }


def _found(text: str, words: str) -> range:
    start = text.index(words)
    return range(start, start + len(words))


def _account(case: Case, side: str) -> str:
    """The text that a side put out, else the report that holds its words."""
    if not isinstance(case.question, Comparison):
        raise TypeError(f"{case.question.__class__.__name__} compares nothing")
    texts = {text.issuer: text.text for text in case.question.texts}
    return texts.get(side) or texts[None]


def _covered(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _error(case: Case, item: Json) -> Error:
    cells = "; ".join(f"{side}: {' … '.join(words)}" for side, words in item["cells"].items())
    return Error(f"item {item['status']}", case.gold["name"], item["label"], cells, "no such item")
