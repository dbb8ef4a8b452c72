"""The text of minutes that are not in the register yet: kept as it grows, offered, set aside."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from sscp.cli.kept_prompt import choose_of
from sscp.cli.session import Session
from sscp.errors import RunError
from sscp.model.record import Record
from sscp.render.lines import wrapped
from sscp.work.note_text import REMARK, Piece, read_note_text
from sscp.work.notes import unmarked
from sscp.work.outline import write_notes

_LAST_WORDS = 6


class MinutesDraft:
    """The texts kept for one meeting; a text set aside stays until it is thrown away.

    Attributes:
        path: the file of the text that is being written.
    """

    def __init__(self, session: Session, meeting: Record) -> None:
        """Find the folder of the drafts.

        Raises:
            RunError: it can't be written to.
        """
        from sscp.write.replace import workshop

        self._session = session
        self._meeting = meeting
        self._not_kept = self._reason = self._told = ""
        self._name = f"{meeting.id}-minutes"
        try:
            self._folder = Path(workshop(session.source.root)) / "drafts"
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise _no_write(error) from error
        self.path = self._fresh()

    def offer(self) -> str:
        """The text of an earlier time that the person goes on with; empty for none.

        Raises:
            KeyboardInterrupt: the person gave up.
        """
        for path in self._kept():
            text = path.read_text("utf-8", "replace")
            words = self._words(text)
            if not words:
                path.unlink(missing_ok=True)
                continue
            count = "1 word" if len(words) == 1 else f"{len(words)} words"
            more = "... " if len(words) > _LAST_WORDS else ""
            end = f'"{more}{" ".join(words[-_LAST_WORDS:])}"'
            said = f"An earlier text of {count} was not written. It ends with {end}"
            self._session.print(wrapped(said))
            said = self._ask()
            if said == "t":
                path.unlink(missing_ok=True)
            elif said == "n":
                self._session.note("It is set aside; the same command offers it again.")
            else:
                self.path = path
                return text
        self.path = self._fresh()
        return ""

    def _words(self, text: str) -> list[str]:
        """The words that were typed: those noted beyond what the register has."""
        known = _pieces(write_notes(self._session.portfolio, self._meeting))
        typed = [each for each in _pieces(text) if each not in known and each.word != REMARK]
        return [word for each in typed for word in unmarked(each.text).split()]

    def _ask(self) -> str:
        while True:
            said = choose_of("Go on with that? [Y/n, t throws it away] ", "ynt")
            if said != "t" or choose_of("Throw it away, every word? [y/N] ", "yn") == "y":
                return said

    def keep(self, text: str) -> None:
        """Keep the text as it now is, as far as the disk lets it; `trouble` says where it doesn't.

        Whoever types goes on all the same: the words are safe once the register has them.
        """
        try:
            self.write(text)
        except RunError as error:
            self._not_kept = text
            self._reason = str(error)
        else:
            self._not_kept = self._reason = self._told = ""

    def trouble(self) -> str:
        """Why what is typed can't be kept, each reason once; empty while it can."""
        if not self._reason or self._reason == self._told:
            return ""
        self._told = self._reason
        return f"What you type can't be kept for now: {self._reason}"

    def write(self, text: str) -> None:
        """Keep the text as it now is; whatever stops the machine, the old or the new one stays.

        Raises:
            RunError: it can't be written.
        """
        temporary = self.path.with_suffix(f".{os.getpid()}")
        try:
            with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, self.path)
        except OSError as error:
            raise _no_write(error) from error

    def drop(self) -> None:
        """Forget the text: the register has it, or it says nothing."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def tell_kept(self) -> None:
        """Say that what was typed is not lost; show it where it could not be kept."""
        if self._not_kept:
            self._session.note("\nYour text could not be kept; here it is, to be copied:\n")
            sys.stdout.write(f"{self._not_kept}\n")
        elif self.path.exists():
            self._session.note("\nYour text is kept; the same command offers it again.")

    def _kept(self) -> list[Path]:
        """The texts kept, the latest first."""
        form = re.compile(re.escape(self._name) + r"(-[0-9]+)?\.txt\Z")
        found = [each for each in self._folder.iterdir() if form.match(each.name)]
        return sorted(found, key=lambda each: each.stat().st_mtime_ns, reverse=True)

    def _fresh(self) -> Path:
        """A file that is not there yet."""
        path, number = self._folder / f"{self._name}.txt", 1
        while path.exists():
            number += 1
            path = self._folder / f"{self._name}-{number}.txt"
        return path


def _pieces(text: str) -> list[Piece]:
    notes = read_note_text(text)
    following = [Piece("NEXT", notes.following)] if notes.following else []
    return [*(piece for item in notes.items for piece in item.pieces), *following]


def _no_write(error: OSError) -> RunError:
    return RunError(f"{error.filename} can't be written to: {error.strerror}.")
