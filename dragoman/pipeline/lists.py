"""Lists of events for readers: by heads alone, a page at a time, counted by year and type, and the relations that have most."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from dragoman.errors import UsageError
from dragoman.pipeline.asking import check_filters
from dragoman.record import Record
from dragoman.results import EVERY, Filters, Head, Listing, Relation, Tally

__all__ = ["busiest", "listing", "tally"]

#: What a cursor holds: the day and the id of the last event of a page.
_PLACE = re.compile(r"((?:\d{4}-\d\d-\d\d)?) (event:[0-9a-f]{16})", re.ASCII)


def listing(
    record: Record, parties: Iterable[str] = (), filters: Filters = EVERY, *, after: str | None = None, limit: int = 50
) -> Listing:
    """A page of the events in which all parties (codes) take part and to which filters apply, the newest first, undated ones last.

    `after` is the cursor of the page before. What joins the list meanwhile moves nothing on the pages to come. Raises UsageError for what
    is no cursor, and for filters that can't apply.
    """
    wanted, place, persons = tuple(parties), _place(after) if after else None, check_filters(record, filters)
    # one more than the page holds says whether there is a next
    heads = record.listing(wanted, filters, persons, after=place, limit=limit + 1)
    return Listing(
        heads=tuple(heads[:limit]),
        total=record.number(wanted, filters, persons),
        next=_cursor(heads[limit - 1]) if len(heads) > limit else None,
    )


def tally(record: Record, parties: Iterable[str] = (), filters: Filters = EVERY) -> list[Tally]:
    """How many events `listing` lists by year and type: the latest year first, undated ones last, the type that most are first."""
    return record.tally(tuple(parties), filters, check_filters(record, filters))


def busiest(record: Record, limit: int | None = None) -> list[Relation]:
    """The pairs of parties by how many events both take part in, most first."""
    return record.relations(limit)


def _cursor(head: Head) -> str:
    return urlsafe_b64encode(f"{head.day} {head.id}".encode()).decode().rstrip("=")


def _place(cursor: str) -> tuple[str, str]:
    try:
        found = _PLACE.fullmatch(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode())
    except ValueError:
        found = None
    if not found:
        raise UsageError(f"{cursor}: no cursor of a list; take `next` of the page before")
    return found[1], found[2]
