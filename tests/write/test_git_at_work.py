"""What commands keep in git, in repositories as they are met with: hooks, clones, habits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

UPDATE = ("action", "update", "page", "--note")


def test_words_of_a_note_are_no_trailers(register: Repository, run: Run) -> None:
    head = register.git("rev-parse", "HEAD")
    assert run("-C", register.top, *UPDATE, f"Sscp-Undo: {head}").status == 0
    outcome = run("-C", register.top, "undo")
    assert outcome.out.startswith("Taken back: ACT-2023-001 updated"), outcome.err


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
def test_inside_a_hook_of_any_repository_the_register_is_kept_in_its_own(
    register: Repository,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
) -> None:
    (register.top / "records").mkdir()
    for each in ("register.yaml", "partners", "posts", "groups", "actions", "meetings"):
        (register.top / each).rename(register.top / "records" / each)
    register.commit("2023-05-21T12:00:00+00:00")
    elsewhere = Repository(tmp_path / "elsewhere").top
    monkeypatch.setenv(variable, str(elsewhere / ".git"))
    outcome = run("-C", register.top, *UPDATE, "Half of it")
    assert "`sscp undo` takes it back." in outcome.out, outcome.err
    monkeypatch.delenv(variable)
    assert register.git("show", "--name-only", "--format=") == "records/actions/ACT-2023-001.yaml"
    assert register.git("status", "--short") == ""


def test_a_copy_without_the_history_before_is_not_emptied_by_undo(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    register.git("clone", "--quiet", "--depth=1", register.top.as_uri(), str(tmp_path / "shallow"))
    outcome = run("-C", tmp_path / "shallow", "undo")
    assert (outcome.status, outcome.out) == (3, "")
    assert "has only the latest history" in outcome.err
    assert (tmp_path / "shallow/register.yaml").exists()


def test_what_others_did_is_not_taken_back(
    register: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "other@example.org")
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 2
    assert outcome.err == (
        "sscp: There is nothing of yours to take back: “ACT-2023-001 updated: Write the page”"
        " was done by clerk@example.org.\n"
    )
    assert run("-C", register.top, "action", "extend", "page", "--to", "1/8/2023").status == 2
    assert run("-C", register.top, *UPDATE, "Theirs").status == 0
    assert run("-C", register.top, "undo").status == 0
    assert "Ours" in (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log.showSignature", "true"),
        ("core.quotePath", "true"),
        ("commit.cleanup", "strip"),
        ("i18n.commitEncoding", "UTF-8"),
        ("color.ui", "always"),
        ("core.safecrlf", "true"),
        ("core.autocrlf", "true"),
    ],
)
def test_a_persons_own_settings_of_git_stand_in_no_way(
    register: Repository, run: Run, name: str, value: str
) -> None:
    register.git("config", "core.autocrlf", "true")
    register.git("config", name, value)
    outcome = run("-C", register.top, *UPDATE, "# 1: half of it, für später")
    assert "`sscp undo` takes it back." in outcome.out, outcome.err
    assert "# 1: half of it, für später" in register.git("log", "-1", "--format=%b")
    assert run("-C", register.top, "save").out == "Everything is saved already.\n"
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 0, outcome.err
    assert register.git("diff", "HEAD~2", "--stat") == ""


def test_a_file_that_git_never_saw_may_be_renamed(register: Repository, run: Run) -> None:
    register.write("posts/clerk.yaml", "id: clerk\ntitle: Clerk\nsource: council\n")
    outcome = run("-C", register.top, "rename", "clerk", "minute-taker")
    assert outcome.status == 0
    assert "`sscp undo` takes it back." in outcome.out, outcome.err
    assert register.git("show", "--name-only", "--format=") == "posts/minute-taker.yaml"


def test_a_change_of_line_ends_alone_needs_no_commit(register: Repository, run: Run) -> None:
    register.git("config", "core.autocrlf", "true")
    path = register.top / "posts/manager.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    outcome = run("-C", register.top, "tidy", path)
    assert (outcome.status, outcome.err) == (0, "")
    assert b"\r" not in path.read_bytes()


def test_a_hook_that_refuses_is_told(register: Repository, run: Run) -> None:
    hook = register.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Not on a Friday.' >&2\nexit 1\n")
    hook.chmod(0o755)
    outcome = run("-C", register.top, *UPDATE, "Half of it")
    assert outcome.status == 0
    assert outcome.err == "Saved, but not kept in the history: git refused: Not on a Friday.\n"
    hook.unlink()
    assert run("-C", register.top, "save").status == 0


def test_a_template_saved_by_hand_can_be_taken_back(register: Repository, run: Run) -> None:
    register.write("templates/chase.md.j2", "{{ view }}: a template, not a record\n\tat all\n")
    outcome = run("-C", register.top, "save")
    assert outcome.status == 0, outcome.err
    register.write("templates/chase.md.j2", "another: [\n")
    outcome = run("-C", register.top, "save", "-m", " ")
    assert outcome.out.splitlines()[0] == "  templates/chase.md.j2", outcome.err
    assert register.git("log", "-1", "--format=%s") == "Files of the register changed"
    outcome = run("-C", register.top, "undo")
    assert outcome.status == 0, outcome.out
    assert "{{ view }}" in (register.top / "templates/chase.md.j2").read_text("utf-8")


def test_the_beginning_of_a_register_is_not_taken_back(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    new = tmp_path / "a new one"
    assert run("init", new, "--area", "A", "--board", "B", "--police", "P").status == 0
    outcome = run("-C", new, "undo")
    assert outcome.status == 2
    assert "before that the register was not there" in outcome.err


def test_a_repository_of_another_account_is_told(
    register: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    outcome = run("-C", register.top, *UPDATE, "Half of it")
    assert outcome.status == 0
    assert "belongs to another account" in outcome.err
    assert "git can't be used here" in run("-C", register.top, "doctor").out


def test_each_undo_says_what_the_next_one_takes_back(register: Repository, run: Run) -> None:
    at = ("-C", register.top)
    assert run(*at, *UPDATE, "One").status == 0
    assert run(*at, "rename", "manager", "clerk").status == 0
    outcome = run(*at, "undo")
    assert outcome.out.splitlines() == [
        "Taken back: manager is called clerk now.",
        "  `sscp undo` again takes back the one before: ACT-2023-001 updated: Write the",
        "  page.",
    ]
    assert run(*at, "undo").out.splitlines()[-1] == (
        "  Everything that commands did here is taken back now."
    )
    outcome = run(*at, "undo")
    assert outcome.status == 2
    assert outcome.err == "sscp: Everything that commands did is taken back already.\n"


def test_what_no_screen_holds_is_summed_up(register: Repository, run: Run) -> None:
    for number in range(40):
        name = f"ACT-2023-{number + 100}"
        text = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
        register.write(f"actions/{name}.yaml", text.replace("ACT-2023-001", name))
    outcome = run("-C", register.top, "rename", "manager", "clerk", "--dry-run")
    lines = outcome.out.splitlines()
    assert len(lines) < 30
    assert "  ACT-2023-001: 1 change" in lines
    assert any(re.fullmatch("  and [0-9]+ more records, [0-9]+ changes", each) for each in lines)
