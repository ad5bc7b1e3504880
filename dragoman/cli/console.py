"""Where the commands print: answers on standard output, all else on standard error."""

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import typer
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.segment import Segment

__all__ = ["note", "show", "watched", "write"]

T = TypeVar("T")

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# what documents say is never read as markup
_errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
_output = Console(highlight=False, markup=False, emoji=False)


@dataclass(frozen=True)
class _Harmless:
    """An answer without the characters that steer a terminal: a document may hold any."""

    answer: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.answer, options):
            yield Segment(_STEERING.sub("", segment.text), segment.style, segment.control)


def note(said: object) -> None:
    """Print one line on standard error."""
    _errors.print(_STEERING.sub("", " ".join(str(said).split())))


def show(answer: RenderableType) -> None:
    """Print an answer as people read it on standard output."""
    with _output.capture() as shown:
        _output.print(_Harmless(answer))
    write(shown.get())


def write(text: str) -> None:
    """Write on standard output as UTF-8. Ends the command, well, when whoever reads has read enough."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # the end of the program mustn't try to write what is left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def watched(outcomes: Iterable[T], verb: str, total: int | None = None) -> Iterator[T]:
    """Show documents a second and, of a known total, the time left on standard error, once a run takes more than a second."""
    begun, bar, task = time.monotonic(), None, None
    try:
        for number, outcome in enumerate(outcomes, 1):
            if bar is None and time.monotonic() - begun > 1 and _errors.is_terminal:
                bar = Progress(
                    SpinnerColumn(),
                    TextColumn("{task.description}"),
                    BarColumn(),
                    MofNCompleteColumn(),
                    TimeElapsedColumn(),
                    TimeRemainingColumn(),
                    console=_errors,
                    transient=True,
                )
                bar.start()
                task = bar.add_task(verb, total=total)
            if bar is not None and task is not None:
                bar.update(task, completed=number, description=f"{verb}, {number / (time.monotonic() - begun):.1f} documents/s")
            yield outcome
    finally:
        if bar is not None:
            bar.stop()
