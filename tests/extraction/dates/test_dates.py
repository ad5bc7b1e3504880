import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.extraction.dates import find, interval
from dragoman.lexicons import rows
from dragoman.model import Basis, Document, Time, Zone

CASES = [line for line in (Path(__file__).parent / "dates_cases.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
LABEL = re.compile(r"\[(\S+) ([^\]]+)\]")


def times(text: str, published: str | None = None) -> tuple[Time, ...]:
    return find(Document(address="case", text=text, published=published))


def labelled(text: str, found: tuple[Time, ...]) -> str:
    """The text with what was found written into it as the cases write it."""
    parts, at = [], 0
    for each in found:
        edtf, value = each.when.edtf, each.value or "?"
        reading = value if edtf is None else edtf if edtf == value else f"{edtf}={value}"
        parts += [text[at : each.anchor.start], f"[{reading} {each.anchor.exact}]"]
        at = each.anchor.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize("case", CASES, ids=lambda case: LABEL.sub(r"\2", case)[:60])
def test_cases(case: str) -> None:
    published, _, expected = case.replace("\\n", "\n").partition(" | ")
    text = LABEL.sub(r"\2", expected)
    assert labelled(text, times(text, None if published == "-" else published)) == expected


@pytest.mark.parametrize(
    ("published", "text", "basis"),
    [
        ("2025-04-09", "They met on 7 April 2025.", "explicit"),
        ("2025-04-09", "They met on 7 April.", "relative"),
        ("2025-04-09", "They met on Monday.", "relative"),
        (None, "They met on Monday.", "unknown"),
        (None, "They met on 7 April.", "explicit"),
        (None, "ISLAMABAD, April 8, 2025 (Wire) — They met on Monday.", "dateline"),
        (None, "ISLAMABAD, April 8 (Wire) — They met today.", "dateline"),
        ("2025-04-09", "On 7 April 2025 they met; two days later they signed.", "inferred"),
        ("2025-04-09", "For two days they met.", "unknown"),
        ("1975", "Siege on 3 March 1970. Relief on 5 May 1970. Truce on 2 June 1970. By September all was calm.", "inferred"),
    ],
)
def test_basis_of_the_last_time(published: str | None, text: str, basis: Basis) -> None:
    assert times(text, published)[-1].when.basis == basis


def test_range_is_anchored_at_the_words_of_both_ends() -> None:
    left, right = times("They met from May 7 to 10 in Oslo.", "2025-08-06")
    assert left.when == right.when
    assert left.when.anchor is not None
    assert left.when.anchor.exact == "from May 7 to 10"
    assert (left.when.start, left.when.end) == (date(2025, 5, 7), date(2025, 5, 11))


def test_types() -> None:
    found = times("On Monday at 9 a.m. GMT, after a four-day lull, the weekly call was held.", "2025-04-09")
    assert [each.type for each in found] == ["DATE", "TIME", "DURATION", "SET"]


def test_dateline_zone_gives_the_day() -> None:
    text = "April 8, 2025 Oslo\nThe envoys met yesterday."
    document = Document(address="case", text=text, zones=(Zone("dateline", 0, 18),))
    assert find(document)[-1].when.edtf == "2025-04-07"


@pytest.mark.parametrize(
    "published", ["yesterday", "", "2025-13-45", "0001-01-01", "9999-12-31", "0001", "9999", "201X", "-0044", "../2025"]
)
def test_odd_publication_dates_break_nothing(published: str) -> None:
    words = "last week, last year, next decade, a century ago, 99999 years ago, next weekend, Easter, Monday, in May, tonight, last fall"
    for each in times(
        f"{words}; this century; 3,000 years later; next spring; last Christmas; the third quarter; '99.", published
    ):
        assert each.when.start is None or each.when.end is None or each.when.start < each.when.end


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025-04-07", "2025-04-07", "2025-04-08"),
        ("2025-04-07T10:00:00Z", "2025-04-07", "2025-04-08"),
        ("2025-04", "2025-04-01", "2025-05-01"),
        ("2025-12", "2025-12-01", "2026-01-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2025-03-XX", "2025-03-01", "2025-04-01"),
        ("2025-XX-XX", "2025-01-01", "2026-01-01"),
        ("201X", "2010-01-01", "2020-01-01"),
        ("19XX", "1900-01-01", "2000-01-01"),
        ("2025-21", "2025-03-01", "2025-06-01"),
        ("2025-22", "2025-06-01", "2025-09-01"),
        ("2025-23", "2025-09-01", "2025-12-01"),
        ("2025-24", "2025-12-01", "2026-03-01"),
        ("2013/2018", "2013-01-01", "2019-01-01"),
        ("2025-05-07/2025-05-10", "2025-05-07", "2025-05-11"),
        ("2013/..", "2013-01-01", None),
        ("../2013", None, "2014-01-01"),
        ("/2013", None, "2014-01-01"),
        ("2013?", "2013-01-01", "2014-01-01"),
        ("2025-05~", "2025-05-01", "2025-06-01"),
        ("2025-05-07%", "2025-05-07", "2025-05-08"),
        ("9999", "9999-01-01", None),
        ("9999-12-31", "9999-12-31", None),
        ("XXXX-04-22", None, None),
        ("XXXX-04", None, None),
        ("-0489", None, None),
        ("2025-02-30", None, None),
        ("2025-13", None, None),
        ("0000", None, "0001-01-01"),
        ("Monday", None, None),
        ("", None, None),
    ],
)
def test_interval(edtf: str, start: str | None, end: str | None) -> None:
    assert interval(edtf) == tuple(day and date.fromisoformat(day) for day in (start, end))


@pytest.mark.parametrize(
    "unit",
    ["1", " ", "\n", "\n ", "1 ", ",111", "the ", "May ", "1 a", "2013-", "last ", "end of the ", "Monday, ", "'", "a.b", "May 7, 2025 and ",
     "e\u0301", "about ", "two ", "since 2014 ", "A", "2025-04-07", "from 2013 to ", "early ", "in the ", "1:", "a ", "🙂", "٢"],
)  # fmt: skip
def test_cost_grows_with_length_only(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        times(text, "2025-04-09")
        return time.process_time() - begun

    # a quadratic search of this length would take minutes
    assert seconds(40_000) < 5


WORDS = [row["word"] for row in rows("dates")]
GLUE = [
    " ",
    "-",
    ", ",
    ". ",
    "\n",
    "\n\n",
    " of ",
    " the ",
    " to ",
    "'s ",
    " (",
    ") ",
    "’",
    " 7 ",
    " 31 ",
    " 2025 ",
    " 9:30 ",
    " 1990s ",
    " 0 ",
]


@given(
    st.lists(st.sampled_from([*WORDS, *map(str.title, WORDS), *GLUE]) | st.text(max_size=4), max_size=25).map("".join),
    st.none() | st.sampled_from(["2025-04-09", "2025-04", "2025", "0001-01-01", "9999-12-31", "bad"]),
)
@example("May 7 – May 3", "2025-04-09")
@example("9999 BC to 1 BC, 0 BC", None)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, published: str | None) -> None:
    document = Document(address="any", text=text, published=published)
    behind = 0
    for each in find(document):
        assert text[each.anchor.start : each.anchor.end] == each.anchor.exact
        assert each.anchor.start >= behind
        behind = each.anchor.end
        assert each.when.anchor is not None
        assert (each.when.start, each.when.end) == interval(each.when.edtf or "")
        assert each.when.start is None or each.when.end is None or each.when.start < each.when.end
        assert (each.when.basis == "unknown") == (each.when.edtf is None)


@given(
    st.dates(date(1600, 1, 1), date(2190, 12, 31)),
    st.sampled_from(["%B {d}, %Y", "{d} %B %Y", "%Y-%m-%d", "%b {d}, %Y", "%A, %B {d}, %Y"]),
)
def test_whole_days_mean_themselves(day: date, written: str) -> None:
    found = times(f"They met on {day.strftime(written).format(d=day.day)} in Oslo.")
    assert [(each.when.start, each.value) for each in found] == [(day, day.isoformat())]


@given(
    st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.sampled_from(["in %B %Y", "in %B", "in %Y", "in early %Y", "late %B %Y"])
)
def test_never_more_precise_than_the_words(day: date, written: str) -> None:
    (found,) = times(f"They met {day.strftime(written)}.", day.isoformat())
    start, end = found.when.start, found.when.end
    assert start is not None
    assert end is not None
    assert start <= day < end
    assert (end - start).days >= (28 if "%B" in written else 365)


@given(
    st.dates(date(1900, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["Monday", "yesterday", "last week", "last month", "last May", "in May"]),
)
def test_without_a_base_no_year_is_invented(day: date, words: str) -> None:
    (alone,) = times(f"They met {words}.")
    (based,) = times(f"They met {words}.", day.isoformat())
    assert alone.when.edtf is None or alone.when.edtf.startswith("XXXX-")
    assert alone.when.start is None
    assert based.when.start is not None
    assert based.when.start <= day
