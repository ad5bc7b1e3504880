"""Documents out to Dask workers, extractions back. Dask lives here and nowhere else."""

import logging
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from distributed import Client, Future, KilledWorker, LocalCluster, wait

from dragoman import extraction, sources
from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.extraction import DEFAULT_MODEL
from dragoman.model import Document, Extraction

__all__ = ["extract_many"]

#: Documents in flight for each worker: enough that none waits for the reader, few enough that memory stays small.
AHEAD = 4

#: Seconds that a scheduler may take to answer and to show its first worker.
PATIENCE = 60

_Sent = tuple[Document, Future]


def extract_many(
    addresses: Iterable[str],
    workers: int | str,
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    model: str = DEFAULT_MODEL,
) -> Iterator[Extraction | DragomanError]:
    """What `pipeline.extract_all` yields, in the same order, extracted by many processes.

    `workers` is how many to start on this machine, or the address of a running Dask scheduler (`tcp://host:8786`) whose workers
    have Dragoman and the model installed. Documents are read here, one after the other, and only a few a worker are in flight.
    A document that fails, or that twice brings down its worker, comes as a DocumentError; the others are extracted all the same.
    A script that calls this needs `if __name__ == "__main__":`, since its workers import it. Raises UsageError when `workers` is
    below 1 or no scheduler answers, and ModuleNotFoundError when the model isn't installed.
    """
    with ExitStack() as ending:
        client = _client(workers, ending)
        client.submit(_prepare, model, pure=False).result()
        room = AHEAD * sum(client.nthreads().values())
        sent: deque[_Sent | DragomanError] = deque()
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
            client = ending.enter_context(Client(workers, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"{workers}: no Dask scheduler with a worker answers there ({error})") from error
        return client
    if workers < 1:
        raise UsageError(f"{workers} workers can't extract anything; take 1 or more")
    directory = ending.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-"))
    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        local_directory=directory,
        silence_logs=logging.CRITICAL,
        scheduler_kwargs={"allowed_failures": 1},
    )
    return ending.enter_context(Client(ending.enter_context(cluster), set_as_default=False))


def _answer(client: Client, sent: deque[_Sent | DragomanError], model: str) -> Extraction | DragomanError:
    """What became of the document that was sent first."""
    first = sent.popleft()
    if isinstance(first, DragomanError):
        return first
    document, future = first
    try:
        outcome = future.result()
    except KilledWorker:
        outcome = _alone(client, document, [other[1] for other in sent if not isinstance(other, DragomanError)], model)
    return outcome if isinstance(outcome, Extraction) else DocumentError(document.address, outcome)


def _alone(client: Client, document: Document, others: list[Future], model: str) -> Extraction | str:
    """Try a document once more with no other in flight: whoever stood in line behind a deadly one was blamed along with it."""
    wait(others)
    try:
        outcome: Extraction | str = client.submit(_extract, document, model, pure=False).result()
    except KilledWorker:
        return "its worker died of it each time; it may need more memory than a worker has"
    return outcome


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
