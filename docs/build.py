"""Write the generated parts of README.md and docs/*.md anew: `make docs`.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`. `PARTS` says what each name stands for; `help COMMAND` is
a command's help, `coded` what the program makes of each line of the `text` block just before the marker, and `output` what the fenced block just
before the marker prints: a `python` block is run as it is, of a `sh` block every line that begins with `dragoman`. Both run in an empty folder that
holds the samples and the files that the page itself gives, each a fenced block under a line such as "`mine/one.txt`:".
"""

import inspect
import json
import re
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer.main
from typer.testing import CliRunner

import dragoman
from docs import running, walking
from docs.running import ROOT, STYLE, WIDTH, workplace
from dragoman.cli import app
from dragoman.codebook import PLOVER, SPEECH_ACTS, score
from dragoman.exchange.tables import table
from dragoman.lexicons import rows
from dragoman.record import Record
from dragoman.settings import Settings
from training.corpus import read_folder

MARKED = re.compile(r"(?P<open><!-- generated: (?P<name>[^>]+?) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)
FENCED = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
#: The day of publication of the examples on the pages about acts.
_EXAMPLE_DAY = "2025-06-18"

#: What each set of the evaluation is, in words; its floors stand in evaluation/floors.json.
SETS = {
    "own": "six documents written for this project, every claim and quote labelled; in the repository",
    "gold": "53 official readouts and 10 news reports, every claim and quote labelled",
    "topics": "what the claims of these documents are about, in the labels' own words",
    "readouts": "386 readouts of one government without their titles, against that government's own index of them",
    "seeds": "two news reports, as a list of named checks",
    "plv": "1,050 sentences, one act between one marked pair of actors each (PLV, training half)",
    "polnear": "2,192 attributions in 84 political reports (PolNeAR, development part)",
    "unseen": "the eighth of the shared labelled texts (61) that no training sees",
    "newswire": "556 dates in 71 newswire documents (AQUAINT part of TempEval-3)",
    "wikiwars": "2,659 dates in 22 accounts of wars (WikiWars)",
    "comparisons": "20 engagements in two accounts each, written for this project with the comparison that a careful reader writes; in the repository",
    "pairs": "144 pairs of short texts written for this project: one event, two, or a part; in the repository",
    "apart": "the 386 readouts again, in one record: each is of an engagement of its own",
    "stories": "383 reports of 69 events, not diplomatic ones only (Giveme5W1H)",
}
#: What a measure counts; those that come as precision, recall and F1 end in one of `RETRIEVAL`.
MEASURES = {
    "claims": "claims of the right type, at least half of whose sides are right",
    "claims countries": "of these claims, all sides right",
    "claims direction": "of these, who acts on whom right",
    "claims mode": "of these claims, mode right",
    "claims modality": "of these claims, modality right",
    "claims date": "of these claims, date right",
    "topics": "topics of claims that the labels' own words name",
    "quotes": "quotes that share at least half their words",
    "quotes entity": "of these quotes, speaker right",
    "quotes country": "of these quotes, whom the speaker acts for right",
    "quotes manner": "of these quotes, manner right",
    "quotes act": "of these quotes, act of speech right",
    "checks": "checks that hold",
    "found": "engagement found",
    "countries": "all its countries right, and no other",
    "phone": "call told from meeting",
    "day": "its day right",
    "persons": "persons named",
    "accuracy": "type of the act right",
    "macro": "type of the act, each type counting alike",
    "source": "words of who said it",
    "cue": "words that report it",
    "content": "words of what was said",
    "relation": "whole attributions",
    "span": "dates found",
    "value": "dates found and read right",
    "items": "matters told by the right sides in the right words",
    "items status": "of these, said by both, by one, or differently",
    "one-sided": "of the reader's matters of one side, those of one side alone here too",
    "verdicts": "right verdicts on the pair",
    "verdicts on what was read": "right verdicts where both acts were read",
    "merged": "readouts merged with another engagement's",
    "stories": "documents grouped by main event (B-cubed)",
}
RETRIEVAL = {"P": "precision", "R": "recall", "F1": "F1"}


def pages() -> list[Path]:
    """The pages that may hold generated parts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def rebuilt(page: str) -> str:
    """A page with its generated parts written anew. Raises KeyError for a part that doesn't exist."""

    def part(match: re.Match[str]) -> str:
        name = match["name"]
        if name.startswith("help "):
            body = help_text(name.removeprefix("help "))
        elif name == "output":
            body = _output(page, match.start())
        elif name == "coded":
            body = _coded(page, match.start())
        else:
            body = PARTS[name]()
        return f"{match['open']}{body.rstrip()}\n{match['close']}"

    return MARKED.sub(part, page)


def commands() -> dict[str, Any]:
    """The program's commands by name, as typer makes them."""
    made: Any = typer.main.get_command(app)
    return dict(made.commands)


def help_text(command: str) -> str:
    """A command's help as a fenced block; `dragoman` is the program's own."""
    words = [] if command == "dragoman" else [command]
    if not {*words} <= commands().keys():
        raise KeyError(f"no command {command}")
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="dragoman", env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"})
    return _fenced(STYLE.sub("", result.output))


def settings() -> str:
    """Every setting with its default."""
    prefix = Settings.model_config.get("env_prefix", "")
    return _table(
        ("setting", "default", "what it is"),
        [
            (f"`{prefix}{name.upper()}`", f"`{known.default}`", str(known.description))
            for name, known in Settings.model_fields.items()
        ],
    )


def figures() -> str:
    """What each set of the evaluation must reach, as evaluation/floors.json has it."""
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text("utf-8"))
    lines = []
    for name, known in floors.items():
        reached = dict(known["floors"])
        faults = reached.pop("faults", None)
        shown = "; ".join(_figure(measure, floor) for measure, floor in reached.items())
        lines.append((f"`{name}`", SETS[name], shown or "no floor yet", "" if faults is None else f"at most {faults}"))
    return _table(("set", "what it is", "figures", "faults"), lines)


def _figure(measure: str, floor: float) -> str:
    stem, _, last = measure.rpartition(" ")
    if last in RETRIEVAL:
        return f"{MEASURES[stem]}: {RETRIEVAL[last]} at least {floor:.2f}"
    return f"{MEASURES[measure]}: at least {floor:.2f}"


def tables() -> str:
    """The data files: how many records each holds, and what it says of itself first."""
    return _table(
        ("file", "records", "what it holds"),
        [
            (f"[`{path.name}`](../dragoman/data/{path.name})", f"{len(rows(path.stem)):,}", _first_sentence(path))
            for path in _data()
        ],
    )


def _data() -> list[Path]:
    return sorted(Path(str(path)) for path in (files("dragoman") / "data").iterdir() if path.name.endswith(".tsv"))


def _first_sentence(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines()
    comment = " ".join(line.removeprefix("#").strip() for line in lines[: next(i for i, s in enumerate(lines) if s[:1] != "#")])
    return re.split(r"(?<=[.;])\s", comment, maxsplit=1)[0].rstrip(".;") + "."


def topics() -> str:
    """The topics: each broad one with those beneath it."""
    known = rows("topics")
    below = {row["id"]: [other for other in known if other["parent"] == row["id"]] for row in known if not row["parent"]}
    return _table(
        ("topic", "id", "narrower topics"),
        [
            (row["label"], f"`{row['id']}`", ", ".join(f"`{other['id']}`" for other in below[row["id"]]))
            for row in known
            if not row["parent"]
        ],
    )


def speech_acts() -> str:
    """The acts of speech with the cues that perform them most often in our own labelled texts."""
    cues: dict[str, Counter[str]] = {act: Counter() for act in SPEECH_ACTS}
    for document in read_folder(ROOT / "training" / "texts"):
        for quote in document.quotes or ():
            if quote.cue and quote.act in cues:
                cues[quote.act][document.text[slice(*quote.cue)].casefold()] += 1
    most = {act: [cue for cue, _ in sorted(found.items(), key=lambda c: (-c[1], c[0]))[:6]] for act, found in cues.items()}
    return _table(("act", "by such cues"), [(f"`{act}`", ", ".join(found)) for act, found in sorted(most.items())])


def scores() -> str:
    """PLOVER's score of each type and mode."""
    return _table(
        ("type", "score", "its modes"),
        [
            (f"`{kind}`", f"{score(kind):g}", ", ".join(f"`{m}` {score(kind, m):g}" for m in modes))
            for kind, modes in PLOVER.items()
        ],
    )


def python_names() -> str:
    """The names that `dragoman` gives to Python, with their signatures and what each is."""
    return _table(
        ("name", "what it is"),
        [(f"`{_signature(name)}`", _summary(getattr(dragoman, name))) for name in dragoman.__all__]
        + [(f"`Record.{_signature(name, Record)}`", _summary(getattr(Record, name))) for name in _doors(Record)],
    )


def _doors(home: type) -> list[str]:
    return [name for name in vars(home) if not name.startswith("_") and callable(getattr(home, name))]


def _signature(name: str, home: object = dragoman) -> str:
    named = getattr(home, name)
    if isinstance(named, type):
        return name
    shown: list[str] = []
    for parameter in inspect.signature(named).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not any(one.startswith("*") for one in shown):
            shown.append("*")
        star = "**" if parameter.kind is parameter.VAR_KEYWORD else ""
        default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
        shown.append(f"{star}{parameter.name}{default}")
    return f"{name}({', '.join(shown)})"


def _summary(named: object) -> str:
    return " ".join((inspect.getdoc(named) or "").split("\n\n", maxsplit=1)[0].split())


def routes() -> str:
    """The addresses that `dragoman serve` answers with JSON, and their parameters."""
    from starlette.testclient import TestClient

    from dragoman.web import create_app

    with tempfile.TemporaryDirectory() as folder, Record.open(str(Path(folder) / "empty.db")) as record:
        known = TestClient(create_app(record), "http://localhost").get("/api/openapi.json").json()["paths"]
    return _table(
        ("address", "parameters", "answers"),
        [
            (
                f"`{method.upper()} {path}`",
                ", ".join(f"`{p['name']}`" for p in route.get("parameters", []) if p["in"] == "query"),
                route["description"],
            )
            for path, methods in known.items()
            for method, route in methods.items()
        ],
    )


def demo() -> str:
    """Two answers of the demo: the first call as one event, and what its two readouts say of it."""
    sides = [f"samples/2025-04-07-readout-{side}.txt" for side in ("pakistan", "us")]
    with workplace("") as folder:
        _, lines = running.dragoman([["add", "samples"], ["timeline", "Pakistan", "United States", "--format", "jsonl"]], folder)
        calls = (found for found in map(json.loads, lines.splitlines()) if found["mode"] == "phone")
        short = next(found["id"] for found in calls if set(sides) <= set(found["documents"]))[:12]
        told, compared = running.dragoman([["event", short], ["compare", *sides]], folder)
    event = told.split("\n\n")
    compared = _rows(compared.split("\n\n")[0], ("critical minerals", "Afghanistan", "illegal"))
    shown = "\n\n".join(part.rstrip("\n") for part in event[:3])
    return _fenced(f"$ dragoman event {short}\n{shown}\n…\n\n$ dragoman compare {shlex.join(sides)}\n{compared}")


def _output(page: str, end: int) -> str:
    """What the last fenced block before a place in a page prints."""
    block = [block for block in FENCED.finditer(page, 0, end) if block["kind"] in ("python", "sh")][-1]
    with workplace(page) as folder:
        if block["kind"] == "python":
            said = running.python(block["body"], folder)
        else:
            lines = [line for line in block["body"].splitlines() if line.startswith("dragoman ")]
            said = "".join(running.dragoman([shlex.split(line, comments=True)[1:] for line in lines], folder))
    return _fenced(said)


def _coded(page: str, end: int) -> str:
    """The claims that the program makes of each line of the last `text` block before a place in a page, as if published on `_EXAMPLE_DAY`."""
    block = [block for block in FENCED.finditer(page, 0, end) if block["kind"] == "text"][-1]
    lines = []
    for line in block["body"].splitlines():
        claims = dragoman.extract(dragoman.read_text(line, address="example", published=_EXAMPLE_DAY)).claims
        for n, claim in enumerate(claims or [None]):
            shown = line if n == 0 else ""
            if claim is None:
                lines.append((shown, "no act", "", "", ""))
                continue
            sides = " → ".join(" + ".join(m.anchor.exact for m in side) or "?" for side in (claim.actors, claim.recipients))
            act = f"**{claim.type}**" + (f" {claim.mode}" if claim.mode else "")
            lines.append(
                (shown, f"{act}: “{claim.trigger.exact}”", claim.modality, sides.removesuffix(" → ?"), claim.when.edtf or "")
            )
    return _table(("text", "coded", "modality", "who → whom", "when"), lines)


def _rows(table: str, kept: Sequence[str]) -> str:
    """A table with only those of its rows whose first cell begins with one of some words, and a line that says so."""
    lines = table.rstrip("\n").split("\n")
    edges = [at for at, line in enumerate(lines) if line[0] in "┡├└"]
    rule = next(line for line in lines if line[0] == "├")
    found = [lines[a + 1 : b] for a, b in pairwise(edges)]
    shown = [row for row in found if " ".join(line.split("│")[1].strip() for line in row).startswith(tuple(kept))]
    body = f"\n{rule}\n".join("\n".join(row) for row in shown)
    left_out = f"({len(found) - len(shown)} more rows)"
    return "\n".join((*lines[: edges[0] + 1], body, lines[edges[-1]], left_out))


def _fenced(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "```text\n" + re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n```"


def _table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return table(header, [[cell.replace("|", "\\|") for cell in line] for line in lines]).rstrip("\n")


PARTS: dict[str, Callable[[], str]] = {
    "demo": demo,
    "figures": figures,
    "python": python_names,
    "routes": routes,
    "scores": scores,
    "settings": settings,
    "speech acts": speech_acts,
    "tables": tables,
    "topics": topics,
}


def main() -> None:
    """Rewrite each page whose generated parts have changed, take each picture anew whose page says something else, and name them."""
    for path in pages():
        page = path.read_text("utf-8")
        if (new := rebuilt(page)) != page:
            path.write_text(new, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)} written anew\n")
    with tempfile.TemporaryDirectory() as folder, Record.open(str(Path(folder) / "samples.db")) as record:
        for path in walking.take_pictures(record):
            sys.stdout.write(f"{path.relative_to(ROOT)} taken anew\n")


if __name__ == "__main__":
    main()
