"""How two stretches, two sets or two names are held against each other, and how candidates pair up."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from evaluation.questions import Stretch

_WORD = re.compile(r"\w+")


def words_at(text: str, stretches: Iterable[Stretch]) -> frozenset[int]:
    """The words that the stretches cover, each as its offset, so that the same word elsewhere is another."""
    return frozenset(word.start() for start, end in stretches for word in _WORD.finditer(text, start, end))


def dice(left: AbstractSet[Any], right: AbstractSet[Any]) -> float:
    """Twice what is shared over what both hold; 0 when both are empty."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def jaccard(left: AbstractSet[Any], right: AbstractSet[Any]) -> float:
    """What is shared over what either holds; 1 when both are empty."""
    return len(left & right) / len(left | right) if left or right else 1.0


def shared(left: Stretch, right: Stretch) -> int:
    """How many characters two stretches share."""
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def pair_up(candidates: Iterable[tuple[Any, int, int]]) -> list[tuple[int, int]]:
    """One-to-one pairs out of (cost, left, right), the lowest cost first; ties go to the earlier."""
    pairs: list[tuple[int, int]] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for _, left, right in sorted(candidates):
        if left not in lefts and right not in rights:
            pairs.append((left, right))
            lefts.add(left)
            rights.add(right)
    return sorted(pairs)


def name_words(name: str) -> frozenset[str]:
    """The words of a name without accents and case; those under three letters (initials, `al`, `of`) tell nothing apart."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return frozenset(word for word in _WORD.findall(bare) if len(word) > 2)
