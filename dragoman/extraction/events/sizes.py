"""How many were killed, hurt, arrested or displaced, as a sentence counts them."""

import re

__all__ = ["count_people"]

_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
)
_WORDS.update(
    {
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "dozen": 12,
        "hundred": 100,
        "thousand": 1000,
    }
)
_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+|" + "|".join(_WORDS) + r")(?!\s*(?:per\s?cent|%|years?|days?|km|miles))"
#: Up to this many words may stand between a number and its verb: "26 people, most of them tourists, dead".
_GAP = r"(?:(?:[^\S\n]+[\w’'-]+){0,4}?|(?:[^\S\n]+[\w’'-]+){0,2},[^,.;\n]{1,40},)"
_KINDS = {
    "dead": (
        "killed|killing|kills|killings of|slain|murdered|massacred|claimed|left dead",
        "killed|dead|died|slain|murdered|deaths|fatalities|lives",
    ),
    "injured": ("injured|injuring|wounded|wounding|hurt", "injured|wounded|hurt|injuries"),
    "arrested": ("arrested|arresting|detained|detaining", "arrested|detained|taken into custody"),
    "displaced": ("displaced|displacing|uprooted", "displaced|homeless"),
}
_PATTERNS = [
    (
        kind,
        re.compile(
            rf"\b(?:{verbs})\b(?:[^\S\n]+(?:at least|about|around|more than|over|some|nearly|as many as|up to|another))?[^\S\n]+{_NUMBER}\b",
            re.I,
        ),
    )
    for kind, (verbs, _) in _KINDS.items()
] + [
    (kind, re.compile(rf"\b{_NUMBER}{_GAP}[^\S\n]+(?:were |was |are |have been |had been |left )?(?:{words})\b", re.I))
    for kind, (_, words) in _KINDS.items()
]


def count_people(sentence: str) -> dict[str, int]:
    """Counts by PLOVER's size fields (`dead`, `injured`, `arrested`, and `displaced`); the first count of each kind stands.

    A number is taken with its verb before ("killed 26 people") or after it ("26 people were killed"); "at least 26" counts 26.
    """
    found: dict[str, int] = {}
    for kind, pattern in _PATTERNS:
        if kind not in found and (m := pattern.search(sentence)):
            written = m.group("n").lower().replace(",", "")
            found[kind] = _WORDS[written] if written in _WORDS else int(written)
    return found
