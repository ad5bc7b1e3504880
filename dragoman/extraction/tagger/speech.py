"""Quotes out of the network's logits: cues and name labels, each with its speaker and its content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dragoman.extraction.tagger import windows
from dragoman.extraction.tagger.network import ACTS, CUE, INSIDE, LABEL, Floats, Ints, Logits, softmax
from dragoman.extraction.tags import Speech, Stretch

__all__ = ["Reading"]

#: The marks that mean the speaker and the content, of five: none, speaker begins, speaker, content begins, content.
SPEAKER, CONTENT = slice(1, 3), slice(3, 5)
#: Gaps of so many words inside what was said are closed: a mark, a word that the network missed.
_GAP = 1
#: What ends a sentence between two stretches of a quote, and how many code points a clause between them may have.
_ENDED = re.compile(r"[.!?][\"”’»]*\s|\n")
_NEAR = 240


class Reading:
    """The quotes found so far in a text of so many words."""

    def __init__(self, words: int) -> None:
        self._anchors: Floats = np.zeros((words, 4), np.float32)
        self._acts: Floats = np.zeros((words, len(ACTS)), np.float32)
        self._roles: dict[int, _Roles] = {}

    def add(self, batch: windows.Batch, logits: Logits, owned: Sequence[range]) -> None:
        """What the network says of a batch; `owned` are the words of the text for which each of its windows is the judge."""
        for row, ((first, _), own) in enumerate(zip(batch.windows, owned, strict=True)):
            here = slice(own.start - first, own.stop - first)
            self._anchors[own.start : own.stop] = logits.anchors[row, here]
            self._acts[own.start : own.stop] = logits.acts[row, here]
        for (row, place), marks in zip(logits.found.tolist(), logits.marks, strict=True):
            first, last = batch.windows[row]
            self._roles.setdefault(first + place, _Roles(first)).add(first, marks[: last - first])

    def speech(self, text: str, page: windows.Page) -> tuple[Speech, ...]:
        """The quotes in the order of their anchors."""
        kinds = self._anchors.argmax(1)
        read = (_speech(text, page, anchor, self._roles[anchor], kinds, self._acts[anchor]) for anchor in sorted(self._roles))
        return tuple(said for said in read if said)


@dataclass(slots=True)
class _Roles:
    """The roles of the words around an anchor, none, speaker or content: sums of chances by word from `first` on, and of how many windows."""

    first: int
    sums: Floats = field(default_factory=lambda: np.zeros((0, 3), np.float32))
    counts: Floats = field(default_factory=lambda: np.zeros((0, 1), np.float32))

    def add(self, first: int, logits: Floats) -> None:
        """The logits (words, marks) of a window that begins with the word `first`."""
        chances = softmax(logits)
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


def _speech(text: str, page: windows.Page, anchor: int, roles: _Roles, kinds: Ints, acts: Floats) -> Speech | None:
    """The quote of one anchor, or None where it is none after all or says nothing."""
    said = (windows.stretch(text, page, run) for run in windows.runs(roles.words(2), _GAP))
    content = [stretch for stretch in said if stretch[0] < stretch[1]]
    if kinds[anchor] not in (CUE, LABEL) or not content or text[slice(*page.stretches[anchor])].isspace():
        return None
    end = anchor + 1
    while kinds[anchor] == CUE and end < len(kinds) and kinds[end] == INSIDE:
        end += 1
    speaker = roles.likeliest(windows.runs(roles.words(1), 0), 1)
    own = [run for run in ((anchor, end), speaker) if run]
    return Speech(
        content=_joined(text, content, [windows.stretch(text, page, run) for run in own]),
        speaker=windows.trimmed(text, windows.stretch(text, page, speaker)) if speaker else None,
        cue=windows.stretch(text, page, (anchor, end)) if kinds[anchor] == CUE else None,
        act=ACTS[int(acts.argmax())] if kinds[anchor] == CUE else "say",
    )


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
