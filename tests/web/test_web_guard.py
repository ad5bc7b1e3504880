"""Who is answered, and what every answer carries."""

from pathlib import Path

import pytest
from web_site import Browser, fill

from dragoman.record import Record

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = ["/", "/events", "/search", "/static/dragoman.css", "/nowhere", "/api/status", "/api/events/x", "/api/openapi.json"]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    record = Record.open(str(tmp_path / "dragoman.db"))
    fill(record)
    return Browser(record)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_sealed(browser: Browser, address: str) -> None:
    headers = browser.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


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
