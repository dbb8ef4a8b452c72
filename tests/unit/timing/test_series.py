"""Series of meetings: never late, never on a day of rest, on one day of the week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.timing.intervals import Interval
from sscp.timing.series import SeriesDay, series_days
from sscp.timing.working_days import Excluded, read_calendar

FOUND = read_calendar("GB-ENG")
assert FOUND is not None
CALENDAR = FOUND
TWO_MONTHS = Interval(2, 0)
WEDNESDAY, MONDAY = 2, 0
START = date(2024, 4, 1)


def days(
    start: date,
    until: date,
    interval: Interval = TWO_MONTHS,
    weekday: int = WEDNESDAY,
    previous: date | None = None,
) -> list[str]:
    found = series_days(CALENDAR, previous, start, until, interval, weekday)
    return [each.day.isoformat() for each in found]


def test_each_day_is_the_last_of_its_weekday_within_the_interval() -> None:
    assert days(START, date(2024, 12, 1), previous=date(2024, 2, 7)) == [
        "2024-04-03",
        "2024-05-29",
        "2024-07-24",
        "2024-09-18",
        "2024-11-13",
    ]


def test_without_a_meeting_before_the_series_begins_as_early_as_it_may() -> None:
    assert days(date(2024, 4, 4), date(2024, 7, 1)) == ["2024-04-10", "2024-06-05"]


def test_what_is_late_already_comes_as_early_as_it_may() -> None:
    found = days(date(2024, 6, 1), date(2024, 7, 1), previous=date(2024, 2, 7))
    assert found == ["2024-06-05"]


def test_the_last_day_is_not_part_of_the_range() -> None:
    assert days(START, date(2024, 4, 3)) == []
    assert days(START, date(2024, 4, 4)) == ["2024-04-03"]


def test_a_holiday_gives_way_to_the_week_before_and_is_told() -> None:
    found = series_days(CALENDAR, None, date(2024, 4, 8), date(2024, 5, 7), Interval(0, 28), MONDAY)
    assert found == (
        SeriesDay(date(2024, 4, 8)),
        SeriesDay(date(2024, 4, 29), Excluded(date(2024, 5, 6), "May Day")),
    )


def test_of_two_holidays_in_a_row_the_later_one_is_told() -> None:
    start, until = date(2023, 12, 4), date(2024, 1, 8)
    assert series_days(CALENDAR, None, start, until, Interval(0, 28), MONDAY)[1] == SeriesDay(
        date(2023, 12, 18), Excluded(date(2024, 1, 1), "New Year's Day")
    )


def test_in_a_weekly_series_a_holiday_gives_way_to_the_working_day_before() -> None:
    found = days(date(2024, 4, 29), date(2024, 5, 7), Interval(0, 7), MONDAY)
    assert found == ["2024-04-29", "2024-05-03"]


def test_an_interval_without_a_working_day_gives_the_next_one() -> None:
    closed = CALENDAR.with_closures(
        {date(2024, 12, 23) + timedelta(days=each): "closed" for each in range(14)}
    )
    found = series_days(closed, None, date(2024, 12, 18), date(2025, 1, 8), Interval(0, 7), 2)
    assert found == (
        SeriesDay(date(2024, 12, 18)),
        SeriesDay(date(2024, 12, 20), Excluded(date(2024, 12, 25), "Christmas Day")),
        SeriesDay(date(2025, 1, 6), Excluded(date(2024, 12, 27), "closed")),
    )


@given(
    start=st.dates(date(2023, 1, 1), date(2026, 1, 1)),
    length=st.integers(1, 500),
    weekday=st.integers(0, 4),
    interval=st.one_of(
        st.builds(Interval, st.integers(1, 12), st.just(0)),
        st.builds(Interval, st.just(0), st.integers(7, 120)),
    ),
)
def test_a_series_keeps_its_promises(
    start: date, length: int, weekday: int, interval: Interval
) -> None:
    until = start + timedelta(days=length)
    found = series_days(CALENDAR, None, start, until, interval, weekday)
    previous = None
    for day, avoided in found:
        assert start <= day < until
        assert CALENDAR.is_working_day(day)
        if previous is not None:
            assert previous < day <= interval.after(previous)
            assert avoided is None or previous < avoided.day <= interval.after(previous)
        assert avoided is None or CALENDAR.why_excluded(avoided.day) == avoided.reason
        if day.weekday() != weekday:
            assert avoided is not None or previous is not None
        previous = day


@pytest.mark.parametrize("previous", [date(2024, 3, 20), date(2024, 2, 2)])
def test_the_first_day_is_in_time_after_the_meeting_before(previous: date) -> None:
    first = series_days(CALENDAR, previous, START, date(2025, 1, 1), TWO_MONTHS, WEDNESDAY)[0]
    assert START <= first.day <= TWO_MONTHS.after(previous)
