"""What a record is asked about how parties stand to each other: the tone of their acts, and who meets whom."""

from collections.abc import Iterable

from dragoman import analysis
from dragoman.errors import UsageError
from dragoman.pipeline.asking import events
from dragoman.record import Record
from dragoman.results import Contact, Tone

__all__ = ["meetings", "tone"]


def tone(record: Record, one: str, other: str) -> list[Tone]:
    """The acts between two parties (codes) with their scores, by date, undated ones last. Raises UsageError when both are one."""
    if one == other:
        raise UsageError("a tone lies between two parties: name another beside the one")
    return analysis.tone(events(record, (one, other)), one, other)


def meetings(record: Record, parties: Iterable[str] = ()) -> list[Contact]:
    """Which two persons took part in the same engagements, those who met most first: of one party (code), or of several with one another."""
    wanted = tuple(parties)
    return analysis.meetings(events(record, wanted), record.clusters("entity"), wanted)
