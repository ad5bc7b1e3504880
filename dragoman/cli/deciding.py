"""What a reader decides on, as people read it in a terminal: both texts side by side, who decided what, where accounts differ."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.cli.present import in_context
from dragoman.exchange import words
from dragoman.exchange.words import sides, when
from dragoman.model import Document, Event, Telling
from dragoman.pipeline import Candidate, Ruling
from dragoman.results import Discrepancy

__all__ = ["candidate", "discrepancies", "log", "nothing", "stories"]

#: Characters of a document around the words in question.
_AROUND = 400


def candidate(found: Candidate, number: str) -> RenderableType:
    """Two tellings side by side, with what speaks for one event."""
    table = Table.grid(expand=True, padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(_telling(found.left), _telling(found.right))
    reasons = Text(f"{found.points:.1f} points: {found.because}", style="dim")
    return Panel(Group(table, Text(), reasons), title=number, title_align="left")


def _telling(telling: Telling) -> Text:
    claim, document = telling.claim, telling.document
    head = Text(f"{document.address}\n", style="bold")
    head.append(f"{document.publisher or ''} {document.published or ''}\n", style="dim")
    head.append(f"{claim.type}{f' {claim.mode}' if claim.mode else ''}, {claim.modality}, {when(claim.when)}\n", style="dim")
    head.append(f"{', '.join(claim.parties)}  {telling.id}\n\n", style="dim")
    return head + in_context(document, claim.trigger, _AROUND)


def nothing() -> RenderableType:
    """When no pair waits."""
    return Text("Nothing waits for a reader.")


def log(found: Sequence[Ruling]) -> RenderableType:
    """Judgements, the latest first."""
    if not found:
        return Text(
            "No reader has decided anything in this record yet. `dragoman review` shows what waits; --rules shows the rules'."
        )
    table = Table(title=f"{len(found)} judgement{'' if len(found) == 1 else 's'}", title_justify="left", expand=True)
    for column, ratio in (("when", 3), ("who", 2), ("judged", 2), ("of", 7), ("because", 5)):
        table.add_column(column, ratio=ratio, overflow="fold")
    table.add_column("id", no_wrap=True, style="dim")
    for ruling in found:
        j = ruling.judgement
        verdict = Text(j.verdict, style="strike" if j.undone else "") + Text("\n(undone)" if j.undone else "", style="dim")
        table.add_row(
            j.made[:16].replace("T", " "), Text(j.by), verdict, Text(f"{ruling.left}\n{ruling.right}"), Text(j.because), j.id[:22]
        )
    return table


def discrepancies(found: Sequence[Discrepancy]) -> RenderableType:
    """Where accounts differ: each value with the documents that give it."""
    if not found:
        return Text("The accounts in this record contradict each other nowhere.")
    table = Table(title=f"{len(found)} discrepanc{'y' if len(found) == 1 else 'ies'}", title_justify="left", expand=True)
    for column, ratio in (("event", 4), ("they differ on", 2), ("who says what", 7)):
        table.add_column(column, ratio=ratio, overflow="fold")
    table.add_column("id", no_wrap=True, style="dim")
    for one in found:
        event, field = one.event, one.disagreement.field
        said = _contradicted(one) if one.against else _values(event, one)
        table.add_row(Text(f"{when(event.when)}\n{event.type} {sides(event)}"), words.field(field), said, event.id[:12])
    return table


def _values(event: Event, found: Discrepancy) -> Text:
    by_claim = {t.id: t.document for t in event.tellings}
    out = Text()
    for value, claims in found.disagreement.values:
        who = dict.fromkeys(f"{by_claim[c].publisher or by_claim[c].address}" for c in claims if c in by_claim)
        out.append(value, style="bold")
        out.append(f"  {', '.join(who)}\n", style="dim")
    out.rstrip()
    return out


def _contradicted(found: Discrepancy) -> Text:
    claims = {c for _, ids in found.disagreement.values for c in ids}
    out = Text()
    for telling in (t for t in found.event.tellings if t.id in claims):
        out += in_context(telling.document, telling.claim.trigger, 60)
        out.append(f"  {telling.document.publisher or telling.document.address}\n", style="dim")
    if found.against:
        out.append(f"but {when(found.against.when)}: {found.against.type} {sides(found.against)} ({found.against.id[:12]})")
    return out


def stories(found: Sequence[Sequence[Document]]) -> RenderableType:
    """Groups of documents, each under the title of the earliest."""
    if not found:
        return Text("No two documents of this record tell the same story.")
    parts: list[RenderableType] = []
    for group in found:
        parts.append(Text(f"\n{group[0].title or group[0].address}  ({len(group)} documents)", style="bold"))
        table = Table.grid(padding=(0, 2))
        for document in group:
            table.add_row(document.published or "", Text(document.publisher or ""), Text(document.title or document.address))
        parts.append(table)
    return Group(*parts)
