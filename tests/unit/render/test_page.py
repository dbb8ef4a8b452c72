"""The page around a document: what browsers and screen readers rely on."""

from __future__ import annotations

from sscp.render.page import render_html

DOCUMENT = "# Title\n\nWords.\n\n## Table\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"


def test_a_page_has_a_language_a_title_and_one_first_heading() -> None:
    page = render_html(DOCUMENT, "A <b> & c")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    assert "<title>A &lt;b&gt; &amp; c</title>" in page
    assert page.count("<h1>") == 1
    assert "<main>\n<h1>Title</h1>" in page


def test_headers_of_tables_have_their_scope_and_columns_no_inline_widths() -> None:
    long = "| A | B |\n|---|---|\n| " + "word " * 60 + "| " + "word " * 60 + "|\n"
    page = render_html(long, "t")
    assert page.count('<th scope="col">') == 2
    assert " style=" not in page
    assert "<colgroup>" not in page


def test_a_page_loads_nothing_from_elsewhere() -> None:
    page = render_html(DOCUMENT, "t")
    for word in ("http:", "https:", "<script", "<link", "<img", "@import", "url("):
        assert word not in page


def test_a_title_that_names_a_place_of_the_page_does_not_fill_it_twice() -> None:
    page = render_html(DOCUMENT, "{{body}}")
    assert page.count("<h1>") == 1
