"""What holds for every answer: whom it is given to, what it may do, and what a browser may do with the answer."""

import hmac
import re
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web import faults
from dragoman.web.access import LIFETIME, NOBODY, READS, Access, Visitor, asking
from dragoman.web.forms import FORM, MARK, fields

__all__ = ["BODY_LIMIT", "HEADERS", "Guard", "session_cookie"]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # not no-referrer, with which a browser doesn't say either that our own forms are ours
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}

#: Bytes of a question; of what is longer so many times as much is read and thrown away, so that whoever sends it hears why it was refused.
BODY_LIMIT = 5_000_000
_PATIENCE = 4
#: The header that holds the mark of a session where no form does.
_MARK_HEADER = "x-csrf-token"
#: What every browser can be made to send from another's page.
_FORMS = (FORM, "multipart/form-data", "text/plain")

_OURSELVES = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
_ANY_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.IGNORECASE)
#: What is answered to those who haven't signed in.
_DOORSTEP = re.compile(r"/signin|/static/.*")


class Guard:
    """Answers whom `access` lets in, and seals every answer with `HEADERS`.

    Without tokens only who calls this machine by its own name is answered: a page of somebody else's whose name was made to lead here (DNS
    rebinding) still calls us by that name, and gets nothing. What would write needs an editor, and the mark of a session of ours.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, visitor, new = Request(scope, receive), NOBODY, False

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({name: value for name, value in HEADERS.items() if name not in headers})
                given = any(cookie.startswith(f"{_name(request)}=") for cookie in headers.getlist("set-cookie"))
                if new and not given and headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", session_cookie(request, self._access.cookie(visitor)))
            await send(message)

        if not self._named_right(request.headers):
            refusal: Response = PlainTextResponse("Dragoman answers to localhost and 127.0.0.1 only.\n", status_code=400)
            if scope["path"].startswith("/api/"):
                refusal = faults.refusal(request, HTTPException(400, "Dragoman answers to localhost and 127.0.0.1 only."))
            await refusal(scope, receive, sealed)
            return
        visitor, new = self._visitor(request)
        told = asking.set(visitor)
        try:
            answer, receiving = await self._refusal(request, visitor), receive
            if answer is None and request.method not in ("GET", "HEAD", "OPTIONS"):
                answer, receiving = await self._checked(request, visitor)
            await (answer or self._app)(scope, receiving, sealed)
        finally:
            asking.reset(told)

    def _named_right(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and bool((_OURSELVES if self._access.open else _ANY_HOST).fullmatch(hosts[0]))

    def _visitor(self, request: Request) -> tuple[Visitor, bool]:
        """Who asks, and whether they are new."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and not self._access.open:
            return self._access.bearer(token.strip()) or NOBODY, False
        found = self._access.returning(request.cookies.get(_name(request), ""))
        return found or self._access.stranger(), found is None

    async def _refusal(self, request: Request, visitor: Visitor) -> Response | None:
        """What a stranger is told."""
        if visitor.role or _DOORSTEP.fullmatch(request.scope["path"]):
            return None
        if request.scope["path"].startswith("/api/") or request.method != "GET":
            said = "This record needs a token: send it as `Authorization: Bearer TOKEN`, or sign in on the page /signin."
            return faults.refusal(request, HTTPException(401, said, {"WWW-Authenticate": "Bearer"}))
        wanted = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/signin" + (f"?next={quote(wanted, safe='')}" if wanted != "/" else ""), 303)

    async def _checked(self, request: Request, visitor: Visitor) -> tuple[Response | None, Receive]:
        """What is told to who would write and may not, and the body, which has been read for that."""
        body = await _body(request)
        reason: HTTPException | None = None
        if body is None:
            reason = HTTPException(413, f"More than {BODY_LIMIT // 1_000_000} MB: `dragoman add` reads what is so long.")
        elif not visitor.edits and not _DOORSTEP.fullmatch(request.scope["path"]):
            reason = HTTPException(403, READS)
        elif not self._ours(request, visitor, body):
            reason = HTTPException(
                403, "This form is not from a page of this session: go back, load the page again, and send it anew."
            )
        return faults.refusal(request, reason) if reason else None, _again(body or b"", request.receive)

    def _ours(self, request: Request, visitor: Visitor, body: bytes) -> bool:
        """Whether a question that would write comes from a page of ours, or from a program rather than a browser.

        Browsers say from whose page a form comes; a program says nothing, shows a token, or needs none.
        """
        headers = request.headers
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if visitor.signed and not visitor.session:
            return True
        if origin is not None and urlsplit(origin).netloc.lower() != headers["host"].lower():
            return False
        if site not in (None, "same-origin"):
            return False
        form = headers.get("content-type", "").partition(";")[0].strip().lower()
        if self._access.open and origin is None and site is None and form not in _FORMS:
            return True
        mark = headers.get(_MARK_HEADER) or (fields(body).get(MARK, "") if form == FORM else "")
        return bool(visitor.mark) and hmac.compare_digest(visitor.mark.encode(), mark.encode("utf-8", "replace"))


def session_cookie(request: Request, value: str, lasts: int = LIFETIME) -> str:
    """A Set-Cookie header that only we are sent back, and that no script reads."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{_name(request)}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"


def _name(request: Request) -> str:
    """The name of the cookie: with the port, since browsers give cookies to every port of a host, and another record may be at the next."""
    return f"dragoman{request.url.port or ''}"


async def _body(request: Request) -> bytes | None:
    """The whole of a question's body; None when it is too long."""
    body, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > BODY_LIMIT * _PATIENCE:
            return None
        if length <= BODY_LIMIT:
            body += chunk
    return bytes(body) if length <= BODY_LIMIT else None


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that has been read, to be read once more."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving
