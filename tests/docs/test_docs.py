"""The docs are true: generated parts, names, links, commands and examples."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

from docs import build, running
from dragoman.codebook import PLOVER
from dragoman.exchange import contract
from dragoman.extraction import extract
from dragoman.model import Document
from dragoman.pipeline import add as add_all
from dragoman.pipeline import compare_documents, event, events, extract_all
from dragoman.pipeline import resolve as resolve_all
from dragoman.record import Record
from dragoman.settings import Settings

ROOT = running.ROOT
REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
CHANGELOG = ROOT / "CHANGELOG.md"
COMMANDS = build.commands()
SHELL = [
    pytest.param(line, id=f"{path.name}: {line}")
    for path in build.pages()
    for block in build.FENCED.finditer(path.read_text("utf-8"))
    if block["kind"] == "sh"
    for line in block["body"].splitlines()
    if line.strip()
]


@pytest.mark.parametrize("path", build.pages(), ids=lambda path: path.name)
def test_generated_parts_are_up_to_date(path: Path) -> None:
    """`make docs` writes them anew. This runs every example, too."""
    page = path.read_text("utf-8")
    assert page.count("<!-- generated: ") == page.count("<!-- end -->") == len(build.MARKED.findall(page))
    assert build.rebuilt(page) == page


@pytest.mark.parametrize("path", build.pages(), ids=lambda path: path.name)
def test_every_python_block_is_run_and_shows_what_it_prints(path: Path) -> None:
    page = path.read_text("utf-8")
    blocks = [block for block in build.FENCED.finditer(page) if block["kind"] == "python"]
    assert [b["body"] for b in blocks if not page[b.end() :].startswith("\n\n<!-- generated: output -->")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_reference(name: str) -> None:
    section = REFERENCE.partition(f"\n### dragoman {name}\n")[2].partition("\n### ")[0]
    options = {option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)}
    missing = {option for option in options if option.startswith("-") and not re.search(rf"(?<!\S){option}(?!\S)", section)}
    assert section
    assert missing == set()
    assert f"`{name}`" in CHANGELOG.read_text("utf-8")


def test_no_section_is_about_a_command_that_is_gone() -> None:
    assert set(re.findall(r"^### dragoman (\S+)$", REFERENCE, re.MULTILINE)) == set(COMMANDS)


def test_every_setting_stands_in_the_reference() -> None:
    settings = {f"DRAGOMAN_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in settings if f"`{name}`" not in REFERENCE} == set()
    named = {name for path in build.pages() for name in re.findall(r"DRAGOMAN_[A-Z_]+", path.read_text("utf-8"))}
    assert named - settings == {"DRAGOMAN_GOLD"}


@pytest.mark.parametrize("path", [*build.pages(), CHANGELOG], ids=lambda path: path.name)
def test_every_link_within_the_repository_leads_somewhere(path: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", build.FENCED.sub("", path.read_text("utf-8"))):
        if re.match(r"https?:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


@cache
def _anchors(path: Path) -> frozenset[str]:
    """The anchors of a page's headings, as code hosts make them: small letters, hyphens for blanks, no punctuation."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("line", SHELL)
def test_every_shell_line_is_one_that_works(line: str) -> None:
    """Commands of ours have these options and arguments; targets of make exist; the rest is a handful of known words."""
    for words in _commands(line):
        match words:
            case ["make", target]:
                assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
            case ["dragoman", "--help"]:
                pass
            case ["dragoman", name, *arguments]:
                COMMANDS[name].make_context(name, arguments)
            case ["pip", "install", place]:
                extras = re.findall(r"[a-z]+", place.removeprefix("."))
                project = (ROOT / "pyproject.toml").read_text("utf-8")
                assert all(re.search(rf"^{extra} = \[", project, re.MULTILINE) for extra in extras)
            case _:
                assert words[0] in {"export", ".", "cat", "head"}


def _commands(line: str) -> Iterator[list[str]]:
    """The commands of a line of shell, each without what it reads from or writes to."""
    for part in line.split("|"):
        words = shlex.split(part, comments=True)
        yield words[: next((at for at, word in enumerate(words) if word in "<>"), len(words))]


def test_an_unknown_option_is_noticed() -> None:
    with pytest.raises(Exception, match="No such option"):
        COMMANDS["add"].make_context("add", ["samples", "--no-such-option"])


def test_the_readme_names_the_two_commands() -> None:
    assert "```sh\nmake demo\nmake test\n```" in (ROOT / "README.md").read_text("utf-8")


def test_every_field_that_is_printed_stands_in_the_reference(tmp_path: Path) -> None:
    samples = [str(ROOT / "samples" / f"2025-04-{name}") for name in ("24-denial.html", "23-attack.txt", "07-readout-us.txt")]
    extractions = list(extract_all(samples))
    with Record.open(str(tmp_path / "fields.db")) as record:
        assert all(new for _, new in add_all(record, extractions))
        resolve_all(record)
        told = [contract.event_json(event(record, found.id), {}) for found in events(record)]
        counts = record.counts()
    found = [extraction for extraction in extractions if not isinstance(extraction, Exception)]
    printed = [contract.as_contract(extraction) for extraction in found]
    compared = contract.comparison_json(compare_documents(found))
    said = [contract.quote_json(extraction.document, quote) for extraction in found for quote in extraction.quotes]
    keys = {key for value in (*printed, *told, compared, *said) for key in _keys(value)}
    assert {"from", "trigger", "speaker", "cells", "disagreements"} <= keys
    assert {key for key in keys if f"`{key}`" not in REFERENCE} == set()
    assert counts["documents"] == len(samples)


def _keys(value: Any) -> Iterator[str]:
    """The names of fields; those of `size` and `cells` are values of their own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner if key not in ("size", "cells") else list(inner.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_every_type_and_mode_stands_in_the_glossary() -> None:
    cells = {
        type_: {mode for mode in modes.split(", ") if mode}
        for type_, modes in re.findall(r"^\| ([A-Z]{3,}) \| [^|]+ \| ([^|]*?) ?\| \*", GLOSSARY, re.MULTILINE)
    }
    assert cells == {type_: set(modes) for type_, modes in PLOVER.items()}


def test_every_type_has_a_page_with_its_modes_and_coded_examples() -> None:
    index = (ROOT / "docs" / "acts" / "README.md").read_text("utf-8")
    for type_, modes in PLOVER.items():
        page = (ROOT / "docs" / "acts" / f"{type_.lower()}.md").read_text("utf-8")
        assert page.startswith(f"# {type_}: ")
        assert f"[{type_}]({type_.lower()}.md)" in index
        assert {mode for mode in modes if f"| {mode} |" not in page.replace("`", "")} == set()
        assert page.count(f"**{type_}**") >= 3, f"{type_}: the program codes too few of its page's examples so"


def test_every_date_in_the_glossary_is_edtf() -> None:
    section = GLOSSARY.partition("\n## Dates in EDTF\n")[2]
    dates = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert len(dates) >= 8
    assert all(parse_edtf(date) for date in dates)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on 7 April 2025", "2025-04-07"),
        ("in May 2025", "2025-05"),
        ("in 2013", "2013"),
        ("from May 7 to 10, 2025", "2025-05-07/2025-05-10"),
        ("since 2013", "2013/.."),
        ("in the spring of 2013", "2013-21"),
        ("in the 2010s", "201X"),
        ("on April 22", "XXXX-04-22"),
    ],
)
def test_the_glossary_writes_dates_as_the_program_does(words: str, edtf: str) -> None:
    found = extract(Document(address="-", text=f"The two ministers spoke {words}.")).times
    assert edtf in {time.when.edtf for time in found}
    assert f"| `{edtf}` |" in GLOSSARY


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        build.rebuilt("<!-- generated: no such part -->\n<!-- end -->")
    with pytest.raises(KeyError):
        build.rebuilt("<!-- generated: help nothing -->\n<!-- end -->")
