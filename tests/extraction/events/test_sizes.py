"""Counts of people: each case has its answer before the sentence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.extraction.events.sizes import counts
from dragoman.model import Count, Document


def found(sentence: str) -> list[Count]:
    return list(counts(Document(address="test", text=sentence), (0, len(sentence)))) if sentence else []


def people(sentence: str) -> dict[str, int]:
    return {count.kind: count.figure for count in found(sentence) if count.kind not in ("troops", "sum")}


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
    assert people(sentence) == size


def test_an_aside_may_stand_between_the_number_and_its_verb() -> None:
    assert people("The raid left 26 civilians, most of them farmers, dead.") == {"dead": 26}


@given(st.integers(1, 10**7), st.sampled_from(["killed {} people", "{} people were killed", "leaving {} dead"]))
def test_a_figure_is_read_with_or_without_its_commas(number: int, wording: str) -> None:
    assert people(wording.format(number)) == people(wording.format(f"{number:,}")) == {"dead": number}


ENDS = [
    (("dead", 26, 26, None), "Gunmen killed 26 people."),
    (("dead", 26, None, None), "Gunmen killed at least 26 people."),
    (("dead", None, 30, None), "The raid killed up to 30 villagers."),
    (("dead", 20, 30, None), "Between 20 and 30 people were killed."),
    (("injured", 20, 25, None), "The blast wounded 20 to 25 people."),
    (("dead", 26, 26, None), "Twenty-six people were killed in Peru."),
    (("displaced", 1_500_000, 1_500_000, None), "The war displaced 1.5 million people."),
    (("troops", 3000, 3000, None), "Kenya sent 3,000 troops to the border."),
    (("troops", 900, None, None), "Rome will withdraw more than 900 soldiers from Mosul."),
    (("sum", 49_000_000, 49_000_000, "USD"), "Japan gave Pakistan $49 million."),
    (("sum", 7_000_000_000, 7_000_000_000, "USD"), "The package is worth US$7 billion."),
    (("sum", 2_000_000, 3_000_000, "EUR"), "Malta pledged 2 to 3 million euros to Libya."),
    (("sum", 5_000_000, None, "GBP"), "London froze at least £5 million of his assets."),
    (("sum", 100_000, 100_000, "KES"), "Each family was paid 100,000 Kenyan shillings."),
    (("sum", 12_000_000, 12_000_000, "INR"), "India granted Bhutan ₹12 million."),
    (("sum", 50_000_000, 50_000_000, "INR"), "The grant is worth 5 crore rupees."),
    (("sum", 1_234_500_000, 1_234_500_000, "USD"), "Exports fell by $1,234.5 million."),
    (("sum", 100_000_000, 150_000_000, "USD"), "Rome offered $100-150 million."),
    (("sum", 5_000_000_000, 7_000_000_000, "USD"), "The loan is between $5 and $7 billion."),
    (("sum", 49_000_000, 49_000_000, "EUR"), "Brussels paid EUR 49 million."),
    (("sum", 200_000_000, 200_000_000, "USD"), "Qatar promised two hundred million dollars."),
    (("displaced", 200_000, 200_000, None), "Two hundred thousand people were displaced."),
    (("sum", 5_000_000, 5_000_000, "USD"), "They paid $5 million dollars."),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "sentence"), ENDS)
def test_a_count_has_ends_a_unit_and_its_words(expected: tuple[str, int | None, int | None, str | None], sentence: str) -> None:
    (count,) = found(sentence)
    assert (count.kind, count.low, count.high, count.unit) == expected
    assert sentence[count.anchor.start : count.anchor.end] == count.anchor.exact
    assert count.figure == (expected[1] if expected[1] is not None else expected[2])


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices rose 5 per cent.",
        "He is 26 years old.",
        "The two won praise.",
        "Route 66 is closed.",
        "12 km of road",
        "At 10:30 people died.",
        "$999999999999999999999999999999",
    ],
)
def test_other_numbers_count_nothing(sentence: str) -> None:
    assert found(sentence) == []


def test_numbers_that_tell_when_count_nobody() -> None:
    text = "On 22 April 26 people were killed."
    document = Document(address="test", text=text)
    (count,) = counts(document, (0, len(text)), [(3, 11)])
    assert (count.kind, count.low) == ("dead", 26)


def test_two_kinds_joined_by_and_are_no_range() -> None:
    assert people("A strike killed 12 and 30 were injured.") == {"dead": 12, "injured": 30}


@given(st.text(max_size=200))
@example("ſix killed")
@example("sıx people dead, $5 mıllıon")
@example("9" * 400 + " killed")
@example("killed 3,000,000,000,000,000,000,000")
def test_any_text_gives_counts_of_its_own_words(text: str) -> None:
    for count in found(text):
        assert text[count.anchor.start : count.anchor.end] == count.anchor.exact != ""
        assert count.low is not None or count.high is not None
