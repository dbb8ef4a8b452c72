"""What was begun in a register's history and not ended, and the way back from it.

Someone may have joined two versions with another program and left it half done; a step
of this program may have been cut off. Nothing that was saved is lost on the way back, and
what was typed into a file since is kept aside, in `.sscp/kept`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from sscp.commits import COMMAND, RECORD, keep
from sscp.errors import RunError
from sscp.gitwork import Git
from sscp.write.replace import only_writer, workshop
from sscp.write.unkept import forget, read_unkept

_MOVING = "sscp-moving"
_LOCK = "index.lock"
_BEGUN = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("MERGE_HEAD", "merge"),
)
_REPLAYS = ("rebase", "am")


def settle_what_was_cut_off(root: str) -> None:
    """Keep a change that was cut off before it was kept, and put back a move that was cut off.

    Done before anything else is written.

    Looked for by one file alone, so that a command which has nothing to settle loses no time.

    Raises:
        RunError: a file can't be put back.
    """
    if read_unkept(root) is not None:
        _keep_what_was_written(root)
    folder = root
    while not os.path.exists(git := os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return
    if os.path.isfile(git) or os.path.exists(os.path.join(git, _MOVING)):
        with only_writer(root):
            Halfway(root).settle()


def _keep_what_was_written(root: str) -> None:
    """The commit that a change which was written did not get, under its own sentence."""
    with only_writer(root):
        unkept = read_unkept(root)
        if unkept is not None and unkept.is_in_place(root):
            trailers = [(COMMAND, unkept.command), *((RECORD, each) for each in unkept.records)]
            keep(root, unkept.files, unkept.summary, unkept.details, trailers)
        forget(root)


class Back(NamedTuple):
    """The way back: the files put back, and those whose present content is kept aside."""

    touched: tuple[str, ...]
    aside: tuple[str, ...]


class Halfway:
    """What is half done in the repository of a register."""

    def __init__(self, root: str) -> None:
        self._root = root
        own = Git(root)
        self._git_dir = own("rev-parse", "--absolute-git-dir")
        self._top = own("rev-parse", "--show-toplevel")
        self._git = Git(self._top)

    @property
    def begun(self) -> str:
        """The name of what was begun and not ended; empty when nothing was."""
        for sign, name in _BEGUN:
            if os.path.lexists(os.path.join(self._git_dir, sign)):
                return name
        return "join" if self._unjoined() else ""

    def require_none(self) -> None:
        """Refuse to go on while two versions are half joined.

        Raises:
            RunError: they are.
        """
        if self.begun:
            raise RunError(
                "Two versions of this register are half joined, and nothing was changed now;"
                " `sscp doctor --repair` puts it back to where it was before, and loses nothing."
            )

    def _unjoined(self) -> list[str]:
        return self._git.names("diff", "--name-only", "--no-renames", "--diff-filter=U", "-z")

    def look(self) -> Back:
        """What the way back would touch, and which files hold more than was saved on either side.

        Raises:
            RunError: git can't say.
        """
        touched = set(self._unjoined())
        touched |= set(
            self._git.names("diff", "--cached", "--name-only", "--no-renames", "-z", "HEAD")
        )
        if self.begun in _REPLAYS:
            touched |= set(self._git.names("diff", "--name-only", "--no-renames", "-z", "HEAD"))
        known = ["HEAD"]
        if self._git.asks("rev-parse", "--quiet", "--verify", "MERGE_HEAD"):
            known.append("MERGE_HEAD")
        aside = [path for path in sorted(touched) if self._is_new(path, known)]
        return Back(tuple(sorted(touched)), tuple(aside))

    def _is_new(self, path: str, versions: Iterable[str]) -> bool:
        """True when a file holds what none of the versions holds there."""
        place = os.path.join(self._top, path)
        if not os.path.isfile(place) or os.path.islink(place):
            return False
        now = self._git("hash-object", "--path", path, "--", place)
        return all(now != self._blob(each, path) for each in versions)

    def _blob(self, version: str, path: str) -> str:
        return self._git.asks("rev-parse", "--quiet", "--verify", f"{version}:{path}")

    def go_back(self, back: Back) -> str:
        """Put the files back and forget what was begun; where the rest is kept aside, if any is.

        Raises:
            RunError: a file can't be kept aside or put back; it can be tried again.
        """
        begun = self.begun
        kept = self.keep_aside(back.aside)
        if begun in _REPLAYS:
            self._keep_commits()
            self._git(begun, "--abort")
            return kept
        self.restore(back.touched)
        if begun not in ("join", ""):
            self._git(begun, "--quit")
        return kept

    def _keep_commits(self) -> None:
        """Commits that only the half done work led to stay findable."""
        head = self._git("rev-parse", "HEAD")
        if "refs/" not in self._git.asks("branch", "--format=%(refname)", "--contains", head):
            self._git("update-ref", f"refs/sscp/kept/{head[:12]}", head)

    def keep_aside(self, paths: Iterable[str]) -> str:
        """Copy files of the repository to a folder of their own; the folder, empty for no files.

        Raises:
            RunError: they can't be copied.
        """
        listed = list(paths)
        if not listed:
            return ""
        try:
            kept = os.path.join(workshop(self._root), "kept")
            number = 1
            while os.path.lexists(folder := os.path.join(kept, str(number))):
                number += 1
            for path in listed:
                target = os.path.join(folder, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(os.path.join(self._top, path), target)
        except OSError as error:
            raise RunError(
                f"Nothing was changed: {error.filename or 'a file'} can't be kept aside"
                f" ({error.strerror})."
            ) from error
        return folder

    def restore(self, paths: Iterable[str]) -> None:
        """Give files of the repository the content that was saved last."""
        listed = list(paths)
        saved = [path for path in listed if self._blob("HEAD", path)]
        gone = [path for path in listed if path not in saved]
        for path in gone:
            with suppress(FileNotFoundError, NotADirectoryError):
                os.remove(os.path.join(self._top, path))
        if gone:
            self._git("rm", "--quiet", "--cached", "--ignore-unmatch", files=gone)
        if saved:
            self._git("checkout", "--quiet", "HEAD", files=saved)

    def note_move(self, goal: str) -> None:
        """Remember that the files are about to become those of a version.

        Raises:
            RunError: it can't be remembered, and so must not be begun.
        """
        try:
            with open(os.path.join(self._git_dir, _MOVING), "w", encoding="utf-8") as stream:
                stream.write(goal)
        except OSError as error:
            raise RunError(f"Nothing was changed: {error.strerror}.") from error

    def forget_move(self) -> None:
        """The files are those of one version."""
        with suppress(OSError):
            os.remove(os.path.join(self._git_dir, _MOVING))

    @property
    def is_moving(self) -> bool:
        """True when the files may be part of one version and part of another."""
        return os.path.exists(os.path.join(self._git_dir, _MOVING))

    def settle(self) -> None:
        """End a move that was cut off, by putting back what it had changed.

        Raises:
            RunError: a file can't be put back.
        """
        try:
            with open(os.path.join(self._git_dir, _MOVING), encoding="utf-8") as stream:
                goal = stream.read().strip()
        except OSError:
            return
        if goal and self._git.asks("rev-parse", "--verify", "--quiet", f"{goal}^{{commit}}"):
            between = ("diff", "--name-only", "--no-renames", "-z", "HEAD", goal)
            touched = self._git.names(*between)
            dirty = set(self._git.names("diff", "--name-only", "--no-renames", "-z", "HEAD"))
            dirty |= set(self._git.names("ls-files", "--others", "--exclude-standard", "-z"))
            mixed = [path for path in touched if path in dirty]
            self.keep_aside(path for path in mixed if self._is_new(path, ("HEAD", goal)))
            self.restore(mixed)
        self.forget_move()

    @property
    def lock(self) -> str:
        """The file by which a program of git that was cut off keeps all others out, if there."""
        path = os.path.join(self._git_dir, _LOCK)
        return path if os.path.exists(path) else ""
