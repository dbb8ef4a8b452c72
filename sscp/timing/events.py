"""The events that clocks run between: for each kind, a name and where its date stands.

An event dated after `as_of` has not happened yet, so its date is not given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

Event = Callable[[Portfolio, Record, date], date | None]
"""Gives the day of an event for a record, or None when it has not happened by `as_of`."""


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _field(name: str) -> Event:
    """A date field of the record."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        return _by(record.date(name), as_of)

    return find


def _planned(name: str, table: str, column: str, value: str, day: str) -> Event:
    """A date that was set for the future: known once the row that set it has happened.

    Without such a row it counts as known.
    """
    set_on = _row(table, column, value, day)

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        rows = [row for row in record.rows(table) if row.text(column) == value]
        if rows and set_on(portfolio, record, as_of) is None:
            return None
        return record.date(name)

    return find


def _row(table: str, column: str, value: str, day: str) -> Event:
    """The first day of a row in which a column has a value."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        days = [
            found
            for row in record.rows(table)
            if row.text(column) == value and (found := _by(row.date(day), as_of)) is not None
        ]
        return min(days, default=None)

    return find


def _through(link: str, event: Event) -> Event:
    """An event of the record that a link leads to."""

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        target = portfolio.get(record.text(link))
        return event(portfolio, target, as_of) if target is not None else None

    return find


def _all_told(form: str) -> Event:
    """The day by which notices of a form about the record had gone to every body they are owed to.

    Owed are the national panel and the Secretary of State: each notice names
    whom it went to, and only once two bodies have it is the event complete.
    """

    def find(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
        told: dict[str, date] = {}
        for notice in portfolio.of_kind("notice"):
            sent = _by(notice.date("sent_on"), as_of)
            if sent is None or notice.text("form") != form:
                continue
            if record.id in notice.texts("about"):
                for body in notice.texts("to"):
                    told[body] = min(sent, told.get(body, sent))
        return max(told.values()) if len(told) >= _BODIES_TOLD else None

    return find


def _last_progress(portfolio: Portfolio, record: Record, as_of: date) -> date | None:
    """The last day on which an open review was looked at: its start, or the newest check."""
    days = [
        day
        for row in record.rows("events")
        if row.text("event") in ("initiated", "progress-checked")
        and (day := _by(row.date("on"), as_of)) is not None
    ]
    return max(days, default=None)


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


_BODIES_TOLD = 2
_REVIEW = {
    event: _row("events", "event", event, "on")
    for event in (
        "opened scoped panel-met signed-off sent-to-panel panel-replied withdrawn initiated"
        " report-final published not-published removed delay-known"
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
        "last-progress-check": _last_progress,
        "delay-notice": _all_told("delay"),
        "advance-copies": _all_told("advance-copy"),
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
}


def find_event(portfolio: Portfolio, record: Record, name: str, as_of: date) -> date | None:
    """The day of a named event of a record; None when it is unknown or has not happened."""
    event = EVENTS.get(record.kind.name, {}).get(name)
    return event(portfolio, record, as_of) if event else None
