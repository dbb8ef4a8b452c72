"""`sscp sync` broken off at any step: the register is as it was or wholly joined."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sscp.gitwork import Git, GitRefusedError
from tests.conftest import CHECKOUT, Run
from tests.repositories import Repository
from tests.terminal import INTERRUPT, Terminal

UPDATE = ("action", "update", "page", "--note")
ADD = (
    *("action", "add", "--title", "Read the page", "--raised-at", "executive-2023-05-17"),
    *("--owner", "manager", "--due", "30/6/2023", "--item", "1"),
)
STEPS = (
    *("fetch", "push", "reset", "commit-tree", "update-ref", "hash-object", "read-tree"),
    *("update-index", "write-tree", "merge-file", "config", "cat-file", "status", "checkout"),
)
"""What of git changes something, or begins a part of the work; being asked it never does."""
KILLED = """
import os, signal, sys
left, steps = int(sys.argv[1]), sys.argv[4].split()
from sscp.gitwork import Git
real = Git._run
def counted(self, *words):
    global left
    if words[0][0] in steps:
        if left == 0:
            os.kill(os.getpid(), getattr(signal, sys.argv[2]))
        left -= 1
    return real(self, *words)
Git._run = counted
from sscp.cli.main import main
raise SystemExit(main(["-C", sys.argv[3], "sync"]))
"""


class Moment:
    """Two copies of a register that have each changed it, and what a whole join of them is."""

    def __init__(self, home: Path, register: Repository, run: Run) -> None:
        self._home = home
        self._run = run
        self.before = register.git("rev-parse", "HEAD")
        shutil.copytree(home / "shared", home / "kept" / "shared", symlinks=True)
        shutil.copytree(register.top, home / "kept" / "register", symlinks=True)
        assert run("-C", register.top, "sync").status == 0
        self.whole = self.tree(register)

    def again(self) -> Repository:
        """Everything as it was before the sync."""
        for name in ("shared", "register"):
            shutil.rmtree(self._home / name)
            shutil.copytree(self._home / "kept" / name, self._home / name, symlinks=True)
        return Repository(self._home / "register")

    def tree(self, register: Repository) -> str:
        return register.git("rev-parse", "HEAD^{tree}")

    def check(self, register: Repository, where: str) -> None:
        """The register is as it was or wholly joined, and the next sync works."""
        # A step of git that was under way ends by itself.
        until = time.monotonic() + 5
        while (register.top / ".git/index.lock").exists() and time.monotonic() < until:
            time.sleep(0.01)
        head = register.git("rev-parse", "HEAD")
        assert head == self.before or self.tree(register) == self.whole, where
        assert register.git("status", "--porcelain") == "", where
        outcome = self._run("-C", register.top, "sync")
        assert outcome.status == 0, (where, outcome.err)
        assert self.tree(register) == self.whole, where
        assert register.git("rev-parse", "HEAD") == register.git("rev-parse", "origin/main")


@pytest.fixture
def moment(register: Repository, other: Repository, tmp_path: Path, run: Run) -> Moment:
    """Both sides changed one record in different ways, and gave out the same number."""
    for repository, words in ((other, "Theirs"), (register, "Ours")):
        assert run("-C", repository.top, *UPDATE, words).status == 0
        assert run("-C", repository.top, *ADD, "--title", words).status == 0
    assert run("-C", other.top, "sync").status == 0
    return Moment(tmp_path, register, run)


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, Callable[[], None]], None]]:
    """Makes the n-th step of git, from 0, do something first."""
    real = Git._run

    def at(step: int, what: Callable[[], None]) -> None:
        left = step

        def counted(self: Git, *words: Any) -> bytes:
            nonlocal left
            left -= words[0][0] in STEPS
            if left == -1:
                left -= 1
                what()
            return real(self, *words)

        monkeypatch.setattr(Git, "_run", counted)

    yield at
    monkeypatch.setattr(Git, "_run", real)


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C is heard, though whoever started the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_ctrl_c_at_any_step(moment: Moment, run: Run, stop: Any, monkeypatch: Any) -> None:
    real = Git._run
    ended = []
    for step in range(300):
        register = moment.again()
        stop(step, lambda: signal.raise_signal(signal.SIGINT))
        outcome = run("-C", register.top, "sync")
        monkeypatch.setattr(Git, "_run", real)
        moment.check(register, f"step {step}")
        ended.append(outcome.status)
        if outcome.status == 0:
            break
    assert len(ended) > 15
    assert set(ended[:-1]) == {130}


def test_a_disk_that_is_full_at_any_step(
    moment: Moment, run: Run, stop: Any, monkeypatch: Any
) -> None:
    def fail() -> None:
        raise GitRefusedError("fatal: cannot write: No space left on device")

    real = Git._run
    for step in range(0, 300, 2):
        register = moment.again()
        stop(step, fail)
        outcome = run("-C", register.top, "sync")
        monkeypatch.setattr(Git, "_run", real)
        moment.check(register, f"step {step}: {outcome.err}")
        assert "Traceback" not in outcome.err
        assert "broke inside" not in outcome.err, (step, outcome.err)
        if step > 15 and "Shared" in outcome.out and not outcome.err:
            break


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_killed_at_any_step(moment: Moment, name: str) -> None:
    step, ended = 0, 1
    while ended:
        register = moment.again()
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(step), name, str(register.top), " ".join(STEPS)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )
        ended = done.returncode
        assert ended in (0, -getattr(signal, name)), done.stderr
        moment.check(register, f"{name} at step {step}")
        step += 2


def test_ctrl_c_at_the_question_whose_stands(
    register: Repository, other: Repository, run: Run
) -> None:
    for repository, day in ((other, "2023-08-01"), (register, "2023-07-01")):
        path = repository.top / "actions/ACT-2023-001.yaml"
        path.write_text(path.read_text("utf-8").replace("2023-06-30", day), "utf-8")
        assert run("-C", repository.top, "save").status == 0
    assert run("-C", other.top, "sync").status == 0
    head = register.git("rev-parse", "HEAD")
    with_nobody = Terminal("-C", register.top, "sync")
    with_nobody.answer("Take theirs?", INTERRUPT)
    assert with_nobody.end() == 130
    assert (register.git("rev-parse", "HEAD"), register.git("status", "--porcelain")) == (head, "")
    terminal = Terminal("-C", register.top, "sync")
    terminal.answer("Take theirs?", "y")
    assert terminal.end() == 0
    assert "2023-08-01" in (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")


def test_the_disk_fails_while_the_files_are_replaced(
    moment: Moment, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git had replaced is put back, be it at once or, after a cut, by the next sync."""
    register = moment.again()
    real = Git.__call__

    def torn(self: Git, *words: str, **named: Any) -> str:
        if words[:3] == ("reset", "--quiet", "--keep"):
            # As git leaves it: a file is new, one half written, one is gone, the list is not.
            register.git("checkout", "--quiet", words[3], "--", "actions", "meetings")
            register.git("read-tree", "HEAD")
            (register.top / "actions/ACT-2023-001.yaml").write_text("id: ACT-20")
            raise GitRefusedError("error: unable to write file: No space left on device")
        return real(self, *words, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Git, "__call__", torn)
        outcome = run("-C", register.top, "sync")
    assert outcome.status == 3
    assert "Nothing was changed: the disk is full" in outcome.err
    moment.check(register, "put back at once")

    for words in (("sync",), (*ADD, "--title", "Later"), ("doctor", "--repair", "--yes")):
        register = moment.again()
        with monkeypatch.context() as patched:
            patched.setattr(Git, "__call__", torn)
            patched.setattr("sscp.halfway.Halfway.settle", lambda _: None)
            run("-C", register.top, "sync")
        assert register.git("status", "--porcelain") != ""
        assert "was cut off" in run("-C", register.top, "doctor").out
        outcome = run("-C", register.top, *words)
        assert outcome.status == 0, outcome.err
        assert register.git("status", "--porcelain") == ""
        assert run("-C", register.top, "sync").status == 0
        assert (moment.tree(register) == moment.whole) is (words[0] != "action")
        aside = register.top / ".sscp/kept/1/actions/ACT-2023-001.yaml"
        assert aside.read_text("utf-8") == "id: ACT-20"
