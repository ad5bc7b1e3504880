"""Which mentions in several documents are one entity."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import JaroWinkler

from dragoman.model import Judgement, Mention, Verdict

__all__ = ["judge_mentions"]

RULE = "rule:names"
#: Jaro-Winkler likeness from which two parts of a name may be spellings of one: Mohammad and Muhammad .93, Salman and Sulaiman .88.
_ALIKE = 0.9
#: Shorter parts are told apart by one vowel: Zhang Jun is not Zhang Jin, nor Hamid Hamad.
_LONG = 6


def judge_mentions(mentions: Iterable[Mention], made: str) -> Iterator[Judgement]:
    """Judge one mention of each entity of each document against one of another document that could be it.

    What has one entity id and acts for one state is one; persons of one state are one, too, when their full names are spellings
    of one. Namesakes of two states are different, and a namesake of no known state is joined to neither. A bare surname is judged
    against nobody. `made` is the time of judging, UTC ISO.
    """
    for first, second, verdict, because in _pairs(_groups(mentions)):
        left, right = sorted((first.id, second.id))
        yield Judgement(left=left, right=right, verdict=verdict, by=RULE, because=because, made=made)


def _groups(mentions: Iterable[Mention]) -> dict[str, dict[str | None, list[Mention]]]:
    """One mention a document of each entity, by entity and by whom it acts for. Joint mentions and bare surnames are nobody."""
    groups: dict[str, dict[str | None, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str]] = set()
    for mention in sorted(mentions, key=lambda m: m.id):
        here = (mention.anchor.document, mention.entity)
        bare = mention.kind == "person" and "-" not in mention.entity
        if here not in seen and not bare and "+" not in mention.entity:
            seen.add(here)
            groups[mention.entity][mention.country].append(mention)
    return groups


def _pairs(groups: Mapping[str, Mapping[str | None, Sequence[Mention]]]) -> Iterator[tuple[Mention, Mention, Verdict, str]]:
    """Each group is a chain of neighbours, since judging every pair of it would say nothing more; then the heads of the chains."""
    spellings: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for by_country in groups.values():
        for country, group in by_country.items():
            for a, b in pairwise(group):
                yield a, b, "same", f"both are {a.name}" + (f" and act for {country}" if country not in (None, a.entity) else "")
        heads = {country: group[0] for country, group in by_country.items() if country}
        stateless = by_country.get(None)
        if stateless and len(heads) == 1:
            (country, head), *_ = heads.items()
            yield (
                stateless[0],
                head,
                "same",
                f"both are {head.name}, and nobody of that name acts for another state than {country}",
            )
        for (one, a), (other, b) in combinations(sorted(heads.items()), 2):
            yield a, b, "different", f"one {a.name} acts for {one}, the other for {other}"
        for country, head in heads.items():
            if head.kind == "person":
                spellings[country, *(part if len(part) < _LONG else _sound(part) for part in _parts(head))].append(head)
    for (country, *_), heads_alike in spellings.items():
        for a, b in combinations(heads_alike, 2):
            if all(x == y or JaroWinkler.similarity(x, y) >= _ALIKE for x, y in zip(_parts(a), _parts(b), strict=True)):
                yield a, b, "same", f"{a.name} and {b.name} are spellings of one name and act for {country}"


def _parts(person: Mention) -> list[str]:
    return person.entity.removeprefix("person:").split("-")


def _sound(part: str) -> str:
    """What spellings of a name have in common: its first letter, its consonants, how it ends."""
    letters = re.sub(r"(.)\1+", r"\1", re.sub(r"[ijy]+", "y", part))
    return letters[0] + re.sub(r"[aeouy]", "", letters[1:-1]) + letters[-1]
