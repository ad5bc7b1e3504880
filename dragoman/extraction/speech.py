"""Speech made whole: what the tagger read, mended by what quotation marks, sentences, a cue's word and its neighbours settle."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from dragoman.extraction import labels, nominals, quotations, relatives
from dragoman.extraction.tagger.windows import SENTENCE_ENDS
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
#: How many of the cues that follow a speech may be its speaker's next.
_NEXT = 4
#: What links one clause of a speaker to the next.
_LINK = re.compile(r"(?:,\s*|,?\s+and\s+)(?:also\s+|\w+ly\s+)?$")
_OURSELVES = frozenset(("i", "we"))
#: How many code points into a speech "we urge" still says what kind of act it is.
_OPENING = 60
_WORD = re.compile(r"\w+")
#: From so many words what stands in another sentence than the cue may begin within it.
_CLAUSE = 5


def mend(doc: Doc, text: str, speech: Iterable[Speech]) -> tuple[Speech, ...]:
    """The speech of a text, in the order of its cues, each with its whole words, its speaker and its act."""
    page = _Page(doc, text, quotations.find(text), (0, *(match.end() for match in SENTENCE_ENDS.finditer(text))))
    told = tuple(_shared(page, (_named(page, said) for said in speech)))
    cues = sorted(said.cue for said in told if said.cue and not page.quoted(said.cue))
    whole = [said for said in (_whole(page, said, cues) for said in told) if said.content]
    whole = relatives.add(doc, labels.add(doc, text, whole, page.quotations, page.sentences))
    return tuple(_voiced(text, _apart(text, whole)))


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


def _named(page: _Page, said: Speech) -> Speech:
    """Speech with its speaker's whole name, the subject's where the tagger named none; whom a passive tells something, asks or accuses is not who speaks."""
    if not said.speaker or nominals.is_occasion(page.doc, said.speaker):
        return replace(said, speaker=nominals.subject(page.doc, said.cue) if said.cue else None)
    speaker = nominals.named(page.doc, said.speaker, said.cue)
    if said.cue and nominals.is_passive_subject(page.doc, speaker, said.cue):
        return replace(said, speaker=nominals.agent(page.doc, said.cue))
    return replace(said, speaker=speaker)


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


def _whole(page: _Page, said: Speech, cues: Sequence[Stretch]) -> Speech:
    content = quotations.whole(page.text, _told(page.text, said), said.cue, page.quotations)
    own = (piece for stretch in content for piece in _own(page, said, stretch, cues))
    trimmed = [_trim(page.text, nominals.completed(page.doc, stretch, said.cue)) for stretch in own]
    return replace(said, content=tuple((start, end) for start, end in trimmed if start < end), act=_act(page.text, said))


def _own(page: _Page, said: Speech, stretch: Stretch, cues: Sequence[Stretch]) -> Iterator[Stretch]:
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
    return (first, *rest)


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
