"""The tone between two parties: which acts count, what each scores, over what the mean runs; and who meets whom."""

from dataclasses import replace
from typing import Any

import pytest
from analysis_builders import telling

from dragoman import analysis
from dragoman.codebook import COOPERATIVE, PLOVER, score
from dragoman.model import Document, Event, Mention
from dragoman.results import Tone


def told(*acts: tuple[str, str, dict[str, Any]]) -> list[Event]:
    """Events by day, each (day, who, further fields of the claim)."""
    tellings = [telling(str(n), day or None, who=who, **fields) for n, (day, who, fields) in enumerate(acts)]
    return analysis.timeline(tellings, {}, {})


def towards(code: str) -> tuple[Mention, ...]:
    return (
        Mention(
            anchor=Document(address="-", text=code).anchor(0, len(code)), kind="country", entity=code, name=code, country=code
        ),
    )


def tone(*acts: tuple[str, str, dict[str, Any]]) -> list[Tone]:
    return analysis.tone(told(*acts), "IND", "PAK")


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("CONSULT", "visit", 4),
        ("CONSULT", "phone", 1.5),
        ("CONSULT", None, 2.5),
        ("AGREE", "phone", 2.5),
        ("REQUEST", "meet", 0),
        ("ACCUSE", None, -3),
        ("PROTEST", "vandalize", -5),
        ("ASSAULT", "unconventional", -10),
        ("AID", None, 10),
    ],
)
def test_an_act_scores_as_its_mode_does_and_else_as_its_type(kind: str, mode: str | None, expected: float) -> None:
    assert score(kind, mode) == expected


@pytest.mark.parametrize("kind", PLOVER)
def test_every_type_and_mode_has_a_score_on_its_side_of_the_scale(kind: str) -> None:
    scores = [score(kind, mode) for mode in (None, *PLOVER[kind])]
    assert all(-10 <= s <= 10 for s in scores)
    assert all(s > 0 for s in scores) if kind in COOPERATIVE else all(s <= 0.5 for s in scores)


@pytest.mark.parametrize(
    ("who", "fields", "counts"),
    [
        ("IND", {"type": "ACCUSE", "recipients": towards("PAK")}, True),
        ("PAK", {"type": "AID", "recipients": towards("IND")}, True),
        ("PAK; IND", {"type": "AGREE"}, True),
        ("PAK; IND", {"type": "ASSAULT"}, True),
        ("PAK; IND; USA", {"type": "CONSULT"}, True),
        ("USA; PAK", {"type": "CONSULT", "recipients": towards("IND")}, True),
        ("PAK; IND", {"type": "ACCUSE"}, False),
        ("PAK; IND", {"type": "ACCUSE", "recipients": towards("USA")}, False),
        ("PAK; IND", {"type": "AID", "recipients": towards("AFG")}, False),
        ("USA", {"type": "AGREE", "recipients": (*towards("IND"), *towards("PAK"))}, False),
    ],
)
def test_only_acts_between_the_two_count(who: str, fields: dict[str, Any], counts: bool) -> None:
    assert bool(tone(("2025-04-07", who, fields))) is counts


def test_the_words_are_those_of_the_telling_that_has_both() -> None:
    one, both = telling("A", "2025-05-07", who="IND"), telling("B", "2025-05-07", who="IND; PAK")
    events = analysis.timeline([one, both], {one.id: "event:1", both.id: "event:1"}, {})
    (act,) = analysis.tone(events, "PAK", "IND")
    assert act.source.document == both.document
    assert act.source.anchor.exact == "met"


def test_the_mean_runs_over_a_quarter_and_looks_back_only() -> None:
    acts = tone(
        ("2025-01-01", "IND; PAK", {"type": "AID"}),
        ("2025-01-31", "IND; PAK", {"type": "CONSULT", "mode": "visit"}),
        ("2025-04-02", "IND; PAK", {"type": "ASSAULT"}),
    )
    assert [a.mean for a in acts] == [10, 7, -2.5]
    assert {a.window for a in acts} == {91}


def test_acts_over_more_than_ten_years_are_averaged_by_the_year() -> None:
    acts = tone(
        ("1999-02-20", "IND; PAK", {"type": "AGREE"}),
        ("1999-10-01", "IND; PAK", {"type": "REJECT", "recipients": towards("PAK")}),
        ("2012-02-20", "IND; PAK", {"type": "AGREE"}),
    )
    assert [a.mean for a in acts] == [2.5, 0.25, 2.5]
    assert {a.window for a in acts} == {365}


@pytest.mark.parametrize("modality", ["planned", "proposed", "hypothetical", "denied", "cancelled"])
def test_what_was_not_told_as_done_is_scored_and_not_averaged(modality: str) -> None:
    held, apart = tone(
        ("2025-04-07", "IND; PAK", {"mode": "phone"}), ("2025-04-08", "IND; PAK", {"type": "ASSAULT", "modality": modality})
    )
    assert (held.score, held.mean) == (1.5, 1.5)
    assert (apart.score, apart.mean) == (-9, None)


def test_what_has_no_known_quarter_is_not_averaged() -> None:
    acts = tone(("2025", "IND; PAK", {}), ("2025-04", "IND; PAK", {"type": "AID"}), ("", "IND; PAK", {}))
    assert [a.mean for a in acts] == [None, 10, None]


def test_documents_that_tell_one_act_count_once() -> None:
    tellings = [telling(by, "2025-04-07", who="IND; PAK", type="ASSAULT") for by in "ABC"]
    talks = telling("D", "2025-04-08", who="IND; PAK", mode="visit")
    events = analysis.timeline([*tellings, talks], {t.id: "event:1" for t in tellings}, {})
    assert [a.mean for a in analysis.tone(events, "IND", "PAK")] == [-9, -2.5]


def test_no_acts_have_no_tone() -> None:
    assert analysis.tone([], "IND", "PAK") == []


DAR, RUBIO = "PAK Ishaq Dar", "USA Marco Rubio"


def met(*acts: tuple[str, str, dict[str, Any]], parties: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    """Who met whom how often, where each name is one person."""
    events = told(*acts)
    clusters = {m.id: m.name for e in events for m in e.persons}
    return [(c.persons[0].name, c.persons[1].name, len(c.events)) for c in analysis.meetings(events, clusters, parties)]


def test_persons_of_different_sides_meet_and_those_of_one_side_do_not() -> None:
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("2025-04-07", f"{DAR}; {RUBIO}", {"mode": "phone"}),
        ("2025-07-25", f"{DAR}; PAK Rizwan Sheikh; {RUBIO}", {"mode": "visit"}),
        ("", f"{DAR}; {RUBIO}", {}),
    ]
    assert met(*acts) == [("Ishaq Dar", "Marco Rubio", 3), ("Rizwan Sheikh", "Marco Rubio", 1)]


@pytest.mark.parametrize(
    "fields", [{"type": "AGREE"}, {"modality": "planned"}, {"modality": "cancelled"}, {"modality": "denied"}], ids=str
)
def test_only_engagements_that_were_held_are_meetings(fields: dict[str, Any]) -> None:
    assert met(("2025-04-07", f"{DAR}; {RUBIO}", fields)) == []


def test_of_parties_only_their_persons() -> None:
    acts: list[tuple[str, str, dict[str, Any]]] = [("2025-04-07", f"{DAR}; {RUBIO}; QAT Tamim bin Hamad", {})]
    assert len(met(*acts)) == 3
    assert met(*acts, parties=("QAT",)) == [
        ("Ishaq Dar", "Tamim bin Hamad", 1),
        ("Tamim bin Hamad", "Marco Rubio", 1),
    ]
    assert met(*acts, parties=("PAK", "USA")) == [("Ishaq Dar", "Marco Rubio", 1)]


def test_a_person_has_the_name_used_most_and_the_office_told_last() -> None:
    events = told(
        ("2024-04-07", "PAK Dar, Senator; USA Marco Rubio", {}),
        ("2024-05-07", "PAK Ishaq Dar, Finance Minister; USA Marco Rubio", {}),
        ("2025-05-07", "PAK Ishaq Dar, Foreign Minister; USA Marco Rubio", {}),
        ("2025-06-07", "PAK Ishaq Dar; USA Marco Rubio", {}),
    )
    clusters = {m.id: m.country or "" for e in events for m in e.persons}
    (contact,) = analysis.meetings(events, clusters)
    assert [(m.name, m.office) for m in contact.persons] == [("Ishaq Dar", "Foreign Minister"), ("Marco Rubio", None)]
    assert [e.when.edtf for e in (contact.dated[0], contact.dated[-1])] == ["2024-04-07", "2025-06-07"]


def test_a_meeting_within_a_visit_of_the_same_two_is_not_counted_again() -> None:
    visit, meeting = (
        e for e in told(("2025-04-07", f"{DAR}; {RUBIO}", {"mode": "visit"}), ("2025-04-08", f"{DAR}; {RUBIO}", {}))
    )
    clusters = {m.id: m.name for e in (visit, meeting) for m in e.persons}
    (contact,) = analysis.meetings([visit, replace(meeting, part_of=visit.id)], clusters)
    assert contact.events == (visit,)
