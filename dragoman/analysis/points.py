"""The points of an account: its clauses, each with its topics and its words; those that only say that the sides spoke are none."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.analysis.accounts import Passage
from dragoman.analysis.initiative import initiator
from dragoman.analysis.speakers import called
from dragoman.model import Anchor, Clause, Document, Extraction, Telling
from dragoman.wording import Wording, wording

__all__ = ["INITIATIVE", "Point", "points"]

#: The matter of who asked for a call or a meeting.
INITIATIVE = "initiative"
#: Words that only say that the sides spoke.
_FRAME = re.compile(
    r"(?i)(?<!are )(?<!is )(?<!be )(?<!were )(?<!been )\b(?:met|meets|spoke|speaks|spoken|conferred|confers|received|receives|hosted|hosts|telephoned|phoned|called on"
    r"|(?:holds?|held|had|took place|concluded) (?:a |an )?(?:\w+ ){0,2}(?:meeting|call|conversation|talks|visit))\b"
    r"(?! of| about| in favou?r)|\bwelcom(?:ed|es) [^,;]{3,80}? to (?:the )?[A-Z]"
)
#: Words that say who asked for a call or a meeting.
_BEGAN = re.compile(
    r"(?i)\b(?:at|on) (?:the |an? )?(?:[\w’'-]+ ){0,3}(?:request|initiative|suggestion)\b(?: of[^,;.]+)?"
    r"|\breceived\b[^.;]{0,40}\b(?:call|conversation) from\b[^,;.]*"
)
#: What is asked for in them.
_ASKED = re.compile(r"(?i)\b(?:meetings?|met|calls?|conversations?|talks|visit|spoke|held|received|telephoned|phoned)\b")
#: Words that only say what an account leaves out.
_SILENT = re.compile(
    r"(?i)\b(?:(?:do|does|did|has|have)(?: not|n['’]t) (?:mention|refer)|(?:makes?|made|making) no (?:mention|reference)|not mentioned|unmentioned)\b"
)
_WORD = re.compile(r"[\w'’]+")
#: Names so short tell nobody.
_SHORT = 2
#: Words of weight that a point without a known topic must have, so that it says anything.
_SAYING = 3


@dataclass(frozen=True, slots=True)
class Point:
    """What a side says of one matter: the words, the same without the names of the sides, the topics in order, the weight of the words;
    who asked for the call or meeting, where it says that.
    """

    side: str
    address: str
    anchor: Anchor
    bare: str
    topics: tuple[str, ...]
    words: Wording = field(compare=False, hash=False)
    began: str | None = None


def points(
    extraction: Extraction,
    passages: Iterable[Passage],
    sides: Collection[str],
    clauses: Sequence[Clause],
    parents: Mapping[str, str],
) -> list[Point]:
    """The points of a document's passages, in order.

    A point that names no topic counts in a side's own words alone, and only when it says more than that the sides spoke.
    """
    page = _Page(extraction, sides)
    return [
        Point(side, extraction.document.address, anchor, _without(page.names, anchor.exact), topics, words, began)
        for passage in passages
        for start, end in _pieces(extraction, passage, clauses, parents)
        for anchor, topics, words, began in page.told(start, end)
        for side in passage.sides
        if side in sides
    ]


class _Page:
    """A document as its points are judged."""

    def __init__(self, extraction: Extraction, sides: Collection[str]) -> None:
        self.extraction, self.document, self.sides = extraction, extraction.document, sides

    @cached_property
    def names(self) -> frozenset[str]:
        """How the document calls the sides and their people: words that any point may have."""
        return called(self.extraction.mentions, self.sides)

    @cached_property
    def began(self) -> Mapping[int, str]:
        """Who began an engagement, by the place of the words that tell it."""
        tellings = (Telling(claim=claim, document=self.document) for claim in self.extraction.claims)
        return {telling.claim.trigger.start: by for telling in tellings if (by := initiator(telling))}

    @cached_property
    def frames(self) -> set[int]:
        return {c.trigger.start for c in self.extraction.claims if c.type == "CONSULT"}

    def told(self, start: int, end: int) -> Iterator[tuple[Anchor, tuple[str, ...], Wording, str | None]]:
        """What a stretch says: who asked for the engagement, and a matter, if any."""
        anchor = self.document.anchor(start, self.said_until(start, end))
        if _is_title(self.document, start) or _SILENT.search(anchor.exact):
            return
        asked = self.asked(start, end)
        if asked:
            yield asked[0], (INITIATIVE,), {}, asked[1]
        topics = tuple(dict.fromkeys(t.id for t in self.extraction.topics if start <= t.anchor.start < end))
        words = wording(anchor.exact, without=self.names)
        if topics or (len(words) >= _SAYING and not asked and self.is_own(start, end) and not self.opens(anchor)):
            yield anchor, topics, words, None

    def said_until(self, start: int, end: int) -> int:
        """Where a stretch ends but for who said it: “cooperation on trade”, the ministry said."""
        ends = [q.content[-1].end for q in self.extraction.quotes if q.cue and q.speaker]
        behind = [min(q.cue.start, q.speaker.start) for q in self.extraction.quotes if q.cue and q.speaker]
        return min((stop for stop, said in zip(ends, behind, strict=True) if start < stop <= said < end), default=end)

    def asked(self, start: int, end: int) -> tuple[Anchor, str | None] | None:
        """The words between two places that say who asked for the call or meeting, and who did: all of them where a verb says it."""
        asked = _BEGAN.search(self.document.text, start, end)
        if asked and _ASKED.search(self.document.text, start, end):
            named = (m.country for m in self.extraction.mentions if asked.start() <= m.anchor.start < asked.end() and m.country)
            return self.document.anchor(*asked.span()), next(named, None)
        by = next((by for place, by in self.began.items() if start <= place < end), None)
        return (self.document.anchor(start, end), by) if by else None

    def is_own(self, start: int, end: int) -> bool:
        """Whether a stretch is in a side's own words: a readout's, or a quote's."""
        said = (anchor for quote in self.extraction.quotes for anchor in quote.content)
        return bool(self.document.issuer) or any(a.start < end and start < a.end for a in said)

    def opens(self, anchor: Anchor) -> bool:
        """Whether words say that the sides spoke."""
        return any(anchor.start <= frame < anchor.end for frame in self.frames) or bool(_FRAME.search(anchor.exact))


def _without(names: Collection[str], text: str) -> str:
    """A text without words that are part of some names; as it is when nothing else is left."""
    parts = {word.casefold() for name in names for word in _WORD.findall(name) if len(word) > _SHORT}
    bare = _WORD.sub(lambda word: "" if re.sub(r"['’]s$", "", word[0].casefold()) in parts else word[0], text)
    return " ".join(bare.split()).strip(" ,;.'’\"“”") or text


def _is_title(document: Document, start: int) -> bool:
    """Whether words stand in a headline, or in a first line that is no sentence."""
    line = document.text.find("\n")
    first = 0 <= start < line and document.text[:line].rstrip()[-1:] not in '.!?”"’'
    return first or document.zone_at(start) in ("headline", "dateline")


def _pieces(
    extraction: Extraction, passage: Passage, clauses: Iterable[Clause], parents: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """The clauses of a passage by their places, a weak one as one with the clause before it unless the two are about different matters."""
    held: tuple[int, int] | None = None
    about: set[str] = set()
    whole = [mention.anchor for mention in extraction.mentions] + [topic.anchor for topic in extraction.topics]
    for clause in clauses:
        start, end = max(clause.start, passage.start), min(clause.end, passage.end)
        if start >= end:
            continue
        topics = {parents.get(t.id, t.id) for t in extraction.topics if start <= t.anchor.start < end}
        inside = any(a.start < start < a.end for a in whole)
        if held and (inside or (clause.weak and not (topics and about and topics.isdisjoint(about)))):
            held, about = (held[0], end), about | topics
            continue
        if held:
            yield held
        held, about = (start, end), topics
    if held:
        yield held
