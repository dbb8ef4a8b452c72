"""Sheets as they really come back: each mended, or told with its row and nothing lost."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_import import Book, Desk, desk, export, proposal

__all__ = ["desk"]

FORMULAS = ("=1+1", "+44 121 704", "-12 so far", "@home", "\t=1", "=cmd|' /C calc'!A1", "'=quoted")


def words_of(desk: Desk, path: Path) -> dict[str, list[str]]:
    found = proposal(desk.run("import", path, "--dry-run", "--format", "json"))
    return {each["record"]: each["words"] for each in found["changes"]}


def left_of(desk: Desk, path: Path) -> list[str]:
    said = desk.run("import", path, "--dry-run", "--format", "json")
    assert said.status == 1, said
    found = proposal(said)
    return [f"{each['place']}: {each['words']}" for each in found["left"]]


def rewritten(path: Path, name: str, content: bytes | None = None, **swap: str) -> Path:
    """The workbook with one part of its package added, or changed word for word."""
    with zipfile.ZipFile(path) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    if content is not None:
        parts[name] = content
    for old, new in swap.items():
        parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as packed:
        for each, held in parts.items():
            packed.writestr(each, held)
    return path


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_a_text_both_ways_in_a_workbook(
    text: str, desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "New update", text)
    book.at("ACT-2023-003", "New update").data_type = "s"
    assert desk.run("import", book.save(), "--yes").status == 0
    again = export(desk, tmp_path)
    latest = again.at("ACT-2023-003", "Latest update")
    assert latest.data_type == "s"
    assert str(latest.value).endswith(text.strip())
    assert "No changes" in desk.run("import", again.path, "--yes").out


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_a_text_both_ways_in_csv(
    text: str, desk: Desk, tmp_path: Path
) -> None:
    update = ("action", "update", "ACT-2023-006", f"--note={text}")
    assert desk.run(*update).status == 0
    path = tmp_path / "action-log.csv"
    assert desk.run("export", path).status == 0
    assert desk.run("export", "action", "--to", "csv", "-o", tmp_path / "all.csv").status == 0
    for file in (path, tmp_path / "all.csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")):
            assert not [each for each in row if each[:1] in ("=", "+", "@", "\t", "\r")]
    assert "No changes" in desk.run("import", path, "--yes").out


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("_x0001_", "a control character (U+0001)"),
        ("\u202e", "a sign that turns the order of letters about (U+202E)"),
        ("\u2028", "a line end that nobody sees (U+2028)"),
        ("\ufeff", "a byte-order mark (U+FEFF)"),
    ],
)
def test_a_cell_with_what_no_record_can_keep_is_named_with_its_row(
    sign: str, words: str, desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "New update", f"Sent{sign}out")
    book.put("ACT-2023-005", "New update", "Rooms are booked")
    assert left_of(desk, book.save()) == [
        (
            f"row {book.rows['ACT-2023-003']}: New update: the cell holds {words},"
            " which no record can keep."
        )
    ]
    assert desk.run("import", book.path, "--yes").status == 1
    assert "note: Rooms are booked\n" in desk.text()
    assert desk.run("validate").status == 0


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x7f", "\x85", "\u202e", "\u2029", "\ufeff"])
def test_a_field_of_csv_with_it_is_named_with_its_row(
    sign: str, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "action-log.csv"
    assert desk.run("export", path).status == 0
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    number = next(number for number, row in enumerate(rows) if row[0] == "ACT-2023-003")
    rows[number][rows[0].index("New update")] = f"Sent{sign}out"
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")
    (told,) = left_of(desk, path)
    assert told.startswith(f"row {number + 1}: New update: the cell holds ")
    assert f"(U+{ord(sign):04X})" in told


def test_a_workbook_with_macros_is_read_and_they_are_never_run(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    path = rewritten(book.save(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    assert words_of(desk, path.rename(tmp_path / "log.xlsm")) == {"ACT-2023-003": ["progress 40 %"]}


def test_a_million_empty_rows_cost_nothing(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    book.sheet.cell(1_048_576, 1).number_format = "0.00"
    assert words_of(desk, book.save()) == {"ACT-2023-003": ["progress 40 %"]}


def test_cells_that_were_merged_count_where_their_text_stands(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "New update", "Sent out")
    row: Any = book.rows["ACT-2023-003"]
    column: Any = book.columns["New update"]
    book.sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
    assert words_of(desk, book.save())["ACT-2023-003"] == ["note of 30 June 2023: Sent out"]


def test_a_row_that_was_deleted_changes_nothing_of_its_action(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    book.sheet.delete_rows(book.rows["ACT-2023-005"])
    found = proposal(desk.run("import", book.save(), "--yes", "--format", "json"))
    assert (len(found["changes"]), found["left"], found["rows"]) == (1, [], 8)


def test_a_heading_that_was_changed_leaves_its_column_out_and_the_rest_counts(
    desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    book.put("ACT-2023-003", "New update", "Sent out")
    next(each for each in book.head if each.value == "Progress %").value = "How far"
    assert words_of(desk, book.save()) == {"ACT-2023-003": ["note of 30 June 2023: Sent out"]}
    assert left_of(desk, book.path) == [
        (
            f"row {book.head[0].row}: The sheet has no column Progress % any more; nothing is taken"
            " from there. It has How far, which the log has not."
        )
    ]


def test_a_column_that_was_taken_out_is_told_and_empties_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "New update", "Sent out")
    book.sheet.delete_cols(book.columns["Owner"])
    assert words_of(desk, book.save()) == {"ACT-2023-003": ["note of 30 June 2023: Sent out"]}
    assert left_of(desk, book.path) == [
        (
            f"row {book.head[0].row}: The sheet has no column Owner any more; nothing is taken"
            " from there."
        )
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (date(2023, 7, 31), "31 July 2023"),
        (datetime(2023, 7, 31, 12, 30), "31 July 2023"),  # noqa: DTZ001 - sheets know no zones
        (45138, "31 July 2023"),
        (45138.5, "31 July 2023"),
        ("31/07/2023", "31 July 2023"),
        ("31.7.23", "31 July 2023"),
        ("31 July 2023", "31 July 2023"),
        ("2023-07-31", "31 July 2023"),
        ("45138", None),
        ("07/31/2023", None),
        ("soon", None),
        (20230731, None),
        (True, None),
    ],
)
def test_a_date_is_read_as_it_is_meant_or_named(
    typed: Any, day: str | None, desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-005", "Later date asked for", typed)
    if isinstance(typed, (int, float)):
        book.at("ACT-2023-005", "Later date asked for").number_format = "General"
    book.save()
    if day is not None:
        (words,) = words_of(desk, book.path)["ACT-2023-005"]
        assert f"until {day}" in words
    else:
        (told,) = left_of(desk, book.path)
        assert told.startswith(f"row {book.rows['ACT-2023-005']}: Later date asked for: ")
        assert told.endswith(" is no date.")


@pytest.mark.parametrize(
    ("typed", "form", "percent"),
    [
        (0.5, "0%", 50),
        (0.5, '0"%"', None),
        (50, '0"%"', 50),
        (50, "0\\%", 50),
        ("50%", "@", 50),
        ("50 %", "@", 50),
        ("50", "@", 50),
        ("half", "@", None),
        (150, '0"%"', None),
        (-1, '0"%"', None),
        (1.5, "0%", None),
        ("=25+25", '0"%"', None),
    ],
)
def test_a_share_is_read_as_it_is_shown_or_named(
    typed: Any, form: str, percent: int | None, desk: Desk, tmp_path: Path
) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", typed)
    cell = book.at("ACT-2023-003", "Progress %")
    cell.number_format = form
    book.save()
    if percent is not None:
        assert words_of(desk, book.path) == {"ACT-2023-003": [f"progress {percent} %"]}
    else:
        (told,) = left_of(desk, book.path)
        assert told.startswith(f"row {book.rows['ACT-2023-003']}: Progress %: ")


def test_a_sheet_that_people_do_not_see_is_not_read(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    copy: Any = book.book.copy_worksheet(book.sheet)
    copy.sheet_state = "hidden"
    place = book.at("ACT-2023-003", "Progress %").coordinate
    copy[place].value = 90
    assert words_of(desk, book.save()) == {"ACT-2023-003": ["progress 40 %"]}


def test_a_sheet_that_is_shut_can_be_read(desk: Desk, tmp_path: Path) -> None:
    book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", 40)
    book.sheet.protection.sheet = True
    book.sheet.protection.password = "secret"
    assert words_of(desk, book.save()) == {"ACT-2023-003": ["progress 40 %"]}


def test_what_each_agency_was_sent_can_come_back_in_one_file_each(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "action-log.xlsx"
    assert desk.run("export", path, "--by", "agency").status == 0
    pages = [
        each for each in openpyxl.load_workbook(path).worksheets if each.sheet_state == "visible"
    ]
    assert len(pages) > 1
    for page in pages[1:]:
        book = openpyxl.load_workbook(path)
        for each in pages:
            if each.title != page.title:
                del book[each.title]
        book.save(tmp_path / "one.xlsx")
        said = desk.run("import", tmp_path / "one.xlsx", "--yes")
        assert (said.status, said.out.splitlines()[-1][:10]) == (0, "No changes")


@pytest.mark.parametrize("cut", [30, 500, 5_000])
def test_a_workbook_that_was_cut_off_is_one_sentence(cut: int, desk: Desk, tmp_path: Path) -> None:
    path = export(desk, tmp_path).path
    path.write_bytes(path.read_bytes()[:cut])
    said = desk.run("import", path, "--yes")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "sscp: action-log.xlsx cannot be read as an Excel workbook; save it as .xlsx or CSV.\n"
    )


def test_a_book_of_nothing_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    for name, content in (("empty.xlsx", None), ("empty.csv", b""), ("blank.csv", b"\r\n,,\r\n")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        said = desk.run("import", tmp_path / name, "--yes")
        assert (said.status, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert "inside sscp" not in said.err


def test_a_person_sees_the_good_rows_kept_beside_the_bad_ones(desk: Desk, tmp_path: Path) -> None:
    book: Book = export(desk, tmp_path)
    book.put("ACT-2023-003", "Progress %", "half")
    book.put("ACT-2023-005", "New update", "Rooms are booked")
    book.sheet.append(["ACT-2099-001", "Nothing of ours"])
    last = book.sheet.max_row
    said = desk.run("import", book.save(), "--yes")
    assert said.status == 1
    assert (
        f"ACT-2023-003, row {book.rows['ACT-2023-003']}: Progress %: half is no whole" in said.out
    )
    assert f"ACT-2099-001, row {last}: The register has no action ACT-2099-001" in said.out
    assert "note: Rooms are booked\n" in desk.text()
