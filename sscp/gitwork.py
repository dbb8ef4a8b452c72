"""git, run in a register's folder: what it answers, or one sentence why it does not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from sscp.errors import RunError

_NOT_INHERITED = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)
"""What git sets for a hook of a repository, which may be another one than the register's."""
_OWN_SETTINGS = ("-c", "core.safecrlf=false", "-c", "log.showSignature=false")
"""Settings of a person that would refuse a file for its line ends, or put words into answers."""


class GitRefusedError(RunError):
    """git refused what it was asked.

    Attributes:
        said: what it said, in its own words.
    """

    def __init__(self, said: str) -> None:
        super().__init__(_reason(said))
        self.said = said


class Git:
    """git, run in the register's folder. Paths are plain names to it, never patterns."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._program = shutil.which("git")
        self._surroundings = {
            **{name: value for name, value in os.environ.items() if name not in _NOT_INHERITED},
            "GIT_LITERAL_PATHSPECS": "1",
            "LC_ALL": "C",
        }

    def __call__(self, *words: str, files: Sequence[str] = ()) -> str:
        """What git answers, without blanks around it.

        Args:
            words: what it is asked.
            files: the files it is asked about, for `add` and `commit`: any number of them.

        Raises:
            GitRefusedError: it refuses.
            RunError: there is no git.
        """
        given = b""
        if files:
            # More than a command line can hold, on Windows above all.
            words = (*words, "--pathspec-from-file=-", "--pathspec-file-nul")
            given = b"".join(os.fsencode(path) + b"\0" for path in files)
        return self._run(words, given).decode("utf-8", "replace").strip()

    def asks(self, *words: str) -> str:
        """The answer, or nothing where git refuses."""
        try:
            return self(*words)
        except RunError:
            return ""

    def names(self, *words: str) -> list[str]:
        """The file names that git lists, each ended by a zero byte (`-z`).

        Raises:
            RunError: it refuses, or there is no git.
        """
        return [os.fsdecode(name) for name in self._run(words).split(b"\0") if name]

    def has_repository(self) -> bool:
        """True where the folder lies among the files of a repository.

        Raises:
            RunError: there is no git, or it does not trust the repository.
        """
        try:
            return self("rev-parse", "--is-inside-work-tree") == "true"
        except GitRefusedError as error:
            if "not a git repository" in error.said:
                return False
            raise

    def blob(self, name: str) -> bytes | None:
        """The bytes of a file at a commit; None where it has none."""
        try:
            return self._run(("cat-file", "blob", name))
        except RunError:
            return None

    def _run(self, words: Sequence[str], given: bytes = b"") -> bytes:
        if self._program is None:
            raise RunError("git is not installed")
        try:
            done = subprocess.run(
                [self._program, *_OWN_SETTINGS, *words],
                cwd=self._root,
                env=self._surroundings,
                input=given,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise RunError(f"git can't be started: {error.strerror}") from error
        if done.returncode:
            raise GitRefusedError((done.stderr or done.stdout).decode("utf-8", "replace"))
        return done.stdout


def _reason(said: str) -> str:
    """Why git refused, in the words of a person where the reason is a known one."""
    if "tell me who you are" in said or "empty ident" in said or "auto-detect email" in said:
        return "git does not know who you are; `sscp doctor` sets that up"
    if "during a merge" in said or "unmerged" in said:
        return "git is in the middle of joining two versions; `sscp sync` goes on with that"
    if "index.lock" in said:
        return "another program is using git here; `sscp save` keeps the change once it is done"
    if "dubious ownership" in said:
        return (
            "the folder belongs to another account of this machine, so git does not trust it;"
            " `git config --global --add safe.directory FOLDER` says that it may"
        )
    words = " ".join(said.split())
    return f"git refused: {words.removeprefix('fatal: ').removeprefix('error: ')[:200].rstrip('.')}"
