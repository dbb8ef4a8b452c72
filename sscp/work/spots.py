"""The place in a record that a person names: fields joined by dots, rows by what they are called.

`findings.F2.finding` is the finding of the row whose key is F2, `progress.3.note` the
note of the third row. A row goes by its key or number, else by the first of its
fields that is filled; where that fits none, by its place from the top, from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.model.kind import Field, Shape
from sscp.model.position import Path

_KEYS = ("key", "number")


class Spot(NamedTuple):
    """A place in a record.

    Attributes:
        path: the way to it: names of fields, and places in lists from 0.
        field: the field it lies in.
        is_row: True for one row of a list, or one value of several.
        new: the names from there inwards where a new row is meant; empty otherwise.
        inner: the field at the end of `new`.
    """

    path: Path
    field: Field
    is_row: bool = False
    new: tuple[str, ...] = ()
    inner: Field | None = None

    @property
    def end(self) -> Field:
        """The field that a value is for."""
        return self.inner or self.field

    @property
    def is_group(self) -> bool:
        """True where the place holds fields of its own, and no value."""
        return self.end.shape is Shape.PART

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields on the way, without the places in lists."""
        return (*(step for step in self.path if isinstance(step, str)), *self.new)


def find_spot(
    fields: tuple[Field, ...], values: Mapping[str, Any], words: str, adds: bool = False
) -> Spot:
    """The place that words such as `findings.F2.finding` name.

    Args:
        fields: the fields of the record.
        values: what it holds.
        words: what was written.
        adds: True where a list followed by a field means a new row.

    Raises:
        UsageError: there is no such place; the message says what there is.
    """
    return _find(fields, values, tuple(words.strip().split(".")), (), words, adds)


def _find(
    fields: tuple[Field, ...],
    values: Mapping[str, Any],
    steps: Sequence[str],
    path: Path,
    words: str,
    adds: bool,
) -> Spot:
    field = named(fields, steps[0], words)
    here, rest = (*path, field.name), tuple(steps[1:])
    value = values.get(field.name)
    if not rest:
        return Spot(here, field)
    if field.many:
        return _find_in_list(field, value, rest, here, words, adds)
    if field.shape is not Shape.PART:
        raise UsageError(f"{words}: {field.name} has no fields of its own.")
    inner = value if isinstance(value, dict) else {}
    return _find(field.fields, inner, rest, here, words, adds)


def _find_in_list(
    field: Field, value: Any, steps: tuple[str, ...], path: Path, words: str, adds: bool
) -> Spot:
    rows = value if isinstance(value, list) else [] if value is None else [value]
    is_new = adds and any(each.name == _plain(steps[0]) for each in field.fields)
    if is_new:
        inner = field
        names: list[str] = []
        for step in steps:
            if inner.many and names:
                raise UsageError(
                    f"{words}: a new row can't hold rows yet; add the row first, then what is in"
                    " it."
                )
            inner = named(inner.fields, step, words)
            names.append(inner.name)
        return Spot(path, field, new=tuple(names), inner=inner)
    # A key may hold dots itself, as 1.2 does, so the longest that fits is taken.
    for length in range(len(steps), 0, -1):
        at = _row_at(field, rows, ".".join(steps[:length]), words)
        if at is None:
            continue
        rest = steps[length:]
        if not rest:
            return Spot((*path, at), field, is_row=True)
        if field.shape is not Shape.PART:
            break
        row = rows[at] if isinstance(rows[at], dict) else {}
        return _find(field.fields, row, rest, (*path, at), words, adds)
    names_there = ", ".join(row_name(field, row) or str(at) for at, row in enumerate(rows, 1))
    there = f"the rows are: {names_there}" if rows else "there are no rows yet"
    if field.shape is not Shape.PART:
        there = f"it holds: {names_there}" if rows else "it holds nothing yet"
    raise UsageError(f"{words} leads nowhere: {field.name} has no {steps[0]}; {there}.")


def _row_at(field: Field, rows: Sequence[Any], words: str, whole: str) -> int | None:
    """The place of the row that words call, from 0; None where they call none.

    Raises:
        UsageError: they fit several.
    """
    wanted = words.strip().lower()
    found = [at for at, row in enumerate(rows) if row_name(field, row).lower() == wanted]
    if len(found) > 1:
        places = ", ".join(str(at + 1) for at in found)
        raise UsageError(f"{whole} fits {len(found)} rows; name one by its place: {places}.")
    if found:
        return found[0]
    return int(wanted) - 1 if wanted.isdecimal() and 0 < int(wanted) <= len(rows) else None


def row_name(field: Field, row: Any) -> str:
    """What a row of a list is called: its key or number, else the first field that is filled."""
    if not isinstance(row, dict):
        return str(row)
    names = [each.name for each in field.fields if each.shape is not Shape.PART]
    for name in (*_KEYS, *names):
        if name in names and row.get(name) not in (None, "", []):
            return str(row[name])
    return ""


def named(fields: tuple[Field, ...], step: str, words: str) -> Field:
    """The field of a name.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    found = next((field for field in fields if field.name == _plain(step)), None)
    if found is None:
        names = ", ".join(field.name for field in fields)
        whole = "" if words == step else f"{words}: "
        raise UsageError(f"{whole}There is no field {step or '(no name)'}; there are: {names}.")
    return found


def _plain(step: str) -> str:
    return step.strip().lower().replace("-", "_").replace(" ", "_")
