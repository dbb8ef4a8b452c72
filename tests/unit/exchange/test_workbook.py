"""Workbooks: what a cell, a tab and the file hold, read back with the spreadsheet library."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from sscp.exchange.sheets import Book, Column, Form, Look, Row, Sheet
from sscp.exchange.workbook import LONGEST_TEXT, cell_text, write_workbook

COLUMNS = (
    Column("Reference", 12),
    Column("Words", 30, open=True, help="Say it."),
    Column("Count", 8, Form.PERCENT, open=True),
    Column("On", 12, Form.DATE, open=True),
    Column("State", 12, open=True, choices="States"),
    Column("Kept", 12, hidden=True),
)


def book(*rows: Row, names: tuple[str, ...] = ("Log",)) -> Book:
    sheets = tuple(Sheet(name, ("Title", "Said"), COLUMNS, rows) for name in names)
    return Book(
        "Title", date(2023, 11, 15), sheets, {"States": ("Open", "Complete")}, (("a", "b"),)
    )


def row(words: str, **more: object) -> Row:
    return Row(("A", words, 40, date(2023, 5, 17), "Open", "kept"), **more)  # type: ignore[arg-type]


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.parametrize(
    "words", ["=1+1", "+44 121", "-5", "@SUM(A1)", "'=1", "=cmd|' /C calc'!A0"]
)
def test_a_text_that_looks_like_a_formula_stays_text(words: str) -> None:
    cell = read(write_workbook(book(row(words))))["Log"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_hostile_letters_are_shown_safely_and_line_ends_stay() -> None:
    cell = read(write_workbook(book(row("a\x00b\x0bc\r\nd\ud800e\u202ef _x0041_"))))["Log"]["B4"]
    # Spreadsheets read `_x0041_` as A, so what looks like that is written in their own way.
    assert cell.value == "a b c\nd e f _x005F_x0041_"


def test_a_text_is_cut_where_a_cell_ends_and_says_so() -> None:
    cut = cell_text("x" * (LONGEST_TEXT + 1))
    assert len(cut) == LONGEST_TEXT
    assert cut.endswith("x ... (cut short)")
    assert cell_text("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_the_same_tables_give_the_same_bytes_at_any_time() -> None:
    first = write_workbook(book(row("one")))
    time.sleep(2.1)  # a zip file keeps time in steps of two seconds
    assert write_workbook(book(row("one"))) == first
    with ZipFile(BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2023, 11, 15, 0, 0, 0)}
    stamped = read(first).properties
    assert f"{stamped.created} {stamped.modified}" == "2023-11-15 00:00:00 2023-11-15 00:00:00"


def test_headings_stay_in_sight_and_filter_the_rows() -> None:
    page = read(write_workbook(book(row("one"), row("two"))))["Log"]
    assert [cell.value for cell in page[3]] == [column.heading for column in COLUMNS]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B4", "A3:F5")
    assert page.column_dimensions["B"].width == 30
    assert page.column_dimensions["F"].hidden
    assert page["B4"].alignment.wrap_text


def test_only_open_columns_of_rows_that_are_not_shut_can_be_typed_in() -> None:
    page = read(write_workbook(book(row("one"), row("two", shut=True))))["Log"]
    assert page.protection.sheet
    assert [cell.protection.locked for cell in page[4]] == [True, False, False, False, False, True]
    assert all(cell.protection.locked for cell in page[5])
    assert not page.protection.autoFilter  # what is false here is allowed


def test_columns_say_what_may_be_typed() -> None:
    made = read(write_workbook(book(row("one"), row("two"))))
    rules = {str(rule.sqref): rule for rule in made["Log"].data_validations.dataValidation}
    assert {area: rule.type for area, rule in rules.items()} == {
        "B4:B5": None,
        "C4:C5": "whole",
        "D4:D5": "date",
        "E4:E5": "list",
    }
    assert rules["B4:B5"].prompt == "Say it."
    assert (rules["C4:C5"].formula1, rules["C4:C5"].formula2) == ("0", "100")
    area = made.defined_names[rules["E4:E5"].formula1].attr_text
    assert area == "Lists!$A$1:$A$2"
    assert [cell.value for cell in made["Lists"]["A"]] == ["Open", "Complete"]
    assert made["Lists"].sheet_state == "hidden"
    assert made["About"].sheet_state == "veryHidden"


def test_a_look_is_a_fill_and_the_word_stays() -> None:
    page = read(write_workbook(book(row("Red: overdue", looks={1: Look.RED}))))["Log"]
    assert (page["B4"].value, page["B4"].fill.fgColor.rgb) == ("Red: overdue", "00F8CBAD")
    assert page["A4"].fill.fill_type is None


def test_tabs_have_names_that_the_format_allows() -> None:
    long = "Solihull Metropolitan Borough Council"
    names = (long, long.upper(), "a/b: [c]*?", "", "Lists", "'quoted'")
    assert read(write_workbook(book(names=names))).sheetnames[:6] == [
        "Solihull Metropolitan Borough C",
        "SOLIHULL METROPOLITAN BOROUGH 2",
        "a b c",
        "Sheet",
        "Lists 2",
        "quoted",
    ]


def test_it_prints_sideways_with_its_headings_on_every_page() -> None:
    page = read(write_workbook(book(row("one"))))["Log"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.print_title_rows, page.print_title_cols) == ("$3:$3", "$A:$A")
    edges: Any = page.HeaderFooter
    assert (edges.oddHeader.left.text, edges.oddFooter.left.text) == ("Title", "Said")


def test_a_long_title_fits_the_header_whole_signs_and_all() -> None:
    sheet = Sheet("Log", ("&" * 300, "R&D"), COLUMNS, (row("one"),))
    made = read(write_workbook(book()._replace(sheets=(sheet,))))["Log"]
    edges: Any = made.HeaderFooter
    assert (edges.oddHeader.left.text, edges.oddFooter.left.text) == ("&" * 200, "R&&D")
