"""What the API says of itself (OpenAPI): what each route may answer, with examples, errors too."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.security import HTTPBearer

from dragoman.web.shapes import Problem

__all__ = ["BEARER", "MANY", "ONE", "TAGS", "WRITING", "answers", "describe"]

Responses = dict[int | str, dict[str, Any]]

#: How a program shows its token; whether it must is the guard's matter.
BEARER = HTTPBearer(auto_error=False, description="A token of this record; needed where it is served to others.")

_SAID = {
    304: "Nothing has changed since the answer that has this ETag.",
    400: "The question can't be answered as it was put.",
    401: "A token is needed.",
    403: "This token, or this page, may not do that.",
    404: "There is no such thing in this record.",
    413: "More than is read at once.",
    422: "Something in the question has the wrong form, or the text or address that it gives can't be read.",
    429: "Asked too often; `Retry-After` says for how many seconds to wait.",
    503: "The record's database can't be used.",
}
_ALL = (400, 401, 422, 503)
#: What may become of a question for many things, for one thing, and of what would write.
MANY: Sequence[int] = (304, *_ALL)
ONE: Sequence[int] = (304, 404, *_ALL)
WRITING: Sequence[int] = (403, 413, *_ALL)

TAGS = [
    {"name": "events", "description": "Who engaged whom, and how the accounts of it differ."},
    {"name": "relations", "description": "What lies between parties: issues, commitments."},
    {"name": "words", "description": "Documents, quotes, and the words in them."},
    {"name": "deciding", "description": "What readers judge, and undo."},
    {"name": "adding", "description": "What a text says, and keeping it."},
    {"name": "record", "description": "How the record is."},
]

_EXAMPLES = {
    401: "This record needs a token: send it as `Authorization: Bearer TOKEN`, or sign in on the page /signin.",
    404: "no event 0123 in this record; `dragoman timeline` lists the ids",
    422: "limit: Input should be greater than or equal to 1",
}


def answers(statuses: Sequence[int], *, csv: bool = False) -> Responses:
    """The answers of a route beside the good one; with `csv` that is a table too."""
    found: Responses = {status: _problem(status) for status in statuses}
    if csv:
        told = {"type": "string", "description": "A header and a line for each; nested values as JSON."}
        found[200] = {"content": {"text/csv": {"schema": told}}}
    return found


def _problem(status: int) -> dict[str, Any]:
    if status == HTTPStatus.NOT_MODIFIED:
        return {"description": _SAID[status]}
    title = HTTPStatus(status).phrase
    example = {"type": "about:blank", "title": title, "status": status, "detail": _EXAMPLES.get(status, _SAID[status])}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": _SAID[status], "content": {"application/problem+json": {"schema": schema, "example": example}}}


def describe(app: FastAPI) -> None:
    """Let an application's description hold the shape of a problem."""
    made = app.openapi

    def described() -> dict[str, Any]:
        description = made()
        description["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return description

    app.openapi = described  # type: ignore[method-assign]
