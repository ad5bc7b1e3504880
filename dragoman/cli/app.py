"""The program: its one line of help, and what its commands share. Exit status: 0 well, 1 some documents set aside, 2 wrong use, 3 record unusable."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import typer

from dragoman.cli import console
from dragoman.cli.options import Shape
from dragoman.errors import RecordError, UsageError
from dragoman.exchange import tables
from dragoman.lexicons import armed_groups, country_codes
from dragoman.record import Record
from dragoman.settings import Settings

__all__ = ["app", "opened", "party", "rows"]

app = typer.Typer(
    name="dragoman",
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Read news reports and official readouts; keep a sourced record of diplomacy.

    Who engaged whom, when, where and on what; what each side said; how their accounts differ. Every line that is shown rests on exact
    words in a document.

    An ADDRESS is a file, a folder, `-` for standard input, or an http(s) address. Files may be text, HTML, feeds or JSON Lines, each also
    gzipped; NAME.json beside NAME.txt says what the text can't (published, publisher, issuer, url, kind, title, language).

    A PARTY is a state by name, code or seat of government (`Pakistan`, `PAK`, `Islamabad`), or an armed group by name (`Hamas`).

    Exit status: 0 all well; 1 some documents were set aside, each named with its reason; 2 wrong use; 3 the record can't be used.
    """,
)


def opened(address: str | None, *, new: bool = False) -> Record:
    """Open the record; only what adds to one may make it. What waits to be resolved, as after an update of Dragoman, is resolved first."""
    place = address or Settings().record
    if not new and "://" not in place and not Path(place).exists() and Path(place).parent.exists():
        raise RecordError(f"{place}: there is no record; `dragoman add ADDRESS... --record {place}` makes one")
    record = Record.open(place)
    if not new and not record.resolved():
        from dragoman import pipeline

        console.note(f"{place}: resolving what waits")
        pipeline.resolve(record)
    return record


def party(words: str) -> str:
    """The code of a party by any of its names. Raises UsageError when nobody is called so."""
    name = words.strip().casefold()
    code = country_codes().get(name) or armed_groups().get(name)
    if code is None:
        raise UsageError(
            f"{words}: no state, body or armed group of that name; try its English short name or ISO code, such as Pakistan or PAK"
        )
    return code


def rows(records: Sequence[Mapping[str, Any]], form: Shape) -> None:
    """Print records as lines of a format for programs."""
    console.write(tables.write(records, cast("tables.Format", form.value)))
