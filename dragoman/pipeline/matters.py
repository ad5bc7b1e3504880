"""What a record is asked about the matters between parties: issues, commitments, and the brief that gathers them."""

from collections.abc import Iterable, Mapping

from dragoman import analysis
from dragoman.errors import UsageError
from dragoman.exchange.words import states, topics
from dragoman.model import Event, Extraction, Telling, fingerprint
from dragoman.pipeline.asking import check_date, told_by
from dragoman.record import Record
from dragoman.results import EVERY, Brief, Commitment, Head, Issue

__all__ = ["brief", "commitments", "issue", "issue_on", "issues", "latest_commitments"]

_TWO = 2
#: How many documents a brief is read from: more than its two pages can need, few enough to be read at once.
_NEWEST = 300
#: And from how many what was undertaken last: more than a glance shows.
_LATEST = 30


def issues(record: Record, parties: Iterable[str]) -> list[Issue]:
    """The issues between two or more parties (codes), those that came up most first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told, read, originals = _told(record, {head.id: head for head in record.listing(wanted, EVERY)})
    return analysis.issues(read, told, originals, wanted, topics(), _days(told))


def issue_on(record: Record, parties: Iterable[str], topic: str) -> Issue:
    """The issue that two or more parties (codes) have on a topic, of which alone the documents are read. Raises UsageError when there is none."""
    wanted = _several(parties)
    heads = {head.id: head for head in record.listing(wanted, EVERY)}
    on_topic = record.telling_on(wanted, topic)
    told, read, originals = _told(record, {id_: heads[id_] for id_ in on_topic.keys() & heads.keys()})
    about = {document for documents in on_topic.values() for document in documents}
    found = analysis.issues((e for e in read if e.document.id in about), told, originals, wanted, topics(), _days(heads.values()))
    for issue in found:
        if issue.topic == topic:
            return issue
    raise UsageError(f"{topic}: no such issue between {states(wanted)} in this record")


def issue(record: Record, wanted: str) -> Issue:
    """One issue between two parties, by its id or the beginning of it. Raises UsageError when there is none, or several begin so."""
    start = "issue:" + wanted.strip().lower().removeprefix("issue:")
    pairs = sorted(relation.parties for relation in record.relations())
    fits = [
        issue
        for pair in pairs
        for topic in topics()
        if f"issue:{fingerprint(topic, *pair)}".startswith(start)
        for issue in _any(record, pair, topic)
    ]
    if len(fits) != 1:
        raise UsageError(f"{len(fits) or 'no'} issues begin with {wanted}; `dragoman issues PARTY PARTY` lists them")
    return fits[0]


def _any(record: Record, pair: Iterable[str], topic: str) -> list[Issue]:
    try:
        return [issue_on(record, pair, topic)]
    except UsageError:
        return []


def commitments(record: Record, parties: Iterable[str]) -> list[Commitment]:
    """What two or more parties (codes) undertook towards each other, the latest first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told, read, originals = _told(record, {head.id: head for head in record.listing(wanted, EVERY)})
    return analysis.commitments(read, told, originals, wanted)


def latest_commitments(record: Record, parties: Iterable[str]) -> list[Commitment]:
    """The same out of the newest 30 documents that tell what the parties did, as soon as they are read."""
    wanted = _several(parties)
    newest, told = _newest(record, wanted, _LATEST)
    return analysis.commitments(newest, told, record.clusters("document", {read.document.id for read in newest}), wanted)


def brief(record: Record, parties: Iterable[str], *, since: str | None = None, purpose: str | None = None) -> Brief:
    """What to know before two or more parties (codes) engage again, from what was told or published since a day, month or year.

    It is read from the newest 300 documents that tell what the parties did. Raises UsageError for fewer parties, and for what is no date.
    """
    wanted = _several(parties)
    if since:
        check_date(since)
    newest, events = _newest(record, wanted, _NEWEST)
    told = [event for event in events if since is None or _is_since(event, since)]
    originals = record.clusters("document", {read.document.id for read in newest})
    return analysis.brief(
        wanted,
        told,
        analysis.issues(newest, told, originals, wanted, topics(), _days(told)),
        analysis.commitments(newest, told, originals, wanted),
        analysis.discrepancies(told),
        purpose,
    )


def _newest(record: Record, wanted: tuple[str, ...], number: int) -> tuple[list[Extraction], list[Event]]:
    """The newest of the documents that tell what some parties did, and the events of the parties that they tell, by date."""
    newest = list(record.extractions(record.telling(wanted, number)))
    between = [claim.id for read in newest for claim in read.claims if set(wanted) <= set(claim.parties)]
    return newest, told_by(record, record.heads(set(record.clusters("event", between).values())))


def _is_since(event: Event, since: str) -> bool:
    """Whether an event was on or after a date, as finely as the coarser of the two allows; an undated one whether some telling of it was printed then."""
    days = [str(event.when.start)] if event.when.start else [t.document.published or "" for t in event.tellings]
    return any(day[: len(since)] >= since[: len(day)] for day in days if day)


def _several(parties: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(sorted(set(parties)))
    if len(wanted) < _TWO:
        raise UsageError("this lies between parties: name two of them, such as Pakistan and USA")
    return wanted


def _told(record: Record, heads: Mapping[str, Head]) -> tuple[list[Event], list[Extraction], dict[str, str]]:
    """The events of some heads, by date; the documents that tell them, each read once; the id that each shares with its copies."""
    members = record.told(heads.keys())
    read = list(record.extractions(record.documents_of(members.keys())))
    originals = record.clusters("document", {extraction.document.id for extraction in read})
    tellings = (Telling(claim=c, document=e.document) for e in read for c in e.claims if c.id in members)
    return analysis.timeline(tellings, members, originals, {id_: head.part_of for id_, head in heads.items()}), read, originals


def _days(told: Iterable[Event | Head]) -> list[str]:
    """The days (EDTF) of the engagements that were held, by date."""
    held = (event.when.edtf for event in told if event.type == "CONSULT" and event.modality == "asserted")
    return sorted(day for day in held if day and day[:4].isdigit())
