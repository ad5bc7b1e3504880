"""The commands that say how parties stand to each other, and draw it: tone, meetings."""

from typing import Annotated

from typer import Argument

from dragoman.cli import console
from dragoman.cli.app import app, opened, party, rows
from dragoman.cli.options import ChartFile, Format, Parties, RecordAt, Shape


@app.command()
def tone(
    one: Annotated[str, Argument(metavar="PARTY", help="A party.")],
    other: Annotated[str, Argument(metavar="PARTY", help="Another.")],
    chart: ChartFile = None,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """List the acts between two parties with PLOVER's score of each, from conflict to cooperation, and its running mean."""
    from dragoman import pipeline

    codes = (party(one), party(other))
    with opened(record) as kept:
        found = pipeline.tone(kept, *codes)
    if chart:
        from dragoman.exchange import charts

        charts.save(charts.tone(found, codes), chart)
        console.note(f"drawn: {chart}")
    elif form is Shape.TABLE:
        from dragoman.cli import relating

        console.show(relating.tone(found, codes))
    else:
        from dragoman.exchange import relations

        rows([relations.tone_json(act) for act in found], form)


@app.command()
def meetings(parties: Parties = None, chart: ChartFile = None, record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """List who meets whom: two persons, how often they took part in the same engagement, when first and last."""
    from dragoman import pipeline

    codes = [party(p) for p in parties or []]
    with opened(record) as kept:
        found = pipeline.meetings(kept, codes)
    if chart:
        from dragoman.exchange import charts

        charts.save(charts.meetings(found, codes), chart)
        console.note(f"drawn: {chart}")
    elif form is Shape.TABLE:
        from dragoman.cli import relating

        console.show(relating.meetings(found, codes))
    else:
        from dragoman.exchange import relations

        rows([relations.contact_json(contact) for contact in found], form)
