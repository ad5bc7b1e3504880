"""What is asked of the desk and answered by it: how the record is, what there is to decide, what was added, what went wrong."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.web.shapes.told import Telling

__all__ = ["Added", "Candidate", "Holdings", "Judging", "Problem", "Proof", "Ruling", "Text"]


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Aside(BaseModel):
    """An address that gave no document."""

    address: str
    reason: str
    noted: str


class Holdings(BaseModel):
    """How many of each noun the record holds, and what was set aside."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": {"type": "integer"}})

    set_aside: list[Aside]
    documents: int
    events: int
    entities: int
    claims: int
    quotes: int


class Candidate(BaseModel):
    """Two claims that may tell one event."""

    points: float
    because: str
    claims: Annotated[list[Telling], Field(min_length=2, max_length=2)]


class Ruling(BaseModel):
    """A judgement with the words that it is about."""

    id: str
    verdict: Literal["same", "different"]
    by: str
    because: str
    made: str
    undone: bool
    members: list[str]
    words: list[str]


class Unproved(BaseModel):
    """Something that is no longer as it was added."""

    document: str
    what: str
    expected: str
    found: str


class Proof(BaseModel):
    """How many documents were proved with all their anchors, and what fails."""

    documents: int
    faults: list[Unproved]


class Added(BaseModel):
    """A document of the record, and whether it is new in it."""

    id: str
    new: bool


_TEXT: dict[str, Any] = {
    "text": "Foreign Minister Kofi Mensah met Foreign Minister Lucia Quispe in Accra on Monday.",
    "published": "2025-05-13",
    "publisher": "The Harmattan Wire",
}


_JUDGING: dict[str, Any] = {
    "verdict": "same",
    "one": "event:0123456789abcdef",
    "other": "event:fedcba9876543210",
    "because": "Both tell the call of 7 April.",
}


class Text(BaseModel):
    """A text, or the address of one, or both; and what the text can't say of itself, as in a sidecar."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_TEXT]})

    text: str = ""
    address: str = ""
    published: str = ""
    publisher: str = ""
    title: str = ""
    kind: Literal["", "report", "readout"] = ""
    issuer: str = ""
    language: str = ""


class Judging(BaseModel):
    """A reader's word on two events, claims, entities or mentions, by id."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_JUDGING]})

    verdict: Literal["same", "different"]
    one: str
    other: str
    because: str
    by: str | None = None
