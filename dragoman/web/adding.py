"""The page that reads a text at once, and keeps it when told to."""

from collections.abc import Sequence

from anyio import to_thread
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.errors import DragomanError, UsageError
from dragoman.model import Extraction, Quote
from dragoman.record import Record
from dragoman.results import Comparison
from dragoman.web.access import editor
from dragoman.web.forms import form
from dragoman.web.limits import Limiter
from dragoman.web.passages import lines
from dragoman.web.reading import Given, Reading
from dragoman.web.rendering import page

__all__ = ["routes"]

_FIELDS = ("text", "address", "published", "publisher", "title", "kind")


def routes(record: Record, reading: Reading, readings: Limiter) -> APIRouter:
    """The page on which a text is pasted, read, and kept. `readings` says how many a visitor may ask for."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/add")
    def blank() -> Response:
        editor()
        return page("add.html", given=Given(), fault="")

    @router.post("/add")
    async def add(request: Request) -> Response:
        visitor, sent = editor(), await form(request)
        given = Given(**{name: sent.get(name, "") for name in _FIELDS})
        found = reading.remembered(given, visitor.session) if "keep" in sent else None
        try:
            if found is not None:
                await reading.keep(record, found)
                return RedirectResponse(f"/documents/{found.document.id}", 303)
            readings.use(request)
            found = await reading.read(given, visitor.session)
            accounts = await reading.alone(pipeline.compare_documents, [found])
            known = await to_thread.run_sync(_known, record, found.document.id)
        except (DragomanError, HTTPException) as refused:
            status, said = (refused.status_code, refused.detail) if isinstance(refused, HTTPException) else (422, str(refused))
            return page("add.html", status, getattr(refused, "headers", None), given=given, fault=said)
        return _preview(given, found, accounts, known=known, again="keep" in sent)

    return router


def _preview(given: Given, found: Extraction, accounts: Comparison, *, known: bool, again: bool) -> Response:
    """What a text says, with the words of each fact. `again`: it was to be kept, but had been forgotten or changed since it was shown."""
    return page(
        "reading.html",
        given=given,
        extraction=found,
        document=found.document,
        lines=lines(found),
        speakers=_by_speaker(found.quotes),
        accounts=accounts if accounts.items and len(accounts.sides) > 1 else None,
        known=known,
        again=again,
    )


def _by_speaker(quotes: Sequence[Quote]) -> list[tuple[str, list[Quote]]]:
    """Quotes under the name of who speaks, in the order in which they begin to; under an empty name those of nobody named."""
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        names = dict.fromkeys(mention.name for mention in quote.speakers)
        found.setdefault(" and ".join(names) or (quote.speaker.exact if quote.speaker else ""), []).append(quote)
    return list(found.items())


def _known(record: Record, document: str) -> bool:
    try:
        record.document(document)
    except UsageError:
        return False
    return True
