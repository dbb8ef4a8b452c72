"""Any field of any record changed: what a person wishes, as the edits that do it.

All wishes of one change name places as they are before it. A field that a command
records, or that is sealed, is refused with the command that goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from sscp.errors import UsageError
from sscp.model.kind import Field, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.work.earlier_plans import kept_plan
from sscp.work.protected import require_free
from sscp.work.spots import Spot, find_spot
from sscp.work.verb import Question
from sscp.write.change import Change
from sscp.write.edits import AddRow, Edit, NewRecord, Remove, SetField

How = Literal["set", "add", "clear"]


class Wish(NamedTuple):
    """One thing to be changed: how, the place in words, and the value, read already."""

    how: How
    words: str
    value: Any = None


def question_of(field: Field, ask: str = "") -> Question:
    """The question for a value of a field; for one value where it holds several."""
    return Question(
        field.name,
        ask or field.help,
        field.shape,
        required=field.required,
        choices=field.choices,
        links=field.links,
        least=field.least,
    )


def spot_of(fields: tuple[Field, ...], values: Mapping[str, Any], how: How, words: str) -> Spot:
    """The place that a wish is about, which must be one where that can be done.

    Raises:
        UsageError: it can't; the message says what can.
    """
    spot = find_spot(fields, values, words, adds=how == "add")
    if how == "clear":
        return spot
    if how == "add":
        if spot.is_row or not (spot.new or spot.field.many):
            raise UsageError(f"{words} holds one value; --set {words}=VALUE gives it another.")
        if spot.end.shape is Shape.PART:
            raise UsageError(_needs_inner("add", words, spot.end, spot.field.many))
        return spot
    if spot.end.shape is Shape.PART:
        if spot.field.many and not spot.is_row:
            raise UsageError(_needs_inner("add", words, spot.field, True))
        raise UsageError(_needs_inner("set", words, spot.field, False))
    return spot


def _needs_inner(how: str, words: str, field: Field, is_list: bool) -> str:
    names = ", ".join(each.name for each in field.fields)
    what = "rows" if is_list else "fields of its own"
    first = f"--{how} {words}.{field.fields[0].name}=VALUE"
    return f"{words} has {what}: write {first} and the like; there are: {names}."


def edits_of(
    identity: str, fields: tuple[Field, ...], values: Mapping[str, Any], wishes: Sequence[Wish]
) -> tuple[Edit, ...]:
    """The edits that fulfil all wishes: values set, then rows added, then things taken out.

    Args:
        identity: the id of the record.
        fields: its fields.
        values: what it holds before the change.
        wishes: what is to be changed.

    Raises:
        UsageError: a place is not there, or can't be changed so.
    """
    spots = [(wish, spot_of(fields, values, wish.how, wish.words)) for wish in wishes]
    return (
        *_sets(identity, values, [each for each in spots if each[0].how == "set"]),
        *_adds(identity, values, [each for each in spots if each[0].how == "add"]),
        *_clears(identity, values, [spot.path for wish, spot in spots if wish.how == "clear"]),
    )


def _sets(
    identity: str, values: Mapping[str, Any], wishes: Iterable[tuple[Wish, Spot]]
) -> Iterator[Edit]:
    found: dict[Path, Any] = {}
    for wish, spot in wishes:
        if spot.field.many and not spot.is_row:
            # Said once for each of several values.
            found.setdefault(spot.path, []).append(wish.value)
        else:
            found[spot.path] = wish.value
    groups: dict[Path, dict[str, Any]] = {}
    for path, wanted in found.items():
        value = wanted[0] if path == ("source",) and len(wanted) == 1 else wanted
        above = path[:-1]
        if above and value_at(values, above) is None:
            groups.setdefault(above, {})[str(path[-1])] = value
        else:
            yield SetField(identity, path, value)
    for path, group in groups.items():
        yield SetField(identity, path, group)


def _adds(
    identity: str, values: Mapping[str, Any], wishes: Iterable[tuple[Wish, Spot]]
) -> Iterator[Edit]:
    rows: dict[Path, list[dict[str, Any]]] = {}
    for wish, spot in wishes:
        if not spot.new:
            held = value_at(values, spot.path)
            if wish.value not in (held if isinstance(held, list) else [held]):
                yield AddRow(identity, spot.path, wish.value)
            continue
        kept = rows.setdefault(spot.path, [])
        if not kept or (_holds(kept[-1], spot.new) and not spot.end.many):
            kept.append({})
        row = kept[-1]
        for name in spot.new[:-1]:
            row = row.setdefault(name, {})
        if spot.end.many:
            row.setdefault(spot.new[-1], []).append(wish.value)
        else:
            row[spot.new[-1]] = wish.value
    for path, kept in rows.items():
        if len(path) > 1 and value_at(values, path[:-1]) is None:
            yield SetField(identity, path[:-1], {path[-1]: kept})
            continue
        for each in kept:
            yield AddRow(identity, path, each)


def _holds(row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    inner: Any = row
    for name in names:
        if not isinstance(inner, Mapping) or name not in inner:
            return False
        inner = inner[name]
    return True


def _clears(identity: str, values: Mapping[str, Any], paths: Sequence[Path]) -> Iterator[Edit]:
    """Places taken out from the last to the first, so that those before keep their numbers."""
    whole = [
        path
        for path in dict.fromkeys(paths)
        if value_at(values, path) is not None
        and not any(path[: len(other)] == other for other in paths if other != path)
    ]
    for path in sorted(whole, key=lambda path: tuple(map(_order, path)), reverse=True):
        yield Remove(identity, path)


def _order(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def value_at(values: Any, path: Path) -> Any:
    """What stands at a place; None where nothing does."""
    for step in path:
        if isinstance(step, int):
            values = values[step] if isinstance(values, list) and step < len(values) else None
        else:
            values = values.get(step) if isinstance(values, dict) else None
    return values


def require_free_edits(
    portfolio: Portfolio, record: Record, edits: Iterable[Edit], as_of: date
) -> None:
    """Refuse edits of what a command records, or of what is sealed.

    Raises:
        UsageError: the message names the command.
    """
    for edit in edits:
        if not isinstance(edit, (SetField, AddRow, Remove)):
            continue
        names = tuple(step for step in edit.path if isinstance(step, str))
        is_new = isinstance(edit, AddRow) or value_at(record.values, edit.path) is None
        is_first = is_new and not isinstance(edit, Remove)
        require_free(portfolio, record, names, is_first, as_of)
        value = None if isinstance(edit, Remove) else edit.value
        for way in _ways(value):
            require_free(portfolio, record, (*names, *way), is_first, as_of)


def _ways(value: Any) -> Iterator[tuple[str, ...]]:
    """The ways to the values within a row or a group."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (name,)
            for way in _ways(inner):
                yield (name, *way)


def plan_edit(
    portfolio: Portfolio,
    record: Record,
    edits: tuple[Edit, ...],
    as_of: date,
) -> Change:
    """The change that carries out edits of one record.

    Raises:
        UsageError: a field is recorded by a command, or is sealed.
    """
    require_free_edits(portfolio, record, edits, as_of)
    touched = (each for each in edits if isinstance(each, (SetField, AddRow, Remove)))
    names = dict.fromkeys(str(each.path[0]).replace("_", " ") for each in touched)
    kept = kept_plan(record, edits, as_of)
    told = f"{record.id}: {listed(names)} changed"
    return Change(told, (*edits, *kept), "edit", details=(record.title,))


def plan_new(change: Change, more: Sequence[Edit]) -> Change:
    """A new record with further fields and rows in it, whatever id it gets in the end."""
    made = next(edit for edit in change.edits if isinstance(edit, NewRecord))
    identity = str(made.values["id"])
    moved = tuple(
        each._replace(record=identity)
        for each in more
        if isinstance(each, (SetField, AddRow, Remove))
    )
    return change._replace(edits=(*change.edits, *moved))
