"""The commands that say how parties stand to each other, and every command that draws."""

import json
import sys
from pathlib import Path

import pytest
from readouts import KENYAN, NORWEGIAN
from typer.testing import CliRunner

from dragoman import exchange
from dragoman.cli import app, main

BLAMED = """Oslo blames Nairobi

OSLO, March 6 - Norway on Thursday accused Kenya of closing its ports to Norwegian ships.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two readouts of one call, and an accusation three days later."""
    where = tmp_path_factory.mktemp("texts")
    for name, text, fields in (
        ("kenya", KENYAN, {"published": "2025-03-03", "issuer": "KEN", "kind": "readout"}),
        ("norway", NORWEGIAN, {"published": "2025-03-03", "issuer": "NOR", "kind": "readout"}),
        ("blamed", BLAMED, {"published": "2025-03-06"}),
    ):
        (where / f"{name}.txt").write_text(text)
        (where / f"{name}.json").write_text(json.dumps({**fields, "publisher": f"{name} (sample)"}))
    path = str(where / "r.db")
    assert CliRunner().invoke(app, ["add", str(where), "--record", path]).exit_code == 0
    return path


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "160"})
    assert done.exit_code == 0, done.output
    return done.output


def fault(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line of a fault of wrong use."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err.removeprefix("dragoman: ").rstrip()


def test_the_tone_between_two_parties(record: str) -> None:
    acts = [json.loads(line) for line in run("tone", "Kenya", "NOR", "--record", record, "--format", "jsonl").splitlines()]
    call = next(act for act in acts if act["mode"] == "phone")
    blame = next(act for act in acts if act["words"]["exact"] == "accused")
    assert (call["score"], call["when"]["edtf"], call["window"]) == (1.5, "2025-03-03", 91)
    assert (blame["type"], blame["when"]["edtf"]) == ("ACCUSE", "2025-03-06")
    assert blame["score"] < 0 < call["mean"]
    assert blame["mean"] < call["mean"]
    text = Path(blame["document"]).read_text()
    assert text[blame["words"]["start"] : blame["words"]["end"]] == "accused"
    assert blame["words"]["exact"] in blame["sentence"]
    shown = run("tone", "Kenya", "Norway", "--record", record)
    assert all(words in shown for words in ("Kenya – Norway", "Phone call", "+1.5", "6 March 2025", "accused", "91 days"))


def test_two_parties_with_nothing_between_them_and_one_alone(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tone", "Kenya", "Chad", "--record", record).startswith("No acts between Kenya and Chad in this record.")
    assert fault(capsys, "tone", "Kenya", "Nairobi", "--record", record).startswith("a tone lies between two parties")
    assert fault(capsys, "tone", "Kenya", "Atlantis", "--record", record).startswith("Atlantis: no state")


def test_who_meets_whom(record: str) -> None:
    (found,) = json.loads(run("meetings", "--record", record, "--format", "json"))
    assert [person["name"] for person in found["persons"]] == ["Amina Odera", "Kari Lindahl"]
    assert (found["number"], found["first"], found["last"]) == (1, "2025-03-03", "2025-03-03")
    shown = run("meetings", "Norway", "--record", record)
    assert all(
        words in shown for words in ("Norway: 1 pair of persons", "Amina Odera", "Foreign Secretary, Kenya", "3 March 2025")
    )
    assert run("meetings", "Chad", "--record", record).startswith("No meetings of Chad ")


@pytest.mark.parametrize(
    "words", [("timeline",), ("timeline", "Kenya", "Norway"), ("tone", "Kenya", "Norway"), ("meetings",)], ids=" ".join
)
def test_a_chart_is_written_where_it_is_wanted(
    words: tuple[str, ...], record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.svg"
    with pytest.raises(SystemExit) as ended:
        main([*words, "--record", record, "--chart", str(path)])
    assert ended.value.code == 0
    assert capsys.readouterr() == ("", f"drawn: {path}\n")
    assert path.read_text("utf-8").startswith("<svg ")
    assert ("Kenya – Norway:" if "Kenya" in words else "All parties:") in path.read_text("utf-8")


@pytest.mark.parametrize("command", [("timeline",), ("tone", "Kenya", "Norway"), ("meetings",)], ids=" ".join)
def test_a_chart_that_cannot_be_drawn_is_one_line(
    command: tuple[str, ...], record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [*command, "--record", record, "--chart"]
    assert fault(capsys, *words, "a.gif") == "a.gif: a chart is saved as .svg, .png or .html"
    assert "can't be written" in fault(capsys, *words, str(tmp_path / "none" / "a.png"))
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for name in ("charts", "drawing"):
        monkeypatch.delitem(sys.modules, f"dragoman.exchange.{name}")
        monkeypatch.delattr(exchange, name)
    assert (
        fault(capsys, *words, "a.svg") == "charts need the extra `charts` (vl_convert is missing): pip install 'dragoman[charts]'"
    )
