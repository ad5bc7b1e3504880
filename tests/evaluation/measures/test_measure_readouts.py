from datetime import date

import pytest
from contract_objects import claim, extraction, mention

from evaluation.measures.readouts import right_days, score
from evaluation.measures.result import Case
from evaluation.questions import Text

PUBLISHED = date(2024, 1, 5)  # a Friday


@pytest.mark.parametrize(
    ("opening", "days"),
    [
        ("The President spoke today with the King.", {"2024-01-05"}),
        ("This morning the President spoke with the King.", {"2024-01-05"}),
        ("She met him yesterday evening.", {"2024-01-04"}),
        ("On Wednesday, she met him.", {"2024-01-03"}),
        ("On Friday, she met him.", {"2024-01-05"}),
        ("On Tuesday, January 2, she met him.", {"2024-01-02"}),
        ("She went there on December 30.", {"2023-12-30"}),
        ("She went there on Jan. 3 and left.", {"2024-01-03"}),
        ("She was there January 2-4.", {"2024-01-02/2024-01-04"}),
        ("She was there on 2-4 January.", {"2024-01-02/2024-01-04"}),
        ("They met on 7 December 2023.", {"2023-12-07"}),
        ("They spoke of the January 9 summit.", {None, "2024-01-05"}),
        ("She met the King.", {None, "2024-01-05"}),
        ("This week, she met the King.", {None, "2024-01-05", "2024-01-01/2024-01-07"}),
    ],
)
def test_the_day_that_an_opening_names(opening: str, days: set[str | None]) -> None:
    assert right_days(opening, PUBLISHED) == days


TEXT = "Minister Aune spoke by phone today with Minister Otieno. They had met in May."
GOLD = {"published": "2024-01-05", "medium": "phone", "countries": ["KEN"], "others": ["EUR"], "persons": ["Aune", "Ruto"]}
MENTIONS = [mention("a", "EUR", "Solveig Aune", "person"), mention("o", "KEN", "Daniel Otieno", "person")]


def test_the_engagement_that_is_told_first() -> None:
    claims = [
        claim(TEXT, "had met", "CONSULT", ["a"], []),
        claim(TEXT, "spoke", "CONSULT", ["a", "o"], [], mode="phone", edtf="2024-01-05"),
    ]
    result = score([Case(Text("a", TEXT), GOLD)], [extraction(TEXT, mentions=MENTIONS, claims=claims)])
    values = {name: measure.value for name, measure in result.measures.items()}
    assert values == {"found": 1, "countries": 1, "phone": 1, "day": 1, "persons": 0.5}
    assert [(error.kind, error.expected) for error in result.errors] == [("readout persons", "Ruto")]


def test_what_is_only_planned_is_not_found() -> None:
    claims = [claim(TEXT, "spoke", "CONSULT", ["a", "o"], [], modality="planned")]
    result = score([Case(Text("a", TEXT), GOLD)], [extraction(TEXT, mentions=MENTIONS, claims=claims)])
    assert {measure.value for measure in result.measures.values()} == {0}
