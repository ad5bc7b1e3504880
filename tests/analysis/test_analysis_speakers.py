"""Who is meant by a name that a reader types."""

import pytest

from dragoman.analysis import named

PEOPLE = [
    ("person:ishaq-dar", "Ishaq Dar"),
    ("person:mohammad-ishaq-dar", "Mohammad Ishaq Dar"),
    ("person:marco-rubio", "Marco Rubio"),
    ("person:dariusz-nowak", "Dariusz Nowak"),
    ("person:raul-peron", "Raúl Perón"),
    ("person:ishaq-dar+person:marco-rubio", "the two ministers"),
    ("org:foreign-office", "Foreign Office"),
    ("person:senator-dar", "M. I. Dar"),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Marco Rubio", "marco-rubio"),
        ("rubio", "marco-rubio"),
        ("RUBIO", "marco-rubio"),
        ("Ishaq-Dar", "ishaq-dar mohammad-ishaq-dar"),
        ("Raul Peron", "raul-peron"),
        ("Perón", "raul-peron"),
        ("foreign office", "foreign-office"),
        ("dari", ""),
        ("ministers", ""),
        ("", ""),
        ("…", ""),
        ("Rubio Marco", ""),
    ],
)
def test_named(words: str, expected: str) -> None:
    assert {entity.partition(":")[2] for entity in named(words, PEOPLE)} == set(expected.split())
