"""The samples are what they say they are, and the demo shows what it promises."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import Document, Record, compare_event, events, read
from dragoman.model import Event
from dragoman.sources.metadata import FIELDS, checked

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"
FILES = sorted(path for ending in ("txt", "html") for path in SAMPLES.glob(f"*.{ending}"))
SENTENCE = "This is a sample text written for Dragoman; "


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The samples as they are read, none set aside."""
    found = list(read([str(SAMPLES)]))
    assert [fault for fault in found if not isinstance(fault, Document)] == []
    return [document for document in found if isinstance(document, Document)]


def test_every_file_is_read_and_the_feed_has_three_entries(documents: list[Document]) -> None:
    names = [Path(document.address).name for document in documents]
    assert names == [*(path.name for path in sorted(FILES)), *(f"briefs.xml#{number}" for number in (1, 2, 3))]


def test_each_text_names_itself_as_a_sample(documents: list[Document]) -> None:
    unnamed = [d.address for d in documents if not d.text.rstrip().split("\n")[-1].startswith(SENTENCE)]
    assert unnamed == []
    assert all((d.publisher or "").endswith(" (sample)") for d in documents)


def test_each_text_is_as_long_as_a_short_report(documents: list[Document]) -> None:
    lengths = {d.address: len(re.findall(r"\w+", d.text)) for d in documents}
    assert {address: words for address, words in lengths.items() if not 120 <= words <= 300} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sidecar_says_when_and_by_whom(path: Path) -> None:
    fields = json.loads(path.with_suffix(".json").read_text("utf-8"))
    known = checked(fields)
    assert set(fields) <= set(FIELDS)
    assert known.published == path.name[:10]
    assert known.publisher
    assert (known.kind == "readout") == bool(known.issuer) == ("-readout-" in path.name)


def test_the_page_furniture_is_left_out(documents: list[Document]) -> None:
    furniture = re.compile(r"cookie|Privacy policy|All rights reserved|newsletter|Cricket|Front page", re.I)
    assert [d.address for d in documents if furniture.search(d.text)] == []


def test_captions_and_posts_are_told_from_the_report(documents: list[Document]) -> None:
    call = next(d for d in documents if d.address.endswith("2025-08-08-second-call.html"))
    assert {"headline", "dateline", "body", "heading", "caption", "embed"} <= {zone.kind for zone in call.zones}


def test_the_readme_lists_every_file_with_its_publisher(documents: list[Document]) -> None:
    table = (SAMPLES / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|", table, re.M))
    assert listed == {Path(d.address).name.split("#")[0]: d.publisher for d in documents}
    assert f"{len(documents)} short reports" in table


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the texts that the facts were taken from lie outside the repository")
def test_no_eight_words_in_a_row_come_from_the_seeds(documents: list[Document]) -> None:
    taken = {words for seed in SEEDS.glob("*.txt") for words in _eights(seed.read_text("utf-8"))}
    assert taken
    texts = {document.address: document.text for document in documents}
    texts |= {path.name: path.read_text("utf-8") for path in SAMPLES.iterdir() if path.is_file()}
    assert {name: shared for name, text in texts.items() if (shared := _eights(text) & taken)} == {}


def _eights(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}


def test_the_demo_runs_and_shows_what_it_promises(tmp_path: Path) -> None:
    """End to end: the program as a reader starts it, then its record as it left it."""
    settings = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "samples/demo.py"], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert [line.split()[2] for line in done.stdout.splitlines() if line.startswith("$ dragoman")] == [
        *("add", "timeline", "event", "compare", "quotes", "commitments", "brief", "search", "verify")
    ]
    assert "22 added, 0 known already, 0 set aside" in done.stdout
    assert ", 0 faults" in done.stdout
    with Record.open(str(next(tmp_path.glob("dragoman-demo-*/demo.db")))) as record:
        met = events(record, ("PAK", "USA"))
        _compares_the_sides(record, _holds_the_first_call(met))
        _counts_copies_once(met)
        _holds_the_summer(met)
        _links_the_denial(record)


def _holds_the_first_call(met: list[Event]) -> Event:
    """One call, told by both sides and by the press, with both days that they give it."""
    call = _only(met, "phone", "2025-04-07-readout-us.txt")
    assert (call.type, call.parties) == ("CONSULT", ("PAK", "USA"))
    assert {mention.entity for mention in call.persons} == {"person:ishaq-dar", "person:marco-rubio"}
    sides = {"2025-04-07-readout-pakistan.txt", "2025-04-07-readout-us.txt"}
    assert sides | {"2025-04-09-call-morning.txt"} <= _documents(call)
    assert call.independent >= 3
    days = {value for field in call.disagreements if field.field == "when" for value, _ in field.values}
    assert {"2025-04-07", "2025-04-08"} <= days
    return call


def _compares_the_sides(record: Record, call: Event) -> None:
    """Both speak of critical minerals; the arrest is in the American account alone, Afghanistan in the Pakistani one."""
    found = compare_event(record, call.id)
    assert found.sides == ("PAK", "USA")
    minerals = next(item for item in found.items if item.topic == "critical-minerals")
    assert minerals.status != "only"
    readouts = {
        side: {Path(cell.address).name for item in found.items for cell in item.cells[side] if "-readout-" in cell.address}
        for side in found.sides
    }
    assert readouts == {"PAK": {"2025-04-07-readout-pakistan.txt"}, "USA": {"2025-04-07-readout-us.txt"}}
    assert {side for item in found.items if item.status == "only" for side in found.sides if item.cells[side]} == {"PAK", "USA"}


def _counts_copies_once(met: list[Event]) -> None:
    """The agency's report and its two copies are one telling of the meeting."""
    meeting = _only(met, "visit", "2025-07-25-meeting-wire.txt", "2025-07")
    copies = {"2025-07-25-meeting-wire.txt", "2025-07-26-meeting-cut.txt", "2025-07-26-meeting-retold.html"}
    assert copies <= _documents(meeting)
    assert meeting.independent == len(_documents(meeting)) - 2


def _holds_the_summer(met: list[Event]) -> None:
    """The lunch, the meeting and the second call, each on its day."""
    lunch = _only(met, "visit", "2025-06-19-lunch.html", "2025-06")
    meeting = _only(met, "visit", "2025-07-25-readout-pakistan.txt")
    call = _only(met, "phone", "2025-08-09-second-call.txt")
    assert [event.when.edtf for event in (lunch, meeting, call)] == ["2025-06-18", "2025-07-25", "2025-08-08"]
    assert "2025-08-08-second-call.html" in _documents(call)


def _links_the_denial(record: Record) -> None:
    """Islamabad's denial of 24 April answers New Delhi's accusation, in the same document."""
    document = next(d for d in record.documents() if d.address.endswith("2025-04-24-denial.html"))
    quotes = {quote.id: quote for quote in record.extraction(document.id).quotes}
    answered = {
        (quote.country, quotes[quote.denies].country)
        for quote in quotes.values()
        if quote.act == "deny" and quote.denies in quotes
    }
    assert ("PAK", "IND") in answered


def _only(met: list[Event], mode: str, document: str, period: str = "") -> Event:
    """The one engagement of that mode, dated within a period, that a document tells."""
    found = [
        e
        for e in met
        if e.type == "CONSULT" and e.mode == mode and document in _documents(e) and (e.when.edtf or "").startswith(period)
    ]
    assert len(found) == 1, [(e.id, e.when.edtf) for e in found]
    return found[0]


def _documents(event: Event) -> set[str]:
    return {Path(telling.document.address).name for telling in event.tellings}
