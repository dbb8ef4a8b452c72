"""The dashboard: what is overdue, what falls due, which clock runs out, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sscp.assurance.duties import Duty, count_duties
from sscp.model.dates import write_long_date
from sscp.model.moment import Moment
from sscp.model.portfolio import Portfolio
from sscp.timing.actions import ActionTiming, time_actions
from sscp.timing.deadline import MORE, Deadline
from sscp.timing.documents import DocumentTiming, time_documents
from sscp.timing.meetings import coming_meetings, unrecorded_meetings
from sscp.timing.states import State
from sscp.timing.windows import windows_of
from sscp.timing.working_days import calendar_of
from sscp.views.actions import ActionRow, action_row
from sscp.views.running import breaches_this_year, running_deadlines

MEETINGS_SHOWN = 5
NOTHING = "Nothing needs doing today."
NOTHING_SHOWN = "Nothing that may be shown here needs doing today."
ALARMING = (State.OVERDUE, State.DUE_SOON)


class ActionCounts(NamedTuple):
    """Open actions, and how many of them are overdue or due soon."""

    open: int
    overdue: int
    due_soon: int


class MeetingRow(NamedTuple):
    """A meeting to come; `days_left` in calendar days, `papers_owed` not yet in.

    `holidays` says where it is not known whether its day is a holiday.
    """

    id: str
    group: str
    group_name: str
    title: str
    date: date
    days_left: int
    papers_owed: int
    holidays: str = ""


class DocumentRow(NamedTuple):
    """A document due for revision."""

    id: str
    title: str
    due: date
    state: str
    days_left: int
    reason: str


class Problems(NamedTuple):
    """Findings that stand, by severity."""

    error: int
    warning: int


class StatusView(NamedTuple):
    """Everything the first screen shows."""

    name: str
    as_of: date
    as_of_fixed: bool
    at: Moment | None
    illustrative: bool
    withheld: bool
    records: int
    today: tuple[str, ...]
    actions: ActionCounts
    overdue: tuple[ActionRow, ...]
    due_soon: tuple[ActionRow, ...]
    clocks: tuple[Deadline, ...]
    breaches: tuple[Deadline, ...]
    duties: dict[str, int]
    meetings: tuple[MeetingRow, ...]
    documents: tuple[DocumentRow, ...]
    problems: Problems


def view_status(
    portfolio: Portfolio,
    as_of: date,
    problems: Problems,
    duties: tuple[Duty, ...],
    as_of_fixed: bool = False,
    at: Moment | None = None,
    whole: Portfolio | None = None,
) -> StatusView:
    """The dashboard on a date.

    Args:
        portfolio: the register.
        as_of: the day to reckon from.
        problems: the findings of a check of the same records.
        duties: how the statements of the arrangements stand.
        as_of_fixed: True when the register itself sets the date.
        at: the commit the records come from; None for those on disk.
        whole: the whole register, where `portfolio` is what an audience may see of it.
    """
    timed = time_actions(portfolio, as_of)
    open_actions = [row for row in timed if row.is_open]
    overdue = [row for row in open_actions if row.state is State.OVERDUE]
    soon = [row for row in open_actions if row.state is State.DUE_SOON]
    reckoned = portfolio if whole is None else whole
    clocks = running_deadlines(reckoned, portfolio, as_of, duties)
    documents = [row for row in time_documents(portfolio, as_of) if row.state in ALARMING]
    meetings = _meetings(portfolio, as_of)
    settings = portfolio.settings
    return StatusView(
        name=(settings.text("name") if settings else None) or "Unnamed register",
        as_of=as_of,
        as_of_fixed=as_of_fixed,
        at=at,
        illustrative=portfolio.is_illustrative,
        withheld=portfolio.is_restricted,
        records=len(portfolio.records),
        today=_today(portfolio, as_of, overdue, soon, clocks, documents, meetings, problems),
        actions=ActionCounts(len(open_actions), len(overdue), len(soon)),
        overdue=tuple(action_row(portfolio, row) for row in overdue),
        due_soon=tuple(action_row(portfolio, row) for row in soon),
        clocks=clocks,
        breaches=breaches_this_year(reckoned, portfolio, as_of, duties),
        duties=count_duties(duties),
        meetings=meetings,
        documents=tuple(_document_row(row) for row in documents),
        problems=problems,
    )


def _document_row(timing: DocumentTiming) -> DocumentRow:
    document = timing.document
    return DocumentRow(
        document.id or "",
        document.title,
        timing.due,
        timing.state.value,
        timing.days_left,
        timing.reason,
    )


def _meetings(portfolio: Portfolio, as_of: date) -> tuple[MeetingRow, ...]:
    rows, calendar = [], calendar_of(portfolio)
    for meeting in coming_meetings(portfolio, as_of)[:MEETINGS_SHOWN]:
        day = meeting.date("date")
        assert day is not None
        owed = sum(
            1
            for paper in meeting.rows("papers")
            if (received := paper.date("received_on")) is None or received > as_of
        )
        rows.append(
            MeetingRow(
                meeting.id or "",
                meeting.text("group") or "",
                portfolio.title_of(meeting.text("group")),
                meeting.title,
                day,
                (day - as_of).days,
                owed,
                calendar.unknown(day),
            )
        )
    return tuple(rows)


def _today(
    portfolio: Portfolio,
    as_of: date,
    overdue: list[ActionTiming],
    soon: list[ActionTiming],
    clocks: tuple[Deadline, ...],
    documents: list[DocumentTiming],
    meetings: tuple[MeetingRow, ...],
    problems: Problems,
) -> tuple[str, ...]:
    """What needs doing, most pressing first, a sentence each; never empty."""
    lines = []
    if problems.error:
        lines.append(
            f"{_count(problems.error, 'error')} in the records:"
            f" what follows may be incomplete. Run `sscp validate`."
        )
    for clock in clocks:
        if clock.state is State.OVERDUE and not clock.is_for_information:
            assert clock.days_left is not None
            more = f", {clock.note}" if clock.note.endswith(MORE) else ""
            late = _count(-clock.days_left, "day")
            lines.append(f"{clock.title} is overdue by {late}{more}{_unknown(clock)}{clock.mark}.")
    if overdue:
        first = overdue[0]
        lines.append(
            f"{_count(len(overdue), 'action')} overdue, the longest by"
            f" {_count(first.days_overdue, 'day')} ({first.action.id})."
        )
    today = [row for row in soon if row.due == as_of]
    if today:
        lines.append(f"{_count(len(today), 'action')} due today.")
    for clock in clocks:
        if clock.state is State.DUE_SOON and not clock.is_for_information:
            assert clock.due is not None
            by = write_long_date(clock.due)
            lines.append(f"{clock.title} is due by {by}{_unknown(clock)}{clock.mark}.")
    later = len(soon) - len(today)
    if later:
        last = as_of + timedelta(days=windows_of(portfolio).actions)
        lines.append(f"{_count(later, 'action')} due by {write_long_date(last)}.")
    late_documents = [row for row in documents if row.state is State.OVERDUE]
    if late_documents:
        lines.append(f"{_count(len(late_documents), 'document')} past the date for revision.")
    lines.extend(_unrecorded(portfolio, as_of))
    if meetings and meetings[0].days_left <= 14:
        lines.append(_next_meeting(meetings[0]))
    if not lines:
        lines.append(NOTHING_SHOWN if portfolio.is_restricted else NOTHING)
    return tuple(lines)


def _unknown(clock: Deadline) -> str:
    """What is not known of the bank holidays behind a date, as it is said beside it."""
    return f" ({clock.holidays})" if clock.holidays else ""


def _unrecorded(portfolio: Portfolio, as_of: date) -> Iterator[str]:
    """That meetings are still planned for a day gone by; nothing where there are none."""
    found = unrecorded_meetings(portfolio, as_of)
    first = found[0].date("date") if found else None
    if first is not None:
        what = _count(len(found), "meeting")
        since = f"the first for {write_long_date(first)} ({found[0].id})"
        yield f"{what} past and still planned, {since}."


def _next_meeting(meeting: MeetingRow) -> str:
    when = "today" if meeting.days_left == 0 else f"on {write_long_date(meeting.date)}"
    owed = f"; {_count(meeting.papers_owed, 'paper')} still to come" if meeting.papers_owed else ""
    return f"{meeting.group_name} meets {when}{owed}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
