"""Which format a content has, and the documents in it."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from dragoman.errors import DragomanError
from dragoman.model import Document
from dragoman.sources.documents import compose
from dragoman.sources.encoding import decode
from dragoman.sources.feeds import read_feed
from dragoman.sources.html import read_page
from dragoman.sources.metadata import Metadata
from dragoman.sources.records import read_lines, read_record

__all__ = ["Format", "by_name", "guess", "parse"]

Format = Literal["text", "html", "jsonl", "json", "feed"]

_EXTENSIONS: dict[str, Format] = {
    ".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|p|div)[\s>]", re.I)


def by_name(name: str) -> Format | None:
    """The format that a file's name tells, `.gz` aside; None for a name that tells none."""
    stem = name.casefold().removesuffix(".gz")
    return next((form for extension, form in _EXTENSIONS.items() if stem.endswith(extension)), None)


def guess(content: bytes) -> Format:
    """The format that the content itself tells, by its beginning."""
    opening = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if opening.startswith(b"<"):
        if _FEED.search(opening) and not re.search(rb"<html[\s>]", opening, re.I):
            return "feed"
        return "html" if _HTML.search(opening) else "text"
    if not opening.startswith(b"{"):
        return "text"
    first, *others = content.strip().split(b"\n", 1)
    try:
        json.loads(first.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return "json" if first.strip() == b"{" or not others else "jsonl"
    return "jsonl"


def parse(
    content: bytes,
    form: Format,
    address: str,
    *,
    known: Metadata | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Document | DragomanError]:
    """The documents of a content, or what is wrong with one of them.

    `known` (a sidecar's) wins over what the content says; `charset` is what its HTTP header said, `url` where it was fetched.
    Raises DocumentError when the whole can't be read.
    """
    known = known or Metadata()
    match form:
        case "feed":
            yield from read_feed(content, address)
        case "jsonl":
            yield from read_lines(BytesIO(content), address)
        case "json":
            yield read_record(content, address)
        case "html":
            page = read_page(decode(content, address, charset), address, url)
            yield compose(page.text, address, known.over(page.known), page.marks)
        case "text":
            yield compose(decode(content, address, charset), address, known.over(Metadata(url=url)))
