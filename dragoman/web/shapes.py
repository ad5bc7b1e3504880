"""The shapes of the API's answers and questions, for its description. The answers themselves are made by `exchange` and checked against these in tests."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from dragoman.codebook import PLOVER, SPEECH_ACTS
from dragoman.model import Basis, Kind, Manner, MentionKind, Modality, TimeType, ZoneKind
from dragoman.results import Change, CommitmentKind, Status

__all__ = [
    "Added",
    "Candidate",
    "Commitment",
    "Comparison",
    "Event",
    "Extracted",
    "Found",
    "Holdings",
    "Issue",
    "Judging",
    "Problem",
    "Proof",
    "Quoted",
    "Ruling",
    "Text",
]

Type = Annotated[str, Field(json_schema_extra={"enum": list(PLOVER)})]
Act = Annotated[str, Field(json_schema_extra={"enum": list(SPEECH_ACTS)})]
Edtf = Annotated[str | None, Field(description="EDTF, levels 0 and 1; null when unknown.", examples=["2025-04-07"])]
Code = Annotated[str, Field(description="A state (ISO 3166-1 alpha-3), a body or an armed group.", examples=["PAK"])]


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Anchor(BaseModel):
    """Words of a document: code points [start, end) of its text, and the words themselves."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str


class When(BaseModel):
    """A time, what it rests on, the days [from, to) that it means, and its words."""

    edtf: Edtf
    basis: Basis
    first: str | None = Field(alias="from")
    to: str | None
    anchor: Anchor | None


class Zone(BaseModel):
    """A stretch of a document with one purpose."""

    kind: ZoneKind
    start: int
    end: int


class Document(BaseModel):
    """A report or a readout exactly as it was read."""

    id: str = Field(examples=["sha256:…"])
    address: str
    url: str | None
    publisher: str | None
    kind: Kind
    issuer: str | None
    title: str | None
    language: str | None
    published: Edtf
    text: str
    zones: list[Zone]


class Mention(Anchor):
    """A document names somebody or something."""

    id: str
    kind: MentionKind
    entity: str
    name: str
    country: str | None
    sector: str | None
    office: str | None


class Count(Anchor):
    """How many an act killed, hurt, arrested or moved, or what sum."""

    kind: str
    low: int | None
    high: int | None
    unit: str | None


class Claim(BaseModel):
    """A document, or somebody in it, says that something was done, will be, was not."""

    id: str
    type: Type
    mode: str | None
    contexts: list[str]
    modality: Modality
    trigger: Anchor
    also: list[Anchor]
    actors: list[str]
    recipients: list[str]
    location: str | None
    when: When
    topics: list[str]
    according_to: str | None
    size: dict[str, int]
    counts: list[Count]


class Speaker(Anchor):
    """Whoever speaks."""

    entity: str | None
    country: str | None
    mentions: list[str]


class Quote(BaseModel):
    """A document reports what somebody said."""

    id: str
    manner: Manner
    act: Act
    speaker: Speaker | None
    cue: Anchor | None
    content: list[Anchor]
    addressee: str | None
    denies: str | None
    confirms: str | None
    topics: list[str]


class Time(Anchor):
    """A date, time, duration or repeated time, with its TIMEX3 value and type."""

    edtf: Edtf
    value: str | None
    type: TimeType


class Extracted(BaseModel):
    """All that one document gave up."""

    document: Document
    mentions: list[Mention]
    claims: list[Claim]
    quotes: list[Quote]
    times: list[Time]


class Person(BaseModel):
    """Somebody who takes part."""

    entity: str
    name: str
    country: str | None
    office: str | None


class Telling(BaseModel):
    """What one document claims of an event."""

    id: str
    document: str
    publisher: str | None
    type: Type
    mode: str | None
    modality: Modality
    trigger: Anchor
    actors: list[Code]
    recipients: list[Code]
    when: When
    size: dict[str, int]
    according_to: str | None


class Value(BaseModel):
    """What some claims say where others say something else."""

    value: str
    claims: list[str]


class Disagreement(BaseModel):
    """A field in which tellings differ."""

    field: str
    values: list[Value]


class Event(BaseModel):
    """One engagement or act between parties, with every telling of it and where they differ."""

    id: str = Field(examples=["event:0123456789abcdef"])
    type: Type
    mode: str | None
    modality: Modality
    parties: list[Code]
    persons: list[Person]
    when: When
    location: str | None
    topics: list[str]
    part_of: str | None
    documents: list[str]
    tellings: int
    claims: list[Telling]
    disagreements: list[Disagreement]


class Cell(Anchor):
    """Words of one side."""

    address: str


class Marked(Cell):
    """Words of one side, and which of them differ in substance."""

    marks: list[Anchor]


class Earlier(Cell):
    """What a side that is silent now said before."""

    side: str


class Remark(Cell):
    """Words of one side with what they were read as."""

    meaning: str | None


class Item(BaseModel):
    """A topic with each side's words."""

    topic: str
    label: str
    status: Status
    cells: dict[str, list[Marked]]
    earlier: list[Earlier]


class Account(BaseModel):
    """How one side tells it."""

    side: str
    words: int
    leads: Cell | None
    named: list[Remark]
    when: list[Remark]
    where: list[Remark]
    promised: list[Remark]


class Shared(BaseModel):
    """The engagement that is told."""

    type: Type | None
    parties: list[Code]


class Comparison(BaseModel):
    """The accounts of one engagement side by side."""

    event: Shared
    sides: list[str]
    items: list[Item]
    accounts: list[Account]


class Source(Anchor):
    """Words, and the document in which they stand."""

    document: str
    publisher: str | None
    published: Edtf


class Turn(BaseModel):
    """What sides said or did on an issue on one occasion."""

    sides: list[Code]
    change: Change
    day: Edtf
    event: str | None
    sources: list[Source]


class Issue(BaseModel):
    """A matter that returns between parties; `silent` counts the engagements that each has let pass since it last spoke of it."""

    id: str
    topic: str
    label: str
    parties: list[Code]
    occasions: int
    silent: dict[str, int | None]
    turns: list[Turn]


class Bearing(Source):
    """Later words that may bear on a commitment, and why they are shown."""

    because: str


class Commitment(BaseModel):
    """What somebody undertook, and what later documents say that bears on it."""

    id: str
    kind: CommitmentKind
    by: list[Code]
    to: list[Code]
    made: Edtf
    due: When | None
    topics: list[str]
    event: str | None
    source: Source
    evidence: list[Bearing]


class Answered(BaseModel):
    """What a denial, rejection or confirmation answers."""

    id: str
    document: str
    published: Edtf
    words: list[Anchor]
    because: str


class Quoted(Quote):
    """A quote with the document that reports it and with what it answers."""

    document: str
    publisher: str | None
    published: Edtf
    answers: Answered | None


class Found(BaseModel):
    """A document with where the words that were searched for stand in it."""

    id: str
    address: str
    title: str | None
    publisher: str | None
    published: Edtf
    hits: list[Anchor]


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
    kind: Literal["", *get_args(Kind)] = ""  # type: ignore[valid-type]
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
