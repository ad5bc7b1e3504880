"""Where the tellings of one event can't all be so: each value with the claims that give it. Nobody is said to be right."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.analysis.initiative import initiator
from dragoman.lexicons import same_place
from dragoman.model import Disagreement, Telling

__all__ = ["disagreements", "ordinal"]

#: What was announced isn't what was held: these tellings differ in time from others by right.
_TO_COME = frozenset(("planned", "proposed", "hypothetical", "cancelled"))
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(
    rf"(?i)\b({'|'.join(_ORDINALS)})(?:[- ]ever)?(?: [\w-]+){{0,3}}? "
    r"(?:call|conversation|contact|meeting|encounter|visit|trip|talks|summit|round|exchange|engagement)\b"
)


def disagreements(tellings: Sequence[Telling]) -> Iterator[Disagreement]:
    """Days, places, media, persons, counts, who began it, the how-manieth it was, and whether it was at all."""
    held = [t for t in tellings if t.claim.modality not in _TO_COME and t.claim.type not in ("AGREE", "REJECT")] or tellings
    dated = {t.id: t.claim.when for t in held if t.claim.when.edtf}
    days = {id_: when for id_, when in dated.items() if not all(when.meets(other) for other in dated.values())}
    if days:
        yield _by_value("when", {id_: when.edtf or "" for id_, when in days.items()})
    places = {t.id: t.claim.location for t in held if t.claim.location}
    if any(same_place((a.name, a.country), (b.name, b.country)) is False for a, b in combinations(places.values(), 2)):
        yield _by_value("location", {id_: place.name for id_, place in places.items()})
    modes = {t.id: t.claim.mode for t in held if t.claim.mode}
    if len(set(modes.values())) > 1:
        yield _by_value("mode", modes)
    yield from _persons(held)
    for kind in sorted({kind for t in held for kind in t.claim.size}):
        counts = {t.id: str(t.claim.size[kind]) for t in held if kind in t.claim.size}
        if len(set(counts.values())) > 1:
            yield _by_value(f"size.{kind}", counts)
    for field, told in (("initiator", initiator), ("ordinal", ordinal)):
        values = {t.id: value for t in held if (value := told(t))}
        if len(set(values.values())) > 1:
            yield _by_value(field, values)
    so = {t.id: t.claim.modality for t in tellings if t.claim.modality in ("asserted", "denied")}
    if len(set(so.values())) > 1:
        yield _by_value("modality", so)


def ordinal(telling: Telling) -> str | None:
    """The how-manieth of its kind an engagement is by a telling: "first", "second"; None when it doesn't say."""
    if telling.claim.type != "CONSULT":
        return None
    found = _ORDINAL.search(telling.document.sentence_at(telling.claim.trigger.start).exact)
    return found[1].casefold() if found else None


def _persons(tellings: Sequence[Telling]) -> Iterator[Disagreement]:
    """Where each of several tellings names one person for a state, and not the same."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for t in tellings:
        by_state: dict[str, set[str]] = defaultdict(set)
        for mention in (*t.claim.actors, *t.claim.recipients):
            if mention.kind == "person" and mention.identifies and mention.country:
                by_state[mention.country].add(mention.name)
        for country, names in by_state.items():
            if len(names) == 1:
                named[country][t.id] = min(names)
    for _, values in sorted(named.items()):
        if any(not _one_name(a, b) for a, b in combinations(set(values.values()), 2)):
            yield _by_value("persons", values)


def _one_name(a: str, b: str) -> bool:
    """Whether two names may be one person's: all parts of the one are in the other, or they end alike."""
    one, other = a.casefold().split(), b.casefold().split()
    return set(one) <= set(other) or set(other) <= set(one) or one[-1][:4] == other[-1][:4]


def _by_value(field: str, values: Mapping[str, str]) -> Disagreement:
    grouped: dict[str, list[str]] = defaultdict(list)
    for claim, value in values.items():
        grouped[value].append(claim)
    return Disagreement(field=field, values=tuple((value, tuple(sorted(ids))) for value, ids in sorted(grouped.items())))
