"""Answers within 80 columns: side by side where they fit, else one below the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscp.render.grid import Cell, grid_lines
from sscp.render.lines import WIDTH


def drawn(columns: list[str], rows: list[list[Cell]]) -> list[str]:
    return [line.text for line in grid_lines(columns, rows)]


def test_numbers_stand_to_the_right_and_texts_to_the_left() -> None:
    assert drawn(["name", "many"], [["a", 5], ["bcdef", 1200], ["", None]]) == [
        "name   many",
        "-----  ----",
        "a         5",
        "bcdef  1200",
        "",
    ]


def test_a_whole_number_is_told_without_its_point() -> None:
    assert drawn(["n"], [[67.0], [0.5]]) == ["  n", "---", " 67", "0.5"]


def test_a_long_text_runs_on_below_itself() -> None:
    words = "word " * 20
    lines = drawn(["id", "text"], [["A-1", words], ["A-2", "short"]])
    assert lines[2].startswith("A-1  word word")
    assert lines[3].startswith("     word")
    assert lines[-1] == "A-2  short"
    assert max(len(line) for line in lines) <= WIDTH


def test_too_many_columns_become_a_block_for_each_row_without_what_is_empty() -> None:
    columns = [f"column_number_{at}" for at in range(8)]
    lines = drawn(columns, [["a", None, *"cdefgh"], [None] * 8])
    assert lines[:3] == ["column_number_0  a", "column_number_2  c", "column_number_3  d"]
    assert lines[-2:] == ["", "(an empty row)"]


def test_a_line_end_or_a_control_character_stays_within_its_line() -> None:
    assert drawn(["a\nb"], [["c\x1b[2J\nd"]]) == ["a b", "-------", "c [2J d"]


CELLS = st.one_of(st.none(), st.integers(), st.text(max_size=120))


def tables_of_width(wide: int) -> st.SearchStrategy[list[list[Cell]]]:
    return st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1, max_size=5)


@given(st.integers(1, 12).flatmap(tables_of_width))
def test_whatever_it_is_it_stays_within_the_screen(rows: list[list[Cell]]) -> None:
    lines = drawn([f"column_{at}" for at in range(len(rows[0]))], rows)
    assert all(len(line) <= WIDTH and line.isprintable() for line in lines)
