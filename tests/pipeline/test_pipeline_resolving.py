"""Resolving what is new gives what judging the whole record at once gives, whatever came in which order and whoever judged meanwhile."""

import re
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from shutil import copy

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipeline_strategies import extractions
from pipeline_whole import kept, whole
from sqlalchemy import Connection

from dragoman import pipeline, resolution
from dragoman.extraction import extract
from dragoman.model import Document, Extraction, Judgement
from dragoman.pipeline import resolving
from dragoman.record import Record, reading
from dragoman.record.opening import _config
from dragoman.results import Filters
from dragoman.sources import read_text

HOUSE = Path(__file__).parents[2]
SAMPLES, EVENTS = HOUSE / "samples", HOUSE / "evaluation/cases/events.txt"

#: A document, or what a reader does: joins or parts two claims or two mentions, or undoes a judgement; the numbers choose which.
steps = st.lists(
    st.one_of(
        extractions(),
        extractions(),
        extractions(),
        st.tuples(
            st.sampled_from(["same", "different"]), st.sampled_from(["claim", "mention"]), st.integers(0, 99), st.integers(0, 99)
        ),
        st.tuples(st.just("undo"), st.integers(0, 999)),
        st.just("resolve"),
    ),
    min_size=2,
    max_size=14,
)


def read(record: Record, step: Sequence[object], number: int) -> None:
    """Do what a reader does in a step."""
    if step[0] == "undo":
        judgements = record.judgements()
        if judgements:
            record.undo(judgements[step[1] % len(judgements)].id)  # type: ignore[operator]
        return
    verdict, kind, *numbers = step
    things = [t.id for t in record.tellings()] if kind == "claim" else [m.id for m in record.mentions()]
    if len(things) > 1:
        left, right = sorted({things[n % len(things)] for n in numbers} | {things[0], things[-1]})[:2]  # type: ignore[operator]
        made = f"2041-01-01T00:00:{number:02}+00:00"
        record.judge([Judgement(left=left, right=right, verdict=verdict, by="alice", because="-", made=made)])  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_whatever_came_in_which_order_and_was_judged_meanwhile(
    record: Record, emptied: Callable[[Record], None], monkeypatch: pytest.MonkeyPatch, steps: list[object]
) -> None:
    emptied(record)
    monkeypatch.setattr(resolving, "_BATCH", 3)
    for number, step in enumerate(steps):
        if isinstance(step, Extraction):
            record.add(step)
        elif isinstance(step, tuple):
            read(record, step, number)
        else:
            pipeline.resolve(record)
            assert kept(record) == whole(record)
    pipeline.resolve(record)
    assert kept(record) == whole(record)
    pipeline.rebuild(record)
    assert kept(record) == whole(record)


@pytest.fixture(scope="module")
def samples() -> list[Extraction]:
    """What the samples' documents gave up."""
    found = pipeline.extract_all(str(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".html"))
    return [extraction for extraction in found if isinstance(extraction, Extraction)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_samples_one_by_one_in_any_order(record: Record, samples: list[Extraction], seed: int) -> None:
    for extraction in Random(seed).sample(samples, len(samples)):
        record.add(extraction)
        pipeline.resolve(record)
    assert kept(record) == whole(record)
    one_by_one = kept(record)
    pipeline.rebuild(record)
    assert kept(record) == one_by_one


def test_an_older_record_has_heads_once_it_is_resolved(address: str, samples: list[Extraction]) -> None:
    with Record.open(address) as record:
        for extraction in samples:
            record.add(extraction)
        pipeline.resolve(record)
        expected = kept(record)
        with record._engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.downgrade(config, "0004")
    with Record.open(address) as record:
        assert not record.resolved()
        assert record.listing((), Filters()) == []
        pipeline.resolve(record)
        assert kept(record) == expected


def test_pairs_of_texts_one_by_one(empty_file: Path, tmp_path: Path) -> None:
    told = re.findall(r"(?m)^(\S+) \| (\S+) \| (.+)$", EVENTS.read_text("utf-8"))
    assert len(told) > 200
    with Record.open(str(copy(empty_file, tmp_path / "pairs.db"))) as record:
        for publisher, published, text in told[::2] + told[1::2]:
            words = re.sub(r"\[\[|\]\]", "", text)
            record.add(extract(read_text(words, address=publisher, published=published, publisher=publisher)))
            pipeline.resolve(record)
        assert kept(record) == whole(record)


def test_two_writers_at_once(address: str, samples: list[Extraction]) -> None:
    Record.open(address).close()

    def write(own: Sequence[Extraction]) -> None:
        with Record.open(address) as record:
            for extraction in own:
                record.add(extraction)
                pipeline.resolve(record)

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, [samples[::2], samples[1::2]]))
    with Record.open(address) as record:
        assert record.resolved()
        assert kept(record) == whole(record)


def test_a_document_that_is_like_none_has_no_other_read_again(
    record: Record, samples: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    for extraction in samples:
        record.add(extraction)
    pipeline.resolve(record)
    read: set[int] = set()

    def documents(connection: Connection, numbers: Collection[int]) -> dict[int, Document]:
        read.update(numbers)
        return everything(connection, numbers)

    everything = reading.documents
    monkeypatch.setattr(reading, "documents", documents)
    record.add(extract(read_text("Peru's foreign minister met Chile's in Lima on Monday.", address="-", published="2031-02-04")))
    pipeline.resolve(record)
    assert len(read) == 1


def test_a_reader_who_judges_two_claims_has_nothing_else_judged(
    record: Record, samples: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    for extraction in samples:
        record.add(extraction)
    pipeline.resolve(record)
    one, other, *_ = (event.id for event in pipeline.events(record))
    for judge in ("judge_claims", "judge_names", "judge_copies"):
        monkeypatch.setattr(resolution, judge, lambda things, *_: iter(() if not list(things) else [None]))
    made = pipeline.judge(record, "same", one, other, "one", "alice")
    assert pipeline.event(record, one).id == pipeline.event(record, other).id
    pipeline.undo(record, made.id)
    monkeypatch.undo()
    assert kept(record) == whole(record)
