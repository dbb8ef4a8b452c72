"""A period of a duty: what is owed, when, whether it was done, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sscp.timing.states import CLOSED, State


class Period(NamedTuple):
    """One instance of a duty.

    Attributes:
        what: what is owed, in words.
        subject: the id of the record it is owed for, if it is owed for one.
        due: the last day in time (inclusive); None where no time is set.
        done_on: the day it was done, if it was.
        state: how it stands.
        evidence: ids of the records that show it.
        start: the day the due date is counted from, where it is counted from one.
        said: its state in the words of the clock behind it; empty where there is none.
        unverified: True where the text behind that clock has not been read.
        information: True where that clock is another body's.
    """

    what: str
    subject: str | None
    due: date | None
    done_on: date | None
    state: State
    evidence: tuple[str, ...] = ()
    start: date | None = None
    said: str = ""
    unverified: bool = False
    information: bool = False

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return (self.said or self.state.words) + (" (for information)" if self.information else "")

    @property
    def is_open(self) -> bool:
        """True while it is neither done nor lifted."""
        return self.state not in CLOSED


_OPEN_WORST_FIRST = (
    State.OVERDUE,
    State.DUE_SOON,
    State.NOT_DUE,
    State.INTERVAL_NOT_SET,
    State.NOT_STARTED,
)


def standing_of(periods: Iterable[Period]) -> State:
    """How a duty stands: its worst open period, else its last result, else not started."""
    all_of_them = tuple(periods)
    states = {period.state for period in all_of_them}
    for state in _OPEN_WORST_FIRST:
        if state in states:
            return state
    last = _newest(all_of_them)
    return last.state if last is not None else State.NOT_STARTED


def last_result(periods: Iterable[Period]) -> Period | None:
    """The period that was done last; None where none was."""
    return _newest(period for period in periods if period.done_on is not None)


def _newest(closed: Iterable[Period]) -> Period | None:
    """The one done last; of those of one day the first; one never done only at need."""
    return max(closed, key=lambda period: period.done_on or date.min, default=None)
