"""Between which days an answer can lie: after what it follows, and by today where it has happened.

A question names its limits, so that a prompt, an option and a sheet refuse the same day
in the same words, and a day without a year is read as the one that can be.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sscp.errors import UsageError
from sscp.governance.meetings import takes_place
from sscp.model.dates import write_long_date
from sscp.model.record import Record

if TYPE_CHECKING:
    from sscp.work.verb import Answers


class Limit(NamedTuple):
    """A day that an answer can't go beyond.

    Attributes:
        day: the day, which is allowed itself.
        words: what was or is on that day, such as `ACT-2023-114 was raised`; empty for the
            day reckoned from.
    """

    day: date
    words: str = ""


Limits = Callable[["Answers"], Limit | None]
"""Finds a limit in what has been answered so far; None while there is none."""

_BEGINNINGS: dict[str, tuple[str, str]] = {
    "action": ("raised_on", "was raised"),
    "agency-return": ("asked_on", "was asked for"),
    "audit": ("stages.reached_on", "began"),
    "decision": ("date", "was taken"),
    "escalation": ("raised_on", "was raised"),
    "dissemination": ("planned_on", "was planned"),
    "incident-notification": ("aware_on", "became known"),
    "issue": ("raised_on", "was raised"),
    "learning-message": ("agreed_on", "was agreed"),
    "meeting": ("date", "was held"),
    "notice": ("received_on", "came"),
    "recommendation": ("made_on", "was made"),
    "referral": ("received_on", "came"),
    "report": ("drafted_on", "was drafted"),
    "review": ("events.on", "was opened"),
    "s11-cycle": ("launched_on", "was launched"),
    "s11-return": ("received_on", "came"),
}
"""By kind: the field with the day on which a record begins, and what happened on it."""


def limit(day: date | None, words: str) -> Limit | None:
    """The limit that a day sets, where there is such a day."""
    return None if day is None else Limit(day, words)


def by_today(answers: Answers) -> Limit | None:
    """The last day of what has happened: the date reckoned from."""
    return Limit(answers.as_of)


def last_of(*limits: Limit | None) -> Limit | None:
    """What follows several things follows the last of them."""
    known = [each for each in limits if each is not None]
    return max(known, key=lambda each: each.day, default=None)


def beginning_of(record: Record | None) -> Limit | None:
    """The day on which a record begins; None where it does not say, or its kind has none."""
    if record is None or record.kind.name not in _BEGINNINGS:
        return None
    path, words = _BEGINNINGS[record.kind.name]
    table, _, name = path.rpartition(".")
    rows = record.rows(table) if table else (record,)
    days = [day for row in rows if (day := row.date(name)) is not None]
    return limit(min(days, default=None), f"{record.id} {words}")


def has_happened(kind: str, field: str) -> bool:
    """True for the day on which a record of a kind begins; a meeting alone is there before."""
    return kind != "meeting" and _BEGINNINGS.get(kind, ("", ""))[0] == field


def since(*names: str) -> Limits:
    """Not before the records that were named began."""

    def found(answers: Answers) -> Limit | None:
        records: list[Record | None] = []
        for name in names:
            several = answers.many(name) or (answers.text(name),)
            records += [answers.portfolio.get(each) for each in several if each]
        return last_of(*map(beginning_of, records))

    return found


def from_day(name: str, words: str) -> Limits:
    """Not before the day that another question asks for, which is today where nothing is said."""
    return lambda answers: Limit(answers.day_or_today(name), words)


def why_beyond(day: date, first: Limit | None, last: Limit | None) -> str:
    """Why a day lies beyond its limits, naming both days, without a full stop; else empty."""
    said = write_long_date(day)
    if first is not None and day < first.day:
        return f"{said} is before {first.words}, {write_long_date(first.day)}"
    if last is None or day <= last.day:
        return ""
    if last.words:
        return f"{said} is after {last.words}, {write_long_date(last.day)}"
    return (
        f"{said} is yet to come, reckoned from {write_long_date(last.day)}; what is recorded here"
        " has happened"
    )


def require_between(day: date, first: Limit | None, last: Limit | None) -> None:
    """Refuse a day beyond its limits.

    Raises:
        UsageError: the sentence names both days.
    """
    why = why_beyond(day, first, last)
    if why:
        raise UsageError(f"{why}.")


def require_held(meeting: Record, as_of: date) -> None:
    """Refuse a meeting at which nothing can have been agreed.

    Raises:
        UsageError: it is yet to come, or does not take place.
    """
    day = meeting.date("date")
    if not takes_place(meeting):
        raise UsageError(f"{meeting.id} did not take place: it is {meeting.words('status')}.")
    if day is not None and day > as_of:
        raise UsageError(f"{meeting.id} has not been held; it is on {write_long_date(day)}.")
