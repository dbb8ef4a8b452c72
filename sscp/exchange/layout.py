"""How records are laid flat: a table for each kind, and one for each list of rows inside it.

The layouts follow from the kinds' own tables of fields. A group of fields is
laid flat (`minutes.drafted_on` becomes `minutes_drafted_on`), a list of texts
or links is one text with `; ` between its items, a link is the id that the
record has now.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sscp.exchange.table import BETWEEN, Cell
from sscp.model.kind import Field, Kind, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


class Place(NamedTuple):
    """A column of a table, and where its value stands in a record.

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


class Layout(NamedTuple):
    """A table of one kind.

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
    columns: tuple[Place, ...]


_RENAMED = {"clock": "own_clocks"}
"""`clocks` are the deadlines that run, as in `sscp clocks`; a register's own clocks stand apart."""


_LEFT_OUT = frozenset((("clause", "proof"),))
"""What is no data to ask about: how the state of a clause is worked out stands in `duties`."""


@cache
def layouts_of(kind: Kind) -> tuple[Layout, ...]:
    """The layout of a kind, then one for each list of rows inside it."""
    name = _RENAMED.get(kind.name) or kind.folder.replace("-", "_")
    fields = tuple(field for field in kind.fields if (kind.name, field.name) not in _LEFT_OUT)
    own = Layout(name, kind.help, kind, (), tuple(_columns(fields, ())))
    return (own, *_inner_layouts(kind, fields, ()))


def _inner_layouts(
    kind: Kind, fields: tuple[Field, ...], above: tuple[Field, ...]
) -> Iterator[Layout]:
    for field in fields:
        if field.shape is not Shape.PART:
            continue
        way = (*above, field)
        if field.many:
            names = [kind.name.replace("-", "_"), *(each.name for each in way)]
            columns = (*_places(kind, way), *_columns(field.fields, ()))
            yield Layout("_".join(names), field.help, kind, way, columns)
        yield from _inner_layouts(kind, field.fields, way)


def _places(kind: Kind, way: tuple[Field, ...]) -> Iterator[Place]:
    """The columns that say which record and which row of it this is."""
    noun = kind.name.replace("-", " ")
    yield Place(f"{kind.name.replace('-', '_')}_id", None, (), f"The id of the {noun}.")
    *outer, _ = (each for each in way if each.many)
    for each in outer:
        yield Place(f"{each.name}_row", None, (), f"The row of `{each.name}` it stands in.")
    yield Place("row", None, (), "Its place in the list, counted from 1.")


def _columns(fields: tuple[Field, ...], above: tuple[str, ...]) -> Iterator[Place]:
    for field in fields:
        steps = (*above, field.name)
        if field.shape is not Shape.PART:
            yield Place("_".join(steps), field, steps, field.help)
        elif not field.many:
            yield from _columns(field.fields, steps)


def cells_of(portfolio: Portfolio, layout: Layout, record: Record) -> dict[str, Cell]:
    """The cells of one record in the table of its kind."""
    return {
        column.name: _read(portfolio, column.field, record.values, column.steps)
        for column in layout.columns
        if column.field is not None
    }


def inner_rows(portfolio: Portfolio, layout: Layout) -> Iterator[tuple[Cell, ...]]:
    """The rows of a list inside the records of a kind, in the order of the records' ids."""
    readers = [(column.field, column.steps) for column in layout.columns if column.field]
    for record in records_of(portfolio, layout.kind):
        for places, values in _walk(record.values, layout.way, (record.id,)):
            cells = (_read(portfolio, field, values, steps) for field, steps in readers)
            yield (*places, *cells)


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
