"""What a phrase of time means: a reading per kind of phrase, each a pure function of the phrase and of where it stands.

A `Scene` holds what a reader knows at that point of the text: the day from which the text speaks, the last date it named, and
whether the clause looks ahead. A reading returns None where the words turn out to be no time after all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from dragoman.extraction.date_grammar import Phrase
from dragoman.extraction.date_values import Period, feast, interval, period, season, stepped
from dragoman.model import Basis, TimeType

__all__ = ["Reading", "Scene", "read"]

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
    """Where a phrase stands. `focus` is the EDTF of the last date named before it, `narrative` whether that is what the text goes
    by, `direction` where the clause looks: -1 back, 1 ahead, 0 unsaid."""  # noqa: D209

    base: date
    focus: str | None = None
    narrative: bool = False
    direction: Direction = 0

    @property
    def here(self) -> date:
        """The day from which a phrase without a point of its own is counted."""
        return (self.narrative and _day(self.focus)) or self.base


class _Point(NamedTuple):
    """A day to count from, how finely it is known (4 a year, 7 a month, 10 a day: the length of its EDTF), and what it rests on."""

    day: date
    fineness: int
    basis: Basis


def _day(edtf: str | None) -> date | None:
    return interval(edtf)[0] if edtf else None


_YEARS = ("YEAR", "OLDYEAR")
_FINENESS = {"D": 10, "W": 10, "E": 10, "M": 7, "Y": 4}


def _focus(scene: Scene) -> _Point:
    """The last date named, or the base where none was."""
    day = _day(scene.focus)
    if scene.focus is None or day is None:
        return _Point(scene.base, 10, "relative")
    fineness = 4 if "X" in scene.focus else min(len(scene.focus), 10)
    return _Point(day, 7 if scene.focus[5:7] > "12" else fineness, "relative")


def _base(scene: Scene) -> _Point:
    return _Point(scene.base, 10, "relative")


def _whole(phrase: Phrase) -> bool:
    """Whether the phrase counts from the text's last date and not from its day: "the next day", "that month"."""
    return bool(phrase.get("FOLLOWING", "THAT")) or (phrase.get("the") is not None and phrase.get("NEXT") is not None)


def _near(phrase: Phrase, scene: Scene) -> _Point:
    return _focus(scene) if _whole(phrase) else _base(scene)


def _placed(found: Period, basis: Basis) -> Reading:
    return Reading("DATE", found.value, found.edtf, basis)


def _around(point: _Point, number: int, unit: str) -> Reading:
    """The period some units from a point; without EDTF where the point is known less finely than the unit."""
    if unit.startswith("T"):
        return Reading("TIME", None)
    if point.fineness < _FINENESS[unit[-1]]:
        return Reading("DATE", None)
    return _placed(period(stepped(point.day, number, unit), unit), point.basis)


# --- dates of the calendar


def _calendar(phrase: Phrase, scene: Scene) -> Reading | None:
    month = phrase.get("MONTHNAME", "MAYMARCH", "MONTHABBR")
    day = _ordinal(phrase, "N12", "N31", "ORDINAL", "ORDINALWORD", "SECOND") if month else None
    name = phrase.get("SEASON")
    if phrase.get("ERA"):
        return _before_our_era(phrase, month)
    years = phrase.all(*_YEARS)
    year = years[-1] if years else _short(phrase.get("SHORTYEAR"), scene)
    if feast_rule := phrase.get("HOLIDAY"):
        return _placed(period(feast(feast_rule, int(year or scene.base.year)), "1D"), "explicit")
    basis: Basis = "explicit"
    if year is None and (unit := _relative_year(phrase, scene)):
        year, basis = unit, "relative"
    if name:
        return _placed(season(year, name), basis) if year else None
    if month is None:
        return Reading("DATE", year, year, basis) if year else None
    if year is None:
        return _yearless(phrase, scene, month, day)
    edtf = f"{year}-{month}" + (f"-{day:02}" if day else "")
    return Reading("DATE", edtf, edtf, basis) if interval(edtf)[0] else None


def _ordinal(phrase: Phrase, *kinds: str) -> int | None:
    value = phrase.get(*kinds)
    return int(value) if value else None


def _before_our_era(phrase: Phrase, month: str | None) -> Reading | None:
    years = [word.value for word in phrase.words if word.kind in ("NUM", *_YEARS, "N99", "N31", "N12")]
    number = int(years[-1])
    if not 0 < number < 9999:
        return None
    tail = f"-{month}" if month else ""
    return Reading("DATE", f"BC{number:04}{tail}", f"-{number - 1:04}{tail}", "explicit")


def _short(value: str | None, scene: Scene) -> str | None:
    """The year of `'99`, in the hundred years that end ten years after the base."""
    if value is None:
        return None
    latest = scene.base.year + 10
    return str(latest - (latest - int(value[1:3])) % 100)


def _relative_year(phrase: Phrase, scene: Scene) -> str | None:
    """The year of "June of that year", "last year"."""
    if "1Y" not in phrase.all("UNIT"):
        return None
    offset = int(phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT") or 0)
    return f"{stepped(_near(phrase, scene).day, offset, '1Y').year:04}"


def _yearless(phrase: Phrase, scene: Scene, month: str, day: int | None) -> Reading | None:
    """A day or month whose year the words leave out: the text's own in a narrative, else the nearest where the clause looks."""
    if not interval(f"2000-{month}" + (f"-{day:02}" if day else ""))[0]:
        return None
    tail = f"-{month}" + (f"-{day:02}" if day else "")
    if scene.narrative and scene.focus:
        year = _following_year(scene.focus, int(month))
        edtf = f"{year:04}{tail}"
        return Reading("DATE", edtf, edtf, "inferred") if interval(edtf)[0] else None
    weekday = phrase.get("WEEKDAYNAME", "WEEKDAYABBR")
    around = [f"{year:04}{tail}" for year in range(max(scene.base.year - 4, 1), min(scene.base.year + 5, 9999))]
    days = [(edtf, first) for edtf in around if (first := interval(edtf)[0])]
    if weekday and day:
        days = [(edtf, first) for edtf, first in days if first.isoweekday() == int(weekday)] or days
    edtf = _nearest(days, scene, slack=0 if day else 1)
    return Reading("DATE", edtf, edtf, "relative")


def _following_year(focus: str, month: int) -> int:
    """The year in which a story that stands at a date comes to a month: the same, or the next when it has gone past by half a year."""
    year, last = int(focus[:4]), focus[5:7]
    if last and last <= "12" and month < int(last) - 6:
        return year + 1
    return year - 1 if last and last <= "12" and month > int(last) + 8 else year


def _nearest(days: list[tuple[str, date]], scene: Scene, slack: int) -> str:
    """Of the same day in several years the one where the clause looks, the nearest when it doesn't say; months count as begun."""
    begun = [pair for pair in days if pair[1] <= scene.base]
    ahead = [pair for pair in days if pair not in begun]
    if slack and begun and scene.direction == 1 and begun[-1][0] == scene.base.isoformat()[:7]:
        return begun[-1][0]
    if scene.direction == 1 and ahead:
        return ahead[0][0]
    if scene.direction == -1 and begun:
        return begun[-1][0]
    return min((begun[-1:] + ahead[:1]), key=lambda pair: (abs((pair[1] - scene.base).days) > _REACH * (pair in begun or 0.2), pair[1]))[0]


#: How many days back a date without a year may lie before the same day ahead is the nearer guess.
_REACH = 240


def _month(phrase: Phrase, scene: Scene) -> Reading | None:
    return _calendar(phrase, scene)


def _month_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "Last October", "this May", "the following June"."""
    month = int(phrase.get("MONTHNAME", "MAYMARCH", "MONTHABBR") or 0)
    point = _near(phrase, scene)
    offset = int(phrase.get("LAST", "NEXT", "FOLLOWING", "PAST", "THIS", "THAT") or 0)
    year = point.day.year
    if phrase.get("LAST", "PAST") and month >= point.day.month:
        year -= 1
    elif offset == 1 and month <= point.day.month:
        year += 1
    elif phrase.get("FOLLOWING") and offset == -1 and month >= point.day.month:
        year -= 1
    return _placed(Period(f"{year:04}-{month:02}", f"{year:04}-{month:02}"), "relative") if year else None


def _season_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "Last fall", "this summer"."""
    name, point = phrase.get("SEASON") or "", _near(phrase, scene)
    years = [year for year in range(point.day.year - 2, point.day.year + 3) if 1 <= year <= 9998]
    spans = [(year, *interval(season(year, name).edtf)) for year in years]
    if phrase.get("LAST", "PAST") or phrase.get("FOLLOWING") == "-1":
        chosen = [year for year, _, end in spans if end and end <= point.day][-1:]
    elif phrase.get("NEXT", "FOLLOWING"):
        chosen = [year for year, start, _ in spans if start and start > point.day][:1]
    else:
        chosen = [year for year, _, end in spans if end and end > point.day][:1]
    return _placed(season(chosen[0], name), "relative") if chosen else None


def _season(phrase: Phrase, scene: Scene) -> Reading | None:
    name = phrase.get("SEASON") or ""
    if scene.narrative and scene.focus:
        return _placed(season(scene.focus[:4], name), "inferred")
    return _placed(season(scene.base.year, name), "relative")


def _holiday(phrase: Phrase, scene: Scene) -> Reading | None:
    rule, year = phrase.get("HOLIDAY") or "", phrase.get(*_YEARS)
    unit = "1W" if phrase.get("UNIT") else "1D"
    if year:
        return _placed(period(feast(rule, int(year)), unit), "explicit")
    if scene.narrative and scene.focus:
        return _placed(period(feast(rule, int(scene.focus[:4])), unit), "inferred")
    years = range(max(scene.base.year - 2, 1), min(scene.base.year + 3, 9999))
    days = [(period(day, unit).edtf, day) for year in years if (day := feast(rule, year))]
    if phrase.get("LAST"):
        chosen = [day for _, day in days if day < scene.base][-1]
    elif phrase.get("NEXT"):
        chosen = [day for _, day in days if day > scene.base][0]
    else:
        edtf = _nearest(days, scene, slack=0)
        chosen = next(day for found, day in days if found == edtf)
    return _placed(period(chosen, unit), "relative")


def _quarter(phrase: Phrase, scene: Scene) -> Reading | None:
    number = int((phrase.get("QNUM") or "Q0")[1:]) or _ordinal(phrase, "ORDINAL", "ORDINALWORD", "SECOND") or 0
    year, basis = phrase.get(*_YEARS), "explicit"
    if year is None:
        year, basis = _relative_year(phrase, scene) or (scene.focus or "")[: 4 * scene.narrative] or f"{scene.base.year:04}", "relative"
    halves = phrase.get("half") is not None
    length = 6 if halves else 3
    if number * length > 12 or number == 0:
        return None
    value = f"{year}-{'H' if halves else 'Q'}{number}"
    return Reading("DATE", value, f"{year}-{(number - 1) * length + 1:02}/{year}-{number * length:02}", basis)


def _century(phrase: Phrase, _scene: Scene) -> Reading | None:
    number = _ordinal(phrase, "ORDINAL", "ORDINALWORD", "SECOND") or 0
    return Reading("DATE", f"{number - 1:02}XX", f"{number - 1:02}XX", "explicit") if 1 <= number <= 99 else None


def _decade(phrase: Phrase, _scene: Scene) -> Reading | None:
    value = phrase.get("DECADE") or "19" + (phrase.get("DECADENAME") or "")[0] + "X"
    return Reading("DATE", value, value, "explicit")


def _iso(phrase: Phrase, _scene: Scene) -> Reading | None:
    exact = phrase.get("ISO") or ""
    return Reading("TIME" if "T" in exact else "DATE", exact, exact[:10], "explicit")


# --- dates counted from another


def _unit(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "Last week", "earlier this month", "later that year", "the next day"."""
    unit = phrase.get("UNIT") or "3M"
    return _around(_near(phrase, scene), int(phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT", "PAST") or 0), unit)


def _edge(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "The end of the year", "later in the week", "month's end"."""
    unit = phrase.get("UNIT") or ("WE" if phrase.get("WEEKEND") else "3M")
    if phrase.get("LAST", "NEXT", "THIS", "THAT", "FOLLOWING", "PAST"):
        return _around(_near(phrase, scene), int(phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT") or 0), unit)
    return _around(_focus(scene) if scene.narrative else _base(scene), 0, unit)


def _weekend(phrase: Phrase, scene: Scene) -> Reading | None:
    point = _near(phrase, scene)
    offset = int(phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT", "PAST") or 0)
    if phrase.get("the") and not phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT", "PAST") and point.day.weekday() < 5:
        offset = 0 if scene.direction == 1 else -1
    elif offset == -1 and point.day.weekday() > 4:
        offset = -1
    return _around(point, offset, "WE")


def _deictic(phrase: Phrase, scene: Scene) -> Reading | None:
    offset = phrase.get("DEICTIC") or "0"
    return _around(_base(scene), int(offset.removesuffix("TNI")), "1D")


def _weekday(phrase: Phrase, scene: Scene) -> Reading | None:
    return _weekday_from(_focus(scene) if phrase.get("FOLLOWING") else _Point(scene.here, 10, "relative"), phrase, scene)


def _weekday_from(point: _Point, phrase: Phrase, scene: Scene) -> Reading:
    number = int(phrase.get("WEEKDAYNAME", "WEEKDAYABBR") or 1)
    back, ahead = (point.day.isoweekday() - number) % 7, (number - point.day.isoweekday()) % 7
    if phrase.get("LAST", "PAST") or phrase.get("FOLLOWING") == "-1":
        return _around(point, -(back or 7), "1D")
    if phrase.get("NEXT", "FOLLOWING"):
        return _around(point, ahead or 7, "1D")
    forward = phrase.get("THIS") or scene.direction == 1
    return _around(point, ahead if forward else -back, "1D")


def _day_near(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "The day before last Tuesday"."""
    found = _weekday_from(_base(scene), phrase, scene)
    return _around(_Point(date.fromisoformat(found.edtf or ""), 10, "relative"), 1 if phrase.get("after") else -1, "1D")


def _week_of(phrase: Phrase, scene: Scene) -> Reading | None:
    found = _calendar(phrase, scene)
    day = _day(found.edtf) if found else None
    return _placed(period(day, "1W"), found.basis) if found and day else None


def _part_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "This morning", "last night", "the next evening"."""
    offset = int(phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT") or 0)
    return _around(_near(phrase, scene), offset, "1D")


def _clock(phrase: Phrase, scene: Scene) -> Reading | None:
    """A time of day, on the day that the words give, else on the last day named."""
    if phrase.get("MONTHNAME", "MAYMARCH", "MONTHABBR"):
        rest = tuple(word for word in phrase.words if word.kind not in ("CLOCK", "PART"))
        return _calendar(Phrase("calendar", rest), scene)
    if phrase.get("WEEKDAYNAME"):
        return _weekday(phrase, scene)
    if phrase.get("DEICTIC"):
        return _deictic(phrase, scene)
    return _around(_focus(scene), 0, "1D")


def _shift(phrase: Phrase, scene: Scene) -> Reading | None:
    """ "Two days later", "three years ago", "the day before"."""
    unit = phrase.get("UNIT", "UNITS") or "3M"
    sign = -1 if phrase.get("before") else 1
    if marker := phrase.get("AGO", "AFTERWARDS", "FOLLOWING"):
        sign = int(marker)
    number = _amount(phrase)
    if unit.startswith("T"):
        return Reading("DURATION", _length(number, unit)) if number else Reading("TIME", None)
    if number is None or number != int(number):
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    near = _base(scene) if phrase.get("AGO", "from") else _focus(scene)
    return _around(near, sign * min(int(number), 9999), unit)


# --- stretches, repetitions, and the present


def _amount(phrase: Phrase) -> float | None:
    """How many units a phrase speaks of; None when it doesn't say."""
    if phrase.get("VAGUE"):
        return None
    numbers = [float(word.value) for word in phrase.words if word.kind in ("N12", "N31", "N99", "NUM", *_YEARS, "DEC", "NUMBERWORD")]
    half = 0.5 if phrase.get("half") else 0.0
    if not numbers:
        return half or (1.0 if phrase.get("a", "before", "after", "FOLLOWING", "PAST") or not phrase.get("UNITS") else None)
    total = numbers[0]
    for last, number in pairwise(numbers):
        if number == 100:
            total *= number
        elif last >= 20 and number < 10:
            total += number
    return total + half


def _length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: `P2D`, `PXM`, `PT30M`."""
    clock, size, letter = ("T", int(unit[1:-1]), unit[-1]) if unit.startswith("T") else ("", int(unit[:-1]), unit[-1])
    if number == 0.5 and unit in ("T1H", "1Y"):
        return "PT30M" if clock else "P6M"
    return f"P{clock}{'X' if number is None else f'{number * size:.10g}'}{letter}"


def _duration(phrase: Phrase, _scene: Scene) -> Reading | None:
    return Reading("DURATION", _length(_amount(phrase), phrase.get("UNIT", "UNITS") or "3M"))


def _set(phrase: Phrase, _scene: Scene) -> Reading | None:
    if frequency := phrase.get("FREQUENCY"):
        return Reading("SET", frequency)
    if unit := phrase.get("UNIT", "UNITS"):
        return Reading("SET", _length((_amount(phrase) or 1) * int(phrase.get("EVERY") or 1), unit))
    if weekday := phrase.get("WEEKDAYNAME", "WEEKDAYS"):
        return Reading("SET", f"XXXX-WXX-{weekday}")
    if part := phrase.get("PART"):
        return Reading("SET", f"XXXX-XX-XX{part}")
    return Reading("SET", f"XXXX-{phrase.get('SEASON', 'MONTHNAME') or 'WXX-WE'}")


def _reference(phrase: Phrase, _scene: Scene) -> Reading | None:
    return Reading("DATE", phrase.get("NOW", "RECENTLY", "FUTURE"))


_READINGS: dict[str, Callable[[Phrase, Scene], Reading | None]] = {
    "calendar": _calendar, "month": _month, "year": _calendar, "monthof": _month_of, "seasonof": _season_of, "season": _season,
    "holiday": _holiday, "quarter": _quarter, "century": _century, "decade": _decade, "iso": _iso, "unit": _unit, "edge": _edge,
    "weekend": _weekend, "deictic": _deictic, "weekday": _weekday, "daynear": _day_near, "weekof": _week_of, "partof": _part_of,
    "clock": _clock, "shift": _shift, "duration": _duration, "window": _duration, "set": _set, "ref": _reference,
}  # fmt: skip


def read(phrase: Phrase, scene: Scene) -> Reading | None:
    """What a phrase means where it stands; None when it speaks of no time ("February 30")."""
    found = _READINGS[phrase.reading](phrase, scene)
    if found is None or found.type != "DATE":
        return found
    part = phrase.get("CLOCK", "PART") or ("TNI" if phrase.get("DEICTIC") == "0TNI" else None)
    if part is None:
        return found
    return Reading("TIME", found.value and found.value[:10] + part, found.edtf, found.basis)
