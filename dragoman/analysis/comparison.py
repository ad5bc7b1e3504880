"""One engagement, several accounts: matter by matter, what each side says of it and what only one side says."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from textwrap import shorten

from dragoman.analysis.accounts import PUBLISHER, accounts
from dragoman.analysis.alignment import Meaning, matters
from dragoman.analysis.contrast import contrast
from dragoman.analysis.points import INITIATIVE, Point, points
from dragoman.analysis.scope import told
from dragoman.model import Cell, Clause, Comparison, Document, Extraction, Item, Status
from dragoman.wording import Wording, unit

__all__ = ["compare"]

#: How many words name a matter that no topic names.
_NAMED = 4
#: How many code points of its words such a matter is shown by.
_SHOWN = 40


def compare(
    extractions: Sequence[Extraction],
    labels: Mapping[str, str],
    meaning: Meaning,
    parents: Mapping[str, str],
    cut: Callable[[Document], Sequence[Clause]],
    event: tuple[str, tuple[str, ...]] | None = None,
    claims: Collection[str] = (),
) -> Comparison:
    """Set the official accounts in some documents beside each other.

    `labels` names topics by id, `parents` gives the broader topic of each; `meaning` gives texts as vectors that are the closer the more two say the
    same. `event` is the type and parties of the engagement, by default the one that most documents share;
    `claims` are the ids of the claims that tell it. What a report tells of other engagements is left out.
    The sides are those whose account some passage is; the publisher's voice is a side only where fewer than two others speak.
    Each point of an account stands in one item, with the point of each other side that comes nearest to it in meaning, topic and words, if near
    enough; else alone. An item goes by its topic, or by its own words. The answer is the same in whatever order the documents come: first what
    several sides speak of, then what one does, by label.
    """
    kind, parties = event or _shared(extractions)
    clauses = [cut(extraction.document) for extraction in extractions]
    told_in = [
        list(told(extraction, accounts(extraction), parties, claims, cuts))
        for extraction, cuts in zip(extractions, clauses, strict=True)
    ]
    present = {side for passages in told_in for p in passages for side in p.sides}
    official = sorted(s for s in present - {PUBLISHER} if not parties or s in parties or len(present) == 1)
    sides = tuple(official) if len(official) > 1 else (*official, *(present & {PUBLISHER}))
    made = [
        p
        for extraction, passages, cuts in zip(extractions, told_in, clauses, strict=True)
        for p in points(extraction, passages, sides, cuts, parents)
    ]
    listed = sorted(_own(set(made)), key=_place)
    found = matters(listed, meaning)
    named = Counter(_topic(group) for group in found)
    items = [_item(group, labels, sides, named) for group in found]
    return Comparison(
        kind, parties, sides, tuple(sorted(items, key=lambda item: (item.status == "only", item.label, item.topic)))
    )


def _own(made: Collection[Point]) -> list[Point]:
    """The points without those on no topic that several sides' papers print word for word: what stands under every paper is no account."""
    printed: dict[str, set[str]] = defaultdict(set)
    for point in made:
        printed[point.anchor.exact].add(point.side)
    return [point for point in made if point.topics or len(printed[point.anchor.exact]) == 1]


def _place(point: Point) -> tuple[str, str, int, int]:
    return point.side, point.address, point.anchor.start, point.anchor.end


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


def _topic(group: Sequence[Point]) -> str | None:
    """The topic of a matter: the one that most of its sides name, then most of its points, then the first."""
    sides: dict[str, set[str]] = defaultdict(set)
    number: Counter[str] = Counter()
    for point in group:
        number.update(point.topics)
        for topic in point.topics:
            sides[topic].add(point.side)
    order = [topic for point in sorted(group, key=_place) for topic in point.topics]
    return min(number, key=lambda t: (-len(sides[t]), -number[t], order.index(t)), default=None)


def _item(group: Sequence[Point], labels: Mapping[str, str], sides: Sequence[str], named: Mapping[str | None, int]) -> Item:
    """A matter as an item; where several have one topic (`named`), or none, its own words tell it from the others."""
    cells = {
        side: tuple(dict.fromkeys(Cell(p.address, p.anchor) for p in sorted(group, key=_place) if p.side == side))
        for side in sides
    }
    topic, own = _topic(group), min((shorten(p.anchor.exact, _SHOWN, placeholder=" …") for p in group), key=lambda w: (len(w), w))
    if topic is None:
        return Item(_own_name(group), own, _said(group, cells), cells)
    label = "who asked for it" if topic == INITIATIVE else labels.get(topic, topic)
    return Item(topic, f"{label}: {own}" if named[topic] > 1 else label, _said(group, cells), cells)


def _words(group: Iterable[Point]) -> Wording:
    sums: dict[str, float] = defaultdict(float)
    for point in group:
        for word, weight in point.words.items():
            sums[word] += weight
    return unit(sums)


def _own_name(group: Iterable[Point]) -> str:
    """The weightiest words of a matter that no topic names, in their order, as an id."""
    words = _words(group)
    chosen = sorted(words, key=lambda word: (-words[word], word))[:_NAMED]
    return "-".join(word for word in words if word in chosen)


def _said(group: Sequence[Point], cells: Mapping[str, Sequence[Cell]]) -> Status:
    asked = {point.began for point in group if point.began}
    return "differs" if len(asked) > 1 else _status(cells)


def _status(cells: Mapping[str, Sequence[Cell]]) -> Status:
    spoken = [[cell.anchor.exact for cell in own] for own in cells.values() if own]
    if len(spoken) <= 1:
        return "only"
    return "differs" if contrast(spoken) else "both"
