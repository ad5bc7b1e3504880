"""A page's words and what it says of them. trafilatura lives here and nowhere else."""

import re
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from dragoman.errors import DocumentError
from dragoman.model import ZoneKind
from dragoman.sources.declared import declared
from dragoman.sources.encoding import TEXT_LIMIT
from dragoman.sources.markup import Line, lines, marks, parse_markup, tidy
from dragoman.sources.metadata import Metadata
from dragoman.sources.zones import key

__all__ = ["Page", "headed", "read_fragment", "read_page"]

#: Elements on a page that trafilatura is given; beyond, the lines are taken as they stand.
_ELEMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, what its markup says of it, and for `zones.divide` the lines that it set apart."""

    text: str
    known: Metadata
    marks: dict[ZoneKind, str]


def read_page(markup: str, address: str, url: str | None = None) -> Page:
    """The main text of a page; `url` is where it was fetched.

    Raises DocumentError when it is larger than `markup.PAGE_LIMIT`, holds too much text, or none.
    """
    tree = parse_markup(markup, address)
    known = declared(tree, url)
    tidy(tree)
    found = list(lines(tree))
    if sum(len(words) for _, words in found) > TEXT_LIMIT:
        raise DocumentError(address, f"more than {TEXT_LIMIT:,} characters of text on one page")
    return Page(headed(known.title, _main_text(tree, found)), known, marks(found))


def read_fragment(markup: str, address: str) -> Page:
    """The text of a piece of HTML inside something else, such as a feed's entry: all of it, block by block."""
    if not re.search(r"<[a-zA-Z/!]|&#?\w+;", markup):
        return Page(markup, Metadata(), {})
    tree = parse_markup(f"<div>{markup}</div>", address)
    tidy(tree)
    found = list(lines(tree))
    return Page("\n".join(words for _, words in found), Metadata(), marks(found))


def headed(title: str | None, text: str) -> str:
    """The text under its title, unless it begins with it already."""
    opening = [key(line) for line in text.split("\n", 5)[:5]]
    return f"{title}\n{text}" if title and text and key(title) not in opening else text


def _main_text(tree: HtmlElement, found: list[Line]) -> str:
    """What trafilatura takes for the text, captions kept; all lines outside the page's furniture when it takes nothing."""
    everything = "\n".join(words for kind, words in found if kind != "related")
    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        return everything
    tree = deepcopy(tree)
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        caption.tag = "p"
        if figure is not None:
            figure.addnext(caption)
    try:
        extracted = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError, etree.LxmlError):
        # Markup broken in a way that it doesn't expect costs us its judgement, not the page.
        extracted = None
    text = "\n".join(map(str.strip, (getattr(extracted, "text", None) or "").split("\n"))).strip()
    return text or everything
