import pytest
from contract_objects import case, extraction, gold_quote, mention, quote

from evaluation.measures.quotes import same_country, same_entity, score

TEXT = "Dar said talks on trade would go on. The ministry said it was pleased by this. They agreed to meet again."
MENTIONS = [
    mention("1", "PAK", "Ishaq Dar", "person"),
    mention("2", "USA", "Marco Rubio", "person"),
    mention("3", "PAK", "Foreign Office", "org"),
    mention("4", "PAK"),
    mention("5", None, "Azawad Front", "group", "REB"),
    mention("6", None, "Moussa ag Attaher", "person", "REB"),
]


@pytest.mark.parametrize(
    ("gold", "entity", "right"),
    [
        ("Ishaq Dar", "person:ishaq-dar", True),
        ("Senator Mohammad Ishaq Dar", "person:ishaq-dar", True),
        ("Marco Rubio", "person:ishaq-dar", False),
        ("PAK", "PAK", True),
        ("PAK", "org:foreign-office", True),
        ("PAK", "person:ishaq-dar", False),
        ("PAK+USA", "person:marco-rubio+person:ishaq-dar", True),
        ("PAK+USA", "person:marco-rubio", False),
        ("Ishaq Dar+Marco Rubio", "person:marco-rubio+person:ishaq-dar", True),
        ("REB:Azawad Front", "group:azawad-front", True),
        ("PAK", "", False),
    ],
)
def test_the_speaker(gold: str, entity: str, right: bool) -> None:
    assert same_entity(gold, entity, MENTIONS) is right


@pytest.mark.parametrize(
    ("gold", "entity", "right"),
    [
        ("PAK", "person:ishaq-dar", True),
        ("PAK", "PAK", True),
        ("USA", "person:ishaq-dar", False),
        ("USA+PAK", "person:ishaq-dar+person:marco-rubio", True),
        ("IND", "IND", True),
        ("REB:Azawad Front", "person:moussa-ag-attaher", True),
        ("REB:Azawad Front", "person:ishaq-dar", False),
    ],
)
def test_the_speaker_s_country(gold: str, entity: str, right: bool) -> None:
    assert same_country(gold, entity, MENTIONS) is right


def test_half_of_the_words_of_the_content_pair_quotes() -> None:
    gold = [gold_quote(TEXT, "Ishaq Dar", "PAK", "talks on trade would go on"), gold_quote(TEXT, "PAK", "PAK", "it was pleased")]
    found = [
        quote(TEXT, "Dar", "person:ishaq-dar", "said", "trade would go on", manner="mixed"),
        quote(TEXT, "The ministry", "org:foreign-office", "said", "by this"),
        quote(TEXT, "They", None, "agreed", "to meet again", act="think"),
    ]
    measures = score([case(TEXT, quotes=gold)], [extraction(TEXT, mentions=MENTIONS, quotes=found)]).measures
    values = {name.removeprefix("quotes "): measure.value for name, measure in measures.items()}
    assert values == {"P": 0.5, "R": 0.5, "F1": 0.5, "entity": 1, "country": 1, "manner": 0, "act": 1}


def test_a_quote_without_a_speaker_is_no_crash() -> None:
    gold = [gold_quote(TEXT, "PAK", "PAK", "it was pleased by this")]
    found = quote(TEXT, "They", None, "said", "it was pleased by this") | {"speaker": None, "cue": None}
    result = score([case(TEXT, quotes=gold)], [extraction(TEXT, mentions=MENTIONS, quotes=[found])])
    assert result.measures["quotes F1"].value == 1
    assert [error.kind for error in result.errors] == ["quote entity", "quote country"]
