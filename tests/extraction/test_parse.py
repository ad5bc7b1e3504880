"""The parse: sentences stay inside their lines and zones, and tokens keep the document's offsets."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction.parse import parse
from dragoman.model import Document, Zone, ZoneKind

PIECES = (
    "Kenya met Uganda.", "the talks", "“We’ll see,”", "‘no’", "said Ruto", "👩‍👩‍👧‍👦", "🇫🇯", "e\u0301", "Z\u0308\u0323", "\u00a0", "\u202f", "\u3000",
    "\u200b", "\ufeff", "نتنياهو", "外交部", "Ελλάδα", "U.S.", "Mr.", "3.5", "…", "—", "\n", "\n\n", "\r\n", "\t", " ", "  ", "\x00", "(", "\u2028", "don’t",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
KINDS: tuple[ZoneKind, ...] = ("headline", "keypoints", "dateline", "body", "caption", "embed", "related")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    words = [match.start() for match in re.finditer(r"\S+", text)]
    edges = sorted(draw(st.sets(st.sampled_from(words), max_size=5))) if words else []
    zones = tuple(Zone(draw(st.sampled_from(KINDS)), a, b) for a, b in pairwise(edges))
    return Document(address="case", text=text, zones=zones)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_a_token_stands_where_the_text_has_it(document: Document) -> None:
    doc = parse(document)
    assert len(doc.text) == len(document.text)
    for token in doc:
        inside = document.text[token.idx : token.idx + len(token)]
        assert token.text == inside or token.text.isspace() or token.text.split() == inside.split()
    assert sum(len(token.text_with_ws) for token in doc) == len(document.text)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_a_sentence_crosses_no_line_and_no_zone(document: Document) -> None:
    doc = parse(document)
    edges = {edge for zone in document.zones for edge in (zone.start, zone.end)}
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        assert "\n" not in document.text[start:end]
        assert not any(start < edge < end for edge in edges)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys meet in Suva\nFiji hosted the talks.\nTonga sent nobody.",
        "Talks go on and\nMali waits for the\nanswer of Niger",
        "- Peru spoke\n- Chile did not,\n- Bolivia,",
        "Ruto said he would\n\n\nSigned: the ministry",
    ],
)
def test_each_line_begins_a_sentence(text: str) -> None:
    starts = {sentence.text.strip().split(" ")[0] for sentence in parse(Document(address="case", text=text)).sents}
    assert {line.split(" ")[0] for line in text.split("\n") if line} <= starts


def test_a_zone_ends_a_sentence_within_a_line() -> None:
    text = "NAIROBI Kenya thanked Norway"
    doc = parse(Document(address="case", text=text, zones=(Zone("dateline", 0, 7), Zone("body", 8, len(text)))))
    assert [sentence.text.strip() for sentence in doc.sents] == ["NAIROBI", "Kenya thanked Norway"]


def test_a_zone_that_ends_before_a_space_ends_its_sentence() -> None:
    doc = parse(Document(address="case", text="Kenya met Uganda today", zones=(Zone("headline", 0, 5),)))
    assert [sentence.text.strip() for sentence in doc.sents] == ["Kenya", "met Uganda today"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "\u2003"])
def test_an_odd_space_parts_words_like_a_plain_one(space: str) -> None:
    odd = parse(Document(address="case", text=f"President{space}Ruto met{space}Museveni."))
    plain = parse(Document(address="case", text="President Ruto met Museveni."))
    assert [(t.idx, t.text, t.tag_) for t in odd] == [(t.idx, t.text, t.tag_) for t in plain]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n \n", "\u00a0", "."])
def test_a_text_without_words_is_parsed(text: str) -> None:
    assert parse(Document(address="case", text=text)).text == text.replace("\u00a0", " ")


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_model"):
        parse(Document(address="case", text="Kenya met Uganda."), "no_such_model")


def test_a_long_run_of_marks_is_parsed_at_once() -> None:
    parse(Document(address="case", text="Kenya met Uganda."))  # the model's loading isn't measured
    began = time.monotonic()
    parse(Document(address="case", text="=" * 4000 + " Kenya met Uganda."))
    assert time.monotonic() - began < 0.7
