"""Lines for a screen of 80 columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscp.render.lines import (
    WIDTH,
    Line,
    Style,
    entry,
    heading,
    safe,
    to_text,
    withheld_lines,
    wrapped,
)

TEXTS = st.text(max_size=300)


def test_a_screen_is_80_columns_wide() -> None:
    assert WIDTH == 80


def test_a_text_of_80_characters_stays_on_one_line_and_one_of_81_does_not() -> None:
    assert [len(line.text) for line in wrapped("x" * 39 + " " + "y" * 40)] == [80]
    assert [len(line.text) for line in wrapped("x" * 39 + " " + "y" * 41)] == [39, 41]


def test_a_word_too_long_for_a_line_is_broken() -> None:
    assert [len(line.text) for line in wrapped("x" * 100)] == [80, 20]


def test_words_are_not_broken_at_their_hyphens() -> None:
    assert wrapped("a" * 70 + " executive-group-2023") == [
        Line("a" * 70),
        Line("executive-group-2023"),
    ]


def test_the_lines_after_the_first_hang_under_the_text() -> None:
    assert [line.text for line in wrapped("one two", "* ", width=5)] == ["* one", "  two"]
    assert [line.text for line in wrapped("one two", "* ", "", width=5)] == ["* one", "two"]


def test_an_empty_text_is_a_line_with_its_lead_only() -> None:
    assert wrapped("", "* ") == [Line("*")]


def test_control_characters_and_line_breaks_become_single_blanks() -> None:
    assert safe("a\x1b[31m\nb\t\u202ec\u200bd  e") == "a [31m b c de".replace("de", "d e")


def test_every_line_of_a_text_carries_its_style() -> None:
    assert {line.style for line in wrapped("x " * 100, style=Style.BAD)} == {Style.BAD}


def test_a_key_keeps_its_column_and_the_text_hangs_where_it_is_told_to() -> None:
    lines = entry("A-1", "word " * 20, width=6, rest="   ")
    assert lines[0].text.startswith("A-1     word")
    assert lines[1].text.startswith("   word")


def test_a_key_too_long_for_a_column_goes_before_the_text() -> None:
    lines = entry("k" * 60, "text that goes on longer", first="  ", rest="    ")
    assert lines == [Line("  " + "k" * 60 + " text that goes on"), Line("    longer")]


@given(TEXTS, TEXTS, st.integers(0, 36))
def test_no_key_and_no_text_makes_a_line_wider_than_the_screen(
    key: str, text: str, width: int
) -> None:
    lines = entry(key, text, width, first="  ", rest="      ")
    assert all(len(line.text) <= WIDTH for line in lines)
    assert all("\n" not in line.text for line in lines)


@given(TEXTS)
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    kept = "".join(line.text for line in wrapped(text, "  "))
    assert kept.replace(" ", "") == safe(text).replace(" ", "")


def test_a_heading_has_a_blank_line_before_it() -> None:
    assert heading("Clocks") == [Line(""), Line("Clocks", Style.HEADING)]


def test_lines_become_text_without_any_decoration() -> None:
    assert to_text([Line("a", Style.BAD), Line("")]) == "a\n\n"


def test_nothing_is_said_to_be_withheld_where_nothing_is() -> None:
    assert withheld_lines(withheld=False) == []
    assert len(withheld_lines(withheld=True)) == 1
