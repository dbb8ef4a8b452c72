"""What is said of a record beside its title on a day, by its kind: who, since when, by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import time_action
from sscp.timing.deadline import Deadline
from sscp.timing.windows import windows_of
from sscp.views.business import last_reported


class Noted(NamedTuple):
    """What notes are made from.

    Attributes:
        portfolio: the records the reader may see.
        as_of: the day.
        warning_days: how far ahead an action is due soon.
        told: the accountabilities by the day on which the group was last told of each.
        deadlines: what runs next, by the record or the paragraph it runs for.
    """

    portfolio: Portfolio
    as_of: date
    warning_days: int
    told: Mapping[str, date]
    deadlines: Mapping[str, Deadline]


def noted_on(
    portfolio: Portfolio,
    whole: Portfolio,
    group: Record | None,
    as_of: date,
    deadlines: tuple[Deadline, ...],
) -> Noted:
    """What notes for a group are made from on a day.

    Args:
        portfolio: the records the reader may see.
        whole: the whole register, which is reckoned with.
        group: the group that meets.
        as_of: the day.
        deadlines: what runs for anybody, soonest first.
    """
    first = {name: row for row in reversed(deadlines) for name in (row.subject, row.clock)}
    return Noted(
        portfolio,
        as_of,
        windows_of(whole).actions,
        last_reported(whole, group.id, as_of) if group else {},
        first,
    )


def note_on(noted: Noted, record: Record) -> str:
    """What is to be said of a record; empty where its title says it all."""
    note = _NOTES.get(record.kind.name)
    return note(noted, record) if note else ""


def _action(noted: Noted, action: Record) -> str:
    timed = time_action(action, noted.as_of, noted.warning_days)
    if timed is None:
        return ""
    if not timed.is_open:
        return timed.state.words
    owner = noted.portfolio.get(action.text("owner"))
    late = f", overdue {in_days(timed.days_overdue)}" if timed.days_overdue else ""
    due = f"due {write_date(timed.due)}{late}"
    return f"{owner.title}, {due}" if owner else due


def _matter(noted: Noted, matter: Record) -> str:
    if matter.text("form") != "accountability":
        return _due(noted, matter)
    day = noted.told.get(matter.id or "")
    return f"last reported {write_date(day)}" if day else "not reported so far"


def _raised(noted: Noted, record: Record) -> str:
    by = noted.portfolio.get(record.text("from_body") or record.text("raised_by"))
    day = _day(record, "raised_on", "raised")
    return f"{day} by {by.title}" if by and day else day


def _made(noted: Noted, record: Record) -> str:  # noqa: ARG001 - every note has one shape
    return _day(record, "made_on", "made")


def _agreed(noted: Noted, record: Record) -> str:  # noqa: ARG001
    return _day(record, "agreed_on", "agreed")


def _dated(noted: Noted, record: Record) -> str:  # noqa: ARG001
    return _day(record, "on") or _day(record, "date")


def _due(noted: Noted, record: Record) -> str:
    row = noted.deadlines.get(record.text("ref") or record.id or "")
    if row is None or row.due is None:
        return ""
    late = (noted.as_of - row.due).days
    overdue = f", overdue {in_days(late)}" if late > 0 else ""
    return f"due {write_date(row.due)}{overdue}{row.mark}"


def _late(noted: Noted, record: Record) -> str:
    """What of a record is late, where its title says nothing of what is owed."""
    row = noted.deadlines.get(record.id or "")
    if row is None or row.due is None or row.due >= noted.as_of:
        return ""
    return f"{row.title}, {_due(noted, record)}"


def _day(record: Record, field: str, verb: str = "") -> str:
    day = record.date(field)
    return f"{verb} {write_date(day)}".strip() if day else ""


def in_days(number: int) -> str:
    """A number of days for a reader: 1 day, 6 days."""
    return f"{number} day" + ("" if number == 1 else "s")


_NOTES: Mapping[str, Callable[[Noted, Record], str]] = {
    "action": _action,
    "matter": _matter,
    "escalation": _raised,
    "issue": _raised,
    "recommendation": _made,
    "learning-message": _agreed,
    "decision": _dated,
    "scrutiny": _dated,
    "clause": _due,
    "document": _due,
    "meeting": _late,
}
