"""Plain tables in, the bytes of an .xlsx file out.

The bytes depend on the tables alone. Text from records is text in every
cell: nothing in it can become a formula. Colours only repeat what a word says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sscp.exchange.csv_text import clean
from sscp.exchange.sheets import ABOUT, Book, Column, Form, Look, Sheet, Value

LONGEST_TEXT = 32_767
"""Characters that a cell can hold; a limit of the format."""
_LONGEST_EDGE = 200  # of the 255 characters that a header or footer can hold in all
_MARK = " ... (cut short)"
_LISTS = "Lists"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_FONT = "Calibri"
_FORMATS = {
    Form.DATE: "d mmm yyyy",
    Form.PERCENT: '0"%"',
    Form.WHOLE: "0",
    Form.NUMBER: "General",
    Form.TEXT: "@",
}
_EDGE = Side("thin", color="BFBFBF")


def cell_text(text: str) -> str:
    """A text as a cell can hold it: without control characters, cut where a cell ends."""
    escaped = _ESCAPED.sub("_x005F_", clean(text))
    if len(escaped) <= LONGEST_TEXT:
        return escaped
    return escaped[: LONGEST_TEXT - len(_MARK)] + _MARK


def write_workbook(book: Book) -> bytes:
    """The bytes of the .xlsx file; the same tables give the same bytes."""
    made = Workbook()
    for blank in made.worksheets:
        made.remove(blank)
    names = _tab_names(sheet.name for sheet in book.sheets)
    for name, sheet in zip(names, book.sheets, strict=True):
        _write_sheet(made.create_sheet(name), sheet, book)
    _write_lists(made, book.lists)
    if book.about:
        hidden = made.create_sheet(ABOUT)
        hidden.sheet_state = "veryHidden"
        for number, pair in enumerate(book.about, 1):
            for column, text in enumerate(pair, 1):
                _put(hidden.cell(number, column), text)
    moment = datetime.combine(book.made_on, time())
    made.properties.title = cell_text(book.title)
    made.properties.creator = "sscp"
    made.properties.language = "en-GB"
    made.properties.created = moment
    packed = BytesIO()
    made.save(packed)
    return _stamp(packed, moment)


def _stamp(packed: BytesIO, moment: datetime) -> bytes:
    """The same file with one date on everything in it, in place of the moment it was saved."""
    out = BytesIO()
    saved = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    with ZipFile(packed) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = saved.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            entry = ZipInfo(name, (max(moment.year, 1980), moment.month, moment.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return out.getvalue()


def _tab_names(names: Iterable[str]) -> list[str]:
    """Names as tabs allow them: 31 characters at most, some characters barred, each just once."""
    found: list[str] = []
    taken = {_LISTS.casefold(), ABOUT.casefold(), "history"}
    for name in names:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", cell_text(name)).split()).strip("'") or "Sheet"
        short, number = plain[:31].strip(), 1
        while short.casefold() in taken:
            number += 1
            short = f"{plain[: 30 - len(str(number))].strip()} {number}"
        taken.add(short.casefold())
        found.append(short)
    return found


def _put(cell: Any, value: Value) -> None:
    """Write a value; a text is marked as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = cell_text(value)
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@", "'"):
            cell.quotePrefix = True
    else:
        cell.value = value


def _write_sheet(page: Worksheet, sheet: Sheet, book: Book) -> None:
    head = len(sheet.lines) + 1
    last = head + max(len(sheet.rows), 1)
    for number, line in enumerate(sheet.lines, 1):
        cell = page.cell(number, 1)
        _put(cell, line)
        cell.font = Font(name=_FONT, bold=number == 1, size=14 if number == 1 else 11)
    _write_headings(page, sheet.columns, head)
    _write_rows(page, sheet, head)
    _write_validations(page, sheet, head, book.lists)
    across = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A{head}:{across}{last}"
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{head + 1}"
    if book.protected:
        _protect(page)
    _set_up_print(page, sheet, head, last)


def _write_headings(page: Worksheet, columns: tuple[Column, ...], head: int) -> None:
    for number, column in enumerate(columns, 1):
        cell = page.cell(head, number)
        _put(cell, column.heading)
        cell.font = Font(name=_FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", "375623" if column.open else "1F3864")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        size = page.column_dimensions[get_column_letter(number)]
        size.width, size.hidden = column.width, column.hidden
    page.row_dimensions[head].height = 32


def _write_rows(page: Worksheet, sheet: Sheet, head: int) -> None:
    styles: dict[tuple[Form, bool, Look | None], Any] = {}
    for number, row in enumerate(sheet.rows, head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, row.values, strict=True)):
            cell = page.cell(number, place + 1)
            style = column.form, column.open and not row.shut, (row.looks or {}).get(place)
            if style in styles:
                # To work out a style for each cell takes most of the time that a sheet needs.
                cell._style = copy(styles[style])  # type: ignore[union-attr]  # noqa: SLF001
            else:
                _dress(cell, *style)
                styles[style] = copy(cell._style)  # type: ignore[union-attr]  # noqa: SLF001
            _put(cell, value)
        page.row_dimensions[number].height = _height(sheet.columns, row.values)


def _dress(cell: Any, form: Form, is_open: bool, look: Look | None) -> None:
    cell.font = Font(name=_FONT)
    cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    cell.number_format = _FORMATS[form]
    cell.protection = Protection(locked=not is_open)
    if look is not None:
        cell.fill = PatternFill("solid", look.value)


def _height(columns: tuple[Column, ...], values: tuple[Value, ...]) -> float:
    """The height, in points, that shows the longest text of a row, within reason."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str) and not column.hidden:
            room = max(column.width - 2, 1)
            needed = sum(1 + len(line) // room for line in value.splitlines())
            lines = max(lines, needed)
    return 15.0 * min(lines, 20) + 3


def _write_validations(
    page: Worksheet, sheet: Sheet, head: int, lists: dict[str, tuple[str, ...]]
) -> None:
    for number, column in enumerate(sheet.columns, 1):
        if not column.open or not sheet.rows:
            continue
        rule = _validation(column, lists)
        letter = get_column_letter(number)
        rule.add(f"{letter}{head + 1}:{letter}{head + len(sheet.rows)}")
        if column.help:
            rule.promptTitle, rule.prompt = column.heading[:32], column.help[:255]
            rule.showInputMessage = True
        page.add_data_validation(rule)


def _validation(column: Column, lists: dict[str, tuple[str, ...]]) -> DataValidation:
    """What may be typed in a column, with a sentence for anything else."""
    if column.choices and lists.get(column.choices):
        rule = DataValidation("list", formula1=column.choices, allow_blank=True)
        rule.error = "Pick one from the list."
    elif column.form is Form.PERCENT:
        rule = DataValidation("whole", "0", "100", operator="between", allow_blank=True)
        rule.error = "Type a whole number from 0 to 100, without a sign."
    elif column.form is Form.DATE:
        rule = DataValidation("date", "1", operator="greaterThanOrEqual", allow_blank=True)
        rule.error = "Type a date, such as 17/5/2023."
    else:
        return DataValidation(None, allow_blank=True)
    rule.errorTitle, rule.showErrorMessage = column.heading[:32], True
    return rule


def _write_lists(made: Workbook, lists: dict[str, tuple[str, ...]]) -> None:
    """The lists that columns are picked from, each a named range of a hidden sheet."""
    if not lists:
        return
    page = made.create_sheet(_LISTS)
    page.sheet_state = "hidden"
    for number, (name, texts) in enumerate(lists.items(), 1):
        for row, text in enumerate(texts, 1):
            _put(page.cell(row, number), text)
        if texts:
            letter = get_column_letter(number)
            area = f"{_LISTS}!${letter}$1:${letter}${len(texts)}"
            made.defined_names[name] = DefinedName(name, attr_text=area)


def _protect(page: Worksheet) -> None:
    """Only open cells can be typed in; no password, since this guards against slips alone."""
    guard = page.protection
    guard.sheet = True
    guard.autoFilter = guard.sort = guard.formatColumns = guard.formatRows = False


def _set_up_print(page: Worksheet, sheet: Sheet, head: int, last: int) -> None:
    """Landscape A4 with the headings and the first columns on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = "9"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.75
    page.page_margins.header = page.page_margins.footer = 0.35
    page.print_title_rows = f"{head}:{head}"
    page.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    page.print_area = f"A{head}:{get_column_letter(len(sheet.columns))}{last}"
    edges: Any = page.HeaderFooter
    lefts = (edges.oddHeader.left, edges.oddFooter.left)
    for place, line in zip(lefts, sheet.lines, strict=False):
        place.text = _edge_text(line)
    edges.oddFooter.right.text = "Page &P of &N"
    if sheet.page_break:
        page.page_setup.scale = 64
        page.col_breaks = ColBreak(brk=[Break(id=sheet.page_break)])
    else:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0


def _edge_text(line: str) -> str:
    """A line for the header or footer, where `&` is doubled; cut to what fits."""
    text = clean(line)[:_LONGEST_EDGE]
    while len(doubled := text.replace("&", "&&")) > _LONGEST_EDGE:
        text = text[:-1]
    return doubled
