"""Quotes: from speech as it is tagged to who speaks, for whom, to whom, about what, and which denial answers which charge."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Speech, Stretch
from dragoman.extraction.topics import Found
from dragoman.model import OWN_ZONES, Anchor, Document, Mention, Quote

__all__ = ["answer", "find"]

#: Papers that speak for whoever issued them, and how far before them, in code points, their issuer may stand.
_PAPER = re.compile(r"(?i)\b(?:statement|readout|communiqu[eé]|release|note|declaration)\b")
_BESIDE = 60
_PRONOUNS = frozenset("he him she her it they them this that these those us you me i we".split())

#: Acts that answer what another side said, and those that most call for an answer.
_ANSWERS = frozenset(("deny", "reject"))
_CHARGES = frozenset(("accuse", "condemn", "threaten", "warn"))
#: How far back, in code points, a denial looks for what it denies: about two paragraphs.
_REACH = 1200


def find(document: Document, parties: Parties, speech: Iterable[Speech], topics: Sequence[Found]) -> tuple[Quote, ...]:
    """The quotes in the document's own zones, in the order of their first words."""
    quotes: list[Quote] = []
    for said in speech:
        content = tuple(
            document.anchor(*_trim(document.text, stretch)) for stretch in said.content if document.text[slice(*stretch)].strip()
        )
        if not content or document.zone_at(content[0].start) not in OWN_ZONES or _says_nothing(content):
            continue
        speakers = parties.within(said.speaker) if said.speaker else ()
        if said.speaker and not speakers and _PAPER.search(document.text[slice(*said.speaker)]):
            speakers = _issuer(parties, said.speaker, quotes)
        if said.act == "think" and not any(m.country for m in speakers):
            continue
        addressees = parties.within(said.addressee) if said.addressee else ()
        quotes.append(
            Quote(
                content=content,
                manner=said.manner,
                act="say" if said.act == "think" else said.act,
                speaker=document.anchor(*said.speaker) if said.speaker else None,
                speakers=_speakers(speakers),
                cue=document.anchor(*said.cue) if said.cue else None,
                addressee=_party(addressees[0]) if addressees else None,
                topics=_within(topics, [(a.start, a.end) for a in content]),
            )
        )
    return answer(sorted(quotes, key=_place))


def _says_nothing(content: Sequence[Anchor]) -> bool:
    """Whether a pronoun is all that was said: "reassured him"."""
    return len(content) == 1 and content[0].exact.lower() in _PRONOUNS


def _issuer(parties: Parties, speaker: Stretch, quotes: Sequence[Quote]) -> tuple[Mention, ...]:
    """Who speaks in "the statement": the body in the words just before, else the body that was quoted last."""
    named = (
        [m for m in parties.within((max(0, speaker[0] - _BESIDE), speaker[0])) if m.kind == "organization" and m.country]
        if speaker[0]
        else []
    )
    if named:
        return (named[-1],)
    quoted = [q for q in quotes if q.content[0].start < speaker[0] and any(m.kind == "organization" for m in q.speakers)]
    return quoted[-1].speakers if quoted else ()


def _place(quote: Quote) -> tuple[int, int]:
    return quote.content[0].start, -quote.content[0].end


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _speakers(named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Persons speak for the bodies beside them in the same words: "Foreign Ministry spokesperson Hua Chunying"."""
    return tuple(m for m in named if m.kind == "person") or named


def _party(mention: Mention) -> str:
    return mention.country or mention.entity


def _within(topics: Sequence[Found], stretches: Sequence[Stretch]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.topic for t in topics if any(a <= t.start and t.end <= b for a, b in stretches)))


def _start(quote: Quote) -> int:
    return quote.content[0].start


def answer(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Point each denial and rejection at the charge, else the statement, of another side that it most likely answers."""
    linked: list[Quote] = []
    for place, quote in enumerate(quotes):
        if quote.act not in _ANSWERS:
            linked.append(quote)
            continue
        start, speaker = quote.content[0].start, quote.entity
        lately = quotes[bisect_left(quotes, start - _REACH, key=_start) : place]
        earlier = [other for other in lately if other.entity not in (None, speaker)]
        charges = [other for other in earlier if other.act in _CHARGES]
        about = [other for other in earlier if set(other.topics) & set(quote.topics)]
        answered = charges or about
        linked.append(replace(quote, denies=answered[-1].id if answered else None))
    return tuple(linked)
