"""A meeting that is prepared: what it must agree, take up and know, found by rule.

Nothing looks past the day reckoned from, but for what will have fallen due by
the day of the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.assurance.duties import assess
from sscp.assurance.matrices import reported_at
from sscp.governance.approval import minutes_state
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import held_meetings, takes_place
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.runner import run_rules
from sscp.timing.actions import time_actions
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.intervals import read_interval
from sscp.timing.meetings import CLOCK as MEETING_CLOCK
from sscp.timing.states import RUNNING
from sscp.timing.windows import windows_of
from sscp.views.running import running_deadlines


class Scope(NamedTuple):
    """A meeting that is prepared, and the day it is prepared on.

    Attributes:
        portfolio: the register.
        group: the group that meets.
        meeting: the meeting.
        day: the day of the meeting.
        as_of: the day it is prepared on.
        last: the group's last meeting held before it.
        deadlines: what runs for anybody, soonest first.
    """

    portfolio: Portfolio
    group: Record
    meeting: Record
    day: date
    as_of: date
    last: Record | None
    deadlines: tuple[Deadline, ...]

    @property
    def since(self) -> date:
        """The day of the last meeting; the first day there is where there was none."""
        return (self.last.date("date") if self.last else None) or date.min

    def is_group(self, identity: str | None) -> bool:
        """True for the id of the group that meets, or one it had before."""
        return resolve(self.portfolio, identity) == self.group.id

    def is_function(self, *functions: str) -> bool:
        """True when the group is one of these in the governance."""
        return self.group.text("function") in functions

    def is_new(self, day: date | None) -> bool:
        """True for a day after the last meeting, up to the one reckoned from."""
        return day is not None and self.since < day <= self.as_of


def scope_of(portfolio: Portfolio, group: Record, meeting: Record, day: date, as_of: date) -> Scope:
    """The scope of a meeting of a group, prepared on a day."""
    held = [
        each
        for each in held_meetings(portfolio, group.id, as_of)
        if (each.date("date") or day) < day and each is not meeting
    ]
    return Scope(
        portfolio,
        group,
        meeting,
        day,
        as_of,
        held[-1] if held else None,
        deadlines_running(portfolio, as_of),
    )


def deadlines_running(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """What runs for anybody on a day but meetings themselves, soonest first."""
    duties = assess(portfolio, as_of, run_rules(portfolio, (), as_of).findings)
    rows = [
        *running_deadlines(portfolio, portfolio, as_of, duties),
        *document_deadlines(portfolio, as_of),
    ]
    return tuple(
        row
        for row in sorted(rows, key=Deadline.order)
        if row.state in RUNNING and row.due is not None and row.clock != MEETING_CLOCK
    )


def minutes_to_agree(scope: Scope) -> tuple[Record, ...]:
    """The earlier meetings of the group whose minutes wait to be agreed, oldest first.

    The last meeting is among them even before its minutes are written.
    """
    return tuple(
        each
        for each in held_meetings(scope.portfolio, scope.group.id, scope.as_of)
        if (each.date("date") or scope.day) < scope.day
        and (state := minutes_state(scope.portfolio, each, scope.as_of).status) != "agreed"
        and (state == "draft" or each is scope.last)
    )


def is_of_group(portfolio: Portfolio, action: Record, group_id: str | None) -> bool:
    """True for an action that a group watches over, or that one of its meetings raised."""
    if resolve(portfolio, action.text("monitored_by")) == group_id:
        return True
    origin = portfolio.get_kind(action.text("raised_at"), "meeting")
    return origin is not None and resolve(portfolio, origin.text("group")) == group_id


def actions_arising(scope: Scope) -> Iterator[str]:
    """The group's open actions that are due by the meeting or were raised at the last one."""
    for row in time_actions(scope.portfolio, scope.as_of):
        if not row.is_open or not is_of_group(scope.portfolio, row.action, scope.group.id):
            continue
        was_raised = scope.last is not None and row.action.text("raised_at") == scope.last.id
        if row.due <= scope.day or was_raised:
            yield row.action.id or ""


def next_meeting_day(scope: Scope) -> date:
    """The day of the group's meeting after this one, planned or to be expected."""
    following = [
        day
        for each in index_of(scope.portfolio).meetings.get(scope.group.id, ())
        if takes_place(each) and (day := each.date("date")) is not None and day > scope.day
    ]
    if following:
        return min(following)
    cadence = scope.group.part("cadence")
    interval = read_interval(cadence.text("interval")) if cadence else None
    if interval is not None:
        return interval.after(scope.day)
    return date.fromordinal(scope.day.toordinal() + windows_of(scope.portfolio).clocks)


def last_reported(portfolio: Portfolio, group_id: str | None, as_of: date) -> dict[str, date]:
    """The accountabilities by the day on which a meeting of a group was last told of each."""
    found: dict[str, date] = {}
    for meeting in held_meetings(portfolio, group_id, as_of):
        day = meeting.date("date")
        assert day is not None
        for each in reported_at(portfolio, meeting):
            found[each] = day
    return found
