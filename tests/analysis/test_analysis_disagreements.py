"""Where tellings differ: who took part, who began it, the how-manieth it was, whether it was at all; and what the record contradicts."""

from dataclasses import replace
from typing import Any

import pytest
from analysis_builders import telling

from dragoman.analysis import discrepancies, timeline
from dragoman.analysis.disagreements import disagreements, ordinal
from dragoman.analysis.initiative import initiator
from dragoman.model import Claim, Document, Mention, Telling, When

DAR, RUBIO = "Ishaq Dar", "Marco Rubio"


def told(text: str, trigger: str, day: str | None = None, **more: Any) -> Telling:
    """A call of Dar (PAK) and Rubio (USA), told by a text that names both."""
    document = Document(address=f"{text[:9]}.txt", text=text, publisher=text[:9])
    sides = []
    for name, code in ((DAR, "PAK"), (RUBIO, "USA")):
        at = text.index(name)
        entity = "person:" + name.lower().replace(" ", "-")
        sides.append(Mention(anchor=document.anchor(at, at + len(name)), kind="person", entity=entity, name=name, country=code))
    at = text.index(trigger)
    known = telling("x", day).claim.when if day else When(None, "unknown")
    fields = {"type": "CONSULT", "modality": "asserted", "mode": "phone", "when": known, **more}
    return Telling(claim=Claim(trigger=document.anchor(at, at + len(trigger)), actors=tuple(sides), **fields), document=document)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Ishaq Dar received a telephone call from Marco Rubio on Monday.", "telephone call", "USA"),
        ("Ishaq Dar received a call from US Secretary of State Marco Rubio on Monday.", "call", "USA"),
        ("Marco Rubio telephoned Ishaq Dar on Monday.", "telephoned", "USA"),
        ("Ishaq Dar was telephoned by Marco Rubio.", "telephoned", "USA"),
        ("Marco Rubio and Ishaq Dar spoke at the request of Ishaq Dar.", "spoke", None),
        ("At Marco Rubio’s request he and Ishaq Dar spoke.", "spoke", "USA"),
        ("The call was initiated by Ishaq Dar; Marco Rubio took notes.", "call", "PAK"),
        ("Ishaq Dar spoke with Marco Rubio.", "spoke", None),
        ("Marco Rubio called for calm after Ishaq Dar spoke.", "spoke", None),
        ("Marco Rubio called Ishaq Dar on Monday.", "called", "USA"),
    ],
)
def test_who_began_it(text: str, trigger: str, expected: str | None) -> None:
    assert initiator(told(text, trigger)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In their first-ever call Ishaq Dar and Marco Rubio spoke.", "first"),
        ("Ishaq Dar spoke with Marco Rubio in their second telephone conversation this year.", "second"),
        ("The first shots fell. Ishaq Dar spoke with Marco Rubio.", None),
        ("Ishaq Dar spoke with Marco Rubio. It was a first.", None),
    ],
)
def test_the_how_manieth_it_was(text: str, expected: str | None) -> None:
    assert ordinal(told(text, "spoke")) == expected


def test_two_sides_that_each_say_the_other_called() -> None:
    one = told("Ishaq Dar received a call from Marco Rubio.", "call", "2025-04-07")
    other = told("Marco Rubio received a call from Ishaq Dar.", "call", "2025-04-07")
    (found,) = disagreements([one, other])
    assert (found.field, [value for value, _ in found.values]) == ("initiator", ["PAK", "USA"])


def test_other_persons_for_one_state_and_a_denial() -> None:
    a = telling("a", "2025-04-07", who="PAK Ishaq Dar; USA Marco Rubio")
    b = telling("b", "2025-04-07", who="PAK Asim Munir; USA Marco Rubio")
    c = telling("c", "2025-04-07", who="PAK; USA", modality="denied")
    found = {d.field: [value for value, _ in d.values] for d in disagreements([a, b, c])}
    assert found == {"persons": ["Asim Munir", "Ishaq Dar"], "modality": ["asserted", "denied"]}


def test_what_was_planned_for_another_day_is_history_and_no_disagreement() -> None:
    plan = telling("a", "2025-04-07", type="AGREE", modality="planned")
    held = telling("b", "2025-04-21")
    assert not list(disagreements([plan, held]))
    (event,) = timeline([plan, held], {plan.id: "e", held.id: "e"}, {})
    assert (event.type, event.modality, event.when.edtf) == ("CONSULT", "asserted", "2025-04-21")


def test_a_first_call_that_an_earlier_one_contradicts() -> None:
    early = told("Ishaq Dar spoke with Marco Rubio by phone.", "spoke", "2025-01-07")
    late = told("In their first call Ishaq Dar and Marco Rubio spoke.", "spoke", "2025-04-07")
    bounded = told("Ishaq Dar and Marco Rubio spoke in their first call this year.", "spoke", "2025-05-07")
    found = discrepancies(timeline([early, late, bounded], {}, {}))
    assert [(d.disagreement.field, d.event.when.edtf, d.against and d.against.when.edtf) for d in found] == [
        ("first", "2025-04-07", "2025-01-07")
    ]


def test_a_first_call_without_an_earlier_one_is_none() -> None:
    late = told("In their first call Ishaq Dar and Marco Rubio spoke.", "spoke", "2025-04-07")
    other = replace(late, claim=replace(late.claim, mode=None))
    assert not discrepancies(timeline([late], {}, {}))
    assert not discrepancies(timeline([other], {}, {}))
