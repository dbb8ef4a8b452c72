"""What a change does to each record, field by field, for whoever must agree to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sscp.load.parse import parse
from sscp.model.position import Path

MISSING = None


class FieldChange(NamedTuple):
    """One thing that changes in a record; None where there was or will be nothing.

    The path is empty for a record that is new or gone. `row` is the number that the
    innermost numbered row on the path bears, such as an item of an agenda, and `row_at`
    where on the path that row stands.
    """

    record: str
    path: Path
    before: Any
    after: Any
    row: str = ""
    row_at: int = 0


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
                found += (
                    _with_number(each, new[identity])
                    for each in _differences(identity, (), old[identity], new[identity])
                )
    return tuple(found)


def _records(content: bytes | None, path: str) -> dict[str, dict[str, Any]]:
    """The records of a file by id; one without an id goes by the file's name."""
    value = parse(content).value if content is not None else None
    records = value if isinstance(value, list) else [value]
    return {str(each.get("id") or path): each for each in records if isinstance(each, dict)}


def _with_number(change: FieldChange, record: Any) -> FieldChange:
    """The change with the number of the row that it is in, as a person calls that row."""
    value, row, row_at = record, "", 0
    for at, step in enumerate(change.path[:-1]):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(value, dict) and value.get("number"):
            row, row_at = str(value["number"]), at
    return change._replace(row=row, row_at=row_at)


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
