"""The commands that read, keep and ask: parse the words, call the line, print."""

import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import orjson
import typer
from typer import Argument, Option

from dragoman.cli import console, present
from dragoman.cli.app import app, opened, party, rows
from dragoman.cli.options import Addresses, AllowPrivate, ChartFile, Format, Lines, Parties, RecordAt, Shape, Sheet
from dragoman.errors import DragomanError, UsageError
from dragoman.exchange import comparisons, contract
from dragoman.model import Extraction, Kind, Modality
from dragoman.results import Comparison, Filters
from dragoman.settings import Settings

#: Quotes that are printed of one entity, the newest.
_LATEST_QUOTES = 10


@app.command()
def extract(
    addresses: Addresses,
    form: Annotated[
        Lines, Option("--format", help="`jsonl`: the contract's object, one a document; `table`: for reading.")
    ] = Lines.TABLE,
    allow_private: AllowPrivate = False,
) -> None:
    """Show what documents say, without a record."""
    from dragoman import sources

    faults = 0
    for found in console.watched(_extractions(addresses, allow_private), "read", sources.count(addresses)):
        if isinstance(found, DragomanError):
            faults += _set_aside(found)
        elif form is Lines.JSONL:
            console.write(orjson.dumps(contract.as_contract(found)).decode() + "\n")
        else:
            console.show(present.extraction(found))
    raise typer.Exit(1 if faults else 0)


@app.command("code-pair")
def code_pair(
    addresses: Annotated[
        list[str] | None, Argument(metavar="[FILE...]", help="JSON Lines of {id, text, source, target}; standard input if none.")
    ] = None,
    form: Annotated[Lines, Option("--format", help="Only `jsonl`.")] = Lines.JSONL,
) -> None:
    """Code the act that a sentence reports from one mention towards another."""
    from dragoman import extraction
    from dragoman.exchange.pairs import answer, pairs

    if form is not Lines.JSONL:
        raise UsageError("code-pair prints --format jsonl only")
    for pair in pairs(addresses or ["-"], sys.stdin.buffer):
        act = extraction.code_pair(pair.text, pair.source, pair.target)
        console.write(orjson.dumps(answer(pair, act)).decode() + "\n")


@app.command()
def add(addresses: Addresses, record: RecordAt = None, allow_private: AllowPrivate = False) -> None:
    """Read documents into the record and resolve what they name. Adding twice changes nothing."""
    from dragoman import pipeline, sources

    new = known = faults = 0
    with opened(record, new=True) as kept:
        added = pipeline.add(kept, _extractions(addresses, allow_private))
        for outcome, fresh in console.watched(added, "add", sources.count(addresses)):
            if isinstance(outcome, DragomanError):
                faults += _set_aside(outcome)
            else:
                new, known = new + fresh, known + (not fresh)
        if new or not kept.resolved():
            pipeline.resolve(kept)
        counts = kept.counts()
    console.note(
        f"{new} added, {known} known already, {faults} set aside; the record holds {counts['documents']} documents and {counts['claims']} claims"
    )
    raise typer.Exit(1 if faults else 0)


@app.command()
def timeline(
    parties: Parties = None,
    types: Annotated[list[str] | None, Option("--type", metavar="TYPE", help="A PLOVER type; several for any of them.")] = None,
    topic: Annotated[str | None, Option(help="A topic's id.")] = None,
    person: Annotated[str | None, Option(metavar="WHO", help="Who takes part, by name or entity id.")] = None,
    since: Annotated[str | None, Option(metavar="DATE", help="Begun on or after a day, month or year.")] = None,
    until: Annotated[str | None, Option(metavar="DATE", help="Begun on or before.")] = None,
    publisher: Annotated[str | None, Option(help="Who put out a document that tells it.")] = None,
    kind: Annotated[Kind | None, Option(help="The kind of a document that tells it.")] = None,
    modality: Annotated[Modality | None, Option(help="How sure its tellings are of it.")] = None,
    chart: ChartFile = None,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """List the events between parties, by date."""
    from dragoman import pipeline

    codes = [party(p) for p in parties or []]
    filters = Filters(
        types=tuple(type_.upper() for type_ in types or ()),
        topic=topic,
        person=person,
        since=since,
        until=until,
        publisher=publisher,
        kind=kind,
        modality=modality,
    )
    with opened(record) as kept:
        found = pipeline.events(kept, codes, filters)
        addresses = pipeline.addresses(kept, found)
    if chart:
        from dragoman.exchange import charts

        charts.save(charts.engagements(found, codes), chart)
        console.note(f"drawn: {chart}")
    elif form is Shape.TABLE:
        console.show(present.timeline(found, codes))
    else:
        rows([contract.event_json(e, addresses) for e in found], form)


@app.command()
def event(
    wanted: Annotated[str, Argument(metavar="EVENT", help="An event's id, or its first letters and digits.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Show one event: who, when, where, on what; every telling with its words; where they disagree."""
    from dragoman import pipeline

    with opened(record) as kept:
        found = pipeline.event(kept, wanted)
        addresses = pipeline.addresses(kept, [found])
    if form is Shape.TABLE:
        console.show(present.event(found))
    else:
        rows([contract.event_json(found, addresses)], form)


@app.command()
def entities(
    words: Annotated[
        list[str] | None, Argument(metavar="[WORD...]", help="Only those of whom one name holds all of these.")
    ] = None,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """List the persons, states, bodies and groups that documents name, and the offices that they give them."""
    from dragoman import pipeline

    with opened(record) as kept:
        found = pipeline.entities(kept, " ".join(words) if words else None)
        events = pipeline.taking_part(kept)
    counts = {e.id: len(events.get(e.id, ())) for e in found}
    if form is Shape.TABLE:
        console.show(present.entities(found, counts))
    else:
        rows([contract.entity_json(e, counts[e.id]) for e in found], form)


@app.command()
def entity(
    wanted: Annotated[str, Argument(metavar="ENTITY", help="An entity's id, its first letters and digits, or a name.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Show one person, state, body or group: names, offices and on what words they rest, events, latest quotes."""
    from dragoman import pipeline

    with opened(record) as kept:
        found = pipeline.entity(kept, wanted)
        events, quotes = pipeline.engagements(kept, found), kept.quotes(speaker=found.id, limit=_LATEST_QUOTES)
        documents = {id_: kept.document(id_) for id_ in {a.document for h in found.offices for a in h.evidence}}
        addresses = pipeline.addresses(kept, events)
    if form is Shape.TABLE:
        console.show(present.entity(found, documents, events, quotes))
    else:
        rows([contract.profile_json(found, documents, events, quotes, addresses)], form)


@app.command()
def quotes(
    speaker: Annotated[str | None, Option(help="Who speaks, by name.")] = None,
    country: Annotated[str | None, Option(help="For whom: a party.")] = None,
    about: Annotated[str | None, Option(help="A topic's id.")] = None,
    act: Annotated[str | None, Option(help="say, agree, thank, urge, accuse, deny, …")] = None,
    since: Annotated[str | None, Option(metavar="DATE", help="Published on or after a day, month or year.")] = None,
    until: Annotated[str | None, Option(metavar="DATE", help="Published on or before.")] = None,
    limit: Annotated[int, Option(min=1, help="At most so many.")] = 100,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """List what was said, newest first, in the words of the documents."""
    from dragoman import pipeline

    with opened(record) as kept:
        found = pipeline.quotes(
            kept,
            speaker=speaker,
            country=party(country) if country else None,
            about=about,
            act=act,
            sources=Filters(since=since, until=until),
            limit=limit,
        )
        answers = pipeline.answers(kept, found)
    if form is Shape.TABLE:
        console.show(present.quotes(found, answers))
    else:
        rows([contract.quote_json(d, q, answers.get(q.id)) for d, q in found], form)


@app.command()
def search(
    words: Annotated[
        list[str],
        Argument(metavar="WORD...", help='Words, all of which must occur; "several words" in quotation marks are a phrase.'),
    ],
    limit: Annotated[int, Option(min=1, help="At most so many documents.")] = 20,
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Search the full text of the documents."""
    from dragoman import pipeline

    with opened(record) as kept:
        found = pipeline.search(kept, " ".join(f'"{w}"' if " " in w else w for w in words), limit)
    if form is Shape.TABLE:
        console.show(present.hits(found))
    else:
        lines = [
            {"document": d.address, "published": d.published, "title": d.title, **contract.anchor_json(a)}
            for d, hits in found
            for a in hits
        ]
        rows(lines, form)


@app.command()
def compare(
    targets: Annotated[list[str], Argument(metavar="ADDRESS...|EVENT", help="Documents, or the id of an event of the record.")],
    record: RecordAt = None,
    form: Annotated[Sheet, Option("--format", help="How to print the answer.")] = Sheet.TABLE,
    allow_private: AllowPrivate = False,
) -> None:
    """Set the accounts of one engagement side by side: what both say, what only one says, in their words."""
    from dragoman import pipeline

    faults = 0
    if len(targets) == 1 and pipeline.names_event(targets[0]) and not Path(targets[0]).exists():
        with opened(record) as kept:
            comparison = pipeline.compare_event(kept, targets[0])
    else:
        from dragoman import sources

        read = []
        for found in console.watched(_extractions(targets, allow_private), "read", sources.count(targets)):
            if isinstance(found, DragomanError):
                faults += _set_aside(found)
            else:
                read.append(found)
        comparison = pipeline.compare_documents(read)
    _show_comparison(comparison, form)
    raise typer.Exit(1 if faults else 0)


def _show_comparison(comparison: Comparison, form: Sheet) -> None:
    value = contract.comparison_json(comparison)
    if form is Sheet.TABLE:
        console.show(present.comparison(comparison))
    elif form is Sheet.JSON:
        console.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
    elif form is Sheet.MARKDOWN:
        console.write(comparisons.markdown(comparison))
    elif form is Sheet.HTML:
        console.write(comparisons.html(comparison))
    else:
        words = [
            {
                **{k: item[k] for k in ("topic", "label", "status")},
                **{s: [c["exact"] for c in item["cells"][s]] for s in value["sides"]},
            }
            for item in value["items"]
        ]
        rows(words, Shape(form.value))


@app.command()
def verify(record: RecordAt = None) -> None:
    """Prove every text and every anchor of the record once more, and name what fails."""
    with opened(record) as kept:
        faults = [
            f"{fault.document}: {fault.what}: expected {fault.expected!r}, found {fault.found!r}" for fault in kept.verify()
        ]
        counts = kept.counts()
    for fault in faults:
        console.note(fault)
    console.note(f"{counts['documents']} documents and all their anchors proved, {len(faults)} faults")
    raise typer.Exit(3 if faults else 0)


@app.command()
def status(record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """Show how much the record holds and which addresses were set aside, with their reasons."""
    with opened(record) as kept:
        counts, aside = kept.counts(), kept.set_asides()
    if form is Shape.TABLE:
        console.show(present.status(counts, aside))
    else:
        rows([{**counts, "set_aside": [{"address": a.address, "reason": a.reason} for a in aside]}], form)


def _extractions(addresses: Sequence[str], allow_private: bool) -> Iterator[Extraction | DragomanError]:
    from dragoman import pipeline

    return pipeline.extract_all(addresses, stdin=sys.stdin.buffer, allow_private=allow_private, model=model())


def model() -> str:
    """The spaCy pipeline that is set. Raises UsageError when it isn't installed."""
    name = Settings().model
    if not Path(name).exists() and not (name.isidentifier() and find_spec(name)):
        raise UsageError(
            f"{name}: no spaCy pipeline of that name is installed, nor is it a folder; set DRAGOMAN_MODEL to one that is"
        )
    return name


def _set_aside(error: DragomanError) -> int:
    console.note(f"set aside: {error}")
    return 1
