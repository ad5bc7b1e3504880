"""The application on one screen: what guards it, what it answers, and what becomes of an error."""

from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

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
    """Serve a record on 127.0.0.1 until interrupted."""
    uvicorn.run(create_app(record), host="127.0.0.1", port=port, log_level="warning", server_header=False)
