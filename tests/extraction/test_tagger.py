"""The tagger and its windows: exact to the code point, whatever the text; long texts as short ones."""

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.extraction import tagger, windows
from dragoman.extraction.tags import Speech

SENTENCE = "Foreign Minister Ana Soto said that talks with Peru would resume in May. "


def tokenizer() -> object:
    return tagger._shipped()[0]


def shown(text: str, speech: Speech) -> tuple[str | None, str | None, str]:
    speaker, cue = (text[slice(*at)] if at else None for at in (speech.speaker, speech.cue))
    return speaker, cue, " … ".join(text[a:b] for a, b in speech.content)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "«Ça», 漢字。",
        "👩‍🚀🇰🇪. ",
        "e\u0301a\u0308. ",
        "قالت الوزيرة. ",
        "\u202eabc.\u202c ",
        "한국어 문장. ",
        "\ufeff",
        "ﬁrst. ",
        "\u00ad\u200b",
        "İzmir. ",
    ],
    ids=repr,
)
def test_offsets_are_code_points_whatever_stands_before(before: str) -> None:
    text = before + SENTENCE
    assert shown(text, tagger.read(text)[-1]) == ("Foreign Minister Ana Soto", "said", "talks with Peru would resume in May")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
@example("`@<0;\x1b\nP")
def test_whatever_the_text_stretches_are_words_of_it(text: str) -> None:
    for speech in tagger.read(text):
        for start, end in (*speech.content, *filter(None, (speech.speaker, speech.cue))):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "said", "!!!", "\x00\x01", "a" * 20_000, "—" * 5_000, "漢" * 3_000, "\n" * 4_000]
)
def test_a_text_that_says_nothing_costs_nothing(text: str) -> None:
    start = time.perf_counter()
    assert tagger.read(text) == ()
    assert time.perf_counter() - start < 10


def test_a_sentence_reads_the_same_wherever_a_window_ends() -> None:
    filler = "The river rose by two metres during the night, and the road to the capital stayed closed for lorries. "
    for number in range(0, 60, 7):
        text = filler * number + SENTENCE + filler * 20
        assert shown(text, tagger.read(text)[0]) == (
            "Foreign Minister Ana Soto",
            "said",
            "talks with Peru would resume in May",
        ), number


@given(st.text(alphabet="ab \n.“”é漢", max_size=400), st.integers(8, 60), st.integers(0, 20))
def test_windows_cover_all_words_and_keep_their_size(text: str, size: int, overlap: int) -> None:
    page = windows.read(text, tokenizer())  # type: ignore[arg-type]
    cut = list(windows.cut(page, size, overlap))
    assert sorted({word for window in cut for word in range(*window)}) == list(range(len(page.stretches)))
    assert all(sum(map(len, page.pieces[slice(*window)])) <= size for window in cut)
    assert all(one[0] < other[0] <= one[1] for one, other in pairwise(cut))


@given(st.text(alphabet="ab \n.“”é漢", max_size=600))
def test_batches_hold_every_window_once_and_every_piece(text: str) -> None:
    page = windows.read(text, tokenizer())  # type: ignore[arg-type]
    cut = list(windows.cut(page, 40, 10))
    found = list(windows.batches(page, cut, 200))
    assert sorted(window for batch in found for window in batch.windows) == cut
    for batch in found:
        for row, (first, last) in enumerate(batch.windows):
            expected = [page.ends[0], *(piece for word in range(first, last) for piece in page.pieces[word]), page.ends[1]]
            assert batch.ids[row, : len(expected)].tolist() == expected
            assert not batch.ids[row, len(expected) :].any()
            assert [batch.ids[row, at] for at in batch.firsts[row, : last - first]] == [
                page.pieces[w][0] for w in range(first, last)
            ]


def test_the_network_loads_in_under_half_a_second() -> None:
    # a process of its own, since this one has it already; the libraries are imported before the clock starts
    code = (
        "import time\nfrom dragoman.extraction import tagger\nstart = time.perf_counter()\ntagger._shipped()\n"
        "print(time.perf_counter() - start)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout) for _ in range(3)
    ]
    assert min(runs) < 0.5
