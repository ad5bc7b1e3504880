"""From judgements that changed to clusters: only what hangs together with them is worked out anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from dragoman import resolution
from dragoman.model import Judgement
from dragoman.record import ClusterKind, Resolving

__all__ = ["Moves", "let_stand", "settle"]

#: The new cluster of each member that has another than before, and the one before; None for a new member.
Moves = dict[str, tuple[str | None, str]]


def let_stand(work: Resolving, judged: Iterable[Judgement], kept: Iterable[Judgement]) -> list[Judgement]:
    """Let what rules judge now stand instead of what they judged before. Returns the judgements that came or went."""
    now, before = ({j.id: j for j in judgements} for judgements in (judged, kept))
    known = {id_: j.because for id_, j in before.items()}
    gone = before.keys() - now.keys()
    work.rule([j for j in now.values() if known.get(j.id) != j.because], gone)
    return [*(before[id_] for id_ in gone), *(now[id_] for id_ in now.keys() - before.keys())]


def settle(work: Resolving, kind: ClusterKind, new: AbstractSet[str], changed: Iterable[Judgement], read: set[str]) -> Moves:
    """Put new members into clusters, and others anew that hang together with what changed.

    `changed` are the rules' judgements that came or went, `read` the members of judgements that readers made or undid.
    """
    judged = [j for j in work.judgements(new) if not j.undone]
    pairs = [(j.left, j.right) for j in changed]
    old = work.clusters(kind, read.union(*pairs, *((j.left, j.right) for j in judged)))
    fresh = new - old.keys()
    hanging, rest = _hanging(fresh, judged, old.keys())
    touched = read.union(*(pair for pair in pairs if fresh.isdisjoint(pair))) & old.keys()
    members, judgements = _component(work, touched | rest)
    before = work.clusters(kind, members)
    clusters = resolution.cluster(members & (before.keys() | fresh), judgements, kind)
    moves = {member: (before.get(member), now) for member, now in clusters.items() if before.get(member) != now}
    work.gather(kind, {member: now for member, (_, now) in moves.items()})
    return moves | _hang(work, kind, {member: anchor for member, anchor in hanging.items() if member not in members})


def _hanging(fresh: AbstractSet[str], judged: Iterable[Judgement], old: AbstractSet[str]) -> tuple[dict[str, str], set[str]]:
    """New members that only hang on one old member, which they follow without changing anything, each with that one; and the rest.

    Without a "different" on them they are joined to it in any order of joining, and join nothing else through them.
    """
    beside: dict[str, set[str]] = {member: set() for member in fresh}
    apart, known = set(), fresh | old
    for j in judged:
        for one, other in ((j.left, j.right), (j.right, j.left)):
            if one in fresh:
                beside[one] |= {other} & known if j.verdict == "same" else set()
                apart |= {one} if j.verdict == "different" else set()
    hanging: dict[str, str] = {}
    seen: set[str] = set()
    for member in sorted(fresh):
        if member in seen:
            continue
        part, anchors, ahead = set(), set(), [member]
        while ahead:
            one = ahead.pop()
            if one not in fresh:
                anchors.add(one)
            elif one not in part:
                part.add(one)
                ahead += beside[one]
        seen |= part
        if len(anchors) == 1 and apart.isdisjoint(part):
            hanging |= dict.fromkeys(part, anchors.pop())
    return hanging, set(fresh - hanging.keys())


def _component(work: Resolving, members: Iterable[str]) -> tuple[set[str], list[Judgement]]:
    """All that "same" joins to some members, directly or through others, whether or not anybody keeps it apart; with the judgements."""
    found, ahead, judgements = set(members), set(members), dict[str, Judgement]()
    while ahead:
        judged = [j for j in work.judgements(ahead) if not j.undone]
        judgements |= {j.id: j for j in judged}
        ahead = {member for j in judged if j.verdict == "same" for member in (j.left, j.right)} - found
        found |= ahead
    return found, list(judgements.values())


def _hang(work: Resolving, kind: ClusterKind, hanging: Mapping[str, str]) -> Moves:
    """Let new members follow those on which they hang; where one is the least of its cluster, this has another id from now on."""
    at = work.clusters(kind, set(hanging.values()))
    parts: dict[str, set[str]] = defaultdict(set)
    for member, anchor in hanging.items():
        parts[at[anchor]].add(member)
    moves: Moves = {}
    for cluster, part in parts.items():
        now = resolution.cluster_id(min(*part, work.least(cluster)), kind)
        if now != cluster:
            work.rename(cluster, now)
        moves |= dict.fromkeys(part, (None, now))
    work.gather(kind, {member: now for member, (_, now) in moves.items()})
    return moves
