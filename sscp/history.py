"""The register as git had it: a date or a revision as a source of files.

The only module that speaks to git. It reads objects and nothing else: the
working tree is not looked at, nothing is checked out, nothing is fetched.
What a person typed never reaches git as an option.
"""

from __future__ import annotations

import errno
import os
import posixpath
import shutil
import subprocess
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from weakref import finalize
from zoneinfo import ZoneInfo

from sscp.errors import RunError, UsageError
from sscp.load.parse import LONGEST_FILE_BYTES
from sscp.load.place import SETTINGS_FILE
from sscp.load.source import BAD_NAME, ENDINGS, TEMPLATES_FOLDER, Unreadable
from sscp.model.dates import write_date
from sscp.model.moment import Moment

if TYPE_CHECKING:
    from git import Repo
    from git.cmd import Git

LONDON = "Europe/London"
MAIN_BRANCHES = ("refs/heads/main", "refs/heads/master", "HEAD")
"""Where the main line ends: the first of these that there is."""

_FORMS = "Write a date, such as --at 2023-10-01, or name a branch, a tag or a commit."
_NO_GIT = (
    "--at needs git, and no git that works was found on the path."
    " Install git, or leave --at out to see the records as they are."
)
_LINK, _SUBMODULE = b"120000", b"160000"
_CHUNK_BYTES = 1 << 20


class GitSource:
    """A register as a commit holds it; fits `sscp.load.source.FileSource`.

    Attributes:
        root: the folder on disk in which the register lies or lay.
        prefix: what stands before a path when it is shown.
        moment: the commit and its day.
        warning: what makes the choice of the commit doubtful, if anything does.
    """

    def __init__(self, repo: Repo, folder: str, root: str, moment: Moment, warning: str) -> None:
        self.root = root
        self.prefix = "records/" if os.path.basename(root) == "records" else ""
        self.moment = moment
        self.warning = warning
        self._git = repo.git
        self._objects = _Objects(repo.git)
        self._tree = f"{moment.commit}:{folder}" if folder else moment.commit
        self._listed: tuple[dict[str, str], list[Unreadable]] | None = None

    def paths(self) -> tuple[list[str], list[Unreadable]]:
        """The YAML files, sorted by path; links and repositories within are refused."""
        files, refused = self._list()
        return sorted(files), list(refused)

    def _list(self) -> tuple[dict[str, str], list[Unreadable]]:
        """The object of each YAML file by its path, and what is refused; listed once."""
        if self._listed is None:
            self._listed = {}, []
            listing = _ask(self._git, "ls-tree", "-r", "-z", "--full-tree", self._tree)
            for row in listing.split(b"\0")[:-1]:
                about, _, name = row.partition(b"\t")
                mode, _, identity = about.split()
                self._take(mode, name.decode("utf-8", "surrogateescape"), identity.decode())
        return self._listed

    def _take(self, mode: bytes, path: str, identity: str) -> None:
        assert self._listed is not None
        files, refused = self._listed
        steps = path.split("/")
        if steps[0] == TEMPLATES_FOLDER or any(step.startswith(".") for step in steps):
            return
        is_elsewhere = mode in (_LINK, _SUBMODULE)
        if not is_elsewhere and not path.endswith(ENDINGS):
            return
        if not path.isprintable():
            shown = "".join(each if each.isprintable() else "?" for each in path)
            refused.append(Unreadable(shown, "unreadable", BAD_NAME))
        elif is_elsewhere:
            refused.append(Unreadable(path, "leaves-register", ""))
        else:
            files[path] = identity

    def read(self, path: str) -> bytes:
        """The bytes of a file; one over the limit is cut just past it, as on disk.

        Raises:
            OSError: the commit has no such file, or git does not hold its content.
        """
        identity = self._list()[0].get(path)
        if identity is None:
            raise OSError(errno.ENOENT, "the commit has no such file")
        return self._objects.read(identity)


class _Objects:
    """Contents by object id, from one `git cat-file --batch` that is started when first asked."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Git.AutoInterrupt | None = None

    def read(self, identity: str) -> bytes:
        """The first bytes of an object, one more than the longest file has."""
        if self._process is None:
            self._process = self._git.cat_file("--batch", istream=subprocess.PIPE, as_process=True)
            finalize(self, _stop, self._process)
        asking, answers = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answers is not None
        try:
            asking.write(identity.encode() + b"\n")
            asking.flush()
        except OSError as error:
            raise OSError(errno.EIO, "git stopped answering") from error
        header = answers.readline().split()
        if len(header) != 3:
            raise OSError(errno.EIO, "git does not hold its content")
        left = int(header[2])
        content = bytes(answers.read(min(left, LONGEST_FILE_BYTES + 1)))
        left += 1 - len(content)  # a line break follows every object
        while left > 0 and (passed := answers.read(min(left, _CHUNK_BYTES))):
            left -= len(passed)
        return content


def _stop(process: Git.AutoInterrupt) -> None:
    """End a program that reads until its input ends."""
    if process.proc is not None:
        for stream in (process.proc.stdin, process.proc.stdout, process.proc.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        process.proc.wait()


class _Chosen(NamedTuple):
    """The commit that was asked for, and what makes the choice doubtful."""

    moment: Moment
    warning: str = ""


def open_history(start: str, given: bool, asked: date | str) -> GitSource:
    """A register as git had it.

    The register is looked for as `sscp.load.place.find_register` does, but in
    the commit, so one that has been deleted since is found too.

    Args:
        start: the folder to begin at.
        given: True when a person named it; then nothing above it is tried.
        asked: a day, or a revision as git writes them.

    Raises:
        RunError: git is missing, or there is no repository.
        UsageError: there is no such revision, nothing so early, or no register in it.
    """
    folder = os.path.realpath(start)
    repo = _open_repository(folder)
    top = os.path.realpath(repo.working_tree_dir or "")
    below = os.path.relpath(folder, top)
    below = "" if below == os.curdir else below.replace(os.sep, "/")
    chosen = _on_day(repo.git, asked) if isinstance(asked, date) else _revision(repo.git, asked)
    found = _find_folder(repo.git, chosen.moment.commit, below, given)
    if found is None:
        where = f"in {start}" if given else "here or in any folder above"
        raise UsageError(
            f"There was no register {where} on {write_date(chosen.moment.date)}"
            f" (commit {chosen.moment.short_commit}): it holds no {SETTINGS_FILE}."
            " Ask for a later date, or name the folder it lay in then with -C."
        )
    root = os.path.join(top, *found.split("/")) if found else top
    return GitSource(repo, found, root, *chosen)


def _open_repository(folder: str) -> Repo:
    if shutil.which(os.environ.get("GIT_PYTHON_GIT_EXECUTABLE") or "git") is None:
        raise RunError(_NO_GIT)
    try:
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo
    except ImportError as error:  # it tries git once and finds that it does not run
        raise RunError(_NO_GIT) from error
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    try:
        repo = Repo(folder, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise RunError(
            f"--at needs the history that git keeps, and {folder} is in no git repository."
            " Leave --at out to see the records as they are."
        ) from error
    if repo.working_tree_dir is None:
        raise RunError(
            f"{folder} is a git repository without files of its own (a bare one)."
            " Run sscp in a clone of it."
        )
    # Objects as they were committed, and none from elsewhere: nothing is replaced or fetched.
    repo.git.update_environment(GIT_NO_REPLACE_OBJECTS="1", GIT_NO_LAZY_FETCH="1")
    if "GIT_DIR" in os.environ:  # inside a hook, which may be another repository's
        repo.git.update_environment(GIT_DIR=os.fspath(repo.git_dir))
    return repo


def _ask(git: Git, *words: str) -> bytes:
    """What git answers, byte for byte.

    Raises:
        RunError: git refuses, in its own words.
    """
    from git import GitCommandError

    try:
        answer = git.execute(
            [str(git.GIT_PYTHON_GIT_EXECUTABLE), *words],
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    except GitCommandError as error:
        said = str(error.stderr or "").strip().removeprefix("stderr:").strip(" '\n")
        reason = " ".join(said.removeprefix("fatal:").split()) or "it does not say why"
        raise RunError(f"git cannot read the history: {reason.rstrip('.')}.") from error
    return bytes(answer)


def _find_commit(git: Git, revision: str) -> str | None:
    """The id of the commit that a revision names; None when it names none, or several."""
    from git import GitCommandError

    # Two steps: in `:/words` everything up to the end is looked for, `^{commit}` too.
    found = revision
    for suffix in ("", "^{commit}"):
        words = ["rev-parse", "--verify", "--end-of-options", found + suffix]
        try:
            found = git.execute([str(git.GIT_PYTHON_GIT_EXECUTABLE), *words]).strip()
        except GitCommandError as error:
            if "dubious ownership" in str(error.stderr):
                _ask(git, *words)
            return None
    return found


def _revision(git: Git, words: str) -> _Chosen:
    """The commit that a revision names, with its own day in London."""
    plain = words.strip()
    is_text = bool(plain) and plain.isprintable() and not plain.startswith("-")
    commit = _find_commit(git, plain) if is_text else None
    if commit is None:
        shown = "".join(each if each.isprintable() else "?" for each in words)
        raise UsageError(f"--at {shown or 'nothing'} names no date and no commit. {_FORMS}")
    answer = _ask(git, "rev-list", "--max-count=1", "--timestamp", commit)
    day = _london_day(int(answer.split()[0]))
    return _Chosen(Moment(day, commit, day))


def _on_day(git: Git, day: date) -> _Chosen:
    """The last commit on the main line by the end of a day in London.

    The main line is that of the first parents: what a merge brought in counts
    from the merge. Days are those of the committer, which a rebase renews.
    """
    tips = (_find_commit(git, name) for name in MAIN_BRANCHES)
    tip = next((each for each in tips if each is not None), None)
    if tip is None:
        raise UsageError("The git repository holds no commit yet. Save the records first.")
    listing = _ask(git, "rev-list", "--first-parent", "--timestamp", tip).split()
    line = list(zip(map(int, listing[::2]), listing[1::2], strict=True))
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(LONDON)).timestamp()
    place = next((place for place, (second, _) in enumerate(line) if second < end), None)
    if place is None:
        raise UsageError(_nothing_so_early(git, day, _london_day(line[-1][0])))
    second, commit = line[place]
    later = [then for then, _ in line[place:] if then >= end]
    warning = (
        f"The commit dates run backwards: commit {commit.decode()[:7]} of"
        f" {write_date(_london_day(second))} follows one of {write_date(_london_day(later[0]))}."
        if later
        else ""
    )
    return _Chosen(Moment(day, commit.decode(), _london_day(second)), warning)


def _nothing_so_early(git: Git, day: date, first: date) -> str:
    if _ask(git, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return (
            f"This clone holds the history from {write_date(first)} on only, nothing as early as"
            f" {write_date(day)}. `git fetch --unshallow` brings the rest."
        )
    return (
        f"Nothing had been committed by {write_date(day)}: the first commit is of"
        f" {write_date(first)}. Ask for that day or a later one."
    )


def _london_day(second: int) -> date:
    return datetime.fromtimestamp(second, ZoneInfo(LONDON)).date()


def _find_folder(git: Git, commit: str, below: str, given: bool) -> str | None:
    """The register's folder in a commit, with forward slashes; "" is its top; None: there is none.

    Args:
        git: the repository's.
        commit: the commit's id.
        below: the folder to begin at, from the top.
        given: True when nothing above it may be tried.
    """
    folder = below
    while True:
        for candidate in (folder, posixpath.join(folder, "records")):
            path = posixpath.join(candidate, SETTINGS_FILE)
            row = _ask(git, "ls-tree", "-z", "--full-tree", commit, "--", path)
            if row.startswith(b"100"):
                return candidate
        if given or not folder:
            return None
        folder = posixpath.dirname(folder)
