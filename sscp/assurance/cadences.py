"""The recurring duties of the arrangements as deadlines, beside the clocks of the catalogue.

A clause with a cadence is the register's own clock: its proof says which
events count, its cadence how far apart they may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.assurance.duties import Duty
from sscp.assurance.period import Period
from sscp.assurance.proofs import clocks_named
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.timing.deadline import Deadline, soonest_of_each
from sscp.timing.states import days_left

CADENCED = frozenset(("recurring", "named-date", "yearly"))


def cadence_deadlines(
    portfolio: Portfolio, duties: Iterable[Duty], as_of: date
) -> tuple[Deadline, ...]:
    """Every period of every recurring duty, in the order of the statements.

    A duty answered under another paragraph runs once, under that paragraph, and
    so does one whose interval is taken from another that runs it. What the
    register says is worked out by a rule is no clock, however often it recurs.
    """
    running = {duty.clause.text("ref"): duty for duty in duties if _runs(duty)}
    found = []
    for duty in running.values():
        cadence = duty.clause.part("cadence")
        if cadence is None or cadence.text("from_ref") not in running:
            found += [_deadline(portfolio, duty, period, as_of) for period in duty.own]
    return tuple(found)


def clocks_behind(
    portfolio: Portfolio,
    duties: Iterable[Duty],
    deadlines: Iterable[Deadline],
    ref: str,
    as_of: date,
) -> tuple[Deadline, ...]:
    """The deadlines that answer for a statement: its own, or those it is answered by.

    A statement that another one answers, or whose interval another one runs,
    is led to that one's. One that falls due again and again for each of many
    records, such as a report to each meeting, runs no clock beside the others;
    its periods are given where it is asked for.

    Args:
        portfolio: the register.
        duties: how the statements stand.
        deadlines: every deadline of the register.
        ref: the paragraph of the statement.
        as_of: the day to reckon from.
    """
    by_ref = {duty.clause.text("ref"): duty for duty in duties}
    rows = tuple(deadlines)
    asked: str | None = ref
    seen: set[str] = set()
    while asked is not None and asked not in seen:
        seen.add(asked)
        duty = by_ref.get(asked)
        if duty is None:
            break
        proof = duty.clause.part("proof")
        if proof is None:
            break
        named = [
            row
            for one in (proof, *proof.rows("also"))
            if one.text("form") == "clocks"
            for row in clocks_named(portfolio, one, rows)
        ]
        found = tuple(row for row in rows if row.clock == asked or row in named)
        if not found and not duty.answered_by and duty.clause.text("disposition") == "clock":
            found = tuple(_deadline(portfolio, duty, period, as_of) for period in duty.own)
        if found:
            return found
        cadence = duty.clause.part("cadence")
        asked = duty.answered_by or (cadence.text("from_ref") if cadence else None)
    return ()


def _runs(duty: Duty) -> bool:
    proof = duty.clause.part("proof")
    return (
        proof is not None
        and proof.text("form") in CADENCED
        and duty.clause.text("disposition") == "clock"
    )


def open_cadences(
    portfolio: Portfolio, duties: Iterable[Duty], as_of: date
) -> tuple[Deadline, ...]:
    """The open period of each recurring duty; of many subjects only the one due first.

    Ordered by due date and clock. What has no due date is left out.
    """
    found = cadence_deadlines(portfolio, duties, as_of)
    return soonest_of_each(row for row in found if row.days_left is not None)


def _deadline(portfolio: Portfolio, duty: Duty, period: Period, as_of: date) -> Deadline:
    clause = duty.clause
    subject = period.subject or clause.id or ""
    return Deadline(
        clock=clause.words("ref"),
        subject=subject,
        title=clause.title if period.subject is None else f"{clause.title} ({subject})",
        period=f"after {write_date(period.start)}" if period.start else "first time",
        start=period.start,
        due=period.due,
        end=period.done_on,
        state=period.state,
        days_left=days_left(period.due, period.state, as_of),
        unit="months",
        force="local",
        actor=", ".join(portfolio.title_of(owner) for owner in clause.texts("owners")),
        basis=", ".join(clause.sources),
        evidence="S",
    )
