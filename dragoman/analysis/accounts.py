"""Whose account a passage is: a side's own readout, a ministry's words in a report, an official's, or the publisher's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import OWN_ZONES, Document, Extraction, Quote, ZoneKind
from dragoman.wrapping import unwrapped

__all__ = ["PUBLISHER", "Passage", "accounts"]

#: The side that a report speaks for in its own voice.
PUBLISHER = "publisher"
#: Zones that an editor writes, whoever is quoted below them.
_EDITED: frozenset[ZoneKind] = frozenset(("headline", "keypoints", "heading"))
#: Zones that are an issuer's own account.
_ISSUED: frozenset[ZoneKind] = OWN_ZONES | {"embed"}
#: Acts of speech by which a body gives out what happened.
_SAYING = frozenset(("say", "announce", "emphasise", "reaffirm", "agree"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document and the sides whose account it is; `publisher` where the report speaks in its own voice."""

    document: Document
    start: int
    end: int
    sides: tuple[str, ...]


def accounts(extraction: Extraction) -> list[Passage]:
    """The passages of a document by side, in order.

    A readout is its issuer's from end to end. In a report, a paragraph that quotes a state's body is that state's, and so are
    those that follow until another body is quoted; what stands before the first, and every headline, key point and heading, is
    the publisher's. Where no body is quoted, an official's words are his state's account, and all else is the publisher's.
    """
    document = extraction.document
    if document.issuer:
        # what a side posts is its account as well as what it prints
        return [Passage(document, start, end, (document.issuer,)) for start, end in _paragraphs(document, _ISSUED)]
    official = [q for q in extraction.quotes if q.act in _SAYING and _bodies(q)]
    if official:
        return list(_by_source(document, official))
    return list(_by_person(document, extraction.quotes))


def _bodies(quote: Quote) -> tuple[str, ...]:
    """The states for which a body (not a person, not the state itself) speaks in a quote."""
    bodies = [m for m in quote.speakers if m.kind == "organization" and m.country and m.sector not in ("MED", "BUS")]
    return tuple(dict.fromkeys(code for m in bodies for code in m.countries))


def _by_source(document: Document, official: list[Quote]) -> Iterator[Passage]:
    current: tuple[str, ...] = (PUBLISHER,)
    for start, end in _paragraphs(document):
        if document.zone_at(start) in _EDITED:
            yield Passage(document, start, end, (PUBLISHER,))
            continue
        named = [
            _bodies(q) for q in official if (q.speaker and start <= q.speaker.start < end) or start <= q.content[0].start < end
        ]
        sides = tuple(dict.fromkeys(code for codes in named for code in codes))
        if len(sides) == 1:
            current = sides
        yield Passage(document, start, end, sides or current)


def _by_person(document: Document, quotes: tuple[Quote, ...]) -> Iterator[Passage]:
    said = [(anchor, quote.countries) for quote in quotes if quote.countries for anchor in quote.content]
    for start, end in _paragraphs(document):
        edges = {edge for anchor, _ in said for edge in (anchor.start, anchor.end) if start < edge < end}
        for a, b in pairwise(sorted({start, end, *edges})):
            sides = dict.fromkeys(code for anchor, codes in said if anchor.start <= a and b <= anchor.end for code in codes)
            yield Passage(document, a, b, tuple(sides) or (PUBLISHER,))


def _paragraphs(document: Document, zones: frozenset[ZoneKind] = OWN_ZONES) -> Iterator[tuple[int, int]]:
    """The lines of some of the document's zones with words in them; a line that two zones share is cut between them."""
    start = 0
    for line in unwrapped(document.text).splitlines(keepends=True):
        end = start + len(line)
        edges = sorted({start, end, *(e for z in document.zones for e in (z.start, z.end) if start < e < end)})
        for a, b in pairwise(edges):
            if document.text[a:b].strip() and document.zone_at(a) in zones:
                yield a, b
        start = end
