"""JSON Lines: a document a line. And sidecars: what is known of the text beside them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DocumentError, DragomanError
from dragoman.model import Document
from dragoman.sources.documents import compose
from dragoman.sources.metadata import Metadata, checked

__all__ = ["LINE_LIMIT", "read_lines", "read_record", "read_sidecar"]

#: Bytes.
LINE_LIMIT = 16_000_000
_SIDECAR_LIMIT = 1_000_000


def read_lines(stream: BinaryIO, address: str, limit: int | None = None) -> Iterator[Document | DragomanError]:
    """The documents of a JSON Lines file, the Nth line's at `address#N` from 1; a DocumentError for a line that is none.

    Empty lines count but are passed over. `limit` bounds the bytes read. Raises DocumentError where they are too many.
    """
    number, size = 0, 0
    while line := stream.readline(LINE_LIMIT + 1):
        number, size = number + 1, size + len(line)
        if len(line) > LINE_LIMIT:
            raise DocumentError(f"{address}#{number}", f"a line of more than {LINE_LIMIT:,} bytes; nothing after it was read")
        if limit and size > limit:
            raise DocumentError(f"{address}#{number}", f"unpacks to more than {limit:,} bytes; nothing after it was read")
        if not line.strip():
            continue
        try:
            yield read_record(line, f"{address}#{number}")
        except DocumentError as error:
            yield error


def read_record(content: bytes, address: str) -> Document:
    """The document of a JSON object with a `text`. Raises DocumentError saying what is wrong with it."""
    record = _object(content, address)
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(address, "no field `text` with a string in it")
    try:
        known = checked(record)
    except ValueError as error:
        raise DocumentError(address, str(error)) from None
    return compose(text, address, known)


def read_sidecar(path: Path, address: str) -> Metadata:
    """What the sidecar says of the document at `address`. Raises DocumentError when it is ill-formed or can't be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_SIDECAR_LIMIT)
        return checked(_object(content, address))
    except OSError as error:
        raise DocumentError(address, f"its sidecar {path.name} can't be read: {error.strerror}") from None
    except (ValueError, DocumentError) as error:
        reason = error.reason if isinstance(error, DocumentError) else error
        raise DocumentError(address, f"its sidecar {path.name}: {reason}") from None


def _object(content: bytes, address: str) -> dict[str, object]:
    try:
        found = json.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(address, f"not JSON: {error}"[:200]) from None
    if not isinstance(found, dict):
        raise DocumentError(address, "not a JSON object")
    return found
