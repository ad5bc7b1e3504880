from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures.overlap import dice, jaccard, name_words, pair_up, shared, words_at


def test_a_word_is_its_place() -> None:
    assert words_at("no no", [(0, 2)]) == {0}
    assert words_at("no no", [(3, 5)]) == {3}
    assert words_at("no no", [(0, 2), (1, 5)]) == {0, 1, 3}


def test_likeness_of_sets() -> None:
    assert dice({1, 2}, {2, 3}) == 0.5
    assert dice(set(), set()) == 0
    assert jaccard({1, 2, 3}, {2, 3}) == 2 / 3
    assert jaccard(set(), set()) == 1


def test_shared_characters() -> None:
    assert shared((0, 4), (2, 9)) == 2
    assert shared((0, 4), (4, 9)) == 0


def test_the_lowest_cost_pairs_first() -> None:
    assert pair_up([(2, 0, 0), (1, 0, 1), (3, 1, 0), (1, 1, 1)]) == [(0, 1), (1, 0)]


@given(st.lists(st.tuples(st.integers(), st.integers(0, 9), st.integers(0, 9))))
def test_pairs_are_one_to_one(candidates: list[tuple[int, int, int]]) -> None:
    pairs = pair_up(candidates)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert pairs == pair_up(reversed(candidates))


def test_name_words_know_neither_accents_nor_initials() -> None:
    assert name_words("Recep T. Erdoğan") == {"recep", "erdogan"}
    assert name_words("Abdel-Fattah al-SISI") == {"abdel", "fattah", "sisi"}
