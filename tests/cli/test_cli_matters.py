"""Issues, commitments and briefs at the terminal and in files."""

import json
from pathlib import Path

import pytest
from matter_texts import TEXTS
from typer.testing import CliRunner, Result

from dragoman.cli import app


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("matters")
    (where / "texts").mkdir()
    for name, published, issuer, text in TEXTS:
        (where / "texts" / f"{name}.txt").write_text(text)
        fields = {"published": published, "publisher": name, **({"issuer": issuer, "kind": "readout"} if issuer else {})}
        (where / "texts" / f"{name}.json").write_text(json.dumps(fields))
    path = str(where / "r.db")
    assert _run("add", str(where / "texts"), "--record", path).exit_code == 0
    return path


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "140"})


def test_issues_and_one_issue(record: str) -> None:
    shown = _run("issues", "Ghana", "Peru", "--record", record).output
    assert shown.startswith("Ghana – Peru: ")
    assert "“Quispe said that Peru had" in shown
    assert "silent at 1 engagement since" in shown
    listed = [
        json.loads(line) for line in _run("issues", "GHA", "PER", "--record", record, "--format", "jsonl").output.splitlines()
    ]
    tariffs = next(issue for issue in listed if issue["topic"] == "tariffs")
    assert (tariffs["occasions"], tariffs["silent"]) == (3, {"GHA": 1, "PER": 0})
    one = _run("issue", tariffs["id"][6:14], "--record", record).output
    assert "12 May 2025: Peru, contradicted" in one
    assert "wire-may.txt 2025-05-13" in one


def test_commitments(record: str) -> None:
    shown = _run("commitments", "Ghana", "Peru", "--record", record).output
    assert "whether something was kept is yours to say" in shown
    listed = [
        json.loads(line)
        for line in _run("commitments", "GHA", "PER", "--record", record, "--format", "jsonl").output.splitlines()
    ]
    promise = next(c for c in listed if c["kind"] == "promise")
    assert (promise["by"], promise["due"]["edtf"]) == (["PER"], "2025-06")
    assert promise["evidence"]


def test_nothing_between_two_is_said_so(record: str) -> None:
    assert "Nothing between them" in _run("issues", "Japan", "Peru", "--record", record).output
    assert "Nothing promised" in _run("commitments", "Japan", "Peru", "--record", record).output
    assert _run("brief", "Japan", "Peru", "--record", record).output.startswith("# Brief: Japan – Peru")


def test_a_brief_is_printed_or_written(record: str, tmp_path: Path) -> None:
    printed = _run("brief", "Ghana", "Peru", "--for", "the call", "--record", record).stdout
    assert printed.startswith("# Brief: Ghana – Peru, for the call\n")
    for name in ("b.md", "b.HTML", "b.docx"):
        done = _run("brief", "Ghana", "Peru", "--record", record, "-o", str(tmp_path / name))
        assert done.exit_code == 0
        assert "sources" in done.output
    assert (tmp_path / "b.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "b.HTML").read_text().startswith("<!doctype html>")
    assert (tmp_path / "b.md").read_text().startswith("# Brief: Ghana – Peru\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-o", "b.pdf"), "written as .md, .html or .docx"),
        (("-o", "/no/such/folder/b.md"), "can't be written (No such file or directory)"),
        (("--since", "spring"), "no date"),
    ],
)
def test_what_can_not_be_written_is_said(record: str, words: tuple[str, ...], says: str) -> None:
    assert says in str(_run("brief", "Ghana", "Peru", "--record", record, *words).exception)
