"""Where sentences are cut: a bar is a cut, `~` one that may be mended."""

import re

import pytest

from dragoman.extraction import clauses, parse
from dragoman.model import Document


@pytest.mark.parametrize(
    "marked",
    [
        "The minister thanked Ghana for the troops | and raised the price of cocoa.",
        "She stressed that the dam must be filled slowly, | and that data must be shared.",
        "They agreed to promote and protect human rights.",
        "He spoke of the return of the refugees | and of the repair of the bridge.",
        "They discussed rail, ~ ports ~ and fisheries.",
        "They discussed rail and ports.",
        "Recalling the old friendship of the two peoples, | the president invited his guest to Lima.",
        "He announced a loan; | the bank will pay it out in May.",
    ],
)
def test_cuts(marked: str) -> None:
    text = re.sub(r" [|~]", "", marked)
    found = clauses(parse(Document(address="a.txt", text=text)))
    parts = re.split(r" ([|~]) ", marked)
    wanted = [
        (re.sub(r"^and |[,;.]$", "", part), mark == "~") for part, mark in zip(parts[::2], ["|", *parts[1::2]], strict=True)
    ]
    assert [(text[c.start : c.end], c.weak) for c in found] == wanted
    assert [c.opens for c in found] == [True] + [False] * (len(found) - 1)


def test_every_sentence_opens_anew() -> None:
    text = "They met.\n\nThey spoke of trade, and they agreed on a date."
    assert [(text[c.start : c.end], c.opens) for c in clauses(parse(Document(address="a.txt", text=text)))] == [
        ("They met", True),
        ("They spoke of trade", True),
        ("they agreed on a date", False),
    ]
    assert clauses(parse(Document(address="a.txt", text=""))) == ()
