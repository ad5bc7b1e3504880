"""Which claims are tellings of one event: candidates by who and when, a score with its reasons, a judgement or an open question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import combinations

from dragoman.model import Judgement, Telling, Verdict
from dragoman.resolution.acts import Act
from dragoman.resolution.identities import Identity
from dragoman.resolution.likeness import DELAY, excluded, of_one_time, parts, strangers, together, told_twice

__all__ = ["EVENTS", "UNCLEAR", "claim_keys", "connects", "joined", "judge_claims", "open_claims"]

#: The rule that compares two claims, and that on those without a day which fit two.
EVENTS, UNCLEAR = "rule:events", "rule:days"

#: Points from which two claims are one act, and from which a reader should look.
_SAME, _OPEN = 4.75, 3.5

_DAY = timedelta(1)

#: A verdict, None while it is open; the points; the reasons.
Found = tuple[Verdict | None, float, str]
Pair = tuple[int, int]
Known = Mapping[str, Identity]


def judge_claims(
    tellings: Iterable[Telling],
    made: str,
    known: Known | None = None,
    fresh: AbstractSet[str] | None = None,
    closed: AbstractSet[str] = frozenset(),
) -> Iterator[Judgement]:
    """Judge pairs of claims that may tell one act: of one family of types, close in time, with parties or persons in common.

    Same: what speaks for one act (parties, persons, time, place, medium, topics, counts, words) has enough points. Different: something
    excludes it (other persons, days, medium or direction), or a claim without a day fits two acts and is left to a reader. Everything
    between stays open. Of claims far apart only those are judged which others would join. `known` says by the id of a mention who it is;
    `made` is the time of judging, UTC ISO.

    With `fresh`, ids, only pairs with one of these are judged, and those among `closed`, which holds with a claim all that others join to it.
    """
    acts, verdicts = _compared(_ordered(tellings, known), fresh, closed)
    unclear = _unclear(acts, verdicts)
    for (i, j), (verdict, _, because) in sorted((verdicts | unclear).items()):
        if verdict:
            left, right = sorted((acts[i].telling.id, acts[j].telling.id))
            by = UNCLEAR if (i, j) in unclear else EVENTS
            yield Judgement(left=left, right=right, verdict=verdict, by=by, because=because, made=made)


def joined(tellings: Iterable[Telling], fresh: AbstractSet[str], known: Known | None = None) -> set[str]:
    """The claims that are one with some fresh ones by themselves, these among them."""
    acts = _ordered(tellings, known)
    verdicts = _neighbours(acts, fresh, fresh)
    same = (pair for pair, (verdict, _, _) in verdicts.items() if verdict == "same")
    return {acts[number].telling.id for pair in same for number in pair} | fresh


def connects(judgement: Judgement) -> bool:
    """Whether a rule's judgement says that two claims are one by themselves, even if a third makes it unclear."""
    return judgement.verdict == "same" if judgement.by == EVENTS else judgement.by == UNCLEAR


def open_claims(tellings: Iterable[Telling], known: Known | None = None) -> list[tuple[float, Telling, Telling, str]]:
    """The pairs that a reader should look at, with points and reasons, the likeliest first."""
    acts, verdicts = _compared(_ordered(tellings, known))
    unclear = _unclear(acts, verdicts)
    found = [
        (points, acts[i].telling, acts[j].telling, because)
        for (i, j), (verdict, points, because) in (verdicts | unclear).items()
        if (i, j) in unclear or (verdict is None and points >= _OPEN)
    ]
    return sorted(found, key=lambda each: (-each[0], each[1].id, each[2].id))


def claim_keys(telling: Telling, known: Known | None = None) -> Iterator[tuple[str, int, int]]:
    """What a claim is found by: its blocks, each for the days (proleptic ordinals) within which others may be of one time with it."""
    act = Act(telling, known or {})
    for key in _keys(act):
        yield " ".join(key), act.reach[0].toordinal(), _until(act).toordinal()


def _ordered(tellings: Iterable[Telling], known: Known | None) -> list[Act]:
    """The acts in order of time."""
    return sorted((Act(telling, known or {}) for telling in tellings), key=lambda act: (act.reach, act.telling.id))


def _compared(
    acts: Sequence[Act], fresh: AbstractSet[str] | None = None, closed: AbstractSet[str] = frozenset()
) -> tuple[Sequence[Act], dict[Pair, Found]]:
    """The acts, and what is found of the pairs among them that lie near each other or are joined by others."""
    verdicts = _neighbours(acts, fresh, closed)
    for group in _connected(pair for pair, (verdict, _, _) in verdicts.items() if verdict == "same"):
        for pair in combinations(sorted(group), 2):
            if pair not in verdicts:
                verdicts[pair] = _verdict(acts[pair[0]], acts[pair[1]])
    return acts, verdicts


def _neighbours(acts: Sequence[Act], fresh: AbstractSet[str] | None, closed: AbstractSet[str]) -> dict[Pair, Found]:
    """What is found of the pairs that share a key and lie near each other."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, act in enumerate(acts):
        for key in _keys(act):
            blocks[key].append(number)
    new, inside = ([ids is None or act.telling.id in ids for act in acts] for ids in (fresh, closed))
    verdicts: dict[Pair, Found] = {}
    for block in blocks.values():
        for i, j in _near(acts, block):
            wanted = new[i] or new[j] or (inside[i] and inside[j])
            if wanted and (i, j) not in verdicts and not strangers(acts[i], acts[j]):
                verdicts[i, j] = _verdict(acts[i], acts[j])
    return verdicts


def _keys(act: Act) -> Iterator[tuple[str, ...]]:
    """Blocks: only claims that share one are compared. All parties; each person; each party on a known day."""
    if len(act.parties) > 1 or (act.parties and not act.engages):
        yield (act.family, *sorted(act.parties))
    for person in sorted(act.people):
        yield act.family, person
    if act.narrow and act.claim.when.start:
        for party in sorted(act.parties):
            for day in range(act.width // _DAY):
                yield act.family, party, str(act.claim.when.start + day * _DAY)


def _until(act: Act) -> date:
    """The last day on which another may begin that is of one time with it."""
    last = act.reach[1]
    return last + DELAY if act.waits and last < date.max - DELAY else last


def _near(acts: Sequence[Act], block: Sequence[int]) -> Iterator[Pair]:
    """The pairs of a block that may be of one time, but for those that one document tells as two; acts and block are sorted by reach."""
    for at, i in enumerate(block):
        limit = _until(acts[i])
        for j in block[at + 1 :]:
            if acts[j].reach[0] > limit:
                break
            if acts[j].telling.document.id != acts[i].telling.document.id or told_twice(acts[i], acts[j]):
                yield i, j


def _connected(pairs: Iterable[Pair]) -> Iterable[set[int]]:
    """What some pairs join, directly or through others."""
    groups: dict[int, set[int]] = {}
    for i, j in pairs:
        one, other = groups.setdefault(i, {i}), groups.setdefault(j, {j})
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            groups.update(dict.fromkeys(small, large))
    return {id(group): group for group in groups.values()}.values()


def _unclear(acts: Sequence[Act], verdicts: Mapping[Pair, Found]) -> dict[Pair, Found]:
    """A claim of no known day that fits acts of two days belongs to neither, until a reader says to which."""
    fits: dict[int, list[int]] = defaultdict(list)
    for (i, j), (verdict, _, _) in verdicts.items():
        if verdict == "same" and acts[i].narrow != acts[j].narrow:
            vague, clear = (j, i) if acts[i].narrow else (i, j)
            fits[vague].append(clear)
    out: dict[Pair, Found] = {}
    for vague, days in fits.items():
        for one, other in combinations(sorted(days), 2):
            first, second = acts[one].claim.when, acts[other].claim.when
            if not first.meets(second) and (one, other) in verdicts and verdicts[one, other][0] == "different":
                reason = f"it gives no day and fits {first.edtf} as well as {second.edtf}: a reader's to say"
                for day in days:
                    pair = min(vague, day), max(vague, day)
                    out[pair] = "different", verdicts[pair][1], reason
                break
    return out


def _verdict(a: Act, b: Act) -> Found:
    shared = together(a, b)
    if why := excluded(a, b, shared):
        return "different", 0.0, why
    if not of_one_time(a, b, shared):
        return None, 0.0, "nothing says that they are of one time"
    found = parts(a, b, shared)
    points = sum(part.points for part in found)
    return "same" if points >= _SAME else None, points, "; ".join(part.because for part in found)
