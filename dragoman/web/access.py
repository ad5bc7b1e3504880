"""Who asks: what a token, a session or this machine itself allows, and the mark by which a form shows that it is ours."""

import base64
import hmac
import json
import secrets
import time
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from starlette.exceptions import HTTPException

from dragoman.errors import UsageError

__all__ = ["LIFETIME", "NOBODY", "READS", "SHORTEST", "Access", "Role", "Visitor", "asking", "editor"]

#: What a visitor may do: read, or also add and judge.
Role = Literal["reader", "editor"]

#: Characters that a token has at least: nobody guesses 16 random ones.
SHORTEST = 16
#: Seconds that a session lasts: a working day.
LIFETIME = 12 * 3600
#: What a reader is told who would write.
READS = "This token only reads; an editor's adds and judges."
#: Characters of a name that are kept.
_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks: the role (None before signing in), the name that judgements are signed with, the session and the mark of its forms.

    `signed` says that they signed in, or showed a token with the question itself.
    """

    role: Role | None
    name: str
    session: str = ""
    mark: str = ""
    signed: bool = False

    @property
    def edits(self) -> bool:
        """Whether they may add and judge."""
        return self.role == "editor"


NOBODY = Visitor(role=None, name="")
#: Who asks the question that is being answered: pages show each visitor what they may do, and mark their forms.
asking: ContextVar[Visitor] = ContextVar("asking", default=NOBODY)


class Access:
    """Who may do what. Without tokens everybody on this machine is an editor; with one, nobody is anything without it.

    `editor` and `reader` are the tokens of the two roles, `name` is who judges where nobody signs in by name. Sessions are signed with a key
    that lives as long as the process. Raises UsageError for a token that is too short, or the same for both roles.
    """

    def __init__(self, editor: str | None = None, reader: str | None = None, name: str = "desk") -> None:
        given: dict[Role, str | None] = {"editor": editor, "reader": reader}
        self._tokens = {role: token.encode() for role, token in given.items() if token is not None}
        if any(len(token) < SHORTEST for token in self._tokens.values()):
            raise UsageError(f"a token needs {SHORTEST} characters or more; `openssl rand -hex 16` makes one")
        if len(set(self._tokens.values())) < len(self._tokens):
            raise UsageError("readers and editors need tokens of their own; these two are the same")
        self._name = name
        self._key = secrets.token_bytes(32)

    @property
    def open(self) -> bool:
        """Whether no token is needed."""
        return not self._tokens

    def role(self, token: str) -> Role | None:
        """Whose token it is, compared in a time that tells nothing of it."""
        fits = [role for role, known in self._tokens.items() if hmac.compare_digest(token.encode("utf-8", "replace"), known)]
        return fits[0] if fits else None

    def bearer(self, token: str) -> Visitor | None:
        """Who shows a token with the question itself."""
        role = self.role(token)
        return Visitor(role=role, name=self._name, signed=True) if role else None

    def stranger(self) -> Visitor:
        """Somebody new, in a session of their own."""
        return self._visitor("editor" if self.open else None, self._name, secrets.token_urlsafe(16))

    def enter(self, role: Role, name: str) -> Visitor:
        """Somebody who has signed in, in a new session. `name` may be empty."""
        return self._visitor(role, " ".join(name.split())[:_NAME] or self._name, secrets.token_urlsafe(16), signed=True)

    def cookie(self, visitor: Visitor) -> str:
        """A visitor's session as a browser keeps it: signed, so that it can be read but not changed."""
        kept = [visitor.role, visitor.name, visitor.session, visitor.signed, int(time.time()) + LIFETIME]
        payload = base64.urlsafe_b64encode(json.dumps(kept).encode()).decode()
        return f"{payload}.{self._seal('session', payload)}"

    def returning(self, cookie: str) -> Visitor | None:
        """Who keeps a session; None for one that we didn't sign, or that has ended."""
        payload, _, seal = cookie.rpartition(".")
        if not hmac.compare_digest(seal.encode("utf-8", "replace"), self._seal("session", payload).encode()):
            return None
        role, name, session, signed, until = json.loads(base64.urlsafe_b64decode(payload))
        return self._visitor(role, name, session, signed=signed) if time.time() < until else None

    def _visitor(self, role: Role | None, name: str, session: str, *, signed: bool = False) -> Visitor:
        return Visitor(role=role, name=name, session=session, mark=self._seal("form", session), signed=signed)

    def _seal(self, purpose: str, words: str) -> str:
        return hmac.new(self._key, f"{purpose}:{words}".encode("utf-8", "replace"), "sha256").hexdigest()


def editor() -> Visitor:
    """Who asks, when they may add and judge. Raises a 403 when not."""
    visitor = asking.get()
    if not visitor.edits:
        raise HTTPException(403, READS)
    return visitor
