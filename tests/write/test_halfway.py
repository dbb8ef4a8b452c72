"""What another program left half done in the history, and the way back from it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository
from tests.terminal import Terminal

ACTION = "actions/ACT-2023-001.yaml"
UPDATE = ("action", "update", "page", "--note")
SENTENCE = (
    "sscp: Two versions of this register are half joined, and nothing was changed now;"
    " `sscp doctor --repair` puts it back to where it was before, and loses nothing.\n"
)


def edited(repository: Repository, old: str, new: str) -> str:
    path = repository.top / ACTION
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return repository.commit("2023-05-22T12:00:00+00:00", f"{new}")


@pytest.fixture
def half(register: Repository, other: Repository, request: pytest.FixtureRequest) -> Repository:
    """Two versions that another program could not join, left so; two files saved on one side."""
    other.write("posts/clerk.yaml", "id: clerk\ntitle: Clerk\nsource: council\n")
    edited(other, "2023-06-30", "2023-08-01")
    other.git("push", "--quiet")
    edited(register, "2023-06-30", "2023-07-01")
    register.git("fetch", "--quiet")
    words = {
        "merge": ["merge", "origin/main"],
        "rebase": ["rebase", "origin/main"],
        "pick": ["cherry-pick", "origin/main"],
        "stash": ["stash", "pop"],
        "revert": ["revert", "--no-edit", "HEAD~1"],
    }[request.param]
    if request.param == "stash":
        path = register.top / ACTION
        path.write_text(path.read_text("utf-8").replace("2023-07-01", "2023-09-01"), "utf-8")
        register.git("stash", "--quiet")
        edited(register, "2023-07-01", "2023-07-02")
    if request.param == "revert":
        edited(register, "2023-07-01", "2023-07-02")
    register.write("posts/mine.yaml", "id: mine\ntitle: Mine, not saved\nsource: council\n")
    head = register.git("rev-parse", "main")
    done = subprocess.run(
        ["git", *words], cwd=register.top, capture_output=True, check=False, text=True
    )
    assert done.returncode, done.stdout
    assert "<<<<<<<" in (register.top / ACTION).read_text("utf-8")
    register.git("update-ref", "refs/tests/before", head)
    return register


ALL = pytest.mark.parametrize("half", ["merge", "rebase", "pick", "stash", "revert"], indirect=True)


@ALL
def test_a_half_done_join_is_told_and_put_back_and_loses_nothing(
    half: Repository, run: Run
) -> None:
    for command in ("sync", "save"):
        outcome = run("-C", half.top, command)
        assert (outcome.status, outcome.out, outcome.err) == (3, "", SENTENCE)
    assert "Two versions are half joined." in run("-C", half.top, "doctor").out
    typed = (half.top / ACTION).read_bytes() + b"# typed into the half joined file\n"
    (half.top / ACTION).write_bytes(typed)
    looked = run("-C", half.top, "doctor", "--repair", "--dry-run")
    assert f"    {ACTION} is put back as it was saved\n" in looked.out
    assert f"    {ACTION} as it is now is kept aside\n" in looked.out
    assert (half.top / ACTION).read_bytes() == typed
    outcome = run("-C", half.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    assert half.git("rev-parse", "HEAD") == half.git("rev-parse", "refs/tests/before")
    assert half.git("symbolic-ref", "--short", "HEAD") == "main"
    assert (half.top / ".sscp/kept/1" / ACTION).read_bytes() == typed
    assert "Mine, not saved" in (half.top / "posts/mine.yaml").read_text("utf-8")
    assert half.git("status", "--porcelain") == "?? posts/mine.yaml"
    (half.top / "posts/mine.yaml").unlink()
    outcome = run("-C", half.top, "sync", "--take", "mine")
    assert outcome.status == 0, outcome.err
    assert (half.top / "posts/clerk.yaml").exists()
    assert "nothing needs" in run("-C", half.top, "doctor", "--repair", "--yes").out.lower()


@pytest.mark.parametrize("half", ["merge"], indirect=True)
def test_at_a_terminal_it_is_asked_first(half: Repository) -> None:
    before = (half.top / ACTION).read_bytes()
    terminal = Terminal("-C", half.top, "doctor", "--repair")
    terminal.answer("Do this? [Y/n]", "n")
    assert terminal.end() == 0
    assert (half.top / ACTION).read_bytes() == before
    terminal = Terminal("-C", half.top, "doctor", "--repair")
    terminal.answer("Do this? [Y/n]", "y")
    assert terminal.end() == 0
    assert half.git("status", "--porcelain") == "?? posts/mine.yaml"


@pytest.mark.parametrize("half", ["rebase"], indirect=True)
def test_what_was_saved_while_it_was_half_done_is_still_to_be_found(
    half: Repository, run: Run
) -> None:
    half.write("posts/late.yaml", "id: late\ntitle: Saved meanwhile\nsource: council\n")
    half.git("checkout", "--quiet", "--theirs", ACTION)
    saved = half.commit("2023-05-23T12:00:00+00:00")
    assert run("-C", half.top, "doctor", "--repair", "--yes").status == 0
    kept = half.git("for-each-ref", "--format=%(objectname)", "refs/sscp/kept/").split()
    assert saved in kept


@pytest.mark.parametrize("half", ["merge"], indirect=True)
def test_another_command_meanwhile_says_what_helps(half: Repository, run: Run) -> None:
    outcome = run("-C", half.top, "undo")
    assert outcome.status != 0
    assert outcome.err.count("\n") == 1
    half.git("checkout", "--quiet", "--ours", ACTION)
    outcome = run("-C", half.top, *UPDATE, "Half of it")
    assert "two versions are half joined here; `sscp doctor --repair` puts that right" in (
        outcome.err
    )
    assert run("-C", half.top, "doctor", "--repair", "--yes").status == 0
    kept = (half.top / ".sscp/kept/1" / ACTION).read_text("utf-8")
    assert "note: Half of it" in kept


def test_a_lock_that_was_left_behind_is_freed(register: Repository, run: Run) -> None:
    lock = register.top / ".git/index.lock"
    lock.touch()
    outcome = run("-C", register.top, *UPDATE, "Half of it")
    assert "another program is at work in the history here" in outcome.err
    assert "frees" not in run("-C", register.top, "doctor", "--repair", "--yes").out
    assert lock.exists(), "it may be in use"
    os.utime(lock, (time.time() - 120, time.time() - 120))
    freed = run("-C", register.top, "doctor", "--repair", "--yes").out
    assert "left its lock" in " ".join(freed.split())
    assert not lock.exists()
    assert run("-C", register.top, "save").status == 0


def test_a_register_without_a_history_gets_one(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    import shutil

    shutil.rmtree(register.top / ".git")
    for command in ("sync", "save"):
        outcome = run("-C", register.top, command)
        assert outcome.status == 3
        assert "are not kept yet; `sscp doctor --repair` begins that" in outcome.err
    outcome = run("-C", register.top, *UPDATE, "Half of it")
    assert "changes are not kept here yet; `sscp doctor --repair` begins that" in outcome.err
    outcome = run("-C", register.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    assert register.git("log", "--format=%s") == "The register begins"
    assert register.git("status", "--porcelain") == ""
    Repository(tmp_path / "empty").git("config", "core.bare", "true")
    address = tmp_path / "empty/.git"
    assert run("-C", register.top, "doctor", "--share-at", address).status in (0, 1)
    assert run("-C", register.top, "sync").out == "Shared.\n"


def test_only_the_latest_history_is_completed(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    register.git("clone", "--quiet", "--depth=1", register.top.as_uri(), str(tmp_path / "shallow"))
    assert run("-C", tmp_path / "shallow", "doctor", "--repair", "--yes").status == 0
    outcome = run("-C", tmp_path / "shallow", "undo")
    assert outcome.status == 0, outcome.err


def test_a_folder_of_another_account_is_trusted_when_told_so(
    register: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 3
    assert "`sscp doctor --repair` asks whether it may be" in outcome.err
    assert run("-C", register.top, "doctor", "--repair", "--yes").status == 0
    assert "on this machine alone" in run("-C", register.top, "sync").err


@pytest.mark.parametrize("has_gone_on", [False, True])
def test_a_folder_that_shows_an_earlier_state_is_brought_back(
    register: Repository, shared: Path, run: Run, has_gone_on: bool
) -> None:
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    main = register.git("rev-parse", "HEAD")
    register.git("checkout", "--quiet", "--detach", "HEAD~1")
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 3
    assert outcome.err == (
        "sscp: This folder shows the register as it once was, not as it goes on;"
        " `sscp doctor --repair` brings it back to where it goes on, and loses nothing.\n"
    )
    if has_gone_on:
        words = ("action", "add", "--title", "Read it", "--raised-at", "executive-2023-05-17")
        more = ("--owner", "manager", "--due", "30/6/2023", "--item", "1")
        assert run("-C", register.top, *words, *more).status == 0
    assert "as it once was" in run("-C", register.top, "doctor").out
    outcome = run("-C", register.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    assert register.git("symbolic-ref", "--short", "HEAD") == "main"
    assert register.git("status", "--porcelain") == ""
    assert "Half of it" in (register.top / ACTION).read_text("utf-8")
    assert (register.git("rev-parse", "HEAD") == main) is not has_gone_on
    assert (register.top / "actions/ACT-2023-002.yaml").exists() is has_gone_on
    assert run("-C", register.top, "sync").status == 0
