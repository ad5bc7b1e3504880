"""How alike the words of two texts are: the more, the rarer the words that they share. A pure function of the two, whatever else is known."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from math import log, sqrt

from dragoman.lexicons import rank

__all__ = ["Wording", "likeness", "tells", "unit", "weightiest", "wording"]

#: The words of a text with their weights, of length 1 as a vector.
Wording = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_][\w'’]+|\d[\d,.]*\d|\d")
_ENDINGS = re.compile(r"['’](?:s|t|re|ve|ll|d|m)?$")
#: Words before this place in the list of common words (the, of, said) tell nothing; those behind the last weigh as it does.
_IDLE, _LAST = 60, 30_000


def wording(text: str, title: str = "", without: Collection[str] = ()) -> Wording:
    """The words of a text; those of a title count three times more. `without`: words (in any form) that are left out.

    A word weighs by how often it stands there (1 + log n) and by the logarithm of its place among the words of English by frequency,
    which stands for the inverse document frequency of a collection (Zipf's law) and needs none.
    """
    counts = Counter(map(_stem, _WORD.findall(text)))
    for word in map(_stem, _WORD.findall(title)):
        counts[word] += 3
    left_out = {_stem(word) for phrase in without for word in _WORD.findall(phrase)}
    weights = {word: (1 + log(n)) * weight for word, n in counts.items() if word not in left_out and (weight := _weight(word))}
    return unit(weights)


def unit(weights: Mapping[str, float]) -> Wording:
    """Weights as a vector of length 1; those of no weight at all are left out."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items() if weight}


def likeness(one: Wording, other: Wording) -> float:
    """From 0, no word in common, to 1, the same words: the cosine of the two."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def weightiest(words: Wording, number: int) -> list[str]:
    """At most so many of the words that weigh most, the weightiest first, equals by the alphabet."""
    return sorted(words, key=lambda word: (-words[word], word))[:number]


def tells(word: str) -> bool:
    """Whether a word tells something, as the, of and said do not."""
    return _weight(_stem(word)) > 0


def _weight(word: str) -> float:
    place = rank(word)
    return log(min(place, _LAST) / _IDLE) if place > _IDLE else 0.0


def _stem(word: str) -> str:
    """A word without the endings of number and tense, roughly: what is left need not be a word."""
    word = _ENDINGS.sub("", word.casefold())
    if len(word) > 5 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    return word[:-2] if len(word) > 5 and word.endswith("ed") else word
