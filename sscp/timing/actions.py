"""When an action is due, and how it stands on a date."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.deadline import Deadline, with_lifting
from sscp.timing.states import RUNNING, State, days_left, state_of
from sscp.timing.windows import windows_of


class ActionTiming(NamedTuple):
    """An action on a date.

    Attributes:
        action: the record.
        due: the due date in force: the last extension agreed by then, else the first date.
        original_due: the date first agreed.
        extensions: how many extensions had been agreed.
        state: how it stands.
        done_on: the day it was completed, if it had been.
        days_overdue: calendar days since the due date, 0 unless overdue.
        days_left: calendar days until the due date, negative once overdue; None when closed.
    """

    action: Record
    due: date
    original_due: date
    extensions: int
    state: State
    done_on: date | None
    days_overdue: int
    days_left: int | None

    @property
    def is_open(self) -> bool:
        """True while it is neither done nor given up."""
        return self.state in RUNNING


def agreed_extensions(action: Record, as_of: date) -> tuple[Fields, ...]:
    """The extensions agreed on or before a day, in the order of agreement."""
    dated = [
        (agreed_on, extension)
        for extension in action.rows("extensions")
        if (agreed_on := extension.date("agreed_on")) is not None
        and agreed_on <= as_of
        and extension.date("to") is not None
    ]
    dated.sort(key=lambda pair: pair[0])
    return tuple(extension for _, extension in dated)


def progress_by(action: Record, as_of: date) -> tuple[Fields, ...]:
    """The progress notes of a day or before, oldest first; notes of one day as they stand."""
    dated = [
        (on, note)
        for note in action.rows("progress")
        if (on := note.date("on")) is not None and on <= as_of
    ]
    dated.sort(key=lambda pair: pair[0])
    return tuple(note for _, note in dated)


def time_action(action: Record, as_of: date, warning_days: int) -> ActionTiming | None:
    """How an action stands on a day; None before it was raised or when it has no due date.

    Source: arrangements, paragraph 2.2.4(f); practice note, ACT-01 (overdue at the
    end of the due date, not at its start).
    """
    original = action.date("due")
    raised = action.date("raised_on")
    if original is None or (raised is not None and raised > as_of):
        return None
    extensions = agreed_extensions(action, as_of)
    due = (extensions[-1].date("to") if extensions else None) or original
    cancelled = action.part("cancelled")
    given_up_on = cancelled.date("on") if cancelled else None
    completed_on = action.date("completed_on")
    done_on = completed_on if completed_on is not None and completed_on <= as_of else None
    state = state_of(due, done_on, as_of, warning_days, withdrawn_on=given_up_on)
    overdue = (as_of - due).days if state is State.OVERDUE else 0
    left = days_left(due, state, as_of)
    return ActionTiming(action, due, original, len(extensions), state, done_on, overdue, left)


def time_actions(portfolio: Portfolio, as_of: date) -> tuple[ActionTiming, ...]:
    """Every action raised by a day, ordered by due date and id."""
    days = windows_of(portfolio).actions
    timed = [
        found
        for action in portfolio.of_kind("action")
        if (found := time_action(action, as_of, days)) is not None
    ]
    timed.sort(key=lambda found: (found.due, found.action.id or ""))
    return tuple(timed)


CLOCK = "ACT-01"
"""The id under which actions stand among the clocks."""


def action_deadlines(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """Every action raised by a day as the one period of its clock, soonest first."""
    found = [_deadline(portfolio, timing) for timing in time_actions(portfolio, as_of)]
    return tuple(sorted(found, key=Deadline.order))


def _deadline(portfolio: Portfolio, timing: ActionTiming) -> Deadline:
    action = timing.action
    raised = action.date("raised_on")
    cancelled = action.part("cancelled")
    often = "once" if timing.extensions == 1 else f"{timing.extensions} times"
    first = f"extended {often}; first due {write_date(timing.original_due)}"
    note = first if timing.extensions else ""
    lifted_on = cancelled.date("on") if cancelled else None
    return Deadline(
        clock=CLOCK,
        subject=action.id or "",
        title=action.title,
        period=f"from {write_date(raised)}" if raised else "first time",
        start=raised,
        due=timing.due,
        end=timing.done_on,
        state=timing.state,
        days_left=timing.days_left,
        unit="named-date",
        force="local",
        actor=portfolio.title_of(action.text("owner")),
        basis=", ".join(action.sources) or action.words("raised_at"),
        evidence="S",
        note=with_lifting(note, timing.state, lifted_on, timing.due),
    )
