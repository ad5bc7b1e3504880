"""What judging a whole record at once gives: the pure rules over all that it holds, and nothing of what resolving keeps in between."""

from typing import Any

from dragoman import analysis, resolution
from dragoman.model import Judgement
from dragoman.record import Record
from dragoman.results import Filters

Opinions = dict[str, Any]


def kept(record: Record) -> Opinions:
    """The judgements of rules that stand, the clusters, and the heads of events."""
    clusters = {kind: record.clusters(kind) for kind in ("document", "entity", "event")}
    heads = record.listing((), Filters())
    return {"judgements": _told(j for j in record.judgements() if _ruled(j)), **clusters, "heads": {head.id: head for head in heads}}


def whole(record: Record) -> Opinions:
    """What `kept` should be, by the observations and by what readers judged and undid."""
    known = record.judgements()
    readers, undone = [j for j in known if not _ruled(j)], {j.id for j in known if j.undone}
    documents, mentions, tellings = list(record.documents()), list(record.mentions()), list(record.tellings())
    published = {document.id: document.published for document in documents}

    def clusters(kind: str, members: list[str], ruled: list[Judgement]) -> dict[str, str]:
        return resolution.cluster(members, [*readers, *(j for j in ruled if j.id not in undone)], kind)

    named = list(resolution.judge_mentions(mentions, published, "-"))
    entities = clusters("entity", [mention.id for mention in mentions], named)
    claimed = list(resolution.judge_claims(tellings, "-", resolution.identities(mentions, entities)))
    copied = list(resolution.judge_copies(documents, "-"))
    originals = clusters("document", [document.id for document in documents], copied)
    events = clusters("event", [telling.id for telling in tellings], claimed)
    return {
        "judgements": _told([*named, *claimed, *copied]),
        "document": originals,
        "entity": entities,
        "event": events,
        "heads": {event.id: analysis.head(event) for event in analysis.timeline(tellings, events, originals)},
    }


def _told(judgements: Any) -> dict[str, tuple[str, ...]]:
    return {j.id: (j.left, j.right, j.verdict, j.by, j.because) for j in judgements}


def _ruled(judgement: Judgement) -> bool:
    return judgement.by.startswith("rule:")
