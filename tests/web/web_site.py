"""A small record with one hostile document in it, and a browser that asks the application without a network."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import httpx
from lxml import html

from dragoman.model import Anchor, Claim, Document, Extraction, Mention, Quote, Topic, When, Zone, fingerprint
from dragoman.pipeline.heading import head
from dragoman.record import Record
from dragoman.web import Access, create_app

ASKING = ThreadPoolExecutor(1)
HOSTILE = "<script>alert('1')</script>"
TURNED = "the minister said \u202enever\u202c to “all & sundry”"

DAR, LEE = ("Omar Dar", "PAK"), ("Ann Lee", "USA")


def readout(
    issuer: str | None,
    published: str,
    text: str,
    *,
    trigger: str,
    day: date = date(2025, 4, 7),
    people: Iterable[tuple[str, str]] = (DAR, LEE),
    said: tuple[str, str] | None = None,
    **fields: str,
) -> Extraction:
    """One call, and what a person said of it: every argument after the text is words of it."""
    headline = Zone("headline", 0, text.index("\n"))
    related = (Zone("related", text.index("Read also"), len(text)),) if "Read also" in text else ()
    document = Document(
        text=text,
        issuer=issuer,
        kind="readout" if issuer else "report",
        published=published,
        zones=(headline, *related),
        **{"address": f"{published}.txt", "title": text.splitlines()[0], "language": "en", **fields},
    )
    mentions = tuple(
        Mention(
            anchor=cut(document, name),
            kind="person",
            entity=f"person:{name.lower().replace(' ', '-')}",
            name=name,
            country=country,
        )
        for name, country in people
    )
    claim = Claim(
        trigger=cut(document, trigger),
        type="CONSULT",
        mode="phone",
        modality="asserted",
        actors=mentions,
        when=When(day.isoformat(), "relative", day, day + timedelta(1), cut(document, "on Monday")),
        topics=("trade",),
    )
    quotes = (
        (Quote(content=(cut(document, said[1]),), manner="indirect", act="say", speaker=cut(document, said[0])),) if said else ()
    )
    about = (Topic("trade", cut(document, "trade")),) if "trade" in text else ()
    return Extraction(document, mentions, (claim,), quotes, topics=about)


def cut(document: Document, words: str) -> Anchor:
    """The first place of some words."""
    start = document.text.index(words)
    return document.anchor(start, start + len(words))


def extractions() -> list[Extraction]:
    """Two readouts of a call, and a report of it that no browser should believe."""
    return [
        readout(
            "PAK",
            "2025-04-07",
            "Call with Ann Lee\nOmar Dar spoke by telephone on Monday with Ann Lee on trade.",
            trigger="spoke by telephone",
        ),
        readout(
            "USA",
            "2025-04-08",
            "Call with Omar Dar\n\nAnn Lee called Omar Dar on Monday about free trade.\n\nRead also: Visit",
            trigger="called",
            day=date(2025, 4, 8),
        ),
        readout(
            None,
            "2025-04-09",
            f"{HOSTILE}\nAnn Lee and Omar Dar held a call on Monday; {TURNED}.\n</p></article>{HOSTILE} مرحبا",
            trigger="held a call",
            said=("the minister", TURNED.partition("said ")[2]),
            title=HOSTILE,
            publisher='"><img src=x onerror=alert(1)>',
            address="a\"b'<c>.txt",
            url="javascript:alert(1)",
            language='en" onload="alert(1)',
        ),
    ]


#: The event that all three tell, by the id that resolving would give it.
EVENT = "event:" + fingerprint(extractions()[0].claims[0].id)


def fill(record: Record) -> list[Extraction]:
    """Keep three documents that tell one event, and note one that could not be read."""
    added = extractions()
    for extraction in added:
        record.add(extraction)
    record.set_aside(f"scan{HOSTILE}.pdf", f"no text {HOSTILE}")
    with record.resolving() as work:
        work.gather("event", {claim.id: EVENT for extraction in added for claim in extraction.claims})
        head(work, {EVENT})
    return added


EDITOR, READER = "an-editor-s-token", "a-reader-s-token!"


def parsed(answer: httpx.Response) -> Any:
    """An answer as a page."""
    return html.document_fromstring(answer.text)


class Browser:
    """Asks an application over a record as a browser on this machine would: keeps cookies, says from whose page it sends a form."""

    def __init__(self, record: Record, access: Access | None = None) -> None:
        self._app = create_app(record, access)
        self.cookies = httpx.Cookies()

    def get(
        self,
        address: str,
        host: str = "localhost:8765",
        method: str = "GET",
        headers: Mapping[str, str] = MappingProxyType({}),
        content: bytes | None = None,
    ) -> httpx.Response:
        """The answer to one request; redirections are not followed."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8765", cookies=self.cookies) as client:
                answer = await client.request(method, address, headers={"host": host, **headers}, content=content)
                self.cookies = client.cookies
                return answer

        # in a thread of its own: in this one a real browser's loop may be running
        return ASKING.submit(asyncio.run, ask()).result()

    def page(self, address: str) -> Any:
        """A page that must be there, parsed."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.text)
        return parsed(answer)

    def words(self, address: str) -> str:
        """All words of a page that must be there."""
        return str(self.page(address).text_content())

    def mark(self, address: str = "/status") -> str:
        """The mark of the forms on a page."""
        return str(self.page(address).xpath("//input[@name='mark']/@value")[0])

    def post(
        self,
        address: str,
        fields: Mapping[str, str],
        mark: str | None = None,
        origin: str | None = "http://localhost:8765",
        **headers: str,
    ) -> httpx.Response:
        """The answer to a form; without a `mark` it is taken from the page of the form."""
        sent = {**fields, "mark": self.mark("/add") if mark is None else mark}
        told = {"content-type": "application/x-www-form-urlencoded", **({"origin": origin} if origin else {}), **headers}
        return self.get(address, method="POST", headers=told, content=urlencode(sent).encode())

    def send(self, address: str, value: object, method: str = "POST", **headers: str) -> httpx.Response:
        """The answer to a program that sends JSON."""
        told = {"content-type": "application/json", **headers}
        return self.get(address, method=method, headers=told, content=json.dumps(value).encode())
