"""The pages for people. Each works without script, and each fact on them leads to its words."""

import re
from collections import Counter
from itertools import combinations, groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.exchange import papers
from dragoman.exchange.words import party, states
from dragoman.model import Anchor, Document, Event
from dragoman.record import Record
from dragoman.web.passages import lines
from dragoman.web.rendering import page

__all__ = ["between", "routes"]

LATEST = 8
RELATIONS = 12
A_PAGE = 50
#: The hyphens between the codes of `PAK-USA` and `REB:al-Shabaab-SOM`, not those inside a group's name.
_BETWEEN = re.compile(r"-(?=(?:[A-Z]{3}|[a-z]{3})(?:-|$)|REB:)")

Page = Annotated[int, Query(ge=1, le=100_000)]


def routes(record: Record) -> APIRouter:
    """Every page over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    def home() -> Response:
        events = _newest_first(pipeline.events(record))
        return page(
            "home.html",
            counts=record.counts(),
            events=events[:LATEST],
            relations=_relations(events),
            aside=record.set_asides(),
        )

    @router.get("/events")
    def events(number: Annotated[Page, Query(alias="page")] = 1) -> Response:
        return _timeline(record, (), number)

    @router.get("/relations/{parties}")
    def relation(parties: str, number: Annotated[Page, Query(alias="page")] = 1) -> Response:
        codes = between(parties)
        if "-".join(codes) != parties:
            return RedirectResponse(f"/relations/{'-'.join(codes)}", 308)
        return _timeline(record, codes, number)

    @router.get("/relations/{parties}/issues")
    def issues(parties: str) -> Response:
        codes = between(parties)
        return page("issues.html", codes=codes, issues=pipeline.issues(record, codes))

    @router.get("/relations/{parties}/issues/{topic}")
    def issue(parties: str, topic: str) -> Response:
        codes = between(parties)
        found = next((issue for issue in pipeline.issues(record, codes) if issue.topic == topic), None)
        if found is None:
            raise UsageError(f"{topic}: no such issue between {states(codes)} in this record")
        return page("issue.html", codes=codes, issue=found)

    @router.get("/relations/{parties}/commitments")
    def commitments(parties: str) -> Response:
        codes = between(parties)
        return page("commitments.html", codes=codes, commitments=pipeline.commitments(record, codes))

    @router.get("/relations/{parties}/brief")
    def brief(parties: str) -> Response:
        codes = between(parties)
        return page("brief.html", codes=codes, paper=papers.paper(pipeline.brief(record, codes)))

    @router.get("/events/{event}")
    def event(event: str) -> Response:
        found = pipeline.event(record, event)
        if found.id != event:  # the beginning of an id, or one that it had before others joined it
            return RedirectResponse(f"/events/{found.id}", 307)
        documents = {telling.document.id: telling.document for telling in found.tellings}
        return page(
            "event.html",
            event=found,
            quotes={quote.id: quote for id_ in documents for quote in record.extraction(id_).quotes},
            comparison=pipeline.compare_event(record, found.id),
            publishers={id_: document.publisher or document.address for id_, document in documents.items()},
        )

    @router.get("/documents/{document}")
    def document(document: str, at: Annotated[str, Query(pattern=r"^([0-9]{1,9}-[0-9]{1,9})?$")] = "") -> Response:
        extraction = record.extraction(document)
        return page(
            "document.html",
            extraction=extraction,
            document=extraction.document,
            lines=lines(extraction, _anchor(extraction.document, at)),
            addresses=record.addresses(document),
            events=record.clusters("event"),
        )

    @router.get("/search")
    def search(q: str = "") -> Response:
        return page("search.html", question=q, found=record.search(q, A_PAGE), limit=A_PAGE)

    return router


def between(parties: str) -> tuple[str, ...]:
    """The codes in `PAK-USA`, sorted. Raises UsageError for one that nobody has."""
    return tuple(sorted({party(code) for code in _BETWEEN.split(parties)}))


def _timeline(record: Record, codes: tuple[str, ...], number: int) -> Response:
    events = _newest_first(pipeline.events(record, codes))
    shown = events[(number - 1) * A_PAGE : number * A_PAGE]
    years = [(year, list(group)) for year, group in groupby(shown, key=_year)]
    return page("timeline.html", codes=codes, years=years, total=len(events), number=number, last=-(-len(events) // A_PAGE))


def _newest_first(events: list[Event]) -> list[Event]:
    """Events by date, the newest first and the undated last."""
    dated = [event for event in events if _year(event)]
    return [*reversed(dated), *(event for event in events if not _year(event))]


def _year(event: Event) -> int | None:
    first = event.when.start or event.when.end
    return first.year if first else None


def _relations(events: list[Event]) -> list[tuple[tuple[str, str], int]]:
    """The pairs of parties with the most events."""
    return Counter(pair for event in events for pair in combinations(event.parties, 2)).most_common(RELATIONS)


def _anchor(document: Document, at: str) -> Anchor | None:
    """The words at `start-end`. Raises DocumentError when there are none."""
    if not at:
        return None
    start, _, end = at.partition("-")
    return document.anchor(int(start), int(end))
