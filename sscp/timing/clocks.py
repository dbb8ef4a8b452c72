"""Clocks run over records: each gives its deadlines, period by period, with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sscp.model.dates import write_date
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.ways import apart, spelt, values_at, written_at
from sscp.timing.beginnings import kept_since
from sscp.timing.cases import edition_of, runs_under
from sscp.timing.catalogue import (
    LastDay,
    clocks_of,
    force_of,
    is_unverified,
    last_day,
    start_event,
)
from sscp.timing.choices import local_choices
from sscp.timing.deadline import HOLIDAYS_MATTER, Deadline, with_lifting
from sscp.timing.events import find_days, find_event
from sscp.timing.reporting_year import reporting_year, years_after
from sscp.timing.states import State, days_left, state_of
from sscp.timing.windows import windows_of
from sscp.timing.working_days import Calendar, calendar_of


class _Run(NamedTuple):
    """A clock on a day, and what it is reckoned with."""

    portfolio: Portfolio
    clock: Record
    as_of: date
    calendar: Calendar
    warning_days: int

    def event(self, record: Record, field: str) -> date | None:
        """The day of the event that a field of the clock names."""
        return find_event(self.portfolio, record, self.clock.words(field), self.as_of)


def clock_deadlines(
    portfolio: Portfolio, as_of: date, unstarted: bool = False
) -> tuple[Deadline, ...]:
    """Every period of every clock that two events run, for every record it runs for.

    Ordered by due date, clock and subject.

    Args:
        portfolio: the register.
        as_of: the day to reckon from.
        unstarted: True to have those too that nothing has started yet.
    """
    known = _WORKED_OUT.setdefault(portfolio, {})
    if as_of not in known:
        known[as_of] = tuple(sorted(_all_deadlines(portfolio, as_of), key=Deadline.order))
    if unstarted:
        return known[as_of]
    return tuple(row for row in known[as_of] if row.state is not State.NOT_STARTED)


_WORKED_OUT: WeakKeyDictionary[Portfolio, dict[date, tuple[Deadline, ...]]] = WeakKeyDictionary()
"""Asked for by several parts of one screen, and worked out once."""


def _all_deadlines(portfolio: Portfolio, as_of: date) -> Iterator[Deadline]:
    calendar = calendar_of(portfolio)
    warning_days = windows_of(portfolio).clocks
    for clock in clocks_of(portfolio):
        if clock.has("worked_by"):
            continue
        days = max(warning_days, clock.whole("warning_days") or warning_days)
        run = _Run(portfolio, clock, as_of, calendar, days)
        table = clock.words("rows")
        for record in portfolio.of_kind(clock.words("runs_for")):
            if _applies(portfolio, clock, record):
                for one in apart(record, table) if table else (record,):
                    yield from _periods(run, one)
        if clock.flag("each_year"):
            yield from _unopened(run)
        if clock.flag("first_owed"):
            yield from _first(run)


def _unopened(run: _Run) -> Iterator[Deadline]:
    """The periods of years for which nobody opened a record, told at the newest one there is.

    From the first year of which the register tells, or of which it has a record.
    """
    records = [
        (until, record)
        for record in run.portfolio.of_kind(run.clock.words("runs_for"))
        if (until := record.date("until")) is not None
        and _applies(run.portfolio, run.clock, record)
    ]
    covered = {until for until, _ in records}
    place = max(records, key=lambda pair: pair[0])[1] if records else _partnership(run.portfolio)
    firsts = [*covered, *_first_year_kept(run)]
    if not firsts or place is None:
        return
    kind = BY_NAME[run.clock.words("runs_for")]
    for until in (min(firsts), *years_after(min(firsts), run.as_of)):
        if until in covered:
            continue
        year = reporting_year(run.portfolio, until - timedelta(days=1)).name
        values = {"id": place.id, "until": str(until)}
        nobody = Record(kind, values, place.file, place.start)
        for found in _periods(run, nobody):
            title = f"{run.clock.title} ({year}, no record yet)"
            yield found._replace(title=title, item=year)


def _first_year_kept(run: _Run) -> Iterator[date]:
    """The first day after the reporting year in which the register begins, once that is over."""
    since = kept_since(run.portfolio)
    if since is not None:
        until = reporting_year(run.portfolio, since).next_first_day
        if until <= run.as_of + timedelta(days=1):
            yield until


def _partnership(portfolio: Portfolio) -> Record | None:
    """Where it is told what nobody has opened a record for: at the partnership itself."""
    return next(iter(portfolio.of_kind("partnership")), None)


def _first(run: _Run) -> Iterator[Deadline]:
    """What was never done, or for the first time too late, from the day the register is kept."""
    since, partnership = kept_since(run.portfolio), _partnership(run.portfolio)
    if since is None or partnership is None or since > run.as_of:
        return
    if not _runs(run, partnership, since):
        return
    starts = start_event(run.portfolio, run.clock)
    begun = [
        day
        for record in run.portfolio.of_kind(run.clock.words("runs_for"))
        if _applies(run.portfolio, run.clock, record)
        and (day := find_event(run.portfolio, record, starts, run.as_of)) is not None
    ]
    first = _period(run, partnership, since, min(begun, default=None))
    # A first time that was in time needs no telling.
    if first.state is not State.MET:
        title = run.clock.title if begun else f"{run.clock.title} (none yet)"
        edition = _edition(run.clock, edition_of(run.portfolio, partnership, since))
        yield first._replace(title=title, edition=edition)


def _applies(portfolio: Portfolio, clock: Record, record: Record) -> bool:
    """True when the record meets every condition of the clock."""
    for condition in clock.rows("only_if"):
        wanted = {condition.text("is"), *map(portfolio.present_id, condition.texts("names"))}
        if wanted.isdisjoint(written_at(portfolio, record, condition.words("field"))):
            return False
    return True


def _periods(run: _Run, record: Record) -> Iterator[Deadline]:
    """The periods of a clock for one record, or one row of it, oldest first."""
    clock = run.clock
    starts = start_event(run.portfolio, clock)
    begun = find_event(run.portfolio, record, starts, run.as_of)
    waits_for = starts if begun is None else _missing(run, record)
    if begun is None or waits_for:
        lifted = run.event(record, "withdrawn_by") or _stopped_on(run, record)
        if lifted is None and _runs(run, record, run.as_of):
            yield _not_started(run, record, f"waits for: {waits_for.replace('-', ' ')}")
        return
    if not _runs(run, record, begun):
        return
    national = force_of(clock) != "local"
    edition = _edition(clock, edition_of(run.portfolio, record, begun)) if national else None
    for start, end in _spans(run, record, begun):
        yield _period(run, record, start, end)._replace(edition=edition)


def _missing(run: _Run, record: Record) -> str:
    """The event without which the clock does not run at all, while it has not happened."""
    return run.clock.words("only_after") if run.event(record, "only_after") is None else ""


def _spans(run: _Run, record: Record, begun: date) -> Iterator[tuple[date, date | None]]:
    """The days on which each period starts and was ended; the last one may be open."""
    if not run.clock.flag("repeats"):
        yield begun, run.event(record, "ends")
        return
    ends = find_days(run.portfolio, record, run.clock.words("ends"), run.as_of)
    later = sorted({day for day in ends if day > begun})
    yield from zip_longest([begun, *later], later)


def _period(run: _Run, record: Record, start: date, end: date | None) -> Deadline:
    last = _last_day(run, record, start)
    due = last.due if last is not None else None
    back = run.clock.text("direction") == "before"
    earlier = (due - _stricter(run, due)).days if due is not None and back else 0
    withdrawn_on, stopped_on = run.event(record, "withdrawn_by"), _stopped_on(run, record)
    if due is not None and run.clock.flag("at_least"):
        state, end = _kept_up(due, end, run.as_of)
    else:
        state = state_of(
            due,
            end,
            run.as_of,
            run.warning_days + earlier,
            withdrawn_on=withdrawn_on,
            stopped_on=stopped_on,
        )
    lifted_on = withdrawn_on if state is State.WITHDRAWN else stopped_on
    unit = last.unit if last is not None else run.clock.words("unit")
    counted = run.calendar.excluded_between(start, due) if due and unit == "working-days" else ()
    return _not_started(run, record, f"from {write_date(start)}")._replace(
        start=start,
        due=due,
        end=end,
        state=state,
        days_left=days_left(due, state, run.as_of),
        unit=unit,
        excluded=tuple(day.day for day in counted),
        note=with_lifting(_note(run, record, start, last), state, lifted_on, due),
        holidays=_holidays(run, start, last),
    )


def _not_started(run: _Run, record: Record, period: str) -> Deadline:
    """The deadline of a clock that nothing has set going yet."""
    clock = run.clock
    subject = record.id or ""
    row = next(iter(record.rows(clock.words("rows"))), None)
    item = row.words("key") if row is not None else ""
    title = (row.text(clock.words("row_title")) if row is not None else None) or clock.title
    actors = [
        run.portfolio.title_of(spelt(value))
        for value in values_at(run.portfolio, record, clock.words("actor_in"))
    ]
    return Deadline(
        clock=clock.id or "",
        subject=subject,
        title=f"{title} ({subject}, {item})" if item else f"{title} ({subject})",
        period=period,
        start=None,
        due=None,
        end=None,
        state=State.NOT_STARTED,
        days_left=None,
        unit=clock.words("unit"),
        force=force_of(clock),
        time_force=clock.words("time_force"),
        local="; ".join(choice.words for choice in local_choices(run.portfolio, clock)),
        actor=", ".join(actors) or clock.words("actor"),
        basis=clock.words("basis"),
        evidence=clock.words("evidence"),
        unverified=is_unverified(clock),
        item=item,
        lasting=clock.flag("at_least"),
    )


def _stopped_on(run: _Run, record: Record) -> date | None:
    """The first day on which what a clock runs for came to an end."""
    days = [
        day
        for name in run.clock.texts("stopped_by")
        if (day := find_event(run.portfolio, record, name, run.as_of)) is not None
    ]
    return min(days, default=None)


def _last_day(run: _Run, record: Record, start: date) -> LastDay | None:
    """The last day by length or, where none is set, the day of the event that is the last day."""
    counted = last_day(run.portfolio, run.clock, start, run.calendar)
    if counted is not None:
        return counted
    named = run.event(record, "due_by")
    return LastDay(named, "named-date") if named is not None else None


def _edition(clock: Record, edition: str | None) -> str | None:
    """The edition, marked where the clock is taken over from the one before, unread."""
    for row in clock.rows("editions"):
        if row.text("edition") == edition and row.flag("inherited"):
            return f"{edition} (inherited)"
    return edition


def _runs(run: _Run, record: Record, start: date) -> bool:
    """True when the clock was in force on the day of the start, under the record's edition.

    `valid_to` is exclusive.
    """
    clock = run.clock
    since, until = clock.date("valid_from"), clock.date("valid_to")
    if (since is not None and start < since) or (until is not None and until <= start):
        return False
    return runs_under(clock, edition_of(run.portfolio, record, start))


def _kept_up(due: date, ended: date | None, as_of: date) -> tuple[State, date | None]:
    """State and end of something that must last until a day: ended earlier, it is breached."""
    if ended is not None and ended < due:
        return State.BREACHED, ended
    if as_of >= due:
        return State.MET, due
    return State.NOT_DUE, None


def _note(run: _Run, record: Record, start: date, last: LastDay | None) -> str:
    clock, calendar = run.clock, run.calendar
    if last is None:
        event = clock.words("due_by").replace("-", " ")
        return f"no date is known for the {event}" if event else "no length is set"
    notes = []
    delay = run.event(record, "delay_notice")
    if delay is not None:
        notes.append(f"reasons for delay sent {write_date(delay)}")
    first, length = clock.whole("first_day"), clock.whole("length")
    if first is not None and length is not None:
        notes.append(_numbered(first, length))
    if run.clock.text("direction") == "before" and last.unit == "working-days":
        stricter = write_date(_stricter(run, last.due))
        notes.append(f"read as clear days, the stricter way, the last day is {stricter}")
    unknown = _holidays(run, start, last)
    if last.unit == "months" and not calendar.is_working_day(last.due):
        before = calendar.last_working_day_before(last.due)
        known = "" if unknown else f"; the last one before is {write_date(before)}"
        notes.append(f"not a working day{known}")
    return "; ".join([*notes, unknown] if unknown else notes)


def _numbered(first: int, length: int) -> str:
    """How the text of a clock itself numbers the days, where it counts from another number."""
    return (
        f"its own text calls the day of the start day {first},"
        f" and the last day is its day {first + length}"
    )


def _stricter(run: _Run, due: date) -> date:
    """The last day where whole days must lie between it and the day counted back from.

    Source: practice note 1.6, the reading as clear days.
    """
    return run.calendar.add(due, -1)


def _holidays(run: _Run, start: date, last: LastDay | None) -> str:
    """What is not known of the bank holidays that a date depends on; empty where all are."""
    if last is None or last.unit not in HOLIDAYS_MATTER:
        return ""
    return run.calendar.unknown(start, last.due)
