"""The pages of persons, states and bodies: their names, the offices that documents give them, what they did and said."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.analysis import bearing, head
from dragoman.exchange.words import party
from dragoman.model import Document, Entity, Quote
from dragoman.record import Record
from dragoman.results import Filters, Head
from dragoman.web.kept import Kept
from dragoman.web.rendering import page

__all__ = ["routes"]

A_PAGE = 100
#: How many engagements and quotes an entity's page shows, the latest; the rest is a search away.
ENGAGEMENTS, SAID = 30, 20
KINDS = ("person", "country", "organization", "group")


def routes(record: Record, kept: Kept) -> APIRouter:
    """The pages of entities over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def every() -> list[Entity]:
        return kept("entities", lambda: pipeline.entities(record))

    @router.get("/entities")
    def entities(q: str = "", kind: str = "", side: str = "", number: Annotated[int, Query(alias="page", ge=1)] = 1) -> Response:
        code = party(side) if side else ""
        found = [e for e in every() if (not kind or e.kind == kind) and (not code or e.country == code)]
        found = bearing(q, found) if q.strip() else found
        return page(
            "entities.html",
            asked={name: value for name, value in (("q", q), ("kind", kind), ("side", code)) if value},
            kinds=KINDS,
            found=found[(number - 1) * A_PAGE : number * A_PAGE],
            total=len(found),
            number=number,
            last=-(-len(found) // A_PAGE),
        )

    @router.get("/entities/{entity}")
    def entity(entity: str) -> Response:
        known = {e.id: e for e in every()}
        found = known.get(entity) or pipeline.entity(record, entity)
        if found.id != entity:  # a name, the beginning of an id, or one that it had before others joined it
            return RedirectResponse(f"/entities/{found.id}", 307)
        events, total = _engagements(record, found)
        evidence = {anchor.document for holding in found.offices for anchor in holding.evidence}
        return page(
            "entity.html",
            entity=found,
            known=known,
            documents={document: record.document(document) for document in evidence},
            events=events,
            total=total,
            quotes=_quotes(record, found),
            said=SAID,
        )

    return router


def _engagements(record: Record, entity: Entity) -> tuple[Sequence[Head], int]:
    """The latest events in which an entity takes part, and how many there are: a state by whoever acts for it."""
    state = entity.country if entity.kind == "country" else None
    if state or (entity.kind == "person" and entity.id.startswith("entity:")):  # not a mention that waits to be resolved
        asked = Filters(person=None if state else entity.id)
        found = pipeline.listing(record, [state] if state else (), asked, limit=ENGAGEMENTS)
        return found.heads, found.total
    heads = [head(event) for event in pipeline.engagements(record, entity)]
    newest = [*(one for one in reversed(heads) if one.day), *(one for one in heads if not one.day)]
    return newest[:ENGAGEMENTS], len(heads)


def _quotes(record: Record, entity: Entity) -> list[tuple[Document, Quote]]:
    """What an entity is quoted with, the newest first: a state by whoever speaks for it."""
    if entity.kind == "country":
        return record.quotes(country=entity.country, limit=SAID)
    return record.quotes(speaker=entity.id, limit=SAID)
