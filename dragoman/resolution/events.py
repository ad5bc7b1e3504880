"""Which claims are tellings of one event."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from dragoman.model import Claim, Judgement, Telling, Verdict

__all__ = ["FAMILIES", "judge_claims"]

RULE = "rule:events"

#: From so many topics in common on, calls of the same persons on neighbouring days are one call that two clocks date.
_TELLING_TOPICS = 3
#: Days before its publication in which an act lies that a document tells without a day: older acts are given one.
_NEWS = timedelta(10)
#: An act is dated by a day, or by a night between two.
_NIGHT = timedelta(2)
#: Jaro-Winkler likeness from which two persons who act for one state may be one under two spellings.
_ALIKE = 0.9

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
#: Families whose acts both sides do together, so that it says nothing who is told as their actor.
_MUTUAL = frozenset(("engagement", "accord", "easing"))

Found = tuple[Verdict, str]


@dataclass(frozen=True)
class _Act:
    """A telling with what it is compared by, worked out once."""

    telling: Telling

    @property
    def claim(self) -> Claim:
        return self.telling.claim

    @cached_property
    def persons(self) -> Mapping[str, frozenset[str]]:
        """The persons who act for each state, by full name."""
        out: dict[str, set[str]] = defaultdict(set)
        for mention in (*self.claim.actors, *self.claim.recipients):
            for entity in mention.entity.split("+"):
                if entity.startswith("person:") and "-" in entity and len(mention.countries) == 1:
                    out[mention.countries[0]].add(entity)
        return {country: frozenset(persons) for country, persons in out.items()}

    @cached_property
    def topics(self) -> frozenset[str]:
        return frozenset(self.claim.topics)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(w for w in self.claim.trigger.exact.casefold().split() if len(w) > 3)

    @cached_property
    def sides(self) -> frozenset[str]:
        """The states that act, where the act has a direction."""
        mutual = FAMILIES[self.claim.type] in _MUTUAL
        return frozenset() if mutual else frozenset(code for actor in self.claim.actors for code in actor.countries)

    @cached_property
    def dated(self) -> bool:
        return self.claim.when.start is not None or self.claim.when.end is not None

    @cached_property
    def narrow(self) -> bool:
        """Whether its day is known."""
        when = self.claim.when
        return when.start is not None and when.end is not None and when.end - when.start <= _NIGHT

    @cached_property
    def reach(self) -> tuple[date, date]:
        """The first and the last day on which the act may have been: its own, or those of which its document is news."""
        if self.dated:
            return self.claim.when.start or date.min, self.claim.when.end or date.max
        published = _day(self.telling.document.published)
        return (published - _NEWS, published + timedelta(1)) if published else (date.min, date.max)

    def meets(self, other: "_Act") -> bool:
        return self.reach[0] < other.reach[1] and other.reach[0] < self.reach[1]


def judge_claims(tellings: Iterable[Telling], made: str) -> Iterator[Judgement]:
    """Judge pairs of claims that have a family of types and the parties in common and lie close enough in time to be compared.

    Same: their days meet, their persons don't clash, and the day, the persons or the words single the act out. Different: the
    days, the persons or the medium exclude each other, or a claim fits two acts and is left to a reader. Everything between stays
    open. Of claims far apart only those are judged which others would join. `made` is the time of judging, UTC ISO.
    """
    blocks: dict[tuple[str, tuple[str, ...]], list[_Act]] = defaultdict(list)
    for telling in tellings:
        if telling.claim.parties:
            blocks[FAMILIES[telling.claim.type], telling.claim.parties].append(_Act(telling))
    for block in blocks.values():
        for (a, b), (verdict, because) in _judge(block).items():
            left, right = sorted((a.telling.id, b.telling.id))
            yield Judgement(left=left, right=right, verdict=verdict, by=RULE, because=because, made=made)


def _judge(block: Sequence[_Act]) -> Mapping[tuple[_Act, _Act], Found]:
    return {}
