"""Records as nested plain data for JSON: every declared field, null or empty where not set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sscp.model.kind import Field, Kind, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.render.machine import to_json


def nest(fields: tuple[Field, ...], values: dict[str, Any]) -> dict[str, Any]:
    """The declared fields of a record, or of a group in it, as they stand in the file."""
    return {field.name: _value(field, values.get(field.name)) for field in fields}


def _value(field: Field, value: Any) -> Any:
    if field.many:
        items = value if isinstance(value, list) else [] if value is None else [value]
        return [_one(field, item) for item in items]
    return _one(field, value)


def _one(field: Field, value: Any) -> Any:
    if field.shape is Shape.PART and isinstance(value, dict):
        return nest(field.fields, value)
    return value


def kind_json(portfolio: Portfolio, as_of: date, kind: Kind, records: Iterable[Record]) -> bytes:
    """The records of a kind as JSON (`sscp.export/1`)."""
    document = {
        "as_of": as_of,
        "illustrative": portfolio.is_illustrative,
        "withheld": portfolio.is_restricted,
        "kind": kind.name,
        "records": [nest(record.kind.fields, record.values) for record in records],
    }
    return to_json("export/1", document).encode("utf-8", "replace")
