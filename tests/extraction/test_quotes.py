"""Quotes: who speaks and for whom, to whom, and which denial answers which charge."""

import pytest

from dragoman.extraction import extract
from dragoman.model import Document, Quote, Zone


def quotes(text: str) -> tuple[Quote, ...]:
    return extract(Document(address="case", text=text)).quotes


#: Speaker's entity and state before the text; the last quote counts.
SPEAKERS = [
    ("person:ana-soto", "CHL", "Chilean Foreign Minister Ana Soto said that talks would resume."),
    ("person:ana-soto", "CHL", "Chilean Foreign Minister Ana Soto arrived in Lima. “We will sign,” Soto said."),
    ("person:ana-soto", "CHL", "Chilean Foreign Minister Ana Soto arrived in Lima. She said that talks would resume."),
    ("KEN", "KEN", "Nairobi said that the border would stay open."),
    ("FJI+TON", "FJI+TON", "Fiji and Tonga said in a joint statement that they would share patrol boats."),
    ("KEN+UGA", "KEN+UGA", "The foreign ministers of Kenya and Uganda said they would meet again."),
    ("VNM", "VNM", "Vietnam's foreign ministry said that Laos had agreed."),
    ("PHL", "PHL", "The Philippine foreign ministry protested. The statement said that China had rammed a boat."),
    ("PER", "PER", "Peru’s foreign ministry issued a statement. “Chile crossed the line,” the statement said."),
    ("person:hua-chunying", "CHN", "Chinese Foreign Ministry spokesperson Hua Chunying said that ties were good."),
    (None, None, "“Nobody knows,” it was said."),
    ("KEN+UGA", "KEN+UGA", "Kenya and Uganda held talks in Nairobi. “The road will be built,” the joint statement said."),
    ("PHL", "PHL", "The Philippine foreign ministry said in a statement that China had rammed a boat, adding that it had protested."),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "country", "text"), SPEAKERS)
def test_a_speaker_speaks_for_somebody(entity: str | None, country: str | None, text: str) -> None:
    quote = quotes(text)[-1]
    assert (quote.entity, quote.country) == (entity, country)


@pytest.mark.parametrize(
    ("addressee", "text"),
    [
        ("LAO", "Vietnam's foreign minister told Lao Prime Minister Sonexay Siphandone that Hanoi would build the road."),
        ("LAO", "Vietnam's foreign minister told his Lao counterpart that Hanoi would build the road."),
        ("ECU", "“We will not forget this,” President Gustavo Petro of Colombia told Ecuador's foreign minister."),
        ("UGA", "Kenya urged Uganda to open its border."),
        (None, "Kenya said that Uganda would open its border."),
    ],
)
def test_an_addressee_is_the_party_spoken_to(addressee: str | None, text: str) -> None:
    assert quotes(text)[-1].addressee == addressee


@pytest.mark.parametrize(
    "text",
    [
        "Sudan accused the United Arab Emirates of arming rebels. The UAE rejected the charge as baseless.",
        "Brazil accused Venezuela of closing the border. Venezuela denied the charge.",
        "Norway accused Russia of jamming signals. Finland said nothing. Moscow rejected the allegation.",
        "Ghana warned that Togo had moved its fence. Togo denied the claim.",
        "India condemned Pakistan for the raid.\n\nPakistan denied any role in it.",
    ],
)
def test_a_denial_answers_the_charge_of_another_side(text: str) -> None:
    first, *_, last = quotes(text)
    assert last.denies == first.id


@pytest.mark.parametrize(
    "text",
    [
        "Laos said that Cambodia had closed a crossing. Cambodia denied the claim.",
        "Ghana's foreign minister said that Togo had fired on fishermen. Togo denied the accusation.",
    ],
)
def test_a_denial_answers_what_was_said(text: str) -> None:
    first, *_, last = quotes(text)
    assert last.denies == first.id


def test_a_denial_may_stand_before_what_it_denies() -> None:
    denial, charge = quotes("Togo denied the charge. Ghana had accused Togo of moving its fence.")
    assert denial.denies == charge.id


def test_a_confirmation_points_at_what_it_confirms() -> None:
    first, last = quotes("Peru said that two boats had collided. Chile confirmed the report.")
    assert (last.denies, last.confirms) == (None, first.id)


def test_to_acknowledge_a_merit_confirms_nobodys_words() -> None:
    found = quotes("Peru said that it wanted closer ties. Chile acknowledged Peru's sacrifices in the fight against piracy.")
    assert [quote.confirms for quote in found] == [None] * len(found)


def test_a_charge_is_somebodys_words_and_no_deed() -> None:
    found = quotes("India and Pakistan fought for four days in May. Pakistan denied the charge.")
    assert [quote.denies for quote in found] == [None] * len(found)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("promise", "The leaders resolved to reopen the road."),
        ("deny", "Togo refuted the charge."),
        ("say", "No minister had resigned, according to the government of Peru."),
        ("emphasise", "Ruto underscored the weight of the treaty."),
    ],
)
def test_a_word_that_can_do_only_one_thing_settles_the_act(act: str, text: str) -> None:
    assert [quote.act for quote in quotes(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan denied it.",
        "Rwanda denied that it was arming anybody.",
        "Brazil accused Venezuela of lying. Brazil denied that it was angry.",
        "Ghana accused Togo of moving its fence. Togo thanked Benin.",
        "Ghana accused Togo of moving its fence."
        + " It rained that day in Accra, and the shops were shut." * 40
        + "\n\nPeru denied the charge.",
    ],
)
def test_where_no_charge_stands_nothing_is_denied(text: str) -> None:
    assert [quote.denies for quote in quotes(text)] == [None] * len(quotes(text))


def test_several_addressees_are_all_kept() -> None:
    assert quotes("Angola urged Congo and Rwanda to stop fighting.")[0].addressee == "COD+RWA"


@pytest.mark.parametrize(("kind", "kept"), [("body", 1), ("headline", 1), ("caption", 0), ("embed", 0), ("related", 0)])
def test_only_the_documents_own_words_are_quoted(kind: str, kept: int) -> None:
    text = "Ruto said that talks would resume."
    found = extract(Document(address="case", text=text, zones=(Zone(kind, 0, len(text)),)))  # type: ignore[arg-type]
    assert len(found.quotes) == kept


def test_quotes_stand_in_the_order_of_the_text_and_their_contents_are_trimmed() -> None:
    found = quotes(
        "“We met,” Ana Soto of Chile said. “We will sign.” Peru said that it would wait. Chile warned that it would not."
    )
    assert [q.content[0].start for q in found] == sorted(q.content[0].start for q in found)
    assert all(a.exact == a.exact.strip() for q in found for a in q.content)


def test_bodies_of_one_kind_are_not_one_speaker() -> None:
    charge, denial = quotes(
        "Amnesty International accused the Red Cross of hiding the lists. The Red Cross rejected Amnesty's charge."
    )[:2]
    assert denial.denies == charge.id


def test_who_agrees_in_the_same_words_confirms() -> None:
    first, last = quotes("A Kazakh blogger said the bridge cracked in March. Engineers agreed: the bridge cracked in March.")
    assert last.confirms == first.id


def test_who_just_says_something_denies_nothing_that_is_said_later() -> None:
    said = quotes(
        "“They closed the river,” the Uzbek governor said of his Tajik neighbours.\n\n“The river was low,” Dushanbe said later."
    )
    assert said[0].denies is None
