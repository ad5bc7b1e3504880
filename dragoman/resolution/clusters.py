"""From judgements to clusters: what is judged the same is one thing, unless that would join two that are judged different."""

from collections.abc import Iterable

from dragoman.model import Judgement, fingerprint

__all__ = ["cluster", "cluster_id"]


def cluster(members: Iterable[str], judgements: Iterable[Judgement], prefix: str) -> dict[str, str]:
    """Give each member the id of its cluster: `prefix:` and the fingerprint of the cluster's least member.

    The outcome depends on the set of judgements alone, never on their order. Readers go first: only another reader's "different"
    keeps apart what a reader joins. Then the rules' joins are made by id, except those that would put two members into one
    cluster that anybody judged different.
    """
    leader = {member: member for member in members}
    inside = {member: [member] for member in leader}
    foes: dict[str, set[str]] = {member: set() for member in leader}
    standing = [j for j in judgements if not j.undone and j.left in leader and j.right in leader]
    final = sorted(_final(standing), key=lambda j: (j.left, j.right))
    for by_rule in (False, True):
        for judgement in final:
            if judgement.verdict == "different" and _by_rule(judgement) == by_rule:
                foes[leader[judgement.left]].add(judgement.right)
                foes[leader[judgement.right]].add(judgement.left)
        for judgement in final:
            if judgement.verdict == "same" and _by_rule(judgement) == by_rule:
                _join(leader[judgement.left], leader[judgement.right], leader, inside, foes)
    names = {head: cluster_id(min(cluster), prefix) for head, cluster in inside.items()}
    return {member: names[head] for member, head in leader.items()}


def cluster_id(least: str, prefix: str) -> str:
    """The id of the cluster of which that is the least member."""
    return f"{prefix}:{fingerprint(least)}"


def _join(a: str, b: str, leader: dict[str, str], inside: dict[str, list[str]], foes: dict[str, set[str]]) -> None:
    """Make one cluster of two, unless a member of one is a foe of the other; the smaller moves, so that many joins stay cheap."""
    small, large = sorted((a, b), key=lambda head: len(inside[head]))
    if a == b or any(member in foes[large] for member in inside[small]):
        return
    moved = inside.pop(small)
    leader.update(dict.fromkeys(moved, large))
    inside[large] += moved
    foes[large] |= foes.pop(small)


def _final(judgements: Iterable[Judgement]) -> Iterable[Judgement]:
    """One judgement a pair: the readers' last; without one the rules' "different", else their "same"."""
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=_weight):
        latest[judgement.left, judgement.right] = judgement
    return latest.values()


def _weight(judgement: Judgement) -> tuple[bool, str, bool, str]:
    by_rule = _by_rule(judgement)
    return not by_rule, "" if by_rule else judgement.made, judgement.verdict == "different", judgement.id


def _by_rule(judgement: Judgement) -> bool:
    """Whether a rule judged; whoever isn't a rule is a reader, under any name."""
    return judgement.by.startswith("rule:")
