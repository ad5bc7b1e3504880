"""The application on one screen: what guards it, what it answers, and what becomes of an error."""

from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, gaierror, socket
from threading import Thread

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dragoman.errors import UsageError
from dragoman.record import Record
from dragoman.web import adding, api, checking, description, faults, pages, reviewing, signin, writing
from dragoman.web.access import Access
from dragoman.web.description import TAGS
from dragoman.web.freshness import Fresh
from dragoman.web.guard import Guard
from dragoman.web.limits import Limiter
from dragoman.web.reading import Reading

__all__ = ["create_app", "loopback", "serve"]

LOOPBACK = "127.0.0.1"
#: Texts that one visitor may have read in a minute.
_READINGS = 30


def create_app(record: Record, access: Access | None = None, reading: Reading | None = None) -> ASGIApp:
    """Pages and JSON over a record that stays open as long as the application lives, for those whom `access` lets in."""
    access, reading = access or Access(), reading or Reading()
    readings, waiting = Limiter(_READINGS, 60), reviewing.Waiting(record)
    app = FastAPI(
        title="Dragoman",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        openapi_tags=TAGS,
        version=version("dragoman"),
    )
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for router in (
        *api.routes(record),
        *writing.routes(record, reading, readings, waiting),
        adding.routes(record, reading, readings),
        reviewing.routes(record, waiting),
        checking.routes(record),
        signin.routes(access),
        pages.routes(record, waiting),
    ):
        app.include_router(router)
    app.add_middleware(Fresh, record=record)
    faults.answer(app)
    description.describe(app)
    return Guard(app, access)


def loopback(host: str) -> bool:
    """Whether an address is this machine's own, which no other reaches."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    record: Record,
    port: int,
    host: str = LOOPBACK,
    access: Access | None = None,
    reading: Reading | None = None,
    ready: Callable[[str], object] | None = None,
) -> None:
    """Serve a record at an address of this machine until interrupted; what reads texts warms up meanwhile.

    `ready` is told the web address once it is ours. Raises UsageError when it can't be had, or when others reach it and no token is set.
    """
    access, reading = access or Access(), reading or Reading()
    if access.open and not loopback(host):
        raise UsageError(f"others reach {host}: set DRAGOMAN_TOKEN, or --token, to a secret that lets them in")
    app = create_app(record, access, reading)
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
    with socket(AF_INET6 if ":" in host else AF_INET) as listening, suppress(KeyboardInterrupt):
        listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except gaierror as error:
            raise UsageError(f"{host}: no address of this machine ({error.strerror})") from None
        except OSError as error:
            raise UsageError(f"port {port} of {host} can't be had ({error.strerror}); choose another") from None
        if ready:
            ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
        Thread(target=_warm, args=[reading], daemon=True).start()
        uvicorn.Server(config).run([listening])


def _warm(reading: Reading) -> None:
    # whatever fails here fails again, and is told, when a text is to be read
    with suppress(Exception):
        reading.warm()
