"""The program as it is called: answers on standard output, one line a fault on standard error, and a status that says which kind."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from readouts import KENYAN, NORWEGIAN

from dragoman.cli import main
from dragoman.record import Record

ROOT = Path(__file__).parents[2]
PARTIES = ("Kenya", "Norway")
COMMANDS = (
    "extract code-pair add timeline event entities entity quotes search compare tone meetings discrepancies stories review judge undo log resolve "
    "verify status serve"
).split()
READING = [c for c in COMMANDS if c not in ("extract", "code-pair", "add", "serve", "judge", "undo")]

REPORT = """Kenya and Norway talk of [bold]trade[/nonsense]

NAIROBI, March 4 - Kenyan Foreign Secretary Amina Odera and Norwegian Foreign Minister Kari Lindahl spoke by telephone on Monday
about trade, climate change and [/red] terrorism :smile:, the Foreign Ministry in Nairobi said. Odera denied that Kenya had closed ports.
"""


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of ours in the environment, and a folder of one's own."""
    for name in list(os.environ):
        if name.startswith("DRAGOMAN_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the program in this process."""

    def call(*words: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(words)
        out, err = capfdbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two readouts and a report of one call, with what the texts can't say beside them."""
    where = tmp_path_factory.mktemp("texts")
    for name, text, fields in (
        ("kenya", KENYAN, {"published": "2025-03-03", "issuer": "KEN", "kind": "readout"}),
        ("norway", NORWEGIAN, {"published": "2025-03-03", "issuer": "NOR", "kind": "readout"}),
        ("report", REPORT, {"published": "2025-03-04"}),
    ):
        (where / f"{name}.txt").write_text(text)
        (where / f"{name}.json").write_text(json.dumps({**fields, "publisher": f"{name} (sample)"}))
    return where


@pytest.fixture(scope="session")
def kept(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of them, only to be asked."""
    path = str(tmp_path_factory.mktemp("kept") / "kept.db")
    with pytest.raises(SystemExit):
        main(["add", str(folder), "--record", path])
    return path


@pytest.fixture
def call(run: Run, kept: str) -> dict[str, Any]:
    """The call that all three tell, as `timeline` prints it."""
    (found,) = [e for e in run("timeline", *PARTIES, "--record", kept, "--format", "jsonl").lines if e["mode"] == "phone"]
    return found


def fault(done: Done) -> str:
    """The one line of a fault; nothing stands on standard output."""
    assert done.out == ""
    assert done.err.endswith("\n")
    assert done.err.count("\n") == 1, done.err
    return done.err.removeprefix("dragoman: ").rstrip()


# add


def test_adding_twice_changes_nothing(run: Run, folder: Path) -> None:
    first = run("add", str(folder), "--record", "r.db")
    assert (first.status, first.out) == (0, "")
    assert first.err.startswith("3 added, 0 known already, 0 set aside; the record holds 3 documents and ")
    before = run("timeline", "--record", "r.db", "--format", "jsonl").out
    assert run("add", str(folder), "--record", "r.db").err.startswith("0 added, 3 known already, 0 set aside; ")
    assert run("timeline", "--record", "r.db", "--format", "jsonl").out == before


def test_one_bad_document_costs_neither_the_others_nor_the_next_run(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("add", str(folder / "kenya.txt"), "empty.txt", "none.txt", str(folder / "norway.txt"), "--record", "r.db")
    assert done.status == 1
    aside, missing, summary = done.err.splitlines()
    assert aside.startswith("set aside: empty.txt: ")
    assert missing.startswith("set aside: none.txt: ")
    assert summary.startswith("2 added, 0 known already, 2 set aside; the record holds 2 documents")
    assert [a["address"] for a in json.loads(run("status", "--record", "r.db", "--format", "json").out)[0]["set_aside"]] == [
        "empty.txt"
    ]
    assert "empty.txt" in run("status", "--record", "r.db").out


def test_the_record_that_the_environment_names(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_RECORD", str(tmp_path / "named.db"))
    assert run("add", str(folder / "kenya.txt")).status == 0
    assert json.loads(run("status", "--format", "json").out)[0]["documents"] == 1
    monkeypatch.delenv("DRAGOMAN_RECORD")
    assert run("add", str(folder / "kenya.txt")).status == 0
    assert (tmp_path / "dragoman.db").exists()


def test_asking_makes_no_record(run: Run, tmp_path: Path) -> None:
    done = run("timeline", "--record", "typo.db")
    assert done.status == 3
    assert "there is no record; `dragoman add" in fault(done)
    assert not (tmp_path / "typo.db").exists()


# extract and code-pair


def test_extract_prints_an_object_a_document_and_nothing_else(run: Run, folder: Path) -> None:
    done = run("extract", str(folder / "norway.txt"), "none.txt", str(folder / "kenya.txt"), "--format", "jsonl")
    assert [line["document"]["issuer"] for line in done.lines] == ["NOR", "KEN"]
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert {"document", "mentions", "claims", "quotes", "times"} == set(done.lines[0])


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(KENYAN.encode())))
    done = run("extract", "-", "--format", "jsonl")
    assert done.status == 0
    assert done.lines[0]["document"]["address"] == "-"


def test_words_of_documents_are_never_markup(run: Run, folder: Path, kept: str) -> None:
    shown = run("extract", str(folder / "report.txt"))
    assert shown.status == 0
    assert "[bold]trade[/nonsense]" in shown.out
    assert "[/red]" in run("search", "terrorism", "--record", kept).out
    assert ":smile:" in run("search", "terrorism", "--record", kept).out


def test_no_document_steers_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(KENYAN.replace("trade", "\x1b]0;owned\x07 \x9b2J trade \x1b[2J"))
    run("add", "evil.txt", "--record", "r.db")
    shown = run("search", "trade", "--record", "r.db")
    assert "trade" in shown.out
    for done in (shown, run("extract", "evil.txt"), run("timeline", "--record", "r.db"), run("extract", "\x1b[2Jnone.txt")):
        assert not {char for char in done.out + done.err if char < " " or "\x7f" <= char <= "\x9f"} - {"\n"}


def test_code_pair(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "Kenya condemned Norway."
    line = json.dumps({"id": "a", "text": text, "source": [0, 5], "target": [16, 22]})
    (tmp_path / "pairs.jsonl").write_text(
        line + "\n" + json.dumps({"id": "b", "text": "Nothing.", "source": None, "target": None})
    )
    done = run("code-pair", "pairs.jsonl", "--format", "jsonl")
    assert [(answer["id"], answer["type"]) for answer in done.lines] == [("a", "ACCUSE"), ("b", None)]
    assert done.lines[0]["trigger"] == {"start": 6, "end": 15, "exact": "condemned"}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert run("code-pair").lines == done.lines[:1]
    (tmp_path / "odd.jsonl").write_text(line + "\nodd\n")
    odd = run("code-pair", "odd.jsonl")
    assert (odd.status, len(odd.lines)) == (2, 1)
    assert odd.err.startswith("dragoman: odd.jsonl line 2: ")
    assert fault(run("code-pair", "pairs.jsonl", "--format", "table")) == "code-pair prints --format jsonl only"


def test_a_model_that_isnt_installed_is_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", "xx_no_such-model")
    for words in (["extract", str(folder)], ["add", str(folder)], ["compare", str(folder)]):
        done = run(*words)
        assert done.status == 2
        assert fault(done).startswith("xx_no_such-model: no spaCy pipeline of that name is installed")


# asking


def test_the_timeline_of_an_armed_group(run: Run, tmp_path: Path) -> None:
    told, record = tmp_path / "a.txt", str(tmp_path / "groups.db")
    told.write_text("Israel struck Hamas in Gaza on Monday.", "utf-8")
    assert run("add", str(told), "--record", record).status == 0
    shown = run("timeline", "islamic resistance movement", "--record", record).out
    assert "Hamas: 1 event" in shown
    assert "1 events" not in shown
    assert "No events of Hezbollah" in run("timeline", "Hezbollah", "--record", record).out


def test_the_timeline_prints_an_event_a_line_by_date(run: Run, kept: str, call: dict[str, Any]) -> None:
    done = run("timeline", *PARTIES, "--record", kept, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    days = [line["when"]["from"] for line in done.lines if line["when"]["from"]]
    assert days == sorted(days)
    assert (call["parties"], call["when"]["edtf"], call["tellings"]) == (["KEN", "NOR"], "2025-03-03", 3)
    assert [Path(address).name for address in sorted(call["documents"])] == ["kenya.txt", "norway.txt", "report.txt"]
    everybody = run("timeline", "--record", kept, "--format", "jsonl").lines
    assert [line["id"] for line in everybody if {"KEN", "NOR"} <= set(line["parties"])] == [line["id"] for line in done.lines]


@pytest.mark.parametrize("names", [("KEN", "NOR"), ("kenya", "NORWAY"), ("Nairobi", "Oslo"), (" Kenya ", "Norway")])
def test_parties_by_any_name(run: Run, kept: str, names: tuple[str, str]) -> None:
    assert run("timeline", *names, "--record", kept, "--format", "jsonl").lines


def test_an_event_by_the_beginning_of_its_id(run: Run, kept: str, call: dict[str, Any]) -> None:
    for wanted in (call["id"], call["id"][:12], call["id"][6:12]):
        done = run("event", wanted, "--record", kept, "--format", "json")
        assert (done.status, json.loads(done.out)) == (0, [call])
    shown = run("event", call["id"], "--record", kept)
    assert (shown.status, shown.err) == (0, "")
    assert all(words in shown.out for words in (call["id"], "3 March 2025", "Amina Odera", "kenya.txt", "norway.txt"))


def test_entities_are_listed_with_their_offices_and_found_by_words(run: Run, kept: str) -> None:
    done = run("entities", "--record", kept, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    found = {line["name"]: line for line in done.lines}
    assert {"Amina Odera", "Kari Lindahl", "Kenya", "Norway"} <= set(found)
    assert [line["mentions"] for line in done.lines] == sorted((line["mentions"] for line in done.lines), reverse=True)
    (held,) = found["Amina Odera"]["offices"]
    assert held == {"office": "Foreign Secretary", "country": "KEN", "from": "2025-03-03", "to": "2025-03-04", "documents": 3}
    assert run("entities", "ODERA", "amina", "--record", kept, "--format", "jsonl").lines == [found["Amina Odera"]]
    shown = run("entities", "lindahl", "--record", kept)
    assert all(words in shown.out for words in ("Kari Lindahl", "Norway", "Foreign Minister", found["Kari Lindahl"]["id"][:13]))
    assert run("entities", "nobody", "--record", kept).out.startswith("Nobody of that name in this record.")
    assert run("entities", "nobody", "--record", kept, "--format", "jsonl").out == ""


def test_an_entity_with_the_words_behind_its_offices_its_events_and_quotes(run: Run, kept: str, call: dict[str, Any]) -> None:
    done = run("entity", "Amina Odera", "--record", kept, "--format", "json")
    assert (done.status, done.err) == (0, "")
    (odera,) = json.loads(done.out)
    for wanted in (odera["id"], odera["id"][:13], "odera"):
        assert run("entity", wanted, "--record", kept, "--format", "json").out == done.out
    (held,) = odera["offices"]
    assert len(held["evidence"]) == 3
    assert all(Path(e["document"]).read_text()[e["start"] : e["end"]] == e["exact"] for e in held["evidence"])
    assert call in odera["events"]
    assert "deny" in {quote["act"] for quote in odera["quotes"]}
    shown = run("entity", "odera", "--record", kept)
    assert (shown.status, shown.err) == (0, "")
    for words in ("Foreign Secretary, Kenya, 3 to 4 March 2025", "3 documents", "report.txt 2025-03-04", call["id"][:12], "deny"):
        assert words in shown.out


def test_who_is_told_to_hold_one_office_at_once_is_shown_on_both(run: Run, tmp_path: Path) -> None:
    for name, day in (("Ama Mensah", "2041-03-04"), ("Kofi Boateng", "2041-03-05")):
        (tmp_path / f"{day}.txt").write_text(
            f"Ghana's Foreign Minister {name} met Foreign Minister Kari Lindahl of Norway in Accra."
        )
        (tmp_path / f"{day}.json").write_text(json.dumps({"published": "2041-03"}))
    run("add", str(tmp_path), "--record", "r.db")
    for name in ("Mensah", "Boateng"):
        (found,) = run("entity", name, "--record", "r.db", "--format", "jsonl").lines
        (told,) = found["disagreements"]
        assert told["field"] == "Foreign Minister of Ghana"
        assert [value["name"] for value in told["values"]] == ["Ama Mensah", "Kofi Boateng"]
        assert (
            "Several are told to be Foreign Minister of Ghana at one time: Ama Mensah"
            in run("entity", name, "--record", "r.db").out
        )
    assert run("entities", "--record", "r.db").out.count("≠") == 3


def test_an_event_is_compared_by_the_beginning_of_its_id(run: Run, kept: str, call: dict[str, Any], tmp_path: Path) -> None:
    done = run("compare", call["id"], "--record", kept, "--format", "json")
    assert (done.status, done.err) == (0, "")
    comparison = json.loads(done.out)
    assert comparison["event"] == {"type": "CONSULT", "parties": ["KEN", "NOR"]}
    assert comparison["sides"] == ["KEN", "NOR"]
    for wanted in (call["id"][:12], call["id"][6:12]):
        assert run("compare", wanted, "--record", kept, "--format", "json").out == done.out
    # a file of that name is a document
    (tmp_path / call["id"][6:12]).write_text(KENYAN)
    assert run("compare", call["id"][6:12], "--record", kept, "--format", "json").out != done.out


def test_documents_are_compared_without_a_record(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("compare", str(folder / "kenya.txt"), str(folder / "norway.txt"), "--format", "json")
    assert done.status == 0
    comparison = json.loads(done.out)
    statuses = {item["topic"]: item["status"] for item in comparison["items"]}
    assert (statuses["trade"], comparison["sides"]) == ("both", ["KEN", "NOR"])
    texts = {str(folder / name): (folder / name).read_text() for name in ("kenya.txt", "norway.txt")}
    cells = [cell for item in comparison["items"] for side in item["cells"].values() for cell in side]
    assert all(texts[cell["address"]][cell["start"] : cell["end"]] == cell["exact"] for cell in cells)
    other = run("compare", str(folder / "norway.txt"), str(folder / "kenya.txt"), "--format", "json")
    assert json.loads(other.out) == comparison
    assert list(tmp_path.iterdir()) == []
    assert run("compare", str(folder / "kenya.txt"), "none.txt", "--format", "json").status == 1
    for form in ("csv", "markdown", "jsonl", "table"):
        assert "trade" in run("compare", str(folder), "--format", form).out


def test_quotes(run: Run, kept: str) -> None:
    done = run("quotes", "--act", "deny", "--record", kept, "--format", "jsonl")
    assert [(line["act"], line["publisher"]) for line in done.lines] == [("deny", "report (sample)")]
    for question in (["--speaker", "odera"], ["--country", "Kenya"], ["--since", "2025-03"], ["--until", "2025"]):
        assert done.lines[0] in run("quotes", *question, "--record", kept, "--format", "jsonl").lines
    for question in (["--country", "Norway", "--act", "deny"], ["--until", "2025-03-03", "--act", "deny"], ["--since", "2026"]):
        assert run("quotes", *question, "--record", kept, "--format", "jsonl").out == ""
    assert len(run("quotes", "--limit", "1", "--record", kept, "--format", "jsonl").lines) == 1


def test_search_finds_words_and_phrases_with_their_places(run: Run, kept: str, folder: Path) -> None:
    done = run("search", "spoke by telephone", "trade", "--record", kept, "--format", "jsonl")
    assert {Path(line["document"]).name for line in done.lines} == {"kenya.txt", "norway.txt", "report.txt"}
    assert {"spoke by telephone", "trade"} == {line["exact"] for line in done.lines}
    assert all(Path(h["document"]).read_text()[h["start"] : h["end"]] == h["exact"] for h in done.lines)
    assert run("search", "no such word", "--record", kept).out == "Nothing holds all these words.\n"


def test_verify_proves_a_sound_record_and_names_what_is_broken(run: Run, folder: Path) -> None:
    run("add", str(folder), "--record", "r.db")
    done = run("verify", "--record", "r.db")
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("3 documents")
    assert done.err.rstrip().endswith("0 faults")
    with Record.open("r.db") as record, record._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mentions SET exact = 'forged' WHERE ordinal = 0")
    broken = run("verify", "--record", "r.db")
    assert (broken.status, broken.err.count("forged")) == (3, 3)


@pytest.mark.parametrize("command", [command for command in READING if command not in ("verify", "resolve")])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "markdown"])
def test_every_form_of_every_answer(run: Run, kept: str, call: dict[str, Any], command: str, form: str) -> None:
    asked = {"event": [call["id"]], "entity": ["Odera"], "search": ["trade"], "compare": [call["id"]], "tone": [*PARTIES]}
    words = asked.get(command, [])
    done = run(command, *words, "--record", kept, "--format", form)
    assert (done.status, done.err) == (0, "")
    nothing = form == "jsonl" and command in ("discrepancies", "log", "review")  # where accounts agree there is no line
    assert done.out.endswith("\n") or nothing
    if form == "json":
        json.loads(done.out)
    if form == "jsonl":
        assert done.lines or nothing


def test_an_empty_record_answers_everything(run: Run, tmp_path: Path) -> None:
    Record.open(str(tmp_path / "new.db")).close()
    for command, *words in (
        ["timeline"],
        ["timeline", "Kenya"],
        ["entities"],
        ["entities", "Dar"],
        ["quotes"],
        ["search", "trade"],
        ["status"],
        ["verify"],
    ):
        done = run(command, *words, "--record", "new.db")
        assert done.status == 0
        assert done.out or command == "verify"
    assert run("timeline", "--record", "new.db", "--format", "jsonl").out == ""
    assert "dragoman add" in run("timeline", "Kenya", "--record", "new.db").out


# faults


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["timeline", "Ruritania"], "Ruritania: no state, body or armed group of that name"),
        (["quotes", "--country", "Ruritania"], "Ruritania: no state, body or armed group of that name"),
        (["event", "zzz"], "no event zzz in this record; `dragoman timeline` lists the ids"),
        (["event", "event:"], "events begin with event:"),
        (["entity", "zzz"], "no entity zzz in this record; `dragoman entities` lists them"),
        (["entity", "entity:00000000"], "no entity entity:00000000 in this record"),
        (["compare", "event:zzz"], "no event event:zzz in this record"),
        (["compare", "00000000"], "no event 00000000 in this record"),
        (["quotes", "--since", "yesterday"], "yesterday: no date; write a day, a month or a year"),
        (["quotes", "--until", "2025-02-30"], "2025-02-30: no date"),
        (["quotes", "--about", "nonsense"], "nonsense: no such topic"),
        (["quotes", "--act", "shout"], "shout: no such act"),
        (["quotes", "--speaker", "Nobody Atall"], "Nobody Atall: nobody of that name"),
        (["quotes", "--limit", "0"], "--limit"),
        (["timeline", "--nonsense"], "--nonsense"),
        (["timeline", "--format", "xml"], "--format"),
        (["nonsense"], "nonsense"),
        (["extract"], "ADDRESS"),
        (["event"], "EVENT"),
        (["entity"], "ENTITY"),
        (["search"], "WORD"),
        (["serve", "--host", "0.0.0.0"], "set DRAGOMAN_TOKEN, or --token"),
        (["serve", "--token", "short"], "a token needs 16 characters or more"),
        (["serve", "--host", "192.0.2.1", "--token", "0123456789abcdef"], "of 192.0.2.1 can't be had"),
    ],
    ids=str,
)
def test_a_wrong_question_is_one_line_and_status_2(run: Run, kept: str, words: list[str], reason: str) -> None:
    record = [] if words[0] in ("nonsense", "extract") else ["--record", kept]
    done = run(*words, *record)
    assert done.status == 2
    assert reason in fault(done)


@pytest.mark.parametrize("command", ["add", *READING, "serve"])
def test_a_record_that_cant_be_used_is_one_line_and_status_3(run: Run, command: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes and no database, however long one looks at them. " * 20)
    asked = {
        "add": [str(folder)],
        "event": ["0"],
        "entity": ["0"],
        "search": ["trade"],
        "compare": ["event:0"],
        "tone": [*PARTIES],
    }
    words = asked.get(command, [])
    for record, reason in (
        ("notes.txt", "is no SQLite database"),
        ("no/such/folder/r.db", "there is no folder"),
        (".", "is a folder"),
    ):
        done = run(command, *words, "--record", record)
        assert done.status == 3
        assert reason in fault(done)
    assert (tmp_path / "notes.txt").read_text().startswith("These are notes")


# help


def test_help(run: Run) -> None:
    for words in ([], ["--help"], ["-h"]):
        done = run(*words)
        assert (done.status, done.err) == (0, "")
        assert all(f" {command} " in done.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert f"Usage: dragoman {command} " in done.out
    assert ("--record" in done.out) == (command not in ("extract", "code-pair"))


# the program itself


def program(*words: str, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "dragoman", *words], capture_output=True, check=False, **more)


def test_the_program_reads_standard_input_and_prints_only_json() -> None:
    done = program("extract", "-", "--format", "jsonl", input=KENYAN.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["document"]["text"].startswith("Readout of the telephone call")


@pytest.fixture
def closed() -> Iterator[int]:
    """A pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_a_reader_who_leaves_is_no_fault(kept: str, closed: int, form: str) -> None:
    words = [sys.executable, "-m", "dragoman", "timeline", "--record", kept, "--format", form]
    done = subprocess.run(words, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_program_ends_with_the_status_of_its_fault(tmp_path: Path) -> None:
    done = program("timeline", "Ruritania", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    done = program("timeline", "--record", str(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 1)
