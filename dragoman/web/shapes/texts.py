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

    start: int = Field(ge=0, examples=[24])
    end: int = Field(gt=0, examples=[42])
    exact: str = Field(examples=["spoke by telephone"])


class When(BaseModel):
    """A time, what it rests on, the days [from, to) that it means, and its words."""

    edtf: Edtf
    basis: Basis
    first: str | None = Field(alias="from", examples=["2025-04-07"])
    to: str | None = Field(examples=["2025-04-08"])
    anchor: Anchor | None


class Zone(BaseModel):
    """A stretch of a document with one purpose."""

    kind: ZoneKind
    start: int
    end: int


class Document(BaseModel):
    """A report or a readout exactly as it was read."""

    id: str = Field(examples=["sha256:…"])
    address: str = Field(examples=["readouts/2025-04-07.txt"])
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
    entity: str = Field(examples=["person:kofi-mensah"])
    name: str = Field(examples=["Kofi Mensah"])
    country: str | None = Field(examples=["GHA"])
    sector: str | None = Field(examples=["GOV"])
    office: str | None = Field(examples=["Foreign Minister"])


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
    mode: str | None = Field(examples=["phone"])
    contexts: list[str]
    modality: Modality
    trigger: Anchor
    also: list[Anchor]
    actors: list[str]
    recipients: list[str]
    location: str | None
    when: When
    topics: list[str] = Field(examples=[["trade"]])
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
    topics: list[str] = Field(examples=[["trade"]])


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
    address: str = Field(examples=["readouts/2025-04-07.txt"])
    title: str | None
    publisher: str | None
    published: Edtf
    hits: list[Anchor]
