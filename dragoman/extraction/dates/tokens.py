"""A text as tokens that matter to time: words, numbers of each kind, clock times, days in figures, marks."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

__all__ = ["KINDS", "Token", "tokens"]

_SIGNS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "/": "DASH", "(": "OPEN", ")": "CLOSE",
          "%": "SIGN", "$": "SIGN", "£": "SIGN", "€": "SIGN", "¥": "SIGN", "₹": "SIGN", "#": "SIGN", "№": "SIGN", "°": "SIGN"}  # fmt: skip
# Every repetition is bounded or possessive: a hostile text costs no more than its length.
_TOKEN = re.compile(
    r"""(?P<ISO>(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}
        (?:[T\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])
      |(?<![\w/.])[0-9]{1,2}([/.])[0-9]{1,2}\2[0-9]{4}(?![\w/]))
    |(?P<CLOCK>(?<![\w.:])(?:[0-9]{1,2}(?:[:.][0-5][0-9])?\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|o['’]clock\b)
      |[0-9]{1,2}:[0-5][0-9]\s?(?:hours|hrs|hr|h)\b
      |[0-2][0-9][0-5][0-9](?=\s?(?:GMT|UTC|hours|hrs)\b)(?:\s?(?:hours|hrs)\b)?))
    |(?P<FIGURES>(?<![\w.:])[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![\w:]))
    |(?P<DECADE>(?<![\w$£€])(?:1[0-9]|20)[0-9]0['’]?s\b|(?<!\w)['’‘][2-9]0s\b)
    |(?P<DECADENAME>(?<![\w$£€])[2-9]0s\b)
    |(?P<HALF>(?<![\w/])1/2(?![\w/])|½)
    |(?P<SHORTYEAR>(?<!\w)['’‘][0-9]{2}(?!\w))
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
#: The kinds of token that no table lists.
KINDS = ("ISO", "CLOCK", "FIGURES", "DECADE", "SHORTYEAR", "QNUM", "MIXED", "BREAK", "POSS", "COMMA", "DOT", "DASH", "OPEN", "CLOSE", "SIGN", "PUNCT",
          "N12", "N31", "N99", "YEAR", "OLDYEAR", "NUM", "DEC", "ORDINAL", "WORD", "NAME", "PLURAL", "DECADENAME")  # fmt: skip


class Token(NamedTuple):
    """A stretch of text, the kind of token it is (`WORD` for any word) and what it stands for: itself, or its value."""

    kind: str
    value: str
    exact: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in its order; white space is none, an empty line is."""
    for found in _TOKEN.finditer(text):
        group, exact = found.lastgroup or "", found[0]
        kind, value = _MEANINGS[group](exact) if group in _MEANINGS else (group, exact)
        yield Token(kind, value, exact, found.start())


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
    return ("CLOCK", f"T{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else ("MIXED", exact)


def _figures(exact: str) -> tuple[str, str]:
    """Hours and minutes without a word that says so: a clock's only where the grammar finds them in such a place."""
    kind, value = _clock(exact)
    return "FIGURES" if kind == "CLOCK" else kind, value


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


_MEANINGS: dict[str, Callable[[str], tuple[str, str]]] = {
    "NUMBER": _number,
    "SIGN": _sign,
    "DECADE": _decade,
    "CLOCK": _clock,
    "FIGURES": _figures,
    "ISO": _iso,
    "HALF": lambda _: ("half", "half"),
    "OTHER": lambda exact: ("MIXED", exact),
}
