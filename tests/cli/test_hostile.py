"""Text from records is text: not markup, not escape codes, not layout."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.conftest import TREES, Run, Tree

HOSTILE = ("-C", str(TREES / "hostile"), "--as-of", "2023-06-30")
PLANTED = (
    "<b>Partnership</b> of *[red]stars[/red]*",
    "[bold]Board[/bold] ![x](http://example.invalid/x.png)",
    "# Writer [link](javascript:alert(1)) `code`",
    "Agency | <script>alert(1)</script>",
    "one | two \\| three",
    "~~struck~~",
    "1. A numbered > heading #",
    '# Not a heading <div onclick="x">not a box</div>',
    "item with *stars* and [brackets](http://example.invalid)",
    "> quoted",
    "![nor a picture](x) <http://example.invalid> http://example.invalid/plain",
    "| nor | a table | | --- | --- |",
    "[red]Red[/red] | pipe <u>under</u> \\* {{ view }} $x^2$ @user #1",
)
LAYOUT = set(
    "html head meta title style body main h1 h2 h3 p ul li blockquote strong"
    " table thead tbody tr th td".split()
)


class Page(HTMLParser):
    """The tags, attributes and visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("document", [["minutes", "board"], ["action-log"]])
def test_a_page_holds_only_the_tags_of_its_layout(document: list[str], run: Run) -> None:
    page = Page(run(*HOSTILE, "render", *document, "--to", "html").out)
    assert page.tags <= LAYOUT
    assert page.attributes <= {"lang", "charset", "name", "content", "scope"}


def test_a_page_shows_every_hostile_text_as_it_was_written(run: Run) -> None:
    page = Page(run(*HOSTILE, "render", "minutes", "board", "--to", "html").out)
    assert [text for text in PLANTED if text not in page.text] == []


def test_hostile_text_adds_no_row_and_no_column_to_a_table(run: Run) -> None:
    page = run(*HOSTILE, "render", "minutes", "board", "--to", "html").out
    assert page.count("<table>") == 3
    assert page.count("<tr>") == 6
    assert page.count("<th scope=") == 10
    assert page.count("<td>") == 10


def test_the_screen_shows_hostile_text_as_it_was_written(run: Run) -> None:
    shown = " ".join(run(*HOSTILE, "show", "ACT-2023-001").out.split())
    assert "[red]Red[/red] | pipe <u>under</u> \\* {{ view }} $x^2$ @user #1" in shown


ESCAPES = "\x1b[2J\x1b]0;title\x07\u009b31m\u202e\u200b\r\b"


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["validate"],
        ["list", "group"],
        ["show", "board"],
        ["search", "evil"],
        ["overdue"],
        ["render", "minutes", "board"],
        ["render", "minutes", "board", "--to", "html"],
        ["render", "action-log"],
        ["query", "SELECT * FROM groups"],
        ["query", "SELECT id, name FROM groups"],
        ["query", "SELECT name AS 'a\x1b[2Jb' FROM groups"],
        ["query", "SELECT x\x1b[2J FROM groups"],
        ["--format", "csv", "query", "SELECT * FROM groups"],
        ["export", "group", "--to", "csv"],
    ],
)
def test_no_control_character_from_a_record_reaches_the_output(
    words: list[str], run: Run, tree: Tree
) -> None:
    quoted = '"evil ' + "".join(f"\\U{ord(c):08x}" for c in ESCAPES) + '"'
    tree.write_bytes("groups/raw.yaml", f"id: raw\nname: evil {ESCAPES}\n".encode())
    tree.write("groups/board.yaml", f"id: board\nname: {quoted}\nfunction: {quoted}\n")
    tree.write("posts/p.yaml", f"id: {quoted}\ntitle: {quoted}\n")
    tree.write(
        "actions/a.yaml",
        f"id: ACT-2023-001\ntitle: {quoted}\ndue: 2023-01-01\nowner: {quoted}\n{quoted}: 1\n",
    )
    tree.write(
        "meetings/m.yaml",
        f"id: board-2023-01-01\ntitle: {quoted}\ngroup: board\ndate: 2023-01-01\nstatus: held\n"
        f"items:\n  - number: 1\n    title: {quoted}\n    discussion: {quoted}\n",
    )
    tree.write(
        "meetings/plain.yaml",
        "id: board-2023-02-01\ntitle: T\ngroup: board\ndate: 2023-02-01\nstatus: held\n",
    )
    said = run("-C", tree.root, "--as-of", "2023-06-30", *words)
    text = (said.out + said.err).replace("\r\n", "\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", text)


def test_no_control_character_from_a_file_name_reaches_the_output(run: Run, tree: Tree) -> None:
    tree.write("groups/\x1b[31mred\nnew.yaml", "id: x\n")
    said = run("-C", tree.root, "validate")
    assert "\x1b" not in said.out
    assert "groups/?[31mred?new.yaml:1:1: error ST-01" in said.out
