"""Whom an office of a state stands for: "Pakistan's foreign minister" is the one person who is called so about that time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from dragoman.lexicons import country_names, known_holders, offices, sole_office
from dragoman.model import Judgement, Mention

__all__ = [
    "ABOUT",
    "OFFICES",
    "holder_key",
    "judge_offices",
    "month_of",
    "question_key",
    "questions",
    "shared_office",
    "sole_offices",
]

OFFICES = "rule:offices"
#: Months between two documents within which what one calls a person may be said of an office in the other.
ABOUT = 12
#: Months within which two of one name and one such office are hardly father and son.
_TERM = 36

#: An office that only one can hold, and the state.
Office = tuple[str, str]


def shared_office(one: Iterable[Mention], other: Iterable[Mention], published: Mapping[str, str | None]) -> str | None:
    """An office that only one can hold and that documents of the same years give both; None when there is none."""
    mine, theirs = _told(one, published), _told(other, published)
    near = (office for office, month in mine for other, when in theirs if office == other and abs(month - when) <= _TERM)
    return min((name for name, _ in near), default=None)


def _told(mentions: Iterable[Mention], published: Mapping[str, str | None]) -> set[tuple[Office, int]]:
    """The offices that only one can hold and that some mentions give, each with the month in which they do."""
    dated = ((mention, month_of(published.get(mention.anchor.document))) for mention in mentions)
    return {(office, month) for mention, month in dated if month is not None for office in sole_offices(mention)}


def questions(mentions: Iterable[Mention], published: Mapping[str, str | None]) -> list[tuple[Mention, Office]]:
    """The mentions by office and state alone, or by office and surname, each with the office; of one document and wording the least."""
    found: dict[tuple[object, ...], tuple[Mention, Office]] = {}
    for mention in sorted(mentions, key=lambda m: m.id):
        if mention.identifies or mention.kind != "person" or "+" in mention.entity:
            continue
        if month_of(published.get(mention.anchor.document)) is not None:
            for office in sole_offices(mention):
                found.setdefault((mention.entity, mention.country, mention.anchor.document, office), (mention, office))
    return list(found.values())


def question_key(office: Office) -> str:
    """What the questions after an office are found by."""
    return f"asked:{office[1]}:{office[0]}"


def holder_key(office: Office) -> str:
    """What those are found by to whom documents give an office."""
    return f"office:{office[1]}:{office[0]}"


def judge_offices(
    asked: Iterable[tuple[Mention, Office]],
    mentions: Iterable[Mention],
    persons: Mapping[str, str],
    published: Mapping[str, str | None],
    made: str,
) -> Iterator[Judgement]:
    """Judge whom the mentions of `questions` stand for.

    It is the one person whom documents of about that time call so; with two of them, or where the table of public persons has
    another in office, it stays open. `persons` gives the person of each mention by full name.
    """
    holders = _holders(mentions, persons, published)
    for mention, office in asked:
        if found := _holder(mention, office, published[mention.anchor.document] or "", holders.get(office, {})):
            state, told = country_names().get(office[1], office[1]), published[found.anchor.document]
            because = f"{found.name} is called {found.office} of {state} on {told}"
            left, right = sorted((mention.id, found.id))
            yield Judgement(left=left, right=right, verdict="same", by=OFFICES, because=because, made=made)


#: For each holder of an office the least mention of each month in which a document calls him so.
Holders = Mapping[str, Mapping[int, Mention]]


def _holders(
    mentions: Iterable[Mention], persons: Mapping[str, str], published: Mapping[str, str | None]
) -> Mapping[Office, Holders]:
    out: dict[Office, dict[str, dict[int, Mention]]] = defaultdict(lambda: defaultdict(dict))
    for mention in sorted(mentions, key=lambda m: m.id):
        month = month_of(published.get(mention.anchor.document))
        if mention.id in persons and month is not None:
            for office in sole_offices(mention):
                out[office][persons[mention.id]].setdefault(month, mention)
    return out


def _holder(mention: Mention, office: Office, day: str, holders: Holders) -> Mention | None:
    """The mention, nearest in time, of the one person who holds an office about a day and may be meant."""
    month, near = month_of(day), list[Mention]()
    if month is None:
        return None
    for by_month in holders.values():
        months = [m for m in by_month if abs(m - month) <= ABOUT]
        if months:
            near.append(by_month[min(months, key=lambda m: (abs(m - month), m))])
    if not _by_office_alone(mention):
        near = [holder for holder in near if _parts(mention) <= _parts(holder)]
    elif (known := known_holders(*office, day)) and any(holder.name not in known for holder in near):
        return None
    return near[0] if len(near) == 1 else None


def _by_office_alone(mention: Mention) -> bool:
    return mention.office is not None and mention.name.endswith(f" {mention.office}")


def _parts(mention: Mention) -> set[str]:
    return set(mention.entity.removeprefix("person:").split("-"))


@cache
def _soles(written: str, country: str) -> tuple[Office, ...]:
    found = (sole_office(office, country) for office in offices(written))
    return tuple(dict.fromkeys((office, country) for office in found if office))


def sole_offices(mention: Mention) -> tuple[Office, ...]:
    """The offices of a mention that only one person of its state can hold."""
    return _soles(mention.office, mention.country) if mention.office and mention.country else ()


def month_of(edtf: str | None) -> int | None:
    """The months from year 0 to a day, a month or a year (its June); None for what is no such date."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?![\dX])", edtf or "", re.ASCII)
    return int(found[1]) * 12 + int(found[2] or 6) if found else None
