"""Which points of several accounts are one matter: those of two sides that come nearest to each other, in what they mean, in topic and in words."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.points import INITIATIVE, Point
from dragoman.lexicons import rows, split
from dragoman.wording import likeness

__all__ = ["Meaning", "matters"]

Floats = NDArray[np.float32]
#: Texts in, their meanings out, a row each.
Meaning = Callable[[Sequence[str]], Floats]

#: From which likeness on points of two sides are one matter; points of one side, which tells it again in another paper.
_ALIKE, _AGAIN = 0.42, 0.55
#: What it adds to the likeness of two points' meanings that they belong to one field, name only a topic that each side names once, share all their
#: words. These weights and `_ALIKE` are about those of a logistic regression over the points of the first sixteen cases of
#: evaluation/cases/comparisons.txt, the topic's a little more.
_FIELD, _SOLE_TOPIC, _WORDS = 0.36, 0.35, 0.1
#: With so many points their middle counts half: of two the one would be the other's opposite.
_FEW = 10
#: How sharply a point belongs to one field rather than to others (the temperature of a softmax over cosines); by how many words a field is known.
_SHARP, _KNOWN_BY = 0.05, 8
#: Of a point that belongs to no field so much as this, none is known.
_BELONGS = 0.08


def matters(listed: Sequence[Point], meaning: Meaning) -> list[list[Point]]:
    """The points by the matter that they speak of; in each at most one point of a paper.

    The likest two come together first; two groups become one where their points are alike enough on the whole.
    """
    if len({(point.side, point.address) for point in listed}) <= 1:
        return [[point] for point in listed]
    alike = _likeness(listed, meaning)
    groups: dict[int, list[int]] = {i: [i] for i in range(len(listed))}
    place = list(range(len(listed)))  # the group of each point
    floor = [[_AGAIN if one.side == other.side else _ALIKE for other in listed] for one in listed]
    pairs = ((i, j) for i, j in combinations(range(len(listed)), 2) if alike[i, j] >= floor[i][j])
    for i, j in sorted(pairs, key=lambda pair: (-float(alike[pair]), pair)):
        one, other = groups[place[i]], groups[place[j]]
        papers = [{(listed[k].side, listed[k].address) for k in group} for group in (one, other)]
        if place[i] != place[j] and papers[0].isdisjoint(papers[1]):
            surplus = [float(alike[a, b]) - floor[a][b] for a in one for b in other]
            if sum(surplus) >= 0:
                del groups[place[j]]
                one += other
                for k in other:
                    place[k] = place[i]
    return [[listed[k] for k in sorted(group)] for group in groups.values()]


def _likeness(listed: Sequence[Point], meaning: Meaning) -> Floats:
    """How near each two points are, (points, points)."""
    bare = _centred(_vectors(meaning, [point.bare for point in listed]))
    whole = _centred(_vectors(meaning, [point.anchor.exact for point in listed]))
    fields = _fields(bare, _subjects(meaning))
    alike = (bare @ bare.T + whole @ whole.T) / 2 + _FIELD * fields @ fields.T
    number = Counter((point.side, topic) for point in listed for topic in point.topics)
    for i, j in combinations(range(len(listed)), 2):
        one, other = listed[i], listed[j]
        shared = set(one.topics) & set(other.topics)
        alone = sum(1 / (number[one.side, t] * number[other.side, t]) for t in shared)
        alike[i, j] += _SOLE_TOPIC * alone / max(1, len({*one.topics, *other.topics}))
        alike[i, j] += _WORDS * likeness(one.words, other.words)
        if INITIATIVE in shared:
            alike[i, j] = 1
        elif INITIATIVE in (*one.topics, *other.topics):
            alike[i, j] = -1
        alike[j, i] = alike[i, j]
    return np.asarray(alike, np.float32)


def _vectors(meaning: Meaning, texts: Sequence[str]) -> Floats:
    return np.asarray(meaning(texts), np.float32).reshape(len(texts), -1)


def _centred(vectors: Floats) -> Floats:
    """Vectors as seen from the middle of all, each of length 1 unless it is nothing."""
    inner = vectors - vectors.sum(0) / (len(vectors) + _FEW)
    return np.asarray(inner / np.maximum(np.linalg.norm(inner, axis=1, keepdims=True), 1e-9), np.float32)


def _fields(vectors: Floats, subjects: Floats) -> Floats:
    """To which fields of the topics' table each vector belongs, as the square roots of shares, so that a product tells how far two agree."""
    near = vectors @ subjects.T / _SHARP
    shares = np.exp(near - near.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    known = shares.max(1, keepdims=True) >= _BELONGS
    return np.asarray(np.sqrt(shares) * known, np.float32)


@cache
def _subjects(meaning: Meaning) -> Floats:
    """What each topic of the table means: its label and its first words, seen from the middle of all topics."""
    texts = [", ".join((row["label"], *map(_plain, split(row["wordings"])[:_KNOWN_BY]))) for row in rows("topics")]
    vectors = _vectors(meaning, texts)
    inner = vectors - vectors.mean(0)
    return np.asarray(inner / np.maximum(np.linalg.norm(inner, axis=1, keepdims=True), 1e-9), np.float32)


def _plain(wording: str) -> str:
    """A wording of the topics' table without the table's marks."""
    return re.sub(r"[~=…|_]+", " ", wording)
