"""A text and what is known of it become a Document: its form, its zones, and who put it out as what."""

import re
from collections.abc import Mapping

from dragoman.lexicons import publisher
from dragoman.model import Document, ZoneKind
from dragoman.sources import cues
from dragoman.sources.encoding import normalise
from dragoman.sources.metadata import Metadata, domain
from dragoman.sources.zones import divide

__all__ = ["compose"]

_ENGLISH = set("the and that with by from has said his their which were will have been to of".split())
#: The share of such words in English prose is about a fifth; in other languages hardly one.
_ENGLISH_SHARE = 0.08


def compose(text: str, address: str, known: Metadata, marks: Mapping[ZoneKind, str] | None = None) -> Document:
    """The Document of a text. What `known` leaves open is taken from the text where it says so, else left open.

    Raises DocumentError when the text is empty or too long.
    """
    text = normalise(text, address)
    zones = divide(text, known.title, marks)
    headline = next((text[zone.start : zone.end] for zone in zones if zone.kind == "headline"), None)
    title = known.title or (" ".join(headline.split()) if headline else None)
    listed = publisher(domain(known.url), known.publisher)
    official = listed.get("side") == "official"
    announced = bool(title and cues.READOUT.match(title)) and listed.get("side") != "press"
    kind = known.kind or ("readout" if known.issuer or official or announced else "report")
    return Document(
        address=address.encode("utf-8", "replace").decode("utf-8"),
        text=text,
        kind=kind,
        title=title,
        publisher=known.publisher or domain(known.url),
        issuer=known.issuer or (listed["code"] or None if official and kind == "readout" else None),
        published=known.published,
        language=known.language or _language(text),
        url=known.url,
        zones=zones,
    )


def _language(text: str) -> str | None:
    """`en` when common English words are frequent; otherwise unknown."""
    words = re.findall(r"[^\W\d_]+", text[:5000].casefold())
    return "en" if words and sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words) else None
