"""Search: documents by their words, quotes by who said them and on what, each answer with an address that can be kept."""

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from dragoman import pipeline
from dragoman.codebook import SPEECH_ACTS
from dragoman.exchange.words import party, topics
from dragoman.model import Anchor, Document, Quote
from dragoman.record import Record
from dragoman.web.rendering import page

__all__ = ["routes"]

SHOWN = 50
#: How many are looked through for those that fit, the newest.
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
        kind: str = "",
    ) -> Response:
        named = {"party": party, "person": person, "act": act, "topic": topic}
        sources = {"since": since, "until": until, "publisher": publisher, "kind": kind}
        asked = {name: value.strip() for name, value in (named | sources).items() if value.strip()}
        found, among = _documents(record, q, asked) if show == "documents" else _quotes(record, q, asked)
        return page(
            "search.html",
            question=q,
            show=show,
            asked=asked,
            acts=[(act_, act_) for act_ in SPEECH_ACTS],
            topics=topics(),
            documents=found if show == "documents" else [],
            quotes=found if show == "quotes" else [],
            limit=SHOWN,
            among=AMONG if among else None,
        )

    return router


def _documents(record: Record, question: str, asked: dict[str, str]) -> tuple[list[tuple[Document, list[Anchor]]], bool]:
    """The documents that hold some words and fit, and whether older ones weren't looked at for whether they fit."""
    narrowed = any(name in asked for name in ("since", "until", "publisher", "kind"))
    found = record.search(question, AMONG if narrowed else SHOWN)
    return [pair for pair in found if _fits(pair[0], asked)][:SHOWN], len(found) == AMONG


def _quotes(record: Record, question: str, asked: dict[str, str]) -> tuple[list[tuple[Document, Quote]], bool]:
    """The quotes that hold some words and fit, none where nothing is asked; and whether older ones weren't looked at."""
    if not asked and not question.strip():
        return [], False
    found = pipeline.quotes(
        record,
        speaker=asked.get("person"),
        country=party(asked["party"]) if "party" in asked else None,
        about=asked.get("topic"),
        act=asked.get("act"),
        since=asked.get("since"),
        until=asked.get("until"),
        limit=AMONG,
    )
    wanted = question.replace('"', " ").casefold().split()
    return [pair for pair in found if _fits(pair[0], asked) and _holds(pair[1], wanted)][:SHOWN], len(found) == AMONG


def _fits(document: Document, asked: dict[str, str]) -> bool:
    """Whether a document's publisher, kind and day of publication are as asked."""
    day, since, until = document.published or "", asked.get("since", ""), asked.get("until", "")
    return (
        asked.get("publisher", "").casefold() in (document.publisher or "").casefold()
        and asked.get("kind", document.kind) == document.kind
        and (not since or day >= since[: len(day) or None])
        and (not until or "" < day[: len(until)] <= until)
    )


def _holds(quote: Quote, wanted: Sequence[str]) -> bool:
    said = " ".join(anchor.exact for anchor in quote.content).casefold()
    return all(word in said for word in wanted)
