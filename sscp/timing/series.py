"""The days of a series of meetings: each in time after the one before, none on a day of rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sscp.timing.intervals import Interval
from sscp.timing.working_days import Calendar, Excluded

_DAY = timedelta(days=1)


class SeriesDay(NamedTuple):
    """A day of a series; `avoided` is the later day that was passed over for it."""

    day: date
    avoided: Excluded | None = None


def series_days(
    calendar: Calendar,
    previous: date | None,
    start: date,
    until: date,
    interval: Interval,
    weekday: int,
) -> tuple[SeriesDay, ...]:
    """The days of a series.

    Each day is the last one of its weekday within the interval after the one
    before, so that a clock which runs from meeting to meeting never runs out.
    Where that day is a holiday, the week before is taken; where no such weekday
    lies within the interval, its last working day; where it has none, the next one.

    Args:
        calendar: the working days.
        previous: the last meeting before the series; None where there was none.
        start: the first day the series may take.
        until: the first day it may not take.
        interval: the longest time from one meeting to the next, a week at least.
        weekday: 0 for Monday.
    """
    found: list[SeriesDay] = []
    one = _first(calendar, previous, start, until, interval, weekday)
    while one is not None and one.day < until:
        found.append(one)
        limit = interval.after(one.day)
        one = _latest(calendar, one.day, limit, weekday) or _after(calendar, limit)
    return tuple(found)


def _first(
    calendar: Calendar,
    previous: date | None,
    start: date,
    until: date,
    interval: Interval,
    weekday: int,
) -> SeriesDay | None:
    """In time after the meeting before, if that can be; else as early as may be."""
    if previous is not None:
        found = _latest(calendar, start - _DAY, interval.after(previous), weekday)
        if found is not None:
            return found
    day = start
    while day < until:
        if day.weekday() == weekday and calendar.is_working_day(day):
            return SeriesDay(day)
        day += _DAY
    return None


def _latest(calendar: Calendar, after: date, limit: date, weekday: int) -> SeriesDay | None:
    """The last fitting day after `after` (exclusive) up to `limit` (inclusive)."""
    avoided = None
    day = limit - timedelta(days=(limit.weekday() - weekday) % 7)
    while day > after:
        reason = calendar.why_excluded(day)
        if reason is None:
            return SeriesDay(day, avoided)
        avoided = avoided or Excluded(day, reason)
        day -= timedelta(days=7)
    day = limit
    while day > after:
        if calendar.is_working_day(day):
            return SeriesDay(day, avoided)
        day -= _DAY
    return None


def _after(calendar: Calendar, limit: date) -> SeriesDay:
    """The first working day after an interval that has none, not even its last day."""
    reason = calendar.why_excluded(limit)
    assert reason is not None
    return SeriesDay(calendar.add(limit, 1), Excluded(limit, reason))
