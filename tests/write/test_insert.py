"""A row put into the middle of a list: nothing else in the file moves."""

from __future__ import annotations

import pytest

from sscp.load.parse import parse
from sscp.write.splice import insert, set_value

BLOCK = """\
items:
  # the first word
  - number: 1
    title: "Welcome"   # always
  # about money
  - number: 2
    title: Budget
place: Hall
"""


def test_a_row_before_the_first_stands_below_the_comment_of_the_list() -> None:
    changed = insert(BLOCK.encode(), ("items", 0), {"number": 0, "title": "Before"}).decode()
    assert changed == BLOCK.replace(
        "  - number: 1\n", "  - number: 0\n    title: Before\n  - number: 1\n"
    )


def test_a_row_in_the_middle_leaves_the_comments_with_their_rows() -> None:
    changed = insert(BLOCK.encode(), ("items", 1), {"number": 9, "title": "Between"}).decode()
    assert changed == BLOCK.replace(
        "  # about money\n", "  - number: 9\n    title: Between\n  # about money\n"
    )


def test_a_row_past_the_last_is_added() -> None:
    changed = insert(BLOCK.encode(), ("items", 2), {"number": 9}).decode()
    assert changed == BLOCK.replace("place:", "  - number: 9\nplace:")


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(
    "text",
    [
        "items: [{a: 1}, {a: 2}]\n",
        "items:\n- a: 1\n\n- a: 2\n",
        "items:\r\n    -   a: 1\r\n    -   a: >-\r\n            two\r\n",
        "- items:\n  - a: 1\n  - a: 2\n",
    ],
)
def test_the_file_reads_as_before_with_the_row_in_its_place(text: str, place: int) -> None:
    top = parse(text.encode()).value
    base = (0,) if isinstance(top, list) else ()
    holder = top[0] if base else top
    changed = insert(text.encode(), (*base, "items", place), {"a": "new: row"})
    holder["items"].insert(place, {"a": "new: row"})
    assert parse(changed).value == top


def test_an_empty_line_between_rows_is_kept_between_the_new_ones() -> None:
    text = "items:\n  - a: 1\n\n  - a: 2\n"
    assert insert(text.encode(), ("items", 1), {"a": 3}).decode() == (
        "items:\n  - a: 1\n\n  - a: 3\n\n  - a: 2\n"
    )


def test_a_row_lies_as_the_rows_before_it_do() -> None:
    text = "rows:\n  - a: 1\n    list:\n      - 2\n"
    row = {"a": 3, "list": [4], "said": "One.\n\nTwo."}
    fresh = "  - a: 3\n    list:\n      - 4\n    said: |-\n      One.\n\n      Two.\n"
    assert set_value(text.encode(), ("rows", 1), row).decode() == text + fresh
    assert insert(text.encode(), ("rows", 0), row).decode() == text.replace(
        "  - a: 1", f"{fresh}  - a: 1"
    )


def test_a_text_that_brackets_cannot_hold_plain_is_quoted() -> None:
    assert set_value(b"a: [x]\n", ("a", 1), ":0").decode() == 'a: [x, ":0"]\n'
    assert set_value(b"a: {b: x}\n", ("a", "c"), ":0").decode() == 'a: {b: x, c: ":0"}\n'
    assert insert(b"a: [x]\n", ("a", 0), ":0").decode() == 'a: [":0", x]\n'
