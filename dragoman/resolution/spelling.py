"""Whether two names are one: other spellings of it, or a fuller form."""

import re
from collections.abc import Iterator
from itertools import combinations

from dragoman.model import Mention

__all__ = ["shorter", "sound", "spelt_alike"]

#: Shorter parts are told apart by one vowel: Zhang Jun is not Zhang Jin, nor Hamid Hamad.
_LONG = 6
#: States whose names are written in one way in Latin letters, so that another letter is another name: Xiaoping is not Xiaopeng.
_ONE_SPELLING = frozenset(("CHN", "HKG", "MAC", "SGP", "TWN"))
#: Names of more parts have forms without number.
_LONGEST = 7
_VOWELS = re.compile(r"[aeiou]+")


def sound(entity: str) -> tuple[str, ...]:
    """What all spellings of a person's name have in common: of short parts all but doubled consonants, of long ones the consonants."""
    single = (re.sub(r"([^aeiou])\1+", r"\1", part) for part in _parts(entity))
    return tuple(part if len(part) < _LONG else _VOWELS.sub("-", _plain(part)) for part in single)


def spelt_alike(a: Mention, b: Mention) -> bool:
    """Whether the names of two persons of one `sound` may be spellings of one, vowel by vowel."""
    if {a.country, b.country} & _ONE_SPELLING:
        return False
    pairs = zip(_parts(a.entity), _parts(b.entity), strict=True)
    return all(x == y or all(_sound_alike(*two) for two in zip(_groups(x), _groups(y), strict=True)) for x, y in pairs)


def shorter(entity: str) -> Iterator[str]:
    """The shorter forms of a person's name that keep its first or last part and at least two, and leave out no initial."""
    parts = _parts(entity)
    if not 2 < len(parts) <= _LONGEST:
        return
    for size in range(2, len(parts)):
        for kept in combinations(range(len(parts)), size):
            left_out = (part for i, part in enumerate(parts) if i not in kept)
            if (kept[0] == 0 or kept[-1] == len(parts) - 1) and all(len(part) > 1 for part in left_out):
                yield "person:" + "-".join(parts[i] for i in kept)


def _parts(entity: str) -> list[str]:
    return entity.removeprefix("person:").split("-")


def _plain(part: str) -> str:
    """A part of a name without what spellings differ in most: doubled letters, y and j for i, the two letters of ai and ei."""
    return re.sub(r"[ae]i", "e", re.sub(r"(.)\1+", r"\1", re.sub(r"[ijy]+", "i", part)))


def _groups(part: str) -> list[str]:
    return _VOWELS.findall(_plain(part))


def _sound_alike(x: str, y: str) -> bool:
    """Whether vowels may be written for each other: e for a or i, o for u; Rashid is not Rashad, nor Jinping Jianping."""
    one, other = (set(group.replace("o", "u")) - {"e"} for group in (x, y))
    return one == other or (not (one and other) and "u" not in one | other and len(one | other) == 1)
