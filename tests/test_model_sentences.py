"""The sentence around a place: marks, abbreviations, quotation marks, wrapped lines, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DocumentError
from dragoman.model import Document


@pytest.mark.parametrize(
    "marked",
    [
        "Headline of the day\n\n[“We §met.”] He left.",
        "“We met.” [The U.S. Secretary and Mr. Dar “agreed to §talk.”] Then more.",
        "He came. [They met on Aug. 9 with many others in the old capi§tal city of\nPeru.] Next.",
        "Title\n[A first §sentence, wrapped\nin small letters.] Next.",
        "Short line\n[§Next line]",
        "[他们会面§了。]",
        "[Who left§?] He did.",
    ],
)
def test_the_sentence_at_a_place(marked: str) -> None:
    plain = marked.replace("[", "").replace("]", "").replace("§", "")
    expected = marked[marked.index("[") + 1 : marked.index("]")].replace("§", "")
    at = marked.replace("[", "").replace("]", "").index("§")
    assert Document(address="a", text=plain).sentence_at(min(at, len(plain) - 1)).exact == expected


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_place_with_words_has_a_sentence_that_is_cut_from_the_text(text: str, data: st.DataObject) -> None:
    document = Document(address="a", text=text)
    at = data.draw(st.integers(0, len(text) - 1))
    try:
        found = document.sentence_at(at)
    except DocumentError:
        return
    assert text[found.start : found.end] == found.exact
    if text[at].strip():
        assert found.start <= at
