"""What stands at the top of a relation's page, before its events: charts, disputes, matters, people, commitments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import analysis, pipeline
from dragoman.record import Record
from dragoman.results import Commitment, Head, Person
from dragoman.web.drawing import Rhythm, ToneLine, rhythm, tone_line

__all__ = ["Overview", "overview"]

#: How many of each a glance holds.
_DISPUTES, _MATTERS, _PEOPLE, _COMMITMENTS = 4, 6, 6, 3


@dataclass(frozen=True, slots=True)
class Overview:
    """A relation at a glance: the latest events of which accounts differ, topics with how many events are on each, who takes part most often,
    what was undertaken last. The tone is of two parties, all but the rhythm of two or more.
    """

    rhythm: Rhythm | None
    tone: ToneLine | None
    disputes: tuple[Head, ...] = ()
    matters: tuple[tuple[str, int], ...] = ()
    people: tuple[Person, ...] = ()
    commitments: tuple[Commitment, ...] = ()


def overview(record: Record, codes: Sequence[str]) -> Overview | None:
    """Read a relation between parties (codes) as a whole, None where they have no event: from the heads of its events and a few documents."""
    heads = record.listing(codes, pipeline.EVERY)
    if not heads or len(codes) == 1:
        return Overview(rhythm(heads), None) if heads else None
    tone = tone_line(analysis.course(reversed(heads), *codes)) if len(codes) == 2 else None
    return Overview(
        rhythm(heads),
        tone,
        tuple(head for head in heads if head.differ)[:_DISPUTES],
        tuple(Counter(topic for head in heads for topic in head.topics).most_common(_MATTERS)),
        _people(heads, codes),
        tuple(pipeline.latest_commitments(record, codes)[:_COMMITMENTS]),
    )


def _people(heads: Sequence[Head], codes: Sequence[str]) -> tuple[Person, ...]:
    """Who takes part most often for some parties, each as the latest event has him; `heads` are the newest first."""
    seen = [person for head in heads for person in head.persons if person.country in codes]
    last = {person.entity: person for person in reversed(seen)}
    return tuple(last[entity] for entity, _ in Counter(person.entity for person in seen).most_common(_PEOPLE))
