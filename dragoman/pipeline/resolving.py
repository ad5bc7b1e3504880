"""Resolving what waits: each new document is compared with what shares a key with it, and only what that changes is worked out anew.

Whatever the order in which documents come and readers judge, what stands is what judging the whole record at once would give: a verdict
on a pair depends on the pair alone, or on a region that is gathered whole before it is judged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from dragoman import resolution
from dragoman.model import Document, Judgement, Telling
from dragoman.pipeline.heading import head
from dragoman.pipeline.naming import name
from dragoman.pipeline.settling import Moves, let_stand, settle
from dragoman.record import Record, Resolving

__all__ = ["rebuild", "resolve"]

#: Documents that are resolved in one transaction, for which other writers wait.
_BATCH = 200
#: The rules on claims.
_CLAIMS = frozenset((resolution.EVENTS, resolution.UNCLEAR))


def resolve(record: Record) -> None:
    """Judge what is new in the record: which documents are copies, which mentions one entity, which claims one event.

    Readers' judgements stand, whatever the rules say; the rules' count as long as they would be made again. What another writer adds
    meanwhile is judged as well.
    """
    while not record.resolved():
        with record.resolving() as work:
            _resolve(work, work.take(_BATCH))


def rebuild(record: Record) -> None:
    """Judge the whole record anew, as after a change of the rules."""
    record.reopen()
    resolve(record)


def _resolve(work: Resolving, waiting: Iterable[str]) -> None:
    """Resolve documents by id, and the mentions and claims that a reader judged; write the heads of events that have none."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    of_kind = defaultdict[str, set[str]](set)
    for member in waiting:
        of_kind[member.partition(":")[0]].add(member)
    documents = {document.id: document for document in work.documents(of_kind["sha256"])}
    mentions = work.mentions_in(documents.keys())
    changed = name(work, mentions, {id_: document.published for id_, document in documents.items()}, made)
    moves = settle(work, "entity", {mention.id for mention in mentions}, changed, of_kind["mention"])
    claims = {telling.id for telling in work.tellings_in(documents.keys())}
    changed = _judge_claims(work, claims | _acting_otherwise(work, moves), made)
    told = settle(work, "event", claims, changed, of_kind["claim"])
    copied = settle(work, "document", documents.keys(), _judge_copies(work, documents, made), of_kind["sha256"])
    moved = {event for change in told.values() for event in change if event}
    head(work, moved | work.told_in(copied.keys()) | of_kind["event"])


def _acting_otherwise(work: Resolving, moves: Moves) -> set[str]:
    """The claims in which persons act who are now others by all that the record knows, once who is named how often is counted anew."""
    said = {mention.id: resolution.bearing(mention) for mention in work.mentions(moves.keys())}
    before = work.bearers({cluster for clusters in moves.values() for cluster in clusters if cluster})
    changes: Counter[tuple[str, str, str]] = Counter()
    for member, (old, new) in moves.items():
        if told := said[member]:
            changes[new, *told] += 1
            if old:
                changes[old, *told] -= 1
    work.count_bearers(changes)
    after = work.bearers({cluster for cluster, *_ in changes})
    was, now = ({cluster: resolution.identity(told) for cluster, told in each.items()} for each in (before, after))
    others = {m for m, (old, new) in moves.items() if old and said[m] and was.get(old) != now.get(new)}
    named_anew = {cluster for cluster, *_ in changes if was.get(cluster) != now.get(cluster)}
    return work.acting(others).union(*map(work.acting_as, named_anew))


def _judge_claims(work: Resolving, fresh: AbstractSet[str], made: str) -> list[Judgement]:
    """Judge claims, and all that they join or part. Returns the judgements that came or went."""
    told = {telling.id: telling for telling in work.tellings(fresh)}
    known = _identities(work, told.values())
    keys = {telling.id: set(resolution.claim_keys(telling, known)) for telling in told.values()}
    work.set_keys(keys)

    def read(claims: AbstractSet[str]) -> None:
        more = {telling.id: telling for telling in work.tellings(claims - told.keys())}
        told.update(more)
        known.update(_identities(work, more.values()))

    read(work.sharing(set().union(*keys.values())))
    region, ahead, kept = set[str](), resolution.joined(told.values(), told.keys() & fresh, known), dict[str, Judgement]()
    while ahead:
        judged = work.judgements(ahead, _CLAIMS)
        kept |= {j.id: j for j in judged}
        region |= ahead
        ahead = {member for j in judged if resolution.connects(j) for member in (j.left, j.right)} - region
    read(region)
    inside = (j for j in kept.values() if not fresh.isdisjoint((j.left, j.right)) or {j.left, j.right} <= region)
    return let_stand(work, resolution.judge_claims(told.values(), made, known, fresh, region), inside)


def _identities(work: Resolving, tellings: Iterable[Telling]) -> dict[str, resolution.Identity]:
    """Who the persons are that act in some claims, by all that the record knows."""
    acting = {m.id: m for telling in tellings for m in (*telling.claim.actors, *telling.claim.recipients) if m.kind == "person"}
    clusters = work.clusters("entity", acting.keys())
    return resolution.identities(acting.values(), clusters, work.bearers(set(clusters.values())))


def _judge_copies(work: Resolving, documents: Mapping[str, Document], made: str) -> list[Judgement]:
    """Judge which documents are copies of new ones. Returns the judgements that came or went."""
    prints = {id_: resolution.prints(document.text) for id_, document in documents.items()}
    work.set_prints(prints)
    alike = work.alike({one for own in prints.values() for one in own})
    judged = resolution.judge_copies([*documents.values(), *work.documents(alike - documents.keys())], made, documents.keys())
    return let_stand(work, judged, work.judgements(documents.keys(), {resolution.COPIES}))
