"""The tagger: who says what, read by a small network that we trained (`training/`). Nobody above knows that there is one.

The network gives each word its chance to be a reporting word, and for each reporting word the chance of every word around it to belong to
its speaker or to what was said. Here these chances become stretches of the text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.extraction import windows
from dragoman.extraction.tags import Speech, Stretch
from dragoman.model import SPEECH_ACTS

__all__ = ["ACTS", "CUE", "INSIDE", "LABEL", "Floats", "Ints", "Network", "decode", "load", "load_tokenizer", "read"]

#: What an anchor may be, beside nothing: a cue's first word, its others, the first word of a name label.
CUE, INSIDE, LABEL = 1, 2, 3
#: What a cue may do: the acts of speech, and to believe, hope or plan.
ACTS = (*SPEECH_ACTS, "think")
#: The marks that mean the speaker and the content, of five: none, speaker begins, speaker, content begins, content.
SPEAKER, CONTENT = slice(1, 3), slice(3, 5)
#: Gaps of so many words inside what was said are closed: a mark, a word that the network missed.
_GAP = 1
#: What ends a sentence between two stretches of a quote, and how many code points a clause between them may have.
_ENDED = re.compile(r"[.!?][\"”’»]*\s|\n")
_NEAR = 240
_WORD = re.compile(r"\w+")
#: How many pieces of text go through the network at once.
_PIECES = 1024

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
#: (windows, pieces) and (windows, words) in; out: logits of anchors and acts by window and word, the found anchors as (window, word), and
#: for each of them the logits of the marks of all words of its window.
Network = Callable[[Ints, Ints], tuple[Floats, Floats, Ints, Floats]]


def read(text: str) -> tuple[Speech, ...]:
    """Everything that the text reports as said, promised, asked or believed, in the order of its cues."""
    return decode(text, *_shipped())


@cache
def _shipped() -> tuple[Tokenizer, Network]:
    folder = files("dragoman") / "data" / "tagger"
    return load_tokenizer((folder / "tokenizer.json").read_bytes()), load((folder / "tagger.onnx").read_bytes())


def load_tokenizer(written: bytes) -> Tokenizer:
    """A tokenizer out of its JSON, without the limits of length that it was saved with."""
    tokenizer: Tokenizer = Tokenizer.from_buffer(written)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load(written: bytes) -> Network:
    """A network out of its ONNX file."""
    session = onnxruntime.InferenceSession(written, providers=["CPUExecutionProvider"])

    def run(ids: Ints, firsts: Ints) -> tuple[Floats, Floats, Ints, Floats]:
        anchors, acts, found, marks = session.run(["anchors", "acts", "found", "marks"], {"ids": ids, "firsts": firsts})
        return anchors, acts, found, marks

    return run


@dataclass(slots=True)
class _Roles:
    """The roles of the words around an anchor, none, speaker or content: sums of chances by word from `first` on, and of how many windows."""

    first: int
    sums: Floats = field(default_factory=lambda: np.zeros((0, 3), np.float32))
    counts: Floats = field(default_factory=lambda: np.zeros((0, 1), np.float32))

    def add(self, first: int, logits: Floats) -> None:
        """The logits (words, marks) of a window that begins with the word `first`."""
        chances = np.exp(logits - logits.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        roles = np.stack([chances[:, 0], chances[:, SPEAKER].sum(1), chances[:, CONTENT].sum(1)], 1)
        low, high = min(self.first, first), max(self.first + len(self.counts), first + len(roles))
        sums, counts = np.zeros((high - low, 3), np.float32), np.zeros((high - low, 1), np.float32)
        for at, added, number in ((self.first - low, self.sums, self.counts), (first - low, roles, np.ones((len(roles), 1)))):
            sums[at : at + len(added)] += added
            counts[at : at + len(added)] += number
        self.first, self.sums, self.counts = low, sums, counts

    def words(self, role: int) -> list[int]:
        """The words whose likeliest role it is."""
        return [self.first + int(place) for place in np.flatnonzero(self.sums.argmax(1) == role)]

    def likeliest(self, runs: Sequence[Stretch], role: int) -> Stretch | None:
        """Of some runs of words the one with the most chances of a role."""
        means = self.sums[:, role] / self.counts[:, 0]
        return max(runs, key=lambda run: float(means[run[0] - self.first : run[1] - self.first].sum()), default=None)


def decode(text: str, tokenizer: Tokenizer, network: Network) -> tuple[Speech, ...]:
    """The speech in a text by a network's logits."""
    page = windows.read(text, tokenizer)
    words = len(page.stretches)
    anchors, acts = np.zeros((words, 4), np.float32), np.zeros((words, len(ACTS)), np.float32)
    sure = np.full(words, -1)
    roles: dict[int, _Roles] = {}
    for batch in windows.batches(page, tuple(windows.cut(page)), _PIECES):
        anchor_logits, act_logits, found, marks = network(batch.ids, batch.firsts)
        for row, (first, last) in enumerate(batch.windows):
            # a word is read where it stands farthest from the edges of a window
            places = np.arange(last - first)
            margin = np.minimum(places + words * (first == 0), places[::-1] + words * (last == words))
            better = np.flatnonzero(margin > sure[first:last])
            sure[first + better] = margin[better]
            anchors[first + better], acts[first + better] = anchor_logits[row, better], act_logits[row, better]
        for (row, place), logits in zip(found.tolist(), marks, strict=True):
            first, last = batch.windows[row]
            roles.setdefault(first + place, _Roles(first)).add(first, logits[: last - first])
    kinds = anchors.argmax(1)
    read = (_speech(text, page, anchor, roles[anchor], kinds, acts[anchor]) for anchor in sorted(roles))
    return tuple(said for said in read if said)


def _speech(text: str, page: windows.Page, anchor: int, roles: _Roles, kinds: Ints, acts: Floats) -> Speech | None:
    """The quote of one anchor, or None where it is none after all or says nothing."""
    said = (_stretch(text, page, run) for run in _runs(roles.words(2), _GAP))
    content = [stretch for stretch in said if stretch[0] < stretch[1]]
    if kinds[anchor] not in (CUE, LABEL) or not content or text[slice(*page.stretches[anchor])].isspace():
        return None
    end = anchor + 1
    while kinds[anchor] == CUE and end < len(kinds) and kinds[end] == INSIDE:
        end += 1
    speaker = roles.likeliest(_runs(roles.words(1), 0), 1)
    own = [run for run in ((anchor, end), speaker) if run]
    return Speech(
        content=_joined(text, content, [_stretch(text, page, run) for run in own]),
        speaker=_trimmed(text, _stretch(text, page, speaker)) if speaker else None,
        cue=_stretch(text, page, (anchor, end)) if kinds[anchor] == CUE else None,
        act=ACTS[int(acts.argmax())] if kinds[anchor] == CUE else "say",
    )


def _trimmed(text: str, stretch: Stretch) -> Stretch | None:
    """A stretch without marks at its edges."""
    words = list(_WORD.finditer(text, *stretch))
    return (words[0].start(), words[-1].end()) if words else None


def _joined(text: str, content: Sequence[Stretch], own: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Stretches of one sentence joined, unless the quote's own cue or speaker stands between them: people speak in clauses, not in shreds."""
    joined: list[Stretch] = []
    for start, end in content:
        last = joined[-1][1] if joined else start
        between = any(last <= first < start for first, _ in own)
        if joined and not between and start - last < _NEAR and not _ENDED.search(text, last, start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return tuple(joined)


def _runs(words: Sequence[int], gap: int) -> list[Stretch]:
    """Words side by side, or at most `gap` apart, as (first, last + 1)."""
    runs: list[Stretch] = []
    for word in words:
        if runs and word - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _stretch(text: str, page: windows.Page, run: tuple[int, int]) -> Stretch:
    """Where a run of words stands, breaks between lines at its edges apart; empty where it is nothing else."""
    start, end = page.stretches[run[0]][0], page.stretches[run[1] - 1][1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())
