"""How scores and errors are shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.measures.result import Error, Measure, Rate


def table(scores: Mapping[str, Mapping[str, Measure]], floors: Mapping[str, Mapping[str, float]]) -> Table:
    """One row a measure: value, what it is a rate of, floor; red where it lies under its floor."""
    shown = Table("set", "measure", "value", "of", "floor", title="Dragoman against its gold")
    for column in shown.columns[2:]:
        column.justify = "right"
    for name, measures in scores.items():
        for number, (measure, score) in enumerate(measures.items()):
            floor = floors.get(name, {}).get(measure)
            style = "" if floor is None else "green" if score.reaches(floor) else "bold red"
            value, of = (f"{score.value:.3f}", str(score.total)) if isinstance(score, Rate) else (str(score.number), "")
            shown.add_row("" if number else name, measure, Text(value, style), of, "" if floor is None else f"{floor:g}")
        shown.add_section()
    return shown


def print_errors(console: Console, name: str, errors: Sequence[Error], limit: int) -> None:
    """Up to `limit` errors of each kind, spread evenly over the set."""
    by_kind: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        by_kind[error.kind].append(error)
    for kind, ones in by_kind.items():
        chosen = ones[:: max(1, len(ones) // limit)][:limit]
        console.rule(f"{name}: {kind}, {len(chosen)} of {len(ones)}")
        for error in chosen:
            console.print(Text(error.where, "dim"), Text(error.words), sep="\n")
            console.print(Text("  expected  ", "green") + Text(error.expected))
            console.print(Text("  found     ", "red") + Text(error.found) + Text("\n"))
