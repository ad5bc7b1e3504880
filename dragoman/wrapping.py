"""Text that was wrapped by hand: breaks between lines that end no paragraph."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

__all__ = ["unwrapped"]

#: Code points that a wrapped line has at least, and at most: shorter ones are lists, longer ones paragraphs.
_NARROW, _WIDE = 40, 132
#: How much of the width a line fills at least that breaks off within a sentence: nobody wraps to the letter.
_NEARLY = 0.85
#: So many breaks, and one break in so many, must fall within a sentence, for a text to be wrapped.
_BREAKS, _ONE_IN = 2, 4
_LINE = re.compile(r"[^\n]+")
#: What ends a clause or a sentence, closing marks included.
_STOPPED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
#: What begins a line of its own whatever stands before it: a blank, a bullet, a number, a quoted line.
_OPENING = re.compile(r"[\s>*•●▪‣◦·■–—-]|\d{1,2}[.)]\s")


class _Break(NamedTuple):
    """Where one line ends, its words, and the words of the next, which follows at once."""

    at: int
    line: str
    following: str

    @property
    def filled(self) -> int:
        """How long the line would be with one word more."""
        return len(self.line) + 1 + len(self.following.split(maxsplit=1)[0])

    @property
    def is_inside(self) -> bool:
        """Whether a sentence goes on behind it, by its words alone."""
        return self.following[0].islower() and not _STOPPED.search(self.line)


@lru_cache(maxsize=64)
def unwrapped(text: str) -> str:
    """The text with a space for each break that only wraps a paragraph's line, so that offsets stay; as it is where none does.

    A text is wrapped where many breaks fall within sentences and the lines have one width; then a full line goes on in the next.
    """
    breaks = list(_breaks(text))
    inside = [b for b in breaks if b.is_inside and _NARROW <= len(b.line) <= _WIDE]
    if len(inside) < _BREAKS or len(inside) * _ONE_IN < len(breaks):
        return text
    width = max(len(b.line) for b in inside)
    widest = width / _NEARLY
    letters = list(text)
    for b in breaks:
        if b.is_inside or (len(b.line) <= widest and b.filled > width * (1 if _STOPPED.search(b.line) else _NEARLY)):
            letters[b.at] = " "
    return "".join(letters)


def _breaks(text: str) -> Iterator[_Break]:
    """The single breaks between lines that may be one paragraph."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    for (start, end), (following, stop) in pairwise(lines):
        if following == end + 1 and not _OPENING.match(text, following):
            yield _Break(end, text[start:end].rstrip(), text[following:stop])
