"""One engagement, several accounts: topic by topic, what each side says of it and what only one side says."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from dragoman.analysis.accounts import PUBLISHER, Passage, accounts
from dragoman.model import Anchor, Cell, Comparison, Document, Extraction, Item, Status

__all__ = ["compare"]

#: Where one point of an enumeration or sentence ends and the next begins.
_POINT = re.compile(r"[^,;:.!?“”\"—–\n]+")


def compare(
    extractions: Sequence[Extraction],
    labels: Mapping[str, str],
    event: tuple[str, tuple[str, ...]] | None = None,
    claims: Collection[str] = (),
) -> Comparison:
    """Set the official accounts in some documents beside each other.

    `labels` names topics by id; `event` is the type and parties of the engagement, by default the one that most documents share;
    `claims` are the ids of the claims that tell it. What a report tells of other engagements is left out.
    The sides are those whose account some passage is; the publisher's voice is a side only where fewer than two others speak.
    The answer is the same in whatever order the documents come: first what several sides speak of, then what one does, by label.
    """
    kind, parties = event or _shared(extractions)
    passages = [p for extraction in extractions for p in accounts(extraction) if _is_told(p, extraction, parties, claims)]
    present = {side for p in passages for side in p.sides}
    official = sorted(s for s in present - {PUBLISHER} if not parties or s in parties or len(present) == 1)
    sides = tuple(official) if len(official) > 1 else (*official, *(present & {PUBLISHER}))
    items = [
        Item(topic, labels.get(topic, topic), _status(by_side), {s: tuple(sorted(by_side[s], key=_place)) for s in sides})
        for topic, by_side in _cells(extractions, passages, sides).items()
    ]
    return Comparison(
        kind, parties, sides, tuple(sorted(items, key=lambda item: (item.status == "only", item.label, item.topic)))
    )


def _is_told(passage: Passage, extraction: Extraction, parties: tuple[str, ...], claims: Collection[str]) -> bool:
    """Whether a passage belongs to the engagement: all of its readout; all of a report whose first engagement it is, but for the
    paragraphs of others; of a report that only recalls it, the paragraph that does.
    """
    engagements = [c for c in extraction.claims if c.type == "CONSULT"]
    own = [c for c in extraction.claims if c.id in claims] or [c for c in engagements if c.parties == parties][:1]
    if extraction.document.issuer or not own:
        return True
    here = {c.id for c in (*own, *engagements) if any(passage.start <= a.start < passage.end for a in (c.trigger, *c.also))}
    if here & {c.id for c in own}:
        return True
    first = min(engagements, key=lambda c: c.trigger.start, default=own[0])
    return first in own and not here


def _place(cell: Cell) -> tuple[str, int, int]:
    return cell.address, cell.anchor.start, cell.anchor.end


def _shared(extractions: Iterable[Extraction]) -> tuple[str | None, tuple[str, ...]]:
    """The engagement that most documents tell; of several, the one that they tell first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for extraction in extractions:
        told = dict.fromkeys(c.parties for c in extraction.claims if c.type == "CONSULT" and len(c.parties) > 1)
        for place, parties in enumerate(told):
            places[parties].append(place)
    if not places:
        return None, ()
    return "CONSULT", min(places, key=lambda parties: (-len(places[parties]), sum(places[parties]), parties))


def _cells(
    extractions: Iterable[Extraction], passages: Iterable[Passage], sides: Iterable[str]
) -> dict[str, dict[str, list[Cell]]]:
    by_document: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_document[passage.document.id].append(passage)
    cells: dict[str, dict[str, list[Cell]]] = {}
    for extraction in extractions:
        for topic in extraction.topics:
            for passage in by_document[extraction.document.id]:
                if not passage.start <= topic.anchor.start < passage.end:
                    continue
                for side in passage.sides:
                    if side in sides:
                        cell = Cell(extraction.document.address, _point(extraction.document, topic.anchor, passage))
                        own = cells.setdefault(topic.id, {s: [] for s in sides})[side]
                        if cell not in own:
                            own.append(cell)
    return cells


def _point(document: Document, anchor: Anchor, passage: Passage) -> Anchor:
    """The words around a topic's wording up to the next punctuation: the point that is made of it."""
    start, end = anchor.start, anchor.end
    for m in _POINT.finditer(document.text, passage.start, passage.end):
        if m.start() <= anchor.start < m.end():
            start, end = min(m.start(), start), max(m.end(), end)
    text = document.text[start:end]
    return document.anchor(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _status(by_side: Mapping[str, Sequence[Cell]]) -> Status:
    return "both" if sum(bool(cells) for cells in by_side.values()) > 1 else "only"
