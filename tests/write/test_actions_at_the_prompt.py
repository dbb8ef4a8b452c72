"""The verbs of actions, by flags, in a real register under git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository


def test_an_update_adds_lines_and_changes_none(register: Repository, run: Run) -> None:
    outcome = run(
        "-C", register.top, "action", "update", "page", "--note", "Half written", "--percent", "50"
    )
    assert outcome.status == 0, outcome.err
    assert register.git("diff", "HEAD~1", "--unified=0").splitlines()[4:] == [
        "@@ -11,0 +12,4 @@ monitored_by: executive",
        "+progress:",
        "+  - on: 2023-06-01",
        "+    note: Half written",
        "+    percent: 50",
    ]
    assert register.git("log", "-1", "--format=%s%n%b").splitlines() == [
        "ACT-2023-001 updated, 50 % done: Write the page",
        "Half written",
        "",
        "Sscp-Command: action update",
        "Sscp-Record: ACT-2023-001",
    ]
    assert register.git("status", "--short") == ""


def test_a_new_action_joins_the_item_that_raised_it(register: Repository, run: Run) -> None:
    outcome = run(
        *("-C", register.top, "action", "add", "--title", "Read the page", "--item", "1"),
        *("--raised-at", "executive-2023-05-17", "--owner", "manager", "--due", "30/6/2023"),
        *("--format", "json"),
    )
    assert outcome.status == 0, outcome.err
    told = json.loads(outcome.out)
    assert told["records"] == ["ACT-2023-002", "executive-2023-05-17"]
    assert told["warnings"] == []
    meeting = (register.top / "meetings/executive-2023-05-17.yaml").read_text("utf-8")
    assert "    actions: [ACT-2023-001, ACT-2023-002]\n" in meeting
    assert (register.top / "actions/ACT-2023-002.yaml").read_text("utf-8") == (
        "id: ACT-2023-002\n"
        "title: Read the page\n"
        "owner: manager\n"
        "agency: council\n"
        "raised_on: 2023-06-01\n"
        "due: 2023-06-30\n"
        "raised_by: meeting\n"
        "raised_at: executive-2023-05-17\n"
        "item: '1'\n"
        "scope: single-agency\n"
        "monitored_by: executive\n"
        "source: executive-2023-05-17 1\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["extend", "page", "--to", "1/9/2023", "--reason", "x"], "needs --agreed-at as well"),
        (
            [
                "extend",
                "page",
                "--to",
                "1/6/2023",
                "--reason",
                "x",
                "--agreed-at",
                "executive-2023",
            ],
            "The new date must be later than Friday 30 June 2023; this is Thursday 1 June 2023.",
        ),
        (["complete", "page"], "`sscp action complete` needs --evidence as well."),
        (["update", "nothing", "--note", "x"], "There is no action nothing"),
        (["update", "page", "--note", "x", "--percent", "101"], "a whole number from 0 to 100"),
    ],
)
def test_an_answer_that_cannot_be_changes_nothing(
    register: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", register.top, "action", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("status", "--short") == ""
    assert register.git("rev-list", "--count", "HEAD") == "1"


def test_undo_takes_back_one_change_after_the_other(register: Repository, run: Run) -> None:
    at = ("-C", register.top)
    before = register.git("rev-parse", "HEAD:actions")
    assert run(*at, "action", "update", "page", "--note", "One").status == 0
    assert run(*at, "action", "update", "page", "--note", "Two").status == 0
    for note in ("Two", "One"):
        assert f"{note}\n" in (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
        outcome = run(*at, "undo")
        assert outcome.status == 0, outcome.err
        assert outcome.out.startswith("Taken back: ACT-2023-001 updated: Write the page.\n")
    assert register.git("rev-parse", "HEAD:actions") == before
    assert register.git("rev-list", "--count", "HEAD") == "5"
    outcome = run(*at, "undo")
    assert outcome.status == 2
    assert "is taken back already" in outcome.err


def test_undo_leaves_alone_what_was_changed_since(register: Repository, run: Run) -> None:
    at = ("-C", register.top)
    assert run(*at, "action", "update", "page", "--note", "One").status == 0
    path = register.top / "actions/ACT-2023-001.yaml"
    path.write_text(path.read_text("utf-8").replace("One", "By hand"), "utf-8")
    outcome = run(*at, "undo")
    assert outcome.status == 2
    assert "actions/ACT-2023-001.yaml was changed by hand since" in outcome.err
    register.commit("2023-06-02T12:00:00+00:00", "By another program")
    outcome = run(*at, "undo")
    assert outcome.status == 2
    assert "actions/ACT-2023-001.yaml was changed again after" in outcome.err
    assert "By hand" in path.read_text("utf-8")


def test_a_change_that_breaks_the_register_is_refused_with_its_findings(
    register: Repository, run: Run
) -> None:
    outcome = run(
        *("-C", register.top, "action", "update", "page", "--note", "Call 943 476 5919 about it")
    )
    assert outcome.status == 1
    assert outcome.out.startswith(
        "ACT-2023-001: What stands here looks like an NHS number.\n"
        "  -> Take it out before the record is saved in git."
    )
    assert outcome.out.endswith("\n  `sscp explain PII-01` says why.\n")
    assert "Nothing was changed: the register would have a mistake that it" in outcome.err
    assert register.git("status", "--short") == ""


def test_nothing_else_is_committed(register: Repository, run: Run) -> None:
    register.write("groups/other.yaml", "id: other\nname: Other\nform: group\nsource: council\n")
    register.git("add", "groups/other.yaml")
    assert run("-C", register.top, "action", "update", "page", "--note", "One").status == 0
    assert register.git("show", "--format=", "--name-only", "HEAD") == "actions/ACT-2023-001.yaml"
    assert register.git("status", "--short") == "A  groups/other.yaml"


def test_without_git_the_change_is_saved_and_it_is_said(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    register.top.joinpath(".git").rename(tmp_path / "elsewhere")
    outcome = run("-C", register.top, "action", "update", "page", "--note", "One")
    assert outcome.status == 0
    assert "changes are not kept here yet" in outcome.err
    assert "note: One" in (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")


@pytest.mark.parametrize("option", [("--at", "2023-05-21"), ("--audience", "public")])
def test_a_register_seen_in_part_is_not_written_to(
    register: Repository, run: Run, option: tuple[str, str]
) -> None:
    outcome = run("-C", register.top, *option, "action", "update", "page", "--note", "One")
    assert outcome.status == 2
    assert register.git("status", "--short") == ""


def test_what_was_typed_is_kept_until_it_is_written(register: Repository, run: Run) -> None:
    at = ("-C", register.top, "action", "complete", "page", "--effect", "Fewer calls")
    draft = register.top / ".sscp/drafts/action-complete---ACT-2023-001.json"
    assert run(*at, "--evidence", "Call 943 476 5919").status == 1
    assert json.loads(draft.read_text("utf-8"))["effect"] == "Fewer calls"
    assert run(*at, "--evidence", "The page").status == 0
    assert not draft.exists()
