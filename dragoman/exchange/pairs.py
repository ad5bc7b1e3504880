"""The lines of `code-pair`: sentences with one marked pair of actors in, the act between them out."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from dragoman.errors import UsageError

__all__ = ["Pair", "pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the stretch (start, end in code points) of one mention of each actor; None for whoever stands there."""

    id: Any
    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def pairs(addresses: Iterable[str], stdin: BinaryIO) -> Iterator[Pair]:
    """The pairs in some JSON Lines files (`-`: standard input), in order. Raises UsageError naming file and line for an odd one."""
    for address in addresses:
        for number, line in enumerate(_lines(address, stdin), 1):
            if line.strip():
                yield _pair(line, f"{address} line {number}")


def _lines(address: str, stdin: BinaryIO) -> Iterator[bytes]:
    if address == "-":
        yield from stdin
        return
    try:
        with gzip.open(address) if address.endswith(".gz") else Path(address).open("rb") as file:
            yield from file
    except OSError as error:
        raise UsageError(f"{address}: can't be read ({error.strerror or error})") from error


def _pair(line: bytes, where: str) -> Pair:
    try:
        row = orjson.loads(line)
        text = row["text"]
        return Pair(row.get("id"), text, _stretch(row.get("source"), text), _stretch(row.get("target"), text))
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f'{where}: not a line of {{"id", "text", "source": [start, end], "target": [start, end]}} ({error})'
        ) from error


def _stretch(value: Any, text: str) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = (int(v) for v in value)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"offsets {start} to {end} in a text of {len(text)}")
    return start, end
