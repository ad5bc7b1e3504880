"""What a page says of itself: title, publisher, date, address and language, from its metadata and never by a guess."""

import json
import re

from lxml.html import HtmlElement

from dragoman.sources.metadata import Metadata, day, domain
from dragoman.sources.zones import key

__all__ = ["declared"]

#: Characters; what is longer is no title.
_TITLE = 500
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "publishdate", "publish-date", "publication_date", "pubdate",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_date", "date",
)  # fmt: skip


def declared(tree: HtmlElement, url: str | None) -> Metadata:
    """What the page says of itself; a canonical address on another host than the page's own is another page's."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            metas.setdefault(name.casefold(), " ".join(meta.get("content", "").split()))
    links = (link.get("href") for link in tree.iter("link") if link.get("rel", "").casefold() == "canonical")
    canonical = next((href for href in (*links, metas.get("og:url")) if href and domain(href)), None)
    own = canonical if canonical and (url is None or domain(canonical) == domain(url)) else url
    days = (*(day(metas[name]) for name in _PUBLISHED if name in metas), _linked_day(tree), _shown_day(tree))
    return Metadata(
        published=next(filter(None, days), None),
        publisher=metas.get("og:site_name") or domain(own),
        url=own,
        title=_title(tree, metas),
        language=(tree.get("lang") or tree.get("xml:lang") or "").split("-")[0].split("_")[0].strip().casefold()[:3] or None,
    )


def _title(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    """og:title, else the heading that the title repeats, else the title or the first heading; the site's name is cut off."""
    titles = _texts(tree, "title")
    whole = key(titles[0]) if titles else ""
    repeated = [heading for heading in _texts(tree, "h1", "h2", "h3") if key(heading) and key(heading) in whole]
    first = max(repeated, key=lambda heading: (whole.startswith(key(heading)), len(heading)), default=None)
    inside = [heading for article in tree.iter("article", "main") for heading in _texts(article, "h1")]
    candidates = (metas.get("og:title"), first, *titles, *inside, *_texts(tree, "h1"))
    title = next((title for title in candidates if title and len(title) <= _TITLE), None)
    site = metas.get("og:site_name")
    return re.sub(rf"\s+[|–—-]\s+{re.escape(site)}$", "", title) if title and site else title


def _texts(tree: HtmlElement, *tags: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.iter(*tags)]


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
