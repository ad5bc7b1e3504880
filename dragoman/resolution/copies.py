"""Which documents are copies of one text: agency reports that many outlets print, readouts that are published again."""

import re
from collections.abc import Iterable, Iterator

from rensa import RMinHash, RMinHashLSH

from dragoman.model import Document, Judgement

__all__ = ["judge_copies"]

RULE = "rule:copies"
#: Words in a shingle, permutations, bands: the usual setting for news of some hundred words (Broder 1997; Leskovec et al., ch. 3).
_SHINGLE, _PERMUTATIONS, _BANDS = 5, 128, 32
#: Share of the shorter text's shingles that the longer one holds too, from which it is a copy: cuts at the end are common.
_COPIED = 0.6


def judge_copies(documents: Iterable[Document], made: str) -> Iterator[Judgement]:
    """Judge the pairs of documents of which one holds most of the other's words in the same order. `made`: UTC ISO."""
    texts = sorted(documents, key=lambda d: d.id)
    shingles = [_shingles(d.text) for d in texts]
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    prints = []
    for i, own in enumerate(shingles):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update(sorted(own))
        prints.append(sketch)
        index.insert(i, sketch)
    pairs = {(min(i, j), max(i, j)) for i, sketch in enumerate(prints) for j in index.query(sketch) if i != j}
    for i, j in sorted(pairs):
        shared = len(shingles[i] & shingles[j]) / max(1, min(len(shingles[i]), len(shingles[j])))
        if shared >= _COPIED:
            reason = f"{shared:.0%} of the shorter text stands word for word in the other"
            yield Judgement(left=texts[i].id, right=texts[j].id, verdict="same", by=RULE, because=reason, made=made)


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))} if words else set()
