"""The reporting year, from its first day to the first of the next."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.reporting_year import (
    ReportingYear,
    named_year,
    read_year,
    reporting_year,
    years_after,
)
from tests.builders import build


def year(words: str, month: object = None) -> ReportingYear:
    settings = {"id": "x", "reporting_year_starts_in_month": month}
    return reporting_year(build(settings=settings), date.fromisoformat(words))


def test_at_the_ends_of_the_calendar_the_nearest_whole_year_is_meant() -> None:
    last = ReportingYear(date(9998, 4, 1), date(9999, 4, 1))
    assert year("9999-12-31") == year("9999-04-01") == year("9999-03-31") == last
    assert year("0001-03-31") == year("0001-04-01") == ReportingYear(date(1, 4, 1), date(2, 4, 1))


def test_a_year_begins_in_april_where_nothing_is_set() -> None:
    expected = ReportingYear(date(2023, 4, 1), date(2024, 4, 1))
    assert year("2023-04-01") == expected
    assert year("2024-03-31") == expected
    assert year("2023-03-31") == ReportingYear(date(2022, 4, 1), date(2023, 4, 1))
    assert year("2024-04-01") == ReportingYear(date(2024, 4, 1), date(2025, 4, 1))
    assert reporting_year(build(), date(2023, 11, 15)) == expected


@pytest.mark.parametrize(
    ("month", "first"),
    [(1, "2023-01-01"), (12, "2022-12-01"), (11, "2023-11-01"), (9, "2023-09-01")],
)
def test_the_register_may_name_the_first_month(month: int, first: str) -> None:
    found = year("2023-11-15", month)
    assert found.first_day == date.fromisoformat(first)
    assert found.next_first_day == found.first_day.replace(year=found.first_day.year + 1)


@pytest.mark.parametrize("month", [0, 13, -1, "9", True])
def test_a_month_that_is_none_leaves_april(month: object) -> None:
    assert year("2023-11-15", month).first_day == date(2023, 4, 1)


def test_a_year_holds_its_first_day_and_not_the_first_of_the_next() -> None:
    found = year("2023-11-15")
    assert not found.holds(date(2023, 3, 31))
    assert found.holds(date(2023, 4, 1))
    assert found.holds(date(2024, 3, 31))
    assert not found.holds(date(2024, 4, 1))
    assert found.last_day == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("words", "month", "name"),
    [("2023-11-15", 4, "2023-24"), ("2023-11-15", 1, "2023-23"), ("2008-05-01", 4, "2008-09")],
)
def test_a_year_is_named_by_its_first_and_its_last_day(words: str, month: int, name: str) -> None:
    assert year(words, month).name == name


def test_the_turn_of_the_century_keeps_two_digits() -> None:
    assert year("2099-05-01").name == "2099-00"


@pytest.mark.parametrize(
    ("words", "month", "name"),
    [
        ("2023-24", None, "2023-24"),
        ("2023/24", None, "2023-24"),
        ("2023-2024", None, "2023-24"),
        ("2023", None, "2023-24"),
        ("1999-00", None, "1999-00"),
        ("2023-23", 1, "2023-23"),
        ("2023-99", None, None),
        ("2023-23", None, None),
        ("2023-25", None, None),
        ("2023-2124", None, None),
        ("2023-24", 1, None),
        ("2023-2", None, None),
        ("0999-00", None, None),
        ("3000-01", None, None),
        ("2023-24 ", None, None),
        ("٢٠٢٣-٢٤", None, None),
        ("", None, None),
    ],
)
def test_a_year_is_known_by_its_name(words: str, month: int | None, name: str | None) -> None:
    settings = {"id": "x", "reporting_year_starts_in_month": month}
    found = read_year(build(settings=settings), words)
    assert (found.name if found else None) == name


def test_records_write_the_year_in_one_way() -> None:
    assert named_year(build(), "2023-24") == year("2023-11-15")
    for words in ("2023", "2023/24", "2023-2024", "2023-99"):
        assert named_year(build(), words) is None


def test_the_same_day_of_later_years_is_given_once_the_year_before_it_is_over() -> None:
    first = date(2023, 4, 1)
    assert list(years_after(first, date(2025, 3, 30))) == [date(2024, 4, 1)]
    assert list(years_after(first, date(2025, 3, 31))) == [date(2024, 4, 1), date(2025, 4, 1)]
    assert list(years_after(first, date(2023, 4, 1))) == []
    assert list(years_after(date(2023, 1, 1), date(2023, 12, 31))) == [date(2024, 1, 1)]
    assert list(years_after(date(2024, 2, 29), date(2025, 12, 31))) == [date(2025, 2, 28)]
