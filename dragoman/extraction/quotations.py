"""Quotation marks of the world's press: where a quotation stands, and so in which manner something is told."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dragoman.extraction.tags import Stretch
from dragoman.model import Manner

__all__ = ["find", "manner", "whole"]

#: Where a mark that looks alike on both sides opens: no word goes before, one follows.
_BARE = r"(?<![^\s(\[—–-]){}(?=\S)"
#: What closes an opening mark. One that is not closed ends with its paragraph; a single mark is an apostrophe unless it is closed.
_DOUBLE = {"“": '[”“"]', "„": '[“”"]', "«": "»", "「": "」", "『": "』", "``": "''|\""}
_DOUBLE |= {_BARE.format('"'): '["”]', _BARE.format("»"): "«", _BARE.format("''"): "''"}
_MARKS = {opening: rf"{closing}|(?=\s*$)" for opening, closing in _DOUBLE.items()}
_MARKS |= {_BARE.format("[‘']"): r"(?<=\S)[’'](?!\w)|(?=\s*\n\s*‘)", _BARE.format("‹"): "›"}
_QUOTATION = re.compile("|".join(f"{opening}[^\n]+?(?:{closing})" for opening, closing in _MARKS.items()), re.MULTILINE)
#: From so many words in quotation marks, or a quarter of all, a telling is mixed: one or two marked words are a term.
_OWN_WORDS = 4
#: The share of words in quotation marks from which a telling is direct: a word that leads to the quotation may have slipped in.
_ALL = 0.9
#: Marks that close a quotation, in one of the world's ways or another.
_CLOSING = "”“’'\"»«›‹」』"
#: How many paragraphs before or behind a quotation may run on to: more are somebody's mischief.
_PARAGRAPHS = 20
_WORD = re.compile(r"\w+")


def find(text: str) -> tuple[Stretch, ...]:
    """The quotations of a text, marks included, in its order; none crosses a line end."""
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def manner(text: str, content: Sequence[Stretch], cue: Stretch | None, quotations: Sequence[Stretch]) -> Manner:
    """Direct where (nearly) all that was said stands in quotation marks, mixed where a good part does. Marks around the cue too are another's."""
    near = _near(quotations, content[0][0], content[-1][1]) if content else ()
    own = [q for q in near if not (cue and q[0] <= cue[0] < q[1])]
    words = [word.start() for stretch in content for word in _WORD.finditer(text, *stretch)]
    quoted = [word for word in words if any(start <= word < end for start, end in own)]
    if len(quoted) >= _ALL * len(words):
        return "direct" if quoted else "indirect"
    return "mixed" if len(quoted) >= _OWN_WORDS or 4 * len(quoted) >= len(words) else "indirect"


def whole(text: str, content: Sequence[Stretch], cue: Stretch | None, quotations: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What was said with each quotation of which it holds more than half taken whole, over all its paragraphs, and its marks: they say where words
    begin and end.
    """
    grown = []
    for start, end in content:
        for first, last in _near(quotations, start, end):
            around = cue is not None and first <= cue[0] < last
            if not around and 2 * (min(end, last) - max(start, first)) > last - first:
                start, end = min(start, first), max(end, last)
                grown += _running(text, quotations, (first, last))
        grown.append((start, end))
    joined: list[Stretch] = []
    for start, end in sorted(grown):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _running(text: str, quotations: Sequence[Stretch], quotation: Stretch) -> list[Stretch]:
    """The quotations of the paragraphs around over which one runs: each is opened again, and only the last is closed."""
    place = bisect_left(quotations, quotation)
    first = last = place
    while first and place - first < _PARAGRAPHS and _runs_on(text, *quotations[first - 1 : first + 1]):
        first -= 1
    while last + 1 < len(quotations) and last - place < _PARAGRAPHS and _runs_on(text, *quotations[last : last + 2]):
        last += 1
    return [*quotations[first:place], *quotations[place + 1 : last + 1]]


def _runs_on(text: str, one: Stretch, other: Stretch) -> bool:
    between = text[one[1] : other[0]]
    return text[one[0]] == text[other[0]] and text[one[1] - 1] not in _CLOSING and between.isspace() and "\n" in between


def _near(quotations: Sequence[Stretch], start: int, end: int) -> Sequence[Stretch]:
    """The quotations, which stand in order, that share something with a stretch."""
    return quotations[bisect_right(quotations, start, key=_end) : bisect_left(quotations, end, key=_start)]


def _start(stretch: Stretch) -> int:
    return stretch[0]


def _end(stretch: Stretch) -> int:
    return stretch[1]
