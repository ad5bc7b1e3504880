"""A reader's word on what the rules made: same or different, undone, listed, and the pairs that wait for one."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman import resolution
from dragoman.errors import UsageError
from dragoman.model import Judgement, Telling, Verdict
from dragoman.pipeline.asking import entity, event, names_event
from dragoman.pipeline.resolving import resolve
from dragoman.record import ClusterKind, Record

__all__ = ["Candidate", "Ruling", "candidates", "judge", "log", "open_pairs", "undo", "waiting"]

_MEMBER = re.compile(r"(claim|mention):[0-9a-f]{4,16}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two tellings that may be of one event: the points that speak for it, and why."""

    points: float
    left: Telling
    right: Telling
    because: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement with the words of the two that it is about, each with the address where they stand."""

    judgement: Judgement
    left: str
    right: str


def judge(record: Record, verdict: Verdict, one: str, other: str, because: str, by: str) -> Judgement:
    """Keep a reader's judgement on two events, claims, entities or mentions, and resolve what it touches.

    An event or entity is given as `event` and `entity` take it; a claim or mention by its id, or the beginning of it. Raises UsageError
    when one of the two isn't found, when they are of two kinds, and when they are one already and can't be told apart so.
    """
    if not because.strip() or not by.strip() or by.startswith("rule:"):
        raise UsageError("a judgement needs a reason in words, and a reader's name that isn't a rule's")
    (kind, mine), (other_kind, theirs) = _members(record, one), _members(record, other)
    if kind != other_kind:
        raise UsageError(f"{one} is a matter of {kind}s, {other} of {other_kind}s; judge two of one kind")
    if mine & theirs:
        raise UsageError(
            f"{one} and {other} are one {kind} in this record; to part it, name two of its "
            f"{'claims' if kind == 'event' else 'mentions'} by id: `dragoman log --rules` and `--format json` show them"
        )
    left, right = sorted((min(mine), min(theirs)))
    made = datetime.now(UTC).isoformat(timespec="microseconds")  # the last word counts, and two may fall in one second
    judgement = Judgement(left=left, right=right, verdict=verdict, by=by, because=because.strip(), made=made)
    read = [j for j in record.judgements([left, right]) if (j.left, j.right) == (left, right) and _stands(j)]
    if read and (last := max(read, key=lambda j: j.made)).id == judgement.id:
        raise UsageError(f"{by} has judged so already: {last.because} ({last.id}, {last.made})")
    record.judge([judgement])
    resolve(record)
    return judgement


def _members(record: Record, wanted: str) -> tuple[ClusterKind, set[str]]:
    """The kind and the members of what a reader names."""
    if _MEMBER.fullmatch(wanted):
        kind: ClusterKind = "event" if wanted.startswith("claim:") else "entity"
        found = set(record.clusters(kind, start=wanted))
        if len(found) != 1:
            raise UsageError(f"{len(found) or 'no'} {wanted.partition(':')[0]}s of this record begin with {wanted}")
        return kind, found
    if names_event(wanted):
        try:
            return "event", {telling.id for telling in event(record, wanted).tellings}
        except UsageError:
            if wanted.startswith("event:"):
                raise
    return "entity", set(entity(record, wanted).mentions)


def _stands(judgement: Judgement) -> bool:
    """Whether it is a reader's word that wasn't taken back."""
    return not judgement.undone and not judgement.by.startswith("rule:")


def undo(record: Record, wanted: str) -> Judgement:
    """Mark a judgement as undone, a reader's or a rule's, and resolve what it touches. `wanted`: its id, or the beginning of it.

    Raises UsageError when no judgement begins so, or several.
    """
    start = "judgement:" + wanted.strip().lower().removeprefix("judgement:")
    found = record.judgements(start=start)
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'no'} judgements begin with {wanted}; `dragoman log` lists them")
    record.undo(found[0].id)
    resolve(record)
    return found[0]


def log(record: Record, *, rules: bool = False) -> list[Ruling]:
    """Who decided what and why, the latest first: readers, and with `rules` the rules too."""
    found = record.judgements(rules=rules)
    words = record.words({member for j in found for member in (j.left, j.right)})
    return [Ruling(j, _worded(words, j.left), _worded(words, j.right)) for j in reversed(found)]


def _worded(words: Mapping[str, tuple[str, str]], member: str) -> str:
    exact, address = words.get(member, (member, ""))
    return f"“{' '.join(exact.split())}” ({address})" if address else member


def candidates(record: Record, parties: Collection[str] = ()) -> list[Candidate]:
    """The pairs of claims that wait for a reader, the likeliest first: near each other, and neither surely one act nor surely two."""
    return waiting(record, open_pairs(record, parties))


def open_pairs(record: Record, parties: Collection[str] = ()) -> list[Candidate]:
    """The pairs of claims that rules leave open, the likeliest first, whether or not a reader has decided them since."""
    known = resolution.identities(record.mentions("person"), record.clusters("entity"))
    wanted, found = set(parties), []
    for points, one, other, because in resolution.open_claims(record.tellings(), known):
        left, right = sorted((one, other), key=lambda t: t.id)
        if wanted <= {*left.claim.parties, *right.claim.parties}:
            found.append(Candidate(points, left, right, because))
    return found


def waiting(record: Record, pairs: Iterable[Candidate]) -> list[Candidate]:
    """Those of some pairs that wait for a reader still: of two events, one pair, and none of two that a reader has judged."""
    pairs, read = list(pairs), [j for j in record.judgements(rules=False) if _stands(j)]
    members = {member for c in pairs for member in (c.left.id, c.right.id)} | {
        member for j in read for member in (j.left, j.right)
    }
    clusters = record.clusters("event", members)
    # what a reader said of two claims holds for all of their events
    seen = {tuple(sorted((clusters.get(j.left, j.left), clusters.get(j.right, j.right)))) for j in read}
    found = []
    for candidate in pairs:
        pair = tuple(sorted(clusters.get(claim, claim) for claim in (candidate.left.id, candidate.right.id)))
        if pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            found.append(candidate)
    return found
