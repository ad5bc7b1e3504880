"""Rows as tables: nothing is lost on the way, and no cell turns into a formula or into markup."""

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.exchange.tables import write

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | TEXT
    | st.lists(TEXT, max_size=2)
    | st.dictionaries(TEXT, TEXT, max_size=2)
)
ROWS = st.lists(st.fixed_dictionaries({"id": VALUES, "words": VALUES}), max_size=4)


@given(ROWS)
def test_json_comes_back_as_it_was(rows: list[dict[str, Any]]) -> None:
    assert json.loads(write(rows, "json")) == rows
    lines = write(rows, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows


@given(st.lists(TEXT, min_size=1, max_size=4))
@example(["a\rb", "a\nb", 'a"b', "a,b", "a;b", "\r", "", "\x00"])
def test_csv_comes_back_as_it_was(texts: list[str]) -> None:
    read = list(csv.reader(io.StringIO(write([{"n": "1", "words": text} for text in texts], "csv"), newline="")))
    assert read[0] == ["n", "words"]
    assert [
        words.removeprefix("'") if not text.startswith("'") else words for (_, words), text in zip(read[1:], texts, strict=True)
    ] == texts


@pytest.mark.parametrize("number", [-9, -3.5, 0, 2.25])
def test_a_number_is_no_formula(number: float) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(write([{"a": number}], "csv"), newline=""))
    assert cell == str(number)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(formula: str) -> None:
    (_, (cell, listed)) = csv.reader(io.StringIO(write([{"a": formula, "b": [formula, "x"]}], "csv"), newline=""))
    assert cell == "'" + formula
    assert listed.startswith("'")


def test_values_in_cells() -> None:
    row = {
        "text": "a",
        "none": None,
        "number": 3,
        "list": ["a", "b"],
        "empty": [],
        "nested": {"edtf": "2025"},
        "mixed": [{"a": 1}],
        "dash": "-",
    }
    assert write([row], "csv") == (
        'text,none,number,list,empty,nested,mixed,dash\na,,3,a; b,,"{""edtf"":""2025""}","[{""a"":1}]",-\n'
    )


def test_rows_may_have_different_columns() -> None:
    assert write([{"a": "1"}, {"b": "2", "a": "3"}], "csv") == "a,b\n1,\n3,2\n"
    assert write([{"a": "1"}, {"b": "2"}], "markdown") == "| a | b |\n| --- | --- |\n| 1 |  |\n|  | 2 |\n"


def test_markdown_shows_words_as_they_are() -> None:
    said = "a|b *c* `d` [e](javascript:f) <script>\r\ng\u2028h \\ _i_ ~j~ &lt;"
    (line,) = write([{"words": said}], "markdown").splitlines()[2:]
    assert line == r"| a\|b \*c\* \`d\` \[e\](javascript:f) &lt;script> g h \\ \_i\_ \~j\~ &amp;lt; |"


@given(ROWS)
def test_markdown_has_a_line_a_row_and_a_bar_a_cell(rows: list[dict[str, Any]]) -> None:
    lines = write(rows, "markdown").split("\n")[:-1]
    assert len(lines) == 2 + len(rows)
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} <= ({1} if not rows else {3}) | {2}


def test_no_rows() -> None:
    assert write([], "json") == "[]\n"
    assert write([], "jsonl") == ""
    assert write([], "csv") == "\n"
