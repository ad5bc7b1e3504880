"""Many tellings, one event: what they say together, how many are independent, and where they disagree."""

import pytest
from analysis_builders import telling
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import timeline
from dragoman.model import Event, Telling


def merged(*tellings: Telling, copies: str = "") -> Event:
    """One event of all the tellings; `copies` names the publishers whose documents are copies of one text."""
    originals = {t.document.id: "document:1" for t in tellings if (t.document.publisher or "") in copies.split()}
    (event,) = timeline(tellings, {t.id: "event:1" for t in tellings}, originals)
    return event


def disagreements(event: Event) -> dict[str, dict[str, set[str]]]:
    """Per field each value with the publishers that give it."""
    by = {t.id: t.document.publisher or "" for t in event.tellings}
    return {d.field: {value: {by[c] for c in claims} for value, claims in d.values} for d in event.disagreements}


def test_the_fields_of_all_tellings_come_together() -> None:
    event = merged(
        telling("A", "2025-04", who="PAK Ishaq Dar; USA", topics=("trade", "visas")),
        telling("B", "2025-04-07", who="PAK Ishaq Dar, Foreign Minister; USA Marco Rubio", topics=("trade",), mode="phone"),
        telling("C", None, who="PAK; USA", topics=("terrorism",), where="Islamabad"),
    )
    assert (event.id, event.type, event.mode, event.modality) == ("event:1", "CONSULT", "phone", "asserted")
    assert event.parties == ("PAK", "USA")
    assert [(m.name, m.office) for m in event.persons] == [("Ishaq Dar", "Foreign Minister"), ("Marco Rubio", None)]
    assert (event.when.edtf, event.location, event.independent) == ("2025-04-07", "Islamabad", 3)
    assert set(event.topics) == {"trade", "visas", "terrorism"}
    assert len(event.topics) == 3
    assert event.disagreements == ()


def test_the_fullest_telling_comes_first_and_an_undated_one_last() -> None:
    event = merged(
        telling("C"), telling("A", "2025-04-07"), telling("B", "2025-04-07", who="PAK Ishaq Dar; USA Marco Rubio; USA")
    )
    assert [t.document.publisher for t in event.tellings] == ["B", "A", "C"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2025", "2025-04", "2025-04-07"], "2025-04-07"),
        (["2025-04-08", "2025-04-07 relative", "2025-04-07 relative"], "2025-04-07"),
        (["2025-04-08", "2025-04-07 relative"], "2025-04-08"),
        (["2025-04-08", "2025-04-07"], "2025-04-07"),
        (["2025-04", "2025-04-07 inferred"], "2025-04-07"),
        ([""], None),
    ],
    ids=str,
)
def test_the_day_of_an_event(days: list[str], expected: str | None) -> None:
    """The narrowest; then what most tell; then on the better basis."""
    tellings = [
        telling(str(n), day.partition(" ")[0] or None, basis=day.partition(" ")[2] or "explicit") for n, day in enumerate(days)
    ]
    assert merged(*tellings).when.edtf == expected


def test_copies_count_once_as_tellings_and_as_witnesses_of_a_day() -> None:
    tellings = [
        telling(by, day) for by, day in (("A", "2025-04-07"), ("B", "2025-04-07"), ("C", "2025-04-08"), ("D", "2025-04-08"))
    ]
    event = merged(*tellings, telling("E", "2025-04-08"), copies="C D E")
    assert event.independent == 3
    assert len(event.tellings) == 5
    assert event.when.edtf == "2025-04-07"


def test_what_turned_out_outweighs_what_was_announced() -> None:
    assert merged(telling("A", "2025-04-07", modality="planned"), telling("B", modality="asserted")).modality == "asserted"
    assert merged(telling("A", "2025-04-07", modality="planned"), telling("B", modality="cancelled")).modality == "cancelled"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"day": "2025-04-07"}, {"day": "2025-04-08"}, {"when": {"2025-04-07": {"A"}, "2025-04-08": {"B"}}}),
        ({"day": "2025-04"}, {"day": "2025-04-08"}, {}),
        ({"day": "2025-04"}, {}, {}),
        ({"where": "Doha"}, {"where": "Geneva"}, {"location": {"Doha": {"A"}, "Geneva": {"B"}}}),
        ({"where": "Islamabad"}, {"where": "Lahore"}, {"location": {"Islamabad": {"A"}, "Lahore": {"B"}}}),
        ({"where": "Washington"}, {"where": "White House"}, {}),
        ({"where": "Washington"}, {"where": "State Department"}, {}),
        ({"where": "Islamabad"}, {"where": "Pakistan"}, {}),
        ({"where": "Kyiv"}, {"where": "Kiev"}, {}),
        ({"where": "Washington"}, {"where": "Kremlin"}, {"location": {"Washington": {"A"}, "Kremlin": {"B"}}}),
        ({"where": "Nowhere Hall"}, {"where": "Doha"}, {}),
        ({"mode": "phone"}, {"mode": "visit"}, {"mode": {"phone": {"A"}, "visit": {"B"}}}),
        ({"mode": "phone"}, {}, {}),
        ({"size": {"dead": 26}}, {"size": {"dead": 28}}, {"size.dead": {"26": {"A"}, "28": {"B"}}}),
        ({"size": {"dead": 26}}, {"size": {"dead": 26, "injured": 3}}, {}),
        ({"size": {"displaced": 5}}, {"size": {"displaced": 6}}, {"size.displaced": {"5": {"A"}, "6": {"B"}}}),
    ],
    ids=str,
)
def test_disagreements(one: dict[str, str], other: dict[str, str], expected: dict[str, dict[str, set[str]]]) -> None:
    assert disagreements(merged(telling("A", **one), telling("B", **other))) == expected


def test_days_that_cant_both_be_so_stand_in_a_disagreement_and_every_claim_once() -> None:
    event = merged(*(telling(by, day) for by, day in (("A", "2025-04-07"), ("B", "2025-04-08"), ("C", "2025-04"), ("D", None))))
    assert disagreements(event) == {"when": {"2025-04-07": {"A"}, "2025-04-08": {"B"}}}


def test_no_surname_beside_its_full_name_and_no_pair_beside_its_two() -> None:
    event = merged(
        telling("A", who="PAK Dar; USA Rubio"),
        telling("B", who="PAK Ishaq Dar; PAK Ishaq Dar+Asim Munir; USA Vedant Patel"),
        telling("C", who="PAK Asim Munir"),
    )
    assert {m.name for m in event.persons} == {"Ishaq Dar", "Asim Munir", "Rubio", "Vedant Patel"}


def test_events_come_by_date_and_the_undated_last() -> None:
    tellings = [telling(by, day) for by, day in (("A", None), ("B", "2025-05"), ("C", "2024-12-31"), ("D", "2025-04-07"))]
    events = timeline(tellings, {t.id: f"event:{t.document.publisher}" for t in tellings}, {})
    assert [e.id for e in events] == ["event:C", "event:D", "event:B", "event:A"]


def test_a_claim_that_nobody_has_judged_is_an_event_by_itself() -> None:
    assert len(timeline([telling("A"), telling("B")], {}, {})) == 2
    assert timeline([], {}, {}) == []


@given(st.permutations(range(6)))
def test_the_order_of_tellings_doesnt_matter(order: list[int]) -> None:
    tellings = [
        telling("A", "2025-04-07", who="PAK Ishaq Dar; USA", topics=("trade",)),
        telling("B", "2025-04-08", who="PAK Ishaq Dar, Foreign Minister; USA", topics=("visas",)),
        telling("C", "2025-04-08", who="PAK Asim Munir; USA", topics=("arms",), modality="planned"),
        telling("D", "2025-05", mode="visit", where="Doha"),
        telling("E", None, mode="phone", where="Geneva"),
        telling("F", None, who="", size={"dead": 3}),
    ]
    clusters = {t.id: "event:1" if t.claim.parties else "event:2" for t in tellings}
    assert timeline([tellings[n] for n in order], clusters, {}) == timeline(tellings, clusters, {})
