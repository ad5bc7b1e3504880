"""How long, and how often: durations and repeated times, which stand nowhere in the calendar."""

from itertools import pairwise

from dragoman.extraction.dates.grammar import YEARS, Phrase
from dragoman.extraction.dates.scene import Reading, Scene

__all__ = ["amount", "duration", "length", "repeated"]


def amount(phrase: Phrase) -> float | None:
    """How many units a phrase speaks of; None when it doesn't say."""
    if phrase.get("VAGUE"):
        return None
    numbers = [
        float(word.value) for word in phrase.words if word.kind in ("N12", "N31", "N99", "NUM", *YEARS, "DEC", "NUMBERWORD")
    ]
    half = 0.5 if phrase.get("half") else 0.0
    if not numbers:
        return half or (None if phrase.get("UNITS") else 1.0)
    total = numbers[0]
    for last, number in pairwise(numbers):
        if number == 100:
            total *= number
        elif last >= 20 and number < 10:
            total += number
    return total + half


_HALVES = {"T1H": "30M", "1Y": "6M"}


def length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: `P2D`, `PXM`, `PT30M`."""
    clock, size, letter = ("T", int(unit[1:-1]), unit[-1]) if unit.startswith("T") else ("", int(unit[:-1]), unit[-1])
    if number and number % 1 == 0.5 and unit in _HALVES:
        whole = f"{number - 0.5:.0f}{letter}" if number > 1 else ""
        return f"P{clock}{whole}{_HALVES[unit]}"
    return f"P{clock}{'X' if number is None else f'{number * size:.10g}'}{letter}"


def duration(phrase: Phrase, _scene: Scene) -> Reading:
    """As in "two days", "the past week"."""
    return Reading("DURATION", length(amount(phrase), phrase.get("UNIT", "UNITS") or "3M"))


def repeated(phrase: Phrase, _scene: Scene) -> Reading:
    """As in "daily", "every Monday", "twice a year"."""
    if frequency := phrase.get("FREQUENCY"):
        return Reading("SET", frequency)
    if units := phrase.all("UNIT", "UNITS"):
        number = 1 if len(units) > 1 else amount(phrase) or 1  # "eight hours a day" comes back each day
        return Reading("SET", length(number * int(phrase.get("EVERY") or 1), units[-1]))
    if weekday := phrase.get("WEEKDAYNAME", "WEEKDAYS"):
        return Reading("SET", f"XXXX-WXX-{weekday}")
    if part := phrase.get("PART"):
        return Reading("SET", f"XXXX-XX-XX{part}")
    return Reading("SET", f"XXXX-{phrase.get('SEASON', 'MONTHNAME') or 'WXX-WE'}")
