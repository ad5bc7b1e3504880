"""The pages for people. Each works without script, and each fact on them leads to its words."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.analysis import nested
from dragoman.codebook import PLOVER
from dragoman.exchange import papers
from dragoman.exchange.words import act, party
from dragoman.model import Anchor, Document, Event, Extraction, Mention, Quote
from dragoman.record import Record
from dragoman.results import Filters, Head, Tally
from dragoman.web import entities, filters, searching
from dragoman.web.filters import After, Asked
from dragoman.web.kept import Kept
from dragoman.web.passages import lines
from dragoman.web.relation import overview
from dragoman.web.rendering import page
from dragoman.web.reviewing import Waiting
from dragoman.web.visits import Visit

__all__ = ["between", "routes"]

LATEST = 8
RELATIONS = 12
#: The nouns that the home page counts.
COUNTED = ("documents", "events", "claims", "quotes")
A_PAGE = 50
#: Documents that home looks among for what is new, and of each side quotes that an event's page shows.
NEWEST, SAID = 30, 8
#: Claims of a record in which what waits for a reader is counted on the way: in so many it takes seconds, once for each state of the record.
REVIEWED = 5000
#: The hyphens between the codes of `PAK-USA` and `REB:al-Shabaab-SOM`, not those inside a group's name.
_BETWEEN = re.compile(r"-(?=(?:[A-Z]{3}|[a-z]{3})(?:-|$)|REB:)")


def routes(record: Record, waiting: Waiting) -> APIRouter:
    """Every page over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    kept = Kept(record)
    router.include_router(entities.routes(record, kept))
    router.include_router(searching.routes(record))

    @router.get("/")
    def home(request: Request) -> Response:
        visit = Visit.of(request)
        answer = page(
            "home.html",
            counts=(counts := record.counts(COUNTED)),
            events=pipeline.listing(record, limit=LATEST).heads,
            relations=pipeline.busiest(record, RELATIONS),
            aside=record.set_asides(),
            visit=visit,
            new=_added_since(record, visit.before),
            newest=NEWEST,
            waiting=len(waiting()) if counts["claims"] <= REVIEWED else None,
        )
        visit.note(request, answer)
        return answer

    @router.get("/events")
    def events(asked: Asked, after: After = None) -> Response:
        return _timeline(record, kept, (), asked, after)

    @router.get("/relations/{parties}")
    def relation(parties: str, asked: Asked, after: After = None) -> Response:
        codes = between(parties)
        if "-".join(codes) != parties:
            return RedirectResponse(f"/relations/{'-'.join(codes)}", 308)
        return _timeline(record, kept, codes, asked, after)

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
        return page("issue.html", codes=codes, issue=pipeline.issue_on(record, codes, topic))

    @router.get("/relations/{parties}/commitments")
    def commitments(parties: str) -> Response:
        codes = between(parties)
        return page(
            "commitments.html", codes=codes, commitments=kept(("commitments", codes), lambda: pipeline.commitments(record, codes))
        )

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
        quotes = {q.id: (read.document, q) for read in record.extractions([*documents]) for q in read.quotes}
        comparison = kept(("comparison", found.id), lambda: pipeline.compare_tellings(record, found))
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
            events=record.clusters("event", {claim.id for claim in extraction.claims}),
        )

    return router


def between(parties: str) -> tuple[str, ...]:
    """The codes in `PAK-USA`, sorted. Raises UsageError for one that nobody has."""
    return tuple(sorted({party(code) for code in _BETWEEN.split(parties)}))


def _added_since(record: Record, moment: datetime | None) -> list[Document]:
    """Of the documents that were added last those that came after a moment; none where that isn't known."""
    return [document for document, added in record.newest(NEWEST) if added > moment.isoformat()] if moment else []


def _timeline(record: Record, kept: Kept, codes: tuple[str, ...], asked: Filters, after: str | None) -> Response:
    found = pipeline.listing(record, codes, asked, after=after)
    whole = asked == pipeline.EVERY and not after
    return page(
        "timeline.html",
        codes=codes,
        years=[(year, nested(group)) for year, group in groupby(found.heads, key=_year)],
        listing=found,
        asked=filters.parts(asked),
        person=_called(record, found.heads[:1], asked.person) if asked.person else None,
        after=after,
        types=[(type_, act(type_, None)) for type_ in PLOVER],
        tally=_types(pipeline.tally(record, codes)) if whole else (),
        overview=kept(("overview", codes), lambda: overview(record, codes)) if whole and codes else None,
    )


def _called(record: Record, heads: Iterable[Head], person: str) -> str:
    """How events in which a person takes part, asked for by name or id, call that person."""
    named = {one.entity: one.name for head in heads for one in head.persons}
    if not person.startswith("entity:"):
        return named.get(person, person)
    return next((name for entity, name in named.items() if person in (record.resolved_to([entity]) or ())), person)


def _types(tally: Iterable[Tally]) -> list[tuple[str, int]]:
    """How many events there are of each type, the most first."""
    counted: Counter[str] = Counter()
    for one in tally:
        counted[one.type] += one.events
    return counted.most_common()


def _year(head: Head) -> int | None:
    return int(head.day[:4]) if head.day else None


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
