"""The JSON Schema of a kind, derived from its declaration.

The same schema checks records and serves editors. Text accepts numbers,
because an editor reads `1.10` as one while the register keeps it as text.
"""

from __future__ import annotations

from typing import Any

from sscp.model.kind import Field, Kind, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_BLANK_PATTERN = r"\S"
"""A text says something: it holds more than blanks and line ends."""
MONTH_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
INTERVAL_PATTERN = r"^P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$"

_BASES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: {"type": ["string", "number"], "minLength": 1, "pattern": NOT_BLANK_PATTERN},
    Shape.PROSE: {"type": ["string", "number"], "minLength": 1, "pattern": NOT_BLANK_PATTERN},
    Shape.DATE: {"type": "string", "format": "date"},
    Shape.MONTH: {
        "type": ["string", "integer"],
        "pattern": MONTH_PATTERN,
        "minimum": 1000,
        "maximum": 9999,
        "if": {"type": "string", "minLength": 10},
        "then": {"format": "date"},
    },
    Shape.TIME: {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    Shape.YEAR: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"},
    Shape.FLAG: {"type": "boolean"},
    Shape.WHOLE: {"type": "integer"},
    Shape.NUMBER: {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    Shape.INTERVAL: {"type": "string", "pattern": INTERVAL_PATTERN},
    Shape.LINK: {"type": "string", "minLength": 1},
    Shape.SOURCE: {
        "type": ["string", "array"],
        "minLength": 1,
        "pattern": NOT_BLANK_PATTERN,
        "items": {"type": "string", "minLength": 1, "pattern": NOT_BLANK_PATTERN},
        "minItems": 1,
    },
}


def field_schema(field: Field, id_pattern: str = "") -> dict[str, Any]:
    """The schema of one field."""
    if field.shape is Shape.CHOICE:
        values: list[str | int] = [choice.value for choice in field.choices]
        values += [int(choice.value) for choice in field.choices if choice.value.isdigit()]
        inner: dict[str, Any] = {"enum": values}
    elif field.shape is Shape.PART:
        inner = _table_schema(field.fields, "")
    elif field.shape is Shape.ID:
        inner = {"type": "string", "pattern": f"^(?:{id_pattern})$"}
    else:
        inner = dict(_BASES[field.shape])
    if field.least is not None:
        inner["minimum"] = field.least
    if field.many and field.shape is not Shape.SOURCE:
        inner = {"type": "array", "items": inner, "minItems": 1}
    return {"description": field.help, **inner}


def _table_schema(fields: tuple[Field, ...], id_pattern: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: field_schema(field, id_pattern) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def record_schema(kind: Kind) -> dict[str, Any]:
    """The schema of one record of a kind."""
    return _table_schema(kind.fields, kind.id_form.pattern)


def file_schema(kind: Kind) -> dict[str, Any]:
    """The schema of a file of a kind for editors: one record, or a list of them."""
    record = record_schema(kind)
    return {
        "$schema": DIALECT,
        "title": kind.name,
        "description": kind.help,
        "if": {"type": "array"},
        "then": {"type": "array", "items": {"$ref": "#/$defs/record"}},
        "else": {"$ref": "#/$defs/record"},
        "$defs": {"record": record},
    }
