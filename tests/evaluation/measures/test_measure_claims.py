from contract_objects import case, claim, extraction, gold_claim, mention

from evaluation.measures.claims import score

TEXT = "Dar met Rubio in May. Peru thanked Chile. Hamas freed two men. Chile met Peru."
MENTIONS = [
    mention("dar", "PAK", "Ishaq Dar", "person"),
    mention("rubio", "USA", "Marco Rubio", "person"),
    mention("peru", "PER"),
    mention("chile", "CHL"),
    mention("both", "PER+CHL", "the two", "group"),
    mention("hamas", None, "the Hamas movement", "group", None),
]


def values(gold: list[dict[str, object]], found: list[dict[str, object]]) -> dict[str, float]:
    result = score([case(TEXT, claims=gold)], [extraction(TEXT, mentions=MENTIONS, claims=found)])
    return {name.removeprefix("claims "): measure.value for name, measure in result.measures.items()}


def test_a_claim_that_is_right_in_all() -> None:
    gold = [gold_claim(TEXT, "met", "CONSULT", ["PAK"], ["USA"], edtf="2025-05")]
    assert set(values(gold, [claim(TEXT, "met", "CONSULT", ["dar"], ["rubio"], edtf="2025-05")]).values()) == {1.0}


def test_missed_and_made_up() -> None:
    gold = [gold_claim(TEXT, "met", "CONSULT", ["PAK", "USA"], []), gold_claim(TEXT, "thanked", "SUPPORT", ["PER"], ["CHL"])]
    scored = values(gold, [claim(TEXT, "met", "CONSULT", ["dar", "rubio"], []), claim(TEXT, "freed", "AID", ["peru"], ["chile"])])
    assert (scored["P"], scored["R"], scored["F1"]) == (0.5, 0.5, 0.5)


def test_half_of_the_sides_is_enough_to_pair_and_then_wrong() -> None:
    gold = [gold_claim(TEXT, "met", "CONSULT", ["PAK", "USA"], [])]
    scored = values(gold, [claim(TEXT, "met", "CONSULT", ["dar"], [])])
    assert (scored["F1"], scored["countries"], scored["direction"]) == (1, 0, 0)
    assert values(gold, [claim(TEXT, "met", "CONSULT", ["dar", "peru", "chile"], [])])["F1"] == 0


def test_direction_is_judged_where_the_countries_are_right() -> None:
    gold = [gold_claim(TEXT, "thanked", "SUPPORT", ["PER"], ["CHL"])]
    scored = values(gold, [claim(TEXT, "thanked", "SUPPORT", ["chile"], ["peru"])])
    assert (scored["countries"], scored["direction"]) == (1, 0)


def test_joint_mentions_act_for_each() -> None:
    gold = [gold_claim(TEXT, "met", "CONSULT", ["CHL", "PER"], [])]
    assert values(gold, [claim(TEXT, "met", "CONSULT", ["both"], [])])["direction"] == 1


def test_an_armed_group_by_a_word_of_its_name() -> None:
    gold = [gold_claim(TEXT, "freed", "RETREAT", ["REB:Hamas"], [])]
    assert values(gold, [claim(TEXT, "freed", "RETREAT", ["hamas"], [])])["direction"] == 1


def test_the_nearest_of_two_alike_and_other_tellings_count() -> None:
    gold = [gold_claim(TEXT, "Chile met Peru", "CONSULT", ["CHL", "PER"], [], edtf="2025-06")]
    other = claim(TEXT, "thanked", "CONSULT", ["both"], [])
    told = claim(TEXT, "Dar", "CONSULT", ["both"], [], edtf="2025-06", also=[{"start": TEXT.index("Chile met"), "end": 99}])
    assert values(gold, [other, told])["date"] == 1


def test_nothing_is_scored_beyond_the_labelled_part() -> None:
    found = [claim(TEXT, "met", "CONSULT", ["dar", "rubio"], []), claim(TEXT, "freed", "AID", ["peru"], [])]
    gold = [gold_claim(TEXT, "met", "CONSULT", ["PAK", "USA"], [])]
    answers = [extraction(TEXT, mentions=MENTIONS, claims=found)]
    result = score([case(TEXT, claims=gold, labelled_until=TEXT.index("Hamas"))], answers)
    assert result.measures["claims P"].value == 1


def test_errors_show_both_sides() -> None:
    gold = [gold_claim(TEXT, "met", "CONSULT", ["PAK"], ["USA"])]
    result = score(
        [case(TEXT, claims=gold)], [extraction(TEXT, mentions=MENTIONS, claims=[claim(TEXT, "met", "AID", ["dar"], [])])]
    )
    missing, spurious = result.errors
    assert (missing.kind, missing.expected) == ("claim missing", "CONSULT asserted PAK → USA no date")
    assert missing.found == spurious.found == "AID asserted PAK → – no date"
    assert "Dar ⟦met⟧ Rubio" in missing.words
