"""What a record is asked: events, entities, quotes and what they answer, comparisons."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman import analysis, resolution
from dragoman.codebook import SPEECH_ACTS
from dragoman.errors import UsageError
from dragoman.lexicons import country_codes, rows
from dragoman.model import (
    Clause,
    Document,
    Entity,
    Event,
    Extraction,
    Quote,
    fingerprint,
)
from dragoman.record import Record
from dragoman.results import Answer, Comparison, Discrepancy

__all__ = [
    "addresses",
    "answers",
    "check_date",
    "compare_documents",
    "compare_event",
    "discrepancies",
    "engagements",
    "entities",
    "entity",
    "event",
    "events",
    "events_of",
    "labels",
    "quotes",
    "stories",
    "taking_part",
]

#: Among how many charges of a fortnight, the latest, an answer looks for what it answers.
_NEAR = 1000
#: How many readouts of earlier engagements, the latest, are asked what a side said before.
_EARLIER = 20


def events(record: Record, parties: Iterable[str] = ()) -> list[Event]:
    """The events of a record between parties (codes), by date. All tellings of each, those too that name fewer of its parties."""
    wanted = tuple(parties)
    if not wanted:
        return analysis.timeline(record.tellings(), record.clusters("event"), record.clusters("document"))
    return events_of(record, (telling.id for telling in record.tellings(wanted)), wanted)


def events_of(record: Record, claims: Iterable[str], parties: Collection[str]) -> list[Event]:
    """The events between parties (codes) that some claims, by their ids, tell: with all tellings of each, by date."""
    clusters = record.clusters("event")
    found = {clusters.get(claim) for claim in claims}
    members = {claim for claim, cluster in clusters.items() if cluster in found}
    return analysis.timeline(record.tellings(ids=members), clusters, record.clusters("document"), parties)


def discrepancies(record: Record, parties: Iterable[str] = ()) -> list[Discrepancy]:
    """Where the tellings of events differ, and what the record itself contradicts, by date; between parties (codes)."""
    return analysis.discrepancies(events(record, parties))


def stories(record: Record) -> list[list[Document]]:
    """The documents that tell one story together, the largest story first, each in the order of publication."""
    documents = {document.id: document for document in record.documents()}
    judged = list(resolution.judge_stories(documents.values(), ""))
    groups: dict[str, list[Document]] = defaultdict(list)
    for document, cluster in resolution.cluster(documents, judged, "story").items():
        groups[cluster].append(documents[document])
    several = [sorted(group, key=lambda d: (d.published or "", d.id)) for group in groups.values() if len(group) > 1]
    return sorted(several, key=lambda group: (-len(group), group[0].published or "", group[0].id))


def event(record: Record, wanted: str) -> Event:
    """One event by its id, by the beginning of it, or by an id that it had before other tellings joined it.

    Raises UsageError when there is none, or several begin so.
    """
    alone = told(record, wanted)
    # what it is part of stands among the events of its parties
    return next((e for e in events(record, alone.parties) if e.id == alone.id), alone) if alone.parties else alone


def names_event(words: str) -> bool:
    """Whether words look like the id of an event, or the beginning of one."""
    return bool(re.fullmatch(r"event:\S*|[0-9a-f]{4,16}", words))


def told(record: Record, wanted: str) -> Event:
    """One event by its own tellings alone, found as `event` finds it: what it is part of isn't looked for."""
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
    (alone,) = analysis.timeline(record.tellings(ids=members), clusters, record.clusters("document"))
    return alone


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
    _known("topic", about, labels())
    _known("act", act, SPEECH_ACTS)
    for day in filter(None, (since, until)):
        check_date(day)
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


def check_date(written: str) -> None:
    """Raise UsageError for what is no day, month or year."""
    try:
        day = re.fullmatch(r"\d{4}(-\d\d){0,2}", written, re.ASCII) and date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        day = None
    if not day:
        raise UsageError(f"{written}: no date; write a day, a month or a year: 2025-04-07, 2025-04 or 2025")


def compare_documents(extractions: Iterable[Extraction]) -> Comparison:
    """The accounts in some documents of the engagement that they share."""
    return analysis.compare(list(extractions), _means())


def compare_event(record: Record, wanted: str) -> Comparison:
    """The accounts of one event of the record, found as `event` finds it, and with its exceptions."""
    found = told(record, wanted)
    originals = record.clusters("document")
    documents = {originals.get(t.document.id, t.document.id): t.document.id for t in reversed(found.tellings)}  # of copies, one
    extractions = [record.extraction(document) for document in reversed(documents.values())]
    tellings = {t.id for t in found.tellings}
    before = [record.extraction(document) for document in _issued_before(record, found)]
    return analysis.compare(extractions, _means(), (found.type, found.parties), tellings, before)


def _issued_before(record: Record, event: Event) -> list[str]:
    """The ids of the readouts of earlier engagements of an event's parties, the latest last."""
    start = event.when.start
    if start is None:
        return []
    earlier = [
        e for e in events(record, event.parties) if e.type == "CONSULT" and e.parties == event.parties and e.id != event.id
    ]
    told_now = {t.document.id for t in event.tellings}
    past = sorted((e for e in earlier if e.when.end and e.when.end <= start), key=lambda e: (e.when.end or start, e.id))
    issued = (t.document.id for e in past for t in e.tellings if t.document.issuer and t.document.id not in told_now)
    return list(dict.fromkeys(issued))[-_EARLIER:]


def _means() -> analysis.Means:
    return analysis.Means(_meaning, _clauses, labels(), _parents())


def labels() -> dict[str, str]:
    """What topics are called, by id."""
    return {row["id"]: row["label"] for row in rows("topics")}


def _parents() -> dict[str, str]:
    return {row["id"]: row["parent"] for row in rows("topics") if row["parent"]}


def _clauses(document: Document) -> tuple[Clause, ...]:
    from dragoman.extraction.clauses import clauses

    return clauses(document)


def _meaning(texts: Sequence[str]) -> NDArray[np.float32]:
    # here and not above, so that other questions don't wait for the network to load
    from dragoman.extraction import tagger

    return tagger.meaning(texts)
