"""Documents out to Dask workers, extractions back. Dask lives here and nowhere else."""

import logging
import tempfile
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import ExitStack
from typing import Any, BinaryIO

from distributed import Client, Future, KilledWorker, LocalCluster

from dragoman import extraction, sources
from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.model import Document, Extraction

__all__ = ["extract_many"]

#: Documents in flight for each worker: enough that none waits for the reader, few enough that memory stays small.
AHEAD = 4

#: Seconds that a scheduler may take to answer and to show its first worker.
PATIENCE = 10

_Outcome = Extraction | DragomanError
#: A document and what is to become of it; None where its worker died.
_Sent = tuple[Document, Future[Any] | None]


def extract_many(
    addresses: Iterable[str],
    workers: int | str,
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    model: str | None = None,
) -> Generator[Extraction | DragomanError, None, None]:
    """What `pipeline.extract_all` yields, in the same order, extracted by many processes.

    `workers` is how many to start on this machine, or the address of a running Dask scheduler (`tcp://host:8786`) whose workers
    have Dragoman and the model installed. Documents are read here, one after the other, and only a few a worker are in flight.
    A document that fails, or that twice brings down its worker, comes as a DocumentError; the others are extracted all the same.
    A script that calls this needs `if __name__ == "__main__":`, since its workers import it. Raises UsageError when `workers` is
    below 1 or no scheduler answers, and ModuleNotFoundError when the model isn't installed.
    """
    with ExitStack() as ending:
        client = _client(workers, ending)
        model = model or extraction.DEFAULT_MODEL
        client.submit(_prepare, model, pure=False).result()
        room = AHEAD * sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        sent: deque[_Sent | _Outcome] = deque()
        for found in sources.read(addresses, stdin=stdin, allow_private=allow_private):
            sent.append(found if isinstance(found, DragomanError) else (found, client.submit(_extract, found, model, pure=False)))
            if len(sent) >= room:
                yield _answer(client, sent, model)
        while sent:
            yield _answer(client, sent, model)


def _client(workers: int | str, ending: ExitStack) -> Client:
    """A client of a scheduler that answers, or of a cluster of this run's own, which ends and leaves nothing behind with it."""
    if isinstance(workers, str):
        try:
            client: Client = ending.enter_context(Client(workers, timeout=PATIENCE, set_as_default=False))  # type: ignore[no-untyped-call]
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"{workers}: no Dask scheduler with a worker answers there ({error})") from error
        return client
    if workers < 1:
        raise UsageError(f"{workers} workers can't extract anything; take 1 or more")
    directory = ending.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-"))
    cluster = LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        local_directory=directory,
        silence_logs=logging.CRITICAL,
        scheduler_kwargs={
            "allowed_failures": 0,
            "dashboard": False,
            "dashboard_address": "127.0.0.1:0",
            "local_directory": directory,
        },
    )
    own: Client = ending.enter_context(Client(ending.enter_context(cluster), set_as_default=False))  # type: ignore[no-untyped-call]
    return own


def _answer(client: Client, sent: deque[_Sent | _Outcome], model: str) -> _Outcome:
    """What became of the document that was sent first.

    Whoever stood in line behind a deadly document is blamed along with it, so one that is blamed is tried once more alone, when
    all the others have come home.
    """
    first = sent.popleft()
    if not isinstance(first, tuple):
        return first
    document, _ = first
    outcome = _home(*first)
    if outcome is None:
        settled = [(_home(*other) or (other[0], None)) if isinstance(other, tuple) else other for other in sent]
        sent.clear()
        sent.extend(settled)
        outcome = _home(document, client.submit(_extract, document, model, pure=False))
    return outcome or DocumentError(
        document.address, "its worker died of it each time; it may need more memory than a worker has"
    )


def _home(document: Document, future: Future[Any] | None) -> _Outcome | None:
    """What a worker made of a document; None when the worker died."""
    try:
        found: Extraction | str | None = future.result() if future else None
    except KilledWorker:
        return None
    return DocumentError(document.address, found) if isinstance(found, str) else found


def _prepare(model: str) -> None:
    """Load the model, so that a missing one is the run's fault and not each document's."""
    extraction.extract(Document(address="-", text="-"), model)


def _extract(document: Document, model: str) -> Extraction | str:
    """What a document gave up, or the reason why nothing: an exception of ours doesn't survive the way back."""
    try:
        return extraction.extract(document, model)
    except DocumentError as error:
        return error.reason
    except Exception as error:  # noqa: BLE001 (one odd document never costs the run)
        return f"extracting it failed ({type(error).__name__}: {error})"
