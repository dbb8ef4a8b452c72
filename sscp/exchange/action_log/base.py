"""What a row of the action log was exported with.

It travels with the row in a column of its own, so that sorting and splitting
the sheet do no harm, and so that what a partner typed can be told apart from
a register that has moved on meanwhile.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from zlib import crc32

from sscp.exchange.action_log.columns import COLUMNS, Labels, LogColumn, Part, status_of
from sscp.exchange.cells import read_day, read_percent
from sscp.exchange.reading import Cell, Formula
from sscp.exchange.sheets import Form
from sscp.views.action_sheet import SheetAction

AS_EXPORTED = "As exported"
_BETWEEN = " | "
_KEPT = (Part.OWNER, Part.AGENCY, Part.PERCENT, Part.STATUS, Part.COMPLETED_ON)
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2,4})")
_MARK_LENGTH = 6
_COMPARED = 30_000  # letters; a cell can hold few more


def kept_values(action: SheetAction) -> dict[Part, str]:
    """What the columns that are filled on export stand for, in the form that is compared."""
    return {
        Part.OWNER: action.owner,
        Part.AGENCY: action.agency,
        Part.PERCENT: "" if action.percent is None else str(action.percent),
        Part.STATUS: status_of(action),
        Part.COMPLETED_ON: action.completed_on.isoformat() if action.completed_on else "",
    }


class Base(NamedTuple):
    """What a row was exported with.

    Attributes:
        register: the id of the register.
        kept: what the open columns stood for, in the form that is compared.
        marks: a short fingerprint of every column of the log, in their order.
    """

    register: str
    kept: dict[Part, str]
    marks: tuple[str, ...]


def write_base(action: SheetAction, labels: Labels) -> str:
    """What a row is exported with, in one cell that travels with it."""
    marks = (mark_of(column, Cell(column.show(action, labels))) for column in COLUMNS)
    return _BETWEEN.join((labels.register, *kept_values(action).values(), "".join(marks)))


def read_base(cell: str) -> Base | None:
    """What a row was exported with; None when the cell is lost or damaged."""
    parts = [part.strip() for part in cell.split(_BETWEEN.strip())]
    if len(parts) != len(_KEPT) + 2 or len(parts[-1]) != _MARK_LENGTH * len(COLUMNS):
        return None
    register, *kept, marks = parts
    starts = range(0, len(marks), _MARK_LENGTH)
    return Base(
        register,
        dict(zip(_KEPT, kept, strict=True)),
        tuple(marks[start : start + _MARK_LENGTH] for start in starts),
    )


def mark_of(column: LogColumn, cell: Cell | Formula) -> str:
    """A fingerprint of what a cell says, however a spreadsheet chose to write it."""
    return f"{crc32(_said(column, cell).encode('utf-8', 'replace')) & 0xFFFFFF:06x}"


def is_month_first(column: LogColumn, cell: Cell | Formula, mark: str) -> bool:
    """True when a date says what was exported only if its month stands before its day."""
    found = _NUMERIC_DATE.fullmatch(cell.text) if column.form is Form.DATE else None
    if found is None or mark_of(column, cell) == mark:
        return False
    return mark_of(column, Cell(f"{found[2]}/{found[1]}/{found[3]}")) == mark


def _said(column: LogColumn, cell: Cell | Formula) -> str:
    if column.form is Form.DATE:
        day = read_day(cell)
        return day.isoformat() if isinstance(day, date) else cell.text
    if column.form is Form.PERCENT:
        percent = read_percent(cell)
        return str(percent) if isinstance(percent, int) else cell.text
    return " ".join(cell.text[:_COMPARED].split())
