"""Which date goes with which act: the cases of `evaluation/cases/act_dates.txt`, the answer inside the text."""

from functools import cache
from pathlib import Path

from marked import read_dated

from dragoman import extract, read_text

CASES = Path(__file__).parents[3] / "evaluation" / "cases" / "act_dates.txt"
#: Acts that the file must hold, the share that must be found, and of these the share that must bear their date: just under what was measured.
HELD, FOUND, FLOOR = 55, 0.9, 0.93


@cache
def results() -> tuple[list[str], int, int]:
    """The acts with a wrong date, how many were found, and how many are marked."""
    wrong, found, marked = [], 0, 0
    for case in read_dated(CASES):
        claims = extract(read_text(case.text, address="case", published=case.published)).claims
        marked += len(case.expected)
        for start, end, edtf in case.expected:
            here = [c for c in claims if any(a.start < end and start < a.end for a in (c.trigger, *c.also))]
            found += bool(here)
            if here and here[0].when.edtf != (None if edtf == "?" else edtf):
                wrong.append(f"{case.line}\n      {case.text[start:end]}: {here[0].when.edtf}")
    return wrong, found, marked


def test_gives_each_act_its_own_date() -> None:
    wrong, found, marked = results()
    assert marked >= HELD
    assert found >= FOUND * marked
    assert len(wrong) <= (1 - FLOOR) * found, "\n".join(wrong)
