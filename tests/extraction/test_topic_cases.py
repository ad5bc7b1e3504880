"""What our own lines are about: `evaluation/cases/topics.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.extraction import topics
from dragoman.lexicons import rows

CASES = Path(__file__).parents[2] / "evaluation" / "cases" / "topics.txt"
MARK = re.compile(r"\[([a-z0-9+|-]+) ([^\]]+)\]")


def test_lines_are_about_what_their_marks_say() -> None:
    asked = named = said = right = 0
    for text, wanted in _cases():
        found = {found.topic for found in topics.find(text)}
        asked, named = asked + len(wanted), named + sum(bool(one & found) for one in wanted)
        said, right = said + len(found), right + len(found & {topic for one in wanted for topic in one})
    assert right / said >= 0.90, f"precision {right} of {said}"
    assert named / asked >= 0.75, f"recall {named} of {asked}"


def test_marks_are_topics() -> None:
    known = {row["id"] for row in rows("topics")}
    assert {topic for _, wanted in _cases() for one in wanted for topic in one} <= known


def _cases() -> Iterator[tuple[str, list[frozenset[str]]]]:
    """Each line without its marks, and the topics that it asks for: those joined by `|` may stand for one another."""
    for line in CASES.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            wanted = {frozenset(one.split("|")) for mark in MARK.finditer(line) for one in mark[1].split("+")}
            yield MARK.sub(r"\2", line), sorted(wanted, key=sorted)
