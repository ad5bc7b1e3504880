"""How resolving grows: the time of judging so many claims at once, and that of adding one document to a record of so many.

`python -m evaluation.scaling` prints both tables, `python -m evaluation.scaling 1000 5000` the second for records of these sizes.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.table import Table

from dragoman import Record, pipeline
from dragoman.model import Claim, Document, Extraction, Mention, MentionKind, Telling, When
from dragoman.resolution import cluster, judge_claims

SIZES = (12_500, 25_000, 50_000, 100_000)
RECORDS = (1_000, 5_000, 20_000)
#: Documents that are added one by one to each record, and timed.
_ADDED = 50
_STATES = "PAK USA CHN RUS TUR IND IRN DEU FRA GBR JPN BRA ZAF KEN NGA EGY SAU ARE IDN AUS CAN MEX ARG CHL KOR UKR POL ITA ESP NLD".split()
_ACTS = (("CONSULT", "phone"), ("CONSULT", "visit"), ("ACCUSE", None), ("AGREE", None), ("REQUEST", None))
_TOPICS = (("trade",), ("terrorism", "water"), ("tariffs", "trade"))
_DAYS, _FIRST = 365 * 25, date(2000, 1, 1)
#: Documents a day in the records: a larger one reaches further.
_A_DAY = 10


def main() -> None:
    """Print the tables of synthetic documents, of thirty states over 25 years."""
    sizes = [int(size) for size in sys.argv[1:]]
    if not sizes:
        Console().print(at_once(SIZES))
    Console().print(one_more(sizes or RECORDS))


def at_once(sizes: Sequence[int]) -> Table:
    """Judge and cluster claims."""
    shown = Table("claims", "judging, s", "clustering, s", "events", title="Resolving claims on one core")
    for size in sizes:
        chance = random.Random(size)
        told = [_telling(number, chance) for number in range(size)]
        start = perf_counter()
        judgements = list(judge_claims(told, "-"))
        judged = perf_counter()
        events = cluster([telling.id for telling in told], judgements, "event")
        shown.add_row(f"{size:,}", f"{judged - start:.1f}", f"{perf_counter() - judged:.1f}", f"{len(set(events.values())):,}")
    return shown


def one_more(sizes: Sequence[int]) -> Table:
    """Fill a record in a file, the larger one on top of the smaller, and add and resolve documents one by one."""
    shown = Table(
        "documents", "filling, s", "one more, ms", "the slowest, ms", "judgements", title="Adding one document to a record"
    )
    held = 0
    with TemporaryDirectory() as folder, Record.open(str(Path(folder) / "scaling.db")) as record:
        for size in sorted(sizes):
            start = perf_counter()
            for number in range(held, size):
                record.add(_extraction(number))
            pipeline.resolve(record)
            filled, taken = perf_counter() - start, []
            for number in range(size, size + _ADDED):
                extraction = _extraction(number)
                start = perf_counter()
                record.add(extraction)
                pipeline.resolve(record)
                taken.append(1000 * (perf_counter() - start))
            held = size + _ADDED
            counted = f"{record.counts()['judgements']:,}"
            shown.add_row(f"{size:,}", f"{filled:.0f}", f"{median(taken):.0f}", f"{max(taken):.0f}", counted)
    return shown


def _extraction(number: int) -> Extraction:
    """A report of the claim of a `_telling`, that many a day: it names states, persons with and without office, an office alone, and more words.

    Every tenth prints what the report before it did.
    """
    published = _FIRST + timedelta(number // _A_DAY)
    publisher = "another" if number % _A_DAY == 1 else "agency"
    number -= publisher == "another"
    chance = random.Random(number)
    claim = _telling(number, chance, published).claim
    words = " ".join(f"word{chance.randrange(5_000)}" for _ in range(150))
    minister = f"{claim.actors[0].country} Foreign Minister"
    states = [mention.country or "" for mention in claim.actors]
    named = [(m.entity, m.name, m.country, m.office) for m in claim.actors]
    named += [(state, state, state, None) for state in states * 5]
    named += [(claim.actors[0].entity, claim.actors[0].name, states[0], "Foreign Minister")]
    named += [("person:" + minister.lower().replace(" ", "-"), minister, states[0], "Foreign Minister")]
    text = f"spoke {words}" + "".join(f" {name}" for _, name, _, _ in named)
    document = Document(address=f"{number}-{publisher}.txt", text=text, publisher=publisher, published=published.isoformat())
    mentions, at = [], len(f"spoke {words}")
    for entity, name, country, office in named:
        anchor = document.anchor(at + 1, at + 1 + len(name))
        kind: MentionKind = "person" if ":" in entity else "country"
        mentions.append(Mention(anchor=anchor, kind=kind, entity=entity, name=name, country=country, office=office))
        at = anchor.end
    told = replace(claim, trigger=document.anchor(0, 5), actors=tuple(mentions[:2]))
    return Extraction(document, tuple(mentions), (told,))


def _telling(number: int, chance: random.Random, day: date | None = None) -> Telling:
    """A document of its own with one claim: two states, each with one of eight persons; a day mostly, now and then none."""
    type_, mode = chance.choice(_ACTS)
    day = day or _FIRST + timedelta(chance.randrange(_DAYS))
    text = f"spoke {number}"
    sides = []
    for code in chance.sample(_STATES, 2):
        name = f"Person{chance.randrange(8)} {code.title()}"
        sides.append((code, name))
        text += f" {name}"
    document = Document(address=f"{number}.txt", text=text, published=(day + timedelta(chance.randrange(3))).isoformat())
    mentions = tuple(
        Mention(
            anchor=document.anchor(text.index(name), text.index(name) + len(name)),
            kind="person",
            entity="person:" + name.lower().replace(" ", "-"),
            name=name,
            country=code,
        )
        for code, name in sides
    )
    when = When(None, "unknown")
    if chance.random() > 0.2:
        when = When(day.isoformat(), "explicit", day, day + timedelta(1))
    claim = Claim(
        trigger=document.anchor(0, 5),
        type=type_,
        mode=mode,
        modality="asserted",
        actors=mentions,
        when=when,
        topics=chance.choice(_TOPICS),
    )
    return Telling(claim=claim, document=document)


if __name__ == "__main__":
    main()
