"""A deadline: one period of one clock for one subject, with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.timing.states import LIFTED, State
from sscp.timing.working_days import Calendar

HOLIDAYS_MATTER = frozenset(("working-days", "months"))
"""The units of dates that bank holidays move, or of which they say whether one can be kept."""
MORE = "more like it"
UNVERIFIED = " [unverified]"
"""Said behind everything that rests on a text which nobody has read again."""


class Deadline(NamedTuple):
    """One period of a clock.

    Attributes:
        clock: the clock's id.
        subject: the id of the record it runs for.
        title: what falls due, in words.
        period: which period it is, such as "after 18 October 2023".
        start: the day it is counted from; None where nothing has started it.
        due: the last day in time (inclusive); None where no interval is set.
        end: the day it was met, if it was.
        state: how it stands.
        days_left: calendar days until the due date, negative once overdue; None when closed.
        unit: how it is counted: months, calendar days or working days.
        force: duty, guidance, expectation, local or information.
        actor: who would be late.
        basis: the paragraph it rests on.
        evidence: the grade of that basis.
        unverified: True when the text behind it has not been read.
        edition: the edition of guidance, where one applies.
        excluded: days that were not counted.
        note: anything to be said beside it.
        item: the key of the subject's row it runs for, such as an outcome of a plan.
        lasting: True for what must last until the due date instead of being done by it.
        time_force: what stands behind the time, where that is less than what binds to the duty.
        local: what is a choice of the register's own in it, and why.
        holidays: what is not known of the bank holidays that the date depends on.
    """

    clock: str
    subject: str
    title: str
    period: str
    start: date | None
    due: date | None
    end: date | None
    state: State
    days_left: int | None
    unit: str
    force: str
    actor: str
    basis: str
    evidence: str
    unverified: bool = False
    edition: str | None = None
    excluded: tuple[date, ...] = ()
    note: str = ""
    item: str = ""
    lasting: bool = False
    time_force: str = ""
    local: str = ""
    holidays: str = ""

    @property
    def state_words(self) -> str:
        """The state as it is said: a breach only of a duty, by a time that law or guidance sets.

        Source: practice note 9 (SIN-01, SIN-03, LCSPR-05).
        """
        if self.state is State.BREACHED and self.force == "duty" and self.time_force in _SET:
            return "breached"
        if self.lasting and self.state in _LASTING_WORDS:
            return _LASTING_WORDS[self.state]
        return self.state.words

    @property
    def is_for_information(self) -> bool:
        """True for another body's date: late or not, it is no breach of the partnership's."""
        return self.force == "information"

    @property
    def mark(self) -> str:
        """What is said behind it where the text behind it has not been read."""
        return UNVERIFIED if self.unverified else ""

    def order(self) -> tuple[date, str, str]:
        """What deadlines are sorted by: due date (those without one last), clock, subject."""
        return self.due or date.max, self.clock, self.subject


_SET = ("", "duty", "guidance")
"""What may stand behind the time of a duty for lateness to be a breach: no choice of one's own."""
_LASTING_WORDS = {State.BREACHED: "ended too early", State.MET: "kept to the end"}


def with_lifting(note: str, state: State, lifted_on: date | None, due: date | None) -> str:
    """A note to which is added on which day something was withdrawn or stopped, and how late."""
    if state not in LIFTED or lifted_on is None:
        return note
    said = f"{state.words} on {write_date(lifted_on)}"
    if due is not None and lifted_on > due:
        late = (lifted_on - due).days
        said += f", {late} day{'' if late == 1 else 's'} late"
    return f"{note}; {said}" if note else said


def with_horizon(row: Deadline, calendar: Calendar) -> Deadline:
    """A deadline that says where the bank holidays its date depends on are not known."""
    if row.holidays or row.due is None or row.unit not in HOLIDAYS_MATTER:
        return row
    return row._replace(holidays=calendar.unknown(row.due))


def soonest_of_each(rows: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Of each clock the deadline due first, which says how many more there are like it."""
    found: dict[str, list[Deadline]] = {}
    for row in sorted(rows, key=Deadline.order):
        found.setdefault(row.clock, []).append(row)
    return tuple(
        first._replace(note=f"and {len(more)} {MORE}") if more else first
        for first, *more in found.values()
    )
