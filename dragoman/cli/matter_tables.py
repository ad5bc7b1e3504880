"""Issues and commitments as people read them in a terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dragoman.exchange.words import cited, day, state, states, topic, undertook, when
from dragoman.results import Commitment, Issue, Source, Turn

__all__ = ["commitments", "issue", "issues"]


def issues(found: Sequence[Issue]) -> RenderableType:
    """A matter a row: how often it came up, who raised it and when, and the last words of each side."""
    if not found:
        return Text("Nothing between them in this record. `dragoman add ADDRESS...` reads documents into it.")
    parties = found[0].parties
    table = Table(
        title=Text(f"{states(parties)}: {_number(len(found), 'issue')}"), title_justify="left", expand=True, show_lines=True
    )
    table.add_column("matter", ratio=3)
    table.add_column("times", justify="right", no_wrap=True)
    table.add_column("first", ratio=2)
    for party in parties:
        table.add_column(f"{state(party)} last said", ratio=5)
    table.add_column("id", no_wrap=True, style="dim")
    for each in found:
        latest = (_latest(each, party) for party in parties)
        table.add_row(Text(each.label), str(each.occasions), _first(each.turns[0]), *latest, each.id[:12])
    return Group(table, Text("`dragoman issue ID` shows all that was said of one.", style="dim"))


def _first(turn: Turn) -> Text:
    return Text("\n".join((*map(state, turn.sides), day(turn.day) if turn.day else "no day known")))


def _latest(issue: Issue, party: str) -> Text:
    turn = issue.latest(party)
    if turn is None:
        return Text("nothing in these documents", "dim")
    words = Text.assemble((f"{_day(turn)}, {turn.change}", "bold"), f"\n{cited(turn.best.anchor.exact)}")
    if passed := issue.silent[party]:
        words.append(f"\nsilent at {_number(passed, 'engagement')} since", "yellow")
    return words


def issue(found: Issue) -> RenderableType:
    """All turns on one matter, each with its words and where they stand."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row(Text("between", "dim"), Text(states(found.parties)))
    facts.add_row(Text("came up", "dim"), Text(_number(found.occasions, "time")))
    for party in found.parties:
        passed = found.silent[party]
        said = (
            "nothing in these documents"
            if passed is None
            else f"silent at {_number(passed, 'engagement')}"
            if passed
            else "up to the latest"
        )
        facts.add_row(Text(state(party), "dim"), Text(said))
    parts: list[RenderableType] = [Panel(facts, title=Text(f"{found.label}, {found.id}"), title_align="left")]
    for turn in found.turns:
        event = f"  {turn.event[:12]}" if turn.event else ""
        parts.append(
            Text.assemble("\n", (f"{_day(turn)}: {' and '.join(map(state, turn.sides))}, {turn.change}", "bold"), (event, "dim"))
        )
        parts += [Text.assemble(f"  {cited(s.anchor.exact)}", (f"\n    {_where(s)}", "dim")) for s in turn.sources]
    return Group(*parts)


def commitments(found: Sequence[Commitment]) -> RenderableType:
    """What was undertaken, a row each: by whom towards whom, when and by when, in which words, and what came later."""
    if not found:
        return Text("Nothing promised, agreed or planned between them in this record.")
    table = Table(title=Text(_number(len(found), "commitment")), title_justify="left", expand=True, show_lines=True)
    for column, ratio in (("made", 2), ("who", 3), ("in which words", 6), ("later words", 6)):
        table.add_column(column, ratio=ratio)
    for each in found:
        towards = f"\ntowards {states(each.to)}" if each.to != each.by else ""
        due = f"\ndue {when(each.due)}" if each.due else ""
        on = f"\n({', '.join(map(topic, each.topics))})" if each.topics else ""
        later = [f"{cited(e.source.anchor.exact)}\n{_where(e.source)}: {e.because}" for e in each.evidence]
        table.add_row(
            Text(day(each.made) if each.made else "no day known"),
            Text(f"{states(each.by)} {undertook(each.kind)}{towards}{due}"),
            Text.assemble(cited(each.source.anchor.exact), (f"\n{_where(each.source)}{on}", "dim")),
            Text("\n".join(later)),
        )
    return Group(
        table, Text("Later words are shown because they are alike; whether something was kept is yours to say.", style="dim")
    )


def _day(turn: Turn) -> str:
    return day(turn.day) if turn.day else "No day known"


def _where(source: Source) -> str:
    return " ".join(part for part in (source.document.address, source.document.published) if part)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
