"""The pages for people. Each works without script, and each fact on them leads to its words."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.codebook import PLOVER
from dragoman.exchange import papers
from dragoman.exchange.words import act, party, states
from dragoman.model import Anchor, Document, Event, Extraction, Mention, Quote
from dragoman.record import Record
from dragoman.web import entities, searching
from dragoman.web.kept import Kept
from dragoman.web.passages import lines
from dragoman.web.relation import overview
from dragoman.web.rendering import page
from dragoman.web.visits import Visit

__all__ = ["between", "routes"]

LATEST = 8
RELATIONS = 12
A_PAGE = 50
#: Documents that home looks among for what is new, and of each side quotes that an event's page shows.
NEWEST, SAID = 30, 8
#: The hyphens between the codes of `PAK-USA` and `REB:al-Shabaab-SOM`, not those inside a group's name.
_BETWEEN = re.compile(r"-(?=(?:[A-Z]{3}|[a-z]{3})(?:-|$)|REB:)")

#: By what a list of events can be narrowed.
FILTERS = ("type", "topic", "person", "since", "until", "publisher", "kind")

Page = Annotated[int, Query(ge=1, le=100_000)]


def routes(record: Record) -> APIRouter:
    """Every page over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    kept = Kept(record)
    router.include_router(entities.routes(record, kept))
    router.include_router(searching.routes(record))

    @router.get("/")
    def home(request: Request) -> Response:
        visit = Visit.of(request)
        events = _newest_first(pipeline.events(record))
        answer = page(
            "home.html",
            counts=record.counts(),
            events=events[:LATEST],
            relations=_relations(events),
            aside=record.set_asides(),
            visit=visit,
            new=[document for document, added in record.newest(NEWEST) if visit.before and added > visit.before.isoformat()],
            newest=NEWEST,
            waiting=kept("waiting", lambda: len(pipeline.candidates(record))),
        )
        visit.note(request, answer)
        return answer

    @router.get("/events")
    def events(request: Request, number: Annotated[Page, Query(alias="page")] = 1) -> Response:
        return _timeline(record, kept, (), number, _asked(request))

    @router.get("/relations/{parties}")
    def relation(request: Request, parties: str, number: Annotated[Page, Query(alias="page")] = 1) -> Response:
        codes = between(parties)
        if "-".join(codes) != parties:
            return RedirectResponse(f"/relations/{'-'.join(codes)}", 308)
        return _timeline(record, kept, codes, number, _asked(request))

    @router.get("/relations/{parties}/disputes")
    def disputes(parties: str) -> Response:
        codes = between(parties)
        found = kept(("disputes", codes), lambda: pipeline.discrepancies(record, codes))
        return page("disputes.html", codes=codes, disputes=list(reversed(found)))

    @router.get("/relations/{parties}/issues")
    def issues(parties: str) -> Response:
        codes = between(parties)
        return page("issues.html", codes=codes, issues=kept(("issues", codes), lambda: pipeline.issues(record, codes)))

    @router.get("/relations/{parties}/issues/{topic}")
    def issue(parties: str, topic: str) -> Response:
        codes = between(parties)
        found = next((i for i in kept(("issues", codes), lambda: pipeline.issues(record, codes)) if i.topic == topic), None)
        if found is None:
            raise UsageError(f"{topic}: no such issue between {states(codes)} in this record")
        return page("issue.html", codes=codes, issue=found)

    @router.get("/relations/{parties}/commitments")
    def commitments(parties: str) -> Response:
        codes = between(parties)
        return page("commitments.html", codes=codes, commitments=kept(("commitments", codes), lambda: pipeline.commitments(record, codes)))

    @router.get("/relations/{parties}/brief")
    def brief(parties: str) -> Response:
        codes = between(parties)
        return page("brief.html", codes=codes, paper=papers.paper(kept(("brief", codes), lambda: pipeline.brief(record, codes))))

    @router.get("/events/{event}")
    def event(event: str) -> Response:
        found = pipeline.event(record, event)
        if found.id != event:  # the beginning of an id, or one that it had before others joined it
            return RedirectResponse(f"/events/{found.id}", 307)
        documents = {telling.document.id: telling.document for telling in found.tellings}
        quotes = {quote.id: (document, quote) for id_, document in documents.items() for quote in record.extraction(id_).quotes}
        comparison = kept(("comparison", found.id), lambda: pipeline.compare_event(record, found.id))
        return page(
            "event.html",
            event=found,
            persons=_by_side(found),
            entities=record.clusters("entity", [person.id for person in found.persons if person.identifies]),
            documents=documents,
            quotes=quotes,
            said_by=_said(found, quotes.values()),
            comparison=comparison,
            status=Counter(item.status for item in comparison.items),
        )

    @router.get("/documents/{document}")
    def document(document: str, at: Annotated[str, Query(pattern=r"^([0-9]{1,9}-[0-9]{1,9})?$")] = "") -> Response:
        extraction = record.extraction(document)
        return page(
            "document.html",
            extraction=extraction,
            document=extraction.document,
            lines=lines(extraction, followed := _anchor(extraction.document, at)),
            followed=followed,
            named=_named(extraction),
            entities=record.clusters("entity", [mention.id for mention in extraction.mentions]),
            addresses=record.addresses(document),
            events=record.clusters("event"),
        )

    return router


def between(parties: str) -> tuple[str, ...]:
    """The codes in `PAK-USA`, sorted. Raises UsageError for one that nobody has."""
    return tuple(sorted({party(code) for code in _BETWEEN.split(parties)}))


def _timeline(record: Record, kept: Kept, codes: tuple[str, ...], number: int, asked: dict[str, str]) -> Response:
    events = [event for event in _newest_first(pipeline.events(record, codes)) if _fits(event, asked)]
    shown = events[(number - 1) * A_PAGE : number * A_PAGE]
    years = [(year, list(group)) for year, group in groupby(shown, key=_year)]
    whole = not asked and number == 1
    return page(
        "timeline.html",
        codes=codes,
        years=years,
        total=len(events),
        number=number,
        last=-(-len(events) // A_PAGE),
        asked=asked,
        types=[(type_, act(type_, None)) for type_ in PLOVER],
        overview=kept(("overview", codes), lambda: overview(record, codes)) if whole and codes else None,
    )


def _asked(request: Request) -> dict[str, str]:
    """What a list of events is narrowed by."""
    found = {name: request.query_params.get(name, "").strip() for name in FILTERS}
    return {name: value for name, value in found.items() if value}


def _fits(event: Event, asked: dict[str, str]) -> bool:
    documents = [telling.document for telling in event.tellings]
    day = str(event.when.start or "")
    return (
        asked.get("type", event.type) == event.type
        and ("topic" not in asked or asked["topic"] in event.topics)
        and ("person" not in asked or any(asked["person"].casefold() in m.name.casefold() for m in event.persons))
        and ("since" not in asked or day[: len(asked["since"])] >= asked["since"])
        and ("until" not in asked or "" < day[: len(asked["until"])] <= asked["until"])
        and ("publisher" not in asked or any(asked["publisher"].casefold() in (d.publisher or "").casefold() for d in documents))
        and ("kind" not in asked or any(asked["kind"] == d.kind for d in documents))
    )


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


def _by_side(event: Event) -> list[tuple[str, list[Mention]]]:
    """Who took part, by whom they acted for, the event's parties first and those of no known side last."""
    sides: dict[str, list[Mention]] = {code: [] for code in event.parties}
    for person in event.persons:
        sides.setdefault(person.country or "", []).append(person)
    return sorted(sides.items(), key=lambda side: not side[0])


def _said(event: Event, quotes: Iterable[tuple[Document, Quote]]) -> list[tuple[str, list[tuple[Document, Quote]]]]:
    """What each party is quoted with in the documents that tell an event, what is on its topics first, the same words once."""
    about = set(event.topics)
    ordered = sorted(quotes, key=lambda pair: (not about & set(pair[1].topics), pair[0].published or "9"))
    known = {" ".join(quote.content[0].exact.casefold().split()): (document, quote) for document, quote in reversed(ordered)}
    by_side = [(code, [pair for pair in reversed(known.values()) if code in pair[1].countries][:SAID]) for code in event.parties]
    return [(code, found) for code, found in by_side if found]


def _named(extraction: Extraction) -> list[Mention]:
    """Each that a document names once, by the fullest mention of it, in the order of the text."""
    fullest: dict[str, Mention] = {}
    for mention in extraction.mentions:
        best = fullest.get(mention.entity)
        if best is None or (mention.identifies, mention.office is not None) > (best.identifies, best.office is not None):
            fullest[mention.entity] = mention
    return list(fullest.values())


def _anchor(document: Document, at: str) -> Anchor | None:
    """The words at `start-end`. Raises DocumentError when there are none."""
    if not at:
        return None
    start, _, end = at.partition("-")
    return document.anchor(int(start), int(end))
