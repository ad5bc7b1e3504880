"""What the record makes of documents: events and their accounts, issues, commitments."""

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.model import Modality
from dragoman.results import Change, CommitmentKind, Status
from dragoman.web.shapes.texts import Anchor, Edtf, Type, When

__all__ = ["Commitment", "Comparison", "Event", "Events", "Issue", "Relation", "Tally", "Telling"]

Code = Annotated[str, Field(description="A state (ISO 3166-1 alpha-3), a body or an armed group.", examples=["PAK"])]


class Person(BaseModel):
    """Somebody who takes part."""

    entity: str = Field(examples=["person:kofi-mensah"])
    name: str = Field(examples=["Kofi Mensah"])
    country: str | None = Field(examples=["GHA"])
    office: str | None = Field(examples=["Foreign Minister"])


class Telling(BaseModel):
    """What one document claims of an event."""

    id: str
    document: str = Field(examples=["readouts/2025-04-07.txt"])
    publisher: str | None
    type: Type
    mode: str | None = Field(examples=["phone"])
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
    mode: str | None = Field(examples=["phone"])
    modality: Modality
    parties: list[Code]
    persons: list[Person]
    when: When
    location: str | None
    topics: list[str] = Field(examples=[["trade"]])
    part_of: str | None
    documents: list[str]
    tellings: int
    claims: list[Telling]
    disagreements: list[Disagreement]


class Events(BaseModel):
    """A page of events."""

    items: list[Event]
    next: str | None = Field(description="The cursor of the page behind, for `after`; null on the last.")
    total: int = Field(description="How many events the question has on all pages.")


class Tally(BaseModel):
    """How many events of one type stand in one year."""

    year: int | None = Field(description="Null for events without a date.", examples=[2025])
    type: Type
    events: int


class Relation(BaseModel):
    """Two parties, and how many events stand between them."""

    parties: list[Code]
    events: int


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

    topic: str = Field(examples=["trade"])
    label: str = Field(examples=["trade"])
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

    document: str = Field(examples=["readouts/2025-04-07.txt"])
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
    topic: str = Field(examples=["trade"])
    label: str = Field(examples=["trade"])
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
    topics: list[str] = Field(examples=[["trade"]])
    event: str | None
    source: Source
    evidence: list[Bearing]
