"""Who is meant by a name that a reader types."""

import pytest

from dragoman.analysis import named
from dragoman.model import Anchor, Mention, MentionKind


def mention(entity: str, name: str, kind: MentionKind = "person", at: int = 0) -> Mention:
    return Mention(anchor=Anchor("sha256:1", at, at + 1, "x"), kind=kind, entity=entity, name=name)


PEOPLE = [
    mention("person:ishaq-dar", "Ishaq Dar", at=1),
    mention("person:mohammad-ishaq-dar", "Mohammad Ishaq Dar", at=2),
    mention("person:marco-rubio", "Marco Rubio", at=3),
    mention("person:dariusz-nowak", "Dariusz Nowak", at=4),
    mention("person:raul-peron", "Raúl Perón", at=5),
    mention("person:ishaq-dar+person:marco-rubio", "the two ministers", at=6),
    mention("org:foreign-office", "Foreign Office", "organization", at=7),
    mention("person:senator-dar", "M. I. Dar", at=8),
]
CLUSTERS = {PEOPLE[0].id: "entity:1", PEOPLE[7].id: "entity:1", PEOPLE[2].id: "entity:2"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Marco Rubio", "marco-rubio"),
        ("rubio", "marco-rubio"),
        ("RUBIO", "marco-rubio"),
        ("Ishaq-Dar", "ishaq-dar mohammad-ishaq-dar senator-dar"),
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
    assert {entity.partition(":")[2] for entity in named(words, PEOPLE, CLUSTERS)} == set(expected.split())
