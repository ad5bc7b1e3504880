"""What excludes that two claims are one act, and the histories of engagements: planned, put off, held, denied; a visit and its meetings."""

from typing import Any

import pytest
from resolution_builders import telling

from dragoman.resolution import judge_claims

BOTH = "ARG Federico Larralde; URY Lucia Etcheverry"


def verdict(one: dict[str, Any], other: dict[str, Any]) -> tuple[str | None, str]:
    a, b = telling(by="A", **one), telling(by="B", **other)
    return next(((j.verdict, j.because) for j in judge_claims([a, b], "-")), (None, ""))


def told(day: str | None, act: str = "CONSULT visit", words: str = "met", who: str = BOTH, **more: Any) -> dict[str, Any]:
    return {"who": who, "day": day, "act": act, "words": words, **more}


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        # planned and held: one event with a history
        (told("2025-05-12", "AGREE", "will visit", modality="planned"), told("2025-05-12", words="visited"), "same", "both on"),
        (told("2025-05", "AGREE", "will meet", modality="planned"), told("2025-05-20"), "same", "meet"),
        # put off, and held later
        (
            told("2025-05-12", "REJECT meet", "postponed", about="trade rivers"),
            told("2025-06-02", words="met", about="trade rivers"),
            *("same", "off for 2025-05-12, held for 2025-06-02, and one says that it was put off"),
        ),
        (told("2025-05-12", "REJECT meet", "called off"), told("2026-02-02"), None, ""),
        (
            told("2025-05-12", "REJECT meet", "put off"),
            told("2025-06-02", words="held their twice-delayed meeting"),
            *("same", "both tellings say that it was put off"),
        ),
        (
            told(None, "REJECT meet", "put off", published="2025-05-10"),
            told("2025-06-02", words="finally met"),
            "same",
            "put off",
        ),
        (told("2025-05-12", "REJECT meet", "put off"), told("2025-09-30", words="finally met"), None, ""),
        # what was planned and is held in another month is another, unless somebody says that it was put off
        (told("2025-05", "AGREE", "will meet", modality="planned"), told("2025-07-20"), None, ""),
        # what is to come is told by a verb with a particle as well
        (told("2025-05-12", "AGREE", "sit down", modality="planned"), told("2025-05-12", words="hosted"), "same", "both on"),
        # a call that was put off is no meeting
        (told("2025-05-12", "REJECT meet", "call"), told("2025-05-12", "CONSULT phone", "spoke"), "same", "both on"),
        (told("2025-05-12", "REJECT meet", "call"), told("2025-05-12", words="met"), "different", "by phone|by meet"),
        (told("2025-05-12"), told("2025-05-13"), "different", "share no day"),
        # a denial of a meeting is told of that meeting
        (told("2025-05-12"), told("2025-05-12", modality="denied"), "same", "both on"),
        # a visit and a meeting within it are whole and part
        (told("2025-05-12/2025-05-15", words="visit"), told("2025-05-13", "CONSULT"), "different", "within a visit"),
        # two partners on one day, on the margins of one summit
        (
            told("2025-09-23", "CONSULT", who="ARE Hamdan Rashid; KOS Arta Krasniqi"),
            told("2025-09-23", "CONSULT", who="ARE Hamdan Rashid; BRA Tavares Lobo"),
            *(None, ""),
        ),
        # the phone and a room
        (told("2025-05-12", "CONSULT phone", "spoke"), told("2025-05-12", words="visited"), "different", "by phone"),
        # spoke again the next day
        (
            told("2025-05-12", "CONSULT phone", "spoke", about="trade rivers"),
            told("2025-05-13", "CONSULT phone", "spoke again", about="trade rivers"),
            *("different", "share no day"),
        ),
    ],
    ids=str,
)
def test_pairs(one: dict[str, Any], other: dict[str, Any], expected: str | None, why: str) -> None:
    found, because = verdict(one, other)
    assert found == expected
    assert any(part in because for part in why.split("|"))
    assert verdict(other, one)[0] == expected


def test_a_fuller_name_that_fits_two_counts_the_same_either_way() -> None:
    one = told("2025-04", "CONSULT", who="PAK Ishaq Dar; USA Marco Rubio")
    other = told("2025-04", "CONSULT", who="PAK Ishaq Dar; PAK Mohammad Ishaq Dar")
    assert verdict(one, other) == verdict(other, one)


def test_a_plan_for_a_day_that_is_past_is_of_that_day() -> None:
    plan = told("2025-04-07", "AGREE", "will meet", modality="planned", published="2025-04-08")
    assert verdict(plan, plan)[0] == "same"
    assert verdict(plan, told("2025-04-07", published="2025-04-08"))[0] == "same"


def test_one_sides_two_readouts_are_of_two_conversations() -> None:
    from dataclasses import replace

    from dragoman.model import Telling

    tellings = []
    for by in "AB":
        one = telling("USA > ISR", "2025-04-23", by=by, act="AGREE", words="commitment", about="security")
        document = replace(one.document, kind="readout", issuer="USA")
        tellings.append(Telling(claim=one.claim, document=document))
    assert [j.verdict for j in judge_claims(tellings, "-")] == []
