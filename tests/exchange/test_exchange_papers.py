"""A brief as Markdown, HTML and Word: numbers that lead to sources, and nothing in a text that could mean something to a reader's program."""

from io import BytesIO

import docx as word
import pytest
from lxml import html as markup

from dragoman.exchange import papers
from dragoman.model import Document
from dragoman.results import Source

NASTY = Document(
    address="a_b.txt",
    text="He said <script>alert(1)</script> *and* [this](http://x) “well”.\x0b",
    title="T <b>",
    published="2025-04-07",
)
PLAIN = Document(address="b.txt", text="Other words, 漢字 and عربي.", publisher="wire")


@pytest.fixture
def made() -> papers.Paper:
    nasty, plain = (Source(d, d.anchor(0, len(d.text))) for d in (NASTY, PLAIN))
    return papers.Paper(
        "Brief: A & B",
        "Made from 2 documents.",
        (
            papers.Section("One", (papers.Sentence("So", f"It stands: “{NASTY.text}”", (nasty,)),)),
            papers.Section("Two", (papers.Sentence("Both", "stand", (plain, nasty)),)),
        ),
    )


def test_no_sentence_stands_without_a_source() -> None:
    with pytest.raises(ValueError, match="no source supports: So: it is"):
        papers.Sentence("So", "it is", ())


def test_markdown_numbers_its_sources_and_escapes(made: papers.Paper) -> None:
    text = papers.markdown(made)
    assert "- **Both.** stand [2][1]" in text
    assert "<script>" not in text.replace("\\<script", "")
    assert "\\*and\\* \\[this\\]" in text
    assert "1. T \\<b\\> (7 April 2025), a\\_b.txt, characters 0–" in text
    assert "2. b.txt (wire), b.txt, characters 0–25: “Other words, 漢字 and عربي.”" in text


def test_html_is_one_page_without_script_or_address(made: papers.Paper) -> None:
    tree = markup.fromstring(papers.html(made))
    assert not {e.tag for e in tree.iter()} & {"script", "link", "img", "iframe"}
    names = {str(name) for e in tree.iter() for name in e.attrib}
    assert names <= {"lang", "charset", "name", "content", "class", "href", "id"}
    assert [e.get("href") for e in tree.iter("a")] == ["#source-1", "#source-2", "#source-1"]
    assert next(e.text or "" for e in tree.iter("q")).startswith("He said <script>")
    assert [e.text for e in tree.iter("h1")] == ["Brief: A & B"]


def test_word_holds_the_same_lines(made: papers.Paper) -> None:
    lines = [p.text for p in word.Document(BytesIO(papers.docx(made))).paragraphs]
    assert lines[0] == "Brief: A & B"
    assert "Both. stand [2][1]" in lines
    assert lines[-1] == "[2] b.txt (wire), b.txt, characters 0–25: “Other words, 漢字 and عربي.”"


def test_an_empty_brief_has_no_sections() -> None:
    from dragoman.results import Brief

    empty = Brief(
        parties=("GHA", "PER"),
        purpose=None,
        documents=0,
        until=None,
        engagements=(),
        counterparts=(),
        issues=(),
        commitments=(),
        disputes=(),
        silent=(),
    )
    paper = papers.paper(empty)
    assert (paper.title, paper.sections, paper.sources) == ("Brief: Ghana – Peru", (), ())
    assert "Sources" not in papers.markdown(paper)
