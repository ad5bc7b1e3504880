"""The record as JSON, in the shapes that the command line prints."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Depends, Path, Query, Security
from starlette.requests import Request
from starlette.responses import Response

from dragoman import pipeline
from dragoman.codebook import SPEECH_ACTS
from dragoman.exchange import contract, tables, words
from dragoman.exchange.matters import commitment_json, issue_json
from dragoman.record import Record
from dragoman.results import Filters
from dragoman.web import shapes
from dragoman.web.description import BEARER, MANY, ONE, answers
from dragoman.web.filters import After, Asked
from dragoman.web.pages import between

__all__ = ["Rows", "router", "routes", "written"]

Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
EventId = Annotated[str, Path(description="An event's id, or its first letters and digits.", examples=["event:0123456789abcdef"])]
Codes = Annotated[list[str] | None, Query(description="A party's code, once for each.", examples=[["PAK", "USA"]])]
Parties = Annotated[str, Path(description="Codes joined by hyphens.", examples=["PAK-USA"])]
Day = Annotated[str | None, Query(description="A day, a month or a year.", examples=["2025-04"])]


def router(tag: str) -> APIRouter:
    """Routes under /api/, described under a tag."""
    return APIRouter(prefix="/api", tags=[tag], dependencies=[Security(BEARER)])


def written(value: Any, status: int = 200) -> Response:
    """An answer in JSON."""
    return Response(orjson.dumps(value), status, media_type="application/json")


class Rows:
    """How a table is wanted: as JSON, or as CSV by `format` or by the Accept header."""

    def __init__(
        self,
        request: Request,
        form: Annotated[
            Literal["json", "csv"] | None, Query(alias="format", description="`csv` for a table; else what Accept says.")
        ] = None,
    ) -> None:
        self._csv = form == "csv" or (form is None and _prefers_csv(request.headers.get("accept", "")))

    def __call__(self, rows: list[dict[str, Any]], page: dict[str, Any] | None = None) -> Response:
        """An answer of many rows; those of a page stand beside what `page` says of it, in JSON."""
        if self._csv:
            return Response(tables.write(rows, "csv"), media_type="text/csv")
        return written(rows if page is None else {"items": rows, **page})


def _prefers_csv(accept: str) -> bool:
    kinds = [kind.partition(";")[0].strip().lower() for kind in accept.split(",")]
    return "text/csv" in kinds and "application/json" not in kinds


def routes(record: Record) -> list[APIRouter]:
    """Every question that programs may put to a record."""
    return [_events(record), _relations(record), _words(record)]


def _parties(written: list[str] | None) -> list[str]:
    return [words.party(code) for code in written or []]


def _events(record: Record) -> APIRouter:
    asked = router("events")

    @asked.get("/events", response_model=shapes.Events, responses=answers(MANY, csv=True), summary="Events between parties")
    def events(
        rows: Annotated[Rows, Depends()], filters: Asked, party: Codes = None, after: After = None, limit: Limit = 50
    ) -> Response:
        """A page of the events that involve all the parties and to which the filters apply, the newest first."""
        found = pipeline.listing(record, _parties(party), filters, after=after, limit=limit)
        told = {event.id: event for event in pipeline.told_by(record, {head.id: head for head in found.heads})}
        addresses = pipeline.addresses(record, told.values())
        items = [contract.event_json(told[head.id], addresses) for head in found.heads]
        return rows(items, {"next": found.next, "total": found.total})

    @asked.get("/tally", response_model=list[shapes.Tally], responses=answers(MANY, csv=True), summary="Events by year and type")
    def tally(rows: Annotated[Rows, Depends()], filters: Asked, party: Codes = None) -> Response:
        """How many such events there are by year (null for the undated) and type, the latest year first."""
        found = pipeline.tally(record, _parties(party), filters)
        return rows([{"year": t.year, "type": t.type, "events": t.events} for t in found])

    @asked.get("/events/{event}", response_model=shapes.Event, responses=answers(ONE), summary="One event")
    def event(event: EventId) -> Response:
        """One event with its tellings and their disagreements."""
        found = pipeline.event(record, event)
        return written(contract.event_json(found, pipeline.addresses(record, [found])))

    @asked.get(
        "/events/{event}/comparison", response_model=shapes.Comparison, responses=answers(ONE), summary="Its accounts, compared"
    )
    def comparison(event: EventId) -> Response:
        """The accounts of one event side by side."""
        return written(contract.comparison_json(pipeline.compare_event(record, event)))

    return asked


def _relations(record: Record) -> APIRouter:
    asked = router("relations")

    @asked.get("/relations", response_model=list[shapes.Relation], responses=answers(MANY), summary="Pairs of parties")
    def relations(limit: Limit = 100) -> Response:
        """The pairs of parties with most events between them, and how many."""
        return written([{"parties": list(r.parties), "events": r.events} for r in pipeline.busiest(record, limit)])

    @asked.get(
        "/relations/{parties}/issues", response_model=list[shapes.Issue], responses=answers(ONE), summary="Issues between parties"
    )
    def issues(parties: Parties) -> Response:
        """The issues between parties, those that came up most first."""
        return written([issue_json(issue) for issue in pipeline.issues(record, between(parties))])

    @asked.get(
        "/relations/{parties}/commitments",
        response_model=list[shapes.Commitment],
        responses=answers(ONE, csv=True),
        summary="Commitments between parties",
    )
    def commitments(parties: Parties, rows: Annotated[Rows, Depends()]) -> Response:
        """What parties undertook towards each other, the latest first, and what later words bear on it."""
        return rows([commitment_json(commitment) for commitment in pipeline.commitments(record, between(parties))])

    return asked


def _words(record: Record) -> APIRouter:
    asked = router("words")

    @asked.get("/documents/{document}", response_model=shapes.Extracted, responses=answers(ONE), summary="One document")
    def document(document: Annotated[str, Path(description="A document's id.", examples=["sha256:…"])]) -> Response:
        """All that a document gave up, as the extraction contract writes it."""
        return written(contract.as_contract(record.extraction(document)))

    @asked.get("/search", response_model=list[shapes.Found], responses=answers(MANY, csv=True), summary="Search the texts")
    def search(
        rows: Annotated[Rows, Depends()],
        q: Annotated[str, Query(description='Words, and "quoted phrases".', examples=["telephone"])] = "",
        limit: Limit = 20,
    ) -> Response:
        """Documents that hold all the words and "quoted phrases", the newest first, with where they stand."""
        return rows(
            [
                {
                    "id": found.id,
                    "address": found.address,
                    "title": found.title,
                    "publisher": found.publisher,
                    "published": found.published,
                    "hits": [contract.anchor_json(hit) for hit in hits],
                }
                for found, hits in pipeline.search(record, q, limit)
            ]
        )

    @asked.get("/quotes", response_model=list[shapes.Quoted], responses=answers(MANY, csv=True), summary="What was said")
    def quotes(
        rows: Annotated[Rows, Depends()],
        speaker: Annotated[str | None, Query(description="Who speaks, by name.", examples=["Lavrov"])] = None,
        country: Annotated[str | None, Query(description="For whom: a code.", examples=["PAK"])] = None,
        about: Annotated[str | None, Query(description="A topic's id.", examples=["trade"])] = None,
        act: Annotated[str | None, Query(description=f"One of {', '.join(SPEECH_ACTS)}.", examples=["deny"])] = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 100,
    ) -> Response:
        """What was said, the newest document first: by a name, for a country, about a topic, by act, published between two days."""
        found = pipeline.quotes(
            record,
            speaker=speaker,
            country=words.party(country) if country else None,
            about=about,
            act=act,
            sources=Filters(since=since, until=until),
            limit=limit,
        )
        answered = pipeline.answers(record, found)
        return rows([contract.quote_json(found_in, quote, answered.get(quote.id)) for found_in, quote in found])

    return asked
