"""The pages of a reader who decides: pairs of tellings side by side, and the log of what was judged, with the way back."""

from collections.abc import Sequence
from threading import Lock
from typing import Annotated, cast

from anyio import to_thread
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.model import Judgement, Verdict
from dragoman.pipeline import Candidate
from dragoman.record import Record
from dragoman.web.access import editor
from dragoman.web.forms import form
from dragoman.web.rendering import page

__all__ = ["Waiting", "routes"]

#: What a judgement rests on whose reader gives no other reason.
BECAUSE = "read side by side on the desk"
#: Judgements that the log shows, the latest.
_LATEST = 200


class Waiting:
    """The pairs of a record that wait for a reader. Which ones rules leave open is worked out once for each state of its documents."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._open: Sequence[Candidate] = ()
        self._at: object = None
        self._lock = Lock()

    def __call__(self) -> list[Candidate]:
        """Those that wait now, the likeliest first."""
        with self._lock:
            if (at := self._record.state().document) != self._at:
                self._open, self._at = pipeline.open_pairs(self._record), at
            pairs = self._open
        return pipeline.waiting(self._record, pairs)


def routes(record: Record, waiting: Waiting) -> APIRouter:
    """The pages on which pairs are judged."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/review")
    def review(at: Annotated[int, Query(ge=0, le=1_000_000)] = 0, judged: str = "") -> Response:
        found = waiting()
        return page(
            "review.html",
            candidate=found[at] if at < len(found) else None,
            at=at,
            waiting=len(found),
            judged=_judgement(record, judged),
        )

    @router.post("/review")
    async def judge(request: Request) -> Response:
        visitor, sent = editor(), await form(request)
        verdict, at = sent.get("verdict", ""), sent.get("at", "")
        if verdict not in ("same", "different") or not at.isdecimal():
            raise UsageError("judge a pair same or different")
        pair = sent.get("left", ""), sent.get("right", "")
        because = sent.get("because", "").strip() or BECAUSE
        made = await to_thread.run_sync(pipeline.judge, record, cast("Verdict", verdict), *pair, because, visitor.name)
        return RedirectResponse(f"/review?at={at}&judged={made.id}", 303)

    @router.get("/review/log")
    def log() -> Response:
        found = pipeline.log(record)
        return page("log.html", rulings=found[:_LATEST], total=len(found))

    @router.post("/review/undo")
    async def undo(request: Request) -> Response:
        editor()
        sent = await form(request)
        await to_thread.run_sync(pipeline.undo, record, sent.get("judgement", ""))
        at = sent.get("at", "")
        return RedirectResponse(f"/review?at={at}" if at.isdecimal() else "/review/log", 303)

    return router


def _judgement(record: Record, wanted: str) -> Judgement | None:
    found = record.judgements(rules=False, start=wanted) if wanted.startswith("judgement:") else []
    return found[0] if len(found) == 1 and not found[0].undone else None
