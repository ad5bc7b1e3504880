"""How fast the program reads: words a second of the parse, of each step of the extraction, and of the whole (`make bench`)."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from dragoman import extract, extraction, read_text
from dragoman.extraction import answers, coreference, dates, entities, events, quotes, tagger, topics
from dragoman.extraction.events import engagements
from evaluation.sets import HERE

#: The steps in their order: where `extract` looks the function up, and its name there.
STEPS: tuple[tuple[Any, str], ...] = (
    (extraction, "parse"),
    (dates, "find"),
    (entities, "read_names"),
    (entities, "find"),
    (coreference, "link"),
    (extraction, "Parties"),
    (topics, "find"),
    (tagger, "read"),
    (quotes, "find"),
    (engagements, "read"),
    (events, "find"),
    (answers, "link"),
)
ROUNDS = 5


def main() -> None:
    """Read our own gold's texts several times over, after once to warm up, and print the table."""
    documents = [read_text(path.read_text("utf-8"), address=path.name) for path in sorted((HERE / "gold").glob("*.txt"))]
    for document in documents:
        extract(document)
    with stopwatch() as seconds:
        start = perf_counter()
        for _ in range(ROUNDS):
            for document in documents:
                extract(document)
        whole = perf_counter() - start
    Console().print(table(seconds | {"the whole": whole}, ROUNDS * sum(len(d.text.split()) for d in documents)))


@contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """The seconds that each step takes while the context is open, by the step's name."""
    seconds: dict[str, float] = {}
    with ExitStack() as stack:
        for owner, name in STEPS:
            step = name if owner is extraction else f"{owner.__name__.rpartition('.')[2]}.{name}"
            seconds[step] = 0.0
            stack.enter_context(patch.object(owner, name, timed(getattr(owner, name), step, seconds)))
        yield seconds


def timed(function: Callable[..., Any], step: str, seconds: dict[str, float]) -> Callable[..., Any]:
    """The function, adding the time that each call takes to the step's seconds."""

    def call(*arguments: Any, **named: Any) -> Any:
        start = perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds[step] += perf_counter() - start

    return call


def table(seconds: dict[str, float], words: int) -> Table:
    """One row a step: words a second, share of the whole, time against that of the parse."""
    shown = Table("step", "words a second", "share of the whole", "against the parse", title=f"{words:,} words on one core")
    for column in shown.columns[1:]:
        column.justify = "right"
    for step, taken in seconds.items():
        share, ratio = taken / seconds["the whole"], taken / seconds["parse"]
        shown.add_row(step, f"{words / taken:,.0f}", f"{share:.1%}", f"{ratio:.2f}")
    return shown


if __name__ == "__main__":
    main()
