"""What a visitor gives to be read: fetched and extracted off the loop, one text at a time, before anything of it is kept."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from dragoman import pipeline
from dragoman.errors import DocumentError, DragomanError, SourceError, UsageError
from dragoman.model import Document, Extraction, fingerprint
from dragoman.record import Record

__all__ = ["LONGEST", "Given", "Reading"]

T = TypeVar("T")

#: Characters of a text that are read while somebody waits; `dragoman add` reads longer ones.
LONGEST = 100_000
#: Pages that are fetched at a time, and readings that are remembered until they are kept.
_FETCHED, _REMEMBERED = 4, 16
#: What no text holds, and the share of a text's beginning from which on it is none.
_UNREADABLE, _SHARE, _SAMPLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]"), 0.02, 10_000
#: A text of two sides who each say something, so that reading it takes all that reading and comparing take.
_EXAMPLE = (
    "Foreign Minister Kofi Mensah of Ghana met Foreign Minister Lucia Quispe of Peru in Accra on Monday. "
    "Mensah said that Ghana would lower its tariffs on fish. Quispe said that Peru would invest in ports and in mining."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text, or the address of one, or a text with the address that it was copied from; and what is known of it, as in a sidecar."""

    text: str = ""
    address: str = ""
    published: str = ""
    publisher: str = ""
    title: str = ""
    kind: str = ""
    issuer: str = ""
    language: str = ""

    @property
    def known(self) -> dict[str, str | None]:
        """The fields that say something."""
        fields = asdict(self)
        return {name: fields[name].strip() or None for name in ("published", "publisher", "title", "kind", "issuer", "language")}


class Reading:
    """Reads what visitors give, with a spaCy pipeline (`model`). The models are used by one thread at a time; the others wait off the loop."""

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._one = CapacityLimiter(1)
        self._fetching = CapacityLimiter(_FETCHED)
        self._read: OrderedDict[str, Extraction] = OrderedDict()

    def warm(self) -> None:
        """Load the models, so that the first text is read, and the first event compared, as fast as the second."""
        from dragoman.sources import read_text

        pipeline.compare_documents([pipeline.extract(read_text(_EXAMPLE, address="example"), self._model)])

    async def read(self, given: Given, visitor: str = "") -> Extraction:
        """What a text says. It is remembered for the visitor (a session), so that keeping it needs no second reading.

        Raises SourceError for an address that can't be fetched, DocumentError for what is no text or too long, UsageError for nothing at all.
        """
        document = await to_thread.run_sync(_document, given, limiter=self._fetching)
        found = await self.alone(pipeline.extract, document, self._model)
        self._read[_key(given, visitor)] = found
        if len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return found

    def remembered(self, given: Given, visitor: str) -> Extraction | None:
        """What was read of just this for a visitor, a while ago."""
        return self._read.get(_key(given, visitor))

    async def keep(self, record: Record, found: Extraction) -> bool:
        """Add what was read to a record and resolve it; whether it was new. Raises DocumentError when it can't be kept."""
        return await self.alone(_keep, record, found)

    async def alone(self, work: Callable[..., T], *arguments: object) -> T:
        """Heavy work in a thread, while no other such work is done."""
        return await to_thread.run_sync(partial(work, *arguments), limiter=self._one)


def _keep(record: Record, found: Extraction) -> bool:
    ((outcome, new),) = pipeline.add(record, [found])
    if isinstance(outcome, DragomanError):
        raise outcome
    pipeline.resolve(record)
    return new


def _key(given: Given, visitor: str) -> str:
    return fingerprint(visitor, *(value.replace("\r\n", "\n") for value in asdict(given).values()))


def _document(given: Given) -> Document:
    # here and not above, so that pages don't wait for what reads
    from dragoman import sources

    address = given.address.strip()
    if given.text.strip():
        if len(_UNREADABLE.findall(given.text, 0, _SAMPLE)) > _SHARE * min(len(given.text), _SAMPLE):
            raise DocumentError("the text", "is none: it holds bytes that no text has")
        if address and not re.match("https?://", address, re.IGNORECASE):
            raise SourceError(address, "no web address: it begins with http:// or https://")
        pasted = address or f"pasted-{fingerprint(given.text)[:8]}.txt"
        document = sources.read_text(given.text, address=pasted, url=address or None, **given.known)
    elif address:
        found = list(islice(sources.fetch(address, **given.known), 2))
        if len(found) != 1:
            raise DocumentError(address, f"holds {'several documents' if found else 'none'}; `dragoman add` reads feeds whole")
        if isinstance(found[0], DragomanError):
            raise found[0]
        document = found[0]
    else:
        raise UsageError("give a text, or the address of one")
    if len(document.text) > LONGEST:
        raise DocumentError(
            document.address,
            f"{len(document.text):,} characters where {LONGEST:,} are read at once; `dragoman add FILE` reads it",
        )
    return document
