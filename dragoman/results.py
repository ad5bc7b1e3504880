"""What a record answers with beyond its events: their heads in lists, what answers what, comparisons, issues, commitments, tones, contacts, briefs; each with its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.model import Anchor, Disagreement, Document, Event, Kind, Mention, Modality, When, fingerprint

__all__ = [
    "EVERY",
    "Account",
    "Answer",
    "Brief",
    "Cell",
    "Change",
    "Commitment",
    "CommitmentKind",
    "Comparison",
    "Contact",
    "Counterpart",
    "Discrepancy",
    "Evidence",
    "Filters",
    "Head",
    "Issue",
    "Item",
    "Listing",
    "Person",
    "Relation",
    "Remark",
    "Scored",
    "Source",
    "Status",
    "Tally",
    "Tone",
    "Turn",
]

#: Both speak of it; both, in words that differ in substance; one side alone.
Status = Literal["both", "differs", "only"]
#: What a turn does to an issue.
Change = Literal["raised", "taken up", "repeated", "agreed", "promised", "done", "contradicted"]
CommitmentKind = Literal["promise", "agreement", "invitation", "plan"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an event's head names him: `entity`, name, whom he acts for and his office as one of the tellings has them."""

    entity: str
    name: str
    country: str | None
    office: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An event in a line: what lists show of it and are filtered by, derived from its tellings and kept beside them.

    `trigger` and `sentence` are words of the best telling, in whose `language`; `acting` and `towards` its sides (codes). `documents` and
    `independent` count tellings' documents, all and without copies; `differ` are the fields of its disagreements. `stays`: told as a visit
    or a gathering as a whole; `aside`: told to be on the margins of something.
    """

    id: str
    type: str
    mode: str | None
    modality: Modality
    parties: tuple[str, ...]
    acting: tuple[str, ...]
    towards: tuple[str, ...]
    persons: tuple[Person, ...]
    when: When
    location: str | None
    topics: tuple[str, ...]
    trigger: Anchor
    sentence: Anchor
    language: str | None
    publishers: tuple[str, ...]
    kinds: tuple[Kind, ...]
    documents: int
    independent: int
    differ: tuple[str, ...]
    stays: bool
    aside: bool
    part_of: str | None = None

    @property
    def day(self) -> str:
        """The first day on which the event may have begun, or by which it had ended; "" where no day is known."""
        return str(self.when.start or self.when.end or "")

    @property
    def keys(self) -> Iterator[tuple[str, str]]:
        """What it has in common with what it is part of: a party, or the place of a gathering of many on whose margins it was."""
        yield from (("party", party) for party in self.parties)
        if self.location and (self.aside or (self.type == "CONSULT" and self.mode == "multilateral")):
            yield "gathering", self.location.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What events of a list have: one of some types (PLOVER's), a topic, a person (an entity's id or a name), days, a publisher, a kind of
    document and a modality. None and () ask for nothing.

    `since` and `until`, both included, bound the first day on which an event may have begun by a day, a month or a year (ISO 8601);
    undated events lie outside any bound.
    """

    types: tuple[str, ...] = ()
    topic: str | None = None
    person: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    kind: Kind | None = None
    modality: Modality | None = None


#: Filters that everything passes.
EVERY = Filters()


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of events, the newest first, undated ones last: how many there are in all, and where the next page begins.

    `next` is a cursor: opaque, and good for as long as the record lives, whatever is added to it meanwhile; None after the last.
    """

    heads: tuple[Head, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events of a type there are in a year; None for the undated."""

    year: int | None
    type: str
    events: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parties (codes) and how many events both take part in."""

    parties: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a denial, rejection or confirmation answers: its words, in which document, its id (a quote's or a claim's), and why we think so."""

    document: Document
    words: tuple[Anchor, ...]
    to: str
    because: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where tellings of an event differ; or, with `against`, where an earlier event of the record contradicts what they say of it."""

    event: Event
    disagreement: Disagreement
    against: Event | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one side on one topic."""

    address: str
    anchor: Anchor

    def __contains__(self, words: Anchor) -> bool:
        """Whether words stand within it."""
        return words.document == self.anchor.document and self.anchor.start <= words.start and words.end <= self.anchor.end


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of one side with what they were read as: a name with its office, an EDTF date, whom something was promised to."""

    cell: Cell
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A topic with each side's words; `cells` has an entry for every side, empty where the side says nothing of it.

    `marks` are the words by which the sides differ in substance. `earlier` holds what a side that is silent now said of it at an earlier
    engagement, the last time.
    """

    topic: str
    label: str
    status: Status
    cells: Mapping[str, tuple[Cell, ...]]
    marks: tuple[Anchor, ...] = ()
    earlier: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How one side tells an engagement: in how many words, with what first, whom it names in which office, when and where it says that it was,
    and what was promised.
    """

    side: str
    room: int
    leads: Cell | None
    named: tuple[Remark, ...] = ()
    when: tuple[Remark, ...] = ()
    where: tuple[Remark, ...] = ()
    promised: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of one engagement side by side. `type` and `parties` are None and empty where no engagement is shared."""

    type: str | None
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    items: tuple[Item, ...]
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Words and the document in which they stand."""

    document: Document
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What some sides said or did on an issue on one occasion: an engagement, or a document where none is told.

    `sides` are codes, several when they spoke as one; `change` is the most that their words do to the issue. `day` is EDTF: the event's, else that
    of publication. `sources` come in the order of publication.
    """

    sides: tuple[str, ...]
    change: Change
    day: str | None
    event: str | None
    sources: tuple[Source, ...]

    @property
    def dated(self) -> bool:
        """Whether its year is known."""
        return self.day is not None and self.day[:4].isdigit()

    @property
    def best(self) -> Source:
        """The words to show where there is room for one: a side's own paper before others, then what was printed first."""
        return min(
            self.sources,
            key=lambda s: (s.document.issuer not in self.sides, s.document.published is None, s.document.published or ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter between two parties: a topic, and their turns on it in order of time, those of no known year last.

    `silent` gives for each party how many engagements of the two it has let pass since it last spoke of the matter; None where it never did, 0
    where no year is known.
    """

    topic: str
    label: str
    parties: tuple[str, ...]
    turns: tuple[Turn, ...]
    silent: Mapping[str, int | None]

    @property
    def id(self) -> str:
        """Hash of the topic and the parties: it stays, whatever is added."""
        return "issue:" + fingerprint(self.topic, *self.parties)

    @property
    def occasions(self) -> int:
        """On how many occasions it came up."""
        return len({turn.event or turn.sources[0].document.id for turn in self.turns})

    def latest(self, party: str) -> Turn | None:
        """The last turn of a party of which the day is known, else its last."""
        own = [turn for turn in self.turns if party in turn.sides]
        return next((turn for turn in reversed(own) if turn.dated), own[-1] if own else None)

    @property
    def together(self) -> Turn | None:
        """The last turn of every party, where they took it together."""
        last = {id(turn): turn for turn in map(self.latest, self.parties)}
        return next(iter(last.values())) if len(last) == 1 else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a later document says that may bear on a commitment, and why it is shown. Whether it was kept is the reader's to say."""

    source: Source
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody undertook: promised, agreed, planned or was invited to, by whom, towards whom, in which words.

    `by` and `to` are codes. `made` is the day of publication (EDTF) of the first document that tells it; `due` the time that the words set, if any.
    """

    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    source: Source
    made: str | None
    due: When | None
    topics: tuple[str, ...]
    event: str | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """Hash of the words' place."""
        anchor = self.source.anchor
        return "commitment:" + fingerprint(anchor.document, anchor.start, anchor.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """An act between two parties with its PLOVER score, from -10 to 10, and the words that tell it.

    `mean` is that of their acts in the `window` (days) up to this one; None where the act isn't averaged: it wasn't told as done, or its time is
    not known to the quarter.
    """

    event: Event
    score: float
    mean: float | None
    window: int
    source: Source


@dataclass(frozen=True, slots=True)
class Scored:
    """An act between two parties in a line, with its score and mean as `Tone` has them."""

    head: Head
    score: float
    mean: float | None
    window: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Two persons of different sides and the engagements in which both took part, by date, undated ones last."""

    persons: tuple[Mention, Mention]
    events: tuple[Event, ...]

    @property
    def dated(self) -> tuple[Event, ...]:
        """The engagements that have a first day: the first and the last of them say since when and until when."""
        return tuple(e for e in self.events if e.when.start)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A person who takes part for a side: the name, the office and the side as the latest document that gives an office has them."""

    name: str
    office: str | None
    country: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to know before two or more parties (codes) engage again, each kind the most important first.

    `purpose` is what it is for, in the words of who asked; `documents` is how many it rests on, `until` the day (EDTF) of the latest of them.
    `silent` are issues, each with the party that has not spoken of it for several engagements, or never.
    """

    parties: tuple[str, ...]
    purpose: str | None
    documents: int
    until: str | None
    engagements: tuple[Event, ...]
    counterparts: tuple[Counterpart, ...]
    issues: tuple[Issue, ...]
    commitments: tuple[Commitment, ...]
    disputes: tuple[Discrepancy, ...]
    silent: tuple[tuple[Issue, str], ...]
