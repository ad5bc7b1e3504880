"""Judging the mentions of new documents: against the head of their names, and what these names and offices are compared with."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from dragoman import resolution
from dragoman.model import Judgement, Mention
from dragoman.pipeline.settling import let_stand
from dragoman.record import Resolving

__all__ = ["name"]

#: Later than any month.
_FOREVER = 2**31 - 1


@dataclass
class _Naming:
    """What naming some mentions has read so far: mentions by id, and the days of publication of their documents."""

    work: Resolving
    made: str
    days: dict[str, str | None]
    read: dict[str, Mention] = field(default_factory=dict)

    def mentions(self, ids: AbstractSet[str]) -> dict[str, Mention]:
        """Mentions by id, with their days."""
        self.note(self.work.mentions(ids - self.read.keys()))
        return {id_: self.read[id_] for id_ in ids}

    def note(self, mentions: Iterable[Mention]) -> None:
        """Remember mentions and the days of their documents."""
        listed = list(mentions)
        self.read |= {mention.id: mention for mention in listed}
        self.days |= self.work.published({mention.anchor.document for mention in listed} - self.days.keys())

    def month(self, mention: Mention) -> int:
        """The month of a mention, 0 where it isn't known."""
        return resolution.month_of(self.days[mention.anchor.document]) or 0

    def found(self, keys: Iterable[str]) -> dict[str, Mention]:
        """The representatives that have one of some keys, of all months."""
        return self.mentions(self.work.sharing((key, 0, _FOREVER) for key in keys))


def name(work: Resolving, mentions: Collection[Mention], published: Mapping[str, str | None], made: str) -> list[Judgement]:
    """Judge the mentions of some documents, and anew what they change. Returns the judgements that came or went."""
    naming = _Naming(work, made, dict(published))
    naming.note(mentions)
    named, local = ([mention for mention in mentions if mention.identifies == identifies] for identifies in (True, False))
    before = naming.found({resolution.head_key(mention) for mention in named})
    once = resolution.heads(before.values())
    months = {(resolution.name_key(mention), naming.month(mention)) for mention in named}
    before |= naming.mentions(work.sharing((key, month, month) for key, month in months))
    now = resolution.representatives([*before.values(), *named], naming.days)
    heads = resolution.heads(now.values())
    gained = [mention for mention in now.values() if mention.id not in before]
    lost = [mention for mention in before.values() if mention.id not in now]
    displaced = [head for group, head in once.items() if heads[group] is not head]
    keys = {
        m.id: resolution.mention_keys(m, naming.days, head=heads[resolution.group(m)].id == m.id) for m in [*gained, *displaced]
    }
    work.set_keys(keys | {mention.id: () for mention in lost})
    changed = _follow_heads(naming, mentions, once, heads | resolution.heads(local))
    judged = _compare_names(naming, [*gained, *lost, *local])
    return [*changed, *judged, *_ask_offices(naming, local, [*gained, *lost], judged)]


def _follow_heads(
    naming: _Naming, mentions: Iterable[Mention], once: resolution.Heads, heads: resolution.Heads
) -> list[Judgement]:
    """Judge mentions the same as the heads of their groups; where a group has another head than once, all of its mentions."""
    members = {mention.id: mention for mention in mentions}
    for group, head in once.items():
        if heads[group].id != head.id:
            entity, _, country = group
            all_named = naming.work.named(entity, country)
            members |= {mention.id: mention for mention in all_named if resolution.group(mention) == group}
    judged = (resolution.head_judgement(heads[resolution.group(m)], m, naming.made) for m in members.values())
    kept = naming.work.judgements(members.keys(), {resolution.MENTIONS}, right=True)
    return let_stand(naming.work, filter(None, judged), kept)


def _compare_names(naming: _Naming, touched: Collection[Mention]) -> list[Judgement]:
    """Judge anew the blocks of names in which representatives came or went."""
    blocks = {block for mention in touched for block in resolution.blocks(mention)}
    local = {mention.id: mention for mention in touched if not mention.identifies}
    region = naming.found(blocks) | local
    known = region | {mention.id: mention for mention in touched}
    kept = (
        j
        for j in naming.work.judgements(known.keys(), {resolution.NAMES})
        if {j.left, j.right} <= known.keys() and resolution.block(known[j.left], known[j.right]) in blocks
    )
    return let_stand(naming.work, resolution.judge_names(region.values(), naming.days, naming.made, blocks), kept)


def _ask_offices(
    naming: _Naming, local: Iterable[Mention], holders: Iterable[Mention], named: Iterable[Judgement]
) -> list[Judgement]:
    """Judge whom offices stand for: those in new documents, and those near holders that came, went or became others."""
    work, days = naming.work, naming.days
    asked: dict[str, list[tuple[str, int, int]]] = {}
    for mention, office, span in _spans(days, resolution.questions(local, days)):
        asked.setdefault(mention.id, []).append((resolution.question_key(office), *span))
    work.set_keys(asked)
    heads, _ = _joined_by_name(work, {member for j in named for member in (j.left, j.right)})
    groups = {resolution.group(mention) for mention in naming.mentions(heads).values()}
    others = naming.found({resolution.name_key(mention) for mention in naming.mentions(heads).values()})
    holders = [*holders, *(mention for mention in others.values() if resolution.group(mention) in groups)]
    held = ((m, office) for m in holders if m.kind == "person" and m.identifies for office in resolution.sole_offices(m))
    near = {(resolution.question_key(office), *span) for _, office, span in _spans(days, held, resolution.ABOUT)}
    reopened = naming.mentions(work.sharing(near) | asked.keys())
    keys = work.keys(reopened.keys())
    questions = [
        (mention, office)
        for mention in sorted(reopened.values(), key=lambda m: m.id)
        for office in resolution.sole_offices(mention)
        if resolution.question_key(office) in {key for key, *_ in keys[mention.id]}
    ]
    sought = {(resolution.holder_key(office), *span) for _, office, span in _spans(days, questions, resolution.ABOUT)}
    may_hold = naming.mentions(work.sharing(sought))
    judged = resolution.judge_offices(questions, may_hold.values(), _persons(work, may_hold.keys()), days, naming.made)
    return let_stand(work, judged, work.judgements(reopened.keys(), {resolution.OFFICES}))


def _persons(work: Resolving, mentions: AbstractSet[str]) -> dict[str, str]:
    """The persons of some mentions by full name, by their names alone."""
    head_of = dict.fromkeys(mentions) | {j.right: j.left for j in work.judgements(mentions, {resolution.MENTIONS}, right=True)}
    heads = {head or mention for mention, head in head_of.items()}
    joined, judgements = _joined_by_name(work, heads)
    persons = resolution.cluster(joined, judgements, "person")
    return {mention: persons[head or mention] for mention, head in head_of.items()}


def _joined_by_name(work: Resolving, heads: AbstractSet[str]) -> tuple[set[str], list[Judgement]]:
    """All heads that names join to some, directly or through others; with what the rule says of them, undone or not."""
    found, ahead, judgements = set(heads), set(heads), dict[str, Judgement]()
    while ahead:
        judged = work.judgements(ahead, {resolution.NAMES})
        judgements |= {j.id: replace(j, undone=False) for j in judged}
        ahead = {member for j in judged if j.verdict == "same" for member in (j.left, j.right)} - found
        found |= ahead
    return found, list(judgements.values())


def _spans(
    days: Mapping[str, str | None], told: Iterable[tuple[Mention, tuple[str, str]]], around: int = 0
) -> Iterator[tuple[Mention, tuple[str, str], tuple[int, int]]]:
    """Mentions and offices with the month of their documents, or the first and the last of so many months around it; only the dated."""
    for mention, office in told:
        month = resolution.month_of(days[mention.anchor.document])
        if month is not None:
            yield mention, office, (month - around, month + around)
