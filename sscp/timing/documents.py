"""When a controlled document is due for revision."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.intervals import read_interval
from sscp.timing.states import State, state_of
from sscp.timing.windows import windows_of


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


def time_document(document: Record, as_of: date, warning_days: int) -> DocumentTiming | None:
    """When a document in force is next due for revision; None when nothing says when.

    A date named in the document counts while no review has answered it; a
    review that put it off counts with the date it named. Otherwise the interval
    runs from the last review, or from the last version.

    Source: arrangements, paragraph 1.5 and version table (D24: the earlier date counts).
    """
    if document.text("status") != "current":
        return None
    reviews = _dated_reviews(document, as_of)
    last_review = reviews[-1] if reviews else None
    if last_review and (deferred := last_review[1].date("deferred_to")):
        return _timing(document, deferred, "put off to this date", as_of, warning_days)
    named = last_day_of(document.text("review_due"))
    answered = last_review is not None and last_review[1].text("outcome") != "deferred"
    if named is not None and not answered:
        return _timing(document, named, "named in the document", as_of, warning_days)
    interval = read_interval(document.text("review_interval"))
    start = last_review[0] if last_review else _last_version(document, as_of)
    if interval is None or start is None:
        return None
    reason = f"every {interval.in_words()}"
    return _timing(document, interval.after(start), reason, as_of, warning_days)


def _dated_reviews(document: Record, as_of: date) -> list[tuple[date, Fields]]:
    dated = [
        (on, review)
        for review in document.rows("reviews")
        if (on := review.date("on")) is not None and on <= as_of
    ]
    return sorted(dated, key=lambda pair: pair[0])


def _last_version(document: Record, as_of: date) -> date | None:
    days = [
        day
        for version in document.rows("versions")
        if (day := last_day_of(version.text("date"))) is not None and day <= as_of
    ]
    return max(days) if days else last_day_of(document.text("dated"))


def _timing(
    document: Record, due: date, reason: str, as_of: date, warning_days: int
) -> DocumentTiming:
    state = state_of(due, None, as_of, warning_days)
    return DocumentTiming(document, due, state, (due - as_of).days, reason)


def time_documents(portfolio: Portfolio, as_of: date) -> tuple[DocumentTiming, ...]:
    """Every document with a revision to come or missed, soonest first."""
    days = windows_of(portfolio).documents
    found = [
        timing
        for document in portfolio.of_kind("document")
        if (timing := time_document(document, as_of, days)) is not None
    ]
    return tuple(sorted(found, key=lambda row: (row.due, row.document.id or "")))
