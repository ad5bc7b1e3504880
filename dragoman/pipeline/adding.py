"""What goes into a record: documents read, extracted and kept."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import structlog

from dragoman.errors import DocumentError, DragomanError
from dragoman.model import Document, Extraction
from dragoman.record import Record

__all__ = ["add", "extract", "extract_all"]

log = structlog.get_logger()


def extract_all(
    addresses: Iterable[str], *, stdin: BinaryIO | None = None, allow_private: bool = False, model: str | None = None
) -> Iterator[Extraction | DragomanError]:
    """Read and extract, document by document; what can't be read comes as the error that says why. `model`: the spaCy pipeline."""
    # here and not above, so that asking a record doesn't wait for what reads and parses
    from dragoman import sources

    for found in sources.read(addresses, stdin=stdin, allow_private=allow_private):
        try:
            yield found if isinstance(found, DragomanError) else extract(found, model)
        except DocumentError as error:
            yield error


def extract(document: Document, model: str | None = None) -> Extraction:
    """All that a document says. Raises DocumentError where we fail on it, so that one odd document never costs the run."""
    from dragoman import extraction

    try:
        return extraction.extract(document, model or extraction.DEFAULT_MODEL)
    except ModuleNotFoundError:
        raise
    except Exception as fault:
        log.exception("a fault of ours while reading", address=document.address)
        raise DocumentError(
            document.address, f"reading it failed ({type(fault).__name__}: {fault}); please report this"
        ) from fault


def add(record: Record, extractions: Iterable[Extraction | DragomanError]) -> Iterator[tuple[Document | DragomanError, bool]]:
    """Keep each document with what it gave up, each in a transaction of its own; whether it was new. Faults are set aside."""
    for found in extractions:
        if isinstance(found, Extraction):
            try:
                yield found.document, record.add(found)
                continue
            except DocumentError as error:
                found = error
        if isinstance(found, DocumentError):
            record.set_aside(found.address, found.reason)
        yield found, False
