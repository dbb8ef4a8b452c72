"""Meetings as events of a diary: when, where, and whether they take place."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from sscp.governance.meetings import HELD, PLANNED, moved_from, standing_of
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z")


class MeetingEvent(NamedTuple):
    """A meeting in a diary. Times are London's.

    Attributes:
        id: the meeting's.
        lasting_id: the first id it ever had, so that a diary knows it again once it is renamed.
        title: what a reader sees.
        group: the title of the group that meets; empty where that may not be seen.
        date: the day.
        starts: when it begins, where that is known.
        ends: when it ends, where that is known.
        place: where.
        standing: held, planned, cancelled, or moved (to a day of its own record).
        moved_from: the day it was first planned for, if that was another one.
        replanned: how often its day, time or place was changed, as far as its record tells.
        reason: why it was cancelled or moved.
        illustrative: True for an invented one.
    """

    id: str
    lasting_id: str
    title: str
    group: str
    date: datetime.date
    starts: datetime.time | None
    ends: datetime.time | None
    place: str
    standing: str
    moved_from: datetime.date | None
    reason: str
    illustrative: bool
    replanned: int = 0

    @property
    def takes_place(self) -> bool:
        """True for a meeting that was held or is to be."""
        return self.standing in (HELD, PLANNED)

    @property
    def changes(self) -> int:
        """How often the plan has changed: never less than it was, and more with each change.

        Calling a meeting off counts for two, as it always has: a number that a
        diary has seen must not come again.
        """
        return self.replanned + (0 if self.takes_place else 2)


class MeetingEvents(NamedTuple):
    """Meetings for a diary, in order of time, with the register they come from."""

    as_of: datetime.date
    register: str
    name: str
    illustrative: bool
    withheld: bool
    meetings: tuple[MeetingEvent, ...]


def meeting_event(
    portfolio: Portfolio, meeting: Record, as_of: datetime.date
) -> MeetingEvent | None:
    """A meeting as it stood on a day; None when it has no date that can be read."""
    day = meeting.date("date")
    if day is None:
        return None
    identity = meeting.id or ""
    return MeetingEvent(
        id=identity,
        lasting_id=next(iter(meeting.texts("formerly")), identity),
        title=meeting.title,
        group=portfolio.title_of(meeting.text("group")),
        date=day,
        starts=_time(meeting.text("starts")),
        ends=_time(meeting.text("ends")),
        place=meeting.text("place") or "",
        standing=standing_of(meeting, as_of),
        moved_from=moved_from(meeting),
        reason=meeting.text("reason") or "",
        illustrative=meeting.is_illustrative,
        replanned=_replanned(meeting),
    )


def _replanned(meeting: Record) -> int:
    """How often a meeting was planned anew.

    One that moved before such changes were kept, row by row, has moved once more
    than it has rows: the day it was first planned for is not that of the first row.
    """
    rows = meeting.rows("earlier_plans")
    first_day = meeting.date("originally_planned_for")
    if first_day is None:
        return len(rows)
    known = rows[0].date("date") if rows else meeting.date("date")
    return len(rows) + (first_day != known)


def _time(text: str | None) -> datetime.time | None:
    found = _TIME.match(text or "")
    return datetime.time(int(found[1]), int(found[2])) if found else None


def view_meeting_events(
    portfolio: Portfolio,
    as_of: datetime.date,
    first_day: datetime.date = datetime.date.min,
    next_first_day: datetime.date = datetime.date.max,
    only: str | None = None,
) -> MeetingEvents:
    """The meetings of a register for a diary.

    Args:
        portfolio: the register.
        as_of: the day to reckon from.
        first_day: the first day of meetings that are wanted.
        next_first_day: the first day after it that is not.
        only: the id of the one meeting that is wanted; None for all.
    """
    found = [
        event
        for meeting in portfolio.of_kind("meeting")
        if (only is None or meeting.id == only)
        and (event := meeting_event(portfolio, meeting, as_of)) is not None
        and first_day <= event.date < next_first_day
    ]
    settings = portfolio.settings
    return MeetingEvents(
        as_of,
        (settings.id if settings else None) or "register",
        (settings.text("name") if settings else None) or "Unnamed register",
        portfolio.is_illustrative,
        portfolio.is_restricted,
        tuple(sorted(found, key=_order)),
    )


def _order(event: MeetingEvent) -> tuple[datetime.date, datetime.time, str]:
    return event.date, event.starts or datetime.time.min, event.id
