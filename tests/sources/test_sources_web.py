"""Pages and feeds by their web address, from a real server on this machine."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import DocumentError, DragomanError, SourceError
from dragoman.model import Document
from dragoman.sources import fetch, read
from dragoman.sources.guard import is_public
from dragoman.sources.metadata import Metadata
from dragoman.sources.web import Web

BODY = "The two ministers spoke for an hour on trade, security and the border, and agreed to meet again before the summer."
PAGE = f"<html><head><title>Talks go on</title></head><body><article><p>{BODY}</p></article></body></html>"
FEED = f'<rss version="2.0"><channel><title>T</title><item><title>Talks go on</title><description>{BODY}</description></item></channel></rss>'
TYPES = {
    "/page": ("text/html; charset=utf-8", PAGE),
    "/feed": ("application/xml", FEED),
    "/text": ("text/plain", BODY),
    "/bare": ("text/html", BODY),
}


class Site(BaseHTTPRequestHandler):
    robots: tuple[int, bytes] = (404, b"")
    agents: list[str]

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        if self.path == "/robots.txt":
            self.answer(self.robots[0], self.robots[1])
        elif self.path in TYPES:
            kind, text = TYPES[self.path]
            self.answer(200, text.encode(), {"Content-Type": kind})
        elif self.path == "/latin":
            self.answer(
                200,
                "<p>Les délégués se retrouveront à Genève.</p>".encode("latin-1"),
                {"Content-Type": "text/html; charset=iso-8859-1"},
            )
        elif self.path == "/image":
            self.answer(200, b"\x89PNG\r\n\x1a\n\0\0\0", {"Content-Type": "image/png"})
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(b"a" * 50_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/garbled":
            self.answer(200, b"no gzip", {"Content-Encoding": "gzip"})
        elif self.path.startswith("/to/"):
            self.answer(302, b"", {"Location": self.path.removeprefix("/to/")})
        elif self.path == "/around":
            self.answer(302, b"", {"Location": "/around"})
        elif self.path in ("/endless", "/drip", "/slow-head"):
            self.pour()
        else:
            self.answer(404, b"gone")

    def answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def pour(self) -> None:
        """Bytes without an end: as fast as they go, or one every twentieth of a second, in the body or already in the header."""
        if self.path == "/slow-head":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            self.send_response(200)
            self.end_headers()
        try:
            for _ in range(2000):
                self.wfile.write(b"words " * 5000 if self.path == "/endless" else b"w")
                time.sleep(0 if self.path == "/endless" else 0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
        return


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    handler = type("OneSite", (Site,), {"agents": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def read_one(address: str, allow_private: bool = True) -> Document | DragomanError:
    (found,) = read([address], allow_private=allow_private)
    return found


@pytest.mark.parametrize("path", ["/page", "/feed", "/text", "/bare", "/to//page"])
def test_a_page_a_feed_and_a_text_are_read(site: tuple[str, type[Site]], path: str) -> None:
    document = read_one(site[0] + path)
    assert isinstance(document, Document), document
    assert BODY in document.text
    assert document.published is None
    assert document.address == site[0] + path + ("#1" if path == "/feed" else "")
    assert document.url == (None if path == "/feed" else site[0] + path.removeprefix("/to/"))
    assert set(site[1].agents) == {"dragoman/0.1"}


def test_the_charset_of_the_header_counts(site: tuple[str, type[Site]]) -> None:
    document = read_one(site[0] + "/latin")
    assert isinstance(document, Document)
    assert document.text == "Les délégués se retrouveront à Genève."


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/nothing", SourceError, "answered 404 Not Found"),
        ("/image", DocumentError, "not a text"),
        ("/endless", DocumentError, "larger than 10 MB"),
        ("/bomb", DocumentError, "larger than 10 MB"),
        ("/garbled", SourceError, "can't be fetched"),
        ("/around", SourceError, "more than 5 redirects"),
        ("/to/ftp://a.example/x", SourceError, "only http and https"),
        ("/to/file:///etc/hostname", SourceError, "only http and https"),
        ("/to/http://localhost:1/", SourceError, "private address"),
        ("/to/http://0.0.0.0:1/", SourceError, "private address"),
        ("/to/http://169.254.169.254/latest/meta-data", SourceError, "private address"),
        ("/to/http://[::ffff:10.0.0.1]/", SourceError, "private address"),
    ],
)
def test_what_cannot_be_read_says_why(site: tuple[str, type[Site]], path: str, kind: type[DragomanError], reason: str) -> None:
    found = read_one(site[0] + path)
    assert isinstance(found, kind), found
    assert reason in str(found)
    assert str(found).startswith(site[0] + path)


@pytest.mark.parametrize("path", ["/drip", "/slow-head"])
def test_a_slow_answer_is_left_after_its_time(site: tuple[str, type[Site]], path: str) -> None:
    started = time.monotonic()
    with pytest.raises(SourceError, match=r"no whole answer in 0\.5 seconds"):
        list(Web(allow_private=True, seconds=0.5).read(site[0] + path))
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/", "http://localhost:1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://[fe80::1]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    found = read_one(address, allow_private=False)
    assert isinstance(found, SourceError)
    assert "private address" in str(found)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("169.254.0.1", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("0.0.0.0", False), ("::", False),
        ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False), ("64:ff9b::5db8:d822", True), ("2002:a00:1::", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///etc/hostname", "http://", "https://[broken/", "http://a..b.invalid/", "gopher://x"]
)
def test_other_addresses_are_source_errors(address: str) -> None:
    assert isinstance(read_one(address), SourceError)


def test_a_server_that_is_not_there_is_a_source_error() -> None:
    found = read_one("http://127.0.0.1:1/x")
    assert isinstance(found, SourceError)
    assert "can't be fetched" in str(found)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ((404, b""), True),
        ((200, b""), True),
        ((200, b"User-agent: *\nDisallow: /private"), True),
        ((200, b"User-agent: *\nDisallow: /page"), False),
        ((200, b"User-agent: *\nDisallow:\n\nUser-agent: dragoman\nDisallow: /"), False),
        ((200, b"\xff\xfe\x00binary"), True),
        ((200, b"User-agent: *\nDisallow: /page\nDisallow: //[broken"), False),
        ((401, b""), False),
        ((403, b""), False),
        ((500, b""), False),
        ((410, b""), True),
    ],
)
def test_robots_txt_is_honoured(site: tuple[str, type[Site]], robots: tuple[int, bytes], allowed: bool) -> None:
    site[1].robots = robots
    found = read_one(site[0] + "/page")
    assert isinstance(found, Document) is allowed
    assert allowed or "robots.txt of 127.0.0.1 forbids it" in str(found)


def test_robots_txt_is_asked_once_a_site(site: tuple[str, type[Site]]) -> None:
    assert all(isinstance(found, Document) for found in read([site[0] + "/page", site[0] + "/text"], allow_private=True))
    assert len(site[1].agents) == 3


def test_what_is_known_of_a_page_wins_over_what_it_says(site: tuple[str, type[Site]]) -> None:
    (found,) = Web(allow_private=True).read(f"{site[0]}/page", Metadata(title="Mine", published="2025-05"))
    assert isinstance(found, Document)
    assert (found.title, found.published) == ("Mine", "2025-05")


@pytest.mark.parametrize("address", ["", "-", "/etc/passwd", "file:///etc/passwd", "http:/x", "ftp://example.org"])
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(SourceError, match="no web address"):
        list(fetch(address))


def test_only_public_addresses_are_fetched(site: tuple[str, type[Site]]) -> None:
    with pytest.raises(SourceError, match="private"):
        list(fetch(f"{site[0]}/page"))


def test_what_is_known_of_a_page_must_be_well_formed() -> None:
    with pytest.raises(DocumentError, match="EDTF"):
        list(fetch("https://example.org/", published="soon"))
