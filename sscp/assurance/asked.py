"""What a form of proof may look at, and the questions that several forms ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sscp.assurance.evidence import table_of
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import takes_place
from sscp.governance.terms import is_in_force
from sscp.model.conditions import conditions_of, meets
from sscp.model.dates import read_iso_date
from sscp.model.finding import Finding
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import spelt, values_at
from sscp.timing.actions import time_action
from sscp.timing.beginnings import owed_since
from sscp.timing.deadline import Deadline
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.reporting_year import ReportingYear
from sscp.timing.states import State, state_of


class Asked(NamedTuple):
    """Everything a form of proof may look at.

    Attributes:
        portfolio: the register.
        clause: the statement.
        proof: its proof.
        as_of: the day to reckon from.
        year: the reporting year that holds that day.
        warning_days: calendar days ahead in which something is due soon.
        deadlines: what the clocks say on that day.
        findings: what the rules find on that day, by code.
    """

    portfolio: Portfolio
    clause: Record
    proof: Fields
    as_of: date
    year: ReportingYear
    warning_days: int
    deadlines: tuple[Deadline, ...]
    findings: dict[str, tuple[Finding, ...]]

    @property
    def interval(self) -> Interval | None:
        """The interval of the proof, else that of the statement's cadence."""
        cadence = self.clause.part("cadence")
        text = self.proof.text("within") or (cadence.text("interval") if cadence else None)
        return read_interval(text)

    def interval_of(self, holder: Record) -> Interval | None:
        """The interval that a record holds where the proof says so, else the statement's."""
        for value in values_at(self.portfolio, holder, self.proof.words("interval_in")):
            if (found := read_interval(spelt(value))) is not None:
                return found
        return self.interval

    def owed_since(self, subject: Record | None) -> date | None:
        """The day from which the statement asks for this, also if it was never done.

        None where nothing tells of it, and before that day. Where evidence counts only from a
        later day, it is that day.
        """
        text = self.portfolio.get_kind(self.clause.text("document"), "document")
        since = owed_since(self.portfolio, text, subject)
        if since is not None:
            since = max(since, self.proof.date("since") or since)
        return since if since is not None and since <= self.as_of else None

    def subjects(self, per: Fields) -> Iterator[Record]:
        """The records that are asked about one by one: those in force, and of this year.

        A record that carries a reporting year, such as a priority, counts in that year only.
        """
        conditions = conditions_of(self.portfolio, per.rows("where"))
        for subject in self.portfolio.of_kind(per.words("kind")):
            if (
                is_in_force(subject, self.as_of)
                and subject.text("year") in (None, self.year.name)
                and meets(self.portfolio, subject, conditions)
            ):
                yield subject

    def state(self, due: date | None, done_on: date | None) -> State:
        """How something stands; without a due date it is met or open."""
        return state_of(due, done_on, self.as_of, self.warning_days)

    def due_in(self, record: Record, way: str) -> date | None:
        """The due date that a record holds; of a field `until` it is the last day before.

        Of an action it is the last day that had been agreed.
        """
        link, _, last = way.rpartition("/")
        for holder in self._led_to(record, link) if link else (record,):
            if holder.kind.name == "action" and last == "due":
                timing = time_action(holder, self.as_of, self.warning_days)
                if timing is not None:
                    return timing.due
            for value in values_at(self.portfolio, holder, last):
                if (found := read_iso_date(value)) is not None:
                    ends = last.rpartition(".")[2] == "until"
                    return found - timedelta(days=1) if ends else found
        return None

    def _led_to(self, record: Record, way: str) -> Iterator[Record]:
        for value in values_at(self.portfolio, record, way):
            if (target := self.portfolio.get(spelt(value))) is not None:
                yield target

    def meeting_after(self, day: date) -> date | None:
        """The meeting by which something of that day falls due; None when it is not known.

        It is the first meeting after the day of the group that the proof names, or the
        one so many later that the proof asks for; it may be held or only planned.
        """
        group = resolve(self.portfolio, self.proof.text("due_by_meeting_of"))
        days = [
            found
            for meeting in index_of(self.portfolio).meetings.get(group, ())
            if takes_place(meeting) and (found := meeting.date("date")) is not None and found > day
        ]
        place = (self.proof.whole("meetings") or 1) - 1
        return days[place] if place < len(days) else None


def is_same_table(one: str, other: str) -> bool:
    """True when two ways begin in the same field of a record."""
    return table_of(one) == table_of(other)
