"""A reader at the terminal: what waits, judging by key, the log, undoing; what accounts contradict; stories."""

import json
from pathlib import Path
from typing import Any

import pytest
from readouts import KENYAN, NORWEGIAN
from typer.testing import CliRunner

from dragoman.cli import app, judging
from dragoman.pipeline import candidates
from dragoman.record import Record

DENIED = """Nairobi denies call

NAIROBI, March 5 - Kenyan Foreign Secretary Amina Odera denied that she had spoken by telephone with Kari Lindahl of Norway on March 3.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two readouts of one call, a denial of it, and a report that gives its month alone."""
    where = tmp_path_factory.mktemp("texts")
    for name, text, fields in (
        ("kenya", KENYAN, {"published": "2025-03-03", "issuer": "KEN", "kind": "readout"}),
        ("norway", NORWEGIAN, {"published": "2025-03-03", "issuer": "NOR", "kind": "readout"}),
        ("denial", DENIED, {"published": "2025-03-05"}),
        ("vague", "Kenya and Norway held talks in March.", {"published": "2025-04-20"}),
    ):
        (where / f"{name}.txt").write_text(text)
        (where / f"{name}.json").write_text(json.dumps({**fields, "publisher": f"{name} (sample)"}))
    return where


@pytest.fixture
def record(folder: Path, tmp_path: Path) -> str:
    path = str(tmp_path / "r.db")
    assert CliRunner().invoke(app, ["add", str(folder), "--record", path]).exit_code == 0
    return path


def run(*words: str, keys: str = "") -> str:
    done = CliRunner().invoke(app, list(words), input=keys, env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.output
    return done.output


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]


def test_judging_is_logged_and_undone(record: str) -> None:
    call = next(e for e in lines("timeline", "--record", record) if e["mode"] == "phone")
    one, other, *_ = (c["id"] for c in call["claims"])
    run("judge", "different", one, other, "--because", "two calls that day", "--by", "alice", "--record", record)
    (ruling,) = lines("log", "--record", record)
    assert (ruling["verdict"], ruling["by"], ruling["because"], ruling["undone"]) == (
        "different",
        "alice",
        "two calls that day",
        False,
    )
    assert "alice" in run("log", "--record", record)
    assert len(lines("log", "--rules", "--record", record)) > 1
    run("undo", ruling["id"], "--record", record)
    assert lines("log", "--record", record)[0]["undone"]
    assert next(e for e in lines("timeline", "--record", record) if e["id"] == call["id"])["claims"] == call["claims"]


def test_what_waits_is_shown_side_by_side_and_decided_by_key(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record.open(record) as kept:
        waiting = len(candidates(kept))
    assert waiting
    assert f"1 of {waiting}" in run("review", "--record", record)
    assert not lines("log", "--record", record)
    monkeypatch.setattr(judging, "_at_a_terminal", lambda: True)
    run("review", "--by", "alice", "--record", record, keys="x\ns\nthe month is that of the call\n" + "q\n")
    (ruling,) = lines("log", "--record", record)
    assert (ruling["verdict"], ruling["because"]) == ("same", "the month is that of the call")
    run("review", "--record", record, keys="q\n")
    assert len(lines("review", "--record", record)) < waiting


def test_what_accounts_contradict(record: str) -> None:
    found = {d["field"]: d for d in lines("discrepancies", "--record", record)}
    assert [v["value"] for v in found["modality"]["values"]] == ["asserted", "denied"]
    assert "whether it was" in run("discrepancies", "Kenya", "--record", record)
    assert "contradict each other nowhere" in run("discrepancies", "Peru", "--record", record)


def test_a_judgement_without_a_reason_isnt_taken(record: str) -> None:
    done = CliRunner().invoke(app, ["judge", "same", "a", "b", "--record", record])
    assert done.exit_code == 2


def test_resolving_anew_changes_nothing(record: str) -> None:
    before = run("timeline", "--record", record, "--format", "jsonl")
    run("resolve", "--record", record)
    assert run("timeline", "--record", record, "--format", "jsonl") == before
