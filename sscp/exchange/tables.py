"""Every table of a register: of each kind, of the lists in its records, and of what is reckoned.

A kind's table has a row for each record: what its file says, and beside it what
is reckoned on the day. A reckoned column of the same name takes the place of
the field, such as `due` of an action that was extended.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sscp.exchange.layout import Layout, Place, cells_of, inner_rows, layouts_of, records_of
from sscp.exchange.reckoned_tables import RECKONED_TABLES
from sscp.exchange.table import Cell, Column, Sort, Table, cell, reckoned_columns
from sscp.model.audience import audience_of
from sscp.model.kind import Kind, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.model.record import Record
from sscp.views.reckoned import RECKONED, Basis

_COMMON = {
    "illustrative": "1 for an invented example, else 0.",
    "classification": "The protective marking; OFFICIAL where nothing is said.",
    "audience": "Who may read the record; where nothing is said, the kind's default.",
}


@cache
def all_tables() -> dict[str, Table]:
    """Every table by its name: what is reckoned first, then kind after kind."""
    found = {table.name: table for table in RECKONED_TABLES}
    for kind in KINDS:
        found.update((table.name, table) for table in tables_of(kind))
    return found


@cache
def tables_of(kind: Kind) -> tuple[Table, ...]:
    """The table of a kind, then one for each list of rows in its records."""
    own, *inner = layouts_of(kind)
    return (_own_table(own), *(_inner_table(layout) for layout in inner))


def _own_table(layout: Layout) -> Table:
    reckoning = RECKONED.get(layout.kind.name)
    reckoned = reckoned_columns(reckoning.told) if reckoning is not None else ()
    replaced = {column.name for column in reckoned}
    columns: list[Column] = []
    for place in layout.columns:
        if place.name not in replaced:
            columns.append(_column(place))
        if place.name == layout.kind.title_field:
            columns += reckoned

    def rows(basis: Basis) -> Iterator[tuple[Cell, ...]]:
        for record in records_of(basis.seen, layout.kind):
            cells = cells_of(basis.seen, layout, record) | _common(record)
            if reckoning is not None:
                values = reckoning.of(basis, record)
                cells.update((name, cell(value)) for name, value in values.items())
            yield tuple(cells[column.name] for column in columns)

    return Table(layout.name, Sort.RECORDS, layout.help, tuple(columns), rows)


_TYPES = {Shape.FLAG: "INTEGER", Shape.WHOLE: "INTEGER", Shape.NUMBER: "REAL"}


def _column(place: Place) -> Column:
    if place.field is None:
        return Column(place.name, place.help, "INTEGER" if place.name.endswith("row") else "TEXT")
    holds = "TEXT" if place.field.many else _TYPES.get(place.field.shape, "TEXT")
    return Column(place.name, _COMMON.get(place.name, place.help), holds)


def _common(record: Record) -> dict[str, Cell]:
    """What every record has, with what counts when it says nothing."""
    return {
        "illustrative": int(record.is_illustrative),
        "classification": record.text("classification") or "OFFICIAL",
        "audience": audience_of(record).value,
    }


def _inner_table(layout: Layout) -> Table:
    def rows(basis: Basis) -> Iterator[tuple[Cell, ...]]:
        return inner_rows(basis.seen, layout)

    columns = tuple(_column(place) for place in layout.columns)
    return Table(layout.name, Sort.ROWS, layout.help, columns, rows)
