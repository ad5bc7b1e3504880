"""Opinions: kept once, undone without being lost, gathered into clusters that can be replaced."""

from dataclasses import replace

import pytest

from dragoman.errors import RecordError, UsageError
from dragoman.model import Judgement
from dragoman.record import Record


def judgement(left: str, right: str, verdict: str = "same", made: str = "2025-04-07T10:00:00+00:00") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="rule:day", because="one day, one pair", made=made)  # type: ignore[arg-type]


FIRST = judgement("claim:a", "claim:b")
SECOND = judgement("claim:b", "claim:c", made="2025-04-07T11:00:00+00:00")
THIRD = judgement("claim:c", "claim:d", "different", made="2025-04-08T00:00:00+00:00")


def test_judgements_are_kept_once_and_come_by_time(record: Record) -> None:
    record.judge([THIRD, FIRST, FIRST])
    record.judge(iter([SECOND, replace(FIRST, because="said anew", made="2026-01-01T00:00:00+00:00")]))
    record.judge([])
    assert record.judgements() == [FIRST, SECOND, THIRD]
    assert record.counts()["judgements"] == 3


def test_judgements_on_members(record: Record) -> None:
    record.judge([FIRST, SECOND, THIRD])
    assert record.judgements(["claim:b"]) == [FIRST, SECOND]
    assert record.judgements(["claim:a", "claim:d", "claim:b"]) == [FIRST, SECOND, THIRD]
    assert record.judgements([]) == record.judgements(["claim:z"]) == []
    assert record.judgements([f"claim:{number}" for number in range(500)] + ["claim:d"]) == [THIRD]


def test_undoing_marks_and_keeps_and_stays(record: Record) -> None:
    record.judge([FIRST, SECOND])
    record.undo(FIRST.id)
    record.undo(FIRST.id)
    record.judge([FIRST])
    assert record.judgements() == [replace(FIRST, undone=True), SECOND]
    with pytest.raises(UsageError, match=r"^there is no judgement judgement:none"):
        record.undo("judgement:none")


def test_times_are_kept_in_utc(record: Record) -> None:
    record.judge([judgement("a", "b", made="2025-04-07T01:00:00+05:00"), judgement("c", "d", made="2025-04-07T10:00:00.25Z")])
    assert [kept.made for kept in record.judgements()] == ["2025-04-06T20:00:00+00:00", "2025-04-07T10:00:00.250000+00:00"]


def test_a_pair_the_wrong_way_round_is_refused_with_all_that_came_with_it(record: Record) -> None:
    with pytest.raises(RecordError, match="sorted"):
        record.judge([FIRST, judgement("claim:z", "claim:a")])
    assert record.judgements() == []


def test_clusters_are_replaced_by_kind(record: Record) -> None:
    record.set_clusters("event", {"claim:a": "event:1", "claim:b": "event:1", "claim:c": "event:2"})
    record.set_clusters("entity", {"mention:a": "entity:1"})
    assert record.counts()["events"] == 2
    record.set_clusters("event", {"claim:c": "event:1"})
    assert record.clusters("event") == {"claim:c": "event:1"}
    assert record.clusters("entity") == {"mention:a": "entity:1"}
    record.set_clusters("event", {})
    assert record.clusters("event") == {}
    assert (record.counts()["events"], record.counts()["entities"]) == (0, 1)
