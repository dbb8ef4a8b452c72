"""Records as nested plain data for JSON: every declared field, null or empty where not set.

Beside its fields a record holds what is reckoned of it, under `reckoned`.
"""

from __future__ import annotations

from typing import Any

from sscp.exchange.layout import records_of
from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.render.machine import to_json
from sscp.views.reckoned import RECKONED, Basis


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


def _records(basis: Basis, kind: Kind) -> list[dict[str, Any]]:
    reckoning = RECKONED.get(kind.name)
    return [
        nest(kind.fields, record.values)
        | {"reckoned": reckoning.of(basis, record) if reckoning is not None else {}}
        for record in records_of(basis.seen, kind)
    ]


def _about(basis: Basis) -> dict[str, Any]:
    return {
        "as_of": basis.as_of,
        "illustrative": basis.seen.is_illustrative,
        "withheld": basis.seen.is_restricted,
    }


def kind_json(basis: Basis, kind: Kind) -> bytes:
    """The records of a kind as JSON (`sscp.export/1`)."""
    records = {"kind": kind.name, "records": _records(basis, kind)}
    return to_json("export/1", _about(basis) | records).encode("utf-8", "replace")


def register_json(basis: Basis) -> bytes:
    """Every record as JSON, kind by kind (`sscp.register/1`)."""
    settings = basis.seen.settings
    register = {name: settings.text(name) if settings else None for name in ("id", "name", "area")}
    kinds = {kind.name: _records(basis, kind) for kind in KINDS}
    document = _about(basis) | {"register": register, "kinds": kinds}
    return to_json("register/1", document).encode("utf-8", "replace")
