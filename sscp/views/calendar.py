"""The governance year at a glance: what was held, what is planned and what falls due, by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from sscp.assurance.duties import Duty
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.actions import ActionTiming, time_actions
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.documents import time_documents
from sscp.timing.reporting_year import ReportingYear, reporting_year
from sscp.timing.states import RUNNING, State, state_of
from sscp.timing.windows import windows_of
from sscp.timing.working_days import calendar_of
from sscp.views.meeting_events import view_meeting_events
from sscp.views.running import running_deadlines

MEETING, CLOCK, DOCUMENT, OUTCOME, RETURNS, ACTION = (
    "meeting",
    "clock",
    "document",
    "plan-outcome",
    "section-11-returns",
    "action",
)
_PLAN_OUTCOME = "plan-outcome"
FORMS = (MEETING, CLOCK, DOCUMENT, OUTCOME, RETURNS, ACTION)
"""The order of entries on one day."""


class CalendarEntry(NamedTuple):
    """Something on a day of the year.

    Attributes:
        date: the day it takes place, or the last day in time.
        form: meeting, clock, document, plan-outcome, section-11-returns or action.
        id: the record's.
        item: the key of a plan's outcome within its plan.
        title: what a reader sees.
        state: for a meeting held, planned, cancelled or moved; else the state of what falls due,
            empty where a reader may not see enough to tell.
        days_overdue: calendar days since the day, 0 unless overdue.
        note: anything to be said beside it.
        holidays: what is not known of the bank holidays that the day depends on.
        information: True for somebody else's date, never the partnership's breach.
        unverified: True when the text behind the date has not been read.
        illustrative: True for an invented record.
    """

    date: date
    form: str
    id: str
    item: str
    title: str
    state: str
    days_overdue: int = 0
    note: str = ""
    holidays: str = ""
    information: bool = False
    unverified: bool = False
    illustrative: bool = False


class CalendarMonth(NamedTuple):
    """A month of the year; of the open actions due in it only the overdue ones are entries."""

    month: str
    actions_due: int
    actions_overdue: int
    entries: tuple[CalendarEntry, ...]


class CalendarView(NamedTuple):
    """A governance year, as it stands on a day.

    `earlier` holds what was due before the year and still is; it is empty
    unless the year holds that day. The year ends on `last_day`, inclusive.
    """

    name: str
    as_of: date
    illustrative: bool
    withheld: bool
    year: str
    first_day: date
    last_day: date
    earlier: tuple[CalendarEntry, ...]
    months: tuple[CalendarMonth, ...]


def view_calendar(
    portfolio: Portfolio,
    as_of: date,
    year: ReportingYear | None = None,
    duties: tuple[Duty, ...] = (),
    whole: Portfolio | None = None,
) -> CalendarView:
    """The governance year by month.

    Args:
        portfolio: the register.
        as_of: the day to reckon from.
        year: the year that is wanted; the one that holds `as_of` when None.
        duties: how the statements of the arrangements stand; recurring ones fall due too.
        whole: the whole register, where `portfolio` is what an audience may see of it.
    """
    year = year or reporting_year(portfolio, as_of)
    actions = [row for row in time_actions(portfolio, as_of) if row.is_open]
    clocks = running_deadlines(whole or portfolio, portfolio, as_of, duties)
    found = chain(
        _meetings(portfolio, as_of),
        _clocks(portfolio, clocks, as_of),
        _documents(portfolio, as_of),
        _outcomes(portfolio, clock_deadlines(whole or portfolio, as_of), as_of),
        _returns(portfolio, as_of),
        _overdue(actions, as_of),
    )
    entries = sorted(found, key=_order)
    settings = portfolio.settings
    return CalendarView(
        name=(settings.text("name") if settings else None) or "Unnamed register",
        as_of=as_of,
        illustrative=portfolio.is_illustrative or any(row.illustrative for row in entries),
        withheld=portfolio.is_restricted,
        year=year.name,
        first_day=year.first_day,
        last_day=year.last_day,
        earlier=_earlier(entries, year) if year.holds(as_of) else (),
        months=tuple(_month(first, actions, entries) for first in _month_starts(year)),
    )


def _order(entry: CalendarEntry) -> tuple[date, int, str, str]:
    return entry.date, FORMS.index(entry.form), entry.id, entry.item


def _earlier(entries: Iterable[CalendarEntry], year: ReportingYear) -> tuple[CalendarEntry, ...]:
    return tuple(row for row in entries if row.days_overdue and row.date < year.first_day)


def _month_starts(year: ReportingYear) -> Iterator[date]:
    """The first days of the year's twelve months."""
    for count in range(year.first_day.month - 1, year.first_day.month + 11):
        yield date(year.first_day.year + count // 12, count % 12 + 1, 1)


def _month(
    first: date, actions: Iterable[ActionTiming], entries: Iterable[CalendarEntry]
) -> CalendarMonth:
    def is_in(day: date) -> bool:
        return (day.year, day.month) == (first.year, first.month)

    due = [row for row in actions if is_in(row.due)]
    return CalendarMonth(
        f"{first:%Y-%m}",
        len(due),
        sum(row.state is State.OVERDUE for row in due),
        tuple(row for row in entries if is_in(row.date)),
    )


def _due(
    record: Record, form: str, title: str, due: date, state: State, as_of: date
) -> CalendarEntry:
    return CalendarEntry(
        date=due,
        form=form,
        id=record.id or "",
        item="",
        title=title,
        state=state.value,
        days_overdue=(as_of - due).days if state is State.OVERDUE else 0,
        illustrative=record.is_illustrative,
    )


def _meetings(portfolio: Portfolio, as_of: date) -> Iterator[CalendarEntry]:
    calendar = calendar_of(portfolio)
    for event in view_meeting_events(portfolio, as_of).meetings:
        times = f"{event.starts:%H:%M}" if event.starts else ""
        if event.starts and event.ends:
            times += f" to {event.ends:%H:%M}"
        notes = [times, event.place] if event.standing == "planned" and event.date >= as_of else []
        if event.standing == "planned" and event.date < as_of:
            notes.append("nothing says that it was held")
        planned_ahead = event.standing == "planned" and event.date >= as_of
        yield CalendarEntry(
            date=event.date,
            form=MEETING,
            id=event.id,
            item="",
            title=event.group or event.title,
            state=event.standing,
            note=", ".join(note for note in notes if note),
            holidays=calendar.unknown(event.date) if planned_ahead else "",
            illustrative=event.illustrative,
        )


def _clocks(
    portfolio: Portfolio, deadlines: Iterable[Deadline], as_of: date
) -> Iterator[CalendarEntry]:
    """The clocks that run; what is done or withdrawn is left to `sscp clocks`."""
    for row in deadlines:
        if row.due is None or row.state not in RUNNING or row.clock == _PLAN_OUTCOME:
            continue
        subject = portfolio.get(row.subject)
        yield CalendarEntry(
            date=row.due,
            form=CLOCK,
            id=row.subject,
            item="",
            title=row.title,
            state=row.state.value,
            days_overdue=(as_of - row.due).days if row.state is State.OVERDUE else 0,
            note=row.note,
            holidays=row.holidays,
            information=row.is_for_information,
            unverified=row.unverified,
            illustrative=subject is not None and subject.is_illustrative,
        )


def _documents(portfolio: Portfolio, as_of: date) -> Iterator[CalendarEntry]:
    for row in time_documents(portfolio, as_of):
        entry = _due(row.document, DOCUMENT, row.document.title, row.due, row.state, as_of)
        yield entry._replace(note=row.reason)


def _overdue(actions: Iterable[ActionTiming], as_of: date) -> Iterator[CalendarEntry]:
    for row in actions:
        if row.state is State.OVERDUE:
            yield _due(row.action, ACTION, row.action.title, row.due, row.state, as_of)


def _outcomes(
    portfolio: Portfolio, deadlines: Iterable[Deadline], as_of: date
) -> Iterator[CalendarEntry]:
    """The outcomes that plans in force still owe; a plan agreed later was not yet known."""
    for row in deadlines:
        plan = portfolio.get_kind(row.subject, "plan")
        if row.clock != _PLAN_OUTCOME or plan is None or row.due is None:
            continue
        if row.state in RUNNING:
            outcome = next(one for one in plan.rows("outcomes") if one.words("key") == row.item)
            entry = _due(plan, OUTCOME, outcome.words("outcome"), row.due, row.state, as_of)
            yield entry._replace(item=row.item, note=plan.title)


def _returns(portfolio: Portfolio, as_of: date) -> Iterator[CalendarEntry]:
    """The day on which each Section 11 round wants its returns; how many are in by now.

    A reader who may not see everything is told the day alone: the returns
    withheld would be taken for returns not made.
    """
    for cycle in portfolio.of_kind("s11-cycle"):
        due = cycle.date("returns_due")
        if due is None:
            continue
        if portfolio.is_restricted:
            entry = CalendarEntry(due, RETURNS, cycle.id or "", "", cycle.title, "")
            yield entry._replace(illustrative=cycle.is_illustrative)
            continue
        asked = {_same(portfolio, agency) for agency in cycle.texts("agencies")}
        received = _received(portfolio, cycle, as_of)
        missing = asked - received.keys()
        done_on = None if missing else max(received.values(), default=None)
        state = state_of(due, done_on, as_of, windows_of(portfolio).clocks)
        entry = _due(cycle, RETURNS, cycle.title, due, state, as_of)
        closed_on = cycle.date("closed_on")
        if missing and closed_on is not None and closed_on <= as_of:
            note = f"the round was closed on {write_date(closed_on)}"
            yield entry._replace(state="", days_overdue=0, note=note)
        else:
            yield entry._replace(note=f"{len(asked) - len(missing)} of {len(asked)} in")


def _same(portfolio: Portfolio, identity: str) -> str:
    """The id of a record by the one it has now or had once."""
    found = portfolio.get(identity)
    return (found.id if found is not None else None) or identity


def _received(portfolio: Portfolio, cycle: Record, as_of: date) -> dict[str, date]:
    """The agencies whose return in a round had come by a day, and when it came."""
    return {
        _same(portfolio, agency): came
        for each in portfolio.of_kind("s11-return")
        if portfolio.get(each.text("cycle")) is cycle
        and (agency := each.text("agency")) is not None
        and (came := each.date("received_on")) is not None
        and came <= as_of
    }
