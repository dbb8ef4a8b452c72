"""The draft mark: it goes only when a later meeting has agreed the minutes, by the date asked."""

from __future__ import annotations

import pytest

from tests.conftest import TREES, Run, Tree

MARK = "Draft - not yet agreed"
QUARTER = TREES / "quarter"


def minutes(run: Run, root: object, meeting: str, as_of: str, *words: str) -> str:
    said = run("-C", str(root), "--as-of", as_of, "render", "minutes", meeting, *words)
    assert (said.status, said.err) == (0, "")
    return said.out


def test_the_mark_goes_on_the_day_of_the_meeting_that_agreed_the_minutes(run: Run) -> None:
    before = minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-13")
    assert f"> **{MARK}**" in before
    assert f"- Status on 13 June 2023: {MARK}" in before
    after = minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-14")
    assert MARK not in after
    assert "- Status on 14 June 2023: Agreed at the meeting of 14 June 2023, item 3." in after


def test_the_mark_stands_on_the_page_as_well(run: Run) -> None:
    page = minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-13", "--to", "html")
    assert f"<blockquote>\n<p><strong>{MARK}</strong></p>\n</blockquote>" in page
    later = minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-14", "--to", "html")
    assert MARK not in later


def test_corrections_stand_with_the_minutes_only_once_they_are_agreed(run: Run) -> None:
    correction = "In item 2, a measure was asked for each priority, not each outcome."
    assert correction not in minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-13")
    assert correction in minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-14")


def test_where_no_quorum_is_set_the_approval_names_its_assumption(run: Run) -> None:
    told = minutes(run, QUARTER, "lsp-group-2023-04-12", "2023-06-30")
    assert "No quorum is set for the Lead Safeguarding Partners group; its approval stands" in told
    with_quorum = minutes(run, QUARTER, "executive-group-2023-05-17", "2023-06-30")
    assert "assumption" not in with_quorum


GROUP = "id: board\nname: Board\nfunction: subgroup\n"
QUORUM = "quorum:\n  least: 2\n"
POSTS = "- id: one\n  title: One\n- id: two\n  title: Two\n"
FIRST = """\
id: board-2023-05-01
title: Board, 1 May 2023
group: board
date: 2023-05-01
status: held
items:
  - number: 1
    title: Business
    discussion: Something was said.
"""
APPROVAL = """\
id: {meeting}
title: Later
group: {group}
date: {date}
status: {status}
attendance:
  - post: one
    status: present
  - post: two
    status: {second}
items:
  - number: 1
    title: Minutes
    approves_minutes_of: board-2023-05-01
"""


@pytest.mark.parametrize(
    ("changed", "quorum", "is_draft"),
    [
        ({}, "", False),
        ({}, QUORUM, False),
        ({"second": "apologies"}, "", False),
        ({"second": "apologies"}, QUORUM, True),
        ({"second": "present-remotely"}, QUORUM, False),
        ({"group": "other"}, "", True),
        ({"status": "planned"}, "", True),
        ({"status": "cancelled"}, "", True),
        ({"date": "2023-05-01", "meeting": "board-2023-05-01-2"}, "", True),
        ({"date": "2023-04-01", "meeting": "board-2023-04-01"}, "", True),
        ({"date": "2023-07-01", "meeting": "board-2023-07-01"}, "", True),
    ],
)
def test_only_a_later_quorate_meeting_of_the_same_group_takes_the_mark_away(
    changed: dict[str, str], quorum: str, is_draft: bool, run: Run, tree: Tree
) -> None:
    approval = {
        "meeting": "board-2023-06-01",
        "group": "board",
        "date": "2023-06-01",
        "status": "held",
        "second": "present",
        **changed,
    }
    tree.write("groups/board.yaml", GROUP + quorum).write("posts/posts.yaml", POSTS)
    tree.write("groups/other.yaml", GROUP.replace("board", "other"))
    tree.write("meetings/first.yaml", FIRST)
    tree.write("meetings/later.yaml", APPROVAL.format(**approval))
    told = minutes(run, tree.root, "board-2023-05-01", "2023-06-30")
    assert (f"> **{MARK}**" in told) is is_draft


def test_minutes_that_approve_themselves_stay_a_draft(run: Run, tree: Tree) -> None:
    tree.write("groups/board.yaml", GROUP)
    itself = "  - number: 2\n    title: Minutes\n    approves_minutes_of: board-2023-05-01\n"
    tree.write("meetings/first.yaml", FIRST + itself)
    assert f"> **{MARK}**" in minutes(run, tree.root, "board-2023-05-01", "2023-06-30")


def test_an_action_without_an_owner_still_reads_as_a_sentence(run: Run, tree: Tree) -> None:
    tree.write("groups/board.yaml", GROUP)
    tree.write("meetings/first.yaml", FIRST + "    actions: [ACT-2023-001]\n")
    tree.write("actions/a.yaml", "id: ACT-2023-001\ntitle: Write\ndue: 2023-05-09\n")
    told = minutes(run, tree.root, "board-2023-05-01", "2023-06-30")
    assert "**Action ACT-2023-001**: Write. By 9 May 2023.\n" in told


def test_only_an_invented_meeting_is_called_illustrative(run: Run, tree: Tree) -> None:
    tree.write("groups/board.yaml", GROUP).write("meetings/first.yaml", FIRST)
    assert "Illustrative" not in minutes(run, tree.root, "board-2023-05-01", "2023-06-30")
    tree.write("meetings/first.yaml", FIRST + "illustrative: true\n")
    assert "> **Illustrative.**" in minutes(run, tree.root, "board-2023-05-01", "2023-06-30")
