"""The topics of paired claims against the gold's words."""

from typing import Any

from evaluation.measures import topics
from evaluation.measures.result import Case
from evaluation.questions import Text


def _claim(id_: str, place: int, found: list[str]) -> dict[str, Any]:
    trigger = {"start": place, "end": place + 3}
    return {
        "id": id_, "type": "CONSULT", "actors": ["m1"], "recipients": ["m2"], "trigger": trigger, "also": [], "topics": found,
    }  # fmt: skip


def test_words_are_answered_by_any_topic_that_they_mean() -> None:
    gold = {
        "claims": [
            {"type": "CONSULT", "actors": ["KEN"], "recipients": ["NOR"], "at": 4, "topics": ["food aid", "drought", "audience"]},
        ]
    }
    extraction = {
        "document": {"address": "a.txt", "text": "They met about food in Nairobi."},
        "mentions": [
            {"id": "m1", "country": "KEN", "name": "Kenya", "kind": "country"},
            {"id": "m2", "country": "NOR", "name": "Norway", "kind": "country"},
        ],
        "claims": [_claim("c1", 5, ["food-security", "tourism"])],
    }
    result = topics.score([Case(Text("a", "They met about food in Nairobi.", None), gold)], [extraction])
    assert result.measures["topics P"].value == 0.5  # tourism is meant by none of the words
    assert result.measures["topics R"].value == 1.0  # a drought may mean food security too; an audience means no topic
    assert [error.kind for error in result.errors] == ["topic spurious"]
