"""What tables are made of: plain cells, in columns that say what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sscp.views.reckoned import Basis

Cell = str | int | float | None
"""A value in a table: a flag is 1 or 0, a date its ISO text."""

BETWEEN = "; "
"""What stands between the items of a list."""


class Sort(Enum):
    """What the rows of a table are."""

    RECORDS = "records of a kind"
    ROWS = "rows of a list in a record"
    RECKONED = "worked out"


class Column(NamedTuple):
    """A column: its name, what it says, and what it holds (TEXT, INTEGER or REAL, as in SQL)."""

    name: str
    help: str
    type: str = "TEXT"


class Table(NamedTuple):
    """A table of a register.

    Attributes:
        name: small letters, digits and `_`.
        sort: what its rows are.
        help: what a row is.
        columns: its columns, in order.
        rows: gives the rows, a cell for each column.
    """

    name: str
    sort: Sort
    help: str
    columns: tuple[Column, ...]
    rows: Callable[[Basis], Iterable[tuple[Cell, ...]]]


_NUMBERS = frozenset(
    """
    attested_holds column days_left days_overdue excluded illustrative lasting line open present row
    running times_extended unverified withheld
    """.split()
)


def reckoned_columns(told: Mapping[str, str]) -> tuple[Column, ...]:
    """Columns of what is worked out, from what each says by its name."""
    return tuple(
        Column(name, what, "INTEGER" if name in _NUMBERS else "TEXT") for name, what in told.items()
    )


def cell(value: Any) -> Cell:
    """A value of a view as a cell; texts that stand for nothing are null."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (tuple, list)):
        return BETWEEN.join(str(cell(item)) for item in value) or None
    return str(value) or None
