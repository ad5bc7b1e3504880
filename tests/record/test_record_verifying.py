"""Whoever changes a text or an anchor behind the record's back is found out, by name."""

import pytest
from record_builders import told
from sqlalchemy import text

from dragoman.model import Document, Extraction, Quote, Time, Topic, When
from dragoman.record import Fault, Record, finding
from dragoman.record.verifying import ANCHORED


def everything() -> Extraction:
    """An extraction that has an anchor of each kind."""
    plain = told("[PAK Dar] [CONSULT called] [USA Rubio] today, he said: [say talks resume].")
    document = plain.document
    (claim,), (quote,) = plain.claims, plain.quotes
    today = document.anchor(document.text.index("today"), document.text.index("today") + 5)
    when = When("2025-04-07", "relative", anchor=today)
    return Extraction(
        document,
        plain.mentions,
        (type(claim)(trigger=claim.trigger, type=claim.type, modality="asserted", when=when, also=(today,)),),
        (Quote(content=quote.content, manner="indirect", act="say", speaker=today, cue=today),),
        (Time(when, today, "DATE", "2025-04-07"),),
        (Topic("talks", quote.content[0]),),
    )


def tamper(record: Record, statement: str) -> int:
    with record._engine.connect() as connection:
        changed = connection.execute(text(statement)).rowcount
        connection.commit()
    return changed


@pytest.fixture
def filled(record: Record) -> Record:
    record.add(everything())
    record.add(told("[FRA Macron] [CONSULT met] [DEU Merz]."))
    assert list(record.verify()) == []
    return record


def test_a_changed_text_is_named_with_all_that_rested_on_it(filled: Record) -> None:
    document = everything().document
    assert tamper(filled, "UPDATE documents SET text = replace(text, 'Rubio', 'Vance') WHERE text LIKE '%Rubio%'") == 1
    first, second = filled.verify()
    changed = Document(address="", text=document.text.replace("Rubio", "Vance")).id
    assert first == Fault(document.id, "text, publisher or day of publication", document.id, changed)
    assert second == Fault(document.id, everything().mentions[1].id, "Rubio", "Vance")


def test_a_changed_day_of_publication_is_named(filled: Record) -> None:
    tamper(filled, "UPDATE documents SET published = '2024-01-01' WHERE text LIKE '%Macron%'")
    (fault,) = filled.verify()
    assert fault.what == "text, publisher or day of publication"


@pytest.mark.parametrize(
    "change", ["\"{0}exact\" = 'other words'", '"{0}start" = "{0}start" + 1', '"{0}end" = 9999', '"{0}start" = -3']
)
def test_every_changed_anchor_is_named(record: Record, change: str) -> None:
    extraction = everything()
    record.add(extraction)
    changed = sum(
        tamper(record, f'UPDATE {table.name} SET {change.format(prefix)} WHERE "{prefix}start" IS NOT NULL')
        for table, prefix in ANCHORED
    )
    faults = list(record.verify())
    assert changed == len(faults) == 11
    assert {fault.document for fault in faults} == {extraction.document.id}
    claim, quote = extraction.claims[0].id, extraction.quotes[0].id
    assert {fault.what for fault in faults} == {
        *(mention.id for mention in extraction.mentions),
        *(f"{claim} {role}" for role in ("trigger", "when anchor", "also")),
        *(f"{quote} {role}" for role in ("speaker", "cue", "contents")),
        "time 0",
        "time 0 when anchor",
        "topic 0",
    }


def test_verifying_walks_through_many_documents(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "BATCH", 5)
    for number in range(12):
        record.add(told(f"{number}: [PAK Dar] left"))
    tamper(record, "UPDATE mentions SET exact = 'Rubio'")
    assert [fault.found for fault in record.verify()] == ["Dar"] * 12
