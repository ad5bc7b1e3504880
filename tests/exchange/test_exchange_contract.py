"""The JSON that others rely on: keys, values and offsets exactly as the contract has them."""

from datetime import date

import orjson

from dragoman.exchange.contract import as_contract, comparison_json, entity_json, event_json, profile_json, quote_json
from dragoman.model import (
    Anchor,
    Claim,
    Count,
    Disagreement,
    Document,
    Entity,
    Event,
    Extraction,
    Holding,
    Mention,
    Quote,
    Telling,
    Time,
    When,
    Zone,
)  # fmt: skip
from dragoman.results import Account, Answer, Cell, Comparison, Item, Remark

TEXT = "𝒯oday — Kenya’s Amina Odera called Kari Lindahl in Oslo; Nairobi denied “it”."
DOCUMENT = Document(
    address="a/b.html", url="https://example.org/b", publisher="example.org", title="…", language="en", published="2025-03-03",
    text=TEXT, zones=(Zone("dateline", 0, 5), Zone("body", 8, len(TEXT))),
)  # fmt: skip


def anchor(words: str) -> Anchor:
    return DOCUMENT.anchor(TEXT.index(words), TEXT.index(words) + len(words))


def place(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


ODERA = Mention(anchor=anchor("Amina Odera"), kind="person", entity="person:amina-odera", name="Amina Odera", country="KEN",
                sector="GOV", office="Foreign Secretary")  # fmt: skip
LINDAHL = Mention(anchor=anchor("Kari Lindahl"), kind="person", entity="person:kari-lindahl", name="Kari Lindahl", country="NOR")
OSLO = Mention(anchor=anchor("Oslo"), kind="place", entity="place:oslo", name="Oslo")
NAIROBI = Mention(anchor=anchor("Nairobi"), kind="country", entity="KEN", name="Kenya", country="KEN", sector="GOV")
DAY = When("2025-03-03", "relative", date(2025, 3, 3), date(2025, 3, 4), anchor("𝒯oday"))
CALL = Claim(
    trigger=anchor("called"), type="CONSULT", mode="phone", contexts=("economic",), modality="asserted", actors=(ODERA, LINDAHL),
    location=OSLO, when=DAY, topics=("trade",), counts=(Count("dead", 26, None, anchor("Oslo")),), also=(anchor("it"),),
)  # fmt: skip
DENIAL = Quote(content=(anchor("it"),), manner="direct", act="deny", speaker=anchor("Nairobi"), speakers=(NAIROBI,), cue=anchor("denied"),
               addressee="NOR", denies=CALL.id, topics=("trade",))  # fmt: skip
UNSAID = Quote(content=(anchor("called"), anchor("Oslo")), manner="indirect", act="say")
EXTRACTION = Extraction(
    DOCUMENT, (ODERA, LINDAHL, OSLO, NAIROBI), (CALL,), (DENIAL, UNSAID), (Time(DAY, anchor("𝒯oday"), "DATE", "2025-03-03"),)
)
WHEN = {"edtf": "2025-03-03", "basis": "relative", "from": "2025-03-03", "to": "2025-03-04", "anchor": place("𝒯oday")}


def test_a_document() -> None:
    written = as_contract(EXTRACTION)
    assert list(written) == ["document", "mentions", "claims", "quotes", "times"]
    assert written["document"] == {
        "id": DOCUMENT.id, "address": "a/b.html", "url": "https://example.org/b", "publisher": "example.org", "kind": "report",
        "issuer": None, "title": "…", "language": "en", "published": "2025-03-03", "text": TEXT,
        "zones": [{"kind": "dateline", "start": 0, "end": 5}, {"kind": "body", "start": 8, "end": len(TEXT)}],
    }  # fmt: skip
    assert written["mentions"][0] == {
        "id": ODERA.id, **place("Amina Odera"), "kind": "person", "entity": "person:amina-odera", "name": "Amina Odera",
        "country": "KEN", "sector": "GOV", "office": "Foreign Secretary",
    }  # fmt: skip
    assert written["claims"] == [
        {
            "id": CALL.id, "type": "CONSULT", "mode": "phone", "contexts": ["economic"], "modality": "asserted", "trigger": place("called"),
            "also": [place("it")], "actors": [ODERA.id, LINDAHL.id], "recipients": [], "location": OSLO.id, "when": WHEN,
            "topics": ["trade"], "according_to": None, "size": {"dead": 26},
            "counts": [{"kind": "dead", "low": 26, "high": None, "unit": None, **place("Oslo")}],
        }
    ]  # fmt: skip
    assert written["quotes"][0] == {
        "id": DENIAL.id, "manner": "direct", "act": "deny",
        "speaker": {**place("Nairobi"), "entity": "KEN", "country": "KEN", "mentions": [NAIROBI.id]},
        "cue": place("denied"), "content": [place("it")], "addressee": "NOR", "denies": CALL.id, "confirms": None, "topics": ["trade"],
    }  # fmt: skip
    assert (written["quotes"][1]["speaker"], written["quotes"][1]["cue"]) == (None, None)
    assert written["times"] == [{**place("𝒯oday"), "edtf": "2025-03-03", "value": "2025-03-03", "type": "DATE"}]


def test_offsets_count_code_points_and_survive_the_wire() -> None:
    wire = orjson.loads(orjson.dumps(as_contract(EXTRACTION)))
    text = wire["document"]["text"]
    anchors = [*wire["mentions"], *wire["times"], *(q["speaker"] for q in wire["quotes"] if q["speaker"])]
    anchors += [a for c in wire["claims"] for a in (c["trigger"], *c["also"], c["when"]["anchor"])]
    assert len(anchors) == 9
    assert all(text[a["start"] : a["end"]] == a["exact"] for a in anchors)


def test_ids_refer_to_what_is_there() -> None:
    written = as_contract(EXTRACTION)
    mentions = {m["id"] for m in written["mentions"]}
    (claim,) = written["claims"]
    assert {*claim["actors"], *claim["recipients"], claim["location"]} <= mentions
    assert written["quotes"][0]["denies"] == claim["id"]


def test_an_unknown_time_keeps_its_words() -> None:
    claim = Claim(trigger=anchor("called"), type="CONSULT", modality="asserted", when=When(None, "unknown", anchor=anchor("it")))
    (written,) = as_contract(Extraction(DOCUMENT, (), (claim,)))["claims"]
    assert written["when"] == {"edtf": None, "basis": "unknown", "from": None, "to": None, "anchor": place("it")}
    assert (written["mode"], written["location"], written["size"], written["actors"]) == (None, None, {}, [])


def test_an_event() -> None:
    telling = Telling(claim=CALL, document=DOCUMENT)
    event = Event(
        id="event:1", type="CONSULT", mode="phone", modality="asserted", parties=("KEN", "NOR"), persons=(ODERA,), when=DAY,
        location="Oslo", topics=("trade",), tellings=(telling,), independent=1,
        disagreements=(Disagreement(field="when", values=(("2025-03-03", (CALL.id,)), ("2025-03-04", ("claim:2",)))),),
    )  # fmt: skip
    assert event_json(event, {DOCUMENT.id: ("a/b.html", "copy.html")}) == {
        "id": "event:1", "type": "CONSULT", "mode": "phone", "modality": "asserted", "parties": ["KEN", "NOR"],
        "persons": [{"entity": "person:amina-odera", "name": "Amina Odera", "country": "KEN", "office": "Foreign Secretary"}],
        "when": WHEN, "location": "Oslo", "topics": ["trade"], "part_of": None, "documents": ["a/b.html", "copy.html"], "tellings": 1,
        "claims": [
            {
                "id": CALL.id, "document": "a/b.html", "publisher": "example.org", "type": "CONSULT", "mode": "phone",
                "modality": "asserted", "trigger": place("called"), "actors": ["KEN", "NOR"], "recipients": [], "when": WHEN,
                "size": {"dead": 26}, "according_to": None,
            }
        ],
        "disagreements": [
            {"field": "when", "values": [{"value": "2025-03-03", "claims": [CALL.id]}, {"value": "2025-03-04", "claims": ["claim:2"]}]}
        ],
    }  # fmt: skip
    assert event_json(event, {})["documents"] == ["a/b.html"]


def test_a_comparison() -> None:
    told, before = Cell("a/b.html", anchor("called")), Cell("old.html", anchor("Amina Odera"))
    item = Item("trade", "trade and commerce", "only", {"KEN": (told,), "NOR": ()}, (anchor("called"),), {"NOR": before})
    account = Account(side="KEN", room=4, leads=told, named=(Remark(before, "Amina Odera, Foreign Secretary"),))
    assert comparison_json(Comparison("CONSULT", ("KEN", "NOR"), ("KEN", "NOR"), (item,), (account,))) == {
        "event": {"type": "CONSULT", "parties": ["KEN", "NOR"]},
        "sides": ["KEN", "NOR"],
        "items": [
            {
                "topic": "trade", "label": "trade and commerce", "status": "only",
                "cells": {"KEN": [{"address": "a/b.html", **place("called"), "marks": [place("called")]}], "NOR": []},
                "earlier": [{"side": "NOR", "address": "old.html", **place("Amina Odera")}],
            }
        ],
        "accounts": [
            {
                "side": "KEN", "words": 4, "leads": {"address": "a/b.html", **place("called")},
                "named": [{"address": "old.html", **place("Amina Odera"), "meaning": "Amina Odera, Foreign Secretary"}],
                "when": [], "where": [], "promised": [],
            }
        ],
    }  # fmt: skip


def test_a_quote_beside_its_document() -> None:
    written = quote_json(DOCUMENT, DENIAL)
    assert list(written)[:4] == ["document", "publisher", "published", "id"]
    assert (written["document"], written["published"], written["act"]) == ("a/b.html", "2025-03-03", "deny")
    assert written["answers"] is None
    answer = Answer(DOCUMENT, (anchor("called"),), CALL.id, "told together")
    assert quote_json(DOCUMENT, DENIAL, answer)["answers"] == {
        "id": CALL.id, "document": "a/b.html", "published": "2025-03-03", "words": [place("called")], "because": "told together"
    }  # fmt: skip


ODERA_OVER_TIME = Entity(
    id="entity:1", kind="person", name="Amina Odera", names=("Amina Odera", "Odera"), country="KEN", documents=2,
    offices=(Holding("Foreign Secretary", "KEN", "2025-03-03", "2025-05-20", (anchor("Amina Odera"),)),),
    mentions=(ODERA.id, "mention:2"),
    disagreements=(Disagreement(field="Foreign Secretary of Kenya", values=(("Amina Odera", ("entity:1",)), ("Kari Lindahl", ("entity:2",)))),),
)  # fmt: skip
HELD = {"office": "Foreign Secretary", "country": "KEN", "from": "2025-03-03", "to": "2025-05-20", "documents": 1}


def test_entity() -> None:
    assert entity_json(ODERA_OVER_TIME, 3) == {
        "id": "entity:1",
        "kind": "person",
        "name": "Amina Odera",
        "names": ["Amina Odera", "Odera"],
        "country": "KEN",
        "offices": [HELD],
        "documents": 2,
        "mentions": 2,
        "events": 3,
        "disagreements": [
            {
                "field": "Foreign Secretary of Kenya",
                "values": [{"name": "Amina Odera", "entity": "entity:1"}, {"name": "Kari Lindahl", "entity": "entity:2"}],
            }
        ],
    }


def test_profile() -> None:
    telling = Telling(claim=CALL, document=DOCUMENT)
    event = Event(
        id="event:1", type="CONSULT", mode="phone", modality="asserted", parties=("KEN", "NOR"), persons=(ODERA,), when=DAY,
        location="Oslo", topics=("trade",), tellings=(telling,), independent=1,
    )  # fmt: skip
    addresses = {DOCUMENT.id: ("a/b.html",)}
    profile = profile_json(ODERA_OVER_TIME, {DOCUMENT.id: DOCUMENT}, [event], [(DOCUMENT, DENIAL)], addresses)
    evidence = [{"document": "a/b.html", "published": "2025-03-03", **place("Amina Odera")}]
    assert profile == {
        **entity_json(ODERA_OVER_TIME, 1),
        "offices": [{**HELD, "evidence": evidence}],
        "events": [event_json(event, addresses)],
        "quotes": [quote_json(DOCUMENT, DENIAL)],
    }
    assert orjson.loads(orjson.dumps(profile)) == profile
