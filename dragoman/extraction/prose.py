"""A document that was wrapped by hand, read as if it hadn't been; what is found in it is cut out of the document as it stands."""

from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dragoman.model import Anchor, Document, Extraction
from dragoman.wrapping import unwrapped

__all__ = ["cut", "prose"]


def prose(document: Document) -> Document:
    """The document as it reads: the same, or a copy under its id whose text has spaces for the breaks that only wrap lines."""
    text = unwrapped(document.text)
    if text == document.text:
        return document
    page = copy(document)
    object.__setattr__(page, "text", text)  # the id stays that of the text as it was read
    return page


def cut(found: Extraction, document: Document) -> Extraction:
    """What was found in the prose of a document, with each anchor cut out of the document itself."""
    if found.document is document:
        return found
    whole: Extraction = _cut(found, document)
    return replace(whole, document=document)


def _cut(found: Any, document: Document) -> Any:
    """A noun, or several, with every anchor in it cut anew."""
    if isinstance(found, Anchor):
        return document.anchor(found.start, found.end)
    if isinstance(found, tuple):
        return tuple(_cut(each, document) for each in found)
    if is_dataclass(found) and not isinstance(found, (Document, type)):
        return replace(found, **{f.name: _cut(getattr(found, f.name), document) for f in fields(found) if f.init})
    return found
