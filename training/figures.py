"""How well a tagger reads labelled documents: words of speakers, cues and contents, whole quotes, acts."""

from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.extraction.tags import Speech
from evaluation.measures.overlap import dice, pair_up, words_at
from training.corpus import Labelled, Quoted, Stretch

__all__ = ["figures"]

_PARTS = ("content", "source", "cue")


def figures(documents: Sequence[Labelled], reader: Callable[[str], Sequence[Speech]]) -> dict[str, float]:
    """F1 of the words of contents, sources and cues; of quotes (contents share half their words, speakers a word or both unnamed);
    the share of right acts among paired quotes that have a cue.
    """
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()  # what was found and what is labelled, together
    for document in documents:
        found = reader(document.text)
        ours, theirs = [_parts(quote) for quote in document.quotes], [_parts(speech) for speech in found]
        for n, part in enumerate(_PARTS):
            labelled, read = (words_at(document.text, [s for q in quotes for s in q[n]]) for quotes in (ours, theirs))
            right[part] += len(labelled & read)
            both[part] += len(labelled) + len(read)
        pairs = _paired(document.text, ours, theirs)
        right["quotes"] += len(pairs)
        both["quotes"] += len(ours) + len(theirs)
        cued = [(document.quotes[left], found[other]) for left, other in pairs if document.quotes[left].cue]
        right["act"] += sum(quote.act == speech.act for quote, speech in cued)
        both["act"] += 2 * len(cued)
    return {measure: 2 * right[measure] / max(1, both[measure]) for measure in (*_PARTS, "quotes", "act")}


_Parts = tuple[Sequence[Stretch], Sequence[Stretch], Sequence[Stretch]]


def _parts(quote: Quoted | Speech) -> _Parts:
    """Content, source and cue, each as stretches."""
    cue = (quote.cue,) if quote.cue else ()
    if isinstance(quote, Quoted):
        return quote.content, quote.speaker, cue
    return quote.content, (quote.speaker,) if quote.speaker else (), cue


def _paired(text: str, ours: Sequence[_Parts], theirs: Sequence[_Parts]) -> list[tuple[int, int]]:
    one, other = ([(words_at(text, q[0]), words_at(text, q[1])) for q in quotes] for quotes in (ours, theirs))
    return pair_up(
        (-dice(content, said), i, j)
        for i, (content, source) in enumerate(one)
        for j, (said, speaker) in enumerate(other)
        if dice(content, said) >= 0.5 and (source & speaker or not (source or speaker))
    )
