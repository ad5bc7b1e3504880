"""Bytes to text: which encoding, whether it is text at all, and the one form in which every text is kept."""

import codecs
import re
from functools import cache
from unicodedata import combining, normalize

from charset_normalizer import from_bytes

from dragoman.errors import DocumentError

__all__ = ["TEXT_LIMIT", "clean", "decode", "normalise"]

#: The longest text that is read, in code points.
TEXT_LIMIT = 1_000_000
#: Combining marks kept in a row; Unicode's Stream-Safe format (UAX #15) has the same bound.
_MARKS = 30
_SAMPLE = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"""<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?([\w.:-]{1,40})""", re.I)
#: Codecs that a page may name; Python has others (`unicode_escape`, `punycode`) that are no encodings of text.
_CODEC = re.compile(r"utf-?(8|16|32)|iso8859|latin|ascii|cp\d|koi8|gb|big5|euc|shift_jis|iso2022|hz|mac|tis|johab|kz1048|ptcp")
#: Seven-bit or wide encodings: their bytes would pass for ASCII or for nothing, so that only the page's own word tells.
_ONLY_DECLARED = re.compile(r"utf-?(16|32)|iso2022|hz")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
#: What a text in a Western European language is made of; shorter ones are too little for a statistical guess.
_WESTERN = re.compile("[\t-~\xa0àâäáãåæçèéêëìíîïñòóôöõøùúûüýÿœßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŒ«»“”‘’„‚–—…€£§°©®·¿¡ºª]*")
_REMOVED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")


def decode(content: bytes, address: str, charset: str | None = None) -> str:
    """The text of a file or page; `charset` is what its HTTP header said.

    Tried in order: byte order mark, wide or seven-bit declared encodings, UTF-8, the declared encoding, a guess by
    charset-normalizer. Raises DocumentError when it is binary.
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _text(content[len(bom) :].decode(name, "replace"), address)
    declared = _codec(charset) or _declared(content)
    if declared and _ONLY_DECLARED.match(declared):
        return _text(content.decode(declared, "replace"), address)
    if b"\0" in content:
        return _text(content.decode(_wide(content, address), "replace"), address)
    try:
        return _text(content.decode("utf-8"), address)
    except UnicodeDecodeError:
        return _legacy(content, declared, address)


def _legacy(content: bytes, declared: str | None, address: str) -> str:
    """Text that isn't UTF-8: nearly UTF-8, then the declared encoding, Western European where it is mostly ASCII, a guess."""
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", content):
        raise DocumentError(address, "not a text: control bytes in no known encoding")
    text = content.decode("utf-8", "replace")
    if 3 * text.count("\ufffd") <= len(_UTF8_SEQUENCE.findall(content)):
        return text
    western = content.decode("cp1252", "replace")
    for name in filter(None, (declared, "cp1252" if _WESTERN.fullmatch(western) else None)):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    guess = from_bytes(content[:_SAMPLE]).best()
    if guess is None:
        raise DocumentError(address, "not a text: in no known encoding")
    return _text(content.decode(guess.encoding, "replace"), address)


def _text(text: str, address: str) -> str:
    """The text itself, when it looks like one. Raises DocumentError otherwise."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise DocumentError(address, "not a text: mostly control characters")
    if sample.count("\ufffd") * 20 > len(sample):
        raise DocumentError(address, "not a text: its bytes don't fit its encoding")
    return text


def _wide(content: bytes, address: str) -> str:
    """UTF-32 or UTF-16 without a byte order mark, by its NUL bytes. Raises DocumentError for neither."""
    for name in ("utf-32-le", "utf-32-be"):
        try:
            content.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    even, odd = (content[offset:_SAMPLE:2].count(0) * 2 / len(content[:_SAMPLE]) for offset in (0, 1))
    if max(even, odd) > 0.4 and min(even, odd) < 0.05:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise DocumentError(address, "not a text: it holds NUL bytes")


def _declared(content: bytes) -> str | None:
    found = _META_CHARSET.search(content[:4096])
    name = _codec(found[1].decode("ascii")) if found else None
    # The declaration itself was read as ASCII, so that it can't stand in a wide encoding.
    return None if name and re.match(r"utf-?(16|32)", name) else name


@cache
def _codec(label: str | None) -> str | None:
    """Python's name of a text encoding, Latin-1 and ASCII read as Windows-1252 like browsers do; None when unknown."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, UnicodeError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _CODEC.match(name) else None


def clean(text: str) -> str:
    """Line feeds for all line ends, no other control characters but tabs, lone surrogates replaced."""
    text = re.sub(r"\r\n?|[\x0b\x0c]", "\n", text)
    return _REMOVED.sub("", text).encode("utf-8", "replace").decode("utf-8")


def normalise(text: str, address: str) -> str:
    """The form in which a text is kept, and to which every offset refers: clean, NFC, no trailing blank.

    Raises DocumentError when no letter or digit is left, or more than `TEXT_LIMIT` code points.
    """
    text = clean(text).rstrip()
    if len(text) > TEXT_LIMIT:
        raise DocumentError(address, f"{len(text):,} characters where {TEXT_LIMIT:,} is the limit; split it into documents")
    if not any(map(str.isalnum, text)):
        raise DocumentError(address, "empty: it holds no words")
    # Putting marks into canonical order takes time that grows with the square of their number.
    return text if text.isascii() else normalize("NFC", _marks().sub(r"\1", text)).rstrip()


@cache
def _marks() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if combining(chr(code)))
    return re.compile(f"([{marks}]{{{_MARKS}}})[{marks}]+")
