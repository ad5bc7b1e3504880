"""One table from errors to responses: problem+json (RFC 9457) under /api/, a plain page elsewhere."""

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.errors import DocumentError, DragomanError, RecordError, SourceError, UsageError
from dragoman.web.rendering import page

__all__ = ["answer", "refusal"]

_STATUS: dict[type[DragomanError], HTTPStatus] = {
    UsageError: HTTPStatus.BAD_REQUEST,
    DocumentError: HTTPStatus.NOT_FOUND,
    SourceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    RecordError: HTTPStatus.SERVICE_UNAVAILABLE,
}
#: What is said where the framework only repeats the name of the status.
_SAID = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address can't be asked so.",
}


def answer(app: FastAPI) -> None:
    """Let an application answer every error of ours, of the question's, and of its own making."""
    for error in (DragomanError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, refusal)


def refusal(request: Request, error: Exception) -> Response:
    """The answer to a question that met with an error."""
    status, detail = _read(request, error)
    headers = dict(getattr(error, "headers", None) or {})
    if request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
        return JSONResponse(problem, status, headers, "application/problem+json")
    return page("error.html", status, headers, title=status.phrase, detail=detail)


def _read(request: Request, error: Exception) -> tuple[HTTPStatus, str]:
    """The status of an error and what is said of it. An address that names what isn't there is not found, a question is wrong.

    A document that was sent and can't be read is a wrong question, one that was asked for isn't there.
    """
    if isinstance(error, UsageError) and request.path_params:
        return HTTPStatus.NOT_FOUND, str(error)
    if isinstance(error, DocumentError) and request.method == "POST":
        return HTTPStatus.UNPROCESSABLE_ENTITY, str(error)
    if isinstance(error, DragomanError):
        return _STATUS[type(error)], str(error)
    if isinstance(error, RequestValidationError):
        said = (f"{'.'.join(str(place) for place in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors())
        return HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(said)
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        return status, _SAID.get(status, error.detail) if error.detail == status.phrase else error.detail
    return HTTPStatus.INTERNAL_SERVER_ERROR, "Dragoman failed on this; the terminal in which it runs says how."
