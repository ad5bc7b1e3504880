"""Charts for pages: where their marks stand, in percents of a drawing's width and height, so that the type in it is never stretched."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.codebook import COOPERATIVE
from dragoman.results import Head, Scored

__all__ = ["Rhythm", "ToneLine", "rhythm", "tone_line"]

#: More months than this are drawn as years.
_MONTHS = 60
#: PLOVER's scores lie between this and its negative.
_HIGHEST = 10
#: Percents of a drawing that its marks keep from its edges.
_MARGIN = 3
#: Events that stand so far off in time, of a hundred on each side, are left out: a treaty of 1947 would press the rest together.
_FAR = 2
#: At most so many dates are written below a chart, and those within so many percents of its edge stand against it.
_LABELS, _EDGE = 3, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """The acts of a month or a year: a stretch of the axis, and how many of cooperation and of conflict."""

    day: str
    x: float
    width: float
    cooperation: int
    conflict: int
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Label:
    """A date below a chart, and how it stands to its place: at its start, middle or end."""

    x: float
    day: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Acts by month or year, cooperation above the line and conflict below it; `left` are those without a known month."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    zero: float
    left: int


@dataclass(frozen=True, slots=True)
class Dot:
    """An act: where it stands, by day and score."""

    x: float
    y: float
    act: Scored


@dataclass(frozen=True, slots=True)
class ToneLine:
    """Acts by their score, with the running mean as stretches (x1, y1, x2, y2)."""

    dots: tuple[Dot, ...]
    stretches: tuple[tuple[float, float, float, float], ...]
    labels: tuple[Label, ...]
    window: int


def rhythm(heads: Iterable[Head]) -> Rhythm | None:
    """How many acts were done in each month, or in each year where there are many months; None where no month is known."""
    done = [head for head in heads if head.modality == "asserted"]
    counted = Counter((_month(day), head.type in COOPERATIVE) for head in done if (day := _known(head)))
    if not counted:
        return None
    low, high = _crowd([month for (month, _), number in counted.items() for _ in range(number)])
    step = 12 if high - low > _MONTHS else 1
    first, slots = low // step, high // step - low // step + 1
    found: Counter[tuple[int, bool]] = Counter()
    for (month, cooperative), number in counted.items():
        if low <= month <= high:
            found[month // step - first, cooperative] += number
    up = max(found[slot, True] for slot in range(slots))
    down = max(found[slot, False] for slot in range(slots))
    width, scale = 100 / slots, (100 - 2 * _MARGIN) / (up + down)
    bars = tuple(
        Bar(
            day=_written((first + slot) * step, step),
            x=slot * width + width * 0.1,
            width=width * 0.8,
            cooperation=found[slot, True],
            conflict=found[slot, False],
            up=found[slot, True] * scale,
            down=found[slot, False] * scale,
        )
        for slot in range(slots)
    )
    every = -(-slots // _LABELS)
    labels = tuple(_label((n + 0.5) * width, bars[n].day) for n in range(0, slots, every))
    return Rhythm(bars, labels, _MARGIN + up * scale, len(done) - found.total())


def tone_line(acts: Sequence[Scored]) -> ToneLine | None:
    """The acts that were averaged, by day and score; None where there are fewer than two days of them."""
    placed = [(day.toordinal(), act) for act in acts if act.mean is not None and (day := act.head.when.start)]
    if len({day for day, _ in placed}) < 2:
        return None
    low, high = _crowd([day for day, _ in placed])
    placed = sorted(((day, act) for day, act in placed if low <= day <= high), key=lambda pair: pair[0])
    span = max(high - low, 1)

    def across(day: int) -> float:
        return _MARGIN + (day - low) / span * (100 - 2 * _MARGIN)

    means = {day: act.mean or 0.0 for day, act in placed}
    days = list(means)
    window = placed[0][1].window
    stretches = tuple(
        (across(one), _height(means[one]), across(other), _height(means[other]))
        for one, other in itertools.pairwise(days)
        if other - one < window
    )
    marks = [low + round(n * span / (_LABELS - 1)) for n in range(_LABELS)]
    labels = {_written(_month(date.fromordinal(day)), 1): across(day) for day in reversed(marks)}
    dots = tuple(Dot(across(day), _height(act.score), act) for day, act in placed)
    return ToneLine(
        dots, stretches, tuple(_label(x, day) for day, x in sorted(labels.items(), key=lambda label: label[1])), window
    )


def _known(head: Head) -> date | None:
    """The first day of an event of which the month is known."""
    start, end = head.when.start, head.when.end
    return start if start and end and (end - start).days <= 31 else None


def _crowd(places: Sequence[int]) -> tuple[int, int]:
    """The first and the last place, but for the few that stand far off."""
    ordered = sorted(places)
    few = len(ordered) * _FAR // 100
    return ordered[few], ordered[-1 - few]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _written(month: int, step: int) -> str:
    """A month or a year in EDTF."""
    return f"{month // 12:04}" if step > 1 else f"{month // 12:04}-{month % 12 + 1:02}"


def _height(score: float) -> float:
    return _MARGIN + (1 - score / _HIGHEST) / 2 * (100 - 2 * _MARGIN)


def _label(x: float, day: str) -> Label:
    return Label(x, day, "start" if x < _EDGE else "end" if x > 100 - _EDGE else "middle")
