"""When: dates, times, durations and repeated times in news English, found by a grammar of our own and resolved as far as words allow."""

from dragoman.extraction.dates.finding import find
from dragoman.extraction.dates.values import interval

__all__ = ["find", "interval"]
