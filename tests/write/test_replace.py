"""Files are replaced all together or not at all, whatever happens on the way."""

from __future__ import annotations

import builtins
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sscp.errors import RunError
from sscp.load.source import FolderSource
from sscp.write.replace import only_writer, replace_files
from tests.conftest import Run
from tests.repositories import Repository

OLD = {"a/one.yaml": b"old one\n", "a/two.yaml": b"old two\n", "b/three.yaml": b"old three\n"}
CHANGE = {"a/one.yaml": b"new one\n", "a/two.yaml": None, "c/new.yaml": b"new file\n"}
NEW = {"a/one.yaml": b"new one\n", "b/three.yaml": b"old three\n", "c/new.yaml": b"new file\n"}
STEPS = ("replace", "fsync", "makedirs", "remove", "rename")

KILLED = """
import builtins, os, signal, sys
left = int(sys.argv[2])
def counted(real):
    def step(*words, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*words, **named)
    return step
from sscp.write.replace import only_writer, replace_files
from tests.conftest import Run
from tests.repositories import Repository
import filelock
with only_writer(sys.argv[1]):
    for name in {steps!r}:
        setattr(os, name, counted(getattr(os, name)))
    builtins.open = counted(builtins.open)
    replace_files(sys.argv[1], {change!r})
""".replace("{steps!r}", repr(STEPS)).replace("{change!r}", repr(CHANGE))


def lay_out(root: Path) -> Path:
    for path, content in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def seen(root: Path) -> dict[str, bytes]:
    """What a reader sees."""
    source = FolderSource(str(root))
    paths, unreadable = source.paths()
    assert not unreadable
    return {path: source.read(path) for path in paths}


def on_disk(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*.yaml")
        if ".sscp" not in path.parts
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills at once")
def test_killed_at_any_step_a_reader_sees_the_old_register_or_the_new_one(tmp_path: Path) -> None:
    outcomes = []
    for step in range(200):
        root = lay_out(tmp_path / str(step))
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(root), str(step)],
            capture_output=True,
            text=True,
            check=False,
        )
        before = seen(root)
        assert before in (OLD, NEW), f"killed at step {step}: {before}"
        outcomes.append(before == NEW)
        with only_writer(str(root)):
            assert seen(root) == on_disk(root) == before
            replace_files(str(root), CHANGE)
        assert on_disk(root) == NEW
        assert sorted(each.name for each in (root / ".sscp").iterdir()) == [".gitignore", "lock"]
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
    else:
        pytest.fail("it never came to an end")
    assert len(outcomes) > 10
    assert outcomes == sorted(outcomes), "once settled, a change stays settled"
    assert not outcomes[0]


def test_a_full_disk_leaves_the_register_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step fails once; it is said rightly whether the change was saved."""

    def failing(patched: pytest.MonkeyPatch, after: int) -> None:
        left = after

        def counted(real: Any) -> Any:
            def step(*words: Any, **named: Any) -> Any:
                nonlocal left
                if left == 0:
                    left -= 1
                    raise OSError(errno.ENOSPC, "No space left on device", str(words[0]))
                left -= 1
                return real(*words, **named)

            return step

        for name in ("fsync", "makedirs", "replace"):
            patched.setattr(os, name, counted(getattr(os, name)))
        patched.setattr(builtins, "open", counted(builtins.open))

    told = []
    for step in range(30):
        root = lay_out(tmp_path / str(step))
        with only_writer(str(root)), monkeypatch.context() as patched:
            failing(patched, step)
            try:
                replace_files(str(root), CHANGE)
                sentence = ""
            except RunError as error:
                sentence = str(error)
        is_settled = seen(root) == NEW
        assert is_settled or seen(root) == OLD
        assert sentence.startswith("Nothing was changed: ") is not is_settled, (step, sentence)
        told.append(" ".join(sentence.split()[:2]))
        if sentence:
            assert "No space left on device" in sentence
    assert set(told) == {"Nothing was", "The change", ""}
    assert told[0] == "Nothing was"
    assert told[-1] == ""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the superuser may write anywhere, and Windows keeps no such bits",
)
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "a").chmod(0o500)
    with only_writer(str(root)), pytest.raises(RunError, match=r"Nothing was changed: .*a can't"):
        replace_files(str(root), CHANGE)
    (root / "a").chmod(0o700)
    assert on_disk(root) == OLD


def test_a_second_writer_waits_and_then_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sscp.write.replace.WAIT_SECONDS", 0.1)
    root = str(lay_out(tmp_path))
    with (
        only_writer(root),
        pytest.raises(RunError, match="Another sscp is writing to this register"),
        only_writer(root),
    ):
        pass
    with only_writer(root):
        replace_files(root, CHANGE)
    assert on_disk(tmp_path) == NEW


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "a/one.yaml").chmod(0o600)
    with only_writer(str(root)):
        replace_files(str(root), CHANGE)
    assert (root / "a/one.yaml").stat().st_mode & 0o777 == 0o600


def test_what_the_workshop_holds_is_not_for_git(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    git = shutil.which("git")
    assert git is not None
    subprocess.run([git, "init", "--quiet", str(root)], check=True)
    with only_writer(str(root)):
        replace_files(str(root), CHANGE)
    listed = subprocess.run(
        [git, "-C", str(root), "status", "--short", "--untracked-files=all"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert ".sscp" not in listed


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
@pytest.mark.parametrize(
    "listed",
    [
        '{"../outside.yaml": "0.new"}',
        '{"/OUTSIDE": "0.new"}',
        '{"../outside.yaml": null}',
        '{"actions/../../outside.yaml": null}',
        '{"actions/ACT-2023-001.yaml": "../../../outside.yaml"}',
        '{"actions/ACT-2023-001.yaml": "/OUTSIDE"}',
        '{"actions/ACT-2023-001.yaml": "1.new"}',
        '{"actions/ACT-2023-001.yaml": "2.new"}',
        '{"actions/new.yaml": "9.new"}',
        '{"actions/ACT-2023-001.yaml": 3}',
        '{"leads-out/outside.yaml": "0.new"}',
        '{"linked.yaml": "0.new"}',
        '{"actions": "0.new"}',
        '{"": "0.new"}',
        '{".git/config": "0.new"}',
        '{".sscp/lock": null}',
        '["actions/ACT-2023-001.yaml"]',
        '{"actions/ACT-2023-001.yaml"',
        "\xff",
    ],
)
def test_a_list_of_a_write_that_no_command_made_is_never_followed(
    register: Repository, run: Run, tmp_path: Path, listed: str
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("id: secret\ntitle: Not of this register\n")
    folder = register.top / ".sscp/pending"
    folder.mkdir(parents=True)
    (register.top / ".sscp/.gitignore").write_text("*\n")
    (folder / "0.new").write_text("planted\n")
    (folder / "1.new").symlink_to(outside)
    (folder / "2.new").mkdir()
    (register.top / "leads-out").symlink_to(tmp_path)
    (register.top / "linked.yaml").symlink_to(outside)
    register.commit("2023-05-21T12:00:00+00:00")
    text = listed.replace("/OUTSIDE", str(outside))
    (folder / "files.json").write_bytes(text.encode("latin-1"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml") if path.is_file()}
    update = ("action", "update", "page", "--note", "Half of it")
    for words in (("status",), ("show", "page"), update, ("save",), ("sync",)):
        outcome = run("-C", register.top, *words)
        assert (outcome.status, outcome.out) == (3, ""), words
        assert outcome.err.startswith("sscp: The list of a write that was cut off is damaged")
        assert outcome.err.count("\n") == 1
        assert "`sscp doctor --repair` puts it aside" in outcome.err
    assert "is damaged" in run("-C", register.top, "doctor").out
    outcome = run("-C", register.top, "doctor", "--repair", "--yes")
    assert outcome.status == 0, outcome.err
    assert "put aside" in outcome.out
    assert before == {
        path: path.read_bytes() for path in tmp_path.rglob("*.yaml") if path.is_file()
    }
    assert run("-C", register.top, *update).status == 0
    assert (register.top / ".sscp/pending-aside-1/files.json").exists()


def test_a_write_that_was_cut_off_may_have_put_some_files_in_their_place(
    register: Repository, run: Run
) -> None:
    path = "actions/ACT-2023-001.yaml"
    with only_writer(str(register.top)):
        pass
    folder = register.top / ".sscp/pending"
    folder.mkdir(parents=True)
    (folder / "files.json").write_text(json.dumps({path: "0.new", "posts/gone.yaml": None}))
    assert run("-C", register.top, "show", "ACT-2023-001").status == 0
    outcome = run("-C", register.top, "action", "update", "page", "--note", "Half of it")
    assert outcome.status == 0, outcome.err
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
@pytest.mark.parametrize("name", [".sscp", ".sscp/lock", ".sscp/drafts", ".sscp/pending"])
def test_a_link_in_the_hidden_folder_is_never_followed(
    register: Repository, run: Run, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (register.top / name).parent.mkdir(exist_ok=True)
    (register.top / name).symlink_to(outside if name != ".sscp/lock" else outside / "mine.txt")
    update = ("action", "update", "page", "--note", "Half of it")
    outcome = run("-C", register.top, *update)
    assert (outcome.status, outcome.out) == (3, "")
    assert "`sscp doctor --repair`" in outcome.err
    assert run("-C", register.top, "doctor", "--repair", "--yes").status == 0
    assert run("-C", register.top, *update).status == 0
    assert [path.name for path in outside.iterdir()] == ["mine.txt"]
    assert (outside / "mine.txt").read_text() == "mine"
