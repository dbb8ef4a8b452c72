"""What each owner of actions is to be reminded of, as plain data for one message each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from sscp.governance.terms import organisation_of
from sscp.model.dates import write_date, write_long_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed, one_line
from sscp.timing.actions import ActionTiming, time_actions
from sscp.timing.states import State

AHEAD_DAYS = 28
"""Calendar days: what falls due by the end of the last of them is named in a message."""
SILENT_DAYS = 56
"""Calendar days without a note on how it is going, after which the owner is asked for one."""

OVERDUE, DUE, UPDATE = "overdue", "due", "update"


class Reminder(NamedTuple):
    """One action in a message; `overdue` is in words and empty unless it is."""

    id: str
    title: str
    why: str
    due: str
    overdue: str
    first_due: str
    monitored_by: str
    latest: str
    reminded: str
    is_sensitive: bool


class Message(NamedTuple):
    """What one owner is to be told, in three parts; each part in the order of the due dates."""

    as_of: str
    partnership: str
    illustrative: bool
    owner: str
    owner_title: str
    agency: str
    mailbox: str
    overdue: tuple[Reminder, ...]
    due: tuple[Reminder, ...]
    update: tuple[Reminder, ...]
    ahead_until: str

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """All of them, the overdue ones first."""
        return (*self.overdue, *self.due, *self.update)


def view_chase(
    portfolio: Portfolio,
    as_of: date,
    owner: str | None = None,
    group: str | None = None,
    asked: Collection[str] = (),
) -> tuple[Message, ...]:
    """One message for each owner who is owed one, by owner.

    Args:
        portfolio: the records that may be written of.
        as_of: the date to reckon from.
        owner: the one post to write to; all when None.
        group: the body that watches over the actions; all when None.
        asked: the actions to write of, by id, whatever their dates; all that are due when none.
    """
    by_owner: dict[str, list[tuple[str, ActionTiming]]] = {}
    for timed in time_actions(portfolio, as_of):
        if asked and timed.action.id not in asked:
            continue
        why = _why(timed, as_of) or (UPDATE if asked and timed.is_open else "")
        post = timed.action.text("owner") or ""
        if not why or (owner is not None and post != owner):
            continue
        if group is not None and timed.action.text("monitored_by") != group:
            continue
        by_owner.setdefault(post, []).append((why, timed))
    return tuple(
        _message(portfolio, as_of, post, found) for post, found in sorted(by_owner.items())
    )


def _why(timed: ActionTiming, as_of: date) -> str:
    """Why an owner is written to about an action; empty when there is no reason."""
    if not timed.is_open:
        return ""
    if timed.state is State.OVERDUE:
        return OVERDUE
    if timed.due <= as_of + timedelta(days=AHEAD_DAYS):
        return DUE
    heard = _last_heard(timed.action, as_of)
    return UPDATE if heard is not None and (as_of - heard).days > SILENT_DAYS else ""


def _notes(action: Record, as_of: date) -> list[tuple[date, str]]:
    return sorted(
        (day, note.text("note") or "")
        for note in action.rows("progress")
        if (day := note.date("on")) is not None and day <= as_of
    )


def _last_heard(action: Record, as_of: date) -> date | None:
    """The day of the last note, else the day the action was raised."""
    notes = _notes(action, as_of)
    return notes[-1][0] if notes else action.date("raised_on")


def _reminded(action: Record, as_of: date) -> str:
    """When its owner was written to before the day, in words; empty for never."""
    days = sorted(
        {
            day
            for row in action.rows("reminders")
            if (day := row.date("on")) is not None and day < as_of
        }
    )
    return listed(map(write_date, days)) if days else ""


def _message(
    portfolio: Portfolio, as_of: date, owner: str, found: list[tuple[str, ActionTiming]]
) -> Message:
    post = portfolio.get(owner)
    organisation = portfolio.get(organisation_of(portfolio, owner))
    mailbox = (post.text("mailbox") if post else None) or (
        organisation.text("mailbox") if organisation else None
    )
    rows = [_reminder(portfolio, as_of, why, timed) for why, timed in found]
    overdue, due, update = (
        tuple(row for row in rows if row.why == part) for part in (OVERDUE, DUE, UPDATE)
    )
    return Message(
        write_long_date(as_of),
        one_line(portfolio.settings.title if portfolio.settings else ""),
        any(timed.action.is_illustrative for _, timed in found),
        owner,
        one_line(portfolio.title_of(owner)) or "Nobody: these actions have no owner",
        one_line(organisation.title if organisation else ""),
        mailbox or "",
        overdue,
        due,
        update,
        write_date(as_of + timedelta(days=AHEAD_DAYS)),
    )


def _reminder(portfolio: Portfolio, as_of: date, why: str, timed: ActionTiming) -> Reminder:
    action = timed.action
    notes = _notes(action, as_of)
    days = timed.days_overdue
    return Reminder(
        action.id or "",
        one_line(action.title),
        why,
        write_date(timed.due),
        f"{days} {'day' if days == 1 else 'days'}" if days else "",
        write_date(timed.original_due) if timed.extensions else "",
        one_line(portfolio.title_of(action.text("monitored_by"))),
        f"{write_date(notes[-1][0])}: {one_line(notes[-1][1])}" if notes else "",
        _reminded(action, as_of),
        action.text("classification") == "OFFICIAL-SENSITIVE",
    )
