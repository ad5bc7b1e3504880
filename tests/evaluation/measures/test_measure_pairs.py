import pytest

from evaluation.measures.pairs import score
from evaluation.measures.result import Case
from evaluation.questions import Pair

TEXT = "Peru thanked Chile."
QUESTION = Pair("plv-0", TEXT, (0, 4), (13, 18))


def test_types_under_plv_s_roots() -> None:
    cases = [Case(QUESTION, {"type": type_}) for type_ in ("YIELD", "YIELD", "AGREE", "AID")]
    answers = [{"type": type_, "trigger": None} for type_ in ("CONCEDE", "RETREAT", "AID", None)]
    result = score(cases, answers)
    assert result.measures["accuracy"].value == 0.5
    assert result.measures["macro F1"].value == pytest.approx(1 / 3)


def test_errors_mark_the_two_sides() -> None:
    (error,) = score([Case(QUESTION, {"type": "SUPPORT"})], [{"type": None, "trigger": None}]).errors
    assert error.words == "⟦1 Peru⟧ thanked ⟦2 Chile⟧."
