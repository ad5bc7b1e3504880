"""Find the dates, times, durations and repeated times of a text, and place them in the calendar as precisely as their words allow.

The words and how they stand together are tables (`data/dates.tsv`, `data/date_patterns.tsv`); what they mean is read from the day on
which the text speaks: the day of its dateline where it opens with one, else its day of publication. A text without either gets
no year invented. The base may be a month, a year or nothing: then each phrase is read from both ends of what is known, and only
what both readings agree on is kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.extraction.date_grammar import Phrase, Word, phrases
from dragoman.extraction.date_readings import Direction, Reading, Scene, read
from dragoman.extraction.date_values import interval
from dragoman.lexicons import rows
from dragoman.model import Basis, Document, Time, When

__all__ = ["find", "interval"]

#: Two days so far apart in year, month and weekday that only what needs no base is read alike from both.
_ANY_DAY = (date(1999, 2, 10), date(2024, 9, 20))
_JOINS = ("DASH", "to", "through", "and", "until", "till", "or")
_BETWEEN = re.compile(r"\s*(?:[-–—]|\b(?:to|through|until|till|and)\b(?:\s+the\b)?)\s*", re.IGNORECASE)
_OPENED = re.compile(r"\b(from|between|since|until|till)\s+(?:the\s+|about\s+|around\s+)?$", re.IGNORECASE)
_NIGHT = re.compile(r"\bnight of\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:['’]ll\b)?")


class _Base(NamedTuple):
    """The first and the last day on which the text may speak, and what says so."""

    first: date
    last: date
    basis: Basis


def find(document: Document) -> tuple[Time, ...]:
    """The times in a document's text, in its order and apart from each other.

    Each end of a range is a time of its own with its own TIMEX3 value, and its `when` is the whole range, anchored at the words of
    both: "from May 7 to 10" gives `2025-05-07` and `2025-05-10`, both within `2025-05-07/2025-05-10`. A time after "since" or
    "until" is open at its other side. Durations, repeated times and references to now, past or future have a value and no EDTF.
    """
    text = document.text
    found = [part for phrase in phrases(text) for part in _ends(phrase)]
    base = _base(document, found)
    narrative = _narrative(found, base)
    directions = [_direction(text, phrase) for phrase in found]
    first = _readings(text, found, directions, base.first, narrative)
    last = _readings(text, found, directions, base.last, narrative) if base.last != base.first else first
    times = []
    for phrase, one, other in zip(found, first, last, strict=True):
        reading = _agreed(one, other)
        if reading is None:
            continue
        anchor = document.anchor(phrase.start, phrase.end)
        basis = base.basis if reading.basis == "relative" and base.basis == "dateline" else reading.basis
        when = When(reading.edtf, basis, *interval(reading.edtf or ""), anchor)
        times.append(Time(when, anchor, reading.type, reading.value))
    return tuple(_ranged(document, times))


def _ends(phrase: Phrase) -> list[Phrase]:
    """A range as its two ends, each borrowing from the other what it leaves unsaid; any other phrase as it is."""
    if phrase.reading != "range":
        return [phrase]
    own = [word for word in phrase.words if word.kind not in ("from", "between")]
    at = next(place for place, word in enumerate(own) if place and word.kind in _JOINS and word.kind != own[0].kind)
    left, right = own[:at], own[at + 1 :]
    century, short = left[-1].value, right[-1]
    if left[-1].kind in _YEAR and right[-1].kind not in _YEAR and len(right) == 1:
        if int(short.value) > int(century[2:]):
            right = [short._replace(kind="YEAR", value=f"{century[:2]}{int(short.value):02}")]
        elif short.kind == "N12":
            return [Phrase("calendar", (*own[:-1], short._replace(kind="MONTHNAME", value=f"{int(short.value):02}")))]
        else:
            return [Phrase("calendar", tuple(left))]
    month, era, year = _kinds(right, _MONTH), _kinds(right, ("ERA",)), _kinds(right, _YEAR)
    lent = [*(() if _kinds(left, _MONTH) else month), *(() if _kinds(left, _YEAR) else year), *(() if _kinds(left, ("ERA",)) else era)]
    kept = [*(() if month else _kinds(left, _MONTH)), *_kinds(left, ("PART",))]
    return [Phrase("calendar", tuple(left), tuple(lent)), Phrase("calendar", tuple(right), tuple(kept))]


_YEAR = ("YEAR", "OLDYEAR")
_MONTH = ("MONTHNAME", "MAYMARCH", "MONTHABBR")


def _kinds(words: Sequence[Word], kinds: Sequence[str]) -> list[Word]:
    return [word for word in words if word.kind in kinds]


def _readings(
    text: str, found: Sequence[Phrase], directions: Sequence[Direction], base: date, narrative: bool
) -> list[Reading | None]:
    """What each phrase means to a reader who starts from one day and keeps in mind the last date that the text named."""
    readings: list[Reading | None] = []
    focus: str | None = None
    for phrase, direction in zip(found, directions, strict=True):
        reading = read(phrase, Scene(base, focus, narrative, direction))
        if reading and reading.edtf and reading.basis != "unknown" and phrase.reading not in ("decade", "century"):
            focus = _kept(focus, reading.edtf.split("/")[0])
        readings.append(reading)
    return readings


def _kept(focus: str | None, edtf: str) -> str:
    """The last date to keep in mind: a bare year or month that holds the day before it doesn't blur it."""
    return focus if focus and focus.startswith(edtf) else edtf


def _agreed(one: Reading | None, other: Reading | None) -> Reading | None:
    """What two readings share: all, or a day or month without its year, or nothing but the words."""
    if one is None or other is None or one == other:
        return one if other else None
    if one.edtf and other.edtf and "/" not in one.edtf and len(one.edtf) > 4 and one.edtf[4:] == other.edtf[4:] and one.value:
        return replace(one, value="XXXX" + one.value[4:], edtf="XXXX" + one.edtf[4:], basis="explicit")
    return Reading(one.type, None)


def _base(document: Document, found: Sequence[Phrase]) -> _Base:
    """The days from which the text may speak: its dateline's, else those of its publication, else any."""
    first, behind = interval(document.published or "")
    known = _Base(first, behind - timedelta(1), "relative") if first and behind else None
    opening = next((phrase for phrase in found[:4] if _is_dateline(document, phrase)), None)
    if opening is None:
        return known or _Base(*_ANY_DAY, "relative")
    if known:
        stated = read(opening, Scene(known.last, direction=-1))
        day = interval(stated.edtf or "")[0] if stated else None
        return _Base(day, day, "dateline") if day and -_LATE <= (day - known.last).days < 0 and day not in (known.first, known.last) else known
    days = [interval(reading.edtf or "")[0] for day in _SAME_DAYS if (reading := read(opening, Scene(day, direction=-1)))]
    return _Base(days[0], days[-1], "dateline") if days and days[0] and days[-1] else _Base(*_ANY_DAY, "relative")


#: Days by which a dateline may be older than the publication and still be where the text speaks from.
_LATE = 3
#: The last days of two years in which no day of the year falls on the same weekday.
_SAME_DAYS = (date(2023, 12, 31), date(2025, 12, 31))


def _is_dateline(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase is the day with which a text opens: "ISLAMABAD, April 8 —", or a day on a line of its own."""
    if not (phrase.get(*_MONTH) and phrase.get("N12", "N31")) and phrase.reading != "iso":
        return False
    if document.zone_at(phrase.start) == "dateline":
        return True
    text = document.text
    line_start, line_end = text.rfind("\n", 0, phrase.start) + 1, text.find("\n", phrase.end)
    before, after = text[line_start : phrase.start], text[phrase.end : line_end if line_end >= 0 else len(text)]
    if not before.strip() and not after.strip(" .") and phrase.start < 400:
        return True
    return line_start < 400 and bool(_PLACE.fullmatch(before[:80]) and _AGENCY.match(after[:60]))


_PLACE = re.compile(r"\W{0,3}[A-Z][^\W\d]*(?:[ ./'-][A-Z]\w*){0,4}(?:, [A-Z][\w. ]{0,30})?[,:]? ?\(?")
_AGENCY = re.compile(r"\)?,? ?(?:\([^()\n]{1,40}\) ?)?(?:[-–—_]|:|\Z)")


def _narrative(found: Iterable[Phrase], base: _Base) -> bool:
    """Whether the text tells of years past, so that a month without a year is the story's and not the newspaper's."""
    years = [int(year) for phrase in found if phrase.reading == "calendar" and phrase.get(*_MONTH) and (year := phrase.get(*_YEAR))]
    old = years if base.first.year < base.last.year else [year for year in years if year < base.last.year - 1]
    news = sum(phrase.reading in ("deictic", "weekday") or (phrase.reading == "unit" and phrase.get("LAST") is not None) for phrase in found)
    return len(old) >= _STORY and len(old) > 2 * news and 2 * len(old) > len(years)


#: How many dates of past years make a text a story.
_STORY = 3


@cache
def _cues() -> dict[str, Direction]:
    return {row["word"]: 1 if row["looks"] == "ahead" else -1 for row in rows("date_cues")}


def _direction(text: str, phrase: Phrase) -> Direction:
    """Where the clause around a phrase looks, by the nearest word before it that tells, else by the first after it."""
    before = re.split(r"[.;:!?\n](?=\s|$)", text[max(phrase.start - _WINDOW, 0) : phrase.start])[-1]
    after = re.split(r"[.;:!?\n](?=\s|$)", text[phrase.end : phrase.end + _WINDOW])[0]
    cues = [cue for word in reversed(_WORDS.findall(before)) if (cue := _cue(word.lower()))]
    return (cues or [cue for word in _WORDS.findall(after) if (cue := _cue(word.lower()))] or [0])[0]


#: How many characters around a phrase are looked at.
_WINDOW = 90


def _cue(word: str) -> Direction:
    known = _cues().get(word)
    if known is None:
        return 1 if word.endswith(("'ll", "’ll")) else -1 if word.endswith("ed") and len(word) > 4 else 0
    return known


def _ranged(document: Document, times: Sequence[Time]) -> list[Time]:
    """The times, those that are ends of one range with the range for their `when`, those after "since" or "until" open."""
    ranged = list(times)
    for place, (left, right) in enumerate(pairwise(times)):
        if whole := _range(document, left, right):
            ranged[place] = replace(left, when=whole)
            ranged[place + 1] = replace(right, when=whole)
    return [_opened(document, time) if time.when.anchor == time.anchor else time for time in ranged]


def _range(document: Document, left: Time, right: Time) -> When | None:
    """The range of which two times are the ends: joined by a word that says so, or two days that follow each other."""
    text = document.text
    joint = _BETWEEN.fullmatch(text, left.anchor.end, right.anchor.start)
    first, last = left.when.edtf, right.when.edtf
    if not joint or not first or not last or "/" in first + last or left.type not in ("DATE", "TIME"):
        return None
    start, end = left.when.start, right.when.start
    if (start and end and start >= end) or (first[:4] == "XXXX") != (last[:4] == "XXXX") or (first[:4] == "XXXX" and first >= last):
        return None
    opened = _OPENED.search(text, max(left.anchor.start - 20, 0), left.anchor.start)
    if "and" in joint[0].lower() and not (opened and opened[1].lower() == "between"):
        if not (start and end and len(first) == len(last) == 10 and (end - start).days == 1):
            return None
    begin = opened.start() if opened and opened[1].lower() in ("from", "between") else left.anchor.start
    edtf = f"{first}/{last}"
    basis = "explicit" if left.when.basis == right.when.basis == "explicit" else right.when.basis
    return When(edtf, basis, *interval(edtf), document.anchor(begin, right.anchor.end))


def _opened(document: Document, time: Time) -> Time:
    """A time after "since" lasts from it on, one after "until" up to it."""
    opened = _OPENED.search(document.text, max(time.anchor.start - 20, 0), time.anchor.start)
    word = opened[1].lower() if opened else ""
    edtf = time.when.edtf
    if not opened or not edtf or "/" in edtf or word in ("from", "between"):
        return time
    edtf = f"{edtf}/.." if word == "since" else f"../{edtf}"
    return replace(time, when=When(edtf, time.when.basis, *interval(edtf), document.anchor(opened.start(), time.anchor.end)))
