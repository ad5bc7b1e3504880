"""Engagements: the cases of `evaluation/cases/engagements.txt`, whose first lines explain the notation."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.extraction import extract
from dragoman.model import Claim, Document, Mention
from dragoman.sources import read_text

CASES = Path(__file__).parents[3] / "evaluation" / "cases" / "engagements.txt"
KNOWN = "## Known defects: "
#: Stems of the words that tell an engagement, so that an AGREE or REJECT on something else isn't taken for one.
STEMS = ("meet", "met", "talk", "visit", "host", "call", "speak", "spoke", "travel", "negotiat", "summit", "receiv")


def cases() -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """The cases as answer and text, and those that are known to fail, with the reason."""
    held, known, heading = [], [], ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            heading = line
        elif line.strip():
            answer, text = line.split(" | ")
            if heading.startswith(KNOWN):
                known.append((answer, text, heading.removeprefix(KNOWN)))
            else:
                held.append((answer, text))
    return held, known


HELD, FAILING = cases()


def sides(mentions: Iterable[Mention]) -> str:
    return "+".join(sorted({code for mention in mentions for code in mention.countries}))


def shown(claim: Claim) -> str:
    host = f">{sides(claim.recipients)}" if claim.recipients else ""
    return f"{claim.type}/{claim.mode or 'none'} {claim.modality} {sides(claim.actors)}{host}"


def is_engagement(claim: Claim) -> bool:
    return claim.type == "CONSULT" or (
        (claim.type, claim.mode) in (("AGREE", None), ("REJECT", "meet"))
        and any(stem in claim.trigger.exact.lower() for stem in STEMS)
    )


def engagements(text: str) -> list[str]:
    return sorted(shown(claim) for claim in extract(Document(address="case", text=text)).claims if is_engagement(claim))


def test_there_are_cases_of_every_kind() -> None:
    answers = [answer for answer, _ in HELD]
    assert len(answers) >= 100
    for kind in (
        "CONSULT/phone",
        "CONSULT/none",
        "CONSULT/visit",
        "CONSULT/third-party",
        "CONSULT/multilateral",
        "AGREE",
        "REJECT/meet",
        "-",
    ):
        assert sum(answer.startswith(kind) for answer in answers) >= 3, kind
    for modality in ("asserted", "planned", "hypothetical", "cancelled", "denied"):
        assert any(modality in answer for answer in answers), modality


@pytest.mark.parametrize(("answer", "text"), HELD)
def test_an_engagement_is_read_with_its_sides(answer: str, text: str) -> None:
    assert engagements(text) == expected(answer)


@pytest.mark.parametrize(
    ("answer", "text"), [pytest.param(answer, text, marks=pytest.mark.xfail(reason=why)) for answer, text, why in FAILING]
)
def test_a_known_defect_stands(answer: str, text: str) -> None:
    assert engagements(text) == expected(answer)


def expected(answer: str) -> list[str]:
    return [] if answer == "-" else sorted(normal(each) for each in answer.split("; "))


def normal(answer: str) -> str:
    """The answer with its sides sorted, as `shown` writes them."""
    words, _, parties = answer.rpartition(" ")
    return words + " " + ">".join("+".join(sorted(side.split("+"))) for side in parties.split(">"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya and Norway [held talks] on Monday.", "held talks"),
        ("Fiji's prime minister [spoke] by phone with Tonga's prime minister.", "spoke"),
        ("The [meeting] between Peru and Chile lasted an hour.", "meeting"),
        ("Laos [hosted] Vietnam's prime minister in Vientiane.", "hosted"),
    ],
)
def test_the_trigger_is_the_words_that_tell_it(text: str, words: str) -> None:
    found = extract(Document(address="case", text=text.replace("[", "").replace("]", ""))).claims
    assert words in {claim.trigger.exact for claim in found}


def test_escorts_come_along() -> None:
    text = "Ghanaian President John Mahama, accompanied by Foreign Minister Samuel Okudzeto Ablakwa, met Togo's President Faure Gnassingbé."
    (claim,) = extract(Document(address="case", text=text)).claims
    assert {m.name for m in claim.actors} >= {"John Mahama", "Samuel Okudzeto Ablakwa"}


def test_a_country_beside_its_own_person_is_no_side_of_its_own() -> None:
    (claim,) = extract(
        Document(address="case", text="Chile's Foreign Minister Ana Soto met Peru's Foreign Minister Luis Paz.")
    ).claims
    assert [m.kind for m in claim.actors] == ["person", "person"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Cuba's Foreign Minister Ernesto Valdivia is in Luanda on an official visit of three days.", "Luanda"),
        ("Kenyan President David Kiplagat flew to Jakarta on Sunday.", "Jakarta"),
        ("Mongolian President Batbold Enkhtaivan left Dushanbe on Thursday at the end of a three-day visit.", "Dushanbe"),
        ("The Kenyan president arrived in Addis Ababa on Monday.", "Addis Ababa"),
        ("The Kenyan president travelled to Mombasa on Monday.", None),
        ("The Kenyan president toured a dairy on Monday.", None),
        ("Thousands travelled to Jakarta for the festival.", None),
    ],
)
def test_a_visit_that_names_a_city_abroad_and_no_host(text: str, place: str | None) -> None:
    claims = [c for c in extract(read_text(text, address="a.txt", published="2026-05-20")).claims if c.type == "CONSULT"]
    assert [c.location and c.location.name for c in claims] == ([place] if place else [])


def test_the_city_stands_for_its_state_where_the_text_names_it() -> None:
    text = "Kenyan President David Kiplagat flew to Jakarta on Sunday. Indonesia is a partner of long standing."
    (claim,) = (c for c in extract(read_text(text, address="a.txt", published="2026-05-20")).claims if c.type == "CONSULT")
    assert ([m.country for m in claim.actors], [m.country for m in claim.recipients]) == (["KEN"], ["IDN"])


def test_a_summit_on_whose_margins_others_met_is_not_told_as_theirs() -> None:
    text = "President Aldo Brandt met today with Prime Minister Rajan Iyer of India on the margins of the G20 Leaders’ Summit in Bali to reaffirm their ties."
    claims = extract(read_text(text, address="a.txt", published="2025-11-15")).claims
    assert [c.trigger.exact for c in claims if c.type == "CONSULT"] == ["met"]
