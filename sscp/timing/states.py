"""The states of anything that falls due, defined once and spelt one way everywhere."""

from __future__ import annotations

from datetime import date
from enum import Enum


class State(Enum):
    """How something that falls due stands on a date.

    A closed period is met or breached; an open one is one of the rest.

    Source: traceability matrix of the arrangements, conventions, `states`.
    """

    NOT_STARTED = "not_started"
    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    BREACHED = "breached"
    MET = "met"
    INTERVAL_NOT_SET = "interval_not_set"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as it is said where no law stands behind the date."""
        return _WORDS[self]


_WORDS = {
    State.NOT_STARTED: "not started",
    State.NOT_DUE: "not due",
    State.DUE_SOON: "due soon",
    State.OVERDUE: "overdue",
    State.BREACHED: "done late",
    State.MET: "done in time",
    State.INTERVAL_NOT_SET: "interval not set",
    State.STOPPED: "stopped",
    State.WITHDRAWN: "withdrawn",
}


def state_of(due: date, done_on: date | None, as_of: date, warning_days: int) -> State:
    """How something due on a day stands on another.

    Something due today is not overdue; tomorrow it is. Done on the due date
    is in time. What was done after `as_of` has not been done yet.

    Args:
        due: the last day in time (inclusive).
        done_on: the day it was done, if it was.
        as_of: the day to reckon from.
        warning_days: calendar days before `due`, inclusive, in which it is due soon.
    """
    if done_on is not None and done_on <= as_of:
        return State.MET if done_on <= due else State.BREACHED
    if as_of > due:
        return State.OVERDUE
    if (due - as_of).days <= warning_days:
        return State.DUE_SOON
    return State.NOT_DUE
