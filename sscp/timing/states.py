"""The states of anything that falls due, defined once and spelt one way everywhere."""

from __future__ import annotations

from datetime import date
from enum import Enum


class State(Enum):
    """How one period of something that falls due stands on a date.

    A period that was done is met or breached, an open one is one of the rest,
    and one that was lifted before it was done is withdrawn or stopped.

    Attributes:
        NOT_STARTED: nothing has set it going yet, or what is to be there is not.
        NOT_DUE: it runs; its last day lies beyond the days of warning.
        DUE_SOON: its last day is near, or today.
        OVERDUE: its last day is past and it is not done.
        BREACHED: it was done after its last day.
        MET: it was done on its last day or before.
        INTERVAL_NOT_SET: it runs, and nothing says until when.
        STOPPED: what it ran for came to an end first: a group that was disbanded, a review
            whose report is final, a document that was replaced, a plan that was closed.
        WITHDRAWN: those who may took the task itself back: an action given up, an audit
            cancelled, a rapid review of an incident below the criteria.

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
        """The state as it is said on every screen where no law stands behind the date."""
        return _WORDS[self]


_WORDS = {
    State.NOT_STARTED: "not there yet",
    State.NOT_DUE: "not due",
    State.DUE_SOON: "due soon",
    State.OVERDUE: "overdue",
    State.BREACHED: "done late",
    State.MET: "met",
    State.INTERVAL_NOT_SET: "open with no time set",
    State.STOPPED: "stopped",
    State.WITHDRAWN: "withdrawn",
}


RUNNING = frozenset((State.NOT_DUE, State.DUE_SOON, State.OVERDUE))
"""Not done, and with a last day."""
LIFTED = frozenset((State.STOPPED, State.WITHDRAWN))
"""Not done, and owed no more."""
CLOSED = LIFTED | {State.MET, State.BREACHED}
"""Done or lifted: nothing is owed for this period any more."""


def state_of(
    due: date | None,
    done_on: date | None,
    as_of: date,
    warning_days: int,
    *,
    withdrawn_on: date | None = None,
    stopped_on: date | None = None,
) -> State:
    """How something that runs stands on a day.

    Something due today is not overdue; tomorrow it is. Done on the due date
    is in time. What happened after `as_of` has not happened yet. What was done
    stays done, whatever ended later; what was lifted is lifted even if it was
    late by then.

    Args:
        due: the last day in time (inclusive); None where nothing sets one.
        done_on: the day it was done, if it was.
        as_of: the day to reckon from.
        warning_days: calendar days before `due`, inclusive, in which it is due soon.
        withdrawn_on: the day on which the task was taken back, if it was.
        stopped_on: the day on which what it ran for came to an end, if it did.
    """
    if done_on is not None and done_on <= as_of:
        return State.MET if due is None or done_on <= due else State.BREACHED
    for lifted_on, state in ((withdrawn_on, State.WITHDRAWN), (stopped_on, State.STOPPED)):
        if lifted_on is not None and lifted_on <= as_of:
            return state
    if due is None:
        return State.INTERVAL_NOT_SET
    if as_of > due:
        return State.OVERDUE
    if (due - as_of).days <= warning_days:
        return State.DUE_SOON
    return State.NOT_DUE


def days_left(due: date | None, state: State, as_of: date) -> int | None:
    """Calendar days until the last day, negative once overdue; None for what does not run."""
    return (due - as_of).days if due is not None and state in RUNNING else None
