"""Records against their declaration: fields missing, unknown, empty or of the wrong shape.

The quick answer "is it right?" comes from the compiled schema; only a record
that is wrong is looked at field by field, so that every mistake gets its own
words.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import jsonschema_rs

from sscp.model.kind import Field, Kind, Shape
from sscp.model.position import Path
from sscp.model.problem import Problem
from sscp.model.record import Record
from sscp.model.schema import record_schema
from sscp.model.words import an

_VALIDATORS: dict[str, Any] = {}

EXPECTED: dict[Shape, str] = {
    Shape.TEXT: "a text",
    Shape.PROSE: "a text",
    Shape.DATE: "a date that exists, written like 2023-05-17",
    Shape.MONTH: "a date that exists, a month or a year, written like 2023-05-17, 2023-05 or 2023",
    Shape.TIME: "a time of day, written like 14:00",
    Shape.YEAR: "a reporting year, written like 2023-24",
    Shape.FLAG: "true or false",
    Shape.WHOLE: "a whole number",
    Shape.NUMBER: "a number, written like 12 or 12.5",
    Shape.INTERVAL: "a length of time, written like P2M for two months or P1Y for a year",
    Shape.LINK: "the id of a record",
    Shape.SOURCE: "the id of a record, with the paragraph or item after it",
    Shape.PART: "a group of fields, indented under it",
}

_DATES = frozenset((Shape.DATE, Shape.MONTH))


def _validator(kind: Kind) -> Any:
    found = _VALIDATORS.get(kind.name)
    if found is None:
        found = jsonschema_rs.validator_for(record_schema(kind), validate_formats=True)
        _VALIDATORS[kind.name] = found
    return found


def check_shape(record: Record) -> list[Problem]:
    """Every way in which a record departs from its declaration; empty when it fits."""
    validator = _validator(record.kind)
    if validator.is_valid(record.values):
        return []
    problems: dict[tuple[str, Path], Problem] = {}
    for error in validator.iter_errors(record.values):
        path: Path = tuple(error.instance_path)
        keyword = error.schema_path[-1] if error.schema_path else ""
        if keyword == "required":
            _keep(problems, _missing(record, path, error.kind.property))
        elif keyword == "additionalProperties":
            for name in error.kind.unexpected:
                _keep(problems, _unknown(record, path, name))
        else:
            _keep(problems, _wrong(record, path))
    return list(problems.values())


def _keep(problems: dict[tuple[str, Path], Problem], found: tuple[Path, Problem]) -> None:
    path, problem = found
    problems.setdefault((problem.rule, path), problem)


def _table_at(kind: Kind, path: Path) -> tuple[Field, ...]:
    """The field table that holds the group at `path`."""
    fields = kind.fields
    for step in path:
        if isinstance(step, str):
            inner = _named(fields, step)
            fields = inner.fields if inner else ()
    return fields


def _named(fields: tuple[Field, ...], name: str) -> Field | None:
    return next((field for field in fields if field.name == name), None)


def spell(path: Path) -> str:
    """A path as a person reads it: `attendance, row 2, status`."""
    return ", ".join(f"row {step + 1}" if isinstance(step, int) else step for step in path)


def _missing(record: Record, path: Path, name: str) -> tuple[Path, Problem]:
    field = _named(_table_at(record.kind, path), name)
    where = f" in {spell(path)}" if path else ""
    return (*path, name), Problem(
        "missing-field",
        record.location(path),
        {
            "field": name,
            "where": where,
            "kind": record.kind.name,
            "help": field.help if field else "",
        },
        record.id,
        spell((*path, name)),
    )


def _unknown(record: Record, path: Path, name: str) -> tuple[Path, Problem]:
    names = [field.name for field in _table_at(record.kind, path)]
    near = get_close_matches(name.lower().replace("-", "_").replace(" ", "_"), names, 1, 0.6)
    remedy = (
        f"Did you mean `{near[0]}`?" if near else "The fields here are: " + ", ".join(names) + "."
    )
    where = f" in {spell(path)}" if path else ""
    return (*path, name), Problem(
        "unknown-field",
        record.location((*path, name)),
        {"field": name, "where": where, "a_kind": an(record.kind.name), "nearest": remedy},
        record.id,
        spell((*path, name)),
    )


def _wrong(record: Record, path: Path) -> tuple[Path, Problem]:
    """The words for a value that is empty, of the wrong shape, or not among those allowed."""
    value: Any = record.values
    for step in path:
        value = value[step]
    named = next((step for step in reversed(path) if isinstance(step, str)), "")
    parent = path[: len(path) - 1 - path[::-1].index(named)] if named else ()
    field = _named(_table_at(record.kind, parent), named)
    words = {"field": named, "value": _show(value), "help": field.help if field else ""}
    inside_list = bool(path) and isinstance(path[-1], int)
    location = record.value_location(path)
    if value in (None, "", []):
        rule, words["holds"] = "empty-value", "is empty"
    elif isinstance(value, str) and not value.strip():
        rule, words["holds"] = "empty-value", "holds only blanks"
    elif field is None:
        rule, words["expected"] = "wrong-shape", "something else"
    elif field.shape is Shape.ID:
        rule = "id-form"
        words["form"] = record.kind.id_form.words
        words["example"] = record.kind.id_form.example
    elif field.many and not inside_list and field.shape is not Shape.SOURCE:
        rule = "wrong-shape"
        words["expected"] = "a list, each item on its own line after a hyphen"
    elif field.shape is Shape.CHOICE:
        rule = "value-not-allowed"
        allowed = [choice.value for choice in field.choices]
        near = get_close_matches(str(value).lower(), allowed, 1, 0.6)
        words["allowed"] = (
            (f"Did you mean `{near[0]}`? " if near else "")
            + "Allowed: "
            + ", ".join(f"`{choice.value}` ({choice.label.lower()})" for choice in field.choices)
        )
    else:
        rule = "date-cannot-be" if field.shape in _DATES else "wrong-shape"
        words["expected"] = EXPECTED[field.shape]
        if field.shape is Shape.WHOLE and field.least is not None:
            words["expected"] += f", {field.least} or more"
    return path, Problem(rule, location, words, record.id, spell(path))


def _show(value: Any) -> str:
    """A value for a message: short, on one line, and never a whole block."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:37] + "..."
