"""What stories ask of a register on a day: how a clock, an action or a statement stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from sscp.assurance.duties import assess
from sscp.model.portfolio import Portfolio
from sscp.timing.actions import time_actions
from sscp.timing.clocks import clock_deadlines
from tests.builders import Row

Said = tuple[str, str | None] | None
"""A state with its due date; None where nothing runs yet."""


def clock_on(portfolio: Portfolio, day: str, clock: str, subject: str) -> Said:
    """How a clock of a record stands on a day; of several periods, the last one."""
    found = [
        (one.state.value, one.due.isoformat() if one.due else None)
        for one in clock_deadlines(portfolio, date.fromisoformat(day))
        if (one.clock, one.subject) == (clock, subject)
    ]
    return found[-1] if found else None


def action_on(portfolio: Portfolio, day: str, action: str) -> Said:
    """How an action stands on a day."""
    found = [
        (one.state.value, one.due.isoformat())
        for one in time_actions(portfolio, date.fromisoformat(day))
        if one.action.id == action
    ]
    return found[0] if found else None


def statement_on(portfolio: Portfolio, day: str, ref: str) -> str:
    """How a statement of the arrangements stands on a day."""
    duties = assess(portfolio, date.fromisoformat(day), ())
    return next(duty.standing for duty in duties if duty.clause.text("ref") == ref)


def statement(ref: str, proof: Row, **fields: Any) -> Row:
    """A statement of the arrangements with its proof."""
    return {
        "id": f"masa-{ref}",
        "ref": ref,
        "title": f"Statement {ref}",
        "disposition": "rule",
        "proof": proof,
        **fields,
    }
