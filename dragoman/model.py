"""The nouns: what was read, what one document says, and what we make of many documents.

Observations (`Mention`, `Claim`, `Quote`, `Time`) belong to one document and never change. Opinions (`Judgement`) gather them
into an `Entity` or an `Event` and can be undone. All are frozen, and each id is a hash of the thing that it names, so that a
second reading of the same document gives the same ids.

Offsets are Unicode code points of `Document.text`, start inclusive, end exclusive.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

from dragoman.errors import DocumentError

Kind = Literal["report", "readout"]
ZoneKind = Literal["headline", "keypoints", "dateline", "heading", "body", "caption", "embed", "related", "boilerplate"]
MentionKind = Literal["person", "country", "organization", "group", "place"]
Basis = Literal["explicit", "relative", "dateline", "inferred", "unknown"]
Modality = Literal["asserted", "planned", "proposed", "cancelled", "denied", "hypothetical"]
CountKind = Literal["dead", "injured", "arrested", "displaced", "troops", "sum"]
Manner = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Verdict = Literal["same", "different"]

#: Zones whose words are the document's own account. Captions, embedded posts and related links are other people's or other days'.
OWN_ZONES: frozenset[ZoneKind] = frozenset({"headline", "keypoints", "dateline", "heading", "body"})

#: Where a sentence ends: behind a mark that no initial or title carries ("U.S.", "Mr."), or with a line that isn't merely wrapped.
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Jr|Sr)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Col|Gov)\.)"
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)(?<!\bSept\.)[\"”’»)\]]*\s+|\s*\n\s*"
)
#: How long a line is at least that was wrapped at a width.
_WRAPPED = 60
#: Code points that a sentence may have on each side of a place in it.
_SENTENCE = 1000

#: Words that with one other are a surname: "bin Salman" may be anybody of that house.
_SURNAME_PARTICLES = frozenset("al el bin ibn bint de da do dos del della di der van von".split())


def fingerprint(*parts: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the parts, written as a JSON array (None, str and int only)."""
    return _sha256(*parts)[:16]


def _name(noun: object, prefix: str, *parts: object) -> None:
    """Give a frozen noun its id, once: it is asked for often."""
    object.__setattr__(noun, "id", prefix + fingerprint(*parts))


def _sha256(*parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document with one purpose."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words in a document. Made by `Document.anchor` and nowhere else, so that `text[start:end] == exact` holds."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report or a readout exactly as it was read. Its id is the hash of its words, who put them out and on which day.

    `published` is EDTF or None; `issuer` is the code of the official side whose account it is (`PAK`, `UNO`), for a readout.
    `address` is where this copy was found and not part of what it is: one document may have several.
    """

    address: str
    text: str
    kind: Kind = "report"
    title: str | None = None
    publisher: str | None = None
    issuer: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    zones: tuple[Zone, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", "sha256:" + _sha256(self.text, self.publisher, self.published))

    def anchor(self, start: int, end: int) -> Anchor:
        """Cut the words between two offsets. Raises DocumentError when there are none."""
        if not 0 <= start < end <= len(self.text):
            raise DocumentError(self.address, f"no words between {start} and {end} in a text of {len(self.text)} characters")
        return Anchor(self.id, start, end, self.text[start:end])

    def sentence_at(self, offset: int) -> Anchor:
        """The sentence that holds an offset, at most 1,000 code points to each side. Raises DocumentError where there are no words."""
        first, last = max(0, offset - _SENTENCE), min(len(self.text), offset + _SENTENCE)
        ends = [end for end in _SENTENCE_END.finditer(self.text, first, last) if not self._wraps(end.start(), end.end())]
        whole = self.text.rfind(" ", first, offset) + 1 if first else 0  # no end near: from the word before
        start = max((end.end() for end in ends if end.end() <= offset), default=whole)
        stop = next((end for end in ends if end.end() > offset), None)
        words = self.text[start : stop.start() if stop else last].rstrip()
        return self.anchor(start, start + len(words) + (len(stop[0].rstrip()) if stop else 0))

    def _wraps(self, end: int, start: int) -> bool:
        """Whether one break between a line's end and the next one's start only wraps a sentence: the next goes on small, or the line is full."""
        if self.text[end:start].count("\n") != 1 or self.text[end:start].strip() or self.text[end - 1 : end] in ".!?:":
            return False
        begin = self.text.rfind("\n", 0, end) + 1
        full = end - begin >= _WRAPPED and self.zone_at(begin) == self.zone_at(start)
        return full or (self.text[start : start + 1].islower() and self.zone_at(begin) == self.zone_at(start))

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        try:
            return date.fromisoformat(self.published or "")
        except ValueError:
            return None

    def zone_at(self, offset: int) -> ZoneKind:
        """The purpose of the stretch that holds an offset; `body` where no zone says otherwise."""
        return next((zone.kind for zone in self.zones if zone.start <= offset < zone.end), "body")


@dataclass(frozen=True, slots=True)
class When:
    """A time as precisely as the words allow: an EDTF string and the half-open interval of days [start, end) that it means.

    `start` or `end` is None where that side is open or the year unknown; `edtf` is None when the words can't be resolved, and
    `anchor` still holds them.
    """

    edtf: str | None
    basis: Basis
    start: date | None = None
    end: date | None = None
    anchor: Anchor | None = None

    def meets(self, other: "When") -> bool:
        """Whether the two intervals share a day; an unknown side reaches everywhere."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Time:
    """A date, time, duration or repeated time in the text, with its TIMEX3 value and type beside the EDTF reading."""

    when: When
    anchor: Anchor
    type: TimeType
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A document names a person, country, organisation, group or place.

    `entity` is one id for every mention of one thing in the document: ISO alpha-3 for states, `person:…`, `org:…`, `group:…`,
    `place:…`; joint ones ("the two leaders") join theirs with `+`. `country` is whom it acts for (alpha-3 or a PLOVER non-state
    code, joined likewise), `sector` PLOVER's, `office` in the words that the press uses.
    """

    anchor: Anchor
    kind: MentionKind
    entity: str
    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    #: Hash of the words and of what they were taken for.
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        _name(self, "mention:", self.anchor.document, self.anchor.start, self.anchor.end, self.kind)

    @property
    def identifies(self) -> bool:
        """Whether the name says who is meant in any document: no bare surname, no office alone ("Pakistan Army Chief"), no joint one."""
        if "+" in self.entity:
            return False
        if self.kind != "person":
            return True
        parts = [part for part in self.entity.removeprefix("person:").split("-") if part not in _SURNAME_PARTICLES]
        return len(parts) > 1 and not (self.office and self.name.endswith(f" {self.office}"))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes acted for, none when unknown."""
        return tuple(self.country.split("+")) if self.country else ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many an act killed, hurt, arrested or displaced, how many troops it moved, or what sum: from `low` to `high`.

    None is open: "at least 26" has no `high`, "up to 30" no `low`. `unit` is a sum's ISO 4217 code.
    """

    kind: CountKind
    low: int | None
    high: int | None
    anchor: Anchor
    unit: str | None = None

    @property
    def figure(self) -> int:
        """The number to go by where only one fits: the lower end, or the only one that is known."""
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A document, or a speaker in it, says an event occurred, will occur, did not occur. Type, mode, contexts are PLOVER 0.8.

    `also` holds the other tellings of the same act in this document; `according_to` the id of the quote in which it stands.
    """

    trigger: Anchor
    type: str
    modality: Modality
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    location: Mention | None = None
    when: When = When(None, "unknown")
    topics: tuple[str, ...] = ()
    according_to: str | None = None
    counts: tuple[Count, ...] = ()
    also: tuple[Anchor, ...] = ()
    #: Hash of the trigger's words and of the type.
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        _name(self, "claim:", self.trigger.document, self.trigger.start, self.trigger.end, self.type)

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of all sides, sorted, each once."""
        return tuple(sorted(self.acting | self.towards))

    @property
    def acting(self) -> frozenset[str]:
        """The codes of those who act."""
        return frozenset(code for mention in self.actors for code in mention.countries)

    @property
    def towards(self) -> frozenset[str]:
        """The codes of those towards whom they act, the actors' own among them where both sides have one."""
        return frozenset(code for mention in self.recipients for code in mention.countries)

    @property
    def size(self) -> dict[str, int]:
        """One figure for each kind that is counted, the first of each; sums apart."""
        return {count.kind: count.figure for count in reversed(self.counts) if count.kind != "sum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A document reports what somebody said. `speakers` are the mentions behind the speaker's words, several when joint.

    `denies` and `confirms` are ids of the claim or quote in the same document that it answers: a denial, rejection or correction, or a
    confirmation.
    """

    content: tuple[Anchor, ...]
    manner: Manner
    act: str
    speaker: Anchor | None = None
    speakers: tuple[Mention, ...] = ()
    cue: Anchor | None = None
    addressee: str | None = None
    denies: str | None = None
    confirms: str | None = None
    topics: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Hash of the content's and the cue's place."""
        cue = self.cue.start if self.cue else None
        return "quote:" + fingerprint(self.content[0].document, *((a.start, a.end) for a in self.content), cue)

    @property
    def entity(self) -> str | None:
        """Who speaks: a person by entity, a body by the state that it speaks for; joint ones joined with `+`; None when nobody is named."""
        named = (s.entity if s.kind == "person" or "person:" in s.entity else s.country or s.entity for s in self.speakers)
        return "+".join(dict.fromkeys(e for entity in named for e in entity.split("+"))) or None

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes that the speakers act for, each once."""
        return tuple(dict.fromkeys(code for s in self.speakers for code in s.countries))

    @property
    def country(self) -> str | None:
        """Whom the speaker acts for, joint ones joined with `+`."""
        return "+".join(self.countries) or None


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that say what a passage is about: an id of the topics' table and the wording that shows it."""

    id: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that says one thing; `weak` where it only adds to the stretch before it and may be one with it.

    `opens` says that a sentence begins with it.
    """

    start: int
    end: int
    weak: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave up, each kind in the order of the text; `clauses` are what its sentences fall into, for comparing."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[Time, ...] = ()
    topics: tuple[Topic, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Same or different, by which rule or reader and why in words. `left` < `right`; undone by a later `undone` mark, never deleted."""

    left: str
    right: str
    verdict: Verdict
    by: str
    because: str
    made: str
    undone: bool = False
    #: Hash of the pair, the verdict and who judged.
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        _name(self, "judgement:", self.left, self.right, self.verdict, self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim with the document that makes it: what resolving and asking work on."""

    claim: Claim
    document: Document

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field in which documents differ: each value with the ids of the claims that give it; for an office, each holder's name and id."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that documents give a person in the service of a state or body.

    `first` and `last` are the earliest and the latest day of publication (EDTF) of these documents, None where none is dated: when it
    was told, not when it began and ended. `evidence` is the fullest such mention of each document, in the order of publication.
    """

    office: str
    country: str | None
    first: str | None
    last: str | None
    evidence: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of mentions: the person, state or body that several documents name.

    `name` is the one used most, `names` are all wordings; `offices` stand in the order of their first evidence. `documents` counts
    those that name it, `mentions` are ids. `disagreements` name others who are told to hold at that time what only one can hold.
    """

    id: str
    kind: MentionKind
    name: str
    names: tuple[str, ...]
    country: str | None
    offices: tuple[Holding, ...]
    documents: int
    mentions: tuple[str, ...]
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster of claims: one engagement or act between parties, with every telling of it and where they differ."""

    id: str
    type: str
    mode: str | None
    modality: Modality
    parties: tuple[str, ...]
    persons: tuple[Mention, ...]
    when: When
    location: str | None
    topics: tuple[str, ...]
    tellings: tuple[Telling, ...]
    independent: int
    disagreements: tuple[Disagreement, ...] = ()
    part_of: str | None = None

    @property
    def acting(self) -> tuple[str, ...]:
        """The codes of those who act, as the best telling has it."""
        return tuple(sorted(self.tellings[0].claim.acting))

    @property
    def towards(self) -> tuple[str, ...]:
        """The codes of those towards whom they act, as the best telling has it."""
        best = self.tellings[0].claim
        return tuple(sorted(best.towards - best.acting))
