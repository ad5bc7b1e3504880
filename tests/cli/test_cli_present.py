"""Times and words as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.present import in_context
from dragoman.exchange.words import when
from dragoman.model import Anchor, Document, When


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2025-04-07", "7 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        ("2025-04-XX", "April 2025"),
        ("XXXX-04-22", "22 April, year unknown"),
        ("XXXX-04", "April, year unknown"),
        ("2013/2018", "2013 to 2018"),
        ("2025-04/..", "April 2025 to …"),
        ("../2025", "… to 2025"),
        ("/2025", "… to 2025"),
        ("2025-21", "Spring 2025"),
        ("2025-24", "Winter 2025"),
        ("2025-04-07?", "7 April 2025 (uncertain)"),
        ("2025-04~", "April 2025 (about)"),
        ("2025%", "2025 (about, uncertain)"),
        ("199X", "199X"),
    ],
)
def test_times(edtf: str, shown: str) -> None:
    assert when(When(edtf, "explicit", date(2025, 4, 7), date(2025, 4, 8))) == shown


def test_an_unknown_time_is_shown_in_its_words_or_not_at_all() -> None:
    assert when(When(None, "unknown", anchor=Anchor("sha256:1", 0, 9, "last week"))) == "“last week”"
    assert when(When(None, "unknown")) == ""


@given(st.from_regex(r"[-0-9X/.?~%YTZ:]{1,24}", fullmatch=True))
def test_no_time_is_too_odd_to_show(edtf: str) -> None:
    assert isinstance(when(When(edtf, "explicit")), str)


@given(st.text(min_size=1, max_size=60), st.data())
def test_context_holds_the_words_and_stays_on_their_lines(text: str, data: st.DataObject) -> None:
    document = Document(address="a.txt", text=text)
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = document.anchor(start, data.draw(st.integers(start + 1, len(text))))
    shown = in_context(document, anchor, 10)
    assert "\n" not in shown.plain
    (bold,) = [shown.plain[span.start : span.end] for span in shown.spans]
    assert len(bold) <= len(anchor.exact)
