"""Quotation marks: where quotations stand, and the manner of what is told."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction import quotations


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "「」", "『』", "‘’", "''", "‹›", ["``", "''"], ["''", "''"], "»«"])
def test_knows_the_marks_of_the_worlds_press(marks: str) -> None:
    words = f"{marks[0]}We will keep the border open,{marks[1]}"
    text = f"{words} the minister said."
    assert [text[slice(*found)] for found in quotations.find(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's and Uganda's ministers met.",
        "It was 5' wide.",
        "rock 'n roll",
        "The O'Neills' house stood.",
        "نحن جيران",
        "1. d'État",
    ],
)
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    assert quotations.find(text) == ()


def test_an_odd_mark_ends_with_its_paragraph() -> None:
    text = "“The bridge is closed.\n\nThe governor denied it. “We know,” he said."
    assert [text[slice(*found)] for found in quotations.find(text)] == ["“The bridge is closed.", "“We know,”"]


@pytest.mark.parametrize(
    ("text", "content", "cue", "manner"),
    [
        ("“The border is open,” the minister said.", ["“The border is open,”"], "said", "direct"),
        ("The minister said the border was open.", ["the border was open"], "said", "indirect"),
        ("The minister said the border was “open to all”.", ["the border was “open to all”"], "said", "mixed"),
        ("“Open,” he said, “to all.”", ["“Open,”", "“to all.”"], "said", "direct"),
        ("“Wang warned of a crisis,” he said.", ["a crisis"], "warned of", "indirect"),
    ],
)
def test_tells_the_manner(text: str, content: list[str], cue: str, manner: str) -> None:
    stretches = [(text.index(words), text.index(words) + len(words)) for words in content]
    at = text.index(cue)
    assert quotations.manner(text, stretches, (at, at + len(cue)), quotations.find(text)) == manner


@pytest.mark.parametrize(
    ("said", "cue", "expected"),
    [
        ("border is open", "said", "“The border is open,”"),
        ("The border", "said", "The border"),
        ("a crisis at the", "warned", "a crisis at the"),
    ],
)
def test_a_quotation_is_taken_whole_where_most_of_it_was_found(said: str, cue: str, expected: str) -> None:
    text = "“The border is open,” he said. “Wang warned of a crisis at the border,” she added."
    start, at = text.index(said), text.index(cue)
    ((first, last),) = quotations.whole(text, [(start, start + len(said))], (at, at + len(cue)), quotations.find(text))
    assert text[first:last] == expected


@given(st.text(alphabet="“”\"'«»„‘’ ab.\n", max_size=60))
def test_quotations_lie_in_order_and_in_the_text(text: str) -> None:
    found = quotations.find(text)
    assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
