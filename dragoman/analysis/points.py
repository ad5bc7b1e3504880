"""The points of an account: its clauses, each with its topics and its words; those that only say that the sides spoke are none."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.analysis.accounts import Passage
from dragoman.model import Anchor, Clause, Document, Extraction
from dragoman.wording import Wording, wording

__all__ = ["INITIATIVE", "Point", "points"]

#: The matter of who asked for a call or a meeting.
INITIATIVE = "initiative"
#: Words that only say that the sides spoke.
_FRAME = re.compile(
    r"(?i)\b(?:met|meets|spoke|speaks|spoken|conferred|confers|received|receives|hosted|hosts|holds|held (?:a |an )?(?:\w+ ){0,2}(?:meeting|call|conversation|talks)|had (?:a |an )?(?:\w+ ){0,2}(?:meeting|call|conversation)|telephoned|phoned|called on)\b(?! of| about| in favou?r)"
)
#: Words that say who asked for it.
_BEGAN = re.compile(
    r"(?i)\b(?:at|on) (?:the |an? )?(?:[\w’'-]+ ){0,3}(?:request|initiative|suggestion)\b"
    r"|\breceived (?:[\w’',-]+ ){0,4}(?:call|conversation) from\b"
)
#: Kinds of mentions by which a point is told from another of its topic.
_NAMED = frozenset(("person", "country", "organization", "group"))
#: Words of weight that a point without a known topic must have, so that it says anything.
_SAYING = 2


@dataclass(frozen=True, slots=True)
class Point:
    """What a side says of one matter: the words, the topics that they name in order, whom they name beside the sides, the weight of its words."""

    side: str
    address: str
    anchor: Anchor
    topics: tuple[str, ...]
    names: frozenset[str]
    words: Wording = field(compare=False, hash=False)


def points(
    extraction: Extraction, passages: Iterable[Passage], sides: Collection[str], clauses: Sequence[Clause], parents: Mapping[str, str]
) -> list[Point]:
    """The points of a document's passages, in order.

    A point that names no topic counts in a side's own words alone, and only when it says more than that the sides spoke.
    """
    document, found = extraction.document, []
    names = _own_names(extraction, sides)
    third = [m for m in extraction.mentions if m.kind in _NAMED and set(sides).isdisjoint(m.countries)]
    frames = {c.trigger.start for c in extraction.claims if c.type == "CONSULT"}
    said = [(a.start, a.end) for q in extraction.quotes for a in q.content]
    for passage in passages:
        for start, end in _pieces(extraction, passage, clauses, parents):
            topics = tuple(dict.fromkeys(t.id for t in extraction.topics if start <= t.anchor.start < end))
            anchor = document.anchor(start, end)
            words = wording(anchor.exact, without=names)
            opens = any(start <= frame < end for frame in frames) or bool(_FRAME.search(anchor.exact))
            if opens and _BEGAN.search(anchor.exact):
                topics = (INITIATIVE,)
            own = document.issuer or any(a < end and start < b for a, b in said)
            if _is_title(document, start) or (not topics and (not own or opens or len(words) < _SAYING)):
                continue
            others = frozenset(m.entity for m in third if start <= m.anchor.start < end)
            found += [Point(side, document.address, anchor, topics, others, words) for side in passage.sides if side in sides]
    return found


def _own_names(extraction: Extraction, sides: Collection[str]) -> set[str]:
    """How the document calls the sides and their people: words that any point may have. Third parties and places tell what it is about."""
    own = [m for m in extraction.mentions if m.kind != "place" and not set(sides).isdisjoint(m.countries)]
    return {word for m in own for word in (m.name, m.anchor.exact, m.office or "")}


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
    whole = [a for a in (*(m.anchor for m in extraction.mentions), *(t.anchor for t in extraction.topics))]
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
