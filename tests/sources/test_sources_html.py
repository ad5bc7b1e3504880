"""Pages: their words, their zones, and what they say of themselves."""

import time

import pytest

from dragoman.errors import DocumentError
from dragoman.model import Document
from dragoman.sources.documents import compose
from dragoman.sources.html import read_fragment, read_page
from dragoman.sources.markup import PAGE_LIMIT

SENTENCE = "The minister met the president in Paris on Tuesday and they spoke at length about trade. "
PAGE = """<!doctype html><html lang="en-GB"><head><title>Ministers speak | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="og:title" content="Ministers speak by phone">
<meta property="article:published_time" content="2025-03-04T23:30:00+05:00"><link rel="canonical" href="https://paper.example/a">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-01"}</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><main><article><h1>Ministers speak by phone</h1>
<figure><img src="a.jpg"><figcaption>The two men in an earlier meeting</figcaption></figure>
<p>ISLAMABAD: The foreign minister held a call with the secretary of state on Tuesday and the two agreed to talk again soon.</p>
<h2>Trade ties</h2>
<p>They discussed trade and investment across several sectors, the foreign ministry said in a statement after the call.</p>
<blockquote class="twitter-tweet"><p>Good call with my friend today. We agreed on much.</p>&mdash; The Minister (@fm) <a href="#">March 4, 2025</a></blockquote>
<p>Officials on both sides said that the call had gone well and that more would follow in the spring of this year.</p>
<p><strong>Read:</strong> <a href="/y">Trade talks resume</a></p>
<p>The talks follow a month of tension between the two countries, and neither side has said what comes next.</p>
</article></main><footer>Copyright 2025 The Paper. All rights reserved.</footer></body></html>"""


def read_document(markup: str, url: str | None = None) -> Document:
    page = read_page(markup, "a.html", url)
    return compose(page.text, "a.html", page.known, page.marks)


def test_a_page_gives_its_text_its_zones_and_what_it_says_of_itself() -> None:
    document = read_document(PAGE)
    zones = [(zone.kind, document.text[zone.start : zone.end].split("\n")[0][:40]) for zone in document.zones]
    assert zones == [
        ("headline", "Ministers speak by phone"),
        ("caption", "The two men in an earlier meeting"),
        ("dateline", "ISLAMABAD:"),
        ("body", "The foreign minister held a call with th"),
        ("heading", "Trade ties"),
        ("body", "They discussed trade and investment acro"),
        ("embed", "Good call with my friend today. We agree"),
        ("body", "Officials on both sides said that the ca"),
        ("related", "Read: Trade talks resume"),
        ("body", "The talks follow a month of tension betw"),
    ]
    assert (document.title, document.publisher, document.published) == ("Ministers speak by phone", "The Paper", "2025-03-04")
    assert (document.url, document.language, document.kind) == ("https://paper.example/a", "en", "report")


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="pubdate" content="20250304">', "", "2025-03-04"),
        ('<meta name="date" content="Tue, 04 Mar 2025 23:30:00 -0500">', "", "2025-03-04"),
        ('<meta name="date" content="soon">', "", None),
        ('<meta property="article:modified_time" content="2025-03-04">', "", None),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"datePublished": "2025-03-04T10:00:00Z"}]}</script>',
            "",
            "2025-03-04",
        ),
        (
            '<script type="application/ld+json">[{"datePublished": "2025-02-30"}, {"datePublished": "2025-03-04"}]</script>',
            "",
            "2025-03-04",
        ),
        ('<script type="application/ld+json">{"itemListElement": [{"datePublished": "2025-03-04"}]}</script>', "", None),
        ('<script type="application/ld+json">{broken</script>', "", None),
        ("", '<article><time datetime="2025-03-04T10:00">Tuesday</time></article>', "2025-03-04"),
        ("", '<article><aside><time datetime="2025-03-04">Tuesday</time></aside></article>', None),
        (
            "",
            '<article><time datetime="2025-03-04">x</time></article><article><time datetime="2024-01-01">y</time></article>',
            None,
        ),
        ("", '<time datetime="2025-03-04" itemprop="datePublished">Tuesday</time>', "2025-03-04"),
        ("", "<p>Published on March 4, 2025</p><p>© 2025</p>", None),
    ],
)
def test_the_date_is_what_the_page_declares_and_never_a_guess(head: str, body: str, published: str | None) -> None:
    page = read_page(
        f"<html><head>{head}</head><body>{body}<p>{SENTENCE}</p></body></html>",
        "2023-05-06.html",
        "https://a.example/2022/01/02/x",
    )
    assert page.known.published == published


@pytest.mark.parametrize(
    ("canonical", "url", "known"),
    [
        ("https://a.example/x", None, "https://a.example/x"),
        ("https://www.a.example/x", "https://a.example/x?utm=1", "https://www.a.example/x"),
        ("https://ministry.example/x", "https://a.example/x", "https://a.example/x"),
        ("/x", "https://a.example/y", "https://a.example/y"),
        ("/x", None, None),
    ],
)
def test_a_page_speaks_for_its_own_host_only(canonical: str, url: str | None, known: str | None) -> None:
    page = read_page(
        f'<html><head><link rel="canonical" href="{canonical}"></head><body><p>{SENTENCE}</p></body></html>', "a", url
    )
    assert page.known.url == known


def test_what_a_page_lacks_stays_open() -> None:
    known = read_page(f"<p>{SENTENCE}</p>", "a.html").known
    assert (known.title, known.publisher, known.url, known.published, known.language) == (None,) * 5


def test_a_headline_is_set_above_a_text_that_lacks_it() -> None:
    page = read_page(f"<html><head><title>Talks in Paris</title></head><body><p>{SENTENCE}</p></body></html>", "a.html")
    assert page.text.startswith("Talks in Paris\nThe minister")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Talks in Paris | The Paper</title>", "<h1>The Paper</h1><h1>Talks in Paris</h1>", "Talks in Paris"),
        ("<title>Talks in Paris</title>", "<h1>Site of the week</h1>", "Talks in Paris"),
        ('<meta property="og:site_name" content="A+B"><title>Talks in Paris - A+B</title>', "", "Talks in Paris"),
        ("", "<h1>Talks in <em>Paris</em></h1>", "Talks in Paris"),
        ('<meta property="og:title" content="Talks &amp; tea"><title>Other</title>', "<h1>More</h1>", "Talks & tea"),
    ],
)
def test_the_title_is_the_piece_s_and_not_the_site_s(head: str, body: str, title: str) -> None:
    assert read_page(f"<html><head>{head}</head><body>{body}<p>{SENTENCE}</p></body></html>", "a").known.title == title


def test_menus_and_tables_for_layout_leave_the_text() -> None:
    menu = (
        "<ul>" + "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Ministry", "Press", "Contact")) + "</ul>"
    )
    cell = f"<b>Ministers speak</b><br><br>{SENTENCE}<br><br>They also spoke of security in the region and of the flood."
    text = read_page(f"<body>{menu}<table><tr><td>{cell}</td></tr></table></body>", "a").text
    assert text.split("\n") == [
        "Ministers speak",
        SENTENCE.strip(),
        "They also spoke of security in the region and of the flood.",
    ]


def test_a_label_on_the_whole_piece_sets_nothing_apart() -> None:
    paragraphs = "".join(f"<p>{SENTENCE}{n}.</p>" for n in range(40))
    page = read_page(f'<body><div class="post has related-posts"><article>{paragraphs}</article></div></body>', "a")
    assert page.marks == {}
    assert len(page.text) > 3000


def test_scripts_comments_and_controls_are_no_text() -> None:
    text = read_page(
        f"<body><p>{SENTENCE}</p><script>var secret</script><!-- hidden --><style>x</style><noscript>enable</noscript></body>",
        "a",
    ).text
    assert text.strip() == SENTENCE.strip()


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + f"<p>{SENTENCE}</p>" + "</div>" * 10_000,
        "<span>" * 10_000 + SENTENCE,
        "<table><tr><td>" * 5_000 + SENTENCE,
        "<p " + " ".join(f'a{n}="xxxxxxxxxx"' for n in range(100_000)) + f">{SENTENCE}</p>",
        "<p " + " ".join(f'a{n}="<"' for n in range(100_000)) + f">{SENTENCE}</p>",
        f"<div class='{'a b ' * 1_000_000}'><p>{SENTENCE}</p></div>",
        f"<img src='data:image/png;base64,{'A' * 4_000_000}'><p>{SENTENCE}</p>",
        f"<p>{SENTENCE}<b><i></p></b><td></table><a href=x<p></html></body>",
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SENTENCE}</p></body></html>',
        f"<p>{SENTENCE}</p>" + "<!--" * 100_000,
    ],
    ids=[
        "deep",
        "deep-inline",
        "deep-tables",
        "attributes",
        "attributes-with-markup",
        "long-class",
        "inline-image",
        "broken",
        "xhtml",
        "comments",
    ],
)
def test_hostile_markup_costs_neither_the_text_nor_the_time(markup: str) -> None:
    started = time.monotonic()
    assert SENTENCE.strip() in read_page(markup, "a.html").text
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "no text"),
        ("<!-- only a comment -->", "no text"),
        ("a" * (PAGE_LIMIT + 1), "is the limit"),
        ("<p>" * 300_001, "more than 300,000 tags"),
        (f"<p>{SENTENCE * 12_000}</p>", "more than 1,000,000 characters"),
    ],
    ids=["empty", "comment", "huge", "tags", "long"],
)
def test_a_page_that_cannot_be_read_says_why(markup: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read_page(markup, "a.html")


def test_a_fragment_is_read_block_by_block() -> None:
    page = read_fragment(
        "<p>One &amp; <b>bold</b>.</p><ul><li>Two</li></ul><figure><figcaption>A view</figcaption></figure><script>x</script>",
        "a",
    )
    assert page.text == "One & bold.\nTwo\nA view"
    assert page.marks == {"caption": "\naview\n"}
    assert read_fragment("Plain < text", "a").text == "Plain < text"
