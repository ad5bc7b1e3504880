"""The lines of `code-pair`: sentences with one marked pair of actors in, the act between them out."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import orjson

from dragoman.errors import UsageError

__all__ = ["Pair", "answer", "pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the stretch (start, end in code points) of one mention of each actor; None for whoever stands there."""

    id: Any
    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


class Coded(Protocol):
    """An act as the coder returns it; `trigger` is a stretch of the pair's text."""

    @property
    def type(self) -> str: ...
    @property
    def mode(self) -> str | None: ...
    @property
    def modality(self) -> str: ...
    @property
    def trigger(self) -> tuple[int, int]: ...


def answer(pair: Pair, act: Coded | None) -> dict[str, Any]:
    """The line for a pair: the act between the two, all null but the id when there is none."""
    if act is None:
        return {"id": pair.id, "type": None, "mode": None, "modality": None, "trigger": None}
    start, end = act.trigger
    trigger = {"start": start, "end": end, "exact": pair.text[start:end]}
    return {"id": pair.id, "type": act.type, "mode": act.mode, "modality": act.modality, "trigger": trigger}


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
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{address}: can't be read ({getattr(error, 'strerror', None) or error})") from error


def _pair(line: bytes, where: str) -> Pair:
    try:
        row = orjson.loads(line)
        text = row["text"]
        pair = Pair(row.get("id"), text, _stretch(row.get("source"), text), _stretch(row.get("target"), text))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        form = '{"id", "text", "source": [start, end], "target": [start, end]}'
        raise UsageError(f"{where}: not a line of {form} ({error})") from error
    if not isinstance(text, str):
        raise UsageError(f"{where}: its text is no text")
    return pair


def _stretch(value: Any, text: str) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = value
    if not (type(start) is type(end) is int and 0 <= start < end <= len(text)):
        raise ValueError(f"no offsets {value} in a text of {len(text)} characters")
    return start, end
