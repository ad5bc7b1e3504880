"""Nouns → rows, the way back from `reading`."""

from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Table

from dragoman.model import Anchor, Claim, Count, Document, Extraction, Judgement, Mention, Quote, When
from dragoman.record import schema

Row = dict[str, Any]

#: The version that stands beside each document, since what it gave up depends on who extracted it.
VERSION = version("dragoman")


def observation_rows(number: int, extraction: Extraction) -> defaultdict[Table, list[Row]]:
    """The rows of each table for what the document of that number says."""
    here = {"document": number}
    rows: defaultdict[Table, list[Row]] = defaultdict(list)
    for n, zone in enumerate(extraction.document.zones):
        rows[schema.zones].append({**here, "ordinal": n, "kind": zone.kind, "start": zone.start, "end": zone.end})
    for n, mention in enumerate(extraction.mentions):
        rows[schema.mentions].append({**here, "ordinal": n, **_mention_row(mention)})
    for n, claim in enumerate(extraction.claims):
        whole = {"claim": claim.id}
        rows[schema.claims].append({**here, "ordinal": n, "id": whole["claim"], **_claim_row(claim)})
        for role, mentions in (("actor", claim.actors), ("recipient", claim.recipients)):
            rows[schema.claim_parties] += [{**whole, "role": role, "ordinal": i, "mention": m.id} for i, m in enumerate(mentions)]
        rows[schema.claim_countries] += [{**whole, "country": country} for country in claim.parties]
        rows[schema.claim_topics] += [{**whole, "ordinal": i, "topic": topic} for i, topic in enumerate(claim.topics)]
        rows[schema.claim_also] += [{**whole, "ordinal": i, **anchor_row("", also)} for i, also in enumerate(claim.also)]
        rows[schema.claim_counts] += [{**whole, "ordinal": i, **_count_row(count)} for i, count in enumerate(claim.counts)]
    for n, quote in enumerate(extraction.quotes):
        whole = {"quote": quote.id}
        countries = sorted(quote.countries)
        rows[schema.quotes].append({**here, "ordinal": n, "id": whole["quote"], **_quote_row(quote)})
        rows[schema.quote_contents] += [{**whole, "ordinal": i, **anchor_row("", part)} for i, part in enumerate(quote.content)]
        rows[schema.quote_speakers] += [{**whole, "ordinal": i, "mention": m.id} for i, m in enumerate(quote.speakers)]
        rows[schema.quote_countries] += [{**whole, "country": country} for country in countries]
        rows[schema.quote_topics] += [{**whole, "ordinal": i, "topic": topic} for i, topic in enumerate(quote.topics)]
    for n, topic in enumerate(extraction.topics):
        rows[schema.topics].append({**here, "ordinal": n, "topic": topic.id, **anchor_row("", topic.anchor)})
    if extraction.clauses:
        rows[schema.clauses].append({**here, "clauses": [[c.start, c.end, c.weak, c.opens] for c in extraction.clauses]})
    for n, time in enumerate(extraction.times):
        anchor, when = anchor_row("", time.anchor), _when_row(time.when)
        rows[schema.times].append({**here, "ordinal": n, **anchor, **when, "type": time.type, "value": time.value})
    return rows


def document_row(document: Document, added: str) -> Row:
    """The row of a document that was added at that time (UTC, ISO 8601)."""
    return {
        "id": document.id,
        "text": document.text,
        "kind": document.kind,
        "title": document.title,
        "publisher": document.publisher,
        "issuer": document.issuer,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "added": added,
        "extractor": VERSION,
    }


def _mention_row(mention: Mention) -> Row:
    return {
        "id": mention.id,
        **anchor_row("", mention.anchor),
        "kind": mention.kind,
        "entity": mention.entity,
        "name": mention.name,
        "country": mention.country,
        "sector": mention.sector,
        "office": mention.office,
    }


def _claim_row(claim: Claim) -> Row:
    return {
        **anchor_row("trigger_", claim.trigger),
        "type": claim.type,
        "modality": claim.modality,
        "mode": claim.mode,
        "contexts": claim.contexts,
        "location": claim.location.id if claim.location else None,
        **_when_row(claim.when),
        "according_to": claim.according_to,
    }


def _count_row(count: Count) -> Row:
    return {"kind": count.kind, "low": count.low, "high": count.high, "unit": count.unit, **anchor_row("", count.anchor)}


def _quote_row(quote: Quote) -> Row:
    return {
        "manner": quote.manner,
        "act": quote.act,
        **anchor_row("speaker_", quote.speaker),
        **anchor_row("cue_", quote.cue),
        "addressee": quote.addressee,
        "denies": quote.denies,
        "confirms": quote.confirms,
    }


def judgement_row(judgement: Judgement, now: str) -> Row:
    """The row of a judgement, its time in UTC. Raises ValueError when that is no ISO 8601 time."""
    made = datetime.fromisoformat(judgement.made)
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "because": judgement.because,
        "made": (made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)).isoformat(),
        "undone": now if judgement.undone else None,
    }


def anchor_row(prefix: str, anchor: Anchor | None) -> Row:
    """The columns of an anchor, whose names begin with `prefix`; empty without one."""
    return {
        f"{prefix}start": anchor.start if anchor else None,
        f"{prefix}end": anchor.end if anchor else None,
        f"{prefix}exact": anchor.exact if anchor else None,
    }


def _when_row(when: When) -> Row:
    return {
        "when_edtf": when.edtf,
        "when_basis": when.basis,
        "when_start": when.start,
        "when_end": when.end,
        **anchor_row("when_anchor_", when.anchor),
    }
