"""Where a phrase of time stands in a text, and what it is counted from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from dragoman.extraction.dates.grammar import Phrase
from dragoman.extraction.dates.values import Period, interval, period, stepped
from dragoman.model import Basis, TimeType

__all__ = [
    "Direction",
    "Point",
    "Reading",
    "Scene",
    "around",
    "base_point",
    "first_day",
    "focus_point",
    "near_point",
    "nearest",
    "placed",
]

Direction = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Reading:
    """One time: its TIMEX3 type and value, its EDTF string where the words can be placed in the calendar, and what that rests on."""

    type: TimeType
    value: str | None
    edtf: str | None = None
    basis: Basis = "unknown"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a phrase stands.

    `base` is the day from which the text speaks, `focus` the EDTF of the last date that it named, `narrative` whether the text goes
    by that date and not by its base, `direction` where the clause looks: -1 back, 1 ahead, 0 unsaid.
    """

    base: date
    focus: str | None = None
    narrative: bool = False
    direction: Direction = 0


class Point(NamedTuple):
    """A day to count from, how finely it is known (4 a year, 7 a month, 10 a day: the length of its EDTF), and what it rests on."""

    day: date
    fineness: int
    basis: Basis


def first_day(edtf: str | None) -> date | None:
    """The first day that an EDTF string means, where it means one."""
    return interval(edtf)[0] if edtf else None


_FINENESS = {"D": 10, "W": 10, "E": 10, "M": 7, "Y": 4}


def focus_point(scene: Scene) -> Point:
    """The last date named, or the base where none was."""
    day = first_day(scene.focus)
    if scene.focus is None or day is None:
        return Point(scene.base, 10, "relative")
    fineness = 4 if "X" in scene.focus else min(len(scene.focus), 10)
    return Point(day, 7 if scene.focus[5:7] > "12" else fineness, "inferred")


def base_point(scene: Scene) -> Point:
    """The day from which the text speaks."""
    return Point(scene.base, 10, "relative")


def _from_focus(phrase: Phrase) -> bool:
    """Whether the phrase counts from the text's last date and not from its day: "the next day", "that month"."""
    return bool(phrase.get("FOLLOWING", "THAT")) or (phrase.get("the") is not None and phrase.get("NEXT") is not None)


def near_point(phrase: Phrase, scene: Scene) -> Point:
    """The point that the phrase's own words count from: "last month" from the base, "the following month" from the last date."""
    return focus_point(scene) if _from_focus(phrase) else base_point(scene)


def placed(found: Period, basis: Basis) -> Reading:
    """A period of the calendar as a reading."""
    return Reading("DATE", found.value, found.edtf, basis)


def around(point: Point, number: int, unit: str) -> Reading:
    """The period some units from a point; without EDTF where the point is known less finely than the unit."""
    if unit.startswith("T"):
        return Reading("TIME", None)
    if point.fineness < _FINENESS[unit[-1]]:
        return Reading("DATE", None)
    return placed(period(stepped(point.day, number, unit), unit), point.basis)


#: What a day ahead costs against a day back, by where the clause looks: writers leave out the year of what is near.
_AHEAD = {1: 0.3, 0: 3.0, -1: 12.0}


def nearest(days: list[date], phrase: Phrase, scene: Scene) -> date:
    """Of a day in several years the one that is meant: the nearest, days ahead counted by where the clause looks."""
    back = [day for day in days if day <= scene.base]
    if phrase.get("LAST", "PAST") and back:
        return back[-2] if back[-1] == scene.base and len(back) > 1 else back[-1]
    if phrase.get("NEXT") and (ahead := [day for day in days if day > scene.base]):
        return ahead[0]
    weight = _AHEAD[scene.direction]
    return min(days, key=lambda day: (scene.base - day).days if day <= scene.base else (day - scene.base).days * weight)
