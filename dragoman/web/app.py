"""The application on one screen: what guards it, what it answers, and what becomes of an error."""

from contextlib import suppress
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from dragoman.errors import UsageError
from dragoman.record import Record
from dragoman.web import api, faults, pages
from dragoman.web.guard import Guard

__all__ = ["create_app", "serve"]


def create_app(record: Record) -> FastAPI:
    """Pages and JSON over a record that stays open as long as the application lives. Nothing in it writes."""
    app = FastAPI(title="Dragoman", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.include_router(api.routes(record))
    app.include_router(pages.routes(record))
    faults.answer(app)
    return app


def serve(record: Record, port: int) -> None:
    """Serve a record on 127.0.0.1 until interrupted. Raises UsageError when the port is taken."""
    config = uvicorn.Config(create_app(record), log_level="warning", server_header=False, proxy_headers=False)
    with socket() as listening, suppress(KeyboardInterrupt):
        listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(f"port {port} can't be had ({error.strerror}); choose another") from None
        uvicorn.Server(config).run([listening])
