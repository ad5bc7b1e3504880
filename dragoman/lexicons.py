"""The data files of `dragoman/data/`: tables that a diplomat can read and correct, one record a line.

A table is UTF-8, tab-separated, with `#` comment lines on how it was made, then a header. A cell with several values separates
them with `; `. An empty cell is an empty string. Lines are checked when the table is read, so a slip is found by its number.
"""

from functools import cache
from importlib.resources import files

__all__ = ["country_codes", "country_names", "rows", "split"]


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
def country_names() -> dict[str, str]:
    """The short name of each state by its code."""
    return {row["code"]: row["name"] for row in rows("countries")}
