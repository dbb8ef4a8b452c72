"""One record opened in the person's editor, checked, and put back in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sscp.cli.editor import open_editor, read_text
from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, UsageError

if TYPE_CHECKING:
    from sscp.model.record import Record
    from sscp.write.change import Change, Desk

_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(edit)


def edit(
    context: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="The record.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the record's new text from a file."),
    ] = None,
    dry_run: _DryRun = False,
) -> int:
    """Open a record in your editor; it is checked before it is saved."""
    from sscp.cli.ask import is_terminal

    session: Session = context.obj
    session.require_format("text", "json")
    session.require_writable()
    record = session.find(identity)
    if source is not None:
        return _put(session, record, read_text(source), dry_run)
    if not is_terminal():
        raise UsageError("`sscp edit` needs a terminal; from a script, use --from FILE.")
    return _edit_in_turns(session, record, dry_run)


def _edit_in_turns(session: Session, record: Record, is_trial: bool) -> int:
    """Open the editor until the text fits or the person has had enough."""
    from sscp.cli.ask import confirm
    from sscp.write.excerpt import take_out
    from sscp.write.replace import workshop

    root, path = session.source.root, record.file.path.removeprefix(session.source.prefix)
    was = take_out(session.source.read(path), record.id or "")
    draft = Path(workshop(root)) / "drafts" / f"{record.id}.yaml"
    try:
        draft.parent.mkdir(exist_ok=True)
        if not (draft.exists() and confirm("An earlier text was not saved. Go on with that?")):
            draft.write_text(was, "utf-8")
    except OSError as error:
        raise RunError(f"{draft} can't be written to: {error.strerror}.") from error
    while True:
        open_editor(str(draft))
        text = draft.read_text("utf-8", errors="replace")
        if text.strip() == was.strip():
            draft.unlink()
            session.note("Nothing was changed.")
            return int(ExitCode.FINE)
        status = _put(session, record, text, is_trial, was)
        if status == ExitCode.FINE:
            draft.unlink()
            return status
        if not confirm("Open it again to mend that?"):
            session.note(f"Your text is kept; `sscp edit {record.id}` offers it again.")
            return status


def _put(
    session: Session, record: Record, text: str, is_trial: bool, was: str | None = None
) -> int:
    """Put a text in the place of a record's, through the door.

    `was` is the text that the person began from; the record must still have it.
    """
    from sscp.cli.change import carry_out
    from sscp.load.parse import parse
    from sscp.write.change import Change
    from sscp.write.edits import WholeFile
    from sscp.write.excerpt import put_back, take_out

    identity = record.id or ""
    path = record.file.path.removeprefix(session.source.prefix)
    read = parse(text.encode("utf-8"))
    if not isinstance(read.value, dict) or read.value.get("id") != identity:
        where = f" (line {read.flaws[-1].line}: {read.flaws[-1].detail})" if read.flaws else ""
        session.complain(
            f"The text must be one record with the id {identity}{where}; nothing was changed."
        )
        return int(ExitCode.FINDINGS)
    opened = was if was is not None else take_out(session.source.read(path), identity)

    def plan(desk: Desk) -> Change:  # noqa: ARG001
        content = session.source.read(path)
        if take_out(content, identity) != opened:
            raise UsageError(f"{identity} was changed by someone else meanwhile; open it again.")
        return Change(
            f"{identity} edited: {record.title}",
            (WholeFile(path, put_back(content, identity, text)),),
            "edit",
        )

    return carry_out(session, plan, is_trial=is_trial)
