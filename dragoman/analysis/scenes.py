"""What documents have parties say to each other: which engagement a passage is about, who speaks in a quote, its words as one passage."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import timedelta

from dragoman.analysis.answers import names
from dragoman.model import Anchor, Document, Event, Extraction, Quote

__all__ = ["Scenes", "firsts", "said", "whole"]

#: How long after an engagement a document still reports it rather than recalls it.
_NEWS = timedelta(7)


def firsts(extractions: Iterable[Extraction], originals: Mapping[str, str]) -> list[Extraction]:
    """Of copies the first one, in the order of publication, undated ones last. `originals`: by document the id that all copies share."""
    found: dict[str, Extraction] = {}
    for extraction in sorted(
        extractions, key=lambda e: (e.document.published is None, e.document.published or "", e.document.id)
    ):
        found.setdefault(originals.get(extraction.document.id, extraction.document.id), extraction)
    return list(found.values())


def said(quote: Quote, parties: frozenset[str], scene: Event | None) -> frozenset[str]:
    """Which of the parties speak in a quote to or of each other: together, to one that it names or addresses, or in an engagement of theirs."""
    sides = parties & set(quote.countries)
    others = parties & (names(quote) | set((quote.addressee or "").split("+"))) - sides
    return sides if sides and (scene or others or len(sides) > 1) else frozenset()


class Scenes:
    """Which event of the parties a document tells at a place."""

    def __init__(self, extraction: Extraction, told: Mapping[str, Event], parties: frozenset[str]) -> None:
        self._document = extraction.document
        self._parties = parties
        claims = sorted(
            ((anchor.start, claim) for claim in extraction.claims for anchor in (claim.trigger, *claim.also)), key=_first
        )
        self._events = [(start, told.get(claim.id)) for start, claim in claims]
        engagements = [(start, told.get(claim.id)) for start, claim in claims if claim.type == "CONSULT"]
        self._news = [(start, event) for start, event in engagements if self._is_news(event)]

    def at(self, offset: int) -> Event | None:
        """The engagement that the sentence or, where it is the news, the passage is about; else what the sentence tells; else None."""
        sentence = self._document.sentence_at(offset)
        told = [event for start, event in self._events if sentence.start <= start < sentence.end and self._is_theirs(event)]
        here = next((event for event in told if event and event.type == "CONSULT"), next(iter(told), None))
        if here and here.type == "CONSULT":
            return here
        around = self._passage(offset)
        # what is said or agreed in a conversation belongs to it
        return around if around and (here is None or here.when.meets(around.when)) else here

    def _passage(self, offset: int) -> Event | None:
        """The last engagement before a place that is the news; in a side's own paper the first, if there is none before."""
        before = bisect_right(self._news, offset, key=_first)
        if not self._news or not (before or self._document.issuer):
            return None
        event = self._news[max(0, before - 1)][1]
        return event if self._is_theirs(event) else None

    def _is_theirs(self, event: Event | None) -> bool:
        return event is not None and self._parties <= set(event.parties)

    def _is_news(self, event: Event | None) -> bool:
        """Whether an engagement may be what the document reports, rather than recalls; anybody else's may be."""
        published = self._document.day
        return event is None or not published or not event.when.end or published - event.when.end <= _NEWS


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def whole(document: Document, quote: Quote) -> Anchor:
    """The words of a quote from who says them to what is said, where these stand in one sentence; else the sentence of most of it."""
    parts = [a for a in (quote.speaker, quote.cue, *quote.content) if a]
    sentence = document.sentence_at(max(quote.content, key=lambda a: a.end - a.start).start)
    if all(sentence.start <= a.start and a.end <= sentence.end for a in parts):
        return document.anchor(min(a.start for a in parts), max(a.end for a in parts))
    return sentence
