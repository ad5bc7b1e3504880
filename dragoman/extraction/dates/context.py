"""What surrounds the phrases of time: the day from which a text speaks, whether it tells of years past, where a clause looks."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dragoman.extraction.dates.grammar import MONTHS, YEARS, Phrase
from dragoman.extraction.dates.readings import read
from dragoman.extraction.dates.scene import Direction, Scene
from dragoman.extraction.dates.values import interval
from dragoman.lexicons import rows
from dragoman.model import Basis, Document

__all__ = ["Base", "base_of", "direction_of", "is_narrative"]

#: Two days so far apart in year, month and weekday that only what needs no base is read alike from both.
_ANY_DAY = (date(1999, 2, 10), date(2024, 9, 20))
_WORDS = re.compile(r"[^\W\d_]+(?:['’]ll\b)?")


class Base(NamedTuple):
    """The first and the last day on which the text may speak, and what says so."""

    first: date
    last: date
    basis: Basis


def base_of(document: Document, found: Sequence[Phrase]) -> Base:
    """The days from which the text may speak: its dateline's, else those of its publication, else any."""
    first, behind = interval(document.published or "")
    known = Base(first, behind - timedelta(1), "relative") if first and behind else None
    opening = next((phrase for phrase in found[:4] if _is_dateline(document, phrase)), None)
    if opening is None:
        return known or Base(*_ANY_DAY, "relative")
    if known:
        stated = read(opening, Scene(known.last, direction=-1))
        day = interval(stated.edtf or "")[0] if stated else None
        if (
            day is None
            or not -_LATE <= (day - known.first).days <= (known.last - known.first).days
            or day == known.first == known.last
        ):
            return known
        return Base(day, day, "dateline")
    days = [interval(reading.edtf or "")[0] for day in _SAME_DAYS if (reading := read(opening, Scene(day, direction=-1)))]
    return Base(days[0], days[-1], "dateline") if days and days[0] and days[-1] else Base(*_ANY_DAY, "relative")


#: Days by which a dateline may be older than the publication and still be where the text speaks from.
_LATE = 3
#: The last days of two years in which no day of the year falls on the same weekday.
_SAME_DAYS = (date(2023, 12, 31), date(2025, 12, 31))


def _is_dateline(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase is the day with which a text opens: "ISLAMABAD, April 8 —", or a day on a line of its own."""
    if not (phrase.get(*MONTHS) and phrase.get("N12", "N31")) and phrase.reading != "iso":
        return False
    if document.zone_at(phrase.start) == "dateline":
        return True
    text = document.text
    line_start, line_end = text.rfind("\n", 0, phrase.start) + 1, text.find("\n", phrase.end)
    before, after = text[line_start : phrase.start], text[phrase.end : line_end if line_end >= 0 else len(text)]
    if line_start >= 400 or text[:line_start].rstrip().endswith((".", "!", "?", '"', "”")):
        return False
    if not before.strip() and not after.strip(" ."):
        return True
    return bool(_PLACE.fullmatch(before[:80]) and _AGENCY.match(after[:60]))


_PLACE = re.compile(r"\W{0,3}[A-Z][^\W\d]*(?:[ ./'-][A-Z]\w*){0,4}(?:, [A-Z][\w. ]{0,30})?[,:]? ?(?:[-–—] ?)?\(?")
_AGENCY = re.compile(r"\)?,? ?(?:\([^()\n]{1,40}\) ?)?(?:[-–—_]|:|\Z)")


def is_narrative(found: Iterable[Phrase], base: Base) -> bool:
    """Whether the text tells of years past, so that a month without a year is the story's and not the newspaper's."""
    years = [
        int(year) for phrase in found if phrase.reading == "calendar" and phrase.get(*MONTHS) and (year := phrase.get(*YEARS))
    ]
    old = years if base.first.year < base.last.year else [year for year in years if year < base.last.year - 1]
    news = sum(
        phrase.reading in ("deictic", "weekday") or (phrase.reading == "unit" and phrase.get("LAST") is not None)
        for phrase in found
    )
    return len(old) >= _STORY and len(old) > 2 * news and 2 * len(old) > len(years)


#: How many dates of past years make a text a story.
_STORY = 3


@cache
def _cues() -> dict[str, str]:
    return {row["word"]: row["looks"] for row in rows("date_cues")}


def direction_of(text: str, phrase: Phrase) -> Direction:
    """Where the clause around a phrase looks, by the nearest word before it that tells, else by the first after it."""
    before = _CLAUSE.split(text[max(phrase.start - _WINDOW, 0) : phrase.start])[-1]
    if text.startswith(("'s", "’s"), phrase.end):
        return -1
    if _ARRANGED.search(before) or _MOVED.search(before):
        return 1
    after = _CLAUSE.split(text[phrase.end : phrase.end + _WINDOW])[0]
    words = ["", *_WORDS.findall(before), ""]
    follow = ["", *_WORDS.findall(after), ""]
    nearest = (_cue(*words[at - 1 : at + 2]) for at in range(len(words) - 2, 0, -1))
    first = (_cue(*follow[at - 1 : at + 2], finite=True) for at in range(1, len(follow) - 1))
    return next((cue for cues in (nearest, first) for cue in cues if cue is not None), 0)


#: How many characters around a phrase are looked at.
_WINDOW = 90
#: A present passive right before its date: "is heard in May", "are held on Friday".
_ARRANGED = re.compile(
    r"\b(?:is|are)\s+(?:\w+(?:ed|en)|held|heard|made|sworn|read|put|sent|kept|met)\s+(?:(?:in|on|at|by|for)\s+)?(?:the\s+)?$"
)
#: What is put off is put off to a day to come: "moved to Wednesday", "put back by a week to Monday".
_MOVED = re.compile(
    r"\b(?:moved|postponed|rescheduled|deferred|delayed|adjourned|(?:put|pushed|brought|moved)\s+(?:off|back|forward))\s+"
    r"(?:(?:by|from)\s+[\w\s]{1,24}\s+)?(?:to|till|until|for)\s+(?:the\s+)?$"
)
_CLAUSE = re.compile(r"[.;:!?](?=\s)|\n")


def _cue(before: str, word: str, behind: str, *, finite: bool = False) -> Direction | None:
    """Where one word looks between its neighbours, None when it doesn't tell.

    "To" before a verb looks ahead after words that want it and leaves the matter open after others; participles after "be" and
    "is" tell nothing. Where the clause follows its date, its first verb is the one that the date belongs to (`finite`): "In August,
    they agreed to meet".
    """
    if word == "to":
        wanted = _cues().get(before, "").startswith("ahead")
        return 1 if wanted else 0 if behind.islower() and behind not in _NO_VERB else None
    if word == "early":
        return 1 if before == behind == "as" else None
    if word.lower() in ("until", "till") and not before:
        return None  # "until Friday they had not": the clause behind it tells
    looks = _cues().get(
        word if before else word.lower(), "back" if word.endswith("ed") and word.islower() and len(word) > 4 else ""
    )
    if looks == "ahead with to or for":
        return None if behind == "to" else 1 if behind == "for" else -1
    if looks == "ahead with to" and word.endswith("ed") and (finite or behind != "to"):
        return -1
    if looks == "ahead" or word.endswith(("'ll", "’ll")):
        return 1
    return -1 if looks == "back" and before not in ("be", "is", "are") else None


#: What follows a "to" that is no infinitive's.
_NO_VERB = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "this", "that", "these", "those", "some", "all"}
)
