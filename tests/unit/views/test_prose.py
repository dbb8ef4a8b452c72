"""Long text as paragraphs and lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscp.views.prose import Block, read_blocks


def test_nothing_is_no_block() -> None:
    assert read_blocks(None) == ()
    assert read_blocks("") == ()
    assert read_blocks(" \n\n ") == ()


def test_a_blank_line_ends_a_paragraph_and_a_line_break_does_not() -> None:
    assert read_blocks("one\ntwo\n\nthree") == (Block("one two"), Block("three"))


def test_a_line_that_begins_with_a_hyphen_and_a_blank_is_an_item() -> None:
    assert read_blocks("- one\n- two") == (Block(items=("one", "two")),)


def test_an_item_runs_on_over_lines_that_begin_otherwise() -> None:
    assert read_blocks("- one\n  goes on\n- two") == (Block(items=("one goes on", "two")),)


def test_a_list_right_after_a_paragraph_is_a_block_of_its_own() -> None:
    assert read_blocks("Asked for:\n- one") == (Block("Asked for:"), Block(items=("one",)))


def test_a_blank_line_ends_a_list() -> None:
    assert read_blocks("- one\n\n- two\n\nend") == (
        Block(items=("one",)),
        Block(items=("two",)),
        Block("end"),
    )


def test_what_only_looks_like_a_list_is_text() -> None:
    assert read_blocks("-5 degrees\n-\n--- x\n* y") == (Block("-5 degrees - --- x * y"),)


def test_blanks_within_a_line_are_single() -> None:
    assert read_blocks("a   b\tc\r\nd") == (Block("a b c d"),)


@given(st.text(alphabet="ab- \n", max_size=60))
def test_no_word_is_lost_and_no_block_is_empty_or_both(text: str) -> None:
    blocks = read_blocks(text)
    assert all(bool(block.text) != bool(block.items) for block in blocks)
    letters = "".join(block.text + "".join(block.items) for block in blocks)
    assert [c for c in letters if c in "ab"] == [c for c in text if c in "ab"]
