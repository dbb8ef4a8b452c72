"""Clocks run over records: each gives a deadline with its arithmetic."""

from __future__ import annotations

import os
from datetime import date
from functools import cache

from sscp.load.loader import records_in
from sscp.load.parse import parse
from sscp.model.dates import write_date
from sscp.model.kinds.clocks import CLOCK
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record, SourceFile
from sscp.model.ways import spelt
from sscp.timing.deadline import Deadline
from sscp.timing.editions import edition_on
from sscp.timing.events import find_event
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.states import RUNNING, State, state_of
from sscp.timing.windows import windows_of
from sscp.timing.working_days import Calendar, calendar_of

NATIONAL_FILE = "national_clocks.yaml"


@cache
def national_clocks() -> tuple[Record, ...]:
    """The clocks that ship with the program."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), NATIONAL_FILE)
    with open(path, "rb") as stream:
        parsed = parse(stream.read())
    file = SourceFile(NATIONAL_FILE, parsed.positions)
    return tuple(records_in(CLOCK, parsed, file, []))


def clocks_of(portfolio: Portfolio) -> tuple[Record, ...]:
    """The clocks of a register, by id: its own, and the national ones it does not replace."""
    every = (*national_clocks(), *portfolio.of_kind("clock"))
    by_id = {clock.id or "": clock for clock in every}
    return tuple(by_id[name] for name in sorted(by_id))


def clock_deadlines(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """Every clock that has been started by a day, for every record it runs for.

    Ordered by due date, clock and subject.
    """
    calendar = calendar_of(portfolio)
    warning_days = windows_of(portfolio).clocks
    found = []
    for clock in clocks_of(portfolio):
        for record in portfolio.of_kind(clock.words("runs_for")):
            deadline = _run(portfolio, clock, record, as_of, calendar, warning_days)
            if deadline is not None:
                found.append(deadline)
    return tuple(sorted(found, key=Deadline.order))


def _applies(clock: Record, record: Record) -> bool:
    """True when the record meets every condition of the clock."""
    for condition in clock.rows("only_if"):
        if spelt(record.values.get(condition.words("field"))) != condition.text("is"):
            return False
    return True


def start_event(portfolio: Portfolio, clock: Record) -> str:
    """The event that starts a clock in this register, a policy's choice included."""
    policies = portfolio.settings.part("policies") if portfolio.settings else None
    if policies is not None:
        for option in clock.rows("starts_by_policy"):
            if policies.words(option.words("policy")) == option.text("value"):
                return option.words("event")
    return clock.words("starts")


def _run(
    portfolio: Portfolio,
    clock: Record,
    record: Record,
    as_of: date,
    calendar: Calendar,
    warning_days: int,
) -> Deadline | None:
    if not _applies(clock, record):
        return None
    start = find_event(portfolio, record, start_event(portfolio, clock), as_of)
    if start is None or not _is_valid(clock, start):
        return None
    only_after = clock.words("only_after")
    if only_after and find_event(portfolio, record, only_after, as_of) is None:
        return None
    due = due_date(portfolio, clock, start, calendar)
    end = find_event(portfolio, record, clock.words("ends"), as_of)
    if clock.flag("at_least"):
        state, end = _kept_up(due, end, as_of)
    else:
        state = state_of(due, end, as_of, warning_days)
    withdrawn = find_event(portfolio, record, clock.words("withdrawn_by"), as_of)
    if end is None and withdrawn is not None:
        state = State.WITHDRAWN
    is_open = state in RUNNING
    subject = record.id or ""
    by_days = clock.text("unit") == "working-days"
    excluded = calendar.excluded_between(start, due) if by_days else ()
    return Deadline(
        clock=clock.id or "",
        subject=subject,
        title=f"{clock.title} ({subject})",
        period=f"from {write_date(start)}",
        start=start,
        due=due,
        end=end,
        state=state,
        days_left=(due - as_of).days if is_open else None,
        unit=clock.words("unit"),
        force=clock.words("force"),
        actor=clock.words("actor"),
        basis=clock.words("basis"),
        evidence=clock.words("evidence"),
        unverified=clock.text("evidence") == "R",
        edition=_edition(clock, record.text("guidance") or edition_on(start)),
        excluded=tuple(day.day for day in excluded),
        note=_note(portfolio, clock, record, as_of, calendar, start, due),
    )


def _edition(clock: Record, edition: str | None) -> str | None:
    """The edition, marked where the clock is taken over from the one before, unread."""
    for row in clock.rows("editions"):
        if row.text("edition") == edition and row.flag("inherited"):
            return f"{edition} (inherited)"
    return edition


def _is_valid(clock: Record, start: date) -> bool:
    """True when the clock was in force on the day of the start (`valid_to` is exclusive)."""
    since, until = clock.date("valid_from"), clock.date("valid_to")
    return (since is None or since <= start) and (until is None or start < until)


def _kept_up(due: date, ended: date | None, as_of: date) -> tuple[State, date | None]:
    """State and end of something that must last until a day: ended earlier, it is breached."""
    if ended is not None and ended < due:
        return State.BREACHED, ended
    if as_of >= due:
        return State.MET, due
    return State.NOT_DUE, None


def due_date(portfolio: Portfolio, clock: Record, start: date, calendar: Calendar) -> date:
    """The last day in time, by the clock's unit and direction, or a register's own length."""
    settings = portfolio.settings
    own = read_interval(settings.text(clock.words("length_setting"))) if settings else None
    if own is not None:
        return own.after(start)
    length = clock.whole("length") or 0
    if clock.text("direction") == "before":
        length = -length
    unit = clock.text("unit")
    if unit == "working-days":
        return calendar.add(start, length)
    if unit == "months":
        return Interval(length, 0).after(start)
    return Interval(0, length).after(start)


def _note(
    portfolio: Portfolio,
    clock: Record,
    record: Record,
    as_of: date,
    calendar: Calendar,
    start: date,
    due: date,
) -> str:
    notes = []
    delay = find_event(portfolio, record, clock.words("delay_notice"), as_of)
    if delay is not None:
        notes.append(f"reasons for delay sent {write_date(delay)}")
    if clock.text("unit") == "working-days" and not calendar.is_known(start, due):
        notes.append(f"bank holidays are known only to {write_date(calendar.known_to)}")
    if clock.text("unit") == "months" and not calendar.is_working_day(due):
        before = calendar.last_working_day_before(due)
        notes.append(f"not a working day; the last one before is {write_date(before)}")
    return "; ".join(notes)
