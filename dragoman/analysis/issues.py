"""Issues: matters that return between two parties, with what each said or did on them at each occasion.

An issue is a topic between parties. Which topic words belong to is an observation, so nothing needs to be judged: its id is the hash of both.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analysis.scenes import Scenes, firsts, said, whole
from dragoman.model import Anchor, Claim, Event, Extraction
from dragoman.results import Change, Issue, Source, Turn

__all__ = ["issues"]

#: What an act of speech, or a PLOVER type between the parties, does to an issue; all others raise it, take it up or repeat it.
_SPOKEN: Mapping[str, Change] = {"agree": "agreed", "promise": "promised", "deny": "contradicted", "reject": "contradicted"}
_DONE: Mapping[str, Change] = {
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT", "CONCEDE", "SUPPORT"), "done"),
    "AGREE": "agreed",
    "REJECT": "contradicted",
}
#: Sorts behind every day.
_LAST = "9"
#: Words by which a sentence tells what an engagement was about.
_TALKED = re.compile(
    r"(?i)\b(?:discuss\w*|exchang\w*|talk\w*|touch\w*|review\w*|t(?:ook|ake|aken|aking) (?:up|stock)|rais\w*|focus\w*|cover\w*|consider\w*|address\w*|agenda|spoke)\b"
)
#: Of several words on one occasion the weightiest counts.
_WEIGHT: Sequence[Change] = ("contradicted", "agreed", "promised", "done", "raised", "taken up", "repeated")


@dataclass(frozen=True, slots=True)
class _Word:
    """Words of some sides on a topic: on which occasion, and what they do by themselves; None where that depends on what went before."""

    topic: str
    sides: tuple[str, ...]
    change: Change | None
    day: str | None
    event: str | None
    occasion: str
    source: Source


def issues(
    extractions: Iterable[Extraction],
    events: Sequence[Event],
    originals: Mapping[str, str],
    parties: Sequence[str],
    labels: Mapping[str, str],
    days: Sequence[str],
) -> list[Issue]:
    """The issues between parties, those first that came up on most occasions, then the latest.

    `extractions` are the documents that tell `events`, the events of the parties by date; of copies (`originals`: by document the id that all copies
    share) the first speaks for all. `labels` names topics by id, `days` are those of all engagements of the parties that were held (EDTF, sorted). A party's words count where they name or address another of the parties, or stand
    where a document tells an engagement of theirs.
    """
    told = {telling.id: event for event in events for telling in event.tellings}
    words: dict[str, list[_Word]] = defaultdict(list)
    for extraction in firsts(extractions, originals):
        for word in _words(extraction, told, frozenset(parties)):
            words[word.topic].append(word)
    found = [_issue(topic, spoken, labels, tuple(sorted(parties)), days) for topic, spoken in words.items()]
    return sorted(found, key=lambda i: (-i.occasions, -len(i.turns), i.label))


def _words(extraction: Extraction, told: Mapping[str, Event], parties: frozenset[str]) -> Iterator[_Word]:
    """What a document has the parties say or do to each other, topic by topic."""
    scenes = Scenes(extraction, told, parties)
    covered: list[Anchor] = []
    for quote in extraction.quotes:
        scene = scenes.at(quote.content[0].start)
        if sides := tuple(sorted(said(quote, parties, scene))):
            covered += quote.content
            source = Source(extraction.document, whole(extraction.document, quote))
            for topic in quote.topics:
                yield _word(topic, sides, _SPOKEN.get(quote.act), scene, source)
    for claim in extraction.claims:
        event = told.get(claim.id)
        if event and claim.modality not in ("hypothetical", "cancelled") and (claim.type in _DONE or claim.type == "CONSULT"):
            yield from _acted(extraction, claim, event, parties, scenes, covered)


def _acted(
    extraction: Extraction, claim: Claim, event: Event, parties: frozenset[str], scenes: Scenes, covered: Sequence[Anchor]
) -> Iterator[_Word]:
    """What a claim says that the parties did or spoke about: in its own sentences, and where they are told to have talked, but for anybody's words there."""
    change = "contradicted" if claim.modality == "denied" else _DONE.get(claim.type)
    sides = tuple(sorted(parties if claim.type == "CONSULT" else parties & claim.acting))
    sentences = {extraction.document.sentence_at(anchor.start) for anchor in (claim.trigger, *claim.also)}
    for topic in extraction.topics:
        if not sides or topic.id not in claim.topics or any(a.start < topic.anchor.end <= a.end for a in covered):
            continue
        sentence = extraction.document.sentence_at(topic.anchor.start)
        talked = claim.type == "CONSULT" and _TALKED.search(sentence.exact) and scenes.at(topic.anchor.start) is event
        if sentence in sentences or talked:
            yield _word(topic.id, sides, change, event, Source(extraction.document, sentence))


def _word(topic: str, sides: tuple[str, ...], change: Change | None, event: Event | None, source: Source) -> _Word:
    day = (event.when.edtf if event else None) or source.document.published
    return _Word(topic, sides, change, day, event.id if event else None, event.id if event else source.document.id, source)


def _issue(topic: str, told: Iterable[_Word], labels: Mapping[str, str], parties: tuple[str, ...], days: Sequence[str]) -> Issue:
    turns: list[Turn] = []
    spoken: set[str] = set()
    occasions: dict[tuple[str, tuple[str, ...]], list[_Word]] = defaultdict(list)
    for word in told:
        occasions[word.occasion, word.sides].append(word)
    for (_, sides), words in sorted(occasions.items(), key=lambda each: (*_begin(each[1]), each[0])):
        new: Change = "raised" if not spoken else "taken up" if not set(sides) & spoken else "repeated"
        # what contradicts must have something before it
        change = min((w.change or new for w in words if w.change != "contradicted" or spoken), key=_WEIGHT.index, default=new)
        spoken |= set(sides)
        sources = _widest(dict.fromkeys(w.source for w in words))
        turns.append(Turn(sides=sides, change=change, day=words[0].day, event=words[0].event, sources=sources))
    silent = {party: _silence(party, turns, days) for party in parties}
    return Issue(topic=topic, label=labels.get(topic, topic), parties=parties, turns=tuple(turns), silent=silent)


def _widest(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources without those whose words stand in another's."""
    listed = list(sources)
    return tuple(
        s
        for s in listed
        if not any(s != o and o.anchor.document == s.anchor.document and _within(s.anchor, (o.anchor,)) for o in listed)
    )


def _begin(words: Sequence[_Word]) -> tuple[str, str]:
    """When words were said, and when they were first printed; what has no day comes last."""
    return min(word.day or _LAST for word in words), min(word.source.document.published or _LAST for word in words)


def _silence(party: str, turns: Sequence[Turn], days: Sequence[str]) -> int | None:
    """How many engagements (their days, sorted) lie behind a party's last words; None where it has none."""
    own = [turn for turn in turns if party in turn.sides]
    last = max((turn.day for turn in own if turn.day and turn.dated), default=None)
    return (0 if own else None) if last is None else len(days) - bisect_right(days, last)


def _within(anchor: Anchor, stretches: Iterable[Anchor]) -> bool:
    return any(stretch.start <= anchor.start and anchor.end <= stretch.end for stretch in stretches)
