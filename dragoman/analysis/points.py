"""The points of an account: sentences cut where one matter ends and the next begins, each with its topics and its words."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.analysis.accounts import Passage
from dragoman.model import Anchor, Document, Extraction
from dragoman.wording import Wording, wording

__all__ = ["Point", "points"]

#: Where one point of an enumeration or sentence ends and the next begins.
_POINT = re.compile(r"(?:[^,;:.!?“”\"—–\n]|(?<=\d)[.,:–](?=\d)|(?<=\b[A-Z])\.)+")
#: What joins two matters within a point.
_JOINT = re.compile(r"\s+(?:and|as well as|along with|but|while)\s+(?:also\s+)?")
#: What leads up to a clause at the beginning of a sentence.
_LEADS = re.compile(
    r"(?:With|On|During|In|At|As|Regarding|Concerning|Following|After|Before|While|Turning|Recalling|Noting|Amid|Against|Speaking|Given)\b"
)
_STOP = re.compile(r"[.!?;:\n]")
#: Words that only say that the sides spoke.
_FRAME = re.compile(
    r"(?i)\b(?:met|meets|spoke|speaks|spoken|held (?:a |an )?(?:\w+ ){0,2}(?:meeting|call|conversation|talks)|had (?:a |an )?(?:\w+ ){0,2}(?:meeting|call|conversation)|telephoned|phoned)\b(?! of| about| in favour)"
)
#: Kinds of mentions by which a point is told from another of its topic.
_NAMED = frozenset(("person", "country", "organization", "group"))
#: How far behind "and" a word of speech may stand, with an adverb between, in code points.
_ADVERB = 14
_JOINED = re.compile(r"\s*(?:and|but|while|as well as)\s+")
#: Words of weight that a point without a known topic must have, so that it says anything.
_SAYING = 3


@dataclass(frozen=True, slots=True)
class Point:
    """What a side says of one matter: the words, the topics that they name in order, whom they name beside the sides, the weight of its words."""

    side: str
    address: str
    anchor: Anchor
    topics: tuple[str, ...]
    names: frozenset[str]
    words: Wording = field(compare=False, hash=False)


def points(extraction: Extraction, passages: Iterable[Passage], sides: Collection[str]) -> list[Point]:
    """The points of a document's passages, in order.

    A point that names no topic counts in a side's own paper alone, and only when it says more than that the sides spoke.
    """
    document, found = extraction.document, []
    names = _own_names(extraction, sides)
    third = [m for m in extraction.mentions if m.kind in _NAMED and set(sides).isdisjoint(m.countries)]
    said = sorted({q.cue.start for q in extraction.quotes if q.cue} | {c.trigger.start for c in extraction.claims})
    frames = {c.trigger.start for c in extraction.claims if c.type == "CONSULT"}
    for passage in passages:
        named = [t for t in extraction.topics if passage.start <= t.anchor.start < passage.end]
        for start, end in _pieces(document, passage, [t.anchor for t in named], [t.id for t in named], said):
            topics = tuple(dict.fromkeys(t.id for t in named if start <= t.anchor.start < end))
            anchor = document.anchor(start, end)
            words = wording(anchor.exact, without=names)
            opens = (
                any(start <= frame < end for frame in frames)
                or document.zone_at(start) == "headline"
                or bool(_FRAME.search(anchor.exact))
            )
            if not topics and (not document.issuer or opens or len(words) < _SAYING or _is_title(document, start)):
                continue
            others = frozenset(m.entity for m in third if start <= m.anchor.start < end)
            own = [side for side in passage.sides if side in sides]
            found += [Point(side, document.address, anchor, topics, others, words) for side in own]
    return found


def _own_names(extraction: Extraction, sides: Collection[str]) -> set[str]:
    """How the document calls the sides and their people: words that any point may have. Third parties and places tell what it is about."""
    own = [m for m in extraction.mentions if m.kind != "place" and not set(sides).isdisjoint(m.countries)]
    return {word for m in own for word in (m.name, m.anchor.exact, m.office or "")}


def _is_title(document: Document, start: int) -> bool:
    """Whether words stand in a first line that is no sentence."""
    line = document.text.find("\n")
    return 0 <= start < line and document.text[:line].rstrip()[-1:] not in '.!?”"’'


def _pieces(
    document: Document, passage: Passage, anchors: Sequence[Anchor], topics: Sequence[str], said: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The points of a passage by their places: between marks, and again where a word joins two matters or two acts.

    `said` are the places of words that say or do something.
    """
    for start, end in _clauses(document, passage, anchors, said):
        inside = sorted((a.start, a.end, t) for a, t in zip(anchors, topics, strict=True) if start <= a.start < end)
        end = max([end, *(stop for _, stop, _ in inside)])
        cuts = {
            joint.span()
            for (_, one, topic), (other, _, next_topic) in pairwise(inside)
            if topic != next_topic and (joint := _JOINT.search(document.text, one, other))
        }
        cuts |= {joint.span() for joint in _JOINT.finditer(document.text, start, end) if _acts(document.text, joint.end(), said)}
        edges = [start, *(edge for cut in sorted(cuts) for edge in cut), end]
        yield from (trimmed for a, b in zip(edges[::2], edges[1::2], strict=True) if (trimmed := _trimmed(document.text, a, b)))


def _acts(text: str, at: int, said: Sequence[int]) -> bool:
    """Whether a new act begins at a place: a word that says something, or "that"."""
    near = [place for place in said if at <= place <= at + _ADVERB]
    return text.startswith("that ", at) or any(" " not in text[at:place].strip() for place in near)


def _clauses(document: Document, passage: Passage, anchors: Sequence[Anchor], said: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What stands between marks; words that only lead up to a clause, or neither name a matter nor say anything, go with it."""
    text, held = document.text, None
    told = sorted({anchor.start for anchor in anchors} | set(said))
    previous: tuple[int, int] | None = None
    for match in _POINT.finditer(text, passage.start, passage.end):
        part = _trimmed(text, *match.span())
        if not part:
            continue
        start, end = part
        comma = "," in text[previous[1] : start] and not _STOP.search(text, previous[1], start) if previous else False
        if held is not None:
            start, held = held, None
        elif previous and comma and not any(start <= place < end for place in told):
            previous = previous[0], end
            continue
        if previous:
            yield previous
        previous = None
        if _LEADS.match(text, start, end) and text[end : end + 1] == ",":
            held = start
            continue
        previous = start, end
    if held is not None:
        yield held, passage.start + len(text[passage.start : passage.end].rstrip())
    if previous:
        yield previous


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without blanks at its ends and without what joins it to the words before; None when nothing is left."""
    joint = _JOINED.match(text, start, end)
    words = text[joint.end() if joint else start : end]
    return (end - len(words.lstrip()), end - len(words) + len(words.rstrip())) if words.strip() else None
