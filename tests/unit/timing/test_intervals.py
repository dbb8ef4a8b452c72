"""Lengths of time: how they are read, said and counted on from a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.timing.intervals import Interval, read_interval


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P2M", 2, 0),
        ("P1Y", 12, 0),
        ("P3Y", 36, 0),
        ("P15D", 0, 15),
        ("P2W", 0, 14),
        ("P1Y6M2W3D", 18, 17),
        ("P1Y1D", 12, 1),
        ("P10M", 10, 0),
        ("P0D", 0, 0),
    ],
)
def test_an_interval_is_read_as_months_and_days(text: str, months: int, days: int) -> None:
    assert read_interval(text) == Interval(months, days)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "P",
        "2M",
        "PM",
        "P2",
        "P2m",
        "P-2M",
        "P1.5M",
        "PT5H",
        "P2M ",
        " P2M",
        "P1M1Y",
        "P2M\n",
    ],
)
def test_what_is_no_interval_is_none(text: str | None) -> None:
    assert read_interval(text) is None


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("2023-05-17", "P2M", "2023-07-17"),
        ("2023-12-31", "P2M", "2024-02-29"),
        ("2022-12-31", "P2M", "2023-02-28"),
        ("2023-12-30", "P2M", "2024-02-29"),
        ("2023-12-29", "P2M", "2024-02-29"),
        ("2023-12-28", "P2M", "2024-02-28"),
        ("2023-08-31", "P1M", "2023-09-30"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2023-11-30", "P1M", "2023-12-30"),
        ("2023-12-01", "P1M", "2024-01-01"),
        ("2023-11-15", "P12M", "2024-11-15"),
        ("2023-11-15", "P13M", "2024-12-15"),
        ("2023-11-15", "P14M", "2025-01-15"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("1896-02-29", "P4Y", "1900-02-28"),
        ("2023-02-28", "P1Y", "2024-02-28"),
        ("2023-05-17", "P15D", "2023-06-01"),
        ("2024-02-28", "P2D", "2024-03-01"),
        ("2023-02-28", "P2D", "2023-03-02"),
        ("2023-12-31", "P1D", "2024-01-01"),
        ("2023-05-17", "P0D", "2023-05-17"),
        ("2023-01-31", "P1M1D", "2023-03-01"),
        ("2023-05-17", "P2W", "2023-05-31"),
    ],
)
def test_months_keep_the_day_of_the_month_or_end_on_its_last(
    start: str, text: str, expected: str
) -> None:
    interval = read_interval(text)
    assert interval is not None
    assert interval.after(date.fromisoformat(start)) == date.fromisoformat(expected)


def test_a_due_date_stays_where_it_falls_also_on_a_weekend() -> None:
    saturday = Interval(1, 0).after(date(2023, 5, 17))
    assert saturday == date(2023, 6, 17)
    assert saturday.weekday() == 5


@pytest.mark.parametrize(
    "text", ["P9999Y", "P99999999999999999999M", "P9999999D", "P" + "9" * 30 + "D"]
)
def test_a_length_that_leads_out_of_the_calendar_ends_on_its_last_day(text: str) -> None:
    interval = read_interval(text)
    assert interval is not None
    assert interval.after(date(2023, 5, 17)) == date.max


def test_the_last_day_of_the_calendar_can_be_reached() -> None:
    assert Interval(1, 0).after(date(9999, 11, 30)) == date(9999, 12, 30)
    assert Interval(0, 1).after(date(9999, 12, 30)) == date.max


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600), st.integers(0, 1000))
def test_a_longer_interval_never_ends_earlier(start: date, months: int, days: int) -> None:
    end = Interval(months, days).after(start)
    assert end >= start
    assert Interval(months + 1, days).after(start) > end or days == 0
    assert Interval(months + 1, days).after(start) >= end
    assert Interval(months, days + 1).after(start) == end + timedelta(days=1)
    whole = Interval(months, 0).after(start)
    assert (whole.year - start.year) * 12 + whole.month - start.month == months
    assert whole.day <= start.day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P2M", "2 months"),
        ("P1M", "1 month"),
        ("P1Y", "1 year"),
        ("P12M", "1 year"),
        ("P2Y", "2 years"),
        ("P14D", "14 days"),
        ("P1D", "1 day"),
        ("P1Y1M1D", "1 year and 1 month and 1 day"),
        ("P18M", "1 year and 6 months"),
        ("P0D", "no time"),
    ],
)
def test_a_length_is_said_in_words(text: str, words: str) -> None:
    interval = read_interval(text)
    assert interval is not None
    assert interval.in_words() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P1Y", "every year"),
        ("P2Y", "every 2 years"),
        ("P1M", "every month"),
        ("P10Y", "every 10 years"),
        ("P1D", "every day"),
        ("P14D", "every 14 days"),
        ("P1Y6M", "every 1 year and 6 months"),
        ("P1M1D", "every 1 month and 1 day"),
    ],
)
def test_how_often_is_said_in_words(text: str, words: str) -> None:
    interval = read_interval(text)
    assert interval is not None
    assert interval.recurring() == words


def test_a_length_back_before_all_time_ends_on_its_first_day() -> None:
    assert Interval(0, -1).after(date(1, 1, 1)) == date.min
    assert Interval(-1, 0).after(date(1, 1, 15)) == date.min
    assert Interval(0, -1).after(date(1, 1, 2)) == date.min
