"""Codes in words."""

import pytest

from dragoman.exchange import words
from dragoman.model import Claim, Document, Event, Mention, Telling


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2025-04-07", "7 April 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("2025-22", "Summer 2025"),
        ("2025-05-07~", "7 May 2025 (about)"),
        ("XXXX-04-22", "22 April, year unknown"),
        ("2025-05-06/2025-05-07", "6 to 7 May 2025"),
        ("2025-07-28/2025-08-03", "28 July to 3 August 2025"),
        ("2024/2025", "2024 to 2025"),
        ("../2025-05-01", "… to 1 May 2025"),
        ("2025-05-01/..", "1 May 2025 to …"),
    ],
)
def test_days(edtf: str, said: str) -> None:
    assert words.day(edtf) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (("CONSULT", "phone", "asserted"), "Phone call"),
        (("CONSULT", "third-party", "planned"), "Consultation, third-party (planned)"),
        (("ASSAULT", "aerial", "denied"), "Assault, aerial (denied)"),
        (("AID", None, "asserted"), "Aid"),
    ],
)
def test_acts(code: tuple[str, str | None, str], said: str) -> None:
    assert words.act(*code) == said


@pytest.mark.parametrize(
    ("actors", "recipients", "said"),
    [
        ("NK", "", "Kenya – Norway"),
        ("N", "K", "Norway → Kenya"),
        ("", "NK", "? → Kenya – Norway"),
        ("", "", "Kenya – Norway"),
        ("N", "", "Kenya – Norway"),
    ],
)
def test_sides_show_who_acts_towards_whom(actors: str, recipients: str, said: str) -> None:
    document = Document(address="a", text="NK")

    def mentions(letters: str) -> tuple[Mention, ...]:
        codes = {"N": "NOR", "K": "KEN"}
        return tuple(
            Mention(anchor=document.anchor(i, i + 1), kind="country", name=codes[x], entity=codes[x], country=codes[x])
            for i, x in enumerate("NK")
            if x in letters
        )

    where = document.anchor(0, 1)
    claim = Claim(trigger=where, type="ACCUSE", modality="asserted", actors=mentions(actors), recipients=mentions(recipients))
    event = Event(
        id="event:1", type="ACCUSE", mode=None, modality="asserted", parties=("KEN", "NOR"), persons=(), when=claim.when, location=None,
        topics=(), tellings=(Telling(document=document, claim=claim),), independent=1,
    )  # fmt: skip
    assert words.sides(event) == said
