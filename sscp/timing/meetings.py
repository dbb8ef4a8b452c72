"""Meetings on a date: which are held, which come next, and when a group must meet again."""

from __future__ import annotations

from datetime import date

from sscp.governance.meetings import PLANNED, held_meetings, standing_of
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.deadline import Deadline
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.states import State, state_of
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


def meeting_deadlines(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """When each group with an interval must next meet, soonest first.

    Due is the date of the last meeting held, the interval, and the group's
    tolerance in calendar days. A group that has held none has not started.

    Source: arrangements, paragraph 2.1.6 (read as every two months), and the like.
    """
    days = windows_of(portfolio).clocks
    found = [
        deadline
        for group in portfolio.of_kind("group")
        if (deadline := _meeting_deadline(portfolio, group, as_of, days)) is not None
    ]
    return tuple(sorted(found, key=Deadline.order))


_FIRM_MODES = frozenset(("fixed", "at-least"))


def _meeting_deadline(
    portfolio: Portfolio, group: Record, as_of: date, warning_days: int
) -> Deadline | None:
    cadence = group.part("cadence")
    if cadence is None or cadence.text("mode") not in _FIRM_MODES:
        return None
    interval = read_interval(cadence.text("interval"))
    if interval is None:
        return None
    own = group.text("function") not in ("network", "external-board", "external-body")
    held = held_meetings(portfolio, group.id, as_of)
    if not held and group.text("function") == "delegated-partners":
        return None
    last = held[-1].date("date") if held else None
    due: date | None = None
    state = State.NOT_STARTED
    if last is not None:
        length_days = interval.days + (cadence.whole("tolerance_days") or 0)
        due = Interval(interval.months, length_days).after(last)
        state = state_of(due, None, as_of, warning_days)
    return Deadline(
        clock="meeting-interval",
        subject=group.id or "",
        title=f"{group.title}: next meeting",
        period=f"after {write_date(last)}" if last else "no meeting held yet",
        start=last,
        due=due,
        end=None,
        state=state,
        days_left=(due - as_of).days if due else None,
        unit="months" if interval.months else "calendar-days",
        force="local" if own else "information",
        actor=group.title,
        basis=", ".join(group.sources),
        evidence="S",
        note=f"every {interval.in_words()} at the latest",
    )
