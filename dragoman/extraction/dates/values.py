"""The calendar behind the words: EDTF strings as intervals of days, and periods of every length around a day."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

__all__ = ["Period", "feast", "interval", "period", "season", "stepped"]

_MONTHS = {"21": (3, 3), "22": (6, 3), "23": (9, 3), "24": (12, 3)}
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EDTF = re.compile(r"(\d{1,4}X{0,3}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?", re.ASCII)


class Period(NamedTuple):
    """A stretch of the calendar: its TIMEX3 value and its EDTF string, which never say more than the words."""

    value: str
    edtf: str


def interval(edtf: str) -> tuple[date | None, date | None]:
    """The half-open interval of days [start, end) that an EDTF string of level 0 or 1 means.

    A side is None where it is open, unknown or outside of the years 1 to 9999; both are None where the year is unknown
    (`XXXX-04-22`), before our era, or the string is no EDTF. Seasons are those of the northern year, winter from December on;
    qualifiers (`?`, `~`, `%`) change nothing; an instant means its day.
    """
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return interval(first)[0], interval(last)[1]
    found = _EDTF.fullmatch(re.sub("[?~%]", "", edtf))
    if not found or found[1] == "XXXX" or len(found[1]) != 4:
        return None, None
    year, month, day = found.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX"):
        return _first(low, 1), _first(high + 1, 1)
    if month in _MONTHS:
        start, length = _MONTHS[month]
        return _first(low, start), _first(low, start + length)
    if not 1 <= int(month) <= 12:
        return None, None
    if day in (None, "XX"):
        return _first(low, int(month)), _first(low, int(month) + 1)
    try:
        start_day = date(low, int(month), int(day))
    except ValueError:
        return None, None
    return start_day, start_day + timedelta(1) if start_day < date.max else None


def _first(year: int, month: int) -> date | None:
    """The first day of a month, months beyond twelve counted on; None outside of the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if MINYEAR <= year <= MAXYEAR else None


def period(day: date, unit: str) -> Period:
    """The period of a length (`1D`, `1W`, `WE` for a weekend, `1M`, `3M`, `1Y`, `10Y`, `100Y`, `1000Y`) in which a day lies."""
    year = f"{day.year:04}"
    match unit:
        case "1D":
            return Period(day.isoformat(), day.isoformat())
        case "1W" | "2W" | "WE":
            monday = day - timedelta(min(day.weekday(), day.toordinal() - 1))
            name = "{:04}-W{:02}".format(*day.isocalendar()[:2])
            if unit == "WE":
                return Period(name + "-WE", _span(_plus(monday, 5), _plus(monday, 6)))
            return Period(name, _span(monday, _plus(monday, 6)))
        case "1M":
            return Period(f"{year}-{day.month:02}", f"{year}-{day.month:02}")
        case "3M":
            quarter = (day.month + 2) // 3
            return Period(f"{year}-Q{quarter}", f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}")
        case "1Y":
            return Period(year, year)
    known = {"10Y": 3, "100Y": 2}.get(unit, 1)
    return Period(year[:known].ljust(4, "X"), year[:known].ljust(4, "X"))


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _plus(day: date, days: int) -> date:
    """A day some days on, held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def stepped(day: date, number: int, unit: str) -> date:
    """The day a number of units on (back when negative); where that month has no such day its last, held inside the calendar."""
    if unit == "WE":
        return _plus(day, 7 * number)
    size, letter = int(unit[:-1]) * number, unit[-1]
    if letter in "DW":
        return _plus(day, max(min(size * (7 if letter == "W" else 1), 4_000_000), -4_000_000))
    months = day.year * 12 + day.month - 1 + size * (12 if letter == "Y" else 1)
    year, month = min(max(months // 12, MINYEAR), MAXYEAR), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def season(year: int | str, name: str) -> Period:
    """The season (`SP`, `SU`, `FA`, `WI`) of a year."""
    return Period(f"{year:0>4}-{name}", f"{year:0>4}-{_SEASONS[name]}")


def feast(rule: str, year: int) -> date:
    """The day of a feast in a year, by its rule in dates.tsv: `12-25`, `11-thursday-4`, `05-monday-last`, `easter-2`."""
    if rule.startswith("easter"):
        return _plus(_easter(year), int(rule.removeprefix("easter")))
    month, *rest = rule.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    weekday, (nth, _, extra) = _WEEKDAYS.index(rest[0]), rest[1].partition("+")
    if nth == "last":
        last = date(year, int(month), monthrange(year, int(month))[1])
        return _plus(last, -((last.weekday() - weekday) % 7))
    first = date(year, int(month), 1)
    return _plus(first, (weekday - first.weekday()) % 7 + 7 * (int(nth) - 1) + int(extra or 0))


def _easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
