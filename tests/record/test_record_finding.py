"""What the record finds: tellings by party, quotes by whom and on what, everything in the order of arrival."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from record_builders import told
from sqlalchemy import event

from dragoman.errors import UsageError
from dragoman.record import Record, finding
from dragoman.results import Filters

CALL = "[PAK Ishaq Dar] [CONSULT:phone called] [USA Marco Rubio]."
ROW = "[IND Jaishankar] [ACCUSE blamed] [PAK Islamabad]."
TRIO = "[PAK+USA The two] [AGREE agreed] with [CHN Wang Yi]."


@contextmanager
def statements(record: Record) -> Iterator[list[str]]:
    """The statements that a record sends."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(record._engine, "before_cursor_execute", note)
    yield sent
    event.remove(record._engine, "before_cursor_execute", note)


@pytest.fixture
def filled(record: Record) -> Record:
    for number, marked in enumerate((CALL, ROW, TRIO)):
        record.add(told(marked, f"{number}.txt"))
    return record


@pytest.mark.parametrize(
    ("parties", "types"),
    [
        ([], ["CONSULT", "ACCUSE", "AGREE"]),
        (["PAK"], ["CONSULT", "ACCUSE", "AGREE"]),
        (["USA", "PAK"], ["CONSULT", "AGREE"]),
        (["CHN"], ["AGREE"]),
        (["CHN", "IND"], []),
        (["PA"], []),
        (["' OR 1=1 --"], []),
    ],
)
def test_tellings_have_all_the_parties(filled: Record, parties: list[str], types: list[str]) -> None:
    assert [telling.claim.type for telling in filled.tellings(parties)] == types


def test_tellings_come_with_their_documents_and_by_id(filled: Record) -> None:
    first, second, third = filled.tellings()
    assert [telling.document.address for telling in (first, second, third)] == ["0.txt", "1.txt", "2.txt"]
    assert list(filled.tellings(ids=[third.id, first.id, "claim:none"])) == [first, third]
    assert list(filled.tellings(["IND"], ids=[first.id, second.id])) == [second]
    assert list(filled.tellings(ids=[])) == []


def test_tellings_of_many_documents_cost_few_statements(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "BATCH", 20)
    for number in range(50):
        record.add(told(f"{number}: {CALL} {ROW}", f"{number}.txt"))
    with statements(record) as sent:
        tellings = list(record.tellings(["PAK"]))
    assert [telling.document.address for telling in tellings] == [f"{n}.txt" for n in range(50) for _ in range(2)]
    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 1 + 3 * 10
    chosen = [telling.id for telling in tellings if telling.claim.type == "ACCUSE"]
    assert [telling.id for telling in record.tellings(ids=chosen)] == chosen
    assert len(list(record.documents())) == 50
    assert len(list(record.mentions())) == 200


def test_mentions_by_kind(filled: Record) -> None:
    assert [mention.name for mention in filled.mentions("person")][:3] == ["Ishaq Dar", "Marco Rubio", "Jaishankar"]
    assert list(filled.mentions("place")) == []


@pytest.fixture
def quoted(record: Record) -> Record:
    for published, marked in (
        ("2025-04-07", "[PAK Dar] said [say:trade tariffs would fall] and denied [deny:water the dam]."),
        ("2025-05", "[IND Jaishankar] said [say:water talks are off]."),
        (None, "[PAK Dar] said [say nothing]."),
        ("2025-05-20", "[PAK+USA Dar and Rubio] said [say:trade trade was discussed]."),
    ):
        record.add(told(marked, published=published))
    return record


@pytest.mark.parametrize(
    ("question", "contents"),
    [
        ({}, ["trade was discussed", "talks are off", "tariffs would fall", "the dam", "nothing"]),
        ({"limit": 2}, ["trade was discussed", "talks are off"]),
        ({"country": "PAK"}, ["trade was discussed", "tariffs would fall", "the dam", "nothing"]),
        ({"country": "USA"}, ["trade was discussed"]),
        ({"speaker": "person:dar"}, ["tariffs would fall", "the dam", "nothing"]),
        ({"speaker": "person:d%"}, []),
        ({"speaker": "entity:jaishankar"}, ["talks are off"]),
        ({"about": "water"}, ["talks are off", "the dam"]),
        ({"act": "deny"}, ["the dam"]),
        ({"about": "trade", "country": "PAK", "sources": Filters(until="2025-04")}, ["tariffs would fall"]),
        ({"sources": Filters(since="2025-05-10")}, ["trade was discussed", "talks are off"]),
        ({"sources": Filters(since="2025-05-21")}, ["talks are off"]),
        ({"sources": Filters(since="2025-06")}, []),
        ({"sources": Filters(until="2025-04-07")}, ["tariffs would fall", "the dam"]),
        ({"sources": Filters(until="2025-04-06")}, []),
        ({"sources": Filters(kind="readout")}, []),
        ({"sources": Filters(publisher="nobody_%")}, []),
        ({"sources": Filters(until="2025")}, ["trade was discussed", "talks are off", "tariffs would fall", "the dam"]),
    ],
)
def test_quotes_by_whom_on_what_and_when(quoted: Record, question: dict[str, Any], contents: list[str]) -> None:
    (mention,) = (mention for mention in quoted.mentions() if mention.name == "Jaishankar")
    with quoted.resolving() as work:
        work.gather("entity", {mention.id: "entity:jaishankar"})
    found = quoted.quotes(**question)
    assert [quote.content[0].exact for _, quote in found] == contents
    assert all(quote.content[0].document == document.id for document, quote in found)


def test_what_is_unknown_is_said(filled: Record) -> None:
    for ask in (filled.document, filled.extraction, filled.addresses):
        with pytest.raises(UsageError, match=r"^there is no document sha256:none; "):
            ask("sha256:none")


@pytest.mark.parametrize("odd", ["a\0b", "\ud83e"])
def test_questions_that_no_text_answers_are_refused(filled: Record, odd: str) -> None:
    with pytest.raises(UsageError, match=r"^the question holds "):
        filled.document(odd)
    with pytest.raises(UsageError, match=r"^the question holds "):
        list(filled.tellings([odd]))
    with pytest.raises(UsageError, match=r"^the question holds "):
        filled.quotes(speaker=odd, sources=Filters(since=odd, publisher=odd))
