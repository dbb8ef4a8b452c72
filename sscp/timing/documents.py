"""When a controlled document is due for revision, and when it was revised."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.deadline import Deadline, with_lifting
from sscp.timing.intervals import Interval, read_interval
from sscp.timing.states import CLOSED, State, days_left, state_of
from sscp.timing.windows import windows_of

CLOCK = "document-revision"
"""The id under which revisions stand among the clocks."""


class Revision(NamedTuple):
    """One period of a document: a revision that was due by a day, and whether it was made.

    Attributes:
        start: the version or review it is counted from; None where nothing dates one.
        due: the last day in time (inclusive).
        done_on: the day of the review or version that answered it.
        state: how it stands.
        reason: where the due date comes from.
        first_due: the date before it was put off; None where it was not.
    """

    start: date | None
    due: date
    done_on: date | None
    state: State
    reason: str
    first_due: date | None


class DocumentTiming(NamedTuple):
    """A document's next revision: the day it is due (inclusive), its state and the reason."""

    document: Record
    due: date
    state: State
    days_left: int
    reason: str


def last_day_of(text: str | None) -> date | None:
    """The last day that a date, a month (2023-09) or a year (2023) can mean."""
    if text is None:
        return None
    parts = text.split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else 12
        day = int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1]
        return date(year, month, day)
    except ValueError:
        return None


NAMED, PUT_OFF = "named in the document", "put off to this date"


def revisions(document: Record, as_of: date, warning_days: int) -> tuple[Revision, ...]:
    """Every revision of a document that was due, oldest first, as known on a day.

    A date named in the document counts until a review or a version answers it;
    a review that puts the work off moves the date and closes nothing. Otherwise
    the interval runs from the last review, or from the last version. Only a
    document in force falls due; one that was replaced on a day did until then.

    Source: arrangements, paragraph 1.5 and version table (D24: the earlier date counts).
    """
    replaced_on = document.date("superseded_on")
    in_force = document.text("status") == "current"
    if not in_force and (document.text("status") != "superseded" or replaced_on is None):
        return ()
    answers = _answers(document, as_of)
    interval = read_interval(document.text("review_interval"))
    start = _last_version(document, as_of, answers[0][0] if answers else None)
    open_period = _open(start, interval, last_day_of(document.text("review_due")))
    found: list[tuple[_Period, date | None]] = []
    for day, put_off in answers:
        if put_off is None:
            # A review and the version it led to, on one day, are one answer.
            if not found or found[-1][1] != day:
                found.append((open_period, day))
            open_period = _open(day, interval, None)
        elif (until := put_off.date("deferred_to")) is not None:
            open_period = open_period.put_off(until)
        elif open_period.reason != NAMED:
            open_period = _open(day, interval, None)
    stopped_on = None if in_force else replaced_on
    return tuple(
        Revision(
            period.start,
            period.due,
            done_on,
            state_of(period.due, done_on, as_of, warning_days, stopped_on=stopped_on),
            period.reason,
            period.first_due,
        )
        for period, done_on in (*found, (open_period, None))
        if period.due is not None
    )


class _Period(NamedTuple):
    start: date | None
    due: date | None
    reason: str
    first_due: date | None = None

    def put_off(self, until: date) -> _Period:
        return _Period(self.start, until, PUT_OFF, self.first_due or self.due)


def _open(start: date | None, interval: Interval | None, named: date | None) -> _Period:
    if named is not None:
        return _Period(start, named, NAMED)
    if interval is None or start is None:
        return _Period(start, None, "")
    return _Period(start, interval.after(start), interval.recurring())


def _answers(document: Record, as_of: date) -> list[tuple[date, Fields | None]]:
    """What answered a revision or, with its row, put it off: reviews, and versions that say so."""
    found: list[tuple[date, Fields | None]] = [
        (on, review if review.text("outcome") == "deferred" else None)
        for review in document.rows("reviews")
        if (on := review.date("on")) is not None
    ]
    found += [
        (on, None)
        for version in document.rows("versions")
        if version.has("answers") and (on := last_day_of(version.text("date"))) is not None
    ]
    return sorted((pair for pair in found if pair[0] <= as_of), key=lambda pair: pair[0])


def _last_version(document: Record, as_of: date, before: date | None) -> date | None:
    """The last version by a day and, where a day is named, before that one."""
    days = [
        day
        for version in document.rows("versions")
        if (day := last_day_of(version.text("date"))) is not None
        and day <= as_of
        and (before is None or day < before)
    ]
    return max(days) if days else last_day_of(document.text("dated"))


def time_document(document: Record, as_of: date, warning_days: int) -> DocumentTiming | None:
    """When a document in force is next due for revision; None when nothing says when."""
    for one in revisions(document, as_of, warning_days):
        if one.state not in CLOSED:
            return DocumentTiming(document, one.due, one.state, (one.due - as_of).days, one.reason)
    return None


def time_documents(portfolio: Portfolio, as_of: date) -> tuple[DocumentTiming, ...]:
    """Every document with a revision to come or missed, soonest first."""
    days = windows_of(portfolio).documents
    found = [
        timing
        for document in portfolio.of_kind("document")
        if (timing := time_document(document, as_of, days)) is not None
    ]
    return tuple(sorted(found, key=lambda row: (row.due, row.document.id or "")))


def document_deadlines(portfolio: Portfolio, as_of: date) -> tuple[Deadline, ...]:
    """Every revision of every document that was due, by due date and document."""
    days = windows_of(portfolio).documents
    found = [
        _deadline(portfolio, document, revision, as_of)
        for document in portfolio.of_kind("document")
        for revision in revisions(document, as_of, days)
    ]
    return tuple(sorted(found, key=Deadline.order))


def _deadline(portfolio: Portfolio, document: Record, one: Revision, as_of: date) -> Deadline:
    owner = document.text("owner")
    interval = read_interval(document.text("review_interval"))
    unit = "months" if interval is not None and interval.months else "calendar-days"
    moved = f"; first due {write_date(one.first_due)}" if one.first_due else ""
    return Deadline(
        clock=CLOCK,
        subject=document.id or "",
        title=f"{document.title}: revision",
        period=f"after {write_date(one.start)}" if one.start else "first time",
        start=one.start,
        due=one.due,
        end=one.done_on,
        state=one.state,
        days_left=days_left(one.due, one.state, as_of),
        unit="named-date" if one.reason in (NAMED, PUT_OFF) else unit,
        force="local",
        actor=portfolio.title_of(owner) if owner else document.text("owner_note") or "",
        basis=", ".join(document.sources),
        evidence="S",
        note=with_lifting(
            f"{one.reason}{moved}", one.state, document.date("superseded_on"), one.due
        ),
    )
