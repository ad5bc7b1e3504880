"""Which mentions in several documents are one entity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from dragoman.lexicons import country_names, offices, rows
from dragoman.model import Judgement, Mention, Verdict
from dragoman.resolution.clusters import cluster
from dragoman.resolution.holders import judge_offices, shared_office
from dragoman.resolution.spelling import shorter, sound, spelt_alike

__all__ = ["judge_mentions"]

RULE = "rule:names"

#: Two mentions, what is judged of them, and why.
Found = tuple[Mention, Mention, Verdict, str]
Groups = Mapping[str | None, Sequence[Mention]]


def judge_mentions(mentions: Iterable[Mention], published: Mapping[str, str | None], made: str) -> Iterator[Judgement]:
    """Judge which mentions are one: enough pairs to join all that are, and those that must stay apart.

    What has one entity id and acts for one state is one; persons of one state are one, too, when their names are spellings of one,
    or one is the other's fuller form and both hold an office that only one person can hold. Namesakes of two states are different,
    and a namesake of no known state is joined to neither. Bare surnames, offices and joint mentions are one within their document;
    beyond it, an office of a state stands for the one person to whom documents give it about that time. `published` gives the day of
    publication by document, `made` is the time of judging, UTC ISO.
    """
    listed = sorted(mentions, key=lambda m: m.id)
    by_name = list(_by_name(listed, published))
    named = [_judgement(found, made) for found in by_name]
    yield from named
    persons = cluster((m.id for m in listed if m.kind == "person" and m.identifies), named, "person")
    yield from (_judgement(found, made) for found in judge_offices(listed, persons, published))


def _judgement(found: Found, made: str) -> Judgement:
    first, second, verdict, because = found
    left, right = sorted((first.id, second.id))
    return Judgement(left=left, right=right, verdict=verdict, by=RULE, because=because, made=made)


def _by_name(mentions: Iterable[Mention], published: Mapping[str, str | None]) -> Iterator[Found]:
    """Each group is a chain of neighbours, since judging every pair of it would say nothing more; then the heads of the chains."""
    full: list[Sequence[Mention]] = []
    for by_state in _groups(mentions).values():
        for country, group in by_state.items():
            for a, b in pairwise(group):
                yield a, b, "same", f"both are {a.name}" + (f" and act for {country}" if country not in (None, a.entity) else "")
            if group[0].kind == "person" and group[0].identifies:
                full.append(group)
        yield from _namesakes(by_state)
    yield from _spellings(full)
    yield from _fuller(full, published)


def _groups(mentions: Iterable[Mention]) -> Mapping[tuple[str, str], Groups]:
    """Mentions by entity and by whom it acts for; those that don't identify anybody by document as well."""
    groups: dict[tuple[str, str], dict[str | None, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        groups[mention.entity, "" if mention.identifies else mention.anchor.document][mention.country].append(mention)
    return groups


def _namesakes(by_state: Groups) -> Iterator[Found]:
    """Whether those of one name who act for several states are one."""
    stated = sorted((country, group) for country, group in by_state.items() if country)
    verdicts = [_namesake(one, other) for (_, one), (_, other) in combinations(stated, 2)]
    yield from (found for found in verdicts if found)
    stateless = by_state.get(None)
    if stateless and stated and all(found and found[2] == "same" for found in verdicts):
        country, group = stated[0]
        because = f"both are {group[0].name}, and nobody of that name acts for another state than {country}"
        yield stateless[0], group[0], "same", because


def _namesake(one: Sequence[Mention], other: Sequence[Mention]) -> Found | None:
    """What is judged of namesakes who act for two states or bodies; nothing where one may head a body of states and his own, too."""
    a, b = one[0], other[0]
    codes = {a.country or "", b.country or ""}
    if a.kind == "person":
        terms = _terms().get(a.name, set())
        if codes <= {country for country, _ in terms}:
            return a, b, "same", f"{a.name} is known to have acted for {a.country} and for {b.country}"
        of_a_body, shared = not codes <= country_names().keys(), _offices(one) & _offices(other)
        if shared and (of_a_body or not terms.isdisjoint((code, office) for code in codes for office in shared)):
            return a, b, "same", f"both are {a.name}, {min(shared)}"
        if of_a_body:
            return None
    return a, b, "different", f"one {a.name} acts for {a.country}, the other for {b.country}"


@cache
def _terms() -> Mapping[str, set[tuple[str, str]]]:
    """Whom each public person has acted for, and as what."""
    out: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows("people"):
        out[row["name"]].update((row["country"], office) for office in offices(row["office"]))
    return out


def _offices(group: Iterable[Mention]) -> set[str]:
    return {office for written in {m.office for m in group if m.office} for office in offices(written)}


def _spellings(groups: Iterable[Sequence[Mention]]) -> Iterator[Found]:
    """Persons of one state whose names are spellings of one; without a state, of one who holds the same office and is alone."""
    alike: dict[tuple[str, ...], list[Sequence[Mention]]] = defaultdict(list)
    for group in groups:
        alike[sound(group[0].entity)].append(group)
    for block in alike.values():
        for one, other in combinations(block, 2):
            a, b = one[0], other[0]
            if a.country == b.country and a.country and spelt_alike(a, b):
                yield a, b, "same", f"{a.name} and {b.name} are spellings of one name and act for {a.country}"
        for stateless in (group for group in block if group[0].country is None):
            a = stateless[0]
            fits = [group for group in block if group[0].country and group[0].name != a.name and spelt_alike(a, group[0])]
            if len(fits) == 1 and (shared := _offices(stateless) & _offices(fits[0])):
                b = fits[0][0]
                yield a, b, "same", f"{a.name} and {b.name} are spellings of one name and are both called {min(shared)}"


def _fuller(groups: Iterable[Sequence[Mention]], published: Mapping[str, str | None]) -> Iterator[Found]:
    """Persons of whom one bears the other's name and more, and who hold an office of one state that only one can hold."""
    by_name = {(group[0].country, group[0].entity): group for group in groups}
    fits: dict[str, list[tuple[Mention, Mention, str]]] = defaultdict(list)
    for (country, entity), long in by_name.items():
        for short in (by_name[country, name] for name in shorter(entity) if country and (country, name) in by_name):
            if office := shared_office(short, long, published):
                a, b = short[0], long[0]
                fits[a.id].append((a, b, f"{a.name} and {b.name} are both called {office} of {country} in the same years"))
    yield from ((a, b, "same", why) for found in fits.values() if len(found) == 1 for a, b, why in found)
