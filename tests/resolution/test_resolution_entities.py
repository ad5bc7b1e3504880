"""Who is one person in many documents, and who only bears the same name."""

from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resolution_builders import mention

from dragoman.model import Mention
from dragoman.resolution import cluster, judge_mentions


def entities(mentions: list[Mention]) -> int:
    """How many there are once the mentions are judged."""
    clusters = cluster([m.id for m in mentions], judge_mentions(mentions, {}, "-"), "entity")
    return len(set(clusters.values()))


def resolved(*told: str) -> int:
    """How many there are in documents that name one person each: "PAK Ishaq Dar, Foreign Minister, 2025-05"."""
    mentions, published = [], {}
    for by, one in enumerate(told):
        found = office_holder(one, by)
        mentions.append(found)
        published[found.anchor.document] = [*one.split(", "), "2025-04-07"][2] or None
    clusters = cluster([m.id for m in mentions], judge_mentions(mentions, published, "-"), "entity")
    return len(set(clusters.values()))


def office_holder(told: str, by: int) -> Mention:
    code, _, rest = told.partition(" ")
    name, office = rest.split(", ")[:2]
    return mention(name, None if code == "-" else code, by=str(by), office=office or None)


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
        (("Mohammed bin Salman", "SAU"), ("Mohammad bin Salman", "SAU"), 1),
        (("Mohammed Shahid", "BGD"), ("Muhammad Shahid", "BGD"), 1),
        (("Hassan Nasrallah", "LBN"), ("Hasan Nasrallah", "LBN"), 1),
        (("Mohammed Shia Sulaiman", "IRQ"), ("Mohammed Shia Suleiman", "IRQ"), 1),
        # one person who has served two, as the table of public persons knows
        (("Mark Rutte", "NLD"), ("Mark Rutte", "IGO"), 1),
        (("Kaja Kallas", "EST"), ("Kaja Kallas", "EUR"), 1),
        # two people
        (("Nawaz Sharif", "PAK"), ("Shehbaz Sharif", "PAK"), 2),
        (("Li Jinping", "CHN"), ("Li Jianping", "CHN"), 2),
        (("Wang Xiaoping", "CHN"), ("Wang Xiaopeng", "CHN"), 2),
        (("Li Jinping", "USA"), ("Li Jianping", "USA"), 2),
        (("Rashid Alimov", "TJK"), ("Rashad Alimov", "TJK"), 2),
        (("Hassan Mohammad", "IRN"), ("Hassan Mahmoud", "IRN"), 2),
        (("Hassan Nasrallah", "LBN"), ("Hussein Nasrallah", "LBN"), 2),
        (("Bashar al-Assad", "SYR"), ("Hafez al-Assad", "SYR"), 2),
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
        (("bin Salman", "SAU"), ("bin Salman", "SAU"), 2),
        (("al-Assad", "SYR"), ("al-Assad", "SYR"), 2),
        # a body of states may be headed by anybody's namesake
        (("Ama Mensah", "GHA"), ("Ama Mensah", "IGO"), 2),
    ],
    ids=str,
)
def test_two_documents(one: tuple[str, str | None], other: tuple[str, str | None], number: int) -> None:
    assert entities([mention(*one, by="A"), mention(*other, by="B")]) == number


def test_a_namesake_without_a_state_is_joined_to_neither() -> None:
    assert entities([mention("John Smith", "USA"), mention("John Smith", "GBR", by="B"), mention("John Smith", by="C")]) == 3


def test_namesakes_stay_apart_though_one_of_them_was_once_joined_to_a_stateless_one() -> None:
    usa, none, gbr = mention("John Smith", "USA"), mention("John Smith", by="B"), mention("John Smith", "GBR", by="C")
    judged = [*judge_mentions([usa, none], {}, "1"), *judge_mentions([usa, none, gbr], {}, "2")]
    clusters = cluster([usa.id, none.id, gbr.id], judged, "entity")
    assert clusters[usa.id] == clusters[none.id] != clusters[gbr.id]


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("GHA Ama Mensah, President", "IGO Ama Mensah, President and Chair", 1),
        ("GHA Ama Mensah, President", "IGO Ama Mensah, Chair", 2),
        ("GHA Ama Mensah, President", "TGO Ama Mensah, President", 2),
        # the table of public persons knows one of that name: a document has mistaken his state
        ("ISR Tzachi Hanegbi, National Security Advisor", "USA Tzachi Hanegbi, National Security Advisor", 1),
        ("ISR Tzachi Hanegbi, Ambassador", "USA Tzachi Hanegbi, Ambassador", 2),
        # the fuller form of a name, in an office that only one can hold
        ("MEX Alma Ibar, Foreign Minister", "MEX Alma Ibar Ruiz, Foreign Minister", 1),
        ("MEX Alma Ibar, Foreign Minister", "MEX Alma Ibar Ruiz, Foreign Secretary", 1),
        ("MEX Alma Ibar, Foreign Minister", "MEX Alma Ibar Ruiz, Foreign Minister, 2031", 2),
        ("MEX Alma Ibar, Foreign Minister", "MEX Alma Ibar Ruiz, Finance Minister", 2),
        ("MEX Alma Ibar, Ambassador", "MEX Alma Ibar Ruiz, Ambassador", 2),
        ("MEX Alma Ibar, Foreign Minister", "PER Alma Ibar Ruiz, Foreign Minister", 2),
        ("MEX Ruiz Ibar, Foreign Minister", "MEX Alma Ibar Ruiz, Foreign Minister", 2),
        ("USA George Bush, President", "USA George W Bush, President", 2),
        # no state is known, but a spelling and the office fit one person
        ("GTM Alano Giometti, President", "- Alano Giometta, President", 2),
        ("GTM Alejandro Giometti, President", "- Alejandro Giomatti, President", 1),
        ("GTM Alejandro Giometti, President", "- Alejandro Giomatti, Ambassador", 2),
    ],
)  # fmt: skip
def test_offices_tell_who_is_one(one: str, other: str, number: int) -> None:
    assert resolved(one, other) == number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        # the office of a state stands for the one who is called so about that time
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Pakistan Foreign Minister, Foreign Minister, 2041-09"], 1),
        (["PAK Azra Malik, Deputy Prime Minister and Foreign Minister, 2041-04-07", "PAK Pakistan Foreign Minister, Foreign Minister, 2041"], 1),
        (["IND Azra Malik, External Affairs Minister, 2041-04-07", "IND India Foreign Minister, Foreign Minister, 2041-04-07"], 1),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Pakistan Foreign Minister, Foreign Minister, 2042-06"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Pakistan Foreign Minister, Foreign Minister, "], 2),
        (["PAK Azra Malik, Foreign Minister, ", "PAK Pakistan Foreign Minister, Foreign Minister, 2041-04-07"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Pakistan Finance Minister, Finance Minister, 2041-04-07"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "IND India Foreign Minister, Foreign Minister, 2041-04-07"], 2),
        # two holders, or several who can hold it: open
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Omar Rana, Foreign Minister, 2041-08-07",
          "PAK Pakistan Foreign Minister, Foreign Minister, 2041-06"], 3),
        (["PAK Azra Malik, Ambassador, 2041-04-07", "PAK Pakistan Ambassador, Ambassador, 2041-04-07"], 2),
        # two spellings of one holder
        (["IRN Mohammad Karim, Foreign Minister, 2041-04-07", "IRN Mohammed Karim, Foreign Minister, 2041-08-07",
          "IRN Iran Foreign Minister, Foreign Minister, 2041-06"], 1),
        # the table of public persons knows another in office that day
        (["USA Antony Blinken, Secretary of State, 2024-10-01", "USA United States Secretary of State, Secretary of State, 2025-04-07"], 2),
        (["USA Antony Blinken, Secretary of State, 2024-10-01", "USA United States Secretary of State, Secretary of State, 2024-04-07"], 1),
        # an office alone isn't one from document to document
        (["PAK Pakistan Foreign Minister, Foreign Minister, 2041-04-07", "PAK Pakistan Foreign Minister, Foreign Minister, 2041-04-07"], 2),
        # surname and office
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Malik, Foreign Minister, 2041-06"], 1),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Rana, Foreign Minister, 2041-06"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Malik, , 2041-06"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Omar Rana, Foreign Minister, 2041-08-07", "PAK Malik, Foreign Minister, 2041-06"], 2),
        (["PAK Azra Malik, Foreign Minister, 2041-04-07", "PAK Omar Malik, Foreign Minister, 2041-08-07", "PAK Malik, Foreign Minister, 2041-06"], 3),
    ],
)  # fmt: skip
def test_offices_without_a_full_name(told: list[str], number: int) -> None:
    assert resolved(*told) == number


def test_an_office_stands_for_a_person_with_a_reason_in_words() -> None:
    dar = mention("Ishaq Dar", "PAK", by="A", office="Foreign Minister")
    office = mention("Pakistan Foreign Minister", "PAK", by="B", office="Foreign Minister")
    published = {dar.anchor.document: "2025-04-07", office.anchor.document: "2025-05-07"}
    (judged,) = judge_mentions([dar, office], published, "-")
    assert judged.because == "Ishaq Dar is called Foreign Minister of Pakistan on 2025-04-07"


@given(
    st.lists(st.sampled_from(["Azra Malik", "Omar Rana", "Pakistan Foreign Minister", "Malik", "Azra Bibi Malik"]), max_size=6),
    st.randoms(),
)
def test_the_order_of_mentions_doesnt_matter(names: list[str], random: Random) -> None:
    told = [mention(name, "PAK", by=str(by), office="Foreign Minister") for by, name in enumerate(names)]
    published: dict[str, str | None] = {m.anchor.document: f"204{by % 3}-0{by + 1}" for by, m in enumerate(told)}
    expected = {j.id for j in judge_mentions(told, published, "-")}
    random.shuffle(told)
    assert {j.id for j in judge_mentions(told, published, "-")} == expected


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
    judged = list(judge_mentions(named, {}, "2025-04-07T00:00:00+00:00"))
    assert {" ".join(sorted(j.because.split())) for j in judged} == {
        " ".join(sorted(reason.split()))
        for reason in (
            "both are Ishaq Dar and act for PAK",
            "Volodymyr Zelensky and Volodymyr Zelenskyy are spellings of one name and act for UKR",
            "one Ishaq Dar acts for IND, the other for PAK",
        )
    }
    assert all(
        j.left < j.right and j.by in ("rule:names", "rule:mentions") and j.made == "2025-04-07T00:00:00+00:00" for j in judged
    )


def test_two_persons_with_like_names_in_turn_dont_cut_each_others_chains() -> None:
    named = [mention(name, "CHN", by=f"{n}") for n in range(40) for name in ("Zhang Jun", "Zhang Jin", "Zhao Jin")]
    assert entities(named) == 3


def test_what_every_document_names_costs_one_judgement_a_mention() -> None:
    named = [mention("United States", "USA", by=f"{n}", kind="country", entity="USA") for n in range(5_000)]
    named += [mention(f"Ali {chr(97 + n % 26)}Khan{n}", "PAK", by=f"p{n}") for n in range(5_000)]
    begun = perf_counter()
    judged = list(judge_mentions(named, {}, "-"))
    assert perf_counter() - begun < 3
    assert len([j for j in judged if j.because.startswith("both are United States")]) == 4_999
