"""Opinions: kept once, undone without being lost, gathered into clusters that can be replaced."""

import contextlib
from dataclasses import replace

import pytest
from record_builders import told

from dragoman.errors import RecordError, UsageError
from dragoman.model import Judgement
from dragoman.record import Record


def judgement(left: str, right: str, verdict: str = "same", made: str = "2025-04-07T10:00:00+00:00") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="alice", because="one day, one pair", made=made)  # type: ignore[arg-type]


FIRST = judgement("claim:a", "claim:b")
SECOND = judgement("claim:b", "claim:c", made="2025-04-07T11:00:00+00:00")
THIRD = judgement("claim:c", "claim:d", "different", made="2025-04-08T00:00:00+00:00")


def test_judgements_are_kept_once_and_come_by_time(record: Record) -> None:
    record.judge([THIRD, FIRST, FIRST])
    record.judge(iter([SECOND, replace(FIRST, because="said before", made="2024-01-01T00:00:00+00:00")]))
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


def test_a_rule_that_no_longer_judges_so_may_judge_so_again(record: Record) -> None:
    ruled, anew = (
        replace(FIRST, by="rule:day"),
        replace(FIRST, by="rule:day", because="said anew", made="2026-01-01T00:00:00+00:00"),
    )
    with record.resolving() as work:
        work.rule([ruled, replace(SECOND, by="rule:day")], [])
        work.rule([], [ruled.id])
        assert work.judgements(["claim:a"]) == []
        assert work.judgements(["claim:b"], ["rule:night"]) == work.judgements(["claim:b"], right=True) == []
    assert record.judgements() == [replace(SECOND, by="rule:day")]
    record.undo(ruled.id)
    with record.resolving() as work:
        work.rule([anew], [])
    assert record.judgements(["claim:a"]) == [replace(anew, undone=True)]


def test_members_move_between_clusters_and_clusters_get_other_ids(record: Record) -> None:
    with record.resolving() as work:
        work.gather("event", {"claim:a": "event:1", "claim:b": "event:1", "claim:c": "event:2"})
        work.gather("entity", {"mention:a": "entity:1"})
    assert record.counts()["entities"] == 1
    assert (record.called("event", "event:1"), record.called("event", "event:9")) == ({"event:1"}, set())
    with record.resolving() as work:
        work.gather("event", {"claim:c": "event:1"})
        assert work.least("event:1") == "claim:a"
        work.rename("event:1", "event:3")
        assert work.clusters("event", ["claim:a", "claim:z"]) == {"claim:a": "event:3"}
    assert record.clusters("event") == dict.fromkeys(["claim:a", "claim:b", "claim:c"], "event:3")
    assert record.clusters("entity") == {"mention:a": "entity:1"}


def test_names_lead_to_all_spellings_that_were_found_to_be_one(record: Record) -> None:
    one, other = told("[PAK Ishaq Dar] left", "1.txt"), told("[PAK Senator Dar] and [USA Rubio] met", "2.txt")
    for extraction in (one, other):
        record.add(extraction)
    with record.resolving() as work:
        work.gather("entity", {one.mentions[0].id: "entity:1", other.mentions[0].id: "entity:1"})
    assert record.names() == {("person:ishaq-dar", "Ishaq Dar"), ("person:senator-dar", "Senator Dar"), ("person:rubio", "Rubio")}
    assert record.alike(["person:ishaq-dar"]) == {"person:ishaq-dar", "person:senator-dar"}
    assert record.alike(["person:rubio", "person:nobody"]) == {"person:rubio", "person:nobody"}
    assert record.alike([]) == set()
    assert record.resolved_to(["person:senator-dar", "person:rubio"], "person") == {"entity:1"}
    assert record.resolved_to(["person:senator-dar"], "place") is None


def test_what_waits_is_taken_once_and_what_is_judged_waits_again(record: Record) -> None:
    extraction = told("[PAK Dar] left")
    record.add(extraction)
    assert not record.resolved()
    with record.resolving() as work:
        assert work.take(1) == [extraction.document.id]
        assert work.take(1) == []
    assert record.resolved()
    record.judge([FIRST])
    record.undo(FIRST.id)
    with record.resolving() as work:
        assert work.take(1) == ["claim:a"]
    assert not record.resolved()


def test_what_broke_off_waits_still(record: Record) -> None:
    record.judge([FIRST])
    with contextlib.suppress(ZeroDivisionError), record.resolving() as work:
        assert work.take(5)
        raise ZeroDivisionError
    assert not record.resolved()


def test_resolving_anew_takes_all_documents_and_forgets_what_rules_made(record: Record) -> None:
    extraction = told("[PAK Dar] left")
    record.add(extraction)
    with record.resolving() as work:
        work.take(5)
        work.rule([replace(FIRST, by="rule:day")], [])
        work.gather("event", {"claim:a": "event:1"})
        work.set_keys({"claim:a": [("one", 1, 2)]})
    record.judge([SECOND])
    record.reopen()
    with record.resolving() as work:
        assert work.take(1) == [extraction.document.id]
        assert work.sharing([("one", 0, 9)]) == set()
    assert record.judgements() == [SECOND]
    assert record.clusters("event") == {}


def test_members_are_found_by_keys_of_spans_that_meet(record: Record) -> None:
    with record.resolving() as work:
        work.set_keys({"a": [("one", 1, 5), ("two", 0, 0)], "b": [("one", 7, 9)]})
        assert work.sharing([("one", 5, 7)]) == {"a", "b"}
        assert work.sharing([("one", 6, 6), ("two", 1, 9), ("three", 0, 9)]) == set()
        work.set_keys({"a": [("one", 6, 6)]})
        assert work.sharing([("one", 6, 6)]) == {"a"}
        assert work.keys(["a", "b", "c"]) == {"a": [("one", 6, 6)], "b": [("one", 7, 9)]}
        work.set_keys({"a": []})
        assert work.sharing([("one", 0, 9)]) == {"b"}


def test_documents_are_found_by_their_prints(record: Record) -> None:
    ids = []
    for words in ("one", "two"):
        extraction = told(words)
        record.add(extraction)
        ids.append(extraction.document.id)
    with record.resolving() as work:
        work.set_prints({ids[0]: [1, -(2**63)], ids[1]: [2**63 - 1, 1]})
        assert work.alike([1]) == set(ids)
        assert work.alike([-(2**63), 7]) == {ids[0]}


def test_bearers_are_counted(record: Record) -> None:
    with record.resolving() as work:
        work.count_bearers({("entity:1", "person:dar", "PAK"): 2, ("entity:1", "", "PAK"): 1})
        work.count_bearers({("entity:1", "person:dar", "PAK"): 1, ("entity:1", "", "PAK"): -1})
        assert work.bearers(["entity:1"]) == {"entity:1": {("person:dar", "PAK"): 3}}
