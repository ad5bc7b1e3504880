"""A reader's word: it beats rules, survives a rebuild, is logged with its reason, and undone restores what was."""

import pytest
from readouts import KENYAN, NORWEGIAN

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.extraction import extract
from dragoman.model import Extraction
from dragoman.record import Record
from dragoman.sources import read_text


def told(text: str, name: str, published: str, **fields: str) -> Extraction:
    return extract(read_text(text, address=f"{name}.txt", published=published, publisher=name, **fields))


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    return [
        told(KENYAN, "nairobi", "2025-03-03", kind="readout", issuer="KEN"),
        told(NORWEGIAN, "oslo", "2025-03-03", kind="readout", issuer="NOR"),
    ]


@pytest.fixture
def filled(record: Record, extractions: list[Extraction]) -> Record:
    list(pipeline.add(record, extractions))
    pipeline.resolve(record)
    return record


def call(record: Record) -> str:
    return next(e.id for e in pipeline.events(record, ["KEN", "NOR"]) if e.mode == "phone")


def test_a_reader_parts_two_tellings_and_takes_it_back(filled: Record) -> None:
    before = filled.clusters("event")
    one, other = (t.id for t in pipeline.event(filled, call(filled)).tellings)
    made = pipeline.judge(filled, "different", one, other, "two calls that day", "alice")
    assert filled.clusters("event")[one] != filled.clusters("event")[other]
    pipeline.resolve(filled)  # a rebuild
    assert filled.clusters("event")[one] != filled.clusters("event")[other]
    (ruling,) = pipeline.log(filled)
    assert (ruling.judgement.by, ruling.judgement.because, ruling.judgement.undone) == ("alice", "two calls that day", False)
    assert {"nairobi.txt", "oslo.txt"} == {words.rpartition("(")[2].rstrip(")") for words in (ruling.left, ruling.right)}
    pipeline.undo(filled, made.id[10:20])
    assert filled.clusters("event") == before
    assert pipeline.log(filled)[0].judgement.undone
    pipeline.judge(filled, "same", one, other, "one call after all", "bob")
    assert filled.clusters("event") == before


def test_a_reader_joins_events_and_entities(filled: Record) -> None:
    first, second, *_ = (e.id for e in pipeline.events(filled))
    pipeline.judge(filled, "same", first, second, "one conversation", "alice")
    assert pipeline.event(filled, first).id == pipeline.event(filled, second).id
    persons = [e for e in pipeline.entities(filled) if e.kind == "person"]
    pipeline.judge(filled, "same", persons[0].id, persons[1].name, "a test of names", "alice")
    assert len([e for e in pipeline.entities(filled) if e.kind == "person"]) == len(persons) - 1


def test_what_was_taken_back_may_be_judged_again_and_the_last_word_counts(filled: Record) -> None:
    one, other = (t.id for t in pipeline.event(filled, call(filled)).tellings)

    def apart() -> bool:
        return filled.clusters("event")[one] != filled.clusters("event")[other]

    made = pipeline.judge(filled, "different", one, other, "two calls", "alice")
    pipeline.undo(filled, made.id)
    pipeline.judge(filled, "different", one, other, "two calls after all", "alice")
    assert apart()
    assert [r.judgement.because for r in pipeline.log(filled)] == ["two calls after all"]
    pipeline.judge(filled, "same", one, other, "one call", "alice")
    assert not apart()
    pipeline.judge(filled, "different", one, other, "no, two", "alice")
    assert apart()


@pytest.mark.parametrize(
    ("one", "other", "because", "by", "says"),
    [
        ("event:ffffffffffffffff", "CALL", "why", "alice", "no event"),
        ("CALL", "Kenya", "why", "alice", "one kind"),
        ("CALL", "CALL", "why", "alice", "are one event"),
        ("claim:ffff", "CALL", "why", "alice", "no claims"),
        ("CALL", "CALL", " ", "alice", "needs a reason"),
        ("CALL", "CALL", "why", "rule:alice", "needs a reason"),
        ("CALL", "CALL", "why", " ", "needs a reason"),
    ],
)
def test_what_cant_be_judged_says_why(filled: Record, one: str, other: str, because: str, by: str, says: str) -> None:
    named = {"CALL": call(filled)}
    with pytest.raises(UsageError, match=says):
        pipeline.judge(filled, "different", named.get(one, one), named.get(other, other), because, by)


def test_the_same_judgement_twice_and_an_unknown_undo_say_so(filled: Record) -> None:
    one, other = (t.id for t in pipeline.event(filled, call(filled)).tellings)
    pipeline.judge(filled, "different", one, other, "two calls", "alice")
    with pytest.raises(UsageError, match="judged so already"):
        pipeline.judge(filled, "different", one, other, "again", "alice")
    with pytest.raises(UsageError, match="no judgements begin"):
        pipeline.undo(filled, "ffffffffffff")


def test_what_waits_is_gone_once_it_is_decided(filled: Record) -> None:
    waiting = pipeline.candidates(filled)
    for candidate in waiting[:1]:
        pipeline.judge(filled, "different", candidate.left.id, candidate.right.id, "they differ", "alice")
        left = {frozenset((c.left.id, c.right.id)) for c in pipeline.candidates(filled)}
        assert frozenset((candidate.left.id, candidate.right.id)) not in left
    assert not pipeline.candidates(filled, ["ZWE"])


def test_two_copies_are_one_story(record: Record, extractions: list[Extraction]) -> None:
    copies = [told(KENYAN, "elsewhere", "2025-03-04"), extractions[0]]
    list(pipeline.add(record, copies))
    assert [{d.publisher for d in group} for group in pipeline.stories(record)] == [{"elsewhere", "nairobi"}]
