"""Two versions of a repository joined beside its files: nothing that lies there is touched.

A join is made of objects alone, by an index of its own, and becomes the register's
in one step of git (`Sharing.go_to`). Broken off before that, it has left no trace.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sscp.gitwork import Git, GitRefusedError

_REGULAR = ("100644", "100755")
_GONE = "0" * 40


class Entry(NamedTuple):
    """A file in a version: how git keeps it, and the id of its content."""

    mode: str
    blob: str

    @property
    def is_text(self) -> bool:
        """True for a file with bytes of its own: no link and no other repository."""
        return self.mode in _REGULAR


class Sides(NamedTuple):
    """A file that one side or both changed, by its path in the repository; None where none is."""

    path: str
    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


class Versions:
    """The versions that a repository holds."""

    def __init__(self, root: str) -> None:
        """The repository that a folder lies in."""
        self._top = Git(root)("rev-parse", "--show-toplevel")
        self._git = Git(self._top)

    def sides(self, base: str, ours: str, theirs: str) -> list[Sides]:
        """The files that either side changed since they parted; no base stands for nothing."""
        start = base or self._nothing()
        mine, yours = self._changed(start, ours), self._changed(start, theirs)
        found = []
        for path in sorted(mine.keys() | yours.keys()):
            before = (mine.get(path) or yours[path])[0]
            here = mine[path][1] if path in mine else before
            there = yours[path][1] if path in yours else before
            found.append(Sides(path, before, here, there))
        return found

    def _nothing(self) -> str:
        return self._git.feeds(b"", "mktree").decode().strip()

    def _changed(self, start: str, end: str) -> dict[str, tuple[Entry | None, Entry | None]]:
        """The files that differ, each before and after."""
        names = self._git.names("diff-tree", "-r", "-z", "--raw", "--no-renames", start, end)
        found: dict[str, tuple[Entry | None, Entry | None]] = {}
        for what, path in zip(names[::2], names[1::2], strict=True):
            old_mode, new_mode, old, new, _ = what.removeprefix(":").split()
            found[path] = _entry(old_mode, old), _entry(new_mode, new)
        return found

    def contents(self, entries: Iterable[Entry | None]) -> dict[str, bytes]:
        """The bytes of files by the ids of their content."""
        return self._git.blobs(sorted({each.blob for each in entries if each and each.is_text}))

    def hold(self, content: bytes, like: Entry | None) -> Entry:
        """Keep bytes as the content of a file, with the mode of another."""
        blob = self._git.feeds(content, "hash-object", "-w", "--stdin").decode().strip()
        return Entry(like.mode if like and like.is_text else _REGULAR[0], blob)

    def tree(self, start: str, changes: Mapping[str, Entry | None]) -> str:
        """A version like another one but for these files; None takes one out."""
        lines = [
            b"%s %s\t%s"
            % (
                (each.mode if each else "0").encode(),
                (each.blob if each else _GONE).encode(),
                os.fsencode(path),
            )
            # What goes makes room for what comes: a file may be where a folder was.
            for path, each in sorted(changes.items(), key=lambda item: item[1] is not None)
        ]
        with tempfile.TemporaryDirectory(prefix="sscp-") as folder:
            git = Git(self._top, {"GIT_INDEX_FILE": os.path.join(folder, "index")})
            git("read-tree", start)
            given = b"".join(line + b"\0" for line in lines)
            git.feeds(given, "update-index", "-z", "--index-info")
            return git("write-tree")

    def commit(self, tree: str, parents: Sequence[str], message: str) -> str:
        """Keep a version with a message, after others; no branch leads to it yet."""
        words = [word for each in parents for word in ("-p", each)]
        given = message.encode("utf-8", "replace")
        return self._git.feeds(given, "commit-tree", tree, *words).decode().strip()

    def tree_of(self, commit: str) -> str:
        """The files of a version as one id: two versions with the same files have the same."""
        return self._git("rev-parse", f"{commit}^{{tree}}")

    def join_text(self, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """The lines of both sides together; None where both changed the same ones."""
        with _laid_out(ours, base, theirs) as paths:
            try:
                return self._git.feeds(b"", "merge-file", "--stdout", "--quiet", *paths)
            except GitRefusedError:
                return None


def _entry(mode: str, blob: str) -> Entry | None:
    return None if set(mode) == {"0"} else Entry(mode, blob)


@contextmanager
def _laid_out(*contents: bytes) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory(prefix="sscp-") as folder:
        paths = [os.path.join(folder, str(number)) for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            with open(path, "wb") as stream:
                stream.write(content)
        yield paths
