"""Who is answered, and what every answer carries."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from web_site import EDITOR, READER, Browser, fill

from dragoman.record import Record
from dragoman.web import Access
from dragoman.web.guard import BODY_LIMIT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = ["/", "/events", "/search", "/static/dragoman.css", "/nowhere", "/api/status", "/api/events/x", "/api/openapi.json"]


FORMS = ["/add", "/review", "/review/undo", "/status", "/signout"]
WRITES = ["/api/documents", "/api/extract", "/api/judgements", "/api/judgements/x/undo", "/api/verify"]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Record]:
    with Record.open(str(tmp_path / "dragoman.db")) as record:
        fill(record)
        yield record


@pytest.fixture
def browser(filled: Record) -> Browser:
    return Browser(filled)


@pytest.fixture
def guarded(filled: Record) -> Browser:
    """A browser of a record that needs a token, which it doesn't have."""
    return Browser(filled, Access(EDITOR, READER))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_sealed(browser: Browser, address: str) -> None:
    headers = browser.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]", "[::1]:8765"])
def test_this_machine_is_answered(browser: Browser, host: str) -> None:
    assert browser.get("/", host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "example.org",
        "localhost.example.org",
        "127.0.0.1.example.org:8765",
        "127.0.0.2",
        "user@localhost",
        "localhost:",
        "[::1",
        "::1",
    ],
)
@pytest.mark.parametrize("address", ["/", "/api/status", "/static/dragoman.css"])
def test_nobody_else_is(browser: Browser, host: str, address: str) -> None:
    answer = browser.get(address, host=host)
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ["/", "/api/events"])
def test_nothing_can_be_written(browser: Browser, method: str, address: str) -> None:
    assert browser.get(address, method=method).status_code == 405


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize(
    ("mark", "origin", "site"),
    [
        ("", "http://localhost:8765", "same-origin"),
        ("0" * 64, "http://localhost:8765", "same-origin"),
        (None, "http://evil.example", "cross-site"),
        (None, "http://localhost:9999", "same-site"),
        (None, "null", "cross-site"),
        (None, None, "cross-site"),
        ("", None, "none"),
    ],
)
def test_a_form_from_elsewhere_is_refused(
    browser: Browser, address: str, mark: str | None, origin: str | None, site: str
) -> None:
    answer = browser.post(address, {"verdict": "same"}, mark, origin, **{"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "not from a page of this session" in answer.text


def test_home_starts_a_session_beside_its_own_cookie(browser: Browser) -> None:
    given = [cookie.partition("=")[0] for cookie in browser.get("/").headers.get_list("set-cookie")]
    assert sorted(given) == ["dragoman8765", "seen"]
    assert [cookie.partition("=")[0] for cookie in browser.get("/").headers.get_list("set-cookie")] == ["seen"]


def test_the_mark_of_another_session_is_refused(filled: Record) -> None:
    one, other = Browser(filled), Browser(filled)
    app = one._app
    other._app = app
    assert one.mark() != other.mark()
    assert one.post("/status", {}, other.mark()).status_code == 403
    assert one.post("/status", {}).status_code == 200


@pytest.mark.parametrize("address", WRITES)
def test_a_browser_that_sends_json_from_elsewhere_is_refused(browser: Browser, address: str) -> None:
    answer = browser.send(address, {}, origin="http://evil.example")
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    form = {"content-type": "text/plain"}
    assert browser.get(address, method="POST", headers=form, content=b"{}").status_code == 403


def test_a_page_of_ours_may_send_json(browser: Browser) -> None:
    mark = browser.mark()
    assert browser.send("/api/verify", None, origin="http://localhost:8765", **{"x-csrf-token": mark}).status_code == 200


def test_without_a_token_nobody_gets_anything(guarded: Browser) -> None:
    for address in ("/", "/events", "/add", "/status"):
        answer = guarded.get(address)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/signin")
    for address in ("/api/status", "/api/openapi.json", "/api/nowhere"):
        answer = guarded.get(address)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"
    for address in (*FORMS, *WRITES):
        assert guarded.send(address, {}).status_code == 401
    assert guarded.get("/static/dragoman.css").status_code == 200


@pytest.mark.parametrize("token", ["", "x", EDITOR[:-1], EDITOR + "x", EDITOR.upper(), READER[::-1]])
def test_a_wrong_token_opens_nothing(guarded: Browser, token: str) -> None:
    answer = guarded.get("/api/status", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert guarded.get("/api/status", headers={"authorization": f"Basic {EDITOR}"}).status_code == 401


def test_a_reader_reads_and_an_editor_writes(guarded: Browser) -> None:
    reader, editor = ({"authorization": f"Bearer {token}"} for token in (READER, EDITOR))
    for told in (reader, editor):
        assert guarded.get("/api/status", headers=told, host="desk.example:443").status_code == 200
    refused = guarded.send("/api/verify", None, **reader)
    assert (refused.status_code, refused.json()["title"]) == (403, "Forbidden")
    assert guarded.send("/api/verify", None, **editor).json()["faults"] == []
    assert guarded.get("/add", headers=reader).status_code == 403
    assert guarded.get("/add", headers=editor).status_code == 200


def test_what_is_too_large_is_said(browser: Browser) -> None:
    answer = browser.post("/add", {"text": "x" * BODY_LIMIT})
    assert (answer.status_code, "More than 5 MB" in answer.text) == (413, True)
    answer = browser.send("/api/extract", {"text": "x" * (BODY_LIMIT * 5)})
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


def test_a_form_of_a_thousand_fields_is_none(browser: Browser) -> None:
    assert browser.post("/status", {f"f{n}": "x" for n in range(1000)}).status_code == 403
