"""The pair coder: each case marks the first party (s) and the second (t) in a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction.events import acts, pairs
from dragoman.extraction.parse import parse
from dragoman.extraction.tags import Act
from dragoman.model import Document

_MARK = re.compile(r"\[([st]) ([^\]]*)\]")


def code(marked: str) -> tuple[str, Act | None]:
    """The sentence without its marks, and the act between the parties marked in it."""
    text, at, sides = "", 0, {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        sides[mark[1]] = (len(text), len(text) + len(mark[2]))
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    doc = parse(Document(address="test", text=text))
    return text, pairs.code(acts.read(doc), doc, sides.get("s"), sides.get("t"))


@pytest.mark.parametrize(
    ("type_", "trigger", "marked"),
    [
        ("ACCUSE", "criticized", "[s Peru] criticized [t Bolivia], which had arrested two of its citizens."),
        ("COERCE", "arrested", "Peru criticized [s Bolivia], which had arrested [t two of its citizens]."),
        ("COERCE", "arrested", "[t Two ministers] were arrested by [s the army]."),
        ("CONSULT", "met", "[s The Omani minister] met [t his Qatari counterpart] on Sunday."),
        ("CONSULT", "met", "[t The Omani minister] met [s his Qatari counterpart] on Sunday."),
        ("AID", "sent medical supplies", "After the quake [s Thailand] sent medical supplies to [t Laos]."),
        ("ASSAULT", "attacked", "[s Rebels] attacked [t the garrison] after the government rejected a ceasefire."),
        ("REJECT", "rejected", "Rebels attacked the garrison after [s the government] rejected [t a ceasefire]."),
        ("SANCTION", "expelled", "[s Estonia] expelled two diplomats of [t Belarus]."),
        ("THREATEN", "threatened", "[s Turkey] threatened to invade [t the enclave]."),
    ],
)
def test_codes_the_act_between_the_pair(type_: str, trigger: str, marked: str) -> None:
    text, act = code(marked)
    assert act is not None
    assert (act.type, text[slice(*act.trigger)]) == (type_, trigger)


@pytest.mark.parametrize("marked", ["Peru condemned [t Chile].", "[s Peru] condemned Chile.", "Peru condemned Chile."])
def test_a_missing_side_is_whoever_stands_there(marked: str) -> None:
    _, act = code(marked)
    assert act is not None
    assert act.type == "ACCUSE"


@pytest.mark.parametrize("marked", ["[s Peru] borders [t Chile].", "[s Peru] borders [t Chile]. Mali arrested two men.", ""])
def test_no_act_in_the_sentence_is_none(marked: str) -> None:
    assert code(marked)[1] is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_never_crashes(text: str, start: int, end: int) -> None:
    text += " Mali attacked Niger."
    doc = parse(Document(address="test", text=text))
    side = (min(start, len(text) - 1), min(start + end + 1, len(text)))
    act = pairs.code(acts.read(doc), doc, side, None)
    assert act is None or act in acts.read(doc)
