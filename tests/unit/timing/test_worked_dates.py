"""Dates worked out by hand from the calendar, 2012 to 2027: working days and months."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.timing.intervals import read_interval
from sscp.timing.working_days import read_calendar

WORKING_DAYS = [
    ("2012-04-04", 5, "2012-04-13", "Easter 2012"),
    ("2012-05-31", 5, "2012-06-11", "the Jubilee weekend of 2012"),
    ("2012-06-01", 1, "2012-06-06", "the Jubilee weekend of 2012"),
    ("2012-12-21", 5, "2013-01-02", "Christmas on a Tuesday"),
    ("2012-12-28", 2, "2013-01-02", "New Year"),
    ("2013-03-28", 1, "2013-04-02", "Easter 2013"),
    ("2013-12-24", 5, "2014-01-03", "Christmas on a Wednesday"),
    ("2015-12-24", 1, "2015-12-29", "Boxing Day on a Saturday"),
    ("2015-12-26", 1, "2015-12-29", "an event on a Saturday holiday"),
    ("2016-02-26", 1, "2016-02-29", "a leap year"),
    ("2016-02-28", 1, "2016-02-29", "an event on the Sunday before a leap day"),
    ("2016-03-24", 2, "2016-03-30", "Easter 2016"),
    ("2016-12-23", 1, "2016-12-28", "Christmas on a Sunday"),
    ("2016-12-25", 5, "2017-01-04", "an event on Christmas Day, a Sunday"),
    ("2016-12-30", 1, "2017-01-03", "New Year on a Sunday"),
    ("2018-03-29", 1, "2018-04-03", "Easter 2018"),
    ("2019-04-18", 5, "2019-04-29", "Easter 2019"),
    ("2019-12-23", 5, "2020-01-02", "Christmas in midweek"),
    ("2020-02-28", 1, "2020-03-02", "a Friday before a leap day on a Saturday"),
    ("2020-05-01", 5, "2020-05-11", "the early May holiday moved to VE Day"),
    ("2020-05-07", 1, "2020-05-11", "VE Day 2020"),
    ("2020-05-04", 1, "2020-05-05", "a Monday that was no holiday in 2020"),
    ("2020-12-24", 1, "2020-12-29", "Boxing Day on a Saturday"),
    ("2020-12-24", 5, "2021-01-05", "Christmas and New Year 2020"),
    ("2021-04-01", 1, "2021-04-06", "Easter 2021"),
    ("2021-12-24", 1, "2021-12-29", "both Christmas days at a weekend"),
    ("2021-12-31", 1, "2022-01-04", "New Year on a Saturday"),
    ("2022-05-30", 5, "2022-06-08", "the Jubilee of 2022"),
    ("2022-06-01", 1, "2022-06-06", "the Jubilee of 2022"),
    ("2022-05-27", 3, "2022-06-01", "no spring holiday in May 2022"),
    ("2022-09-16", 1, "2022-09-20", "the State Funeral"),
    ("2022-09-12", 5, "2022-09-20", "the State Funeral"),
    ("2022-09-05", 15, "2022-09-27", "the State Funeral in a rapid review"),
    ("2022-12-23", 1, "2022-12-28", "Christmas on a Sunday, 2022"),
    ("2022-12-23", 15, "2023-01-18", "a rapid review over Christmas"),
    ("2023-05-05", 1, "2023-05-09", "the Coronation"),
    ("2023-04-28", 5, "2023-05-09", "two Monday holidays in May 2023"),
    ("2023-04-28", 15, "2023-05-23", "three holidays of May 2023, two within"),
    ("2023-05-19", 15, "2023-06-12", "a rapid review over the spring holiday"),
    ("2023-05-15", 5, "2023-05-22", "a notification in an ordinary week"),
    ("2023-09-04", 5, "2023-09-11", "a notification in an ordinary week"),
    ("2023-05-06", 5, "2023-05-15", "an event on a Saturday"),
    ("2023-05-08", 5, "2023-05-15", "an event on a bank holiday"),
    ("2023-11-13", 15, "2023-12-04", "a rapid review in autumn"),
    ("2024-02-28", 1, "2024-02-29", "the day before a leap day"),
    ("2024-02-29", 1, "2024-03-01", "a leap day"),
    ("2024-03-28", 1, "2024-04-02", "Easter 2024"),
    ("2024-12-24", 5, "2025-01-03", "Christmas 2024"),
    ("2025-04-17", 1, "2025-04-22", "Easter 2025"),
    ("2025-12-24", 2, "2025-12-30", "Christmas 2025"),
    ("2026-04-02", 5, "2026-04-13", "Easter 2026"),
    ("2026-12-24", 1, "2026-12-29", "Boxing Day on a Saturday, 2026"),
    ("2027-03-25", 1, "2027-03-30", "Easter 2027"),
    ("2027-12-24", 1, "2027-12-29", "both Christmas days at a weekend, 2027"),
    ("2024-03-06", -7, "2024-02-26", "advance copies in an ordinary fortnight"),
    ("2023-05-10", -7, "2023-04-27", "back over two holidays"),
    ("2023-05-31", -7, "2023-05-19", "back over the spring holiday"),
    ("2022-06-08", -7, "2022-05-26", "back over the Jubilee"),
    ("2022-09-22", -7, "2022-09-12", "back over the State Funeral"),
    ("2024-04-08", -7, "2024-03-26", "back over Easter"),
    ("2023-01-04", -7, "2022-12-21", "back over Christmas and New Year"),
    ("2020-05-12", -7, "2020-04-30", "back over VE Day"),
    ("2024-03-03", -1, "2024-03-01", "back from a Sunday"),
    ("2016-01-05", -7, "2015-12-22", "back over Christmas 2015"),
]
MONTHS = [
    ("2012-08-31", "P6M", "2013-02-28", "the end of August to a short February"),
    ("2015-08-31", "P6M", "2016-02-29", "the end of August to a leap day"),
    ("2016-02-29", "P1Y", "2017-02-28", "a leap day and a year"),
    ("2016-02-29", "P4Y", "2020-02-29", "a leap day and four years"),
    ("2019-12-31", "P2M", "2020-02-29", "the year's end to a leap day"),
    ("2022-12-31", "P2M", "2023-02-28", "the year's end to a short February"),
    ("2023-01-30", "P1M", "2023-02-28", "a day that February lacks"),
    ("2023-01-28", "P1M", "2023-02-28", "a day that February has"),
    ("2023-02-28", "P1M", "2023-03-28", "the day's number stays, not the month's end"),
    ("2023-05-31", "P1M", "2023-06-30", "thirty-one days to thirty"),
    ("2023-06-15", "P6M", "2023-12-15", "a practice review"),
    ("2023-08-23", "P2M", "2023-10-23", "a meeting every two months"),
    ("2023-10-18", "P2M", "2023-12-18", "a meeting every two months"),
    ("2024-03-31", "P6M", "2024-09-30", "the reporting year's end to 30 September"),
    ("2022-11-25", "P1Y", "2023-11-25", "a due date on a Saturday does not move"),
    ("2021-06-07", "P2Y", "2023-06-07", "a Section 11 round"),
    ("2023-04-19", "P3Y", "2026-04-19", "a review every third year, on a Sunday"),
    ("2027-11-30", "P3M", "2028-02-29", "November's end to a leap day"),
    ("2023-11-15", "P14D", "2023-11-29", "a fortnight"),
    ("2024-02-15", "P2W", "2024-02-29", "two weeks to a leap day"),
    ("2023-01-31", "P1M1D", "2023-03-01", "months first, then days"),
]


@pytest.mark.parametrize(("start", "length", "due", "case"), WORKING_DAYS)
def test_working_days_end_where_the_calendar_says(
    start: str, length: int, due: str, case: str
) -> None:
    england = read_calendar("GB-ENG")
    assert england is not None
    assert england.add(date.fromisoformat(start), length) == date.fromisoformat(due), case


@pytest.mark.parametrize(("start", "length", "due", "case"), MONTHS)
def test_months_end_where_the_calendar_says(start: str, length: str, due: str, case: str) -> None:
    interval = read_interval(length)
    assert interval is not None
    assert interval.after(date.fromisoformat(start)) == date.fromisoformat(due), case


def test_the_table_spans_the_years_that_were_asked_for() -> None:
    years = {row[0][:4] for row in WORKING_DAYS} | {row[0][:4] for row in MONTHS}
    assert {"2012", "2016", "2020", "2022", "2023", "2024", "2027"} <= years
    assert len(WORKING_DAYS) >= 60
