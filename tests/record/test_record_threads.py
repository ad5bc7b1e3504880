"""One record, many threads: as many readers as the desk has, and a writer among them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from matter_texts import TEXTS, extractions

from dragoman import pipeline
from dragoman.model import Document, Extraction
from dragoman.record import Record

#: More than the connections that either engine keeps by itself.
READERS = 24
#: Documents that the writer adds, one in a transaction.
ADDED = 40


def test_readers_are_not_disturbed_by_a_writer(record: Record) -> None:
    list(pipeline.add(record, extractions()))
    pipeline.resolve(record)
    begun, done = Barrier(READERS + 1), Event()
    questions: list[Callable[[], object]] = [
        record.counts,
        record.state,
        lambda: record.search("tariffs"),
        lambda: pipeline.events(record, ["GHA", "PER"]),
        lambda: [record.extraction(document.id) for document in record.documents()],
        lambda: list(record.verify()),
    ]

    def read(number: int) -> int:
        begun.wait()
        asked = 0
        while not done.is_set() or not asked:
            answer = questions[(number + asked) % len(questions)]()
            assert answer or (number + asked) % len(questions) == len(questions) - 1
            asked += 1
        return asked

    def write() -> int:
        begun.wait()
        try:
            for number in range(ADDED):
                record.add(
                    Extraction(Document(address=f"{number}.txt", text=f"Nothing happened, {number}.", published="2025-05-01"))
                )
                record.set_aside(f"{number}.pdf", "no text")
            pipeline.resolve(record)
        finally:
            done.set()
        return ADDED

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        assert pool.submit(write).result(timeout=120) == ADDED
        assert all(reader.result(timeout=120) for reader in readers)
    assert record.counts()["documents"] == ADDED + len(TEXTS)
    assert record.counts()["set_aside"] == ADDED
    assert list(record.verify()) == []


def test_writers_take_turns(record: Record) -> None:
    def write(number: int) -> int:
        new = [record.add(extraction) for extraction in extractions()]
        pipeline.resolve(record)
        return sum(new)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == len(TEXTS)
    assert record.resolved()
    assert list(record.verify()) == []
