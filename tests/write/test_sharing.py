"""Two clones of one register and the place they share: saved, brought together, told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscp.write.join import Disputed, join_files
from tests.conftest import Run
from tests.repositories import Repository

UPDATE = ("action", "update", "page", "--note")


def test_nothing_saved_nothing_shared(register: Repository, shared: Path, run: Run) -> None:
    outcome = run("-C", register.top, "sync")
    assert (outcome.status, outcome.out) == (
        0,
        "Nothing of yours to share; everything is up to date.\n",
    )
    assert run("-C", register.top, "save").out == "Everything is saved already.\n"


def test_what_was_typed_by_hand_is_checked_shown_and_saved(register: Repository, run: Run) -> None:
    path = register.top / "actions/ACT-2023-001.yaml"
    path.write_text(path.read_text("utf-8").replace("2023-06-30", "2023-07-30"), "utf-8")
    outcome = run("-C", register.top, "save")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:2] == [
        "  ACT-2023-001",
        "    due: 30 July 2023, was 30 June 2023",
    ]
    assert register.git("log", "-1", "--format=%s%n%b").splitlines() == [
        "ACT-2023-001 changed",
        "Sscp-Command: save",
        "Sscp-Record: ACT-2023-001",
    ]
    assert run("-C", register.top, "undo").status == 0


def test_what_is_wrong_is_not_saved(register: Repository, run: Run) -> None:
    path = register.top / "actions/ACT-2023-001.yaml"
    path.write_text(path.read_text("utf-8").replace("2023-06-30", "soon"), "utf-8")
    outcome = run("-C", register.top, "save")
    assert outcome.status == 1
    assert "Not saved: 1 error in what was changed" in outcome.err
    assert register.git("rev-list", "--count", "HEAD") == "1"


def test_changes_of_both_sides_are_joined_record_by_record(
    register: Repository, other: Repository, run: Run
) -> None:
    assert run("-C", other.top, *UPDATE, "Theirs").status == 0
    assert run("-C", other.top, "sync").out.endswith("Shared: 1 change of yours.\n")
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert outcome.out == "Received: 1 change of others.\nShared: 2 changes of yours.\n"
    text = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
    assert "note: Ours\n  - on: 2023-06-01\n    note: Theirs\n" in text
    assert run("-C", other.top, "sync").out.startswith("Received: 2 changes of others.\n")
    assert (other.top / "actions/ACT-2023-001.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(("whose", "due"), [("mine", "2023-07-01"), ("theirs", "2023-08-01")])
def test_a_field_that_both_changed_is_told_with_both_sides_and_the_base(
    register: Repository, other: Repository, run: Run, whose: str, due: str
) -> None:
    for repository, day in ((other, "2023-08-01"), (register, "2023-07-01")):
        path = repository.top / "actions/ACT-2023-001.yaml"
        path.write_text(path.read_text("utf-8").replace("2023-06-30", day), "utf-8")
        assert run("-C", repository.top, "save").status == 0
    assert run("-C", other.top, "sync").status == 0
    head = register.git("rev-parse", "HEAD")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 2
    assert outcome.out == (
        "ACT-2023-001, due, was changed on both sides:\n"
        "  before: 30 June 2023\n"
        "  here: 1 July 2023\n"
        "  by others: 1 August 2023\n"
    )
    assert "1 field was changed on both sides; nothing was changed" in outcome.err
    assert register.git("rev-parse", "HEAD") == head
    assert register.git("status", "--short") == ""
    assert run("-C", register.top, "sync", "--take", whose).status == 0
    assert f"due: {due}" in (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")


def test_an_id_given_out_on_both_sides_is_given_out_anew_here(
    register: Repository, other: Repository, run: Run
) -> None:
    for repository, title in ((other, "Theirs"), (register, "Ours")):
        outcome = run(
            *("-C", repository.top, "action", "add", "--title", title, "--item", "1"),
            *("--raised-at", "executive-2023-05-17", "--owner", "manager", "--due", "30/6/2023"),
        )
        assert outcome.out.startswith("ACT-2023-002 raised")
    assert run("-C", other.top, "sync").status == 0
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert "ACT-2023-002 is ACT-2023-003 now, since someone else had that number." in outcome.out
    for number, title in (("002", "Theirs"), ("003", "Ours")):
        path = register.top / f"actions/ACT-2023-{number}.yaml"
        assert f"id: ACT-2023-{number}\ntitle: {title}\n" in path.read_text("utf-8")
    meeting = (register.top / "meetings/executive-2023-05-17.yaml").read_text("utf-8")
    assert "actions: [ACT-2023-001, ACT-2023-003, ACT-2023-002]" in meeting


def test_a_line_that_takes_no_changes_gets_a_branch_to_look_at(
    register: Repository, shared: Path, run: Run
) -> None:
    hook = shared / "hooks/pre-receive"
    hook.write_text(
        '#!/bin/sh\nwhile read old new ref; do [ "$ref" != refs/heads/main ] || exit 1; done\n'
    )
    hook.chmod(0o755)
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    branch = register.git("branch", "--show-current")
    assert branch.startswith("proposal-2023-06-01-")
    told = " ".join(outcome.out.split())
    assert told.startswith("main takes only changes that someone has looked at")
    assert f"“New pull request” from {branch} into main" in told
    assert register.git("rev-parse", "HEAD") == register.git("rev-parse", f"origin/{branch}")


def test_a_register_that_is_shared_nowhere_says_so(register: Repository, run: Run) -> None:
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 2
    assert "on this machine alone" in outcome.err


def test_unsaved_changes_are_saved_first(register: Repository, shared: Path, run: Run) -> None:
    register.write("actions/ACT-2023-009.yaml", "id: ACT-2023-009\n")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 2
    assert "run `sscp save` first" in outcome.err


def test_a_place_that_cannot_be_reached_is_told(
    register: Repository, shared: Path, run: Run
) -> None:
    shared.rename(shared.with_name("gone"))
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 3
    assert "The shared register can't be reached" in outcome.err


BASE = b"- id: a\n  title: One  # x\n  list: [p]\n- id: b\n  title: Two\n"
OURS = b"- id: a\n  title: One  # x\n  list: [p, q]\n  note: new\n- id: b\n  title: Two\n"


@pytest.mark.parametrize(
    ("theirs", "joined", "disputed"),
    [
        (BASE, OURS, []),
        (OURS, OURS, []),
        (
            BASE.replace(b"[p]", b"[p, r]").replace(b"Two", b"Three"),
            OURS.replace(b"q]", b"q, r]").replace(b"Two", b"Three"),
            [],
        ),
        (BASE + b"- id: c\n  title: New\n", OURS + b"- id: c\n  title: New\n", []),
        (
            BASE.replace(b"[p]", b"[]\n  note: other"),
            OURS.replace(b"[p, q]", b"[p, q]").replace(b"note: new", b"note: other"),
            ["list", "note"],
        ),
    ],
)
def test_files_are_joined_field_by_field(theirs: bytes, joined: bytes, disputed: list[str]) -> None:
    asked: list[Disputed] = []

    def choose(each: Disputed) -> bool:
        asked.append(each)
        return each.path == ("note",)

    result = join_files(BASE, OURS, theirs, choose)
    assert result.content == joined
    assert [each.path[0] for each in asked] == disputed


def test_what_can_not_be_read_can_not_be_joined() -> None:
    assert join_files(BASE, OURS, b"- id: [", lambda _: True).content is None
    assert join_files(BASE, OURS, BASE + BASE, lambda _: True).content is None


def test_a_row_put_in_above_the_others_is_never_taken_for_one_of_them() -> None:
    base = b"id: a\nrows:\n  - on: 1\n    note: x\n"
    ours = b"id: a\nrows:\n  - on: 0\n    note: w\n  - on: 1\n    note: x\n"
    theirs = b"id: a\nrows:\n  - on: 1\n    note: x\n    percent: 5\n"
    asked: list[Disputed] = []

    def keep_ours(each: Disputed) -> bool:
        asked.append(each)
        return False

    joined = join_files(base, ours, theirs, keep_ours)
    assert joined.content == ours
    assert [each.path for each in asked] == [("rows",)]
