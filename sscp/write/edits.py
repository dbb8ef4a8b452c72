"""What can be asked of the register: a field set, a row added, something removed, a new record."""

from __future__ import annotations

from typing import Any, NamedTuple

from sscp.model.kind import Field, Kind
from sscp.model.position import Path


class SetField(NamedTuple):
    """Give the field at `path` of a record this value, whether or not it had one."""

    record: str
    path: Path
    value: Any


class AddRow(NamedTuple):
    """Put a value at the end of the list at `path` of a record; the list is made if need be."""

    record: str
    path: Path
    value: Any


class InsertRow(NamedTuple):
    """Put a row into a list of a record; `path` ends with the place it is to have, from 0."""

    record: str
    path: Path
    value: Any


class Remove(NamedTuple):
    """Take the field or the row at `path` out of a record."""

    record: str
    path: Path


class Rename(NamedTuple):
    """Give a record another id; a file that bears the old one takes the new one as its name."""

    record: str
    new: str


class NewRecord(NamedTuple):
    """Add a record in a file of its own; `values` has its `id`."""

    kind: Kind
    values: dict[str, Any]


class WholeFile(NamedTuple):
    """Replace a file of the register by these bytes, or remove it; `path` is below the register."""

    path: str
    content: bytes | None


FieldEdit = SetField | AddRow | InsertRow | Remove
Edit = FieldEdit | Rename | NewRecord | WholeFile


def fields_at(kind: Kind, path: Path) -> tuple[Field, ...]:
    """The table of fields of the group at `path`; empty where the declaration has none."""
    fields = kind.fields
    for step in path:
        if isinstance(step, str):
            found = next((field for field in fields if field.name == step), None)
            fields = found.fields if found else ()
    return fields


def in_order(values: dict[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """The values in the order of their declaration, within groups too; unknown ones last."""
    ordered: dict[str, Any] = {}
    for field in fields:
        if field.name in values:
            value = values[field.name]
            if isinstance(value, dict):
                value = in_order(value, field.fields)
            elif isinstance(value, list):
                value = [
                    in_order(item, field.fields) if isinstance(item, dict) else item
                    for item in value
                ]
            ordered[field.name] = value
    return ordered | {name: value for name, value in values.items() if name not in ordered}
