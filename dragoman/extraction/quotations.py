"""Quotation marks of the world's press: where a quotation stands, and so in which manner something is told."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dragoman.extraction.tags import Stretch
from dragoman.model import Manner

__all__ = ["find", "manner", "running", "whole"]

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
_WORD = re.compile(r"\w+")


def find(text: str) -> tuple[Stretch, ...]:
    """The quotations of a text, marks included, in its order; none crosses a line end."""
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def running(text: str, quotations: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    """The quotations that run over several paragraphs, each opened again at the start of a paragraph and closed in the last alone."""
    chain: list[Stretch] = []
    for start, end in quotations:
        if chain and text[chain[-1][1] : start].isspace() and text[chain[-1][0]] == text[start]:
            chain.append((start, end))
        else:
            chain = [(start, end)]
        if text[end - 1] in _CLOSING or "\n" not in text[end : end + 3]:
            if len(chain) > 1:
                yield tuple(chain)
            chain = []


def manner(text: str, content: Sequence[Stretch], cue: Stretch | None, quotations: Sequence[Stretch]) -> Manner:
    """Direct where (nearly) all that was said stands in quotation marks, mixed where a good part does. Marks around the cue too are another's."""
    near = _near(quotations, content[0][0], content[-1][1]) if content else ()
    own = [q for q in near if not (cue and q[0] <= cue[0] < q[1])]
    words = [word.start() for stretch in content for word in _WORD.finditer(text, *stretch)]
    quoted = [word for word in words if any(start <= word < end for start, end in own)]
    if len(quoted) >= _ALL * len(words):
        return "direct" if quoted else "indirect"
    return "mixed" if len(quoted) >= _OWN_WORDS or 4 * len(quoted) >= len(words) else "indirect"


def whole(content: Sequence[Stretch], cue: Stretch | None, quotations: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What was said with each quotation of which it holds more than half taken whole, and its marks: they say where words begin and end."""
    grown = []
    for start, end in content:
        for first, last in _near(quotations, start, end):
            around = cue is not None and first <= cue[0] < last
            if not around and 2 * (min(end, last) - max(start, first)) > last - first:
                start, end = min(start, first), max(end, last)
        grown.append((start, end))
    joined: list[Stretch] = []
    for start, end in sorted(grown):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _near(quotations: Sequence[Stretch], start: int, end: int) -> Sequence[Stretch]:
    """The quotations, which stand in order, that share something with a stretch."""
    return quotations[bisect_right(quotations, start, key=_end) : bisect_left(quotations, end, key=_start)]


def _start(stretch: Stretch) -> int:
    return stretch[0]


def _end(stretch: Stretch) -> int:
    return stretch[1]
