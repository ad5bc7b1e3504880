"""Dates in news English: the cases of `evaluation/cases/dates.txt`, the answer inside the text."""

from functools import cache
from pathlib import Path

from marked import read_dated

from dragoman import read_text
from dragoman.extraction import dates

CASES = Path(__file__).parents[3] / "evaluation" / "cases" / "dates.txt"
#: Marked dates that the file must hold, and the share that must be read right, just under what was measured.
HELD, FLOOR = 150, 0.96


@cache
def results() -> tuple[list[str], int, list[str]]:
    """The dates read wrong, how many are marked, and what was read as a day where nothing is marked."""
    wrong, made_up, marked = [], [], 0
    for case in read_dated(CASES):
        document = read_text(case.text, address="case", published=None if case.published == "-" else case.published)
        found = [
            time for time in dates.find(document) if time.type in ("DATE", "TIME") and not (time.value or "").endswith("_REF")
        ]
        marked += len(case.expected)
        for start, end, edtf in case.expected:
            here = [time for time in found if time.anchor.start < end and start < time.anchor.end]
            if {time.when.edtf for time in here} != {None if edtf == "?" else edtf}:
                wrong.append(f"{case.line}\n      {edtf}: {[(time.anchor.exact, time.when.edtf) for time in here]}")
        free = [
            t for t in found if t.type == "DATE" and not any(t.anchor.start < b and a < t.anchor.end for a, b, _ in case.expected)
        ]
        made_up += [f"{case.line}\n      {time.anchor.exact}: {time.when.edtf}" for time in free]
    return wrong, marked, made_up


def test_reads_dates_as_their_words_say() -> None:
    wrong, marked, _ = results()
    assert marked >= HELD
    assert 1 - len(wrong) / marked >= FLOOR, "\n".join(wrong)


def test_reads_no_date_where_none_is() -> None:
    _, _, made_up = results()
    assert len(made_up) <= 2, "\n".join(made_up)
