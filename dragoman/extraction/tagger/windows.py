"""Words for the tagger: a text cut into words, the words into pieces of a fixed vocabulary, and these into windows that overlap.

The training and the tagger read texts through this one module, so that both see the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.extraction.tags import Stretch

__all__ = [
    "SENTENCE_ENDS",
    "Batch",
    "Page",
    "alone",
    "cut",
    "owned",
    "piece_of",
    "read",
    "runs",
    "sentence",
    "stretch",
    "trimmed",
    "whole",
    "words_within",
]

#: Words, single marks, and the breaks between lines, which count as words because paragraphs carry meaning. Marks that don't show are none.
_WORD = re.compile(r"\w[\w\u0300-\u036f]*|[^\w\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\n\s*")
#: Where a sentence ends, as far as marks tell; not after an initial or a title.
SENTENCE_ENDS = re.compile(
    r"(?<!\b[A-Za-z])(?<!\b(?:Mr|Ms|Dr|St|Lt|vs))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Jan|Feb|Aug|Oct|Nov|Dec))(?<!\bSept)"
    r"[.!?][\"”’»)]*\s+|\n\s*"
)
_LETTERS = re.compile(r"\w+")
#: The piece that stands for a break between lines: one that the vocabulary keeps free.
_BREAK = "[unused1]"
#: Quotation marks of all kinds read as the two that the vocabulary knows best, one code point for one.
_MARKS = str.maketrans(
    dict.fromkeys("„‟«‹「『〈《〝❝", "“") | dict.fromkeys("»›」』〉》〞❞", "”") | {"‚": "‘", "`": "‘", "´": "’"}
)
#: Longer words (addresses, mischief) are read by their first pieces.
_PIECES = 8
#: The size of a window in pieces, its two special ones apart, and how many the next shares with it: larger ones read no better, and slower.
SIZE, OVERLAP = 200, 48


@dataclass(frozen=True, slots=True)
class Page:
    """A text as words: where each stands in it (code points), the pieces of each, and the pieces before and after every window."""

    stretches: tuple[Stretch, ...]
    pieces: tuple[tuple[int, ...], ...]
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one length: `windows` are (first, last + 1) words; `ids` are (windows, pieces) with zeros behind the end;
    `firsts` are (windows, words), the place of each word's first piece in its window, 0 behind the last word.
    """

    windows: tuple[tuple[int, int], ...]
    ids: NDArray[np.int64]
    firsts: NDArray[np.int64]


def read(text: str, tokenizer: Tokenizer) -> Page:
    """The words of a text with their pieces."""
    words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text.translate(_MARKS))]
    encoding = tokenizer.encode([word for _, _, word in words], is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
        if number is not None and len(pieces[number]) < _PIECES:
            pieces[number].append(piece)
    for found, (_, _, word) in zip(pieces, words, strict=True):
        if not found:  # a break, or nothing that the vocabulary knows
            found.append(piece_of(_BREAK if word[0] == "\n" else "[UNK]", tokenizer))
    ends = piece_of("[CLS]", tokenizer), piece_of("[SEP]", tokenizer)
    return Page(tuple((a, b) for a, b, _ in words), tuple(map(tuple, pieces)), ends)


def piece_of(name: str, tokenizer: Tokenizer) -> int:
    """The number of a piece of the vocabulary. Raises ValueError when it has none of that name."""
    piece = tokenizer.token_to_id(name)
    if piece is None:
        raise ValueError(f"the vocabulary has no piece {name}")
    return piece


def words_within(page: Page, stretch: Stretch) -> range:
    """The words that a stretch of the text touches."""
    first = bisect_right(page.stretches, stretch[0], key=lambda word: word[1])
    return range(first, max(first, bisect_left(page.stretches, stretch[1], key=lambda word: word[0])))


def runs(words: Iterable[int], gap: int) -> list[Stretch]:
    """Words side by side, or at most `gap` apart, as (first, last + 1)."""
    found: list[Stretch] = []
    for word in words:
        if found and word - found[-1][1] <= gap:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return found


def stretch(text: str, page: Page, run: Stretch) -> Stretch:
    """Where a run of words stands, breaks between lines at its edges apart; empty where it is nothing else."""
    start, end = page.stretches[run[0]][0], page.stretches[run[1] - 1][1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def trimmed(text: str, stretch: Stretch) -> Stretch | None:
    """A stretch without marks at its edges."""
    words = list(_LETTERS.finditer(text, *stretch))
    return (words[0].start(), words[-1].end()) if words else None


def cut(page: Page, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Windows of at most `size` pieces over all words, (first, last + 1), each sharing about `overlap` pieces with the one before."""
    ends = [0, *accumulate(map(len, page.pieces))]
    first, words = 0, len(page.pieces)
    while first < words:
        last = first
        while last < words and ends[last + 1] - ends[first] <= size:
            last += 1
        yield first, last
        if last == words:
            return
        back = last
        while back > first + 1 and ends[last] - ends[back] < overlap:
            back -= 1
        first = back


def owned(windows: Sequence[Stretch]) -> dict[Stretch, range]:
    """Which words each of some windows, in order, judges: those that stand in no other farther from its edge. Every word has one judge."""
    edges = [0, *((after[0] + before[1] + 1) // 2 for before, after in pairwise(windows)), windows[-1][1] if windows else 0]
    return {window: range(*edge) for window, edge in zip(windows, pairwise(edges), strict=False)}


def sentence(text: str, page: Page, low: int, high: int) -> tuple[int, int]:
    """The words of the sentence or sentences that hold the words from `low` up to `high`."""
    ends = [match.end() for match in SENTENCE_ENDS.finditer(text)]
    begins, stops = page.stretches[low][0], page.stretches[high - 1][1]
    before = max((end for end in ends if end <= begins), default=0)
    behind = min((end for end in ends if end >= stops), default=len(text))
    whole = words_within(page, (before, behind))
    return whole.start, whole.stop


def alone(page: Page, window: tuple[int, int]) -> Batch:
    """A batch of one window."""
    return _batch(page, window, _length(page, window))


def whole(texts: Sequence[str], tokenizer: Tokenizer, number: int) -> Iterator[tuple[list[int], Batch]]:
    """Short texts by length, in batches of at most `number`: their places, and each in a window of its own, cut where it is longer than any."""
    pages = [read(text, tokenizer) for text in texts]
    order = sorted(range(len(pages)), key=lambda place: sum(map(len, pages[place].pieces)))
    for first in range(0, len(order), number):
        chosen = order[first : first + number]
        yield chosen, _side_by_side([pages[place] for place in chosen])


def _side_by_side(pages: Sequence[Page]) -> Batch:
    cut = [Page(page.stretches, page.pieces[: _fitting(page)], page.ends) for page in pages]
    longest = max(_length(page, (0, len(page.pieces))) for page in cut)
    made = [_batch(page, (0, len(page.pieces)), longest) for page in cut]
    words = max(batch.firsts.shape[1] for batch in made)
    firsts = np.concatenate([np.pad(batch.firsts, ((0, 0), (0, words - batch.firsts.shape[1]))) for batch in made])
    return Batch(tuple(batch.windows[0] for batch in made), np.concatenate([batch.ids for batch in made]), firsts)


def _fitting(page: Page) -> int:
    return sum(end <= SIZE for end in accumulate(map(len, page.pieces)))


def _length(page: Page, window: tuple[int, int]) -> int:
    return 2 + sum(len(page.pieces[word]) for word in range(*window))


def _batch(page: Page, window: tuple[int, int], longest: int) -> Batch:
    """A batch of one window, with room for so many pieces."""
    ids = np.zeros((1, longest), np.int64)
    firsts = np.zeros((1, window[1] - window[0]), np.int64)
    pieces = [page.ends[0]]
    for place, word in enumerate(range(*window)):
        firsts[0, place] = len(pieces)
        pieces += page.pieces[word]
    pieces.append(page.ends[1])
    ids[0, : len(pieces)] = pieces
    return Batch((window,), ids, firsts)
