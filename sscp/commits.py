"""What commands keep in git: one commit for each change, and the way back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sscp.errors import RunError
from sscp.gitwork import Git

COMMAND, RECORD, UNDO = "Sscp-Command", "Sscp-Record", "Sscp-Undo"
_TRAILER = re.compile(r"^(Sscp-[A-Za-z]+): (.*)$", re.MULTILINE)
_LOOK_BACK = 200
_FIELDS, _COMMITS = "\x1f", "\x1e"


class Kept(NamedTuple):
    """How a change was kept: the commit's short id, or None and the reason in a sentence."""

    commit: str | None
    reason: str = ""


class PastChange(NamedTuple):
    """A change that a command kept earlier."""

    commit: str
    subject: str
    command: str
    records: tuple[str, ...]
    undoes: str


def keep(
    root: str,
    paths: Iterable[str],
    subject: str,
    details: Sequence[str],
    trailers: Sequence[tuple[str, str]],
) -> Kept:
    """Commit these files of the register and nothing else; files that are gone too.

    The files have been replaced already, so a commit that git refuses is told
    as a reason and is no failure of the change.

    Args:
        root: the register's folder.
        paths: the files below it.
        subject: the first line of the message.
        details: further lines.
        trailers: names and values for programs.
    """
    if shutil.which("git") is None:
        return Kept(None, "git is not installed, so the change is saved without history")
    run = Git(root)
    if run.asks("rev-parse", "--is-inside-work-tree") != "true":
        return Kept(None, "this folder is in no git repository, so the change has no history")
    lines = [_line(subject), ""]
    if details:
        lines += [*map(_line, details), ""]
    lines += [f"{name}: {_line(value)}" for name, value in trailers]
    files = sorted(paths)
    try:
        run("add", "--all", "--", *files)
        run("commit", "--quiet", "--only", "--message", "\n".join(lines), "--", *files)
        return Kept(run("rev-parse", "--short", "HEAD"))
    except RunError as error:
        return Kept(None, str(error))


def past_changes(root: str) -> list[PastChange]:
    """The latest changes that commands kept on this branch, newest first.

    Raises:
        RunError: git is missing or there is no repository.
    """
    form = _FIELDS.join(("%H", "%s", "%b")) + _COMMITS
    text = Git(root)("log", f"--max-count={_LOOK_BACK}", f"--format={form}", "--", ".")
    found = []
    for each in text.split(_COMMITS):
        commit, _, rest = each.strip().partition(_FIELDS)
        subject, _, body = rest.partition(_FIELDS)
        trailers = _TRAILER.findall(body)
        command = next((value for name, value in trailers if name == COMMAND), "")
        if command:
            records = tuple(value for name, value in trailers if name == RECORD)
            undoes = next((value for name, value in trailers if name == UNDO), "")
            found.append(PastChange(commit, subject, command, records, undoes))
    return found


def before_and_after(root: str, commit: str) -> dict[str, tuple[bytes | None, bytes | None]]:
    """The files of the register that a commit changed, as they were before and after it.

    Raises:
        RunError: git can't read the commit.
    """
    run = Git(root)
    listed = run(
        "diff-tree", "-r", "--no-commit-id", "--name-only", "--relative", "-z", "--root", commit
    )
    return {
        path: (run.blob(f"{commit}^:./{path}"), run.blob(f"{commit}:./{path}"))
        for path in listed.split("\0")
        if path
    }


def _line(text: str) -> str:
    """One line of a message; nothing in it may pass for another line or a comment."""
    return " ".join(text.split())
