"""Who a mention is by all that the record knows: the full name and the state that other documents give it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Mention

__all__ = ["Bearings", "Identity", "bearing", "identities", "identity"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person by the `entity` of the name that documents give most, and whom the person acts for; None where that is open."""

    entity: str
    country: str | None


#: How many mentions of a person say a name and a state; "" where they say none.
Bearings = Mapping[tuple[str, str], int]


def bearing(mention: Mention) -> tuple[str, str] | None:
    """The name and the state that a mention of a person says; a bare surname and an office are no name. None for what is no person."""
    return (mention.entity if mention.identifies else "", mention.country or "") if mention.kind == "person" else None


def identity(said: Bearings) -> Identity | None:
    """Who a person is of whom mentions say that: by the name said most, for the one state said. None for one whom nobody names in full."""
    names: Counter[str] = Counter()
    for (entity, _), number in said.items():
        names[entity] += number
    name = min(names.keys() - {""}, key=lambda entity: (-names[entity], entity), default=None)
    states = {country for _, country in said if country}
    return Identity(name, min(states) if len(states) == 1 else None) if name else None


def identities(
    mentions: Iterable[Mention], clusters: Mapping[str, str], said: Mapping[str, Bearings] | None = None
) -> dict[str, Identity]:
    """For each mention of a person, by its id, who it is. `clusters` gives each mention's entity.

    A mention that names no state has the state of the others of its cluster, where all that name one name the same. One that nobody names in full
    (an office, a surname) is nobody yet. `said` is what all mentions of each cluster say, where not all of them are given.
    """
    listed = [(mention, clusters[mention.id]) for mention in mentions if mention.kind == "person" and mention.id in clusters]
    if said is None:
        counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for mention, cluster in listed:
            counts[cluster].update(filter(None, [bearing(mention)]))
        said = counts
    persons = {cluster: identity(bearings) for cluster, bearings in said.items()}
    return {
        mention.id: Identity(person.entity, mention.country or person.country)
        for mention, cluster in listed
        if (person := persons.get(cluster))
    }
