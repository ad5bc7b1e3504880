"""One page or feed by its web address, as a polite and careful visitor."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from dragoman.errors import DocumentError, DragomanError, SourceError
from dragoman.model import Document
from dragoman.sources.formats import Format, guess, parse
from dragoman.sources.guard import GuardedTransport, RefusedError
from dragoman.sources.metadata import Metadata

__all__ = ["BODY_LIMIT", "Web", "is_web"]

#: Bytes of a page; seconds for a page with its redirects and its robots.txt; redirects followed.
BODY_LIMIT, SECONDS, REDIRECTS = 10_000_000, 20.0, 5
AGENT = "dragoman/0.1"
_ROBOTS_LIMIT = 500_000
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*;q=0.9",
}


def is_web(address: str) -> bool:
    """Whether an address has a scheme, and so is no path."""
    return "://" in address[:20]


@dataclass
class Web:
    """Reads web addresses, remembering each site's robots.txt.

    `allow_private` lets the host that the caller names be a private one; where it redirects to, is held to the public internet.
    """

    allow_private: bool = False
    seconds: float = SECONDS
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def read(self, address: str, known: Metadata | None = None) -> Iterator[Document | DragomanError]:
        """The documents at a web address; what is `known` of a page wins over what it says.

        Raises SourceError when it doesn't answer, refuses, or may not be read; DocumentError when it answers with no text.
        """
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, ValueError):
            raise SourceError(address, "not a web address") from None
        private = {url.raw_host.decode("ascii")} if self.allow_private else set()
        try:
            with (
                GuardedTransport(time.monotonic() + self.seconds, private) as transport,
                httpx.Client(transport=transport, headers=_HEADERS, trust_env=False) as client,
            ):
                response, content = self._fetch(client, url, address)
        except RefusedError:
            raise SourceError(address, "a private address; only public hosts are read") from None
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise SourceError(address, f"no whole answer in {self.seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise SourceError(address, f"can't be fetched: {error or type(error).__name__}") from None
        form = _format(response, content)
        yield from parse(content, form, address, known=known, charset=response.charset_encoding, url=str(response.url))

    def _fetch(self, client: httpx.Client, url: httpx.URL, address: str) -> tuple[httpx.Response, bytes]:
        """The last answer after all redirects, and its body."""
        for _ in range(REDIRECTS + 1):
            if url.scheme not in ("http", "https") or not url.host:
                raise SourceError(address, f"only http and https are read, not {url.scheme or 'this'}")
            if not self._allowed(client, url):
                raise SourceError(address, f"robots.txt of {url.host} forbids it")
            response, content = _get(client, url, BODY_LIMIT)
            if response.next_request:
                url = response.next_request.url
                continue
            if response.status_code != httpx.codes.OK:
                raise SourceError(address, f"answered {response.status_code} {response.reason_phrase}".strip())
            if len(content) > BODY_LIMIT:
                raise DocumentError(address, f"larger than {BODY_LIMIT // 1_000_000} MB")
            return response, content
        raise SourceError(address, f"more than {REDIRECTS} redirects")

    def _allowed(self, client: httpx.Client, url: httpx.URL) -> bool:
        """Whether the site's robots.txt lets us read the address; a site without a readable one does."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = _robots(client, httpx.URL(origin).join("/robots.txt"))
        try:
            return self._robots[origin].can_fetch(AGENT, str(url))
        except ValueError:
            # urllib is stricter than httpx about what a host is.
            raise SourceError(str(url), "not a web address") from None


def _robots(client: httpx.Client, url: httpx.URL) -> RobotFileParser:
    """The rules of a site: none where robots.txt can't be found or reached, all forbidden where it is refused (401, 403, 5xx)."""
    rules = RobotFileParser()
    rules.parse([])
    status, content = 404, b""
    for _ in range(REDIRECTS + 1):
        try:
            response, content = _get(client, url, _ROBOTS_LIMIT)
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, RefusedError):
            return rules
        status = response.status_code
        if not response.next_request:
            break
        url = response.next_request.url
    if status in (401, 403) or status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])
    elif status == httpx.codes.OK:
        rules.parse(filter(_is_sound, content.decode("utf-8", "replace").splitlines()))
    return rules


def _is_sound(rule: str) -> bool:
    """Whether a line of robots.txt names a path that urllib can parse; one that it can't would cost us all the others."""
    try:
        urlsplit(unquote(rule.partition(":")[2].strip()))
    except ValueError:
        return False
    return True


def _get(client: httpx.Client, url: httpx.URL, limit: int) -> tuple[httpx.Response, bytes]:
    """An answer and its body as far as one byte chunk beyond the limit."""
    content = bytearray()
    with client.stream("GET", url) as response:
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > limit:
                break
    return response, bytes(content)


def _format(response: httpx.Response, content: bytes) -> Format:
    """HTML where the header says so and the content isn't a feed after all; otherwise what the content tells."""
    told = guess(content)
    return "html" if told == "text" and "html" in response.headers.get("content-type", "") else told
