"""The tagger: who says what, and who does what to whom, read in one pass by a small network that we trained (`training/`).

Nobody above knows that there is one. The network gives each word its chance to be a reporting word or to tell an act, and for each of these
the chance of every word around it to belong to its speaker, its content, its actor and so on. Here these chances become stretches of the text.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

import numpy as np
from tokenizers import Tokenizer

from dragoman.extraction.tagger import acts, speech, windows
from dragoman.extraction.tagger.network import NO_PAIRS, PAIRS, Floats, Logits, Network, meanings, shipped, softmax
from dragoman.extraction.tags import Stretch, Tags

__all__ = ["decode", "meaning", "read"]

#: How many short texts go through the network at once.
_TEXTS = 32

Pair = tuple[Stretch | None, Stretch | None]


def read(text: str, pairs: Sequence[Pair] = ()) -> Tags:
    """Everything that the text reports as said, promised, asked or believed, and as done, planned, refused or denied.

    For each of `pairs`, two parties by where the text names them (None: whoever it is), also the chances of what one does to the other.
    """
    return decode(text, *shipped(), pairs)


def meaning(texts: Sequence[str]) -> Floats:
    """What short texts mean, (texts, size), each of length 1 unless it has no words: the closer two are, the more they say the same."""
    if not texts:
        return np.zeros((0, 0), np.float32)
    tokenizer, _ = shipped()
    found: dict[int, Floats] = {}
    for places, batch in windows.whole(texts, tokenizer, _TEXTS):
        found.update(zip(places, meanings(batch.ids, batch.firsts), strict=True))
    rows = np.array([found[n] for n in range(len(texts))], np.float32).reshape(len(texts), -1)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), np.float32)


def decode(text: str, tokenizer: Tokenizer, network: Network, pairs: Sequence[Pair] = ()) -> Tags:
    """The tags of a text by a network's logits."""
    page = windows.read(text, tokenizer)
    said, told = speech.Reading(len(page.stretches)), acts.Reading(len(page.stretches))
    judged: dict[int, Floats] = {}
    cut = tuple(windows.cut(page))
    owned = windows.owned(cut)
    batches = [windows.alone(page, window) for window in cut]
    asked = [_asked(text, page, batch, pairs) for batch in batches]
    for batch, placed, logits in zip(batches, asked, _workers().map(partial(_run, network), batches, asked), strict=True):
        judged = dict(zip(placed, logits.pairs, strict=True)) | judged  # the first window that holds both judges them
        judges = [owned[window] for window in batch.windows]
        said.add(batch, logits, judges)
        told.add(batch, logits, judges)
    types = (*PAIRS, "")
    chances = tuple(dict(zip(types, softmax(judged[n]).tolist(), strict=True)) if n in judged else {} for n in range(len(pairs)))
    return Tags(said.speech(text, page), told.acts(text, page), chances)


@cache
def _workers() -> ThreadPoolExecutor:
    """A thread for each core that we may use: a window alone stays in a core's cache, and says the same whatever stands beside it."""
    return ThreadPoolExecutor(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())


def _asked(text: str, page: windows.Page, batch: windows.Batch, pairs: Sequence[Pair]) -> dict[int, tuple[int, ...]]:
    return {n: place for n, pair in enumerate(pairs) if (place := _placed(text, page, batch, pair))}


def _run(network: Network, batch: windows.Batch, asked: Mapping[int, tuple[int, ...]]) -> Logits:
    return network(batch.ids, batch.firsts, np.array([*asked.values()], np.int64).reshape(-1, 7) if asked else NO_PAIRS)


def _placed(text: str, page: windows.Page, batch: windows.Batch, pair: Pair) -> tuple[int, ...] | None:
    """A pair of parties as the network wants it: the first window of a batch that holds both, with the words of each and of their sentence."""
    sides = [windows.words_within(page, side) for side in pair if side]
    if not all(sides):
        return None
    low, high = min((side.start for side in sides), default=0), max((side.stop for side in sides), default=1)
    for row, (first, last) in enumerate(batch.windows):
        if first <= low and high <= last:
            begin, stop = windows.sentence(text, page, low, high)
            whole = range(max(begin, first), min(stop, last))
            one, other = (windows.words_within(page, side) if side else whole for side in pair)
            return row, *(place - first for side in (one, other, whole) for place in (side.start, side.stop))
    return None
