"""The command line: words in, the line called, answers printed."""

import sys
from collections.abc import Sequence
from typing import NoReturn, cast

import typer

from dragoman.cli import charts, commands, console, judging, matters, serving
from dragoman.cli.app import app
from dragoman.errors import DragomanError, RecordError

__all__ = ["app", "charts", "commands", "judging", "main", "matters", "serving"]

#: What the parser of the command line raises for words that it doesn't understand; typer shows only some of its kinds.
_MISUSE = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command; every expected fault ends in one line on standard error and the exit status that tells its kind."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        raise SystemExit(app(words or ["--help"], prog_name="dragoman", standalone_mode=False) or 0)
    except _MISUSE as error:
        fault, status = error.format_message(), 2
    except DragomanError as error:
        fault, status = str(error), 3 if isinstance(error, RecordError) else 2
    console.note(f"dragoman: {fault}")
    raise SystemExit(status)
