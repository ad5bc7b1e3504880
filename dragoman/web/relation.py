"""What stands at the top of a relation's page, before its events: charts, disputes, issues, people, commitments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import pipeline
from dragoman.model import Event
from dragoman.record import Record
from dragoman.results import Brief
from dragoman.web.drawing import Rhythm, ToneLine, rhythm, tone_line

__all__ = ["Overview", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """A relation at a glance. `types` counts its events by PLOVER type, the most first; the brief is of two parties or more."""

    total: int
    types: tuple[tuple[str, int], ...]
    rhythm: Rhythm | None
    tone: ToneLine | None
    brief: Brief | None


def overview(record: Record, codes: Sequence[str]) -> Overview:
    """Read a relation between parties (codes) as a whole. It takes as long as all their events take to read: keep it."""
    events: list[Event] = pipeline.events(record, codes)
    types = tuple(Counter(event.type for event in events).most_common())
    tone = tone_line(pipeline.tone(record, *codes)) if len(codes) == 2 else None  # noqa: PLR2004 -- it lies between two
    brief = pipeline.brief(record, codes) if len(codes) > 1 and events else None
    return Overview(len(events), types, rhythm(events), tone, brief)
