"""The action log, ready for a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import progress_by, time_actions


class LoggedAction(NamedTuple):
    """An action in the action log on a day."""

    id: str
    title: str
    owner: str
    agency: str
    raised: str
    due: str
    first_due: str
    state: str
    latest: str


class ActionLogGroup(NamedTuple):
    """The actions that one group watches over."""

    group: str
    actions: tuple[LoggedAction, ...]


class ActionLogView(NamedTuple):
    """The action log: open actions by monitoring group, soonest first; closed ones counted."""

    partnership: str
    as_of: str
    illustrative: bool
    withheld: bool
    open_count: int
    overdue_count: int
    closed_count: int
    groups: tuple[ActionLogGroup, ...]


def view_action_log(
    portfolio: Portfolio, as_of: date, only: Callable[[Record], bool] | None = None
) -> ActionLogView:
    """The action log on a day: every open action, and how many are closed.

    Args:
        portfolio: the records the reader may see.
        as_of: the day.
        only: which actions are meant; all of them when None.
    """
    timed = [row for row in time_actions(portfolio, as_of) if only is None or only(row.action)]
    open_actions = [row for row in timed if row.is_open]
    groups: dict[str, list[LoggedAction]] = {}
    for row in open_actions:
        action = row.action
        state = row.state.words
        if row.days_overdue:
            state = f"{state}, {row.days_overdue} day{'' if row.days_overdue == 1 else 's'}"
        elif row.days_left == 0:
            state = "due today"
        groups.setdefault(_title(portfolio, action.text("monitored_by")), []).append(
            LoggedAction(
                action.id or "",
                action.title,
                _title(portfolio, action.text("owner")),
                _title(portfolio, action.text("agency")),
                _written(action.date("raised_on")),
                write_date(row.due),
                write_date(row.original_due) if row.extensions else "",
                state,
                _latest(action, as_of),
            )
        )
    settings = portfolio.settings
    return ActionLogView(
        partnership=(settings.text("name") if settings else None) or "",
        as_of=write_date(as_of),
        illustrative=portfolio.is_illustrative,
        withheld=portfolio.is_restricted,
        open_count=len(open_actions),
        overdue_count=sum(1 for row in open_actions if row.days_overdue),
        closed_count=len(timed) - len(open_actions),
        groups=tuple(ActionLogGroup(name, tuple(rows)) for name, rows in sorted(groups.items())),
    )


def _title(portfolio: Portfolio, identity: str | None) -> str:
    """The title of a record the reader may see; empty for one that is left out."""
    found = portfolio.get(identity)
    return found.title if found else ""


def _written(day: date | None) -> str:
    return write_date(day) if day else ""


def _latest(action: Record, as_of: date) -> str:
    """The newest progress note by a day, with its date."""
    notes = progress_by(action, as_of)
    return f"{_written(notes[-1].date('on'))}: {notes[-1].text('note') or ''}" if notes else ""
