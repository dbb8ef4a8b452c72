"""The minutes of a meeting: from a file of notes, from an editor, or item by item."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.attend import choose_meeting
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError
from sscp.render.lines import Line, Style, to_text, wrapped

if TYPE_CHECKING:
    from sscp.model.record import Record
    from sscp.work.notes import Mistake

_ENCODINGS = ("utf-8-sig", "cp1252")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def minute(
    context: typer.Context,
    meeting: Annotated[
        str | None, typer.Argument(metavar="[MEETING]", help="The meeting: its id, or words of it.")
    ] = None,
    notes: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Take the notes from this file; - for what is piped in."),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Write them in your editor, below the agenda.")
    ] = False,
    outline: Annotated[
        bool,
        typer.Option(
            "--outline", help="Print the agenda as notes to write into; it changes nothing."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking once more.")] = False,
) -> int:
    """Write down what a meeting said, decided and gave people to do."""
    from sscp.cli.ask import is_terminal
    from sscp.work.minutes import require_minutable
    from sscp.work.outline import write_outline

    session: Session = context.obj
    session.require_format("text", "json")
    is_person = is_terminal() and session.format == "text"
    if sum((notes is not None, edit, outline)) > 1:
        raise UsageError("Give one of --notes, --edit and --outline.")
    found = choose_meeting(session, meeting, is_person)
    if outline:
        sys.stdout.write(write_outline(session.portfolio, found))
        return int(ExitCode.FINE)
    session.require_writable()
    require_minutable(session.portfolio, found, session.as_of)
    if notes is not None:
        asks_first = is_person and notes != "-" and not yes
        return _Writing(session, found, dry_run, asks_first).write(_read(notes), _name(notes))
    if not is_person:
        raise UsageError(
            "Without a terminal the minutes come from a file: --notes FILE; --outline prints one"
            " to begin with."
        )
    writing = _Writing(session, found, dry_run, not yes)
    return writing.in_editor() if edit else writing.at_prompts()


def _read(words: str) -> str:
    """The text of a file of notes, as editors on any machine save it.

    Raises:
        UsageError: it can't be read.
    """
    if words == "-":
        content = sys.stdin.buffer.read()
    else:
        try:
            content = Path(words).read_bytes()
        except OSError as error:
            raise UsageError(f"{words} can't be read: {error.strerror}.") from error
    wide = content.startswith(_WIDE_MARKS)
    for encoding in ("utf-16",) if wide else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{words} is no text; save the notes as plain text and try again.")


def _name(words: str) -> str:
    return "notes" if words == "-" else Path(words).name


class _Writing:
    """One writing of the minutes of a meeting.

    Attributes:
        is_done: True once they are in the register.
    """

    def __init__(self, session: Session, meeting: Record, is_trial: bool, asks_first: bool) -> None:
        self.is_done = False
        self._session = session
        self._meeting = meeting
        self._is_trial = is_trial
        self._asks_first = asks_first

    def write(self, text: str, name: str) -> int:
        """Show what is to be put right in the notes, or write them."""
        from sscp.cli.change import Typed, carry_out
        from sscp.work.minutes import minute_plan
        from sscp.work.minuting import read_minuting
        from sscp.work.notes import read_notes

        session, notes = self._session, read_notes(text)
        read = read_minuting(session.portfolio, self._meeting, notes, session.as_of)
        if not read.is_fit:
            self._refuse(read.mistakes, name)
            return int(ExitCode.FINDINGS)
        doubts = _mistake_lines(read.mistakes, name)
        if session.format == "text":
            session.print(doubts)
        elif doubts:
            session.note(to_text(doubts).rstrip())

        def done() -> None:
            self.is_done = True

        return carry_out(
            session,
            minute_plan(self._meeting.id or "", notes),
            is_trial=self._is_trial,
            asks_first=self._asks_first,
            typed=Typed(done),
        )

    def _refuse(self, mistakes: Sequence[Mistake], name: str) -> None:
        from sscp.render.machine import to_json

        session = self._session
        session.emit(
            lambda: _mistake_lines(mistakes, name),
            lambda: to_json("notes/1", {"meeting": self._meeting.id, "mistakes": mistakes}),
        )
        count = sum(not each.is_doubt for each in mistakes)
        noun = "a mistake" if count == 1 else f"{count} mistakes"
        sys.stderr.write(f"sscp: Nothing was changed: the notes have {noun}.\n")

    def in_editor(self) -> int:
        """Open the editor until the text fits or the person has had enough."""
        from sscp.cli.ask import confirm
        from sscp.cli.editor import open_editor
        from sscp.work.outline import with_rest, write_outline

        was = write_outline(self._session.portfolio, self._meeting)
        draft = self._draft()
        begun = draft.exists() and self._goes_on()
        _save(draft, with_rest(was, _read(str(draft))) if begun else was)
        while True:
            open_editor(str(draft))
            text = _read(str(draft))
            if text.strip() == was.strip():
                draft.unlink()
                self._session.note("Nothing was changed.")
                return int(ExitCode.FINE)
            status = self.write(text, "line")
            if self.is_done:
                draft.unlink()
                return status
            if status == ExitCode.FINE or not confirm("Open it again to mend that?"):
                self._tell_kept()
                return status

    def at_prompts(self) -> int:
        """Ask item by item, then write what was answered."""
        from sscp.cli.minute_prompts import ask_minutes

        draft = self._draft()
        begun = _read(str(draft)) if draft.exists() and self._goes_on() else ""
        try:
            text = ask_minutes(self._session, self._meeting, begun, lambda said: _save(draft, said))
        except (KeyboardInterrupt, EOFError):
            if draft.exists():
                self._tell_kept()
            raise
        status = self.write(text, "line")
        if self.is_done:
            draft.unlink(missing_ok=True)
        else:
            self._tell_kept()
        return status

    def _draft(self) -> Path:
        """The file that keeps the text until it is in the register."""
        from sscp.write.replace import workshop

        try:
            path = Path(workshop(self._session.source.root)) / "drafts"
            path.mkdir(exist_ok=True)
        except OSError as error:
            raise RunError(f"{error.filename} can't be written to: {error.strerror}.") from error
        return path / f"{self._meeting.id}-minutes.txt"

    def _goes_on(self) -> bool:
        from sscp.cli.ask import confirm

        return confirm("An earlier text was not written. Go on with that?")

    def _tell_kept(self) -> None:
        self._session.note("\nYour text is kept; the same command offers it again.")


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise RunError(f"{path} can't be written to: {error.strerror}.") from error


def _mistake_lines(mistakes: Sequence[Mistake], name: str) -> list[Line]:
    """Every mistake with its line."""
    lines: list[Line] = []
    for each in mistakes:
        place = f"line {each.line}: " if name == "line" else f"{name}:{each.line}: "
        style = Style.WARN if each.is_doubt else Style.BAD
        lines += wrapped(each.message, place, "  ", style)
    return lines
