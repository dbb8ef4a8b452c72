"""The events that clocks run between: for each kind, a name and where its date stands.

An event dated after `as_of` has not happened yet, so its date is not given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sscp.governance.approval import drafted_on, valid_approvals
from sscp.governance.index import resolve
from sscp.governance.meetings import MINUTED_FUNCTIONS, is_held, next_meeting
from sscp.governance.steps import COPIES, all_told
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

Event = Callable[[Portfolio, Record, date], date | None]
"""Gives the day of an event for a record, or None when it has not happened by `as_of`."""
Days = Callable[[Portfolio, Record, date], tuple[date, ...]]
"""Gives every day on which an event happened by `as_of`."""


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _field(name: str) -> Event:
    """A date field of the record."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return _by(record.date(name), as_of)

    return find


def _planned(name: str, table: str, column: str, value: str, day: str) -> Event:
    """A date that was set for the future: known once the row that set it has happened.

    Without such a row it counts as known since the first row of the table.
    """
    set_on = _row(table, column, value, day)

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        rows = [row for row in record.rows(table) if row.text(column) == value]
        if rows and set_on(portfolio, record, as_of) is None:
            return None
        days = [each for row in record.rows(table) if (each := row.date(day)) is not None]
        if min(days, default=as_of) > as_of:
            return None
        return record.date(name)

    return find


def _days(table: str, column: str, value: str, day: str) -> Days:
    """The days of the rows in which a column has a value."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> tuple[date, ...]:
        return tuple(
            found
            for row in record.rows(table)
            if row.text(column) == value and (found := _by(row.date(day), as_of)) is not None
        )

    return find


def _row(table: str, column: str, value: str, day: str) -> Event:
    """The first day of a row in which a column has a value."""
    every = _days(table, column, value, day)

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return min(every(portfolio, record, as_of), default=None)

    return find


def _through(link: str, event: Event) -> Event:
    """An event of the record that a link leads to."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        target = portfolio.get(record.text(link))
        return event(portfolio, target, as_of) if target is not None else None

    return find


def _all_told(*forms: str) -> Event:
    """The day by which notices of some forms about the record had gone to both national bodies."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return all_told(portfolio, record, forms, as_of)

    return find


def _published(channel: str) -> Event:
    """The first day on which something of the record was published by a channel."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        days = [
            day
            for one in portfolio.of_kind("publication")
            if one.text("of") == record.id
            and one.text("channel") == channel
            and (day := _by(one.date("on"), as_of)) is not None
        ]
        return min(days, default=None)

    return find


def _next_published(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The first day after this report's on which another of its form was published."""
    on_website = _published("website")
    own = on_website(portfolio, record, as_of)
    days = [
        day
        for other in portfolio.of_kind("report")
        if other.text("form") == record.text("form")
        and own is not None
        and (day := on_website(portfolio, other, as_of)) is not None
        and day > own
    ]
    return min(days, default=None)


def _last_day_of_period(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The last day that a report covers."""
    until = record.date("until")
    return _by(until - timedelta(days=1), as_of) if until is not None else None


def _held(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day of a meeting that was held, of a group whose minutes are ours to keep."""
    group = portfolio.get_kind(record.text("group"), "group")
    if group is None or group.text("function") not in MINUTED_FUNCTIONS:
        return None
    return record.date("date") if is_held(record, as_of) else None


def _drafted(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The first day on which the minutes are known to have been there.

    Where neither a draft nor its going out is dated, that is the day they were agreed.
    """
    if _held(portfolio, record, as_of) is None:
        return None
    day = drafted_on(record)
    return _by(day, as_of) if day is not None else _agreed(portfolio, record, as_of)


def _agreed(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day of the first meeting that agreed the minutes and could."""
    return next(
        (each.meeting.date("date") for each in valid_approvals(portfolio, record, as_of)), None
    )


def _next_meeting(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day of the group's next meeting after this one, held or to be held."""
    following = next_meeting(portfolio, record)
    return following.date("date") if following is not None else None


def _last_day(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The last day of a term, that before its `until`; known from the outset."""
    until = record.date("until")
    return until - timedelta(days=1) if until is not None else None


def _followed(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day on which the contract after this one was settled: that of the decision on it.

    Where no decision is recorded it counts as settled by the day before it began.
    A contract that names neither a post nor an organisation follows none, nor is it followed.
    """
    whose = _under_contract(portfolio, record)
    began = record.date("from")
    if began is None or not any(whose):
        return None
    days = []
    for other in portfolio.of_kind("contract"):
        start = other.date("from")
        if start is None or start <= began or _under_contract(portfolio, other) != whose:
            continue
        decision = portfolio.get_kind(other.text("decision"), "decision")
        decided = decision.date("date") if decision is not None else None
        day = _by(decided or start - timedelta(days=1), as_of)
        if day is not None:
            days.append(day)
    return min(days, default=None)


def _under_contract(portfolio: Portfolio, contract: Record) -> tuple[str | None, ...]:
    """The post and the organisation that a contract is about."""
    return tuple(resolve(portfolio, contract.text(name)) for name in ("post", "agency"))


def _plan_agreed(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The day a plan was decided or, where that is not recorded, its first day."""
    if record.text("status") not in ("agreed", "closed"):
        return None
    decision = portfolio.get_kind(record.text("decision"), "decision")
    return _by((decision or record).date("date" if decision else "from"), as_of)


def _plan_closed(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The first day after a plan that was closed."""
    return _by(record.date("until"), as_of) if record.text("status") == "closed" else None


def _of_row(table: str, name: str) -> Event:
    """A date in the one row that a clock runs for; it may lie ahead."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return next((row.date(name) for row in record.rows(table)), None)

    return find


def _row_by(table: str, name: str) -> Event:
    """A date in the one row that a clock runs for, once it has come."""
    known = _of_row(table, name)

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return _by(known(portfolio, record, as_of), as_of)

    return find


_REVIEW = {
    event: _row("events", "event", event, "on")
    for event in (
        "opened scoped panel-met signed-off sent-to-panel panel-replied withdrawn initiated"
        " progress-checked report-final published not-published removed delay-known"
    ).split()
}

EVENTS: dict[str, dict[str, Event]] = {
    "incident-notification": {
        "aware": _field("aware_on"),
        "panel-notified": _field("panel_notified_on"),
        "partners-told": _field("partners_told_on"),
        "secretary-of-state-told": _field("secretary_of_state_told_on"),
    },
    "review": {
        **_REVIEW,
        "aware": _through("notification", _field("aware_on")),
        "notified": _through("notification", _field("panel_notified_on")),
        "publication-planned": _planned(
            "planned_publication", "events", "event", "publication-planned", "on"
        ),
        "delay-notice": _all_told("delay"),
        "advance-copies": _all_told(*COPIES),
    },
    "report": {
        "published": _published("website"),
        "next-published": _next_published,
        "year-end": _last_day_of_period,
        "sent-to-national-bodies": _published("national-panel"),
    },
    "inspection": {
        "notice": _field("notice_on"),
        "fieldwork": _field("fieldwork_from"),
        "report": _field("report_on"),
        "statement-sent": _field("statement_sent_on"),
    },
    "meeting": {
        "held": _held,
        "minutes-drafted": _drafted,
        "minutes-agreed": _agreed,
        "next-meeting": _next_meeting,
        "group-ended": _through("group", _field("until")),
    },
    "contract": {
        "first-day": _field("from"),
        "last-day": _last_day,
        "renewed": _followed,
        "not-to-be-renewed": _field("not_renewed_on"),
        "ended-early": _field("ended_early_on"),
    },
    "plan": {
        "agreed": _plan_agreed,
        "closed": _plan_closed,
        "outcome-due": _of_row("outcomes", "due"),
        "outcome-complete": _row_by("outcomes", "completed_on"),
    },
}
SERIES: dict[str, dict[str, Days]] = {
    "review": {"progress-checked": _days("events", "event", "progress-checked", "on")},
}
"""The events that may happen again and again, each time anew."""


def find_event(portfolio: Portfolio, record: Record, name: str, as_of: date) -> date | None:
    """The day of a named event of a record; None when it is unknown or has not happened.

    Of an event that happened again it is the first day.
    """
    event = EVENTS.get(record.kind.name, {}).get(name)
    return event(portfolio, record, as_of) if event else None


def find_days(portfolio: Portfolio, record: Record, name: str, as_of: date) -> tuple[date, ...]:
    """Every day on which a named event of a record happened."""
    series = SERIES.get(record.kind.name, {}).get(name)
    if series is not None:
        return series(portfolio, record, as_of)
    day = find_event(portfolio, record, name, as_of)
    return () if day is None else (day,)
