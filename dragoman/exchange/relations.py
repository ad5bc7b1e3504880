"""The tone of a relation and who meets whom as JSON: one object an act, one a pair of persons."""

from typing import Any

from dragoman.exchange.contract import anchor_json, when_json
from dragoman.results import Contact, Tone

__all__ = ["contact_json", "tone_json"]


def tone_json(act: Tone) -> dict[str, Any]:
    """An act with its score as `dragoman tone` prints it; `mean` is null where the act isn't averaged."""
    event, source = act.event, act.source
    return {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "when": when_json(event.when),
        "score": act.score,
        "mean": None if act.mean is None else round(act.mean, 2),
        "window": act.window,
        "document": source.document.address,
        "words": anchor_json(source.anchor),
        "sentence": source.document.sentence_at(source.anchor.start).exact,
    }


def contact_json(contact: Contact) -> dict[str, Any]:
    """Two persons who meet as `dragoman meetings` prints them; `first` and `last` are EDTF, null where no day is known."""
    dated = contact.dated
    return {
        "persons": [{"name": m.name, "country": m.country, "office": m.office} for m in contact.persons],
        "number": len(contact.events),
        "first": dated[0].when.edtf if dated else None,
        "last": dated[-1].when.edtf if dated else None,
        "events": [e.id for e in contact.events],
    }
