"""Whatever starts later is never due earlier, for every clock with a length and every interval."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.catalogue import last_day, national_clocks, practice_clocks
from sscp.timing.intervals import Interval
from sscp.timing.working_days import calendar_of
from tests.builders import build

NOBODYS = Portfolio((), None)
CALENDAR = calendar_of(NOBODYS)
STARTS = st.dates(date(2012, 1, 1), date(2029, 12, 31))
APART = st.integers(0, 70)
"""Days between two starts: over a month's end, a bank holiday weekend, or two months."""
COUNTED = [
    clock for clock in (*national_clocks(), *practice_clocks()) if clock.whole("length") is not None
]


def due(clock: Record, start: date) -> date:
    found = last_day(NOBODYS, clock, start, CALENDAR)
    assert found is not None
    return found.due


def working_days(first: date, last: date) -> int:
    """The working days after the first day, up to and with the last."""
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(CALENDAR.is_working_day(day) for day in days)


def holds(clock: Record, start: date, apart: int) -> None:
    """A later start is not due earlier, and the length lies on the right side of the start."""
    length, unit = clock.whole("length") or 0, clock.words("unit")
    day = due(clock, start)
    assert day <= due(clock, start + timedelta(days=apart))
    back = clock.text("direction") == "before"
    first, last = (day, start) if back else (start, day)
    assert first <= last
    if unit == "working-days":
        assert CALENDAR.is_working_day(day) or length == 0
        # Counted back, the day of the start is day 0 and does not count, the due date does.
        one = timedelta(days=1)
        counted = working_days(first - one, last - one) if back else working_days(first, last)
        assert counted == length
    elif unit == "months":
        assert (last.year - first.year) * 12 + last.month - first.month == length
        assert day.day <= start.day
    else:
        assert (last - first).days == length


def test_both_catalogues_have_clocks_to_try() -> None:
    units = {clock.words("unit") for clock in COUNTED}
    assert {"working-days", "months", "calendar-days"} <= units
    assert any(clock.text("direction") == "before" for clock in COUNTED)


@pytest.mark.parametrize("clock", COUNTED, ids=[clock.id or "" for clock in COUNTED])
@given(start=STARTS, apart=APART)
@example(start=date(2023, 12, 22), apart=4)
@example(start=date(2024, 1, 31), apart=1)
@example(start=date(2023, 8, 31), apart=30)
def test_a_later_start_never_gives_an_earlier_due_date(
    clock: Record, start: date, apart: int
) -> None:
    holds(clock, start, apart)


OWN = {
    (unit, direction, length): build(
        clocks=[{"id": "OWN-01", "unit": unit, "direction": direction, "length": length}]
    ).of_kind("clock")[0]
    for unit in ("working-days", "calendar-days", "months")
    for direction in ("after", "before")
    for length in (0, 1, 2, 5, 12, 13, 70)
}
"""Lengths that a register may set for itself, on from the start and back from it."""


@given(st.sampled_from(list(OWN.values())), STARTS, APART)
@example(OWN["months", "before", 1], date(2024, 3, 29), 2)
@example(OWN["months", "after", 1], date(2023, 1, 28), 3)
@example(OWN["working-days", "before", 5], date(2024, 1, 1), 1)
def test_so_it_is_for_every_unit_and_both_directions(
    clock: Record, start: date, apart: int
) -> None:
    holds(clock, start, apart)


@given(st.dates(), st.integers(0, 70), st.integers(-1200, 1200), st.integers(0, 4000))
@example(date(1, 1, 10), 40, -1, 0)
@example(date(9999, 11, 10), 40, 1, 0)
@example(date(2023, 1, 31), 1, 1, 0)
def test_an_interval_counted_from_a_later_day_never_ends_earlier(
    start: date, apart: int, months: int, days: int
) -> None:
    try:
        later = start + timedelta(days=apart)
    except OverflowError:
        later = date.max
    back = months < 0
    interval = Interval(months, -days if back else days)
    assert interval.after(start) <= interval.after(later)
