"""Tables for people who work in a spreadsheet, as plain values, made without a library."""

from __future__ import annotations

from datetime import date
from enum import Enum
from importlib.util import find_spec
from typing import NamedTuple

from sscp.errors import RunError

ABOUT = "About"
"""The sheet that only the program reads."""

Value = str | int | float | date | None


class Form(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


class Look(Enum):
    """How a cell stands out, as the fill behind dark letters."""

    RED = "F8CBAD"
    AMBER = "FFE699"
    GREEN = "C6E0B4"
    GREY = "D9D9D9"


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        heading: what stands above it; readers find the column by it.
        width: in characters.
        form: what it holds.
        open: True where people may type while the sheet is protected.
        choices: the name of the list it is picked from, if any.
        help: shown when a cell of an open column is chosen.
        hidden: True for what only the program reads.
    """

    heading: str
    width: int
    form: Form = Form.TEXT
    open: bool = False
    choices: str = ""
    help: str = ""
    hidden: bool = False


class Row(NamedTuple):
    """A row: a value for every column, looks by the number of the column, and whether it is shut.

    Nobody may type in a row that is shut, not even in open columns.
    """

    values: tuple[Value, ...]
    looks: dict[int, Look] | None = None
    shut: bool = False


class Sheet(NamedTuple):
    """A sheet: a name for its tab, lines above the table, and the table.

    Attributes:
        name: of the tab; shortened and made unique as the format asks.
        lines: the title and what must be said with it.
        columns: in order.
        rows: in order.
        frozen: how many columns stay in sight beside the headings.
        page_break: the number of the column that begins the second page across; 0 for none.
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 1
    page_break: int = 0


class Book(NamedTuple):
    """A whole workbook.

    Attributes:
        title: of the file.
        made_on: the day it tells of; the file is stamped with it.
        sheets: one at least.
        lists: what columns are picked from, by name.
        about: pairs that only the program reads, in a sheet people do not see.
        protected: True where people may type in open columns only.
    """

    title: str
    made_on: date
    sheets: tuple[Sheet, ...]
    lists: dict[str, tuple[str, ...]]
    about: tuple[tuple[str, str], ...] = ()
    protected: bool = True


def require_library() -> None:
    """Make sure that workbooks can be read and written.

    Raises:
        RunError: the optional part for spreadsheets is not installed.
    """
    if find_spec("openpyxl") is None:
        raise RunError(
            "Excel workbooks need the sheets part of sscp. Install it with:"
            " pip install 'sscp[sheets]'. CSV works without it."
        )
