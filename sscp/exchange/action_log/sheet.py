"""The action log as a workbook and as CSV, for partners to fill in and send back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.exchange.action_log.base import AS_EXPORTED, write_base
from sscp.exchange.action_log.columns import (
    COLUMNS,
    COMPLETE,
    OPEN,
    RATINGS,
    Labels,
    LogColumn,
    labels_of,
)
from sscp.exchange.csv_text import write_csv
from sscp.exchange.sheets import Book, Column, Row, Sheet, Value
from sscp.model.dates import write_date
from sscp.views.action_sheet import ActionSheet, SheetAction

FORMAT = "sscp action log 1"
NOBODY = "Nobody named"

_PAGE_BREAK = next(place for place, column in enumerate(COLUMNS) if column.part)
_HEADINGS = (*(column.heading for column in COLUMNS), AS_EXPORTED)


def action_log_book(view: ActionSheet, by_agency: bool = False) -> Book:
    """The action log as a workbook: one sheet, or one for each organisation that must act.

    An action for several organisations stands on the sheet of each.
    """
    labels = labels_of(view)
    lines = _lines(view)
    sheets = [
        Sheet(
            name,
            lines if not by_agency else (f"{lines[0]}: {name}", *lines[1:]),
            (*map(_column, COLUMNS), Column(AS_EXPORTED, 20, hidden=True)),
            tuple(_row(action, labels) for action in actions),
            page_break=_PAGE_BREAK,
        )
        for name, actions in (_by_agency(view, labels) if by_agency else _whole(view))
    ]
    about = (
        ("format", FORMAT),
        ("register", view.register),
        ("as_of", view.as_of.isoformat()),
    )
    lists = {
        "Posts": tuple(labels.posts.values()),
        "Agencies": tuple(labels.agencies.values()),
        "Statuses": (OPEN, COMPLETE),
    }
    return Book(lines[0], view.as_of, tuple(sheets), lists, about)


def action_log_csv(view: ActionSheet) -> bytes:
    """The action log as CSV, with the same columns; dates are ISO texts."""
    labels = labels_of(view)
    return write_csv(_HEADINGS, (_flat(action, labels) for action in view.actions))


def _flat(action: SheetAction, labels: Labels) -> list[str | int | float | None]:
    return [
        value.isoformat() if isinstance(value, date) else value for value in _values(action, labels)
    ]


def _lines(view: ActionSheet) -> tuple[str, ...]:
    title = f"{view.partnership}: action log on {write_date(view.as_of)}"
    told = []
    if view.illustrative:
        told.append("Illustrative: the business shown here is invented as an example.")
    if view.withheld:
        told.append("Material for narrower audiences is withheld.")
    typing = "Type in the columns with green headings; the others are worked out or agreed."
    return (title, *([" ".join(told)] if told else []), typing)


def _whole(view: ActionSheet) -> Iterator[tuple[str, tuple[SheetAction, ...]]]:
    yield "Action log", view.actions


def _by_agency(view: ActionSheet, labels: Labels) -> Iterator[tuple[str, tuple[SheetAction, ...]]]:
    """The actions of each organisation, by its name; those of nobody come last."""
    found: dict[str, list[SheetAction]] = {}
    for action in view.actions:
        for agency in action.agencies or ("",):
            found.setdefault(agency, []).append(action)
    nobody = found.pop("", [])
    named = sorted(
        (labels.agencies.get(agency, agency), actions) for agency, actions in found.items()
    )
    for name, actions in named:
        yield name, tuple(actions)
    if nobody or not named:
        yield NOBODY if nobody else "Action log", tuple(nobody)


def _column(column: LogColumn) -> Column:
    return Column(
        column.heading,
        column.width,
        column.form,
        open=column.part is not None,
        choices=column.choices,
        help=column.help,
    )


def _row(action: SheetAction, labels: Labels) -> Row:
    rated = _HEADINGS.index("Rating")
    looks = {rated: RATINGS[action.state][1]}
    return Row(_values(action, labels), looks, shut=not action.is_open)


def _values(action: SheetAction, labels: Labels) -> tuple[Value, ...]:
    shown = (column.show(action, labels) for column in COLUMNS)
    return (*shown, write_base(action, labels))
