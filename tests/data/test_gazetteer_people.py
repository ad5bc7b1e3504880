"""The tables of bodies, offices, people and publishers: well-formed, coded in PLOVER's terms, and right in what everyone knows."""

import re
from collections import Counter

import pytest

from dragoman.lexicons import rows, split

NON_STATES = {"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"}
OF_THE_STATE = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"}
OF_SOCIETY = {"AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "OPP", "PRE", "REF", "REL", "SOC"}
SECTORS = OF_THE_STATE | OF_SOCIETY
COLUMNS = {
    "bodies": ["name", "also", "code", "sector", "kind", "wikidata"],
    "offices": ["title", "office", "sector", "plural"],
    "people": ["name", "also", "country", "sector", "office", "from", "to"],
    "publishers": ["domain", "name", "code", "side"],
}
CODE = {"bodies": "code", "people": "country", "publishers": "code"}


def terms(name: str) -> set[tuple[str, str, str, str]]:
    return {(r["country"], r["office"], r["from"], r["to"]) for r in rows("people") if r["name"] == name}


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_lines(table: str) -> None:
    records = rows(table)
    assert all(list(record) == COLUMNS[table] for record in records)
    lines = [tuple(record.values()) for record in records]
    assert len(set(lines)) == len(lines)
    assert all(cell == cell.strip() and "  " not in cell for line in lines for cell in line)


@pytest.mark.parametrize(("table", "key"), [("bodies", "name"), ("offices", "title"), ("publishers", "domain")])
def test_each_key_stands_once(table: str, key: str) -> None:
    counts = Counter(record[key] for record in rows(table))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("table", CODE)
def test_codes_are_states_or_plover_non_states(table: str) -> None:
    known = {record["code"] for record in rows("countries")} | NON_STATES
    allowed = known | {""} if table in ("bodies", "people") else known  # nobody in particular
    assert {record[CODE[table]] for record in rows(table)} - allowed == set()


@pytest.mark.parametrize("table", ["bodies", "offices", "people"])
def test_sectors_are_plovers(table: str) -> None:
    assert {record["sector"] for record in rows(table)} - SECTORS <= {""}


@pytest.mark.parametrize("table", ["bodies", "people"])
def test_other_names_are_no_repetitions(table: str) -> None:
    for record in rows(table):
        names = [record["name"], *split(record["also"])]
        assert len(set(names)) == len(names), record


def test_a_name_of_a_body_means_one_body() -> None:
    bearers: dict[str, set[str]] = {}
    for record in rows("bodies"):
        for name in (record["name"], *split(record["also"])):
            bearers.setdefault(name, set()).add(record["name"])
    assert {name: found for name, found in bearers.items() if len(found) > 1} == {}


def test_bodies() -> None:
    assert {record["kind"] for record in rows("bodies")} == {"organization", "group"}
    assert all(re.fullmatch(r"(Q\d+)?", record["wikidata"]) for record in rows("bodies"))
    named = {n: r for r in rows("bodies") for n in (r["name"], *split(r["also"]))}
    for name, code, sector, kind in [
        ("UNSC", "UNO", "", "organization"),
        ("ICJ", "UNO", "JUD", "organization"),
        ("IAEA", "UNO", "", "organization"),
        ("European Commission", "EUR", "", "organization"),
        ("North Atlantic Treaty Organization", "IGO", "MIL", "organization"),
        ("P5+1", "IGO", "", "organization"),
        ("ICRC", "NGO", "", "organization"),
        ("Hamas", "PSE", "REB", "group"),
        ("Hizbullah", "LBN", "REB", "group"),
        ("ISIS-K", "AFG", "REB", "group"),
        ("Daesh", "IMG", "REB", "group"),
        ("M23", "COD", "REB", "group"),
        ("TTP", "PAK", "REB", "group"),
        ("Bharatiya Janata Party", "IND", "PTY", "organization"),
    ]:
        record = named[name]
        assert (record["code"], record["sector"], record["kind"]) == (code, sector, kind), name


def test_a_sector_comes_with_an_office_and_honorifics_have_neither() -> None:
    assert all(bool(record["office"]) == bool(record["sector"]) for record in rows("offices"))
    assert {"mr", "his excellency", "sheikh"} <= {r["title"] for r in rows("offices") if not r["office"]}
    assert all(record["plural"] for record in rows("offices") if record["office"])


def test_an_office_has_one_sector() -> None:
    assert len({(r["office"], r["sector"]) for r in rows("offices")}) == len({r["office"] for r in rows("offices")})


@pytest.mark.parametrize(
    ("title", "office", "sector", "plural"),
    [
        ("minister for foreign affairs", "Foreign Minister", "GOV", "ministers for foreign affairs"),
        ("secretary of state", "Secretary of State", "GOV", "secretaries of state"),
        ("secretary-general", "Secretary-General", "GOV", "secretaries-general"),
        ("DPM/FM", "Deputy Prime Minister and Foreign Minister", "GOV", "DPM/FMs"),
        ("external affairs minister", "External Affairs Minister", "GOV", "external affairs ministers"),
        ("principal deputy national security advisor", "Deputy National Security Advisor", "GOV", None),
        ("army chief", "Chief of Army Staff", "MIL", "army chiefs"),
        ("chargé d'affaires", "Charge d'Affaires", "GOV", "chargés d'affaires"),
        ("spokesman for the foreign ministry", "Foreign Ministry Spokesperson", "GOV", "spokesmen for the foreign ministry"),
        ("lt gen", "Lieutenant General", "MIL", "lt gens"),
        ("congresswoman", "Congressman", "LEG", "congresswomen"),
        ("politburo member", "Politburo Member", "PTY", "politburo members"),
    ],
)
def test_titles(title: str, office: str, sector: str, plural: str | None) -> None:
    (record,) = (r for r in rows("offices") if r["title"] == title)
    assert (record["office"], record["sector"]) == (office, sector)
    assert plural in (None, record["plural"])


def test_offices_of_people_are_canonical_offices() -> None:
    assert {r["office"] for r in rows("people")} - {r["office"] for r in rows("offices")} == set()


def test_terms_of_office_run_forward() -> None:
    for record in rows("people"):
        start, end = record["from"], record["to"]
        assert all(re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", day) for day in (start, end)), record
        assert not (start and end) or start[: len(end)] <= end[: len(start)], record


def test_heads_of_government_hold_one_chair_at_a_time() -> None:
    chairs: dict[str, list[tuple[str, str, str]]] = {}
    for r in rows("people"):
        if r["office"] in {"Prime Minister", "Chancellor", "Taoiseach"} and r["from"]:
            chairs.setdefault(r["country"], []).append((r["from"], r["to"] or "9999", r["name"]))
    overlaps = [
        (country, first, second)
        for country, held in chairs.items()
        for first, second in zip(sorted(held), sorted(held)[1:], strict=False)
        # Libya has had two governments at once
        if second[0][:4] < first[1][:4] and country != "LBY"
    ]
    assert overlaps == []


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("Ishaq Dar", ("PAK", "Deputy Prime Minister", "2024-04", "")),
        ("Marco Rubio", ("USA", "Secretary of State", "2025-01", "")),
        ("Joe Biden", ("USA", "President", "2021-01", "2025-01")),
        ("Xi Jinping", ("CHN", "President", "2013-03", "")),
        ("Recep Tayyip Erdogan", ("TUR", "President", "2014-08", "")),
        ("Antonio Guterres", ("UNO", "Secretary-General", "2017-01", "")),
        ("Kaja Kallas", ("EUR", "High Representative", "2024-12", "")),
        ("Asim Munir", ("PAK", "Chief of Army Staff", "2022-11", "")),
        ("Angela Merkel", ("DEU", "Chancellor", "2005-11", "2021-12")),
        ("Nelson Mandela", ("ZAF", "President", "1994-05", "1999-06")),
        ("Luiz Inacio Lula da Silva", ("BRA", "President", "2003-01", "2011-01")),
    ],
)
def test_people(name: str, term: tuple[str, str, str, str]) -> None:
    assert term in terms(name)


def test_other_spellings() -> None:
    spelt = {n: r["name"] for r in rows("people") for n in split(r["also"])}
    assert spelt["Volodymyr Zelensky"] == "Volodymyr Zelenskyy"
    assert spelt["Mohammad bin Salman"] == spelt["MBS"] == "Mohammed bin Salman"
    assert spelt["Joseph R. Biden, Jr."] == "Joe Biden"
    assert spelt["Pedro Sánchez"] == "Pedro Sanchez"


def test_publishers() -> None:
    assert {record["side"] for record in rows("publishers")} == {"official", "press"}
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", record["domain"]) for record in rows("publishers"))
    known = {r["domain"]: (r["code"], r["side"]) for r in rows("publishers")}
    for domain, code, side in [
        ("mofa.gov.pk", "PAK", "official"),
        ("bidenwhitehouse.archives.gov", "USA", "official"),
        ("consilium.europa.eu", "EUR", "official"),
        ("un.org", "UNO", "official"),
        ("nato.int", "IGO", "official"),
        ("dawn.com", "PAK", "press"),
        ("bbc.co.uk", "GBR", "press"),
    ]:
        assert known[domain] == (code, side)
