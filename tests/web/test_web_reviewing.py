"""Pairs side by side, judged, and undone."""

from dataclasses import replace
from typing import Any

import pytest
from web_site import EDITOR, HOSTILE, READER, Browser, extractions

from dragoman import pipeline
from dragoman.model import Telling
from dragoman.pipeline import Candidate
from dragoman.record import Record
from dragoman.web import Access, shapes


@pytest.fixture
def waiting(record: Record, monkeypatch: pytest.MonkeyPatch) -> list[Candidate]:
    """Two pairs that the rules leave open, whatever the rules are."""
    told = extractions()
    for number, extraction in enumerate(told):
        record.add(replace(extraction, claims=(replace(extraction.claims[0], type=("CONSULT", "PROTEST", "ASSAULT")[number]),)))
    pipeline.resolve(record)
    first, *others = sorted(record.tellings(), key=lambda telling: telling.id)

    def pair(one: Telling, other: Telling) -> Candidate:
        return Candidate(4.5, one, other, f"both name Ann Lee; {HOSTILE}")

    pairs = [pair(first, other) for other in others]
    monkeypatch.setattr(pipeline, "open_pairs", lambda record: pairs)
    return pairs


def fields(page: Any) -> dict[str, str]:
    return {field.get("name"): field.get("value", "") for field in page.xpath("//form[@id='judge']//input")}


def test_a_pair_is_shown_judged_and_undone(record: Record, waiting: list[Candidate]) -> None:
    browser = Browser(record)
    page = browser.page("/review")
    assert "1 of 2 pairs" in page.text_content()
    assert "4.5 points: both name Ann Lee" in page.text_content()
    assert [mark.text for mark in page.xpath("//blockquote//mark")] == [
        telling.claim.trigger.exact for telling in (waiting[0].left, waiting[0].right)
    ]
    assert page.xpath("//a[@data-key='l']/@href") == ["/review?at=1"]
    answer = browser.post("/review", {**fields(page), "verdict": "different"}, fields(page)["mark"])
    assert answer.status_code == 303
    page = browser.page(answer.headers["location"])
    assert "Judged different" in page.text_content()
    assert "1 of 1 pair " in page.text_content()
    (made,) = record.judgements(rules=False)
    assert made.because == "read side by side on the desk"

    answer = browser.post(
        "/review", {**fields(page), "verdict": "same", "because": f"as I read it {HOSTILE}"}, fields(page)["mark"]
    )
    assert "Nothing waits" in browser.page("/review").text_content()
    log = browser.page("/review/log")
    assert [words.text_content().strip() for words in log.xpath("//ol/li//strong")] == ["same", "different"]
    assert not log.xpath("//main//script")
    for form in log.xpath("//main//form"):
        sent = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
        assert browser.post("/review/undo", sent, sent["mark"]).headers["location"] == "/review/log"
    assert "1 of 2 pairs" in browser.page("/review").text_content()
    assert all(judgement.undone for judgement in record.judgements(rules=False))


def test_home_counts_what_waits_as_the_page_of_review_does(record: Record, waiting: list[Candidate]) -> None:
    link = Browser(record).page("/").xpath("//*[@aria-labelledby='waits']//a")[0]
    assert (link.text_content(), link.get("href")) == ("2 pairs", "/review")


def test_later_writes_nothing(record: Record, waiting: list[Candidate]) -> None:
    browser = Browser(record)
    assert browser.page("/review?at=1").xpath("//a[@data-key='l']") == []
    assert "That was the last" in browser.page("/review?at=2").text_content()
    assert record.judgements(rules=False) == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"verdict": "later", "at": "0"}, 400),
        ({"verdict": "same", "at": "x"}, 400),
        ({"verdict": "same", "at": "0", "left": "claim:0123", "right": HOSTILE}, 400),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    record: Record, waiting: list[Candidate], sent: dict[str, str], status: int
) -> None:
    answer = Browser(record).post("/review", sent)
    assert (answer.status_code, "<script>alert" in answer.text) == (status, False)
    assert record.judgements(rules=False) == []


def test_judgements_bear_the_name_of_who_signed_in(record: Record, waiting: list[Candidate]) -> None:
    browser = Browser(record, Access(EDITOR, READER))
    browser.post("/signin", {"token": EDITOR, "name": "Ann Lee"}, browser.mark("/signin"))
    page = browser.page("/review")
    browser.post("/review", {**fields(page), "verdict": "different"}, fields(page)["mark"])
    assert [judgement.by for judgement in record.judgements(rules=False)] == ["Ann Lee"]


def test_a_reader_only_looks(record: Record, waiting: list[Candidate]) -> None:
    browser = Browser(record, Access(EDITOR, READER))
    browser.post("/signin", {"token": READER}, browser.mark("/signin"))
    page = browser.page("/review")
    assert "only reads" in page.text_content()
    assert page.xpath("//main//form") == []


def test_programs_judge_too(record: Record, waiting: list[Candidate]) -> None:
    browser = Browser(record)
    (first, _) = browser.get("/api/candidates").json()
    shapes.Candidate.model_validate(first)
    one, other = (claim["id"] for claim in first["claims"])
    asked = {"verdict": "same", "one": one, "other": other, "because": "they are", "by": "ann"}
    made = browser.send("/api/judgements", asked)
    assert (made.status_code, made.json()["by"]) == (201, "ann")
    assert browser.send("/api/judgements", asked).status_code == 400
    assert [ruling["id"] for ruling in browser.get("/api/judgements").json()] == [made.json()["id"]]
    undone = browser.send(f"/api/judgements/{made.json()['id']}/undo", None)
    assert (undone.status_code, undone.json()["undone"]) == (200, True)
    assert browser.send("/api/judgements/judgement:ffff/undo", None).status_code == 404
    assert browser.send("/api/judgements", {"verdict": "maybe"}).status_code == 422
