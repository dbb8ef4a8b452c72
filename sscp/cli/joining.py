"""Others' changes joined with ours: record by record, or a person says whose stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sscp.cli.session import Session
from sscp.errors import UsageError
from sscp.load.loader import load
from sscp.load.source import FolderSource, is_read
from sscp.render.disputes import dispute_lines, file_lines
from sscp.versions import Entry, Sides
from sscp.write.join import Disputed, DisputedFile, join_files, records_of
from sscp.write.moves import follow_moves

if TYPE_CHECKING:
    from sscp.sharing import Sharing

Contents = dict[str, bytes | None]


class Joined(NamedTuple):
    """A join that no branch leads to yet.

    Attributes:
        commit: its commit.
        given_out: the numbers it gave out; None when it gave out none.
        told: which records got them, in a sentence without a full stop.
    """

    commit: str
    given_out: dict[str, int] | None = None
    told: str = ""


class Join:
    """Their version and ours put together, as objects of the history; no file is touched."""

    def __init__(
        self, session: Session, sharing: Sharing, take: str | None, ours: str = ""
    ) -> None:
        """A join of a version of ours with another.

        Args:
            session: the run.
            sharing: the register.
            take: says whose side stands: `mine`, `theirs`, or None to ask.
            ours: our commit, where it is not the latest.
        """
        self._session = session
        self._sharing = sharing
        self._versions = sharing.versions
        self._take = take
        self._prefix = sharing.prefix
        self._head = ours or sharing.head
        self._disputed: list[Disputed] = []
        self._files: list[DisputedFile] = []
        self._given_out: dict[str, int] | None = None
        self._renumbered = ""

    def make(self, base: str, theirs: str, is_onto: bool = False) -> Joined:
        """The join of our latest commit with theirs.

        Args:
            base: where the two parted; empty where they have nothing in common.
            theirs: their commit.
            is_onto: True for what is ours to be put on top of theirs, without our history.

        Raises:
            UsageError: both changed the same, and nobody is there to say whose stands.
        """
        sides = self._versions.sides(base, self._head, theirs)
        ours, changes = self._joined(sides, self._head)
        tree = self._versions.tree(ours, changes)
        self._require_answers()
        told = [_told(each.record, each.path) for each in self._disputed]
        told += [f"Both sides had changed {each.path}." for each in self._files]
        message = "\n".join(["Changes of others brought in", "", *told]).strip() + "\n"
        parents = [theirs] if is_onto else [ours, theirs]
        commit = self._versions.commit(tree, parents, message)
        return Joined(commit, self._given_out, self._renumbered)

    def is_held(self, base: str, theirs: str) -> bool:
        """True when a join with theirs would add nothing to what they have; nobody is asked."""
        self._take = "mine"
        sides = self._versions.sides(base, self._head, theirs)
        _, changes = self._joined(sides, self._head, is_trial=True)
        if self._disputed or self._files:
            return False
        tree = self._versions.tree(self._head, changes)
        return tree == self._versions.tree_of(theirs)

    def _joined(
        self, sides: list[Sides], ours: str, is_trial: bool = False
    ) -> tuple[str, dict[str, Entry | None]]:
        """Our commit, with new numbers where need be, and every file that is to differ from it."""
        entries = {each.path: each for each in sides}
        held = self._versions.contents(
            entry for each in sides for entry in (each.base, each.ours, each.theirs)
        )

        def content(entry: Entry | None) -> bytes | None:
            return held[entry.blob] if entry is not None else None

        records = [each for each in sides if self._is_record(each)]
        before = {self._below(each.path): content(each.base) for each in records}
        mine = {self._below(each.path): content(each.ours) for each in records}
        yours = {self._below(each.path): content(each.theirs) for each in records}
        as_saved = dict(mine)
        if not is_trial:
            ours = self._make_room(before, mine, yours, as_saved, ours)
        follow_moves(before, mine, yours)
        changes: dict[str, Entry | None] = {}
        for path in sorted({*before, *mine, *yours}):
            fresh = self._join_file(path, before.get(path), mine.get(path), yours.get(path))
            if fresh != as_saved.get(path):
                there = entries.get(self._prefix + path)
                like = (there.ours or there.theirs) if there else None
                whole = self._prefix + path
                changes[whole] = None if fresh is None else self._versions.hold(fresh, like)
        for each in sides:
            if each not in records:
                chosen = self._join_other(each, content)
                if chosen != each.ours:
                    changes[each.path] = chosen
        self._require_room(sides, changes)
        return ours, changes

    def _below(self, path: str) -> str:
        return path.removeprefix(self._prefix)

    def _is_record(self, side: Sides) -> bool:
        kept = [entry for entry in (side.base, side.ours, side.theirs) if entry]
        return (
            side.path.startswith(self._prefix)
            and is_read(self._below(side.path))
            and all(entry.is_text for entry in kept)
        )

    def _make_room(
        self, before: Contents, mine: Contents, yours: Contents, as_saved: Contents, ours: str
    ) -> str:
        """Give a new id to each record of ours whose id the others have given out meanwhile.

        Returns:
            Our commit: a new one on top of it where ids were given.
        """
        from sscp.cli.change import message_of
        from sscp.commits import numbers_seen
        from sscp.work.renumbering import given_out_twice, plan_renumber
        from sscp.write.change import Desk
        from sscp.write.files import Files
        from sscp.write.serials import read_given_out

        twice = given_out_twice(before, mine, yours)
        if not twice:
            return ours
        root = self._sharing.root
        portfolio = load(FolderSource(root)).portfolio
        given_out = read_given_out(root)
        for series, number in numbers_seen(root).items():
            given_out[series] = max(number, given_out.get(series, 0))
        change = plan_renumber(Desk(portfolio, self._session.as_of, given_out), twice)
        files = Files(_Saved(root, self._sharing), portfolio)
        files.make_all(change.edits)
        self._renumbered = change.summary
        for path, fresh in files.after.items():
            if path not in mine:
                # Neither side had changed it: all three are as it was before.
                before[path] = yours[path] = as_saved[path] = files.before[path]
            mine[path] = as_saved[path] = fresh
        self._given_out = given_out
        changes = {
            self._prefix + path: None if fresh is None else self._versions.hold(fresh, None)
            for path, fresh in files.after.items()
        }
        tree = self._versions.tree(ours, changes)
        return self._versions.commit(tree, [ours], message_of(change, tuple(files.records)))

    def _join_file(
        self, path: str, before: bytes | None, mine: bytes | None, yours: bytes | None
    ) -> bytes | None:
        """A file of records with the changes of both sides."""
        if yours in (before, mine):
            return mine
        if mine == before:
            return yours
        if before is not None and mine is not None and yours is not None:
            lines = self._versions.join_text(before, mine, yours)
            if lines is not None and records_of(lines) is not None:
                return lines
        joined = join_files(before, mine, yours, self._chooser())
        self._disputed += joined.disputed
        if joined.is_joined:
            return joined.content
        return self._choose_file(DisputedFile(self._prefix + path, before, mine, yours))

    def _join_other(self, side: Sides, content: Any) -> Entry | None:
        """Any other file with the changes of both sides."""
        if side.theirs in (side.base, side.ours):
            return side.ours
        if side.ours == side.base:
            return side.theirs
        kept = [entry for entry in (side.base, side.ours, side.theirs) if entry]
        if not all(entry.is_text for entry in kept):
            asked = DisputedFile(side.path, b"", b"", b"")
            return side.theirs if self._takes_theirs(asked) else side.ours
        before, mine, yours = (content(each) for each in (side.base, side.ours, side.theirs))
        if before is not None and mine is not None and yours is not None:
            lines = self._versions.join_text(before, mine, yours)
            if lines is not None:
                return self._versions.hold(lines, side.ours)
        asked = DisputedFile(side.path, before, mine, yours)
        return side.theirs if self._takes_theirs(asked) else side.ours

    def _require_room(self, sides: list[Sides], changes: Mapping[str, Entry | None]) -> None:
        """Refuse where one side made a folder of what is a file on the other.

        Raises:
            UsageError: one did.
        """
        left = {each.path for each in sides if changes.get(each.path, each.ours) is not None}
        left |= {path for path, entry in changes.items() if entry is not None}
        for path in sorted(left):
            steps = path.split("/")
            above = ["/".join(steps[:number]) for number in range(1, len(steps))]
            if any(each in left for each in above):
                raise UsageError(
                    f"{path} lies in a folder on one side that is a file on the other;"
                    " nothing was changed. Give one of the two another name, and save that."
                )

    def _choose_file(self, asked: DisputedFile) -> bytes | None:
        return asked.theirs if self._takes_theirs(asked) else asked.ours

    def _takes_theirs(self, asked: DisputedFile) -> bool:
        self._files.append(asked)
        if self._take is not None or not _is_person():
            return self._take == "theirs"
        from sscp.cli.ask import confirm

        self._session.print(file_lines(asked))
        return confirm("Take theirs?", default=False)

    def _chooser(self) -> Any:
        """Whose side stands in a dispute: as was said, or as a person says of each."""
        if self._take is not None or not _is_person():
            return lambda disputed: self._take == "theirs"  # noqa: ARG005

        def choose(disputed: Disputed) -> bool:
            from sscp.cli.ask import confirm

            self._session.print(dispute_lines(disputed))
            return confirm("Take theirs?", default=False)

        return choose

    def _require_answers(self) -> None:
        """Tell what is in dispute where nobody is there to say whose stands.

        Raises:
            UsageError: something is.
        """
        if self._take is not None or _is_person() or not (self._disputed or self._files):
            return
        for each in self._disputed:
            self._session.print(dispute_lines(each))
        for asked in self._files:
            self._session.print(file_lines(asked))
        parts = [
            f"{len(found)} {noun if len(found) == 1 else noun + 's'}"
            for found, noun in ((self._disputed, "field"), (self._files, "file"))
            if found
        ]
        count = len(self._disputed) + len(self._files)
        raise UsageError(
            f"{' and '.join(parts)} {'was' if count == 1 else 'were'} changed on"
            " both sides; nothing was changed. Say whose stands with --take mine or"
            " --take theirs, or run `sscp sync` at a terminal to choose one by one."
        )


class _Saved(FolderSource):
    """The register's files as they were saved last, byte for byte as the history has them."""

    def __init__(self, root: str, sharing: Sharing) -> None:
        super().__init__(root)
        self._sharing = sharing

    def read(self, path: str) -> bytes:
        """The bytes of a file below the register's folder."""
        found = self._sharing.saved(path)
        if found is None:
            raise FileNotFoundError(path)
        return found


def _is_person() -> bool:
    from sscp.cli.ask import is_terminal

    return is_terminal()


def _told(record: str, path: Any) -> str:
    from sscp.render.changes import spell_path

    return f"Both sides had changed {record}, {spell_path(path) or 'as a whole'}."
