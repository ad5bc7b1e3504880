"""The line: address → document → extraction → record → judgements → answers. The only module that sees all the rooms."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from dragoman import analysis, extraction, resolution, sources
from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.extraction import DEFAULT_MODEL
from dragoman.lexicons import rows
from dragoman.model import Comparison, Document, Event, Extraction
from dragoman.record import Record

__all__ = ["add", "compare_documents", "compare_event", "events", "extract_all", "resolve"]


def extract_all(
    addresses: Iterable[str], *, stdin: BinaryIO | None = None, allow_private: bool = False, model: str = DEFAULT_MODEL
) -> Iterator[Extraction | DragomanError]:
    """Read and extract, document by document; what can't be read comes as the error that says why."""
    for found in sources.read(addresses, stdin=stdin, allow_private=allow_private):
        yield found if isinstance(found, DragomanError) else extraction.extract(found, model)


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


def resolve(record: Record) -> dict[str, int]:
    """Judge what the record holds: copies, entities, events. Returns how many judgements of each kind were new."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    documents, mentions, tellings = list(record.documents()), list(record.mentions()), list(record.tellings())
    new = {
        "document": record.judge(resolution.judge_copies(documents, made)),
        "entity": record.judge(resolution.judge_mentions(mentions, made)),
        "event": record.judge(resolution.judge_claims(tellings, made)),
    }
    judgements = record.judgements()
    members = {"document": [d.id for d in documents], "entity": [m.id for m in mentions], "event": [t.id for t in tellings]}
    for kind in ("document", "entity", "event"):
        record.set_clusters(kind, resolution.cluster(members[kind], judgements, kind))
    return new


def events(record: Record, parties: Iterable[str] = ()) -> list[Event]:
    """The events of a record between parties (codes), by date."""
    wanted = tuple(parties)
    clusters = record.clusters("event")
    return analysis.timeline(record.tellings(wanted), clusters, record.clusters("document"), wanted)


def compare_documents(extractions: Iterable[Extraction]) -> Comparison:
    """The accounts in some documents of the engagement that they share."""
    return analysis.compare(list(extractions), _labels())


def compare_event(record: Record, event: str) -> Comparison:
    """The accounts of one event of the record. Raises UsageError when there is none with that id."""
    found = next((e for e in events(record) if e.id == event), None)
    if found is None:
        raise UsageError(f"no event {event} in this record; `dragoman timeline` lists the ids")
    documents = dict.fromkeys(t.document.id for t in found.tellings)
    return analysis.compare([record.extraction(d) for d in documents], _labels(), (found.type, found.parties))


def _labels() -> dict[str, str]:
    return {row["id"]: row["label"] for row in rows("topics")}
