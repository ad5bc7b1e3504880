"""The data files of `dragoman/data/`: tables that a diplomat can read and correct, one record a line.

A table is UTF-8, tab-separated, with `#` comment lines on how it was made, then a header. A cell with several values separates
them with `; `. An empty cell is an empty string. Lines are checked when the table is read, so a slip is found by its number.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = [
    "armed_groups",
    "country_codes",
    "country_names",
    "has_office",
    "home_of",
    "known_holders",
    "offices",
    "publisher",
    "rank",
    "rows",
    "same_place",
    "sole_office",
    "split",
    "state_of",
]


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The records of `data/{table}.tsv` as dictionaries by column.

    Raises ValueError naming the file and line when a line has another number of cells than the header.
    """
    path = files("dragoman") / "data" / f"{table}.tsv"
    lines = [
        (number, line.split("\t"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    (_, header), *records = lines
    for number, cells in records:
        if len(cells) != len(header):
            raise ValueError(f"data/{table}.tsv line {number}: {len(cells)} cells where the header has {len(header)}")
    return tuple(dict(zip(header, (cell.strip() for cell in cells), strict=True)) for _, cells in records)


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell: `"a; b"` → `("a", "b")`, an empty cell → `()`."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())


@cache
def country_codes() -> dict[str, str]:
    """Every name of a state, its capital, adjectives and seats of government, case folded, with the code of the state."""
    out: dict[str, str] = {}
    for row in rows("bodies"):
        if row["code"] in ("UNO", "EUR"):
            out.setdefault(row["code"].casefold(), row["code"])
            out.setdefault(row["name"].casefold(), row["code"])
    for row in rows("metonyms"):
        out[row["name"].casefold()] = row["code"]
    for row in reversed(rows("countries")):
        names = (row["name"], *split(row["also"]), *split(row["adjectives"]), *split(row["capital"]), row["code"])
        out.update((name.casefold(), row["code"]) for name in names)
    return out


@cache
def armed_groups() -> dict[str, str]:
    """Every name of an armed group that acts for itself, and its code (`REB:Hamas`), case folded, with the code."""
    out: dict[str, str] = {}
    for row in reversed(rows("bodies")):
        if row["sector"] == "REB":
            code = f"REB:{row['name']}"
            out.update((name.casefold(), code) for name in (code, row["name"], *split(row["also"])))
    return out


@cache
def country_names() -> dict[str, str]:
    """The short name of each state by its code."""
    return {row["code"]: row["name"] for row in rows("countries")}


@cache
def offices(written: str) -> tuple[str, ...]:
    """The offices of somebody who holds several, joined with "and": `"Deputy Prime Minister and Foreign Minister"` are two."""
    known, words, out = _offices(), written.split(" and "), []
    while words:
        size = next((n for n in range(1, len(words) + 1) if " and ".join(words[:n]) in known), 1)
        out.append(" and ".join(words[:size]))
        words = words[size:]
    return tuple(dict.fromkeys(out))


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["office"] for row in rows("offices"))


def sole_office(office: str, code: str) -> str | None:
    """What an office of a state counts as that only one person can hold; None when several can, or nobody knows.

    "Secretary of State" of `USA` and "External Affairs Minister" of `IND` are both "Foreign Minister".
    """
    for row in _sole_offices().get(office, ()):
        within = split(row["states"])
        if code in within or (not within and code in country_names() and code not in split(row["but"])):
            return row["means"] or office
    return None


@cache
def _sole_offices() -> dict[str, tuple[dict[str, str], ...]]:
    out: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows("sole_offices"):
        out[row["office"]] = (*out.get(row["office"], ()), row)
    return out


def has_office(office: str, code: str) -> bool:
    """Whether the table of public persons knows anybody who has held what `sole_office` calls an office of a state."""
    return (office, code) in _terms()


def known_holders(office: str, code: str, day: str) -> frozenset[str]:
    """Who, by the table of public persons, held on a day (EDTF) what `sole_office` calls an office of a state.

    A term without an end runs until the last change that the table knows of anybody; of later days it knows nothing.
    """
    terms = _terms().get((office, code), ())
    return frozenset(name for name, since, until in terms if since <= day[: len(since)] and day[: len(until)] <= until)


@cache
def _terms() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    out: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    last = max(max(row["from"], row["to"]) for row in rows("people"))
    for row in rows("people"):
        for held in filter(None, (sole_office(office, row["country"]) for office in offices(row["office"]))):
            out.setdefault((held, row["country"]), []).append((row["name"], row["from"], row["to"] or last))
    return out


@cache
def _ranks() -> dict[str, int]:
    """The tagger's vocabulary is a list of words, the most frequent of English ("the") first, behind 1,996 signs, letters and free places."""
    written = json.loads((files("dragoman") / "data" / "tagger" / "tokenizer.json").read_bytes())
    vocabulary = written["model"]["vocab"]
    return {word: max(1, place - 1995) for word, place in vocabulary.items() if not word.startswith("##")}


def rank(word: str) -> int:
    """The place of a word (case folded) among those of English by frequency, from 1; of a word that isn't listed the last, 30,000."""
    return _ranks().get(word, 30_000)


@cache
def _places() -> dict[str, tuple[str | None, str | None]]:
    """The state and the city that a name of a place stands for, None where it doesn't say."""
    out: dict[str, tuple[str | None, str | None]] = {name: (code, None) for name, code in country_codes().items()}
    for row in rows("places"):
        state = row["code"] if len(row["code"]) == 3 else None
        for name in (row["name"], *split(row["also"])):
            out[name.casefold()] = (state, row["name"] if row["kind"] == "city" else None)
    for row in rows("countries"):
        out |= {city.casefold(): (row["code"], row["capital"]) for city in split(row["capital"])}
    return out


def state_of(place: str) -> str | None:
    """The state in which a place of the gazetteer lies; None when it isn't known."""
    return _places().get(place.casefold(), (None, None))[0]


def same_place(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool | None:
    """Whether two places, each a name and the state that a text gives it, are one; None when nobody can tell: a house stands in a city."""
    (first, city), (second, town) = (_places().get(name.casefold(), (state, None)) for name, state in (one, other))
    if (first and second and first != second) or (city and town and city != town):
        return False
    return True if one[0].casefold() == other[0].casefold() or (city and city == town) else None


def publisher(*names: str | None) -> Mapping[str, str]:
    """The line of `publishers.tsv` for the first of some domains or names that has one; empty when none has."""
    listed = _publishers()
    for name in filter(None, names):
        labels = _plain(name).split(".")
        for at in range(len(labels)):
            if found := listed.get(".".join(labels[at:]).removeprefix("www.")):
                return found
    return {}


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


@cache
def _publishers() -> Mapping[str, Mapping[str, str]]:
    return {_plain(key): row for row in rows("publishers") for key in (*split(row["domain"]), row["name"])}


#: States whose press writes for the world: that it names no state says nothing.
_WORLDWIDE = frozenset(("USA", "GBR", "FRA", "DEU", "QAT"))


def home_of(name: str | None) -> str | None:
    """The state whose own officials a publisher (a domain or a name) may call by office alone; None when nobody can tell."""
    if not name:
        return None
    listed = publisher(name)
    if listed and (listed["side"] == "official" or listed["code"] not in _WORLDWIDE):
        return listed["code"] or None
    label = name.casefold().rpartition(".")[2]
    return None if listed else next((row["code"] for row in rows("domains") if row["label"] == label and "." in name), None)
