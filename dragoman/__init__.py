"""Dragoman: a sourced record of diplomacy. Who engaged whom, when, where and on what; what each side said; how accounts differ.

    from dragoman import Record, add, extract, read, resolve

    with Record.open("dragoman.db") as record:
        for document, new in add(record, map(extract, read(["readouts/"]))):
            ...
        resolve(record)

Every fact holds its words: an `Anchor` with `text[start:end] == exact`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.extraction import extract
    from dragoman.model import Document, Extraction
    from dragoman.pipeline import add, compare_event, events, resolve
    from dragoman.pipeline import compare_documents as compare
    from dragoman.record import Record
    from dragoman.sources import read, read_text

__all__ = [
    "Document",
    "Extraction",
    "Record",
    "add",
    "compare",
    "compare_event",
    "events",
    "extract",
    "read",
    "read_text",
    "resolve",
]

#: Where each name lives. They are fetched on first use: whoever only asks a record shouldn't wait for the parser to load.
_HOMES = {
    "Document": "model.Document",
    "Extraction": "model.Extraction",
    "Record": "record.Record",
    "add": "pipeline.add",
    "compare": "pipeline.compare_documents",
    "compare_event": "pipeline.compare_event",
    "events": "pipeline.events",
    "extract": "extraction.extract",
    "read": "sources.read",
    "read_text": "sources.read_text",
    "resolve": "pipeline.resolve",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, _, noun = _HOMES[name].partition(".")
    globals()[name] = value = getattr(import_module(f"{__name__}.{room}"), noun)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
