"""A page's words and what its markup says of them. trafilatura lives here and nowhere else."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dragoman.errors import DocumentError
from dragoman.model import ZoneKind
from dragoman.sources.encoding import TEXT_LIMIT, clean
from dragoman.sources.metadata import Metadata, day, domain
from dragoman.sources.zones import key

__all__ = ["PAGE_LIMIT", "Page", "headed", "read_fragment", "read_page"]

#: Characters of markup.
PAGE_LIMIT = 10_000_000
#: Levels of nesting; what lies deeper is kept as text.
_DEPTH = 100
#: Elements on a page that trafilatura is given; beyond, the lines are taken as they stand.
_ELEMENTS = 20_000

_NOT_SHOWN = {
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select", "button", "textarea",
}  # fmt: skip
_FURNITURE = {"nav", "footer", "form"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
_RELATED = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|read-?(?:more|also)|also-?read|more-?on|see-?also|trending|most-?read)", re.I
)
_EMBED = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|fb-video|bluesky-embed|mastodon-embed|telegram-post|reddit-embed|truth-?social",
    re.I,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:img|image|photo|media|picture|figure)-?_*(?:caption|credit)|caption-text)", re.I
)
#: libxml2 compares each attribute of an element with all others: quadratic, and no attribute that long tells anything.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{4000,}>?")
_MARKUP_IN_VALUE = re.compile(r"""=\s?(?:"[^"<>]{0,500}[<>][^"]{0,1000}"|'[^'<>]{0,500}[<>][^']{0,1000}')""")

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publishdate", "publish-date", "publication_date", "pubdate",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_date", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, what its markup says of it, and for `zones.divide` the lines that it set apart."""

    text: str
    known: Metadata
    marks: dict[ZoneKind, str]


def read_page(markup: str, address: str, url: str | None = None) -> Page:
    """The main text of a page; `url` is where it was fetched.

    Raises DocumentError when it is larger than `PAGE_LIMIT`, holds too much text, or none.
    """
    tree = _tree(markup, address)
    known = _metadata(tree, url)
    _drop(tree, _NOT_SHOWN - {"head"})
    lines = list(_lines(tree))
    if sum(len(words) for _, words in lines) > TEXT_LIMIT:
        raise DocumentError(address, f"more than {TEXT_LIMIT:,} characters of text on one page")
    return Page(headed(known.title, _main_text(tree, lines)), known, _marks(lines))


def read_fragment(markup: str, address: str) -> Page:
    """The text of a piece of HTML inside something else, such as a feed's entry: all of it, block by block."""
    if not re.search(r"<[a-zA-Z/!]|&#?\w+;", markup):
        return Page(markup, Metadata(), {})
    tree = _tree(f"<div>{markup}</div>", address)
    _drop(tree, _NOT_SHOWN)
    lines = list(_lines(tree))
    return Page("\n".join(words for _, words in lines), Metadata(), _marks(lines))


def headed(title: str | None, text: str) -> str:
    """The text under its title, unless it begins with it already."""
    opening = [key(line) for line in text.split("\n", 5)[:5]]
    return f"{title}\n{text}" if title and text and key(title) not in opening else text


def _tree(markup: str, address: str) -> HtmlElement:
    """The page's elements, no deeper than `_DEPTH`."""
    if len(markup) > PAGE_LIMIT:
        raise DocumentError(address, f"a page of {len(markup):,} characters where {PAGE_LIMIT:,} is the limit")
    markup = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", clean(markup))
    markup = _LONG_TAG.sub(r"<\1>", _MARKUP_IN_VALUE.sub('=""', markup))
    try:
        tree: HtmlElement = document_fromstring(markup, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError):
        raise DocumentError(address, "no text in this page") from None
    level = [tree]
    for _ in range(_DEPTH):
        level = [child for element in level for child in element]
    for element in level:
        etree.strip_elements(element, "script", "style", with_tail=False)
        words, tail = " ".join(" ".join(element.itertext()).split()), element.tail
        element.clear()
        element.tag, element.text, element.tail = "p", words, tail
    return tree


def _drop(tree: HtmlElement, tags: set[str]) -> None:
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()


def _main_text(tree: HtmlElement, lines: list[tuple[ZoneKind | None, str]]) -> str:
    """What trafilatura takes for the page's text, captions kept; every line outside the page's furniture when it takes nothing."""
    everything = "\n".join(words for kind, words in lines if kind != "related")
    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        return everything
    tree = deepcopy(tree)
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        caption.tag = "p"
        if figure is not None:
            figure.addnext(caption)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError, etree.LxmlError):
        # Markup broken in a way that it doesn't expect costs us its judgement, not the page.
        found = None
    text = getattr(found, "text", None) or ""
    return text if text.strip() else everything


def _lines(tree: HtmlElement) -> Iterator[tuple[ZoneKind | None, str]]:
    """The page's text, a line a block, each with the kind that the markup sets it apart as."""
    words: list[str] = []
    kind: ZoneKind | None = None
    kinds: list[ZoneKind | None] = [None]
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name not in _INLINE:
            if line := " ".join("".join(words).split()):
                yield kind, line
            words = []
        if event == "start":
            hidden += name in _FURNITURE or name in _NOT_SHOWN
            if name not in _INLINE:
                kinds.append(_kind(element, name) or kinds[-1])
            kind = kinds[-1]
            words.append(element.text or "" if not hidden else "")
        else:
            hidden -= name in _FURNITURE or name in _NOT_SHOWN
            if name not in _INLINE:
                kinds.pop()
            kind = kinds[-1]
            words.append(element.tail or "" if not hidden else "")
    if line := " ".join("".join(words).split()):
        yield kind, line


def _kind(element: HtmlElement, name: str) -> ZoneKind | None:
    """What an element's tag and class set its words apart as."""
    labels = f"{element.get('class', '')} {element.get('id', '')}"[:500]
    if name == "figcaption" or _CAPTION.search(labels):
        return "caption"
    if _EMBED.search(labels):
        return "embed"
    if name == "aside" or (name in {"div", "section", "ul", "ol", "p"} and _RELATED.search(labels)):
        return "related"
    return "heading" if re.fullmatch("h[1-6]", name) else None


def _marks(lines: list[tuple[ZoneKind | None, str]]) -> dict[ZoneKind, str]:
    marks: dict[ZoneKind, str] = {}
    for kind, words in lines:
        if kind:
            marks[kind] = marks.get(kind, "\n") + key(words) + "\n"
    return marks


def _metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """What the page says of itself; a canonical address on another host than the page's own is another page's."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            metas.setdefault(name.casefold(), " ".join(meta.get("content", "").split()))
    links = (link.get("href") for link in tree.iter("link") if link.get("rel", "").casefold() == "canonical")
    canonical = next((href for href in (*links, metas.get("og:url")) if href and domain(href)), None)
    own = canonical if canonical and (url is None or domain(canonical) == domain(url)) else url
    titles = [" ".join(element.text_content().split()) for tag in ("h1", "title") for element in tree.iter(tag)]
    days = (*(day(metas[name]) for name in _PUBLISHED if name in metas), _linked_day(tree), _shown_day(tree))
    return Metadata(
        published=next(filter(None, days), None),
        publisher=metas.get("og:site_name") or domain(own),
        url=own,
        title=_title(metas, titles),
        language=(tree.get("lang") or tree.get("xml:lang") or "").split("-")[0].split("_")[0].strip().casefold()[:3] or None,
    )


def _title(metas: dict[str, str], titles: list[str]) -> str | None:
    """og:title, else the first heading, else the title, without the site's name behind it."""
    title = next(filter(None, (metas.get("og:title"), *titles)), None)
    site = metas.get("og:site_name")
    return re.sub(rf"\s+[|–—-]\s+{re.escape(site)}$", "", title) if title and site else title


def _linked_day(tree: HtmlElement) -> str | None:
    """schema.org's datePublished, from the JSON-LD of the piece itself."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        tops = found if isinstance(found, list) else [found]
        pieces = [piece for top in tops if isinstance(top, dict) for piece in (top, *_members(top))]
        for piece in pieces:
            if isinstance(piece, dict) and isinstance(published := piece.get("datePublished"), str) and (known := day(published)):
                return known
    return None


def _members(top: dict[str, object]) -> list[object]:
    graph = top.get("@graph")
    return [*(graph if isinstance(graph, list) else []), top.get("mainEntity")]


def _shown_day(tree: HtmlElement) -> str | None:
    """The `<time datetime>` of the piece: marked as its publication, or the first in its article; no other's."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [time for time in times if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None]
    articles = list(tree.iter("article"))
    inside = [time for time in times if len(articles) == 1 and _is_own(time)]
    return next(filter(None, (day(time.get("datetime", "")) for time in (*marked, *inside))), None)


def _is_own(time: HtmlElement) -> bool:
    """Inside the article, and not in a list of other pieces or of comments there."""
    above = [str(ancestor.tag) for ancestor in time.iterancestors()]
    labels = " ".join(ancestor.get("class", "") for ancestor in time.iterancestors())
    return (
        "article" in above
        and not {"aside", "nav", "footer"} & set(above)
        and not re.search("comment|related|tweet", labels, re.I)
    )
