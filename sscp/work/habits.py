"""What a group is used to, read from its meetings: its day and hour, and how early papers come."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import takes_place
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.reporting_year import reporting_year
from sscp.timing.working_days import calendar_of

_LEADING = re.compile(r"[0-9]{1,9}")


def meetings_before(portfolio: Portfolio, group_id: str, day: date) -> tuple[Record, ...]:
    """The meetings of a group that take place before a day (exclusive), oldest first."""
    group = resolve(portfolio, group_id)
    return tuple(
        each
        for each in index_of(portfolio).meetings.get(group, ())
        if takes_place(each) and (each.date("date") or day) < day
    )


def last_meeting(portfolio: Portfolio, group_id: str, day: date = date.max) -> Record | None:
    """The last meeting of a group that takes place before a day (exclusive)."""
    found = meetings_before(portfolio, group_id, day)
    return found[-1] if found else None


def usual(portfolio: Portfolio, group_id: str, field: str) -> str:
    """What the group's latest meeting says in a field, such as the place; empty when none does."""
    for meeting in reversed(meetings_before(portfolio, group_id, date.max)):
        if meeting.has(field):
            return meeting.words(field)
    return ""


def papers_due(portfolio: Portfolio, meeting: Record) -> date | None:
    """When the papers of a meeting are owed, as early as those of the group's latest meetings.

    A day on which nobody works gives the working day before it. None where the
    group has never said when papers are owed.
    """
    day = meeting.date("date")
    if day is None:
        return None
    earlier = meetings_before(portfolio, meeting.words("group"), day)
    for one in (meeting, *reversed(earlier)):
        held = one.date("date") or day
        due = [each for row in one.rows("papers") if (each := row.date("due")) is not None]
        if due:
            return calendar_of(portfolio).last_working_day_before(day - (held - max(due)))
    return None


def same_distance(portfolio: Portfolio, due: date, old: date, new: date) -> date:
    """A day as long before the new date of a meeting as it was before the old one.

    A day on which nobody works gives the working day before it.
    """
    return calendar_of(portfolio).last_working_day_before(due + (new - old))


def first_number(portfolio: Portfolio, meeting: Record) -> int:
    """The number at which the items of a meeting begin.

    A group either begins each meeting at 1 or numbers on over the reporting
    year; its last meeting that was not the first of a year shows which.
    """
    day = meeting.date("date") or date.max
    numbered = [
        (held, spans)
        for each in meetings_before(portfolio, meeting.words("group"), day)
        if (spans := _span(each)) is not None and (held := each.date("date")) is not None
    ]
    this_year = reporting_year(portfolio, day) if day < date.max else None
    before = [span for held, span in numbered if this_year and this_year.holds(held)]
    if not before or not _numbers_on(portfolio, numbered):
        return 1
    return before[-1][1] + 1


def _numbers_on(portfolio: Portfolio, numbered: list[tuple[date, tuple[int, int]]]) -> bool:
    """True when the last meeting that followed another in its year did not begin at 1."""
    for (before, _), (held, span) in reversed(list(pairwise(numbered))):
        if reporting_year(portfolio, held).holds(before):
            return span[0] > 1
    return False


def _span(meeting: Record) -> tuple[int, int] | None:
    """The first and the last number of a meeting's items; None where they have none."""
    found = [
        int(number[0])
        for item in meeting.rows("items")
        if (number := _LEADING.match(item.words("number")))
    ]
    return (found[0], found[-1]) if found else None


def weekday_of(portfolio: Portfolio, group_id: str) -> int | None:
    """The day of the week the group met last, 0 for Monday; None when it never did."""
    last = last_meeting(portfolio, group_id)
    day = last.date("date") if last else None
    return day.weekday() if day else None
