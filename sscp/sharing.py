"""The register's commits brought to where others find them, and theirs brought here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from sscp.errors import RunError
from sscp.gitwork import Git, GitRefusedError

_REFUSED_FOR_RULES = ("protected branch", "GH006", "pre-receive hook declined", "TF402455")
_REFUSED_AS_BEHIND = ("non-fast-forward", "fetch first")


class Unsaved(NamedTuple):
    """A file of the register that differs from what git holds: what it held and holds now."""

    path: str
    before: bytes | None
    after: bytes | None


class Sides(NamedTuple):
    """A file that one side or both changed: base and versions, None where there is none."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


class Sharing:
    """A register in a git repository with, perhaps, a place where it is shared."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._git = Git(root)
        if not self._git.has_repository():
            raise RunError(
                "This folder is in no git repository; `sscp init` makes one for a new register."
            )

    def unsaved(self) -> list[Unsaved]:
        """The files of the register that no commit holds as they are."""
        if self._git.asks("rev-parse", "--verify", "--quiet", "HEAD"):
            words = ("--name-only", "--relative", "--no-renames", "-z", "HEAD")
            changed = self._git.names("diff", *words)
        else:
            changed = self._git.names("ls-files", "-z")
        new = self._git.names("ls-files", "--others", "--exclude-standard", "-z")
        return [
            Unsaved(path, self._git.blob(f"HEAD:./{path}"), self._now(path))
            for path in sorted({*changed, *new})
        ]

    def _now(self, path: str) -> bytes | None:
        try:
            with open(os.path.join(self._root, path), "rb") as stream:
                return stream.read()
        except OSError:
            return None

    @property
    def branch(self) -> str:
        """The branch that is worked on.

        Raises:
            RunError: there is none.
        """
        name = self._git.asks("symbolic-ref", "--short", "HEAD")
        if not name:
            raise RunError("No branch is checked out here; ask whoever set this folder up.")
        return name

    @property
    def remote(self) -> str:
        """The name of the place where the register is shared; empty when there is none."""
        own = self._git.asks("config", f"branch.{self.branch}.remote")
        names = self._git.asks("remote").split()
        return own or (names[0] if names else "")

    def is_joining(self) -> bool:
        """True while a join of two versions was begun and not ended."""
        return bool(self._git.asks("rev-parse", "--verify", "--quiet", "MERGE_HEAD"))

    def fetch(self) -> str:
        """Bring in what the others saved; the commit where they stand, empty when they have none.

        Raises:
            RunError: the place can't be reached.
        """
        try:
            self._git("fetch", "--quiet", self.remote)
        except RunError as error:
            raise RunError(f"The shared register can't be reached: {error}.") from error
        ours = f"refs/remotes/{self.remote}/{self.branch}"
        return self._git.asks("rev-parse", "--verify", "--quiet", ours)

    def count(self, of: str, beyond: str) -> int:
        """How many commits of one line the other does not have."""
        return int(self._git("rev-list", "--count", f"{beyond}..{of}"))

    @property
    def root(self) -> str:
        """The register's folder."""
        return self._root

    @property
    def short_head(self) -> str:
        """The short id of our latest commit."""
        return self._git("rev-parse", "--short", "HEAD")

    def changed(self, theirs: str) -> list[Sides]:
        """The files of the register that either side changed since they parted.

        Raises:
            RunError: the two have nothing in common.
        """
        base = self._git.asks("merge-base", "HEAD", theirs)
        if not base:
            raise RunError("The shared register and this one have no history in common.")
        return [
            Sides(
                path,
                self._git.blob(f"{base}:./{path}"),
                self._git.blob(f"HEAD:./{path}"),
                self._git.blob(f"{theirs}:./{path}"),
            )
            for path in sorted(self._names(base, "HEAD") | self._names(base, theirs))
        ]

    def _names(self, start: str, end: str) -> set[str]:
        words = ("diff", "--name-only", "--relative", "--no-renames", "-z", start, end, "--", ".")
        return set(self._git.names(*words))

    def begin_join(self, theirs: str) -> list[str]:
        """Join their commits with ours; the files of the register that git could not join.

        Raises:
            RunError: files outside the register could not be joined.
        """
        try:
            self._git("merge", "--no-ff", "--no-commit", "--quiet", theirs)
        except RunError:
            if not self.is_joining():
                raise
        return sorted(self._git.names("diff", "--name-only", "--relative", "--diff-filter=U", "-z"))

    def end_join(self, paths: Sequence[str], subject: str, details: Sequence[str]) -> None:
        """Keep a join that was begun, with these files as they now lie."""
        if paths:
            self._git("add", "--", *paths)
        self._git("commit", "--quiet", "--message", "\n".join([subject, "", *details]))

    def give_up_join(self) -> None:
        """Put everything back to where it was before a join was begun."""
        self._git("merge", "--abort")

    def go_to(self, theirs: str) -> None:
        """Take their commits where we have none of our own."""
        self._git("merge", "--ff-only", "--quiet", theirs)

    def push(self, to: str = "") -> str:
        """Send our commits: an empty text when they went, else why not: `rules` or `behind`.

        Raises:
            RunError: they could not be sent for another reason.
        """
        target = f"HEAD:refs/heads/{to or self.branch}"
        try:
            self._git("push", "--quiet", "--set-upstream", self.remote, target)
        except GitRefusedError as error:
            words = error.said
            if any(sign in words for sign in _REFUSED_AS_BEHIND):
                return "behind"
            if any(sign in words for sign in _REFUSED_FOR_RULES):
                return "rules"
            raise RunError(f"The changes can't be sent: {error}.") from error
        return ""

    def start_branch(self, name: str) -> None:
        """Go on, on a branch of our own."""
        self._git("switch", "--quiet", "--create", name)
