"""Bad input end to end: what can't be read costs one line each, the good documents are kept, and nothing hangs."""

import gzip
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.record import Record

#: Seconds that one run over the whole battery may take: far below a minute, far above what was measured.
PATIENCE = 30
RANDOM = 200
NESTED = 10_000
DEEP = (
    b"<html><body>"
    + b"<div>" * NESTED
    + b"<p>Kenya and Norway signed a treaty on forests in Oslo.</p>"
    + b"</div>" * NESTED
    + b"</body></html>"
)

GOOD = {
    "good-africa.txt": "Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre in Oslo on 3 June 2025.\n".encode(),
    "good-asia.html": (
        b"<html><head><title>Manila and Tokyo talk</title></head><body><article><p>Philippine Foreign Secretary Enrique Manalo spoke by phone "
        b"with Japanese Foreign Minister Takeshi Iwaya on Monday.</p></article></body></html>"
    ),
    "good-pacific.jsonl": b'{"text": "Fiji thanked New Zealand for two patrol boats.", "published": "2025-06-03"}\n',
    "good-americas.txt": "Brazil accused Bolivia of diverting the river. Bolivia denied it.\n".encode("utf-16"),
    "good-europe.txt.gz": gzip.compress("“We won’t sign,” Hungary’s foreign minister told reporters in Kraków.\n".encode()),
}
#: Odd, but text: kept like the good ones.
ODD = {
    "odd-right-to-left.txt": "قال وزير الخارجية المصري بدر عبد العاطي إن المحادثات ستستأنف. \u202bEgypt and Sudan met.\u202c\n".encode(),
    "odd-marks.txt": ("Z\u0301\u0302\u0303" * 400 + " Senegal thanked Portugal. 👩‍👩‍👧‍👦🇸🇳\u200d\ufeff\n").encode(),
    "odd-latin.txt": "S\xe3o Tom\xe9 and Pr\xedncipe thanked Cura\xe7ao.\n".encode("latin-1"),
    "odd-half.txt": b"Ghana thanked Togo. \xff\xfe \xc3 \xe2\x82 Togo thanked Ghana for the maize that it had sent in the winter.\n",
    "odd-nested.html": DEEP,
    "odd-line.txt": b"a" * 300_000 + b" Mongolia met Laos.",
    "odd-quotes.txt": '“‘"«'.encode() * 400 + b" Nepal said.",
    "odd-commas.txt": b"President Xi, " * 500,
}
BAD = {
    "bad-empty.txt": b"",
    "bad-empty.html": b"",
    "bad-blank.txt": b" \n\t \r\n\f",
    "bad-marks-only.txt": "— … “” !\n".encode(),
    "bad-nul.txt": b"\0" * 5_000,
    "bad-nul-inside.txt": b"Chile met \0\0Peru in Lima.\0\n",
    "bad-huge.txt": b"Peru met Chile on the border and signed nothing at all. \n" * (50_000_000 // 57 + 1),
    "bad-page.html": b"<html><head><script>var a = 1;</script></head><body><!-- nothing --></body></html>",
    "bad-line.jsonl": b'{"text": "Peru met Chile."\n',
    "bad-shape.jsonl": b"[1, 2, 3]\n",
    "bad-depth.jsonl": b"[" * 100_000 + b"\n",
    "bad-packed.txt.gz": gzip.compress(b"Peru met Chile." * 1_000)[:40],
    "bad-feed.xml": b"<rss><channel><item><title>cut off",
}


@dataclass(frozen=True)
class Run:
    status: int
    lines: tuple[str, ...]
    seconds: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("battery")
    dice = random.Random(20_250_603)
    for number in range(RANDOM):
        (path / f"bad-random-{number:03}.txt").write_bytes(dice.randbytes(dice.randint(200, 2_000)))
    for name, content in {**GOOD, **ODD, **BAD}.items():
        (path / name).write_bytes(content)
    return path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("kept") / "record.db")


def dragoman(*words: str) -> Run:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *words], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return Run(done.returncode, tuple(filter(None, (done.stdout + done.stderr).splitlines())), time.monotonic() - began)


@pytest.fixture(scope="module")
def first(folder: Path, record: str) -> Run:
    return dragoman("add", str(folder), "--record", record)


def counts(record: str) -> dict[str, int]:
    with Record.open(record) as kept:
        return kept.counts()


def test_the_exit_status_says_that_some_were_set_aside(first: Run) -> None:
    assert first.status == 1, first.lines[-5:]


def test_each_bad_document_costs_one_clear_line(folder: Path, first: Run) -> None:
    bad = sorted(path.name for path in folder.iterdir() if path.name.startswith("bad-"))
    for name in bad:
        told = [line for line in first.lines if f"/{name}" in line]
        assert len(told) == 1, (name, told)
        reason = told[0].split(f"/{name}", 1)[1].partition(": ")[2]
        assert len(reason.split()) >= 2, told
        assert reason.isprintable(), told
    assert len(bad) == RANDOM + len(BAD)
    assert not [line for line in first.lines if "Traceback" in line or "/good-" in line or "/odd-" in line]


def test_every_good_and_every_odd_document_is_kept(folder: Path, record: str, first: Run) -> None:
    with Record.open(record) as kept:
        names = {Path(address).name.partition("#")[0] for d in kept.documents() for address in kept.addresses(d.id)}
    assert names == {*GOOD, *ODD}
    assert f"{len(names)} added" in first.lines[-1]


def test_what_good_documents_say_is_in_the_record(record: str, first: Run) -> None:
    with Record.open(record) as kept:
        parties = {telling.claim.parties for telling in kept.tellings()}
    assert {("KEN", "NOR"), ("JPN", "PHL"), ("FJI", "NZL"), ("BOL", "BRA")} <= parties


def test_verify_finds_the_record_whole(record: str, first: Run) -> None:
    assert dragoman("verify", "--record", record).status == 0


def test_adding_again_changes_nothing(folder: Path, record: str, first: Run) -> None:
    before = counts(record)
    again = dragoman("add", str(folder), "--record", record)
    assert again.status == 1
    assert "0 added" in again.lines[-1]
    assert counts(record) == before
