"""Files that come back from a spreadsheet, .xlsx or CSV, as rows of cells with their numbers.

What comes in is hostile until it was read: sizes are limited before anything
is unpacked, formulas are never worked out, and a file that cannot be read is
one sentence.
"""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from sscp.errors import UsageError
from sscp.exchange.csv_text import clean, unguard
from sscp.exchange.sheets import ABOUT, require_library

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 300_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEADINGS_WITHIN = 30
"""Rows from the top in which the headings must stand."""

_BROKEN = (
    *(BadZipFile, ParseError, zlib.error, KeyError, ValueError, TypeError, IndexError),
    *(AttributeError, OSError, OverflowError, NotImplementedError, RuntimeError),
)
_ESCAPE = re.compile(r"_x([0-9A-F]{4})_", re.IGNORECASE)
"""How a workbook writes a character that its format has no other way for."""
_OLE = b"\xd0\xcf\x11\xe0"


class Cell(NamedTuple):
    """What was typed in a cell; `is_share` where it is shown as a share of a hundred."""

    value: str | int | float | bool | date | None = None
    is_share: bool = False

    @property
    def text(self) -> str:
        """What it says on one line; a whole number without a fraction, a date as ISO text."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(clean(str(value)).split()) if value is not None else ""


EMPTY = Cell()


class Formula(NamedTuple):
    """A cell whose value a spreadsheet would have to work out."""

    text: str


class Row(NamedTuple):
    """A row that holds anything: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Cell | Formula, ...]


class Page(NamedTuple):
    """One sheet of a file; the name is empty for CSV."""

    name: str
    rows: tuple[Row, ...]


class SheetFile(NamedTuple):
    """A file: its sheets that people see, and what a program wrote about it."""

    pages: tuple[Page, ...]
    about: dict[str, str]


class Table(NamedTuple):
    """A table found on a sheet: the number of its row of headings, these, and the rows below."""

    page: str
    head: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet_file(content: bytes, name: str) -> SheetFile:
    """Read a file that a spreadsheet saved.

    Args:
        content: the bytes of the file.
        name: what it is called, for messages.

    Raises:
        UsageError: it is neither .xlsx nor CSV, or cannot be read.
    """
    if len(content) > LARGEST_FILE:
        raise UsageError(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB and is not read.")
    if content.startswith(b"PK"):
        return _read_xlsx(content, name)
    if content.startswith(_OLE):
        raise UsageError(
            f"{name} is locked with a password or was saved by an old Excel."
            " Save it as an Excel workbook (.xlsx) without a password, and import that."
        )
    return SheetFile((Page("", tuple(_read_csv(content, name))),), {})


def find_table(page: Page, wanted: Iterable[str]) -> Table | None:
    """The table of a sheet: the row near the top that has most of the headings wanted, if any.

    Args:
        page: the sheet.
        wanted: headings as `heading_key` gives them.
    """
    known = set(wanted)
    best: Row | None = None
    most = 0
    for row in page.rows:
        if row.number > HEADINGS_WITHIN:
            break
        found = len({heading_key(_said(cell)) for cell in row.cells} & known)
        if found > most:
            best, most = row, found
    if best is None:
        return None
    below = tuple(row for row in page.rows if row.number > best.number)
    return Table(page.name, best.number, _headings(best), below)


def heading_key(heading: str) -> str:
    """A heading without what people change by accident: capitals and blanks."""
    return " ".join(heading.split()).casefold()


def _headings(row: Row) -> tuple[str, ...]:
    """The headings; one that stands twice gets a number behind it."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for cell in row.cells:
        said = _said(cell)
        key = heading_key(said)
        seen[key] = seen.get(key, 0) + 1
        found.append(said if seen[key] == 1 or not said else f"{said} ({seen[key]})")
    return tuple(found)


def _said(cell: Cell | Formula) -> str:
    return cell.text


def _read_xlsx(content: bytes, name: str) -> SheetFile:
    require_library()
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise UsageError(f"{name} unpacks to more than a sheet could need; it is not read.")
        typed = load_workbook(io.BytesIO(content), read_only=True)
        pages = [
            Page(page.title, tuple(_rows(page, name)))
            for page in typed.worksheets
            if page.sheet_state == "visible"
        ]
        if any(
            isinstance(cell, Formula) for page in pages for row in page.rows for cell in row.cells
        ):
            shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            pages = [_with_results(page, shown[page.name]) for page in pages]
        return SheetFile(tuple(pages), _about(typed))
    except UsageError:
        raise
    except (*_BROKEN, InvalidFileException) as error:
        raise UsageError(
            f"{name} cannot be read as an Excel workbook; save it as .xlsx or CSV."
        ) from error


def _about(book: Any) -> dict[str, str]:
    if ABOUT not in book.sheetnames or book[ABOUT].sheet_state != "veryHidden":
        return {}
    pairs = book[ABOUT].iter_rows(max_row=MOST_COLUMNS, max_col=2, values_only=True)
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2}


def _limits(page: Any) -> dict[str, int]:
    """How far a sheet is read, for the library."""
    return {"max_row": MOST_ROWS + 1, "max_col": min(page.max_column or MOST_COLUMNS, MOST_COLUMNS)}


def _rows(page: Any, name: str) -> Iterator[Row]:
    """The rows that hold anything."""
    for number, cells in enumerate(page.iter_rows(**_limits(page)), 1):
        row = tuple(_cell(cell) for cell in cells)
        if any(cell.text for cell in row):
            if number > MOST_ROWS:
                raise UsageError(f"{name} has more than {MOST_ROWS:,} rows and is not read.")
            yield Row(number, row)


def _with_results(page: Page, shown: Any) -> Page:
    """The same sheet with what the spreadsheet last showed for each formula."""
    results = dict(enumerate(shown.iter_rows(**_limits(shown)), 1))
    return Page(
        page.name,
        tuple(
            Row(row.number, tuple(map(_result, row.cells, results.get(row.number, ()))))
            for row in page.rows
        ),
    )


def _result(cell: Cell | Formula, shown: Any) -> Cell | Formula:
    if isinstance(cell, Cell) or shown.value is None or shown.data_type == "e":
        return cell
    return _cell(shown)


def _cell(typed: Any) -> Cell | Formula:
    value: Any = typed.value
    if value is None:
        return EMPTY
    if typed.data_type in ("f", "e"):
        return Formula(str(value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        value = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")
        value = value.replace("\r", "")
        return Cell(value) if value.strip() else EMPTY
    if not isinstance(value, (bool, int, float, date)):
        return Cell(str(value))
    return Cell(value, is_share="%" in _number_format(typed))


def _number_format(cell: Any) -> str:
    """How a number is shown, without signs that only stand beside it: quoted, or marked one by one.

    Excel writes such a percent sign in quotes, LibreOffice with a stroke before it.
    """
    return re.sub(r'"[^"]*"|[\\_*].', "", str(getattr(cell, "number_format", "") or ""))


def _read_csv(content: bytes, name: str) -> Iterator[Row]:
    text = _decode(content, name)
    try:
        lines = _split(text)
    except csv.Error as error:
        raise UsageError(f"{name} cannot be read as CSV: {error}.") from error
    if len(lines) > MOST_ROWS:
        raise UsageError(f"{name} has more than {MOST_ROWS:,} rows and is not read.")
    for number, line in enumerate(lines, 1):
        if any(field.strip() for field in line):
            yield Row(number, tuple(_field(field) for field in line[:MOST_COLUMNS]))


def _field(field: str) -> Cell:
    return Cell(unguard(field)) if field.strip() else EMPTY


def _decode(content: bytes, name: str) -> str:
    """The text of a CSV file: UTF-8, UTF-16 with its mark, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UsageError(f"{name} is neither an Excel workbook (.xlsx) nor a CSV file.")


def _split(text: str) -> list[list[str]]:
    """The fields of each line; of comma, semicolon and tab the one that divides most alike."""
    read = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in ",;\t"]
    return max(read, key=_likeness)


def _likeness(lines: list[list[str]]) -> tuple[int, int]:
    """How many of the first lines have the commonest number of fields, and that number."""
    counts = Counter(len(line) for line in lines[:HEADINGS_WITHIN] if len(line) > 1)
    return max(((count, number) for number, count in counts.items()), default=(0, 0))
