"""Which days count, and how working days are counted on and back."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.model.dates import write_date
from sscp.timing.working_days import (
    DEFAULT_REGION,
    Calendar,
    Excluded,
    calendar_of,
    read_calendar,
    region_of,
)
from tests.builders import Row, build

KNOWN_FROM, KNOWN_TO = date(2023, 1, 1), date(2023, 12, 31)
PLAIN = Calendar("XX", {}, KNOWN_FROM, KNOWN_TO)
EASTER = Calendar(
    "XX",
    {date(2023, 4, 7): "Good Friday", date(2023, 4, 10): "Easter Monday"},
    KNOWN_FROM,
    KNOWN_TO,
    date(2023, 1, 2),
)
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))


def england() -> Calendar:
    found = read_calendar("GB-ENG")
    assert found is not None
    return found


def day(words: str) -> date:
    return date.fromisoformat(words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("2023-04-06", None),
        ("2023-04-07", "Good Friday"),
        ("2023-04-08", "Saturday"),
        ("2023-04-09", "Sunday"),
        ("2023-04-10", "Easter Monday"),
        ("2023-04-11", None),
    ],
)
def test_a_day_counts_unless_it_is_of_a_weekend_or_a_holiday(
    words: str, reason: str | None
) -> None:
    assert EASTER.why_excluded(day(words)) == reason
    assert EASTER.is_working_day(day(words)) is (reason is None)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2023-05-15", 1, "2023-05-16"),
        ("2023-05-15", 4, "2023-05-19"),
        ("2023-05-15", 5, "2023-05-22"),
        ("2023-05-19", 1, "2023-05-22"),
        ("2023-05-20", 1, "2023-05-22"),
        ("2023-05-21", 1, "2023-05-22"),
        ("2023-05-15", 15, "2023-06-05"),
        ("2023-05-15", 0, "2023-05-15"),
        ("2023-05-20", 0, "2023-05-20"),
        ("2023-04-05", 2, "2023-04-11"),
        ("2023-04-07", 1, "2023-04-11"),
        ("2023-04-08", 5, "2023-04-17"),
        ("2023-05-19", -1, "2023-05-18"),
        ("2023-05-22", -1, "2023-05-19"),
        ("2023-05-21", -1, "2023-05-19"),
        ("2023-04-11", -1, "2023-04-06"),
        ("2023-04-14", -7, "2023-04-03"),
    ],
)
def test_the_day_of_the_event_is_day_0_and_the_next_working_day_is_day_1(
    start: str, length: int, due: str
) -> None:
    assert EASTER.add(day(start), length) == day(due)


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("2023-05-15", "2023-05-15", 0),
        ("2023-05-15", "2023-05-16", 1),
        ("2023-05-19", "2023-05-20", 0),
        ("2023-05-19", "2023-05-22", 1),
        ("2023-05-15", "2023-05-22", 5),
        ("2023-04-06", "2023-04-11", 1),
        ("2023-05-16", "2023-05-15", -1),
        ("2023-05-22", "2023-05-19", -1),
        ("2023-05-22", "2023-05-20", 0),
        ("2023-04-11", "2023-04-06", -1),
    ],
)
def test_working_days_are_counted_without_the_start_and_with_the_end(
    start: str, end: str, number: int
) -> None:
    assert EASTER.count(day(start), day(end)) == number


@given(DAYS, st.integers(-60, 60))
def test_counting_agrees_with_adding_and_ends_on_a_working_day(start: date, length: int) -> None:
    calendar = england()
    due = calendar.add(start, length)
    assert calendar.count(start, due) == length
    assert length == 0 or calendar.is_working_day(due)
    between = abs((due - start).days) - len(calendar.excluded_between(start, due))
    assert between == abs(length)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_adding_twice_is_adding_the_sum(start: date, first: int, second: int) -> None:
    calendar = england()
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


def test_excluded_days_are_told_in_order_with_their_reasons() -> None:
    assert EASTER.excluded_between(day("2023-04-06"), day("2023-04-11")) == (
        Excluded(day("2023-04-07"), "Good Friday"),
        Excluded(day("2023-04-08"), "Saturday"),
        Excluded(day("2023-04-09"), "Sunday"),
        Excluded(day("2023-04-10"), "Easter Monday"),
    )


def test_excluded_days_leave_out_the_start_and_take_in_the_end() -> None:
    saturday, sunday = (
        Excluded(day("2023-05-20"), "Saturday"),
        Excluded(day("2023-05-21"), "Sunday"),
    )
    assert PLAIN.excluded_between(day("2023-05-20"), day("2023-05-21")) == (sunday,)
    assert PLAIN.excluded_between(day("2023-05-19"), day("2023-05-20")) == (saturday,)
    assert PLAIN.excluded_between(day("2023-05-20"), day("2023-05-20")) == ()


def test_excluded_days_are_told_also_when_counting_back() -> None:
    saturday, sunday = (
        Excluded(day("2023-05-20"), "Saturday"),
        Excluded(day("2023-05-21"), "Sunday"),
    )
    assert PLAIN.excluded_between(day("2023-05-22"), day("2023-05-19")) == (saturday, sunday)
    assert PLAIN.excluded_between(day("2023-05-21"), day("2023-05-20")) == (saturday,)
    assert PLAIN.excluded_between(day("2023-05-22"), day("2023-05-21")) == (sunday,)


def test_the_last_working_day_before_a_day_may_be_the_day_itself() -> None:
    assert EASTER.last_working_day_before(day("2023-04-06")) == day("2023-04-06")
    assert EASTER.last_working_day_before(day("2023-04-10")) == day("2023-04-06")
    assert EASTER.last_working_day_before(day("2023-05-21")) == day("2023-05-19")


def test_holidays_are_known_from_the_first_to_the_last_day_both_included() -> None:
    assert PLAIN.is_known(KNOWN_FROM, KNOWN_TO)
    assert not PLAIN.is_known(KNOWN_FROM - timedelta(days=1))
    assert not PLAIN.is_known(KNOWN_TO + timedelta(days=1))
    assert not PLAIN.is_known(day("2023-05-17"), KNOWN_TO + timedelta(days=1))


def test_closures_are_added_and_a_bank_holiday_keeps_its_name() -> None:
    closed = EASTER.with_closures({day("2023-12-27"): "Closed", day("2023-04-07"): "Closed"})
    assert closed.why_excluded(day("2023-12-27")) == "Closed"
    assert closed.why_excluded(day("2023-04-07")) == "Good Friday"
    assert EASTER.why_excluded(day("2023-12-27")) is None
    assert (closed.region, closed.known_from, closed.known_to, closed.checked) == (
        "XX",
        KNOWN_FROM,
        KNOWN_TO,
        day("2023-01-02"),
    )
    assert PLAIN.checked is None


@pytest.mark.parametrize(("region", "part"), [("GB-ENG", "ENG"), ("GB-WLS", "WLS")])
def test_the_packaged_holidays_are_those_of_the_library_they_come_from(
    region: str, part: str
) -> None:
    calendar = read_calendar(region)
    assert calendar is not None
    years = range(calendar.known_from.year, calendar.known_to.year + 1)
    expected = holidays.country_holidays("GB", subdiv=part, years=years)
    each = calendar.known_from
    while each <= calendar.known_to:
        assert calendar.is_working_day(each) is (each.weekday() < 5 and each not in expected), each
        each += timedelta(days=1)


@pytest.mark.parametrize(
    "words", ["2023-04-10", "2023-05-08", "2022-09-19", "2023-12-25", "2023-12-26", "2022-12-27"]
)
def test_easter_monday_and_days_proclaimed_once_do_not_count(words: str) -> None:
    assert not england().is_working_day(day(words))


def test_a_calendar_says_what_it_is() -> None:
    found = england()
    assert (found.region, found.known_from, found.known_to) == (
        "GB-ENG",
        date(2010, 1, 1),
        date(2027, 12, 31),
    )
    assert found.checked is not None
    assert read_calendar("GB-ENG") is found


@pytest.mark.parametrize(
    "region", ["XX-YYY", "", "GB", "../GB-ENG", "../calendars/GB-ENG", "GB-ENG.json", "GB-E1"]
)
def test_a_region_without_a_packaged_calendar_has_none(region: str) -> None:
    assert read_calendar(region) is None


def settings(**calendar: object) -> Row:
    return {"id": "x", "name": "X", "area": "Y", "calendar": calendar}


@pytest.mark.parametrize(
    ("calendar", "region"),
    [
        ({"country": "GB", "subdivision": "WLS"}, "GB-WLS"),
        ({"country": "IE"}, "IE-ENG"),
        ({"subdivision": "WLS"}, "GB-WLS"),
        ({}, "GB-ENG"),
    ],
)
def test_a_register_names_its_region(calendar: dict[str, object], region: str) -> None:
    assert region_of(build(settings=settings(**calendar))) == region


def test_a_register_that_names_no_region_is_englands() -> None:
    assert DEFAULT_REGION == "GB-ENG"
    assert region_of(build()) == "GB-ENG"
    assert region_of(build(settings={"id": "x"})) == "GB-ENG"
    assert calendar_of(build()) is england()
    assert calendar_of(build(settings={"id": "x"})) is england()


def test_a_register_reckons_with_its_region_and_else_with_englands() -> None:
    wales = calendar_of(build(settings=settings(country="GB", subdivision="WLS")))
    assert wales.region == "GB-WLS"
    assert calendar_of(build(settings=settings(country="XX", subdivision="YY"))) is england()


def test_a_register_may_name_days_on_which_its_offices_are_closed() -> None:
    closures = [
        {"on": "2023-12-27", "name": "Between the years"},
        {"on": "2023-12-28"},
        {"on": "2023-02-30", "name": "Never"},
    ]
    calendar = calendar_of(build(settings=settings(country="GB", closures=closures)))
    assert calendar.why_excluded(day("2023-12-27")) == "Between the years"
    assert calendar.why_excluded(day("2023-12-28")) == "closed"
    assert calendar.is_working_day(day("2023-12-29"))
    assert england().is_working_day(day("2023-12-27"))
    assert calendar_of(build(settings=settings(closures=[]))) is england()


def test_what_is_not_known_of_holidays_is_said_from_the_first_day_past_them() -> None:
    calendar, one = PLAIN, timedelta(days=1)
    first, last = calendar.known_from, calendar.known_to
    later = f"bank holidays are known only to {write_date(last)}"
    earlier = f"bank holidays are known only from {write_date(first)}"
    assert calendar.unknown(first, last) == ""
    assert calendar.unknown(first, last + one) == later
    assert calendar.unknown(first - one, last) == earlier
    assert calendar.unknown(first - one, last + one) == later
    assert calendar.unknown() == ""
