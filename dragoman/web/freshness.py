"""Answers of the API that haven't changed since they were last given are not given again (RFC 9110, conditional requests)."""

from hashlib import sha256

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import DragomanError
from dragoman.record import Record

__all__ = ["Fresh"]

_DESCRIPTION = "/api/openapi.json"


class Fresh:
    """Gives every answer under /api/ the mark (ETag) of the state that the record is in, and answers 304 to who has it already."""

    def __init__(self, app: ASGIApp, record: Record) -> None:
        self._app = app
        self._record = record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or not path.startswith("/api/") or path == _DESCRIPTION:
            await self._app(scope, receive, send)
            return
        mark = await self._mark(scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200 and mark:
                MutableHeaders(scope=message)["etag"] = mark
            await send(message)

        if mark and _has(Headers(scope=scope).get("if-none-match", ""), mark):
            await Response(status_code=304, headers={"etag": mark})(scope, receive, send)
        else:
            await self._app(scope, receive, marked)

    async def _mark(self, scope: Scope) -> str | None:
        """The mark of an answer: of the record as it is, what is asked, and in which format. None where the record can't be asked."""
        try:
            state = await to_thread.run_sync(self._record.state)
        except DragomanError:
            return None
        asked = (state, scope["path"], scope["query_string"], Headers(scope=scope).get("accept", ""))
        return f'W/"{sha256(repr(asked).encode()).hexdigest()[:24]}"'


def _has(told: str, mark: str) -> bool:
    return mark.removeprefix("W/") in {one.strip().removeprefix("W/") for one in told.split(",")}
