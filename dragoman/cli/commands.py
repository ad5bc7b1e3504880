"""The commands: parse the words, call the line, print. Exit status: 0 well, 1 some documents set aside, 2 wrong use, 3 record unusable."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, NoReturn, cast

import orjson
import typer
from typer import Argument, Option

from dragoman.cli import console, present
from dragoman.cli.options import Addresses, AllowPrivate, Format, Lines, Parties, RecordAt, Shape
from dragoman.errors import DragomanError, RecordError, UsageError
from dragoman.exchange import contract, tables
from dragoman.lexicons import armed_groups, country_codes
from dragoman.model import Comparison, Extraction
from dragoman.record import Record
from dragoman.settings import Settings

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
#: What the parser of the command line raises for words that it doesn't understand; typer shows only some of its kinds.
_MISUSE = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])


#: Quotes that are printed of one entity, the newest.
_LATEST_QUOTES = 10
#: An event's id or its beginning, as `timeline` shows it.
_EVENT = re.compile(r"event:\S*|[0-9a-f]{4,16}")


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
    with _record(record, new=True) as kept:
        added = pipeline.add(kept, _extractions(addresses, allow_private))
        for outcome, fresh in console.watched(added, "add", sources.count(addresses)):
            if isinstance(outcome, DragomanError):
                faults += _set_aside(outcome)
            else:
                new, known = new + fresh, known + (not fresh)
        pipeline.resolve(kept)
        counts = kept.counts()
    console.note(
        f"{new} added, {known} known already, {faults} set aside; the record holds {counts['documents']} documents and {counts['claims']} claims"
    )
    raise typer.Exit(1 if faults else 0)


@app.command()
def timeline(parties: Parties = None, record: RecordAt = None, form: Format = Shape.TABLE) -> None:
    """List the events between parties, by date."""
    from dragoman import pipeline

    codes = [_party(p) for p in parties or []]
    with _record(record) as kept:
        found = pipeline.events(kept, codes)
        addresses = pipeline.addresses(kept, found)
    if form is Shape.TABLE:
        console.show(present.timeline(found, codes))
    else:
        _rows([contract.event_json(e, addresses) for e in found], form)


@app.command()
def event(
    wanted: Annotated[str, Argument(metavar="EVENT", help="An event's id, or its first letters and digits.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Show one event: who, when, where, on what; every telling with its words; where they disagree."""
    from dragoman import pipeline

    with _record(record) as kept:
        found = pipeline.event(kept, wanted)
        addresses = pipeline.addresses(kept, [found])
    if form is Shape.TABLE:
        console.show(present.event(found))
    else:
        _rows([contract.event_json(found, addresses)], form)


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

    with _record(record) as kept:
        found = pipeline.entities(kept, " ".join(words) if words else None)
        events = pipeline.taking_part(kept)
    counts = {e.id: len(events.get(e.id, ())) for e in found}
    if form is Shape.TABLE:
        console.show(present.entities(found, counts))
    else:
        _rows([contract.entity_json(e, counts[e.id]) for e in found], form)


@app.command()
def entity(
    wanted: Annotated[str, Argument(metavar="ENTITY", help="An entity's id, its first letters and digits, or a name.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
) -> None:
    """Show one person, state, body or group: names, offices and on what words they rest, events, latest quotes."""
    from dragoman import pipeline

    with _record(record) as kept:
        found = pipeline.entity(kept, wanted)
        events, quotes = pipeline.engagements(kept, found), kept.quotes(speaker=found.id, limit=_LATEST_QUOTES)
        documents = {id_: kept.document(id_) for id_ in {a.document for h in found.offices for a in h.evidence}}
        addresses = pipeline.addresses(kept, events)
    if form is Shape.TABLE:
        console.show(present.entity(found, documents, events, quotes))
    else:
        _rows([contract.profile_json(found, documents, events, quotes, addresses)], form)


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

    with _record(record) as kept:
        found = pipeline.quotes(
            kept,
            speaker=speaker,
            country=_party(country) if country else None,
            about=about,
            act=act,
            since=since,
            until=until,
            limit=limit,
        )
        answers = pipeline.answers(kept, found)
    if form is Shape.TABLE:
        console.show(present.quotes(found, answers))
    else:
        _rows([contract.quote_json(d, q, answers.get(q.id)) for d, q in found], form)


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
    with _record(record) as kept:
        found = kept.search(" ".join(f'"{w}"' if " " in w else w for w in words), limit)
    if form is Shape.TABLE:
        console.show(present.hits(found))
    else:
        lines = [
            {"document": d.address, "published": d.published, "title": d.title, **contract.anchor_json(a)}
            for d, hits in found
            for a in hits
        ]
        _rows(lines, form)


@app.command()
def compare(
    targets: Annotated[list[str], Argument(metavar="ADDRESS...|EVENT", help="Documents, or the id of an event of the record.")],
    record: RecordAt = None,
    form: Format = Shape.TABLE,
    allow_private: AllowPrivate = False,
) -> None:
    """Set the accounts of one engagement side by side: what both say, what only one says, in their words."""
    from dragoman import pipeline

    faults = 0
    if len(targets) == 1 and _EVENT.fullmatch(targets[0]) and not Path(targets[0]).exists():
        with _record(record) as kept:
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


def _show_comparison(comparison: Comparison, form: Shape) -> None:
    value = contract.comparison_json(comparison)
    if form is Shape.TABLE:
        console.show(present.comparison(comparison))
    elif form is Shape.JSON:
        console.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        words = [
            {
                **{k: item[k] for k in ("topic", "label", "status")},
                **{s: [c["exact"] for c in item["cells"][s]] for s in value["sides"]},
            }
            for item in value["items"]
        ]
        _rows(words, form)


@app.command()
def verify(record: RecordAt = None) -> None:
    """Prove every text and every anchor of the record once more, and name what fails."""
    with _record(record) as kept:
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
    with _record(record) as kept:
        counts, aside = kept.counts(), kept.set_asides()
    if form is Shape.TABLE:
        console.show(present.status(counts, aside))
    else:
        _rows([{**counts, "set_aside": [{"address": a.address, "reason": a.reason} for a in aside]}], form)


@app.command()
def serve(
    record: RecordAt = None,
    port: Annotated[int, Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8765,
) -> None:
    """Open the record in a browser, on this machine only."""
    try:
        from dragoman.web import serve as run
    except ModuleNotFoundError as error:
        raise UsageError(f"the web pages need the extra `web` ({error.name} is missing): pip install 'dragoman[web]'") from None
    with _record(record) as kept:
        console.note(f"the record at http://127.0.0.1:{port}, for this machine only; Ctrl-C ends it")
        run(kept, port)


def _record(address: str | None, *, new: bool = False) -> Record:
    """Open the record; only what adds to one may make it."""
    place = address or Settings().record
    if not new and "://" not in place and not Path(place).exists() and Path(place).parent.exists():
        raise RecordError(f"{place}: there is no record; `dragoman add ADDRESS... --record {place}` makes one")
    return Record.open(place)


def _extractions(addresses: Sequence[str], allow_private: bool) -> Iterator[Extraction | DragomanError]:
    from dragoman import pipeline

    return pipeline.extract_all(addresses, stdin=sys.stdin.buffer, allow_private=allow_private, model=_model())


def _model() -> str:
    name = Settings().model
    if not Path(name).exists() and not (name.isidentifier() and find_spec(name)):
        raise UsageError(
            f"{name}: no spaCy pipeline of that name is installed, nor is it a folder; set DRAGOMAN_MODEL to one that is"
        )
    return name


def _party(words: str) -> str:
    name = words.strip().casefold()
    code = country_codes().get(name) or armed_groups().get(name)
    if code is None:
        raise UsageError(
            f"{words}: no state, body or armed group of that name; try its English short name or ISO code, such as Pakistan or PAK"
        )
    return code


def _set_aside(error: DragomanError) -> int:
    console.note(f"set aside: {error}")
    return 1


def _rows(rows: Sequence[Mapping[str, Any]], form: Shape) -> None:
    console.write(tables.write(rows, cast("tables.Format", form.value)))


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
