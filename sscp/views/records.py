"""Single records and plain lists of them, for looking things up."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sscp.governance.index import resolve
from sscp.model.dates import read_iso_date, write_date
from sscp.model.kind import Field, Kind, Shape
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.intervals import read_interval
from sscp.views.narrowed import Narrowing, admits, fields_for, in_words, state_said
from sscp.views.reckoned import RECKONED, Basis

_QUIET = frozenset(("id", "illustrative"))


class ListRow(NamedTuple):
    """A record in a list; `told` says how it stands, by when and whose it is, in words."""

    id: str
    kind: str
    title: str
    illustrative: bool
    path: str
    line: int
    state: str | None = None
    due: date | None = None
    owner: str | None = None
    told: str = ""


class RecordList(NamedTuple):
    """Records of a kind, or those that hold some words."""

    as_of: date
    illustrative: bool
    withheld: bool
    heading: str
    records: tuple[ListRow, ...]


class FieldLine(NamedTuple):
    """A field as a reader sees it: its depth, its name, and its value or nothing for a group."""

    depth: int
    name: str
    value: str
    link: str | None = None


class Backlink(NamedTuple):
    """A record that names this one."""

    id: str
    kind: str
    title: str
    field: str


class RecordView(NamedTuple):
    """One record with everything it says and everything that names it."""

    as_of: date
    illustrative: bool
    id: str
    kind: str
    title: str
    path: str
    line: int
    fields: tuple[FieldLine, ...]
    linked_from: tuple[Backlink, ...]
    values: dict[str, Any]


def _list_row(record: Record) -> ListRow:
    place = record.location()
    return ListRow(
        record.id or "",
        record.kind.name,
        record.title,
        record.is_illustrative,
        place.path,
        place.line,
    )


_NO_STATE = frozenset(("clause",))
"""Kinds of which a list says no state: reckoning it takes long, and `sscp assurance` has it."""


def _reckoned_row(basis: Basis, record: Record) -> ListRow:
    """A record with its state, its due date and its owner, where its kind has them."""
    row, kind = _list_row(record), record.kind
    reckoning = RECKONED.get(kind.name) if kind.name not in _NO_STATE else None
    if reckoning is None:
        return row
    found = reckoning.of(basis, record)
    state, due = found.get("state"), found.get("due")
    words = state_said(kind, str(state)) if state else ""
    if words == "in force":
        return row._replace(state=str(state))
    is_owed = "due" in reckoning.columns or "open" in reckoning.states
    owner = _owner(basis, record) if is_owed else ""
    days = found.get("days_overdue")
    told = [
        f"due {write_date(due)}" if isinstance(due, date) else "",
        f"{words} by {days} day{'' if days == 1 else 's'}" if days else words,
        basis.seen.title_of(owner) if owner else "",
    ]
    return row._replace(
        state=str(state) if state else None,
        due=due if isinstance(due, date) else None,
        owner=owner or None,
        told=", ".join(filter(None, told)),
    )


def _owner(basis: Basis, record: Record) -> str:
    """Whose a record is, by id: the first of its owners that the reader may know of."""
    named = (
        resolve(basis.seen, each)
        for field in fields_for(record.kind, "owner")
        for each in record.texts(field.name)
    )
    return next((each for each in named if each in basis.seen.by_id), "")


def _list(portfolio: Portfolio, as_of: date, heading: str, rows: tuple[ListRow, ...]) -> RecordList:
    return RecordList(as_of, portfolio.is_illustrative, portfolio.is_restricted, heading, rows)


def view_list(basis: Basis, kind: Kind, asked: Narrowing | None = None) -> RecordList:
    """The records of a kind, in order of id; only those asked for where the list is narrowed."""
    found = sorted(basis.seen.of_kind(kind.name), key=lambda record: record.id or "")
    heading = kind.plural.capitalize()
    if asked is not None and asked != Narrowing():
        found = [record for record in found if admits(basis, asked, record)]
        heading = f"{heading}: {in_words(basis, asked)}"
    rows = tuple(_reckoned_row(basis, record) for record in found)
    return _list(basis.seen, basis.as_of, heading, rows)


def view_search(portfolio: Portfolio, as_of: date, words: str) -> RecordList:
    """The records in which every one of the words stands, whatever its case."""
    wanted = words.lower().split()
    rows = tuple(
        _list_row(record)
        for record in portfolio.records
        if all(word in _all_text(record.values) for word in wanted)
    )
    return _list(portfolio, as_of, f"Records with: {words}", rows)


def _all_text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_all_text(inner) for inner in value.values())
    if isinstance(value, list):
        return " ".join(_all_text(inner) for inner in value)
    return " ".join(str(value).lower().split())


def view_record(portfolio: Portfolio, as_of: date, record: Record) -> RecordView:
    """One record: its fields as declared, with labels for choices and titles for links."""
    place = record.location()
    lines: list[FieldLine] = []
    _tell(portfolio, record.kind.fields, record.values, 0, lines)
    return RecordView(
        as_of,
        record.is_illustrative,
        record.id or "",
        record.kind.name,
        record.title,
        place.path,
        place.line,
        tuple(lines),
        _backlinks(portfolio, record),
        record.values,
    )


def _backlinks(portfolio: Portfolio, record: Record) -> tuple[Backlink, ...]:
    found = {
        Backlink(other.id or "", other.kind.name, other.title, field.name)
        for other, _, field in portfolio.linked_from.get(record.id or "", ())
        if other is not record
    }
    return tuple(sorted(found))


def _tell(
    portfolio: Portfolio,
    fields: tuple[Field, ...],
    values: dict[str, Any],
    depth: int,
    lines: list[FieldLine],
) -> None:
    for field in fields:
        value = values.get(field.name)
        if value in (None, "", [], {}) or (depth == 0 and field.name in _QUIET):
            continue
        if field.shape is Shape.PART:
            _tell_part(portfolio, field, value, depth, lines)
        elif isinstance(value, list):
            lines.append(FieldLine(depth, field.name, ""))
            lines += [_line(portfolio, field, item, depth + 1, "-") for item in value]
        else:
            lines.append(_line(portfolio, field, value, depth, field.name))


def _tell_part(
    portfolio: Portfolio, field: Field, value: Any, depth: int, lines: list[FieldLine]
) -> None:
    lines.append(FieldLine(depth, field.name, ""))
    items = value if isinstance(value, list) else [value]
    for item in items:
        if not isinstance(item, dict):
            lines.append(FieldLine(depth + 1, "-", str(item)))
            continue
        if item is value:
            _tell(portfolio, field.fields, item, depth + 1, lines)
            continue
        before = len(lines)
        _tell(portfolio, field.fields, item, depth + 2, lines)
        if len(lines) > before:
            first = lines[before]
            lines[before] = first._replace(depth=depth + 1, name=f"- {first.name}")


def value_words(portfolio: Portfolio, field: Field, value: Any) -> str:
    """One value of a field in words: a title for a link, a label for a choice, a date in full."""
    return _line(portfolio, field, value, 0, "").value


def _line(portfolio: Portfolio, field: Field, value: Any, depth: int, name: str) -> FieldLine:
    if field.shape is Shape.FLAG or isinstance(value, bool):
        return FieldLine(depth, name, "yes" if value else "no")
    text = str(value).strip()
    if field.shape is Shape.CHOICE:
        return FieldLine(depth, name, field.label_of(value))
    if field.shape is Shape.LINK:
        target = portfolio.get(text)
        shown = f"{target.title} ({text})" if target and target.title != text else text
        return FieldLine(depth, name, shown, text)
    if field.shape is Shape.DATE and (day := read_iso_date(value)) is not None:
        return FieldLine(depth, name, write_date(day))
    if field.shape is Shape.INTERVAL and (length := read_interval(text)) is not None:
        return FieldLine(depth, name, f"{length.in_words()} ({text})")
    return FieldLine(depth, name, text)
