"""A run killed between writing a change and keeping it: the next command keeps it, by itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sscp.write.unkept import read_unkept
from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository

ADD = (
    *("action", "add", "--title", "Read the page", "--raised-at", "executive-2023-05-17"),
    *("--owner", "manager", "--due", "30/6/2023", "--item", "1", "--yes"),
)
UPDATE = ("action", "update", "ACT-2023-001", "--note", "Seen", "--yes")
MEETING = "executive-2023-05-17.yaml"
KILLED = """
import os, signal, sys
import sscp.write.door as door
left = int(sys.argv[1])
for name in ("remember", "replace_files", "keep_given_out"):
    def counted(*words, step=getattr(door, name)):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return step(*words)
    setattr(door, name, counted)
import sscp.commits as commits
real = commits.keep
def kept(*words):
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words)
commits.keep = kept
from sscp.cli.main import main
raise SystemExit(main(["-C", sys.argv[2], *sys.argv[3:]]))
"""
BEFORE_IT_IS_WRITTEN, BEFORE_IT_IS_KEPT = (0, 1), (2, 3)


def kill(register: Repository, step: int) -> None:
    """Run `action add` and kill it before one of its last steps."""
    words = [sys.executable, "-c", KILLED, str(step), str(register.top), *ADD]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def subjects(register: Repository) -> list[str]:
    return register.git("log", "--format=%s").splitlines()


def files_of(register: Repository, commit: str) -> list[str]:
    return register.git("show", "--name-only", "--format=", commit).splitlines()


@pytest.mark.parametrize("step", BEFORE_IT_IS_KEPT)
def test_the_next_command_keeps_what_was_cut_off_first(
    register: Repository, run: Run, step: int
) -> None:
    before = subjects(register)
    kill(register, step)
    assert subjects(register) == before
    done = run("-C", register.top, *UPDATE)
    assert done.status == 0, done.err
    first, second, *rest = subjects(register)
    assert rest == before
    assert second.startswith("ACT-2023-002 raised")
    assert sorted(files_of(register, "HEAD~1")) == [
        "actions/ACT-2023-002.yaml",
        "meetings/executive-2023-05-17.yaml",
    ]
    assert "Sscp-Record: ACT-2023-002" in register.git("log", "-1", "--format=%B", "HEAD~1")
    assert first.startswith("ACT-2023-001 updated")
    assert files_of(register, "HEAD") == ["actions/ACT-2023-001.yaml"]
    assert register.git("status", "--short") == ""
    assert read_unkept(str(register.top)) is None


@pytest.mark.parametrize("step", BEFORE_IT_IS_WRITTEN)
def test_what_was_never_written_is_never_kept(register: Repository, run: Run, step: int) -> None:
    before = subjects(register)
    kill(register, step)
    assert run("-C", register.top, *UPDATE).status == 0
    assert subjects(register)[1:] == before
    assert register.git("status", "--short") == ""
    assert read_unkept(str(register.top)) is None


def test_it_can_be_taken_back_as_any_change(register: Repository, run: Run) -> None:
    kill(register, BEFORE_IT_IS_KEPT[0])
    assert b"ACT-2023-002" in (register.top / "meetings" / MEETING).read_bytes()
    run("-C", register.top, *UPDATE)
    assert run("-C", register.top, "undo", "--yes").status == 0
    assert run("-C", register.top, "undo", "--yes").status == 0
    assert not (register.top / "actions" / "ACT-2023-002.yaml").exists()
    assert b"ACT-2023-002" not in (register.top / "meetings" / MEETING).read_bytes()


@pytest.mark.parametrize(
    "note",
    [
        "",
        "[]",
        "{}",
        json.dumps({"summary": 1, "details": [], "command": "x", "records": [], "files": {}}),
        json.dumps(
            {"summary": "x", "details": [], "command": "x", "records": [], "files": {"../x": None}}
        ),
        json.dumps(
            {"summary": "x", "details": [], "command": "x", "records": [], "files": {".git/x": ""}}
        ),
        "[" * 100_000,
    ],
)
def test_a_damaged_or_planted_note_is_no_note(tmp_path: Path, note: str) -> None:
    (tmp_path / ".sscp").mkdir()
    (tmp_path / ".sscp" / "unkept.json").write_text(note)
    assert read_unkept(str(tmp_path)) is None


def test_a_register_that_people_commit_keeps_no_note(register: Repository, run: Run) -> None:
    settings = register.top / "register.yaml"
    settings.write_text(settings.read_text() + "commits: false\n")
    register.git("commit", "--quiet", "--all", "--message=People commit")
    before_the_numbers_are_noted = 1
    kill(register, before_the_numbers_are_noted)
    run("-C", register.top, *UPDATE)
    assert subjects(register)[0] == "People commit"
