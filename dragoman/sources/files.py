"""Files, folders and standard input."""

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import DocumentError, DragomanError, SourceError
from dragoman.model import Document
from dragoman.sources.formats import by_name, guess, parse
from dragoman.sources.records import read_lines, read_sidecar

__all__ = ["FILE_LIMIT", "LINES_LIMIT", "count_path", "read_path", "read_stream"]

#: Bytes of one file that isn't JSON Lines, unpacked.
FILE_LIMIT = 64_000_000
#: Bytes that a packed JSON Lines file may unpack to; plain ones are read line by line, whatever their size.
LINES_LIMIT = 2_000_000_000
_WITH_SIDECAR = (".txt", ".html", ".htm")


def read_path(address: str) -> Iterator[Document | DragomanError]:
    """The documents of a file, or of each file in a folder whose name tells its format: sorted, hidden ones left out.

    A sidecar isn't read as a document of its own. Raises SourceError when the address can't be read.
    """
    path = Path(address)
    if not address:
        raise SourceError(address, "no address")
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        raise SourceError(_shown(address), f"can't be read: {error.strerror}") from None
    except ValueError:
        raise SourceError(_shown(address.replace("\0", "\ufffd")), "no name that a file can have") from None
    if not folder:
        if not _is_sidecar(path):
            yield from _guarded(path, address)
        return
    empty = True
    for found in _walk(path):
        empty = False
        if isinstance(found, SourceError):
            yield found
        else:
            yield from _guarded(found, str(found))
    if empty:
        raise SourceError(
            _shown(address), "no document in this folder: .txt, .html, .jsonl, .xml, .rss or .atom, or these with .gz"
        )


def count_path(address: str) -> int | None:
    """How many documents a file or folder holds, as far as names and line ends tell; None where only reading would tell."""
    path = Path(address)
    try:
        files = [found for found in _walk(path) if isinstance(found, Path)] if path.is_dir() else [path]
        counts = [_count_file(file) for file in files]
    except (OSError, ValueError):
        return None
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _count_file(path: Path) -> int | None:
    form = by_name(path.name)
    if form in ("text", "html"):
        return 1
    if form != "jsonl" or path.name.casefold().endswith(".gz"):
        return None
    with path.open("rb") as stream:
        return sum(bool(line.strip()) for line in stream)


def read_stream(stream: BinaryIO, address: str) -> Iterator[Document | DragomanError]:
    """The documents of a stream, its format told by its content. Raises DocumentError when it can't be read."""
    content = _bounded(stream, address)
    if content.startswith(b"\x1f\x8b"):
        content = _unpacked(content, address)
    yield from parse(content, guess(content), address)


def _guarded(path: Path, address: str) -> Iterator[Document | DragomanError]:
    """The documents of a file, and as its last what ended the reading."""
    address = _shown(address)
    try:
        yield from _read_file(path, address)
    except DragomanError as error:
        yield error


def _read_file(path: Path, address: str) -> Iterator[Document | DragomanError]:
    form = by_name(path.name)
    if form == "jsonl":
        packed = path.name.casefold().endswith(".gz")
        with _opened(path, address) as stream:
            yield from read_lines(stream, address, LINES_LIMIT if packed else None)
        return
    with _opened(path, address) as stream:
        if path.stat().st_size > FILE_LIMIT:
            raise DocumentError(address, _too_large())
        content = _bounded(stream, address)
    sidecar = _sidecar(path)
    known = read_sidecar(sidecar, address) if sidecar else None
    yield from parse(content, form or guess(content), address, known=known)


@contextmanager
def _opened(path: Path, address: str) -> Iterator[BinaryIO]:
    """A file to read from, unpacked. Raises SourceError when it can't be opened or read, DocumentError for a broken gzip file."""
    try:
        with cast("BinaryIO", gzip.open(path)) if path.name.casefold().endswith(".gz") else path.open("rb") as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DocumentError(address, "not a whole gzip file") from None
    except OSError as error:
        raise SourceError(address, f"can't be read: {error.strerror or error}") from None


def _bounded(stream: BinaryIO, address: str) -> bytes:
    content = stream.read(FILE_LIMIT + 1)
    if len(content) > FILE_LIMIT:
        raise DocumentError(address, _too_large())
    return content


def _unpacked(content: bytes, address: str) -> bytes:
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(content, FILE_LIMIT + 1)
    except zlib.error:
        raise DocumentError(address, "not a whole gzip file") from None
    if len(unpacked) > FILE_LIMIT:
        raise DocumentError(address, _too_large())
    return unpacked


def _too_large() -> str:
    return f"larger than {FILE_LIMIT // 1_000_000} MB; split it into documents"


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    """The files below a folder that are read, in the order of their names; each real folder once, so that links may loop."""
    seen: set[tuple[int, int]] = set()
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            if not path.is_dir():
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            children = sorted(Path(entry) for entry in os.scandir(path) if not entry.name.startswith("."))
        except OSError as error:
            yield SourceError(_shown(str(path)), f"can't be read: {error.strerror or error}")
            continue
        pending += [child for child in reversed(children) if child.is_dir() or (by_name(child.name) and _readable(child))]


def _readable(path: Path) -> bool:
    """A regular file, or a link that leads nowhere, which is worth telling; no pipe or device."""
    return path.is_file() or not path.exists()


def _sidecar(path: Path) -> Path | None:
    """`NAME.json` beside `NAME.txt` or `NAME.html`, packed or not; None when there is none."""
    name = path.name[:-3] if path.name.casefold().endswith(".gz") else path.name
    beside = path.with_name(Path(name).stem + ".json")
    return beside if name.casefold().endswith(_WITH_SIDECAR) and beside.is_file() else None


def _is_sidecar(path: Path) -> bool:
    beside = (path.with_name(path.stem + extension + packed) for extension in _WITH_SIDECAR for packed in ("", ".gz"))
    return path.suffix == ".json" and any(map(Path.is_file, beside))


def _shown(address: str) -> str:
    """An address as text: a file's name may hold bytes that are none."""
    return address.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
