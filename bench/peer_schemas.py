"""The shape of our records in the words of the peers, so that they check what we check."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import BY_NAME, KINDS
from sscp.model.schema import DIALECT, record_schema

_WORDS = "any(str(), num(), day(), required={needed})"
_FORMS: dict[Shape, str] = {
    Shape.DATE: "day(required={needed})",
    Shape.FLAG: "bool(required={needed})",
    Shape.WHOLE: "int(required={needed})",
    Shape.LINK: "str(required={needed})",
    Shape.ID: "str(required={needed})",
    Shape.SOURCE: "any(str(), list(str()), required={needed})",
}
_BY_ID = {"action": "^ACT-", "decision": "^DEC-", "meeting": "-[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def write_json_schema(path: Path) -> None:
    """One JSON Schema for the whole register: a record's id tells which kind it must fit.

    It holds actions, decisions and meetings, nineteen in twenty of the records.
    """
    cases: list[dict[str, Any]] = [
        {
            "if": {"properties": {"id": {"pattern": pattern}}},
            "then": record_schema(BY_NAME[name]),
        }
        for name, pattern in _BY_ID.items()
    ]
    schema = {"$schema": DIALECT, "type": "object", "required": ["id"], "allOf": cases}
    path.write_text(json.dumps(schema), encoding="utf-8")


def copy_for_yamale(register: Path, target: Path) -> None:
    """A copy of the register with a Yamale schema in the folder of each kind."""
    shutil.copytree(register, target, ignore=shutil.ignore_patterns("register.yaml", ".git"))
    for kind in KINDS:
        folder = target / kind.folder
        if folder.is_dir():
            (folder / "schema.yaml").write_text(yamale_schema(kind), encoding="utf-8")


def yamale_schema(kind: Kind) -> str:
    """The Yamale schema of a kind: its fields, then one part for each group of fields."""
    return "---\n".join(_tables("", kind.fields))


def _tables(name: str, fields: tuple[Field, ...]) -> Iterator[str]:
    """The table of some fields, then those of the groups inside it, each under its own name."""
    lines = [f"{field.name}: {_form(name, field)}" for field in fields]
    if name:
        lines = [f"{name}:", *(f"  {line}" for line in lines)]
    yield "\n".join(lines) + "\n"
    for field in fields:
        if field.shape is Shape.PART:
            yield from _tables(f"{name}_{field.name}", field.fields)


def _form(name: str, field: Field) -> str:
    needed = str(field.required)
    if field.shape is Shape.PART:
        inner = f"include('{name}_{field.name}'{{}})"
    elif field.shape is Shape.CHOICE:
        allowed = ", ".join(
            value if value.isdigit() else repr(value)
            for value in (choice.value for choice in field.choices)
        )
        inner = f"enum({allowed}{{}})"
    elif field.many and field.shape is not Shape.SOURCE:
        return f"list({_FORMS.get(field.shape, _WORDS).format(needed=True)}, required={needed})"
    else:
        return _FORMS.get(field.shape, _WORDS).format(needed=needed)
    if field.many:
        return f"list({inner.format('')}, required={needed})"
    return inner.format(f", required={needed}")
