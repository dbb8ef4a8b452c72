"""Files that come back: where their tables stand, and what is not unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.errors import UsageError
from sscp.exchange import reading
from sscp.exchange.csv_text import clean, write_csv
from sscp.exchange.reading import Cell, Formula, find_table, read_sheet_file


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 1000)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", b" " * 1001)
    with pytest.raises(UsageError, match="unpacks to more than a sheet could need"):
        read_sheet_file(packed.getvalue(), "bomb.xlsx")


def test_entities_that_explode_are_one_sentence() -> None:
    entities = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "ha" * 50}">'
        for number in range(9)
    )
    packed = BytesIO()
    made = openpyxl.Workbook()
    made.save(packed)
    bomb = BytesIO()
    with ZipFile(packed) as source, ZipFile(bomb, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = f"<!DOCTYPE w [{entities}]><w>&e8;</w>".encode()
            target.writestr(name, content)
    with pytest.raises(UsageError, match="cannot be read as an Excel workbook"):
        read_sheet_file(bomb.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_too_many_rows_are_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    made = openpyxl.Workbook()
    assert made.active is not None
    for number in range(4):
        made.active.cell(number + 1, 1).value = "x"
    packed = BytesIO()
    made.save(packed)
    content = packed.getvalue() if kind == "xlsx" else b"x\nx\nx\nx\n"
    with pytest.raises(UsageError, match="has more than 3 rows"):
        read_sheet_file(content, "long")


def test_a_far_cell_costs_nothing() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"] = "Reference"
    made.active["ZZ1048576"] = "far"
    packed = BytesIO()
    made.save(packed)
    (page,) = read_sheet_file(packed.getvalue(), "far.xlsx").pages
    assert [row.number for row in page.rows] == [1]


def test_the_headings_are_the_row_with_most_of_them() -> None:
    text = b"Owner of this log: us\n\nReference,Owner,Owner\nA,B,C\n\nD,E,F\n"
    (page,) = read_sheet_file(text, "log.csv").pages
    table = find_table(page, ["reference", "owner"])
    assert table is not None
    assert (table.head, table.headings) == (3, ("Reference", "Owner", "Owner (2)"))
    assert [row.number for row in table.rows] == [4, 6]
    assert find_table(page, ["nothing"]) is None


@given(st.lists(st.text(max_size=12), min_size=2, max_size=5))
def test_what_csv_guards_comes_back_as_it_was(texts: list[str]) -> None:
    (page,) = read_sheet_file(write_csv(["a"] * len(texts), [texts]), "x.csv").pages
    found = [cell.text for row in page.rows[1:] for cell in row.cells]
    wanted = [" ".join(clean(text).split()) for text in texts]
    assert found == wanted or not any(wanted)


def test_a_formula_counts_by_what_the_spreadsheet_last_showed() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append(["Reference", "=20+20", "=1/0"])
    packed, filled = BytesIO(), BytesIO()
    made.save(packed)
    with ZipFile(packed) as source, ZipFile(filled, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            content = content.replace(b"<f>20+20</f><v></v>", b"<f>20+20</f><v>40</v>")
            content = content.replace(b"<f>20+20</f><v />", b"<f>20+20</f><v>40</v>")
            target.writestr(name, content)
    (page,) = read_sheet_file(filled.getvalue(), "x.xlsx").pages
    assert page.rows[0].cells == (Cell("Reference"), Cell(40), Formula("=1/0"))
