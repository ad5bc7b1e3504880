from typing import Any

from evaluation import seeds
from evaluation.measures.result import Case, Json
from evaluation.questions import Comparison, Text

SECOND = (
    "Deputy Prime Minister Dar spoke by phone with Secretary Rubio.\n"
    "A bomb on April 22 killed 26 people. New Delhi blamed Islamabad, a charge denied by Islamabad.\n"
    "Read: They met before\n"
)
EMPTY = Case(Text("a", SECOND), {})


def anchor(words: str) -> dict[str, Any]:
    at = SECOND.index(words)
    return {"start": at, "end": at + len(words), "exact": words}


def mention(id_: str, name: str, country: str, kind: str = "person") -> dict[str, Any]:
    return {"id": id_, "name": name, "country": country, "kind": kind, "entity": id_, "sector": "GOV"}


MENTIONS = [mention("dar", "Ishaq Dar", "PAK"), mention("rubio", "Marco Rubio", "USA"), mention("IND", "India", "IND", "country")]


def claim(trigger: str, type_: str, edtf: str | None, actors: list[str], **more: Any) -> dict[str, Any]:
    asserted: dict[str, Any] = {
        "type": type_,
        "mode": None,
        "modality": "asserted",
        "actors": actors,
        "recipients": [],
        "size": {},
        "topics": [],
    }
    return asserted | {"trigger": anchor(trigger), "when": {"edtf": edtf}} | more


def extraction(claims: list[dict[str, Any]], quotes: list[dict[str, Any]] | None = None) -> Json:
    return {"document": {"text": SECOND}, "mentions": MENTIONS, "claims": claims, "quotes": quotes or [], "times": []}


def passed(checks: tuple[seeds.Check, ...], answer: Json) -> set[str]:
    return {name for name, holds in checks if holds(answer)}


def test_the_call_and_the_attack() -> None:
    answer = extraction(
        [
            claim("spoke", "CONSULT", None, ["dar", "rubio"], mode="phone", topics=[str(n) for n in range(10)]),
            claim("bomb", "ASSAULT", "XXXX-04-22", [], size={"dead": 26}),
        ]
    )
    assert passed(seeds.FIRST, answer) == {name for name, _ in seeds.FIRST}
    assert {"the second call", "the attack of 22 April with its 26 dead"} <= passed(seeds.SECOND, answer)
    assert "the ceasefire between India and Pakistan" not in passed(seeds.SECOND, answer)


def test_the_denial_answers_the_blame() -> None:
    blame: dict[str, Any] = {"id": "q1", "act": "accuse", "speaker": {"entity": "IND"}, "denies": None}
    denial: dict[str, Any] = {"id": "q2", "act": "deny", "speaker": {"entity": "dar"}, "denies": "q1"}
    assert "the denial answers the blame" in passed(seeds.SECOND, extraction([], [blame, denial]))
    assert "the denial answers the blame" not in passed(seeds.SECOND, extraction([], [blame, denial | {"denies": None}]))


def test_nothing_from_a_related_link() -> None:
    name = "nothing from the related link, the caption or the embedded post"
    assert name in passed(seeds.SECOND, extraction([claim("spoke", "CONSULT", None, ["dar"])]))
    assert name not in passed(seeds.SECOND, extraction([claim("met before", "CONSULT", None, ["dar"])]))


def test_no_year_invented() -> None:
    name = "no year that the text doesn't give"
    assert name not in passed(seeds.SECOND, extraction([claim("bomb", "ASSAULT", "2025-04-22", [])]))
    assert name in passed(seeds.SECOND, extraction([claim("bomb", "ASSAULT", "XXXX-04-22", [])]))


def test_a_topic_that_one_side_tells() -> None:
    items = [
        {"topic": "tariffs", "label": "tariffs", "status": "only", "cells": {"USA": [{"exact": "tariffs"}], "PAK": []}},
        {"topic": "trade", "label": "trade", "status": "differs", "cells": {"USA": [{"exact": "a"}], "PAK": [{"exact": "b"}]}},
    ]
    assert passed(seeds.COMPARED, {"items": items}) == {
        "compare: “tariffs” told by USA",
        "compare: “trade” told by PAK and USA",
    }


def test_every_check_is_counted() -> None:
    cases = [EMPTY, EMPTY, EMPTY, Case(Comparison(()), {})]
    result = seeds.score(cases, [extraction([])] * 3 + [{"items": []}])
    checks = [*seeds.FIRST, *seeds.SECOND, *seeds.DATED, *seeds.COMPARED]
    assert len(result.errors) == len(checks) - result.measures["checks"].value * len(checks)
