from contract_objects import anchor, extraction, quote

from evaluation.measures.attributions import score
from evaluation.measures.result import Case
from evaluation.questions import Text

TEXT = "The mayor said he had no plan. Officials, who were tired, added that it was late."


def relation(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    stretches = {"source": source, "cue": cue, "content": content}
    return {part: [[(at := anchor(TEXT, words))["start"], at["end"]]] if words else [] for part, words in stretches.items()}


def test_words_and_relations() -> None:
    gold = [relation("The mayor", "said", "he had no plan"), relation("Officials, who were tired", "added", "that it was late")]
    found = [
        quote(TEXT, "mayor", None, "said", "he had no plan"),
        quote(TEXT, "tired", None, "added", "late"),
    ]
    measures = score([Case(Text("a", TEXT), {"attributions": gold})], [extraction(TEXT, quotes=found)]).measures
    values = {name: measure.value for name, measure in measures.items()}
    assert (values["source P"], values["source R"]) == (1, 2 / 6)
    assert values["cue F1"] == 1
    assert (values["content P"], values["content R"]) == (1, 5 / 8)
    assert (values["relation P"], values["relation R"]) == (0.5, 0.5)


def test_unnamed_sources_meet_unnamed_ones_only() -> None:
    gold = [relation("", "said", "he had no plan")]
    named = quote(TEXT, "The mayor", None, "said", "he had no plan")
    for found, right in ((named, 0), (named | {"speaker": None}, 1)):
        measures = score([Case(Text("a", TEXT), {"attributions": gold})], [extraction(TEXT, quotes=[found])]).measures
        assert measures["relation F1"].value == right
