"""Which mentions in several documents are one entity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import combinations

from dragoman.lexicons import country_names, offices, rows
from dragoman.model import Judgement, Mention, Verdict
from dragoman.resolution.clusters import cluster
from dragoman.resolution.holders import holder_key, judge_offices, month_of, questions, shared_office, sole_offices
from dragoman.resolution.spelling import shorter, sound, spelt_alike

__all__ = [
    "MENTIONS",
    "NAMES",
    "block",
    "blocks",
    "group",
    "head_judgement",
    "head_key",
    "heads",
    "judge_mentions",
    "judge_names",
    "mention_keys",
    "representatives",
]

#: The rule that mentions of one name are one, and that on names of several groups of mentions.
MENTIONS, NAMES = "rule:mentions", "rule:names"

#: Two mentions, what is judged of them, and why.
Found = tuple[Mention, Mention, Verdict, str]
#: What has one entity id and acts for one state; what identifies nobody by itself, by document as well.
Group = tuple[str, str, str | None]
Heads = dict[Group, Mention]
Groups = Mapping[str | None, Sequence[Mention]]
Days = Mapping[str, str | None]


def judge_mentions(mentions: Iterable[Mention], published: Days, made: str) -> Iterator[Judgement]:
    """Judge which mentions are one: enough pairs to join all that are, and those that must stay apart.

    What has one entity id and acts for one state is one; persons of one state are one, too, when their names are spellings of one,
    or one is the other's fuller form and both hold an office that only one person can hold. Namesakes of two states are different,
    and a namesake of no known state is joined to neither. Bare surnames, offices and joint mentions are one within their document;
    beyond it, an office of a state stands for the one person to whom documents give it about that time. `published` gives the day of
    publication by document, `made` is the time of judging, UTC ISO.
    """
    listed = sorted(mentions, key=lambda m: m.id)
    first = heads(listed)
    named = [j for m in listed if (j := head_judgement(first[group(m)], m, made))]
    named += judge_names(listed, published, made)
    yield from named
    persons = cluster((m.id for m in listed if m.kind == "person" and m.identifies), named, "person")
    yield from judge_offices(questions(listed, published), listed, persons, published, made)


def group(mention: Mention) -> Group:
    """The group of a mention."""
    return mention.entity, "" if mention.identifies else mention.anchor.document, mention.country


def heads(mentions: Iterable[Mention]) -> Heads:
    """The head of each group: its least mention, with which all others are judged the same."""
    found: Heads = {}
    for mention in mentions:
        found[group(mention)] = min(mention, found.get(group(mention), mention), key=lambda m: m.id)
    return found


def head_judgement(head: Mention, mention: Mention, made: str) -> Judgement | None:
    """That a mention is the same as the head of its group; None for the head."""
    if head.id == mention.id:
        return None
    country = f" and act for {head.country}" if head.country not in (None, head.entity) else ""
    because = f"both are {head.name}{country}"
    return Judgement(left=head.id, right=mention.id, verdict="same", by=MENTIONS, because=because, made=made)


def representatives(mentions: Iterable[Mention], published: Days) -> dict[str, Mention]:
    """The mentions, by id, that say all that is compared of their groups: of persons the least of each office and month, else the head."""
    found: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        person = mention.kind == "person"
        told = (mention.office, month_of(published.get(mention.anchor.document))) if person else (None, None)
        cell = (mention.kind, *group(mention), *told)
        found[cell] = min(mention, found.get(cell, mention), key=lambda m: m.id)
    return {mention.id: mention for mention in found.values()}


def mention_keys(mention: Mention, published: Days, *, head: bool) -> Iterator[tuple[str, int, int]]:
    """What a mention that identifies is found by, by month: its blocks and its offices; the head of a group by that as well.

    What was published in no known month is of the month 0.
    """
    month = month_of(published.get(mention.anchor.document)) or 0
    for key in blocks(mention):
        yield key, month, month
    if head:
        yield head_key(mention), 0, 0
    if mention.kind == "person" and month:
        for office in sole_offices(mention):
            yield holder_key(office), month, month


def head_key(mention: Mention) -> str:
    """What the heads of all that bear the name of a mention are found by."""
    return f"head:{mention.entity}"


def blocks(mention: Mention) -> Iterator[str]:
    """The blocks of names within which the group of a mention is compared."""
    yield name_key(mention)
    if mention.kind == "person" and mention.identifies:
        yield _sound(mention)
        if mention.country:
            yield _short(mention)
            yield from (f"short:{mention.country}:{name}" for name in shorter(mention.entity))


def block(a: Mention, b: Mention) -> str:
    """The block in which two mentions of different groups are compared: of one name, of one sound, of a name and its fuller forms."""
    if name_key(a) == name_key(b):
        return name_key(a)
    one, other = (mention.entity.count("-") for mention in (a, b))
    return _sound(a) if one == other else _short(a if one < other else b)


def name_key(mention: Mention) -> str:
    """The block of those who bear the name of a mention; what identifies nobody has one in its document."""
    return f"name:{mention.entity}" + ("" if mention.identifies else f" {mention.anchor.document}")


def _sound(mention: Mention) -> str:
    return f"sound:{' '.join(sound(mention.entity))}"


def _short(mention: Mention) -> str:
    return f"short:{mention.country}:{mention.entity}"


def judge_names(
    mentions: Iterable[Mention], published: Days, made: str, within: AbstractSet[str] | None = None
) -> Iterator[Judgement]:
    """Judge the heads of groups by their names. With `within` only in these blocks, of which all representatives must be there."""
    for a, b, verdict, because in _by_name(sorted(mentions, key=lambda m: m.id), published):
        if within is None or block(a, b) in within:
            left, right = sorted((a.id, b.id))
            yield Judgement(left=left, right=right, verdict=verdict, by=NAMES, because=because, made=made)


def _by_name(mentions: Iterable[Mention], published: Days) -> Iterator[Found]:
    groups: dict[tuple[str, str], dict[str | None, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        entity, document, country = group(mention)
        groups[entity, document][country].append(mention)
    full: list[Sequence[Mention]] = []
    for by_state in groups.values():
        full += [group for group in by_state.values() if group[0].kind == "person" and group[0].identifies]
        yield from _namesakes(by_state)
    yield from _spellings(full)
    yield from _fuller(full, published)


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
