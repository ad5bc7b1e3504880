"""Two accounts of one call: whose words a passage is, what both speak of, and what only one does."""

from itertools import permutations
from typing import Any

import pytest
from analysis_builders import account, cut, words
from hypothesis import given
from hypothesis import strategies as st

from dragoman import analysis
from dragoman.model import Extraction
from dragoman.results import Comparison


def compare(documents: list[Extraction], labels: dict[str, str], *event: Any) -> Comparison:
    return analysis.compare(documents, analysis.Means(words, cut, labels), *event)


PAKISTANI = account(
    "The two spoke of [#trade trade], [#arms equipment left behind] and [#terrorism terrorism].\nThey agreed on [#trade commerce].",
    "pk.txt",
    issuer="PAK",
)
AMERICAN = account(
    "The Secretary raised [#tariffs tariffs] and [#trade fair trade]; then [#visas visas].", "us.txt", issuer="USA"
)
EMBEDDED = account(
    "[=headline Ministers talk of [#visas visas]]\n"
    "They had a long call about [#trade trade].\n"
    "The [PAK:body Foreign Office] said [said: both wanted [#arms the equipment] settled].\n"
    "[=heading A word on [#climate climate]]\n"
    "There was talk of [#terrorism terrorism], too.\n"
    "The [USA:body State Department] said [said: that [#tariffs tariffs] and [#arms equipment] were raised].\n"
    "It named [#migration migration] as well.\n"
    "[=caption A picture of [#cricket cricket]]\n",
    "report.txt",
)


def cells(comparison: Comparison) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Per topic the status and the words of each side, of several items the first."""
    return {
        i.topic: (i.status, {side: [c.anchor.exact for c in words] for side, words in i.cells.items()})
        for i in reversed(comparison.items)
    }


def test_two_readouts() -> None:
    comparison = compare([PAKISTANI, AMERICAN], {"trade": "trade and commerce"})
    assert (comparison.type, comparison.parties, comparison.sides) == ("CONSULT", ("PAK", "USA"), ("PAK", "USA"))
    assert cells(comparison) == {
        "trade": ("both", {"PAK": ["The two spoke of trade"], "USA": ["fair trade"]}),
        "arms": ("only", {"PAK": ["equipment left behind"], "USA": []}),
        "tariffs": ("only", {"PAK": [], "USA": ["The Secretary raised tariffs"]}),
        "terrorism": ("only", {"PAK": ["terrorism"], "USA": []}),
        "visas": ("only", {"PAK": [], "USA": ["then visas"]}),
    }
    assert [item.topic for item in comparison.items] == ["trade", "arms", "tariffs", "terrorism", "trade", "visas"]
    assert [i.label for i in comparison.items if i.topic == "trade"] == [
        "trade and commerce: fair trade",
        "trade and commerce: They agreed on commerce",
    ]


def test_the_accounts_that_a_report_holds() -> None:
    comparison = compare([EMBEDDED], {})
    assert comparison.sides == ("PAK", "USA")
    assert cells(comparison) == {
        "arms": (
            "both",
            {
                "PAK": ["The Foreign Office said both wanted the equipment settled"],
                "USA": ["equipment were raised"],
            },
        ),
        "migration": ("only", {"PAK": [], "USA": ["It named migration as well"]}),
        "tariffs": ("only", {"PAK": [], "USA": ["The State Department said that tariffs"]}),
        "terrorism": ("only", {"PAK": ["There was talk of terrorism"], "USA": []}),
    }


def test_a_reports_own_voice_is_a_side_where_only_one_other_speaks() -> None:
    one = account(
        "They spoke of [#trade trade].\nThe [PAK:body Foreign Office] said [said: they spoke of [#arms arms]].", "r.txt"
    )
    comparison = compare([one], {})
    assert comparison.sides == ("PAK", "publisher")
    assert {i.topic: [s for s, words in i.cells.items() if words] for i in comparison.items} == {
        "arms": ["PAK"],
        "trade": ["publisher"],
    }
    assert compare([one, AMERICAN], {}).sides == ("PAK", "USA")


def test_officials_speak_for_their_states_where_no_body_does() -> None:
    report = account(
        "[PAK:person Dar] said [said: that [#trade trade] would grow]; the talk of [#visas visas] went on.\n"
        "[USA:person Rubio] said [said: that [#tariffs tariffs] would stay].",
        "r.txt",
    )
    comparison = compare([report], {})
    assert comparison.sides == ("PAK", "USA")
    assert cells(comparison) == {
        "tariffs": ("only", {"PAK": [], "USA": ["that tariffs would stay"]}),
        "trade": ("only", {"PAK": ["that trade would grow"], "USA": []}),
    }
    assert {i.topic for i in compare([account("[PAK:person Dar] said [said: no]. On [#visas visas].", "r.txt")], {}).items} == {
        "visas"
    }


def test_the_press_is_nobodys_body() -> None:
    report = account("[PAK:press Radio Pakistan] said [said: they spoke of [#trade trade]].\nAnd of [#visas visas].", "r.txt")
    assert all(item.cells.get("publisher") or item.topic == "trade" for item in compare([report], {}).items)


def test_a_third_state_is_no_side_of_the_two_sides_call() -> None:
    indian = account("The call dealt with [#trade trade].", "in.txt", issuer="IND")
    assert compare([PAKISTANI, AMERICAN, indian], {}).sides == ("PAK", "USA")
    assert compare([indian], {}).sides == ("IND",)


def test_two_of_three_sides_are_both() -> None:
    sides = [
        account("They raised [#trade trade].", f"{code}.txt", issuer=code, parties=("CHN", "PAK", "USA"))
        for code in ("CHN", "PAK")
    ]
    third = account("They raised [#visas visas].", "us.txt", issuer="USA", parties=("CHN", "PAK", "USA"))
    assert {i.topic: i.status for i in compare([*sides, third], {}).items} == {"trade": "both", "visas": "only"}


def test_an_event_that_is_given_is_the_one_compared() -> None:
    comparison = compare([PAKISTANI, AMERICAN], {}, ("AGREE", ("PAK", "CHN")))
    assert (comparison.type, comparison.parties, comparison.sides) == ("AGREE", ("PAK", "CHN"), ("PAK",))


def test_without_a_shared_engagement_all_accounts_are_compared() -> None:
    alone = [account("On [#trade trade].", f"{code}.txt", issuer=code, parties=()) for code in ("PAK", "IND")]
    comparison = compare(alone, {})
    assert (comparison.type, comparison.parties, comparison.sides) == (None, (), ("IND", "PAK"))
    assert compare([], {}) == Comparison(None, (), (), ())


@pytest.mark.parametrize("number", [2, 3])
def test_the_order_of_documents_doesnt_matter(number: int) -> None:
    other = account("On [#trade trade] with China.", "cn.txt", issuer="CHN", parties=("CHN", "USA"))
    more = account("On [#trade trade] with China, again.", "cn2.txt", issuer="CHN", parties=("CHN", "USA"))
    documents: list[Extraction] = [PAKISTANI, AMERICAN, EMBEDDED, other, more]
    answers = {
        repr(compare(list(order), {}))
        for order in permutations(documents, number)
        if {id(d) for d in order} == {id(d) for d in documents[:number]}
    }
    assert len(answers) == 1
    tied = [compare(list(order), {}) for order in permutations([AMERICAN, other])]
    assert tied[0] == tied[1]


@given(st.text("a. ,;“”—\n#", max_size=40), st.text("a. ,;“”—\n", max_size=40))
def test_cells_are_words_of_their_document_that_hold_the_topic(before: str, after: str) -> None:
    extraction = account(f"{before}x [#trade trade] y{after}", "a.txt", issuer="PAK")
    for item in compare([extraction], {}).items:
        for cell in item.cells["PAK"]:
            anchor = cell.anchor
            assert extraction.document.text[anchor.start : anchor.end] == anchor.exact == anchor.exact.strip()
            assert "trade" in anchor.exact


def test_what_several_papers_of_a_side_tell_again_is_one_matter() -> None:
    papers = [
        account(f"They spoke of [#trade trade] {how}.", f"{code}{how[0]}.txt", issuer=code)
        for code in ("PAK", "USA")
        for how in ("at length", "once more")
    ]
    (trade,) = compare(papers, {}).items
    assert {side: {cell.address for cell in cells} for side, cells in trade.cells.items()} == {
        "PAK": {"PAKa.txt", "PAKo.txt"},
        "USA": {"USAa.txt", "USAo.txt"},
    }


@pytest.mark.parametrize(("code", "status"), [("PAK", "both"), ("USA", "differs")])
def test_who_asked_for_the_call_is_a_matter_of_its_own(code: str, status: str) -> None:
    theirs = account(f"They held a call at the request of the [{code}:body other] side.", "a.txt", issuer="PAK")
    ours = account("The call was held at the request of the [PAK:body Pakistani] side.", "b.txt", issuer="USA")
    (item,) = compare([theirs, ours], {}).items
    assert (item.topic, item.label, item.status) == ("initiative", "who asked for it", status)
    assert item.cells["USA"][0].anchor.exact == "at the request of the Pakistani side"


def test_what_stands_under_every_paper_is_no_account() -> None:
    note = "\nThis notice stands under each of our statements."
    papers = [account(f"They spoke of [#trade trade].{note}", f"{code}.txt", issuer=code) for code in ("PAK", "USA")]
    assert [item.topic for item in compare(papers, {}).items] == ["trade"]


def test_a_matter_without_a_topic_goes_by_its_own_words() -> None:
    one = account("They spoke of [#trade trade].\nThe Minister offered two ferries for the lagoon.", "pk.txt", issuer="PAK")
    items = {
        item.label: item.status for item in compare([one, AMERICAN], {}).items if item.topic not in ("trade", "tariffs", "visas")
    }
    assert items == {"The Minister offered two ferries for …": "only"}
