from contract_objects import extraction, time

from evaluation.measures.result import Case
from evaluation.measures.times import score
from evaluation.questions import Text

TEXT = "They met on Friday evening, on 3 May and last week."


def test_spans_by_overlap_and_values_by_equality() -> None:
    gold = [time(TEXT, "Friday evening", "2024-05-03TEV"), time(TEXT, "3 May", "2024-05-03"), time(TEXT, "last week", "2024-W17")]
    found = [time(TEXT, "Friday", "2024-05-03"), time(TEXT, "on 3 May", "2024-05-03"), time(TEXT, "They", "X")]
    result = score([Case(Text("a", TEXT), {"times": gold})], [extraction(TEXT, times=found)])
    assert (result.measures["span F1"].value, result.measures["value F1"].value) == (4 / 6, 2 / 6)
    assert [error.kind for error in result.errors] == ["time value", "time missing", "time spurious"]


def test_a_value_may_be_spelt_in_two_ways() -> None:
    gold = [time(TEXT, "Friday evening", "1949-XX"), time(TEXT, "3 May", "2000-W6"), time(TEXT, "last week", "2000-W1")]
    found = [time(TEXT, "Friday", "1949"), time(TEXT, "on 3 May", "2000-W06"), time(TEXT, "last week", "2000-W10")]
    result = score([Case(Text("a", TEXT), {"times": gold})], [extraction(TEXT, times=found)])
    assert result.measures["value F1"].value == 4 / 6


def test_one_long_time_meets_one_gold_time_that_of_its_value() -> None:
    gold = [time(TEXT, "Friday evening", "A"), time(TEXT, "3 May", "B")]
    result = score(
        [Case(Text("a", TEXT), {"times": gold})], [extraction(TEXT, times=[time(TEXT, "Friday evening, on 3 May", "B")])]
    )
    assert result.measures["value R"].value == 0.5
    assert result.measures["span P"].value == 1
