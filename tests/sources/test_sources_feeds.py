"""RSS and Atom."""

import time

import pytest

from dragoman.errors import DocumentError
from dragoman.model import Document
from dragoman.sources.feeds import FEED_LIMIT, read_feed

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Paper</title><link>https://paper.example/</link><language>en-gb</language>
<item><title>Ministers &amp;amp; kings speak</title><link>https://paper.example/1</link><pubDate>Sat, 09 Aug 2025 23:30:00 -0500</pubDate>
<description>In short.</description><content:encoded><![CDATA[<p>The ministers spoke for an hour on Friday.</p><figure><img src="a">
<figcaption>The two men in May</figcaption></figure><script>x()</script><p>They agreed to meet again.</p>]]></content:encoded></item>
<item><title></title><description></description></item>
<item><title>Border reopens</title><link>/relative</link><source url="https://b.example/feed">The Other Paper</source>
<description>Chad reopens its border.</description></item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Talks held</title><link href="https://a.example/1"/><published>2025-04-07T23:00:00+05:00</published>
<updated>2025-04-09T01:00:00Z</updated><content type="html">&lt;p&gt;The talks were held in Doha.&lt;/p&gt;</content></entry>
<entry><title>Talks end</title><updated>2025-04-09T01:00:00Z</updated><summary>The talks in Doha ended.</summary></entry></feed>"""


def test_each_entry_is_a_document() -> None:
    first, empty, third = read_feed(RSS.encode(), "feed.xml")
    assert isinstance(first, Document)
    assert isinstance(empty, DocumentError)
    assert isinstance(third, Document)
    assert (
        first.text
        == "Ministers & kings speak\nThe ministers spoke for an hour on Friday.\nThe two men in May\nThey agreed to meet again."
    )
    assert [zone.kind for zone in first.zones] == ["headline", "body", "caption", "body"]
    assert (first.address, first.title, first.published) == ("feed.xml#1", "Ministers & kings speak", "2025-08-09")
    assert (first.publisher, first.url, first.language) == ("The Paper", "https://paper.example/1", "en")
    assert (empty.address, empty.reason) == ("feed.xml#2", "empty: it holds no words")
    assert (third.address, third.publisher, third.published, third.url) == ("feed.xml#3", "The Other Paper", None, None)


def test_an_update_is_no_publication() -> None:
    first, second = read_feed(ATOM.encode(), "feed.atom")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.text) == ("2025-04-07", "Talks held\nThe talks were held in Doha.")
    assert (second.published, second.text) == (None, "Talks end\nThe talks in Doha ended.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body><p>No feed here.</p></body></html>", "not a feed"),
        (b"", "not a feed"),
        (b"\x00\x01\x02", "not a feed"),
        (b"/etc/hostname", "not a feed"),
        (b"<rss>" + b" " * FEED_LIMIT, "more than 5 MB"),
        (b"<rss>" + b"<item>" * 10_001, "10,000 entries"),
        (b"<rss>" + b"<" * 200_000, "200,000 tags"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>', "without entries"),
    ],
)
def test_what_is_no_feed_says_so(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        list(read_feed(content, "a.xml"))


def test_a_feed_cut_off_gives_what_it_has() -> None:
    documents = list(read_feed(RSS.encode()[:-60], "feed.xml"))
    assert isinstance(documents[0], Document)


def test_attributes_without_end_take_no_time() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(100_000))
    started = time.monotonic()
    (document,) = read_feed(
        f'<rss version="2.0"><channel><item {attributes}><title>A call</title></item></channel></rss>'.encode(), "a"
    )
    assert isinstance(document, Document)
    assert time.monotonic() - started < 2


def test_entities_that_multiply_do_no_harm() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "boom">{entities}<!ENTITY f SYSTEM "file:///etc/hostname">]>' + (
        '<rss version="2.0"><channel><item><title>A call</title><description>&e9; &f;</description></item></channel></rss>'
    )
    started = time.monotonic()
    (document,) = read_feed(bomb.encode(), "feed.xml")
    assert time.monotonic() - started < 3
    assert isinstance(document, Document)
    assert len(document.text) < 2000
