"""The line: address → document → extraction → record → judgements → answers. The only module that sees all the rooms."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO

import structlog

from dragoman import analysis, resolution
from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.lexicons import country_codes, rows
from dragoman.model import SPEECH_ACTS, Answer, Comparison, Document, Entity, Event, Extraction, Quote, fingerprint
from dragoman.record import Record

__all__ = [
    "add",
    "addresses",
    "answers",
    "compare_documents",
    "compare_event",
    "engagements",
    "entities",
    "entity",
    "event",
    "events",
    "extract_all",
    "quotes",
    "resolve",
    "taking_part",
]

#: Among how many charges of a fortnight, the latest, an answer looks for what it answers.
_NEAR = 1000

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
    """Judge what the record holds: which documents are copies, which mentions one entity, which claims one event."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    documents, mentions, tellings = list(record.documents()), list(record.mentions()), list(record.tellings())
    published = {document.id: document.published for document in documents}
    ruled = [
        *resolution.judge_copies(documents, made),
        *resolution.judge_mentions(mentions, published, made),
        *resolution.judge_claims(tellings, made),
    ]
    record.judge(ruled)
    judgements = resolution.standing(record.judgements(), ruled)
    record.set_clusters("document", resolution.cluster((d.id for d in documents), judgements, "document"))
    record.set_clusters("entity", resolution.cluster((m.id for m in mentions), judgements, "entity"))
    record.set_clusters("event", resolution.cluster((t.id for t in tellings), judgements, "event"))


def events(record: Record, parties: Iterable[str] = ()) -> list[Event]:
    """The events of a record between parties (codes), by date."""
    wanted = tuple(parties)
    clusters = record.clusters("event")
    return analysis.timeline(record.tellings(wanted), clusters, record.clusters("document"), wanted)


def event(record: Record, wanted: str) -> Event:
    """One event by its id, by the beginning of it, or by an id that it had before other tellings joined it.

    Raises UsageError when there is none, or several begin so.
    """
    clusters = record.clusters("event")
    start = "event:" + wanted.strip().lower().removeprefix("event:")
    found = {start} & set(clusters.values()) or {
        cluster for claim, cluster in clusters.items() if f"event:{fingerprint(claim)}".startswith(start)
    }
    if not found:
        raise UsageError(f"no event {wanted} in this record; `dragoman timeline` lists the ids")
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} events begin with {wanted}: {', '.join(sorted(found)[:5])}{', …' if len(found) > 5 else ''}"
        )
    members = {claim for claim, cluster in clusters.items() if cluster in found}
    return analysis.timeline(record.tellings(ids=members), clusters, record.clusters("document"))[0]


def addresses(record: Record, events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """Where each document that tells one of some events was found, by the document's id."""
    return {document: record.addresses(document) for document in {t.document.id for e in events for t in e.tellings}}


def entities(record: Record, words: str | None = None) -> list[Entity]:
    """The persons, states, bodies and groups of a record, most mentioned first; with words, those of whom a name holds all of them."""
    published = {document.id: document.published for document in record.documents()}
    found = analysis.entities(record.mentions(), record.clusters("entity"), published)
    return found if words is None else analysis.bearing(words, found)


def entity(record: Record, wanted: str) -> Entity:
    """One entity by its id, by the beginning of it, by an id that it had before other mentions joined it, or by a name.

    Raises UsageError when there is none, or several begin or are called so and none is called just so.
    """
    found, start = entities(record), wanted.strip().casefold()
    fits: list[Entity] = []
    if re.fullmatch(r"(entity:)?[0-9a-f]{4,16}", start):
        start = "entity:" + start.removeprefix("entity:")
        had = [e for e in found if any(f"entity:{fingerprint(mention)}".startswith(start) for mention in e.mentions)]
        fits = [e for e in had if e.id == start] or had
    fits = fits or analysis.bearing(wanted, found)
    if len(fits) > 1:
        just = [e for e in fits if start in map(str.casefold, e.names)]
        fits = [e for e in just if e.name.casefold() == start] or just or fits
    if not fits:
        raise UsageError(f"no entity {wanted} in this record; `dragoman entities` lists them")
    if len(fits) > 1:
        named = ", ".join(f"{e.name} ({e.country or e.kind}, {e.id[:15]})" for e in fits[:5])
        raise UsageError(f"{len(fits)} entities fit {wanted}: {named}{', …' if len(fits) > 5 else ''}")
    return fits[0]


def taking_part(record: Record) -> dict[str, set[str]]:
    """The ids of the events in which each entity takes part, by the entity's id."""
    return analysis.taking_part(record.tellings(), record.clusters("event"), record.mentions(), record.clusters("entity"))


def engagements(record: Record, entity: Entity) -> list[Event]:
    """The events in which an entity takes part, by date, undated ones last."""
    clusters, wanted = record.clusters("event"), taking_part(record).get(entity.id, set())
    members = {claim for claim, cluster in clusters.items() if cluster in wanted}
    return analysis.timeline(record.tellings(ids=members), clusters, record.clusters("document"))


def quotes(
    record: Record,
    *,
    speaker: str | None = None,
    country: str | None = None,
    about: str | None = None,
    act: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 100,
) -> list[tuple[Document, Quote]]:
    """Quotes with their documents, the newest document first: `speaker` by a name or a part of it, the rest as `Record.quotes` has it.

    Raises UsageError for a name that nobody bears, and for an unknown topic, act or date.
    """
    _known("topic", about, _labels())
    _known("act", act, SPEECH_ACTS)
    for day in filter(None, (since, until)):
        _check_date(day)
    speakers = [None] if speaker is None else sorted(_speakers(record, speaker))
    found = {
        quote.id: (document, quote)
        for one in speakers
        for document, quote in record.quotes(
            speaker=one, country=country, about=about, act=act, since=since, until=until, limit=limit
        )
    }
    if len(speakers) == 1:
        return list(found.values())
    by_place = sorted(found.values(), key=lambda pair: (pair[0].id, pair[1].content[0].start))
    return sorted(by_place, key=lambda pair: pair[0].published or "", reverse=True)[:limit]


def answers(record: Record, found: Iterable[tuple[Document, Quote]]) -> dict[str, Answer]:
    """What the denials, rejections and confirmations among some quotes answer, by the quote's id: in their own document, else in another."""
    known: dict[str, Answer] = {}
    for document, quote in found:
        if quote.denies or quote.confirms:
            known |= analysis.answers.within(record.extraction(document.id))
        elif quote.act in analysis.answers.ANSWERABLE and (day := document.day):
            since = (day - min(analysis.answers.REACH, day - date.min)).isoformat()
            said = [
                pair
                for act in sorted(analysis.answers.ANSWERABLE[quote.act])
                for pair in record.quotes(act=act, since=since, until=day.isoformat(), limit=_NEAR)
            ]
            if answer := analysis.answers.across(document, quote, said):
                known[quote.id] = answer
    return known


def _speakers(record: Record, name: str) -> set[str]:
    found = analysis.named(name, record.mentions(), record.clusters("entity"))
    if code := country_codes().get(name.strip().casefold()):
        found.add(code)
    if not found:
        raise UsageError(f"{name}: nobody of that name in this record; try the surname alone")
    return found


def _known(what: str, value: str | None, values: Collection[str]) -> None:
    if value is not None and value not in values:
        near = sorted(v for v in values if value.casefold() in v) or sorted(values)
        raise UsageError(f"{value}: no such {what}; there are {', '.join(near[:20])}{', …' if len(near) > 20 else ''}")


def _check_date(written: str) -> None:
    try:
        day = re.fullmatch(r"\d{4}(-\d\d){0,2}", written, re.ASCII) and date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        day = None
    if not day:
        raise UsageError(f"{written}: no date; write a day, a month or a year: 2025-04-07, 2025-04 or 2025")


def compare_documents(extractions: Iterable[Extraction]) -> Comparison:
    """The accounts in some documents of the engagement that they share."""
    return analysis.compare(list(extractions), _labels())


def compare_event(record: Record, wanted: str) -> Comparison:
    """The accounts of one event of the record, found as `event` finds it, and with its exceptions."""
    found = event(record, wanted)
    originals = record.clusters("document")
    documents = {originals.get(t.document.id, t.document.id): t.document.id for t in reversed(found.tellings)}  # of copies, one
    extractions = [record.extraction(document) for document in reversed(documents.values())]
    return analysis.compare(extractions, _labels(), (found.type, found.parties), {t.id for t in found.tellings})


def _labels() -> dict[str, str]:
    return {row["id"]: row["label"] for row in rows("topics")}
