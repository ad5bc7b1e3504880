"""How the time of judging claims grows with their number: `python -m evaluation.scaling`."""

import random
from datetime import date, timedelta
from time import perf_counter

from rich.console import Console
from rich.table import Table

from dragoman.model import Claim, Document, Mention, Telling, When
from dragoman.resolution import cluster, judge_claims

SIZES = (12_500, 25_000, 50_000, 100_000)
_STATES = "PAK USA CHN RUS TUR IND IRN DEU FRA GBR JPN BRA ZAF KEN NGA EGY SAU ARE IDN AUS CAN MEX ARG CHL KOR UKR POL ITA ESP NLD".split()
_ACTS = (("CONSULT", "phone"), ("CONSULT", "visit"), ("ACCUSE", None), ("AGREE", None), ("REQUEST", None))
_TOPICS = (("trade",), ("terrorism", "water"), ("tariffs", "trade"))
_DAYS, _FIRST = 365 * 25, date(2000, 1, 1)


def main() -> None:
    """Judge and cluster synthetic claims of thirty states over 25 years, and print the table."""
    shown = Table("claims", "judging, s", "clustering, s", "events", title="Resolving claims on one core")
    for size in SIZES:
        chance = random.Random(size)
        told = [_telling(number, chance) for number in range(size)]
        start = perf_counter()
        judgements = list(judge_claims(told, "-"))
        judged = perf_counter()
        events = cluster([telling.id for telling in told], judgements, "event")
        shown.add_row(f"{size:,}", f"{judged - start:.1f}", f"{perf_counter() - judged:.1f}", f"{len(set(events.values())):,}")
    Console().print(shown)


def _telling(number: int, chance: random.Random) -> Telling:
    """A document of its own with one claim: two states, each with one of eight persons; a day mostly, now and then a month or none."""
    type_, mode = chance.choice(_ACTS)
    day = _FIRST + timedelta(chance.randrange(_DAYS))
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
