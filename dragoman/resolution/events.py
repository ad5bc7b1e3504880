"""Which claims are tellings of one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.model import Claim, Judgement, Telling, Verdict

__all__ = ["FAMILIES", "judge_claims"]

RULE = "rule:events"

#: From so many topics in common on, calls of the same persons on neighbouring days are one call that two clocks date.
_TELLING_TOPICS = 3

#: PLOVER types that tellings of one act may choose between: an agreed meeting that is reported as held, a deal that is signed or praised.
FAMILIES = {
    "CONSULT": "engagement",
    "AGREE": "accord",
    "SUPPORT": "accord",
    "COOPERATE": "accord",
    "CONCEDE": "easing",
    "RETREAT": "easing",
    "AID": "aid",
    "REQUEST": "demand",
    "ACCUSE": "charge",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilization",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}


def judge_claims(tellings: Iterable[Telling], made: str) -> Iterator[Judgement]:
    """Judge each pair of claims from different documents that have a family of types and the parties in common.

    Same: their intervals meet, their persons don't clash, and the day, the persons or the words single the act out. Different:
    the days or the persons exclude each other. Everything between is left open. `made` is the time of judging, UTC ISO.
    """
    blocks: dict[tuple[str, tuple[str, ...]], list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.claim.parties:
            blocks[FAMILIES[telling.claim.type], telling.claim.parties].append(telling)
    for block in blocks.values():
        yield from _judge(sorted(block, key=lambda t: t.id), made)


def _judge(block: Sequence[Telling], made: str) -> Iterator[Judgement]:
    for a, b in combinations(block, 2):
        if verdict := _verdict(a, b):
            left, right = sorted((a.id, b.id))
            yield Judgement(left=left, right=right, verdict=verdict[0], by=RULE, because=verdict[1], made=made)


def _verdict(a: Telling, b: Telling) -> tuple[Verdict, str] | None:
    x, y = a.claim, b.claim
    who = " and ".join(x.parties)
    if a.document.id == b.document.id:
        return "different", "one document tells them as two acts"
    shared, clash = _persons(x) & _persons(y), _persons(x) and _persons(y) and not _persons(x) & _persons(y)
    if clash:
        return "different", f"other persons: {_names(_persons(x))}; {_names(_persons(y))}"
    if not x.when.meets(y.when):
        if shared and _next_day(x, y) and len(set(x.topics) & set(y.topics)) >= _TELLING_TOPICS:
            return "same", f"a call of {_names(shared)} on {_count(x, y)} same topics; {x.when.edtf} and {y.when.edtf} are a day apart, as clocks are"
        return "different", f"{x.when.edtf} and {y.when.edtf} share no day"
    if x.mode and y.mode and x.mode != y.mode and "phone" in (x.mode, y.mode):
        return "different", f"one is by {x.mode}, the other by {y.mode}"
    if {x.modality, y.modality} & {"cancelled", "denied"} and x.modality != y.modality:
        return None
    same_day = x.when.edtf is not None and x.when.edtf == y.when.edtf
    if x.type == "CONSULT":
        return _engagement(x, y, who, shared, same_day=same_day)
    if same_day and (x.mode == y.mode or shared):
        return "same", f"{x.type} between {who}, both on {x.when.edtf}"
    if _words(x) & _words(y) and (set(x.topics) & set(y.topics) or x.size == y.size != {}):
        return "same", f"{x.type} between {who}, told with the same words ({', '.join(sorted(_words(x) & _words(y)))}) and on the same topics"
    return None


def _engagement(x: Claim, y: Claim, who: str, shared: set[str], *, same_day: bool) -> tuple[Verdict, str] | None:
    if same_day:
        return "same", f"{x.type} of {who}, both on {x.when.edtf}" + (f", both with {_names(shared)}" if shared else "")
    if shared and (x.when.start or y.when.start) and (x.when.edtf is None or y.when.edtf is None) and set(x.topics) & set(y.topics):
        return "same", f"{x.type} of {who} with {_names(shared)} on the same topics; only one telling gives the day"
    if shared and x.when.start and y.when.start:
        return "same", f"{x.type} of {who} with {_names(shared)}; {x.when.edtf} and {y.when.edtf} meet"
    return None


def _next_day(x: Claim, y: Claim) -> bool:
    """Whether two calls are dated a day apart: two capitals, half the globe apart, date one call differently."""
    days = sorted(when for when in (x.when.start, y.when.start) if when)
    return x.mode == y.mode == "phone" and len(days) == 2 and (days[1] - days[0]).days == 1


def _count(x: Claim, y: Claim) -> int:
    return len(set(x.topics) & set(y.topics))


def _persons(claim: Claim) -> set[str]:
    return {e for m in (*claim.actors, *claim.recipients) for e in m.entity.split("+") if e.startswith("person:") and "-" in e}


def _names(entities: Iterable[str]) -> str:
    return ", ".join(sorted(e.removeprefix("person:").replace("-", " ").title() for e in entities))


def _words(claim: Claim) -> set[str]:
    return {w for w in claim.trigger.exact.casefold().split() if len(w) > 3}
