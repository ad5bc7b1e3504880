"""The feasts that move with the moon: whole, in order, and on the days on which they were kept."""

from itertools import pairwise

import pytest

from dragoman.extraction.dates import interval
from dragoman.lexicons import rows, split


def test_holds_every_feast_of_every_year() -> None:
    years = [int(row["year"]) for row in rows("feasts")]
    assert years == list(range(2000, 2036))
    for row in rows("feasts"):
        for feast in row.keys() - {"year"}:
            days = [interval(edtf) for edtf in split(row[feast])]
            assert days, (row["year"], feast)
            assert all(start and end and start < end and str(start.year) == row["year"] for start, end in days)


def test_feasts_of_one_kind_come_a_year_apart() -> None:
    for feast in rows("feasts")[0].keys() - {"year"}:
        days = [start for row in rows("feasts") for edtf in split(row[feast]) if (start := interval(edtf)[0])]
        assert all(350 <= (after - before).days <= 386 for before, after in pairwise(days)), feast


def test_words_name_feasts_that_the_table_holds() -> None:
    assert {row["value"] for row in rows("dates") if row["kind"] == "FEAST"} <= rows("feasts")[0].keys()


@pytest.mark.parametrize(
    ("year", "feast", "edtf"),
    [
        ("2016", "ramadan", "2016-06-06~/2016-07-05~"),
        ("2024", "lunar-new-year", "2024-02-10"),
        ("2014", "mid-autumn", "2014-09-08"),
        ("2023", "passover", "2023-04-06/2023-04-13"),
        ("2013", "rosh-hashanah", "2013-09-05/2013-09-06"),
        ("2021", "orthodox-easter", "2021-05-02"),
        ("2019", "diwali", "2019-10-27~"),
    ],
)
def test_feasts_stand_on_their_days(year: str, feast: str, edtf: str) -> None:
    assert next(row for row in rows("feasts") if row["year"] == year)[feast] == edtf
