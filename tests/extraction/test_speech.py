"""Speech made whole: who speaks where no cue says so, where words end, and which act it is."""

import pytest

from dragoman.extraction import extract
from dragoman.model import Document, Quote


def quotes(text: str) -> tuple[Quote, ...]:
    return extract(Document(address="case", text=text)).quotes


def shown(quote: Quote) -> tuple[str | None, list[str]]:
    return quote.speaker.exact if quote.speaker else None, [part.exact for part in quote.content]


@pytest.mark.parametrize(
    ("speaker", "content", "text"),
    [
        (
            "Lagos Water Board",
            ["No water until Friday."],
            "The taps ran dry.\n\nNo water until Friday. — Lagos Water Board (@lagoswater) 3 March",
        ),
        ("@quito_metro", ["Line one is closed"], "RT @quito_metro: Line one is closed"),
        (
            "The Nadi Weather Office",
            ["Stay off the reef tonight."],
            "The Nadi Weather Office on Facebook: Stay off the reef tonight.",
        ),
        ("Ambassador Soto", ["“We leave on Sunday.”"], "Ambassador Soto closed her folder. “We leave on Sunday.”"),
    ],
)
def test_place_alone_may_tell_who_speaks(speaker: str, content: list[str], text: str) -> None:
    assert (speaker, content) in [shown(quote) for quote in quotes(text)]


def test_a_dateline_is_no_turn_of_talk() -> None:
    assert all(quote.speaker is None or quote.speaker.exact != "QUITO" for quote in quotes("QUITO — The dam held on Monday."))


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The well is dry because nobody dug it deeper,\n\n“and nobody will dig it now,” said a Chadian herder."
    assert " ".join(shown(quotes(text)[0])[1]).split() == text.removesuffix(" said a Chadian herder.").split()


def test_we_urge_tells_what_the_speaker_does() -> None:
    (quote,) = quotes("“We urge both sides to leave the island,” Tonga's premier said.")
    assert (quote.act, shown(quote)[0]) == ("urge", "Tonga's premier")


def test_whom_a_passive_asks_is_not_who_speaks() -> None:
    assert all(shown(quote)[0] != "Nepal" for quote in quotes("Nepal was invited to send observers to the drill."))


@pytest.mark.parametrize(
    ("speaker", "content", "text"),
    [
        (
            "the teachers' union",
            ["to close the schools"],
            "Threats by the teachers' union to close the schools have alarmed Lomé.",
        ),
        (
            "its captain, Lieutenant Marama Tui",
            ["The patrol boat", "will not sail before Monday"],
            "The patrol boat, according to its captain, Lieutenant Marama Tui, will not sail before Monday.",
        ),
        (
            "three dockers in Beira",
            ["the cranes had been sold"],
            "AFP, citing three dockers in Beira, reported that the cranes had been sold.",
        ),
        ("Bhutan", ["the theft of the bells"], "Bhutan condemned in the strongest possible terms the theft of the bells."),
    ],
)
def test_words_end_where_another_says_or_does_something(speaker: str, content: list[str], text: str) -> None:
    assert (speaker, content) in [shown(quote) for quote in quotes(text)]


def test_who_went_on_to_say_something_said_it_once() -> None:
    said = quotes("President Keita promised new wells for Gao. They would be dug by May, he went on to say.")
    assert [quote.cue.exact for quote in said if quote.cue] == ["promised", "went on to say"]


def test_an_adjective_that_doubts_is_nobodys_words() -> None:
    said = quotes("The Chilean navy reported on the alleged smugglers' hoard.") + quotes(
        "The ministry is to blame for the flood."
    )
    assert all(quote.cue is None or quote.cue.exact not in ("alleged", "blame") for quote in said)
