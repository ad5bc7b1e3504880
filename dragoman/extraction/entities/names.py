"""Known names: what the gazetteer's tables call countries, governments, bodies, places and people, found in a text.

A name is looked up word by word (longest first), so the tables may grow without slowing the search.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar

from dragoman.lexicons import rows, split

__all__ = ["Name", "Word", "find_names", "find_people", "find_titles", "known_people", "places", "words"]

NameKind = Literal["country", "adjective", "capital", "metonym", "body", "place"]

Entry = TypeVar("Entry")

#: Marks that the press writes in several ways, as the tables write them.
_MARKS = dict.fromkeys("’ʼ‘", "'") | dict.fromkeys("‐‑–", "-")
#: A line end is a word of its own, so that no name or title reaches across it.
_WORD = re.compile(r"[^\W\u02bc]+|[^\w\s]|\u02bc|\n")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, or one mark, with its place in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the gazetteer under one of its names. `form` is the kind of name, `code` whom it acts for."""

    form: NameKind
    code: str
    name: str
    sector: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A wording of an office: its canonical name (empty for a mere honorific), sector, and whether it is the plural."""

    office: str
    sector: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """One term of one office of a person of public life; `since` and `until` are years or months in EDTF, empty if unknown."""

    person: str
    country: str
    sector: str
    office: str
    since: str
    until: str


class Index(Generic[Entry]):
    """Names to entries, by words. `find` gives the longest name at each place, left to right, none overlapping."""

    def __init__(self, names: Iterable[tuple[str, Entry]], *, fold: bool = False) -> None:
        self._fold = fold
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[Entry]]]] = {}
        gathered: dict[tuple[str, ...], list[Entry]] = {}
        for name, entry in names:
            key = tuple(self._key(word.text) for word in words(name))
            if key and entry not in gathered.setdefault(key, []):
                gathered[key].append(entry)
        for key, entries in gathered.items():
            self._by_first.setdefault(key[0], []).append((key, entries))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def _key(self, word: str) -> str:
        return _MARKS.get(word) or (word.lower() if self._fold else word)

    def at(self, text: Sequence[Word], i: int) -> tuple[int, list[Entry]] | None:
        """The longest name that starts at word i: how many words it has and what it may be."""
        for key, entries in self._by_first.get(self._key(text[i].text), ()):
            if len(key) <= len(text) - i and all(self._key(text[i + k].text) == part for k, part in enumerate(key)):
                return len(key), entries
        return None

    def find(self, text: Sequence[Word]) -> Iterator[tuple[int, int, list[Entry]]]:
        """Each name as (first word, word after the last, what it may be)."""
        i = 0
        while i < len(text):
            if hit := self.at(text, i):
                yield i, i + hit[0], hit[1]
                i += hit[0]
            else:
                i += 1


def words(text: str) -> list[Word]:
    """The words and marks of a text with their offsets."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def find_names(text: Sequence[Word]) -> Iterator[tuple[int, int, list[Name]]]:
    """Each name of the gazetteer in a text: first word, word after the last, and what it may stand for, likeliest first."""
    return _gazetteer().find(text)


def find_titles(text: Sequence[Word]) -> Iterator[tuple[int, int, list[Title]]]:
    """Each title of office or honorific in a text, in the same form."""
    return _titles().find(text)


def find_people(text: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Each name of two words or more of a person of public life: first word, word after the last."""
    return ((start, end) for start, end, _ in _people().find(text))


@cache
def _people() -> Index[str]:
    names = ((name, row["name"]) for row in rows("people") for name in (row["name"], *split(row["also"])) if " " in name)
    return Index(names)


@cache
def known_people() -> dict[str, tuple[Office, ...]]:
    """The people of public life in the table, by every name (case folded): the terms of office of whoever bears it."""
    out: dict[str, list[Office]] = {}
    for row in rows("people"):
        office = Office(row["name"], row["country"], row["sector"], row["office"], row["from"], row["to"])
        for name in (row["name"], *split(row["also"])):
            out.setdefault(name.casefold(), []).append(office)
    return {name: tuple(offices) for name, offices in out.items()}


@cache
def places() -> dict[str, tuple[str, ...]]:
    """The states in which a place lies, by its name: none when at sea, several when shared or disputed."""
    out: dict[str, tuple[str, ...]] = {}
    for row in rows("metonyms"):
        out[row["name"]] = (row["code"],)
    for row in rows("places"):
        out.update(dict.fromkeys((row["name"], *split(row["also"])), split(row["code"])))
    for row in rows("countries"):
        out.update(dict.fromkeys((row["name"], *split(row["capital"])), (row["code"],)))
    return out


@cache
def _gazetteer() -> Index[Name]:
    return Index(_entries())


def _entries() -> Iterator[tuple[str, Name]]:
    for row in rows("countries"):
        code, name = row["code"], row["name"]
        for form, cell in (
            ("country", row["name"] + "; " + row["also"]),
            ("adjective", row["adjectives"] + "; " + row["demonyms"]),
        ):
            for wording in split(cell):
                yield from _with_capitals(wording, Name("country" if form == "country" else "adjective", code, name))
        for wording in split(row["former"]):
            yield wording.partition(" (")[0], Name("country", code, name)
        for wording in split(row["capital"]):
            yield from _with_capitals(wording, Name("capital", code, wording))
    for row in rows("metonyms"):
        yield row["name"], Name("metonym", row["code"], row["name"], row["sector"])
    for row in rows("bodies"):
        entry = Name("body", row["code"], row["name"], row["sector"], group=row["kind"] == "group")
        for wording in (row["name"], *split(row["also"])):
            yield wording, entry
    for row in rows("places"):
        for wording in (row["name"], *split(row["also"])):
            yield from _with_capitals(wording, Name("place", row["code"], row["name"]))


def _with_capitals(wording: str, entry: Name) -> Iterator[tuple[str, Name]]:
    """The wording, and as datelines write it."""
    yield wording, entry
    if len(wording) > 3 and wording.upper() != wording:
        yield wording.upper(), entry


@cache
def _titles() -> Index[Title]:
    """The titles; one of two offices joined by "and" is read as the two."""
    wordings = [
        (wording, Title(row["office"], row["sector"], plural))
        for row in rows("offices")
        for plural, cell in ((False, row["title"]), (True, row["plural"]))
        for wording in split(cell)
    ]
    single = {wording for wording, _ in wordings}
    return Index(
        (
            (wording, title)
            for wording, title in wordings
            if not all(part in single for part in wording.split(" and ")) or " and " not in wording
        ),
        fold=True,
    )
