"""A change in words: where in a record it is, as a person calls the place."""

from __future__ import annotations

from sscp.render.changes import change_lines
from sscp.write.compare import compare_files


def told(before: str, after: str) -> list[str]:
    """The lines that tell one file's change."""
    changes = compare_files({"a.yaml": before.encode()}, {"a.yaml": after.encode()})
    return [line.text for line in change_lines(changes)]


def test_a_row_is_called_by_the_number_it_bears() -> None:
    before = "id: m\nitems:\n  - number: 93\n    title: One\n  - number: 99\n    title: Two\n"
    after = before + "    actions: [ACT-2024-022]\n"
    assert told(before, after) == ["  m", "    item 99, actions: ACT-2024-022"]
    assert told(before, before.replace("Two", "Three")) == [
        "  m",
        "    item 99, title: Three, was Two",
    ]


def test_a_row_without_a_number_is_called_by_its_place() -> None:
    before = "id: a\nprogress:\n  - note: One\n"
    assert told(before, before.replace("One", "Two")) == [
        "  a",
        "    progress 1 note: Two, was One",
    ]
