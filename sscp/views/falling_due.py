"""Everything that is overdue or falls due: actions, and the clocks and duties beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sscp.governance.index import resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.deadline import Deadline
from sscp.timing.states import RUNNING, State
from sscp.views.actions import ActionFilter, ActionList, ActionRow
from sscp.views.narrowed import fields_for

_BODIES = frozenset(("partnership", "partner", "agency", "group", "post"))
"""What runs for one of these is its own, and not that of another that it names."""


class DueList(NamedTuple):
    """Actions and clocks chosen for a list, with the dates that chose them."""

    as_of: date
    illustrative: bool
    withheld: bool
    heading: str
    within_days: int | None
    actions: tuple[ActionRow, ...]
    clocks: tuple[Deadline, ...]


def with_clocks(
    listed: ActionList, portfolio: Portfolio, deadlines: Iterable[Deadline], chosen: ActionFilter
) -> DueList:
    """A list of actions with the clocks that belong beside it.

    Args:
        listed: the overdue actions, or those due within so many days.
        portfolio: what the reader may see of the register.
        deadlines: every clock and duty that the reader may see, soonest first.
        chosen: what the actions were narrowed to; the clocks are narrowed to the same.
    """
    clocks = tuple(
        row
        for row in deadlines
        if _is_due(row, listed.as_of, listed.within_days) and _admits(portfolio, row, chosen)
    )
    return DueList(*listed, clocks)


def _is_due(row: Deadline, as_of: date, within_days: int | None) -> bool:
    """True for what is overdue or, where a window is named, falls due by its last day."""
    if within_days is None or row.due is None:
        return row.state is State.OVERDUE
    # What must last until a day is not to be done by then: it ends there by itself.
    until = as_of + timedelta(days=within_days)
    return row.state in RUNNING and row.due <= until and not row.lasting


def _admits(portfolio: Portfolio, row: Deadline, chosen: ActionFilter) -> bool:
    """True for what the post, organisation or group owes, or what runs for it.

    A clock comes from no meeting or review: by its source it is wanted only if it runs for it.
    """
    subject = portfolio.get(row.subject)
    asked = (("owner", chosen.owner), ("agency", chosen.agency), ("group", chosen.group))
    return (chosen.source is None or chosen.source == row.subject) and all(
        wanted is None or _concerns(portfolio, row, subject, what, wanted) for what, wanted in asked
    )


def _concerns(
    portfolio: Portfolio, row: Deadline, subject: Record | None, what: str, wanted: str
) -> bool:
    title = portfolio.title_of(wanted)
    if row.subject == wanted or title == row.actor or title in row.actor.split(", "):
        return True
    return (
        subject is not None
        and subject.kind.name not in _BODIES
        and any(
            resolve(portfolio, named) == wanted
            for field in fields_for(subject.kind, what)
            for named in subject.texts(field.name)
        )
    )
