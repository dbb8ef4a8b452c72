"""Actions as the lists and the dashboard show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import ActionTiming, time_actions
from sscp.timing.states import State


class ActionRow(NamedTuple):
    """An action in a list; `days_overdue` and `days_left` are calendar days."""

    id: str
    title: str
    owner: str
    owner_title: str
    agency: str
    agency_name: str
    monitored_by: str
    raised_at: str
    due: date
    original_due: date
    days_overdue: int
    days_left: int | None
    extensions: int
    state: str
    illustrative: bool


class ActionFilter(NamedTuple):
    """What a list of actions is narrowed to; None leaves it open. Ids throughout."""

    owner: str | None = None
    agency: str | None = None
    group: str | None = None
    source: str | None = None

    def admits(self, action: Record) -> bool:
        """True when the action is wanted; a group is meant as the one that watches over it."""
        if self.owner is not None and action.text("owner") != self.owner:
            return False
        if self.agency is not None and self.agency not in (
            action.text("agency"),
            *action.texts("responders"),
        ):
            return False
        if self.source is not None and self.source not in (
            action.text("raised_by"),
            action.text("raised_at"),
        ):
            return False
        return self.group is None or self.group == action.text("monitored_by")


class ActionList(NamedTuple):
    """Actions chosen for a list, with the dates that chose them."""

    as_of: date
    illustrative: bool
    withheld: bool
    heading: str
    within_days: int | None
    actions: tuple[ActionRow, ...]


def action_row(portfolio: Portfolio, timing: ActionTiming) -> ActionRow:
    """An action for a list, ids told with their titles."""
    action = timing.action
    return ActionRow(
        id=action.id or "",
        title=action.title,
        owner=action.text("owner") or "",
        owner_title=portfolio.title_of(action.text("owner")),
        agency=action.text("agency") or "",
        agency_name=portfolio.title_of(action.text("agency")),
        monitored_by=action.text("monitored_by") or "",
        raised_at=action.text("raised_at") or "",
        due=timing.due,
        original_due=timing.original_due,
        days_overdue=timing.days_overdue,
        days_left=timing.days_left,
        extensions=timing.extensions,
        state=timing.state.value,
        illustrative=action.is_illustrative,
    )


def _rows(
    portfolio: Portfolio, timings: Iterable[ActionTiming], chosen: ActionFilter
) -> tuple[ActionRow, ...]:
    return tuple(
        action_row(portfolio, timing) for timing in timings if chosen.admits(timing.action)
    )


def _list(
    portfolio: Portfolio,
    as_of: date,
    heading: str,
    rows: tuple[ActionRow, ...],
    within_days: int | None = None,
) -> ActionList:
    invented, withheld = portfolio.is_illustrative, portfolio.is_restricted
    return ActionList(as_of, invented, withheld, heading, within_days, rows)


def due_heading(noun: str, within_days: int | None) -> str:
    """What stands above a list of what is overdue or, within so many days, falls due."""
    if within_days is None:
        return f"Overdue {noun}"
    return f"{noun.capitalize()} due within {within_days} day{'' if within_days == 1 else 's'}"


def view_overdue(portfolio: Portfolio, as_of: date, chosen: ActionFilter) -> ActionList:
    """The overdue actions, the longest overdue first."""
    late = [row for row in time_actions(portfolio, as_of) if row.state is State.OVERDUE]
    rows = _rows(portfolio, late, chosen)
    return _list(portfolio, as_of, due_heading("actions", None), rows)


def view_due(
    portfolio: Portfolio, as_of: date, within_days: int, chosen: ActionFilter
) -> ActionList:
    """The open actions due within so many calendar days (the last included), overdue ones too."""
    until = as_of + timedelta(days=within_days)
    due = [row for row in time_actions(portfolio, as_of) if row.is_open and row.due <= until]
    rows = _rows(portfolio, due, chosen)
    return _list(portfolio, as_of, due_heading("actions", within_days), rows, within_days)


def view_mine(portfolio: Portfolio, as_of: date, post: Record) -> ActionList:
    """The open actions of one post, soonest first."""
    mine = [row for row in time_actions(portfolio, as_of) if row.is_open]
    rows = _rows(portfolio, mine, ActionFilter(owner=post.id))
    return _list(portfolio, as_of, f"Open actions of {post.title}", rows)
