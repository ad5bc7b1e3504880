"""What is told beside a call or a meeting stays beside it: other days' meetings, places, media, sides."""

import pytest

from dragoman.extraction import extract
from dragoman.model import Claim, Document


def claims(text: str, type_: str) -> list[Claim]:
    """The claims of one type in a report of 4 March 2026."""
    return [claim for claim in extract(Document(address="case", text=text, published="2026-03-04")).claims if claim.type == type_]


def test_a_meeting_that_is_recalled_is_not_the_call() -> None:
    told = claims(
        "Zambian Foreign Minister Mulambo Haimbe and his Angolan counterpart, Tete Antonio, spoke by telephone on Tuesday. The two "
        "had met in Lusaka in January.",
        "CONSULT",
    )
    call = next(claim for claim in told if claim.mode == "phone")
    assert call.location is None
    assert [anchor.exact for anchor in call.also] == []
    assert len(told) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Norway's Prime Minister Jonas Gahr Støre thanked Kenya on Tuesday for its police in Haiti.",
        "Manila summoned China's ambassador on Monday after a collision at Scarborough Shoal.",
    ],
)
def test_what_is_said_of_a_place_is_not_said_there(text: str) -> None:
    found = extract(Document(address="case", text=text, published="2026-03-04"))
    assert found.claims
    assert all(claim.location is None for claim in found.claims if claim.type in ("SUPPORT", "ACCUSE"))


def test_two_sides_are_not_many() -> None:
    told = claims(
        "Estonian Foreign Minister Margus Tsahkna spoke by telephone on Tuesday with his Georgian counterpart, Maka Botchorishvili. "
        "At their meeting on January 12 the two had spoken of transit and of students.",
        "CONSULT",
    )
    assert all(claim.mode != "multilateral" for claim in told)


def test_praise_of_one_by_another_is_not_one_with_praise_the_other_way() -> None:
    told = claims(
        "Prime Minister James Marape of Papua New Guinea praised Fiji for its peacekeepers, and Fiji thanked Port Moresby.",
        "SUPPORT",
    )
    assert {claim.actors[0].country for claim in told} == {"PNG", "FJI"}


def test_an_ambassador_called_home_needs_no_other_state_named() -> None:
    assert [claim.mode for claim in claims("On Wednesday Luanda recalled its ambassador for talks.", "SANCTION")] == ["withdraw"]


def test_a_march_in_a_known_town_is_a_protest() -> None:
    assert claims("Thousands of nurses marched through San Salvador on Tuesday against layoffs.", "PROTEST")


def test_abbreviations_of_things_are_no_places() -> None:
    found = extract(Document(address="case", text="Singapore and Estonia agreed to work together on AI, and LNG was discussed."))
    assert not {"AI", "LNG"} & {mention.name for mention in found.mentions}
