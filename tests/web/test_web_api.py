"""JSON in the shapes of the command line, and problems as RFC 9457 has them."""

import pytest
from web_site import EVENT, Browser, fill

from dragoman import pipeline
from dragoman.exchange import contract
from dragoman.model import Extraction
from dragoman.record import Record


@pytest.fixture
def added(record: Record) -> list[Extraction]:
    return fill(record)


def test_answers_are_the_contracts(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)
    event = pipeline.event(record, EVENT)
    addresses = {extraction.document.id: [extraction.document.address] for extraction in added}
    told = {"items": [contract.event_json(event, addresses)], "next": None, "total": 1}
    assert browser.get("/api/events").json() == told
    assert browser.get("/api/events?party=pak&party=USA&type=consult&topic=trade&until=2025").json() == told
    assert browser.get("/api/events?party=IND").json() == {"items": [], "next": None, "total": 0}
    assert browser.get("/api/tally?party=PAK").json() == [{"year": 2025, "type": "CONSULT", "events": 1}]
    assert browser.get("/api/relations").json() == [{"parties": ["PAK", "USA"], "events": 1}]
    assert browser.get(f"/api/events/{event.id}").json() == contract.event_json(event, addresses)
    comparison = contract.comparison_json(pipeline.compare_event(record, event.id))
    assert browser.get(f"/api/events/{event.id}/comparison").json() == comparison
    for extraction in added:
        assert browser.get(f"/api/documents/{extraction.document.id}").json() == contract.as_contract(extraction)


def test_what_was_said_and_where_words_stand(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)
    reported = added[2]
    assert browser.get("/api/quotes?act=say&limit=5").json() == [contract.quote_json(reported.document, reported.quotes[0])]
    (found,) = browser.get("/api/search?q=sundry").json()
    assert found["id"] == reported.document.id
    assert [hit["exact"] for hit in found["hits"]] == ["sundry"]
    assert browser.get("/api/status").json()["documents"] == len(added)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/events/event:0000000000000000", 404),
        ("/api/events/x/comparison", 404),
        ("/api/documents/x", 404),
        ("/api/nowhere", 404),
        ("/api/events?party=XYZ", 400),
        ("/api/events?after=x", 400),
        ("/api/events?type=CALL", 400),
        ("/api/events?kind=letter", 422),
        ("/api/quotes?speaker=Nobody", 400),
        ("/api/quotes?since=soon", 400),
        ("/api/quotes?limit=0", 422),
        ("/api/search?limit=x", 422),
    ],
)
def test_problems_are_problems(record: Record, added: list[Extraction], address: str, status: int) -> None:
    answer = Browser(record).get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["title"]


def test_what_has_not_changed_is_not_sent_again(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)
    for address in ("/api/events", "/api/status", f"/api/events/{EVENT}", "/api/search?q=call"):
        first = browser.get(address)
        mark = first.headers["etag"]
        assert browser.get(address).headers["etag"] == mark
        for told in (mark, mark.removeprefix("W/"), f'"x", {mark}'):
            again = browser.get(address, headers={"if-none-match": told})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
        assert browser.get(address, headers={"if-none-match": '"x"'}).status_code == 200
        assert browser.get(address, headers={"accept": "text/csv"}).headers["etag"] != mark
    assert "etag" not in browser.get("/api/events/x").headers


def test_whatever_changes_a_record_changes_the_mark(record: Record, added: list[Extraction]) -> None:
    browser = Browser(record)

    def marked() -> str:
        return str(browser.get("/api/status").headers["etag"])

    seen = [marked()]
    record.set_aside("x.pdf", "no text")
    seen.append(marked())
    pipeline.resolve(record)
    seen.append(marked())
    one, other = (extraction.claims[0].id for extraction in added[:2])
    made = pipeline.judge(record, "different", one, other, "I say so", "ann")
    seen.append(marked())
    pipeline.undo(record, made.id)
    seen.append(marked())
    assert len(set(seen)) == len(seen)
    assert marked() == seen[-1]


@pytest.mark.parametrize(
    ("address", "columns"),
    [
        ("/api/events", "id,type,mode,modality,parties"),
        ("/api/quotes", "document,publisher,published,id"),
        ("/api/search?q=call", "id,address,title,publisher,published,hits"),
    ],
)
def test_tables_come_as_csv(record: Record, added: list[Extraction], address: str, columns: str) -> None:
    browser = Browser(record)
    asked = browser.get(address + ("&" if "?" in address else "?") + "format=csv")
    assert asked.headers["content-type"] == "text/csv; charset=utf-8"
    assert asked.text.startswith(columns)
    assert browser.get(address, headers={"accept": "text/csv"}).text == asked.text
    assert browser.get(f"{address}{'&' if '?' in address else '?'}format=json", headers={"accept": "text/csv"}).json()
    assert browser.get(address, headers={"accept": "*/*"}).headers["content-type"] == "application/json"


def test_programs_read_and_add(record: Record) -> None:
    browser = Browser(record)
    text = {
        "text": "Foreign Minister Kofi Mensah of Ghana met Foreign Minister Lucia Quispe of Peru in Accra.",
        "published": "2025-05",
    }
    read = browser.send("/api/extract", text)
    assert read.status_code == 200
    assert read.json()["claims"][0]["type"] == "CONSULT"
    assert record.counts()["documents"] == 0
    added = browser.send("/api/documents", text)
    assert (added.status_code, added.json()) == (201, {"id": read.json()["document"]["id"], "new": True})
    assert browser.send("/api/documents", text).json()["new"] is False
    assert browser.get("/api/events?party=GHA").json()["items"][0]["parties"] == ["GHA", "PER"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"text": "…"}, 422),
        ({"text": 1}, 422),
        ({"text": "A text.", "published": "soon"}, 422),
        ({"text": "A text.", "unknown": "field"}, 422),
        ({"address": "/etc/passwd"}, 422),
        ({"address": "http://127.0.0.1/"}, 422),
        ([], 422),
    ],
)
def test_what_cant_be_added_is_a_problem(record: Record, sent: object, status: int) -> None:
    answer = Browser(record).send("/api/documents", sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert record.counts()["documents"] == 0
