"""Files, folders, JSON Lines, sidecars and standard input; and the battery of bad input."""

import gzip
import json
import os
import random
import time
from io import BytesIO
from pathlib import Path

import pytest

from dragoman.errors import DocumentError, DragomanError, SourceError
from dragoman.model import Document
from dragoman.sources import count, files, read

BODY = "The two ministers spoke for an hour on trade, security and the border, and agreed to meet again before the summer."
PAGE = f"<html><head><title>Talks go on</title></head><body><article><p>{BODY}</p></article></body></html>"
FEED = f'<rss version="2.0"><channel><title>T</title><item><title>Talks go on</title><description>{BODY}</description></item></channel></rss>'
LINE = json.dumps({"text": BODY, "publisher": "The Paper"})


def read_all(*addresses: Path | str, stdin: bytes | None = None) -> list[Document | DragomanError]:
    return list(read(map(str, addresses), stdin=None if stdin is None else BytesIO(stdin)))


def read_one(address: Path | str, stdin: bytes | None = None) -> Document:
    (document,) = read_all(address, stdin=stdin)
    assert isinstance(document, Document), document
    return document


def failed(address: Path | str, stdin: bytes | None = None) -> DragomanError:
    (error,) = read_all(address, stdin=stdin)
    assert isinstance(error, DragomanError), error
    return error


CONTENTS = {"a.txt": BODY, "a.html": PAGE, "a.htm": PAGE, "a.jsonl": LINE, "a.xml": FEED, "a.rss": FEED, "a.atom": FEED}


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_read_by_its_name(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(CONTENTS[name].encode()) if packed else CONTENTS[name].encode())
    document = read_one(path)
    assert BODY in document.text
    assert document.address == str(path) + ("#1" if document.publisher else "")


@pytest.mark.parametrize(
    "content", [BODY, PAGE, FEED, LINE, json.dumps({"text": BODY}, indent=1), "\ufeff" + LINE, "\n\n" + PAGE]
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_without_a_telling_name_and_standard_input_are_guessed(tmp_path: Path, content: str, packed: bool) -> None:
    path = tmp_path / "report"
    path.write_text(content, "utf-8")
    assert BODY in read_one(path).text
    found = read_one("-", stdin=gzip.compress(content.encode()) if packed else content.encode())
    assert BODY in found.text
    assert found.address.startswith("-")


def test_a_folder_is_read_in_order_and_quietly(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/10.txt",
        "a.txt",
        "c.html",
        "notes.md",
        "x.json",
        ".hidden.txt",
        ".git/a.txt",
        "B.TXT",
        "picture.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE if name.endswith("html") else BODY)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = read_all(tmp_path)
    assert [Path(each.address).relative_to(tmp_path).as_posix() for each in found if isinstance(each, Document | SourceError)] == [
        "B.TXT", "a.txt", "b/10.txt", "b/2.txt", "c.html", "gone.txt",
    ]  # fmt: skip
    assert [type(each) for each in found] == [Document] * 5 + [SourceError]


def test_an_address_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(BODY)
    monkeypatch.chdir(tmp_path)
    assert read_one("./in/a.txt").address == "./in/a.txt"
    assert read_one("in").address == "in/a.txt"


@pytest.mark.parametrize("address", ["nowhere.txt", "no\0name.txt", "x" * 5000, "", "nowhere/at/all"])
def test_what_does_not_exist_is_a_source_error(address: str) -> None:
    assert isinstance(failed(address), SourceError)


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    assert "no document in this folder" in str(failed(tmp_path))


def test_a_name_with_odd_bytes_is_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(BODY)
    assert read_one(os.fsdecode(path)).address.endswith("caf\ufffd.txt")
    assert read_one(tmp_path).address.endswith("caf\ufffd.txt")


def test_a_sidecar_wins(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    fields = {
        "published": "2025-04-07", "publisher": "MFA", "issuer": "TCD", "url": "https://a.example/1", "kind": "report",
        "title": "Another title", "language": "fr", "more": [1],
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(fields))
    document = read_one(tmp_path)
    assert {name: getattr(document, name) for name in fields if name != "more"} == {
        n: v for n, v in fields.items() if n != "more"
    }
    assert read_all(tmp_path / "a.json") == []


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.html"])
def test_a_sidecar_goes_with_each_kind_of_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(BODY.encode()) if name.endswith(".gz") else BODY.encode())
    (tmp_path / "a.json").write_text('{"published": "2025-04", "title": null}')
    assert read_one(tmp_path / name).published == "2025-04"


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("{", "its sidecar a.json: not JSON"),
        ("[]", "its sidecar a.json: not a JSON object"),
        ("[" * 100_000, "its sidecar a.json: not JSON"),
        ('{"published": "last week"}', "its sidecar a.json: published must be an EDTF date"),
        ('{"published": 2025}', "its sidecar a.json: published must be a string, not int"),
        ('{"kind": "rumour"}', "its sidecar a.json: kind must be one of"),
        ("\xff", "its sidecar a.json: not JSON"),
    ],
)
def test_an_ill_formed_sidecar_costs_its_document_only(tmp_path: Path, sidecar: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.json").write_bytes(sidecar.encode("latin-1"))
    (tmp_path / "b.txt").write_text(BODY)
    bad, good = read_all(tmp_path)
    assert isinstance(bad, DocumentError)
    assert bad.address == str(tmp_path / "a.txt")
    assert bad.reason.startswith(reason)
    assert isinstance(good, Document)


def test_a_broken_line_costs_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        LINE,
        "{broken",
        "",
        "[1]",
        '{"text": 5}',
        '{"title": "no text"}',
        '{"text": "", "published": "2025"}',
        '{"text": "a", "published": "soon"}',
    ]
    lines += [
        "[" * 100_000,
        '{"text": "half a \\ud83d pair"}',
        '{"text": "A call.", "kind": "readout", "issuer": "FJI", "published": "2025-04-07"}',
    ]
    path.write_bytes("\r\n".join(lines).encode() + b"\n\xff\xfe\n" + LINE.encode())
    found = {each.address.removeprefix(f"{path}#"): each for each in read_all(path) if isinstance(each, Document | DocumentError)}
    assert [(number, type(each)) for number, each in found.items()] == [
        (number, Document if number in ("1", "10", "11", "13") else DocumentError)
        for number in "1 2 4 5 6 7 8 9 10 11 12 13".split()
    ]
    last = found["11"]
    assert isinstance(last, Document)
    assert (last.kind, last.issuer, last.published) == ("readout", "FJI", "2025-04-07")


def test_a_file_too_large_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(files.FILE_LIMIT + 1)
    started = time.monotonic()
    assert "larger than 64 MB" in str(failed(path))
    assert time.monotonic() - started < 0.1


def test_what_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILE_LIMIT", 1_000_000)
    monkeypatch.setattr(files, "LINES_LIMIT", 1_000_000)
    bomb = gzip.compress(b"word\n" * 10_000_000)
    (tmp_path / "a.txt.gz").write_bytes(bomb)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"\n" * 2_000_000))
    (tmp_path / "c.txt.gz").write_bytes(bomb[:100])
    (tmp_path / "d.txt.gz").write_bytes(b"no gzip")
    reasons = [str(error).rsplit(": ", 1)[-1] for error in read_all(tmp_path)]
    assert reasons[0].startswith("larger than 1 MB")
    assert reasons[1].startswith("unpacks to more than 1,000,000 bytes")
    assert reasons[2:] == ["not a whole gzip file"] * 2
    assert "larger than 1 MB" in str(failed("-", stdin=bomb))


def test_bad_input_costs_one_error_each_and_no_good_document(tmp_path: Path) -> None:
    generator = random.Random(11)
    bad: dict[str, bytes] = {
        f"random-{n:03}.{generator.choice(['txt', 'html'])}": generator.randbytes(generator.randint(64, 4000)) for n in range(200)
    }
    bad |= {
        "empty.txt": b"",
        "blank.html": b" \n",
        "nul.txt": b"The minister\0spoke.",
        "long.txt": b"a " * 600_000,
        "image.html": b"\x89PNG\r\n\x1a\n\0\0",
    }
    bad |= {
        "feed.xml": b"<rss",
        "list.xml": b"<urlset></urlset>",
        "line.jsonl": b"{",
        "deep.jsonl": b"[" * 50_000,
        "packed.txt.gz": b"\x1f\x8b\x08\0",
    }
    good: dict[str, bytes] = {
        "deep.html": b"<div>" * 10_000 + BODY.encode(),
        "utf16.txt": BODY.encode("utf-16"),
        "western.txt": "The café’s owner said “no” to the minister.".encode("cp1252"),
        "cut.txt": ("Ünïcödé wörds, " + BODY).encode() + b"\xe2\x80",
        "arabic.txt": "بحث الوزيران خلال اتصال هاتفي سبل فتح الحدود بين البلدين.".encode(),
        "hebrew.txt": "\u200fשני השרים שוחחו בטלפון\u200e (today)".encode(),
        "marks.txt": ("z" + "\u0335\u0321\u0317" * 100_000 + " and words").encode(),
        "emoji.txt": "Talks 🤝🏽 today 👨\u200d👩\u200d👧".encode(),
        "one.txt": b"a",
        "hard.txt": b"One line\r\nTwo lines\rThree lines",
        "ends.html": BODY.encode() + b"<a href='" + b"x" * 1_000_000,
    }
    for name, content in (bad | good).items():
        (tmp_path / name).write_bytes(content)
    started = time.monotonic()
    found = read_all(tmp_path)
    assert time.monotonic() - started < 10
    assert len(found) == len(bad) + len(good)
    kept = {Path(each.address).name for each in found if isinstance(each, Document)}
    set_aside = {Path(each.address.split("#")[0]).name for each in found if isinstance(each, DocumentError)}
    assert kept == set(good)
    assert set_aside == set(bad)


def test_documents_are_counted_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.html").write_text("<p>Two.</p>")
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "c.jsonl").write_text('{"text": "Three."}\n\n{"text": "Four."}\n')
    assert count([str(tmp_path)]) == 4
    assert count([str(tmp_path / "a.txt"), str(tmp_path / "c.jsonl")]) == 3
    assert count([str(tmp_path / "missing.jsonl")]) is None
    assert count(["-"]) is None
    (tmp_path / "d.xml").write_text("<rss/>")
    assert count([str(tmp_path)]) is None
