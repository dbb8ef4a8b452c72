"""Plain conditions on records, as a proof writes them: a field, and what it must hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import spelt, values_at, written_at


class Condition(NamedTuple):
    """A field that must hold one of some values or, with none named, be filled or empty.

    No field holds None: what is asked of a record without an id is met by nothing.
    """

    field: str
    wanted: frozenset[str | None] = frozenset()
    filled: bool = True


def conditions_of(portfolio: Portfolio, rows: Iterable[Fields]) -> tuple[Condition, ...]:
    """The conditions as they are written in a proof."""
    return tuple(
        Condition(
            row.words("field"),
            wanted_by(portfolio, row),
            row.values.get("filled") is not False,
        )
        for row in rows
    )


def meets(portfolio: Portfolio, record: Record, conditions: Iterable[Condition]) -> bool:
    """True when a record meets every condition."""
    return all(_meets(portfolio, record, condition) for condition in conditions)


def _meets(portfolio: Portfolio, record: Record, condition: Condition) -> bool:
    if condition.wanted:
        found = written_at(portfolio, record, condition.field)
        return any(value in condition.wanted for value in found)
    return any(True for _ in values_at(portfolio, record, condition.field)) is condition.filled


def wanted_by(portfolio: Portfolio, fields: Fields) -> frozenset[str]:
    """The values that a condition or a need allows, and the records by their ids of today."""
    value = fields.values.get("is")
    values = value if isinstance(value, list) else [value]
    return frozenset(
        portfolio.present_id(spelt(one))
        for one in (*values, *fields.texts("names"))
        if one is not None
    )
