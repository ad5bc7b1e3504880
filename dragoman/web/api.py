"""The record as JSON, in the shapes that the command line prints."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse

from dragoman import pipeline
from dragoman.exchange import contract, words
from dragoman.exchange.matters import commitment_json, issue_json
from dragoman.record import Record
from dragoman.web.filters import After, Asked
from dragoman.web.pages import between

__all__ = ["routes"]

Limit = Annotated[int, Query(ge=1, le=1000)]


def routes(record: Record) -> APIRouter:
    """Every question that programs may put, under /api/."""
    router = APIRouter(prefix="/api", default_response_class=JSONResponse)

    @router.get("/status")
    def status() -> dict[str, Any]:
        """How much the record holds, and what was set aside."""
        aside = [{"address": a.address, "reason": a.reason, "noted": a.noted} for a in record.set_asides()]
        return {**record.counts(), "set_aside": aside}

    @router.get("/events")
    def events(
        asked: Asked, party: Annotated[list[str] | None, Query()] = None, after: After = None, limit: Limit = 50
    ) -> dict[str, Any]:
        """A page of the events that involve all the parties (codes such as PAK) and to which the filters apply, the newest first."""
        codes = [words.party(code) for code in party or []]
        found = pipeline.listing(record, codes, asked, after=after, limit=limit)
        told = {event.id: event for event in pipeline.told_by(record, {head.id: head for head in found.heads})}
        addresses = pipeline.addresses(record, told.values())
        items = [contract.event_json(told[head.id], addresses) for head in found.heads]
        return {"items": items, "next": found.next, "total": found.total}

    @router.get("/tally")
    def tally(asked: Asked, party: Annotated[list[str] | None, Query()] = None) -> list[dict[str, Any]]:
        """How many such events there are by year (null for the undated) and type, the latest year first."""
        codes = [words.party(code) for code in party or []]
        return [{"year": t.year, "type": t.type, "events": t.events} for t in pipeline.tally(record, codes, asked)]

    @router.get("/relations")
    def relations(limit: Limit = 100) -> list[dict[str, Any]]:
        """The pairs of parties with most events between them, and how many."""
        return [{"parties": list(r.parties), "events": r.events} for r in pipeline.busiest(record, limit)]

    @router.get("/events/{event}")
    def event(event: str) -> dict[str, Any]:
        """One event with its tellings and their disagreements."""
        found = pipeline.event(record, event)
        return contract.event_json(found, pipeline.addresses(record, [found]))

    @router.get("/events/{event}/comparison")
    def comparison(event: str) -> dict[str, Any]:
        """The accounts of one event side by side."""
        return contract.comparison_json(pipeline.compare_event(record, event))

    @router.get("/relations/{parties}/issues")
    def issues(parties: str) -> list[dict[str, Any]]:
        """The issues between parties (codes joined by hyphens, such as PAK-USA), those that came up most first."""
        return [issue_json(issue) for issue in pipeline.issues(record, between(parties))]

    @router.get("/relations/{parties}/commitments")
    def commitments(parties: str) -> list[dict[str, Any]]:
        """What parties undertook towards each other, the latest first, and what later words bear on it."""
        return [commitment_json(commitment) for commitment in pipeline.commitments(record, between(parties))]

    @router.get("/documents/{document}")
    def document(document: str) -> dict[str, Any]:
        """All that a document gave up, as the extraction contract writes it."""
        return contract.as_contract(record.extraction(document))

    @router.get("/search")
    def search(q: str = "", limit: Limit = 20) -> list[dict[str, Any]]:
        """Documents that hold all the words and "quoted phrases", the newest first, with where they stand."""
        return [
            {
                "id": found.id,
                "address": found.address,
                "title": found.title,
                "publisher": found.publisher,
                "published": found.published,
                "hits": [contract.anchor_json(hit) for hit in hits],
            }
            for found, hits in record.search(q, limit)
        ]

    @router.get("/quotes")
    def quotes(
        speaker: str | None = None,
        country: str | None = None,
        about: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: Limit = 100,
    ) -> list[dict[str, Any]]:
        """What was said, the newest document first: by a name, for a country (a code), about a topic, by act, between two days."""
        found = pipeline.quotes(
            record,
            speaker=speaker,
            country=words.party(country) if country else None,
            about=about,
            act=act,
            since=since,
            until=until,
            limit=limit,
        )
        answers = pipeline.answers(record, found)
        return [contract.quote_json(found_in, quote, answers.get(quote.id)) for found_in, quote in found]

    return router
