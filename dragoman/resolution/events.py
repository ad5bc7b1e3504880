"""Which claims are tellings of one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from dragoman.model import Claim, Document, Judgement, Telling, Verdict

__all__ = ["FAMILIES", "judge_claims"]

RULE = "rule:events"

#: From so many topics in common on, calls of the same persons on neighbouring days are one call that two clocks date.
_TELLING_TOPICS = 3
#: Days before its publication in which an act lies that a document tells without a day: older acts are given one.
_NEWS = timedelta(10)
#: An act is dated by a day, or by a night between two.
_NIGHT = timedelta(2)
#: An act of the month is one of the few that a month holds; "since 2013" is none.
_MONTH = timedelta(31)
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

#: Words of a trigger that say nothing of what was done.
_IDLE = frozenset(
    ("been", "from", "have", "into", "over", "said", "that", "their", "they", "this", "were", "which", "will", "with", "would")
)

Found = tuple[Verdict, str]
Pair = tuple[int, int]
Persons = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
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
        return frozenset(w for w in self.claim.trigger.exact.casefold().split() if len(w) > 3) - _IDLE

    @cached_property
    def sides(self) -> frozenset[str]:
        """The states that act, where the act has a direction."""
        mutual = FAMILIES[self.claim.type] in _MUTUAL
        return frozenset() if mutual else frozenset(code for actor in self.claim.actors for code in actor.countries)

    @cached_property
    def dated(self) -> bool:
        return self.claim.when.start is not None or self.claim.when.end is not None

    @cached_property
    def width(self) -> timedelta:
        """How exactly it is dated."""
        when = self.claim.when
        return when.end - when.start if when.start and when.end else timedelta.max

    @property
    def narrow(self) -> bool:
        """Whether its day is known."""
        return self.width <= _NIGHT

    @cached_property
    def reach(self) -> tuple[date, date]:
        """The first and the last day on which the act may have been: its own, or those of which its document is news."""
        if self.dated:
            return self.claim.when.start or date.min, self.claim.when.end or date.max
        published = _day(self.telling.document)
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
        acts = sorted(block, key=lambda act: (act.reach, act.telling.id))
        for (i, j), (verdict, because) in _judge(acts).items():
            left, right = sorted((acts[i].telling.id, acts[j].telling.id))
            yield Judgement(left=left, right=right, verdict=verdict, by=RULE, because=because, made=made)


def _judge(acts: Sequence[_Act]) -> dict[Pair, Found]:
    """The verdicts on the pairs of a block, by the places of the two in it."""
    verdicts = {pair: found for pair in _near(acts) if (found := _verdict(acts[pair[0]], acts[pair[1]]))}
    for together in _connected(pair for pair, (verdict, _) in verdicts.items() if verdict == "same"):
        for i, j in combinations(sorted(together), 2):
            if (i, j) not in verdicts and (found := _verdict(acts[i], acts[j])):
                verdicts[i, j] = found
    return verdicts | _unclear(acts, verdicts)


def _near(acts: Sequence[_Act]) -> Iterator[Pair]:
    """The pairs from two documents whose reaches meet or touch; `acts` are sorted by reach."""
    for i, act in enumerate(acts):
        for j in range(i + 1, len(acts)):
            if acts[j].reach[0] > act.reach[1]:
                break
            if acts[j].telling.document.id != act.telling.document.id:
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


def _unclear(acts: Sequence[_Act], verdicts: Mapping[Pair, Found]) -> dict[Pair, Found]:
    """A claim of no known day that fits acts of two days belongs to neither, until a reader says to which."""
    fits: dict[int, list[int]] = defaultdict(list)
    for (i, j), (verdict, _) in verdicts.items():
        if verdict == "same" and acts[i].narrow != acts[j].narrow:
            vague, clear = (j, i) if acts[i].narrow else (i, j)
            fits[vague].append(clear)
    out: dict[Pair, Found] = {}
    for vague, days in fits.items():
        for one, other in combinations(sorted(days), 2):
            first, second = acts[one].claim.when, acts[other].claim.when
            if not first.meets(second) and (one, other) in verdicts and verdicts[one, other][0] == "different":
                reason = f"it gives no day and fits {first.edtf} as well as {second.edtf}: a reader's to say"
                out |= {(min(vague, day), max(vague, day)): ("different", reason) for day in days}
                break
    return out


def _verdict(a: _Act, b: _Act) -> Found | None:
    if a.telling.document.id == b.telling.document.id:
        return "different", "one document tells them as two acts"
    common = a.persons.keys() & b.persons.keys()
    shared = {country: both for country in common if (both := _alike(a.persons[country], b.persons[country]))}
    if common and not shared:
        country = min(common)
        return "different", f"other persons for {country}: {_names(a.persons[country])}; {_names(b.persons[country])}"
    if a.dated and b.dated and not a.claim.when.meets(b.claim.when):
        return _apart(a, b, shared)
    if a.claim.mode and b.claim.mode and a.claim.mode != b.claim.mode and "phone" in (a.claim.mode, b.claim.mode):
        return "different", f"one is by {a.claim.mode}, the other by {b.claim.mode}"
    if a.sides and b.sides and not a.sides & b.sides:
        return "different", f"{' and '.join(sorted(a.sides))} acts in one, {' and '.join(sorted(b.sides))} in the other"
    contradicted = a.claim.modality != b.claim.modality and {a.claim.modality, b.claim.modality} & {"cancelled", "denied"}
    if contradicted or not a.meets(b) or len(shared) < len(common):
        return None
    return _engagement(a, b, shared) if a.claim.type == b.claim.type == "CONSULT" else _deed(a, b, shared)


def _apart(a: _Act, b: _Act, shared: Persons) -> Found | None:
    """Two days: two acts, unless it is a call that two capitals, half the globe apart, date a day apart."""
    if not (shared and _clocks(a.claim, b.claim)):
        return "different", f"{a.claim.when.edtf} and {b.claim.when.edtf} share no day"
    number = len(a.topics & b.topics)
    if number < _TELLING_TOPICS:
        return None
    who = _names(*shared.values())
    return (
        "same",
        f"a call of {who} on {number} same topics; {a.claim.when.edtf} and {b.claim.when.edtf} are a day apart, as clocks are",
    )


def _engagement(a: _Act, b: _Act, shared: Persons) -> Found | None:
    met = f"CONSULT of {' and '.join(a.claim.parties)}"
    people = f" with {_names(*shared.values())}" if shared else ""
    if a.narrow and b.narrow:
        return "same", f"{met}{people}, both on {_days(a, b)}"
    if shared and a.dated and b.dated and max(a.width, b.width) <= _MONTH:
        return "same", f"{met}{people}; {_days(a, b)} meet"
    if shared and (a.narrow or b.narrow) and a.dated != b.dated and a.topics & b.topics:
        return "same", f"{met}{people} on the same topics; only one telling gives the day"
    return None


def _deed(a: _Act, b: _Act, shared: Persons) -> Found | None:
    did = f"{a.claim.type} between {' and '.join(a.claim.parties)}"
    alike = a.claim.type == b.claim.type and a.claim.mode == b.claim.mode
    words = a.words & b.words
    on_one_matter = a.topics & b.topics and (a.claim.mode == b.claim.mode or shared)
    if a.narrow and b.narrow and (on_one_matter or (alike and words and not (a.topics and b.topics))):
        return "same", f"{did}, both on {_days(a, b)}"
    if alike and words and (a.topics & b.topics or a.claim.size == b.claim.size != {}):
        return "same", f"{did}, told with the same words ({', '.join(sorted(words))}) and on the same topics or counts"
    return None


def _clocks(x: Claim, y: Claim) -> bool:
    """Whether two calls are dated by days that follow each other."""
    days = sorted(when.start for when in (x.when, y.when) if when.start and when.end == when.start + timedelta(1))
    return x.mode == y.mode == "phone" and len(days) == 2 and days[1] - days[0] == timedelta(1)


def _days(a: _Act, b: _Act) -> str:
    return " and ".join(dict.fromkeys(when for when in (a.claim.when.edtf, b.claim.when.edtf) if when))


def _alike(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Who of the one is among the other: by the same name, a longer one, or another spelling."""
    return frozenset(p for p in one if p in other or any(_spelt_alike(p, q) for q in other))


def _spelt_alike(p: str, q: str) -> bool:
    p, q = p.removeprefix("person:"), q.removeprefix("person:")
    parts, others = set(p.split("-")), set(q.split("-"))
    return parts <= others or others <= parts or JaroWinkler.similarity(p, q) >= _ALIKE


def _names(*entities: frozenset[str]) -> str:
    return ", ".join(sorted(e.removeprefix("person:").replace("-", " ").title() for e in frozenset().union(*entities)))


def _day(document: Document) -> date | None:
    """The day of publication, where it has a neighbourhood in the calendar."""
    day = document.day
    return day if day and date.min + _NEWS < day < date.max - _NEWS else None
