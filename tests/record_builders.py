"""Small extractions for tests of the record and of what it is asked, written as marked text."""

import re
from typing import Any

from dragoman.model import Anchor, Claim, Document, Extraction, Mention, Quote

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
        elif more or (len(name) > 3 and "+" not in name):
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
