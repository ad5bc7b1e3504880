"""Which breaks only wrap a line, and that what is read across them is the same as without them."""

from textwrap import fill

import pytest

from dragoman import extraction
from dragoman.model import Document
from dragoman.sources import zones
from dragoman.wrapping import unwrapped

TITLE = "Kampala and Juba to reopen the Elegu crossing"
FIRST = (
    "KAMPALA, March 3 (Reuters) - Uganda's Foreign Minister Jeje Odongo spoke on Monday by telephone with his South Sudanese "
    "counterpart, Ramadan Mohamed Abdallah Goc, and told him that Kampala would reopen the crossing at Elegu within ten days, "
    "the ministry said."
)
SECOND = (
    "Juba accused Ugandan soldiers of having crossed into Kajo Keji in February, a charge that Kampala denies. “Nobody crossed "
    "anything,” Odongo told reporters. He said that joint patrols would begin before the rains."
)
PARAGRAPHS = (TITLE, FIRST, SECOND)


@pytest.mark.parametrize("width", [58, 66, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n"])
def test_paragraphs_that_were_wrapped_are_whole_again(width: int, between: str) -> None:
    text = between.join(fill(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    assert unwrapped(text) == between.join(PARAGRAPHS)


def test_a_paragraph_that_only_ends_its_line_ends_there() -> None:
    text = "\n".join(fill(paragraph, 72, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    assert unwrapped(text) == "\n".join(PARAGRAPHS)


def test_an_indented_line_begins_a_paragraph() -> None:
    text = "\n".join(fill(paragraph, 68, initial_indent="   ", break_on_hyphens=False) for paragraph in (FIRST, SECOND))
    assert unwrapped(text) == f"   {FIRST}\n   {SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "They spoke of\ntrade and transit\nwater from the lake\nthe border at Elegu\nall else in May\nand no more",
        f"{FIRST}\n- trade in cattle and in the goods of the lake, which both sides want to see grow\n- the lake itself, its fish and its water, and who may\n- patrols",
        "The President:\nWe are here to talk of peace, and of what comes behind it for all of us.\n\nQuestion:\nWhen?\n\nThe President:\nsoon.",
        "",
        "\n\n",
        "One line",
    ],
)
def test_text_with_a_paragraph_a_line_is_left_alone(text: str) -> None:
    assert unwrapped(text) == text


def test_what_is_read_in_a_wrapped_text_is_what_is_read_in_the_same_text_unwrapped() -> None:
    whole = "\n\n".join(PARAGRAPHS)
    wrapped = "\n\n".join(fill(paragraph, 70, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    plain, read = (
        extraction.extract(Document(address="a", text=text, published="2025-03-04", zones=zones.divide(text)))
        for text in (whole, wrapped)
    )
    assert read.quotes
    assert read.claims
    assert [mention.name for mention in read.mentions] == [mention.name for mention in plain.mentions]
    for kind in ("mentions", "claims", "quotes", "times"):
        assert len(getattr(read, kind)) == len(getattr(plain, kind))
    for one, other in zip(read.quotes, plain.quotes, strict=True):
        assert [anchor.exact.replace("\n", " ") for anchor in one.content] == [anchor.exact for anchor in other.content]
        assert (one.entity, one.act, one.manner, one.denies is None) == (
            other.entity,
            other.act,
            other.manner,
            other.denies is None,
        )
    told = {claim.id for claim in read.claims} | {quote.id for quote in read.quotes}
    assert {quote.denies for quote in read.quotes} - {None} <= told
    for anchor in (
        *(mention.anchor for mention in read.mentions),
        *(claim.trigger for claim in read.claims),
        *(a for quote in read.quotes for a in (quote.speaker, quote.cue, *quote.content) if a),
        *(time.anchor for time in read.times),
        *(topic.anchor for topic in read.topics),
    ):
        assert anchor == read.document.anchor(anchor.start, anchor.end)
