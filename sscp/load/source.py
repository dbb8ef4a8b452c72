"""Where files come from: a folder on disk, or later a git revision, behind one protocol."""

from __future__ import annotations

import os
from functools import cached_property
from typing import NamedTuple, Protocol

from sscp.errors import RunError
from sscp.load.parse import LONGEST_FILE_BYTES
from sscp.load.pending import pending_files

TEMPLATES_FOLDER = "templates"
ENDINGS = (".yaml", ".yml")
BAD_NAME = "its name holds characters that no screen can show"


def is_read(path: str) -> bool:
    """True for a path below a register that is read as records: no hidden file, no template."""
    steps = path.split("/")
    return (
        path.endswith(ENDINGS)
        and (steps[0] != TEMPLATES_FOLDER or len(steps) == 1)
        and not any(step.startswith(".") for step in steps)
    )


class Unreadable(NamedTuple):
    """A path that could not be followed or read: the rule it breaks and why."""

    path: str
    rule: str
    why: str


class FileSource(Protocol):
    """A register's files, whatever holds them.

    Paths use forward slashes and begin below the register's folder.
    """

    @property
    def prefix(self) -> str:
        """What stands before a path when it is shown, such as `records/`."""

    def paths(self) -> tuple[list[str], list[Unreadable]]:
        """The YAML files in order, and what could not be looked at."""

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: the file cannot be read.
        """


class FolderSource:
    """A register in a folder on disk."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.prefix = "records/" if os.path.basename(root) == "records" else ""

    @cached_property
    def _pending(self) -> dict[str, str | None]:
        """The files of a write that was settled and not put in place; read when first needed."""
        return pending_files(self.root)

    @property
    def has_pending(self) -> bool:
        """True while files wait to be put in place after a write that was cut off."""
        return bool(self._pending)

    def paths(self) -> tuple[list[str], list[Unreadable]]:
        """The YAML files, sorted by path; hidden files and templates are left out."""
        found: list[str] = []
        unreadable: list[Unreadable] = []
        # Before the walk: what is put in its place meanwhile must not be missed by both.
        pending = self._pending
        self._walk(self.root, "", found, unreadable)
        if pending:
            gone = {path for path, new in pending.items() if new is None}
            listed = {path for path in pending if is_read(path)}
            found = list(({*found} | listed) - gone)
        found.sort()
        return found, unreadable

    def _walk(self, folder: str, below: str, found: list[str], bad: list[Unreadable]) -> None:
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            if not below:
                raise RunError(
                    f"The register's folder {folder} cannot be read: {error.strerror}."
                ) from error
            bad.append(Unreadable(below.rstrip("/"), "unreadable", error.strerror or "unknown"))
            return
        for entry in entries:
            name = entry.name
            if name.startswith(".") or (not below and name == TEMPLATES_FOLDER):
                continue
            path = below + name
            is_folder, is_file = _what_is(entry)
            if not (is_folder or entry.is_symlink() or name.endswith(ENDINGS)):
                continue
            if not name.isprintable():
                shown = "".join(each if each.isprintable() else "?" for each in path)
                bad.append(Unreadable(shown, "unreadable", BAD_NAME))
            elif entry.is_symlink() and (is_folder or self._leaves(entry.path)):
                bad.append(Unreadable(path, "leaves-register", ""))
            elif is_folder:
                self._walk(entry.path, path + "/", found, bad)
            elif not name.endswith(ENDINGS):
                continue
            elif is_file:
                found.append(path)
            else:
                bad.append(Unreadable(path, "unreadable", "it is not a file"))

    def _leaves(self, path: str) -> bool:
        target = os.path.realpath(path)
        root = os.path.realpath(self.root)
        return not target.startswith(root + os.sep)

    def read(self, path: str) -> bytes:
        """The bytes of a file below the register's folder; a huge one only in part.

        A file over the limit is cut just past it: enough to be told that it is too large.
        """
        new = self._pending.get(path)
        if new is not None and os.path.exists(new):
            with open(new, "rb") as stream:
                return stream.read(LONGEST_FILE_BYTES + 1)
        with open(os.path.join(self.root, path), "rb") as stream:
            return stream.read(LONGEST_FILE_BYTES + 1)


def _what_is(entry: os.DirEntry[str]) -> tuple[bool, bool]:
    """Whether an entry is a folder, and whether it is a file; a link in a circle is neither."""
    try:
        return entry.is_dir(), entry.is_file()
    except OSError:
        return False, False
