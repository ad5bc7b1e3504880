"""The commands that ask what lies between parties: issues, commitments, and a brief of both."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from dragoman.cli import console
from dragoman.cli.app import app, opened, party, rows
from dragoman.cli.options import ChartFile, Format, RecordAt, Shape
from dragoman.errors import UsageError
from dragoman.exchange import papers
from dragoman.exchange.matters import commitment_json, issue_json

Between = Annotated[list[str], Argument(metavar="PARTY PARTY...", help="Two parties or more.")]


@app.command()
def issues(parties: Between, chart: ChartFile = None, record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """List the matters that return between parties: who raised them, when each side last spoke of them, and in which words."""
    from dragoman import pipeline
    from dragoman.cli import matter_tables

    with opened(record) as kept:
        found = pipeline.issues(kept, [party(p) for p in parties])
    if chart:
        from dragoman.exchange import charts

        charts.save(charts.issues(found), chart)
        console.note(f"drawn: {chart}")
    elif form is Shape.TABLE:
        console.show(matter_tables.issues(found))
    else:
        rows([issue_json(issue) for issue in found], form)


@app.command()
def issue(
    wanted: Annotated[str, Argument(metavar="ISSUE", help="An issue's id, or its first letters and digits.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Show one issue: what each side said or did on it each time, in order, in the words of the documents."""
    from dragoman import pipeline
    from dragoman.cli import matter_tables

    with opened(record) as kept:
        found = pipeline.issue(kept, wanted)
    if form is Shape.TABLE:
        console.show(matter_tables.issue(found))
    else:
        rows([issue_json(found)], form)


@app.command()
def commitments(parties: Between, record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """List what parties promised, agreed and planned towards each other, the latest first, and what later words bear on it.

    Whether a promise was kept is the reader's to say.
    """
    from dragoman import pipeline
    from dragoman.cli import matter_tables

    with opened(record) as kept:
        found = pipeline.commitments(kept, [party(p) for p in parties])
    if form is Shape.TABLE:
        console.show(matter_tables.commitments(found))
    else:
        rows([commitment_json(commitment) for commitment in found], form)


@app.command()
def brief(
    parties: Between,
    since: Annotated[str | None, Option(metavar="DATE", help="Only what was on or after a day, month or year.")] = None,
    purpose: Annotated[str | None, Option("--for", metavar="WORDS", help="What it is for, such as “the call on Friday”.")] = None,
    output: Annotated[
        Path | None,
        Option("--output", "-o", metavar="FILE", help="Write it there: `.md`, `.html` or `.docx`; else Markdown is printed."),
    ] = None,
    record: RecordAt = None,
) -> None:
    """Write two pages on where parties stand: engagements, who takes part, issues, commitments, disputes, silence, each line with its sources."""
    from dragoman import pipeline

    suffix = output.suffix.lower() if output else ".md"
    if suffix not in (".md", ".html", ".docx"):
        raise UsageError(f"{output}: a brief is written as .md, .html or .docx")
    with opened(record) as kept:
        made = papers.paper(pipeline.brief(kept, [party(p) for p in parties], since=since, purpose=purpose))
    written = papers.docx(made) if suffix == ".docx" else (papers.html if suffix == ".html" else papers.markdown)(made).encode()
    if output is None:
        console.write(written.decode())
        return
    try:
        output.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{output}: can't be written ({error.strerror})") from None
    console.note(f"{output}: {sum(len(s.sentences) for s in made.sections)} sentences with {len(made.sources)} sources")
