"""Answers that are dear to work out, kept in memory until the record changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from dragoman.record import Record

__all__ = ["Kept"]

T = TypeVar("T")

#: Answers that are kept at once, those longest unasked given up first.
ROOM = 64


class Kept:
    """Answers of one record by their question, all forgotten when the record is another."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = Lock()
        self._state: Hashable = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def __call__(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question, worked out anew when it isn't known or the record has changed since."""
        state = self._record.state()
        with self._lock:
            if state != self._state:
                self._answers.clear()
                self._state = state
            if question in self._answers:
                self._answers.move_to_end(question)
                return cast("T", self._answers[question])
        answer = work()
        with self._lock:
            if state == self._state:
                self._answers[question] = answer
                while len(self._answers) > ROOM:
                    self._answers.popitem(last=False)
        return answer
