"""Who a mention is by all that the record knows: claims that name no state of a person are compared with those that do."""

from resolution_builders import mention, telling

from dragoman.resolution import cluster, identities, judge_claims, judge_mentions, open_claims

CALL = {"act": "CONSULT phone", "words": "spoke"}


def test_a_person_of_unknown_state_has_that_of_the_others_of_his_name() -> None:
    told, bare = mention("Laura Whitcombe", "AUS", by="A"), mention("Laura Whitcombe", by="B")
    known = identities([told, bare], cluster([told.id, bare.id], judge_mentions([told, bare], {}, "-"), "entity"))
    assert known[bare.id].country == "AUS"
    assert known[bare.id].entity == "person:laura-whitcombe"


def test_namesakes_of_two_states_leave_it_open() -> None:
    named = [mention("Wang Wei", "CHN", by="A"), mention("Wang Wei", "SGP", by="B"), mention("Wang Wei", by="C")]
    known = identities(named, cluster([m.id for m in named], judge_mentions(named, {}, "-"), "entity"))
    assert known[named[2].id].country is None


def test_states_and_bodies_are_none() -> None:
    state = mention("Kenya", "KEN", kind="country", entity="KEN")
    assert identities([state], {state.id: "entity:1"}) == {}


def test_one_call_whose_tellings_each_name_one_state() -> None:
    """A Lithuanian paper gives the Canadian's state, a Canadian one the Lithuanian's."""
    one = telling("LTU Rasa Jonutiene; CAN Daniel Fraser", "2025-04-07", by="A", **CALL)
    other = telling("LTU Rasa Jonutiene; CAN Daniel Fraser", "2025-04-07", by="B", **CALL)
    assert [j.verdict for j in judge_claims([one, other], "-")] == ["same"]


def test_what_a_reader_should_look_at_comes_likeliest_first_with_its_reasons() -> None:
    day = telling("PAK Ishaq Dar; USA Marco Rubio", "2025-04-07", by="A")
    month = telling("PAK; USA", "2025-04", by="B")
    year = telling("PAK Ishaq Dar; USA Marco Rubio", "2025", by="C")
    found = open_claims([day, month, year])
    assert found
    assert [points for points, *_ in found] == sorted((points for points, *_ in found), reverse=True)
    assert all(because for *_, because in found)


def test_a_telling_that_fits_two_days_waits_for_a_reader() -> None:
    two = [telling("PAK Ishaq Dar; USA Marco Rubio", day, by=day) for day in ("2025-04-07", "2025-04-21")]
    month = telling("PAK Ishaq Dar; USA Marco Rubio", "2025-04", by="M")
    waiting = {frozenset((one.id, other.id)) for _, one, other, _ in open_claims([*two, month])}
    assert waiting == {frozenset((month.id, t.id)) for t in two}
