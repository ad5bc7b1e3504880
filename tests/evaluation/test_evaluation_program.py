from evaluation.measures.invariants import faults
from evaluation.program import answer
from evaluation.questions import Comparison, Pair, Text

TEXT = "Chile’s foreign minister, Ana Soto, met Peru’s president, Luis Paz, in Lima on 3 May."


def test_a_text_is_answered_by_a_sound_extraction() -> None:
    extraction = answer(Text("a.txt", TEXT, "2024-05-04"))
    assert list(faults(extraction)) == []
    assert extraction["document"]["text"] == TEXT
    assert extraction["document"]["published"] == "2024-05-04"


def test_a_pair_is_answered_by_its_act() -> None:
    coded = answer(Pair("p", TEXT, (0, 33), (TEXT.index("Peru"), TEXT.index(", in Lima"))))
    assert coded["type"] == "CONSULT"
    assert coded["trigger"]["exact"] == "met"
    assert answer(Pair("p", "It rained.", None, None))["type"] is None


def test_a_comparison_is_answered_by_its_items() -> None:
    assert "items" in answer(Comparison((Text("a.txt", TEXT, "2024-05-04"),)))
