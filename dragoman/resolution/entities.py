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
    """Judge which mentions are one: enough pairs to join all that are, and those that must stay apart.

    What has one entity id and acts for one state is one; persons of one state are one, too, when their full names are spellings
    of one. Namesakes of two states are different, and a namesake of no known state is joined to neither. Bare surnames and joint
    mentions are one within their document only. `made` is the time of judging, UTC ISO.
    """
    for first, second, verdict, because in _pairs(_groups(mentions)):
        left, right = sorted((first.id, second.id))
        yield Judgement(left=left, right=right, verdict=verdict, by=RULE, because=because, made=made)


def _groups(mentions: Iterable[Mention]) -> dict[tuple[str, str], dict[str | None, list[Mention]]]:
    """Mentions by entity and by whom it acts for; those of bare surnames and joint ones by document as well."""
    groups: dict[tuple[str, str], dict[str | None, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in sorted(mentions, key=lambda m: m.id):
        local = "+" in mention.entity or (mention.kind == "person" and "-" not in mention.entity)
        groups[mention.entity, mention.anchor.document if local else ""][mention.country].append(mention)
    return groups


def _pairs(
    groups: Mapping[tuple[str, str], Mapping[str | None, Sequence[Mention]]],
) -> Iterator[tuple[Mention, Mention, Verdict, str]]:
    """Each group is a chain of neighbours, since judging every pair of it would say nothing more; then the heads of the chains."""
    spellings: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for (_, document), by_country in groups.items():
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
            if head.kind == "person" and not document:
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
