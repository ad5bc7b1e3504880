"""The API is what it says it is: asked whatever its description allows, and more, it answers as the description says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from matter_texts import extractions
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from web_site import Browser

from dragoman import pipeline
from dragoman.record import Record
from dragoman.web import app, create_app

#: Questions to each route, of the right form and of a wrong one.
EXAMPLES = 50
OURS = {"host": "localhost"}
SAID = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(str(tmp_path_factory.mktemp("described") / "dragoman.db")) as record:
        list(pipeline.add(record, extractions()))
        pipeline.resolve(record)
        record.set_aside("scan.pdf", "no text")
        yield record


@pytest.fixture(scope="module")
def described(filled: Record) -> Any:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "_READINGS", 10_000)
        return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(filled), headers=OURS)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.name.lower())
def test_every_answer_is_described(described: Any, mode: schemathesis.GenerationMode) -> None:
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: Any) -> None:
            case.call_and_validate(headers=OURS, checks=SAID)

        answered()


def test_what_is_there_has_the_shape_that_is_described(described: Any, filled: Record) -> None:
    event = next(e for e in pipeline.events(filled) if len(e.tellings) > 1)
    document = next(filled.documents())
    made = pipeline.judge(filled, "different", event.tellings[0].id, event.tellings[1].id, "I say so", "ann")
    for address, places, query in (
        ("/api/events", {}, {}),
        ("/api/events", {}, {"format": "csv"}),
        ("/api/events/{event}", {"event": event.id}, {}),
        ("/api/events/{event}/comparison", {"event": event.id}, {}),
        ("/api/relations/{parties}/issues", {"parties": "GHA-PER"}, {}),
        ("/api/relations/{parties}/commitments", {"parties": "GHA-PER"}, {}),
        ("/api/relations/{parties}/commitments", {"parties": "GHA-PER"}, {"format": "csv"}),
        ("/api/documents/{document}", {"document": document.id}, {}),
        ("/api/search", {}, {"q": "cocoa"}),
        ("/api/quotes", {}, {}),
        ("/api/candidates", {}, {}),
        ("/api/judgements", {}, {"rules": True}),
        ("/api/status", {}, {}),
    ):
        case = described[address]["GET"].Case(path_parameters=places, query=query)
        answer = case.call_and_validate(headers=OURS, checks=SAID)
        assert answer.status_code == 200, (address, answer.text)
        assert address == "/api/candidates" or answer.content not in (b"[]", b"\n"), address
    undo = described["/api/judgements/{judgement}/undo"]["POST"].Case(path_parameters={"judgement": made.id})
    assert undo.call_and_validate(headers=OURS, checks=SAID).status_code == 200


def test_every_route_says_what_it_is_for(filled: Record) -> None:
    description = Browser(filled).get("/api/openapi.json").json()
    assert {tag["name"] for tag in description["tags"]} == {"events", "relations", "words", "deciding", "adding", "record"}
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            assert route["tags"], path
            assert route["summary"], path
            assert route["description"], path
            assert {"400", "401", "503"} <= route["responses"].keys(), path
            assert ("403" in route["responses"]) == (method == "post"), path
            for status, answer in route["responses"].items():
                if status.startswith(("4", "5")):
                    assert answer["content"].keys() == {"application/problem+json"}, path
                    assert answer["content"]["application/problem+json"]["example"]["status"] == int(status)
            for parameter in route.get("parameters", []):
                assert parameter.get("description") or parameter["schema"].get("description"), (path, parameter["name"])
