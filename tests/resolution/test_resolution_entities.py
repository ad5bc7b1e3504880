"""Who is one person in many documents, and who only bears the same name."""

from time import perf_counter

import pytest
from resolution_builders import mention

from dragoman.model import Mention
from dragoman.resolution import cluster, judge_mentions


def entities(mentions: list[Mention]) -> int:
    """How many there are once the mentions are judged."""
    clusters = cluster([m.id for m in mentions], judge_mentions(mentions, "-"), "entity")
    return len(set(clusters.values()))


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (("Ishaq Dar", "PAK"), ("Ishaq Dar", "PAK"), 1),
        (("Ishaq Dar", "PAK"), ("Ishaq Dar", None), 1),
        (("Ishaq Dar", None), ("Ishaq Dar", None), 1),
        (("Volodymyr Zelensky", "UKR"), ("Volodymyr Zelenskyy", "UKR"), 1),
        (("Mohammad Mossadegh", "IRN"), ("Mohammad Mosadegh", "IRN"), 1),
        (("Hassan Rouhani", "IRN"), ("Hassan Rohani", "IRN"), 1),
        (("Sergei Lavrov", "RUS"), ("Sergey Lavrov", "RUS"), 1),
        # two people
        (("Nawaz Sharif", "PAK"), ("Shehbaz Sharif", "PAK"), 2),
        (("Kim Jong Un", "PRK"), ("Kim Jong Il", "PRK"), 2),
        (("Zhang Jun", "CHN"), ("Zhang Jin", "CHN"), 2),
        (("Hamid Karzai", "AFG"), ("Hamad Karzai", "AFG"), 2),
        (("Mario Draghi", "ITA"), ("Maria Draghi", "ITA"), 2),
        (("George Bush", "USA"), ("George W Bush", "USA"), 2),
        (("Raul Castro", "CUB"), ("Fidel Castro", "CUB"), 2),
        (("John Smith", "USA"), ("John Smith", "GBR"), 2),
        (("Volodymyr Zelensky", "UKR"), ("Volodymyr Zelenskyy", "RUS"), 2),
        (("Volodymyr Zelensky", None), ("Volodymyr Zelenskyy", None), 2),
        # a bare surname may be anybody's
        (("Dar", "PAK"), ("Dar", "PAK"), 2),
        (("Dar", "PAK"), ("Ishaq Dar", "PAK"), 2),
    ],
    ids=str,
)
def test_two_documents(one: tuple[str, str | None], other: tuple[str, str | None], number: int) -> None:
    assert entities([mention(*one, by="A"), mention(*other, by="B")]) == number


def test_a_namesake_without_a_state_is_joined_to_neither() -> None:
    assert entities([mention("John Smith", "USA"), mention("John Smith", "GBR", by="B"), mention("John Smith", by="C")]) == 3


def test_namesakes_stay_apart_though_one_of_them_was_once_joined_to_a_stateless_one() -> None:
    usa, none, gbr = mention("John Smith", "USA"), mention("John Smith", by="B"), mention("John Smith", "GBR", by="C")
    judged = [*judge_mentions([usa, none], "1"), *judge_mentions([usa, none, gbr], "2")]
    clusters = cluster([usa.id, none.id, gbr.id], judged, "entity")
    assert clusters[usa.id] == clusters[none.id] != clusters[gbr.id]


def test_bodies_and_states_are_one_by_their_id_and_state() -> None:
    def ministry(by: str, country: str) -> Mention:
        return mention("Foreign Ministry", country, by=by, kind="organization", entity="org:foreign-ministry")

    assert entities([ministry("A", "PAK"), ministry("B", "IND"), ministry("C", "PAK")]) == 2
    states = [mention(name, "USA", by=name, kind="country", entity="USA") for name in ("Washington", "United States", "America")]
    assert entities(states) == 1


def test_joint_mentions_and_surnames_are_one_within_their_document() -> None:
    leaders = mention("the leaders", "PAK+USA", entity="person:ishaq-dar+person:marco-rubio")
    others = mention("the leaders", "PAK+USA", by="B", entity="person:ishaq-dar+person:marco-rubio")
    assert entities([leaders, others, mention("Ishaq Dar", "PAK", by="C")]) == 3
    text = leaders.anchor
    again = Mention(
        anchor=type(text)(text.document, text.start + 4, text.end, "leaders"), kind="person", entity=leaders.entity, name="-"
    )
    assert entities([leaders, again]) == 1


def test_every_judgement_has_a_reason_and_its_pair_in_order() -> None:
    named = [mention("Ishaq Dar", "PAK", by=by) for by in "ABC"] + [mention("Volodymyr Zelensky", "UKR")]
    named += [mention("Volodymyr Zelenskyy", "UKR", by="B"), mention("Ishaq Dar", "IND", by="D")]
    judged = list(judge_mentions(named, "2025-04-07T00:00:00+00:00"))
    assert {" ".join(sorted(j.because.split())) for j in judged} == {
        " ".join(sorted(reason.split()))
        for reason in (
            "both are Ishaq Dar and act for PAK",
            "Volodymyr Zelensky and Volodymyr Zelenskyy are spellings of one name and act for UKR",
            "one Ishaq Dar acts for IND, the other for PAK",
        )
    }
    assert all(j.left < j.right and j.by == "rule:names" and j.made == "2025-04-07T00:00:00+00:00" for j in judged)


def test_two_persons_with_like_names_in_turn_dont_cut_each_others_chains() -> None:
    named = [mention(name, "CHN", by=f"{n}") for n in range(40) for name in ("Zhang Jun", "Zhang Jin", "Zhao Jin")]
    assert entities(named) == 3


def test_what_every_document_names_costs_one_judgement_a_mention() -> None:
    named = [mention("United States", "USA", by=f"{n}", kind="country", entity="USA") for n in range(5_000)]
    named += [mention(f"Ali {chr(97 + n % 26)}Khan{n}", "PAK", by=f"p{n}") for n in range(5_000)]
    begun = perf_counter()
    judged = list(judge_mentions(named, "-"))
    assert perf_counter() - begun < 3
    assert len([j for j in judged if j.because.startswith("both are United States")]) == 4_999
