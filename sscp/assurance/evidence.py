"""Finding evidence: plain conditions, and records that have happened or are in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.governance.terms import is_in_force
from sscp.model.dates import read_iso_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import spelt, values_at


def meets(portfolio: Portfolio, record: Record, conditions: Iterable[Fields]) -> bool:
    """True when a record meets every condition."""
    return all(_meets(portfolio, record, condition) for condition in conditions)


def _meets(portfolio: Portfolio, record: Record, condition: Fields) -> bool:
    found = list(values_at(portfolio, record, condition.text("field") or ""))
    wanted = _wanted(condition)
    if wanted:
        return any(spelt(value) in wanted for value in found)
    return bool(found) is (condition.values.get("filled") is not False)


def _wanted(fields: Fields) -> frozenset[str]:
    value = fields.values.get("is")
    values = value if isinstance(value, list) else [value]
    return frozenset(spelt(one) for one in values if one is not None)


def first_date(portfolio: Portfolio, record: Record, way: str | None, as_of: date) -> date | None:
    """The earliest date at the end of a way that is not after `as_of`; None without one."""
    if not way:
        return None
    days = [
        day
        for value in values_at(portfolio, record, way)
        if (day := read_iso_date(value)) is not None and day <= as_of
    ]
    return min(days, default=None)


def dated_evidence(
    portfolio: Portfolio, proof: Fields, as_of: date
) -> tuple[tuple[date, Record], ...]:
    """The records that a proof means and that had happened by a day, oldest first."""
    found = []
    conditions = proof.rows("where")
    for record in portfolio.of_kind(proof.text("kind") or ""):
        day = first_date(portfolio, record, proof.text("date"), as_of)
        if day is not None and meets(portfolio, record, conditions):
            found.append((day, record))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id or "")))


def standing_evidence(portfolio: Portfolio, proof: Fields, as_of: date) -> tuple[Record, ...]:
    """The records that a proof means and that are in force on a day, in order of id."""
    conditions = proof.rows("where")
    found = [
        record
        for record in portfolio.of_kind(proof.text("kind") or "")
        if is_in_force(record, as_of) and meets(portfolio, record, conditions)
    ]
    return tuple(sorted(found, key=lambda record: record.id or ""))
