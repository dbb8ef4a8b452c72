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
        done_on: the day of the event that met it; None where none did, and for what stands.
        state: how it stands.
        evidence: ids of the records that show it.
        start: the day the due date is counted from, where it is counted from one.
        said: its state in the words of the clock behind it; empty where there is none.
        unverified: True where the text behind that clock has not been read.
        information: True where that clock is another body's.
        since: the day from which it has been met, where it stands without an event of its own.
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
    since: date | None = None

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
    State.NOT_STARTED,
    State.NOT_DUE,
    State.INTERVAL_NOT_SET,
)


def standing_of(proofs: Iterable[tuple[Period, ...]]) -> State:
    """How a duty stands: its worst open period, else its last result, else not started.

    Args:
        proofs: the periods that each of its proofs gave. With nothing open, a proof that was
            last met late is not outdone by another that was met later.
    """
    groups = tuple(proofs)
    states = {period.state for group in groups for period in group}
    for state in _OPEN_WORST_FIRST:
        if state in states:
            return state
    last = tuple(found for group in groups if (found := _newest(group)) is not None)
    if any(period.state is State.BREACHED for period in last):
        return State.BREACHED
    newest = _newest(last)
    return newest.state if newest is not None else State.NOT_STARTED


def last_result(periods: Iterable[Period]) -> Period | None:
    """What was shown last: by an event, else by what stands, else by what a clock is counted from.

    None where nothing has been shown.
    """
    all_of_them = tuple(periods)
    done = _newest(period for period in all_of_them if period.done_on is not None)
    if done is not None:
        return done
    standing = [period for period in all_of_them if period.state is State.MET]
    begun = [period for period in all_of_them if period.start is not None]
    return max(standing, key=lambda period: period.since or date.min, default=None) or max(
        begun, key=lambda period: period.start or date.min, default=None
    )


def _newest(closed: Iterable[Period]) -> Period | None:
    """The one done last; of those of one day the first; one never done only at need."""
    return max(closed, key=lambda period: period.done_on or date.min, default=None)
