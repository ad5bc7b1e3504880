"""One engagement, several accounts: matter by matter, what each side says of it and what only one side says."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from dragoman.analysis.accounts import PUBLISHER, accounts
from dragoman.analysis.alignment import Meaning, matters
from dragoman.analysis.contrast import contrast
from dragoman.analysis.points import INITIATIVE, Point, points
from dragoman.analysis.scope import told
from dragoman.analysis.telling import account
from dragoman.model import Anchor, Clause, Document, Extraction
from dragoman.results import Cell, Comparison, Item, Status
from dragoman.wording import Wording, unit, weightiest

__all__ = ["Means", "compare"]

#: How many words name a matter that no topic names.
_NAMED = 4
#: How many code points of its words such a matter is shown by.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Means:
    """What comparing needs to know of language: the meaning of texts, the clauses of a document, and the topics' labels and broader topics by id."""

    meaning: Meaning
    clauses: Callable[[Document], Sequence[Clause]]
    labels: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


def compare(
    extractions: Sequence[Extraction],
    means: Means,
    event: tuple[str, tuple[str, ...]] | None = None,
    claims: Collection[str] = (),
    before: Sequence[Extraction] = (),
) -> Comparison:
    """Set the official accounts in some documents beside each other.

    `event` is the type and parties of the engagement, by default the one that most documents share; `claims` are the ids of the claims that tell
    it. What a document tells of other engagements is left out. `before` are documents of earlier engagements of the parties, the latest
    last: what a side said there of a matter on which it is silent now stands with the item.
    The sides are those whose account some passage is; the publisher's voice is a side only where fewer than two others speak.
    Each point of an account stands in one item, with the point of each other side that comes nearest to it in meaning, topic and words, if near
    enough; else alone. An item goes by its topic, or by its own words. The answer is the same in whatever order the documents come: first what
    several sides speak of, then what one does, by label.
    """
    kind, parties = event or _shared(extractions)
    ordered = sorted(extractions, key=lambda e: (e.document.address, e.document.id))
    clauses = {e.document.id: means.clauses(e.document) for e in ordered}
    pages = [(e, list(told(e, accounts(e), parties, claims, clauses[e.document.id]))) for e in ordered]
    present = {side for _, passages in pages for p in passages for side in p.sides}
    official = sorted(s for s in present - {PUBLISHER} if not parties or s in parties or len(present) == 1)
    sides = tuple(official) if len(official) > 1 else (*official, *(present & {PUBLISHER}))
    made = [p for e, passages in pages for p in points(e, passages, sides, clauses[e.document.id], means.parents)]
    listed = sorted(_own(set(made)), key=_place)
    found = matters(listed, means.meaning)
    now = {(point.side, topic) for point in listed for topic in point.topics}
    table = _Table(
        sides,
        means.labels,
        Counter(_topic(group) for group in found),
        {said: cell for said, cell in _spoken_before(before, sides, means).items() if said not in now},
        {e.document.id: e.document for e in ordered},
    )
    items = [table.item(group) for group in found]
    return Comparison(
        kind,
        parties,
        sides,
        tuple(sorted(items, key=lambda item: (item.status == "only", item.label, item.topic))),
        tuple(account(side, pages, listed, parties, claims) for side in sides),
    )


def _spoken_before(before: Sequence[Extraction], sides: Sequence[str], means: Means) -> Mapping[tuple[str, str], Cell]:
    """What each side said of each topic in earlier documents, the last time: by side and topic."""
    made = [p for e in before for p in points(e, accounts(e), sides, means.clauses(e.document), means.parents)]
    return {(p.side, topic): Cell(p.address, p.anchor) for p in made for topic in p.topics if p.side != PUBLISHER}


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


@dataclass(frozen=True, slots=True)
class _Table:
    """What the items of a comparison are made with: how many matters have each topic, what sides that are silent on a
    topic said of it before, the documents by id.
    """

    sides: Sequence[str]
    labels: Mapping[str, str]
    named: Mapping[str | None, int]
    spoken: Mapping[tuple[str, str], Cell]
    documents: Mapping[str, Document]

    def item(self, group: Sequence[Point]) -> Item:
        """A matter as an item; where several have one topic, or none, its own words tell it from the others."""
        cells = {
            side: tuple(dict.fromkeys(Cell(p.address, p.anchor) for p in sorted(group, key=_place) if p.side == side))
            for side in self.sides
        }
        topic = _topic(group)
        own = min((shorten(p.anchor.exact, _SHOWN, placeholder=" …") for p in group), key=lambda w: (len(w), w))
        status, marks = self.status(group, cells)
        if topic is None:
            return Item(_own_name(group), own, status, cells, marks)
        label = "who asked for it" if topic == INITIATIVE else self.labels.get(topic, topic)
        silent = {side: self.spoken[side, topic] for side in self.sides if (side, topic) in self.spoken}
        return Item(topic, f"{label}: {own}" if self.named[topic] > 1 else label, status, cells, marks, silent)

    def status(self, group: Sequence[Point], cells: Mapping[str, Sequence[Cell]]) -> tuple[Status, tuple[Anchor, ...]]:
        """Who says it, and the words by which the sides differ."""
        spoken = [[cell.anchor.exact for cell in own] for own in cells.values() if own]
        if len(spoken) <= 1:
            return "only", ()
        asked = {point.anchor: point.began for point in sorted(group, key=_place) if point.began}
        if len(set(asked.values())) > 1:
            return "differs", tuple(asked)
        differing = contrast(spoken)
        return ("differs", tuple(self.marked(differing, cells))) if differing else ("both", ())

    def marked(self, words: tuple[str, str], cells: Mapping[str, Sequence[Cell]]) -> Iterator[Anchor]:
        """Where some words stand in the cells, the longer before the shorter that it holds."""
        longest = sorted(words, key=len, reverse=True)
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest), re.IGNORECASE)
        for anchor in (cell.anchor for own in cells.values() for cell in own):
            for found in pattern.finditer(anchor.exact):
                yield self.documents[anchor.document].anchor(anchor.start + found.start(), anchor.start + found.end())


def _words(group: Iterable[Point]) -> Wording:
    sums: dict[str, float] = defaultdict(float)
    for point in group:
        for word, weight in point.words.items():
            sums[word] += weight
    return unit(sums)


def _own_name(group: Iterable[Point]) -> str:
    """The weightiest words of a matter that no topic names, in their order, as an id."""
    words = _words(group)
    chosen = weightiest(words, _NAMED)
    return "-".join(word for word in words if word in chosen)
