"""The place where a register is shared, as it is met with: gone, replaced, closed, elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

UPDATE = ("action", "update", "page", "--note")
ACTION = "actions/ACT-2023-001.yaml"


def refused(register: Repository, run: Run, status: int, *words: str) -> str:
    """The one sentence with which a sync ends that changes nothing."""
    before = register.git("rev-parse", "HEAD")
    told = ""
    for _ in range(2):
        outcome = run("-C", register.top, "sync", *words)
        told = outcome.err
        assert (outcome.status, outcome.out) == (status, ""), outcome
        assert outcome.err.count("\n") == 1
        assert register.git("rev-parse", "HEAD") == before
        assert register.git("status", "--porcelain") == ""
    return told


def test_a_place_that_is_empty_gets_the_register(
    register: Repository, tmp_path: Path, run: Run
) -> None:
    register.git("init", "--quiet", "--bare", str(tmp_path / "empty"))
    assert "`sscp doctor --share-at ADDRESS`" in refused(register, run, 2)
    outcome = run("-C", register.top, "doctor", "--share-at", tmp_path / "empty")
    assert outcome.err == (
        f"The register is to be shared at {tmp_path / 'empty'}; `sscp sync` does it.\n"
    )
    assert run("-C", register.top, "sync").out == "Shared.\n"
    assert run("-C", register.top, "sync").out.startswith("Nothing of yours to share")
    words = ("--quiet", "--branch=main", str(tmp_path / "empty"), str(tmp_path / "copy"))
    register.git("clone", *words)
    assert (tmp_path / "copy" / ACTION).exists()


def test_an_address_can_be_corrected_and_its_password_is_never_shown(
    register: Repository, shared: Path, run: Run
) -> None:
    outcome = run(
        *("-C", register.top, "doctor", "--share-at", "https://clerk:secret@localhost:9/register")
    )
    assert "secret" not in outcome.out + outcome.err
    told = refused(register, run, 3)
    assert "https://localhost:9/register does not answer" in told
    assert "secret" not in told
    run("-C", register.top, "doctor", "--share-at", shared)
    assert run("-C", register.top, "sync").status == 0
    for bad in ("", "--upload-pack=touch x", "a\nb"):
        outcome = run("-C", register.top, "doctor", f"--share-at={bad}")
        assert (outcome.status, outcome.out) == (2, "")


def test_a_place_that_is_gone(register: Repository, shared: Path, run: Run) -> None:
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    shared.rename(shared.with_name("moved"))
    told = refused(register, run, 3)
    assert f"there is none at {shared}; if it is elsewhere now" in told
    run("-C", register.top, "doctor", "--share-at", shared.with_name("moved"))
    assert run("-C", register.top, "sync").out == "Shared: 1 change of yours.\n"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("remote: Permission to a/b.git denied to clerk.\nfatal: error: 403", "not let you in"),
        ("clerk@example.org: Permission denied (publickey).", "does not let you in"),
        ("fatal: Could not read from remote; Could not resolve hostname x", "does not answer"),
    ],
)
def test_a_place_that_does_not_let_one_in(
    register: Repository, shared: Path, run: Run, tmp_path: Path, said: str, sentence: str
) -> None:
    """A program between says what such places say, as an ssh that is refused does."""
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    script = tmp_path / "ssh"
    script.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\nexit 255\n")
    script.chmod(0o755)
    register.git("config", "core.sshCommand", str(script))
    run("-C", register.top, "doctor", "--share-at", "git@example.org:a/b.git")
    told = refused(register, run, 3)
    assert sentence in told
    assert "What you saved stays here" in told


def test_a_place_that_may_be_read_but_not_written_to(
    register: Repository, shared: Path, run: Run
) -> None:
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    hook = shared / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'Permission denied to clerk' >&2\nexit 1\n")
    hook.chmod(0o755)
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 3
    assert "takes neither changes to main nor a proposal" in outcome.err
    assert register.git("symbolic-ref", "--short", "HEAD") == "main"
    hook.unlink()
    assert run("-C", register.top, "sync").out == "Shared: 1 change of yours.\n"


def test_history_that_was_replaced_is_told_and_can_be_gone_on_with(
    register: Repository, other: Repository, run: Run
) -> None:
    assert run("-C", other.top, *UPDATE, "A name that must go").status == 0
    assert run("-C", other.top, "sync").status == 0
    assert run("-C", register.top, "sync").status == 0
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    ours = register.git("rev-parse", "HEAD")
    other.git("reset", "--quiet", "--hard", "HEAD~1")
    assert run("-C", other.top, *UPDATE, "Without the name").status == 0
    other.git("push", "--quiet", "--force")
    told = refused(register, run, 2)
    assert told == (
        "sscp: The history of the shared register was replaced: 1 change that it held before is"
        " no longer in it. Nothing was changed. Ask whoever looks after it why;"
        " `sscp sync --new-history` goes on with what is shared now and puts what only you have"
        " on top.\n"
    )
    outcome = run("-C", register.top, "sync", "--new-history", "--take", "theirs")
    assert outcome.status == 0, outcome.err
    log = register.git("log", "--format=%H %s", "origin/main")
    assert ours not in log
    text = (register.top / ACTION).read_text("utf-8")
    assert "Without the name" in text
    assert "A name that must go" not in text
    kept = register.git("for-each-ref", "--format=%(objectname)", "refs/sscp/kept/")
    assert ours in kept.split()
    assert "A name that must go" not in register.git("log", "-p", "origin/main")
    assert run("-C", register.top, "sync").status == 0
    assert run("-C", other.top, "sync").status == 0


def test_history_that_was_put_back_to_an_earlier_state_is_not_shared_again(
    register: Repository, other: Repository, run: Run
) -> None:
    assert run("-C", register.top, *UPDATE, "Too much").status == 0
    assert run("-C", register.top, "sync").status == 0
    other.git("push", "--quiet", "--force", "origin", "HEAD:main")
    assert "was replaced: 1 change" in refused(register, run, 2)
    outcome = run("-C", register.top, "sync", "--new-history")
    assert outcome.status == 0, outcome.err
    assert "Too much" not in (register.top / ACTION).read_text("utf-8")


def test_another_register_at_the_place_is_told(
    register: Repository, tmp_path: Path, run: Run
) -> None:
    stranger = Repository(tmp_path / "stranger")
    stranger.write("notes.txt", "another thing\n").commit("2023-01-01T12:00:00+00:00")
    run("-C", register.top, "doctor", "--share-at", stranger.top)
    told = refused(register, run, 2)
    assert f"What is shared at {stranger.top} and this register have nothing in common" in told
    stranger.git("branch", "--move", "main", "trunk")
    stranger.git("config", "receive.denyCurrentBranch", "ignore")
    told = refused(register, run, 2)
    assert "is called trunk and has nothing in common with this register" in told
    stranger.git("branch", "--move", "trunk", "main")
    outcome = run("-C", register.top, "sync", "--new-history")
    assert outcome.status == 0, outcome.err
    assert (register.top / "notes.txt").exists()
    assert (register.top / ACTION).exists()
    assert stranger.git("log", "--format=%s", "main").splitlines()[-1] == "records"


def test_a_shared_line_that_was_deleted(register: Repository, shared: Path, run: Run) -> None:
    assert run("-C", register.top, "sync").status == 0
    assert run("-C", register.top, *UPDATE, "Half of it").status == 0
    register.git("push", "--quiet", "origin", "HEAD~1:refs/heads/archive")
    register.git("--git-dir", str(shared), "update-ref", "-d", "refs/heads/main")
    told = refused(register, run, 2)
    assert f"The shared register is gone from {shared}" in told
    outcome = run("-C", register.top, "sync", "--new-history")
    assert outcome.out == "Shared.\n"
    assert register.git("rev-parse", "HEAD") in register.git("ls-remote", "origin", "main")


def test_someone_is_quicker_each_time(
    register: Repository, other: Repository, shared: Path, run: Run
) -> None:
    """A change that came between fetching and sending is brought in, and ours is sent then."""
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    assert run("-C", other.top, *UPDATE, "Theirs").status == 0
    hook = register.top / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\nunset GIT_DIR\nrm {hook}\ncd {other.top} && git push --quiet 2>&1\n"
    )
    hook.chmod(0o755)
    outcome = run("-C", register.top, "sync")
    assert outcome.status == 0, outcome.err
    assert re.findall(r"\w+: \d \w+", outcome.out) == ["Received: 1 change", "Shared: 2 changes"]


def test_a_register_that_nothing_is_saved_of(tmp_path: Path, shared: Path, run: Run) -> None:
    new = Repository(tmp_path / "new")
    new.write("register.yaml", "id: testing\nname: Test\narea: Testshire\n")
    run("-C", new.top, "doctor", "--share-at", shared)
    outcome = run("-C", new.top, "sync")
    assert outcome.status == 2
    assert "run `sscp save` first" in outcome.err


def test_a_new_place_after_another_one_is_no_loss(
    register: Repository, shared: Path, run: Run, tmp_path: Path
) -> None:
    assert run("-C", register.top, "sync").status == 0
    register.git("init", "--quiet", "--bare", str(tmp_path / "new"))
    run("-C", register.top, "doctor", "--share-at", tmp_path / "new")
    assert run("-C", register.top, "sync").out == "Shared.\n"


def test_a_shared_line_that_was_given_another_name_is_followed(
    register: Repository, other: Repository, shared: Path, run: Run
) -> None:
    assert run("-C", register.top, *UPDATE, "Ours").status == 0
    assert run("-C", other.top, "sync").status == 0
    register.git("--git-dir", str(shared), "branch", "--move", "main", "trunk")
    for repository, sent in ((register, "Shared: 1 change of yours."), (other, "Received: 1")):
        outcome = run("-C", repository.top, "sync")
        assert outcome.status == 0, outcome.err
        first, second, *_ = outcome.out.splitlines()
        assert first == "What everyone shares is called trunk now, and no longer main."
        assert second.startswith(sent)
        assert repository.git("branch", "--show-current") == "trunk"
    assert register.git("ls-remote", "--heads", "origin").split()[1:] == ["refs/heads/trunk"]


def test_a_file_that_was_only_touched_is_no_change(
    register: Repository, other: Repository, run: Run
) -> None:
    assert run("-C", other.top, *UPDATE, "Theirs").status == 0
    assert run("-C", other.top, "sync").status == 0
    os.utime(register.top / ACTION, (1, 1))
    assert run("-C", register.top, "sync").out.startswith("Received: 1 change of others.")
