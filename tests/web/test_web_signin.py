"""The doorstep, as a browser meets it."""

import pytest
from web_site import EDITOR, READER, Browser, fill

from dragoman.record import Record
from dragoman.web import Access


@pytest.fixture
def browser(record: Record) -> Browser:
    fill(record)
    return Browser(record, Access(EDITOR, READER))


def sign_in(browser: Browser, token: str, **fields: str) -> int:
    return browser.post("/signin", {"token": token, **fields}, browser.mark("/signin")).status_code


def test_a_token_opens_a_session_and_signing_out_ends_it(browser: Browser) -> None:
    assert browser.get("/events?page=1").headers["location"] == "/signin?next=%2Fevents%3Fpage%3D1"
    before = browser.mark("/signin")
    answer = browser.post("/signin", {"token": EDITOR, "name": "Ann <b>Lee", "next": "/events?page=1"}, before)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?page=1")
    cookie = answer.headers["set-cookie"]
    assert cookie.endswith("; HttpOnly; SameSite=Strict")
    assert "Path=/; Max-Age=43200" in cookie
    page = browser.page("/events")
    assert "as Ann <b>Lee" in page.xpath("//footer")[0].text_content()
    assert browser.mark("/add") != before
    assert browser.post("/status", {}).status_code == 200
    assert browser.post("/signout", {}).headers["location"] == "/"
    assert browser.get("/").status_code == 303


def test_a_reader_sees_no_way_to_write(browser: Browser) -> None:
    assert sign_in(browser, READER) == 303
    assert not browser.page("/").xpath("//a[@href='/add']")
    assert [form.get("action") for form in browser.page("/status").xpath("//main//form")] == []
    assert browser.get("/add").status_code == 403
    mark = browser.mark("/")
    for address in ("/add", "/review", "/review/undo", "/status"):
        refused = browser.post(address, {}, mark)
        assert (refused.status_code, "only reads" in refused.text) == (403, True)


@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "", "/a\r\nX: y"]
)
def test_nobody_is_led_away(browser: Browser, onward: str) -> None:
    answer = browser.post("/signin", {"token": EDITOR, "next": onward}, browser.mark("/signin"))
    assert answer.headers["location"] == "/"


def test_guessing_is_slowed(browser: Browser) -> None:
    for guess in range(5):
        assert sign_in(browser, f"guess-number-{guess:05}") == 403
    answer = browser.post("/signin", {"token": EDITOR}, browser.mark("/signin"))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 61
    assert "wait" in answer.text


def test_signing_in_needs_a_form_of_ours(browser: Browser) -> None:
    assert browser.post("/signin", {"token": EDITOR}, "0" * 64).status_code == 403
    assert browser.post("/signin", {"token": EDITOR}, browser.mark("/signin"), "http://evil.example").status_code == 403


def test_where_no_token_is_needed_there_is_no_doorstep(record: Record) -> None:
    assert Browser(record).get("/signin").headers["location"] == "/"


def test_a_damaged_cookie_is_a_new_session(browser: Browser) -> None:
    browser.cookies.set("dragoman8765", "x.y")
    assert browser.get("/").status_code == 303
