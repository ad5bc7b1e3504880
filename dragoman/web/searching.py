"""Search: documents by their words, quotes by who said them and on what, each answer with an address that can be kept."""

from collections.abc import Mapping, Sequence
from typing import Literal

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from dragoman import pipeline
from dragoman.codebook import SPEECH_ACTS
from dragoman.exchange.words import party, topics
from dragoman.model import Document, Kind, Quote
from dragoman.record import Record
from dragoman.results import Filters
from dragoman.web.rendering import page

__all__ = ["routes"]

SHOWN = 50
#: How many quotes are looked through for the words asked for, the newest.
AMONG = 400


def routes(record: Record) -> APIRouter:
    """The page of search over a record."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/search")
    def search(
        q: str = "",
        show: Literal["documents", "quotes"] = "documents",
        party: str = "",
        person: str = "",
        act: str = "",
        topic: str = "",
        since: str = "",
        until: str = "",
        publisher: str = "",
        kind: Kind | Literal[""] = "",
    ) -> Response:
        named = {"party": party, "person": person, "act": act, "topic": topic}
        printed = {"since": since, "until": until, "publisher": publisher, "kind": kind}
        asked = {name: value.strip() for name, value in (named | printed).items() if value.strip()}
        sources = Filters(since=asked.get("since"), until=asked.get("until"), publisher=asked.get("publisher"), kind=kind or None)
        quotes, among = _quotes(record, q, asked, sources) if show == "quotes" else ([], False)
        return page(
            "search.html",
            question=q,
            show=show,
            asked=asked,
            acts=[(act_, act_) for act_ in SPEECH_ACTS],
            topics=topics(),
            documents=pipeline.search(record, q, SHOWN, sources) if show == "documents" else [],
            quotes=quotes,
            limit=SHOWN,
            among=AMONG if among else None,
        )

    return router


def _quotes(
    record: Record, question: str, asked: Mapping[str, str], sources: Filters
) -> tuple[list[tuple[Document, Quote]], bool]:
    """The quotes that hold some words and fit, none where nothing is asked; and whether older ones weren't looked at for those words."""
    wanted = question.replace('"', " ").casefold().split()
    if not asked and not wanted:
        return [], False
    found = pipeline.quotes(
        record,
        speaker=asked.get("person"),
        country=party(asked["party"]) if "party" in asked else None,
        about=asked.get("topic"),
        act=asked.get("act"),
        sources=sources,
        limit=AMONG if wanted else SHOWN,
    )
    return [pair for pair in found if _holds(pair[1], wanted)][:SHOWN], bool(wanted) and len(found) == AMONG


def _holds(quote: Quote, wanted: Sequence[str]) -> bool:
    said = " ".join(anchor.exact for anchor in quote.content).casefold()
    return all(word in said for word in wanted)
