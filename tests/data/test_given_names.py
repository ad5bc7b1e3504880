"""The table of given names: well-formed, without doublets, and right about well-known people."""

import unicodedata

import pytest

from dragoman.lexicons import rows

COLUMNS = ["name", "gender", "note"]
WOMEN = """Sanna Giorgia Katrín Hina Ngozi Jacinda Maia Naledi Xiomara Samia Aminata Sanae Yoko Eun-hye Kyung-wha Sheikha Tzipi Dalia Vjosa
Oksana Yulia Sviatlana Zuzana Ursula Kaja Annalena Chrystia Nanaia Penny Netumbo Sahle-Work Retno Yingluck Thi Baiba Mette Tansu Dilma
Michelle Mia Nirmala Benazir Chunying Fatou Thoko Ketevan Roza Battsetseg Bodour Mehriban Masoumeh Ayelet Imelda"""
MEN = """Recep Abiy Ishaq Emmanuel Prayut Taro Uhuru Jae-in Jinping Narendra Keir Volodymyr Vladimir Viktor Olaf Péter Kyriakos Luiz Javier
Gustavo Cyril Bola Paul Félix Antony Benjamin Hakan Abdel Mohammed Abbas Masoud Ilham Nikol Irakli Kassym-Jomart Shavkat Emomali Sadyr Anura
Joko Anwar Hassan Srettha Van Fumio Jens Bjarni Gitanas Edgars Andrzej Petr Aleksandar Albin Ramush Edi Sitiveni Tedros"""


def fold(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


GENDERS = {fold(row["name"]): row["gender"] for row in rows("given_names")}


def test_every_line_is_a_name_and_a_gender() -> None:
    for row in rows("given_names"):
        assert list(row) == COLUMNS
        assert row["gender"] in ("f", "m"), row
        assert row["name"]
        assert row["name"][-1].isalpha(), row
        assert all(c.isalpha() or c in " '-" for c in row["name"]), row


def test_sorted_without_doublets() -> None:
    names = [fold(row["name"]) for row in rows("given_names")]
    assert names == sorted(set(names))


@pytest.mark.parametrize(("names", "gender"), [(WOMEN, "f"), (MEN, "m")])
def test_names_of_well_known_people(names: str, gender: str) -> None:
    assert {name: GENDERS.get(fold(name)) for name in names.split()} == dict.fromkeys(names.split(), gender)


def test_names_of_women_and_men_are_left_out() -> None:
    assert GENDERS.keys() & {"andrea", "dominique", "kim", "sasha", "alex", "camille", "kiran", "noor"} == set()
