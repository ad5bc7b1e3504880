"""The commands of a reader who decides: judge, undo, review, log; and what there is to decide on: discrepancies, stories."""

import getpass
import sys
from enum import StrEnum
from typing import Annotated, Literal

import typer
from typer import Argument, Option

from dragoman.cli import console
from dragoman.cli.app import app, opened, party, rows
from dragoman.cli.options import Format, Parties, RecordAt, Shape
from dragoman.errors import UsageError
from dragoman.exchange import contract
from dragoman.record import Record


class Verdict(StrEnum):
    """What a reader may judge."""

    SAME = "same"
    DIFFERENT = "different"


Because = Annotated[str, Option("--because", metavar="WORDS", help="Why, in words that others can check.")]
By = Annotated[str | None, Option("--by", metavar="NAME", help="Who judges; the login name if not given.")]


@app.command()
def judge(
    verdict: Annotated[Verdict, Argument(help="`same` or `different`.")],
    one: Annotated[str, Argument(metavar="A", help="An event or a claim by id, an entity or a mention by id or name.")],
    other: Annotated[str, Argument(metavar="B", help="The other, of the same kind.")],
    because: Because,
    by: By = None,
    record: RecordAt = None,
) -> None:
    """Say that two events (or entities) are one, or are not. A reader's word beats any rule, and `undo` takes it back."""
    from dragoman import pipeline

    with opened(record) as kept:
        made = pipeline.judge(kept, verdict.value, one, other, because, by or _reader())
    console.note(f"judged {made.verdict}: {made.id}; `dragoman undo {made.id[10:22]}` takes it back")


@app.command()
def undo(
    wanted: Annotated[str, Argument(metavar="JUDGEMENT", help="A judgement's id, or its first letters and digits.")],
    record: RecordAt = None,
) -> None:
    """Take a judgement back, a reader's or a rule's. It stays in the log, marked so."""
    from dragoman import pipeline

    with opened(record) as kept:
        undone = pipeline.undo(kept, wanted)
    console.note(f"undone: {undone.verdict} by {undone.by}, {undone.because}")


@app.command()
def log(
    rules: Annotated[bool, Option("--rules", help="Also what rules decided.")] = False,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """List who decided what, and why, the latest first."""
    from dragoman import pipeline
    from dragoman.cli import deciding

    with opened(record) as kept:
        found = pipeline.log(kept, rules=rules)
    if form is Shape.TABLE:
        console.show(deciding.log(found))
    else:
        rows([contract.ruling_json(r.judgement, r.left, r.right) for r in found], form)


@app.command()
def review(
    parties: Parties = None,
    by: By = None,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Walk through the pairs of claims that may be one event, both texts side by side, the likeliest first, and decide.

    In a terminal it asks for each pair: `s` same, `d` different, `l` later, `q` quit. Elsewhere, and with a format for programs, it lists them.
    """
    from dragoman import pipeline
    from dragoman.cli import deciding

    codes = [party(p) for p in parties or []]
    with opened(record) as kept:
        found = pipeline.candidates(kept, codes)
        if form is not Shape.TABLE:
            rows([contract.candidate_json(c.points, c.left, c.right, c.because) for c in found], form)
        elif not found:
            console.show(deciding.nothing())
        elif not _at_a_terminal():
            for number, candidate in enumerate(found, 1):
                console.show(deciding.candidate(candidate, f"{number} of {len(found)}"))
        else:
            _walk(kept, codes, by or _reader())


def _walk(kept: Record, codes: list[str], by: str) -> None:
    """Show pair by pair and keep what the reader says of it; each answer may settle others."""
    from dragoman import pipeline
    from dragoman.cli import deciding

    later: set[tuple[str, str]] = set()
    pairs = pipeline.open_pairs(kept, codes)
    while True:
        found = [c for c in pipeline.waiting(kept, pairs) if (c.left.id, c.right.id) not in later]
        if not found:
            return
        candidate = found[0]
        console.show(deciding.candidate(candidate, f"1 of {len(found)}"))
        key = _asked()
        if key == "q":
            return
        if key == "l":
            later.add((candidate.left.id, candidate.right.id))
            continue
        verdict: Literal["same", "different"] = "same" if key == "s" else "different"
        pipeline.judge(kept, verdict, candidate.left.id, candidate.right.id, typer.prompt("because"), by)


def _reader() -> str:
    """The login name. Raises UsageError where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("nobody is logged in by name here; say who judges with --by NAME") from None


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked() -> str:
    while True:
        key = str(typer.prompt("same, different, later or quit", default="l", show_default=False)).strip().casefold()[:1]
        if key in ("s", "d", "l", "q"):
            return key
        console.note("s, d, l or q")


@app.command()
def discrepancies(parties: Parties = None, record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """List where accounts of one event differ, and what the record itself contradicts ("first call" when an earlier one stands)."""
    from dragoman import pipeline
    from dragoman.cli import deciding

    codes = [party(p) for p in parties or []]
    with opened(record) as kept:
        found = pipeline.discrepancies(kept, codes)
    if form is Shape.TABLE:
        console.show(deciding.discrepancies(found))
    else:
        rows([contract.discrepancy_json(d) for d in found], form)


@app.command()
def stories(record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """Group the documents whose main event is the same, in whatever words they tell it; the largest group first."""
    from dragoman import pipeline
    from dragoman.cli import deciding

    with opened(record) as kept:
        found = pipeline.stories(kept)
    if form is Shape.TABLE:
        console.show(deciding.stories(found))
    else:
        rows([{"title": group[0].title or "", "documents": [document.address for document in group]} for group in found], form)


@app.command()
def resolve(record: RecordAt = None) -> None:
    """Judge the whole record anew, after a change of the rules; readers' judgements stand."""
    from dragoman import pipeline

    with opened(record) as kept:
        pipeline.rebuild(kept)
        counts = kept.counts()
    console.note(f"resolved: {counts['events']} events, {counts['entities']} entities")
