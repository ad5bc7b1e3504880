"""Commitments: what was promised, agreed, planned or was asked for by invitation, by whom, towards whom, by when, and what later words bear on it.

What bears on one is shown with the reason; whether it was kept is never said here.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from dragoman.analysis.scenes import Scenes, firsts, said, whole
from dragoman.analysis.speakers import called
from dragoman.model import Anchor, Claim, Document, Event, Extraction, Quote, When, ZoneKind
from dragoman.results import Commitment, CommitmentKind, Evidence, Source
from dragoman.wording import Wording, likeness, weightiest, wording

__all__ = ["commitments"]

_KINDS: Mapping[str, CommitmentKind] = {"promise": "promise", "agree": "agreement", "invite": "invitation"}
#: What was agreed binds where it is something to do: "to meet", "that they would"; views and needs that are shared don't.
_TO_DO = re.compile(
    r"(?i)^[\s“\"‘']*(?:to|on (?:a|an|the) (?:plan|road ?map|timetable|deadline|date|next)\b)|\b(?:will|would|shall|’ll)\b"
)
#: Words that bind; wishes, needs, hopes and a "commitment to" what is valued don't.
_BINDS = re.compile(
    r"(?i)\b(?:agree[sd]?|agreeing) (?:to|on (?:an?|the) (?!need|importance|necessity|urgency))|\b(?:pledg|promis|undert|vow|guarantee|assur)\w*"
    r"|\bcommit(?:s|ted|ting)? |\b(?:will|would|shall)\b|\b(?:sign|reach|conclud|finali[sz]|clinch|seal|str[iu]c?k)\w* [^.]{0,60}\b(?:deal|accord|pact|treaty)\b"
)
#: An engagement to come, whatever it is called.
_ENGAGEMENT = re.compile(
    r"(?i)\b(?:contacts?|touch|meet\w*|talks?|visit\w*|calls?|dialogue|consultations?|summit|convene|receive|host|travel)\b"
)
#: Headlines and key points tell in short what the body tells.
_TOLD: frozenset[ZoneKind] = frozenset(("dateline", "body", "embed"))
#: From which likeness of words two commitments of one side are one, and from which later words bear on one.
_ONE, _BEARS = 0.55, 0.2
#: What a topic in common adds to that likeness.
_TOPIC = 0.1
#: How many pieces of evidence are shown for one commitment, the likest.
_SHOWN = 3
#: By how many of its weightiest words something is found, and how many may share a word that finds.
_KEYS, _SPREAD = 10, 400
#: Sorts behind every day.
_LAST = "9"


@dataclass(frozen=True, slots=True)
class _Later:
    """Something told that may bear on a commitment: when it was or was printed, between whom, in which words."""

    day: str
    sides: frozenset[str]
    topics: tuple[str, ...]
    event: Event | None
    source: Source
    words: Wording


T = TypeVar("T")


class _Index(Generic[T]):
    """Things by the weightiest of their words, so that those of like words are found without comparing all with all."""

    def __init__(self, things: Iterable[tuple[T, Wording]]) -> None:
        self.all: list[T] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for thing, words in things:
            self.keep(thing, words)

    def keep(self, thing: T, words: Wording) -> None:
        """Add a thing."""
        for word in weightiest(words, _KEYS):
            self._by_word[word].append(len(self.all))
        self.all.append(thing)

    def near(self, words: Wording) -> Iterator[T]:
        """The things that share a weighty word with some words, in the order in which they were added; words that too many share don't count."""
        shared = (self._by_word.get(word, []) for word in weightiest(words, _KEYS))
        yield from (self.all[n] for n in sorted({n for numbers in shared if len(numbers) <= _SPREAD for n in numbers}))


def commitments(
    extractions: Iterable[Extraction], events: Sequence[Event], originals: Mapping[str, str], parties: Sequence[str]
) -> list[Commitment]:
    """What the parties undertook towards each other, the latest first, each once, with what later documents say that may bear on it.

    `extractions` are the documents that tell `events`, the events of the parties by date; of copies (`originals`: by document the id that all copies
    share) the first speaks for all.
    """
    told = {telling.id: event for event in events for telling in event.tellings}
    listed = firsts(extractions, originals)
    wanted = frozenset(parties)
    idle = called((mention for extraction in listed for mention in extraction.mentions), wanted)
    made = _once((c for extraction in listed for c in _undertaken(extraction, told, wanted)), idle)
    later = _Index((word, word.words) for extraction in listed for word in _told(extraction, told, wanted, idle))
    held = sorted((w for w in later.all if w.event and w.event.type == "CONSULT" and w.event.modality == "asserted"), key=_by_day)
    found = [replace(c, evidence=tuple(_bearing(c, words, later, held))) for c, words in made]
    return sorted(found, key=lambda c: (c.made or "", c.id), reverse=True)


def _undertaken(extraction: Extraction, told: Mapping[str, Event], parties: frozenset[str]) -> Iterator[Commitment]:
    scenes, covered = Scenes(extraction, told, parties), list[Anchor]()
    for quote in extraction.quotes:
        kind, scene = _KINDS.get(quote.act), scenes.at(quote.content[0].start)
        sides = said(quote, parties, scene)
        if not kind or not sides or extraction.document.zone_at(quote.content[0].start) not in _TOLD:
            continue
        if kind == "agreement" and not (_TO_DO.search(_content(quote)) and (len(sides) > 1 or not _with_others(quote, parties))):
            continue
        covered += [a for a in (quote.cue, *quote.content) if a]
        anchor = whole(extraction.document, quote)
        if kind == "promise" and not _BINDS.search(anchor.exact):
            continue
        yield _commitment(extraction, kind, sides, parties, anchor, quote.topics, scene, None)
    for claim in extraction.claims:
        event = told.get(claim.id)
        if (
            event is None
            or extraction.document.zone_at(claim.trigger.start) not in _TOLD
            or any(a.start <= claim.trigger.start < a.end for a in covered)
        ):
            continue
        planned = claim.modality == "planned"
        anchor = extraction.document.sentence_at(claim.trigger.start)
        if planned or (claim.type == "AGREE" and claim.modality == "asserted" and _BINDS.search(anchor.exact)):
            actors = parties & claim.acting
            kind = "plan" if planned else "agreement"
            yield _commitment(extraction, kind, actors or parties, parties, anchor, claim.topics, event, claim)


def _commitment(
    extraction: Extraction,
    kind: CommitmentKind,
    sides: frozenset[str],
    parties: frozenset[str],
    anchor: Anchor,
    topics: tuple[str, ...],
    event: Event | None,
    claim: Claim | None,
) -> Commitment:
    document = extraction.document
    times = [t.when for t in extraction.times if t.type == "DATE" and anchor.start <= t.anchor.start < anchor.end]
    due = next((when for when in ([claim.when] if claim else []) + times if _ahead(when, document)), None)
    return Commitment(
        kind=kind,
        by=tuple(sorted(sides)),
        to=tuple(sorted(parties - sides or sides)),
        source=Source(document, anchor),
        made=document.published,
        due=due,
        topics=topics,
        event=event.id if event else None,
    )


def _ahead(when: When, document: Document) -> bool:
    """Whether a time lies beyond the day of publication, or ends there."""
    day = document.day
    return day is not None and (when.start > day if when.start else when.end is not None and when.end > day)


def _once(made: Iterable[Commitment], idle: frozenset[str]) -> list[tuple[Commitment, Wording]]:
    """Each commitment by its first telling, with its words but for idle ones: others of the same sides are one with it in like words, or about one event to come."""
    found: list[tuple[Commitment, Wording]] = []
    index: _Index[tuple[Commitment, Wording]] = _Index(())
    for each in made:
        words = wording(each.source.anchor.exact, without=idle)
        if not any(_is_one(each, words, known, others) for known, others in index.near(words)):
            found.append((each, words))
            index.keep(found[-1], words)
    return found


def _is_one(each: Commitment, words: Wording, known: Commitment, others: Wording) -> bool:
    if each.by != known.by:
        return False
    event = each.event is not None and each.event == known.event and each.kind == known.kind
    return likeness(words, others) >= (_BEARS if event else _ONE)


def _told(extraction: Extraction, told: Mapping[str, Event], parties: frozenset[str], idle: frozenset[str]) -> Iterator[_Later]:
    """What a document says the parties said or did, as later evidence."""
    document = extraction.document
    scenes = Scenes(extraction, told, parties)
    for quote in extraction.quotes:
        if sides := parties & set(quote.countries):
            anchor, scene = whole(document, quote), scenes.at(quote.content[0].start)
            day = str(scene.when.start) if scene and scene.when.start else document.published or ""
            yield _Later(day, sides, quote.topics, None, Source(document, anchor), wording(anchor.exact, without=idle))
    for claim in extraction.claims:
        event = told.get(claim.id)
        if event and claim.modality in ("asserted", "cancelled", "denied") and claim.type != "AGREE":
            anchor = document.sentence_at(claim.trigger.start)
            day = str(claim.when.start or event.when.start or document.published or "")
            sides = parties & set(claim.parties)
            yield _Later(day, sides, claim.topics, event, Source(document, anchor), wording(anchor.exact, without=idle))


def _bearing(commitment: Commitment, words: Wording, later: _Index[_Later], held: Sequence[_Later]) -> Iterator[Evidence]:
    """What was said or done after a commitment that is like it in words and topics; for an engagement to come, the next one."""
    made = commitment.made
    if made is None:
        return
    if _ENGAGEMENT.search(commitment.source.anchor.exact) and (first := _next(held, made, {*commitment.by, *commitment.to})):
        yield Evidence(first.source, f"their next engagement that is told, {first.day}")
    after = [word for word in later.near(words) if word.day > made and (word.source.document.published or "") > made]
    weighed: dict[str, list[tuple[float, _Later, str]]] = defaultdict(list)
    for word in after:
        topics = [t for t in commitment.topics if t in word.topics]
        like = likeness(words, word.words)
        if like + _TOPIC * len(topics) >= _BEARS + _TOPIC and (topics or like >= _BEARS):
            on = f"on {', '.join(topics)}, " if topics else ""
            weighed[word.source.document.id].append((like + _TOPIC * len(topics), word, f"{on}{like:.0%} of its words by weight"))
    best = sorted((max(found, key=lambda each: each[0]) for found in weighed.values()), key=lambda each: -each[0])[:_SHOWN]
    for _, word, because in sorted(best, key=lambda each: each[1].day):
        yield Evidence(word.source, because)


def _with_others(quote: Quote, parties: frozenset[str]) -> bool:
    """Whether others than the parties agreed as well: then it is a matter between them."""
    return not parties >= set(quote.countries)


def _next(held: Sequence[_Later], day: str, both: set[str]) -> _Later | None:
    """The first engagement of some parties after a day that a later document tells; `held` is sorted by day."""
    after = held[bisect_right(held, day, key=lambda word: word.day) :]
    return next((w for w in after if both <= w.sides and (w.source.document.published or "") > day), None)


def _by_day(word: _Later) -> tuple[str, str, int]:
    return word.day, word.source.document.published or "", word.source.anchor.start


def _content(quote: Quote) -> str:
    return " ".join(anchor.exact for anchor in quote.content)
