"""From which day something is owed that was never done.

What was done is counted from the last time. What never was has no last time: it is counted from
the day on which what asks for it came into force, and no earlier than the register tells of.
"""

from __future__ import annotations

from datetime import date

from sscp.governance.terms import first_day_of, read_first_day
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def kept_since(portfolio: Portfolio) -> date | None:
    """The first day of which the register tells, as its settings say; None where they don't."""
    return portfolio.settings.date("kept_since") if portfolio.settings is not None else None


def owed_since(portfolio: Portfolio, *askers: Record | None) -> date | None:
    """The first day on which all of these ask for something; None where nothing tells.

    Args:
        portfolio: the register.
        askers: what it follows from and whom it is owed for: a document, a group, an agency.
    """
    days = [kept_since(portfolio), *(_first_day(each) for each in askers if each is not None)]
    return max(filter(None, days), default=None)


def _first_day(record: Record) -> date | None:
    """The first day of a record's term; of a document, the day of its first version."""
    if record.kind.name != "document":
        return first_day_of(record)
    days = [read_first_day(row.text("date")) for row in record.rows("versions")]
    return min(filter(None, days), default=read_first_day(record.text("dated")))
