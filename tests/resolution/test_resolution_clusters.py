"""Clusters follow from the judgements that stand: in any order, readers first, and undone as if they had never been."""

from dataclasses import replace
from itertools import combinations, pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Judgement, Verdict
from dragoman.resolution import cluster

MEMBERS = "abcdefg"
RULES = ("rule:events", "rule:names")
READERS = ("reader", "alice")

judgements = st.builds(
    lambda pair, verdict, by, made, undone: judged(pair, verdict, by, made, undone=undone),
    st.sampled_from(["".join(pair) for pair in combinations(MEMBERS, 2)]),
    st.sampled_from(["same", "different"]),
    st.sampled_from([*RULES, *READERS]),
    st.integers(0, 3),
    st.booleans(),
)
#: as a record keeps them: one of each pair, verdict and judge
kept = st.lists(judgements, max_size=14, unique_by=lambda j: j.id)


def judged(pair: str, verdict: Verdict = "same", by: str = "rule:events", made: int = 0, *, undone: bool = False) -> Judgement:
    left, right = sorted(pair)
    return Judgement(left=left, right=right, verdict=verdict, by=by, because="-", made=f"2025-01-0{made + 1}", undone=undone)


def groups(judgements: list[Judgement], members: str = MEMBERS) -> str:
    """The clusters as words: "abc de f"."""
    clusters = cluster(members, judgements, "event")
    heads = {head: "".join(sorted(m for m in members if clusters[m] == head)) for head in clusters.values()}
    return " ".join(sorted(heads.values()))


def same(*pairs: str) -> list[Judgement]:
    return [judged(pair) for pair in pairs]


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], "a b c d"),
        (same("ab", "bc"), "abc d"),
        (same("ab", "cd", "bc"), "abcd"),
        ([*same("ab", "bc"), judged("ac", "different")], "ab c d"),
        ([*same("ab", "cd", "bc"), judged("ad", "different")], "abc d"),
        ([*same("ab"), judged("ab", "different", "reader")], "a b c d"),
        ([judged("ab", "different"), judged("ab", "same", "reader")], "ab c d"),
        ([judged("ab", "different"), judged("ab", "same", "alice")], "ab c d"),
        ([judged("ab", "same", "rule:names"), judged("ab", "different", "rule:events")], "a b c d"),
        ([judged("ab", "same", "alice", 1), judged("ab", "different", "reader", 2)], "a b c d"),
        ([judged("ab", "same", "alice", 2), judged("ab", "different", "reader", 1)], "ab c d"),
        # a rule's "different" between b and c doesn't split what a reader put together through a
        ([judged("ab", "same", "reader"), judged("ac", "same", "reader"), judged("bc", "different")], "abc d"),
        # nor does a rule that goes first by id take a place that a reader gives to another
        ([judged("ab"), judged("bc", "same", "reader"), judged("ac", "different")], "a bc d"),
        ([judged("ab", "same", "reader"), judged("bc", "same", "alice"), judged("ac", "different", "reader")], "ab c d"),
    ],
)
def test_clusters(judgements: list[Judgement], expected: str) -> None:
    assert groups(judgements, "abcd") == expected


def test_a_cluster_is_named_by_its_least_member_and_its_kind() -> None:
    alone, joined = cluster("ab", [], "event"), cluster("ab", same("ab"), "event")
    assert joined == {"a": alone["a"], "b": alone["a"]}
    assert alone["a"].startswith("event:")
    assert cluster("a", [], "entity")["a"].startswith("entity:")


def test_judgements_on_things_that_are_gone_say_nothing() -> None:
    assert groups(same("ab", "az", "bz"), "bc") == "b c"


@given(kept, st.randoms())
def test_the_order_of_judgements_and_members_doesnt_matter(judgements: list[Judgement], random: object) -> None:
    shuffled, members = list(judgements), list(MEMBERS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(members)  # type: ignore[attr-defined]
    assert cluster(members, shuffled, "event") == cluster(MEMBERS, judgements, "event")


@given(kept)
def test_undone_is_as_if_never_judged(judgements: list[Judgement]) -> None:
    standing = [j for j in judgements if not j.undone]
    assert cluster(MEMBERS, judgements, "event") == cluster(MEMBERS, standing, "event")
    undone = [replace(j, undone=True) for j in judgements]
    assert cluster(MEMBERS, undone, "event") == cluster(MEMBERS, [], "event")


@given(kept)
def test_nothing_is_joined_that_a_reader_told_apart_last(judgements: list[Judgement]) -> None:
    clusters = cluster(MEMBERS, judgements, "event")
    readers = [j for j in judgements if j.by in READERS and not j.undone]
    for j in readers:
        rivals = [k for k in readers if (k.left, k.right) == (j.left, j.right) and k != j and k.made >= j.made]
        if j.verdict == "different" and not rivals:
            assert clusters[j.left] != clusters[j.right]


@given(kept)
def test_without_readers_no_cluster_holds_two_that_a_rule_told_apart(judgements: list[Judgement]) -> None:
    ruled = [j for j in judgements if j.by in RULES]
    clusters = cluster(MEMBERS, ruled, "event")
    assert all(clusters[j.left] != clusters[j.right] for j in ruled if j.verdict == "different" and not j.undone)


def test_a_chain_of_many_is_joined_quickly() -> None:
    members = [f"m{n:05}" for n in range(20_000)]
    chain = [Judgement(left=a, right=b, verdict="same", by="rule:names", because="-", made="-") for a, b in pairwise(members)]
    begun = perf_counter()
    assert len(set(cluster(members, chain, "entity").values())) == 1
    assert perf_counter() - begun < 3
