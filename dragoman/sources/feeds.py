"""RSS and Atom: each entry is a document. feedparser lives here and nowhere else."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from dragoman.errors import DocumentError, DragomanError
from dragoman.model import Document
from dragoman.sources.documents import compose
from dragoman.sources.html import headed, read_fragment
from dragoman.sources.metadata import Metadata, day, domain

__all__ = ["FEED_LIMIT", "read_feed"]

#: Bytes of a feed; what follows keeps feedparser, which takes its time over odd markup, to seconds.
FEED_LIMIT = 5_000_000
_TAGS, _ENTRIES = 200_000, 10_000
_ENTRY = re.compile(rb"<(?:item|entry)[\s>]", re.I)
_LONG_TAG = re.compile(rb"<([a-zA-Z][\w:-]*)[^<>]{4000,}>?")


def read_feed(content: bytes, address: str) -> Iterator[Document | DragomanError]:
    """The entries of a feed in its order, the Nth at `address#N`; a DocumentError for an entry without words.

    Raises DocumentError when it is no feed, has no entries, or is too large.
    """
    if len(content) > FEED_LIMIT or content.count(b"<") > _TAGS or len(_ENTRY.findall(content)) > _ENTRIES:
        raise DocumentError(address, f"a feed of more than {FEED_LIMIT // 1_000_000} MB, {_TAGS:,} tags or {_ENTRIES:,} entries")
    content = _LONG_TAG.sub(rb"<\1>", content)
    feed: Any = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise DocumentError(address, "not a feed")
    if not feed.entries:
        raise DocumentError(address, "a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _document(entry, feed, f"{address}#{number}")
        except DocumentError as error:
            yield error


def _document(entry: Any, feed: Any, address: str) -> Document:
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    page = read_fragment(max((*contents, entry.get("summary") or ""), key=len), address)
    title = " ".join(read_fragment(entry.get("title") or "", address).text.split()) or None
    url = entry.get("link") if domain(entry.get("link")) else None
    known = Metadata(
        published=_published(entry, feed),
        publisher=(entry.get("source") or {}).get("title") or feed.feed.get("publisher") or feed.feed.get("title") or domain(url),
        url=url,
        title=title,
        language=(entry.get("language") or feed.feed.get("language") or "").split("-")[0].casefold() or None,
    )
    return compose(headed(title, page.text) if page.text.strip() else title or "", address, known, page.marks)


def _published(entry: Any, feed: Any) -> str | None:
    """The entry's own date of publication; RSS 1.0 has only `dc:date`, which feedparser calls `updated`."""
    if "published" in entry:
        return day(entry["published"])
    return day(entry["updated"]) if feed.version.startswith("rss") and "updated" in entry.keys() else None  # noqa: SIM118
