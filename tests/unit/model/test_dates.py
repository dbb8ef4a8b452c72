"""Dates as people write them and as records hold them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.model.dates import read_iso_date, read_typed_date, write_date, write_long_date

DAY = date(2023, 5, 17)


@pytest.mark.parametrize(
    "words",
    [
        "2023-05-17",
        "17/5/2023",
        "17/05/2023",
        "17.5.2023",
        "17 May 2023",
        "17 may 2023",
        "17th May 2023",
        "17 May, 2023",
        "  17   MAY   2023 ",
    ],
)
def test_a_date_is_understood_in_every_form_that_people_type(words: str) -> None:
    assert read_typed_date(words) == DAY


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1st Sept 2023", date(2023, 9, 1)),
        ("2nd Sep. 2023", date(2023, 9, 2)),
        ("3rd september 2023", date(2023, 9, 3)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("4/3/2023", date(2023, 3, 4)),
        ("31 Dec 2023", date(2023, 12, 31)),
        ("1 Jan 2024", date(2024, 1, 1)),
        ("5 Jun 2023", date(2023, 6, 5)),
        ("5 Jul 2023", date(2023, 7, 5)),
        ("5 Mar 2023", date(2023, 3, 5)),
    ],
)
def test_months_may_be_shortened_and_the_day_comes_first(words: str, day: date) -> None:
    assert read_typed_date(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "2023",
        "2023-05",
        "2023-5-17",
        "2023-02-29",
        "29 Feb 2023",
        "31/4/2023",
        "5/17/2023",
        "17 Ma 2023",
        "17 Mayo 2023",
        "17 x 2023",
        "17/5/23",
        "0/5/2023",
        "17 May 2023 at 10",
        "May 17 2023",
        "2023-W20-3",
        "20230517",
        "17-5-2023",
        "0 May 2023",
        "1/1/0000",
    ],
)
def test_words_that_are_no_date_are_not_guessed_at(words: str) -> None:
    assert read_typed_date(words) is None


@pytest.mark.parametrize(
    "value",
    [None, 20230517, True, "", "2023", "2023-05", "2023-02-30", "2023-W20-3", "2023-137 ", [], {}],
)
def test_only_a_full_iso_date_that_exists_is_read_from_a_record(value: object) -> None:
    assert read_iso_date(value) is None


@given(st.dates())
def test_a_date_that_is_written_can_be_typed_again(day: date) -> None:
    assert read_iso_date(day.isoformat()) == day
    if day.year >= 1000:
        assert read_typed_date(write_date(day)) == day
        assert read_typed_date(f"{day.day}/{day.month}/{day.year}") == day


def test_a_reader_sees_the_month_in_words() -> None:
    assert write_date(date(2023, 5, 7)) == "7 May 2023"
    assert write_date(date(2023, 12, 31)) == "31 December 2023"
    assert write_date(date(2023, 1, 1)) == "1 January 2023"
    assert write_long_date(DAY) == "Wednesday 17 May 2023"
