"""Issues, commitments and briefs of a record, on each engine: whose words, when, what they do, and the proof that each line has its words."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copy

import pytest
from matter_texts import extractions

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.exchange import papers
from dragoman.model import Claim, Document, Extraction, Mention, Quote, When
from dragoman.record import Record
from dragoman.results import Issue

SIDES = ("GHA", "PER")


@pytest.fixture(scope="session")
def read() -> tuple[Extraction, ...]:
    """What the four texts give up."""
    return tuple(extractions())


@pytest.fixture(scope="module")
def kept(read: tuple[Extraction, ...], empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of them, only to be asked."""
    with Record.open(str(copy(empty_file, tmp_path_factory.mktemp("matters") / "kept.db"))) as record:
        list(pipeline.add(record, read))
        pipeline.resolve(record)
        yield record


def _turns(issue: Issue) -> list[tuple[str | None, str, str]]:
    return [(turn.day, "+".join(turn.sides), turn.change) for turn in issue.turns]


def test_an_issue_tells_each_sides_turns_in_order(kept: Record) -> None:
    tariffs, *others = pipeline.issues(kept, SIDES)
    assert (tariffs.topic, tariffs.parties, tariffs.occasions) == ("tariffs", SIDES, 3)
    assert _turns(tariffs) == [
        ("2025-03-03", "GHA", "raised"),
        ("2025-03-03", "PER", "promised"),
        ("2025-05-12", "GHA", "repeated"),
        ("2025-05-12", "PER", "contradicted"),
        ("2025-08-04", "PER", "repeated"),
    ]
    assert tariffs.silent == {"GHA": 1, "PER": 0}
    assert {issue.topic for issue in others} >= {"fisheries", "trade"}
    for issue in (tariffs, *others):
        for turn in issue.turns:
            for source in turn.sources:
                assert source.document.text[source.anchor.start : source.anchor.end] == source.anchor.exact


def test_an_issue_is_found_by_its_id_whatever_is_added(record: Record, read: tuple[Extraction, ...]) -> None:
    list(pipeline.add(record, read[:1]))
    pipeline.resolve(record)
    before = {issue.topic: issue.id for issue in pipeline.issues(record, SIDES)}
    list(pipeline.add(record, read[1:]))
    pipeline.resolve(record)
    after = {issue.topic: issue.id for issue in pipeline.issues(record, reversed(SIDES))}
    assert before.items() <= after.items()
    assert pipeline.issue(record, after["tariffs"][:14]) == pipeline.issues(record, SIDES)[0]
    with pytest.raises(UsageError, match="no issues begin with issue:0"):
        pipeline.issue(record, "issue:0000")
    with pytest.raises(UsageError, match="name two of them"):
        pipeline.issues(record, ["GHA", "GHA"])


def test_copies_speak_once(record: Record, read: tuple[Extraction, ...], kept: Record) -> None:
    from dragoman.extraction import extract
    from dragoman.sources import read_text

    document = read[2].document
    again = extract(read_text(document.text, address="copy.txt", published="2025-05-14", publisher="copy (sample)"))
    list(pipeline.add(record, (*read, again)))
    pipeline.resolve(record)
    assert [_turns(issue) for issue in pipeline.issues(record, SIDES)] == [_turns(i) for i in pipeline.issues(kept, SIDES)]
    sources = {s.document.address for i in pipeline.issues(record, SIDES) for t in i.turns for s in t.sources}
    assert "copy.txt" not in sources


def test_commitments_say_who_owes_what_by_when_and_what_came_later(kept: Record) -> None:
    promise, agreement = sorted(pipeline.commitments(kept, SIDES), key=lambda c: c.kind, reverse=True)
    assert (promise.kind, promise.by, promise.to, promise.due and promise.due.edtf) == ("promise", ("PER",), ("GHA",), "2025-06")
    assert promise.source.anchor.exact == "Minister Quispe promised to review the tariffs by the end of June"
    assert "Quispe said that Peru had lowered the tariffs on cocoa from Ghana" in [
        e.source.anchor.exact for e in promise.evidence
    ]
    assert (agreement.kind, agreement.by, agreement.due and agreement.due.edtf) == ("agreement", SIDES, "2025-05")
    assert "their next engagement that is told, 2025-05-12" in [e.because for e in agreement.evidence]
    for commitment in (promise, agreement):
        assert all((e.source.document.published or "") > (commitment.made or "") for e in commitment.evidence)


def test_every_sentence_of_a_brief_has_words_that_support_it(kept: Record) -> None:
    brief = pipeline.brief(kept, SIDES, purpose="the call on Friday")
    paper = papers.paper(brief)
    assert paper.title == "Brief: Ghana – Peru, for the call on Friday"
    titles = [section.title for section in paper.sections]
    assert titles[:2] == ["Key points", "Latest engagements"]
    assert "Commitments, and what later words bear on them" in titles
    sentences = [sentence for section in paper.sections for sentence in section.sentences]
    assert len(sentences) > 10
    for sentence in sentences:
        cited = [words.removesuffix(" …") for words in _quoted(sentence.text)]
        exact = [" ".join(source.anchor.exact.split()) for source in sentence.sources]
        assert all(any(words in whole for whole in exact) for words in cited), sentence
        for source in sentence.sources:
            assert kept.document(source.document.id).text[source.anchor.start : source.anchor.end] == source.anchor.exact


def _quoted(text: str) -> list[str]:
    return [part.partition("”")[0] for part in text.split("“")[1:]]


def test_a_brief_since_a_day_leaves_out_what_was_before(kept: Record) -> None:
    days = [event.when.edtf for event in pipeline.brief(kept, SIDES, since="2025-05").engagements]
    assert days == ["2025-08-04", "2025-05-12"]
    assert pipeline.brief(kept, SIDES, since="2026").engagements == ()
    with pytest.raises(UsageError, match="no date"):
        pipeline.brief(kept, SIDES, since="May")


def test_a_brief_reads_the_newest_documents_alone(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.matters._NEWEST", 3)
    with Record.open(str(copy(empty_file, tmp_path / "many.db"))) as record:
        for number in range(8):
            record.add(_call(number))
        pipeline.resolve(record)
        brief = pipeline.brief(record, SIDES)
    assert [event.when.edtf for event in brief.engagements] == ["2025-01-15", "2025-01-13", "2025-01-11"]
    assert brief.documents == 3


def _call(number: int) -> Extraction:
    day = date(2025, 1, 1) + timedelta(2 * number)
    document = Document(address=f"{number}.txt", text=f"Ghana called Peru for the {number}. time on trade.", published=str(day))
    ghana, called, peru = (document.anchor(*at) for at in ((0, 5), (6, 12), (13, 17)))
    sides = [
        Mention(anchor=a, kind="country", entity=code, name=code, country=code) for a, code in ((ghana, "GHA"), (peru, "PER"))
    ]
    when = When(str(day), "explicit", day, day + timedelta(1), called)
    claim = Claim(trigger=called, type="CONSULT", mode="phone", modality="asserted", actors=tuple(sides), when=when)
    quote = Quote(content=(peru,), manner="indirect", act="say", speaker=ghana, speakers=(sides[0],), topics=("trade",))
    return Extraction(document, tuple(sides), (claim,), (quote,))
