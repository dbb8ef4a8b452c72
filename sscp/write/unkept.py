"""A change that was written and not yet kept in git, remembered in between.

A run that is killed after its files were replaced and before they were committed leaves this
note; the next command that writes keeps the change first, under its own sentence, so that no
other commit takes half of it along.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from typing import Any, NamedTuple

from sscp.load.pending import WORKSHOP, is_place
from sscp.model.portfolio import Portfolio
from sscp.write.change import Written
from sscp.write.replace import workshop

_FILE = "unkept.json"


class Unkept(NamedTuple):
    """What a change was, and what its files hold now that it is written.

    Attributes:
        summary: the sentence of its commit.
        details: further lines.
        command: the command that made it.
        records: the ids of the records it changed.
        files: a digest of each file's new content by its path; None for one that is gone.
    """

    summary: str
    details: tuple[str, ...]
    command: str
    records: tuple[str, ...]
    files: dict[str, str | None]

    def is_in_place(self, root: str) -> bool:
        """True when a file holds what the change made of it, so that it was written."""
        return any(_digest_of(root, path) == digest for path, digest in self.files.items())


def keeps_in_git(portfolio: Portfolio) -> bool:
    """True unless the register says that people commit, and commands only write files."""
    settings = portfolio.settings
    return settings is None or settings.values.get("commits") is not False


def remember(root: str, written: Written) -> None:
    """Note a change before its files are replaced; without the note it is written all the same."""
    change = written.change
    note = Unkept(
        change.summary,
        change.details,
        change.command,
        written.records,
        {path: _digest(content) for path, content in written.after.items()},
    )
    with suppress(OSError):
        place = os.path.join(workshop(root), _FILE)
        temporary = f"{place}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8") as stream:
            json.dump(note._asdict(), stream)
        os.replace(temporary, place)


def forget(root: str) -> None:
    """The change is kept, or was never written."""
    with suppress(OSError):
        os.remove(os.path.join(root, WORKSHOP, _FILE))


def read_unkept(root: str) -> Unkept | None:
    """The change that was cut off before it was kept; None when there is none, or no telling."""
    place = os.path.join(root, WORKSHOP, _FILE)
    if not os.path.exists(place) or os.path.islink(place):
        return None
    try:
        with open(place, encoding="utf-8") as stream:
            return _understood(json.load(stream))
    except (OSError, ValueError, RecursionError):
        return None


def _understood(found: Any) -> Unkept | None:
    """The note as it was written; None for anything else that may lie in its place."""
    if not isinstance(found, dict) or found.keys() != set(Unkept._fields):
        return None
    texts = [found["summary"], found["command"], *found["details"], *found["records"]]
    files = found["files"]
    if not all(isinstance(each, str) for each in texts) or not isinstance(files, dict):
        return None
    if not all(is_place(path) for path in files):
        return None
    return Unkept(
        found["summary"],
        tuple(found["details"]),
        found["command"],
        tuple(found["records"]),
        files,
    )


def _digest_of(root: str, path: str) -> str | None:
    try:
        with open(os.path.join(root, path), "rb") as stream:
            return _digest(stream.read())
    except OSError:
        return None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else blake2b(content, digest_size=16).hexdigest()
