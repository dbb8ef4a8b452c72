"""What a change does to each record, field by field, for whoever must agree to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sscp.load.parse import parse
from sscp.model.position import Path

MISSING = None


class FieldChange(NamedTuple):
    """One thing that changes in a record; None where there was or will be nothing.

    The path is empty for a record that is new or gone.
    """

    record: str
    path: Path
    before: Any
    after: Any


def compare_files(
    before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]
) -> tuple[FieldChange, ...]:
    """Every change of the records in these files, in the order of the files and their fields."""
    found: list[FieldChange] = []
    for path in sorted(after):
        old, new = _records(before.get(path), path), _records(after[path], path)
        for identity in {**new, **old}:
            if identity not in old or identity not in new:
                found.append(FieldChange(identity, (), old.get(identity), new.get(identity)))
            else:
                found += _differences(identity, (), old[identity], new[identity])
    return tuple(found)


def _records(content: bytes | None, path: str) -> dict[str, dict[str, Any]]:
    """The records of a file by id; one without an id goes by the file's name."""
    value = parse(content).value if content is not None else None
    records = value if isinstance(value, list) else [value]
    return {str(each.get("id") or path): each for each in records if isinstance(each, dict)}


def _differences(identity: str, path: Path, old: Any, new: Any) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _differences(identity, (*path, key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) <= len(new):
        for index, value in enumerate(new):
            before = old[index] if index < len(old) else MISSING
            yield from _differences(identity, (*path, index), before, value)
    elif old in (None, []) and isinstance(new, list):
        for index, value in enumerate(new):
            yield FieldChange(identity, (*path, index), MISSING, value)
    else:
        yield FieldChange(identity, path, old, new)
