"""Quotes: from speech as it is tagged to who speaks, for whom, to whom, about what, and in which manner."""

import re
from collections.abc import Iterable, Sequence

from dragoman.extraction import quotations
from dragoman.extraction.answers import ANSWERS
from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Speech, Stretch
from dragoman.extraction.topics import Found
from dragoman.model import OWN_ZONES, Anchor, Document, Mention, Quote

__all__ = ["find"]

#: Papers that speak for whoever issued them, and how far before them, in code points, their issuer may stand.
_PAPER = re.compile(r"(?i)\b(?:statement|readout|communiqu[eé]|release|note|declaration)\b")
_BESIDE = 60
#: Papers of several parties together.
_JOINT_PAPER = re.compile(r"(?i)\bjoint\b|\b(?:agreement|accord|treaty|memorandum)\b")
_PRONOUNS = frozenset("he him she her it they them this that these those us you me i we".split())


def find(document: Document, parties: Parties, speech: Iterable[Speech], topics: Sequence[Found]) -> tuple[Quote, ...]:
    """The quotes in the document's own zones, in the order of their first words."""
    quotes: list[Quote] = []
    marked = quotations.find(document.text)
    for said in speech:
        content = tuple(document.anchor(*stretch) for stretch in said.content)
        if (
            not content
            or document.zone_at(content[0].start) not in OWN_ZONES
            or (said.act not in ANSWERS and _says_nothing(content))
        ):
            continue
        speakers = _speakers(document.text, parties, said.speaker, quotes) if said.speaker else ()
        if said.act == "think" and not any(m.country for m in speakers):
            continue
        addressee = parties.addressed(said.cue, content[0].start, speakers) if said.cue else None
        quotes.append(
            Quote(
                content=content,
                manner=quotations.manner(document.text, said.content, said.cue, marked),
                act="say" if said.act == "think" else said.act,
                speaker=document.anchor(*said.speaker) if said.speaker else None,
                speakers=speakers,
                cue=document.anchor(*said.cue) if said.cue else None,
                addressee=addressee,
                topics=_within(topics, [(a.start, a.end) for a in content]),
            )
        )
    once = {quote.id: quote for quote in quotes}  # two labels may lead to the same words
    return tuple(sorted(once.values(), key=_place))


def _says_nothing(content: Sequence[Anchor]) -> bool:
    """Whether a pronoun is all that was said: "reassured him". Answers may say no more: "denied it"."""
    return len(content) == 1 and content[0].exact.lower() in _PRONOUNS


def _speakers(text: str, parties: Parties, speaker: Stretch, quotes: Sequence[Quote]) -> tuple[Mention, ...]:
    """Who speaks: whoever the words name, persons before the bodies beside them ("Foreign Ministry spokesperson Hua Chunying"); for a paper
    its issuer; for an "it" that nothing else explains whoever was quoted last.
    """
    named = parties.within(speaker)
    if named:
        return tuple(m for m in named if m.kind == "person") or named
    words = text[slice(*speaker)]
    if _JOINT_PAPER.search(words) and (together := parties.together(speaker[0])):
        return together
    if _PAPER.search(words):
        return _issuer(parties, speaker, quotes)
    papers = [q for q in quotes[-1:] if q.speaker and _PAPER.search(q.speaker.exact)]
    return papers[-1].speakers if papers and words.lower() == "it" else ()


def _issuer(parties: Parties, speaker: Stretch, quotes: Sequence[Quote]) -> tuple[Mention, ...]:
    """Who speaks in "the statement": the body in the words just before, else the body that was quoted last."""
    beside = parties.within((max(0, speaker[0] - _BESIDE), speaker[0])) if speaker[0] else ()
    named = [m for m in beside if m.kind == "organization" and m.country]
    if named:
        return (named[-1],)
    quoted = [q for q in quotes if q.content[0].start < speaker[0] and any(m.kind == "organization" for m in q.speakers)]
    return quoted[-1].speakers if quoted else ()


def _place(quote: Quote) -> tuple[int, int]:
    return quote.content[0].start, -quote.content[0].end


def _within(topics: Sequence[Found], stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """The topics that end within some stretches: what was "raised" may be named with the word that raises it."""
    return tuple(dict.fromkeys(t.topic for t in topics if any(a < t.end <= b for a, b in stretches)))
