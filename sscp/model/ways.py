"""Ways into a record: how a clause or a clock names a field, within it or beyond a link.

A way is field names joined by dots; lists are walked through, and a slash
follows a link: `papers.record/form` is the form of every record that a paper
presents. There is nothing more to it, and nothing in it can run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import BY_NAME
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def values_at(portfolio: Portfolio, record: Record, way: str) -> Iterator[Any]:
    """Every value at the end of a way; nothing where the way leads nowhere."""
    first, _, rest = way.partition("/")
    values: Iterable[Any] = [record.values]
    for step in first.split("."):
        values = [inner for value in values for inner in _step(value, step)]
    for value in values:
        if not rest:
            yield value
        elif isinstance(value, str) and (target := portfolio.get(value)) is not None:
            yield from values_at(portfolio, target, rest)


def written_at(portfolio: Portfolio, record: Record, way: str) -> Iterator[str]:
    """Every value at the end of a way as it is written, and an id as it is today."""
    for value in values_at(portfolio, record, way):
        yield portfolio.present_id(spelt(value))


def _step(value: Any, step: str) -> Iterator[Any]:
    if not isinstance(value, dict):
        return
    inner = value.get(step)
    if isinstance(inner, list):
        yield from inner
    elif inner is not None:
        yield inner


def apart(record: Record, table: str) -> tuple[Record, ...]:
    """The record once for each row of a list, each time with that row alone; else none."""
    rows = record.values.get(table)
    if not isinstance(rows, list):
        return ()
    return tuple(
        Record(record.kind, {**record.values, table: [row]}, record.file, record.start)
        for row in rows
    )


def declared_field(kind: Kind, way: str) -> Field | None:
    """The declaration at the end of a way; None where the way leads nowhere.

    After a slash the field may be of any kind that the link may lead to; it is the first
    kind's that has it.
    """
    return next(declared_fields(kind, way), None)


def declared_fields(kind: Kind, way: str) -> Iterator[Field]:
    """Every declaration at the end of a way: several where a link may lead to several kinds."""
    first, _, rest = way.partition("/")
    fields: tuple[Field, ...] = kind.fields
    found: Field | None = None
    for step in first.split("."):
        found = next((field for field in fields if field.name == step), None)
        if found is None:
            return
        fields = found.fields
    if not rest and found is not None:
        yield found
    elif found is not None and found.shape is Shape.LINK:
        for name in found.links or tuple(BY_NAME):
            yield from declared_fields(BY_NAME[name], rest)


def kinds_named(kind: Kind, way: str) -> frozenset[str]:
    """The kinds of record that may be named at the end of a way.

    A link names those it may lead to, a source any, and an id the records that hold it.
    """
    named: set[str] = set()
    for field in declared_fields(kind, way):
        if field.shape is Shape.LINK:
            named |= set(field.links or BY_NAME)
        elif field.shape is Shape.SOURCE:
            named |= set(BY_NAME)
        elif field.shape is Shape.ID:
            link, slash, _ = way.rpartition("/")
            named |= kinds_named(kind, link) if slash else {kind.name}
    return frozenset(named)


def spelt(value: Any) -> str:
    """A value as it is written in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
