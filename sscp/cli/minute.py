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
    from sscp.cli.minute_draft import MinutesDraft
    from sscp.model.record import Record
    from sscp.work.notes import Mistake
    from sscp.write.change import Change, Desk

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
        from sscp.cli.minute_draft import MinutesDraft
        from sscp.work.outline import with_rest, write_outline

        was = write_outline(self._session.portfolio, self._meeting)
        draft = MinutesDraft(self._session, self._meeting)
        begun = draft.offer()
        draft.write(with_rest(was, begun) if begun else was)
        while True:
            try:
                open_editor(str(draft.path))
            except RunError:
                if not begun and _read(str(draft.path)) == was:
                    draft.drop()
                else:
                    draft.tell_kept()
                raise
            text = _read(str(draft.path))
            if text.strip() == was.strip():
                draft.drop()
                self._session.note("Nothing was changed.")
                return int(ExitCode.FINE)
            status = self.write(text, "line")
            if self.is_done:
                draft.drop()
                return status
            if status == ExitCode.FINE or not confirm("Open it again to mend that?"):
                draft.tell_kept()
                return status

    def at_prompts(self) -> int:
        """Ask item by item, then write what was answered."""
        from sscp.cli.minute_draft import MinutesDraft

        draft = MinutesDraft(self._session, self._meeting)
        try:
            status = self._ask(draft)
        except (KeyboardInterrupt, EOFError):
            draft.tell_kept()
            raise
        if self.is_done:
            draft.drop()
        else:
            draft.tell_kept()
        return status

    def _ask(self, draft: MinutesDraft) -> int:
        from sscp.cli.change import Typed, carry_out
        from sscp.cli.minute_prompts import begin_walk
        from sscp.work.minutes import minute_plan
        from sscp.work.notes import read_notes
        from sscp.work.outline import write_notes

        session, meeting = self._session, self._meeting
        begun = draft.offer() or write_notes(session.portfolio, meeting)
        walk = begin_walk(session, meeting, begun, draft)
        walk.go()
        if not walk.is_ready():
            session.note("Nothing was changed.")
            return int(ExitCode.FINDINGS)
        for words in walk.doubts():
            session.print(wrapped(words, rest="  ", style=Style.WARN))

        def plan(desk: Desk) -> Change:
            return minute_plan(meeting.id or "", read_notes(walk.notes.text()))(desk)

        def done() -> None:
            self.is_done = True

        return carry_out(
            session,
            plan,
            is_trial=self._is_trial,
            asks_first=self._asks_first,
            typed=Typed(done, revise=walk.revise),
        )


def _mistake_lines(mistakes: Sequence[Mistake], name: str) -> list[Line]:
    """Every mistake with its line."""
    lines: list[Line] = []
    for each in mistakes:
        place = f"line {each.line}: " if name == "line" else f"{name}:{each.line}: "
        style = Style.WARN if each.is_doubt else Style.BAD
        lines += wrapped(each.message, place, "  ", style)
    return lines
