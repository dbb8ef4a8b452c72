"""Meetings on a date: which are held, which come next, and when a group must meet again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest

from sscp.governance.index import index_of
from sscp.governance.meetings import PLANNED, held_meetings, standing_of, takes_place
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.beginnings import owed_since
from sscp.timing.deadline import Deadline, with_lifting
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.states import State, days_left, state_of
from sscp.timing.windows import windows_of


def coming_meetings(portfolio: Portfolio, as_of: date) -> tuple[Record, ...]:
    """The meetings that are still to be held, soonest first.

    One planned for the day itself is among them until it has been held.
    """
    found = [
        (day, meeting.id or "", meeting)
        for meeting in portfolio.of_kind("meeting")
        if (day := meeting.date("date")) is not None
        and day >= as_of
        and standing_of(meeting, as_of) == PLANNED
    ]
    return tuple(meeting for _, _, meeting in sorted(found, key=lambda row: row[:2]))


def unrecorded_meetings(portfolio: Portfolio, as_of: date) -> tuple[Record, ...]:
    """The meetings still planned although their day has gone by, the oldest first.

    The day after is left to whoever writes down that the meeting was held.
    """
    found = [
        (day, meeting.id or "", meeting)
        for meeting in portfolio.of_kind("meeting")
        if (day := meeting.date("date")) is not None
        and day + _DAY_OF_GRACE < as_of
        and standing_of(meeting, as_of) == PLANNED
    ]
    return tuple(meeting for _, _, meeting in sorted(found, key=lambda row: row[:2]))


CLOCK = "meeting-interval"
"""The id under which the intervals between meetings stand among the clocks."""
_FIRM_MODES = frozenset(("fixed", "at-least"))
_MEETS_AS_ANOTHER = "delegated-partners"
"""The function of the team that meets as the executive."""
_DAY_OF_GRACE = timedelta(days=1)
_OUTSIDE = frozenset(("network", "external-board", "external-body"))


def meeting_deadlines(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """When each group with an interval had to meet again and must meet next, soonest first.

    Due is the date of a meeting held, the interval, and the group's tolerance
    in calendar days; the next meeting held closes the period. A group that has
    held none owes its first from the day it came about, or from which the register is
    kept; without either it has not started. One that was disbanded owes no further meeting.

    Source: arrangements, paragraph 2.1.6 (read as every two months), and the like.
    """
    days = windows_of(portfolio).clocks
    found = [
        deadline
        for group in portfolio.of_kind("group")
        for deadline in _group_deadlines(portfolio, group, as_of, days)
    ]
    return tuple(sorted(found, key=Deadline.order))


def _group_deadlines(
    portfolio: Portfolio, group: Record, as_of: date, warning_days: int
) -> Iterator[Deadline]:
    cadence, length = group.part("cadence"), _length(group)
    interval = read_interval(cadence.text("interval")) if cadence else None
    if length is None:
        return
    assert interval is not None  # the longest time between meetings follows from it
    ended_on = group.date("until")
    none_yet = Deadline(
        clock=CLOCK,
        subject=group.id or "",
        title=f"{group.title}: next meeting",
        period="no meeting held yet",
        start=None,
        due=None,
        end=None,
        state=State.NOT_STARTED,
        days_left=None,
        unit="months" if interval.months else "calendar-days",
        force="information" if group.text("function") in _OUTSIDE else "local",
        actor=group.title,
        basis=", ".join(group.sources),
        evidence="S",
        note=f"{interval.recurring()} at the latest",
    )
    days = _days_of_meetings(portfolio, group, as_of)
    has_ended = ended_on is not None and ended_on <= as_of
    if not days and (has_ended or group.text("function") == _MEETS_AS_ANOTHER):
        return
    since = owed_since(portfolio, group)
    if since is not None and since > as_of:
        since = None
    if not days and since is None:
        yield none_yet
        return
    # A first meeting that was held in time needs no telling.
    starts = days
    if since is not None and not (days and days[0] <= length.after(since)):
        starts = [since, *days]
    for start, end in zip_longest(starts, starts[1:]):
        due = length.after(start)
        state = state_of(due, end, as_of, warning_days, stopped_on=ended_on)
        yield none_yet._replace(
            period=f"{'first since' if start not in days else 'after'} {write_date(start)}",
            start=start,
            due=due,
            end=end,
            state=state,
            days_left=days_left(due, state, as_of),
            note=with_lifting(none_yet.note, state, ended_on, due),
        )


def must_meet_by(portfolio: Portfolio, group: Record, day: date) -> tuple[date, date] | None:
    """By when a group must meet that meets on a day, and the day from which that is counted.

    Counted from its last meeting before that day, held or still to come; None for a group
    without a firm interval, and where there is no such meeting.
    """
    length = _length(group)
    earlier = [
        found
        for meeting in index_of(portfolio).meetings.get(group.id, ())
        if takes_place(meeting) and (found := meeting.date("date")) is not None and found < day
    ]
    if length is None or not earlier:
        return None
    return length.after(max(earlier)), max(earlier)


def _length(group: Record) -> Interval | None:
    """The longest time between two meetings of a group, where that is firm."""
    cadence = group.part("cadence")
    if cadence is None or cadence.text("mode") not in _FIRM_MODES:
        return None
    interval = read_interval(cadence.text("interval"))
    if interval is None:
        return None
    return Interval(interval.months, interval.days + (cadence.whole("tolerance_days") or 0))


def _days_of_meetings(portfolio: Portfolio, group: Record, as_of: date) -> list[date]:
    held = held_meetings(portfolio, group.id, as_of)
    return sorted({day for meeting in held if (day := meeting.date("date")) is not None})
