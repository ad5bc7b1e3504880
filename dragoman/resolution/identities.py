"""Who a mention is by all that the record knows: the full name and the state that other documents give it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Mention

__all__ = ["Identity", "identities"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person by the `entity` of the name that documents give most, and whom the person acts for; None where that is open."""

    entity: str
    country: str | None


def identities(mentions: Iterable[Mention], clusters: Mapping[str, str]) -> dict[str, Identity]:
    """For each mention of a person, by its id, who it is. `clusters` gives each mention's entity.

    A mention that names no state has the state of the others of its cluster, where all that name one name the same. One that nobody names in full
    (an office, a surname) is nobody yet.
    """
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "person" and mention.id in clusters:
            groups[clusters[mention.id]].append(mention)
    found = {}
    for group in groups.values():
        names = Counter(mention.entity for mention in group if mention.identifies)
        name = min(names, key=lambda entity: (-names[entity], entity), default=None)
        states = {mention.country for mention in group if mention.country}
        for mention in group:
            country = mention.country or (min(states) if len(states) == 1 else None)
            if name:
                found[mention.id] = Identity(name, country)
    return found
