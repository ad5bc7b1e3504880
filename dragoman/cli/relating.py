"""How parties stand to each other, as people read it in a terminal: acts with their scores, persons who meet."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.present import in_context
from dragoman.exchange.words import act, state, states, when
from dragoman.results import Contact, Tone

__all__ = ["meetings", "tone"]

#: Characters of a sentence on each side of an act's words.
_AROUND = 60


def tone(found: Sequence[Tone], parties: Sequence[str]) -> RenderableType:
    """Acts by date: what, its score, the running mean, the words."""
    if not found:
        return Text(
            f"No acts between {' and '.join(map(state, parties))} in this record. `dragoman add ADDRESS...` reads documents into it."
        )
    title = f"{states(parties)}: {len(found)} act{'' if len(found) == 1 else 's'}"
    table = Table(title=Text(title), title_justify="left", expand=True)
    for column, ratio in (("when", 3), ("what", 4)):
        table.add_column(column, ratio=ratio)
    for column in ("score", "mean"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("words", ratio=8)
    table.add_column("id", no_wrap=True, style="dim")
    for one in found:
        e, mean = one.event, "" if one.mean is None else f"{one.mean:+.1f}"
        words = in_context(one.source.document, one.source.anchor, _AROUND)
        table.add_row(when(e.when), Text(act(e.type, e.mode, e.modality)), f"{one.score:+.1f}", mean, words, e.id[:12])
    explained = (
        f"score: PLOVER’s, from -10 (conflict) to +10 (cooperation); mean: of the acts told as done in the {found[0].window} days up to then."
        " `dragoman event ID` shows one."
    )
    return Group(table, Text(explained, style="dim"))


def meetings(found: Sequence[Contact], parties: Sequence[str]) -> RenderableType:
    """Pairs of persons, those who met most first: who, with whom, how often, when first and last."""
    if not found:
        whose = f" of {' and '.join(map(state, parties))}" if parties else ""
        return Text(f"No meetings{whose} with persons named on both sides in this record. `dragoman timeline` lists all events.")
    title = f"{states(parties) or 'All parties'}: {len(found)} pair{'' if len(found) == 1 else 's'} of persons"
    table = Table(title=Text(title), title_justify="left", expand=True)
    for column in ("who", "with whom"):
        table.add_column(column, ratio=5)
    table.add_column("times", justify="right", no_wrap=True)
    for column in ("first", "last"):
        table.add_column(column, ratio=3)
    for contact in found:
        who = (
            Text.assemble(m.name, ("\n" + ", ".join(filter(None, (m.office, state(m.country or "")))), "dim"))
            for m in contact.persons
        )
        ends = (when(e.when) for e in (contact.dated[0], contact.dated[-1])) if contact.dated else ("", "")
        table.add_row(*who, str(len(contact.events)), *ends)
    return table
