"""The gazetteer: countries, the words that stand for their governments, and the other places of the world."""

import re
from collections import defaultdict

import pytest

from dragoman.lexicons import rows, split

CODE = re.compile(r"[A-Z]{3}")
COUNTRIES = {row["code"]: row for row in rows("countries")}
SECTORS = set(
    re.findall(r"\w+", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
)
#: `Zaire (1971-1997)`, `Ceylon (-1972)`, `Zimbabwe Rhodesia (1979)`
FORMER = re.compile(r"(?P<name>.+) \((?P<first>\d{3,4})?(?:-(?P<last>\d{4}))?\)")

#: Words that two countries share and that only the text around them can tell apart.
SHARED_WORDS = {"Congolese": {"COD", "COG"}, "Dominican": {"DMA", "DOM"}, "Dominicans": {"DMA", "DOM"}}
#: Towns that the press also uses for the power that sits there.
TOWNS_THAT_SPEAK = {"Rawalpindi", "Tel Aviv"}
#: Towns of today that bear a state's name of old.
TOWNS_WITH_A_STATES_OLD_NAME = {"Gold Coast"}


def names(row: dict[str, str]) -> tuple[str, ...]:
    return row["name"], *split(row["also"])


def former(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(re.sub(r" \([^)]*\)$", "", value) for value in split(row["former"]))


def claims(column: str) -> dict[str, set[str]]:
    """Who claims each word of a column; `name` takes in `also` and the former names."""
    claimed = defaultdict(set)
    for code, row in COUNTRIES.items():
        words = (*names(row), *former(row)) if column == "name" else split(row[column])
        for word in words:
            claimed[word].add(code)
    return claimed


NAMES = claims("name")
CAPITALS = claims("capital")
WORDS = {word: codes for column in ("name", "capital", "adjectives", "demonyms") for word, codes in claims(column).items()}


@pytest.mark.parametrize("table", ["countries", "metonyms", "places"])
def test_every_cell_is_clean(table: str) -> None:
    for row in rows(table):
        first, *_ = row.values()
        assert first
        for cell in row.values():
            assert "  " not in cell
            assert not re.search(r";(?! )|^; |;$", cell), row
        for column in row.keys() & {"also", "adjectives", "demonyms", "capital", "former"}:
            values = split(row[column])
            assert len(set(values)) == len(values), row
            assert row["name"] not in values or column in {"adjectives", "capital", "demonyms"}, row


def test_codes_are_well_formed_and_each_stands_once() -> None:
    codes = [row["code"] for row in rows("countries")]
    assert all(CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes) == 250
    assert "XKX" not in codes
    assert {row["code"] for row in rows("metonyms")} <= COUNTRIES.keys()
    assert {code for row in rows("places") for code in split(row["code"])} <= COUNTRIES.keys()


def test_correlates_of_war_numbers_are_numbers_and_unique() -> None:
    numbers = [row["cow"] for row in rows("countries") if row["cow"]]
    assert all(1 < int(number) < 1000 for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("column", ["name", "adjectives", "demonyms", "capital"])
def test_no_word_of_a_column_is_claimed_by_two_countries(column: str) -> None:
    shared = {word: codes for word, codes in claims(column).items() if len(codes) > 1}
    assert shared.items() <= SHARED_WORDS.items()


def test_former_names_carry_years_in_order() -> None:
    for row in rows("countries"):
        for value in split(row["former"]):
            parts = FORMER.fullmatch(value)
            assert parts, value
            first, last = parts["first"], parts["last"]
            assert first or last
            assert not (first and last) or int(first) < int(last), value


def test_metonyms_have_a_known_sector_and_kind_and_stand_once() -> None:
    metonyms = rows("metonyms")
    assert {row["sector"] for row in metonyms} <= SECTORS
    assert {row["kind"] for row in metonyms} == {"government", "body", "media"}
    assert all(row["sector"] == "MED" for row in metonyms if row["kind"] == "media")
    assert len({row["name"] for row in metonyms}) == len(metonyms)


def test_metonyms_are_no_names_of_countries() -> None:
    assert not {row["name"] for row in rows("metonyms")} & WORDS.keys()


def test_places_have_a_known_kind_and_each_name_stands_once() -> None:
    claimed = [name for row in rows("places") for name in names(row)]
    assert {row["kind"] for row in rows("places")} == {"city", "region", "sea", "site", "disputed"}
    assert sorted(set(claimed)) == sorted(claimed)


def test_places_leave_countries_and_capitals_to_their_own_table() -> None:
    places = {name for row in rows("places") for name in names(row)}
    assert places & (NAMES.keys() | CAPITALS.keys()) == TOWNS_WITH_A_STATES_OLD_NAME
    assert places & {row["name"] for row in rows("metonyms")} == TOWNS_THAT_SPEAK


def test_only_waters_and_regions_have_no_country() -> None:
    assert {row["kind"] for row in rows("places") if not row["code"]} == {"sea", "region"}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("U.K.", "GBR"),
        ("Britain", "GBR"),
        ("UAE", "ARE"),
        ("Holland", "NLD"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Czechia", "CZE"),
        ("Burma", "MMR"),
        ("Eswatini", "SWZ"),
        ("Swaziland", "SWZ"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Timor-Leste", "TLS"),
        ("Cabo Verde", "CPV"),
        ("Holy See", "VAT"),
        ("DPRK", "PRK"),
        ("ROK", "KOR"),
        ("PRC", "CHN"),
        ("Taiwan", "TWN"),
        ("Kosovo", "KOS"),
        ("Palestine", "PSE"),
        ("Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("Zaire", "COD"),
        ("Guinea", "GIN"),
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Niger", "NER"),
        ("Dominica", "DMA"),
        ("Soviet Union", "RUS"),
        ("Ceylon", "LKA"),
    ],
)
def test_a_name_belongs_to_its_country(word: str, code: str) -> None:
    assert NAMES[word] == {code}


@pytest.mark.parametrize("word", ["Korea", "Korean", "Koreans"])
def test_what_names_no_single_country_belongs_to_nobody(word: str) -> None:
    assert word not in WORDS


@pytest.mark.parametrize(
    ("capital", "code"),
    [
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Washington", "USA"),
        ("New Delhi", "IND"),
        ("Islamabad", "PAK"),
        ("N’Djamena", "TCD"),
        ("Brasilia", "BRA"),
        ("Astana", "KAZ"),
        ("Naypyidaw", "MMR"),
        ("Ulaanbaatar", "MNG"),
        ("Sanaa", "YEM"),
        ("Pristina", "KOS"),
    ],
)
def test_a_capital_speaks_for_its_country(capital: str, code: str) -> None:
    assert CAPITALS[capital] == {code}


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("White House", "USA", "GOV"),
        ("Pentagon", "USA", "MIL"),
        ("Kremlin", "RUS", "GOV"),
        ("State Duma", "RUS", "LEG"),
        ("Elysee", "FRA", "GOV"),
        ("Quai d’Orsay", "FRA", "GOV"),
        ("Bundestag", "DEU", "LEG"),
        ("Knesset", "ISR", "LEG"),
        ("Rawalpindi", "PAK", "MIL"),
        ("ISPR", "PAK", "MIL"),
        ("IRGC", "IRN", "MIL"),
        ("Mossad", "ISR", "SPY"),
        ("FBI", "USA", "COP"),
        ("Aso Rock", "NGA", "GOV"),
        ("Itamaraty", "BRA", "GOV"),
        ("Malacanang", "PHL", "GOV"),
        ("Xinhua", "CHN", "MED"),
    ],
)
def test_a_metonym_stands_for_a_branch(name: str, code: str, sector: str) -> None:
    assert [(row["code"], row["sector"]) for row in rows("metonyms") if row["name"] == name] == [(code, sector)]


@pytest.mark.parametrize(
    ("name", "codes", "kind"),
    [
        ("Geneva", ("CHE",), "city"),
        ("The Hague", ("NLD",), "city"),
        ("Camp David", ("USA",), "site"),
        ("Texas", ("USA",), "region"),
        ("Gaza Strip", ("PSE",), "region"),
        ("South China Sea", (), "sea"),
        ("Crimea", ("UKR", "RUS"), "disputed"),
        ("Kashmir", ("IND", "PAK"), "disputed"),
        ("Hyderabad", ("IND",), "city"),
        ("Nagorno-Karabakh", ("AZE", "ARM"), "disputed"),
        ("Taiwan Strait", ("TWN", "CHN"), "sea"),
    ],
)
def test_a_place_lies_where_the_press_puts_it(name: str, codes: tuple[str, ...], kind: str) -> None:
    assert [(split(row["code"]), row["kind"]) for row in rows("places") if name in names(row)] == [(codes, kind)]
