"""What goes into a record: documents read and extracted, kept, and resolved with what stands there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

import structlog

from dragoman import resolution
from dragoman.errors import DocumentError, DragomanError
from dragoman.model import Document, Extraction, Judgement
from dragoman.record import ClusterKind, Record

__all__ = ["add", "extract_all", "identities", "resolve"]

log = structlog.get_logger()


def extract_all(
    addresses: Iterable[str], *, stdin: BinaryIO | None = None, allow_private: bool = False, model: str | None = None
) -> Iterator[Extraction | DragomanError]:
    """Read and extract, document by document; what can't be read comes as the error that says why. `model`: the spaCy pipeline."""
    # here and not above, so that asking a record doesn't wait for what reads and parses
    from dragoman import extraction, sources

    for found in sources.read(addresses, stdin=stdin, allow_private=allow_private):
        if isinstance(found, DragomanError):
            yield found
            continue
        try:
            yield extraction.extract(found, model or extraction.DEFAULT_MODEL)
        except ModuleNotFoundError:
            raise
        except Exception as fault:
            log.exception("a fault of ours while reading", address=found.address)
            yield DocumentError(found.address, f"reading it failed ({type(fault).__name__}: {fault}); please report this")


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


def resolve(record: Record) -> None:
    """Judge what the record holds: which documents are copies, which mentions one entity, which claims one event.

    Readers' judgements stand, whatever the rules say; the rules' count as long as they would be made again. What another writer adds
    meanwhile is judged as well.
    """
    _resolve(record)
    while not record.resolved():
        _resolve(record)


def _resolve(record: Record) -> None:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    documents, mentions = list(record.documents()), list(record.mentions())
    published = {document.id: document.published for document in documents}
    _settle(record, "entity", [m.id for m in mentions], list(resolution.judge_mentions(mentions, published, made)))
    tellings, known = list(record.tellings()), resolution.identities(mentions, record.clusters("entity"))
    _settle(record, "event", [t.id for t in tellings], list(resolution.judge_claims(tellings, made, known)))
    # last, since a document that has its cluster counts as resolved
    _settle(record, "document", [d.id for d in documents], list(resolution.judge_copies(documents, made)))


def _settle(record: Record, kind: ClusterKind, members: Sequence[str], ruled: Sequence[Judgement]) -> None:
    record.judge(ruled)
    judgements = resolution.standing(record.judgements(), ruled)
    record.set_clusters(kind, resolution.cluster(members, judgements, kind))


def identities(record: Record) -> Mapping[str, resolution.Identity]:
    """Who each mention of a person is, by all that the record knows."""
    return resolution.identities(record.mentions("person"), record.clusters("entity"))
