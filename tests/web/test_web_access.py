"""Tokens, sessions and marks."""

import time
from types import SimpleNamespace

import pytest

from dragoman.errors import UsageError
from dragoman.web import access
from dragoman.web.access import LIFETIME, Access

EDITOR, READER = "an-editor-s-token", "a-reader-s-token!"


def test_without_tokens_everybody_edits() -> None:
    here = Access(name="ann")
    visitor = here.returning(here.cookie(here.stranger()))
    assert visitor
    assert (here.open, visitor.edits, visitor.name, visitor.signed) == (True, True, "ann", False)


def test_a_token_says_whose_it_is() -> None:
    desk = Access(EDITOR, READER)
    assert (desk.role(EDITOR), desk.role(READER), desk.role(EDITOR[1:]), desk.role(""), desk.role("\ud800")) == (
        "editor",
        "reader",
        None,
        None,
        None,
    )
    assert desk.bearer("x" * 16) is None
    assert desk.stranger().role is None


@pytest.mark.parametrize(("editor", "reader", "said"), [("short", None, "16"), (None, "", "16"), (EDITOR, EDITOR, "the same")])
def test_tokens_that_protect_nothing_are_refused(editor: str | None, reader: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Access(editor, reader)


def test_a_session_cant_be_forged_or_outlived(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Access(EDITOR, READER)
    visitor = desk.enter("reader", "  Ann\n Lee ")
    cookie = desk.cookie(visitor)
    assert desk.returning(cookie) == visitor
    assert visitor.name == "Ann Lee"
    payload, _, seal = cookie.rpartition(".")
    other = desk.cookie(desk.enter("editor", "")).rpartition(".")[0]
    for forged in ("", ".", "x", payload, f"{payload}.", f"{other}.{seal}", f"{payload}.{visitor.mark}", f"{cookie}x", "é.ü"):
        assert desk.returning(forged) is None
    assert Access(EDITOR, READER).returning(cookie) is None  # another process has another key
    later = time.time() + LIFETIME + 1
    monkeypatch.setattr(access, "time", SimpleNamespace(time=lambda: later))
    assert desk.returning(cookie) is None


def test_a_mark_is_of_its_session() -> None:
    desk = Access()
    one, other = desk.stranger(), desk.stranger()
    assert one.mark != other.mark
    assert one.mark not in desk.cookie(one)
