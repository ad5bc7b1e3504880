"""Events within events: the meetings of a visit, what was agreed at a meeting, never a call and never a ring."""

from dataclasses import replace
from datetime import date
from typing import Any

from analysis_builders import telling

from dragoman.analysis import nested, timeline
from dragoman.model import Document, Telling, When


def told(by: str, first: str, last: str | None = None, words: str = "met", **more: Any) -> Telling:
    one = telling(by, first, **more)
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    document = Document(address=f"{by}.txt", text=one.document.text.replace("met", words), publisher=by)
    at = document.text.index(words)
    when = When(f"{first}/{last}" if last else first, "explicit", start, date.fromordinal(end.toordinal() + 1))
    return Telling(claim=replace(one.claim, trigger=document.anchor(at, at + len(words)), when=when), document=document)


def containers(*tellings: Telling) -> dict[str, str]:
    names = {t.id: t.document.publisher or "" for t in tellings}
    events = {t.id: f"event:{names[t.id]}" for t in tellings}
    return {e.id.removeprefix("event:"): e.part_of.removeprefix("event:") for e in timeline(tellings, events, {}) if e.part_of}


def test_a_meeting_within_a_visit_and_what_was_signed_there() -> None:
    visit = told("visit", "2025-05-12", "2025-05-15", "visited", mode="visit")
    meeting = told("meeting", "2025-05-13")
    signing = told("signing", "2025-05-14", words="signed", type="SUPPORT")
    assert containers(visit, meeting, signing) == {"meeting": "visit", "signing": "visit"}


def test_what_lies_outside_or_is_a_call_or_has_other_parties_is_no_part() -> None:
    visit = told("visit", "2025-05-12", "2025-05-15", "visited", mode="visit")
    assert not containers(visit, told("later", "2025-05-16"))
    assert not containers(visit, told("call", "2025-05-13", words="spoke", mode="phone"))
    assert not containers(visit, told("other", "2025-05-13", who="PAK; CHN"))
    assert not containers(visit, told("plan", "2025-05-13", modality="planned", type="AGREE"))


def test_what_one_document_tells_of_a_meetings_day_belongs_to_it() -> None:
    meeting = told("m", "2025-05-13")
    at = meeting.document.text.index("PAK")
    agreed = replace(meeting.claim, trigger=meeting.document.anchor(at, at + 3), type="AGREE")
    events = {meeting.id: "event:m", agreed.id: "event:a"}
    listed = timeline([meeting, Telling(claim=agreed, document=meeting.document)], events, {})
    assert {e.id: e.part_of for e in listed} == {"event:m": None, "event:a": "event:m"}


def test_two_like_visits_hold_each_other_neither() -> None:
    assert not containers(
        told("a", "2025-05-12", "2025-05-15", "visited", mode="visit"),
        told("b", "2025-05-12", "2025-05-15", "toured", mode="visit"),
    )


def test_what_is_done_with_the_host_is_part_of_a_visit_that_names_only_where_it_led() -> None:
    visit = told("visit", "2025-05-12", "2025-05-15", "visited", mode="visit", who="PAK Ishaq Dar", where="Jakarta")
    assert containers(visit, told("meeting", "2025-05-13", who="PAK; IDN")) == {"meeting": "visit"}
    assert not containers(visit, told("other", "2025-05-13", who="PAK; THA"))


def test_what_is_said_at_a_meeting_of_a_disputed_day_belongs_to_it() -> None:
    one, other = told("one", "2025-05-13"), told("other", "2025-05-14")
    at = other.document.text.index("PAK")
    said = replace(
        other.claim, trigger=other.document.anchor(at, at + 3), type="AGREE", when=replace(other.claim.when, basis="inferred")
    )
    events = {one.id: "event:m", other.id: "event:m", said.id: "event:a"}
    for claim, whole in ((said, "event:m"), (replace(said, when=replace(said.when, basis="explicit")), None)):
        listed = timeline([one, other, Telling(claim=claim, document=other.document)], events | {claim.id: "event:a"}, {})
        assert {e.id: e.part_of for e in listed} == {"event:m": None, "event:a": whole}


def test_parts_stand_behind_what_they_are_part_of() -> None:
    visit = told("visit", "2025-05-12", "2025-05-15", "visited", mode="visit")
    meeting, other = told("meeting", "2025-05-13"), told("other", "2025-05-11")
    events = {t.id: f"event:{t.document.publisher}" for t in (visit, meeting, other)}
    listed = timeline([visit, meeting, other], events, {})[::-1]
    assert [(e.id, depth) for e, depth in nested(listed)] == [("event:visit", 0), ("event:meeting", 1), ("event:other", 0)]
    assert [(e.id, depth) for e, depth in nested(listed[:1])] == [("event:meeting", 0)]


def test_what_two_do_on_the_margins_of_a_gathering_of_many_is_part_of_it() -> None:
    summit = told("summit", "2025-05-12", "2025-05-14", "summit", mode="multilateral", who="IGO", where="Abuja")
    aside = told("aside", "2025-05-13", words="met on the sidelines", who="GMB; SEN", where="Abuja")
    signed = told("signed", "2025-05-13", words="signed on the margins", who="GMB; SEN", where="Abuja", type="SUPPORT")
    assert containers(summit, aside, signed) == {"aside": "summit", "signed": "summit"}
    assert not containers(summit, told("elsewhere", "2025-05-13", words="met on the sidelines", who="GMB; SEN", where="Dakar"))
    assert not containers(summit, told("alone", "2025-05-13", who="GMB; SEN", where="Abuja"))
