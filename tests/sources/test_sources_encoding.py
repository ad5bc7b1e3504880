"""Bytes to text."""

import random
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DocumentError
from dragoman.sources.encoding import TEXT_LIMIT, decode, normalise

FRENCH = "Le président a déclaré que la réunion « très utile » aurait une suite à Genève, où les délégués se retrouveront."
RUSSIAN = "Президент провёл телефонный разговор с премьер-министром и обсудил с ним вопросы торговли и безопасности."
ARABIC = "أجرى وزير الخارجية اتصالا هاتفيا مع نظيره وبحث معه العلاقات بين البلدين وسبل تعزيزها."
CHINESE = "两国外长星期一通电话，就边界和贸易问题交换意见，双方同意继续保持联系，并商定下月会面。"
JAPANESE = "両国の外相は月曜日に電話で会談し、国境と貿易の問題について意見を交わした。来月も会う予定だ。"
EMOJI = "Good talks 🤝 today, said the minister — “very good” ones."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(text, "utf-8") for text in (FRENCH, RUSSIAN, ARABIC, CHINESE, EMOJI)]
    + [(text, encoding) for text in (FRENCH, RUSSIAN, ARABIC, CHINESE, EMOJI) for encoding in ("utf-8-sig", "utf-16", "utf-32")]
    + [(text, encoding) for text in (FRENCH, EMOJI) for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")]
    + [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), ("The café’s owner said “no”.", "cp1252")],
)
def test_an_encoding_is_recognised_without_being_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5hkscs"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "iso2022_jp"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_what_is_declared_is_believed(text: str, encoding: str) -> None:
    text = text.replace("际", "")
    content = text.encode(encoding, "ignore")
    expected = content.decode(encoding)
    assert decode(content, "a", encoding) == expected
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>'
    assert decode(page.encode() + content, "a.html") == page + expected
    assert decode(f'<meta charset="{encoding}">'.encode() + content, "a.html").endswith(expected)


@pytest.mark.parametrize("label", ["unicode_escape", "punycode", "rot13", "hex", "nonsense", "utf-7", "", "x" * 40, "\0"])
def test_a_label_that_is_no_encoding_is_passed_over(label: str) -> None:
    assert decode(FRENCH.encode(), "a", label) == FRENCH


def test_utf8_is_recognised_though_something_else_is_declared() -> None:
    assert decode(FRENCH.encode(), "a", "iso-8859-1") == FRENCH
    assert decode(FRENCH.encode("cp1252"), "a", "utf-8") == FRENCH


def test_one_broken_byte_costs_one_character() -> None:
    assert decode((FRENCH * 3).encode() + b"\xe2\x80", "a") == FRENCH * 3 + "\ufffd"
    assert decode(FRENCH.encode() + b" \xff " + FRENCH.encode(), "a") == f"{FRENCH} \ufffd {FRENCH}"


def test_random_bytes_are_no_text() -> None:
    generator = random.Random(7)
    for size in (64, 100, 1000, 100_000):
        for _ in range(20):
            with pytest.raises(DocumentError, match="not a text"):
                decode(generator.randbytes(size), "a")


@pytest.mark.parametrize(
    "content", [b"The minister\0spoke.", b"\x01\x02\x03\x04 a", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\0" * 1000]
)
def test_binary_is_no_text(content: bytes) -> None:
    with pytest.raises(DocumentError, match="not a text"):
        decode(content, "a")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("a\x00b\x07c\td", "abc\td"),
        ("one\x0ctwo", "one\ntwo"),
        ("e\u0301te\u0301", "été"),
        ("lone \ud83d here", "lone ? here"),
        ("  indented  \n\n \t\n", "  indented"),
        ("\ufeffmark", "mark"),
        ("\u200f\u05e2\u05d1\u05e8\u05d9\u05ea\u200e", "\u200f\u05e2\u05d1\u05e8\u05d9\u05ea\u200e"),
        ("an emoji 👨\u200d👩\u200d👧", "an emoji 👨\u200d👩\u200d👧"),
    ],
)
def test_the_form_in_which_a_text_is_kept(raw: str, kept: str) -> None:
    assert normalise(raw, "a") == kept


@pytest.mark.parametrize("raw", ["", " \n\t", "\0\0", "...", "\ufeff"])
def test_a_text_without_words_is_empty(raw: str) -> None:
    with pytest.raises(DocumentError, match="empty"):
        normalise(raw, "a")


def test_a_text_has_a_limit_and_the_reason_says_what_to_do() -> None:
    assert len(normalise("a" * TEXT_LIMIT, "a")) == TEXT_LIMIT
    with pytest.raises(DocumentError, match=r"1,000,001 characters where 1,000,000 is the limit; split"):
        normalise("a" * (TEXT_LIMIT + 1), "a")


def test_a_heap_of_combining_marks_takes_no_time() -> None:
    assert len(normalise("a" + "\u0301\u0327" * 400_000 + " b", "a")) < 50


@given(st.text(st.characters(), min_size=1))
def test_the_kept_form_is_kept_again(raw: str) -> None:
    try:
        kept = normalise(raw, "a")
    except DocumentError:
        return
    assert normalise(kept, "a") == kept
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode("utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_none(content: bytes) -> None:
    with suppress(DocumentError):
        normalise(decode(content, "a"), "a").encode("utf-8")
