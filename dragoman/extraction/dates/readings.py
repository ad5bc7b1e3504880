"""What a phrase of time means: a reading per kind of phrase, each a pure function of the phrase and of the scene it stands in.

A reading returns None where the words turn out to be no time after all.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dragoman.extraction.dates import feasts, lengths
from dragoman.extraction.dates.grammar import MONTHS, YEARS, Phrase
from dragoman.extraction.dates.lengths import amount, length
from dragoman.extraction.dates.scene import (
    Point,
    Reading,
    Scene,
    around,
    base_point,
    first_day,
    focus_point,
    near_point,
    nearest,
    placed,
)
from dragoman.extraction.dates.values import Period, interval, period, season, stepped
from dragoman.model import Basis

__all__ = ["read"]

# --- dates of the calendar


def _calendar(phrase: Phrase, scene: Scene) -> Reading | None:
    month = phrase.get(*MONTHS)
    day = _ordinal(phrase, "N12", "N31", "ORDINAL", "ORDINALWORD", "SECOND") if month else None
    name = phrase.get("SEASON")
    if phrase.get("ERA"):
        return _before_our_era(phrase, month)
    years = phrase.all(*YEARS)
    year = years[-1] if years else _short(phrase.get("SHORTYEAR"), scene)
    basis: Basis = "explicit"
    if year is None and (year := _relative_year(phrase, scene)):
        basis = near_point(phrase, scene).basis
    if name:
        return placed(season(year, name), basis) if year else None
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
    years = [word.value for word in phrase.words if word.kind in ("NUM", *YEARS, "N99", "N31", "N12")]
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
    offset = _offset(phrase)
    return f"{stepped(near_point(phrase, scene).day, offset, '1Y').year:04}"


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
    years = range(max(scene.base.year - 4, 1), min(scene.base.year + 5, 9999))
    days = [first for year in years if (first := interval(f"{year:04}{tail}")[0])]
    if weekday and day:
        days = [first for first in days if first.isoweekday() == int(weekday)] or days
    if not days:
        return None
    chosen = nearest(days, phrase, scene if day else replace(scene, base=scene.base.replace(day=1)))
    return placed(period(chosen, "1D" if day else "1M"), "relative")


def _following_year(focus: str, month: int) -> int:
    """The year in which a story that stands at a date comes to a month: the same, or the next when it has gone past by half a year."""
    year, last = int(focus[:4]), focus[5:7]
    if last and last <= "12" and month < int(last) - 6:
        return year + 1
    return year - 1 if last and last <= "12" and month > int(last) + 8 else year


def _day_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "the 5th of last month"; "on the 19th" is the nearest one where the clause looks, in a story that of its month."""
    if not phrase.get("UNIT"):
        return _day_alone(_ordinal(phrase, "ORDINAL") or 0, phrase, scene)
    month = around(near_point(phrase, scene), _offset(phrase), "1M")
    edtf = f"{month.edtf}-{_ordinal(phrase, 'ORDINAL'):02}"
    return Reading("DATE", edtf, edtf, month.basis) if interval(edtf)[0] else month


def _day_alone(number: int, phrase: Phrase, scene: Scene) -> Reading | None:
    if not 1 <= number <= 31:
        return None
    if scene.narrative:
        point = focus_point(scene)
        edtf = f"{point.day.year:04}-{point.day.month:02}-{number:02}"
        return Reading("DATE", edtf, edtf, point.basis) if point.fineness >= 7 and interval(edtf)[0] else Reading("DATE", None)
    months = [stepped(scene.base.replace(day=1), step, "1M") for step in (-2, -1, 0, 1, 2)]
    days = [month.replace(day=number) for month in months if number <= monthrange(month.year, month.month)[1]]
    return placed(period(nearest(days, phrase, scene), "1D"), "relative")


def _nth_weekday(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "the first Monday of May", "the last Friday in June 2024"."""
    rest = tuple(word for word in phrase.words if word.kind not in ("ORDINAL", "ORDINALWORD", "SECOND", "WEEKDAYNAME"))
    month = _calendar(Phrase("month", rest), scene)
    start, end = interval(month.edtf or "") if month else (None, None)
    if month is None or start is None or end is None:
        return None
    number = _ordinal(phrase, "ORDINAL", "ORDINALWORD", "SECOND")
    days = [date.fromordinal(day) for day in range(start.toordinal(), end.toordinal())]
    days = [day for day in days if day.isoweekday() == int(phrase.get("WEEKDAYNAME") or 0)]
    if number is not None and not 1 <= number <= len(days):
        return None
    return placed(period(days[number - 1 if number else -1], "1D"), month.basis)


def _month_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "last October", "this May", "the following June"."""
    month = int(phrase.get(*MONTHS) or 0)
    point = near_point(phrase, scene)
    offset = _offset(phrase)
    year = point.day.year
    if phrase.get("LAST", "PAST") and month >= point.day.month:
        year -= 1
    elif offset == 1 and month <= point.day.month:
        year += 1
    elif phrase.get("FOLLOWING") and offset == -1 and month >= point.day.month:
        year -= 1
    return placed(Period(f"{year:04}-{month:02}", f"{year:04}-{month:02}"), point.basis) if year else None


def _season_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "last fall", "this summer"."""
    name, point = phrase.get("SEASON") or "", near_point(phrase, scene)
    years = [year for year in range(point.day.year - 2, point.day.year + 3) if 1 <= year <= 9998]
    spans = [(year, *interval(season(year, name).edtf)) for year in years]
    if phrase.get("LAST", "PAST") or phrase.get("FOLLOWING") == "-1":
        chosen = [year for year, _, end in spans if end and end <= point.day][-1:]
    elif phrase.get("NEXT", "FOLLOWING"):
        chosen = [year for year, start, _ in spans if start and start > point.day][:1]
    else:
        chosen = [point.day.year - (name == "WI" and point.day.month < 6)]
    return placed(season(chosen[0], name), point.basis) if chosen else None


def _season(phrase: Phrase, scene: Scene) -> Reading | None:
    name = phrase.get("SEASON") or ""
    if scene.narrative and scene.focus:
        return placed(season(scene.focus[:4], name), "inferred")
    return placed(season(scene.base.year, name), "relative")


def _quarter(phrase: Phrase, scene: Scene) -> Reading | None:
    number = int((phrase.get("QNUM") or "Q0")[1:]) or _ordinal(phrase, "ORDINAL", "ORDINALWORD", "SECOND") or 0
    year = phrase.get(*YEARS)
    basis: Basis = "explicit"
    if year is None:
        point = focus_point(scene) if scene.narrative else near_point(phrase, scene)
        year, basis = _relative_year(phrase, scene) or f"{point.day.year:04}", point.basis
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


def _offset(phrase: Phrase) -> int:
    """How many units from the point: 1 for "next", -1 for "last", "past" even where it says "this past", 0 for "this", "that"."""
    return int(phrase.get("PAST") or phrase.get("LAST", "NEXT", "FOLLOWING", "THIS", "THAT") or 0)


def _unit(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "last week", "earlier this month", "later that year", "the next day"."""
    unit = phrase.get("UNIT") or "3M"
    return around(near_point(phrase, scene), _offset(phrase), unit)


def _edge(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "the end of the year", "later in the week", "month's end"."""
    unit = phrase.get("UNIT") or ("WE" if phrase.get("WEEKEND") else "3M")
    if phrase.get("LAST", "NEXT", "THIS", "THAT", "FOLLOWING", "PAST"):
        return around(near_point(phrase, scene), _offset(phrase), unit)
    return around(focus_point(scene) if scene.narrative else base_point(scene), 0, unit)


def _weekend(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "last weekend", "the weekend": the one just gone or going on, unless the clause looks ahead."""
    point = near_point(phrase, scene)
    bare = phrase.get("PAST", "LAST", "NEXT", "FOLLOWING", "THIS", "THAT") is None
    if bare and point.day.isoweekday() < 6 and scene.direction != 1:
        return around(point, -1, "WE")
    return around(point, _offset(phrase), "WE")


def _deictic(phrase: Phrase, scene: Scene) -> Reading | None:
    offset = phrase.get("DEICTIC") or "0"
    return around(base_point(scene), int(offset.removesuffix("TNI")), "1D")


def _weekday(phrase: Phrase, scene: Scene) -> Reading | None:
    return _weekday_from(focus_point(scene) if scene.narrative or phrase.get("FOLLOWING") else base_point(scene), phrase, scene)


def _weekday_from(point: Point, phrase: Phrase, scene: Scene) -> Reading:
    number = int(phrase.get("WEEKDAYNAME", "WEEKDAYABBR") or 1)
    back, ahead = (point.day.isoweekday() - number) % 7, (number - point.day.isoweekday()) % 7
    if phrase.get("LAST", "PAST") or phrase.get("FOLLOWING") == "-1":
        return around(point, -(back or 7), "1D")
    if phrase.get("NEXT", "FOLLOWING"):
        return around(point, ahead or 7, "1D")
    forward = phrase.get("THIS") or scene.direction == 1
    return around(point, ahead if forward else -back, "1D")


def _day_near(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "the day before last Tuesday"."""
    found = _weekday_from(base_point(scene), phrase, scene)
    return around(Point(date.fromisoformat(found.edtf or ""), 10, "relative"), 1 if phrase.get("after") else -1, "1D")


def _week_of(phrase: Phrase, scene: Scene) -> Reading | None:
    found = _calendar(phrase, scene)
    day = first_day(found.edtf) if found else None
    return placed(period(day, "1W"), found.basis) if found and day else None


def _part_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "this morning", "last night", "the next evening"."""
    offset = _offset(phrase)
    return around(near_point(phrase, scene), offset, "1D")


def _clock(phrase: Phrase, scene: Scene) -> Reading | None:
    """A time of day, on the day that the words give, else on the last day named."""
    if phrase.get(*MONTHS):
        rest = tuple(word for word in phrase.words if word.kind not in ("CLOCK", "FIGURES", "PART"))
        return _calendar(Phrase("calendar", rest), scene)
    if phrase.get("WEEKDAYNAME"):
        return _weekday(phrase, scene)
    if phrase.get("DEICTIC"):
        return _deictic(phrase, scene)
    focus = focus_point(scene)
    day = around(focus if focus.fineness == 10 else base_point(scene), 0, "1D")
    part = phrase.get("PART")
    hour = int(amount(phrase) or 0) if part else 0
    if not 1 <= hour <= 12 or not day.value:
        return day
    afternoon = part in ("TAF", "TEV") or (part == "TNI" and hour >= 6)
    return Reading("TIME", f"{day.value}T{hour % 12 + 12 * afternoon:02}:00", day.edtf, day.basis)


def _shift(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "two days later", "three years ago", "the day before"."""
    unit = phrase.get("UNIT", "UNITS") or "3M"
    sign = -1 if phrase.get("before") else 1
    if marker := phrase.get("AGO", "AFTERWARDS", "LATER", "FOLLOWING"):
        sign = int(marker)
    number = amount(phrase)
    if unit.startswith("T"):
        return Reading("DURATION", length(number, unit)) if number else Reading("TIME", None)
    if number is None or number != int(number):
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in ("10Y", "100Y", "1000Y"):
        number, unit = number * int(unit[:-1]), "1Y"
    near = base_point(scene) if phrase.get("AGO", "from") else focus_point(scene)
    return around(near, sign * min(int(number), 9999), unit)


def _ago(phrase: Phrase, scene: Scene) -> Reading | None:
    """As in "a year ago to the day", "two years ago this month": as finely as the last unit says."""
    exact = Phrase("shift", tuple(word for word in phrase.words if word.kind not in ("DEICTIC", "to", "THIS")))
    first, *rest = phrase.all("UNIT", "UNITS", "WEEKEND")
    number = amount(exact)
    if number is None or first.startswith("T"):
        return _shift(exact, scene)
    size = {"10Y": 10, "100Y": 100, "1000Y": 1000}.get(first, 1)
    day = stepped(scene.base, -int(number) * size, "1Y" if first.endswith("Y") else first)
    return placed(period(day, rest[-1] if rest else "1D"), "relative")


# --- the present, the past and the future


def _reference(phrase: Phrase, _scene: Scene) -> Reading | None:
    return Reading("DATE", phrase.get("NOW", "RECENTLY", "FUTURE") or "PAST_REF")


_READINGS: dict[str, Callable[[Phrase, Scene], Reading | None]] = {
    "calendar": _calendar, "month": _calendar, "year": _calendar, "monthof": _month_of, "seasonof": _season_of, "season": _season,
    "holiday": feasts.fixed, "feast": feasts.moving, "ago": _ago,
    "dayof": _day_of, "nthweekday": _nth_weekday, "quarter": _quarter, "century": _century, "decade": _decade,
    "iso": _iso, "unit": _unit, "edge": _edge,
    "weekend": _weekend, "deictic": _deictic, "weekday": _weekday, "daynear": _day_near, "weekof": _week_of, "partof": _part_of,
    "clock": _clock, "shift": _shift, "duration": lengths.duration, "window": lengths.duration, "set": lengths.repeated, "ref": _reference,
}  # fmt: skip


def _without_part(phrase: Phrase) -> Phrase:
    """What "the first week of December" or "the last days of the year" is a part of; its weeks and ordinals count nothing there."""
    words = phrase.words
    if phrase.reading not in _WHOLES:
        return phrase
    behind = next((at + 1 for at, word in enumerate(words) if at and word.kind == "of" and words[at - 1].kind in _PARTS), 0)
    return replace(phrase, words=words[behind:])


_PARTS = ("UNIT", "UNITS", "half")
_WHOLES = frozenset("calendar month monthof season seasonof holiday feast unit edge year decade century".split())


def read(phrase: Phrase, scene: Scene) -> Reading | None:
    """What a phrase means where it stands; None when it speaks of no time ("February 30")."""
    found = _READINGS[phrase.reading](_without_part(phrase), scene)
    if found is None or found.type != "DATE":
        return found
    part = phrase.get("CLOCK", "FIGURES", "PART") or ("TNI" if phrase.get("DEICTIC") == "0TNI" else None)
    if part is None:
        return found
    return Reading("TIME", found.value and found.value[:10] + part, found.edtf, found.basis)
