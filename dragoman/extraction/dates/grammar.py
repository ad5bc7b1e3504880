"""The words of time in a text, and how they stand together.

Each token of the text becomes one character that says what kind of word it is; the patterns of `data/date_patterns.tsv` are
regular expressions over those characters, so that the grammar is a table and a search costs a text's length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dragoman.extraction.dates.tokens import KINDS, tokens
from dragoman.lexicons import rows

__all__ = ["MONTHS", "YEARS", "Phrase", "Word", "phrases"]

#: The kinds of word that name a month, and a year in four figures.
MONTHS = ("MONTHNAME", "MAYMARCH", "MONTHABBR")
YEARS = ("YEAR", "OLDYEAR")

#: Kinds that count only with a capital letter: "may", "march" and "sat" are verbs without it.
_CAPITALISED = frozenset(
    {"MONTHNAME", "MAYMARCH", "MONTHABBR", "WEEKDAYNAME", "WEEKDAYABBR", "WEEKDAYS", "HOLIDAY", "FEAST", "ERA"}
)
_PIECE = re.compile(r"[<>!~]?\[[^\]]*\]|[A-Za-z0-9]+|\S")
_NAME = re.compile(r"[A-Za-z0-9]+")
_SETS = {"": "[{}]", "<": "(?<=[{}])", ">": "(?=[{}])", "!": "(?![{}])", "~": "(?<![{}])"}
#: Of those and of the table's kinds: what belongs to no phrase, and what only joins or colours words of time.
_STRANGE = ("WORD", "NAME", "PLURAL", "PUNCT", "MIXED", "BREAK", "SIGN", "CLOSE", "NAMED", "COUNTED")
_GLUE = ("COMMA", "DOT", "DASH", "OPEN", "POSS", "ABOUT", "EDGE", "EARLY", "LAST", "NEXT", "FOLLOWING", "THIS", "THAT", "RECENT",
         "EVERY", "VAGUE")  # fmt: skip


class Word(NamedTuple):
    """One word of a phrase: its kind in the grammar, what it stands for, and where it is."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak of a time: the reading that fits them, the words, and words of a neighbour that hold for it too."""

    reading: str
    words: tuple[Word, ...]
    borrowed: tuple[Word, ...] = ()

    @property
    def start(self) -> int:
        """The offset of the first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The offset behind the last word."""
        return self.words[-1].end

    def all(self, *kinds: str) -> list[str]:
        """What the words of these kinds stand for, in the order of the text."""
        return [word.value for word in (*self.words, *self.borrowed) if word.kind in kinds]

    def get(self, *kinds: str) -> str | None:
        """What the first word of these kinds stands for."""
        return next((word.value for word in (*self.words, *self.borrowed) if word.kind in kinds), None)


class _Grammar(NamedTuple):
    """The two tables, compiled.

    `words`: kind, value and code of every entry by its tokens; `longest`: how many tokens the longest entry has that opens with a
    word; `codes`: the character of each other kind of token; `pattern`: all patterns, one group each; `readings`: their names.
    """

    words: dict[tuple[str, ...], tuple[str, str, str]]
    longest: dict[str, int]
    codes: dict[str, str]
    pattern: re.Pattern[str]
    readings: list[str]


@cache
def _grammar() -> _Grammar:
    """Read and compile the tables. Raises KeyError when a pattern names what neither table nor the tokens know."""
    patterns = [(row["name"], _PIECE.findall(row["pattern"])) for row in rows("date_patterns")]
    literal = {name for _, pieces in patterns for piece in pieces for name in _NAME.findall(piece) if name.islower()}
    lexical = {row["word"] for row in rows("dates")}
    entries = {_key(row["word"]): (row["kind"], row["value"]) for row in rows("dates")}
    entries |= {(word,): (word, word) for word in literal if (word,) not in entries}
    # a word that a pattern calls by itself has a code of its own beside the words of its kind
    symbols = {key: key[0] if len(key) == 1 and key[0] in literal else kind for key, (kind, _) in entries.items()}
    codes = dict(zip(sorted({*symbols.values(), *KINDS}), map(chr, range(0x100, 0x1000)), strict=False))
    members: dict[str, str] = {name: codes[name] for name in (*literal, *KINDS)}
    for key, (kind, _) in entries.items():
        members[kind] = "".join(dict.fromkeys(members.get(kind, "") + codes[symbols[key]]))
    sources: dict[str, str] = {}
    readings: list[str] = []
    for name, pieces in patterns:
        source = "".join(_compiled(piece, members, sources) for piece in pieces)
        if name.isupper():
            sources[name] = f"(?:{source})"
            if pieces[0][0] == "[" and len(pieces) == 1:
                members[name] = source[1:-1]
        else:
            readings.append(name)
            sources[f"{name} {len(readings)}"] = f"({source})"
    glue = "".join(members[name] for name in (*_GLUE, *sorted(literal - {word for (word, *_) in map(_key, lexical)})))
    # no phrase begins where a few words of glue don't lead to a word of time: most of a text is passed over by this alone
    lead = f"(?=[{glue}]{{0,6}}[^{glue}{''.join(members[name] for name in _STRANGE)}])"
    pattern = re.compile(f"{lead}(?:{'|'.join(source for name, source in sources.items() if not name.isupper())})")
    longest: dict[str, int] = {}
    for first, *rest in entries:
        longest[first] = max(1 + len(rest), longest.get(first, 0))
    words = {key: (*entry, codes[symbols[key]]) for key, entry in entries.items()}
    return _Grammar(words, longest, codes, pattern, readings)


def _compiled(piece: str, members: dict[str, str], sources: dict[str, str]) -> str:
    """One piece of a pattern as a regular expression over codes. Raises KeyError on a name that no table knows."""
    if piece[-1] == "]":
        return _SETS[piece[:-1].split("[")[0]].format("".join(members[name] for name in _NAME.findall(piece)))
    if piece[0].isalnum():
        return sources.get(piece) or f"[{members[piece]}]"
    return "(?:" if piece == "(" else piece


def _key(words: str) -> tuple[str, ...]:
    return tuple(token.exact.lower() for token in tokens(words))


def phrases(text: str) -> Iterator[Phrase]:
    """The phrases of time in a text, in its order and apart from each other. Costs time in proportion to the text's length."""
    grammar = _grammar()
    codes, words = _encoded(text, grammar)
    for found in grammar.pattern.finditer(codes):
        yield Phrase(grammar.readings[(found.lastindex or 0) - 1], tuple(words[found.start() : found.end()]))


def _encoded(text: str, grammar: _Grammar) -> tuple[str, list[Word]]:
    """A character for each word or sign of the text, and the words behind the characters. The text opens as a paragraph does."""
    codes: list[str] = [grammar.codes["BREAK"]]
    words: list[Word] = [_UNKNOWN]
    found = list(tokens(text))
    lowered = [token.exact.lower().replace("’", "'") for token in found]
    place = 0
    while place < len(found):
        kind, value, exact, start = found[place]
        length = 1
        if kind != "WORD":
            codes.append(grammar.codes[kind])
            words.append(Word(kind, value, start, start + len(exact)))
        elif entry := _entry(lowered, place, exact[0].isupper(), grammar):
            kind, value, code, length = entry
            last = found[place + length - 1]
            codes.append(code)
            words.append(Word(kind, value, start, last.start + len(last.exact)))
        else:
            plain = "NAME" if exact[0].isupper() else "PLURAL" if exact[-1] == "s" and len(exact) > 3 else "WORD"
            codes.append(grammar.codes[plain])
            words.append(_UNKNOWN)
        place += length
    return "".join(codes), words


_UNKNOWN = Word("", "", 0, 0)


def _entry(lowered: list[str], place: int, capital: bool, grammar: _Grammar) -> tuple[str, str, str, int] | None:
    """The longest entry of the table that stands at a place: kind, value, code and how many tokens it takes."""
    for length in range(min(grammar.longest.get(lowered[place], 0), len(lowered) - place), 0, -1):
        entry = grammar.words.get(tuple(lowered[place : place + length]))
        if entry and (capital or entry[0] not in _CAPITALISED):
            return (*entry, length)
    return None
