"""Rows of plain values as CSV, Markdown, JSON or JSON Lines."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import orjson

__all__ = ["Format", "plain", "table", "write"]

Format = Literal["json", "jsonl", "csv", "markdown"]

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), also in full width.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_MARKUP = re.compile(r"[\\|`*_~\[\]]")


def write(rows: Iterable[Mapping[str, Any]], form: Format) -> str:
    """The rows in one of the formats, with a final line end. Nested values are JSON inside the cells of CSV and Markdown."""
    listed = list(rows)
    if form == "json":
        return orjson.dumps(listed, option=orjson.OPT_INDENT_2).decode() + "\n"
    if form == "jsonl":
        return "".join(orjson.dumps(row).decode() + "\n" for row in listed)
    columns = list(dict.fromkeys(key for row in listed for key in row))
    cells = [[_cell(row.get(column)) for column in columns] for row in listed]
    if form == "csv":
        return "".join(_csv_line([_harmless(cell) for cell in line]) for line in (columns, *cells))
    return table([plain(column) for column in columns], [[plain(cell) for cell in line] for line in cells])


def table(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown of cells that are Markdown already."""
    return "".join("| " + " | ".join(line) + " |\n" for line in (columns, ["---"] * len(columns), *lines))


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    # quotes only what its own line end holds, so it is given both characters and loses one
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return orjson.dumps(value).decode()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet won't take for a formula."""
    return "'" + cell if cell[:1] in _FORMULA and len(cell) > 1 and not _NUMBER.fullmatch(cell) else cell


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.splitlines()).replace("&", "&amp;").replace("<", "&lt;"))
