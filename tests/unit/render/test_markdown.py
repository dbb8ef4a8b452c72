"""Text inside Markdown stays text: pandoc must read back exactly what was written."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscp.render.lines import safe
from sscp.render.markdown import escape, escape_view

MARKS = st.text(alphabet="ab1 .()[]{}<>*_`~#|\\&;:=+-!^$\"'/@%\n", min_size=1, max_size=30)
READER = "commonmark+pipe_tables"


def read_back(markdown: str) -> list[dict[str, Any]]:
    """The blocks that pandoc makes of a Markdown text."""
    blocks = json.loads(pypandoc.convert_text(markdown, "json", format=READER))["blocks"]
    assert isinstance(blocks, list)
    return blocks


def plain(inlines: list[dict[str, Any]]) -> str:
    """The text of a paragraph that holds nothing but words and blanks."""
    said = ""
    for inline in inlines:
        assert inline["t"] in {"Str", "Space"}, inline
        said += inline["c"] if inline["t"] == "Str" else " "
    return said


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "***",
        "___",
        "```",
        "~~~",
        "    code",
        "| a | b |",
        "[a]: http://example.invalid",
        "[a](b)",
        "![a](b)",
        "<b>",
        "<!-- x -->",
        "&amp; &#35; &copy",
        "*a* _b_ **c** __d__ `e` ~~f~~",
        "a\\",
        "\\*",
        "a  \nb",
        "<http://example.invalid>",
        ": definition",
        "$x$",
    ],
)
def test_markup_is_read_back_as_the_text_it_was(text: str) -> None:
    (block,) = read_back(escape(text))
    assert block["t"] == "Para"
    assert plain(block["c"]) == safe(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MARKS.filter(lambda text: safe(text) != ""), min_size=5, max_size=25))
def test_any_text_is_read_back_as_a_paragraph_of_that_text(texts: list[str]) -> None:
    blocks = read_back("\n\n".join(escape(text) for text in texts))
    assert [block["t"] for block in blocks] == ["Para"] * len(texts)
    assert [plain(block["c"]) for block in blocks] == [safe(text) for text in texts]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MARKS.filter(lambda text: safe(text) != ""), min_size=2, max_size=12))
def test_any_text_is_read_back_as_one_cell_of_a_table(texts: list[str]) -> None:
    rows = "".join(f"| {escape(text)} | second |\n" for text in texts)
    (table,) = read_back(f"| a | b |\n|---|---|\n{rows}")
    assert table["t"] == "Table"
    body = table["c"][4][0][3]
    found = [[plain(cell[4][0]["c"]) for cell in row[1]] for row in body]
    assert found == [[safe(text), "second"] for text in texts]


class Inner(NamedTuple):
    title: str
    number: int


class View(NamedTuple):
    title: str
    rows: tuple[Inner, ...]
    names: tuple[str, ...]
    words: dict[str, str]
    flag: bool


def test_every_text_of_a_view_is_escaped_however_deep() -> None:
    view = View("*a*", (Inner("[b]", 3),), ("`c`",), {"key*": "<d>"}, flag=True)
    assert escape_view(view) == View(
        "\\*a\\*", (Inner("\\[b\\]", 3),), ("\\`c\\`",), {"key*": "\\<d\\>"}, flag=True
    )
