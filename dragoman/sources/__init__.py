"""READ: addresses become documents. Files and folders, web pages, feeds, JSON Lines and standard input."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from dragoman.errors import DocumentError, DragomanError, SourceError
from dragoman.model import Document
from dragoman.sources.documents import compose
from dragoman.sources.files import count_path, read_path, read_stream
from dragoman.sources.metadata import FIELDS, Metadata, checked
from dragoman.sources.web import Web, is_web

__all__ = ["count", "fetch", "read", "read_text"]


def read(
    addresses: Iterable[str], *, stdin: BinaryIO | None = None, allow_private: bool = False
) -> Iterator[Document | DragomanError]:
    """The documents at paths, folders, http(s) addresses and `-` (standard input), in the order given.

    What can't be read is yielded where its document would stand: a SourceError for an address, a DocumentError for a document, so
    that one bad one never costs the run. `stdin` takes the place of the program's; `allow_private` lets a named host be private.
    Raises TypeError for one bare address, of which each letter would be read as a path, `/` among them.
    """
    if isinstance(addresses, str):
        raise TypeError(f"read takes several addresses: put the one into a list, [{addresses!r}]")
    return _read(addresses, stdin, Web(allow_private))


def _read(addresses: Iterable[str], stdin: BinaryIO | None, web: Web) -> Iterator[Document | DragomanError]:
    for address in addresses:
        try:
            if address == "-":
                yield from read_stream(stdin or sys.stdin.buffer, address)
            elif is_web(address):
                yield from web.read(address)
            else:
                yield from read_path(address)
        except DragomanError as error:
            yield error


def count(addresses: Iterable[str]) -> int | None:
    """How many documents `read` will give, where that can be told without reading: None with feeds, the web or standard input."""
    counts = [None if address == "-" or is_web(address) else count_path(address) for address in addresses]
    known = [number for number in counts if number is not None]
    return sum(known) if len(known) == len(counts) else None


def fetch(address: str, **metadata: str | None) -> Iterator[Document | DragomanError]:
    """The documents at one public http(s) address, and nowhere else. `metadata` may give the fields of a sidecar, which win over the page's.

    Raises SourceError when it can't be fetched, DocumentError when it holds no text or a field is ill-formed.
    """
    if not address.lower().startswith(("http://", "https://")):
        raise SourceError(address, "no web address: it begins with http:// or https://")
    yield from Web().read(address, _known(address, metadata))


def read_text(text: str, *, address: str, **metadata: str | None) -> Document:
    """A document out of a text: NFC, line ends, zones. `metadata` may give the fields of a sidecar.

    Raises DocumentError when the text is empty or too long, or a field is ill-formed; TypeError for an unknown field.
    """
    return compose(text, address, _known(address, metadata))


def _known(address: str, metadata: Mapping[str, str | None]) -> Metadata:
    if unknown := sorted(metadata.keys() - FIELDS):
        raise TypeError(f"a document has no field {', '.join(unknown)}")
    try:
        return checked(metadata)
    except ValueError as error:
        raise DocumentError(address, str(error)) from None
