"""Answers as people read them in a terminal: tables and text, words from documents always in quotation marks."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.analysis import nested
from dragoman.exchange import comparisons
from dragoman.exchange.words import day, days, field, side, sides, state, when
from dragoman.model import (
    Anchor,
    Claim,
    Document,
    Entity,
    Event,
    Extraction,
    Holding,
    Quote,
)
from dragoman.record import SetAside
from dragoman.results import Answer, Comparison, Item

__all__ = ["comparison", "entities", "entity", "event", "extraction", "hits", "quotes", "status", "timeline"]

#: Events that are shown of one entity; the other forms of the answer have all.
_LATEST = 20
#: How many code points between the parts of a quote are still shown.
_FAR = 160
_MARKS = '“”"‘’«»„ '


def extraction(found: Extraction) -> RenderableType:
    """What one document says: claims with their words, quotes by speaker."""
    document = found.document
    head = Text(document.title or document.address, style="bold")
    head.append(f"\n{document.address}", style="dim")
    facts = [
        document.publisher,
        f"published {document.published}" if document.published else "publication day unknown",
        document.kind,
    ]
    head.append("\n" + ", ".join(f for f in facts if f), style="dim")
    claims = Table(title="Claims", title_justify="left", expand=True)
    for column in ("when", "what", "who", "words"):
        claims.add_column(column, overflow="fold", ratio={"words": 4, "who": 3}.get(column, 2))
    for claim in found.claims:
        claims.add_row(when(claim.when), _what(claim), _who(claim), f"“{claim.trigger.exact}”")
    return Group(head, claims, quotes([(document, q) for q in found.quotes]), Text())


def _what(claim: Claim) -> str:
    return (
        claim.type + (f" {claim.mode}" if claim.mode else "") + (f" ({claim.modality})" if claim.modality != "asserted" else "")
    )


def _who(claim: Claim) -> str:
    actors = ", ".join(_named(m.name, m.country) for m in claim.actors)
    recipients = ", ".join(_named(m.name, m.country) for m in claim.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def _named(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country and country not in name else name


def timeline(events: Sequence[Event], parties: Sequence[str]) -> RenderableType:
    """Events by date: one line each, with how many documents tell it and whether they disagree."""
    between = " and ".join(state(p) for p in parties)
    if not events:
        linked = "between" if len(parties) > 1 else "of"
        return Text(
            f"No events{f' {linked} {between}' if between else ''} in this record. `dragoman add ADDRESS...` reads documents into it."
        )
    return _listed(events, f"{between or 'All parties'}: {len(events)} event{'' if len(events) == 1 else 's'}")


def _listed(events: Sequence[Event], title: str) -> RenderableType:
    table = Table(title=Text(title), title_justify="left", expand=True)
    table.add_column("when", ratio=3)
    table.add_column("what", ratio=2)
    table.add_column("who", ratio=4)
    table.add_column("in the words of the fullest telling", ratio=5)
    table.add_column("told", justify="right", no_wrap=True)
    table.add_column("id", no_wrap=True, style="dim")
    for e, depth in nested(events):
        below = "  " * (depth - 1) + "└ " if depth else ""
        what = below + e.type + (f" {e.mode}" if e.mode else "") + (f"\n({e.modality})" if e.modality != "asserted" else "")
        people = ", ".join(m.name for m in e.persons)
        told = f"{e.independent}" + (" ≠" if e.disagreements else "")
        table.add_row(when(e.when), what, sides(e) + (f"\n{people}" if people else ""), _telling(e), told, e.id[:12])
    return Group(
        table,
        Text(
            "└: part of the event above it. told: independent tellings; ≠: they disagree. `dragoman event ID` shows one, `dragoman compare ID` its accounts.",
            style="dim",
        ),
    )


def _telling(e: Event) -> Text:
    telling = e.tellings[0]
    return in_context(telling.document, telling.claim.trigger, 60)


def in_context(document: Document, anchor: Anchor, width: int) -> Text:
    """An anchor's words in bold with up to `width` characters of their line on each side."""
    text = document.text
    start = max(anchor.start - width, text.rfind("\n", 0, anchor.start) + 1)
    stop = text.find("\n", anchor.end)
    end = min(anchor.end + width, stop if stop >= 0 else len(text))
    out = Text("…" if start and text[start - 1] != "\n" else "")
    out.append(text[start : anchor.start].replace("\n", " "))
    out.append(anchor.exact.replace("\n", " "), style="bold")
    out.append(text[anchor.end : end].replace("\n", " ") + ("…" if end < len(text) and text[end] != "\n" else ""))
    return out


def event(e: Event) -> RenderableType:
    """One event: its facts, its disagreements, and each telling with its words."""
    facts = Table.grid(padding=(0, 2))
    covered = ", ".join(part for part in (days(e.when), e.when.basis) if part)
    for name, value in (
        ("what", f"{e.type}{f' {e.mode}' if e.mode else ''}, {e.modality}"),
        ("who", sides(e)),
        ("persons", "; ".join(_named(m.name, m.country) + (f", {m.office}" if m.office else "") for m in e.persons)),
        ("when", f"{when(e.when)} ({covered})"),
        ("where", e.location or ""),
        ("on", ", ".join(e.topics)),
        ("part of", e.part_of or ""),
        ("told", f"in {_documents(len({t.document.id for t in e.tellings}))}, {e.independent} of them independent"),
    ):
        if value:
            facts.add_row(Text(name, style="dim"), Text(value))
    parts: list[RenderableType] = [Panel(facts, title=e.id, title_align="left")]
    by_claim = {t.id: t for t in e.tellings}
    for d in e.disagreements:
        said = "; ".join(
            f"{value} ({', '.join(dict.fromkeys(by_claim[c].document.address for c in claims))})" for value, claims in d.values
        )
        parts.append(Text(f"They disagree on {field(d.field)}: {said}", style="yellow"))
    for t in e.tellings:
        parts.append(
            Text.assemble("\n", (t.document.address, "bold"), f"  {t.document.publisher or ''} {t.document.published or ''}")
        )
        parts.append(in_context(t.document, t.claim.trigger, 300))
    return Group(*parts)


def entities(found: Sequence[Entity], events: Mapping[str, int]) -> RenderableType:
    """Who is named: one line each, with offices and with how many documents and events; `events` gives their number by entity."""
    if not found:
        return Text("Nobody of that name in this record. `dragoman add ADDRESS...` reads documents into it.")
    table = Table(title=f"{len(found)} entities", title_justify="left", expand=True)
    table.add_column("name", ratio=4)
    table.add_column("for", ratio=3)
    table.add_column("offices, as documents of these days have them", ratio=7)
    table.add_column("documents", justify="right", no_wrap=True)
    table.add_column("events", justify="right", no_wrap=True)
    table.add_column("id", no_wrap=True, style="dim")
    for e in found:
        offices = Text("\n".join(f"{h.office}{_span(h)}" for h in e.offices) + (" ≠" if e.disagreements else ""))
        whose = state(e.country) if e.country and e.kind != "country" else ""
        table.add_row(Text(e.name), whose, offices, str(e.documents), str(events.get(e.id, 0)), e.id[:13])
    return Group(table, Text("≠: others are told to hold that office then. `dragoman entity ID` shows one.", style="dim"))


def _span(holding: Holding) -> str:
    """The days of the first and the last document that gives an office."""
    if not (holding.first and holding.last):
        return ""
    return ", " + day(holding.first if holding.first == holding.last else f"{holding.first}/{holding.last}")


def _documents(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")


def entity(
    e: Entity, documents: Mapping[str, Document], events: Sequence[Event], found: Sequence[tuple[Document, Quote]]
) -> RenderableType:
    """One entity: its names, its offices with the first and the last words that give them, its events and latest quotes."""
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("is", e.kind),
        ("for", state(e.country) if e.country and e.kind != "country" else ""),
        ("named", "; ".join(e.names)),
        ("told", f"in {_documents(e.documents)}"),
    ):
        if value:
            facts.add_row(Text(name, style="dim"), Text(value))
    parts: list[RenderableType] = [Panel(facts, title=Text(f"{e.name}, {e.id}"), title_align="left")]
    for d in e.disagreements:
        holders = "; ".join(f"{name} ({id_[:13]})" for name, (id_, *_) in d.values)
        parts += [Text(f"Several are told to be {d.field} at one time: {holders}", "yellow")]
    for h in e.offices:
        whose = f", {state(h.country)}" if h.country else ""
        parts.append(Text.assemble("\n", (f"{h.office}{whose}", "bold"), f"{_span(h)}  ({_documents(len(h.evidence))})"))
        for anchor in dict.fromkeys((h.evidence[0], h.evidence[-1])):
            document = documents[anchor.document]
            parts += [
                Text(f"  {document.address} {document.published or ''}", "dim"),
                Text.assemble("  ", in_context(document, anchor, 60)),
            ]
    if events:
        latest = events if len(events) <= _LATEST else [event for event in events if event.when.start][-_LATEST:]
        number = f"the latest {len(latest)} of {len(events)}" if len(latest) < len(events) else f"{len(events)}"
        parts += [Text(), _listed(latest, f"Events with {e.name}: {number}")]
    return Group(*parts, Text(), quotes(found))


def quotes(found: Sequence[tuple[Document, Quote]], answers: Mapping[str, Answer] | None = None) -> RenderableType:
    """What was said: speaker, act, the words where they stand, and what a denial or confirmation answers."""
    table = Table(title="Quotes" if found else "No quotes", title_justify="left", expand=True)
    for column, ratio in (("published", 2), ("speaker", 3), ("act", 2), ("words", 8)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for document, quote in found:
        speaker = quote.speaker.exact if quote.speaker else "?"
        known = quote.country if quote.country and quote.country not in speaker else None
        words = _said(document, quote)
        if answer := (answers or {}).get(quote.id):
            where = "" if answer.document.id == document.id else f" in {answer.document.address} ({answer.document.published})"
            words.append(f"\nanswers{where}: “{' … '.join(a.exact.strip(_MARKS) for a in answer.words)}”", "italic")
        table.add_row(document.published or "", _named(speaker, known), quote.act, words)
    return table


def _said(document: Document, quote: Quote) -> Text:
    """The passage from the first to the last word of a quote, what was said bright and the rest dim; long gaps are cut out."""
    parts = sorted((a.start, a.end) for a in (quote.speaker, quote.cue, *quote.content) if a)
    said = [(a.start, a.end) for a in quote.content]
    at, end = parts[0][0], max(end for _, end in parts)
    if said[0][0] - at > _FAR:
        at = said[0][0]  # a speaker far off has a column of its own
    out = Text()
    for start, stop in (*said, (end, end)):
        gap = document.text[at:start] if start >= at else ""
        out.append(" … " if len(gap) > _FAR else " ".join(gap.split("\n")), "dim")
        out.append(document.text[max(at, start) : stop])
        at = max(at, stop)
    return out


def hits(found: Sequence[tuple[Document, list[Anchor]]]) -> RenderableType:
    """Documents with the searched words in context."""
    if not found:
        return Text("Nothing holds all these words.")
    parts: list[RenderableType] = []
    for document, anchors in found:
        parts.append(
            Text.assemble(
                (document.title or document.address, "bold"), (f"  {document.address} {document.published or ''}", "dim")
            )
        )
        parts.extend(Text.assemble("  ", in_context(document, anchor, 60)) for anchor in anchors[:3])
    return Group(*parts)


def comparison(found: Comparison) -> RenderableType:
    """The accounts in columns, a matter a row: first what all sides speak of, then what only one does; below, how each tells it."""
    if not found.items:
        return Text("These documents share no topic that a side speaks of.")
    table = Table(title=comparisons.heading(found), title_justify="left", expand=True, show_lines=True)
    table.add_column("matter", ratio=3)
    for code in found.sides:
        table.add_column(f"{side(code)} says", ratio=5)
    for item in found.items:
        table.add_row(
            Text(f"{item.label}\n({comparisons.status(item)})", style="yellow" if item.status == "only" else ""),
            *(_cells(item, code) for code in found.sides),
        )
    return Group(table, Text(), _tellings(found))


def _cells(item: Item, code: str) -> Text:
    if before := item.earlier.get(code):
        return Text(f"nothing now; before: “{before.anchor.exact}” ({before.address})", style="dim")
    words = Text()
    for cell in item.cells[code]:
        words.append("\n“" if words else "“")
        for part, strong in comparisons.marked(cell, item.marks):
            words.append(part, style="bold underline" if strong else "")
        words.append("”")
    return words


def _tellings(found: Comparison) -> Table:
    table = Table(title="How each tells it", title_justify="left", expand=True, show_lines=True)
    table.add_column("", ratio=3)
    for account in found.accounts:
        table.add_column(side(account.side), ratio=5)
    for what, lines in comparisons.tellings(found):
        table.add_row(what, *(Text("\n".join(f"“{c.anchor.exact}” {r}".strip() if c else r for c, r in line)) for line in lines))
    return table


def status(counts: Mapping[str, int], aside: Sequence[SetAside]) -> RenderableType:
    """How much there is, and what was set aside."""
    table = Table.grid(padding=(0, 2))
    for noun, number in counts.items():
        table.add_row(Text(noun, style="dim"), f"{number:,}")
    parts: list[RenderableType] = [table]
    if aside:
        parts.append(Text("\nSet aside:", style="bold"))
        parts.extend(Text(f"  {a.address}: {a.reason}") for a in aside)
    return Group(*parts)
