"""Reading a text at once, and keeping it."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import urldefrag

import httpx
import pytest
from web_site import HOSTILE, Browser, parsed

from dragoman import pipeline, sources
from dragoman.errors import SourceError
from dragoman.extraction import tagger
from dragoman.model import Document, Extraction
from dragoman.record import Record
from dragoman.web import Reading

TEXT = """Ministers meet in Accra

ACCRA, May 13 - Foreign Minister Kofi Mensah of Ghana met Foreign Minister Lucia Quispe of Peru in Accra on Monday. Mensah said that the \
tariffs on cocoa hurt farmers. Quispe denied that Peru had raised tariffs.

According to a statement of the Foreign Ministry of Peru, the two agreed to review the tariffs.
"""
FIELDS = {
    "text": TEXT,
    "published": "2025-05-13",
    "publisher": "The Harmattan Wire",
    "title": "",
    "address": "",
    "kind": "report",
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(str(tmp_path / "dragoman.db")) as opened:
        yield opened


@pytest.fixture
def browser(record: Record) -> Browser:
    return Browser(record)


def words(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def test_a_text_is_read_before_it_is_kept_and_kept_when_told(browser: Browser, record: Record) -> None:
    answer = browser.post("/add", FIELDS)
    assert answer.status_code == 200
    assert record.counts()["documents"] == 0
    page = parsed(answer)
    claims, quotes, times = (page.xpath(f"//section[@aria-labelledby='{name}']")[0] for name in ("claims", "quotes", "times"))
    assert ": Ghana – Peru “met” Lucia Quispe, Kofi Mensah · 12 May 2025, from “Monday” · Accra" in words(claims)
    assert "Kofi Mensah" in [words(name) for name in quotes.xpath(".//h3")]
    assert "deny, indirect “Peru had raised tariffs”" in words(quotes)
    assert "12 May 2025 2025-05-12" in words(times)
    ids = set(page.xpath("//@id"))
    assert all(urldefrag(str(href)).fragment in ids for href in page.xpath("//section//a[starts-with(@href, '#')]/@href"))

    hidden = {field.get("name"): field.get("value") for field in page.xpath("//form[.//button[@name='keep']]//input")}
    mark = hidden.pop("mark")
    kept = browser.post("/add", {**hidden, "text": hidden["text"].replace("\n", "\r\n"), "keep": "yes"}, mark)
    assert kept.status_code == 303
    assert words(browser.page(kept.headers["location"]).xpath("//h1")[0]) == "Ministers meet in Accra"
    assert (record.counts()["documents"], record.resolved()) == (1, True)
    again = browser.post("/add", FIELDS)
    assert "in the record already" in again.text
    assert not parsed(again).xpath("//button[@name='keep']")


def test_what_was_not_shown_is_not_kept(browser: Browser, record: Record) -> None:
    browser.post("/add", FIELDS)
    changed = browser.post("/add", {**FIELDS, "title": "Another", "keep": "yes"})
    assert (changed.status_code, "Not kept yet" in changed.text) == (200, True)
    stranger = Browser(record)
    stranger._app = browser._app
    assert "Not kept yet" in stranger.post("/add", {**FIELDS, "keep": "yes"}).text
    assert record.counts()["documents"] == 0
    assert browser.post("/add", {**FIELDS, "title": "Another", "keep": "yes"}).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "give a text, or the address of one"),
        ({"text": " \n "}, "give a text, or the address of one"),
        ({"text": "—!"}, "it holds no words"),
        ({"text": "\x00\x01\x02PNG\x1a" * 9}, "bytes that no text has"),
        ({"text": "�" * 100 + "words"}, "bytes that no text has"),
        ({"text": "word " * 25_000}, "where 100,000 are read at once"),
        ({"text": "word " * 250_000}, "1,000,000 is the limit"),
        ({"text": TEXT, "published": "soon"}, "published must be an EDTF date"),
        ({"text": TEXT, "kind": "novel"}, "kind must be one of"),
        ({"text": TEXT, "address": "/etc/passwd"}, "no web address"),
        ({"address": "/etc/passwd"}, "no web address"),
        ({"address": "file:///etc/passwd"}, "no web address"),
        ({"address": "ftp://example.org/"}, "no web address"),
        ({"address": "-"}, "no web address"),
        ({"address": "http://127.0.0.1:1/"}, "a private address"),
        ({"address": "http://localhost:1/"}, "a private address"),
        ({"address": "http://169.254.169.254/"}, "a private address"),
        ({"address": "http://[::1]/"}, "a private address"),
    ],
)
def test_what_cant_be_read_is_said_and_what_was_typed_stays(browser: Browser, fields: dict[str, str], said: str) -> None:
    answer = browser.post("/add", {"publisher": 'The "Wire" & co', **fields})
    assert answer.status_code == 422
    page = parsed(answer)
    (fault,) = page.xpath("//p[@role='alert']")
    assert said in words(fault)
    assert page.xpath("//input[@name='publisher']/@value") == ['The "Wire" & co']
    if "address" in fields:
        assert page.xpath("//input[@name='address']/@value") == [fields["address"]]
    assert (page.xpath("//textarea")[0].text or "").strip()[:20] == fields.get("text", "").replace("\x00", "�").strip()[
        :20
    ] or "\x01" in said


def test_a_text_that_says_nothing_says_so_and_may_be_kept(browser: Browser) -> None:
    answer = browser.post("/add", {"text": "The cat sat on the mat."})
    assert "None found" in answer.text
    assert "Keep it in the record" in answer.text


def test_hostile_texts_stay_words(browser: Browser) -> None:
    hostile = f'{HOSTILE}\n\nAnn said "</textarea>{HOSTILE}" \u202eon Monday\u202c.'
    given = {"text": hostile, "title": HOSTILE, "publisher": '"><img src=x>', "published": "2025-05-13"}
    for fields in (given, {**given, "kind": HOSTILE}):
        page = parsed(browser.post("/add", fields))
        assert not page.xpath("//main//script | //main//img | //@*[starts-with(name(), 'on')]")
        assert page.xpath("//textarea")[0].text.lstrip("\n") == hostile
    kept = browser.post("/add", {**given, "keep": "yes"})
    assert browser.get(kept.headers["location"]).status_code == 200


def test_a_page_is_fetched_as_every_other_is(browser: Browser, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(address: str, **known: str | None) -> Iterator[Document | SourceError]:
        assert known["title"] == "Mine"
        if address.endswith("feed"):
            yield SourceError(address, "odd")
        yield sources.read_text(TEXT, address=address, **known)

    monkeypatch.setattr(sources, "fetch", fetch)
    answer = browser.post("/add", {"address": "https://example.org/a", "title": "Mine"})
    assert "https://example.org/a" in answer.text
    assert "dragoman add" in browser.post("/add", {"address": "https://example.org/feed", "title": "Mine"}).text
    assert browser.post("/add", {"address": "https://example.org/a", "title": "Mine", "keep": "yes"}).status_code == 303
    (kept,) = record.documents()
    assert (kept.address, kept.title) == ("https://example.org/a", "Mine")


def test_what_fails_in_us_costs_one_line(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, model: str | None) -> Extraction:
        raise OddError(document.address)

    monkeypatch.setattr(pipeline, "extract", broken)
    answer = browser.post("/add", FIELDS)
    assert answer.status_code == 500
    assert "the terminal in which it runs says how" in answer.text


class OddError(Exception):
    pass


def test_a_long_reading_holds_nobody_up(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, going = browser.mark("/add"), threading.Event()
    together: list[int] = []

    def slow(document: Document, model: str | None) -> Extraction:
        together.append(len(together))
        going.wait(30)
        return Extraction(document)

    monkeypatch.setattr(pipeline, "extract", slow)

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(browser._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8765", cookies=browser.cookies) as client:
            texts = [asyncio.create_task(client.post("/add", data={**FIELDS, "title": str(n), "mark": mark})) for n in range(50)]
            while not together:
                await asyncio.sleep(0.01)
            pages = [await client.get("/status"), await client.get("/api/events")]
            assert together == [0]  # the models are used by one at a time, and nobody waits in a thread
            going.set()
            return [page.status_code for page in (*pages, *await asyncio.gather(*texts))]

    statuses = asyncio.run(ask())
    assert statuses == [200] * 2 + [200] * 30 + [429] * 20


def test_reading_too_often_waits(browser: Browser) -> None:
    answers = [browser.post("/add", {"text": ""}, browser.mark("/add")) for _ in range(31)]
    assert [a.status_code for a in answers[:30]] == [422] * 30
    assert answers[30].status_code == 429
    assert "wait" in answers[30].text
    assert "textarea" in answers[30].text


def test_warming_up_reads_and_compares(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Mock(wraps=tagger.meaning)
    monkeypatch.setattr(tagger, "meaning", compared)
    Reading().warm()
    assert any(call.args[0] for call in compared.call_args_list)
