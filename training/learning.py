"""Training: windows with their targets, the losses, the passes over the documents; same seed, same figures."""

import random
import re
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from dragoman.extraction import windows
from dragoman.extraction.tagger import ACTS, CUE, INSIDE, LABEL
from training.corpus import Labelled, Stretch
from training.network import ROLES, Tagger

__all__ = ["Plan", "train"]

IGNORED = -100
#: The most pieces of a window in training.
_LONGEST = 254
#: How many documents of all are cut into passages of a few sentences, in each pass others, and where a sentence ends.
_IN_PIECES = 0.3
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’»)]*\s+|\n\s*")
#: The piece that begins windows of our own texts in training. They were labelled by other hands than the shared ones, to the same rules but with
#: habits of their own; told apart, each teaches the language and only the shared ones teach the habits, for the tagger begins all windows as theirs.
_OWN = "[unused2]"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: passes over all documents, windows a step, the steepest learning rates of encoder and heads, the seed."""

    passes: int = 10
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    seed: int = 7


@dataclass(frozen=True, slots=True)
class _Example:
    page: windows.Page
    anchors: tuple[int, ...]
    acts: dict[int, int]
    links: dict[int, tuple[tuple[int, ...], tuple[int, ...]]]


def _example(document: Labelled, text: str, tokenizer: Tokenizer) -> _Example:
    page = windows.read(text, tokenizer)
    if document.own:
        page = replace(page, ends=(windows.piece_of(_OWN, tokenizer), page.ends[1]))
    anchors = [0] * len(page.stretches)
    acts: dict[int, int] = {}
    links: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for quote in document.quotes:
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
    return _Example(page, tuple(anchors), acts, links)


def _words(page: windows.Page, stretch: Stretch) -> list[int]:
    return [n for n, (start, end) in enumerate(page.stretches) if stretch[0] <= start and end <= stretch[1]]


def _straight(text: str, chance: random.Random) -> str:
    """The text with its quotation marks of another kind, one code point for one: presses differ."""
    kind = chance.random()
    if kind < 0.35:
        return text.translate(str.maketrans("“”’‘", "\"\"''"))
    if kind < 0.45:
        return text.translate(str.maketrans('“”"', "‘’'"))
    return text


def _passages(example: _Example, text: str, chance: random.Random) -> Iterator[tuple[int, int]]:
    """The document in passages of one to three sentences, none cut within a quote: short texts must be read as well as long ones."""
    starts = [start for start, _ in example.page.stretches]
    quotes = [(min(anchor, *s, *c), max(anchor, *s, *c)) for anchor, (s, c) in example.links.items() if c]
    ends = {bisect_left(starts, match.end()) for match in _SENTENCE_ENDS.finditer(text)} | {len(starts)}
    first, wanted = 0, chance.randint(1, 3)
    for end in sorted(ends):
        if any(low < end <= high for low, high in quotes):
            continue
        wanted -= 1
        if wanted <= 0 or end == len(starts):
            if first < end and sum(map(len, example.page.pieces[first:end])) <= _LONGEST:
                yield first, end
            first, wanted = end, chance.randint(1, 3)


def _targets(
    example: _Example, window: tuple[int, int]
) -> tuple[list[int], dict[int, int], dict[int, tuple[list[int], list[int]]]]:
    first, last = window
    acts = {w - first: act for w, act in example.acts.items() if first <= w < last}
    links = {
        w - first: ([s - first for s in speaker if first <= s < last], [c - first for c in content if first <= c < last])
        for w, (speaker, content) in example.links.items()
        if first <= w < last
    }
    return list(example.anchors[first:last]), acts, links


def _loss(model: Tagger, examples: Sequence[tuple[_Example, tuple[int, int]]]) -> Tensor:
    rows = [
        (example.page.ends, list(example.page.pieces[slice(*window)]), _targets(example, window)) for example, window in examples
    ]
    longest = 2 + max(sum(map(len, pieces)) for _, pieces, _ in rows)
    count = max(len(pieces) for _, pieces, _ in rows)
    ids, firsts = np.zeros((len(rows), longest), np.int64), np.zeros((len(rows), count), np.int64)
    anchors = torch.full((len(rows), count), IGNORED)
    acts = torch.full((len(rows), count), IGNORED)
    found: list[tuple[int, int]] = []
    marks: list[Tensor] = []
    plain = torch.zeros(len(rows), count, len(ROLES))
    for row, (ends, pieces, (anchor, act, link)) in enumerate(rows):
        line = [ends[0]]
        for place, piece in enumerate(pieces):
            firsts[row, place] = len(line)
            line += piece
        line.append(ends[1])
        ids[row, : len(line)] = line
        anchors[row, : len(pieces)] = torch.tensor(anchor)
        for word, kind in act.items():
            acts[row, word] = kind
        for word, roles in link.items():
            line_marks = torch.full((count,), IGNORED)
            line_marks[: len(pieces)] = 0
            for role, others in enumerate(roles):
                for other in others:
                    line_marks[other] = 2 * role + (1 if other - 1 not in others else 2)
                plain[row, others, role] = 1.0
            found.append((row, word))
            marks.append(line_marks)
    places = torch.from_numpy(firsts)
    words = model.words(torch.from_numpy(ids), places)
    anchor_logits, act_logits, plain_logits = model.anchor(words), model.act(words), model.plain(words)
    loss = functional.cross_entropy(anchor_logits.flatten(0, 1), anchors.flatten(), ignore_index=IGNORED) * 4
    here = anchors != IGNORED
    loss = loss + functional.binary_cross_entropy_with_logits(plain_logits[here], plain[here])
    if found:
        loss = loss + functional.cross_entropy(act_logits.flatten(0, 1), acts.flatten(), ignore_index=IGNORED) * 0.4
        mark_logits = model.reader(words, places, torch.tensor(found))
        loss = loss + functional.cross_entropy(mark_logits.flatten(0, 1), torch.stack(marks).flatten(), ignore_index=IGNORED) * 4
    return loss


def _slope(done: float) -> float:
    """The share of the steepest learning rate after a share of the training: up for a tenth, then down to a fiftieth."""
    return min(done / 0.1 + 0.001, max(0.02, (1 - done) / 0.9))


def train(documents: Sequence[Labelled], tokenizer: Tokenizer, plan: Plan) -> Tagger:
    """A tagger that has seen the documents `plan.passes` times, each time in another order and cut elsewhere."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    model = Tagger()
    encoder = list(model.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )
    model.train()
    start = time.monotonic()
    for turn in range(plan.passes):
        cut = []
        for document in documents:
            text = _straight(document.text, chance)
            example = _example(document, text, tokenizer)
            if chance.random() < _IN_PIECES:
                cut += [(example, window) for window in _passages(example, text, chance)]
            else:
                cut += [(example, window) for window in windows.cut(example.page, chance.randint(180, _LONGEST), 32)]
        chance.shuffle(cut)
        # windows of like length go together, in an order by chance
        groups = [
            sorted(cut[n : n + 8 * plan.batch], key=lambda c: c[1][1] - c[1][0]) for n in range(0, len(cut), 8 * plan.batch)
        ]
        batches = [group[n : n + plan.batch] for group in groups for n in range(0, len(group), plan.batch)]
        chance.shuffle(batches)
        total = 0.0
        for number, batch in enumerate(batches):
            for group, rate in zip(optimizer.param_groups, (plan.encoder_rate, plan.head_rate), strict=True):
                group["lr"] = rate * _slope((turn + number / len(batches)) / plan.passes)
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        print(f"pass {turn + 1}: loss {total / len(batches):.4f}, {time.monotonic() - start:.0f} s", flush=True)
    model.eval()
    return model
