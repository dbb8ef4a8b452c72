"""Records as flat tables: one for each kind, and one for each list of rows inside it.

The tables follow from the kinds' own tables of fields. A group of fields is
laid flat (`minutes.drafted_on` becomes `minutes_drafted_on`), a list of texts
or links is one text with `; ` between its items, a link is the id that the
record has now.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

Cell = str | int | float | None
"""A value in a table; a flag is 1 or 0, a date its ISO text."""

BETWEEN = "; "
"""What stands between the items of a list."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its name: the field's, after those of the groups it stands in.
        field: the field's declaration; None for a column that places the row.
        steps: the names that lead to the value within the row's record or list.
        help: what it says.
    """

    name: str
    field: Field | None
    steps: tuple[str, ...]
    help: str


class Table(NamedTuple):
    """A table.

    Attributes:
        name: the kind's folder, or the kind and the list of rows; words joined by `_`.
        help: what a row is.
        kind: the kind of record its rows come from.
        way: the groups and lists that lead to its rows; empty for the records themselves.
        columns: its columns; the first ones place the row.
    """

    name: str
    help: str
    kind: Kind
    way: tuple[Field, ...]
    columns: tuple[Column, ...]


@cache
def tables_of(kind: Kind) -> tuple[Table, ...]:
    """The table of a kind, then one for each list of rows inside it."""
    name = kind.folder.replace("-", "_")
    own = Table(name, kind.help, kind, (), tuple(_columns(kind.fields, ())))
    return (own, *_inner_tables(kind, kind.fields, ()))


@cache
def all_tables() -> dict[str, Table]:
    """Every table by its name, kind after kind."""
    return {table.name: table for kind in KINDS for table in tables_of(kind)}


def _inner_tables(
    kind: Kind, fields: tuple[Field, ...], above: tuple[Field, ...]
) -> Iterator[Table]:
    for field in fields:
        if field.shape is not Shape.PART:
            continue
        way = (*above, field)
        if field.many:
            names = [kind.name.replace("-", "_"), *(each.name for each in way)]
            columns = (*_places(kind, way), *_columns(field.fields, ()))
            yield Table("_".join(names), field.help, kind, way, columns)
        yield from _inner_tables(kind, field.fields, way)


def _places(kind: Kind, way: tuple[Field, ...]) -> Iterator[Column]:
    """The columns that say which record and which row of it this is."""
    noun = kind.name.replace("-", " ")
    yield Column(f"{kind.name.replace('-', '_')}_id", None, (), f"The id of the {noun}.")
    *outer, _ = (each for each in way if each.many)
    for each in outer:
        yield Column(f"{each.name}_row", None, (), f"The row of `{each.name}` it stands in.")
    yield Column("row", None, (), "Its place in the list, counted from 1.")


def _columns(fields: tuple[Field, ...], above: tuple[str, ...]) -> Iterator[Column]:
    for field in fields:
        steps = (*above, field.name)
        if field.shape is not Shape.PART:
            yield Column("_".join(steps), field, steps, field.help)
        elif not field.many:
            yield from _columns(field.fields, steps)


def rows_of(portfolio: Portfolio, table: Table) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, in the order of the records' ids."""
    readers = [(column.field, column.steps) for column in table.columns if column.field]
    for record in records_of(portfolio, table.kind):
        for places, values in _walk(record.values, table.way, (record.id,)):
            cells = (_read(portfolio, field, values, steps) for field, steps in readers)
            yield (*places, *cells) if table.way else tuple(cells)


def records_of(portfolio: Portfolio, kind: Kind) -> list[Record]:
    """The records of a kind in the order of their ids; one without an id comes first."""
    return sorted(portfolio.of_kind(kind.name), key=lambda record: record.id or "")


def _walk(
    values: dict[str, Any], way: tuple[Field, ...], places: tuple[Cell, ...]
) -> Iterator[tuple[tuple[Cell, ...], dict[str, Any]]]:
    """The inner groups at the end of a way, each with what places it."""
    if not way:
        yield places, values
        return
    inner = values.get(way[0].name)
    if not way[0].many:
        if isinstance(inner, dict):
            yield from _walk(inner, way[1:], places)
    elif isinstance(inner, list):
        for number, item in enumerate(inner, 1):
            if isinstance(item, dict):
                yield from _walk(item, way[1:], (*places, number))


def _read(
    portfolio: Portfolio, field: Field, values: dict[str, Any], steps: tuple[str, ...]
) -> Cell:
    value: Any = values
    for step in steps:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    if field.many and isinstance(value, list):
        items = (_cell(portfolio, field, item) for item in value)
        return BETWEEN.join(str(item) for item in items if item is not None) or None
    return _cell(portfolio, field, value)


def _cell(portfolio: Portfolio, field: Field, value: Any) -> Cell:
    """One value; what has no place in a cell is left out."""
    if value is None or isinstance(value, (dict, list)):
        return None
    if isinstance(value, bool):
        return int(value) if field.shape is Shape.FLAG else str(value).lower()
    if isinstance(value, (int, float)):
        return value if field.shape in (Shape.WHOLE, Shape.NUMBER) else str(value)
    text = str(value).rstrip("\n")
    if field.shape is Shape.LINK:
        found = portfolio.get(text)
        return found.id if found is not None else text
    return text or None
