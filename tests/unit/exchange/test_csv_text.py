"""A table as CSV: what was a text stays a text, and comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscp.exchange.csv_text import guard, unguard, write_csv

SIGNS = "=+-@\t\r\n'"


@given(st.text(alphabet=st.sampled_from(SIGNS + "a1 "), max_size=6))
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text(alphabet=st.sampled_from(SIGNS + "a1 "), max_size=6))
def test_no_guarded_text_begins_like_a_formula(text: str) -> None:
    assert not guard(text).startswith(tuple("=+-@\t\r\n"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@sum", "\tx", "\uff1d1"])
def test_what_a_spreadsheet_would_work_out_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "5", " =1", "'"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


def test_numbers_are_no_texts() -> None:
    assert write_csv(["a", "b"], [(-5, -0.5), ("-5", None)]) == b"a,b\r\n-5,-0.5\r\n'-5,\r\n"


def test_line_ends_stay_within_a_cell_and_control_characters_do_not() -> None:
    content = write_csv(["a"], [('one\r\ntwo\x1b[2J\u202e, "three"',)])
    assert content == b'a\r\n"one\ntwo [2J , ""three"""\r\n'
    assert list(csv.reader(io.StringIO(content.decode(), newline="")))[1] == [
        'one\ntwo [2J , "three"'
    ]


def test_half_a_character_does_not_stop_the_file() -> None:
    assert write_csv(["a"], [("\ud800",)]) == b"a\r\n \r\n"
