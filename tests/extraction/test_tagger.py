"""The tagger and its windows: exact to the code point, whatever the text; long texts as short ones."""

import subprocess
import sys
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.extraction import tagger
from dragoman.extraction.tagger import acts, network, windows
from dragoman.extraction.tags import Act, Speech, Tags

SENTENCE = "Foreign Minister Ana Soto said that talks with Peru would resume in May. "


def tokenizer() -> object:
    return network.shipped()[0]


def shown(text: str, speech: Speech) -> tuple[str | None, str | None, str]:
    speaker, cue = (text[slice(*at)] if at else None for at in (speech.speaker, speech.cue))
    return speaker, cue, " … ".join(text[a:b] for a, b in speech.content)


def stretches_of(act: Act) -> list[tuple[int, int]]:
    return [act.trigger, *act.actors, *act.recipients, *filter(None, (act.when, act.location))]


def told(text: str, act: Act) -> tuple[str, str, list[str], list[str]]:
    actors, recipients = ([text[a:b] for a, b in side] for side in (act.actors, act.recipients))
    return f"{act.type}.{act.mode} {act.modality}", text[slice(*act.trigger)], actors, recipients


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
    assert shown(text, tagger.read(text).speech[-1]) == (
        "Foreign Minister Ana Soto",
        "said",
        "talks with Peru would resume in May",
    )


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
@example("`@<0;\x1b\nP")
def test_whatever_the_text_stretches_are_words_of_it(text: str) -> None:
    tags = tagger.read(text)
    said = [s for speech in tags.speech for s in (*speech.content, *filter(None, (speech.speaker, speech.cue)))]
    for stretches in (said, [s for act in tags.acts for s in stretches_of(act)]):
        for start, end in stretches:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "said", "!!!", "\x00\x01", "a" * 20_000, "—" * 5_000, "漢" * 3_000, "\n" * 4_000]
)
def test_a_text_that_says_nothing_costs_nothing(text: str) -> None:
    start = time.perf_counter()
    assert tagger.read(text) == Tags()
    assert time.perf_counter() - start < 10


def test_a_sentence_reads_the_same_wherever_a_window_ends() -> None:
    filler = "The river rose by two metres during the night, and the road to the capital stayed closed for lorries. "
    for number in range(0, 60, 7):
        text = filler * number + SENTENCE + filler * 20
        assert shown(text, tagger.read(text).speech[0]) == (
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
def test_a_window_alone_holds_every_piece(text: str) -> None:
    page = windows.read(text, tokenizer())  # type: ignore[arg-type]
    for first, last in windows.cut(page, 40, 10):
        batch = windows.alone(page, (first, last))
        assert batch.windows == ((first, last),)
        expected = [page.ends[0], *(piece for word in range(first, last) for piece in page.pieces[word]), page.ends[1]]
        assert batch.ids[0].tolist() == expected
        assert [batch.ids[0, at] for at in batch.firsts[0]] == [page.pieces[w][0] for w in range(first, last)]


def test_roles_end_where_the_window_of_their_trigger_ends() -> None:
    text = "one two three four five six seven eight nine ten"
    page = windows.read(text, tokenizer())  # type: ignore[arg-type]
    window, trigger = (3, 8), 5
    roles = np.zeros((1, 2 * network.REACH + 1, 1 + 2 * len(network.ROLES)), np.float32)
    roles[..., 2] = 9  # every word an actor
    triggers = np.zeros((1, 5, 3), np.float32)
    triggers[0, :, 0], triggers[0, trigger - 3] = 9, (0, 9, 0)
    said = network.Logits(
        anchors=np.zeros((1, 5, 4), np.float32), triggers=triggers, acts=np.zeros((1, 5, len(network.ACTS)), np.float32),
        found=np.zeros((0, 2), np.int64), marks=np.zeros((0, 5, 5), np.float32), told=np.array([[0, trigger - 3]]),
        kinds=np.eye(1, len(network.KINDS), dtype=np.float32), modalities=np.eye(1, 6, dtype=np.float32), roles=roles,
        pairs=np.zeros((0, 17), np.float32),
    )  # fmt: skip
    reading = acts.Reading(len(page.stretches))
    reading.add(windows.alone(page, window), said, [range(3, 8)])
    (act,) = reading.acts(text, page)
    assert text[slice(*act.trigger)] == "six"
    assert [text[a:b] for a, b in act.actors] == ["four five six seven eight"]


def test_a_pair_is_judged_by_its_words_and_its_order() -> None:
    text = "Peru criticized Bolivia, which had arrested two of its citizens."
    peru, bolivia = (0, 4), (16, 23)
    there, back = tagger.read(text, [(peru, bolivia), (bolivia, peru)]).pairs
    assert max(there, key=there.__getitem__) == "ACCUSE"
    assert max(back, key=back.__getitem__) != "ACCUSE"
    assert sum(there.values()) == pytest.approx(1, abs=1e-4)


def test_a_pair_too_far_apart_for_a_window_is_not_judged() -> None:
    text = "Peru " + "waited and waited " * 200 + "for Bolivia."
    assert tagger.read(text, [((0, 4), (len(text) - 8, len(text) - 1))]).pairs == ({},)


def test_the_network_loads_in_under_half_a_second() -> None:
    # a process of its own, since this one has it already; the libraries are imported before the clock starts
    code = (
        "import time\nfrom dragoman.extraction.tagger import network\nstart = time.perf_counter()\nnetwork.shipped()\n"
        "print(time.perf_counter() - start)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout) for _ in range(3)
    ]
    assert min(runs) < 0.5
