"""The JSON of the extraction contract: one object a document, stable names, offsets in code points."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.model import (
    Anchor,
    Claim,
    Count,
    Document,
    Entity,
    Event,
    Extraction,
    Holding,
    Judgement,
    Mention,
    Quote,
    Telling,
    Time,
    When,
)
from dragoman.results import Answer, Cell, Comparison, Discrepancy

__all__ = [
    "anchor_json",
    "as_contract",
    "candidate_json",
    "comparison_json",
    "discrepancy_json",
    "entity_json",
    "event_json",
    "profile_json",
    "quote_json",
    "ruling_json",
    "when_json",
]

Json = dict[str, Any]


def as_contract(extraction: Extraction) -> Json:
    """What one document gave up, as the contract writes it. Ids are the nouns' own and hold across runs."""
    document = extraction.document
    return {
        "document": {
            "id": document.id,
            "address": document.address,
            "url": document.url,
            "publisher": document.publisher,
            "kind": document.kind,
            "issuer": document.issuer,
            "title": document.title,
            "language": document.language,
            "published": document.published,
            "text": document.text,
            "zones": [{"kind": z.kind, "start": z.start, "end": z.end} for z in document.zones],
        },
        "mentions": [_mention(m) for m in extraction.mentions],
        "claims": [_claim(c) for c in extraction.claims],
        "quotes": [_quote(q) for q in extraction.quotes],
        "times": [_time(t) for t in extraction.times],
    }


def anchor_json(anchor: Anchor) -> Json:
    """An anchor without its document: start, end, exact."""
    return {"start": anchor.start, "end": anchor.end, "exact": anchor.exact}


def when_json(when: When) -> Json:
    """A time with its basis, its interval of days [from, to), and its words where it has any."""
    return {
        "edtf": when.edtf,
        "basis": when.basis,
        "from": when.start.isoformat() if when.start else None,
        "to": when.end.isoformat() if when.end else None,
        "anchor": anchor_json(when.anchor) if when.anchor else None,
    }


def _mention(mention: Mention) -> Json:
    return {
        "id": mention.id,
        **anchor_json(mention.anchor),
        "kind": mention.kind,
        "entity": mention.entity,
        "name": mention.name,
        "country": mention.country,
        "sector": mention.sector,
        "office": mention.office,
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "modality": claim.modality,
        "trigger": anchor_json(claim.trigger),
        "also": [anchor_json(a) for a in claim.also],
        "actors": [m.id for m in claim.actors],
        "recipients": [m.id for m in claim.recipients],
        "location": claim.location.id if claim.location else None,
        "when": when_json(claim.when),
        "topics": list(claim.topics),
        "according_to": claim.according_to,
        "size": claim.size,
        "counts": [_count(count) for count in claim.counts],
    }


def _count(count: Count) -> Json:
    return {"kind": count.kind, "low": count.low, "high": count.high, "unit": count.unit, **anchor_json(count.anchor)}


def _quote(quote: Quote) -> Json:
    speaker = None
    if quote.speaker:
        speaker = {
            **anchor_json(quote.speaker),
            "entity": quote.entity,
            "country": quote.country,
            "mentions": [m.id for m in quote.speakers],
        }
    return {
        "id": quote.id,
        "manner": quote.manner,
        "act": quote.act,
        "speaker": speaker,
        "cue": anchor_json(quote.cue) if quote.cue else None,
        "content": [anchor_json(a) for a in quote.content],
        "addressee": quote.addressee,
        "denies": quote.denies,
        "confirms": quote.confirms,
        "topics": list(quote.topics),
    }


def _time(time: Time) -> Json:
    return {**anchor_json(time.anchor), "edtf": time.when.edtf, "value": time.value, "type": time.type}


def event_json(event: Event, addresses: Mapping[str, Sequence[str]]) -> Json:
    """An event as `dragoman timeline` prints it; `addresses` gives for a document's id where it was found."""
    found = dict.fromkeys(a for t in event.tellings for a in addresses.get(t.document.id, (t.document.address,)))
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "parties": list(event.parties),
        "persons": [{"entity": m.entity, "name": m.name, "country": m.country, "office": m.office} for m in event.persons],
        "when": when_json(event.when),
        "location": event.location,
        "topics": list(event.topics),
        "part_of": event.part_of,
        "documents": list(found),
        "tellings": event.independent,
        "claims": [_telling(t) for t in event.tellings],
        "disagreements": [
            {"field": d.field, "values": [{"value": value, "claims": list(claims)} for value, claims in d.values]}
            for d in event.disagreements
        ],
    }


def ruling_json(judgement: Judgement, left: str, right: str) -> Json:
    """A judgement as `dragoman log` prints it; `left` and `right` are the words that it is about."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "because": judgement.because,
        "made": judgement.made,
        "undone": judgement.undone,
        "members": [judgement.left, judgement.right],
        "words": [left, right],
    }


def candidate_json(points: float, left: Telling, right: Telling, because: str) -> Json:
    """Two tellings that may be of one event, as `dragoman review` prints them."""
    return {"points": round(points, 2), "because": because, "claims": [_telling(left), _telling(right)]}


def discrepancy_json(found: Discrepancy) -> Json:
    """A discrepancy as `dragoman discrepancies` prints it; `against` is the earlier event that contradicts, null when the tellings do."""
    by_claim = {t.id: t for t in found.event.tellings}
    return {
        "event": found.event.id,
        "type": found.event.type,
        "parties": list(found.event.parties),
        "when": when_json(found.event.when),
        "field": found.disagreement.field,
        "values": [
            {
                "value": value,
                "claims": list(claims),
                "documents": list(dict.fromkeys(by_claim[c].document.address for c in claims if c in by_claim)),
            }
            for value, claims in found.disagreement.values
        ],
        "against": found.against.id if found.against else None,
    }


def _telling(telling: Telling) -> Json:
    claim = telling.claim
    return {
        "id": claim.id,
        "document": telling.document.address,
        "publisher": telling.document.publisher,
        "type": claim.type,
        "mode": claim.mode,
        "modality": claim.modality,
        "trigger": anchor_json(claim.trigger),
        "actors": _countries(claim.actors),
        "recipients": _countries(claim.recipients),
        "when": when_json(claim.when),
        "size": claim.size,
        "according_to": claim.according_to,
    }


def _countries(mentions: Iterable[Mention]) -> list[str]:
    return sorted({code for mention in mentions for code in mention.countries})


def entity_json(entity: Entity, events: int) -> Json:
    """An entity as `dragoman entities` prints it; `events` is the number of those in which it takes part."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "country": entity.country,
        "offices": [_holding(h) for h in entity.offices],
        "documents": entity.documents,
        "mentions": len(entity.mentions),
        "events": events,
        "disagreements": [
            {"field": d.field, "values": [{"name": name, "entity": id_} for name, (id_, *_) in d.values]}
            for d in entity.disagreements
        ],
    }


def _holding(holding: Holding) -> Json:
    return {
        "office": holding.office,
        "country": holding.country,
        "from": holding.first,
        "to": holding.last,
        "documents": len(holding.evidence),
    }


def profile_json(
    entity: Entity,
    documents: Mapping[str, Document],
    events: Sequence[Event],
    quotes: Sequence[tuple[Document, Quote]],
    addresses: Mapping[str, Sequence[str]],
) -> Json:
    """An entity as `dragoman entity` prints it: with the words that its offices rest on, its events and its quotes.

    `documents` gives those of the evidence by id, `addresses` for a document's id where it was found.
    """
    return {
        **entity_json(entity, len(events)),
        "offices": [
            {
                **_holding(holding),
                "evidence": [
                    {
                        "document": documents[anchor.document].address,
                        "published": documents[anchor.document].published,
                        **anchor_json(anchor),
                    }
                    for anchor in holding.evidence
                ],
            }
            for holding in entity.offices
        ],
        "events": [event_json(event, addresses) for event in events],
        "quotes": [quote_json(document, quote) for document, quote in quotes],
    }


def comparison_json(comparison: Comparison) -> Json:
    """A comparison as `dragoman compare` prints it."""
    return {
        "event": {"type": comparison.type, "parties": list(comparison.parties)},
        "sides": list(comparison.sides),
        "items": [
            {
                "topic": item.topic,
                "label": item.label,
                "status": item.status,
                "cells": {
                    side: [{**_cell(cell), "marks": [anchor_json(m) for m in item.marks if m in cell]} for cell in cells]
                    for side, cells in item.cells.items()
                },
                "earlier": [{"side": side, **_cell(cell)} for side, cell in item.earlier.items()],
            }
            for item in comparison.items
        ],
        "accounts": [
            {
                "side": account.side,
                "words": account.room,
                "leads": account.leads and _cell(account.leads),
                **{
                    name: [{**_cell(remark.cell), "meaning": remark.meaning} for remark in remarks]
                    for name, remarks in (
                        ("named", account.named),
                        ("when", account.when),
                        ("where", account.where),
                        ("promised", account.promised),
                    )
                },
            }
            for account in comparison.accounts
        ],
    }


def _cell(cell: Cell) -> Json:
    return {"address": cell.address, **anchor_json(cell.anchor)}


def quote_json(document: Document, quote: Quote, answer: Answer | None = None) -> Json:
    """A quote with the document that reports it and with what it answers, as `dragoman quotes` prints it."""
    return {
        "document": document.address,
        "publisher": document.publisher,
        "published": document.published,
        **_quote(quote),
        "answers": answer
        and {
            "id": answer.to,
            "document": answer.document.address,
            "published": answer.document.published,
            "words": [anchor_json(a) for a in answer.words],
            "because": answer.because,
        },
    }
