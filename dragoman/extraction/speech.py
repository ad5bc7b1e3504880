"""Speech made whole: what the tagger read, mended by what quotation marks, sentences, a cue's word and its neighbours settle."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from dragoman.extraction import labels, nominals, quotations, relatives
from dragoman.extraction.tagger.windows import SENTENCE_ENDS
from dragoman.extraction.tags import Speech, Stretch, meet
from dragoman.lexicons import rows, split

__all__ = ["mend"]

#: What stands before a cue whose speaker is somebody else than the sentence's: "was told", "been asked".
_PASSIVE = re.compile(r"(?i)\b(?:was|were|been|be|is|are|being)\s(?:\w+ly\s)?$")
#: How many code points apart two cues of one speaker may stand.
_SHARES = 400
#: Words that tell somebody something, and how whom they tell stands before it.
_TELLS = re.compile(r"(?:told|tells?|telling|informed|informs|assured|assures|reminded|reminds)", re.IGNORECASE)
_WHOM = re.compile(r"[^.,;:“”\"\n]{1,80}?\bthat\s+(?=\S)")
#: How strongly something is said, which is no part of it.
_STRONGLY = re.compile(
    r"(?:in|with) (?:the |its |their )?(?:\w+est|most \w+|no uncertain|strong|clear|blunt|unequivocal)(?: possible)? (?:terms|words|language)\s+(?=\w)"
)
#: Adjectives that doubt or foresee what they stand before, and what makes of "blame" no word of anybody's.
_HEDGES = frozenset("alleged supposed purported so-called presumed suspected expected anticipated reputed".split())
_TO_BE = re.compile(r"(?i)\s(?:is|are|was|were|be) to\s+$")
#: Code points that "were to" and some spaces take.
_SHORT = 12
#: What leads from a cue to its content.
_ABOUT = re.compile(r"(?<=\w)\s+(?:about|of)$")
#: How many of the cues that follow a speech may be its speaker's next.
_NEXT = 4
#: What links one clause of a speaker to the next.
_LINK = re.compile(r"(?:,\s*|,?\s+and\s+)(?:also\s+|\w+ly\s+)?$")
#: What stands between a speaker and what is put behind, what opens there, and what follows a cue.
_COMMA = re.compile(r",\s*")
_BETWEEN = re.compile(r"[\s,]*")
_THAT = re.compile(r"\s*(?:that\s+)?")
_OURSELVES = frozenset(("i", "we"))
#: How many code points into a speech "we urge" still says what kind of act it is.
_OPENING = 60
_WORD = re.compile(r"\w+")
#: From so many words what stands in another sentence than the cue may begin within it.
_CLAUSE = 5


def mend(doc: Doc, text: str, speech: Iterable[Speech]) -> tuple[Speech, ...]:
    """The speech of a text, in the order of its cues, each with its whole words, its speaker and its act."""
    page = _Page(doc, text, quotations.find(text), (0, *(match.end() for match in SENTENCE_ENDS.finditer(text))))
    told = tuple(_shared(page, (_named(page, said) for said in speech if not said.cue or _says(page, said.cue))))
    cues = frozenset(said.cue for said in told if said.cue and not page.quoted(said.cue))
    whole = [said for said in (_whole(page, said, cues) for said in told) if said.content]
    whole = relatives.add(doc, labels.add(doc, text, whole, page.quotations, page.sentences))
    return tuple(_voiced(text, _apart(text, _once(text, whole))))


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with its quotations and where its sentences begin."""

    doc: Doc
    text: str
    quotations: tuple[Stretch, ...]
    sentences: tuple[int, ...]

    def sentence(self, offset: int) -> int:
        """The number of the sentence in which an offset stands."""
        return bisect_right(self.sentences, offset) - 1

    def quoted(self, stretch: Stretch) -> bool:
        """Whether a stretch begins in quotation marks."""
        place = bisect_right(self.quotations, (stretch[0], len(self.text))) - 1
        return place >= 0 and stretch[0] < self.quotations[place][1]

    def words(self, start: int, end: int) -> int:
        """How many words stand between two offsets."""
        return len(_WORD.findall(self.text, start, end))


def _says(page: _Page, cue: Stretch) -> bool:
    """Whether a cue is one: not an adjective by which the writer keeps a distance ("his alleged ties"), nor "to blame for"."""
    word = page.text[slice(*cue)].lower()
    return not (
        (word in _HEDGES and nominals.is_attribute(page.doc, cue))
        or (word == "blame" and _TO_BE.search(page.text, max(0, cue[0] - _SHORT), cue[0]))
    )


def _named(page: _Page, said: Speech) -> Speech:
    """Speech with its cue's own words and its speaker's whole name, the subject's where the tagger named none; whom a passive tells something, asks or accuses is not who speaks."""
    if said.cue and (ends := _ABOUT.search(page.text, *said.cue)):
        said = replace(said, cue=(said.cue[0], ends.start()))
    if not said.speaker or nominals.is_occasion(page.doc, said.speaker):
        return replace(said, speaker=nominals.subject(page.doc, said.cue) if said.cue else None)
    speaker = nominals.named(page.doc, said.speaker, said.cue)
    if said.cue and nominals.is_passive_subject(page.doc, speaker, said.cue):
        return replace(said, speaker=nominals.agent(page.doc, said.cue))
    return replace(said, speaker=speaker)


def _once(text: str, speech: Sequence[Speech]) -> list[Speech]:
    """The speech, two cues for one saying as one: "went on to say"."""
    once: list[Speech] = []
    for said in speech:
        last = once[-1] if once else None
        if (
            last
            and last.cue
            and said.cue
            and text[last.cue[1] : said.cue[0]].strip() == "to"
            and meet(last.content[-1], said.content[-1])
        ):
            once[-1] = replace(last, cue=(last.cue[0], said.cue[1]))
        else:
            once.append(said)
    return once


def _apart(text: str, speech: Sequence[Speech]) -> list[Speech]:
    """The speech, what its speaker does next left out of it: "disputes that, citing a study", "criticised the plan and called for talks"."""
    return [
        replace(said, content=tuple(_before_next(text, said, stretch, speech[n + 1 : n + 1 + _NEXT]) for stretch in said.content))
        for n, said in enumerate(speech)
    ]


def _before_next(text: str, said: Speech, stretch: Stretch, speech: Sequence[Speech]) -> Stretch:
    start, end = stretch
    for other in speech:
        if (
            other.cue
            and said.cue
            and other.speaker == said.speaker
            and said.cue[1] <= start < other.cue[0] < end
            and other.content[-1][1] >= end
        ):
            link = _LINK.search(text, start, other.cue[0])
            end = link.start() if link and link.start() > start else end
    return start, end


def _voiced(text: str, speech: Sequence[Speech]) -> Iterator[Speech]:
    """The speech without "we urge …" in the words of whoever urges: it tells what the speaker does, not what another says."""
    performed: dict[int, str] = {}
    inner: set[int] = set()
    for n, said in enumerate(speech):
        if said.cue and said.speaker and text[slice(*said.speaker)].lower() in _OURSELVES:
            for k, outer in enumerate(speech):
                if k != n and any(start <= said.speaker[0] and said.cue[1] <= end for start, end in outer.content):
                    inner.add(n)
                    if said.speaker[0] - outer.content[0][0] < _OPENING and said.act != "think":
                        performed.setdefault(k, said.act)
    for n, said in enumerate(speech):
        if n not in inner:
            yield replace(said, act=performed[n]) if n in performed and said.act == "say" else said


def _whole(page: _Page, said: Speech, cues: AbstractSet[Stretch]) -> Speech:
    said = _beside(page, said, cues)
    content = quotations.whole(page.text, _told(page.text, said), said.cue, page.quotations)
    own = (piece for stretch in content for piece in _own(page, said, stretch, cues))
    if said.cue:
        own = (nominals.intended(page.doc, stretch, said.cue) for stretch in own)
    trimmed = [_trim(page.text, nominals.completed(page.doc, stretch, said.cue)) for stretch in own]
    return replace(
        said, content=tuple(part for part in trimmed if part[0] < part[1] and part not in cues), act=_act(page.text, said)
    )


def _beside(page: _Page, said: Speech, cues: AbstractSet[Stretch]) -> Speech:
    """Speech whose content takes nothing from its speaker ("its director, Rear Admiral Hashim, is …") nor from the clause around ("citing two
    people, reported that …").
    """
    if not said.speaker or not said.cue or said.cue[1] > said.speaker[0]:
        return said
    speaker = said.speaker
    if any(_COMMA.fullmatch(page.text, speaker[1], start) for start, _ in said.content):
        speaker = nominals.apposed(page.doc, speaker)
    return replace(said, speaker=speaker, content=tuple(_behind(page.text, stretch, speaker, cues) for stretch in said.content))


def _behind(text: str, stretch: Stretch, speaker: Stretch, cues: AbstractSet[Stretch]) -> Stretch:
    start, end = stretch
    if not meet(stretch, speaker) and not _COMMA.fullmatch(text, speaker[1], start):
        return stretch
    start = max(start, speaker[1])
    start += len(_BETWEEN.match(text, start)[0])  # type: ignore[index]  # it matches nothing too
    around = min((cue for cue in cues if cue[0] == start), default=None)
    return min(end, _THAT.match(text, around[1]).end() if around else start), end  # type: ignore[union-attr]


def _own(page: _Page, said: Speech, stretch: Stretch, cues: AbstractSet[Stretch]) -> Iterator[Stretch]:
    """What of a stretch is told by a cue: nothing beyond another's sentence, and no shreds of other sentences."""
    if not said.cue:
        yield stretch
        return
    start, end = stretch
    home = page.sentence(said.cue[0])
    others = {page.sentence(cue[0]) for cue in cues} - {home}
    after = min((page.sentences[n] for n in others if n > home), default=len(page.text))
    before = max((page.sentences[n + 1] for n in others if n < home), default=0)
    start, end = (
        (max(start, before), end) if end <= page.sentences[home] + 1 or start < page.sentences[home] else (start, min(end, after))
    )
    first = page.sentence(start)
    begun = page.words(page.sentences[first], start) == 0 or page.quoted((start, start))
    if start < end and (first == home or begun or page.words(start, end) >= _CLAUSE):
        yield start, end


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


def _shared(page: _Page, speech: Iterable[Speech]) -> Iterator[Speech]:
    """The speech, in the order of its cues; a cue without a speaker of its own shares the one before it in its sentence ("…, welcoming …")."""
    last: Speech | None = None
    for said in speech:
        if last and not said.speaker and said.cue and last.cue and last.speaker:
            near = last.cue[1] <= said.cue[0] < last.cue[1] + _SHARES and page.sentence(last.cue[0]) == page.sentence(said.cue[0])
            if near and nominals.is_verb(page.doc, said.cue) and not _PASSIVE.search(page.text[last.cue[1] : said.cue[0]]):
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
    if manner := _STRONGLY.match(text, *first):
        first = (manner.end(), first[1])
    return (first, *rest)


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
