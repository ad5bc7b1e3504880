"""Templates filled in: every text escaped, every character that could turn the direction of a line shown for what it is."""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from dragoman.exchange import comparisons, words
from dragoman.model import Anchor
from dragoman.web import filters
from dragoman.web.access import asking
from dragoman.web.passages import excerpt, excerpts, outward

__all__ = ["HUES", "hue", "page"]

#: Embeddings, overrides and isolates. Text in one direction needs none; with them it can read other than it is written.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: The colours that a side can have in the style sheet; and what makes a code's colour out of it, chosen among numbers so that of a hundred
#: pairs of states much written about no two are alike.
HUES, _SALT = 10, "213373"


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


@cache
def hue(code: str) -> str:
    """Which of the style sheet's colours a side has on every page, by its code; none for the publishers, who are no side."""
    return "" if code == "publisher" else str(int.from_bytes(sha256(f"{_SALT}{code}".encode()).digest()[:4]) % HUES)


def _day(edtf: str | None) -> Markup:
    """An EDTF date or interval in words, with its notation in reach, and for programs where HTML has the like."""
    if not edtf:
        return Markup("")
    plain = Markup(' datetime="{}"').format(edtf) if re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", edtf) else ""
    return Markup('<time{} title="EDTF: {}">{}</time>').format(plain, edtf, words.day(edtf))


_TEMPLATES = Environment(
    loader=PackageLoader("dragoman.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters |= {"shown": _shown, "at": _at, "hue": hue, "day": _day}
_TEMPLATES.globals |= {"words": words, "comparisons": comparisons, "excerpt": excerpt, "excerpts": excerpts, "outward": outward}
_TEMPLATES.globals |= {"filters": filters}
