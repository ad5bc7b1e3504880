"""What programs may do to a record, in JSON: add, judge, undo; and how it is."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman import pipeline
from dragoman.exchange import contract
from dragoman.model import Judgement
from dragoman.record import Record
from dragoman.web import shapes
from dragoman.web.access import asking
from dragoman.web.api import Limit, router, written
from dragoman.web.description import MANY, WRITING, answers
from dragoman.web.limits import Limiter
from dragoman.web.reading import Given, Reading
from dragoman.web.reviewing import Waiting

__all__ = ["routes"]

_READING = (*WRITING, 429)


def routes(record: Record, reading: Reading, readings: Limiter, waiting: Waiting) -> list[APIRouter]:
    """Every route of the API that writes, and those that say what there is to decide."""
    return [_adding(record, reading, readings), _deciding(record, waiting), _checking(record)]


def _adding(record: Record, reading: Reading, readings: Limiter) -> APIRouter:
    asked = router("adding")

    @asked.post("/extract", response_model=shapes.Extracted, responses=answers(_READING), summary="What a text says")
    async def extract(text: shapes.Text, request: Request) -> Response:
        """What a text, or the page at a public address, says. Nothing is kept."""
        readings.use(request)
        return written(contract.as_contract(await reading.read(Given(**text.model_dump()))))

    @asked.post("/documents", status_code=201, response_model=shapes.Added, responses=answers(_READING), summary="Add a document")
    async def add(text: shapes.Text, request: Request) -> Response:
        """Read a text, or the page at a public address, keep it, and resolve what it names. Adding twice changes nothing."""
        readings.use(request)
        found = await reading.read(Given(**text.model_dump()))
        return written({"id": found.document.id, "new": await reading.keep(record, found)}, 201)

    return asked


def _deciding(record: Record, waiting: Waiting) -> APIRouter:
    asked = router("deciding")

    @asked.get(
        "/candidates", response_model=list[shapes.Candidate], responses=answers(MANY), summary="Pairs that wait for a reader"
    )
    def candidates(limit: Limit = 20) -> Response:
        """Pairs of claims that may tell one event and that the rules leave open, the likeliest first."""
        return written([contract.candidate_json(c.points, c.left, c.right, c.because) for c in waiting()[:limit]])

    @asked.get("/judgements", response_model=list[shapes.Ruling], responses=answers(MANY), summary="Who judged what")
    def judgements(rules: Annotated[bool, Query(description="Also what rules decided.")] = False, limit: Limit = 100) -> Response:
        """Who decided what, and why, the latest first."""
        found = pipeline.log(record, rules=rules)[:limit]
        return written([contract.ruling_json(r.judgement, r.left, r.right) for r in found])

    @asked.post("/judgements", status_code=201, response_model=shapes.Ruling, responses=answers(WRITING), summary="Judge")
    def judge(judging: shapes.Judging) -> Response:
        """Say that two events, claims, entities or mentions are one, or are not. A reader's word beats any rule."""
        by = judging.by or asking.get().name
        made = pipeline.judge(record, judging.verdict, judging.one, judging.other, judging.because, by)
        return written(_ruling(made), 201)

    @asked.post(
        "/judgements/{judgement}/undo",
        response_model=shapes.Ruling,
        responses=answers((404, *WRITING)),
        summary="Undo a judgement",
    )
    def undo(
        judgement: Annotated[str, Path(description="A judgement's id, or its first letters.", examples=["judgement:0123"])],
    ) -> Response:
        """Take a judgement back, a reader's or a rule's. It stays in the log, marked so."""
        return written({**_ruling(pipeline.undo(record, judgement)), "undone": True})

    def _ruling(judgement: Judgement) -> dict[str, object]:
        told = record.words([judgement.left, judgement.right])
        left, right = (told.get(member, (member, ""))[0] for member in (judgement.left, judgement.right))
        return contract.ruling_json(judgement, left, right)

    return asked


def _checking(record: Record) -> APIRouter:
    asked = router("record")

    @asked.get("/status", response_model=shapes.Holdings, responses=answers(MANY), summary="What the record holds")
    def status() -> Response:
        """How much the record holds, and what was set aside."""
        aside = [{"address": a.address, "reason": a.reason, "noted": a.noted} for a in record.set_asides()]
        return written({**record.counts(), "set_aside": aside})

    @asked.post("/verify", response_model=shapes.Proof, responses=answers(WRITING), summary="Prove the record")
    def verify() -> Response:
        """Prove every text and every anchor once more, and name what fails."""
        faults = [asdict(fault) for fault in record.verify()]
        return written({"documents": record.counts()["documents"], "faults": faults})

    return asked
