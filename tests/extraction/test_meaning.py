"""What short texts mean, as vectors: those that say the same lie closer, whatever else is asked with them and in whatever script."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction import tagger

PAIRS = (
    ("the two sides agreed to stop firing along the border", "both called for an immediate ceasefire"),
    ("more Australian universities will set up in Indonesia", "two campuses will open in Bandung and Surabaya"),
    ("they discussed the dam on the Blue Nile", "the filling of the reservoir was raised"),
    ("he thanked his host for the warm welcome", "gratitude was expressed for the hospitality"),
    ("the return of migrants with no right to stay", "people without papers are taken back"),
)


def test_each_text_is_nearest_to_the_one_that_says_the_same() -> None:
    one, other = (tagger.meaning([pair[side] for pair in PAIRS]) for side in (0, 1))
    middle = np.concatenate([one, other]).mean(0)
    assert ((one - middle) @ (other - middle).T).argmax(1).tolist() == list(range(len(PAIRS)))


def test_a_text_means_the_same_as_itself_and_has_length_one() -> None:
    rows = tagger.meaning(["Oslo sent aid.", "Oslo sent aid.", "نص عربي", "漢字 🇰🇪"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.999


def test_nothing_and_far_too_much_are_texts_too() -> None:
    assert tagger.meaning([]).shape[0] == 0
    assert tagger.meaning(["", "word " * 5000]).shape[0] == len(("", ""))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_the_order_of_texts_is_that_of_the_rows(texts: list[str]) -> None:
    rows = tagger.meaning([*texts, "A treaty was signed."])
    alone = tagger.meaning(["A treaty was signed."])
    assert rows.shape[0] == len(texts) + 1
    assert float(rows[-1] @ alone[0]) > 0.9
