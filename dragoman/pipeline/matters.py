"""What a record is asked about the matters between parties: issues, commitments, and the brief that gathers them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman import analysis
from dragoman.errors import UsageError
from dragoman.model import Event, Extraction, fingerprint
from dragoman.pipeline.asking import check_date, events, events_of, labels
from dragoman.record import Record
from dragoman.results import Brief, Commitment, Issue

__all__ = ["brief", "commitments", "issue", "issues"]

_TWO = 2
#: How many documents a brief is read from: more than its two pages can need, few enough to be read at once.
_NEWEST = 300


def issues(record: Record, parties: Iterable[str]) -> list[Issue]:
    """The issues between two or more parties (codes), those that came up most first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told = events(record, wanted)
    return analysis.issues(_telling(record, told), told, record.clusters("document"), wanted, labels())


def issue(record: Record, wanted: str) -> Issue:
    """One issue between two parties, by its id or the beginning of it. Raises UsageError when there is none, or several begin so."""
    start = "issue:" + wanted.strip().lower().removeprefix("issue:")
    named = {pair for told in record.tellings() for pair in combinations(told.claim.parties, _TWO)}
    between = [
        pair for pair in sorted(named) if any(f"issue:{fingerprint(topic, *pair)}".startswith(start) for topic in labels())
    ]
    fits = [issue for pair in between for issue in issues(record, pair) if issue.id.startswith(start)]
    if len(fits) != 1:
        raise UsageError(f"{len(fits) or 'no'} issues begin with {wanted}; `dragoman issues PARTY PARTY` lists them")
    return fits[0]


def commitments(record: Record, parties: Iterable[str]) -> list[Commitment]:
    """What two or more parties (codes) undertook towards each other, the latest first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told = events(record, wanted)
    return analysis.commitments(_telling(record, told), told, record.clusters("document"), wanted)


def brief(record: Record, parties: Iterable[str], *, since: str | None = None, purpose: str | None = None) -> Brief:
    """What to know before two or more parties (codes) engage again, from what was told or published since a day, month or year.

    It is read from the newest 300 documents that tell what the parties did. Raises UsageError for fewer parties, and for what is no date.
    """
    wanted = _several(parties)
    if since:
        check_date(since)
    newest, originals = list(record.extractions(record.telling(wanted, _NEWEST))), record.clusters("document")
    between = (claim.id for read in newest for claim in read.claims if set(wanted) <= set(claim.parties))
    told = [event for event in events_of(record, between, wanted) if since is None or _is_since(event, since)]
    return analysis.brief(
        wanted,
        told,
        analysis.issues(newest, told, originals, wanted, labels()),
        analysis.commitments(newest, told, originals, wanted),
        analysis.discrepancies(told),
        purpose,
    )


def _is_since(event: Event, since: str) -> bool:
    """Whether an event was on or after a date, as finely as the coarser of the two allows; an undated one whether some telling of it was printed then."""
    days = [str(event.when.start)] if event.when.start else [t.document.published or "" for t in event.tellings]
    return any(day[: len(since)] >= since[: len(day)] for day in days if day)


def _several(parties: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(sorted(set(parties)))
    if len(wanted) < _TWO:
        raise UsageError("this lies between parties: name two of them, such as Pakistan and USA")
    return wanted


def _telling(record: Record, told: Sequence[Event]) -> Iterator[Extraction]:
    """The documents that tell some events, each once."""
    return record.extractions({t.document.id for event in told for t in event.tellings})
