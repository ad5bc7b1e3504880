"""The page that says how the record is: what it holds, what was set aside, by what it was made, and whether every word still proves."""

import platform
from importlib.metadata import version

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from dragoman import resolution
from dragoman.record import Fault, Record
from dragoman.web.rendering import page

__all__ = ["routes"]

#: The rules that judge, and what each decides.
_RULES = {
    resolution.COPIES: "which documents are copies of one text",
    resolution.MENTIONS: "which mentions are of one person, state or body",
    resolution.NAMES: "who a bare surname or office is",
    resolution.OFFICES: "who a holder of an office is",
    resolution.EVENTS: "which claims tell one event",
    resolution.UNCLEAR: "which claims stay apart because the day of one is unclear",
}
#: Faults that the page lists.
_LISTED = 100


def routes(record: Record) -> APIRouter:
    """The state of a record, and its proof."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/status")
    def status() -> Response:
        return _page(record, None)

    @router.post("/status")
    def verify() -> Response:
        return _page(record, list(record.verify()))

    return router


def _page(record: Record, faults: list[Fault] | None) -> Response:
    made = {"Dragoman": version("dragoman"), "Python": platform.python_version(), "Database": record.engine}
    return page(
        "status.html",
        counts=record.counts(),
        aside=record.set_asides(),
        waits=not record.resolved(),
        made=made,
        rules=_RULES,
        faults=faults and faults[:_LISTED],
        number=None if faults is None else len(faults),
    )
