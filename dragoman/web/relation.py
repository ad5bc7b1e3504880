"""What stands at the top of a relation's page, before its events: charts, disputes, issues, people, commitments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman import analysis, pipeline
from dragoman.record import Record
from dragoman.results import Brief
from dragoman.web.drawing import Rhythm, ToneLine, rhythm, tone_line

__all__ = ["Overview", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """A relation at a glance. The brief is of two parties or more, the tone of two."""

    rhythm: Rhythm | None
    tone: ToneLine | None
    brief: Brief | None


def overview(record: Record, codes: Sequence[str], brief: Callable[[], Brief]) -> Overview | None:
    """Read a relation between parties (codes) as a whole, None where they have no event; `brief` is asked for theirs. It takes as long as all
    their events take to read: keep it.
    """
    events = pipeline.events(record, codes)
    if not events:
        return None
    tone = tone_line(analysis.tone(events, *codes)) if len(codes) == 2 else None
    return Overview(rhythm(events), tone, brief() if len(codes) > 1 else None)
