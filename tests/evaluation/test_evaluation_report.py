from io import StringIO

from rich.console import Console

from evaluation.measures.result import Count, Error, Rate, excerpt
from evaluation.report import print_errors, table


def printed(show: object, **_: object) -> str:
    console = Console(file=StringIO(), width=120)
    console.print(show)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_table_has_a_row_a_measure() -> None:
    shown = printed(table({"plv": {"accuracy": Rate(2, 3), "faults": Count(4)}}, {"plv": {"accuracy": 0.5}}))
    (accuracy,) = (line for line in shown.splitlines() if "accuracy" in line)
    assert accuracy.replace("│", " ").split() == ["plv", "accuracy", "0.667", "3", "0.5"]
    assert "faults" in shown


def test_errors_are_spread_over_the_set() -> None:
    console = Console(file=StringIO(), width=120)
    errors = [Error("missing", f"doc{number}", "[x] words", "this", "that") for number in range(10)]
    print_errors(console, "gold", errors, 2)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "missing, 2 of 10" in shown
    assert [number for number in range(10) if f"doc{number}" in shown] == [0, 5]
    assert "[x] words" in shown


def test_an_excerpt_is_one_line() -> None:
    assert excerpt("One.\nTwo words.\nThree.", 5, 8, around=5) == "…One. ⟦Two⟧ word…"
