"""The words of time in a text, and how they stand together.

Each token of the text becomes one character that says what kind of word it is; the patterns of `data/date_patterns.tsv` are
regular expressions over those characters, so that the grammar is a table and a search costs a text's length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from dragoman.lexicons import rows

__all__ = ["Phrase", "Word", "phrases"]

#: Kinds that count only with a capital letter: "may", "march" and "sat" are verbs without it.
_CAPITALISED = frozenset({"MONTHNAME", "MAYMARCH", "MONTHABBR", "WEEKDAYNAME", "WEEKDAYABBR", "WEEKDAYS", "HOLIDAY", "ERA"})
_SIGNS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "/": "DASH", "(": "OPEN", ")": "CLOSE",
          "%": "SIGN", "$": "SIGN", "£": "SIGN", "€": "SIGN", "¥": "SIGN", "₹": "SIGN", "#": "SIGN", "№": "SIGN", "°": "SIGN"}  # fmt: skip
# Every repetition is bounded or possessive: a hostile text costs no more than its length.
_TOKEN = re.compile(
    r"""(?P<ISO>(?<![\w-])[0-9]{4}-[0-9][0-9]-[0-9][0-9](?:[T\ ][0-9][0-9]:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)?(?![\w-])
      |(?<![\w/.])[0-9]{1,2}([/.])[0-9]{1,2}\2[0-9]{4}(?![\w/]))
    |(?P<CLOCK>(?<![\w.:])(?:[0-9]{1,2}(?:[:.][0-5][0-9])?\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|o['’]clock\b)
      |[0-9]{1,2}:[0-5][0-9]\s?(?:hours|hrs|hr|h)\b
      |[0-2][0-9][0-5][0-9](?=\s?(?:GMT|UTC|hours|hrs)\b)(?:\s?(?:hours|hrs)\b)?))
    |(?P<FIGURES>(?<![\w.:])[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![\w:]))
    |(?P<DECADE>(?<![\w$£€])(?:1[0-9]|20)[0-9]0['’]?s\b|(?<!\w)['’‘][2-9]0s\b)
    |(?P<DECADENAME>(?<![\w$£€])[2-9]0s\b)
    |(?P<HALF>(?<![\w/])1/2(?![\w/])|½)
    |(?P<SHORTYEAR>(?<!\w)['’‘][0-9][0-9](?!\w))
    |(?P<NUMBER>(?<!\w)[0-9]{1,12}+(?:,[0-9]{3}(?![0-9])){0,4}(?:\.[0-9]{1,9}|st|nd|rd|th)?(?!\w))
    |(?P<QNUM>\bQ[1-4]\b)
    |(?P<MIXED>\b[A-Z][A-Za-z]?-[0-9]{1,6}(?!\w)|\b[A-Z]{3,9}-[0-9]{1,6}(?!\w))
    |(?P<WORD>[A-Za-z](?:\.[A-Za-z]){1,5}\.?|[^\W0-9_]++)
    |(?P<OTHER>\w++)
    |(?P<BREAK>\n[^\S\n]*+\n)
    |(?P<POSS>['’]s\b)
    |(?P<SIGN>[^\w\s])""",
    re.VERBOSE,
)
_PIECE = re.compile(r"[<>!~]?\[[^\]]*\]|[A-Za-z0-9]+|\S")
_NAME = re.compile(r"[A-Za-z0-9]+")
_SETS = {"": "[{}]", "<": "(?<=[{}])", ">": "(?=[{}])", "!": "(?![{}])", "~": "(?<![{}])"}
#: The kinds of token that no table lists.
_KINDS = ("ISO", "CLOCK", "FIGURES", "DECADE", "SHORTYEAR", "QNUM", "MIXED", "BREAK", "POSS", "COMMA", "DOT", "DASH", "OPEN", "CLOSE", "SIGN", "PUNCT",
          "N12", "N31", "N99", "YEAR", "OLDYEAR", "NUM", "DEC", "ORDINAL", "WORD", "NAME", "PLURAL", "DECADENAME")  # fmt: skip
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
    patterns = [(row["name"], _PIECE.findall(row["pattern"])) for row in rows("date_patterns")]
    literal = {name for _, pieces in patterns for piece in pieces for name in _NAME.findall(piece) if name.islower()}
    lexical = {row["word"] for row in rows("dates")}
    entries = {_tokens(row["word"]): (row["kind"], row["value"]) for row in rows("dates")}
    entries |= {(word,): (word, word) for word in literal if (word,) not in entries}
    # a word that a pattern calls by itself has a code of its own beside the words of its kind
    symbols = {tokens: tokens[0] if len(tokens) == 1 and tokens[0] in literal else kind for tokens, (kind, _) in entries.items()}
    codes = dict(zip(sorted({*symbols.values(), *_KINDS}), map(chr, range(0x100, 0x1000)), strict=False))
    members: dict[str, str] = {name: codes[name] for name in (*literal, *_KINDS)}
    for tokens, (kind, _) in entries.items():
        members[kind] = "".join(dict.fromkeys(members.get(kind, "") + codes[symbols[tokens]]))
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
    glue = "".join(members[name] for name in (*_GLUE, *sorted(literal - {word for (word, *_) in map(_tokens, lexical)})))
    # no phrase begins where a few words of glue don't lead to a word of time: most of a text is passed over by this alone
    lead = f"(?=[{glue}]{{0,6}}[^{glue}{''.join(members[name] for name in _STRANGE)}])"
    pattern = re.compile(f"{lead}(?:{'|'.join(source for name, source in sources.items() if not name.isupper())})")
    longest: dict[str, int] = {}
    for first, *rest in entries:
        longest[first] = max(1 + len(rest), longest.get(first, 0))
    words = {tokens: (*entry, codes[symbols[tokens]]) for tokens, entry in entries.items()}
    return _Grammar(words, longest, codes, pattern, readings)


def _compiled(piece: str, members: dict[str, str], sources: dict[str, str]) -> str:
    """One piece of a pattern as a regular expression over codes. Raises KeyError on a name that no table knows."""
    if piece[-1] == "]":
        return _SETS[piece[:-1].split("[")[0]].format("".join(members[name] for name in _NAME.findall(piece)))
    if piece[0].isalnum():
        return sources.get(piece) or f"[{members[piece]}]"
    return "(?:" if piece == "(" else piece


def _tokens(words: str) -> tuple[str, ...]:
    return tuple(token[0].lower() for token in _TOKEN.finditer(words))


def phrases(text: str) -> Iterator[Phrase]:
    """The phrases of time in a text, in its order and apart from each other. Costs time in proportion to the text's length."""
    grammar = _grammar()
    codes, words = _encoded(text, grammar)
    for found in grammar.pattern.finditer(codes):
        if found.lastindex is not None and found.end() > found.start():
            yield Phrase(grammar.readings[found.lastindex - 1], tuple(words[found.start() : found.end()]))


def _encoded(text: str, grammar: _Grammar) -> tuple[str, list[Word]]:
    """A character for each word or sign of the text, and the words behind the characters."""
    codes: list[str] = [grammar.codes["BREAK"]]
    words: list[Word] = [_UNKNOWN]
    tokens = [(token.lastgroup or "", token[0], token.start()) for token in _TOKEN.finditer(text)]
    lowered = [exact.lower().replace("’", "'") for _, exact, _ in tokens]
    place = 0
    while place < len(tokens):
        group, exact, start = tokens[place]
        length = 1
        if group == "WORD":
            entry = None
            for length in range(min(grammar.longest.get(lowered[place], 0), len(tokens) - place), 0, -1):
                entry = grammar.words.get(tuple(lowered[place : place + length]))
                if entry and (entry[0] not in _CAPITALISED or exact[0].isupper()):
                    break
                entry = None
            if entry:
                _, last, at = tokens[place + length - 1]
                codes.append(entry[2])
                words.append(Word(entry[0], entry[1], start, at + len(last)))
            else:
                length = 1
                codes.append(
                    grammar.codes["NAME" if exact[0].isupper() else "PLURAL" if exact[-1] == "s" and len(exact) > 3 else "WORD"]
                )
                words.append(_UNKNOWN)
        else:
            kind, value = _MEANINGS.get(group, _same)(exact)
            codes.append(grammar.codes[kind or group])
            words.append(Word(kind or group, value, start, start + len(exact)))
        place += length
    return "".join(codes), words


def _same(exact: str) -> tuple[str, str]:
    return "", exact


def _sign(exact: str) -> tuple[str, str]:
    return _SIGNS.get(exact, "PUNCT"), exact


def _number(exact: str) -> tuple[str, str]:
    digits = exact.replace(",", "")
    if digits[-1].isalpha():
        return "ORDINAL", digits[:-2]
    if "." in digits:
        return "DEC", digits
    if len(digits) <= 2:
        return "N12" if 1 <= int(digits) <= 12 else "N31" if 13 <= int(digits) <= 31 else "N99", str(int(digits))
    if len(exact) != 4 or not 1000 <= int(digits) < 2200:
        return "NUM", digits
    return "YEAR" if 1900 <= int(digits) < 2100 else "OLDYEAR", digits


def _decade(exact: str) -> tuple[str, str]:
    digits = "".join(filter(str.isdigit, exact))
    return "DECADE", (digits[:3] if len(digits) == 4 else f"19{digits[0]}") + "X"


def _clock(exact: str) -> tuple[str, str]:
    """The time of a day as TIMEX3 writes it, or a mere token when no clock shows it."""
    digits = [int(part) for part in re.findall(r"[0-9]+", exact)]
    hour, minute = digits[:2] if len(digits) > 1 else divmod(digits[0], 100) if digits[0] > 99 else (digits[0], 0)
    letters = exact.lower()
    if "p" in letters and hour < 12:
        hour += 12
    elif "a" in letters and hour == 12:
        hour = 0
    return ("", f"T{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else ("MIXED", exact)


def _iso(exact: str) -> tuple[str, str]:
    """A day in figures; a token and no day where its first two figures can be read both ways, or no month is so long."""
    if exact[4:5] != "-":
        first, second, year = (int(part) for part in re.split("[/.]", exact))
        if first <= 12 and second <= 12 and first != second:
            return "MIXED", exact
        month, day = (first, second) if first <= 12 else (second, first)
        exact = f"{year:04}-{month:02}-{day:02}"
    try:
        date.fromisoformat(exact[:10])
    except ValueError:
        return "MIXED", exact
    return "ISO", exact


_UNKNOWN = Word("", "", 0, 0)
_MEANINGS = {
    "NUMBER": _number,
    "SIGN": _sign,
    "DECADE": _decade,
    "CLOCK": _clock,
    "FIGURES": _clock,
    "ISO": _iso,
    "HALF": lambda _: ("half", "half"),
    "OTHER": lambda exact: ("MIXED", exact),
}
