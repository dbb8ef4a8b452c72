"""What people type in cells: dates, percentages, notes with a date before them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.exchange.cells import Unread, read_day, read_percent, split_note
from sscp.exchange.reading import EMPTY, Cell, Formula
from sscp.model.dates import write_date

MAY = date(2023, 5, 17)


@pytest.mark.parametrize(
    "typed",
    [
        *("17/5/2023", "17/05/23", "17-May-23", "17 May 23", "17.5.2023", "17-05-2023"),
        *("2023-05-17", "2023-05-17 00:00:00", "17th May 2023", 45063, 45063.0, MAY),
    ],
)
def test_a_day_is_read_however_it_was_typed(typed: str | float | date) -> None:
    assert read_day(Cell(typed)) == MAY


@pytest.mark.parametrize("typed", ["31/2/2023", "soon", "May 2023", 12, True, "5/17/2023"])
def test_what_is_no_day_is_said_so(typed: str | int) -> None:
    assert read_day(Cell(typed)) == Unread(f"{typed} is no date")


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (Cell("60 %"), 60),
        (Cell(60.0), 60),
        (Cell(0.6, is_share=True), 60),
        (Cell(0.07, is_share=True), 7),
        (Cell(0), 0),
        (EMPTY, None),
    ],
)
def test_a_percentage_is_read_however_it_was_typed(cell: Cell, percent: int | None) -> None:
    assert read_percent(cell) == percent


@pytest.mark.parametrize("typed", [0.6, "101", -1, "half", True, "1e1"])
def test_what_is_no_percentage_is_said_so(typed: str | float) -> None:
    assert isinstance(read_percent(Cell(typed)), Unread)


def test_a_formula_without_a_value_is_never_worked_out() -> None:
    for read in (read_day, read_percent):
        found = read(Formula("=TODAY()"))
        assert isinstance(found, Unread)
        assert "=TODAY() is a formula" in found.why


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d"]))
def test_a_date_before_a_note_is_taken_from_it(day: date, form: str) -> None:
    for written in (day.strftime(form), write_date(day)):
        assert split_note(f"{written}: Drafts are out") == (day, "Drafts are out")


@pytest.mark.parametrize("note", ["Done by 3: maybe", "Meeting 17/5/2023", "31/2/2023: never"])
def test_a_note_without_a_date_before_it_stays_whole(note: str) -> None:
    assert split_note(note) == (None, note)
