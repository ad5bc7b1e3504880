"""What is added comes back, once, and only when it holds together."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from record_builders import told
from record_strategies import extractions

from dragoman.errors import DocumentError
from dragoman.model import Anchor, Extraction, Zone
from dragoman.record import Record

CALL = "[PAK Ishaq Dar] [CONSULT:phone called] [USA Marco Rubio], who said that [say:trade tariffs would fall]."


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extraction=extractions())
def test_any_extraction_comes_back_equal_and_only_once(record: Record, extraction: Extraction) -> None:
    new = record.add(extraction)
    before = record.counts()
    assert record.add(extraction) is False
    assert record.counts() == before
    assert extraction.document.address in record.addresses(extraction.document.id)
    if new:
        assert record.extraction(extraction.document.id) == extraction
    assert list(record.verify()) == []


def test_counts_name_each_noun(record: Record) -> None:
    record.add(told(CALL))
    assert record.counts() == {
        "documents": 1,
        "addresses": 1,
        "mentions": 2,
        "claims": 1,
        "quotes": 1,
        "times": 0,
        "topics": 0,
        "judgements": 0,
        "set_aside": 0,
        "events": 0,
        "entities": 0,
    }


def test_a_known_document_at_a_new_address_only_gets_the_address(record: Record) -> None:
    assert record.add(told(CALL, "a.txt"))
    assert not record.add(told(CALL, "copy/a.txt"))
    assert not record.add(told(CALL, "a.txt"))
    (document,) = record.documents()
    assert document.address == "a.txt"
    assert record.addresses(document.id) == ("a.txt", "copy/a.txt")
    assert record.counts()["claims"] == 1


def test_the_same_words_of_another_publisher_are_another_document(record: Record) -> None:
    record.add(told(CALL, publisher="one.example"))
    record.add(told(CALL, publisher="two.example"))
    assert [document.publisher for document in record.documents()] == ["one.example", "two.example"]


def _with_false_anchor(extraction: Extraction) -> Extraction:
    mention = extraction.mentions[0]
    false = replace(mention, anchor=replace(mention.anchor, exact="Somebody Else"))
    return replace(extraction, mentions=(false,), claims=(), quotes=())


def _with_anchor_past_the_end(extraction: Extraction) -> Extraction:
    document = extraction.document
    past = Anchor(document.id, 0, len(document.text) + 1, document.text)
    return replace(extraction, quotes=(replace(extraction.quotes[0], cue=past),))


def _with_zone_past_the_end(_: Extraction) -> Extraction:
    return told(CALL, zones=(Zone("caption", 3, 9999),))


def _with_anchor_of_another_document(extraction: Extraction) -> Extraction:
    also = replace(extraction.claims[0].trigger, document="sha256:0")
    return replace(extraction, claims=(replace(extraction.claims[0], also=(also,)),))


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (_with_false_anchor, "'Somebody Else' doesn't stand at 0-9"),
        (_with_anchor_past_the_end, "doesn't stand at 0-"),
        (_with_zone_past_the_end, "there is no caption at 3-9999"),
        (_with_anchor_of_another_document, "'called' doesn't stand at"),
        (lambda e: replace(e, mentions=e.mentions[1:]), "'Ishaq Dar' of claim:[0-9a-f]+ is not among the mentions"),
        (lambda e: replace(e, claims=(), mentions=e.mentions[:1]), "'Marco Rubio' of quote:[0-9a-f]+ is not among"),
        (lambda e: replace(e, claims=e.claims * 2), "2 things have the id claim:"),
        (lambda e: replace(e, mentions=(*e.mentions, replace(e.mentions[0], name="I. Dar"))), "2 things have the id mention:"),
    ],
)
def test_what_does_not_hold_together_is_refused(record: Record, broken: Callable[[Extraction], Extraction], reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^a.txt: its extraction doesn't hold together: .*{reason}"):
        record.add(broken(told(CALL)))
    assert set(record.counts().values()) == {0}


@pytest.mark.parametrize(("text", "reason"), [("nul \0 here", "NUL"), ("half \ud83e here", "half a character")])
def test_text_that_no_database_holds_is_refused_whole(record: Record, text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^a.txt: its text holds .*{reason}"):
        record.add(told(text))
    good = told(CALL)
    late = replace(good, quotes=(replace(good.quotes[0], addressee=text),))
    with pytest.raises(DocumentError, match=reason):
        record.add(late)
    assert set(record.counts().values()) == {0}
    assert record.search("called") == []
    assert record.add(good)


def test_a_text_that_the_index_of_words_cannot_hold_is_refused_where_that_is_so(record: Record, engine: str) -> None:
    extraction = told(" ".join(f"{number:016x}" for number in range(70_000)))
    if engine == "postgresql":
        with pytest.raises(DocumentError, match=r"^a.txt: its text is longer than the database can hold"):
            record.add(extraction)
        assert set(record.counts().values()) == {0}
    else:
        assert record.add(extraction)


def test_an_address_that_is_no_text_is_refused_and_can_be_set_aside(record: Record) -> None:
    with pytest.raises(DocumentError, match=r"^caf\\udce9.txt: ") as refusal:
        record.add(told(CALL, "caf\udce9.txt"))
    record.set_aside("caf\udce9.txt", refusal.value.reason)
    assert [aside.address for aside in record.set_asides()] == ["caf\\udce9.txt"]


def test_what_is_set_aside_keeps_its_last_reason_and_a_time(record: Record) -> None:
    record.set_aside("b.pdf", "is empty")
    record.set_aside("a.bin", "is binary")
    record.set_aside("b.pdf", "is an image")
    assert [(aside.address, aside.reason) for aside in record.set_asides()] == [("a.bin", "is binary"), ("b.pdf", "is an image")]
    assert all(aside.noted.endswith("+00:00") for aside in record.set_asides())


WRITER = """
import sys
from record_builders import told
from dragoman.record import Record
writer, address = sys.argv[1:]
with Record.open(address) as record:
    for number in range(10):
        record.add(told(f"[PAK Dar] [CONSULT called] [USA Rubio] for the {number}th time", f"{writer}/{number}"))
        record.add(told(f"{writer} told [PAK Dar] of {number}"))
"""


def test_two_programs_make_and_fill_one_record_at_once(address: str) -> None:
    here = Path(__file__).parent
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, address], cwd=here.parents[1], env={"PYTHONPATH": f"{here.parent}:."}
        )
        for name in ("one", "two")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Record.open(address) as record:
        counts = record.counts()
        assert (counts["documents"], counts["addresses"], counts["claims"]) == (30, 40, 10)
        assert list(record.verify()) == []
