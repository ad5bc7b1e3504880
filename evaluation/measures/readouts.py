"""The engagement that an official readout tells, against what its publisher's index says of it."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from evaluation.measures.overlap import name_words
from evaluation.measures.parties import claim_codes, claim_names, first_told, mentions_by_id
from evaluation.measures.result import Case, Error, Json, Measure, Rate, Result, excerpt

#: How far into a readout its opening reaches: the day of the engagement is told there or nowhere.
OPENING = 400

_MONTHS = calendar.month_name[1:]
_WEEKDAYS = [day.casefold() for day in calendar.day_name]
_MONTH = "|".join(f"{month[:3]}[.]|{month}" for month in _MONTHS)
_DAYS = re.compile(
    rf"""(?P<same>\b(?:today|tonight|this\ (?:morning|afternoon|evening))\b)
    |(?P<before>\byesterday\b|\blast\ night\b)
    |(?P<weekday>\b(?:{"|".join(_WEEKDAYS)})\b)(?!,?\s(?:{_MONTH})\s\d)
    |(?<!the\s)\b(?P<month>{_MONTH})\s(?P<day>\d\d?)\b(?:\s?(?:[-–]|and)\s?(?P<until>\d\d?)\b)?(?:,\s(?P<year>\d{{4}}))?
    |\b(?P<first>\d\d?)(?:\s?[-–]\s?(?P<last>\d\d?))?\s(?P<its>{_MONTH})\b""",
    re.IGNORECASE | re.VERBOSE,
)


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Rates over all readouts: an asserted CONSULT is found; the one told first has exactly the right codes, is by phone or not,
    has the right day. And the share of the persons in the index that stand on its sides.
    """
    errors: list[Error] = []
    right = dict.fromkeys(("found", "countries", "phone", "day"), 0)
    named = persons = 0
    for case, extraction in zip(cases, answers, strict=True):
        gold, document = case.gold, extraction["document"]
        consults = [c for c in extraction["claims"] if c["type"] == "CONSULT" and c["modality"] == "asserted"]
        persons += len(gold["persons"])
        if not consults:
            errors.append(Error("readout found", document["address"], document["text"][:OPENING], "CONSULT", "nothing"))
            continue
        claim = min(consults, key=first_told)
        mentions = mentions_by_id(extraction)
        codes, names = claim_codes(claim, mentions), claim_names(claim, mentions)
        missing = [person for person in gold["persons"] if not name_words(person) & names]
        named += len(gold["persons"]) - len(missing)
        expected = sorted({*gold["countries"], *gold["others"]})
        days = right_days(document["text"], date.fromisoformat(gold["published"]))
        verdicts = {
            "found": (True, "", ""),
            "countries": (sorted(codes) == expected, "+".join(expected), "+".join(sorted(codes))),
            "phone": ((claim["mode"] == "phone") == (gold["medium"] == "phone"), gold["medium"], str(claim["mode"])),
            "day": (claim["when"]["edtf"] in days, " or ".join(map(str, sorted(days, key=str))), str(claim["when"]["edtf"])),
            "persons": (not missing, ", ".join(missing), " ".join(sorted(names))),
        }
        trigger = claim["trigger"]
        for measure, (holds, wanted, got) in verdicts.items():
            if measure in right:
                right[measure] += holds
            if not holds:
                words = excerpt(document["text"], trigger["start"], trigger["end"], 200)
                errors.append(Error(f"readout {measure}", document["address"], words, wanted, got))
    measures: dict[str, Measure] = {measure: Rate(hits, len(cases)) for measure, hits in right.items()}
    return Result(measures | {"persons": Rate(named, persons)}, errors)


def right_days(body: str, published: date) -> frozenset[str | None]:
    """The EDTF readings that are right for the engagement of a readout.

    The index gives the day of publication only, so the day is derived from the opening: "today" is that day, "yesterday" the
    one before, a weekday the last one up to publication, a written day or days itself (in the year of publication, or the year
    before when it would lie more than a month ahead). Where the opening names no day, a careful reader has none (or the week of
    "this week") and a hurried one takes the day of publication; the index can't tell them apart, so all count.
    """
    told = _DAYS.search(body[:OPENING])
    if told is None:
        monday = published - timedelta(published.weekday())
        week = {f"{monday}/{monday + timedelta(6)}"} if "this week" in body[:OPENING].casefold() else set()
        return frozenset({None, published.isoformat()} | week)
    if told["same"]:
        return frozenset({published.isoformat()})
    if told["before"]:
        return frozenset({(published - timedelta(1)).isoformat()})
    if told["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(told["weekday"].casefold())) % 7
        return frozenset({(published - timedelta(back)).isoformat()})
    month = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == (told["month"] or told["its"])[:3].capitalize())
    first, last = (told["day"], told["until"]) if told["month"] else (told["first"], told["last"])
    year = int(told["year"]) if told["year"] else published.year
    start = date(year, month, int(first))
    if not told["year"] and start > published + timedelta(31):
        start = date(year - 1, month, int(first))
    return frozenset({f"{start}/{start.replace(day=int(last))}" if last else start.isoformat()})
