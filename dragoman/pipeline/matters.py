"""What a record is asked about the matters between parties: issues, commitments, and the brief that gathers them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman import analysis
from dragoman.errors import UsageError
from dragoman.model import Event, Extraction, fingerprint
from dragoman.pipeline.asking import events, labels
from dragoman.record import Record
from dragoman.results import Commitment, Issue

__all__ = ["commitments", "issue", "issues"]

_TWO = 2


def issues(record: Record, parties: Iterable[str]) -> list[Issue]:
    """The issues between two or more parties (codes), those that came up most first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told = events(record, wanted)
    return analysis.issues(_extractions(record, told), told, record.clusters("document"), wanted, labels())


def issue(record: Record, wanted: str) -> Issue:
    """One issue between two parties, by its id or the beginning of it. Raises UsageError when there is none, or several begin so."""
    start = "issue:" + wanted.strip().lower().removeprefix("issue:")
    named = sorted({pair for told in record.tellings() for pair in combinations(told.claim.parties, _TWO)})
    found = [(topic, pair) for pair in named for topic in labels() if f"issue:{fingerprint(topic, *pair)}".startswith(start)]
    fits = [issue for pair in {pair for _, pair in found} for issue in issues(record, pair) if issue.id.startswith(start)]
    if len(fits) != 1:
        raise UsageError(f"{len(fits) or 'no'} issues begin with {wanted}; `dragoman issues PARTY PARTY` lists them")
    return fits[0]


def commitments(record: Record, parties: Iterable[str]) -> list[Commitment]:
    """What two or more parties (codes) undertook towards each other, the latest first. Raises UsageError for fewer."""
    wanted = _several(parties)
    told = events(record, wanted)
    return analysis.commitments(_extractions(record, told), told, record.clusters("document"), wanted)


def _several(parties: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(sorted(set(parties)))
    if len(wanted) < _TWO:
        raise UsageError("this lies between parties: name two of them, such as Pakistan and USA")
    return wanted


def _extractions(record: Record, told: Sequence[Event]) -> Iterator[Extraction]:
    """The documents that tell some events, each once."""
    return map(record.extraction, dict.fromkeys(t.document.id for e in told for t in e.tellings))
