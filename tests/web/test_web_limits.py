"""How often one may try."""

from types import SimpleNamespace

import pytest
from starlette.exceptions import HTTPException

from dragoman.web import limits
from dragoman.web.limits import Limiter


def test_so_many_in_a_while_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 10.5, 11.2])
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    limiter = Limiter(2, 10)
    for _ in range(2):
        limiter.check("a")
        limiter.count("a")
    with pytest.raises(HTTPException, match="wait 9 seconds"):
        limiter.check("a")
    limiter.check("b")
    limiter.check("a")  # the first try is forgotten
    limiter.check("a")


def test_only_so_many_callers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_CALLERS", 3)
    limiter = Limiter(1, 1000)
    for caller in "abcd":
        limiter.count(caller)
    limiter.check("a")
    with pytest.raises(HTTPException):
        limiter.check("d")
