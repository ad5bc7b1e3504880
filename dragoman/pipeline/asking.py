"""What a record is asked: events, entities, quotes and what they answer, comparisons."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman import analysis, resolution
from dragoman.codebook import PLOVER, SPEECH_ACTS
from dragoman.errors import UsageError
from dragoman.exchange.words import topics
from dragoman.lexicons import country_codes, rows
from dragoman.model import (
    Anchor,
    Clause,
    Document,
    Entity,
    Event,
    Extraction,
    Quote,
    fingerprint,
)
from dragoman.record import Record
from dragoman.results import EVERY, Answer, Comparison, Discrepancy, Filters, Head

__all__ = [
    "addresses",
    "answers",
    "check_date",
    "check_filters",
    "compare_documents",
    "compare_event",
    "compare_tellings",
    "discrepancies",
    "engagements",
    "entities",
    "entity",
    "event",
    "events",
    "quotes",
    "search",
    "stories",
    "taking_part",
    "told_by",
]

#: Among how many charges of a fortnight, the latest, an answer looks for what it answers.
_NEAR = 1000
#: How many readouts of earlier engagements, the latest, are asked what a side said before.
_EARLIER = 20


def events(record: Record, parties: Iterable[str] = (), filters: Filters = EVERY) -> list[Event]:
    """The events in which all parties (codes) take part and to which filters apply, by date, undated ones last; with all tellings of each.

    Raises UsageError for filters that can't apply: an unknown topic or type, a name that nobody bears, what is no date.
    """
    wanted, persons = tuple(parties), check_filters(record, filters)
    return told_by(record, {head.id: head for head in record.listing(wanted, filters, persons)})


def told_by(record: Record, heads: Mapping[str, Head]) -> list[Event]:
    """The events of some heads, by date: with all tellings of each."""
    members = record.told(heads.keys())
    tellings = list(record.tellings(ids=members))
    originals = record.clusters("document", {telling.document.id for telling in tellings})
    return analysis.timeline(tellings, members, originals, {id_: head.part_of for id_, head in heads.items()})


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
    start = "event:" + wanted.strip().lower().removeprefix("event:")
    found = record.called("event", start)
    if not found:
        raise UsageError(f"no event {wanted} in this record; `dragoman timeline` lists the ids")
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} events begin with {wanted}: {', '.join(sorted(found)[:5])}{', …' if len(found) > 5 else ''}"
        )
    (one,) = told_by(record, record.heads(found))
    return one


def names_event(words: str) -> bool:
    """Whether words look like the id of an event, or the beginning of one."""
    return bool(re.fullmatch(r"event:\S*|[0-9a-f]{4,16}", words))


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
    return told_by(record, record.heads(taking_part(record).get(entity.id, set())))


def quotes(
    record: Record,
    *,
    speaker: str | None = None,
    country: str | None = None,
    about: str | None = None,
    act: str | None = None,
    sources: Filters = EVERY,
    limit: int = 100,
) -> list[tuple[Document, Quote]]:
    """Quotes with their documents, the newest document first: `speaker` by a name or a part of it, the rest as `Record.quotes` has it.

    Raises UsageError for a name that nobody bears, and for an unknown topic, act or date.
    """
    _known("topic", about, topics())
    _known("act", act, SPEECH_ACTS)
    _check_days(sources)
    speakers = [None] if speaker is None else sorted(_speakers(record, speaker))
    found = {
        quote.id: (document, quote)
        for one in speakers
        for document, quote in record.quotes(speaker=one, country=country, about=about, act=act, sources=sources, limit=limit)
    }
    if len(speakers) == 1:
        return list(found.values())
    by_place = sorted(found.values(), key=lambda pair: (pair[0].id, pair[1].content[0].start))
    return sorted(by_place, key=lambda pair: pair[0].published or "", reverse=True)[:limit]


def search(record: Record, words: str, limit: int, sources: Filters = EVERY) -> list[tuple[Document, list[Anchor]]]:
    """Documents that hold words, as `Record.search` has it. Raises UsageError for what is no date."""
    _check_days(sources)
    return record.search(words, limit, sources)


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
                for pair in record.quotes(act=act, sources=Filters(since=since, until=day.isoformat()), limit=_NEAR)
            ]
            if answer := analysis.answers.across(document, quote, said):
                known[quote.id] = answer
    return known


def _speakers(record: Record, name: str) -> set[str]:
    found = record.alike(analysis.named(name, record.names()))
    if code := country_codes().get(name.strip().casefold()):
        found.add(code)
    if not found:
        raise UsageError(f"{name}: nobody of that name in this record; try the surname alone")
    return found


def check_filters(record: Record, filters: Filters) -> frozenset[str]:
    """The entities that a filter on persons means. Raises UsageError for an unknown topic or type, a name that nobody bears, and no date."""
    _known("topic", filters.topic, topics())
    for kind in filters.types:
        _known("type", kind, PLOVER)
    _check_days(filters)
    return frozenset() if filters.person is None else frozenset(_persons(record, filters.person))


def _persons(record: Record, wanted: str) -> set[str]:
    """The entities that a name, an id (the record's or a document's own) or the beginning of an id means. Raises UsageError when it means nobody."""
    if wanted.startswith("entity:") and (found := record.called("entity", wanted)):
        return found
    if (known := record.resolved_to([wanted])) is not None:
        return known
    return record.resolved_to(_speakers(record, wanted), "person") or set()


def _known(what: str, value: str | None, values: Collection[str]) -> None:
    if value is not None and value not in values:
        near = sorted(v for v in values if value.casefold() in v.casefold()) or sorted(values)
        raise UsageError(f"{value}: no such {what}; there are {', '.join(near[:20])}{', …' if len(near) > 20 else ''}")


def _check_days(filters: Filters) -> None:
    for day in filter(None, (filters.since, filters.until)):
        check_date(day)


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
    read = list(extractions)
    return analysis.compare(read, _means(read))


def compare_event(record: Record, wanted: str) -> Comparison:
    """The accounts of one event of the record, found as `event` finds it, and with its exceptions."""
    return compare_tellings(record, event(record, wanted))


def compare_tellings(record: Record, event: Event) -> Comparison:
    """The accounts of one event of the record."""
    tellings = {t.id: t.document.id for t in reversed(event.tellings)}
    originals = record.clusters("document", set(tellings.values()))
    documents = {originals.get(document, document): document for document in tellings.values()}  # of copies, one
    extractions = {e.document.id: e for e in record.extractions([*documents.values()])}
    earlier = record.earlier(analysis.head(event), _EARLIER)
    before = {e.document.id: e for e in record.extractions(earlier)}
    return analysis.compare(
        [extractions[document] for document in reversed(documents.values())],
        _means([*extractions.values(), *before.values()]),
        (event.type, event.parties),
        tellings.keys(),
        [before[document] for document in earlier],
    )


def _means(read: Iterable[Extraction]) -> analysis.Means:
    known = {extraction.document.id: extraction.clauses for extraction in read}
    return analysis.Means(_meaning, lambda document: known[document.id] or _clauses(document), topics(), _parents())


def _parents() -> dict[str, str]:
    return {row["id"]: row["parent"] for row in rows("topics") if row["parent"]}


def _clauses(document: Document) -> tuple[Clause, ...]:
    # what an older record, or nobody, keeps of a document
    from dragoman.extraction import clauses, parse, prose

    return clauses(parse(prose(document)))


def _meaning(texts: Sequence[str]) -> NDArray[np.float32]:
    # here and not above, so that other questions don't wait for the network to load
    from dragoman.extraction import tagger

    return tagger.meaning(texts)
