"""Topics: what a passage is about, by the wordings of `data/topics.tsv`.

A word of a wording stands for its plural, its possessive and its other spelling, and so does one of the text: `defence ministry` finds "Defense
Ministries'". What else a wording may hold: `~word`, a verb in all its regular forms; `=word`, this form alone; `…`, up to three words or none.
A capital in a wording asks for one in the text, a word in capitals alone for the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.extraction.entities.names import Word, find_names, find_titles, words
from dragoman.lexicons import rows, split

__all__ = ["Found", "contexts", "find", "label"]

_GAP, _REACH, _SIGNS = "…", 3, "~="
#: Words over which a gap doesn't reach: what stands behind them is another matter.
_BARS = frozenset(("and", "or", "but", "that", "which", "who", "while", "to", "is", "was", "are", "were"))
_INITIALS = re.compile(r"[A-Z]")
#: Spellings of one word, as patterns and what stands for them all.
_SPELLINGS = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"(?<=[a-z]{2})iz(?=[eia])", "is"),
        (r"(labo|neighbo|harbo|armo|hono|behavio|endeavo)ur", r"\1r"),
        (r"(defen|offen|licen)se", r"\1ce"),
        (r"programme", "program"),
        (r"(cen|thea)tre", r"\1ter"),
        (r"^(fe)?men(?=folk$|$)", r"\1man"),
        (r"^women$", "woman"),
        (r"^children$", "child"),
        (r"(?<=[a-z]{2})ies$", "y"),
        (r"(?<=[a-z]s|sh|ch|.x)es$", ""),
        (r"(?<=[a-z]{2}[^suiy\W])s$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A wording of a topic in a text."""

    start: int
    end: int
    topic: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a wording: its forms (folded, or as written), each with what it must begin with in the text."""

    forms: Mapping[str, str]
    exact: bool = False

    def fits(self, word: Word) -> bool:
        begins = self.forms.get(word.text.lower() if self.exact else _fold(word.text))
        return begins is not None and word.text.startswith(begins)


#: A wording: its words, None for a gap.
_Wording = tuple[_Part | None, ...]


def find(text: str) -> list[Found]:
    """Every wording of a topic in a text, in order, the longest where several begin; one wording may belong to several topics.

    What stands within a title or a longer name ("Trade Minister", "Port Sudan") says nothing of what the text is about.
    """
    every = words(text)
    at = _bare(every)
    names = _named(every)
    found: list[Found] = []
    i = 0
    while i < len(at):
        end, topics = _longest(at, i)
        if topics:
            start, stop = at[i].start, at[end - 1].end
            within = any(a <= start and stop <= b and (a, b) != (start, stop) for a, b in names.get(start, ()))
            found += [Found(start, stop, topic) for topic in topics if not within]
        i = end
    return found


def contexts(topics: tuple[str, ...]) -> tuple[str, ...]:
    """The PLOVER contexts of topics, each once, sorted."""
    return tuple(sorted({context for topic in topics for context in _table()[topic][1]}))


def label(topic: str) -> str:
    """A topic's name as people say it. Raises KeyError for an unknown topic."""
    return _table()[topic][0]


def _longest(at: Sequence[Word], i: int) -> tuple[int, tuple[str, ...]]:
    """The place behind the longest wordings that begin at a word, and their topics; the next place and none where none begins."""
    ends = [(end, topics) for wording, topics in _wordings().get(_fold(at[i].text), ()) if (end := _end(wording, at, i))]
    last = max((end for end, _ in ends), default=i + 1)
    return last, tuple(dict.fromkeys(topic for end, topics in ends if end == last for topic in topics))


def _end(wording: _Wording, at: Sequence[Word], i: int) -> int:
    """The place behind a wording that begins at word i, 0 where it doesn't stand there."""
    for k, part in enumerate(wording):
        if part is None:
            tries = range(i, min(i + _REACH, len(at)) + 1)
            return next((end for j in tries if all(map(_spans, at[i:j])) and (end := _end(wording[k + 1 :], at, j))), 0)
        if i >= len(at) or not part.fits(at[i]):
            return 0
        i += 1
    return i


def _spans(word: Word) -> bool:
    return word.text.isalnum() and word.text.lower() not in _BARS


def _bare(text: Sequence[Word]) -> list[Word]:
    """The words and marks of a text without hyphens inside words and the signs of the possessive; initials are one word ("U.S.")."""
    out: list[Word] = []
    for k, word in enumerate(text):
        before, after = text[k - 1] if k else None, text[k + 1] if k + 1 < len(text) else None
        if before and before.end == word.start:
            if word.text in "'’" or (word.text == "s" and before.text in "'’"):
                continue
            if word.text in "-‐‑–" and after and after.start == word.end:
                continue
            if word.text == "." and _INITIALS.fullmatch(before.text):
                continue
            if (
                _INITIALS.fullmatch(word.text)
                and before.text == "."
                and out
                and out[-1].end == before.start
                and _INITIALS.fullmatch(out[-1].text[-1])
            ):
                out[-1] = Word(out[-1].start, word.end, out[-1].text + word.text)
                continue
        out.append(word)
    return out


def _named(text: Sequence[Word]) -> dict[int, list[tuple[int, int]]]:
    """The titles and names of a text by the place of each of their words."""
    out: dict[int, list[tuple[int, int]]] = {}
    for first, last, _ in (*find_titles(text), *find_names(text)):
        stretch = (text[first].start, text[last - 1].end)
        for word in text[first:last]:
            out.setdefault(word.start, []).append(stretch)
    return out


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    """A word without its capitals, in one spelling, in the singular."""
    word = word.lower()
    for pattern, one in _SPELLINGS:
        word = pattern.sub(one, word)
    return word


@cache
def _wordings() -> Mapping[str, Sequence[tuple[_Wording, tuple[str, ...]]]]:
    """The wordings by the folded forms of their first word, each with its topics."""
    out: dict[str, list[tuple[_Wording, tuple[str, ...]]]] = {}
    for written, topics in _written().items():
        wording = tuple(_parts(written))
        for form in {_fold(form) for form in wording[0].forms} if wording[0] else ():
            out.setdefault(form, []).append((wording, tuple(topics)))
    return out


def _written() -> Mapping[str, Sequence[str]]:
    out: dict[str, list[str]] = {}
    for row in rows("topics"):
        for cell in split(row["wordings"]):
            for written in _single(cell):
                out.setdefault(written, []).append(row["id"])
    for row in rows("idioms"):
        for written in _single(row["wording"]):
            out[written] = []
    return out


def _single(written: str) -> Iterator[str]:
    """The wordings that one stands for: each alternative of several words (`live_fire|naval drill`) makes one of its own."""
    piece = next((piece for piece in written.split() if "_" in piece), None)
    if piece is None:
        yield written
        return
    sign = piece[0] if piece[0] in _SIGNS else ""
    alternatives = piece.removeprefix(sign).split("|")
    short = "|".join(one for one in alternatives if "_" not in one)
    for one in filter(None, (short, *(one.replace("_", " ") for one in alternatives if "_" in one))):
        yield from _single(written.replace(piece, sign + one, 1))


def _parts(written: str) -> Iterator[_Part | None]:
    for piece in written.split():
        sign = piece[0] if piece[0] in _SIGNS else ""
        alternatives = [_bare(words(one)) for one in piece.removeprefix(sign).split("|")]
        if piece == _GAP:
            yield None
        elif len(alternatives) > 1:
            yield _part(sign, [word.text for one in alternatives for word in one])
        else:
            yield from (_part(sign, [word.text]) for word in alternatives[0])


def _part(sign: str, alternatives: Sequence[str]) -> _Part:
    forms: dict[str, str] = {}
    for word in alternatives:
        begins = word if word.isupper() else word[0] if word[0].isupper() else ""
        for form in _conjugated(word) if sign == "~" else (word,):
            folded = form.lower() if sign == "=" else _fold(form)
            forms[folded] = min(begins, forms.get(folded, begins), key=len)
    return _Part(forms, sign == "=")


def _conjugated(verb: str) -> Iterator[str]:
    """The forms of a regular verb, and some that nobody writes: `ban` → ban, baned, baning, banned, banning."""
    yield verb
    stem = verb.removesuffix("e")
    past = verb[:-1] + "i" if re.search(r"[^aeiou]y$", verb) else stem
    yield from (past + "ed", stem + "ing")
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb):
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["id"]: (row["label"], split(row["context"])) for row in rows("topics")}
