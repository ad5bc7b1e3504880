"""Known names: the gazetteer's longest match, marks of every kind, datelines in capitals; and the tables that it rests on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.entities.names import Index, find_names, find_people, find_titles, known_people, places, words

MARK = re.compile(r"\[(\S+) ([^\]]+)\]")


def found(text: str) -> dict[str, str]:
    at = words(text)
    return {text[at[a].start : at[b - 1].end]: entries[0].code for a, b, entries in find_names(at)}


#: Each name of the gazetteer stands in brackets after the code for which it acts.
LONGEST = [
    "[GIN Guinea], [PNG Papua New Guinea], [GNB Guinea-Bissau] and [GNQ Equatorial Guinea] met.",
    "[SSD South Sudan] and [SDN Sudan]; [PRK North Korea] and [KOR South Korea].",
    "[COD The Democratic Republic of the Congo] is not [COG the Republic of the Congo].",
    "[DOM The Dominican Republic] is not [DMA Dominica].",
    "[NER Niger] borders [NGA Nigeria].",
    "[GBR The United Kingdom], [ARE the United Arab Emirates] and [USA the United States] signed.",
    "[TLS Timor-Leste], [TLS East Timor] and [TON Tonga].",
    "[BIH Bosnia and Herzegovina] and [TTO Trinidad and Tobago] and [ATG Antigua and Barbuda].",
    "[CAF The Central African Republic] thanked [ZAF South Africa].",
    "[NZL New Zealand] and [NCL New Caledonia] voted.",
]
MARKS = [
    "[CIV Côte d'Ivoire] and [CIV Côte d’Ivoire] and [CIV Cote d'Ivoire] and [CIV Ivory Coast].",
    "[GNB Guinea-Bissau] and [GNB Guinea‑Bissau] and [GNB Guinea‐Bissau] and [GNB Guinea–Bissau].",
    "[TLS Timor-Leste] and [TLS Timor–Leste] and [TLS Timor‑Leste].",
    "[USA The US]’s and [KEN Kenya]'s envoys.",
    "[USA The U.S.] and [GBR the U.K.] and [ARE the U.A.E.] signed.",
    "[STP São Tomé and Príncipe] and [STP Sao Tome and Principe] voted.",
]
CAPITALS = [
    "[KEN NAIROBI] - a report", "[UKR KYIV], June 3:", "[ARG BUENOS AIRES] (own)", "[ETH ADDIS ABABA]/[KEN NAIROBI]:", "[JPN TOKYO] —", "[PER LIMA]:",
    "[CIV CÔTE D'IVOIRE] and [KEN KENYA]",
]  # fmt: skip


@pytest.mark.parametrize("case", [*LONGEST, *MARKS, *CAPITALS])
def test_the_longest_name_is_taken(case: str) -> None:
    text = MARK.sub(r"\2", case)
    expected = {re.sub(r"^[Tt]he ", "", name): code for code, name in MARK.findall(case)}
    assert {re.sub(r"^[Tt]he ", "", name): code for name, code in found(text).items()} == expected


def test_a_modifier_apostrophe_ends_a_name() -> None:
    assert found("Fijiʼs envoy") == {"Fiji": "FJI"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenyatta spoke.",
        "Chadwick met Malian-born Omanson.",
        "a turkey and some china",
        "New\nZealand",
        "Papua\nNew Guineafowl",
        "",
    ],
)
def test_no_name_is_cut_out_of_a_word_or_across_a_line(text: str) -> None:
    assert not {"KEN", "TCD", "TUR", "CHN", "NZL", "PNG"} & set(found(text).values())


@pytest.mark.parametrize(
    ("text", "office", "plural"),
    [
        ("the Foreign Minister", "Foreign Minister", False),
        ("the FOREIGN MINISTERS", "Foreign Minister", True),
        ("Deputy Prime Minister", "Deputy Prime Minister", False),
        ("Secretary of State", "Secretary of State", False),
        ("Crown Prince", "Crown Prince", False),
    ],
)
def test_the_longest_title_is_taken_in_any_case(text: str, office: str, plural: bool) -> None:
    ((_, end, titles),) = find_titles(words(text))
    assert (titles[0].office, titles[0].plural, end) == (office, plural, len(words(text)))


def test_people_of_public_life_are_found_by_two_words_or_more() -> None:
    text = "Gabriel Boric, Ursula von der Leyen and António Guterres met; Boric left."
    at = words(text)
    assert [text[at[a].start : at[b - 1].end] for a, b in find_people(at)] == [
        "Gabriel Boric",
        "Ursula von der Leyen",
        "António Guterres",
    ]


def test_a_person_of_public_life_is_known_by_every_spelling() -> None:
    assert {o.person for o in known_people()["volodymyr zelensky"]} == {o.person for o in known_people()["volodymyr zelenskyy"]}


@pytest.mark.parametrize(
    ("place", "codes"), [("Oslo", {"NOR"}), ("Bamako", {"MLI"}), ("Suva", {"FJI"}), ("Lima", {"PER"}), ("Hanoi", {"VNM"})]
)
def test_a_place_lies_in_its_states(place: str, codes: set[str]) -> None:
    assert set(places()[place]) == codes


NAMES = st.lists(st.sampled_from(["a", "b", "c", "A", "-", "’"]), min_size=1, max_size=4).map(" ".join)


@given(
    st.lists(NAMES, max_size=8), st.lists(st.sampled_from(["a", "b", "c", "A", "-", "–", "'", "\n"]), max_size=20).map(" ".join)
)
def test_an_index_finds_the_longest_and_never_overlaps(names: list[str], text: str) -> None:
    index, at = Index((name, name) for name in names), words(text)
    floor = 0
    for start, end, entries in index.find(at):
        assert floor <= start < end
        floor = end
        longest = index.at(at, start)
        assert longest is not None
        assert longest[0] == end - start == max(len(words(entry)) for entry in entries)


@given(st.text(max_size=200))
def test_words_are_the_text_without_its_spaces(text: str) -> None:
    at = words(text)
    assert all(text[word.start : word.end] == word.text for word in at)
    assert "".join(word.text for word in at) == "".join(c for c in text if not c.isspace() or c == "\n")
