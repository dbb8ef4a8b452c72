"""Every deadline of a register: meetings, clocks of the catalogue, recurring duties.

They are reckoned from the whole register and then shown only where the reader
may see what they run for: a clock must not look missed because the record
that met it is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sscp.assurance.cadences import cadence_deadlines, open_cadences
from sscp.assurance.duties import Duty
from sscp.governance.meetings import held_meetings, next_meeting
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import action_deadlines
from sscp.timing.catalogue import clocks_of
from sscp.timing.choices import local_choices
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline, soonest_of_each, with_horizon
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.reporting_year import reporting_year
from sscp.timing.states import CLOSED, State
from sscp.timing.working_days import calendar_of


def visible(rows: Iterable[Deadline], whole: Portfolio, seen: Portfolio) -> tuple[Deadline, ...]:
    """The deadlines that a reader may see, without what is withheld of them."""
    shown = tuple(row for row in rows if seen.get(row.subject) is not None)
    if not seen.is_restricted:
        return shown
    clauses = {clause.text("ref"): clause for clause in seen.of_kind("clause")}
    clocks = {clock.id: clock for clock in clocks_of(whole)}
    return tuple(
        _as_seen(row, seen, clauses, clocks) for row in shown if not _gives_away(row, whole, seen)
    )


def _gives_away(row: Deadline, whole: Portfolio, seen: Portfolio) -> bool:
    """True for a deadline whose dates are those of meetings that are withheld.

    The open period of a group stays: without it the group would look late.
    """
    subject = seen.get(row.subject)
    kind = subject.kind.name if subject is not None else ""
    if kind == "group":
        days = [row.start, row.end] if row.end is not None else []
        met = {each.date("date") for each in held_meetings(seen, row.subject, date.max)}
        return any(day not in met for day in days)
    if kind == "meeting" and subject is not None:
        following = next_meeting(whole, whole.get(row.subject) or subject)
        return following is not None and seen.get(following.id) is None
    return False


def _as_seen(
    row: Deadline,
    seen: Portfolio,
    clauses: Mapping[str | None, Record],
    clocks: Mapping[str | None, Record],
) -> Deadline:
    """The same deadline without owners and sources that are withheld."""
    clause = clauses.get(row.clock)
    if clause is not None:
        owners = ", ".join(seen.title_of(owner) for owner in clause.texts("owners"))
        return row._replace(actor=owners, basis=", ".join(clause.sources))
    clock = clocks.get(row.clock)
    if clock is not None and row.local:
        # The reason, and who agreed, may stand in records that are withheld.
        what = "; ".join(choice.what for choice in local_choices(seen, clock))
        row = row._replace(local=what)
    if clock is not None and clock.has("actor_in"):
        return row._replace(actor=clock.words("actor"))
    subject = seen.get(row.subject)
    kind = subject.kind.name if subject is not None else ""
    if subject is None or kind not in ("group", "document", "action"):
        return row
    row = row._replace(basis=", ".join(subject.sources))
    if kind == "group" or clock is None:
        return row
    owner = subject.text("owner")
    return row._replace(actor=seen.title_of(owner) if owner else clock.words("actor"))


def all_deadlines(
    whole: Portfolio,
    seen: Portfolio,
    as_of: date,
    duties: tuple[Duty, ...],
    unstarted: bool = False,
    actions: bool = False,
) -> tuple[Deadline, ...]:
    """Every period of every clock and recurring duty, soonest first.

    Args:
        whole: the register that is reckoned with.
        seen: the part of it that the reader may see.
        as_of: the day to reckon from.
        duties: how the statements of the arrangements stand in the whole register.
        unstarted: True to have those too that nothing has started yet.
        actions: True to have actions too.
    """
    rows = [
        *meeting_deadlines(whole, as_of),
        *document_deadlines(whole, as_of),
        *clock_deadlines(whole, as_of, unstarted),
        *cadence_deadlines(whole, duties, as_of),
        *(action_deadlines(whole, as_of) if actions else ()),
    ]
    calendar = calendar_of(whole)
    shown = (with_horizon(row, calendar) for row in visible(rows, whole, seen))
    return tuple(sorted(shown, key=Deadline.order))


def running_deadlines(
    whole: Portfolio, seen: Portfolio, as_of: date, duties: tuple[Duty, ...]
) -> tuple[Deadline, ...]:
    """What the first screen shows: what runs or has yet to start, soonest first.

    Of one duty for many it is the one due first. So it is of a clock that is
    shown only once it is late; one that another list there shows is left out.
    """
    rows = [
        *meeting_deadlines(whole, as_of),
        *clock_deadlines(whole, as_of),
        *open_cadences(whole, duties, as_of),
    ]
    screens = {clock.id: clock.text("first_screen") for clock in clocks_of(whole)}
    running = [row for row in rows if row.state not in CLOSED]
    shown = visible([row for row in running if not screens.get(row.clock)], whole, seen)
    late = [
        row for row in running if row.state is State.OVERDUE and screens.get(row.clock) == "late"
    ]
    late_ones = soonest_of_each(visible(late, whole, seen))
    calendar = calendar_of(whole)
    found = (with_horizon(row, calendar) for row in (*shown, *late_ones))
    return tuple(sorted(found, key=Deadline.order))


def breaches_this_year(
    whole: Portfolio, seen: Portfolio, as_of: date, duties: tuple[Duty, ...]
) -> tuple[Deadline, ...]:
    """What was done late in the open reporting year; another body's clocks are left out."""
    year = reporting_year(whole, as_of)
    return tuple(
        row
        for row in all_deadlines(whole, seen, as_of, duties)
        if row.state is State.BREACHED
        and not row.is_for_information
        and row.end is not None
        and year.holds(row.end)
    )
