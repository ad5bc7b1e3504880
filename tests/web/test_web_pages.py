"""Every page is there, hangs together, and shows documents as text, whatever stands in them."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html
from matter_texts import extractions
from web_site import EVENT, HOSTILE, Browser, fill, readout

from dragoman import pipeline
from dragoman.model import Extraction, When
from dragoman.pipeline.heading import head
from dragoman.record import Record
from dragoman.web import searching


@pytest.fixture
def added(record: Record) -> list[Extraction]:
    return fill(record)


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_every_link_leads_to_a_page_and_every_fragment_to_words_on_it(record: Record, added: list[Extraction]) -> None:
    browser, pages, waiting = Browser(record), dict[str, html.HtmlElement](), ["/", "/search?q=call", "/search?q=nothing"]
    while waiting:
        address, fragment = urldefrag(waiting.pop())
        if address not in pages:
            pages[address] = browser.page(address)
            waiting += [urljoin(address, href) for href in pages[address].xpath("//a/@href")]
        assert not fragment or pages[address].xpath(f"//*[@id='{fragment}']"), (address, fragment)

    kinds = {address.split("?")[0].split("/")[1] for address in pages}
    assert kinds == {"", "add", "events", "relations", "documents", "entities", "review", "search", "status"}
    for address, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert page.xpath("//title")[0].text_content().strip().endswith("· Dragoman")
        assert page.xpath("//a[1]/@href")[0] == "#main"


def test_hostile_words_stay_words(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)
    hostile = added[2].document
    addresses = ["/", f"/events/{EVENT}", f"/documents/{hostile.id}", "/search?q=sundry", f"/search?q={HOSTILE}"]
    for address in addresses:
        page = browser.page(address)
        assert HOSTILE in words(page), address
        assert not page.xpath("//script[not(@src)] | //script/text() | //@*[starts-with(name(), 'on')] | //@style | //style"), (
            address
        )
        assert all(src.startswith("/static/") for src in page.xpath("//@src")), address
        assert all(href.startswith(("/", "#", "?", "http")) for href in page.xpath("//@href | //@action")), address
        for turn in page.xpath("//text()[contains(., '\u202e') or contains(., '\u202c')]/.."):
            assert turn.get("class") == "turn"
            assert len(turn.text) == 1
    assert browser.page(f"/documents/{hostile.id}").xpath("//article/@lang") == [hostile.language]


def test_a_document_is_its_words_with_what_was_read_in_them(record: Record, added: list[Extraction]) -> None:
    extraction = added[1]
    page = Browser(record).page(f"/documents/{extraction.document.id}?at=0-4")
    assert [str(line.text_content()).strip() for line in page.xpath("//article/p[bdi]")] == [
        line for line in extraction.document.text.splitlines() if line
    ]
    marks = {(mark.text, mark.get("class"), mark.get("title")) for mark in page.xpath("//article//mark[@title]")}
    assert marks == {
        ("Call", "here", "the words that you followed"),
        ("Ann Lee", "mention", "person: Ann Lee, for United States"),
        ("Omar Dar", "mention", "person: Omar Dar, for Pakistan"),
        ("called", "claim", "claim: Phone call"),
    }
    assert [words(line) for line in page.xpath("//article/p[contains(@class, 'quiet')]")] == ["Read also: Visit"]


def test_an_event_shows_every_telling_and_the_accounts_beside_each_other(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)
    page = browser.page(f"/events/{EVENT}")
    assert words(page.xpath("//h1")[0]) == "Phone call: Pakistan – United States"
    assert [words(said) for said in page.xpath("//blockquote//mark")] == [
        telling.claim.trigger.exact for telling in pipeline.event(record, EVENT).tellings
    ]
    (differs,) = page.xpath("//section[contains(@class, 'differences')]/ul")
    assert words(differs) == '7 April 2025 2025-04-07.txt, "><img src=x onerror=alert(1)> 8 April 2025 2025-04-08.txt'
    assert [words(cell) for cell in page.xpath("//table[1]//th | //table[1]//td//a")] == [
        *("Matter", "Pakistan", "United States", "trade"),
        *("Omar Dar spoke by telephone on Monday with Ann Lee on trade", "Ann Lee called Omar Dar on Monday about free trade"),
        *("who asked for it one side only", "Ann Lee called Omar Dar on Monday about free trade"),
    ]
    assert [words(row) for row in page.xpath("//table[2]//th")][3:] == ["how much", "leads with", "names", "when"]
    assert browser.get(f"/events/{EVENT[:12]}").headers["location"] == f"/events/{EVENT}"
    assert browser.get("/relations/usa-pak").headers["location"] == "/relations/PAK-USA"
    assert words(browser.page("/relations/PAK-USA").xpath("//h3")[0]) == "Phone call: Pakistan – United States"


@pytest.mark.parametrize("group", ["Hamas", "al-Shabaab", "Asaib Ahl al-Haq"])
def test_the_page_of_an_armed_group_and_a_state(record: Record, group: str) -> None:
    assert words(Browser(record).page(f"/relations/REB:{group}-USA").xpath("//h1")[0]) == f"{group} – United States"


def test_search_shows_the_words_where_they_stand(record: Record, added: list[Extraction]) -> None:
    page = Browser(record).page("/search?q=dar+telephone")
    (excerpt,) = page.xpath("//p[@class='words']")
    assert words(excerpt) == "Omar Dar spoke by telephone on Monday with Ann Lee on trade."
    assert [mark.text for mark in excerpt.xpath(".//mark")] == ["Dar", "telephone"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/events/event:0000000000000000", 404),
        ("/documents/sha256:%22%3E%3Cscript%3E", 404),
        ("/relations/XYZ", 404),
        ("/relations/publisher", 404),
        ("/nowhere", 404),
        ("/static/nothing.css", 404),
        ("/static/../app.py", 404),
        ("/events?after=x", 400),
        ("/events?modality=sure", 422),
        ("/documents/{id}?at=1", 422),
        ("/documents/{id}?at=1-100000", 404),
        ("/documents/{id}?at=5-5", 404),
        ("/search?q=%00", 200),
    ],
)
def test_an_address_that_leads_nowhere_says_so_on_a_page(
    record: Record, added: list[Extraction], address: str, status: int
) -> None:
    answer = Browser(record).get(address.format(id=added[0].document.id))
    assert answer.status_code == status
    assert "<script" not in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize("address", ["/", "/api/status"])
def test_a_damaged_record_is_the_databases_fault_and_any_other_ours(tmp_path: Path, address: str) -> None:
    path = tmp_path / "dragoman.db"
    with Record.open(str(path)) as record:
        browser = Browser(record)
        assert browser.get(address).status_code == 200
        record.close()
        path.write_bytes(b"no database" * 1000)
        damaged = browser.get(address)
    assert damaged.status_code == 503
    assert "choose another file" in damaged.text

    ours = Browser(None).get(address)  # type: ignore[arg-type]
    assert ours.status_code == 500
    assert "Content-Security-Policy" in ours.headers
    assert "NoneType" not in ours.text


def test_an_empty_record_says_how_to_fill_it(record: Record) -> None:
    browser = Browser(record)
    for address in ("/", "/events"):
        assert "dragoman add FOLDER" in words(browser.page(address))
    assert "No events between these parties" in words(browser.page("/relations/PAK-USA"))


def test_what_lies_between_two_parties_has_its_pages(record: Record) -> None:
    list(pipeline.add(record, extractions()))
    pipeline.resolve(record)
    browser = Browser(record)
    between = browser.page("/relations/GHA-PER")
    assert between.xpath("//nav[@class='views']/a/@href") == [
        f"/relations/GHA-PER{view}" for view in ("", "/issues", "/disputes", "/commitments", "/brief")
    ]
    listed = browser.page("/relations/PER-GHA/issues")
    assert "silent at 1 engagement since" in words(listed)
    (tariffs,) = [str(href) for href in listed.xpath("//tbody//th/a/@href") if str(href).endswith("/issues/tariffs")]
    turns = browser.page(tariffs).xpath("//tbody/tr")
    assert [words(turn.xpath("th")[0]) for turn in turns][:2] == ["3 March 2025 raised", "3 March 2025 promised"]
    assert "Minister Quispe promised to review the tariffs" in words(turns[1].xpath("td[@data-side='Peru']")[0])
    promised = words(browser.page("/relations/GHA-PER/commitments"))
    assert "Peru promised towards Ghana" in promised
    assert "due June 2025" in promised
    brief = browser.page("/relations/GHA-PER/brief")
    assert all(line.xpath(".//a[@class='number']") for line in brief.xpath("//section[@class='brief']/ul/li"))
    for page in (listed, browser.page(tariffs), brief):
        for href in page.xpath("//a[starts-with(@href, '/documents/')]/@href"):
            address, fragment = urldefrag(str(href))
            assert browser.page(address).xpath(f"//*[@id='{fragment}']")


def test_what_is_not_between_two_parties_is_said(record: Record) -> None:
    browser = Browser(record)
    for view in ("issues", "commitments", "brief"):
        assert browser.page(f"/relations/JPN-PER/{view}").xpath("//p[@class='empty']")
    answer = browser.get("/relations/JPN-PER/issues/trade")
    assert (answer.status_code, "no such issue between Japan – Peru" in answer.text) == (404, True)


def test_an_event_of_no_known_day_is_compared(record: Record) -> None:
    text = "Call\nOmar Dar spoke by telephone on Monday with Ann Lee on trade."
    one = readout("PAK", "2025-04-07", text, trigger="spoke by telephone")
    claim = replace(one.claims[0], when=When(None, "unknown"))
    record.add(replace(one, claims=(claim,)))
    pipeline.resolve(record)
    (event,) = pipeline.listing(record).heads
    assert "not known" in words(Browser(record).page(f"/events/{event.id}"))


def test_a_search_says_where_it_stopped_looking(record: Record, added: list[Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    said, browser = "were looked through", Browser(record)
    assert said not in browser.words("/search?show=quotes&q=trade")
    monkeypatch.setattr(searching, "AMONG", 1)
    assert "newest 1 " in browser.words("/search?show=quotes&q=trade")
    assert said not in browser.words("/search?q=trade")


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("kind=readout", True),
        ("kind=report", False),
        ("since=2025-04-07&until=2025", True),
        ("since=2025-05", False),
        ("until=2025-03-31", False),
        ("publisher=nobody%25", False),
        ("publisher=тасс", True),
    ],
)
def test_documents_are_narrowed_by_their_source(record: Record, narrowed: str, found: bool) -> None:
    record.add(
        readout(
            "PAK",
            "2025-04-07",
            "Call\nOmar Dar spoke by telephone on Monday with Ann Lee on trade.",
            trigger="spoke by telephone",
            publisher="ТАСС",
        )
    )
    assert Browser(record).page(f"/search?q=trade&{narrowed}").xpath("boolean(//main//mark)") is found


def test_a_relation_is_narrowed_to_whom_it_names(record: Record, added: list[Extraction]) -> None:
    browser, omar = Browser(record), added[0].mentions[0]
    with record.resolving() as work:
        work.gather("entity", {m.id: "entity:dar" for read in added for m in read.mentions if m.entity == omar.entity})
    (narrowed,) = (str(href) for href in browser.page("/relations/PAK-USA").xpath("//a[.='Omar Dar']/@href") if "person=" in href)
    said = browser.words(f"/relations/PAK-USA{narrowed}")
    assert "person Omar Dar" in said
    assert "1 event," in said


def test_a_person_is_called_as_events_call_them_however_asked_for(record: Record) -> None:
    text = "Call\nOmar al-Thani spoke by telephone on Monday with Ann McMaster on trade."
    read = readout(
        "QAT", "2025-04-07", text, trigger="spoke by telephone", people=(("Omar al-Thani", "QAT"), ("Ann McMaster", "USA"))
    )
    record.add(read)
    with record.resolving() as work:
        work.gather("entity", {m.id: f"entity:{m.name[:3].lower()}" for m in read.mentions})
        work.gather("event", {read.claims[0].id: "event:1"})
        head(work, {"event:1"})
    browser = Browser(record)
    for asked in ("person:ann-mcmaster", "entity:ann"):
        assert "person Ann McMaster" in browser.words(f"/events?person={asked}")
    assert "person mcmaster" in browser.words("/events?person=mcmaster")


@pytest.mark.parametrize("show", ["documents", "quotes"])
def test_a_search_since_no_date_says_so(record: Record, show: str) -> None:
    answer = Browser(record).get(f"/search?q=trade&show={show}&since=yesterday")
    assert answer.status_code == 400
    assert "yesterday: no date" in answer.text
