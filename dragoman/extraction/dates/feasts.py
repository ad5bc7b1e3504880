"""Feasts: those of a fixed rule (`data/dates.tsv`) and those that move with the moon (`data/feasts.tsv`)."""

from datetime import date
from functools import cache

from dragoman.extraction.dates.grammar import YEARS, Phrase
from dragoman.extraction.dates.scene import Reading, Scene, nearest, placed
from dragoman.extraction.dates.values import feast, interval, period
from dragoman.lexicons import rows, split
from dragoman.model import Basis

__all__ = ["fixed", "moving"]


def fixed(phrase: Phrase, scene: Scene) -> Reading:
    """As in "Christmas Day", "last Easter", "Labor Day 2024"."""
    rule, year = phrase.get("HOLIDAY") or "", phrase.get(*YEARS)
    unit = "1W" if phrase.get("UNIT") else "1D"
    if year:
        return placed(period(feast(rule, int(year)), unit), "explicit")
    if scene.narrative and scene.focus:
        return placed(period(feast(rule, int(scene.focus[:4])), unit), "inferred")
    years = range(max(scene.base.year - 2, 1), min(scene.base.year + 3, 9999))
    return placed(period(nearest([feast(rule, year) for year in years], phrase, scene), unit), "relative")


@cache
def _feasts(name: str) -> dict[date, str]:
    """The EDTF strings of a feast that moves, by their first days."""
    days = [edtf for row in rows("feasts") for edtf in split(row[name])]
    return {first: edtf for edtf in days if (first := interval(edtf)[0])}


def moving(phrase: Phrase, scene: Scene) -> Reading:
    """As in "Ramadan", "last Diwali", "Passover 2024"; without EDTF in years that the table doesn't hold."""
    feasts, year = _feasts(phrase.get("FEAST") or ""), phrase.get(*YEARS)
    told = scene.focus[:4] if scene.narrative and scene.focus and not year else year
    basis: Basis = "explicit" if year else "inferred" if told else "relative"
    near = [day for day in feasts if (str(day.year) == told if told else abs((day - scene.base).days) < _YEARLY)]
    if not near:
        return Reading("DATE", None)
    edtf = feasts[near[0] if told else nearest(near, phrase, scene)]
    return Reading("DATE", edtf if len(edtf) == 10 else None, edtf, basis)


#: Days within which a feast of every year falls before and after any day.
_YEARLY = 390
