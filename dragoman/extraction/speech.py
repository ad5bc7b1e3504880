"""Speech made whole: what the tagger read, mended by what quotation marks, a cue's word and its neighbours settle."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from dragoman.extraction import quotations
from dragoman.extraction.tags import Speech, Stretch
from dragoman.lexicons import rows, split

__all__ = ["mend"]

#: What stands before a cue whose speaker is somebody else than the sentence's: "was told", "been asked".
_PASSIVE = re.compile(r"(?i)\b(?:was|were|been|be|is|are|being)\s(?:\w+ly\s)?$")
#: How many code points apart two cues of one speaker may stand.
_SHARES = 400
#: Words that tell somebody something, and how whom they tell stands before it.
_TELLS = re.compile(r"(?:told|tells?|telling|informed|informs|assured|assures|reminded|reminds)", re.IGNORECASE)
_WHOM = re.compile(r"[^.,;:“”\"\n]{1,80}?\bthat\s+(?=\S)")
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’»)]*\s|\n")


def mend(text: str, speech: Iterable[Speech]) -> tuple[Speech, ...]:
    """The speech of a text, in the order of its cues, each with its whole words, its speaker and its act."""
    marked = quotations.find(text)
    return tuple(_whole(text, said, marked) for said in _shared(text, speech))


def _whole(text: str, said: Speech, marked: tuple[Stretch, ...]) -> Speech:
    content = quotations.whole(_told(text, said), said.cue, marked)
    trimmed = (_trim(text, stretch) for stretch in content)
    return replace(said, content=tuple((start, end) for start, end in trimmed if start < end), act=_act(text, said))


def _act(text: str, said: Speech) -> str:
    """The act of speech: the cue's word settles it where it can mean nothing else."""
    word = text[slice(*said.cue)].split()[0].lower() if said.cue else ""
    return _settled().get(word, said.act)


@cache
def _settled() -> dict[str, str]:
    """The acts of words that can do only one thing, by their forms."""
    acts: dict[str, str] = {}
    for row in rows("cue_acts"):
        word, stem = row["word"], row["word"].removesuffix("e")
        acts |= dict.fromkeys((word, f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing", *split(row["also"])), row["act"])
    return acts


def _shared(text: str, speech: Iterable[Speech]) -> Iterator[Speech]:
    """The speech, in the order of its cues; a cue without a speaker of its own shares the one before it in its sentence ("…, welcoming …")."""
    last: Speech | None = None
    for said in speech:
        if last and not said.speaker and said.cue and last.cue and last.speaker:
            between = text[last.cue[1] : said.cue[0]]
            if (
                not _SENTENCE_ENDS.search(between)
                and not _PASSIVE.search(between)
                and last.cue[1] <= said.cue[0] < last.cue[1] + _SHARES
            ):
                said = replace(said, speaker=last.speaker)
        if said.speaker:
            last = said
        yield said


def _told(text: str, said: Speech) -> tuple[Stretch, ...]:
    """What was said, without whom it was told: "told his Lao counterpart that …"."""
    first, *rest = said.content
    if said.cue and _TELLS.fullmatch(text, *said.cue) and text[said.cue[1] : first[0]].isspace():
        told = _WHOM.match(text, *first)
        first = (told.end(), first[1]) if told else first
    return (first, *rest)


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
