"""Charts hold what they show: each act once with its words, what isn't drawn is counted; and files are what their ending says."""

import json
import re
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest

from dragoman.errors import UsageError
from dragoman.exchange import charts
from dragoman.exchange.drawing import Chart
from dragoman.model import Claim, Document, Event, Mention, Modality, Telling, When
from dragoman.results import Contact, Issue, Source, Tone, Turn

NOT_DONE: tuple[Modality, ...] = ("planned", "denied")
HOSTILE = "</script><img src=x onerror=alert(1)>&\"'\u2028]]>{{1}}"


def act(day: str | None, kind: str = "CONSULT", *, days: int = 1, text: str = "Dar met Rubio in Oslo.", **fields: Any) -> Event:
    """An event between Pakistan and the United States, told in one document with the word "met"."""
    document = Document(address=fields.pop("address", "a.txt"), text=text)
    sides = [Mention(anchor=document.anchor(0, 1), kind="country", entity=c, name=c, country=c) for c in ("PAK", "USA")]
    when = When(None, "unknown")
    if day:
        start = date.fromisoformat(day)
        when = When(day if days == 1 else day[:7], "explicit", start, start + timedelta(days=days))
    met = text.index("met")
    claim = Claim(trigger=document.anchor(met, met + 3), type=kind, modality="asserted", actors=tuple(sides), when=when)
    given: dict[str, Any] = {
        "id": f"event:{day} {kind} {fields} {text}",
        "type": kind,
        "mode": None,
        "modality": "asserted",
        "parties": ("PAK", "USA"),
        "persons": (),
        "when": when,
        "location": None,
        "topics": (),
        "tellings": (Telling(claim=claim, document=document),),
        "independent": 1,
        **fields,
    }
    return Event(**given)


def scored(event: Event, score: float, mean: float | None) -> Tone:
    telling = event.tellings[0]
    return Tone(event=event, score=score, mean=mean, window=91, source=Source(telling.document, telling.claim.trigger))


def person(name: str, country: str, office: str | None = None) -> Mention:
    document = Document(address="a.txt", text=name)
    return Mention(
        anchor=document.anchor(0, len(name)), kind="person", entity=f"person:{name}", name=name, country=country, office=office
    )


def turn(day: str | None, *sides: str, said: str = "trade") -> Turn:
    document = Document(address="a.txt", text=said)
    return Turn(sides=sides, change="raised", day=day, event=None, sources=(Source(document, document.anchor(0, len(said))),))


def issue(topic: str, *turns: Turn, parties: tuple[str, ...] = ("PAK", "USA")) -> Issue:
    return Issue(topic=topic, label=topic, parties=parties, turns=turns, silent={})


def rows(chart: Any, field: str) -> list[dict[str, Any]]:
    """What is drawn: the rows of the chart that have a field."""
    found = [row for rows in chart.to_dict().get("datasets", {}).values() for row in rows if field in row]
    return found or [row for layer in chart.to_dict()["layer"] for row in layer.get("data", {}).get("values", []) if field in row]


def words(chart: Any) -> list[str]:
    """The chart's title and what is said below it."""
    title = chart.to_dict()["title"]
    return [title["text"], *title["subtitle"]]


def test_each_event_is_drawn_once_with_its_words_and_where_they_stand() -> None:
    chart = charts.engagements(
        [act("2025-04-07", mode="phone", text="In May they met. Dar met\nRubio today. They spoke.")], ("USA", "PAK")
    )
    (row,) = rows(chart, "quadrant")
    assert row == {
        "kind": "Phone call (1)",
        "quadrant": "Verbal cooperation",
        "day": "2025-04-07",
        "until": None,
        "standing": "Done",
        "when": "7 April 2025",
        "what": "Phone call",
        "who": "Pakistan – United States",
        "words": "“met”",
        "sentence": "In May they met.",
        "document": "a.txt",
    }
    assert words(chart) == ["Pakistan – United States: engagements and acts in time", "1 event, 7 April 2025"]


def test_kinds_stand_in_plovers_order_with_engagements_first() -> None:
    kinds = [
        ("ASSAULT", "aerial"),
        ("AGREE", None),
        ("CONSULT", "visit"),
        ("ASSAULT", None),
        ("CONSULT", "phone"),
        ("CONSULT", "phone"),
    ]
    chart = charts.engagements([act(f"2025-04-{n:02}", kind, mode=mode) for n, (kind, mode) in enumerate(kinds, 1)])
    (order,) = {tuple(layer["encoding"]["y"]["scale"]["domain"]) for layer in chart.to_dict()["layer"]}
    assert order == ("Phone call (2)", "Visit (1)", "Agreement (1)", "Assault (2)")


def test_undated_events_are_counted_and_not_drawn() -> None:
    chart = charts.engagements([act("2025-04-07"), act("2025-05-08"), act(None), act(None, "AGREE")])
    assert len(rows(chart, "quadrant")) == 2
    assert words(chart)[1] == "2 events, 7 April to 8 May 2025; not drawn: 2 without a known day"


def test_a_time_longer_than_a_day_is_a_band_where_that_can_be_seen() -> None:
    month, two_days = act("2025-04-01", days=30), act("2025-04-10", days=2)
    assert [r["until"] for r in rows(charts.engagements([month, two_days]), "until")] == ["2025-05-01", "2025-04-12"]
    old = [act(f"{year}-01-01", "AGREE") for year in range(2015, 2025)]
    assert {r["until"] for r in rows(charts.engagements([two_days, *old]), "until")} == {None}


@pytest.mark.parametrize(
    ("far", "absent"),
    [
        (["1951-01-01", "1953-01-01"], "; not drawn: 2 far off in time (1951 to 1953)"),
        (["2090-01-01"], "; not drawn: 1 far off in time (2090)"),
        (["1951-01-01", "2090-01-01"], "; not drawn: 2 far off in time (1951 to 2090)"),
        (["2019-10-01"], ""),
        ([f"{year}-01-01" for year in range(1951, 1960)], ""),
    ],
)
def test_a_few_events_far_off_in_time_do_not_press_the_rest_together(far: list[str], absent: str) -> None:
    near = [act((date(2020, 1, 1) + timedelta(days=60 * n)).isoformat()) for n in range(30)]
    chart = charts.engagements([*near, *map(act, far)])
    assert words(chart)[1].partition(";")[2] == absent[1:]
    assert len(rows(chart, "quadrant")) == 30 + (0 if absent else len(far))


@pytest.mark.parametrize("modality", NOT_DONE)
def test_what_was_not_done_is_drawn_apart(modality: Modality) -> None:
    chart = charts.engagements([act("2025-04-07"), act("2025-05-08", modality=modality)])
    assert [r["standing"] == "Done" for r in rows(chart, "standing")] == [True, False]
    assert "Rings: planned, proposed, cancelled or denied" in words(chart)
    assert "(" + modality in rows(chart, "what")[1]["what"]


def test_a_tone_has_a_point_for_each_act_and_a_line_that_breaks_where_nothing_happened() -> None:
    done = [
        scored(act("2025-01-01"), 2.5, 2.5),
        scored(act("2025-02-01", "ASSAULT"), -9, -3.25),
        scored(act("2025-09-01"), 2.5, 2.5),
    ]
    apart = [scored(act("2025-02-02", "AGREE", modality=m), 2.5, None) for m in NOT_DONE]
    chart = charts.tone([*done, *apart, scored(act(None), 2.5, None)], ("PAK", "USA"))
    points = rows(chart, "standing")
    assert sorted((r["day"], r["score"], r["standing"]) for r in points) == [
        ("2025-01-01", 2.5, "Done"),
        ("2025-02-01", -9, "Done"),
        ("2025-02-02", 2.5, "Denied or cancelled"),
        ("2025-02-02", 2.5, "Planned or proposed"),
        ("2025-09-01", 2.5, "Done"),
    ]
    assert {(r["side"], r["score"] < 0) for r in points} == {("Cooperation", False), ("Conflict", True)}
    assert rows(chart, "stretch") == [
        {"day": "2025-01-01", "score": 2.5, "stretch": 0},
        {"day": "2025-02-01", "score": -3.25, "stretch": 0},
        {"day": "2025-09-01", "score": 2.5, "stretch": 1},
    ]
    assert words(chart) == [
        "Pakistan – United States: tone of the acts between them",
        "5 acts, 1 January to 1 September 2025; not drawn: 1 without a known day",
        "Line: mean of the acts told as done in the 91 days up to then, each once",
    ]


def test_issues_are_counted_by_month_and_side() -> None:
    found = [
        issue("visas", turn("2025-04-07", "USA")),
        issue(
            "trade",
            turn("2025-04-07", "PAK", said="tariffs"),
            turn("2025-04-30/2025-05-02", "PAK", "USA"),
            turn("2025-06", "USA"),
            turn("2025", "USA"),
            turn("2025-21", "USA"),
            turn(None, "PAK"),
        ),
    ]
    chart = charts.issues(found)
    assert [(r["issue"], r["month"], r["until"], r["side"], r["turns"]) for r in rows(chart, "month")] == [
        ("trade", "2025-04-01", "2025-05-01", "Pakistan", 2),
        ("trade", "2025-04-01", "2025-05-01", "United States", 1),
        ("trade", "2025-06-01", "2025-07-01", "United States", 1),
        ("visas", "2025-04-01", "2025-05-01", "United States", 1),
    ]
    assert rows(chart, "month")[0]["words"] == "“tariffs”\n“trade”"
    assert words(chart) == [
        "Pakistan – United States: issues between them",
        "2 issues; the darker, the more turns of a side in a month (1 to 2); not drawn: 3 turns without a known month",
    ]


def test_only_the_issues_that_came_up_most_are_drawn() -> None:
    found = [
        issue(f"topic {n}", *(turn(f"2025-0{1 + i}-01", "PAK", said=f"{n} {i}") for i in range(1 + n % 3))) for n in range(40)
    ]
    drawn = {r["issue"] for r in rows(charts.issues(found), "month")}
    assert len(drawn) == 15
    assert {f"topic {n}" for n in range(40) if n % 3 == 2} < drawn
    assert words(charts.issues(found))[1].startswith("The 15 that came up most of 40 issues")


def test_issues_of_several_relations_say_which() -> None:
    found = [issue("trade", turn("2025-04-07", "PAK")), issue("trade", turn("2025-04-07", "IND"), parties=("IND", "PAK"))]
    assert {r["issue"] for r in rows(charts.issues(found), "month")} == {
        "trade (Pakistan – United States)",
        "trade (India – Pakistan)",
    }


def test_who_meets_whom_says_how_often_and_in_which_offices() -> None:
    events = (act("2025-04-07", mode="phone"), act("2025-07-25", mode="visit"), act(None))
    pair = (person("Ishaq Dar", "PAK", "Foreign Minister"), person("Marco Rubio", "USA"))
    chart = charts.meetings([Contact(persons=pair, events=events)], ("PAK", "USA"))
    assert rows(chart, "number") == [
        {"row": 0, "number": 3, "persons": "Ishaq Dar – Marco Rubio", "offices": "Foreign Minister, Pakistan – United States"}
    ]
    assert [(r["row"], r["form"], r["day"]) for r in rows(chart, "form")] == [
        (0, "Phone call", "2025-04-07"),
        (0, "Visit", "2025-07-25"),
    ]
    assert words(chart) == [
        "Pakistan – United States: who meets whom",
        "1 pair of persons; on the right how often they met",
        "2 engagements, 7 April to 25 July 2025; not drawn: 1 without a known day",
    ]


def test_a_long_name_leaves_room_for_the_other() -> None:
    pair = (person("Venkata " * 20, "IND"), person("Marco Rubio", "USA"))
    (row,) = rows(charts.meetings([Contact(persons=pair, events=(act("2025-04-07"),))]), "number")
    assert row["persons"].endswith("… – Marco Rubio")
    assert len(row["persons"]) < 60


def everything(text: str = "Dar met Rubio.", address: str = "a.txt") -> dict[str, Chart]:
    """Each chart, of one event told in some words."""
    event = act("2025-04-07", text=text, address=address)
    pair = (person(text, "PAK", text), person("Marco Rubio", "USA"))
    return {
        "engagements": charts.engagements([event]),
        "tone": charts.tone([scored(event, 2.5, 2.5)], ("PAK", "USA")),
        "issues": charts.issues([issue(text, turn("2025-04-07", "PAK", said=text))]),
        "meetings": charts.meetings([Contact(persons=pair, events=(event,))]),
    }


@pytest.mark.parametrize("name", everything())
@pytest.mark.parametrize("text", ["Dar met Rubio.", f"{HOSTILE} met Rubio.", "外相 met Лавров عراقچی."])
def test_every_file_is_what_its_ending_says(name: str, text: str, tmp_path: Path) -> None:
    chart = everything(text)[name]
    for ending in ("svg", "png", "html"):
        charts.save(chart, str(tmp_path / f"a.{ending}"))
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<script") - page.count("<script>") == page.lower().count("</script") - 2 == 0
    drawn = page.rpartition("<script>")[2].partition("</script>")[0]
    assert "<" not in drawn
    spec, _ = json.loads("[" + drawn.removeprefix('vegaEmbed("#chart", ').removesuffix(");") + "]")
    assert spec["title"] == chart.to_dict()["title"]
    assert any(
        " ".join(text.split())[:30] in str(value) for rows in spec["datasets"].values() for row in rows for value in row.values()
    )


@pytest.mark.parametrize("name", everything())
def test_a_page_holds_no_remote_address_and_may_fetch_nothing(name: str, tmp_path: Path) -> None:
    charts.save(everything()[name], str(tmp_path / "a.HTML"))
    page = (tmp_path / "a.HTML").read_text("utf-8")
    before, bundle, after = re.split(r"<script>", page)
    assert "://" not in before + after
    assert not re.search(r"<(link|img|iframe|script)[^>]+(src|href)=", before + after)
    assert "default-src 'none'" in before
    assert "unsafe-eval" not in before
    assert "vegaEmbed" in bundle


@pytest.mark.parametrize("name", ["a.pdf", "a", "svg", "a.svg.gz"])
def test_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"saved as \.svg, \.png or \.html"):
        charts.save(everything()["tone"], str(tmp_path / name))


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such folder/a\.svg: the chart can't be written there"):
        charts.save(everything()["tone"], str(tmp_path / "no such folder" / "a.svg"))


@pytest.mark.parametrize(
    "empty",
    [charts.engagements([]), charts.tone([], ("PAK", "USA")), charts.issues([]), charts.meetings([])],
    ids=lambda c: words(c)[0],
)
def test_of_nothing_there_is_a_chart_that_says_so(empty: Chart, tmp_path: Path) -> None:
    charts.save(empty, str(tmp_path / "a.png"))
    assert words(empty)[1].startswith("0 ")


def test_many_events_are_drawn() -> None:
    """More than Altair takes of tables from elsewhere."""
    many: Sequence[Event] = [act((date(1995, 1, 1) + timedelta(days=n)).isoformat()) for n in range(5001)]
    assert len(rows(charts.engagements(many), "quadrant")) == 5001


def test_a_chart_has_the_same_specification_each_time() -> None:
    assert everything()["tone"].to_json() == everything()["tone"].to_json()
    assert isinstance(everything()["tone"], alt.LayerChart)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    for name in ("dragoman.exchange.charts", "dragoman.exchange.drawing"):
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(
        UsageError, match=r"^charts need the extra `charts` \(altair is missing\): pip install 'dragoman\[charts\]'$"
    ):
        import dragoman.exchange.charts  # noqa: F401
