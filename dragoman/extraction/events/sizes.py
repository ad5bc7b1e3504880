"""How many an act killed, hurt, arrested, displaced or moved, and what sums it is about, as a sentence counts them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import product

from dragoman.extraction.tags import Stretch, meet
from dragoman.lexicons import rows, split
from dragoman.model import Count, CountKind, Document

__all__ = ["PEOPLE", "counted", "counts"]

PEOPLE: tuple[CountKind, ...] = ("dead", "injured", "arrested", "displaced")
#: What the acts of a type may count, and how far before and behind its trigger troops and sums may stand, in code points.
_COUNTED: dict[str, tuple[CountKind, ...]] = {
    "ASSAULT": PEOPLE,
    "PROTEST": PEOPLE,
    "COERCE": (*PEOPLE, "sum"),
    "RETREAT": (*PEOPLE, "troops"),
    "MOBILIZE": ("troops",),
    "CONCEDE": ("troops",),
    "AID": ("troops", "sum"),
    "AGREE": ("troops", "sum"),
    "SANCTION": ("sum",),
    "REQUEST": ("troops", "sum"),
    "COOPERATE": ("sum",),
}
_BEFORE, _AFTER = 60, 80

#: What the record can hold; nothing that is counted comes near.
_LARGEST = 2**63
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES) if n}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
_WORDS |= {f"{tens}-{ones}": 10 * t + o for (t, tens), (o, ones) in product(enumerate(_TENS, 2), enumerate(_ONES[1:10], 1))}
_WORDS |= {"dozen": 12, "a dozen": 12, "half a dozen": 6, "hundred": 100, "a hundred": 100, "thousand": 1000, "a thousand": 1000}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "lakh": 10**5, "million": 10**6, "m": 10**6, "mn": 10**6}
_SCALES |= {"crore": 10**7, "billion": 10**9, "bn": 10**9, "trillion": 10**12}

_FIGURES = r"(?<![\d.,:])(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,4})?(?![\d:]|[.,]\d)"
_SCALE = rf"(?:[\s-]?(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)"
_ONE = rf"(?:{_FIGURES}|\b(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b){_SCALE}{{0,2}}"
_LEAST = r"at least|no fewer than|more than|over|upwards of|a minimum of"
_MOST = r"up to|as many as|fewer than|less than|no more than|nearly|almost|at most"
_ABOUT = r"about|around|some|roughly|approximately|an estimated|another|a further|the|all"
_LED = rf"(?:(?P<least>{_LEAST})\s+|(?P<most>{_MOST})\s+|(?:{_ABOUT})\s+|(?P<between>between)\s+)?"
_UP_TO = r"(?:\s*(?:-|–|—|\bto\b|(?(between)\band\b|(?!)))\s*{sign}(?P<to>{one}))?"
#: A number, or two that bound it, with the words that open an end; not a share, a time, a distance.
_NUMBER = (
    rf"{_LED}(?P<n>{_ONE}){_UP_TO.format(sign='', one=_ONE)}"
    r"(?!\s*(?:per\s?cent|%|years?|days?|months?|weeks?|hours?|minutes?|km|kilomet|miles|met(?:re|er)))"
)
#: Up to this many words, none of them a number, may stand between a number and its verb: "26 people, most of them tourists, dead".
_GAP = r"(?:(?:[^\S\n]+[^\W\d][\w’'-]*){0,4}?|(?:[^\S\n]+[^\W\d][\w’'-]*){0,2},[^,.;\n\d]{1,40},)"
_KINDS: dict[CountKind, tuple[str, str]] = {
    "dead": (
        "killed|killing|kills|killings of|slain|murdered|massacred|claimed|left dead",
        "killed|dead|died|slain|murdered|deaths|fatalities|lives",
    ),
    "injured": ("injured|injuring|wounded|wounding|hurt", "injured|wounded|hurt|injuries"),
    "arrested": ("arrested|arresting|detained|detaining", "arrested|detained|taken into custody"),
    "displaced": ("displaced|displacing|uprooted", "displaced|homeless"),
}
_TROOPS = r"(?:[^\S\n]+[\w’'-]+){0,2}?[^\S\n]+(?:troops|soldiers|peacekeepers|marines|paratroopers|reservists|servicemen|police officers|policemen)"


@cache
def _people() -> tuple[tuple[CountKind, re.Pattern[str]], ...]:
    behind = [(kind, rf"\b(?:{verbs})\b[^\S\n]+{_NUMBER}") for kind, (verbs, _) in _KINDS.items()]
    before = [
        (kind, rf"{_NUMBER}{_GAP}[^\S\n]+(?:were |was |are |have been |had been |left )?(?:{words})\b")
        for kind, (_, words) in _KINDS.items()
    ]
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in (*behind, *before))


@cache
def _things() -> tuple[tuple[CountKind, re.Pattern[str]], ...]:
    names = sorted(_currencies(), key=len, reverse=True)
    signs = "|".join(re.escape(name) for name in names if not name[-1].isalpha() or (" " not in name and len(name) <= _CODE))
    words = "|".join(re.escape(name) for name in names if name[-1].isalpha())
    patterns: tuple[tuple[CountKind, str], ...] = (
        ("troops", rf"{_NUMBER}{_TROOPS}\b"),
        ("sum", rf"(?<!\w){_LED}(?P<unit>{signs})\s?(?P<n>{_ONE}){_UP_TO.format(sign=f'(?:{signs})?', one=_ONE)}"),
        ("sum", rf"{_NUMBER}(?:[^\S\n]+in)?[^\S\n]+(?P<unit>{words})\b"),
    )
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns)


#: The length of codes such as EUR, which may stand before a sum as well as behind it, and of "Rs" and "KSh".
_CODE = 3


@cache
def _currencies() -> dict[str, str]:
    return {name.casefold(): row["code"] for row in rows("currencies") for name in split(row["names"])}


def counts(document: Document, sentence: Stretch, times: Sequence[Stretch] = ()) -> Iterator[Count]:
    """What a sentence counts: people by PLOVER's size fields and the displaced, the first count of each kind; troops and sums, each.

    A number is taken with its verb before ("killed 26 people") or after it ("26 people were killed"); "at least 26" is open above. Numbers
    within `times` tell when, not how many.
    """
    text = document.text[slice(*sentence)]
    dated = [(start - sentence[0], end - sentence[0]) for start, end in times]
    seen: set[CountKind] = set()
    for kind, pattern in _people():
        match = next((match for match in pattern.finditer(text) if not any(meet(match.span("n"), time) for time in dated)), None)
        if match and kind not in seen and (count := _count(document, sentence[0], kind, match)):
            seen.add(kind)
            yield count
    taken: list[Stretch] = []
    for kind, pattern in _things():
        for match in pattern.finditer(text):
            if not any(meet(match.span("n"), other) for other in (*dated, *taken)) and (
                count := _count(document, sentence[0], kind, match)
            ):
                taken.append(match.span())
                yield count


def counted(document: Document, type_: str, trigger: Stretch, sentence: Stretch, times: Sequence[Stretch]) -> Iterator[Count]:
    """What an act's sentence counts of what its type may count; troops and sums only where they stand near its trigger."""
    kinds = _COUNTED.get(type_, ())
    for count in counts(document, sentence, times) if kinds else ():
        start = count.anchor.start
        if count.kind in kinds and (count.kind in PEOPLE or trigger[0] - _BEFORE <= start <= trigger[1] + _AFTER):
            yield count


def _count(document: Document, offset: int, kind: CountKind, match: re.Match[str]) -> Count | None:
    """What a match counts, None where it is more than anything that there is."""
    other = _value(match["to"]) if match["to"] else None
    one = _value(match["n"], match["to"] or "")
    one = _value(match["n"]) if other is not None and one > other else one
    if max(one, other or 0) >= _LARGEST:
        return None
    low, high = (one, other) if other is not None and other > one else (one, None if match["least"] else one)
    unit = _currencies().get(match["unit"].casefold()) if kind == "sum" else None
    return Count(kind, None if match["most"] else low, high, document.anchor(offset + match.start(), offset + match.end()), unit)


def _value(written: str, lender: str = "") -> int:
    """A number in figures or words; one without a scale borrows it from another: "2 to 3 million"."""
    words = _plain(written)
    times = 1
    while words not in _WORDS and (scale := _SCALED.search(words)):
        words, times = words[: scale.start()], times * _SCALES[scale[1]]
    if times == 1:
        for scale in _SCALED.finditer(_plain(lender)):
            times *= _SCALES[scale[1]]
    return round((Decimal(_WORDS[words]) if words in _WORDS else Decimal(words)) * times)


def _plain(written: str) -> str:
    """Letters as the tables have them; a search that ignores case also takes ſ for s and ı for i."""
    return re.sub(r"\s+", " ", written.casefold().replace("ı", "i").replace(",", ""))


_SCALED = re.compile(rf"[\s-]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})$")
