"""HTML as a tree that can be walked in safety, and its lines, each with what the markup sets it apart as."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dragoman.errors import DocumentError
from dragoman.model import ZoneKind
from dragoman.sources.encoding import clean
from dragoman.sources.zones import key

__all__ = ["PAGE_LIMIT", "Line", "lines", "marks", "parse_markup", "tidy"]

Line = tuple[ZoneKind | None, str]

#: Characters of markup.
PAGE_LIMIT = 10_000_000
_TAGS = 300_000
#: Levels of nesting; what lies deeper is kept as text.
_DEPTH = 100
#: libxml2 leaves out what lies below its level 2,048: such pages are parsed again without the tags that can nest.
_PARSED_DEPTH = 2_000
_NESTING = re.compile(r"</?(?!(?:html|head|body|meta|link|title|script|style|p|h[1-6])[\s>/])[a-zA-Z][^<>]*>")
#: Characters that an element holds at most which is set apart from the piece around it.
_SET_APART = 3_000

#: Characters of a link in a menu, on the average.
_MENU = 25
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
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|fb-video|bluesky-embed|mastodon-embed|telegram-post"
    r"|reddit-embed|truth-?social",
    re.I,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:img|image|photo|media|picture|figure)-?_*(?:caption|credit)|caption-text)", re.I
)
#: libxml2 compares each attribute of an element with all others: quadratic, and no attribute that long tells anything.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{4000,}>?")
_MARKUP_IN_VALUE = re.compile(r"""=\s?(?:"[^"<>]{0,500}[<>][^"]{0,1000}"|'[^'<>]{0,500}[<>][^']{0,1000}')""")


def parse_markup(markup: str, address: str) -> HtmlElement:
    """The page's elements, no deeper than `_DEPTH`."""
    if len(markup) > PAGE_LIMIT:
        raise DocumentError(address, f"a page of {len(markup):,} characters where {PAGE_LIMIT:,} is the limit")
    if markup.count("<") > _TAGS:
        raise DocumentError(address, f"a page of more than {_TAGS:,} tags")
    markup = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", clean(markup))
    markup = _LONG_TAG.sub(r"<\1>", _MARKUP_IN_VALUE.sub('=""', markup))
    try:
        tree = _parsed(markup)
        if _level(tree, _PARSED_DEPTH):
            tree = _parsed(_NESTING.sub("\n", markup))
    except (etree.LxmlError, ValueError):
        raise DocumentError(address, "no text in this page") from None
    for element in _level(tree, _DEPTH):
        etree.strip_elements(element, "script", "style", with_tail=False)
        words, tail = " ".join(" ".join(element.itertext()).split()), element.tail
        element.clear()
        element.tag, element.text, element.tail = "p", words, tail
    return tree


def _parsed(markup: str) -> HtmlElement:
    return document_fromstring(markup, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))


def _level(tree: HtmlElement, depth: int) -> list[HtmlElement]:
    """The elements that lie exactly so many levels below the top."""
    level = [tree]
    for _ in range(depth):
        level = [child for element in level for child in element]
    return level


def tidy(tree: HtmlElement) -> None:
    """Take out what is no text: scripts, forms' parts, menus; and make the tables that only arrange a page plain blocks."""
    menus = [element for element in tree.iter("ul", "ol") if _is_menu(element)]
    for element in [*tree.iter(*(_NOT_SHOWN - {"head"}), "nav"), *menus]:
        if element.getparent() is not None:
            element.drop_tree()
    for table in list(tree.iter("table")):
        if next(table.iterdescendants("p", "br", "div", "table"), None) is not None:
            for cell in table.iter("table", "tbody", "tr", "td"):
                cell.tag = "div"


def _is_menu(element: HtmlElement) -> bool:
    """Three links or more, short, and nothing beside them."""
    links = [len(link.text_content().strip()) for link in element.iter("a")]
    words = len("".join(element.text_content().split()))
    return len(links) >= 3 and sum(links) < _MENU * len(links) and words <= sum(links) * 1.1


def lines(tree: HtmlElement) -> Iterator[Line]:
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
    kind: ZoneKind | None = None
    if name == "figcaption" or _CAPTION.search(labels):
        kind = "caption"
    elif _EMBED.search(labels):
        kind = "embed"
    elif name == "aside" or (name in {"div", "section", "ul", "ol", "p"} and _RELATED.search(labels)):
        kind = "related"
    elif re.fullmatch("h[1-6]", name):
        kind = "heading"
    # A label on what holds the whole piece ("has-related-posts") speaks of something else.
    return kind if kind and len(element.text_content()) <= _SET_APART else None


def marks(found: list[Line]) -> dict[ZoneKind, str]:
    """For each kind the `key`s of its lines, joined by newlines: what `zones.divide` takes."""
    keys: dict[ZoneKind, str] = {}
    for kind, words in found:
        if kind:
            keys[kind] = keys.get(kind, "\n") + key(words) + "\n"
    return keys
