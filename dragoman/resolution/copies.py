"""Which documents are copies of one text: agency reports that many outlets print, readouts that are published again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from hashlib import blake2b

from rensa import RMinHash

from dragoman.model import Document, Judgement

__all__ = ["COPIES", "judge_copies", "prints"]

COPIES = "rule:copies"
#: Words in a shingle, permutations, rows of a band: the usual setting for news of some hundred words (Broder 1997; Leskovec et al., ch. 3).
_SHINGLE, _PERMUTATIONS, _ROWS = 5, 128, 4
#: Share of the shorter text's shingles that the longer one holds too, from which it is a copy: cuts at the end are common.
_COPIED = 0.6


def judge_copies(documents: Iterable[Document], made: str, fresh: AbstractSet[str] | None = None) -> Iterator[Judgement]:
    """Judge the pairs of documents of which one holds most of the other's words in the same order. `made`: UTC ISO.

    With `fresh`, ids, only pairs with one of these. Only documents that share a print are compared.
    """
    shingles = cache(lambda text: frozenset(_shingles(text)))
    texts = {document.id: document.text for document in documents}
    alike: dict[int, list[str]] = defaultdict(list)
    for document, text in sorted(texts.items()):
        for one in prints(text):
            alike[one].append(document)
    pairs = {
        (min(one, other), max(one, other))
        for block in alike.values()
        for one in (block if fresh is None else fresh & set(block))
        for other in block
        if one != other
    }
    for left, right in sorted(pairs):
        mine, theirs = shingles(texts[left]), shingles(texts[right])
        shared = len(mine & theirs) / min(len(mine), len(theirs))
        if shared >= _COPIED:
            reason = f"{shared:.0%} of the shorter text stands word for word in the other"
            yield Judgement(left=left, right=right, verdict="same", by=COPIES, because=reason, made=made)


def prints(text: str) -> tuple[int, ...]:
    """The bands of a text's MinHash as signed numbers of 64 bits: texts that share many shingles share one of them, others hardly ever."""
    shingles = _shingles(text)
    if not shingles:
        return ()
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update(sorted(shingles))
    digest = sketch.digest()
    bands = ((at, *digest[at : at + _ROWS]) for at in range(0, _PERMUTATIONS, _ROWS))
    return tuple(int.from_bytes(blake2b(repr(band).encode(), digest_size=8).digest(), "big", signed=True) for band in bands)


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))} if words else set()
