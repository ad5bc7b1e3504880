"""Small extractions for the tests of analysis, written as marked text."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Claim, Clause, Count, Document, Extraction, Mention, Quote, Telling, Topic, When, Zone, ZoneKind

_MARK = re.compile(r"\[(?P<code>[^\s\]]+) (?P<words>[^\[\]]+)\]")


def account(marked: str, address: str = "a.txt", *, parties: Sequence[str] = ("PAK", "USA"), **fields: Any) -> Extraction:
    """A document that tells a call between the parties, as its marked text says.

    `[#trade tariffs]` is a topic's wording, `[PAK:body Foreign Office]` and `[PAK:person Dar]` speak, `[said: …]` is what the last of
    them said, `[=heading words]` a zone. Marks stand in one another only as a topic in what is said: `[said: on [#trade tariffs]]`.
    """
    text = ""
    stack: list[tuple[str, int]] = []
    marks: list[tuple[str, int, int]] = []
    for token in re.split(r"(\[\S+ |\])", marked):
        if token.startswith("["):
            stack.append((token[1:-1], len(text)))
        elif token == "]":
            code, start = stack.pop()
            marks.append((code, start, len(text)))
        else:
            text += token
    zones = tuple(Zone(_zone(code), start, end) for code, start, end in marks if code.startswith("="))
    document = Document(address=address, text=text, zones=zones, **fields)
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    topics: list[Topic] = []
    for code, start, end in sorted(marks, key=lambda mark: mark[1]):
        anchor = document.anchor(start, end)
        if code.startswith("#"):
            topics.append(Topic(code[1:], anchor))
        elif code == "said:":
            speaker = mentions[-1]
            quotes.append(Quote(content=(anchor,), manner="indirect", act="say", speaker=speaker.anchor, speakers=(speaker,)))
        elif not code.startswith("="):
            country, _, kind = code.partition(":")
            person = kind == "person"
            mentions.append(
                Mention(
                    anchor=anchor,
                    kind="person" if person else "organization",
                    entity=("person:" if person else "org:") + anchor.exact.lower().replace(" ", "-"),
                    name=anchor.exact,
                    country=country,
                    sector="MED" if kind == "press" else "GOV",
                )
            )
    sides = [Mention(anchor=document.anchor(0, 1), kind="country", entity=code, name=code, country=code) for code in parties]
    claim = Claim(trigger=document.anchor(0, 1), type="CONSULT", mode="phone", modality="asserted", actors=tuple(sides))
    return Extraction(document, tuple(mentions), (claim,), tuple(quotes), (), tuple(topics))


def _zone(code: str) -> ZoneKind:
    return code[1:]  # type: ignore[return-value]


def telling(
    by: str, day: str | None = None, *, basis: str = "explicit", who: str = "PAK; USA", where: str = "", **more: Any
) -> Telling:
    """A telling of an engagement of states and persons ("PAK Ishaq Dar, Foreign Minister") in a document of its own."""
    text = f"{who} met {where} {by}"
    document = Document(address=f"{by}.txt", text=text, publisher=by)
    actors = []
    for named in filter(None, who.split("; ")):
        code, _, full = named.partition(" ")
        name, _, office = full.partition(", ")
        actors.append(
            Mention(
                anchor=document.anchor(text.index(named), text.index(named) + len(named)),
                kind="person" if name else "country",
                entity="+".join("person:" + one.lower().replace(" ", "-") for one in name.split("+")) if name else code,
                name=name or code,
                country=code,
                office=office or None,
            )
        )
    location = None
    if where:
        start = text.index(where)
        anchor = document.anchor(start, start + len(where))
        location = Mention(anchor=anchor, kind="place", entity="place:" + where.lower().replace(" ", "-"), name=where)
    met = text.index("met")
    trigger = document.anchor(met, met + 3)
    counts = tuple(Count(kind, number, number, trigger) for kind, number in more.pop("size", {}).items())
    fields = {"type": "CONSULT", "modality": "asserted", "counts": counts, **more}
    claim = Claim(trigger=trigger, actors=tuple(actors), location=location, when=_when(day, basis), **fields)
    return Telling(claim=claim, document=document)


def _when(edtf: str | None, basis: Any) -> When:
    if edtf is None:
        return When(None, "unknown")
    start = date.fromisoformat(edtf + "-01-01"[len(edtf) - 4 :])
    days = {4: 365, 7: 28, 10: 1}[len(edtf)]
    return When(edtf, basis, start, start + timedelta(days))


#: Words that mean one thing to these tests.
MEANINGS = ("trade commerce", "tariff", "equipment arms", "terrorism", "visa", "migration", "climate", "ferries")


def words(texts: Sequence[str]) -> NDArray[np.float32]:
    """A meaning that knows a few words."""
    return np.array([[any(word in text.casefold() for word in one.split()) for one in MEANINGS] for text in texts], np.float32)


def cut(document: Document) -> list[Clause]:
    """What stands between marks and the word "and"."""
    stretches = (match.span() for match in re.finditer(r"[^.,;:!?\n“”—]+", document.text))
    parts = [
        (start + m.start(), start + m.end())
        for start, end in stretches
        for m in re.finditer(r"(?:(?! and ).)+", document.text[start:end])
    ]
    return [Clause(*span, opens=True) for start, end in parts if (span := trimmed(document.text, start, end))]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = re.sub(r"^ ?and ", lambda joint: " " * len(joint[0]), text[start:end])
    return (end - len(words.lstrip()), start + len(words.rstrip())) if words.strip() else None
