"""The quickstart's walk through the desk in a real browser, four clicks from home to what two sides said differently, with a picture of each page."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from docs.running import ROOT
from dragoman import pipeline
from dragoman.model import fingerprint
from dragoman.record import Record
from dragoman.web import create_app

PICTURES = ROOT / "docs" / "pictures"
#: By file, a fingerprint of the words of the page that it shows: a picture is taken anew when they change, not where letters are drawn otherwise.
_SHOWN = PICTURES / "shown.json"
#: The names by which machines know Chromium and its kin.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium as it is installed on this machine; None where there is none."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield started
        started.close()


@contextmanager
def served(record: Record) -> Iterator[str]:
    """The address of a desk over the samples, which are read into the record first, on a free port of this machine."""
    with socket.socket() as listening:
        list(pipeline.add(record, pipeline.extract_all([str(ROOT / "samples")])))
        pipeline.resolve(record)
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def walk(page: Any) -> Iterator[str]:
    """The walk, from a page that shows home: the name of each picture as soon as its page is there. Raises where a link or a word isn't."""
    yield "home"
    page.get_by_role("link", name="Pakistan – United States", exact=True).click()
    page.wait_for_url("**/relations/*")
    yield "relation"
    page.get_by_role("link", name="Phone call, 7 April 2025").click()
    page.wait_for_url("**/events/*")
    yield "event"
    page.get_by_role("link", name="The accounts side by side").click()
    page.wait_for_url("**#beside")
    row = page.get_by_role("row").filter(has_text="critical minerals").first
    row.filter(has_text="named critical minerals in particular").filter(has_text="asked about critical minerals").wait_for()
    yield "accounts"
    row.get_by_role("link").first.click()
    page.wait_for_url("**/documents/**")
    page.locator("article mark.here").filter(has_text="critical minerals").first.wait_for()
    yield "words"


def take_pictures(record: Record) -> list[Path]:
    """Take a picture of each page of the walk whose words are others than when it was last taken, and say which; none without a browser."""
    shown = json.loads(_SHOWN.read_text("utf-8"))
    taken = []
    with browser() as chromium:
        if chromium is None:
            return []
        with served(record) as address:
            page = chromium.new_page(base_url=address, viewport={"width": 1120, "height": 700}, reduced_motion="reduce")
            page.goto("/")
            for name in walk(page):
                words = fingerprint(page.locator("main").inner_text())
                if shown.get(name) != words:
                    taken.append(PICTURES / f"{name}.png")
                    page.screenshot(path=str(taken[-1]))
                    shown[name] = words
    _SHOWN.write_text(json.dumps(shown, indent=2) + "\n", "utf-8")
    return taken
