"""Small objects in the shape of CONTRACT.md, cut out of a text by their words."""

from typing import Any

from evaluation.measures.result import Case, Json
from evaluation.questions import Text


def anchor(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def mention(id_: str, country: str | None, name: str = "", kind: str = "country", sector: str | None = "GOV") -> dict[str, Any]:
    name = name or str(country)
    entity = str(country) if kind == "country" else f"{kind}:{name.lower().replace(' ', '-')}"
    return {"id": id_, "kind": kind, "entity": entity, "name": name, "country": country, "sector": sector}


def claim(text: str, words: str, type_: str, actors: list[str], recipients: list[str], **more: Any) -> dict[str, Any]:
    edtf = more.pop("edtf", None)
    return {
        "id": f"claim:{words}",
        "type": type_,
        "mode": None,
        "contexts": [],
        "modality": "asserted",
        "trigger": anchor(text, words),
        "actors": actors,
        "recipients": recipients,
        "location": None,
        "when": {"edtf": edtf, "basis": "explicit" if edtf else "unknown", "anchor": None},
        "topics": [],
        "according_to": None,
        "size": {},
    } | more


def quote(text: str, speaker: str, entity: str | None, cue: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"quote:{content}",
        "manner": "indirect",
        "act": "say",
        "speaker": anchor(text, speaker) | {"entity": entity},
        "cue": anchor(text, cue),
        "content": [anchor(text, content)],
        "addressee": None,
        "denies": None,
        "topics": [],
    } | more


def time(text: str, words: str, value: str | None, edtf: str | None = None) -> dict[str, Any]:
    return anchor(text, words) | {"edtf": edtf, "value": value, "type": "DATE"}


def extraction(text: str, **observations: list[dict[str, Any]]) -> Json:
    document = {"address": "a.txt", "text": text, "kind": "report", "zones": []}
    return {"document": document, "mentions": [], "claims": [], "quotes": [], "times": []} | observations


def gold_claim(text: str, words: str, type_: str, actors: list[str], recipients: list[str], **more: Any) -> dict[str, Any]:
    claimed = {"type": type_, "mode": None, "actors": actors, "recipients": recipients, "edtf": None, "modality": "asserted"}
    return claimed | {"trigger": words, "at": text.index(words)} | more


def gold_quote(text: str, entity: str, country: str, content: str, **more: Any) -> dict[str, Any]:
    said = {"speaker": entity, "entity": entity, "country": country, "cue": "said", "manner": "indirect", "act": "say"}
    return said | {"content": content, "content_at": text.index(content)} | more


def case(text: str, **gold: Any) -> Case:
    return Case(Text("a.txt", text), {"claims": [], "quotes": []} | gold)
