"""Tables and answers as a workbook: one sheet for each, free to be sorted, changed and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.exchange.sheets import Book, Column, Form, Row, Sheet, Value
from sscp.exchange.table import Cell
from sscp.model.dates import read_iso_date, write_date
from sscp.views.reckoned import Basis

MOST_ROWS = 1_000_000
"""Rows of one sheet; the format ends a little above."""
_NARROWEST, _WIDEST = 8, 45


class PlainTable(NamedTuple):
    """A table for a sheet: a name, the names of its columns, and its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def plain_book(basis: Basis, title: str, tables: Iterable[PlainTable]) -> Book:
    """A workbook of tables; a column of whole dates holds dates, one of numbers numbers.

    Raises:
        UsageError: a table has more rows than a sheet can hold.
    """
    lines = [f"{title} on {write_date(basis.as_of)}"]
    if basis.seen.is_illustrative:
        lines.append("Illustrative: the business shown here is invented as an example.")
    if basis.seen.is_restricted:
        lines.append("Material for narrower audiences is withheld.")
    sheets = tuple(_sheet(table, tuple(lines)) for table in tables)
    return Book(title, basis.as_of, sheets, {}, protected=False)


def _sheet(table: PlainTable, lines: tuple[str, ...]) -> Sheet:
    if len(table.rows) > MOST_ROWS:
        raise UsageError(f"A sheet holds {MOST_ROWS:,} rows; {table.name} has {len(table.rows):,}.")
    forms = [_form([row[at] for row in table.rows]) for at in range(len(table.columns))]
    columns = [
        Column(name, _width(name, [row[at] for row in table.rows]), forms[at])
        for at, name in enumerate(table.columns)
    ]
    rows = [
        Row(tuple(_value(cell, form) for cell, form in zip(row, forms, strict=True)))
        for row in table.rows
    ]
    return Sheet(table.name, lines, tuple(columns), tuple(rows))


def _form(cells: Sequence[Cell]) -> Form:
    """What a column holds when all its cells agree on it; text when they do not."""
    held = [cell for cell in cells if cell is not None]
    if held and all(isinstance(cell, int) for cell in held):
        return Form.WHOLE
    if held and all(isinstance(cell, (int, float)) for cell in held):
        return Form.NUMBER
    if held and all(_day(cell) is not None for cell in held):
        return Form.DATE
    return Form.TEXT


def _day(cell: Cell) -> date | None:
    """A date that a sheet can hold: its calendar begins in 1900, with a day that never was."""
    found = read_iso_date(cell)
    return found if found is not None and found >= date(1900, 3, 1) else None


def _value(cell: Cell, form: Form) -> Value:
    return _day(cell) if form is Form.DATE else cell


def _width(name: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest, len(name), _NARROWEST), _WIDEST) + 2
