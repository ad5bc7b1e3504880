"""How the record is, and its proof."""

from pathlib import Path

from sqlalchemy import text
from web_site import HOSTILE, Browser, fill

from dragoman.record import Record


def test_the_state_of_a_record_and_its_proof(record: Record, engine: str) -> None:
    fill(record)
    browser = Browser(record)
    page = browser.page("/status")
    assert HOSTILE in page.text_content()
    assert engine in page.text_content()
    assert "rule:events" in page.text_content()
    answer = browser.post("/status", {})
    assert "3 documents and all their anchors proved, no faults" in " ".join(answer.text.split())
    assert browser.send("/api/verify", None).json() == {"documents": 3, "faults": []}


def test_a_broken_record_says_what_is_broken(tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "dragoman.db")) as record:
        fill(record)
        with record._engine.begin() as connection:
            connection.execute(text("UPDATE claims SET trigger_exact = '<script>' WHERE ordinal = 0"))
        browser = Browser(record)
        answer = browser.post("/status", {})
        assert "Broken:" in answer.text
        assert "&lt;script&gt;" in answer.text
        assert len(browser.send("/api/verify", None).json()["faults"]) == 3
