"""Attributions against PolNeAR: the words of sources, cues and contents, and whole relations."""

from collections.abc import Sequence

from evaluation.measures.overlap import dice, pair_up, words_at
from evaluation.measures.result import Case, Error, Json, Measure, Result, excerpt, retrieval
from evaluation.questions import Stretch

Attribution = dict[str, list[Stretch]]
PARTS = ("source", "cue", "content")


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Micro word P, R, F1 of sources, cues and contents; the same of relations paired one to one (Dice of the contents' words
    ≥ .5, and sources that share a word or are both unnamed).
    """
    right, found, gold = (dict.fromkeys((*PARTS, "relation"), 0) for _ in range(3))
    errors: list[Error] = []
    for case, extraction in zip(cases, answers, strict=True):
        text, address = extraction["document"]["text"], extraction["document"]["address"]
        ours: list[Attribution] = [
            {part: [(start, end) for start, end in relation[part]] for part in PARTS} for relation in case.gold["attributions"]
        ]
        theirs = [attribution(quote) for quote in extraction["quotes"]]
        for part in PARTS:
            expected = words_at(text, [stretch for relation in ours for stretch in relation[part]])
            covered = words_at(text, [stretch for relation in theirs for stretch in relation[part]])
            right[part] += len(expected & covered)
            gold[part] += len(expected)
            found[part] += len(covered)
        matched = match(text, ours, theirs)
        right["relation"] += len(matched)
        gold["relation"] += len(ours)
        found["relation"] += len(theirs)
        lefts, rights = {left for left, _ in matched}, {right_ for _, right_ in matched}
        errors += [_error("attribution missing", address, text, r, theirs) for i, r in enumerate(ours) if i not in lefts]
        errors += [_error("attribution spurious", address, text, r, ours) for i, r in enumerate(theirs) if i not in rights]
    measures: dict[str, Measure] = {}
    for part in (*PARTS, "relation"):
        measures |= retrieval(part, right[part], found[part], gold[part])
    return Result(measures, errors)


def attribution(quote: Json) -> Attribution:
    """The stretches of a quote of the contract under PolNeAR's names."""
    named = {"source": [quote["speaker"]], "cue": [quote["cue"]], "content": quote["content"]}
    return {part: [(anchor["start"], anchor["end"]) for anchor in anchors if anchor] for part, anchors in named.items()}


def match(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Pairs of indices of relations whose contents share half their words and whose sources share a word or are unnamed."""
    ours = [{part: words_at(text, relation[part]) for part in PARTS} for relation in gold]
    theirs = [{part: words_at(text, relation[part]) for part in PARTS} for relation in found]
    return pair_up(
        (-dice(a["content"], b["content"]), left, right)
        for left, a in enumerate(ours)
        for right, b in enumerate(theirs)
        if dice(a["content"], b["content"]) >= 0.5 and (a["source"] & b["source"] or not (a["source"] or b["source"]))
    )


def _error(kind: str, address: str, text: str, relation: Attribution, others: Sequence[Attribution]) -> Error:
    start, end = relation["content"][0][0], relation["content"][-1][1]
    beside = [other for other in others if other["content"][0][0] < end and start < other["content"][-1][1]]
    one, many = _shown(text, relation), " | ".join(_shown(text, other) for other in beside) or "nothing that overlaps"
    expected, found = (one, many) if kind.endswith("missing") else (many, one)
    return Error(kind, address, excerpt(text, start, end), expected, found)


def _shown(text: str, relation: Attribution) -> str:
    return ", ".join(f"{part} “{' … '.join(text[a:b] for a, b in relation[part])[:120]}”" for part in PARTS)
