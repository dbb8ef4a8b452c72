"""Cases: which edition of the guidance a record's clocks have, fixed once by what set it going.

A case is a chain of records: the notification, the rapid review that follows it, the local
review that follows that. Whoever looks at one of them later, on whatever day and in whatever
clock, finds the same edition.

Source: practice note 0 and 9, design point 6. Checked: 22 November 2026.
"""

from __future__ import annotations

from datetime import date

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.editions import EDITIONS, edition_on

IN_A_CASE = frozenset(("incident-notification", "review"))
"""The kinds whose records are links of a case."""


def trigger_of(portfolio: Portfolio, record: Record) -> date | None:
    """The day that fixes the edition of a case: the authority aware, else the notification.

    A local review has the day of the rapid review it follows. None where the
    chain leads to no notification with a day, and for what is no case.
    """
    for link in _chain(portfolio, record):
        if link.kind.name == "incident-notification":
            return link.date("aware_on") or link.date("panel_notified_on")
    return None


def edition_of(portfolio: Portfolio, record: Record, started: date) -> str | None:
    """The edition under which the clocks of a record run.

    Of a case it is that of its trigger. A review that leads back to none has the
    edition its record names, else that of the first event of its chain. Other
    records have no case: their clocks go by the day on which they start.

    Args:
        portfolio: the register.
        record: what a clock runs for.
        started: the day the clock starts, or that of looking where it has not.
    """
    if record.kind.name not in IN_A_CASE:
        return edition_on(started)
    trigger = trigger_of(portfolio, record)
    if trigger is not None:
        return edition_on(trigger)
    chain = _chain(portfolio, record)
    named = next((name for link in chain if is_edition(name := link.text("guidance"))), None)
    if named is not None:
        return named
    days = [day for link in chain for row in link.rows("events") if (day := row.date("on"))]
    return edition_on(min(days, default=started))


def is_edition(name: str | None) -> bool:
    """True for the name of an edition that is known."""
    return any(edition.name == name for edition in EDITIONS)


def runs_under(clock: Record, edition: str | None) -> bool:
    """True when a clock belongs to an edition; one that names none belongs to every one.

    Before the first edition known the oldest is asked for: what it sets was not new in it.
    """
    named = {row.text("edition") for row in clock.rows("editions")}
    return not named or (edition or EDITIONS[0].name) in named


def _chain(portfolio: Portfolio, record: Record) -> list[Record]:
    """A record and those before it in its case, each once, the newest first."""
    chain = [record]
    while True:
        last = chain[-1]
        before = portfolio.get_kind(last.text("notification"), "incident-notification")
        before = before or portfolio.get_kind(last.text("follows"), "review")
        if before is None or before in chain:
            return chain
        chain.append(before)
