"""Which documents tell one story: reports whose main event is the same, in whatever words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise
from math import exp, log

from dragoman.model import Document, Judgement
from dragoman.wording import Wording, likeness, unit, weightiest, wording

__all__ = ["judge_stories", "story"]

RULE = "rule:stories"
#: How much of a report says what it is about, in code points: news put the main thing first.
_LEAD = 1500
#: The mean likeness of the documents of two groups from which they are one story.
_ONE = 0.08
#: The least weight of a word that most documents share: in a file on one story its words still make it one.
_SHARED = 0.1
#: Of how many of its weightiest words two documents must share one to be compared.
_KEYS = 30
#: Days after which a report is likely of another thing, and the least that nearness in time may count.
_DAYS, _LEAST = 30, 0.6


def story(document: Document, without: Collection[str] = ()) -> Wording:
    """What a document is about: the words of its title and of its beginning, but for some."""
    return wording(document.text[:_LEAD], document.title or "", without)


def judge_stories(documents: Iterable[Document], made: str) -> Iterator[Judgement]:
    """Judge which documents tell one story: groups that are alike on average (average linkage), each a chain. `made`: UTC ISO.

    What counts are words that few of the documents share, and nearness in time.
    """
    listed = sorted(documents, key=lambda d: d.id)
    told = _telling([story(document) for document in listed])
    days = [document.day for document in listed]
    alike = {(i, j): likeness(told[i], told[j]) * _near(days[i], days[j]) for i, j in sorted(_candidates(told))}
    for group in _groups(len(listed), alike):
        for i, j in pairwise(group):
            because = (
                f"their beginnings share {likeness(told[i], told[j]):.0%} of their words by weight; {len(group)} documents alike"
            )
            yield Judgement(left=listed[i].id, right=listed[j].id, verdict="same", by=RULE, because=because, made=made)


def _telling(told: Sequence[Wording]) -> list[Wording]:
    """The words of each document weighed down by how many of all have them: in a file on two states their names tell nothing."""
    spread = Counter(word for words in told for word in words)
    most = log(len(told) + 1)
    return [
        unit({word: weight * max(_SHARED, log((len(told) + 1) / spread[word]) / most) for word, weight in words.items()})
        for words in told
    ]


def _near(one: date | None, other: date | None) -> float:
    return max(_LEAST, exp(-abs((one - other).days) / _DAYS)) if one and other else 1.0


def _candidates(told: Sequence[Wording]) -> set[tuple[int, int]]:
    """The pairs that share one of the weightiest words of both."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(told):
        for word in weightiest(words, _KEYS):
            by_word[word].append(number)
    return {pair for numbers in by_word.values() for pair in combinations(numbers, 2)}


def _groups(number: int, alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups of several that average linkage makes of so many things: those most alike are joined first, equals by their order."""
    members = {n: [n] for n in range(number)}
    sums: dict[int, dict[int, float]] = {n: {} for n in range(number)}
    for (i, j), like in alike.items():
        sums[i][j] = sums[j][i] = like
    queue = [(-like, i, j) for (i, j), like in alike.items() if like >= _ONE]
    heapify(queue)
    while queue:
        mean, i, j = heappop(queue)
        if i not in members or j not in members or mean != -_mean(i, j, members, sums):
            continue  # said of groups that have grown since
        members[i] += members.pop(j)
        for other, like in sums.pop(j).items():
            del sums[other][j]
            if other != i:
                sums[i][other] = sums[other][i] = sums[i].get(other, 0.0) + like
        for other in sums[i]:
            if (mean := _mean(i, other, members, sums)) >= _ONE:
                heappush(queue, (-mean, min(i, other), max(i, other)))
    return [sorted(group) for group in members.values() if len(group) > 1]


def _mean(i: int, j: int, members: Mapping[int, Sequence[int]], sums: Mapping[int, Mapping[int, float]]) -> float:
    return sums[i].get(j, 0.0) / (len(members[i]) * len(members[j]))
