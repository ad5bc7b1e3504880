"""The command line: words in, the line called, answers printed."""

from dragoman.cli.commands import main

__all__ = ["main"]
