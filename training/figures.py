"""How well a tagger reads labelled documents: words of speakers, cues and contents, whole quotes with what they do; acts with their parts."""

from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.extraction.tags import Act, Speech, Tags
from evaluation.measures.overlap import dice, pair_up, words_at
from training.corpus import Labelled, Quoted, Stretch, Told

__all__ = ["MEASURES", "figures"]

_PARTS = ("content", "source", "cue")
MEASURES = (*_PARTS, "quotes", "act", "triggers", "types", "mode", "modality", "actors", "recipients", "times", "places")
#: The least certainty of an act that counts.
SURE = 0.5


def figures(documents: Sequence[Labelled], reader: Callable[[str], Tags]) -> dict[str, float]:
    """F1 of the words of contents, sources and cues; of quotes (contents share half their words, speakers a word or both unnamed);
    the share of right speech acts among paired quotes that have a cue. F1 of triggers (that overlap), of those with the right type, and of the words
    in the roles of these; the share of right modes and modalities among them. A measure that nothing is labelled for is left out.
    """
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()  # what was found and what is labelled, together
    for document in documents:
        tags = reader(document.text)
        if document.quotes is not None:
            _count_quotes(document.text, document.quotes, tags.speech, right, both)
        if document.acts is not None:
            _count_acts(document.text, document.acts, [act for act in tags.acts if act.certainty >= SURE], right, both)
    return {measure: 2 * right[measure] / both[measure] for measure in MEASURES if both[measure]}


def _count_quotes(text: str, quotes: Sequence[Quoted], found: Sequence[Speech], right: Counter[str], both: Counter[str]) -> None:
    ours, theirs = [_parts(quote) for quote in quotes], [_parts(speech) for speech in found]
    for n, part in enumerate(_PARTS):
        labelled, read = (words_at(text, [s for q in some for s in q[n]]) for some in (ours, theirs))
        right[part] += len(labelled & read)
        both[part] += len(labelled) + len(read)
    pairs = _paired(text, ours, theirs)
    right["quotes"] += len(pairs)
    both["quotes"] += len(ours) + len(theirs)
    cued = [(quotes[left], found[other]) for left, other in pairs if quotes[left].cue]
    right["act"] += sum(quote.act == speech.act for quote, speech in cued)
    both["act"] += 2 * len(cued)


def _count_acts(text: str, acts: Sequence[Told], found: Sequence[Act], right: Counter[str], both: Counter[str]) -> None:
    pairs = pair_up(
        ((told.type != act.type, abs(told.trigger[0] - act.trigger[0])), i, j)
        for i, told in enumerate(acts)
        for j, act in enumerate(found)
        if told.trigger[0] < act.trigger[1] and act.trigger[0] < told.trigger[1]
    )
    typed = [(acts[i], found[j]) for i, j in pairs if acts[i].type == found[j].type]
    for measure, number in (("triggers", len(pairs)), ("types", len(typed))):
        right[measure] += number
        both[measure] += len(acts) + len(found)
    for told, act in typed:
        right["mode"] += told.mode == act.mode
        right["modality"] += told.modality == act.modality
        both["mode"] += 2
        both["modality"] += 2
        for role, ours, theirs in (
            ("actors", told.actors, act.actors),
            ("recipients", told.recipients, act.recipients),
            ("times", told.times, (act.when,) if act.when else ()),
            ("places", told.places, (act.location,) if act.location else ()),
        ):
            labelled, read = words_at(text, ours), words_at(text, theirs)
            right[role] += len(labelled & read)
            both[role] += len(labelled) + len(read)


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
