"""Offices that only one person of a state holds at a time: every line in known terms, and what everyone knows of them."""

import pytest

from dragoman.lexicons import known_holders, offices, rows, sole_office, split

STATES = {row["code"] for row in rows("countries")}
OFFICES = {row["office"] for row in rows("offices")}


def test_every_line_names_known_offices_and_states() -> None:
    for row in rows("sole_offices"):
        assert row["office"] in OFFICES, row
        assert row["means"] in OFFICES | {""}, row
        assert {*split(row["states"]), *split(row["but"])} <= STATES | {"EUR", "UNO"}, row
        assert not (row["states"] and row["but"]), row


def test_no_two_lines_tell_different_things_of_one_office_of_a_state() -> None:
    told = [(row["office"], state) for row in rows("sole_offices") for state in split(row["states"]) or ("",)]
    assert len(set(told)) == len(told)
    assert all((office, "") not in told for office, state in told if state)


@pytest.mark.parametrize(
    ("office", "state", "expected"),
    [
        ("Foreign Minister", "PAK", "Foreign Minister"),
        ("External Affairs Minister", "IND", "Foreign Minister"),
        ("Secretary of State", "USA", "Foreign Minister"),
        ("Secretary of State", "VAT", "Secretary of State"),
        ("Secretary of State", "POL", None),
        ("Foreign Secretary", "GBR", "Foreign Minister"),
        ("Foreign Secretary", "PAK", "Foreign Secretary"),
        ("President", "FRA", "President"),
        ("President", "IGO", None),
        ("President", "BIH", None),
        ("Vice President", "IRN", None),
        ("President of the European Commission", "EUR", "President of the European Commission"),
        ("Ambassador", "USA", None),
        ("Deputy Prime Minister", "PAK", None),
        ("Minister", "ISR", None),
        ("Nonsense", "FRA", None),
    ],
)
def test_offices_that_only_one_can_hold(office: str, state: str, expected: str | None) -> None:
    assert sole_office(office, state) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Foreign Minister", ("Foreign Minister",)),
        ("Deputy Prime Minister and Foreign Minister", ("Deputy Prime Minister", "Foreign Minister")),
        ("Secretary of Health and Human Services", ("Secretary of Health and Human Services",)),
        ("General and Chief of Army Staff and General", ("General", "Chief of Army Staff")),
        ("Keeper and Warden", ("Keeper", "Warden")),
    ],
)
def test_several_offices_of_one_person(written: str, expected: tuple[str, ...]) -> None:
    assert offices(written) == expected


@pytest.mark.parametrize(
    ("office", "state", "day", "expected"),
    [
        ("Prime Minister", "ISR", "2022-03-30", {"Naftali Bennett"}),
        ("Prime Minister", "ISR", "2024-03", {"Benjamin Netanyahu"}),
        ("Foreign Minister", "USA", "2022", {"Antony Blinken"}),
        ("Foreign Minister", "PAK", "2025-04-07", {"Ishaq Dar"}),
        ("Foreign Minister", "PAK", "2041-04-07", set()),
        ("President", "IGO", "2022", set()),
    ],
)
def test_who_is_known_to_have_held_an_office(office: str, state: str, day: str, expected: set[str]) -> None:
    assert known_holders(office, state, day) == expected
