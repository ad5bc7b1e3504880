"""Whose account a passage is: a side's own readout, a ministry's words in a report, an official's, or the publisher's."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import OWN_ZONES, Document, Extraction, Quote

__all__ = ["Passage", "accounts"]

PUBLISHER = "publisher"
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
    those that follow until another source is named or a heading... the report's own lead stays the publisher's. Where no body is
    quoted, an official's words are his state's account.
    """
    document = extraction.document
    if document.issuer:
        return [Passage(document, start, end, (document.issuer,)) for start, end in _paragraphs(document)]
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
        named = [_bodies(q) for q in official if (q.speaker and start <= q.speaker.start < end) or start <= q.content[0].start < end]
        sides = tuple(dict.fromkeys(code for codes in named for code in codes))
        if len(sides) == 1:
            current = sides
        yield Passage(document, start, end, sides or current)


def _by_person(document: Document, quotes: tuple[Quote, ...]) -> Iterator[Passage]:
    for quote in quotes:
        codes = tuple(dict.fromkeys(code for m in quote.speakers for code in m.countries))
        for anchor in quote.content:
            if codes:
                yield Passage(document, anchor.start, anchor.end, codes)


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """The lines of the document's own zones with words in them; a line that two zones share is cut between them."""
    start = 0
    for line in document.text.splitlines(keepends=True):
        end = start + len(line)
        edges = sorted({start, end, *(e for z in document.zones for e in (z.start, z.end) if start < e < end)})
        for a, b in zip(edges, edges[1:], strict=False):
            if document.text[a:b].strip() and document.zone_at(a) in OWN_ZONES:
                yield a, b
        start = end
