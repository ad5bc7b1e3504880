"""The line from texts to answers: adding twice or in another order changes nothing, and a record answers what it is asked."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readouts import KENYAN, NORWEGIAN

from dragoman import pipeline
from dragoman.errors import DocumentError, SourceError, UsageError
from dragoman.extraction import extract
from dragoman.model import Event, Extraction, Judgement
from dragoman.record import Record
from dragoman.results import Filters
from dragoman.sources import read_text

REPORT = """Kenya and Norway talk of trade

NAIROBI, March 4 - Kenyan Foreign Secretary Amina Odera and Norwegian Foreign Minister Kari Lindahl spoke by telephone on Monday
about trade, climate change and terrorism, the Foreign Ministry in Nairobi said. Odera denied that Kenya had closed its ports.
"""
LATER = """Odera travels to Oslo

OSLO, May 20 - Kenyan Foreign Secretary Amina Odera met Norwegian Foreign Minister Kari Lindahl in Oslo on Monday. They discussed trade.
"""


def _told(text: str, name: str, published: str, **fields: str) -> Extraction:
    return extract(read_text(text, address=f"{name}.txt", published=published, publisher=name, **fields))


@pytest.fixture(scope="session")
def extractions() -> tuple[Extraction, ...]:
    """Two readouts and a report of one call, a copy of the report, and a report of a later meeting."""
    report = _told(REPORT, "wire", "2025-03-04")
    return (
        _told(KENYAN, "nairobi", "2025-03-03", kind="readout", issuer="KEN"),
        _told(NORWEGIAN, "oslo", "2025-03-03", kind="readout", issuer="NOR"),
        report,
        _told(REPORT, "copy", "2025-03-05"),
        _told(LATER, "later", "2025-05-20"),
    )


@pytest.fixture
def filled(record: Record, extractions: tuple[Extraction, ...]) -> Record:
    """A record of them all, on each engine."""
    assert [new for _, new in pipeline.add(record, extractions)] == [True] * 5
    pipeline.resolve(record)
    return record


@pytest.fixture(scope="module")
def kept(extractions: tuple[Extraction, ...], empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The same record, only to be asked."""
    with Record.open(str(copy(empty_file, tmp_path_factory.mktemp("kept") / "kept.db"))) as record:
        list(pipeline.add(record, extractions))
        pipeline.resolve(record)
        yield record


def _facts(events: list[Event]) -> set[tuple[object, ...]]:
    return {(e.id, e.type, e.mode, e.when.edtf, e.independent, frozenset(t.id for t in e.tellings)) for e in events}


def _call(record: Record) -> Event:
    (call,) = [e for e in pipeline.events(record, ["KEN", "NOR"]) if e.type == "CONSULT" and e.mode == "phone"]
    return call


def test_one_call_is_one_event_told_by_three(filled: Record) -> None:
    call = _call(filled)
    assert {t.document.publisher for t in call.tellings} == {"nairobi", "oslo", "wire", "copy"}
    assert (call.independent, call.when.edtf, call.parties) == (3, "2025-03-03", ("KEN", "NOR"))
    assert {m.entity for m in call.persons} == {"person:amina-odera", "person:kari-lindahl"}
    met = [e for e in pipeline.events(filled, ["NOR"]) if e.when.edtf == "2025-05-19"]
    assert "CONSULT" in {e.type for e in met}


def test_adding_and_resolving_again_changes_nothing(filled: Record, extractions: tuple[Extraction, ...]) -> None:
    before = (filled.counts(), _facts(pipeline.events(filled)), filled.judgements(), filled.clusters("entity"))
    assert [new for _, new in pipeline.add(filled, extractions)] == [False] * 5
    pipeline.resolve(filled)
    assert (filled.counts(), _facts(pipeline.events(filled)), filled.judgements(), filled.clusters("entity")) == before


def test_a_record_knows_whether_all_of_it_is_resolved(record: Record, extractions: tuple[Extraction, ...]) -> None:
    assert record.resolved()
    list(pipeline.add(record, extractions[:1]))
    assert not record.resolved()
    pipeline.resolve(record)
    assert record.resolved()


def test_two_writers_at_once_make_the_same_record(
    address: str, extractions: tuple[Extraction, ...], empty_file: Path, tmp_path: Path
) -> None:
    with Record.open(str(copy(empty_file, tmp_path / "at-once.db"))) as record:
        list(pipeline.add(record, extractions))
        pipeline.resolve(record)
        expected = _facts(pipeline.events(record)), record.clusters("entity"), record.clusters("document")
    Record.open(address).close()

    def write(own: Sequence[Extraction]) -> None:
        with Record.open(address) as record:
            for extraction in own:
                list(pipeline.add(record, [extraction]))
                pipeline.resolve(record)

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, [extractions[::2], [*extractions[1::2], extractions[0]]]))
    with Record.open(address) as record:
        assert (_facts(pipeline.events(record)), record.clusters("entity"), record.clusters("document")) == expected


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_the_order_of_arrival_doesnt_matter(
    order: list[int], extractions: tuple[Extraction, ...], empty_file: Path, tmp_path: Path
) -> None:
    with Record.open(str(copy(empty_file, tmp_path / "at-once.db"))) as record:
        list(pipeline.add(record, extractions))
        pipeline.resolve(record)
        expected = _facts(pipeline.events(record)), record.clusters("entity"), record.clusters("document")
    with Record.open(str(copy(empty_file, tmp_path / "one-by-one.db"))) as record:
        for number in order:
            list(pipeline.add(record, [extractions[number]]))
            pipeline.resolve(record)
        assert (_facts(pipeline.events(record)), record.clusters("entity"), record.clusters("document")) == expected


def test_a_readers_word_stands_until_it_is_undone(filled: Record) -> None:
    call = _call(filled)
    kenyan, norwegian = (next(t.id for t in call.tellings if t.document.publisher == name) for name in ("nairobi", "oslo"))
    left, right = sorted((kenyan, norwegian))
    said = Judgement(
        left=left, right=right, verdict="different", by="alice", because="two calls", made="2025-06-01T00:00:00+00:00"
    )
    before = filled.clusters("event")
    filled.judge([said])
    pipeline.resolve(filled)
    assert filled.clusters("event")[kenyan] != filled.clusters("event")[norwegian]
    filled.undo(said.id)
    pipeline.resolve(filled)
    assert filled.clusters("event") == before


def test_a_person_with_offices_in_time_and_all_that_she_took_part_in(filled: Record) -> None:
    odera = pipeline.entity(filled, "odera")
    assert (odera.name, odera.kind, odera.country, odera.documents) == ("Amina Odera", "person", "KEN", 5)
    (held,) = odera.offices
    assert (held.office, held.country, held.first, held.last) == ("Foreign Secretary", "KEN", "2025-03-03", "2025-05-20")
    assert len(held.evidence) == 5
    for anchor in held.evidence:
        assert filled.document(anchor.document).text[anchor.start : anchor.end] == anchor.exact
    engagements = pipeline.engagements(filled, odera)
    assert _call(filled) in engagements
    assert {e.id for e in engagements} == pipeline.taking_part(filled)[odera.id]
    assert {e.when.edtf for e in engagements} >= {"2025-03-03", "2025-05-19"}
    said = [(d.publisher, q.act) for d, q in filled.quotes(speaker=odera.id, limit=10)]
    assert [spoken for spoken in said if spoken[0] in ("copy", "wire")] == [("copy", "deny"), ("wire", "deny")]
    assert {e.name for e in pipeline.entities(filled) if e.kind in ("person", "country")} == {
        "Amina Odera",
        "Kari Lindahl",
        "Kenya",
        "Norway",
    }


def test_entities_are_found_by_words_id_and_name(kept: Record) -> None:
    odera = pipeline.entity(kept, "Amina Odera")
    for wanted in (odera.id, odera.id[:13], odera.id[7:13].upper(), "ODERA", " amina odera ", "Odera Ámina"):
        assert pipeline.entity(kept, wanted) == odera
    for code in ("KEN", "Kenya"):
        assert pipeline.entity(kept, code).kind == "country"
    assert pipeline.entities(kept, "odera") == [odera]
    assert pipeline.entities(kept, "nobody") == []
    for wanted in ("nobody", "entity:zz", "0123456789abcdef", "entity:"):
        with pytest.raises(UsageError, match=f"no entity {wanted} in this record"):
            pipeline.entity(kept, wanted)


def test_several_of_a_name_are_listed(record: Record) -> None:
    text = "OSLO, May 5 - Norwegian Minister Kari Lindahl met Norwegian Minister Odd Lindahl. Lindahl spoke."
    list(pipeline.add(record, [_told(text, "wire", "2025-05-05")]))
    pipeline.resolve(record)
    with pytest.raises(
        UsageError, match=r"^2 entities fit Lindahl: (Kari|Odd) Lindahl \(NOR, entity:[0-9a-f]{8}\), (Kari|Odd) Lindahl"
    ):
        pipeline.entity(record, "Lindahl")


SAID = """{state}'s foreign minister travels

{place}, {day} - {state}'s foreign minister met the Prime Minister of Fiji in Suva on Monday. They discussed trade.
"""


def test_an_office_is_learnt_from_other_documents_and_open_where_two_hold_it(record: Record) -> None:
    dated = "OSLO, {} - Norwegian Foreign Minister {} met the Prime Minister of Fiji on Monday."
    first = _told(dated.format("March 4", "Kari Lindahl"), "first", "2041-03-04")
    office = _told(SAID.format(state="Norway", place="OSLO", day="May 7"), "office", "2041-05-07")
    second = _told(dated.format("July 4", "Odd Berg"), "second", "2041-07-04")
    list(pipeline.add(record, [first, office]))
    pipeline.resolve(record)
    lindahl = pipeline.entity(record, "Kari Lindahl")
    assert lindahl.documents == 2
    assert {j.because for j in record.judgements(lindahl.mentions)} >= {
        "Kari Lindahl is called Foreign Minister of Norway on 2041-03-04"
    }
    list(pipeline.add(record, [second]))
    pipeline.resolve(record)
    assert pipeline.entity(record, "Kari Lindahl").documents == 1
    assert pipeline.entity(record, "Odd Berg").documents == 1


def test_faults_are_handed_on_and_documents_set_aside(record: Record, extractions: tuple[Extraction, ...]) -> None:
    gone, empty = SourceError("gone.txt", "not found"), DocumentError("empty.txt", "no words")
    broken = replace(extractions[0], document=extractions[1].document)
    found = list(pipeline.add(record, [gone, extractions[0], empty, broken]))
    assert [(type(what).__name__, new) for what, new in found] == [
        *[("SourceError", False), ("Document", True)],
        *[("DocumentError", False), ("DocumentError", False)],
    ]
    assert [aside.address for aside in record.set_asides()] == ["empty.txt", "oslo.txt"]
    assert record.counts()["documents"] == 1


def test_an_event_is_found_by_its_id_or_the_beginning_of_it(kept: Record) -> None:
    call = _call(kept)
    for wanted in (call.id, call.id[:12], call.id[6:], call.id[6:12], f" {call.id.upper()} "):
        assert pipeline.event(kept, wanted).id == call.id


def test_an_event_shows_all_its_tellings_as_the_timeline_does(kept: Record) -> None:
    call = _call(kept)
    assert pipeline.event(kept, call.id) == call
    assert pipeline.event(kept, call.id[6:12].upper()) == call


def test_an_event_is_found_by_an_id_that_it_had_before(record: Record, extractions: tuple[Extraction, ...]) -> None:
    ids = set()
    for extraction in extractions[:4]:
        list(pipeline.add(record, [extraction]))
        pipeline.resolve(record)
        ids.add(_call(record).id)
    assert {pipeline.event(record, id_).id for id_ in ids} == {_call(record).id}


def test_a_denial_is_shown_with_what_it_answers_in_its_own_document_or_another(record: Record) -> None:
    texts = {
        "2025-06-01": "Ethiopia accused Kenya of sending soldiers across the border near Moyale.",
        "2025-06-02": "Kenya denied that its soldiers had crossed the border with Ethiopia.",
        "2025-06-03": "Ethiopia accused Kenya of closing the bridge. Kenya denied the charge.",
        "2025-06-04": "Norway denied that it had plans for a base.",
    }
    list(pipeline.add(record, [_told(text, day, day) for day, text in texts.items()]))
    denied = pipeline.quotes(record, act="deny")
    found = {
        document.published: answers.get(quote.id) for answers in [pipeline.answers(record, denied)] for document, quote in denied
    }
    within, across = found["2025-06-03"], found["2025-06-02"]
    assert within is not None
    assert across is not None
    assert (within.document.published, across.document.published) == ("2025-06-03", "2025-06-01")
    assert "closing the bridge" in within.words[0].exact
    assert "sending soldiers" in across.words[0].exact
    assert found["2025-06-04"] is None


@pytest.mark.parametrize("wanted", ["event:zz", "zz", "claim:1"])
def test_no_such_event(kept: Record, wanted: str) -> None:
    with pytest.raises(UsageError, match=f"no event {wanted} in this record"):
        pipeline.event(kept, wanted)


@pytest.mark.parametrize("wanted", ["event:", ""])
def test_a_beginning_of_several_events_names_some(kept: Record, wanted: str) -> None:
    number = kept.counts()["events"]
    with pytest.raises(UsageError, match=rf"^{number} events begin with {wanted}: (event:[0-9a-f]{{16}}, ){{3,4}}"):
        pipeline.event(kept, wanted)


def test_the_accounts_of_an_event_are_compared(kept: Record) -> None:
    comparison = pipeline.compare_event(kept, _call(kept).id[:14])
    assert (comparison.type, comparison.parties, comparison.sides) == ("CONSULT", ("KEN", "NOR"), ("KEN", "NOR"))
    assert {item.topic: item.status for item in comparison.items}["trade"] == "both"


def test_an_address_that_cant_be_read_comes_as_a_fault_among_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(LATER)
    found = list(pipeline.extract_all([str(tmp_path / "none.txt"), str(good)]))
    assert [type(outcome).__name__ for outcome in found] == ["SourceError", "Extraction"]


def test_quotes_by_speaker_country_act_and_date(kept: Record) -> None:
    denied = pipeline.quotes(kept, act="deny")
    assert {(d.publisher, q.country) for d, q in denied} == {("wire", "KEN"), ("copy", "KEN")}
    assert [d.publisher for d, _ in denied] == ["copy", "wire"]
    for name in ("Amina Odera", "odera", "ÁMINA  odera", "Odera"):
        assert set(denied) <= set(pipeline.quotes(kept, speaker=name))
    assert pipeline.quotes(kept, speaker="Odera", act="deny", sources=Filters(until="2025-03-04")) == denied[1:]
    assert pipeline.quotes(kept, act="deny", sources=Filters(since="2025-03-05")) == denied[:1]
    assert pipeline.quotes(kept, act="deny", limit=1) == denied[:1]
    assert pipeline.quotes(kept, country="NOR", act="deny") == []
    assert set(denied) <= set(pipeline.quotes(kept, sources=Filters(since="2025-03", until="2025")))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"speaker": "Nobody"}, "nobody of that name"),
        ({"speaker": "…"}, "nobody of that name"),
        ({"about": "nonsense"}, "no such topic"),
        ({"about": "Trade"}, "no such topic; there are trade"),
        ({"act": "shout"}, "no such act; there are accuse, agree"),
        ({"sources": Filters(since="7.4.2025")}, "no date"),
        ({"sources": Filters(since="2025-13")}, "no date"),
        ({"sources": Filters(until="2025-02-30")}, "no date"),
        ({"sources": Filters(until="25")}, "no date"),
        ({"sources": Filters(until="2025-4-7")}, "no date"),
        ({"sources": Filters(until="20250407")}, "no date"),
    ],
    ids=str,
)
def test_wrong_questions(kept: Record, question: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        pipeline.quotes(kept, **question)
