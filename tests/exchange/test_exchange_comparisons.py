"""A comparison as Markdown and as a page: every word escaped, the words that differ marked, silence told."""

from html.parser import HTMLParser

from dragoman.exchange import comparisons
from dragoman.model import Document
from dragoman.results import Account, Cell, Comparison, Item, Remark

KENYA = Document(address="ken.txt", text="Both agreed on an energy ceasefire | & *soon*. <b>Odera</b> spoke today.")
NORWAY = Document(address="nor.txt", text="Both agreed on a ceasefire.")
EARLIER = Document(address="old.txt", text="Norway spoke of fish.")


def cell(document: Document, words: str) -> Cell:
    start = document.text.index(words)
    return Cell(document.address, document.anchor(start, start + len(words)))


MATTERS = (
    Item(
        "ceasefire", "ceasefires", "differs",
        {"KEN": (cell(KENYA, "agreed on an energy ceasefire | & *soon*"),), "NOR": (cell(NORWAY, "agreed on a ceasefire"),)},
        (cell(KENYA, "energy ceasefire").anchor, cell(NORWAY, "ceasefire").anchor),
    ),
    Item("fish", "fish <i>", "only", {"KEN": (cell(KENYA, "<b>Odera</b>"),), "NOR": ()}, earlier={"NOR": cell(EARLIER, "spoke of fish")}),
)  # fmt: skip
ACCOUNTS = (
    Account(
        side="KEN",
        room=1200,
        leads=cell(KENYA, "Both"),
        named=(Remark(cell(KENYA, "Odera"), "Amina Odera, Minister"),),
        when=(Remark(cell(KENYA, "today"), "2025-03-03"),),
        promised=(Remark(cell(KENYA, "energy ceasefire"), "NOR"),),
    ),
    Account(side="NOR", room=5, leads=None),
)
COMPARISON = Comparison("CONSULT", ("KEN", "NOR"), ("KEN", "NOR"), MATTERS, ACCOUNTS)


def test_in_markdown() -> None:
    assert comparisons.markdown(COMPARISON) == (
        "# Consultation: Kenya – Norway\n\n"
        "| matter | Kenya | Norway |\n"
        "| --- | --- | --- |\n"
        "| ceasefires (differs) | “agreed on an **energy ceasefire** \\| &amp; \\*soon\\*” (ken.txt) | “agreed on a **ceasefire**” (nor.txt) |\n"
        "| fish &lt;i> (Kenya only) | “&lt;b>Odera&lt;/b>” (ken.txt) | *nothing now; before:* “spoke of fish” (old.txt) |\n\n"
        "|  | Kenya | Norway |\n"
        "| --- | --- | --- |\n"
        "| how much | 1,200 words | 5 words |\n"
        "| leads with | “Both” |  |\n"
        "| names | “Odera” Amina Odera, Minister |  |\n"
        "| when | “today” 3 March 2025 |  |\n"
        "| promised | “energy ceasefire” to Norway |  |\n"
    )


def test_as_a_page_that_needs_nothing_but_itself() -> None:
    page = comparisons.html(COMPARISON)
    assert page.startswith("<!doctype html>")
    assert "<mark>energy ceasefire</mark> | &amp; *soon*" in page
    assert "&lt;b&gt;Odera&lt;/b&gt;" in page
    assert "fish &lt;i&gt;" in page
    assert "<small>nothing now; before:</small> <bdi>“spoke of fish”</bdi> <small><bdi>old.txt</bdi>, 7–20</small>" in page
    assert not any(word in page for word in ("<script", "<link", "src=", "href=", "url("))
    assert _balanced(page)


def test_without_an_engagement_or_a_word() -> None:
    assert comparisons.heading(Comparison(None, (), (), ())) == "Accounts that share no engagement"
    assert _balanced(comparisons.html(Comparison(None, (), (), ())))
    assert comparisons.markdown(Comparison(None, (), (), ())).startswith("# Accounts that share no engagement\n")


def _balanced(page: str) -> bool:
    """Whether every element that a page opens is closed in turn."""
    open_: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "br"):
                open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_.pop() == tag

    Reader().feed(page)
    return not open_
