"""Training: windows with their targets, the losses, the passes over the documents; one seed gives nearly one network."""

import random
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.extraction.tagger import windows
from training.corpus import Labelled
from training.examples import IGNORED, Batch, Example, batched, example_of
from training.network import Tagger

__all__ = ["Plan", "train"]

#: The most pieces of a window in training.
_LONGEST = 254
#: The most windows of a step.
_MOST = 32
#: How many pieces in a step are worth halving the width of numbers.
_MUCH = 1400
#: How much of its mean over the steps so far the network keeps at each step: what ships is the mean of about the last five hundred.
_KEPT = 0.998
#: How many documents of all are cut into passages of a few sentences, in each pass others.
_IN_PIECES = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: passes over all documents, windows a step, the steepest learning rates of encoder and heads, the seed."""

    passes: int = 7
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    seed: int = 7


def _straight(text: str, chance: random.Random) -> str:
    """The text with its quotation marks of another kind, one code point for one: presses differ."""
    kind = chance.random()
    if kind < 0.35:
        return text.translate(str.maketrans("“”’‘", "\"\"''"))
    if kind < 0.45:
        return text.translate(str.maketrans('“”"', "‘’'"))
    return text


def _passages(example: Example, text: str, chance: random.Random) -> Iterator[tuple[int, int]]:
    """The document in passages of one to three sentences, none cut within a quote: short texts must be read as well as long ones."""
    starts = [start for start, _ in example.page.stretches]
    quotes = [(min(anchor, *s, *c), max(anchor, *s, *c)) for anchor, (s, c) in example.links.items() if c]
    ends = {bisect_left(starts, match.end()) for match in windows.SENTENCE_ENDS.finditer(text)} | {len(starts)}
    first, wanted = 0, chance.randint(1, 3)
    for end in sorted(ends):
        if any(low < end <= high for low, high in quotes):
            continue
        wanted -= 1
        if wanted <= 0 or end == len(starts):
            if first < end and sum(map(len, example.page.pieces[first:end])) <= _LONGEST:
                yield first, end
            first, wanted = end, chance.randint(1, 3)


#: How much each head weighs in the loss.
_WEIGHTS = {
    "anchors": 4.0,
    "plain": 1.0,
    "acts": 0.4,
    "marks": 4.0,
    "triggers": 4.0,
    "kinds": 1.0,
    "modalities": 0.4,
    "roles": 4.0,
    "pairs": 0.8,
}


def _loss(model: Tagger, batch: Batch) -> Tensor:
    words = model.words(batch.ids, batch.firsts)
    losses: dict[str, Tensor] = {}

    def add(name: str, logits: Tensor, targets: Tensor) -> None:
        if bool((targets != IGNORED).any()):
            losses[name] = functional.cross_entropy(logits.flatten(0, -2).float(), targets.flatten(), ignore_index=IGNORED)

    add("anchors", model.anchor(words), batch.anchors)
    add("triggers", model.trigger(words), batch.triggers)
    here = batch.anchors != IGNORED
    if bool(here.any()):
        losses["plain"] = functional.binary_cross_entropy_with_logits(model.plain(words)[here].float(), batch.plain[here])
    if batch.found:
        add("acts", model.act(words), batch.acts)
        add("marks", model.reader(words, batch.firsts, torch.tensor(batch.found)), torch.stack(batch.marks))
    if batch.told:
        told = torch.tensor(batch.told)
        there = words[told[:, 0], told[:, 1]]
        add("kinds", model.kind(there), torch.tensor(batch.kinds))
        add("modalities", model.modality(there), torch.tensor(batch.modalities))
        add("roles", model.roles(words, batch.firsts, told), torch.stack(batch.roles))
    if batch.pairs:
        add("pairs", model.sides(words.float(), torch.tensor(batch.pairs)), torch.tensor(batch.sides))
    return torch.stack([_WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def _filled(cut: Sequence[tuple[Example, tuple[int, int]]], pieces: int) -> Iterator[Sequence[tuple[Example, tuple[int, int]]]]:
    """Windows, the shortest first, in batches of about so many pieces, at most `_MOST` windows in each."""
    first = 0
    while first < len(cut):
        last = first + 1
        while last < len(cut) and last - first < _MOST and (last + 1 - first) * _length(cut[last]) <= pieces:
            last += 1
        yield cut[first:last]
        first = last


def _length(cut: tuple[Example, tuple[int, int]]) -> int:
    return sum(map(len, cut[0].page.pieces[slice(*cut[1])]))


def _slope(done: float) -> float:
    """The share of the steepest learning rate after a share of the training: up for a tenth, then down to a fiftieth."""
    return min(done / 0.1 + 0.001, max(0.02, (1 - done) / 0.9))


def train(documents: Sequence[Labelled], tokenizer: Tokenizer, plan: Plan) -> Tagger:
    """A tagger that has seen the documents `plan.passes` times, each time in another order and cut elsewhere: the mean of its last steps."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    model = Tagger()
    encoder = list(model.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(_KEPT))
    model.train()
    start = time.monotonic()
    for turn in range(plan.passes):
        cut = []
        for document in documents:
            text = _straight(document.text, chance)
            example = example_of(document, text, tokenizer)
            if chance.random() < _IN_PIECES:
                cut += [(example, window) for window in _passages(example, text, chance)]
            else:
                cut += [(example, window) for window in windows.cut(example.page, chance.randint(180, _LONGEST), 32)]
        chance.shuffle(cut)
        # windows of like length go together, in an order by chance
        groups = [sorted(cut[n : n + 16 * plan.batch], key=_length) for n in range(0, len(cut), 16 * plan.batch)]
        batches = [batch for group in groups for batch in _filled(group, plan.batch * _LONGEST)]
        chance.shuffle(batches)
        total = 0.0
        for number, batch in enumerate(batches):
            for group, rate in zip(optimizer.param_groups, (plan.encoder_rate, plan.head_rate), strict=True):
                group["lr"] = rate * _slope((turn + number / len(batches)) / plan.passes)
            targets = batched(batch)
            # halves of numbers are faster only where there is much to multiply
            with torch.autocast("cpu", torch.bfloat16, enabled=targets.ids.numel() > _MUCH):
                loss = _loss(model, targets)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(model)
            total += loss.item()
        print(f"pass {turn + 1}: loss {total / len(batches):.4f}, {time.monotonic() - start:.0f} s", flush=True)
    tagger = mean.module
    tagger.eval()
    return tagger
