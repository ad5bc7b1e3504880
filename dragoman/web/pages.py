"""The pages for people. Each works without script, and each fact on them leads to its words."""

import re
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.exchange import papers
from dragoman.exchange.words import party
from dragoman.model import Anchor, Document
from dragoman.record import Record
from dragoman.results import Filters, Head
from dragoman.web.filters import After, Asked
from dragoman.web.passages import lines
from dragoman.web.rendering import page

__all__ = ["between", "routes"]

LATEST = 8
RELATIONS = 12
#: The nouns that the home page counts.
COUNTED = ("documents", "events", "claims", "quotes")
A_PAGE = 50
#: The hyphens between the codes of `PAK-USA` and `REB:al-Shabaab-SOM`, not those inside a group's name.
_BETWEEN = re.compile(r"-(?=(?:[A-Z]{3}|[a-z]{3})(?:-|$)|REB:)")


def routes(record: Record) -> APIRouter:
    """Every page over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    def home() -> Response:
        return page(
            "home.html",
            counts=record.counts(COUNTED),
            events=pipeline.listing(record, limit=LATEST).heads,
            relations=pipeline.busiest(record, RELATIONS),
            aside=record.set_asides(),
        )

    @router.get("/events")
    def events(asked: Asked, after: After = None) -> Response:
        return _timeline(record, (), asked, after)

    @router.get("/relations/{parties}")
    def relation(parties: str, asked: Asked, after: After = None) -> Response:
        codes = between(parties)
        if "-".join(codes) != parties:
            return RedirectResponse(f"/relations/{'-'.join(codes)}", 308)
        return _timeline(record, codes, asked, after)

    @router.get("/relations/{parties}/issues")
    def issues(parties: str) -> Response:
        codes = between(parties)
        return page("issues.html", codes=codes, issues=pipeline.issues(record, codes))

    @router.get("/relations/{parties}/issues/{topic}")
    def issue(parties: str, topic: str) -> Response:
        codes = between(parties)
        return page("issue.html", codes=codes, issue=pipeline.issue_on(record, codes, topic))

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
            quotes=record.quotes_by_id({t.claim.according_to for t in found.tellings if t.claim.according_to}),
            comparison=pipeline.compare_tellings(record, found),
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
            events=record.clusters("event", {claim.id for claim in extraction.claims}),
        )

    @router.get("/search")
    def search(q: str = "") -> Response:
        return page("search.html", question=q, found=record.search(q, A_PAGE), limit=A_PAGE)

    return router


def between(parties: str) -> tuple[str, ...]:
    """The codes in `PAK-USA`, sorted. Raises UsageError for one that nobody has."""
    return tuple(sorted({party(code) for code in _BETWEEN.split(parties)}))


def _timeline(record: Record, codes: tuple[str, ...], asked: Filters, after: str | None) -> Response:
    found = pipeline.listing(record, codes, asked, after=after)
    years = [(year, list(group)) for year, group in groupby(found.heads, key=_year)]
    return page("timeline.html", codes=codes, years=years, listing=found, asked=asked, after=after)


def _year(head: Head) -> int | None:
    first = head.when.start or head.when.end
    return first.year if first else None


def _anchor(document: Document, at: str) -> Anchor | None:
    """The words at `start-end`. Raises DocumentError when there are none."""
    if not at:
        return None
    start, _, end = at.partition("-")
    return document.anchor(int(start), int(end))
