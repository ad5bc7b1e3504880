"""Find the dates, times, durations and repeated times of a text, and place them in the calendar as precisely as their words allow.

The words and how they stand together are tables (`data/dates.tsv`, `data/date_patterns.tsv`); what they mean is read from the day on
which the text speaks: the day of its dateline where it opens with one, else its day of publication. A text without either gets
no year invented. The base may be a month, a year or nothing: then each phrase is read from both ends of what is known, and only
what both readings agree on is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dragoman.extraction.dates.context import base_of, direction_of, is_narrative
from dragoman.extraction.dates.grammar import MONTHS, YEARS, Phrase, Word, phrases
from dragoman.extraction.dates.readings import read
from dragoman.extraction.dates.scene import Direction, Reading, Scene
from dragoman.extraction.dates.values import interval
from dragoman.model import Basis, Document, Time, When

__all__ = ["find", "interval"]

_JOINS = ("DASH", "to", "through", "and", "until", "till", "or")
_BETWEEN = re.compile(r"\s*(?:[-–—/]|\b(?:to|through|until|till|and)\b(?:\s+the\b)?)\s*", re.IGNORECASE)
_OPENED = re.compile(
    r"(?<!run-)(?<!run )\b(from|between|since|until|till|up to)\s+(?:the\s+|about\s+|around\s+)?$", re.IGNORECASE
)
_WHEN = re.compile(r",? when\b")
_ONWARDS = re.compile(r"\s+(?:onwards?|and (?:after|beyond|later))\b", re.IGNORECASE)
#: Words before a date that make it approximate or uncertain; "about" alone also means what a text is about.
_ROUGHLY = re.compile(
    r"(?:\b(?:in|by|from|since|until|till|to|of)\s+about|\b(?:around|circa|roughly|approximately)|\bca?\.)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:possibly|perhaps|probably|maybe|presumably)\s+(?:(?:in|on|around|about|circa)\s+)*(?:the\s+)?$", re.IGNORECASE
)
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")


def find(document: Document) -> tuple[Time, ...]:
    """The times in a document's text, in its order and apart from each other.

    Each end of a range is a time of its own with its own TIMEX3 value, and its `when` is the whole range, anchored at the words of
    both: "from May 7 to 10" gives `2025-05-07` and `2025-05-10`, both within `2025-05-07/2025-05-10`. A time after "since" or
    "until" is open at its other side. Durations, repeated times and references to now, past or future have a value and no EDTF.
    """
    text = document.text
    found = [_ends(phrase) for phrase in phrases(text)]
    ends = [end for pair in found for end in pair]
    base = base_of(document, ends)
    narrative = is_narrative(ends, base)
    directions = [direction_of(text, pair[0]) for pair in found]
    first = _readings(text, found, directions, base.first, narrative)
    last = _readings(text, found, directions, base.last, narrative) if base.last != base.first else first
    times = []
    for phrase, one, other in zip(ends, first, last, strict=True):
        reading = _agreed(phrase, one, other)
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
    at = next(
        place for place, word in enumerate(own) if place and word.kind in _JOINS and own[place - 1].kind not in ("EARLY", "LATER")
    )
    left, right = own[:at], own[at + 1 :]
    century, short = left[-1].value, right[-1]
    if left[-1].kind in YEARS and right[-1].kind not in YEARS and len(right) == 1:
        if int(short.value) > int(century[2:]):
            right = [short._replace(kind="YEAR", value=f"{century[:2]}{int(short.value):02}")]
        elif short.kind == "N12":
            return [Phrase("calendar", (*own[:-1], short._replace(kind="MONTHNAME", value=f"{int(short.value):02}")))]
        else:
            return [Phrase("calendar", tuple(left))]
    month, era, year = _kinds(right, MONTHS), _kinds(right, ("ERA",)), _kinds(right, YEARS)
    lent = [
        *(() if _kinds(left, MONTHS) else month),
        *(() if _kinds(left, YEARS) else year),
        *(() if _kinds(left, ("ERA",)) else era),
    ]
    kept = [*(() if month else _kinds(left, MONTHS)), *_kinds(left, ("PART",))]
    return [Phrase("calendar", tuple(left), tuple(lent)), Phrase("calendar", tuple(right), tuple(kept))]


def _kinds(words: Sequence[Word], kinds: Sequence[str]) -> list[Word]:
    return [word for word in words if word.kind in kinds]


def _readings(
    text: str, found: Sequence[Sequence[Phrase]], directions: Sequence[Direction], base: date, narrative: bool
) -> list[Reading | None]:
    """What each end of each phrase means to a reader who starts from one day and keeps in mind the last date that the text named."""
    readings: list[Reading | None] = []
    focus: str | None = None
    for ends, direction in zip(found, directions, strict=True):
        for place, phrase in enumerate(ends):
            scene = Scene(base, focus, narrative, direction)
            reading = read(phrase, scene)
            if place and (begin := _begin(readings[-1], reading)):
                reading = read(phrase, replace(scene, base=begin, direction=1))
            readings.append(reading)
            if reading is None or reading.edtf is None or phrase.reading in ("decade", "century"):
                continue
            if not (narrative and reading.basis == "relative"):
                focus = _kept(
                    focus, _point(reading.edtf), leads=bool(_LEADS.search(text, max(phrase.start - 30, 0), phrase.start))
                )
    return readings


def _begin(left: Reading | None, right: Reading | None) -> date | None:
    """The day from which the end of a range is to be read again, where it would lie before the beginning."""
    if left and right and left.edtf and right.edtf and len(left.edtf) == len(right.edtf) and right.edtf < left.edtf:
        return interval(left.edtf)[0]
    return None


#: What stands before a year that opens a sentence or a heading.
_LEADS = re.compile(r"(?:^|[.!?]['\"”’)]?\s|\n)\W*(?:(?:In|By|During|Throughout|From|Since|The|Early|Late)\s+){0,2}$")


def _kept(focus: str | None, edtf: str, *, leads: bool) -> str | None:
    """The last date to keep in mind. A bare year takes the place of a finer date only where it opens a sentence."""
    if not edtf[:4].isdigit():
        return focus
    if focus is None or len(edtf) > 4:
        return edtf
    return edtf if leads and focus[:4] != edtf else focus


def _point(edtf: str) -> str:
    """An interval as the month or year that holds it, so that nothing is counted from a day that no one named."""
    first, _, last = edtf.partition("/")
    if not last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]


def _agreed(phrase: Phrase, one: Reading | None, other: Reading | None) -> Reading | None:
    """What two readings share: all, or a day or month without its year, or nothing but the words."""
    if one is None or other is None or one == other:
        return one if other else None
    if one.edtf and other.edtf and "/" not in one.edtf and len(one.edtf) > 4 and one.edtf[4:] == other.edtf[4:] and one.value:
        basis: Basis = one.basis if phrase.get("DEICTIC", "UNIT") else "explicit"
        return replace(one, value="XXXX" + one.value[4:], edtf="XXXX" + one.edtf[4:], basis=basis)
    return Reading(one.type, None)


def _ranged(document: Document, times: Sequence[Time]) -> list[Time]:
    """The times, those that are ends of one range with the range for their `when`, those after "since" or "until" open."""
    ranged = list(times)
    for place, (left, right) in enumerate(pairwise(times)):
        if whole := _range(document, left, right):
            ranged[place] = replace(left, when=whole)
            ranged[place + 1] = replace(right, when=whole)
    return [_opened(document, _shaded(document, time)) if time.when.anchor == time.anchor else time for time in ranged]


def _shaded(document: Document, time: Time) -> Time:
    """A date that its words call rough, or doubt, with EDTF's sign for it: "around 1978" is `1978~`, "possibly in 1931" `1931?`."""
    before = document.text[max(time.anchor.start - 30, 0) : time.anchor.start]
    rough, doubted = _ROUGHLY.search(before), _MAYBE.search(before)
    edtf = time.when.edtf
    if not edtf or not _PLAIN.fullmatch(edtf) or not (rough or doubted):
        return time
    sign = "%" if rough and doubted else "~" if rough else "?"
    return replace(time, when=replace(time.when, edtf=edtf + sign))


def _range(document: Document, left: Time, right: Time) -> When | None:
    """The range of which two times are the ends: joined by a word that says so, or two days that follow each other."""
    joint = _BETWEEN.fullmatch(document.text, left.anchor.end, right.anchor.start)
    first, last = left.when.edtf, right.when.edtf
    if not joint or not first or not last or "/" in first + last:
        return None
    backwards = last <= first if first[0] != "-" else last >= first
    if backwards or first.startswith("XXXX") != last.startswith("XXXX") or first.startswith("-") != last.startswith("-"):
        return None
    opened = _OPENED.search(document.text, max(left.anchor.start - 20, 0), left.anchor.start)
    word = opened[1].lower() if opened else ""
    if "and" in joint[0].lower() and word != "between" and not _neighbours(first, last):
        return None
    begin = opened.start() if opened and word in ("from", "between") else left.anchor.start
    edtf = f"{first}/{last}"
    basis = right.when.basis if left.when.basis == "explicit" else left.when.basis
    return When(edtf, basis, *interval(edtf), document.anchor(begin, right.anchor.end))


def _neighbours(first: str, last: str) -> bool:
    """Whether two EDTF strings are two days one after the other, in a leap year where they name none."""
    if len(first) != 10 or len(last) != 10:
        return False
    behind, start = interval(first.replace("XXXX", "2000"))[1], interval(last.replace("XXXX", "2000"))[0]
    return behind is not None and behind == start


def _opened(document: Document, time: Time) -> Time:
    """A time after "since" or before "onwards" lasts from it on, one after "until" or "up to" up to it; before "when" it is the time of what was done then."""
    opened = _OPENED.search(document.text, max(time.anchor.start - 20, 0), time.anchor.start)
    word = opened[1].lower() if opened else ""
    edtf = time.when.edtf
    onwards = _ONWARDS.match(document.text, time.anchor.end)
    if (
        not edtf
        or "/" in edtf
        or _WHEN.match(document.text, time.anchor.end)
        or not (onwards or (opened and word not in ("from", "between")))
    ):
        return time
    edtf = f"{edtf}/.." if onwards or word == "since" else f"../{edtf}"
    begin, end = opened.start() if opened else time.anchor.start, onwards.end() if onwards else time.anchor.end
    return replace(time, when=When(edtf, time.when.basis, *interval(edtf), document.anchor(begin, end)))
