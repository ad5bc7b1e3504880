"""The pair coder: each case marks the first party (s) and the second (t) in a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction import code_pair
from dragoman.extraction.events import pairs
from dragoman.extraction.tags import Act

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
    return text, code_pair(text, sides.get("s"), sides.get("t"))


@pytest.mark.parametrize(
    ("type_", "trigger", "marked"),
    [
        ("ACCUSE", "criticized", "[s Peru] criticized [t Bolivia], which had arrested two of its citizens."),
        ("COERCE", "arrested", "Peru criticized [s Bolivia], which had arrested [t two of its citizens]."),
        ("COERCE", "arrested", "[t Two ministers] were arrested by [s the army]."),
        ("CONSULT", "met", "[s The Omani minister] met [t his Qatari counterpart] on Sunday."),
        ("CONSULT", "met", "[t The Omani minister] met [s his Qatari counterpart] on Sunday."),
        ("AID", "sent", "After the quake [s Thailand] sent medical supplies to [t Laos]."),
        ("ASSAULT", "attacked", "[s Rebels] attacked [t the garrison] after the government rejected a ceasefire."),
        ("SANCTION", "expelled", "[s Estonia] expelled two diplomats of [t Belarus]."),
        ("THREATEN", "threatened", "[s Turkey] threatened to invade [t the enclave]."),
    ],
)
def test_codes_the_act_between_the_pair(type_: str, trigger: str, marked: str) -> None:
    text, act = code(marked)
    assert act is not None
    assert act.type == type_
    assert text[slice(*act.trigger)].startswith(trigger)


@pytest.mark.parametrize("marked", ["Peru condemned [t Chile].", "[s Peru] condemned Chile.", "Peru condemned Chile."])
def test_a_missing_side_is_whoever_stands_there(marked: str) -> None:
    _, act = code(marked)
    assert act is not None
    assert act.type == "ACCUSE"


@pytest.mark.parametrize("marked", ["[s Peru] borders [t Chile].", ""])
def test_no_act_in_the_sentence_is_none(marked: str) -> None:
    assert code(marked)[1] is None


def test_words_of_the_pair_and_words_of_an_act_are_weighed_together() -> None:
    accused = Act(trigger=(10, 17), type="ACCUSE", modality="asserted", actors=((0, 4),), recipients=((20, 25),))
    helped = Act(trigger=(30, 36), type="AID", modality="asserted", actors=((40, 45),), certainty=0.9)
    text = "x" * 60
    assert pairs.code(text, [accused, helped], {"ACCUSE": 0.5, "AID": 0.4, "": 0.1}, (0, 4), (20, 25)) == accused
    assert pairs.code(text, [accused, helped], {"ACCUSE": 0.1, "AID": 0.8, "": 0.1}, (40, 45), (50, 55)) == helped


def test_where_no_words_were_read_the_words_between_the_parties_are_shown() -> None:
    text = "Peru in aid of Chile"
    act = pairs.code(text, [], {"AID": 0.7, "": 0.3}, (0, 4), (15, 20))
    assert act is not None
    assert (act.type, text[slice(*act.trigger)]) == ("AID", "in aid of")
    assert pairs.code(text, [], {"AID": 0.3, "": 0.7}, (0, 4), (15, 20)) is None
    assert pairs.code(text, [], {"AID": 0.7, "": 0.3}, (0, 4), None) is None
    assert pairs.code(text, [], {}, (0, 4), (15, 20)) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_is_coded_or_not(text: str, start: int, end: int) -> None:
    text += " Mali attacked Niger."
    side = (min(start, len(text) - 1), min(start + end + 1, len(text)))
    act = code_pair(text, side, None)
    assert act is None or 0 <= act.trigger[0] < act.trigger[1] <= len(text)
