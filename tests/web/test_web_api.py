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
