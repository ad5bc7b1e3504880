"""Templates filled in: every text escaped, every character that could turn the direction of a line shown for what it is."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from dragoman.exchange import comparisons, words
from dragoman.model import Anchor
from dragoman.web.access import asking
from dragoman.web.passages import excerpts

__all__ = ["page"]

#: Embeddings, overrides and isolates. Text in one direction needs none; with them it can read other than it is written.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def page(name: str, status: int = 200, headers: Mapping[str, str] | None = None, /, **content: Any) -> HTMLResponse:
    """A page from one of the templates, for whoever asks for it."""
    return HTMLResponse(_TEMPLATES.get_template(name).render(content, visitor=asking.get()), status, headers)


def _shown(text: str) -> Markup:
    """Text for a page: escaped, and each turn of direction held in a box that names it and ends with it."""
    return Markup(  # noqa: S704 (escaped on the same line)
        _TURNS.sub(
            lambda turn: f'<span class="turn" title="U+{ord(turn[0]):04X} would turn the text">{turn[0]}</span>', escape(text)
        )
    )


def _at(anchor: Anchor) -> str:
    """The address of words in their document: marked there, and scrolled to."""
    place = f"{anchor.start}-{anchor.end}"
    return f"/documents/{quote(anchor.document, safe=':')}?at={place}#a{place}"


def _outward(url: str | None) -> bool:
    """Whether a link out is one that a browser opens as a page."""
    return bool(url and re.match("https?://", url, re.IGNORECASE))


_TEMPLATES = Environment(
    loader=PackageLoader("dragoman.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters |= {"shown": _shown, "at": _at}
_TEMPLATES.tests |= {"outward": _outward}
_TEMPLATES.globals |= {"words": words, "comparisons": comparisons, "excerpts": excerpts}
