"""What one document gives up."""

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.codebook import PLOVER, SPEECH_ACTS
from dragoman.model import Basis, Kind, Manner, MentionKind, Modality, TimeType, ZoneKind

__all__ = ["Anchor", "Edtf", "Extracted", "Found", "Quoted", "Type", "When"]

Type = Annotated[str, Field(json_schema_extra={"enum": list(PLOVER)})]
Act = Annotated[str, Field(json_schema_extra={"enum": list(SPEECH_ACTS)})]
Edtf = Annotated[str | None, Field(description="EDTF, levels 0 and 1; null when unknown.", examples=["2025-04-07"])]


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
