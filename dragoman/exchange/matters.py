"""The JSON of issues and commitments: every statement with its words, where they stand, and in which document."""

from typing import Any

from dragoman.exchange.contract import anchor_json, when_json
from dragoman.results import Commitment, Issue, Source, Turn

__all__ = ["commitment_json", "issue_json"]

Json = dict[str, Any]


def issue_json(issue: Issue) -> Json:
    """An issue as `dragoman issues` and `dragoman issue` print it."""
    return {
        "id": issue.id,
        "topic": issue.topic,
        "label": issue.label,
        "parties": list(issue.parties),
        "occasions": issue.occasions,
        "silent": dict(issue.silent),
        "turns": [_turn(turn) for turn in issue.turns],
    }


def commitment_json(commitment: Commitment) -> Json:
    """A commitment as `dragoman commitments` prints it."""
    return {
        "id": commitment.id,
        "kind": commitment.kind,
        "by": list(commitment.by),
        "to": list(commitment.to),
        "made": commitment.made,
        "due": when_json(commitment.due) if commitment.due else None,
        "topics": list(commitment.topics),
        "event": commitment.event,
        "source": _source(commitment.source),
        "evidence": [{**_source(e.source), "because": e.because} for e in commitment.evidence],
    }


def _turn(turn: Turn) -> Json:
    return {
        "sides": list(turn.sides),
        "change": turn.change,
        "day": turn.day,
        "event": turn.event,
        "sources": [_source(source) for source in turn.sources],
    }


def _source(source: Source) -> Json:
    document = source.document
    return {
        "document": document.address,
        "publisher": document.publisher,
        "published": document.published,
        **anchor_json(source.anchor),
    }
