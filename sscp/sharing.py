"""The register's commits brought to where others find them, and theirs brought here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import NamedTuple

from sscp.errors import RunError, UsageError
from sscp.gitwork import Git, GitRefusedError, undisturbed
from sscp.halfway import Halfway
from sscp.refusals import is_behind, is_for_rules, why_refused
from sscp.versions import Versions

_SEEN = 200


class Unsaved(NamedTuple):
    """A file of the register that differs from what git holds: what it held and holds now."""

    path: str
    before: bytes | None
    after: bytes | None


class Sharing:
    """A register in a git repository with, perhaps, a place where it is shared."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._git = Git(root)
        if not self._git.has_repository():
            raise RunError(
                "The changes of this register are not kept yet; `sscp doctor --repair` begins that."
            )
        self.halfway = Halfway(root)
        self.versions = Versions(root)
        self._known: dict[str, str] = {}

    def unsaved(self) -> list[Unsaved]:
        """The files of the register that no commit holds as they are."""
        if self._git.asks("rev-parse", "--verify", "--quiet", "HEAD"):
            words = ("--name-only", "--relative", "--no-renames", "-z", "HEAD")
            changed = self._git.names("diff", *words)
        else:
            changed = self._git.names("ls-files", "-z")
        new = self._git.names("ls-files", "--others", "--exclude-standard", "-z")
        return [
            Unsaved(path, self.saved(path), self._now(path)) for path in sorted({*changed, *new})
        ]

    def _now(self, path: str) -> bytes | None:
        try:
            with open(os.path.join(self._root, path), "rb") as stream:
                return stream.read()
        except OSError:
            return None

    def saved(self, path: str) -> bytes | None:
        """The bytes of a file of the register as they were saved last; None where it has none."""
        return self._git.blob(f"HEAD:./{path}")

    @property
    def root(self) -> str:
        """The register's folder."""
        return self._root

    @property
    def prefix(self) -> str:
        """The register's folder as it begins paths in the repository, such as `records/`."""
        return self._once("prefix", lambda: self._git("rev-parse", "--show-prefix"))

    def _once(self, name: str, ask: Callable[[], str]) -> str:
        """What git says of the branch worked on, asked once until another one is."""
        if name not in self._known:
            self._known[name] = ask()
        return self._known[name]

    @property
    def head(self) -> str:
        """Our latest commit.

        Raises:
            RunError: there is none.
        """
        found = self.commit("HEAD")
        if not found:
            raise RunError("Nothing of this register is saved yet; run `sscp save` first.")
        return found

    @property
    def branch(self) -> str:
        """The branch that is worked on.

        Raises:
            RunError: there is none.
        """
        name = self._once(
            "branch", lambda: self._git.asks("symbolic-ref", "--short", "--quiet", "HEAD")
        )
        if not name:
            raise RunError(
                "This folder shows the register as it once was, not as it goes on;"
                " `sscp doctor --repair` brings it back to where it goes on, and loses nothing."
            )
        return name

    def line_to_go_on(self) -> str:
        """The branch to go on with where none is worked on; empty where one is, or none is there.

        It is the one that leads to where the folder is, else the main one.
        """
        if self._git.asks("symbolic-ref", "--quiet", "HEAD"):
            return ""
        words = ("for-each-ref", "--format=%(refname:short)", "refs/heads/")
        every = self._git(*words).split()
        near = self._git.asks(*words, "--contains", "HEAD").split()
        if len(near) == 1:
            return near[0]
        usual = ("main", "master")
        return next((each for each in (*usual, *near, *every) if each in every), "")

    @property
    def proposed_into(self) -> str:
        """The branch that the one worked on is a proposal for; empty when it is none."""
        setting = f"branch.{self.branch}.sscpProposedInto"
        return self._once("into", lambda: self._git.asks("config", setting))

    @property
    def remote(self) -> str:
        """The name of the place where the register is shared; empty when there is none."""
        return self._once("remote", self._find_remote)

    def _find_remote(self) -> str:
        own = self._git.asks("config", f"branch.{self.proposed_into or self.branch}.remote")
        names = self._git.asks("remote").split()
        if own in names:
            return own
        return "origin" if "origin" in names else names[0] if names else ""

    @property
    def address(self) -> str:
        """Where the register is shared, without the password that it may hold."""
        return without_password(self._git.asks("remote", "get-url", self.remote))

    def fetch(self) -> None:
        """Bring in what the others saved, without changing anything that lies here.

        Raises:
            RunError: the place can't be reached.
        """
        for branch in filter(None, (self.branch, self.proposed_into)):
            if not self.commit(_shared(branch)) and self.theirs(branch):
                # What was shared before this program kept count.
                self.remember(branch, self.theirs(branch))
        try:
            self._git("fetch", "--quiet", "--prune", self.remote)
        except GitRefusedError as error:
            raise self._refusal("The shared register can't be reached", error) from error

    def _refusal(self, what: str, error: GitRefusedError) -> RunError:
        return RunError(f"{what}: {why_refused(error.said, self.address, str(error))}.")

    def commit(self, name: str) -> str:
        """The commit of that name; empty when there is none."""
        return self._git.asks("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")

    def theirs(self, branch: str) -> str:
        """The commit where the others stand on a branch; empty when they have none."""
        return self.commit(f"refs/remotes/{self.remote}/{branch}")

    def known(self, branch: str) -> str:
        """The latest of our commits that the shared branch held once; empty for none."""
        noted = self.commit(_shared(branch))
        return self.parting("HEAD", noted) if noted else ""

    def remember(self, branch: str, commit: str) -> None:
        """Take note that the shared branch stands at a commit that is here too."""
        self._git("update-ref", _shared(branch), commit)

    def elsewhere(self) -> list[str]:
        """The names under which the shared place holds something, proposals left out."""
        start = f"refs/remotes/{self.remote}/"
        listed = self._git.asks("for-each-ref", "--format=%(refname)", start).split()
        names = [each.removeprefix(start) for each in listed]
        return [each for each in names if each != "HEAD" and not each.startswith("proposal-")]

    def main_line(self) -> str:
        """The name of the branch that the shared place itself takes for its main one."""
        said = self._git.asks("ls-remote", "--symref", self.remote, "HEAD")
        found = re.match(r"ref: refs/heads/(\S+)\s+HEAD", said)
        return found[1] if found else ""

    def follow(self, name: str) -> None:
        """Call the branch that is worked on what the others call it now."""
        branch = self.branch
        with undisturbed():
            self.remember(name, self.known(branch))
            self._git("branch", "--move", name)
        self._known.clear()

    def holds(self, commit: str, other: str) -> bool:
        """True when a commit has another one in its history, or is it."""
        try:
            self._git("merge-base", "--is-ancestor", other, commit)
        except GitRefusedError:
            return False
        return True

    def parting(self, one: str, other: str) -> str:
        """The commit where two lines parted; empty when they have nothing in common."""
        return self._git.asks("merge-base", one, other)

    def count(self, of: str, beyond: str) -> int:
        """How many commits of one line the other does not have."""
        return int(self._git("rev-list", "--count", f"{beyond}..{of}"))

    def steps(self, start: str, end: str) -> list[str]:
        """The commits by which a shared line came from one to another, the oldest first."""
        words = ("rev-list", "--first-parent", "--reverse", f"--max-count={_SEEN}")
        return self._git(*words, f"{start}..{end}").split()

    def has_content(self, commit: str, of: str) -> bool:
        """True when a line took in all that another one changed, if under other commits.

        Args:
            commit: where the line stands.
            of: the latest commit of the other one.
        """
        if self.holds(commit, of):
            return True
        start = self.parting(commit, of)
        if not start:
            return False
        changed = {each.path: each.ours for each in self.versions.sides(start, of, of)}
        for step in self.steps(start, commit):
            there = {each.path: each.theirs for each in self.versions.sides(start, of, step)}
            if all(there[path] == entry for path, entry in changed.items()):
                return True
        return False

    def go_to(self, goal: str, branch: str = "", sets_aside: bool = False) -> str:
        """Make a version the register's, files and all, in one step.

        Changes of files that the version leaves alone stay where they are.

        Args:
            goal: the version.
            branch: the branch to go on with, where that is another one.
            sets_aside: True to keep unsaved files aside where they are in the way.

        Returns:
            The folder where unsaved files are kept aside; empty when none were in the way.

        Raises:
            UsageError: unsaved files are in the way.
            RunError: it can't be done, and everything is as it was.
        """
        # A file that was only touched must not pass for one that was changed.
        self._git.asks("update-index", "-q", "--refresh")
        aside = self._make_room(goal, sets_aside)
        self._known.clear()
        with undisturbed():
            self.halfway.note_move(goal)
            try:
                if branch:
                    self._git("checkout", "--quiet", "--no-track", "-B", branch, goal)
                else:
                    self._git("reset", "--quiet", "--keep", goal)
            except RunError as error:
                self.halfway.settle()
                raise RunError(f"Nothing was changed: {error}.") from error
            self.halfway.forget_move()
        return aside

    def _make_room(self, goal: str, sets_aside: bool) -> str:
        """Look whether a file that is not saved would have to change.

        Raises:
            UsageError: one would, and is not to be set aside.
        """
        git = Git(self._git("rev-parse", "--show-toplevel"))
        touched = set(git.names("diff", "--name-only", "--no-renames", "-z", "HEAD", goal))
        dirty = set(git.names("diff", "--name-only", "--no-renames", "-z", "HEAD"))
        dirty |= set(git.names("ls-files", "--others", "--exclude-standard", "-z"))
        both = sorted(touched & dirty)
        if both and not sets_aside:
            raise UsageError(
                f"{', '.join(both)} was changed here without being saved, and others changed it"
                " too; nothing was changed. `sscp sync --take theirs` takes theirs and keeps a"
                " copy of yours aside."
            )
        kept = self.halfway.keep_aside(both)
        self.halfway.restore(both)
        return kept

    def send(self, to: str = "") -> str:
        """Send our commits: an empty text when they went, else why not: `rules` or `behind`.

        Raises:
            RunError: they could not be sent for another reason.
        """
        sent, branch = self.head, to or self.branch
        words = () if to else ("--set-upstream",)
        try:
            self._git("push", "--quiet", *words, self.remote, f"{sent}:refs/heads/{branch}")
        except GitRefusedError as error:
            if is_behind(error.said):
                return "behind"
            if is_for_rules(error.said):
                return "rules"
            raise self._refusal("The changes can't be sent", error) from error
        self.remember(branch, sent)
        return ""

    def start_proposal(self, name: str, into: str) -> None:
        """Go on with our commits as a proposal for a branch."""
        self._known.clear()
        with undisturbed():
            self._git("config", f"branch.{name}.sscpProposedInto", into)
            self._git("checkout", "--quiet", "--no-track", "-B", name)

    def keep_line(self, name: str) -> None:
        """Have git keep a line of commits for good, though no branch may lead to it any more."""
        commit = self.commit(name)
        if commit:
            self._git("update-ref", f"refs/sscp/kept/{commit[:12]}", commit)

    def is_shallow(self) -> bool:
        """True when only the latest part of the history is here."""
        return self._git.asks("rev-parse", "--is-shallow-repository") == "true"

    def complete_history(self) -> None:
        """Bring in the history before the part that is here.

        Raises:
            RunError: the place can't be reached.
        """
        try:
            self._git("fetch", "--quiet", "--unshallow", self.remote)
        except GitRefusedError as error:
            raise self._refusal("The shared register can't be reached", error) from error

    def share_at(self, address: str) -> None:
        """Set the place where the register is shared.

        Raises:
            UsageError: that can't be an address.
        """
        if not address.strip() or address.startswith("-") or not address.isprintable():
            raise UsageError(f"{address!r} can't be an address.")
        name = self.remote or "origin"
        if self._git.asks("config", f"remote.{name}.url") == address.strip():
            return
        if self.remote:
            # What was shared at the other place says nothing of what is shared there.
            self._git("remote", "remove", name)
        for ref in self._git("for-each-ref", "--format=%(refname)", _shared("")).split():
            self._git("update-ref", "-d", ref)
        self._git("remote", "add", name, address.strip())
        self._known.clear()


def _shared(branch: str) -> str:
    """Where git notes the commit at which a shared branch was seen or left last."""
    return f"refs/sscp/shared/{branch}"


def without_password(address: str) -> str:
    """An address as it may be shown: without the name and the password that it may hold."""
    return re.sub(r"//[^/@\s]+@", "//", address)
