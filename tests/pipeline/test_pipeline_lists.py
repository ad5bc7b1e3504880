"""Lists of events: by heads alone what reading every telling gives, page by page, counted and filtered; on both engines."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from record_builders import told

from dragoman import analysis, pipeline
from dragoman.errors import UsageError
from dragoman.model import Event, Extraction, When
from dragoman.record import Record
from dragoman.results import Filters, Head

#: What documents tell, with when it was and who printed it.
TOLD = (
    ("[PAK Omar Dar] [CONSULT:phone called] [USA Ann Lee] on trade", "2025-04-07", "wire"),
    ("[PAK Omar Dar] [CONSULT:meet met] [USA Ann Lee] in Oslo", "2025-05", "daily"),
    ("[PAK Omar Dar] [ACCUSE blamed] [IND Ravi Rao] for it", "2024-12-31", "wire"),
    ("[USA Ann Lee] [CONSULT:multilateral received] [PAK Zia Khan] and [IND Ravi Rao]", "2025-04-07", "post"),
    ("[USA Ann Lee] [AGREE agreed] with [IND Ravi Rao]", None, "post"),
    ("[KEN Amina Odera] [CONSULT:phone called] [NOR Kari Lindahl]", "2023-02-01", "wire"),
)


def extraction(marked: str, day: str | None, publisher: str, number: int) -> Extraction:
    """A document that tells one event on trade."""
    made = told(marked, address=f"{number}.txt", publisher=publisher, issuer="USA" if publisher == "post" else None,
                kind="readout" if publisher == "post" else "report")  # fmt: skip
    when = When(None, "unknown")
    if day:
        first = date.fromisoformat(day + "-01"[: 10 - len(day)])
        when = When(day, "explicit", first, first + timedelta(31 if len(day) < len("2025-05-01") else 1))
    return replace(
        made, claims=tuple(replace(claim, when=when, topics=("trade",) if number else ("water",)) for claim in made.claims)
    )


@pytest.fixture
def listed(record: Record) -> Record:
    """A record of six events."""
    for number, (marked, day, publisher) in enumerate(TOLD):
        record.add(extraction(marked, day, publisher, number))
    pipeline.resolve(record)
    assert record.counts()["events"] == len(TOLD)
    return record


def pages(record: Record, parties: tuple[str, ...] = (), filters: Filters = pipeline.EVERY, limit: int = 2) -> list[Head]:
    """All pages of a list, one after the other."""
    found, after = list[Head](), None
    while True:
        page = pipeline.listing(record, parties, filters, after=after, limit=limit)
        assert len(page.heads) <= limit
        found += page.heads
        after = page.next
        if after is None:
            assert page.total == len(found)
            return found


def days(heads: list[Head]) -> list[str | None]:
    return [head.when.edtf for head in heads]


def test_a_list_is_the_timeline_the_newest_first(listed: Record) -> None:
    everything = analysis.timeline(listed.tellings(), listed.clusters("event"), listed.clusters("document"))
    assert pipeline.events(listed) == everything
    heads = pages(listed)
    assert days(heads) == ["2025-05", "2025-04-07", "2025-04-07", "2024-12-31", "2023-02-01", None]
    assert {head.id: head for head in heads} == {event.id: analysis.head(event) for event in everything}
    assert pages(listed, limit=1) == pages(listed, limit=5) == heads
    for parties in ((), ("PAK",), ("PAK", "USA"), ("IND", "PAK", "USA"), ("JPN",)):
        expected = [event for event in everything if {*parties} <= {*event.parties}]
        assert pipeline.events(listed, parties) == expected
        assert {head.id for head in pages(listed, parties)} == {event.id for event in expected}


def test_filters_apply_together(listed: Record) -> None:
    odera = pipeline.entity(listed, "odera")
    for filters, expected in (
        (Filters(types=("CONSULT",)), ["2025-05", "2025-04-07", "2025-04-07", "2023-02-01"]),
        (Filters(types=("ACCUSE", "AGREE")), ["2024-12-31", None]),
        (Filters(topic="water"), ["2025-04-07"]),
        (Filters(topic="trade", publisher="wire"), ["2024-12-31", "2023-02-01"]),
        (Filters(kind="readout"), ["2025-04-07", None]),
        (Filters(since="2025"), ["2025-05", "2025-04-07", "2025-04-07"]),
        (Filters(since="2024-12", until="2025-04-07"), ["2025-04-07", "2025-04-07", "2024-12-31"]),
        (Filters(until="2024"), ["2024-12-31", "2023-02-01"]),
        (Filters(person="Odera"), ["2023-02-01"]),
        (Filters(person=odera.id, types=("AGREE",)), []),
        (Filters(modality="planned"), []),
    ):
        assert days(pages(listed, (), filters)) == expected, filters
        assert sorted(map(str, days(pages(listed, (), filters)))) == sorted(
            str(e.when.edtf) for e in pipeline.events(listed, (), filters)
        )
    assert days(pages(listed, ("USA", "PAK"), Filters(kind="readout", topic="trade", publisher="post"))) == ["2025-04-07"]


def test_a_cursor_holds_whatever_is_added(listed: Record) -> None:
    first = pipeline.listing(listed, limit=2)
    before = pipeline.listing(listed, after=first.next).heads
    listed.add(extraction("[JPN Ken Abe] [CONSULT:phone called] [USA Ann Lee]", "2026-01-01", "wire", 9))
    pipeline.resolve(listed)
    assert pipeline.listing(listed, after=first.next).heads == before


def test_events_are_counted_by_year_and_type_and_by_relation(listed: Record) -> None:
    heads = pages(listed)
    counted = {(t.year, t.type): t.events for t in pipeline.tally(listed)}
    assert counted == Counter((head.when.start.year if head.when.start else None, head.type) for head in heads)
    assert [t.year for t in pipeline.tally(listed, ["USA"])] == [2025, None]
    pairs = Counter(pair for head in heads for pair in combinations(head.parties, 2))
    assert {relation.parties: relation.events for relation in pipeline.busiest(listed)} == pairs
    assert pipeline.busiest(listed, 1)[0].parties == ("PAK", "USA")


@pytest.mark.parametrize(
    ("filters", "after", "said"),
    [
        (Filters(topic="nothing"), None, "no such topic"),
        (Filters(types=("CALL",)), None, "no such type"),
        (Filters(since="soon"), None, "no date"),
        (Filters(person="Nobody"), None, "nobody of that name"),
        (Filters(), "x", "no cursor"),
        (Filters(), "Äö", "no cursor"),
    ],
)
def test_what_no_list_can_be_asked_is_said(listed: Record, filters: Filters, after: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        pipeline.listing(listed, (), filters, after=after)


def test_an_event_is_found_by_an_id_that_it_had_before_others_joined_it(listed: Record) -> None:
    one, other = pages(listed, ("PAK", "USA"))[:2]
    pipeline.judge(listed, "same", one.id, other.id, "one", "alice")
    joined: Event = pipeline.event(listed, one.id)
    assert joined == pipeline.event(listed, other.id)
    assert {t.claim.type for t in joined.tellings} == {one.type, other.type}
    assert listed.counts()["events"] == len(TOLD) - 1
