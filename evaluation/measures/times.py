"""Dates, times and durations against TIMEX gold."""

import re
from collections.abc import Sequence

from evaluation.measures.overlap import pair_up, shared
from evaluation.measures.result import Case, Error, Json, Result, excerpt, retrieval


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Relaxed P, R, F1 of spans (paired one to one by overlap) and of values (overlap and the same value, however it is spelt)."""
    errors: list[Error] = []
    found = gold = spans = values = 0
    for case, extraction in zip(cases, answers, strict=True):
        text, address = extraction["document"]["text"], extraction["document"]["address"]
        ours, theirs = case.gold["times"], extraction["times"]
        matched = match(ours, theirs)
        wrong = [(left, right) for left, right in matched if _plain(ours[left]["value"]) != _plain(theirs[right]["value"])]
        found, gold = found + len(theirs), gold + len(ours)
        spans, values = spans + len(matched), values + len(matched) - len(wrong)
        lefts, rights = {left for left, _ in matched}, {right for _, right in matched}
        pairs: list[tuple[str, Json | None, Json | None]] = [("time value", ours[left], theirs[right]) for left, right in wrong]
        pairs += [("time missing", time, None) for i, time in enumerate(ours) if i not in lefts]
        pairs += [("time spurious", None, time) for i, time in enumerate(theirs) if i not in rights]
        errors += [_error(kind, address, text, left, right) for kind, left, right in pairs]
    return Result(retrieval("span", spans, found, gold) | retrieval("value", values, found, gold), errors)


def match(gold: Sequence[Json], found: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs of indices of times that overlap: those of the same value first, then those that share most."""
    candidates = [
        (
            (
                _plain(ours["value"]) != _plain(theirs["value"]),
                -shared((ours["start"], ours["end"]), (theirs["start"], theirs["end"])),
            ),
            left,
            right,
        )
        for left, ours in enumerate(gold)
        for right, theirs in enumerate(found)
    ]
    return pair_up(candidate for candidate in candidates if candidate[0][1] < 0)


def _plain(value: str | None) -> str | None:
    """A value without what only annotators' habits add: `1949-XX` says no more than `1949`, `2000-W6` is ISO 8601's `2000-W06`."""
    return value and re.sub(r"-W(\d)(?!\d)", r"-W0\1", re.sub(r"^(\d{4}(?:-\d\d)?)(?:-XX)+$", r"\1", value))


def _error(kind: str, address: str, text: str, gold: Json | None, found: Json | None) -> Error:
    at = gold or found or {}
    return Error(kind, address, excerpt(text, at["start"], at["end"]), _shown(text, gold), _shown(text, found))


def _shown(text: str, time: Json | None) -> str:
    return f"{time['value']} {time.get('type', '')} “{text[time['start'] : time['end']]}”" if time else "nothing"
