"""Records that share an id, told apart one after the other: the later ones get other numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sscp.cli.session import Session
from sscp.errors import ExitCode, UsageError
from sscp.load.source import FolderSource

if TYPE_CHECKING:
    from sscp.work.duplicates import Added, Duplicate
    from sscp.write.change import Change, Desk, Plan


class Renumbering:
    """New numbers for the later ones of records with one id, one after the other."""

    def __init__(self, session: Session, root: str, is_trial: bool, asks: bool) -> None:
        self._session = session
        self._root = root
        self._is_trial = is_trial
        self._asks = asks
        self._seen: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self.has_found = False

    def run(self) -> int:
        """Offer each; the exit status."""
        from sscp.cli.change import carry_out
        from sscp.load.loader import load
        from sscp.work.duplicates import find_duplicates

        status = int(ExitCode.FINE)
        tried: set[tuple[str, str, int]] = set()
        while True:
            source = FolderSource(self._root)
            found = find_duplicates(load(source).portfolio, source.prefix, _history(self._root))
            left = [each for each in found if _key(each) not in tried]
            if not left:
                return status
            duplicate = left[0]
            tried.add(_key(duplicate))
            self._look_back()

            try:
                plan = self._plan(duplicate, source)
                done = carry_out(self._session, plan, self._is_trial, self._asks)
            except UsageError as error:
                self._session.complain(str(error))
                done = int(ExitCode.FINDINGS)
            if self._is_trial:
                # The next one shown gets another number than this one.
                self._seen.update(self._last)
            status = max(status, done)

    def _plan(self, duplicate: Duplicate, source: FolderSource) -> Plan:
        from sscp.work.duplicates import plan_repair

        def plan(desk: Desk) -> Change:
            for series, number in self._seen.items():
                desk.given_out[series] = max(number, desk.given_out.get(series, 0))
            change = plan_repair(desk, duplicate, source.prefix, source.read)
            self._last = dict(desk.given_out)
            return change

        return plan

    def _look_back(self) -> None:
        """Find out once which numbers any version known here has held."""
        from sscp.commits import numbers_seen
        from sscp.gitwork import Git

        if not self.has_found and Git(self._root).has_repository():
            self._seen = numbers_seen(self._root)
        self.has_found = True


def _key(duplicate: Duplicate) -> tuple[str, str, int]:
    goes = duplicate.goes
    return duplicate.identity, goes.file.path, goes.start


def _history(root: str) -> Added:
    """When ids came into files and with which other files; what git does not know is newest."""
    from sscp.gitwork import Git

    git = Git(root)

    def added(path: str, identity: str) -> tuple[int, tuple[str, ...]]:
        wanted = f"^[ \t]*(- +)?id: *[\"']?{identity}"
        said = git.asks("log", "-G", wanted, "--format=%H %ct", "--", path).splitlines()
        if not said:
            return 1 << 62, ()
        commit, seconds = said[-1].split()
        names = git.asks(
            "diff-tree", "-r", "--root", "--no-commit-id", "--name-only", "--relative", "-z", commit
        )
        return int(seconds), tuple(filter(None, names.split("\0")))

    return added
