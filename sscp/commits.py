"""What commands keep in git: one commit for each change, and the way back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sscp.errors import RunError
from sscp.gitwork import Git

COMMAND, RECORD, UNDO = "Sscp-Command", "Sscp-Record", "Sscp-Undo"
_TRAILER = re.compile(r"^(Sscp-[A-Za-z]+): (.*)$", re.MULTILINE)
_LOOK_BACK = 200
_GIVEN = re.compile(
    rb"^\+[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?([A-Z0-9]+-[0-9]{4})-([0-9]+)", re.MULTILINE
)
_FIELDS, _COMMITS = "\x1f", "\x1e"


class Kept(NamedTuple):
    """How a change was kept: the commit's short id, or None and the reason in a sentence."""

    commit: str | None
    reason: str = ""


class PastChange(NamedTuple):
    """A change that a command kept earlier; `author` is an e-mail address."""

    commit: str
    author: str
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
    run = Git(root)
    words = message(subject, details, trailers)
    try:
        if not run.has_repository():
            return Kept(None, "changes are not kept here yet; `sscp doctor --repair` begins that")
        files = _known(run, root, sorted(paths))
        run("add", "--all", files=files)
        if set(files).isdisjoint(run.names("diff", "--cached", "--name-only", "--relative", "-z")):
            return Kept(None)
        run("commit", "--quiet", "--only", "--cleanup=whitespace", "--message", words, files=files)
        return Kept(run("rev-parse", "--short", "HEAD"))
    except RunError as error:
        return Kept(None, str(error))


def message(subject: str, details: Sequence[str], trailers: Sequence[tuple[str, str]]) -> str:
    """The message of a change: its first line, further ones, and what programs read."""
    lines = [_line(subject), ""]
    if details:
        lines += [*map(_line, details), ""]
    return "\n".join([*lines, *(f"{name}: {_line(value)}" for name, value in trailers)])


def _known(run: Git, root: str, paths: list[str]) -> list[str]:
    """The files that git can be asked about: one that is gone and was never kept is unknown."""
    gone = [path for path in paths if not os.path.lexists(os.path.join(root, path))]
    tracked = set(run.names("ls-files", "-z", "--", *gone)) if gone else set()
    return [path for path in paths if path in tracked or path not in gone]


def past_changes(root: str) -> list[PastChange]:
    """The latest changes that commands kept on this branch, newest first.

    Raises:
        RunError: git is missing or there is no repository.
    """
    if not Git(root).asks("rev-parse", "--verify", "--quiet", "HEAD"):
        return []
    form = _FIELDS.join(("%H", "%ae", "%s", "%(trailers:only,unfold)")) + _COMMITS
    text = Git(root)("log", f"--max-count={_LOOK_BACK}", f"--format={form}", "--", ".")
    found = []
    for each in text.split(_COMMITS):
        commit, author, subject, last_lines = (each.strip() + _FIELDS * 3).split(_FIELDS)[:4]
        trailers = _TRAILER.findall(last_lines)
        command = next((value for name, value in trailers if name == COMMAND), "")
        if command:
            records = tuple(value for name, value in trailers if name == RECORD)
            undoes = next((value for name, value in trailers if name == UNDO), "")
            found.append(PastChange(commit, author, subject, command, records, undoes))
    return found


def who_works_here(root: str) -> str:
    """The e-mail address under which changes are kept here.

    Raises:
        RunError: git does not know it.
    """
    return Git(root)("var", "GIT_AUTHOR_IDENT").rpartition("<")[2].partition(">")[0]


def before_and_after(root: str, commit: str) -> dict[str, tuple[bytes | None, bytes | None]]:
    """The files of the register that a commit changed, as they were before and after it.

    Raises:
        RunError: git can't read the commit, or what was before it was not brought here.
    """
    run = Git(root)
    has_parent = "\nparent " in run("cat-file", "commit", commit).partition("\n\n")[0]
    if has_parent and not run.asks("rev-parse", "--verify", "--quiet", f"{commit}^"):
        raise RunError(
            "This copy of the register has only the latest history, and what was before that"
            " change is not in it; `sscp doctor --repair` brings the rest."
        )
    listed = run.names(
        "diff-tree", "-r", "--no-commit-id", "--name-only", "--relative", "-z", "--root", commit
    )
    return {
        path: (run.blob(f"{commit}^:./{path}"), run.blob(f"{commit}:./{path}")) for path in listed
    }


def _line(text: str) -> str:
    """One line of a message; nothing in it may pass for another line."""
    return " ".join(text.split())


def numbers_seen(root: str) -> dict[str, int]:
    """The highest number of each series, such as ACT-2023, that any version known here held."""
    said = Git(root).feeds(
        b"",
        *("log", "--all", "--no-color", "--no-ext-diff", "--no-textconv", "--format="),
        *("-m", "--patch", "--unified=0"),
        *("-G", r"id: *.?[A-Z0-9]+-[0-9]{4}-[0-9]+", "--", "."),
    )
    found: dict[str, int] = {}
    for series, number in _GIVEN.findall(said):
        name = series.decode()
        found[name] = max(found.get(name, 0), int(number))
    return found
