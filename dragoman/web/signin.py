"""The doorstep: a token for a session, and the way out."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman.web.access import Access
from dragoman.web.forms import form, within
from dragoman.web.guard import session_cookie
from dragoman.web.limits import Limiter, caller
from dragoman.web.rendering import page

__all__ = ["routes"]

#: Wrong tokens that one address may show in a minute.
_WRONG = 5


def routes(access: Access) -> APIRouter:
    """The pages of those who aren't in yet, or want out."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    wrong = Limiter(_WRONG, 60)

    @router.get("/signin")
    def ask(request: Request) -> Response:
        if access.open:
            return RedirectResponse("/", 303)
        return page("signin.html", next=within(request.query_params.get("next", "/")), name="", fault="")

    @router.post("/signin")
    async def enter(request: Request) -> Response:
        if access.open:
            return RedirectResponse("/", 303)
        sent = await form(request)
        onward, name = within(sent.get("next", "/")), sent.get("name", "")
        try:
            wrong.check(caller(request))
            role = access.role(sent.get("token", "").strip())
        except HTTPException as refused:
            return page("signin.html", refused.status_code, refused.headers, next=onward, name=name, fault=refused.detail)
        if role is None:
            wrong.count(caller(request))
            fault = "This token opens nothing here. Ask whoever runs this desk for it."
            return page("signin.html", 403, next=onward, name=name, fault=fault)
        return _onward(request, onward, access.cookie(access.enter(role, name)))

    @router.post("/signout")
    def leave(request: Request) -> Response:
        return _onward(request, "/", "", 0)

    return router


def _onward(request: Request, address: str, cookie: str, *lasts: int) -> Response:
    return RedirectResponse(address, 303, {"Set-Cookie": session_cookie(request, cookie, *lasts)})
