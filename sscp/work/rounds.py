"""A Section 11 round as it stands: whose return has come, and whose is still awaited."""

from __future__ import annotations

from sscp.governance.index import resolve
from sscp.governance.steps import by_link
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def return_of(portfolio: Portfolio, cycle: Record, agency: str) -> Record | None:
    """The return of an agency in a round, begun or come."""
    own = by_link(portfolio, "s11-return", "cycle").get(cycle.id or "", ())
    return next((each for each in own if resolve(portfolio, each.text("agency")) == agency), None)


def awaited(portfolio: Portfolio, cycle: Record) -> list[str]:
    """The agencies asked in a round whose return has not come."""
    asked = (resolve(portfolio, each) for each in cycle.texts("agencies"))
    return [
        agency
        for agency in asked
        if (own := return_of(portfolio, cycle, agency)) is None or not own.has("received_on")
    ]


def is_open(portfolio: Portfolio, cycle: Record) -> bool:
    """True until the round is closed."""
    return not cycle.has("closed_on")


def told_awaited(portfolio: Portfolio, cycle: Record) -> tuple[str, ...]:
    """Whose returns are still to come and by when, in a sentence."""
    names = [portfolio.title_of(each) for each in awaited(portfolio, cycle)]
    due = cycle.date("returns_due")
    if not names:
        return ("Every return of the round has come.",)
    by = f" (due {write_date(due)})" if due is not None else ""
    return (f"Still to come{by}: {', '.join(names)}.",)
