"""Likeness of texts and stories: rare words tell, names of a file that is all about them don't, order never does."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document
from dragoman.resolution import cluster, judge_stories
from dragoman.wording import likeness, unit, wording

FERRY = "A ferry with ninety passengers capsized off Zanzibar on Monday night, the harbour master said."
AGAIN = "Divers searched the hull of the capsized ferry near Zanzibar; the harbour master gave ninety names."
DAM = "Egypt and Ethiopia failed to agree on the filling of the dam, and the talks in Kinshasa were adjourned."


def test_the_same_words_are_alike_and_others_not() -> None:
    assert likeness(wording(FERRY), wording(FERRY)) > 0.999
    assert likeness(wording(FERRY), wording(AGAIN)) > 0.4
    assert likeness(wording(FERRY), wording(DAM)) < 0.1
    assert likeness(wording(""), wording(DAM)) == 0.0


def test_endings_and_case_and_curly_marks_make_no_difference() -> None:
    assert likeness(wording("Ferries capsized"), wording("ferry capsizes")) > 0.3
    assert likeness(wording("Zanzibar’s harbour"), wording("zanzibar harbour")) > 0.999
    assert likeness(wording("محادثات السلام"), wording("محادثات السلام")) > 0.999


def test_words_that_are_left_out_count_for_nothing() -> None:
    assert not wording("Zanzibar ferry", without=["the Ferry", "Zanzibar"])
    assert not wording("the of and")


def test_a_title_weighs_more_than_a_mention() -> None:
    assert wording(DAM, title="Kinshasa")["kinshasa"] > wording(DAM)["kinshasa"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = wording(one), wording(other)
    assert likeness(a, b) == likeness(b, a)
    assert -1e-9 <= likeness(a, b) <= 1 + 1e-9
    assert unit(a).keys() <= a.keys()


def documents(*texts: str) -> list[Document]:
    return [Document(address=f"{n}.txt", text=text, publisher=str(n), published="2025-05-01") for n, text in enumerate(texts)]


def groups(listed: list[Document]) -> set[frozenset[str]]:
    clusters = cluster([d.id for d in listed], judge_stories(listed, "-"), "story")
    return {frozenset(d.text for d in listed if clusters[d.id] == head) for head in clusters.values()}


def test_two_reports_of_one_thing_are_one_story() -> None:
    assert groups(documents(FERRY, AGAIN, DAM)) == {frozenset((FERRY, AGAIN)), frozenset((DAM,))}


def test_names_that_all_documents_share_make_no_story() -> None:
    told = [
        f"Pakistan and the United States: {words}, Ishaq Dar and Marco Rubio said."
        for words in ("tariffs on rice fell", "a pilot was freed", "lithium licences await signature", "an embassy annex burned")
    ]
    assert len(groups(documents(*told))) == len(told)


@settings(max_examples=20, deadline=None)
@given(st.permutations([FERRY, AGAIN, DAM, "", "Ferry capsized: ninety named.", "🇵🇰 🇺🇸"]))
def test_stories_are_the_same_in_any_order(texts: list[str]) -> None:
    listed = [Document(address="a", text=text or "-", publisher=str(hash(text))) for text in texts]
    assert groups(listed) == groups(sorted(listed, key=lambda d: d.text))
