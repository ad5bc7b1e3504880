"""From judgements to clusters: what is judged the same is one thing, unless that would join two that are judged different."""

from collections.abc import Iterable

from dragoman.model import Judgement, fingerprint

__all__ = ["cluster"]

READER = "reader"


def cluster(members: Iterable[str], judgements: Iterable[Judgement], prefix: str) -> dict[str, str]:
    """Give each member the id of its cluster: `prefix:` and the fingerprint of the cluster's least member.

    The outcome depends on the set of judgements alone, never on their order: a reader's word goes before a rule's, then ties go
    by id. A join that would put two members into one cluster that are judged different is not made.
    """
    leader = {member: member for member in members}
    inside = {member: {member} for member in leader}
    standing = [j for j in judgements if not j.undone and j.left in leader and j.right in leader]
    ruled = _final(standing)
    apart: dict[str, set[str]] = {member: set() for member in leader}
    for judgement in ruled:
        if judgement.verdict == "different":
            apart[judgement.left].add(judgement.right)
            apart[judgement.right].add(judgement.left)
    for judgement in sorted((j for j in ruled if j.verdict == "same"), key=_rank):
        a, b = leader[judgement.left], leader[judgement.right]
        if a == b or any(apart[m] & inside[b] for m in inside[a]):
            continue
        keep, gone = sorted((a, b))
        inside[keep] |= inside.pop(gone)
        leader.update(dict.fromkeys(inside[keep], keep))
    return {member: f"{prefix}:{fingerprint(head)}" for member, head in leader.items()}


def _final(judgements: Iterable[Judgement]) -> list[Judgement]:
    """One judgement a pair: the reader's last, else the rule's last."""
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.by.startswith(READER), j.made, j.id)):
        latest[judgement.left, judgement.right] = judgement
    return list(latest.values())


def _rank(judgement: Judgement) -> tuple[bool, str, str]:
    return not judgement.by.startswith(READER), judgement.left, judgement.right
