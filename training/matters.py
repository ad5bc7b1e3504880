"""Engagements as both sides tell them, matter by matter, and an encoder that learns from them which words of two sides mean one matter."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import BertModel

from dragoman.extraction.tagger import windows
from training.network import BASE

__all__ = ["Telling", "counterparts", "means", "read", "taught"]

#: Passes over all engagements, engagements a step, the steepest learning rate, the temperature of the likeness, the seed. Longer or steeper
#: training learns the lines by heart: of an unseen fifth the right counterpart came first for .54 before, .62 after two passes, .60 after four.
_PASSES, _STEP, _RATE, _SHARP, _SEED = 2, 6, 1.5e-4, 0.05, 7
#: Steps in which the rate rises.
_RISE = 20
#: Texts that go through the encoder at once.
_TEXTS = 64

#: Texts in, a row each out.
Meaning = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Telling:
    """One engagement: its name, and its matters as the one and the other side word them, empty where a side is silent."""

    name: str
    matters: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All words of both sides."""
        return tuple(text for matter in self.matters for text in matter if text)


def read(folder: Path) -> tuple[Telling, ...]:
    """The engagements of all `.matters` files of a folder.

    Each begins with a line `=== NAME`; every line behind is one matter, `A: words | B: words`. Raises ValueError naming a line that is neither.
    """
    found: list[Telling] = []
    for path in sorted(folder.glob("*.matters")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("=== "):
                found.append(Telling(line[4:], ()))
            elif line.strip() and not line.startswith("#"):
                matter = re.fullmatch(r"(?:A: ([^|]+))? ?\|(?: B: ([^|]+))?", line.strip())
                if not matter or not found or not any(matter.groups()):
                    raise ValueError(f"{path.name}:{number}: no matter `A: words | B: words`: {line}")
                one, other = ((words or "").strip() for words in matter.groups())
                found[-1] = Telling(found[-1].name, (*found[-1].matters, (one, other)))
    return tuple(found)


def _encoder() -> BertModel:
    """The encoder that the tagger was tuned from, as it comes."""
    return BertModel.from_pretrained(str(BASE), add_pooling_layer=False, attention_probs_dropout_prob=0.0)


def means(model: BertModel, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """The means of an encoder's last layer over the pieces of each text, (texts, size), each of length 1."""
    found: dict[int, Tensor] = {}
    for places, batch in windows.whole(texts, tokenizer, _TEXTS):
        ids = torch.from_numpy(batch.ids)
        there = (ids != 0).unsqueeze(-1)
        hidden = model(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        found.update(zip(places, functional.normalize((hidden * there).sum(1) / there.sum(1), dim=1), strict=True))
    return torch.stack([found[place] for place in range(len(texts))])


def taught(tokenizer: Tokenizer, tellings: Sequence[Telling]) -> BertModel:
    """The encoder, tuned so that the two sides' words for a matter are nearer to each other than to any others of the other side or of other engagements.

    The likeness of a matter's two wordings is told from that of all others in the step by cross entropy (InfoNCE, van den Oord et al. 2018).
    """
    torch.manual_seed(_SEED)
    model = _encoder()
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=_RATE)
    steps = list(_steps(tellings))
    for number, chosen in enumerate(steps):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1, number / _RISE + 0.05) * (1 - number / len(steps))
        texts, places = _placed(chosen)
        vectors = means(model, tokenizer, texts)
        here, side, matter = places.T
        elsewhere = (here[:, None] != here) | (side[:, None] != side)
        same = (here[:, None] == here) & (side[:, None] != side) & (matter[:, None] == matter)
        chances = torch.log_softmax((vectors @ vectors.T / _SHARP).masked_fill(~elsewhere, -1e9), 1)
        loss = -chances[same].mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.eval()


def _steps(tellings: Sequence[Telling]) -> Iterator[Sequence[Telling]]:
    chance = random.Random(_SEED)
    for _ in range(_PASSES):
        order = chance.sample(tellings, len(tellings))
        yield from (order[first : first + _STEP] for first in range(0, len(order), _STEP))


def _placed(tellings: Sequence[Telling]) -> tuple[list[str], Tensor]:
    """All words of some engagements, and for each of which engagement, side and matter they are, (texts, 3)."""
    placed = [
        (text, (here, side, number))
        for here, telling in enumerate(tellings)
        for number, matter in enumerate(telling.matters)
        for side, text in enumerate(matter)
        if text
    ]
    return [text for text, _ in placed], torch.tensor([place for _, place in placed])


def counterparts(tellings: Sequence[Telling], meaning: Meaning) -> float:
    """The share of words whose counterpart on the other side is the nearest of all that the other side says in the engagement."""
    right = asked = 0
    for telling in tellings:
        sides = [[n for n, matter in enumerate(telling.matters) if matter[side]] for side in (0, 1)]
        one, other = (meaning([telling.matters[n][side] for n in ns]) for side, ns in enumerate(sides))
        near = one @ other.T
        for likeness, (ours, theirs) in ((near, sides), (near.T, sides[::-1])):
            for row, number in zip(likeness, ours, strict=True):
                asked += number in theirs
                right += number in theirs and theirs[int(row.argmax())] == number
    return right / max(1, asked)
