"""The run of a group's meetings: which take place, which were held, and which came next."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from sscp.governance.index import index_of, resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

MINUTED_FUNCTIONS = frozenset(
    "lead-partners delegated-partners executive main-subgroup subgroup task-and-finish".split()
)
"""Groups whose minutes are the partnership's own to keep."""
HELD, PLANNED, CANCELLED, MOVED_AWAY = "held", "planned", "cancelled", "moved"


def moved_from(meeting: Record) -> date | None:
    """The day a meeting was first planned for, if that was another one."""
    first_day = meeting.date("originally_planned_for")
    return first_day if first_day != meeting.date("date") else None


def takes_place(meeting: Record) -> bool:
    """True for a meeting that was held or is to be.

    One that says both that it moved and where from takes place on its new day;
    one that says only that it moved has a record of its own for that day.
    """
    status = meeting.text("status")
    moved_away = status == MOVED_AWAY and moved_from(meeting) is None
    return status != CANCELLED and not moved_away


def standing_of(meeting: Record, as_of: date) -> str:
    """Held, planned, cancelled or moved, as it stood on a day: what was held later was planned."""
    if is_held(meeting, as_of):
        return HELD
    return PLANNED if takes_place(meeting) else meeting.words("status")


def is_held(meeting: Record, as_of: date) -> bool:
    """True for a meeting that has taken place: one dated later is only planned."""
    day = meeting.date("date")
    return meeting.text("status") == HELD and day is not None and day <= as_of


def is_later(meeting: Record, other: Record) -> bool:
    """True for a meeting on a later day than another; False where either has no day."""
    day, other_day = meeting.date("date"), other.date("date")
    return day is not None and other_day is not None and day > other_day


def held_meetings(portfolio: Portfolio, group_id: str | None, as_of: date) -> tuple[Record, ...]:
    """The meetings a group has held up to a day (inclusive), oldest first."""
    group = resolve(portfolio, group_id)
    return tuple(
        each for each in index_of(portfolio).meetings.get(group, ()) if is_held(each, as_of)
    )


def next_held(portfolio: Portfolio, meeting: Record, as_of: date) -> Record | None:
    """The first meeting the same group held on a later day; None when there is none yet."""
    held = held_meetings(portfolio, meeting.text("group"), as_of)
    return next((each for each in held if is_later(each, meeting)), None)


def next_meeting(portfolio: Portfolio, meeting: Record) -> Record | None:
    """The first meeting of the same group on a later day, held or to be held."""
    day = meeting.date("date")
    if day is None:
        return None
    run = index_of(portfolio).meetings.get(resolve(portfolio, meeting.text("group")), ())
    place = bisect_right(run, day.isoformat(), key=lambda each: each.words("date"))
    return next(
        (each for each in run[place:] if each.date("date") is not None and takes_place(each)), None
    )
