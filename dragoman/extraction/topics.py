"""Topics: what a passage is about, by the wordings of `data/topics.tsv`."""

from dataclasses import dataclass
from functools import cache

from dragoman.extraction.entities.names import Index, words
from dragoman.lexicons import rows, split

__all__ = ["Found", "contexts", "find", "label"]


@dataclass(frozen=True, slots=True)
class Found:
    """A wording of a topic in a text."""

    start: int
    end: int
    topic: str


def find(text: str) -> list[Found]:
    """Every wording of a topic in a text, in order, the longest where several begin; one wording may belong to several topics."""
    at = words(text)
    return [
        Found(at[start].start, at[end - 1].end, topic)
        for start, end, topics in _index().find(at)
        for topic in dict.fromkeys(topics)
    ]


def contexts(topics: tuple[str, ...]) -> tuple[str, ...]:
    """The PLOVER contexts of topics, each once, sorted."""
    return tuple(sorted({context for topic in topics for context in _table()[topic][1]}))


def label(topic: str) -> str:
    """A topic's name as people say it. Raises KeyError for an unknown topic."""
    return _table()[topic][0]


@cache
def _index() -> Index[str]:
    return Index(((wording, row["id"]) for row in rows("topics") for wording in split(row["wordings"])), fold=True)


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["id"]: (row["label"], split(row["context"])) for row in rows("topics")}
