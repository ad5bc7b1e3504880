"""A large synthetic record: thirty states over 25 years, each event told by a report, every fifth by a readout of each side as well.

Its documents go through the door that `add` writes by, many in a transaction. Claims and mentions are gathered as they were made instead of
being judged pair by pair, which takes hours at this size; heads are written as resolving writes them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import Claim, Clause, Document, Extraction, Mention, Quote, Topic, When, Zone, fingerprint
from dragoman.pipeline.heading import head
from dragoman.record import Record, writing
from dragoman.record.opening import connect, transaction

__all__ = ["STATES", "TOPICS", "extractions", "fill"]

STATES = "PAK USA CHN RUS TUR IND IRN DEU FRA GBR JPN BRA ZAF KEN NGA EGY SAU ARE IDN AUS CAN MEX ARG CHL KOR UKR POL ITA ESP NLD".split()
TOPICS = ("trade", "counter-terrorism", "tariffs", "fisheries", "water")
_ACTS = (("CONSULT", "phone"), ("CONSULT", "meet"), ("ACCUSE", None), ("AGREE", None), ("REQUEST", None))
_PUBLISHERS = ("agency", "daily", "herald", "observer", "post")
_DAYS, _FIRST = 365 * 25, date(2000, 1, 1)
_EVERY = 5
_PERSONS = 8
#: Events whose documents one transaction keeps.
_BATCH = 500
#: The words of a text: few that all share, many that few do.
_COMMON = "the two sides reviewed their relations and exchanged views on matters of mutual interest while officials in both capitals stayed in close contact".split()
_RARE = 20_000
_SENTENCES, _WORDS = 10, 14


@dataclass(frozen=True, slots=True)
class _Act:
    """What happened: two persons of two states, on a day, on topics."""

    type: str
    mode: str | None
    sides: tuple[tuple[str, str], ...]
    day: date
    topics: tuple[str, ...]


def extractions(number: int) -> list[Extraction]:
    """The documents that tell the event of a number."""
    chance = random.Random(number)
    type_, mode = chance.choice(_ACTS)
    codes = chance.sample(STATES, 2)
    act = _Act(
        type=type_,
        mode=mode,
        sides=tuple((code, f"Person{chance.randrange(_PERSONS)} {code.title()}") for code in codes),
        day=_FIRST + timedelta(chance.randrange(_DAYS)),
        topics=tuple(chance.sample(TOPICS, 2)),
    )
    issuers = (None, *(codes if number % _EVERY == 0 else ()))
    return [_told(number, act, issuer, chance) for issuer in issuers]


def _told(number: int, act: _Act, issuer: str | None, chance: random.Random) -> Extraction:
    (one, first), (other, second) = act.sides
    title = f"{first} and {second} spoke, report {number}"
    opening = f"{first} and {second} spoke on {act.day:%d %B %Y} about {act.topics[0]} and {act.topics[1]}."
    said = f"{first} said that {act.topics[0]} should be settled by word{chance.randrange(_RARE)} and word{chance.randrange(_RARE)}."
    rest = " ".join(_sentence(chance) for _ in range(_SENTENCES))
    text = f"{title}\n\n{opening}\n\n{said} {rest}"
    document = Document(
        address=f"{number}-{issuer or 'report'}.txt",
        text=text,
        title=title,
        kind="readout" if issuer else "report",
        issuer=issuer,
        publisher=issuer or chance.choice(_PUBLISHERS),
        published=(act.day + timedelta(chance.randrange(3))).isoformat(),
        language="en",
        zones=(Zone("headline", 0, len(title)),),
    )
    mentions = tuple(
        Mention(
            anchor=document.anchor(at, at + len(name)),
            kind="person",
            entity="person:" + name.lower().replace(" ", "-"),
            name=name,
            country=code,
            office="Foreign Minister",
        )
        for code, name, place in ((one, first, 0), (other, second, 0), (one, first, len(title)), (other, second, len(title)))
        for at in [text.index(name, place)]
    )
    trigger = text.index("spoke", len(title))
    content = text.index(said) + len(f"{first} said that ")
    words = [text.index(topic, len(title)) for topic in act.topics]
    claim = Claim(
        trigger=document.anchor(trigger, trigger + len("spoke")),
        type=act.type,
        mode=act.mode,
        modality="asserted",
        actors=mentions[2:],
        when=When(act.day.isoformat(), "explicit", act.day, act.day + timedelta(1)),
        topics=act.topics,
    )
    quote = Quote(
        content=(document.anchor(content, text.index(".", content) + 1),),
        manner="indirect",
        act="say",
        speaker=document.anchor(text.index(said), text.index(said) + len(first)),
        speakers=(mentions[2],),
        topics=act.topics[:1],
    )
    topics = tuple(
        Topic(topic, document.anchor(at, at + len(topic))) for at, topic in sorted(zip(words, act.topics, strict=True))
    )
    return Extraction(document, mentions, (claim,), (quote,), topics=topics, clauses=tuple(_clauses(text)))


def _clauses(text: str) -> Iterator[Clause]:
    start = 0
    for end in (found.end() for found in re.finditer(r"\.(?= )|\.$|\n\n", text)):
        yield Clause(start, end, opens=True)
        start = end + 1


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_COMMON) if chance.random() < 0.8 else f"word{chance.randrange(_RARE)}" for _ in range(_WORDS)]
    return " ".join(words).capitalize() + "."


def fill(address: str, size: int) -> Iterator[int]:
    """Make a record of so many events. Yields how many it holds, batch by batch."""
    with Record.open(address) as record:
        engine = connect(address)
        for start in range(0, size, _BATCH):
            told = [extractions(number) for number in range(start, min(size, start + _BATCH))]
            with transaction(engine, writes=True) as connection:
                for documents in told:
                    for extraction in documents:
                        writing.add(connection, extraction)
            events = {
                claim.id: "event:" + fingerprint(min(c.id for e in documents for c in e.claims))
                for documents in told
                for extraction in documents
                for claim in extraction.claims
            }
            everything = [extraction for documents in told for extraction in documents]
            with record.resolving() as work:
                work.take(2 * len(everything))
                work.gather("event", events)
                work.gather("document", {e.document.id: "document:" + fingerprint(e.document.id) for e in everything})
                named = {m.id: "entity:" + fingerprint(m.entity) for e in everything for m in e.mentions}
                work.gather("entity", named)
                head(work, frozenset(events.values()))
            yield start + len(told)
        engine.dispose()
