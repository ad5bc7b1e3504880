"""What the network should say: labelled documents as words with their targets, windows of them as tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.extraction.tagger import windows
from dragoman.extraction.tagger.network import ACTS, CUE, INSIDE, KINDS, LABEL, MODALITIES, PAIRS, REACH
from dragoman.model import Modality
from training.corpus import Labelled, Stretch, Told
from training.network import SPOKEN

__all__ = ["IGNORED", "Batch", "Example", "batched", "example_of", "pairs_of"]

#: What isn't labelled: no loss comes from it.
IGNORED = -100
#: The piece that begins windows of our own texts in training. They were labelled by other hands than the shared ones, to the same rules but with
#: habits of their own; told apart, each teaches the language and only the shared ones teach the habits, for the tagger begins all windows as theirs.
_OWN = "[unused2]"
#: What is done with each other, whoever is told first: the host meets the guest as the guest meets the host.
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Example:
    """A document in words, with what each word is; None where the labels don't say.

    `links` are by anchor the words of speaker and content, `told` by trigger kind, modality and the words in each role, `pairs` the words of
    two parties and of their sentence, each as (first, last + 1), and what the one does to the other.
    """

    page: windows.Page
    anchors: tuple[int, ...] | None = None
    acts: dict[int, int] = field(default_factory=dict)
    links: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)
    triggers: tuple[int, ...] | None = None
    told: dict[int, tuple[int, int, tuple[tuple[tuple[int, ...], ...], ...]]] = field(default_factory=dict)
    pairs: tuple[tuple[tuple[int, ...], int], ...] = ()


def example_of(document: Labelled, text: str, tokenizer: Tokenizer) -> Example:
    """A document with its targets; `text` is its own, or the same with other quotation marks, code point for code point."""
    page = windows.read(text, tokenizer)
    if document.own:
        page = replace(page, ends=(windows.piece_of(_OWN, tokenizer), page.ends[1]))
    example = Example(page)
    if document.quotes is not None:
        example = _with_quotes(example, document)
    return example if document.acts is None else _with_acts(example, text, document.acts)


def _with_quotes(example: Example, document: Labelled) -> Example:
    page = example.page
    anchors = [0] * len(page.stretches)
    acts: dict[int, int] = {}
    links: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for quote in document.quotes or ():
        speaker = [w for s in quote.speaker for w in _words(page, s)]
        content = [w for s in quote.content for w in _words(page, s)]
        cue = _words(page, quote.cue) if quote.cue else speaker[:1]
        if not cue or cue[0] in links:
            continue
        anchors[cue[0]] = CUE if quote.cue else LABEL
        for word in cue[1:] if quote.cue else ():
            anchors[word] = INSIDE
        if quote.cue:
            acts[cue[0]] = ACTS.index(quote.act)
        links[cue[0]] = (tuple(speaker), tuple(content))
    return replace(example, anchors=tuple(anchors), acts=acts, links=links)


def _with_acts(example: Example, text: str, acts: Sequence[Told]) -> Example:
    page = example.page
    triggers = [0] * len(page.stretches)
    told: dict[int, tuple[int, int, tuple[tuple[tuple[int, ...], ...], ...]]] = {}
    for act in sorted(acts, key=lambda act: act.trigger):
        words = _words(page, act.trigger)
        if not words or words[0] in told:
            continue
        triggers[words[0]] = 1
        for word in words[1:]:
            triggers[word] = 2
        roles = tuple(
            tuple(tuple(_words(page, stretch)) for stretch in stretches)
            for stretches in (act.actors, act.recipients, act.times, act.places)
        )
        told[words[0]] = KINDS.index((act.type, act.mode)), MODALITIES.index(cast("Modality", act.modality)), roles
    return replace(example, triggers=tuple(triggers), told=told, pairs=tuple(pairs_of(page, text, acts)))


def pairs_of(page: windows.Page, text: str, acts: Sequence[Told]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Ordered pairs of parties that a sentence names, with what it tells that the one does to the other."""
    known: dict[tuple[Stretch, Stretch], int] = {}
    for act in acts:
        joint = [(a, b) for a in act.actors for b in act.actors if a != b and not act.recipients]
        for pair in ((a, b) for a, b in [*product(act.actors, act.recipients), *joint] if a != b):
            known.setdefault(pair, PAIRS.index(act.type))
    backwards = {(b, a): kind if PAIRS[kind] in _MUTUAL else len(PAIRS) for (a, b), kind in known.items() if (b, a) not in known}
    for (one, other), kind in {**known, **backwards}.items():
        sides = [_words(page, one), _words(page, other)]
        if all(sides):
            whole = windows.sentence(text, page, min(min(side) for side in sides), max(max(side) for side in sides) + 1)
            yield (sides[0][0], sides[0][-1] + 1, sides[1][0], sides[1][-1] + 1, *whole), kind


def _words(page: windows.Page, stretch: Stretch) -> list[int]:
    return [n for n, (start, end) in enumerate(page.stretches) if stretch[0] <= start and end <= stretch[1]]


@dataclass(slots=True)
class Batch:
    """Windows as tensors with their targets; what isn't labelled is IGNORED."""

    ids: Tensor
    firsts: Tensor
    anchors: Tensor
    acts: Tensor
    plain: Tensor
    found: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Tensor] = field(default_factory=list)
    triggers: Tensor = field(default_factory=lambda: torch.zeros(0))
    told: list[tuple[int, int]] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    modalities: list[int] = field(default_factory=list)
    roles: list[Tensor] = field(default_factory=list)
    pairs: list[tuple[int, ...]] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)


def batched(examples: Sequence[tuple[Example, tuple[int, int]]]) -> Batch:
    """Windows, (first, last + 1) words of their documents, as tensors."""
    rows = [(example, first, last, list(example.page.pieces[first:last])) for example, (first, last) in examples]
    longest, count = 2 + max(sum(map(len, pieces)) for *_, pieces in rows), max(len(pieces) for *_, pieces in rows)
    size = len(rows), count
    batch = Batch(
        ids=torch.zeros(len(rows), longest, dtype=torch.long),
        firsts=torch.zeros(*size, dtype=torch.long),
        anchors=torch.full(size, IGNORED),
        acts=torch.full(size, IGNORED),
        plain=torch.zeros(*size, len(SPOKEN)),
        triggers=torch.full(size, IGNORED),
    )
    for row, (example, first, last, pieces) in enumerate(rows):
        line = [example.page.ends[0]]
        for place, piece in enumerate(pieces):
            batch.firsts[row, place] = len(line)
            line += piece
        line.append(example.page.ends[1])
        batch.ids[row, : len(line)] = torch.tensor(line)
        _add_quotes(batch, row, example, first, last)
        _add_acts(batch, row, example, first, last)
    return batch


def _add_quotes(batch: Batch, row: int, example: Example, first: int, last: int) -> None:
    if example.anchors is None:
        return
    batch.anchors[row, : last - first] = torch.tensor(example.anchors[first:last])
    for word, act in example.acts.items():
        if first <= word < last:
            batch.acts[row, word - first] = act
    for word, roles in example.links.items():
        if not first <= word < last:
            continue
        marks = torch.full((batch.firsts.size(1),), IGNORED)
        marks[: last - first] = 0
        for role, others in enumerate(roles):
            for other in (other for other in others if first <= other < last):
                marks[other - first] = 2 * role + (1 if other - 1 not in others or other == first else 2)
                batch.plain[row, other - first, role] = 1.0
        batch.found.append((row, word - first))
        batch.marks.append(marks)


def _add_acts(batch: Batch, row: int, example: Example, first: int, last: int) -> None:
    if example.triggers is None:
        return
    batch.triggers[row, : last - first] = torch.tensor(example.triggers[first:last])
    for word, (kind, modality, roles) in example.told.items():
        if not first <= word < last:
            continue
        marks = torch.full((2 * REACH + 1,), IGNORED)
        marks[max(0, REACH - word + first) : REACH + last - word] = 0
        for role, stretches in enumerate(roles):
            for stretch in stretches:
                for n, other in enumerate(stretch):
                    if abs(other - word) <= REACH and first <= other < last:
                        marks[other - word + REACH] = 1 + 2 * role + (n > 0)
        batch.told.append((row, word - first))
        batch.kinds.append(kind)
        batch.modalities.append(modality)
        batch.roles.append(marks)
    for places, kind in example.pairs:
        if first <= min(places[:4]) and max(places[:4]) <= last:
            inside = [min(max(place, first), last) - first for place in places]
            batch.pairs.append((row, *inside))
            batch.sides.append(kind)
