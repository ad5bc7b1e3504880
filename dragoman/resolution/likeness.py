"""How much speaks for two claims being tellings of one act: parts, each with its points and its reason in words.

The points were set by hand on pairs written for it (`evaluation/cases/events.txt`) and held against readouts of different engagements.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from dragoman.lexicons import same_place
from dragoman.resolution.acts import Act
from dragoman.wording import likeness

__all__ = ["DELAY", "Part", "excluded", "of_one_time", "parts", "strangers", "together", "told_twice"]

#: An act of the month is one of the few that a month holds; "since 2013" is none.
_MONTH = timedelta(31)
#: Jaro-Winkler likeness from which two persons who act for one state may be one under two spellings.
_ALIKE = 0.9
#: From so many topics in common on, or so like words, calls of the same persons on neighbouring days are one that two clocks date.
_TELLING_TOPICS, _TELLING_WORDS = 2, 0.2
_TWO = 2
#: How long after the day for which it was planned an engagement that was put off may be held.
DELAY = timedelta(92)
#: Words that say of an engagement that it was put off, and of one that was held that it had been.
_PUT_OFF = re.compile(
    r"(?i)\b(?:postpon\w+|reschedul\w+|deferr\w+|delay\w*|(?:put|pushed|moved) (?:off|back)|moved to|brought forward|new dates?)\b"
)
_HAD_BEEN = re.compile(
    r"(?i)\b(?:\w*-?(?:delayed|postponed|deferred|rescheduled)|put off|finally|originally|"
    r"(?:first|initially) (?:set|planned|due|scheduled|fixed|announced)|"
    r"(?:later|earlier) than (?:\w+ )?(?:planned|announced|scheduled|intended|foreseen)|after a delay|had been (?:due|planned|put))\b"
)
_IN_PERSON = re.compile(r"(?i)\b(?:met|meet|meets|received|hosted|sat down|lunch|dinner|handshake)\b")
_BY_PHONE = re.compile(r"(?i)\b(?:call|phone|telephone|video)")
_AGAIN = re.compile(r"(?i)\b(?:again|once more|second|third|another|further|follow-up|new call|anew)\b")
#: From which likeness on sentences or stories speak for one act.
_ALIKE_WORDS, _ALIKE_STORY, _SAME_STORY = 0.15, 0.25, 0.4
#: What is done by words alone is done in a conversation, and each conversation has its own.
_BY_WORDS = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))

Persons = Mapping[str, frozenset[str]]


class Part(NamedTuple):
    """What one comparison says: points for one act (or against it), and why."""

    points: float
    because: str


def together(a: Act, b: Act) -> Persons:
    """The persons who take part in both, by state; under "" those of whom a telling names no state."""
    shared = {}
    for country in a.persons.keys() & b.persons.keys():
        # a fuller name may be alike to two: the side that has fewer of them counts, whichever comes first
        one, other = _alike(a.persons[country], b.persons[country]), _alike(b.persons[country], a.persons[country])
        if one and other:
            shared[country] = min(one, other, key=lambda names: (len(names), sorted(names)))
    told = frozenset().union(*shared.values())
    if rest := (a.people & b.people) - told:
        shared[""] = shared.get("", frozenset()) | rest
    return shared


def excluded(a: Act, b: Act, shared: Persons) -> str | None:
    """Why the two can't be one act; None when nothing rules it out."""
    if a.telling.document.id == b.telling.document.id and not told_twice(a, b):
        return "one document tells them as two acts"
    if clash := _clashing(a, b, shared):
        return f"other persons for {clash}: {_names(a.persons[clash])}; {_names(b.persons[clash])}"
    if _phoned(a) != _phoned(b) and None not in (_phoned(a), _phoned(b)):
        return f"one is by {a.claim.mode or 'meeting'}, the other by {b.claim.mode or 'meeting'}"
    if strangers(a, b):
        return f"with {', '.join(sorted(a.parties - b.parties))} in one, {', '.join(sorted(b.parties - a.parties))} in the other"
    if a.sides and b.sides and not a.sides & b.sides:
        return f"{' and '.join(sorted(a.sides))} acts in one, {' and '.join(sorted(b.sides))} in the other"
    if a.engages and b.engages:
        whole, part = (a, b) if a.width > b.width else (b, a)
        if whole.stay and not part.stay and part.narrow and whole.dated and not whole.narrow and a.meets(b):
            return f"a meeting on {part.claim.when.edtf} within a visit, {whole.claim.when.edtf}"
        if "multilateral" in (a.claim.mode, b.claim.mode) and a.parties != b.parties and a.claim.mode != b.claim.mode:
            return "one is a meeting of many, the other of some of them"
    if a.dated and b.dated and not of_one_time(a, b, shared):
        return f"{a.claim.when.edtf} and {b.claim.when.edtf} share no day"
    return None


def of_one_time(a: Act, b: Act, shared: Persons) -> bool:
    """Whether the two may have been on one day, by what is known of their days; for calls two clocks, for what was put off its delay."""
    return a.meets(b) or _neighbours(a, b, shared) or _moved(a, b, shared)


def strangers(a: Act, b: Act) -> bool:
    """Whether each has a party that the other lacks."""
    return bool(a.parties - b.parties and b.parties - a.parties)


def told_twice(a: Act, b: Act) -> bool:
    """Whether two claims of one document may tell one engagement: "met him and gave a lunch", of one day, read as two types."""
    return (
        a.engages
        and b.engages
        and a.claim.type != b.claim.type
        and a.narrow
        and b.narrow
        and a.meets(b)
        and a.parties == b.parties
    )


def parts(a: Act, b: Act, shared: Persons) -> list[Part]:
    """Everything that speaks for one act or against it, what weighs most for it first."""
    found = [*_who(a, b, shared), *_when(a, b, shared), *_where(a, b), *_what(a, b), *_words(a, b)]
    return sorted(found, key=lambda part: -part.points)


def _who(a: Act, b: Act, shared: Persons) -> Iterator[Part]:
    both = sorted(a.parties & b.parties)
    people = _names(*shared.values())
    if both or shared:
        did = a.claim.type if a.claim.type == b.claim.type else f"{a.claim.type} and {b.claim.type}"
        between = " and ".join(both) or "persons"
        even = a.parties == b.parties and len(both) > 1
        points = 2.0 if even else 1.0 if a.parties <= b.parties or b.parties <= a.parties else 0.5
        yield Part(points, f"{did} of {between}" + (f" with {people}" if people else ""))
    persons = len(frozenset().union(*shared.values()))
    if a.engages and max(len(both), persons) < _TWO:
        yield Part(-1.5, "only one side in common")
    if shared:
        yield Part(min(2.0, 1.0 * persons), "the same persons")
    unlike = (a.persons.keys() & b.persons.keys()) - shared.keys() - {""}
    if unlike:
        yield Part(-1.5 * len(unlike), f"other persons for {', '.join(sorted(unlike))}")


def _when(a: Act, b: Act, shared: Persons) -> Iterator[Part]:
    if not a.meets(b) and _neighbours(a, b, shared):
        apart = f"{a.claim.when.edtf} and {b.claim.when.edtf} are a day apart"
        yield Part(2.0, f"{apart}, as clocks are") if _one_call(a, b) else Part(-3.0, apart)
    elif not a.meets(b) and _moved(a, b, shared) and (hints := _delayed(a, b)):
        yield Part(
            float(hints),
            f"{_stands(a)}, {_stands(b)}, and {'both tellings say' if hints == _TWO else 'one says'} that it was put off",
        )
    elif a.dated and b.dated and not a.meets(b):
        yield Part(-0.5, f"{_stands(a)}, {_stands(b)}")
    elif a.narrow and b.narrow:
        yield Part(3.0 if a.engages else 2.0, f"both on {_days(a, b)}")
    elif a.dated and b.dated:
        yield Part(1.5 if max(a.width, b.width) <= _MONTH else 0.0, f"{_days(a, b)} meet")
    elif a.dated != b.dated and min(a.width, b.width) <= _MONTH:
        known = date.min not in (a.reach[0], b.reach[0])
        yield Part(0.5 if known else 0.0, "only one telling gives the day")
    else:
        yield Part(-1.0, "neither gives a day")


def _where(a: Act, b: Act) -> Iterator[Part]:
    one, other = a.claim.location, b.claim.location
    if one and other:
        alike = same_place((one.name, one.country), (other.name, other.country))
        if alike:
            yield Part(1.0, f"both in {one.name}")
        elif alike is False and "off" not in (a.standing, b.standing):  # what was put off may be held elsewhere
            yield Part(-2.5, f"in {one.name} and in {other.name}")


def _what(a: Act, b: Act) -> Iterator[Part]:
    if not a.engages:
        if a.claim.type == b.claim.type:
            yield Part(0.5 + 0.5 * (a.claim.mode == b.claim.mode), f"both {a.claim.type}")
        if shared := a.words & b.words:
            yield Part(1.0, f"told with the same words ({', '.join(sorted(shared))})")
    elif a.claim.mode and a.claim.mode == b.claim.mode:
        yield Part(0.25, f"both by {a.claim.mode}")
    topics = a.topics & b.topics
    if topics:
        yield Part(min(1.5, 0.5 * len(topics)) if a.engages else 1.0, f"both on {', '.join(sorted(topics))}")
    elif a.topics and b.topics:
        yield Part(-0.5 if a.engages else -1.5, "on other topics")
    for kind in sorted(a.claim.size.keys() & b.claim.size.keys()):
        one, other = sorted((a.claim.size[kind], b.claim.size[kind]))
        if one == other:
            yield Part(1.5, f"both with {one} {kind}")
        elif one * 3 >= other * 2:
            yield Part(0.5, f"{one} and {other} {kind}")
        elif other > 3 * one:
            yield Part(-1.0, f"{one} and {other} {kind}")


def _words(a: Act, b: Act) -> Iterator[Part]:
    sentence, stories = likeness(a.wording, b.wording), likeness(a.story, b.story)
    if sentence >= _ALIKE_WORDS:
        yield Part(min(2.0, 4 * sentence), f"sentences of like words ({sentence:.0%})")
    if stories >= _ALIKE_STORY:
        yield Part(min(1.5, 3 * stories), f"documents of like words ({stories:.0%})")
    if not a.engages and {a.claim.type, b.claim.type} <= _BY_WORDS:
        one, other = a.telling.document, b.telling.document
        if one.kind == other.kind == "readout" and (one.issuer or one.publisher) == (other.issuer or other.publisher):
            yield Part(-3.0, "two readouts of one side, each of its own conversation")
        elif sentence < _ALIKE_WORDS and stories < _SAME_STORY and a.wording and b.wording:
            yield Part(-2.0, "in other words, in documents about other things")


def _neighbours(a: Act, b: Act, shared: Persons) -> bool:
    """Whether the same persons spoke by phone on days that follow each other, and neither telling says that it was once more."""
    days = sorted(when.start for when in (a.claim.when, b.claim.when) if when.start and when.end == when.start + timedelta(1))
    if not shared or not a.engages or len(days) < _TWO or days[1] - days[0] != timedelta(1):
        return False
    return "phone" in (a.claim.mode, b.claim.mode) and not (_AGAIN.search(a.sentences) or _AGAIN.search(b.sentences))


def _one_call(a: Act, b: Act) -> bool:
    """Whether calls on days that follow each other are likely one that two capitals, half the globe apart, date a day apart."""
    return len(a.topics & b.topics) >= _TELLING_TOPICS or likeness(a.story, b.story) >= _TELLING_WORDS


def _moved(a: Act, b: Act, shared: Persons) -> bool:
    """Whether one tells an engagement as put off or planned, and the other the same persons' a little later."""
    early, late = _in_order(a, b)
    if not early.waits or late.standing not in ("held", "planned") or max(len(shared), len(a.parties & b.parties)) < _TWO:
        return False
    return late.reach[0] - early.reach[1] <= DELAY


def _delayed(a: Act, b: Act) -> int:
    """How many of the two say that the engagement was put off: the early one that it is, the late one that it had been."""
    early, late = _in_order(a, b)
    return bool(_PUT_OFF.search(early.sentences)) + bool(_HAD_BEEN.search(late.sentences))


def _in_order(a: Act, b: Act) -> tuple[Act, Act]:
    return (a, b) if a.reach[0] <= b.reach[0] else (b, a)


def _stands(act: Act) -> str:
    return f"{act.standing} for {act.claim.when.edtf}" if act.claim.when.edtf else act.standing


def _clashing(a: Act, b: Act, shared: Persons) -> str | None:
    """A state for which one person acts in the one and another in the other."""
    common = sorted((a.persons.keys() & b.persons.keys()) - shared.keys() - {""})
    alone = [country for country in common if len(a.persons[country]) == len(b.persons[country]) == 1]
    return next(iter(alone or (common if not shared else ())), None)


def _phoned(act: Act) -> bool | None:
    """Whether an engagement was by phone; None where it may have been either."""
    if not act.engages:
        return None
    if act.claim.type != "CONSULT":  # what is refused or agreed has modes of another kind
        return True if _BY_PHONE.search(act.claim.trigger.exact) else None
    return act.claim.mode == "phone" if act.claim.mode or act.stay or _IN_PERSON.search(act.claim.trigger.exact) else None


def _days(a: Act, b: Act) -> str:
    return " and ".join(dict.fromkeys(when for when in (a.claim.when.edtf, b.claim.when.edtf) if when))


def _alike(one: Iterable[str], other: frozenset[str]) -> frozenset[str]:
    """Who of the one is among the other: by the same name, a longer one, or another spelling."""
    return frozenset(p for p in one if p in other or any(_spelt_alike(p, q) for q in other))


def _spelt_alike(p: str, q: str) -> bool:
    p, q = p.removeprefix("person:"), q.removeprefix("person:")
    parts, others = set(p.split("-")), set(q.split("-"))
    return parts <= others or others <= parts or JaroWinkler.similarity(p, q) >= _ALIKE


def _names(*entities: Iterable[str]) -> str:
    return ", ".join(sorted(e.removeprefix("person:").replace("-", " ").title() for e in frozenset().union(*entities)))
