"""What a statement of a story is made of on a day: the state of each of its periods."""

from __future__ import annotations

from datetime import date

from sscp.assurance.duties import assess
from sscp.model.portfolio import Portfolio


def periods_on(portfolio: Portfolio, day: str, ref: str) -> list[tuple[str, str | None]]:
    """Each period's state with its due date, in the order in which the statement shows them."""
    duties = assess(portfolio, date.fromisoformat(day), ())
    duty = next(duty for duty in duties if duty.clause.text("ref") == ref)
    return [
        (period.state.value, period.due.isoformat() if period.due else None)
        for period in duty.periods
    ]
