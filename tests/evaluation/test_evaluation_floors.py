from pathlib import Path

import pytest

from evaluation import floors
from evaluation.measures.result import Count, Measure, Rate, Result
from evaluation.sets import GoldSet, gold_sets


def gold_set(path: Path) -> GoldSet:
    return GoldSet("one", (path,), lambda _: [], lambda *_: Result({}))


def test_a_set_fails_when_it_has_changed_or_lies_under_a_floor(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("Peru met Chile.")
    floor = {"one": {"sha256": gold_set(path).sha256(), "floors": {"F1": 0.5, "faults": 0}}}
    measures: dict[str, Measure] = {"F1": Rate(1, 2), "faults": Count(0), "P": Rate(0, 2)}
    assert list(floors.failures(gold_set(path), measures, floor)) == []
    assert list(floors.failures(gold_set(path), measures | {"F1": Rate(0, 2)}, floor)) == ["one: F1 is 0.0000, its floor 0.5"]
    assert list(floors.failures(gold_set(path), measures | {"faults": Count(2)}, floor)) == ["one: faults is 2.0000, its floor 0"]
    assert list(floors.failures(gold_set(path), {"faults": Count(0)}, floor)) == ["one: F1 has a floor and wasn't measured"]
    path.write_text("Peru met Chile!")
    (failure,) = floors.failures(gold_set(path), measures, floor)
    assert "THE SET HAS CHANGED" in failure


def test_a_set_that_the_file_does_not_know_fails(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("Peru met Chile.")
    (failure,) = floors.failures(gold_set(path), {}, {})
    assert gold_set(path).sha256() in failure


def test_every_set_has_its_floors() -> None:
    assert floors.read().keys() == gold_sets().keys()


def test_absent_sets_have_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_GOLD", str(tmp_path))
    sets = gold_sets()
    assert [name for name, one in sets.items() if one.files] == ["own", "comparisons", "pairs"]
    assert len(sets["own"].read(sets["own"].files)) == 6


def test_our_own_set_is_the_one_that_its_floors_were_written_for() -> None:
    assert gold_sets()["own"].sha256() == floors.read()["own"]["sha256"]
