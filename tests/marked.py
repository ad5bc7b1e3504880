"""Cases of who said what, the answer inside the text: `evaluation/cases/README.md` has the notation."""

import re
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Case", "Dated", "Marked", "parse", "read_cases", "read_dated"]

Stretch = tuple[int, int]

_PIECE = re.compile(
    r"\[(?P<kind>speaker|cue|content|claim)(?P<numbers>\d*(?:,\d+)*)(?::(?P<label>\w+))?(?:>(?P<answers>\w+))? |(?P<close>\])"
)


@dataclass
class Marked:
    """One marked quote: its stretches, its act, and the number of the quote or the letter of the claim that it answers."""

    speaker: list[Stretch] = field(default_factory=list)
    cue: list[Stretch] = field(default_factory=list)
    content: list[Stretch] = field(default_factory=list)
    act: str = "say"
    answers: str | None = None


@dataclass
class Case:
    """A line of a file of cases: the text without its marks, its quotes by number, its claims by letter."""

    line: str
    text: str
    quotes: dict[str, Marked]
    claims: dict[str, Stretch]


@dataclass
class Dated:
    """A line of a file of dates: its day of publication, the text without its marks, each marked stretch with its date (`?` for none)."""

    line: str
    published: str
    text: str
    expected: list[tuple[int, int, str]]


_DATE = re.compile(r"\[([^\[\]=]*)=([^\[\]=]*)\]")


def read_dated(path: Path) -> list[Dated]:
    """The cases of a file of dates: `day | text with [words=date]`."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        published, _, told = line.partition(" | ")
        text, at, expected = "", 0, []
        for mark in _DATE.finditer(told):
            text += told[at : mark.start()]
            expected.append((len(text), len(text) + len(mark[1]), mark[2]))
            text, at = text + mark[1], mark.end()
        cases.append(Dated(line, published, text + told[at:], expected))
    return cases


def parse(line: str) -> Case:
    text, at = "", 0
    opened: list[tuple[re.Match[str], int]] = []
    quotes: dict[str, Marked] = {}
    claims: dict[str, Stretch] = {}
    shown = line.replace(" ¶ ", "\n\n")
    for piece in _PIECE.finditer(shown):
        text, at = text + shown[at : piece.start()], piece.end()
        if not piece["close"]:
            opened.append((piece, len(text)))
            continue
        mark, start = opened.pop()
        if mark["kind"] == "claim":
            claims[mark["label"]] = (start, len(text))
            continue
        for number in (mark["numbers"] or "1").split(","):
            quote = quotes.setdefault(number, Marked())
            getattr(quote, mark["kind"]).append((start, len(text)))
            if mark["kind"] == "cue":
                quote.act, quote.answers = mark["label"] or "say", mark["answers"]
    assert not opened, line
    return Case(line, text + shown[at:], quotes, claims)


def read_cases(path: Path) -> list[Case]:
    lines = path.read_text("utf-8").splitlines()
    return [parse(line) for line in lines if line.strip() and not line.startswith("#")]
