"""Extractions for the record's tests: small ones written as marked text, and any that can be drawn."""

import re
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dragoman.model import Anchor, Claim, Document, Extraction, Mention, Quote, Time, When, Zone

_MARK = re.compile(r"\[(?P<code>\S+) (?P<words>[^\]]+)\]")


def told(marked: str, address: str = "a.txt", **fields: Any) -> Extraction:
    """An extraction as its marked text says.

    `[PAK Ishaq Dar]` is a person who acts for Pakistan, `[CONSULT:phone called]` an act between all who are named, `[say:trade
    tariffs would fall]` what the last one named before it said, on trade.
    """
    text, marks = "", []
    last = 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        marks.append((mark["code"], len(text), len(text) + len(mark["words"])))
        text += mark["words"]
        last = mark.end()
    document = Document(address=address, text=text + marked[last:], **fields)
    mentions: list[Mention] = []
    claims: list[tuple[str, Anchor]] = []
    quotes: list[Quote] = []
    for code, start, end in marks:
        anchor = document.anchor(start, end)
        name, _, more = code.partition(":")
        if name.islower():
            quotes.append(
                Quote(content=(anchor,), manner="indirect", act=name, speakers=(*mentions[-1:],), topics=(more,) if more else ())
            )
        elif more or len(name) > 3 and "+" not in name:
            claims.append((code, anchor))
        else:
            entity = "person:" + anchor.exact.lower().replace(" ", "-")
            mentions.append(Mention(anchor=anchor, kind="person", entity=entity, name=anchor.exact, country=name))
    return Extraction(
        document,
        tuple(mentions),
        tuple(
            Claim(
                trigger=anchor,
                type=code.partition(":")[0],
                mode=code.partition(":")[2] or None,
                modality="asserted",
                actors=tuple(mentions),
            )
            for code, anchor in claims
        ),
        tuple(quotes),
    )


CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    st.sampled_from("aé’“”'\"\\%_; 🤝🇵🇰محمدَ北京e\u0301\u202e\ufeff\n\t"),
)
WORDS = st.text(CHARACTERS, max_size=20)
CODES = st.sampled_from(["PAK", "USA", "UNO", "FRA+DEU"])
TOPICS = st.lists(st.sampled_from(["trade", "water", "terrorism"]), max_size=3).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def whens(anchors: st.SearchStrategy[Anchor]) -> st.SearchStrategy[When]:
    days = maybe(st.dates(date(1, 1, 1)))
    return st.builds(When, maybe(WORDS), st.sampled_from(["explicit", "relative", "unknown"]), days, days, maybe(anchors))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction that holds together."""
    text = draw(st.text(CHARACTERS, min_size=1, max_size=80))
    offsets = st.integers(0, len(text))
    document = Document(
        address=draw(WORDS),
        text=text,
        kind=draw(st.sampled_from(["report", "readout"])),
        title=draw(maybe(WORDS)),
        publisher=draw(maybe(WORDS)),
        issuer=draw(maybe(CODES)),
        published=draw(maybe(st.sampled_from(["2025", "2025-04", "2025-04-07", "XXXX-04-22"]))),
        language=draw(maybe(WORDS)),
        url=draw(maybe(WORDS)),
        zones=tuple(draw(st.lists(st.builds(Zone, st.sampled_from(["headline", "body"]), offsets, offsets), max_size=3))),
    )
    starts = st.integers(0, len(text) - 1)
    anchors = starts.flatmap(lambda start: st.integers(start + 1, len(text)).map(lambda end: document.anchor(start, end)))
    mentions = draw(
        st.lists(
            st.builds(
                Mention,
                anchor=anchors,
                kind=st.sampled_from(["person", "country", "place"]),
                entity=WORDS,
                name=WORDS,
                country=maybe(CODES),
                sector=maybe(WORDS),
                office=maybe(WORDS),
            ),
            max_size=5,
            unique_by=lambda mention: mention.id,
        )
    )
    some = st.lists(st.sampled_from(mentions), max_size=3).map(tuple) if mentions else st.just(())
    claims = st.builds(
        Claim,
        trigger=anchors,
        type=st.sampled_from(["CONSULT", "ACCUSE"]),
        modality=st.sampled_from(["asserted", "denied"]),
        mode=maybe(WORDS),
        contexts=st.lists(WORDS, max_size=2).map(tuple),
        actors=some,
        recipients=some,
        location=maybe(st.sampled_from(mentions)) if mentions else st.none(),
        when=whens(anchors),
        topics=TOPICS,
        according_to=maybe(WORDS),
        size=st.dictionaries(WORDS, st.integers(), max_size=2),
        also=st.lists(anchors, max_size=2).map(tuple),
    )
    quotes = st.builds(
        Quote,
        content=st.lists(anchors, min_size=1, max_size=3).map(tuple),
        manner=st.sampled_from(["direct", "mixed"]),
        act=st.sampled_from(["say", "deny"]),
        speaker=maybe(anchors),
        speakers=some,
        cue=maybe(anchors),
        addressee=maybe(WORDS),
        denies=maybe(WORDS),
        topics=TOPICS,
    )
    times = st.builds(Time, whens(anchors), anchors, st.sampled_from(["DATE", "SET"]), maybe(WORDS))
    return Extraction(
        document,
        tuple(mentions),
        tuple(draw(st.lists(claims, max_size=3, unique_by=lambda claim: claim.id))),
        tuple(draw(st.lists(quotes, max_size=3, unique_by=lambda quote: quote.id))),
        tuple(draw(st.lists(times, max_size=2))),
    )
