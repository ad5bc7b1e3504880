"""What a record makes one, scored: pairs of texts, readouts kept apart, stories."""

from typing import Any

import pytest

from evaluation.measures import merging
from evaluation.measures.result import Case
from evaluation.questions import Stories, Text, Together

TEXT = "Dar and Rubio spoke by phone on Monday. Oslo sent aid."


def event(id_: str, *addresses: str, part_of: str | None = None, words: str = "spoke", type_: str = "CONSULT") -> dict[str, Any]:
    start = TEXT.index(words)
    trigger = {"start": start, "end": start + len(words), "exact": words}
    return {"id": id_, "part_of": part_of, "claims": [{"document": a, "type": type_, "trigger": trigger} for a in addresses]}


def pair(verdict: str, words: str = "spoke by phone") -> Case:
    at = TEXT.index(words), TEXT.index(words) + len(words)
    return Case(Together((Text("1.1", TEXT), Text("1.2", TEXT))), {"kind": "k", "verdict": verdict, "triggers": [at, at]})


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        ([event("a", "1.1", "1.2")], "same"),
        ([event("a", "1.1"), event("b", "1.2")], "different"),
        ([event("a", "1.1", part_of="b"), event("b", "1.2")], "part"),
        ([event("a", "1.1", "1.2", words="on Monday")], "same"),  # its words are others, in its sentence
        ([event("a", "1.1", "1.2", words="sent", type_="AID")], "unread"),
        ([event("a", "1.1")], "unread"),
        ([], "unread"),
    ],
)
def test_a_verdict_on_a_pair(events: list[Any], verdict: str) -> None:
    for expected in ("same", "different", "part"):
        result = merging.pairs([pair(expected)], [{"events": events}])
        assert result.measures["verdicts"].value == (verdict == expected)
        assert len(result.errors) == (verdict != expected)


def readout(published: str, *persons: str) -> dict[str, Any]:
    return {"medium": "phone", "countries": ["KEN", "USA"], "published": published, "persons": list(persons)}


def test_readouts_of_different_engagements_that_share_an_event_are_counted() -> None:
    texts = tuple(Text(name, TEXT) for name in "abc")
    gold = {"readouts": [readout("2025-01-01", "X"), readout("2025-01-01", "X"), readout("2025-02-01", "X")]}
    case = Case(Together(texts), gold)
    assert merging.apart([case], [{"events": [event("1", "a", "b"), event("2", "c")]}]).measures["merged"].value == 0
    assert merging.apart([case], [{"events": [event("1", "a", "b", "c")]}]).measures["merged"].value == 1


def test_b_cubed_by_hand() -> None:
    case = Case(Stories(tuple(Text(n, TEXT) for n in "abcd")), {"stories": {"a": 1, "b": 1, "c": 1, "d": 2}})
    result = merging.stories([case], [{"stories": [["a", "b"], ["c", "d"]]}])
    assert result.measures["stories P"].value == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert result.measures["stories R"].value == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_a_question_that_keeps_nothing_together_is_refused() -> None:
    with pytest.raises(TypeError, match="keeps nothing together"):
        merging.pairs([Case(Text("a", TEXT), {})], [{"events": []}])
