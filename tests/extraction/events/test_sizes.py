"""Counts of people: each case has its answer before the sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.events.sizes import count_people

CASES = [
    ({"dead": 26}, "Gunmen killed 26 people near Srinagar."),
    ({"dead": 26}, "At least 26 people were killed in Goma."),
    ({"dead": 12, "injured": 30}, "Shells killed 12 people and wounded 30 in northern Israel."),
    ({"dead": 1200}, "The quake left more than 1,200 dead in Haiti."),
    ({"dead": 3}, "Three soldiers of Mali died."),
    ({"dead": 12}, "A dozen were killed in Port Moresby."),
    ({"dead": 20, "injured": 7}, "Twenty people were killed and seven injured in Manila."),
    ({"arrested": 40}, "Police in Nairobi arrested 40 people."),
    ({"arrested": 9}, "Nine journalists have been detained in Minsk."),
    ({"displaced": 15000}, "The floods displaced 15,000 people in Fiji."),
    ({"displaced": 500}, "500 families were left homeless in Peru."),
    ({"injured": 5}, "The blast injured five in Bogotá."),
    ({"dead": 26}, "The attack, which claimed 26 lives, shook Kashmir."),
    ({"dead": 1}, "One protester was shot dead in Maputo."),
    ({}, "Prices rose by 26 per cent as people died of hunger."),
    ({}, "The treaty killed the trade of 1990."),
    ({}, "Twenty ministers met in Lomé."),
    ({}, "He died 12 years ago."),
    ({}, "Kenya killed the deal."),
    ({}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("size", "sentence"), CASES)
def test_people_are_counted_by_kind(size: dict[str, int], sentence: str) -> None:
    assert count_people(sentence) == size


def test_an_aside_may_stand_between_the_number_and_its_verb() -> None:
    assert count_people("The raid left 26 civilians, most of them farmers, dead.") == {"dead": 26}


@given(st.integers(1, 10**7), st.sampled_from(["killed {} people", "{} people were killed", "leaving {} dead"]))
def test_a_figure_is_read_with_or_without_its_commas(number: int, wording: str) -> None:
    assert count_people(wording.format(number)) == count_people(wording.format(f"{number:,}")) == {"dead": number}


@given(st.text(max_size=200))
def test_any_text_gives_counts_of_known_kinds(text: str) -> None:
    assert set(count_people(text)) <= {"dead", "injured", "arrested", "displaced"}
