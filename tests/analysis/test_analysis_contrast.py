"""Whether accounts of one matter differ in substance, and why."""

import pytest

from dragoman.analysis.contrast import contrast


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("agreed on a ceasefire", "agreed on an energy ceasefire", True),
        ("an immediate ceasefire", "an immediate ceasefire from Monday", False),
        ("agreed to extend the treaty", "rejected any extension of the treaty", True),
        ("20 cooperation documents were signed", "31 acts were signed", True),
        ("20 documents were signed", "they signed 20 documents", False),
        ("20 documents were signed", "Twenty acts were signed", False),
        ("21 documents were signed", "thirty-one acts were signed", True),
        ("twelve documents were signed", "one of them signed", False),
        ("1,200 tonnes of rice", "1200 tonnes of rice", False),
        ("growth of 5.0%", "growth of 5 %", False),
        ("they met on 7 April", "they met at 10:30", False),
        ("significant progress in the talks", "serious obstacles remain in the talks", True),
        ("they discussed trade", "trade was raised", False),
        ("the summit of 2025", "the summit of 2026", False),
        ("", "trade", False),
    ],
)
def test_two_sides(one: str, other: str, differs: bool) -> None:
    assert bool(contrast([[one], [other]])) == differs
    assert bool(contrast([[other], [one]])) == differs


def test_it_says_which_words_differ() -> None:
    assert contrast([["agreed on a ceasefire"], ["agreed on an energy ceasefire"]]) == ("energy ceasefire", "ceasefire")


def test_three_sides() -> None:
    assert contrast([["welcomed the plan"], ["spoke of the plan"], ["rejected the plan"]])
    assert not contrast([["welcomed the plan"]])
    assert contrast([["5 ships"], ["7 ships"], ["some ships"]]) == ("5", "7")
