from typing import Any

import pytest
from contract_objects import anchor, case, claim, extraction, mention, quote, time

from evaluation.measures.invariants import EDTF, faults, score

TEXT = "Peru said Chile was late on 3 May."
MENTIONS = [mention("p", "PER"), mention("c", "CHL")]
CASE = case(TEXT)


def sound() -> dict[str, Any]:
    observations = {
        "mentions": MENTIONS,
        "claims": [claim(TEXT, "said", "ACCUSE", ["p"], ["c"], mode="disapprove", according_to="quote:Chile was late")],
        "quotes": [quote(TEXT, "Peru", "PER", "said", "Chile was late", denies="claim:said")],
        "times": [time(TEXT, "3 May", "XXXX-05-03", "XXXX-05-03")],
    }
    return dict(extraction(TEXT, **observations))


def test_a_sound_extraction_has_no_fault() -> None:
    assert list(faults(sound())) == []
    assert score([CASE], [sound()]).measures["faults"].reaches(0)


def test_a_changed_text_is_a_fault() -> None:
    assert score([case("\n" + TEXT)], [sound()]).measures["faults"].value == 1


def test_blanks_at_the_end_are_no_part_of_a_text() -> None:
    assert score([case(TEXT + " \n")], [sound()]).measures["faults"].value == 0


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("claims", {"trigger": anchor(TEXT, "said") | {"exact": "held"}}, "isn't what stands"),
        ("claims", {"trigger": {"start": 0, "end": 999, "exact": TEXT}}, "outside the text"),
        ("claims", {"actors": ["nobody"]}, "no mention"),
        ("claims", {"location": "nowhere"}, "no mention"),
        ("claims", {"according_to": "nothing"}, "no quote"),
        ("claims", {"type": "MEET"}, "isn't in the contract"),
        ("claims", {"mode": "phone"}, "isn't in the contract"),
        ("claims", {"modality": "certain"}, "isn't in the contract"),
        ("claims", {"contexts": ["humanitarian"]}, "isn't in the contract"),
        ("claims", {"when": {"edtf": "May 2025", "basis": "explicit"}}, "no EDTF"),
        ("quotes", {"denies": "nothing"}, "neither claim nor quote"),
        ("quotes", {"act": "mumble"}, "isn't in the contract"),
        ("times", {"edtf": "tomorrow"}, "no EDTF"),
    ],
)
def test_each_fault_is_told(kind: str, change: dict[str, Any], fault: str) -> None:
    extracted = sound()
    extracted[kind] = [extracted[kind][0] | change]
    assert any(fault in told for told in faults(extracted))
    assert not score([CASE], [extracted]).measures["faults"].reaches(0)


@pytest.mark.parametrize(
    "edtf", ["2025", "2025-05", "2025-05-03", "XXXX-05-03", "2025-21", "2025-05~", "2013/2018", "2025-05/..", "../2025"]
)
def test_edtf(edtf: str) -> None:
    assert EDTF.fullmatch(edtf)


@pytest.mark.parametrize("edtf", ["", "May", "2025-5", "25-05-2003", "/"])
def test_no_edtf(edtf: str) -> None:
    assert not EDTF.fullmatch(edtf)
