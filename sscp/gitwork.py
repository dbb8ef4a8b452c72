"""git, run in a register's folder: what it answers, or one sentence why it does not."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

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


_HALF_JOINED = ("during a merge", "unmerged", "not concluded your merge")
_NO_SUCH_FILE = (
    *("does not exist", "but not in", "bad file"),
    *("Not a valid object name", "invalid object name"),
)
"""What git says of a file that a commit does not have, or of a commit that is not there."""


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

    def __init__(self, root: str, more: Mapping[str, str] | None = None) -> None:
        """Be ready to run git in a folder.

        Args:
            root: the folder.
            more: what git is to find in its surroundings besides.
        """
        self._root = root
        self._program = shutil.which("git")
        self._surroundings = {
            **{name: value for name, value in os.environ.items() if name not in _NOT_INHERITED},
            "GIT_LITERAL_PATHSPECS": "1",
            "LC_ALL": "C",
            **(more or {}),
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

    def feeds(self, given: bytes, *words: str) -> bytes:
        """What git answers to words and to bytes that it is given, byte for byte.

        Raises:
            GitRefusedError: it refuses.
            RunError: there is no git.
        """
        return self._run(words, given)

    def blobs(self, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of many files by the ids of their content.

        Raises:
            RunError: it refuses, or one is missing.
        """
        said = self._run(("cat-file", "--batch"), "".join(f"{each}\n" for each in names).encode())
        found: dict[str, bytes] = {}
        at = 0
        for each in names:
            end = said.index(b"\n", at)
            words = said[at:end].split()
            if len(words) != 3:
                raise RunError("a part of the history is missing here")
            size = int(words[2])
            found[each] = said[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

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
        """The bytes of a file at a commit; None where it has none.

        Raises:
            RunError: git can't say.
        """
        try:
            return self._run(("cat-file", "blob", name))
        except GitRefusedError as error:
            if any(sign in error.said for sign in _NO_SUCH_FILE):
                return None
            raise

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
                # A Ctrl-C at the terminal is for this program, which lets git end its step.
                start_new_session=_is_undisturbed,
            )
        except OSError as error:
            raise RunError(f"git can't be started: {error.strerror}") from error
        if done.returncode:
            raise GitRefusedError((done.stderr or done.stdout).decode("utf-8", "replace"))
        return done.stdout


_is_undisturbed = False


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a few steps of git come to their end; whoever interrupts is heard right afterwards."""
    global _is_undisturbed  # noqa: PLW0603, signals are the process's as well
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        heard.append(number)

    before = {each: signal.signal(each, hear) for each in (signal.SIGINT, signal.SIGTERM)}
    _is_undisturbed = True
    try:
        yield
    finally:
        _is_undisturbed = False
        for number, handler in before.items():
            signal.signal(number, handler)
        for again in heard:
            signal.raise_signal(again)


def _reason(said: str) -> str:
    """Why git refused, in the words of a person where the reason is a known one."""
    if "tell me who you are" in said or "empty ident" in said or "auto-detect email" in said:
        return (
            "git does not know who you are; `sscp doctor` sets that up, with"
            " `--name 'Your Name' --email you@example.org`"
        )
    if any(sign in said for sign in _HALF_JOINED):
        return "two versions are half joined here; `sscp doctor --repair` puts that right"
    if "index.lock" in said:
        return (
            "another program is at work in the history here; once it is done `sscp save` keeps"
            " the change, and if none is running, `sscp doctor --repair` frees it"
        )
    if "dubious ownership" in said:
        return (
            "the folder belongs to another account of this machine, so its history is not"
            " trusted; `sscp doctor --repair` asks whether it may be"
        )
    if "No space left" in said:
        return "the disk is full; make room on it and try again"
    words = re.sub(r"//[^/@\s]+@", "//", " ".join(said.split()))
    return f"git refused: {words.removeprefix('fatal: ').removeprefix('error: ')[:200].rstrip('.')}"
