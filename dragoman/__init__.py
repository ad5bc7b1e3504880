"""Dragoman: a sourced record of diplomacy. Who engaged whom, when, where and on what; what each side said; how accounts differ.

    from dragoman import Record, add, extract, read, resolve

    with Record.open("dragoman.db") as record:
        for document, new in add(record, map(extract, read(["readouts/"]))):
            ...
        resolve(record)

Every fact holds its words: an `Anchor` with `text[start:end] == exact`.
"""

from dragoman.extraction import extract
from dragoman.model import Document, Extraction
from dragoman.pipeline import add, compare_documents, compare_event, events, resolve
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

compare = compare_documents
