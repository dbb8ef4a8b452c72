"""Every deadline of a register: meetings, clocks of the catalogue, recurring duties.

They are reckoned from the whole register and then shown only where the reader
may see what they run for: a clock must not look missed because the record
that met it is withheld.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sscp.assurance.cadences import cadence_deadlines, open_cadences
from sscp.assurance.duties import Duty
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.reporting_year import reporting_year
from sscp.timing.states import CLOSED, State


def _visible(rows: list[Deadline], seen: Portfolio) -> list[Deadline]:
    shown = [row for row in rows if seen.get(row.subject) is not None]
    if not seen.is_restricted:
        return shown
    clauses = {clause.text("ref"): clause for clause in seen.of_kind("clause")}
    return [_as_seen(row, seen, clauses) for row in shown]


def _as_seen(row: Deadline, seen: Portfolio, clauses: Mapping[str | None, Record]) -> Deadline:
    """The same deadline without owners and sources that are withheld."""
    clause = clauses.get(row.clock)
    if clause is not None:
        owners = ", ".join(seen.title_of(owner) for owner in clause.texts("owners"))
        return row._replace(actor=owners, basis=", ".join(clause.sources))
    subject = seen.get(row.subject)
    if subject is None or subject.kind.name not in ("group", "document"):
        return row
    row = row._replace(basis=", ".join(subject.sources))
    owner = subject.text("owner")
    return row if owner is None else row._replace(actor=seen.title_of(owner))


def all_deadlines(
    whole: Portfolio, seen: Portfolio, as_of: date, duties: tuple[Duty, ...]
) -> tuple[Deadline, ...]:
    """Every period of every clock and recurring duty, soonest first.

    Args:
        whole: the register that is reckoned with.
        seen: the part of it that the reader may see.
        as_of: the day to reckon from.
        duties: how the statements of the arrangements stand in the whole register.
    """
    rows = [
        *meeting_deadlines(whole, as_of),
        *document_deadlines(whole, as_of),
        *clock_deadlines(whole, as_of),
        *cadence_deadlines(whole, duties, as_of),
    ]
    return tuple(sorted(_visible(rows, seen), key=Deadline.order))


def running_deadlines(
    whole: Portfolio, seen: Portfolio, as_of: date, duties: tuple[Duty, ...]
) -> tuple[Deadline, ...]:
    """What runs or has yet to start, soonest first; of one duty for many, the one due first."""
    rows = [
        *meeting_deadlines(whole, as_of),
        *clock_deadlines(whole, as_of),
        *open_cadences(whole, duties, as_of),
    ]
    running = [row for row in rows if row.state not in CLOSED]
    return tuple(sorted(_visible(running, seen), key=Deadline.order))


def breaches_this_year(
    whole: Portfolio, seen: Portfolio, as_of: date, duties: tuple[Duty, ...]
) -> tuple[Deadline, ...]:
    """What was done late in the open reporting year; another body's clocks are left out."""
    year = reporting_year(whole, as_of)
    return tuple(
        row
        for row in all_deadlines(whole, seen, as_of, duties)
        if row.state is State.BREACHED
        and row.force != "information"
        and row.end is not None
        and year.holds(row.end)
    )
