"""The run of a group's meetings: which were held, and which came next."""

from __future__ import annotations

from datetime import date

from sscp.governance.index import index_of, resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def is_held(meeting: Record, as_of: date) -> bool:
    """True for a meeting that has taken place: one dated later is only planned."""
    day = meeting.date("date")
    return meeting.text("status") == "held" and day is not None and day <= as_of


def held_meetings(portfolio: Portfolio, group_id: str | None, as_of: date) -> tuple[Record, ...]:
    """The meetings a group has held up to a day (inclusive), oldest first."""
    group = resolve(portfolio, group_id)
    if group is None:
        return ()
    return tuple(
        each for each in index_of(portfolio).meetings.get(group, ()) if is_held(each, as_of)
    )


def next_held(portfolio: Portfolio, meeting: Record, as_of: date) -> Record | None:
    """The first meeting the same group held on a later day; None when there is none yet."""
    day = meeting.date("date")
    if day is None:
        return None
    for each in held_meetings(portfolio, meeting.text("group"), as_of):
        if (each.date("date") or day) > day:
            return each
    return None
