"""Which days a visit took, where the text tells one end of it and its length."""

import pytest

from dragoman.extraction import extract
from dragoman.sources import read_text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Kenyan President David Kiplagat returned home on Saturday after a four-day visit to Türkiye.", "2026-05-06/2026-05-09"),
        ("Kenyan President David Kiplagat ended his two-day visit to Oslo on Tuesday.", "2026-05-04/2026-05-05"),
        ("Kenyan President David Kiplagat arrived in Norway on Monday for a visit of three days.", "2026-05-04/2026-05-06"),
        ("Kenyan President David Kiplagat began a three-day visit to Norway on Monday.", "2026-05-04/2026-05-06"),
        ("Kenyan President David Kiplagat left for Oslo on Monday for a three-day visit to Norway.", "2026-05-04/2026-05-06"),
        ("Kenyan President David Kiplagat left Oslo on Saturday after a three-day visit.", "2026-05-07/2026-05-09"),
        ("Kenyan President David Kiplagat began a three-day visit to Norway on Monday after a call.", "2026-05-04/2026-05-06"),
        (
            "Kenyan President David Kiplagat left on Saturday after a four-day visit to Oslo that began on Wednesday.",
            "2026-05-06/2026-05-09",
        ),
        ("Kenyan President David Kiplagat visited Norway on Monday.", "2026-05-04"),
        ("Kenyan President David Kiplagat visited Norway from 4 to 6 May.", "2026-05-04/2026-05-06"),
        ("Kenyan President David Kiplagat met the Norwegian king on Monday after a strike of 20 days.", "2026-05-04"),
        ("Southern African leaders ended a two-day summit of SADC in Harare on Tuesday.", "2026-05-04/2026-05-05"),
        ("The summit of the Arab League closed in Manama on Saturday after three days of debate.", "2026-05-07/2026-05-09"),
        ("The Assembly of Heads of State of the African Union ended in Malabo on Tuesday.", "2026-05-05"),
    ],
)
def test_the_days_of_a_visit(text: str, days: str) -> None:
    claims = extract(read_text(text, address="a.txt", published="2026-05-10")).claims
    assert [c.when.edtf for c in claims if c.type == "CONSULT"][:1] == [days]


def test_the_calendar_has_a_beginning() -> None:
    text = "Kenyan President David Kiplagat returned home on Monday after a four-day visit to Norway."
    assert extract(read_text(text, address="a.txt", published="0001-01-02")).claims
