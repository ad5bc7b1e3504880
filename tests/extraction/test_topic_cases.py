"""What our own lines are about: `evaluation/cases/topics.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.extraction import topics
from dragoman.lexicons import rows

CASES = Path(__file__).parents[2] / "evaluation" / "cases" / "topics.txt"
MARK = re.compile(r"\[([a-z0-9+|-]+) ([^\]]+)\]")

Stretch = tuple[int, int, list[set[str]]]


def test_lines_are_about_what_their_marks_say() -> None:
    asked = named = said = right = 0
    for text, marks in _cases():
        found = {(f.topic, f.start, f.end) for f in topics.find(text)}
        hits = [(topic, _wanted(topic, start, end, marks)) for topic, start, end in found]
        wanted = [(i, j) for i, (_, _, kinds) in enumerate(marks) for j in range(len(kinds))]
        asked, named = asked + len(wanted), named + len({place for _, place in hits if place})
        said, right = said + len({*hits}), right + len({hit for hit in hits if hit[1]})
    assert right / said >= 0.90, f"precision {right} of {said}"
    assert named / asked >= 0.75, f"recall {named} of {asked}"


def test_marks_are_topics() -> None:
    known = {row["id"] for row in rows("topics")}
    assert {topic for _, marks in _cases() for _, _, kinds in marks for kind in kinds for topic in kind} - known == set()


def _wanted(topic: str, start: int, end: int, marks: list[Stretch]) -> tuple[int, int] | None:
    """Which mark, and which of its topics, a found wording answers."""
    return next(
        ((i, j) for i, (a, b, kinds) in enumerate(marks) if start < b and a < end for j, kind in enumerate(kinds) if topic in kind),
        None,
    )


def _cases() -> Iterator[tuple[str, list[Stretch]]]:
    """Each line without its marks, and the marks: `+` joins several topics of a stretch, `|` what may stand for one another."""
    for line in CASES.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, marks, at = "", [], 0
            for mark in MARK.finditer(line):
                text += line[at : mark.start()]
                marks.append((len(text), len(text) + len(mark[2]), [{*kind.split("|")} for kind in mark[1].split("+")]))
                text, at = text + mark[2], mark.end()
            yield text + line[at:], marks
