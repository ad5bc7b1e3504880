"""Cutting a text at its marks loses nothing of it."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Document, Extraction, Mention, Zone
from dragoman.web.passages import excerpts, lines

TEXTS = st.text(st.sampled_from("ab \n\r\u2028\u202e\u0301é北🤝<&"), min_size=1, max_size=40)


def extraction(text: str, stretches: list[tuple[int, int]]) -> Extraction:
    document = Document(address="-", text=text, zones=(Zone("headline", 0, len(text) // 2),))
    anchors = [document.anchor(a % len(text), min(a % len(text) + 1 + b, len(text))) for a, b in stretches]
    return Extraction(document, tuple(Mention(anchor=anchor, kind="group", entity="group:x", name="x") for anchor in anchors))


STRETCHES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9)), min_size=1, max_size=6)


@given(TEXTS, STRETCHES)
def test_lines_hold_every_word_once_and_mark_what_is_anchored(text: str, stretches: list[tuple[int, int]]) -> None:
    found = lines(read := extraction(text, stretches))
    shown = ["".join(run.text for run in line.runs) for line in found]
    assert shown == [line.rstrip("\r\n") for line in text.splitlines(keepends=True) if line.strip()]
    anchored = {offset for mention in read.mentions for offset in range(mention.anchor.start, mention.anchor.end)}
    marked = sum(len(run.text) for line in found for run in line.runs if run.kinds)
    blank = sum(len(line) for line in text.splitlines(keepends=True) if not line.strip())
    breaks = sum(text[offset] in "\r\n" for offset in anchored)
    assert len(anchored) - breaks - blank <= marked <= len(anchored)


@given(TEXTS, STRETCHES, st.integers(0, 20))
def test_excerpts_hold_every_anchor_and_only_words_of_the_text(text: str, stretches: list[tuple[int, int]], width: int) -> None:
    read = extraction(text, stretches)
    anchors = sorted({mention.anchor for mention in read.mentions}, key=lambda anchor: (anchor.start, anchor.end))
    found = excerpts(read.document, anchors, width)
    assert found[0].anchor == anchors[0]
    for excerpt in found:
        whole = "".join(piece for piece, _ in excerpt.pieces)
        assert whole.removeprefix("… ").removesuffix(" …") in text
    anchored = {offset for anchor in anchors for offset in range(anchor.start, anchor.end)}
    assert sum(len(piece) for excerpt in found for piece, marked in excerpt.pieces if marked) == len(anchored)
