"""Which tellings are of one act: the days, the persons, the medium and the words decide, and each verdict says why."""

import re
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_builders import telling

from dragoman.model import Telling
from dragoman.resolution import cluster, judge_claims
from dragoman.resolution.acts import FAMILIES

DAR_RUBIO = "PAK Ishaq Dar; USA Marco Rubio"
CALL = "trade critical-minerals terrorism"


def judged(*tellings: Telling) -> dict[str, tuple[str, str]]:
    """The verdict and the reason on each pair, by the publishers of the two."""
    by = {t.id: t.document.publisher or "" for t in tellings}
    return {
        "".join(sorted(by[j.left] + by[j.right])): (j.verdict, j.because)
        for j in judge_claims(tellings, "2025-04-09T00:00:00+00:00")
    }


def groups(*tellings: Telling) -> str:
    """The events as words of publishers: "AB C"."""
    clusters = cluster([t.id for t in tellings], judge_claims(tellings, "-"), "event")
    heads = {
        head: "".join(sorted(t.document.publisher or "" for t in tellings if clusters[t.id] == head))
        for head in clusters.values()
    }
    return " ".join(sorted(heads.values()))


def told(who: str, day: str | None, **more: Any) -> dict[str, Any]:
    return {"who": who, "day": day, **more}


@pytest.mark.parametrize(
    ("one", "other", "verdict", "reason"),
    [
        # engagements
        (told(DAR_RUBIO, "2025-04-07"), told(DAR_RUBIO, "2025-04-07"), "same", "both on 2025-04-07"),
        (told(DAR_RUBIO, "2025-04-07"), told("PAK; USA", "2025-04-07"), "same", "both on 2025-04-07"),
        (told(DAR_RUBIO, "2025-04"), told(DAR_RUBIO, "2025-04-07"), "same", "2025-04 and 2025-04-07 meet"),
        (told("PAK; USA", "2025-04"), told("PAK; USA", "2025-04"), None, ""),
        (told(DAR_RUBIO, "2013/2018"), told(DAR_RUBIO, "2015-04-07"), None, ""),
        (told(DAR_RUBIO, "2025-04-07", act="CONSULT visit"), told(DAR_RUBIO, "2025-04-07"), "different", "by visit|by phone"),
        (told(DAR_RUBIO, "2025-04-07"), told("PAK Asim Munir; USA Donald Trump", "2025-04-07"), "different", "other persons"),
        (told("PAK Ishaq Dar; USA", "2025-04-07"), told("PAK; USA Marco Rubio", "2025-04-07"), "same", "both on"),
        (
            told(DAR_RUBIO, "2025-04-07"),
            told("PAK Ishaq Dar; USA Chris Landau", "2025-04-07"),
            "different",
            "other persons for USA",
        ),
        (told(DAR_RUBIO, "2025-04-07"), told("PAK Mohammad Ishaq Dar; USA Marco Rubio", "2025-04-07"), "same", "both on"),
        # two clocks
        (
            told(DAR_RUBIO, "2025-04-07", about=CALL),
            told(DAR_RUBIO, "2025-04-08", about=CALL),
            "same",
            "as clocks are.*both on critical-minerals, terrorism, trade",
        ),
        (told(DAR_RUBIO, "2025-04-30", about=CALL), told(DAR_RUBIO, "2025-05-01", about=CALL), "same", "as clocks are"),
        (told(DAR_RUBIO, "2025-04-07", about=CALL), told(DAR_RUBIO, "2025-04-08", about="trade"), None, ""),
        (told("PAK; USA", "2025-04-07", about=CALL), told("PAK; USA", "2025-04-08", about=CALL), "different", "share no day"),
        (
            told(DAR_RUBIO, "2025-07-25", about=CALL, act="CONSULT visit"),
            told(DAR_RUBIO, "2025-07-26", about=CALL, act="CONSULT visit"),
            *("different", "2025-07-2. and 2025-07-2. share no day"),
        ),
        # no day
        (
            told(DAR_RUBIO, None, about="trade"),
            told(DAR_RUBIO, "2025-04-07", about="trade"),
            "same",
            "only one telling gives the day",
        ),
        (told(DAR_RUBIO, None, about="trade"), told(DAR_RUBIO, "2025-04-07", about="visas"), None, ""),
        (told(DAR_RUBIO, None, about="trade", published="2025-07-26"), told(DAR_RUBIO, "2025-04-07", about="trade"), None, ""),
        (told(DAR_RUBIO, None, about="trade", published="2025-04-08"), told(DAR_RUBIO, "2025-04-07", about="trade"), "same", ""),
        (told(DAR_RUBIO, None, about="trade"), told(DAR_RUBIO, None, about="trade"), None, ""),
        # deeds
        (
            told("IND > PAK", "2025-05-07", act="ASSAULT aerial"),
            told("IND > PAK", "2025-05-06/2025-05-07", act="ASSAULT aerial"),
            *("same", "both on"),
        ),
        (told("IND > PAK", "2025-04", act="ACCUSE"), told("IND > PAK", "2025-04", act="ACCUSE"), "same", "same words.*accused"),
        (
            told("IND > PAK", "2025-04-23", act="ACCUSE"),
            told("PAK > IND", "2025-04-23", act="ACCUSE"),
            "different",
            "acts in one",
        ),
        (told("IND > PAK", "2025-04-23", act="ACCUSE"), told("IND > PAK", "2025-04-23", act="THREATEN"), None, ""),
        (
            told("PAK; USA", "2025-07-31", act="AGREE", about="trade"),
            told("USA > PAK", "2025-07-31", act="SUPPORT", about="trade"),
            "same",
            "both on 2025-07-31",
        ),
        # one day and one family don't make one act
        (
            told("PAK; USA", "2025-07-31", act="AGREE", words="agreed"),
            told("USA > PAK", "2025-07-31", act="SUPPORT", words="thanked", about="trade"),
            None,
            "",
        ),
        (
            told("IND > PAK", "2025-04-23", act="ACCUSE", about="water"),
            told("IND > PAK", "2025-04-23", act="ACCUSE", about="arms"),
            None,
            "",
        ),
        (
            told("IND > PAK", None, act="ASSAULT", words="were killed", size={"dead": 26}),
            told("IND > PAK", "2025-04-22", act="ASSAULT", words="killed", size={"dead": 26}),
            *("same", "killed"),
        ),
        # what one says was held and another denies is one event, with a disagreement
        (told(DAR_RUBIO, "2025-04-07"), told(DAR_RUBIO, "2025-04-07", modality="denied"), "same", "both on"),
        (told(DAR_RUBIO, "2025-04-07", modality="planned"), told(DAR_RUBIO, "2025-04-07"), "same", ""),
        # other parties are never compared
        (told("PAK; USA", "2025-04-07"), told("PAK; CHN", "2025-04-07"), None, ""),
        (told("", "2025-04-07"), told("", "2025-04-07"), None, ""),
    ],
    ids=str,
)
def test_two_tellings(one: dict[str, Any], other: dict[str, Any], verdict: str | None, reason: str) -> None:
    shared = {"about": "terrorism"} if one.get("act") == "ACCUSE" and "about" not in one else {}
    words = {"words": "accused"} if one.get("act") == "ACCUSE" else {}
    a, b = (telling(**{**shared, **words, **side}, by=by) for side, by in ((one, "A"), (other, "B")))
    found = judged(a, b)
    if "share no day" not in reason:
        assert found.get("AB", (None, ""))[0] == verdict
        assert re.search(reason, found.get("AB", ("", ""))[1])
    else:  # said where something else would join the two, and never the contrary
        assert found.get("AB", ("different", ""))[0] == "different"
    assert found == judged(b, a)


def test_days_apart_are_two_calls_whatever_a_vague_telling_might_join() -> None:
    first, second = telling(DAR_RUBIO, "2025-04-07", by="A"), telling(DAR_RUBIO, "2025-04-21", by="B")
    month = telling(DAR_RUBIO, "2025-04", by="M")
    found = judged(first, second, month)
    assert found["AB"] == ("different", "2025-04-07 and 2025-04-21 share no day")
    assert {found["AM"][0], found["BM"][0]} == {"different"}
    assert "fits 2025-04-07 as well as 2025-04-21" in found["AM"][1]
    assert groups(first, second, month) == "A B M"
    assert groups(first, month) == "AM"


def test_a_vague_telling_that_was_joined_is_let_go_when_a_second_act_comes_to_be_known() -> None:
    first, second = telling(DAR_RUBIO, "2025-04-07", by="A"), telling(DAR_RUBIO, "2025-04-21", by="B")
    month = telling(DAR_RUBIO, "2025-04", by="M")
    judgements = [*judge_claims([first, month], "2025-04-09"), *judge_claims([second, first, month], "2025-04-08")]
    assert len(set(cluster([first.id, second.id, month.id], judgements, "event").values())) == 3


def test_far_apart_needs_no_judgement_where_nothing_joins_the_two() -> None:
    assert judged(telling(DAR_RUBIO, "2025-04-07", by="A"), telling(DAR_RUBIO, "2025-08-08", by="B")) == {}


def test_one_call_with_two_dates_and_few_shared_topics_is_held_together_by_the_others() -> None:
    """The telling of 8 April shares three topics with one of 7 April, and only one with the other."""
    full, brief = telling(DAR_RUBIO, "2025-04-07", about=CALL, by="A"), telling(DAR_RUBIO, "2025-04-07", about="trade", by="B")
    assert groups(full, brief, telling(DAR_RUBIO, "2025-04-08", about=CALL, by="C")) == "ABC"


def test_two_acts_in_one_document_stay_two() -> None:
    one = telling(DAR_RUBIO, "2025-04-07", by="A")
    document = one.document
    claim = one.claim
    again = Telling(claim=type(claim)(trigger=document.anchor(0, 3), type="CONSULT", modality="asserted", mode="phone",
                                      actors=claim.actors, when=claim.when), document=document)  # fmt: skip
    other = telling(DAR_RUBIO, "2025-04-07", by="B")
    clusters = cluster([one.id, again.id, other.id], judge_claims([one, again, other], "-"), "event")
    assert clusters[one.id] != clusters[again.id]
    assert clusters[other.id] in (clusters[one.id], clusters[again.id])


def test_a_judgement_names_its_rule_its_time_and_its_pair_in_order() -> None:
    tellings = [telling(DAR_RUBIO, "2025-04-07", by=by) for by in "ABC"]
    found = list(judge_claims(tellings, "2025-04-09T00:00:00+00:00"))
    assert len(found) == 3
    assert all(j.by == "rule:events" and j.made == "2025-04-09T00:00:00+00:00" and j.left < j.right for j in found)
    assert found[0].because == (
        "both on 2025-04-07; CONSULT of PAK and USA with Ishaq Dar, Marco Rubio; the same persons; both by phone"
    )


def test_every_plover_type_has_a_family() -> None:
    assert set(FAMILIES) == set(
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
        "ASSAULT".split()
    )


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2025-04", "2025?", "", "XXXX-04-07"])
def test_odd_days_of_publication_harm_nothing(published: str) -> None:
    assert groups(telling(DAR_RUBIO, None, published=published, by="A"), telling(DAR_RUBIO, "2025-04-07", by="B")) == "A B"


tellings = st.builds(
    telling,
    st.sampled_from([DAR_RUBIO, "PAK; USA", "PAK Ishaq Dar; USA", "PAK Asim Munir; USA Donald Trump"]),
    st.sampled_from([None, "2025-04", "2025", "2025-04-07", "2025-04-08", "2025-04-07/2025-04-08", "2025-04-21"]),
    by=st.text("ABCDEFGH", min_size=1, max_size=3),
    act=st.sampled_from(["CONSULT phone", "CONSULT visit", "CONSULT", "AGREE"]),
    about=st.sampled_from(["", "trade", CALL]),
    published=st.sampled_from([None, "2025-04-09", "2025-07-01"]),
    modality=st.sampled_from(["asserted", "denied", "planned"]),
)
#: What was planned for another day may be one with what was held.
told_as_held = tellings.filter(lambda t: t.claim.type == "CONSULT" and t.claim.modality != "planned")


@settings(max_examples=60, deadline=None)
@given(st.lists(tellings, max_size=7, unique_by=lambda t: t.document.id), st.randoms())
def test_events_are_the_same_whatever_came_first(found: list[Telling], random: Any) -> None:
    """Documents added one by one, in any order, each time judged anew: the record ends up with the same events."""
    at_once = cluster([t.id for t in found], judge_claims(found, "-"), "event")
    random.shuffle(found)
    judgements = {j.id: j for n in range(1, len(found) + 1) for j in judge_claims(found[:n], f"{n:03}")}
    assert cluster([t.id for t in found], judgements.values(), "event") == at_once


@settings(max_examples=60, deadline=None)
@given(st.lists(told_as_held, max_size=7, unique_by=lambda t: t.document.id))
def test_no_event_holds_two_days_but_neighbouring_ones(found: list[Telling]) -> None:
    clusters = cluster([t.id for t in found], judge_claims(found, "-"), "event")
    for a in found:
        for b in found:
            if clusters[a.id] == clusters[b.id] and a.claim.when.start and b.claim.when.start:
                assert a.claim.when.meets(b.claim.when) or abs((a.claim.when.start - b.claim.when.start).days) == 1


def _spread(number: int) -> list[Telling]:
    """So many claims of thirty pairs of states, each act told twice, six claims a day: more claims are more days."""
    pairs = [f"{a}; {b}" for a in ("PAK", "USA", "CHN", "RUS", "TUR") for b in ("IND", "IRN", "DEU", "FRA", "GBR", "JPN")]
    acts = ("CONSULT phone", "CONSULT visit", "ACCUSE", "AGREE", "REQUEST")
    found = []
    for n in range(number):
        day = (date(2001, 1, 1) + timedelta(n // 6)).isoformat()
        more = {"about": "trade terrorism", "published": day}
        found.append(telling(pairs[n // 2 * 7 % 30], None if n % 5 == 0 else day, by=str(n), act=acts[n // 2 % 5], **more))
    return found


def test_four_times_as_many_claims_take_little_more_than_four_times_as_long() -> None:
    few, many = _spread(1000), _spread(4000)
    seconds = []
    for claims in (few, many):
        begun = perf_counter()
        assert list(judge_claims(claims, "-"))
        seconds.append(perf_counter() - begun)
    assert seconds[1] < 10 * seconds[0]
